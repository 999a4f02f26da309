//! Parses URLs: what each accessor returns, and the message of each mistake, word for word.

use crate::{DATE, URL, date, parse, replaced, requests};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use presign::{PresignedUrl, UrlError};
use proptest::prelude::*;
use std::time::Duration;

const SIGNATURE: &str = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

#[test]
fn every_mistake_has_its_message() {
    let algorithm = "algorithm is not AWS4-HMAC-SHA256: sign with Signature Version 4";
    let encoding = "url has a `%` without two hexadecimal digits, or does not decode to UTF-8: percent-encode it once, as UTF-8";
    let empty_name = "query parameter has an empty name: give it a name or leave it out";
    let expires = "lifetime is out of range: set X-Amz-Expires to 1 to 604800 seconds (seven days)";
    let host = "host is not signed: list it in X-Amz-SignedHeaders";
    let day = "day of the credential scope is not that of X-Amz-Date: sign both with the same date";
    let credential = "parameter X-Amz-Credential is malformed: use AKID/YYYYMMDD/REGION/SERVICE/aws4_request, without REGION for AWS4-ECDSA-P256-SHA256";
    let date = "parameter X-Amz-Date is malformed: use a date such as 20130524T000000Z";
    let seconds = "parameter X-Amz-Expires is malformed: use whole seconds in plain digits";
    let signature = "parameter X-Amz-Signature is malformed: use 64 lower-case hexadecimal digits, or those of a DER sequence for AWS4-ECDSA-P256-SHA256";
    let signed = "parameter X-Amz-SignedHeaders is malformed: use lower-case names in order, joined by `;`";
    let missing = |name: &str| format!("parameter {name} is missing: use the whole URL");
    let twice = |name: &str| format!("parameter {name:?} appears twice: send it once, under one name");

    for (from, to, message) in [
        ("=AWS4-HMAC-SHA256", "=AWS4-HMAC-SHA1", algorithm),
        ("=AWS4-HMAC-SHA256", "=aws4-hmac-sha256", algorithm),
        ("=AWS4-HMAC-SHA256", "=AWS4-ECDSA-P256-SHA256", credential),
        ("=AWS4-HMAC-SHA256", "=AWS4-HMAC-SHA256+", algorithm),
        ("=AWS4-HMAC-SHA256", "", algorithm),
        ("my%20duck", "my%2.duck", encoding),
        ("my%20duck", "my%zzduck", encoding),
        ("my%20duck", "my%+0duck", encoding),
        ("duck.jpg", "duck.jpg%", encoding),
        ("my%20duck", "my%ffduck", encoding),
        ("my%20duck", "my%ED%A0%80duck", encoding),
        ("&X-Amz-Date", "&a=%&X-Amz-Date", encoding),
        ("&X-Amz-Date", "&%c3=&X-Amz-Date", encoding),
        ("&X-Amz-Date", "&X-Amz-Security-Token=%&X-Amz-Date", encoding),
        ("&X-Amz-Date", "&X-Amz-Security-Token=%ff&X-Amz-Date", encoding),
        ("&X-Amz-Date", "&=&X-Amz-Date", empty_name),
        ("&X-Amz-Date", "&=a&X-Amz-Date", empty_name),
        ("=900", "=0", expires),
        ("=900", "=604801", expires),
        ("=900", "=18446744073709551616", expires),
        ("=host", "=accept", host),
        ("=host", "=hos", host),
        ("=host", "=x-host", host),
        ("%2F20130524%2F", "%2F20130523%2F", day),
        ("%2F20130524%2F", "%2F99999999%2F", day),
        ("=20130524T000000Z", "=20130525T000000Z", day),
        ("AKIAIOSFODNN7EXAMPLE%2F", "", credential),
        ("AKIAIOSFODNN7EXAMPLE%2F", "%2F", credential),
        ("AKIAIOSFODNN7EXAMPLE%2F", "a%2FAKID%2F", credential),
        ("%2F20130524%2F", "%2F2013052%2F", credential),
        ("%2F20130524%2F", "%2F2013052x%2F", credential),
        ("%2F20130524%2F", "%2F%2F", credential),
        ("%2Fus-east-1%2F", "%2F", credential),
        ("%2Fus-east-1%2F", "%2F%2F", credential),
        ("%2Fs3%2F", "%2F%2F", credential),
        ("aws4_request", "aws4", credential),
        ("aws4_request", "AWS4_REQUEST", credential),
        ("aws4_request", "aws4_request%2F", credential),
        ("aws4_request", "aws4_request%20", credential),
        ("%2F20130524%2Fus-east-1%2Fs3%2Faws4_request", "", credential),
        ("=20130524T000000Z", "=20130524", date),
        ("=20130524T000000Z", "=20130524T000000", date),
        ("=20130524T000000Z", "=2013-05-24T00:00:00Z", date),
        ("=20130524T000000Z", "=20130524T240000Z", date),
        ("=20130524T000000Z", "=20130524T000060Z", date),
        ("=20130524T000000Z", "=", date),
        ("=900", "=", seconds),
        ("=900", "=-1", seconds),
        ("=900", "=%2B900", seconds),
        ("=900", "=+900", seconds),
        ("=900", "=0900", seconds),
        ("=900", "=900.0", seconds),
        ("=900", "=9e2", seconds),
        ("=900", "=٣", seconds),
        (SIGNATURE, "", signature),
        (SIGNATURE, "aeee", signature),
        ("=aeeed9", "=Aeeed9", signature),
        ("=aeeed9", "=geeed9", signature),
        ("=aeeed9", "=aeeed", signature),
        ("=aeeed9", "=aeeed99", signature),
        ("=host", "=", signed),
        ("=host", "=Host", signed),
        ("=host", "=host;", signed),
        ("=host", "=;host", signed),
        ("=host", "=host;host", signed),
        ("=host", "=host;accept", signed),
        ("=host", "=host,range", host),
        ("=host", "=host;%C3%BC", signed),
        ("=host", "=a%20b;host", signed),
        ("X-Amz-Algorithm=AWS4-HMAC-SHA256&", "", &missing("X-Amz-Algorithm")),
        ("X-Amz-Credential=", "Credential=", &missing("X-Amz-Credential")),
        ("&X-Amz-Date=20130524T000000Z", "", &missing("X-Amz-Date")),
        ("&X-Amz-Expires=900", "", &missing("X-Amz-Expires")),
        ("X-Amz-Expires=", "x-amz-expires=", &missing("X-Amz-Expires")),
        ("&X-Amz-SignedHeaders=host", "", &missing("X-Amz-SignedHeaders")),
        ("X-Amz-Signature=", "X-Amz-Signature%3D", &missing("X-Amz-Signature")),
        ("&X-Amz-Date", "&X-Amz-Expires=900&X-Amz-Date", &twice("X-Amz-Expires")),
        ("&X-Amz-Date", "&X-Amz-Expires=1&X-Amz-Date", &twice("X-Amz-Expires")),
        ("&X-Amz-Date", "&x-amz-expires=900&X-Amz-Date", &twice("x-amz-expires")),
        ("&X-Amz-Date", "&X-Amz-%45xpires=900&X-Amz-Date", &twice("X-Amz-Expires")),
        ("&X-Amz-Date", "&x-amz-%65xpires=900&X-Amz-Date", &twice("x-amz-expires")),
        ("&X-Amz-Date", "&X-Amz-Expires&X-Amz-Date", &twice("X-Amz-Expires")),
        ("&X-Amz-Date", "&X-AMZ-SIGNATURE=&X-Amz-Date", &twice("X-AMZ-SIGNATURE")),
        ("&X-Amz-Date", "&x-amz-algorithm=&X-Amz-Date", &twice("x-amz-algorithm")),
        ("&X-Amz-Date", "&X-Amz-credential=&X-Amz-Date", &twice("X-Amz-credential")),
        ("&X-Amz-Date", "&x-amz-date=&X-Amz-Date", &twice("x-amz-date")),
        ("&X-Amz-Date", "&X-Amz-Signedheaders=&X-Amz-Date", &twice("X-Amz-Signedheaders")),
        ("&X-Amz-Date", "&x-amz-security-token=a&X-Amz-Date", &twice("x-amz-security-token")),
        ("&X-Amz-Date", "&X-Amz-S3Session-Token=a&X-Amz-Date", &twice("X-Amz-S3Session-Token")),
        (
            "&X-Amz-Date",
            "&X-Amz-Security-Token=a&X-Amz-Security-Token=b&X-Amz-Date",
            &twice("X-Amz-Security-Token"),
        ),
        (
            "&X-Amz-Date",
            "&X-Amz-Security-Token=a&X-Amz-S3session-Token=a&X-Amz-Date",
            &twice("X-Amz-Security-Token"),
        ),
        ("&X-Amz-Date", "&uploadId=1&uploadId=1&X-Amz-Date", &twice("uploadId")),
        ("&X-Amz-Date", "&a%20b=1&a+b=2&X-Amz-Date", &twice("a b")),
    ] {
        assert_mistake(&replaced(URL, from, to), message);
    }
}

#[test]
fn text_that_is_not_a_url_is_refused() {
    let message =
        "text is not an HTTP URL: use `http://` or `https://`, a host, and no user name or fragment";
    for (from, to) in [
        ("https://", ""),
        ("https://", "//"),
        ("https://", "https:/"),
        ("https://", "https:"),
        ("https://", "s3://"),
        ("https://", "https:///"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://:443"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://:9000"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://a:65536"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://a:18446744073709551616"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://a:+80"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://a:-1"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://a:٣"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://a:b"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://a:1:2"),
        ("https://examplebucket.s3.us-east-1.amazonaws.com", "https://::1"),
        ("https://", "https://user@"),
        ("https://", "https://user:password@"),
        ("https://", "https://exa mple."),
        ("https://", "https://a\\"),
        ("duck.jpg", "duck.jpg#"),
        ("?X-Amz", "#?X-Amz"),
        ("=host", "=host#fragment"),
        (".com/photos", ".com#/photos"),
    ] {
        assert_mistake(&replaced(URL, from, to), message);
    }
    for url in ["", "https", "://", "https://", "http://?", "/a?b"] {
        assert_mistake(url, message);
    }
    // A server that also serves public requests recognizes them by this error.
    let not_presigned = "url has no signature, and a signature is required: presign it";
    for url in [
        "https://a",
        "https://a/",
        "https://a?",
        "HTTP://a/b?c=d&e",
        "http://a/?versionId=1&X-Amz-Acl=private",
    ] {
        assert_mistake(url, not_presigned);
    }
    // A URL with part of a signature, or with a signature of another version, is not a public request.
    let missing = "parameter X-Amz-Algorithm is missing: use the whole URL";
    for url in ["https://a/?X-Amz-Signature=", "https://a/?x-amz-date=a", "https://a/?X-Amz-Security-Token=a"]
    {
        assert_mistake(url, missing);
    }
    let query = URL.split_once('?').unwrap().1;
    for (host, target) in [
        ("a", format!("?{query}")),
        ("a", format!("b?{query}")),
        ("a", URL.into()),
        ("a", format!("*?{query}")),
        ("a", format!("/b#?{query}")),
        ("", format!("/b?{query}")),
        (":9000", format!("/b?{query}")),
        ("a b", format!("/b?{query}")),
        ("a@b", format!("/b?{query}")),
        ("a/b", format!("/b?{query}")),
        ("a\r\n", format!("/b?{query}")),
    ] {
        let error = PresignedUrl::from_target(host, &target).unwrap_err();
        assert_eq!(error, UrlError::NotAUrl, "{host:?} {target}");
    }
}

#[track_caller]
fn assert_mistake(url: &str, message: &str) {
    match url.parse::<PresignedUrl>() {
        Ok(_) => panic!("parsed instead of refused with {message:?}: {url}"),
        Err(error) => {
            assert_eq!(error.to_string(), message, "{url}");
            assert!(message.starts_with(char::is_lowercase), "a lower-case clause");
        }
    }
}

/// URLs that were changed by what they were copied from.
#[test]
fn a_url_that_was_rewritten_is_recognized() {
    let twice = "url is percent-encoded twice: decode it once, or copy it from where it was signed";
    let escaped = "url has escaped separators: unescape it, so that a plain `&` joins its parameters";
    let surrounded = "url has line breaks, white space or quotes in or around it: pass the URL alone";
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (before, query) = URL.split_once('?').unwrap();
    for (url, message) in [
        // What `quote`, `encodeURI` and a second pass of a URL library make of it.
        (URL.replace('%', "%25"), twice),
        (URL.replace("%2F", "%252f"), twice),
        (encoded(URL), twice),
        (URL.replace("://", "%3a%2f%2f"), twice),
        (format!("{before}?{}", encoded(query).replace("%2D", "-")), twice),
        (format!("{before}%3F{query}"), twice),
        (format!("{before}%3f{query}"), twice),
        // From the source of a page, from JSON, and from a terminal that escapes what is pasted.
        (URL.replace('&', "&amp;"), escaped),
        (URL.replace('&', "&#38;"), escaped),
        (URL.replace('&', "&#x26;"), escaped),
        (URL.replace('&', "\\u0026"), escaped),
        (URL.replace('&', "\\&"), escaped),
        // From a terminal, a mail, a file, or a line of JSON or HTML.
        (format!("{URL}\n"), surrounded),
        (format!("{URL}\r\n"), surrounded),
        (format!(" {URL}"), surrounded),
        (format!("{URL} "), surrounded),
        (format!("\u{feff}{URL}"), surrounded),
        (format!("\"{URL}\""), surrounded),
        (format!("'{URL}'"), surrounded),
        (format!("`{URL}`"), surrounded),
        (format!("<{URL}>"), surrounded),
        (format!("{URL}\""), surrounded),
        (URL.replace("&X-Amz-Signature", "\n&X-Amz-Signature"), surrounded),
        (URL.replace("&X-Amz-Signature", "&X-Amz-Sig\r\nnature"), surrounded),
        (URL.replace("my%20duck", "my\nduck"), surrounded),
        (URL.replace("https://", "https://exa\tmple."), surrounded),
        (URL.replace("https://", "https://\0"), surrounded),
    ] {
        assert_mistake(&url, message);
    }
}

/// URLs that are presigned, but not with Signature Version 4 of AWS. The parameters are those of the services'
/// documents: see `src/read/foreign_url.rs`.
#[test]
fn a_url_with_another_signature_is_recognized() {
    let version_2 = "url is signed with Signature Version 2: sign with Version 4, in boto3 with \
                     `Config(signature_version=\"s3v4\")`";
    let other =
        |service: &str| format!("url is signed for {service}: presign it with AWS Signature Version 4");
    for (query, message) in [
        // botocore 1.43.11, `s3.generate_presigned_url` with an `endpoint_url` and no `Config`.
        ("AWSAccessKeyId=AKIDEXAMPLE&Signature=abc%3D&Expires=1893456000", version_2.into()),
        ("Expires=1&Signature=a&Key-Pair-Id=K2JCJMDEHXQW5F", other("CloudFront")),
        ("Policy=a&Signature=a&Key-Pair-Id=K2JCJMDEHXQW5F", other("CloudFront")),
        (
            "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=a&X-Goog-Date=20130524T000000Z&X-Goog-Expires=900\
             &X-Goog-SignedHeaders=host&X-Goog-Signature=ab",
            other("Google Cloud Storage"),
        ),
        ("GoogleAccessId=a&Expires=1&Signature=a", other("Google Cloud Storage")),
        (
            "x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=a&x-oss-date=20130524T000000Z&x-oss-expires=900\
             &x-oss-signature=ab",
            other("Alibaba Cloud OSS"),
        ),
        ("OSSAccessKeyId=a&Expires=1&Signature=a", other("Alibaba Cloud OSS")),
        ("q-sign-algorithm=sha1&q-ak=a&q-signature=ab", other("Tencent COS")),
        ("AccessKeyId=a&Expires=1&Signature=a", other("Huawei OBS")),
        ("sv=2022-11-02&sr=b&sig=a", other("Azure Blob Storage")),
    ] {
        assert_mistake(&format!("https://a/b?{query}"), &message);
        // Signed after all: the parameters are the caller's own.
        assert!(URL.replace("&X-Amz-Date", &format!("&{query}&X-Amz-Date")).parse::<PresignedUrl>().is_ok());
    }
    // None of these is a signature.
    for query in ["AccessKeyId=a", "Expires=1&Signature=a", "sv=1", "Policy=a"] {
        assert_mistake(
            &format!("https://a/b?{query}"),
            "url has no signature, and a signature is required: presign it",
        );
    }
}

/// The nearest valid inputs to the mistakes above.
#[test]
fn a_well_formed_url_is_accepted() {
    for (from, to) in [
        ("my%20duck", "my%2fduck"),
        ("my%20duck", "my%C3%A9duck"),
        ("my%20duck", "myéduck"),
        ("my%20duck", "my+duck"),
        ("my%20duck", "%00"),
        ("duck.jpg?", "duck.jpg?&"),
        ("&X-Amz-Date", "&&X-Amz-Date"),
        ("&X-Amz-Date", "&a&X-Amz-Date"),
        ("&X-Amz-Date", "&a==&X-Amz-Date"),
        ("&X-Amz-Date", "&a=?&X-Amz-Date"),
        ("&X-Amz-Date", "&a=1&A=1&X-Amz-Date"),
        ("&X-Amz-Date", "&X-Amz-Acl=private&X-Amz-Date"),
        ("&X-Amz-Date", "&X-Amz-Security-Token=&X-Amz-Date"),
        ("&X-Amz-Date", "&X-Amz-S3session-Token=a&X-Amz-Date"),
        ("=900", "=1"),
        ("=900", "=604800"),
        ("=900", "=%39%30%30"),
        ("=host", "=host;x-amz-acl"),
        ("=host", "=content-type%3bhost%3Brange"),
        ("=host", "=!%23$%25%26'*%2B;host;|~"),
        ("%2Fus-east-1%2F", "/us-east-1/"),
        ("%2Fus-east-1%2F", "%2Fauto%2F"),
        ("%2Fs3%2F", "%2Fs3express%2F"),
        ("https://", "HTTPS://"),
        ("https://", "http://"),
    ] {
        let url = replaced(URL, from, to);
        assert_eq!(parse(&url).as_str(), url);
    }
    // The last second that a date can express.
    let last = URL.replace("20130524T000000Z", "99991231T234459Z").replace("20130524", "99991231");
    assert_eq!(parse(&last).expires_at(), date("99991231T235959Z"));
    let past_it = last.replace("T234459Z", "T234500Z");
    assert_eq!(past_it.parse::<PresignedUrl>().unwrap_err(), UrlError::Expires);
}

#[test]
fn accessors_return_the_parts_of_the_url() {
    let url =
        replaced(URL, "=host", "=content-type;host&X-Amz-Security-Token=a%2Bb%2F=&acl&versionId=a+b%2B");
    let url = parse(&url);
    assert_eq!(url.host(), "examplebucket.s3.us-east-1.amazonaws.com");
    assert_eq!(url.path(), "/photos/my duck.jpg");
    assert!(url.parameters().eq([("acl", ""), ("versionId", "a b+")]));
    assert_eq!(url.access_key_id(), "AKIAIOSFODNN7EXAMPLE");
    let scope = url.scope();
    assert_eq!((scope.day(), scope.region(), scope.service()), ("20130524", "us-east-1", "s3"));
    assert_eq!(url.date(), date(DATE));
    assert_eq!(url.lifetime().as_secs(), 900);
    assert_eq!(parse(&replaced(URL, "=900", "=901")).lifetime().as_secs(), 901);
    assert_eq!(url.expires_at(), date("20130524T001500Z"));
    assert!(url.signed_headers().eq(["content-type", "host"]));
    assert_eq!(url.signature().to_string(), SIGNATURE);
    assert_eq!(url.session_token(), Some("a+b/="));
    assert_eq!(url.session_token_parameter(), Some("X-Amz-Security-Token"));
    let with_spaces = replaced(URL, "=host", "=host&X-Amz-Security-Token=a+b%20c%2B");
    assert_eq!(parse(&with_spaces).session_token(), Some("a b c+"));
    assert_eq!(parse(URL).session_token(), None);
    assert_eq!(parse(URL).session_token_parameter(), None);
    let of_session = parse(&replaced(URL, "=host", "=host&X-Amz-S3session-Token=a"));
    assert_eq!(of_session.session_token(), Some("a"));
    assert_eq!(of_session.session_token_parameter(), Some("X-Amz-S3session-Token"));

    for (now, remaining) in [
        ("20130523T235959Z", Some(901)),
        ("20130524T000000Z", Some(900)),
        ("20130524T001459Z", Some(1)),
        ("20130524T001500Z", None),
        ("99991231T235959Z", None),
        ("00010101T000000Z", Some(63_504_951_300)),
    ] {
        assert_eq!(url.remaining(date(now)), remaining.map(Duration::from_secs), "{now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_presigned_url_parses_to_its_inputs(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let url: PresignedUrl = presigned.url().parse().unwrap();
        prop_assert_eq!(url.as_str(), presigned.url());

        let (host, path) = match inputs.is_path_style {
            true => (inputs.host.clone(), format!("/{}/{}", inputs.bucket, inputs.key)),
            false => (format!("{}.{}", inputs.bucket, inputs.host), format!("/{}", inputs.key)),
        };
        prop_assert_eq!(url.host(), &host);
        prop_assert_eq!(url.path(), path);
        let domain = inputs.host.split(':').next().unwrap();
        prop_assert_eq!(url.object_at(domain), Some((inputs.bucket.as_str(), inputs.key.as_str())));
        prop_assert_eq!(url.access_key_id(), &inputs.access_key_id);
        prop_assert_eq!(url.scope().to_string(), format!("{}/{}/s3/aws4_request", inputs.date.day(), inputs.region));
        prop_assert_eq!(url.date(), inputs.date);
        prop_assert_eq!(u64::from(url.lifetime().as_secs()), inputs.expires);
        prop_assert_eq!(url.expires_at(), presigned.expires_at());
        prop_assert_eq!(url.remaining(inputs.date), Some(Duration::from_secs(inputs.expires)));
        prop_assert_eq!(url.session_token(), inputs.session_token.as_deref());
        let mut parameters: Vec<_> = url.parameters().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let mut asked = inputs.query.clone();
        parameters.sort();
        asked.sort();
        prop_assert_eq!(parameters, asked);
        let mut signed: Vec<_> = presigned.signed_headers().map(|(name, _)| name).chain(["host"]).collect();
        signed.sort_unstable();
        prop_assert!(url.signed_headers().eq(signed));
        let signature = format!("&X-Amz-Signature={}", url.signature());
        prop_assert!(presigned.url().ends_with(&signature));

        let target = presigned.url().strip_prefix(&format!("https://{host}")).unwrap();
        let received = PresignedUrl::from_target(&host, target).unwrap();
        prop_assert_eq!(received.as_str(), format!("//{host}{target}"));
        prop_assert_eq!(format!("{received:?}"), format!("{url:?}"));
        prop_assert_eq!(received.signature(), url.signature());
        prop_assert_eq!(received.session_token(), url.session_token());
        prop_assert!(received.parameters().eq(url.parameters()));
    }
}
