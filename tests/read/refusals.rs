//! What a client is answered: the code, the status, and XML that any parser reads.

use crate::{DATE, date};
use presign::{AmzDate, Refusal, UrlError};
use roxmltree::Document;

type Row = (Refusal, &'static str, u16, Vec<(&'static str, String)>);

/// Each refusal with its code, its status, and the elements that have its details.
fn refusals() -> Vec<Row> {
    let (parameters, too_large) = ("AuthorizationQueryParametersError", "RequestHeaderSectionTooLarge");
    let (text, now): (String, AmzDate) = ("a&b<c>\"'é".into(), date("20130524T011500Z"));
    let url = |error, code| (Refusal::from(error), code, 400, vec![]);
    vec![
        (
            Refusal::Expired { expires_at: date("20130524T001500Z"), now },
            "AccessDenied",
            403,
            vec![("Expires", "2013-05-24T00:15:00Z".into()), ("ServerTime", "2013-05-24T01:15:00Z".into())],
        ),
        (Refusal::ExpiredToken, "ExpiredToken", 400, vec![]),
        (Refusal::HeaderMissing { name: text.clone() }, "SignatureDoesNotMatch", 403, vec![]),
        (
            Refusal::HeaderNotSigned { name: text.clone() },
            "AccessDenied",
            403,
            vec![("HeadersNotSigned", text.clone())],
        ),
        (Refusal::InvalidAccessKeyId, "InvalidAccessKeyId", 403, vec![]),
        (Refusal::InvalidToken, "InvalidToken", 400, vec![]),
        (Refusal::Method, "MethodNotAllowed", 405, vec![]),
        (Refusal::NotYetValid { date: now, now: date(DATE) }, "AccessDenied", 403, vec![]),
        (Refusal::PayloadHash, "InvalidArgument", 400, vec![]),
        (Refusal::PayloadMismatch, "XAmzContentSHA256Mismatch", 400, vec![]),
        (Refusal::Region { expected: text.clone() }, parameters, 400, vec![("Region", text.clone())]),
        (Refusal::Service { expected: text.clone() }, parameters, 400, vec![]),
        (Refusal::SignatureDoesNotMatch, "SignatureDoesNotMatch", 403, vec![]),
        (Refusal::TooManyHeaders, too_large, 400, vec![]),
        url(UrlError::Algorithm, parameters),
        url(UrlError::Encoding, "InvalidURI"),
        url(UrlError::EmptyName, "InvalidURI"),
        url(UrlError::Expires, parameters),
        url(UrlError::HostUnsigned, parameters),
        url(UrlError::Malformed { parameter: "X-Amz-Date" }, parameters),
        url(UrlError::Missing { parameter: "X-Amz-Date" }, parameters),
        url(UrlError::NotAUrl, "InvalidURI"),
        url(UrlError::Repeated { parameter: text }, parameters),
        url(UrlError::ScopeDay, parameters),
        url(UrlError::TooLong, too_large),
        url(UrlError::TooManyParameters, too_large),
        url(UrlError::TooManySignedHeaders, too_large),
    ]
}

#[test]
fn xml() {
    // What comes from a client beside what stands in the XML.
    for (hostile, read) in [
        ("/photos/my duck.jpg", "/photos/my duck.jpg"),
        ("", ""),
        ("<script>&amp;</Resource>", "<script>&amp;</Resource>"),
        ("]]><![CDATA[<!-- \"'", "]]><![CDATA[<!-- \"'"),
        ("a\r\nb\tc\r", "a\r\nb\tc\r"),
        ("\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
        ("\u{7f}\u{85}\u{2028}é🦆\u{10ffff}", "\u{7f}\u{85}\u{2028}é🦆\u{10ffff}"),
    ] {
        for (refusal, code, status, details) in refusals() {
            assert_eq!((refusal.code(), refusal.status()), (code, status), "{refusal:?}");
            let xml = refusal.to_xml(hostile, hostile);
            let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
            let root = document.root_element();
            assert_eq!(root.tag_name().name(), "Error");
            let elements: Vec<_> = root
                .children()
                .map(|element| (element.tag_name().name(), element.text().unwrap_or_default().to_owned()))
                .collect();
            let mut expected = vec![("Code", code.to_owned()), ("Message", refusal.to_string())];
            expected.extend(details);
            expected.extend([("Resource", read.to_owned()), ("RequestId", read.to_owned())]);
            assert_eq!(elements, expected, "{xml}");
        }
    }
}

#[test]
fn the_name_of_a_header_is_the_clients() {
    for (name, read) in [("x-amz-</a>&", "x-amz-</a>&"), ("x-amz-\0\u{1b}", "x-amz-\u{fffd}\u{fffd}")] {
        let xml = Refusal::HeaderNotSigned { name: name.into() }.to_xml("/", "");
        let document = Document::parse(&xml).unwrap();
        let element = document.descendants().find(|node| node.has_tag_name("HeadersNotSigned")).unwrap();
        assert_eq!(element.text(), Some(read));
    }
}

/// With what a sender needs to find the difference, beside what is told anyway.
#[test]
fn xml_with_the_canonical_request() {
    let s3 = presign::Presigner::new(
        presign::Credentials::new("AKIDEXAMPLE", "secret"),
        presign::Endpoint::aws("us-east-1").unwrap(),
    );
    let explanation = s3.get("bucket", "a&b").query("a<b", "").explain_at(date(DATE)).unwrap();
    for (refusal, code, _, details) in refusals() {
        let xml = refusal.to_xml_with(&explanation, "/a&b", "1");
        let document = Document::parse(&xml).unwrap();
        let text = |name| {
            let element = document.descendants().find(|node| node.has_tag_name(name));
            element.and_then(|element| element.text()).unwrap_or_default()
        };
        assert_eq!(text("Code"), code);
        assert_eq!(text("CanonicalRequest"), explanation.canonical_request());
        assert_eq!(text("StringToSign"), explanation.string_to_sign());
        for (name, value) in &details {
            assert_eq!(text(*name), value, "{name} of {refusal:?}");
        }
    }
}
