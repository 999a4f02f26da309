//! Where a URL points: a row for each rule.

use presign::{Credentials, Endpoint, Method, Presigner, Scheme};

fn aws(region: &str) -> Endpoint {
    Endpoint::aws(region).unwrap()
}

fn custom(url: &str) -> Endpoint {
    Endpoint::custom(url, "us-east-1").unwrap()
}

/// The URL of an object and of the bucket itself, up to the query; the signed host is the URL's.
#[track_caller]
fn assert_place(endpoint: Endpoint, bucket: &str, object_url: &str) {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
    let date = "20130524T000000Z".parse().unwrap();
    let url_of = |url: String| url.split_once('?').unwrap().0.to_owned();

    let object = s3.get(bucket, "k");
    let explanation = object.clone().explain_at(date).unwrap();
    let (_, rest) = object_url.split_once("://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    assert!(explanation.canonical_request().starts_with(&format!("GET\n/{path}\n")), "{explanation}");
    assert!(explanation.canonical_request().contains(&format!("\nhost:{host}\n")), "{explanation}");
    assert_eq!(url_of(object.presign_at(date).unwrap().into_url()), object_url);

    let bucket_url = object_url.strip_suffix("/k").unwrap();
    let has_path = bucket_url.matches('/').count() > 2;
    let bucket_request = s3.bucket_request(Method::Get, bucket).presign_at(date).unwrap();
    assert_eq!(
        url_of(bucket_request.into_url()),
        if has_path { bucket_url.to_owned() } else { format!("{bucket_url}/") },
    );
}

/// <https://docs.aws.amazon.com/general/latest/gr/s3.html>
#[test]
fn the_regions_of_aws() {
    for (region, url) in [
        ("us-east-1", "https://bucket.s3.us-east-1.amazonaws.com/k"),
        ("eu-west-1", "https://bucket.s3.eu-west-1.amazonaws.com/k"),
        ("us-gov-west-1", "https://bucket.s3.us-gov-west-1.amazonaws.com/k"),
        ("cn-north-1", "https://bucket.s3.cn-north-1.amazonaws.com.cn/k"),
        ("us-iso-east-1", "https://bucket.s3.us-iso-east-1.c2s.ic.gov/k"),
        ("us-isob-east-1", "https://bucket.s3.us-isob-east-1.sc2s.sgov.gov/k"),
        ("us-isof-south-1", "https://bucket.s3.us-isof-south-1.csp.hci.ic.gov/k"),
        ("eu-isoe-west-1", "https://bucket.s3.eu-isoe-west-1.cloud.adc-e.uk/k"),
        ("eusc-de-east-1", "https://bucket.s3.eusc-de-east-1.amazonaws.eu/k"),
    ] {
        assert_place(aws(region), "bucket", url);
    }
}

#[test]
fn the_style_of_addressing() {
    let path = |endpoint: Endpoint| endpoint.path_style();
    let hosted = |endpoint: Endpoint| endpoint.virtual_hosted_style();
    for (endpoint, bucket, url) in [
        // Automatic: the bucket in the host, where that works.
        (custom("https://example.com"), "bucket", "https://bucket.example.com/k"),
        (custom("https://example.com"), "with.dots", "https://example.com/with.dots/k"),
        (custom("http://example.com"), "with.dots", "http://with.dots.example.com/k"),
        (custom("http://example.com"), "With_Case", "http://example.com/With_Case/k"),
        (custom("http://example.com"), "xn--bcher-kva", "http://example.com/xn--bcher-kva/k"),
        (custom("http://example.com"), "10.0.0.1", "http://example.com/10.0.0.1/k"),
        (custom("http://localhost:9000"), "bucket", "http://localhost:9000/bucket/k"),
        (custom("http://minio:9000"), "bucket", "http://minio:9000/bucket/k"),
        (custom("http://127.0.0.1:9000"), "bucket", "http://127.0.0.1:9000/bucket/k"),
        (custom("http://[::1]:9000"), "bucket", "http://[::1]:9000/bucket/k"),
        // As told.
        (path(custom("https://example.com")), "bucket", "https://example.com/bucket/k"),
        (hosted(custom("https://example.com")), "with.dots", "https://with.dots.example.com/k"),
        (hosted(custom("http://localhost:9000")), "bucket", "http://bucket.localhost:9000/k"),
        (path(aws("us-east-1")), "bucket", "https://s3.us-east-1.amazonaws.com/bucket/k"),
        (aws("us-east-1"), "with.dots", "https://s3.us-east-1.amazonaws.com/with.dots/k"),
    ] {
        assert_place(endpoint, bucket, url);
    }
}

#[test]
fn the_parts_of_a_custom_endpoint() {
    for (endpoint, url) in [
        ("https://EXAMPLE.com", "https://example.com/bucket/k"),
        ("HTTPS://example.com/", "https://example.com/bucket/k"),
        ("https://example.com:443", "https://example.com/bucket/k"),
        ("https://example.com:80", "https://example.com:80/bucket/k"),
        ("http://example.com:80", "http://example.com/bucket/k"),
        ("http://example.com:443/", "http://example.com:443/bucket/k"),
        ("http://example.com:9000", "http://example.com:9000/bucket/k"),
        ("https://example.com/storage/v1/s3", "https://example.com/storage/v1/s3/bucket/k"),
        ("https://example.com/storage/v1/s3/", "https://example.com/storage/v1/s3/bucket/k"),
        ("http://under_score.example", "http://under_score.example/bucket/k"),
        ("http://[::1]:80", "http://[::1]/bucket/k"),
        ("http://[0:0::1]", "http://[::1]/bucket/k"),
        ("http://[2001:DB8::A]:9000", "http://[2001:db8::a]:9000/bucket/k"),
        ("http://[::ffff:192.0.2.1]", "http://[::ffff:c000:201]/bucket/k"),
        ("https://bücher.example", "https://xn--bcher-kva.example/bucket/k"),
    ] {
        assert_place(custom(endpoint).path_style(), "bucket", url);
    }
    let with_base_path = custom("https://example.com/base").virtual_hosted_style();
    assert_place(with_base_path, "bucket", "https://bucket.example.com/base/k");
}

/// `custom` reads what `from_parts` takes.
#[test]
fn the_parts_make_the_same_endpoint_as_the_url() {
    for (url, scheme, host, port, base_path) in [
        ("https://example.com", Scheme::Https, "Example.com", None, ""),
        ("https://example.com:443/", Scheme::Https, "example.com", Some(443), "/"),
        ("http://example.com:9000/a/b/", Scheme::Http, "example.com", Some(9000), "/a/b"),
        ("http://[::ffff:192.0.2.1]", Scheme::Http, "[::FFFF:c000:201]", Some(80), ""),
        ("http://192.0.2.1", Scheme::Http, "192.0.2.1", None, ""),
    ] {
        let from_parts = Endpoint::from_parts(scheme, host, port, base_path, "us-east-1").unwrap();
        assert_eq!(custom(url), from_parts);
    }
}
