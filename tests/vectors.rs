//! Checks the results that AWS publishes: its signing test suite, a documented presigned URL and documented keys.

#[cfg(feature = "sigv4a")]
#[path = "vectors/sigv4a.rs"]
mod sigv4a;

use presign::sigv4::{
    CanonicalUri, Credential, CredentialScope, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth,
    SessionToken, SignableRequest, SigningKey, TokenPlacement, uri_encode_path,
};
use presign::{AmzDate, Credentials, Endpoint, Presigner};
use serde::Deserialize;
use std::time::Duration;

#[derive(Deserialize)]
struct Suite {
    defaults: Defaults,
    case: Vec<Case>,
    path: Vec<PathCase>,
}

#[derive(Deserialize)]
struct Defaults {
    host: String,
    access_key_id: String,
    secret_access_key: String,
    date: String,
    region: String,
    service: String,
    expires: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    method: String,
    path: String,
    #[serde(default = "yes")]
    normalize: bool,
    #[serde(default)]
    query: Vec<(String, String)>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    body: String,
    session_token: Option<String>,
    #[serde(default)]
    token_is_appended: bool,
    canonical_request: String,
    string_to_sign: String,
    signature: String,
}

#[derive(Deserialize)]
struct PathCase {
    name: String,
    sent: String,
    canonical: String,
}

fn yes() -> bool {
    true
}

fn suite() -> Suite {
    toml::from_str(include_str!("vectors/aws_suite.toml")).expect("the table is valid TOML")
}

struct Stages {
    canonical_request: String,
    string_to_sign: String,
    signature: String,
    /// The part of the URL after the signed query.
    tail: String,
}

fn stages(case: &Case, defaults: &Defaults) -> Stages {
    let date: AmzDate = defaults.date.parse().unwrap();
    let scope = CredentialScope::new(&date, &defaults.region, &defaults.service);
    let credential = Credential::new(&defaults.access_key_id, &scope);
    let auth = QueryAuth::new(&credential, &date).unwrap();
    with_request(case, defaults, auth, |request, path| {
        let key = SigningKey::derive(&defaults.secret_access_key, &scope);
        let target = request.presign(path, &key).unwrap();
        // A host that has only the key, not the secret, creates the same signature.
        let without_secret = SigningKey::from_secret_bytes(key.secret_bytes(), &scope);
        assert_eq!(request.presign(path, &without_secret).unwrap(), target);

        let mut text = String::new();
        let stages = request.stages(path, &mut text).unwrap();
        let signature = key.sign(&stages.string_to_sign).unwrap();
        assert!(key.verify(&stages.string_to_sign, &signature));
        let (_, tail) = target.split_at(target.find("&X-Amz-Signature=").unwrap());
        Stages {
            canonical_request: stages.canonical_request.to_string(),
            string_to_sign: stages.string_to_sign.to_string(),
            signature: signature.to_string(),
            tail: tail.into(),
        }
    })
}

/// Calls a closure with the request of a case and its encoded path.
fn with_request<T>(
    case: &Case,
    defaults: &Defaults,
    auth: QueryAuth<'_>,
    use_request: impl FnOnce(&SignableRequest<'_>, &str) -> T,
) -> T {
    let token = case.session_token.as_deref().map(SessionToken::new);
    let placement =
        if case.token_is_appended { TokenPlacement::AppendedAfterSigning } else { TokenPlacement::Signed };
    let auth = auth.expires_in(Duration::from_secs(defaults.expires).try_into().unwrap());
    let mut headers = Headers::default();
    for (name, value) in &case.headers {
        headers.insert(name, value).unwrap();
    }
    let mut parameters = Parameters::default();
    for (name, value) in &case.query {
        parameters.insert(name, value).unwrap();
    }
    let request = SignableRequest {
        method: case.method.parse().unwrap(),
        host: Host::new(&defaults.host).unwrap(),
        path_rules: PathRules { normalize: case.normalize, encode: false },
        parameters: &parameters,
        headers: &headers,
        payload: PayloadHash::from_body(case.body.as_bytes()),
        auth: token.as_ref().map_or(auth, |token| auth.session_token(token, placement)),
    };
    // The paths in the suite are not encoded.
    let path = uri_encode_path(&case.path).to_string();
    use_request(&request, &path)
}

/// Asserts one stage of every case, and lists all cases that differ.
#[track_caller]
fn assert_stage(stage: &str, pick: impl Fn(&Stages) -> &str, expected: impl Fn(&Case) -> &str) {
    let suite = suite();
    assert_eq!(suite.case.len(), 38);
    let mut failures = String::new();
    for case in &suite.case {
        let stages = stages(case, &suite.defaults);
        let (got, expected) = (pick(&stages), expected(case));
        if got != expected {
            failures +=
                &format!("\n{}: {stage} differs\n--- got\n{got}\n--- expected\n{expected}\n", case.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn stage_1_the_canonical_request_is_the_published_one() {
    assert_stage("canonical request", |got| &got.canonical_request, |case| &case.canonical_request);
}

#[test]
fn stage_2_the_string_to_sign_is_the_published_one() {
    assert_stage("string to sign", |got| &got.string_to_sign, |case| &case.string_to_sign);
}

#[test]
fn stage_3_the_signature_is_the_published_one() {
    assert_stage("signature", |got| &got.signature, |case| &case.signature);
}

#[test]
fn only_an_unsigned_token_follows_the_signature() {
    let suite = suite();
    for case in &suite.case {
        let tail = stages(case, &suite.defaults).tail;
        let signature = format!("&X-Amz-Signature={}", case.signature);
        match (case.token_is_appended, &case.session_token) {
            (true, Some(_)) => assert!(
                tail.starts_with(&(signature + "&X-Amz-Security-Token=AQoDYXdzEPT%2F%2F%2F")),
                "{}",
                case.name
            ),
            _ => assert_eq!(tail, signature, "{}", case.name),
        }
    }
}

#[test]
fn the_path_is_encoded_twice_for_other_services() {
    for PathCase { name, sent, canonical } in suite().path {
        assert_eq!(CanonicalUri::new(&sent, PathRules::STANDARD).to_string(), canonical, "{name}");
        assert_eq!(CanonicalUri::new(&sent, PathRules::S3).to_string(), sent, "{name}");
    }
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
#[test]
fn the_presigner_creates_the_documented_url() {
    let s3 = Presigner::new(
        Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        Endpoint::custom("https://s3.amazonaws.com", "us-east-1").unwrap(),
    );
    let date: AmzDate = "20130524T000000Z".parse().unwrap();
    let request = s3.get("examplebucket", "test.txt").expires_in(Duration::from_secs(86_400));

    let explanation = request.clone().explain_at(date).unwrap();
    assert_eq!(
        explanation.canonical_request(),
        "GET\n\
         /test.txt\n\
         X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2F\
         aws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\n\
         host:examplebucket.s3.amazonaws.com\n\
         \n\
         host\n\
         UNSIGNED-PAYLOAD",
    );
    assert_eq!(
        explanation.string_to_sign(),
        "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n\
         3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04",
    );
    assert_eq!(
        request.presign_at(date).unwrap().url(),
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
         &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
}

/// See "Examples of how to derive a signing key" in the AWS General Reference.
#[test]
fn the_signing_keys_are_the_documented_ones() {
    for (date, hex) in [
        ("20120215T000000Z", "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d"),
        ("20150830T000000Z", "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"),
    ] {
        let date = date.parse().unwrap();
        let scope = CredentialScope::new(&date, "us-east-1", "iam");
        let key = SigningKey::derive("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", &scope);
        assert_eq!(hex::encode(key.secret_bytes()), hex, "{scope}");
    }
}
