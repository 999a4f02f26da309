//! Converts presigned requests to and from the types of the crate `http`.

mod requests;
#[path = "requests/aws_sigv4.rs"]
#[allow(dead_code, reason = "not every test uses it")]
mod sdk;

use http::{
    HeaderValue, Request,
    header::{CONTENT_LENGTH, HOST},
};
use presign::{
    AmzDate, Cause, Credentials, Endpoint, ErrorResponse, Method, Presigned, PresignedUrl, Presigner,
    Refusal, UrlError, Verifier,
    services::{ServicePresigner, UrlScheme},
};
use proptest::prelude::*;
use requests::Inputs;

const ID: &str = "AKIDEXAMPLE";

fn s3() -> Presigner {
    Presigner::new(
        Credentials::new(ID, "secret"),
        Endpoint::custom("http://localhost:9000", "us-east-1").unwrap(),
    )
}

fn date() -> AmzDate {
    "20260101T120000Z".parse().unwrap()
}

/// Returns the request as an HTTP/1.1 server receives it: with the target only, and the host in a header.
fn received(presigned: &Presigned) -> http::request::Parts {
    let request: Request<()> = presigned.try_into().unwrap();
    let (mut parts, ()) = request.into_parts();
    let host = parts.uri.authority().unwrap().as_str().parse().unwrap();
    parts.headers.insert(HOST, host);
    if let Some(size) = presigned.content_length() {
        parts.headers.insert(CONTENT_LENGTH, size.into());
    }
    parts.uri = parts.uri.path_and_query().unwrap().as_str().parse().unwrap();
    parts
}

fn verify(parts: &http::request::Parts) -> Result<(), Refusal> {
    let url = PresignedUrl::from_parts(parts)?;
    Verifier::any_region().verify_parts(&url, parts, date(), &Credentials::new(ID, "secret")).map(|_| ())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_request_is_sent_as_it_was_signed(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let request: Request<()> = (&presigned).try_into().unwrap();
        prop_assert_eq!(request.uri().to_string(), presigned.url());
        prop_assert_eq!(request.method().as_str(), inputs.method.as_str());
        let sent: Vec<(&str, &str)> =
            request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
        prop_assert!(presigned.headers().eq(sent));

        let Inputs { access_key_id, secret_access_key, session_token, .. } = &inputs;
        let credentials = Credentials::new(access_key_id, secret_access_key);
        let credentials = credentials.with_session_token(session_token.as_deref().unwrap_or_default());
        let parts = received(&presigned);
        let url = PresignedUrl::from_parts(&parts).unwrap();
        let verified = Verifier::new(&inputs.region).verify_parts(&url, &parts, inputs.date, &credentials);
        prop_assert!(verified.is_ok(), "{:?}", verified);
    }
}

#[test]
fn the_host_is_read_from_the_header_or_from_the_uri() {
    let presigned = s3().get("bucket", "key").presign_at(date()).unwrap();
    let in_uri: Request<()> = (&presigned).try_into().unwrap();
    let (in_uri, ()) = in_uri.into_parts();
    assert_eq!(verify(&in_uri), Ok(()));
    let in_header = received(&presigned);
    assert_eq!(verify(&in_header), Ok(()));
    let mut without_host = received(&presigned);
    without_host.headers.remove(HOST);
    assert_eq!(verify(&without_host), Err(Refusal::Url(UrlError::Host)));
    let mut other_host = received(&presigned);
    other_host.headers.insert(HOST, HeaderValue::from_static("localhost"));
    assert_eq!(verify(&other_host), Err(Refusal::SignatureDoesNotMatch));
}

/// Programs may disagree on which of two hosts counts: see RFC 9112, section 3.2, and RFC 9113, section 8.3.1.
#[test]
fn a_request_must_have_exactly_one_host() {
    let presigned = s3().get("bucket", "key").presign_at(date()).unwrap();
    let host =
        |parts: &http::request::Parts| PresignedUrl::from_parts(parts).map(|url| url.host().to_owned());
    let own = HeaderValue::from_static("localhost:9000");
    let refused = Err(UrlError::Host);

    let mut twice = received(&presigned);
    twice.headers.append(HOST, own.clone());
    assert_eq!(host(&twice), refused);
    twice.headers.insert(HOST, own.clone());
    assert_eq!(host(&twice), Ok("localhost:9000".into()));
    twice.headers.append(HOST, HeaderValue::from_static("evil.example.com"));
    assert_eq!(host(&twice), refused);

    let mut not_text = received(&presigned);
    not_text.headers.insert(HOST, HeaderValue::from_bytes(b"localhost\xff").unwrap());
    assert_eq!(host(&not_text), refused);

    // A target with a host, as in HTTP/2 and in requests to a proxy.
    let request: Request<()> = (&presigned).try_into().unwrap();
    let (mut absolute, ()) = request.into_parts();
    for (header, expected) in [
        ("localhost:9000", Ok("localhost:9000")),
        ("LOCALHOST:9000", Ok("LOCALHOST:9000")),
        ("localhost", refused.clone().map(|_: String| "")),
        ("evil.example.com", refused.clone().map(|_: String| "")),
        ("localhost\u{ff}", refused.clone().map(|_: String| "")),
        ("", refused.clone().map(|_: String| "")),
    ] {
        absolute.headers.insert(HOST, HeaderValue::from_bytes(header.as_bytes()).unwrap());
        assert_eq!(host(&absolute), expected.map(Into::into), "{header}");
    }
    absolute.headers.append(HOST, own);
    assert_eq!(host(&absolute), refused);
}

/// A form signs no host, but a host may name the bucket.
#[test]
fn the_bucket_of_a_form_is_read_from_exactly_one_host() {
    let verifier = Verifier::new("us-east-1").domain("s3.example.com");
    let bucket = |target: &str, hosts: &[&str]| {
        let (mut parts, ()) = Request::post(target).body(()).unwrap().into_parts();
        for host in hosts {
            parts.headers.append(HOST, host.parse().unwrap());
        }
        verifier.bucket_from_parts(&parts)
    };
    let photos = Some("photos".to_owned());
    assert_eq!(bucket("/photos", &["s3.example.com"]), photos);
    assert_eq!(bucket("/%70hotos/?a=b", &["s3.example.com"]), photos);
    assert_eq!(bucket("/", &["photos.s3.example.com"]), photos);
    // As in HTTP/2.
    assert_eq!(bucket("https://photos.s3.example.com/", &[]), photos);
    assert_eq!(bucket("https://photos.s3.example.com/", &["photos.S3.EXAMPLE.com"]), photos);
    for (target, hosts) in [
        ("https://photos.s3.example.com/", &["other.s3.example.com"][..]),
        ("/", &["photos.s3.example.com", "other.s3.example.com"]),
        ("/", &["photos.s3.example.com", "photos.s3.example.com"]),
        ("/photos", &[]),
        ("/photos", &["s3.example.org"]),
        ("/photos/duck.jpg", &["s3.example.com"]),
        ("/", &["s3.example.com"]),
    ] {
        assert_eq!(bucket(target, hosts), None, "{target} {hosts:?}");
    }
}

#[test]
fn a_missing_signature_differs_from_an_invalid_one() {
    for (target, expected) in [
        ("/bucket/key", UrlError::NotPresigned),
        ("/bucket/key?versionId=1", UrlError::NotPresigned),
        ("/bucket/key?X-Amz-Algorithm=AWS4-HMAC-SHA256", UrlError::Missing { parameter: "X-Amz-Credential" }),
        ("/bucket/key?AWSAccessKeyId=a&Expires=1&Signature=b", UrlError::SignatureVersion2),
    ] {
        let (parts, ()) = Request::get(target).header(HOST, "localhost").body(()).unwrap().into_parts();
        assert_eq!(PresignedUrl::from_parts(&parts).unwrap_err(), expected, "{target}");
    }
    let refusal = Refusal::from(UrlError::NotPresigned);
    assert_eq!((refusal.status(), refusal.code()), (403, "AccessDenied"));
}

/// axum's `nest` strips a prefix from the signed path, and keeps the whole path as `OriginalUri`.
#[test]
fn a_nested_router_must_verify_the_original_uri() {
    let endpoint = Endpoint::custom("http://localhost:9000/storage", "us-east-1").unwrap();
    let s3 = Presigner::new(Credentials::new(ID, "secret"), endpoint);
    let mut parts = received(&s3.get("bucket", "key").presign_at(date()).unwrap());
    let original_uri = parts.uri.clone();
    parts.uri = parts.uri.to_string().strip_prefix("/storage").unwrap().parse().unwrap();
    assert_eq!(verify(&parts), Err(Refusal::SignatureDoesNotMatch));
    parts.uri = original_uri;
    assert_eq!(verify(&parts), Ok(()));
    let verifier = Verifier::new("us-east-1").domain("localhost").base_path("/storage").unwrap();
    let url = PresignedUrl::from_parts(&parts).unwrap();
    let verified = verifier.verify_parts(&url, &parts, date(), &Credentials::new(ID, "secret")).unwrap();
    assert_eq!(verified.object(), Some(("bucket", "key")));
}

#[test]
fn a_method_that_s3_does_not_know_is_refused() {
    let mut parts = received(&s3().get("bucket", "key").presign_at(date()).unwrap());
    parts.method = http::Method::from_bytes(b"BREW").unwrap();
    let refusal = verify(&parts).unwrap_err();
    assert_eq!((refusal.status(), refusal.code()), (405, "MethodNotAllowed"));
}

/// Invalid UTF-8 must not be accepted in place of U+FFFD, which a lossy conversion would produce.
#[test]
fn a_signed_header_that_is_not_text_is_refused() {
    let header = ("x-amz-meta-a".into(), "\u{fffd}".into());
    let inputs = Inputs { method: Method::Put, headers: vec![header], ..Inputs::plain(date()) };
    let request = Request::put(sdk::presign(&inputs)).header(HOST, "example.com").body(()).unwrap();
    let (mut parts, ()) = request.into_parts();
    let verify = |parts: &http::request::Parts| {
        let url = PresignedUrl::from_parts(parts)?;
        let credentials = Credentials::new(inputs.access_key_id.as_str(), inputs.secret_access_key.as_str());
        Verifier::any_region().verify_parts(&url, parts, date(), &credentials).map(|_| ())
    };
    parts.headers.insert("accept", HeaderValue::from_bytes(b"\xff").unwrap());
    parts.headers.insert("x-amz-meta-a", HeaderValue::from_bytes("\u{fffd}".as_bytes()).unwrap());
    assert_eq!(verify(&parts), Ok(()), "unsigned headers may have any value");
    parts.headers.insert("x-amz-meta-a", HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(verify(&parts), Err(Refusal::SignatureDoesNotMatch));
}

#[test]
fn a_url_too_long_for_the_crate_http_is_an_error() {
    let long = "k".repeat(70_000);
    let presigned = s3().request(Method::Get, "bucket", "key").query("a", &long).presign_at(date()).unwrap();
    assert!(Request::<()>::try_from(&presigned).is_err());
}

#[test]
fn a_url_of_a_service_without_a_scheme_is_an_error() {
    let aws = ServicePresigner::new(Credentials::new("AKIDEXAMPLE", "secret"), "us-east-1");
    let convert = |scheme| {
        let presigned =
            aws.request("es", "example.com:9200").scheme(scheme).header("a", "1").presign_at(date());
        Request::<()>::try_from(presigned.unwrap())
    };
    assert!(convert(UrlScheme::None).is_err());
    let request = convert(UrlScheme::Wss).unwrap();
    assert_eq!(request.uri().scheme_str(), Some("wss"));
    assert_eq!(request.uri().authority().unwrap(), "example.com:9200");
    assert_eq!(request.headers()["a"], "1");
}

#[test]
fn customer_keys_are_marked_as_sensitive() {
    let copy_source_key = "x-amz-copy-source-server-side-encryption-customer-key";
    let presigned = s3()
        .put("bucket", "key")
        .sse_c(b"MARKEDMARKEDMARKEDMARKEDMARKEDMA", &[7; 16])
        .header(copy_source_key.to_ascii_uppercase(), "MARKEDoutright")
        .content_type("text/plain")
        .presign_at(date())
        .unwrap();
    let request: Request<()> = presigned.try_into().unwrap();
    let sensitive: Vec<_> = request.headers().iter().filter(|(_, value)| value.is_sensitive()).collect();
    let mut names: Vec<_> = sensitive.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, [copy_source_key, "x-amz-server-side-encryption-customer-key"]);
    let debug = format!("{request:?}");
    assert!(!debug.contains("MARKED") && !debug.contains("TUFSS0VE"), "{debug}");
    assert_eq!(request.headers()["content-type"], "text/plain");
}

#[test]
fn requests_can_be_explained_and_diagnosed_from_their_parts() {
    let s3 = s3();
    let put = s3.put("bucket", "key").content_type("image/jpeg");
    let explanation = put.clone().explain_at(date()).unwrap();
    let presigned = put.presign_at(date()).unwrap();
    let (method, headers) = (presigned.method(), [("content-type".to_owned(), "image/jpeg".to_owned())]);
    let mut parts = received(&presigned);
    let url = PresignedUrl::from_parts(&parts).unwrap();
    assert_eq!(url.explain_parts(&parts), Ok(explanation.clone()));

    let theirs = explanation.canonical_request().replace("image/jpeg", "image/png");
    let response =
        ErrorResponse::from_elements([("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*theirs)]);
    let diagnosis = url.diagnose_parts(&parts, &response).unwrap();
    assert_eq!(*diagnosis.cause(), Cause::HeaderChanged { name: "content-type".into() });

    let unreadable = HeaderValue::from_bytes(b"\xff").unwrap();
    parts.headers.insert("content-type", unreadable);
    assert_eq!(url.explain_parts(&parts), Err(Refusal::SignatureDoesNotMatch));
    assert!(url.diagnose_parts(&parts, &response).is_err());
    parts.method = http::Method::TRACE;
    assert_eq!(url.explain_parts(&parts), Err(Refusal::Method));

    // Conversions of the value itself.
    let url = presigned.url().to_owned();
    assert_eq!(
        presigned.clone().into_parts(),
        (method, url.clone(), headers.to_vec(), presigned.expires_at())
    );
    let request: Request<()> = presigned.try_into().unwrap();
    assert_eq!((request.uri().to_string(), Method::try_from(request.method())), (url, Ok(Method::Put)));
}
