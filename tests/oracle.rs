//! Another implementation, set up for S3, arrives at the same signature.

mod requests;

use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use presign::Method;
use presign::sigv4::{
    CanonicalHeaders, CanonicalQuery, CanonicalRequest, CanonicalUri, Credential, Headers, Parameters,
    PathRules, PayloadHash, QueryAuth, SignedHeaders, SigningKey, StringToSign,
};
use proptest::{collection::vec, prelude::*, sample::select};
use requests::Inputs;
use std::time::{Duration, UNIX_EPOCH};
use url::form_urlencoded;

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn aws_sigv4_signs_the_same(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let (_, signature) = presigned.url().split_once("&X-Amz-Signature=").unwrap();
        prop_assert_eq!(signature, aws_sigv4_signature(&inputs));
    }

    #[test]
    fn aws_sigv4_writes_the_same_path_for_other_services(
        path in vec(select(vec!["", ".", "..", "a", "b%20c", "%2E", "d.e", "@f", "..."]), 0..6)
    ) {
        let path = format!("/{}", path.join("/"));
        prop_assert_eq!(signature_of_path(&path), aws_sigv4_signature_of_path(&path), "{}", path);
    }
}

fn signature_of_path(path: &str) -> String {
    let date = "20130524T000000Z".parse().unwrap();
    let credential = Credential::new("AKID", "us-east-1", "execute-api");
    let auth = QueryAuth::new(&credential, &date);
    let (mut headers, mut parameters) = (Headers::default(), Parameters::default());
    let signed_headers = SignedHeaders::new(&mut headers);
    let query = CanonicalQuery::new(auth, signed_headers, &mut parameters).unwrap().to_string();
    let request = CanonicalRequest {
        method: Method::Get,
        uri: CanonicalUri::new(path, PathRules::STANDARD),
        query: &query,
        headers: CanonicalHeaders::new("example.com", signed_headers),
        payload: PayloadHash::of(b""),
    };
    SigningKey::derive("secret", &auth.scope()).sign(&StringToSign::new(&auth, &request)).to_string()
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
    let request = SignableRequest::new("GET", &uri, [].into_iter(), SignableBody::Bytes(b"")).unwrap();
    sign(request, &params).unwrap().signature().to_owned()
}

fn aws_sigv4_signature(inputs: &Inputs) -> String {
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.expires_in = Some(Duration::from_secs(inputs.expires));

    let identity = aws_credential_types::Credentials::new(
        &inputs.access_key_id,
        &inputs.secret_access_key,
        inputs.session_token.clone(),
        None,
        "test",
    )
    .into();
    let time = UNIX_EPOCH + Duration::from_secs(inputs.date.unix_seconds().try_into().unwrap());
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(&inputs.region)
        .name("s3")
        .time(time)
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let uri = uri(inputs);
    let hash = inputs.payload_sha256.map(hex::encode);
    let payload_header = hash.as_deref().map(|hash| ("x-amz-content-sha256", hash));
    let headers =
        inputs.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(payload_header);
    let body = hash.clone().map_or(SignableBody::UnsignedPayload, SignableBody::Precomputed);
    let request = SignableRequest::new(method(inputs.method), &uri, headers, body).unwrap();
    sign(request, &params).unwrap().signature().to_owned()
}

/// The request's URL, put together from the inputs with another crate's encoder.
fn uri(inputs: &Inputs) -> String {
    let Inputs { host, bucket, key, .. } = inputs;
    let key = key.split('/').map(encode).collect::<Vec<_>>().join("/");
    let mut uri = match inputs.is_path_style {
        true => format!("https://{host}/{bucket}/{key}"),
        false => format!("https://{bucket}.{host}/{key}"),
    };
    if !inputs.query.is_empty() {
        uri += "?";
        uri += &form_urlencoded::Serializer::new(String::new()).extend_pairs(&inputs.query).finish();
    }
    uri
}

fn encode(segment: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(segment.as_bytes()).collect();
    encoded.replace('+', "%20").replace('*', "%2A").replace("%7E", "~")
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Head => "HEAD",
        Method::Delete => "DELETE",
        Method::Post => "POST",
        other => panic!("{other} is not generated"),
    }
}
