//! Random input from clients never causes a panic, and is never accepted.

use crate::{DATE, URL, credentials, date};
use presign::{AmzDate, Method, PresignedUrl, Refusal, Verifier};
use proptest::{collection::vec, prelude::*, sample::select};
use std::time::Duration;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsing_any_text_does_not_panic(text in text(), host in text(), target in text()) {
        let _ = text.parse::<PresignedUrl>();
        let _ = format!("https://{text}").parse::<PresignedUrl>();
        let _ = format!("http://{host}/{target}?{text}").parse::<PresignedUrl>();
        let _ = PresignedUrl::from_target(&host, &target);
        let _ = PresignedUrl::from_target(&host, &format!("/{target}?{text}"));
        let _ = text.parse::<Method>();
    }

    /// Replaces only one parameter of the signature, so that parsing does not always end at the first check.
    #[test]
    fn any_request_is_refused_with_well_formed_xml(
        place in (text(), text()),
        parameter in (select(NAMES.to_vec()), text()),
        other in (text(), text()),
        headers in vec((text(), text()), 0..5),
        method in select(METHODS.to_vec()),
        (seconds, skew) in (DATES, any::<u64>()),
    ) {
        let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let (_, query) = URL.split_once('?').unwrap();
        let parameters: Vec<String> = query
            .split('&')
            .map(|of_signature| match of_signature.split_once('=') {
                Some((name, _)) if name == parameter.0 => format!("{name}={}", encode(&parameter.1)),
                _ => of_signature.into(),
            })
            .collect();
        let (host, path) = (encode(&place.0), encode(&place.1));
        let query = format!("{}&{}={}", parameters.join("&"), encode(&other.0), encode(&other.1));
        let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let now = AmzDate::from_unix_seconds(seconds).unwrap();
        for url in [
            format!("https://{host}/{path}?{query}").parse(),
            PresignedUrl::from_target(&place.0, &format!("/{path}?{query}")),
        ] {
            let Ok(url) = url else { continue };
            let _ = (url.object(), url.object_at(&parameter.1), url.object_at(&place.0), url.remaining(now));
            let _ = format!("{url:?}");
            for now in [now, date(DATE)] {
                let verifier = Verifier::any_region().skew(Duration::from_secs(skew));
                let refusal = verifier.verify(&url, method, &headers, now, &credentials()).unwrap_err();
                let xml = refusal.to_xml(&place.1, &other.0);
                prop_assert!(roxmltree::Document::parse(&xml).is_ok(), "{}", xml);
            }
        }
    }

    /// The verifier compares the first bytes of a name, which may end inside a character.
    #[test]
    fn only_x_amz_headers_must_be_signed(name in "[xXé🦆][-aA-é]{0,3}[mzZ🦆é-]{0,4}[a-z🦆]{0,3}", value in any::<String>()) {
        let url: PresignedUrl = URL.parse().unwrap();
        let headers = [(&*name, &*value)];
        let refusal = url.verify(Method::Get, &headers, date(DATE), &credentials()).unwrap_err();
        let is_of_amz = name.to_ascii_lowercase().starts_with("x-amz-");
        let expected = match is_of_amz {
            true => Refusal::HeaderNotSigned { name: name.to_ascii_lowercase() },
            false => Refusal::SignatureDoesNotMatch,
        };
        prop_assert_eq!(refusal, expected);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,12}",
        "[a-zA-Z0-9./:@?#\\[\\]%&=+;,\\\\ \t\r\n~é🦆-]{0,24}",
        select(vec![
            "host",
            "host;é",
            "x-amz-é",
            "a/b/c/d/e",
            "///20130524//",
            "%",
            "[",
            "::",
            "[::1]:",
            "a.amazonaws.com",
            "s3.amazonaws.com",
            ".s3.amazonaws.com",
            "18446744073709551616",
            "99991231T235959Z",
            "20130524T000000Zé"
        ])
        .prop_map(String::from),
    ]
}

const DATES: std::ops::Range<i64> = -62_135_596_800..253_402_300_800;

const METHODS: [Method; 3] = [Method::Get, Method::Put, Method::Options];

const NAMES: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
    "none",
];
