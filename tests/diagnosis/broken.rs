//! White space at any place of a copied response, as from a terminal that breaks long lines, does not lead to a wrong cause.

use super::{
    altered::{CHANGES, changed},
    rows::date,
};
use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigned, Presigner, Request};
use sha2::{Digest, Sha256};

/// Changes of a canonical request, besides those of `altered`: what is replaced, and by what.
const REPLACEMENTS: &[(&str, &str)] = &[
    ("amazonaws.com\n", "amazonaws.com:8443\n"),
    ("host:examplebucket", "host:ExampleBucket"),
    ("%20", "%2520"),
    ("%20", "+"),
    ("%2B", "+"),
    ("%2B", " "),
    ("//", "/"),
    ("\n/", "\n/prefix/"),
    ("&X-Amz-Date=", "&Y=1&X-Amz-Date="),
    ("\nX-Amz-Algorithm", "\nA=1&X-Amz-Algorithm"),
    ("X-Amz-Algorithm=AWS4-HMAC-SHA256&", ""),
    ("&X-Amz-Expires=900", "&X-Amz-Expires=900&X-Amz-Expires=900"),
    ("text/plain", "text/plain; charset=UTF-8"),
    ("a duck", "a goose"),
    ("UNSIGNED-PAYLOAD", "0909090909090909090909090909090909090909090909090909090909090909"),
    ("\n0909090909090909090909090909090909090909090909090909090909090909", "\nUNSIGNED-PAYLOAD"),
];

const BREAKS: [&str; 3] = [" ", "\n", "\n    "];

/// A refused request, and what the server computed.
struct Refused {
    presigned: Presigned,
    canonical_request: String,
    string_to_sign: String,
}

impl Refused {
    fn new(request: Request<'_>, change: impl Fn(&str) -> String) -> Self {
        let explanation = request.clone().explain_at(date()).unwrap();
        let canonical_request = change(explanation.canonical_request());
        let (rest, _) = explanation.string_to_sign().rsplit_once('\n').unwrap();
        let string_to_sign = format!("{rest}\n{}", hex::encode(Sha256::digest(&canonical_request)));
        Self { presigned: request.presign_at(date()).unwrap(), canonical_request, string_to_sign }
    }

    fn causes(&self, elements: &[(&str, &str)]) -> Vec<Cause> {
        let elements = [("Code", "SignatureDoesNotMatch")].into_iter().chain(elements.iter().copied());
        let diagnosis = self.presigned.diagnose(&ErrorResponse::from_elements(elements)).unwrap();
        diagnosis.causes().cloned().collect()
    }

    /// Breaks one of the texts, and returns whether the causes are still known. If not, nothing is claimed.
    fn is_known(&self, broken: (&str, &str), other: Option<(&str, &str)>) -> bool {
        let whole = match broken.0 {
            "CanonicalRequest" => (broken.0, &*self.canonical_request),
            _ => (broken.0, &*self.string_to_sign),
        };
        let expected = self.causes(&[Some(whole), other].into_iter().flatten().collect::<Vec<_>>());
        let causes = self.causes(&[Some(broken), other].into_iter().flatten().collect::<Vec<_>>());
        assert!(
            causes == expected || causes == [Cause::TextAltered],
            "{causes:?} for {expected:?}:\n{}",
            broken.1
        );
        causes == expected
    }
}

/// Returns requests that arrived unchanged, and then with each change.
fn refused() -> Vec<Refused> {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token("a/b+c==");
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let requests = [
        s3.get("examplebucket", "a//b").query("response-content-disposition", "attachment; filename=\"a b\""),
        s3.put("examplebucket", "a b=c/+d.jpg")
            .content_type("text/plain")
            .header("x-amz-meta-title", "a duck and host:b")
            .payload_sha256([9; 32]),
    ];
    let mut refused: Vec<Refused> =
        requests.clone().map(|request| Refused::new(request, str::to_owned)).into();
    for request in requests {
        refused
            .extend(CHANGES.iter().map(|change| Refused::new(request.clone(), |text| changed(text, change))));
        let replaced = REPLACEMENTS
            .iter()
            .map(|(from, to)| Refused::new(request.clone(), |text| text.replacen(from, to, 1)));
        refused.extend(replaced);
    }
    refused
}

#[test]
fn a_break_at_any_place_is_restored_or_nothing_is_claimed() {
    let (mut count, mut known) = (0, 0);
    for (n, refused) in refused().iter().enumerate() {
        let Refused { canonical_request, string_to_sign, .. } = refused;
        // Each place of the unchanged requests, and some of the others.
        let step = if n < 2 { 1 } else { 31 };
        for (at, by) in
            (0..canonical_request.len()).skip(n % step).step_by(step).zip(BREAKS.iter().cycle().skip(n))
        {
            let broken = [&canonical_request[..at], by, &canonical_request[at..]].concat();
            let broken = ("CanonicalRequest", &*broken);
            count += 1;
            known += usize::from(refused.is_known(broken, Some(("StringToSign", string_to_sign))));
            refused.is_known(broken, None);
        }
        for (at, by) in
            (0..string_to_sign.len()).skip(n % step).step_by(step).zip(BREAKS.iter().cycle().skip(n))
        {
            let broken = [&string_to_sign[..at], by, &string_to_sign[at..]].concat();
            let broken = ("StringToSign", &*broken);
            count += 2;
            known += usize::from(refused.is_known(broken, Some(("CanonicalRequest", canonical_request))));
            known += usize::from(refused.is_known(broken, None));
        }
    }
    // The hash proves which is the right text.
    assert!(count > 2_000 && known * 100 > count * 99, "{known} of {count}");
}

#[test]
fn broken_lines_are_restored_or_nothing_is_claimed() {
    let (mut count, mut known) = (0, 0);
    for (n, refused) in refused().iter().enumerate() {
        for width in [20, 40, 64, 80, 120, 200, 33 + n] {
            let broken = |text: &str| {
                let lines = text.split('\n').map(|line| {
                    line.as_bytes().chunks(width).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n")
                });
                lines.collect::<Vec<_>>().join("\n")
            };
            let string_to_sign = broken(&refused.string_to_sign);
            let canonical_request = broken(&refused.canonical_request);
            count += 1;
            let broken = ("CanonicalRequest", &*canonical_request);
            known += usize::from(refused.is_known(broken, Some(("StringToSign", &string_to_sign))));
            refused.is_known(broken, None);
        }
    }
    assert!(known * 100 > count * 90, "{known} of {count}");
}
