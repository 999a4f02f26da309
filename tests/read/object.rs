//! Reads the bucket and the key from a URL.

use crate::{URL, parse, replaced};
use presign::PresignedUrl;

/// URLs of AWS, whose hosts show how buckets are addressed.
#[rustfmt::skip]
const AT_AWS: [(&str, Option<(&str, &str)>); 43] = [
    ("https://bucket.s3.us-east-1.amazonaws.com/a/b", Some(("bucket", "a/b"))),
    ("https://bucket.s3.amazonaws.com/a", Some(("bucket", "a"))),
    ("https://bucket.s3-us-west-2.amazonaws.com/a", Some(("bucket", "a"))),
    ("https://bucket.s3.dualstack.eu-west-1.amazonaws.com/a", Some(("bucket", "a"))),
    ("https://bucket.s3-fips.us-gov-west-1.amazonaws.com/a", Some(("bucket", "a"))),
    ("https://bucket.s3-fips.dualstack.us-east-1.amazonaws.com/a", Some(("bucket", "a"))),
    ("https://bucket.s3-accelerate.amazonaws.com/a", Some(("bucket", "a"))),
    ("https://bucket.s3-accelerate.dualstack.amazonaws.com/a", Some(("bucket", "a"))),
    ("https://bucket.s3.cn-north-1.amazonaws.com.cn/a", Some(("bucket", "a"))),
    ("https://bucket.s3.eusc-de-east-1.amazonaws.eu/a", Some(("bucket", "a"))),
    ("https://bucket.s3.us-iso-east-1.c2s.ic.gov/a", Some(("bucket", "a"))),
    ("https://my.dotted.bucket.s3.eu-west-1.amazonaws.com/a", Some(("my.dotted.bucket", "a"))),
    ("https://s3.logs.s3.us-east-1.amazonaws.com/a", Some(("s3.logs", "a"))),
    ("https://s3-logs.s3.us-east-1.amazonaws.com/a", Some(("s3-logs", "a"))),
    ("https://my.s3.bucket.s3.us-east-1.amazonaws.com/a", Some(("my.s3.bucket", "a"))),
    ("https://s3.s3.amazonaws.com/a", Some(("s3", "a"))),
    ("https://mys3.s3.amazonaws.com/a", Some(("mys3", "a"))),
    ("https://s3-accesspoint.s3.us-east-1.amazonaws.com/a", Some(("s3-accesspoint", "a"))),
    ("https://s3.us-east-1.amazonaws.com/bucket/a/b", Some(("bucket", "a/b"))),
    ("https://s3.amazonaws.com/my.dotted.bucket/a", Some(("my.dotted.bucket", "a"))),
    ("https://s3.dualstack.eu-west-1.amazonaws.com/bucket/a", Some(("bucket", "a"))),
    ("https://logs--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com/a", Some(("logs--use1-az4--x-s3", "a"))),
    ("https://BUCKET.S3.us-east-1.AMAZONAWS.com/A", Some(("bucket", "A"))),
    ("https://bucket.s3.us-east-1.amazonaws.com:443/a", Some(("bucket", "a"))),
    ("https://bucket.s3.us-east-1.amazonaws.com:8443/a", Some(("bucket", "a"))),
    ("https://bucket.s3.us-east-1.amazonaws.com", Some(("bucket", ""))),
    ("https://bucket.s3.us-east-1.amazonaws.com/", Some(("bucket", ""))),
    ("https://bucket.s3.us-east-1.amazonaws.com//a//b/", Some(("bucket", "/a//b/"))),
    ("https://bucket.s3.us-east-1.amazonaws.com/%2Fa%20b%252F", Some(("bucket", "/a b%2F"))),
    ("https://s3.us-east-1.amazonaws.com/", None),
    ("https://s3.us-east-1.amazonaws.com//a", None),
    ("https://point-123456789012.s3-accesspoint.us-west-2.amazonaws.com/a", None),
    ("https://point-123456789012.s3-accesspoint-fips.us-west-2.amazonaws.com/a", None),
    ("https://point-123456789012.s3-accesspoint.dualstack.us-west-2.amazonaws.com/a", None),
    ("https://banner-123456789012.s3-object-lambda.us-west-2.amazonaws.com/a", None),
    ("https://point-123456789012.op-01ac5d28a6a232904.s3-outposts.us-west-2.amazonaws.com/a", None),
    ("https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com/a", None),
    ("https://bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com/a/b", None),
    ("https://bucket.mys3.us-east-1.amazonaws.com/a", None),
    ("https://bucket.ec2.us-east-1.amazonaws.com/a", None),
    ("https://bucket.s3.us-east-1.amazonaws.com.example.com/a", None),
    ("https://bucket.s3.example.com/a", None),
    ("https://s3.amazonaws.com.evil/bucket/a", None),
];

#[rustfmt::skip]
/// URLs of hosts that have no subdomains.
const BY_PATH: [(&str, Option<(&str, &str)>); 13] = [
    ("http://localhost/bucket/a/b", Some(("bucket", "a/b"))),
    ("http://localhost:9000/bucket/a", Some(("bucket", "a"))),
    ("http://minio:9000/bucket", Some(("bucket", ""))),
    ("http://minio:9000/bucket/", Some(("bucket", ""))),
    ("http://127.0.0.1:9000/bucket/a", Some(("bucket", "a"))),
    ("http://127.0.0.1/bucket/a", Some(("bucket", "a"))),
    ("http://[::1]:9000/bucket/a", Some(("bucket", "a"))),
    ("http://[2001:db8::1]/bucket/a", Some(("bucket", "a"))),
    ("http://localhost", None),
    ("http://localhost:9000/", None),
    ("http://localhost:9000//bucket/a", None),
    ("http://127.0.0.1.nip.io/bucket/a", None),
    ("http://bucket.localhost:9000/a", None),
];

#[test]
fn the_host_shows_where_the_bucket_is() {
    for (place, object) in AT_AWS.into_iter().chain(BY_PATH) {
        assert_eq!(at(place).object(), object, "{place}");
    }
}

#[test]
fn a_known_domain_shows_where_the_bucket_is() {
    #[rustfmt::skip]
    let rows = [
        ("https://s3.example.com/bucket/a/b", "s3.example.com", Some(("bucket", "a/b"))),
        ("https://s3.example.com:9000/bucket/a", "s3.example.com", Some(("bucket", "a"))),
        ("https://bucket.s3.example.com/a/b", "s3.example.com", Some(("bucket", "a/b"))),
        ("https://bucket.s3.example.com:9000/a", "s3.example.com", Some(("bucket", "a"))),
        ("https://my.bucket.s3.example.com/a", "s3.example.com", Some(("my.bucket", "a"))),
        ("https://bucket.S3.example.com/a", "S3.Example.Com", Some(("bucket", "a"))),
        ("http://bucket.localhost:9000/a", "localhost", Some(("bucket", "a"))),
        ("https://xs3.example.com/a", "s3.example.com", None),
        ("https://.s3.example.com/a", "s3.example.com", None),
        ("https://example.com/bucket/a", "s3.example.com", None),
        ("https://s3.example.org/bucket/a", "s3.example.com", None),
        ("https://s3.example.com/", "s3.example.com", None),
        ("https://ü/bucket/a", "\u{fc}.", None),
        ("https://aü/bucket/a", "b", None),
    ];
    for (place, domain, object) in rows {
        assert_eq!(at(place).object_at(domain), object, "{place} {domain}");
    }
}

#[test]
fn the_host_has_the_form_that_clients_send() {
    for (place, host, path) in [
        ("https://example.com:443/a", "example.com", "/a"),
        ("http://example.com:80/a", "example.com", "/a"),
        ("https://example.com:80/a", "example.com:80", "/a"),
        ("http://example.com:443/a", "example.com:443", "/a"),
        ("HTTP://EXAMPLE.com:80/A", "example.com", "/A"),
        ("http://[::1]:80", "[::1]", "/"),
        ("http://[::1]:9000/a", "[::1]:9000", "/a"),
        ("https://example.com", "example.com", "/"),
        ("https://example.com:0443/a", "example.com", "/a"),
        ("https://example.com:/a", "example.com", "/a"),
        ("http://example.com:09000/a", "example.com:9000", "/a"),
        ("http://example.com:00080/a", "example.com", "/a"),
        ("http://example.com:65535/a", "example.com:65535", "/a"),
        ("http://[::1]:/a", "[::1]", "/a"),
        ("http://[::1]:0080/a", "[::1]", "/a"),
    ] {
        let url = at(place);
        assert_eq!((url.host(), url.path()), (host, path), "{place}");
    }
    // A server passes the host as the client sent it.
    let target = URL.split_once(".com").unwrap().1;
    for host in ["example.com:443", "example.com:80", "[::1]:9000"] {
        assert_eq!(PresignedUrl::from_target(host, target).unwrap().host(), host);
    }
}

fn at(place: &str) -> PresignedUrl {
    let url = replaced(URL, "https://examplebucket.s3.us-east-1.amazonaws.com/photos/my%20duck.jpg", place);
    parse(&url)
}
