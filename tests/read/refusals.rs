//! The response to a refused request: its code, its status and its XML.

use crate::{DATE, URL, date, parse, replaced};
use presign::{AmzDate, Cause, ErrorResponse, Method, Refusal, UrlError};
use roxmltree::Document;

struct Row {
    refusal: Refusal,
    code: &'static str,
    status: u16,
    /// S3's own message, from tests/vectors/responses.toml and from its list of error responses.
    s3_message: &'static str,
    /// The elements with the details.
    details: Vec<(&'static str, String)>,
    /// The cause that a diagnosis finds.
    cause: Cause,
}

fn refusals() -> Vec<Row> {
    let (text, now): (String, AmzDate) = ("a&b<c>\"'é".into(), date("20130524T011500Z"));
    let row = |refusal, status, code, s3_message, details: &[(&'static str, &str)], cause| Row {
        refusal,
        code,
        status,
        s3_message,
        details: details.iter().map(|(name, text)| (*name, (*text).to_owned())).collect(),
        cause,
    };
    let parameters = "AuthorizationQueryParametersError";
    let requires = "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, \
                    X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";
    let of_url =
        |error, code, s3_message| row(Refusal::Url(error), 400, code, s3_message, &[], Cause::Malformed);
    let malformed = |parameter| UrlError::Malformed { parameter };
    let mismatch = "The request signature we calculated does not match the signature you provided. \
                    Check your key and signing method.";
    let uri = "Couldn't parse the specified URI.";
    let (too_large, larger) = (
        "RequestHeaderSectionTooLarge",
        "Your request header and query parameters used to make the request exceed",
    );
    vec![
        row(
            Refusal::AuthorizationSent,
            400,
            "InvalidArgument",
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or \
             the Authorization header should be specified",
            &[("ArgumentName", "Authorization")],
            Cause::AuthorizationSent,
        ),
        row(
            Refusal::Expired { expires_at: date("20130524T001500Z"), now },
            403,
            "AccessDenied",
            "Request has expired",
            &[("Expires", "2013-05-24T00:15:00Z"), ("ServerTime", "2013-05-24T01:15:00Z")],
            Cause::Expired,
        ),
        row(
            Refusal::ExpiredToken,
            400,
            "ExpiredToken",
            "The provided token has expired.",
            &[],
            Cause::ExpiredToken,
        ),
        row(
            Refusal::HeaderMissing { name: text.clone() },
            403,
            "SignatureDoesNotMatch",
            mismatch,
            &[("HeaderMissing", &text)],
            Cause::HeaderMissing { name: text.clone() },
        ),
        row(
            Refusal::HeaderNotImplemented { name: text.clone() },
            501,
            "NotImplemented",
            "A header you provided implies functionality that is not implemented",
            &[("Header", &text)],
            Cause::NotImplemented,
        ),
        row(
            Refusal::HeaderNotSigned { name: text.clone() },
            403,
            "AccessDenied",
            "There were headers present in the request which were not signed",
            &[("HeadersNotSigned", &text)],
            Cause::HeadersNotSigned { names: vec![text.clone()] },
        ),
        row(
            Refusal::HostNotServed { host: text.clone() },
            400,
            "InvalidRequest",
            "Invalid Request",
            &[("HostNotServed", &text)],
            Cause::HostNotServed { host: text.clone() },
        ),
        row(
            Refusal::InvalidAccessKeyId,
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
            &[],
            Cause::UnknownAccessKeyId,
        ),
        row(
            Refusal::InvalidToken,
            400,
            "InvalidToken",
            "The provided token is malformed or otherwise invalid.",
            &[],
            Cause::InvalidToken,
        ),
        row(
            Refusal::Method,
            405,
            "MethodNotAllowed",
            "The specified method is not allowed against this resource.",
            &[],
            Cause::MethodNotAllowed,
        ),
        row(
            Refusal::NotYetValid { date: now, now: date(DATE) },
            403,
            "AccessDenied",
            "Request is not yet valid",
            &[],
            Cause::Clock { ahead: None },
        ),
        row(
            Refusal::ParameterNotImplemented { name: text.clone() },
            501,
            "NotImplemented",
            "A parameter you provided implies functionality that is not implemented",
            &[("Parameter", &text)],
            Cause::NotImplemented,
        ),
        row(
            Refusal::PayloadHash,
            400,
            "InvalidArgument",
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD",
            &[],
            Cause::InvalidValue { name: Some("x-amz-content-sha256".into()) },
        ),
        row(
            Refusal::PayloadMismatch,
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            &[],
            Cause::Body,
        ),
        row(
            Refusal::Region { expected: text.clone() },
            400,
            parameters,
            "Error parsing the X-Amz-Credential parameter; the region is wrong; expecting 'a&b",
            &[("Region", &text)],
            Cause::Region { expected: Some(text.clone()) },
        ),
        row(
            Refusal::Service { expected: "s3express".into() },
            400,
            parameters,
            "Error parsing the X-Amz-Credential parameter; incorrect service. This endpoint belongs to \"s3express\".",
            &[],
            Cause::Scope,
        ),
        row(
            Refusal::SignatureDoesNotMatch,
            403,
            "SignatureDoesNotMatch",
            mismatch,
            &[],
            Cause::Undisclosed { signed_headers: vec!["host".into()] },
        ),
        row(
            Refusal::Url(UrlError::SignatureVersion2),
            400,
            "InvalidRequest",
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
            &[],
            Cause::SignatureVersion,
        ),
        row(
            Refusal::Url(UrlError::OtherSignature { signature: "CloudFront" }),
            403,
            "AccessDenied",
            "Access Denied",
            &[],
            Cause::SignatureVersion,
        ),
        of_url(UrlError::Surrounded, "InvalidURI", uri),
        of_url(UrlError::Algorithm, parameters, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\""),
        of_url(
            UrlError::EncodedTwice,
            parameters,
            "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting \
             \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        ),
        of_url(UrlError::Encoding, "InvalidURI", uri),
        of_url(UrlError::Escaped, parameters, requires),
        of_url(UrlError::EmptyName, "InvalidURI", uri),
        of_url(UrlError::Expires, parameters, "X-Amz-Expires must be less than a week (in seconds)"),
        of_url(UrlError::Host, "InvalidURI", uri),
        of_url(UrlError::HostUnsigned, parameters, requires),
        of_url(
            malformed("X-Amz-Credential"),
            parameters,
            "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting \
             \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        ),
        of_url(
            malformed("X-Amz-Date"),
            parameters,
            "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
        ),
        of_url(malformed("X-Amz-Expires"), parameters, "X-Amz-Expires should be a number"),
        of_url(malformed("X-Amz-Signature"), parameters, requires),
        of_url(malformed("X-Amz-SignedHeaders"), parameters, requires),
        of_url(UrlError::Missing { parameter: "X-Amz-Date" }, parameters, requires),
        of_url(UrlError::NotAUrl, "InvalidURI", uri),
        row(Refusal::Url(UrlError::NotPresigned), 403, "AccessDenied", "Access Denied", &[], Cause::Unsigned),
        of_url(UrlError::Repeated { parameter: text }, parameters, requires),
        of_url(
            UrlError::ScopeDay,
            parameters,
            "Invalid credential date. This date is not the same as X-Amz-Date.",
        ),
        row(Refusal::TooManyHeaders, 400, too_large, larger, &[], Cause::RequestTooLarge),
        row(Refusal::Url(UrlError::TooLong), 400, too_large, larger, &[], Cause::RequestTooLarge),
        row(Refusal::Url(UrlError::TooManyParameters), 400, too_large, larger, &[], Cause::RequestTooLarge),
        row(
            Refusal::Url(UrlError::TooManySignedHeaders),
            400,
            too_large,
            larger,
            &[],
            Cause::RequestTooLarge,
        ),
    ]
}

#[test]
fn a_diagnosis_finds_the_cause_of_each_refusal() {
    let of_token = replaced(URL, "=host", "=host&X-Amz-Security-Token=a");
    for Row { refusal, cause, .. } in refusals() {
        let response = ErrorResponse::from_xml(&refusal.to_xml("/photos/duck.jpg", "1")).unwrap();
        let diagnosis = parse(&of_token).diagnose(Method::Get, &[], &response);
        assert_eq!(diagnosis.cause(), &cause, "{refusal:?}: {diagnosis}");
    }
}

#[test]
fn the_xml_is_well_formed_whatever_the_client_sends() {
    // Text from a client, and the text that a parser reads from the XML.
    for (hostile, read) in [
        ("/photos/my duck.jpg", "/photos/my duck.jpg"),
        ("", ""),
        ("<script>&amp;</Resource>", "<script>&amp;</Resource>"),
        ("]]><![CDATA[<!-- \"'", "]]><![CDATA[<!-- \"'"),
        ("a\r\nb\tc\r", "a\r\nb\tc\r"),
        ("\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
        ("\u{7f}\u{85}\u{2028}é🦆\u{10ffff}", "\u{7f}\u{85}\u{2028}é🦆\u{10ffff}"),
    ] {
        for Row { refusal, code, status, s3_message, details, .. } in refusals() {
            assert_eq!((refusal.code(), refusal.status()), (code, status), "{refusal:?}");
            let xml = refusal.to_xml(hostile, hostile);
            let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
            let root = document.root_element();
            assert_eq!(root.tag_name().name(), "Error");
            let elements: Vec<_> = root
                .children()
                .map(|element| (element.tag_name().name(), element.text().unwrap_or_default().to_owned()))
                .collect();
            let message = &elements[1].1;
            assert!(message.starts_with(s3_message), "{message}");
            assert!(message.ends_with(&format!(" ({refusal})")), "{message}");
            let mut expected = vec![("Code", code.to_owned()), ("Message", message.clone())];
            expected.extend(details);
            expected.extend([("Resource", read.to_owned()), ("RequestId", read.to_owned())]);
            assert_eq!(elements, expected, "{xml}");
        }
    }
}

#[test]
fn the_name_of_a_header_is_escaped() {
    for (name, read) in [("x-amz-</a>&", "x-amz-</a>&"), ("x-amz-\0\u{1b}", "x-amz-\u{fffd}\u{fffd}")] {
        let xml = Refusal::HeaderNotSigned { name: name.into() }.to_xml("/", "");
        let document = Document::parse(&xml).unwrap();
        let element = document.descendants().find(|node| node.has_tag_name("HeadersNotSigned")).unwrap();
        assert_eq!(element.text(), Some(read));
    }
}

#[test]
fn the_xml_can_contain_the_canonical_request() {
    let s3 = presign::Presigner::new(
        presign::Credentials::new("AKIDEXAMPLE", "secret"),
        presign::Endpoint::aws("us-east-1").unwrap(),
    );
    let explanation = s3.get("bucket", "a&b").query("a<b", "").explain_at(date(DATE)).unwrap();
    for Row { refusal, code, details, .. } in refusals() {
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
