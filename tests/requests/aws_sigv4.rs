//! Presigns the random requests with the crate `aws-sigv4`, configured for S3.

use crate::requests::Inputs;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use presign::Method;
use std::time::{Duration, UNIX_EPOCH};
use ureq::http;
use url::form_urlencoded;

/// Returns the presigned URL. Its query encodes a space as `+`.
pub fn presign(inputs: &Inputs) -> String {
    presign_uri(inputs, &uri(inputs))
}

/// Returns the presigned URL for a URI, with everything else from the inputs.
pub fn presign_uri(inputs: &Inputs, uri: &str) -> String {
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
    let hash = inputs.payload_sha256.map(hex::encode);
    let payload_header = hash.as_deref().map(|hash| ("x-amz-content-sha256", hash));
    let headers =
        inputs.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(payload_header);
    let body = hash.clone().map_or(SignableBody::UnsignedPayload, SignableBody::Precomputed);
    let request = SignableRequest::new(method(inputs.method), uri, headers, body).unwrap();
    let (instructions, _) = sign(request, &params).unwrap().into_parts();
    let mut signed = http::Request::builder().uri(uri).body(()).unwrap();
    instructions.apply_to_request_http1x(&mut signed);
    signed.uri().to_string()
}

/// Builds the URL to presign from the inputs, with the encoder of another crate.
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
        other => panic!("{other} is not among the random methods"),
    }
}
