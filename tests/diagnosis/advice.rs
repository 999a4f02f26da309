//! The advice can be followed with this crate.

use super::{Response, name, responses, rows::*};
use presign::{
    AmzDate, Cause, Checksum, Credentials, Diagnosis, Endpoint, Error, ErrorResponse, PresignedUrl,
    Presigner, Request, cloudfront::Policy,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// The variants of `Cause`, in the order of the source.
pub fn variants() -> Vec<String> {
    let source = include_str!("../../src/read/diagnosis/cause.rs");
    let (_, body) = source.split_once("pub enum Cause {\n").unwrap();
    let (body, _) = body.split_once("\n}\n").unwrap();
    let variants = body.lines().filter_map(|line| line.strip_prefix("    "));
    let variants = variants.filter(|line| line.starts_with(char::is_uppercase));
    variants.map(|line| line.trim_end_matches([',', ' ', '{']).to_owned()).collect()
}

/// Returns diagnoses with every cause: from the recorded responses, the rows, and the cases that both leave out.
fn diagnoses() -> Vec<Diagnosis> {
    let mut diagnoses = Vec::new();
    for response in responses() {
        let Response { url, method, .. } = &response;
        if let Ok(url) = url.parse::<PresignedUrl>() {
            diagnoses.push(url.diagnose(method.parse().unwrap(), &response.headers(), &response.read()));
            diagnoses.push(url.diagnose(method.parse().unwrap(), &[], &response.read()));
        }
    }
    let put = put();
    diagnoses.extend(ROWS.iter().map(|row| put.diagnose(&row.response()).unwrap()));

    let s3 = s3();
    let request = || s3.put("examplebucket", "a b.jpg").payload_sha256([7; 32]).query("start-after", "a b+c");
    let presigned = request().presign_at(date()).unwrap();
    let explanation = request().explain_at(date()).unwrap();
    let (canonical, string_to_sign) = (explanation.canonical_request(), explanation.string_to_sign());
    let hash = format!("\n{}", hex::encode([7; 32]));
    let mut compare = |elements: &[(&str, &str)]| {
        let elements = [("Code", "SignatureDoesNotMatch")].into_iter().chain(elements.iter().copied());
        diagnoses.push(presigned.diagnose(&ErrorResponse::from_elements(elements)).unwrap());
    };
    let replaced = |from: &str, to: &str| {
        assert!(canonical.contains(from), "{from} is not in {canonical}");
        canonical.replace(from, to)
    };
    let cut = canonical.strip_suffix(&hash).unwrap();
    for theirs in [
        &format!("{cut}\nUNSIGNED-PAYLOAD"),
        &format!("{cut}\nUNSIGNED-PAYLOAD").replace(&format!("x-amz-content-sha256:{}\n", &hash[1..]), ""),
        &format!("{cut}\n{}", hex::encode([8; 32])),
        &replaced("a%20b%2Bc", "a%2Bb%2Bc"),
        &replaced("a%20b%2Bc", "a%20b%20c"),
        &replaced("a%20b%2Bc", "a%2520b%252Bc"),
        &replaced("\n\n", "\naccept-encoding:gzip\n\n"),
        &replaced("\n\n", "\nx-amz-date:20260101T120000Z\n\n"),
        &replaced("&start-after", "&X-Amz-Security-Token=a&start-after"),
        &replaced("&start-after", "&start-after=a&start-after"),
    ] {
        compare(&[("CanonicalRequest", theirs)]);
    }
    let other = string_to_sign.replace("20260101T120000Z", "20260101T120001Z");
    compare(&[("StringToSign", &other)]);
    compare(&[("StringToSign", &string_to_sign.replace("us-east-1", "eu-west-1"))]);
    // The canonical request does not have the hash that the server computed.
    let (rest, _) = string_to_sign.rsplit_once('\n').unwrap();
    compare(&[("CanonicalRequest", canonical), ("StringToSign", &format!("{rest}{hash}"))]);
    compare(&[("HeaderMissing", "user-agent")]);
    for names in ["host", "x-amz-date", "x-amz-content-sha256", "x-amz-acl", "x-amzn-trace-id, x-amz-acl"] {
        let elements = [("Code", "AccessDenied"), ("HeadersNotSigned", names)];
        diagnoses.push(put.diagnose(&ErrorResponse::from_elements(elements)).unwrap());
    }
    let elements = [("Code", "InvalidRequest"), ("HostNotServed", "a.example.com")];
    diagnoses.push(put.diagnose(&ErrorResponse::from_elements(elements)).unwrap());
    diagnoses.push(put.diagnose(&ErrorResponse::from_status(403)).unwrap());
    diagnoses.extend(super::forms::diagnoses());
    // Headers that this crate does not sign, but other signers do.
    let unwise = put.url().replace("content-type%3Bhost", "accept-encoding%3Bhost%3Buser-agent");
    let unwise: PresignedUrl = unwise.parse().unwrap();
    let headers = [("accept-encoding", "identity"), ("user-agent", "a")];
    let signed = unwise.explain(presign::Method::Put, &headers).unwrap();
    for (from, to) in [("accept-encoding:identity", "accept-encoding:gzip"), ("user-agent:a\n", "")] {
        let theirs = signed.canonical_request().replace(from, to);
        let elements = [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*theirs)];
        diagnoses.push(unwise.diagnose(
            presign::Method::Put,
            &headers,
            &ErrorResponse::from_elements(elements),
        ));
    }
    diagnoses
}

fn s3() -> Presigner {
    Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap())
}

#[test]
fn every_cause_occurs() {
    let seen: BTreeSet<String> =
        diagnoses().iter().flat_map(|diagnosis| diagnosis.causes().map(name).collect::<Vec<_>>()).collect();
    let variants = variants();
    assert!(variants.len() > 60 && variants.is_sorted(), "{variants:?}");
    for variant in &variants {
        assert!(seen.contains(variant), "no response has the cause {variant}");
    }
    assert_eq!(seen.len(), variants.len());
}

/// Makes each call that the advice names.
#[test]
fn all_advice_can_be_followed() {
    let done = |request: Request<'_>| request.presign_at(date()).map(drop);
    // A host of AWS names the region to sign for, in older hosts as `s3-us-west-2`.
    let custom = |url: &str| {
        let labels = url.split(['.', '/']).map(|label| label.strip_prefix("s3-").unwrap_or(label));
        let region = labels.into_iter().find(|label| Endpoint::aws(label).is_ok());
        Endpoint::custom(url, region.unwrap_or("us-east-1"))
    };
    let with = |endpoint: Result<Endpoint, Error>| {
        done(s3().with_endpoint(endpoint?).get("examplebucket", "duck.jpg"))
    };
    let mut followed = BTreeMap::new();
    for diagnosis in diagnoses() {
        for (cause, help) in diagnosis.causes().zip(helps(&diagnosis)) {
            let s3 = s3();
            let put = || s3.put("examplebucket", "duck.jpg");
            let post = || s3.post_under("bucket", "uploads/").presign_at(date());
            let named = |names: &[String], of: &dyn Fn(&str) -> Result<(), Error>| {
                names.iter().try_for_each(|name| of(name))
            };
            for call in in_backquotes(&help) {
                let result = match (&*call, cause) {
                    ("header", Cause::HeadersNotSigned { names }) => {
                        named(names, &|name| done(put().header(name.to_owned(), "a")))
                    }
                    ("query", Cause::ParameterAdded { name }) => done(put().query(name.as_str(), "a")),
                    ("payload_sha256", _) => done(put().payload_sha256([7; 32])),
                    ("checksum", _) => done(put().checksum(Checksum::Sha256([7; 32]))),
                    ("content_md5", _) => done(put().content_md5(&[7; 16])),
                    ("sse_kms", _) => done(put().sse_kms("arn:aws:kms:us-east-1:123456789012:key/a")),
                    ("expires_in", _) => done(put().expires_in(Duration::from_secs(86_400))),
                    ("back_date", _) => done(put().back_date(Duration::from_secs(120))),
                    ("path_style", _) => with(custom("https://s3.example.com").map(Endpoint::path_style)),
                    ("virtual_hosted_style", _) => {
                        with(custom("https://s3.example.com").map(Endpoint::virtual_hosted_style))
                    }
                    ("Endpoint::aws", Cause::Region { expected: Some(region) }) => {
                        with(Endpoint::aws(region))
                    }
                    ("Endpoint::aws", _) => with(Endpoint::aws("eu-west-1")),
                    ("cloudfront::Policy", _) => {
                        let url = "https://d111111abcdef8.cloudfront.net/duck.jpg";
                        Policy::canned(url, date()).map(drop).unwrap();
                        Ok(())
                    }
                    ("Endpoint::custom", Cause::Redirect { endpoint: Some(endpoint) }) => {
                        with(custom(&format!("https://{endpoint}")))
                    }
                    ("Endpoint::custom", Cause::PathPrefix) => with(custom("https://s3.example.com/base")),
                    ("Endpoint::custom", _) => with(custom("https://s3.example.com")),
                    ("Presigner::with_endpoint", Cause::Host { received, .. }) => {
                        with(custom(&format!("http://{received}")).map(Endpoint::bucket_endpoint))
                    }
                    ("Credentials::with_expiry", _) => {
                        let expiry: AmzDate = "20260102T120000Z".parse().unwrap();
                        let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_expiry(expiry);
                        done(
                            Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap())
                                .get("bucket", "key"),
                        )
                    }
                    ("PostForm::fields", _) => post().map(|form| assert!(form.fields().count() > 5)),
                    ("PostForm::open_fields", _) => {
                        post().map(|form| assert_eq!(form.open_fields().count(), 1))
                    }
                    ("PostForm::to_curl", _) => post().map(|form| drop(form.to_curl())),
                    ("PostForm::url", _) => post().map(|form| assert!(form.url().contains("bucket"))),
                    ("field", _) => s3.post("bucket", "key").field("a", "b").presign_at(date()).map(drop),
                    ("content_length", Cause::FileTooLarge { .. } | Cause::FileTooSmall { .. }) => {
                        s3.post("bucket", "key").content_length(0..=u64::MAX).presign_at(date()).map(drop)
                    }
                    ("content_length", _) => done(put().content_length(7)),
                    ("ErrorResponse::with_form", _) => {
                        drop(ErrorResponse::from_status(403).with_form([("key", "a")]));
                        Ok(())
                    }
                    ("Presigned::headers", _) => put().presign_at(date()).map(|put| drop(put.headers())),
                    // An nginx directive, or a name in the request.
                    ("proxy_pass", _) => continue,
                    (call, cause) if format!("{cause:?}").contains(call) => continue,
                    (call, _) => {
                        assert!(
                            !call.contains('(') && !call.contains("::") && !call.contains('_'),
                            "what is `{call}`?\n{help}"
                        );
                        continue;
                    }
                };
                assert_eq!(result, Ok(()), "{help}");
                *followed.entry(call).or_insert(0) += 1;
            }
        }
    }
    assert!(followed.len() >= 15, "{followed:?}");
}

#[test]
fn no_advice_is_to_sign_what_the_crate_refuses() {
    for diagnosis in diagnoses() {
        for (cause, help) in diagnosis.causes().zip(helps(&diagnosis)) {
            // Elsewhere than on AWS, any value may be signed.
            let s3 = s3().with_endpoint(Endpoint::custom("http://localhost:9000", "us-east-1").unwrap());
            let is_signable = |name: &str| {
                s3.put("examplebucket", "duck.jpg").header(name.to_owned(), "a").presign_at(date()).is_ok()
            };
            match cause {
                Cause::HeaderChanged { name } | Cause::HeaderMissing { name } => {
                    // These have a setter.
                    let is_fixed = is_signable(name)
                        || ["content-length", "x-amz-content-sha256"].contains(&name.as_str());
                    assert_eq!(help == format!("sign without `{name}`"), !is_fixed, "{help}");
                }
                Cause::HeadersNotSigned { names } if !names.iter().all(|name| is_signable(name)) => {
                    assert!(!help.contains("`header`"), "{help}");
                    assert!(!names.contains(&"host".to_owned()) || !help.contains("leave"), "{help}");
                }
                _ => {}
            }
        }
    }
}

/// Causes with the same advice would be one cause.
#[test]
fn no_two_causes_have_the_same_words() {
    let mut words: BTreeMap<(String, String), String> = BTreeMap::new();
    for diagnosis in diagnoses() {
        let report = diagnosis.to_string();
        let titles = report
            .lines()
            .filter(|line| line.starts_with("error["))
            .map(|line| line.split_once("]: ").unwrap().1);
        for ((cause, help), title) in diagnosis.causes().zip(helps(&diagnosis)).zip(titles) {
            let other = words.insert((title.to_owned(), help), name(cause));
            assert!(other.as_ref().is_none_or(|other| *other == name(cause)), "{other:?} and {cause:?}");
        }
    }
}

fn helps(diagnosis: &Diagnosis) -> Vec<String> {
    let report = diagnosis.to_string();
    report.lines().filter_map(|line| line.strip_prefix("  = help: ")).map(Into::into).collect()
}

fn in_backquotes(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(Into::into).collect()
}
