//! Presigns a GET with aws-sigv4, which requires an encoded URI.

#[path = "../host.rs"]
mod host;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4::SigningParams;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::time::{Duration, UNIX_EPOCH};

#[unsafe(no_mangle)]
extern "C" fn presign(len: usize, unix_seconds: u32) -> usize {
    host::output(host::input(len).and_then(|lines| url(lines, unix_seconds)).as_deref())
}

fn url([access_key_id, secret, region, bucket, key]: [&str; 5], unix_seconds: u32) -> Option<String> {
    let identity = Credentials::new(access_key_id, secret, None, None, "page").into();
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.expires_in = Some(Duration::from_secs(900));
    let params = SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name("s3")
        .time(UNIX_EPOCH + Duration::from_secs(unix_seconds.into()))
        .settings(settings)
        .build()
        .ok()?
        .into();
    let uri = format!("https://{bucket}.s3.{region}.amazonaws.com/{}", utf8_percent_encode(key, PATH));
    let request =
        SignableRequest::new("GET", &uri, std::iter::empty(), SignableBody::UnsignedPayload).ok()?;
    let (instructions, _) = sign(request, &params).ok()?.into_parts();
    let mut request = http::Request::builder().uri(&uri).body(()).ok()?;
    instructions.apply_to_request_http1x(&mut request);
    Some(request.uri().to_string())
}

/// The characters to encode in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
