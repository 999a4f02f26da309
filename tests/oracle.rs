//! The crate `aws-sigv4`, configured for S3, creates the same signatures.

mod requests;
#[path = "requests/aws_sigv4.rs"]
mod sdk;

use aws_sigv4::http_request::{self, SignableBody, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4;
use presign::Method;
use presign::sigv4::{
    Credential, CredentialScope, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth,
    SignableRequest, SigningKey,
};
use proptest::{collection::vec, prelude::*, sample::select};
use std::time::{Duration, UNIX_EPOCH};

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn aws_sigv4_creates_the_same_signature(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let by_sdk = sdk::presign(&inputs);
        prop_assert_eq!(signature(presigned.url()), signature(&by_sdk));
    }

    #[test]
    fn aws_sigv4_signs_the_same_path_for_other_services(
        path in vec(select(vec!["", ".", "..", "a", "b%20c", "%2E", "d.e", "@f", "..."]), 0..6)
    ) {
        let path = format!("/{}", path.join("/"));
        prop_assert_eq!(signature_of_path(&path), aws_sigv4_signature_of_path(&path), "{}", path);
    }
}

fn signature(url: &str) -> &str {
    let (_, signature) = url.split_once("&X-Amz-Signature=").unwrap();
    signature.split('&').next().unwrap()
}

fn signature_of_path(path: &str) -> String {
    let date = "20130524T000000Z".parse().unwrap();
    let scope = CredentialScope::new(&date, "us-east-1", "execute-api");
    let credential = Credential::new("AKID", &scope);
    let request = SignableRequest {
        method: Method::Get,
        host: Host::new("example.com").unwrap(),
        path_rules: PathRules::STANDARD,
        parameters: &Parameters::default(),
        headers: &Headers::default(),
        payload: PayloadHash::from_body(b""),
        auth: QueryAuth::new(&credential, &date).unwrap(),
    };
    let target = request.presign(path, &SigningKey::derive("secret", &scope)).unwrap();
    signature(&target).to_owned()
}

fn aws_sigv4_signature_of_path(path: &str) -> String {
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(Duration::from_secs(900));
    let identity = aws_credential_types::Credentials::new("AKID", "secret", None, None, "test").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name("execute-api")
        .time(UNIX_EPOCH + Duration::from_secs(1_369_353_600))
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let uri = format!("https://example.com{path}");
    let request =
        http_request::SignableRequest::new("GET", &uri, [].into_iter(), SignableBody::Bytes(b"")).unwrap();
    sign(request, &params).unwrap().signature().to_owned()
}
