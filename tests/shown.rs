//! URLs that are handed out at another address than the one that the server sees.

use presign::{
    AmzDate, Cause, Credentials, Endpoint, ErrorResponse, Method, PresignedUrl, Presigner, Scheme, Verifier,
};
use proptest::prelude::*;

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "secret").with_session_token("TOKEN+/=")
}

fn date() -> AmzDate {
    "20130524T000000Z".parse().unwrap()
}

fn custom(url: &str) -> Endpoint {
    Endpoint::custom(url, "us-east-1").unwrap()
}

/// Returns the URL as a proxy forwards it: with another prefix of the path and another `Host`.
fn forwarded(url: &str, shown: &str, inner_path: &str, host: &str) -> PresignedUrl {
    let target = url.strip_prefix(shown).unwrap();
    PresignedUrl::from_target(host, &format!("{inner_path}{target}")).unwrap()
}

const SHOWN: &str = "https://example.com/dash/store";

#[test]
fn only_the_address_is_replaced() {
    for (inner, signed, shown) in [
        (custom("http://minio:9000"), "http://minio:9000/photos/my%20duck.jpg", "/photos/my%20duck.jpg"),
        (
            custom("http://minio:9000/base").path_style(),
            "http://minio:9000/base/photos/my%20duck.jpg",
            "/photos/my%20duck.jpg",
        ),
        // A host that is shorter than its scheme.
        (
            custom("https://s3/a/b").path_style(),
            "https://s3/a/b/photos/my%20duck.jpg",
            "/photos/my%20duck.jpg",
        ),
        // The bucket is in the host, which the proxy sets.
        (
            custom("https://s3.example.org").virtual_hosted_style(),
            "https://photos.s3.example.org/my%20duck.jpg",
            "/my%20duck.jpg",
        ),
        (
            Endpoint::aws("eu-west-1").unwrap(),
            "https://photos.s3.eu-west-1.amazonaws.com/my%20duck.jpg",
            "/my%20duck.jpg",
        ),
        (
            custom("http://images.heron.example").bucket_endpoint(),
            "http://images.heron.example/my%20duck.jpg",
            "/my%20duck.jpg",
        ),
    ] {
        let s3 = Presigner::new(credentials(), inner.clone());
        let at = s3.with_endpoint(inner.clone().shown_as(SHOWN).unwrap());
        assert_eq!(
            inner.clone().shown_as_parts(Scheme::Https, "example.com", Some(443), "/dash/store/"),
            inner.shown_as(&format!("{SHOWN}/")),
        );
        let get =
            |s3: &Presigner| s3.get("photos", "my duck.jpg").header("a", "1").presign_at(date()).unwrap();
        let (own, moved) = (get(&s3), get(&at));
        assert_eq!(own.signed_url(), own.url());
        assert_eq!(moved.signed_url(), own.url());
        assert!(own.url().starts_with(&format!("{signed}?")), "{}", own.url());
        let handed_out = own.url().replacen(signed, &format!("{SHOWN}{shown}"), 1);
        assert_eq!(moved.url(), handed_out);
        assert!(moved.headers().eq([("a", "1")]));
        assert_eq!(moved.clone().into_url(), handed_out);
        assert!(moved.to_curl().contains(&handed_out));

        // Into a buffer, and prepared.
        let mut page = String::from("<img src='");
        s3.with_endpoint(at.endpoint().clone())
            .get("photos", "my duck.jpg")
            .header("a", "1")
            .write_url_at(date(), &mut page)
            .unwrap();
        assert_eq!(page, format!("<img src='{handed_out}"));
        let objects = at.objects(Method::Get, "photos").header("a", "1").prepare_at(date()).unwrap();
        let mut url = String::new();
        objects.write_url("my duck.jpg", &mut url).unwrap();
        assert_eq!(url, handed_out);
        let one = objects.presign("my duck.jpg").unwrap();
        assert_eq!((one.url(), &*one.signed_url()), (handed_out.as_str(), own.url()));

        // The explanation is of the URL that the server sees.
        let explain = |s3: &Presigner| s3.get("photos", "my duck.jpg").explain_at(date()).unwrap();
        assert_eq!(explain(&s3), explain(&at));

        let location = at.locate("photos").unwrap();
        assert_eq!(location.object_url("my duck.jpg").unwrap(), format!("{SHOWN}{shown}"));
        assert_eq!(location.host(), s3.locate("photos").unwrap().host());
        let read: PresignedUrl = moved.url().parse().unwrap();
        assert_eq!(read.signed_at(&location).unwrap().as_str(), own.url());
    }
}

#[test]
fn prepared_urls_and_requests_without_a_key_are_moved_too() {
    let at = Presigner::new(credentials(), custom("http://minio:9000/base").shown_as(SHOWN).unwrap());
    let parts = at.upload_parts("photos", "big.iso", "ID").prepare_at(date()).unwrap();
    let mut url = String::new();
    parts.write_url(7, &mut url).unwrap();
    let one = at.upload_part("photos", "big.iso", "ID", 7).presign_at(date()).unwrap();
    assert_eq!(url, one.url());
    for (request, start) in [
        (at.list_objects("photos"), "https://example.com/dash/store/photos?"),
        (at.list_buckets(), "https://example.com/dash/store/?"),
    ] {
        let presigned = request.presign_at(date()).unwrap();
        assert!(presigned.url().starts_with(start), "{}", presigned.url());
        let read: PresignedUrl = presigned.url().parse().unwrap();
        let signed = read.signed_at(&at.endpoint().locate_service().unwrap()).unwrap();
        assert_eq!(signed.as_str(), presigned.signed_url());
    }
}

#[test]
fn a_url_at_another_address_is_not_mapped() {
    let location = custom("http://minio:9000").shown_as(SHOWN).unwrap().locate("photos").unwrap();
    let s3 = |url: &str| Presigner::new(credentials(), custom(url).path_style());
    let read = |url: &str| -> Option<PresignedUrl> {
        let get = s3(url).get("photos", "duck.jpg").presign_at(date()).unwrap();
        get.url().parse::<PresignedUrl>().unwrap().signed_at(&location)
    };
    assert!(read("https://example.com/dash/store").is_some());
    for other in [
        "https://example.com",
        "https://example.com/dash",
        "https://example.com/dash/stores",
        "https://example.org/dash/store",
        "https://example.com:8443/dash/store",
        "http://minio:9000",
    ] {
        assert!(read(other).is_none(), "{other}");
    }
    // The endpoint is shown at its own address.
    let own = custom("http://minio:9000").locate("photos").unwrap();
    let get = s3("http://minio:9000").get("photos", "duck.jpg").presign_at(date()).unwrap();
    assert_eq!(get.url().parse::<PresignedUrl>().unwrap().signed_at(&own).unwrap().as_str(), get.url());
}

/// A client that sends the host in upper case, or the port of the scheme.
#[test]
fn a_url_in_another_spelling_is_mapped() {
    let at = Presigner::new(credentials(), custom("http://minio:9000").shown_as(SHOWN).unwrap());
    let get = at.get("photos", "duck.jpg").presign_at(date()).unwrap();
    let location = at.locate("photos").unwrap();
    for start in ["HTTPS://Example.COM/dash", "https://example.com:443/dash"] {
        let url = get.url().replacen("https://example.com/dash", start, 1);
        let read: PresignedUrl = url.parse().unwrap();
        assert_eq!(read.signed_at(&location).unwrap().as_str(), get.signed_url());
    }
    let target = get.url().strip_prefix("https://example.com").unwrap();
    let received = PresignedUrl::from_target("example.com", target).unwrap();
    assert_eq!(received.signed_at(&location).unwrap().as_str(), get.signed_url());
}

#[test]
fn a_url_that_was_handed_out_is_verified_and_diagnosed_as_the_signed_one() {
    let at = Presigner::new(credentials(), custom("http://minio:9000").shown_as(SHOWN).unwrap());
    let get = at.get("photos", "duck.jpg").presign_at(date()).unwrap();
    let handed_out: PresignedUrl = get.url().parse().unwrap();
    assert!(handed_out.verify(Method::Get, &[], date(), &credentials()).is_err());
    let signed = handed_out.signed_at(&at.locate("photos").unwrap()).unwrap();
    assert!(signed.verify(Method::Get, &[], date(), &credentials()).is_ok());
    assert_eq!(
        signed.explain(Method::Get, &[]).unwrap(),
        at.get("photos", "duck.jpg").explain_at(date()).unwrap()
    );
    // The proxy forwarded the host of the client.
    let seen = signed.explain(Method::Get, &[]).unwrap();
    let received = seen.canonical_request().replace("host:minio:9000", "host:example.com");
    let response = format!(
        "<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>{}</CanonicalRequest></Error>",
        received.replace('&', "&amp;")
    );
    let response = ErrorResponse::from_xml(&response).unwrap();
    let diagnosis = signed.diagnose(Method::Get, &[], &response);
    assert!(matches!(diagnosis.cause(), Cause::Host { .. }), "{:?}", diagnosis.cause());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A proxy rewrites the URL that was handed out to the signed one, which verifies.
    #[test]
    fn a_request_that_a_proxy_forwards_verifies(
        key in "[ -~é/]{1,40}",
        bases in prop::sample::select(&[("", ""), ("/base", ""), ("", "/dash"), ("/b%20ase", "/dash/st%C3%B6re")][..]),
        is_path_style in any::<bool>(),
        put in any::<bool>(),
    ) {
        let (inner_path, shown_path) = bases;
        let inner = custom(&format!("http://s3.internal:9000{inner_path}"));
        let inner = if is_path_style { inner.path_style() } else { inner.virtual_hosted_style() };
        let shown = format!("https://example.com{shown_path}");
        let s3 = Presigner::new(credentials(), inner.clone().shown_as(&shown).unwrap());
        let method = if put { Method::Put } else { Method::Get };
        let request = s3.request(method, "photos", &key);
        let presigned = match request.presign_at(date()) {
            Ok(presigned) => presigned,
            Err(error) => {
                prop_assert_eq!(error, presign::Error::DotSegment);
                return Ok(());
            }
        };
        let location = s3.locate("photos").unwrap();
        let url = forwarded(presigned.url(), &shown, inner_path, location.host());
        let verifier = Verifier::new("us-east-1").domain("s3.internal:9000").base_path(inner_path).unwrap();
        let verified = verifier.verify(&url, method, &[], date(), &credentials()).unwrap();
        prop_assert_eq!(verified.object(), Some(("photos", key.as_str())));

        let own = Presigner::new(credentials(), inner).request(method, "photos", &key).presign_at(date()).unwrap();
        prop_assert_eq!(presigned.signed_url(), own.url());
        let read: PresignedUrl = presigned.url().parse().unwrap();
        let signed = read.signed_at(&location).unwrap();
        prop_assert_eq!(signed.as_str(), own.url());
    }
}
