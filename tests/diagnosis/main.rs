//! Why servers refuse: answers of real servers and of AWS, each with its cause.

#[path = "../requests/mod.rs"]
mod requests;

use presign::{Cause, ErrorResponse, NotAnErrorResponse, PresignedUrl, UrlError};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Answers {
    answer: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    situation: String,
    by: String,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    sent: String,
    body: String,
}

impl Answer {
    fn headers(&self) -> Vec<(&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    fn read(&self) -> ErrorResponse {
        ErrorResponse::from_xml(&self.body).unwrap()
    }
}

fn answers() -> Vec<Answer> {
    toml::from_str::<Answers>(include_str!("../vectors/answers.toml"))
        .expect("the table is valid TOML")
        .answer
}

/// What was done to a request, the code of the answer, and the cause that is found where the answer tells enough.
#[rustfmt::skip]
const CAUSES: &[(&str, &str, &str)] = &[
    ("access_denied", "AccessDenied", "Denied"),
    ("access_denied", "AccessDenied", "Permission"),
    ("access_key_changed", "SignatureDoesNotMatch", "ParameterChanged"),
    ("access_key_unknown", "AccessDenied", "UnknownAccessKeyId"),
    ("access_key_unknown", "InvalidAccessKeyId", "UnknownAccessKeyId"),
    ("access_key_unknown", "NotSignedUp", "UnknownAccessKeyId"),
    ("addressing_changed", "SignatureDoesNotMatch", "Host"),
    ("algorithm_wrong", "InvalidRequest", "SignatureVersion"),
    ("algorithm_wrong", "NotImplemented", "SignatureVersion"),
    ("authorization_added", "InvalidArgument", "AuthorizationSent"),
    ("body_too_large", "EntityTooLarge", "Size"),
    ("bucket_missing", "NoSuchBucket", "NotFound"),
    ("bucket_missing", "NoSuchKey", "NotFound"),
    ("checksum_mismatch", "BadDigest", "Body"),
    ("checksum_mismatch", "InvalidDigest", "Body"),
    ("clock_skewed", "RequestTimeTooSkewed", "Clock"),
    ("content_length_missing", "MissingContentLength", "Size"),
    ("credential_malformed", "AuthorizationHeaderMalformed", "Scope"),
    ("credential_malformed", "AuthorizationQueryParametersError", "Malformed"),
    ("date_changed", "SignatureDoesNotMatch", "ParameterChanged"),
    ("date_malformed", "InvalidRequest", "Malformed"),
    ("date_malformed", "MalformedDate", "Malformed"),
    ("endpoint_wrong", "PermanentRedirect", "Redirect"),
    ("endpoint_wrong", "TemporaryRedirect", "Redirect"),
    ("expired", "AccessDenied", "Expired"),
    ("expired", "ExpiredToken", "Expired"),
    ("expired", "InvalidRequest", "Expired"),
    ("expires_changed", "SignatureDoesNotMatch", "ParameterChanged"),
    ("expires_malformed", "InvalidRequest", "Malformed"),
    ("expires_malformed", "MalformedDate", "Malformed"),
    ("expires_negative", "AuthorizationQueryParametersError", "Malformed"),
    ("expires_too_long", "AuthorizationQueryParametersError", "Malformed"),
    ("expires_too_long", "InvalidRequest", "Malformed"),
    ("header_duplicated", "SignatureDoesNotMatch", "HeaderChanged"),
    ("header_not_implemented", "InvalidArgument", "NotImplemented"),
    ("header_not_implemented", "NotImplemented", "NotImplemented"),
    ("header_not_sent", "InvalidRequest", "HeaderMissing"),
    ("header_not_sent", "SignatureDoesNotMatch", "HeaderMissing"),
    ("header_not_signed", "AccessDenied", "HeadersNotSigned"),
    ("header_not_signed", "InvalidRequest", "HeadersNotSigned"),
    ("header_value_changed", "SignatureDoesNotMatch", "HeaderChanged"),
    ("host_case_changed", "SignatureDoesNotMatch", "HostCase"),
    ("host_changed", "SignatureDoesNotMatch", "Host"),
    ("host_not_signed", "InvalidRequest", "HeadersNotSigned"),
    ("key_missing", "NoSuchKey", "NotFound"),
    ("md5_malformed", "InvalidArgument", "InvalidValue"),
    ("md5_malformed", "InvalidDigest", "Body"),
    ("md5_mismatch", "BadDigest", "Body"),
    ("method_changed", "SignatureDoesNotMatch", "Method"),
    ("method_not_allowed", "MethodNotAllowed", "MethodNotAllowed"),
    ("not_yet_valid", "AccessDenied", "Clock"),
    ("not_yet_valid", "RequestTimeTooSkewed", "Clock"),
    ("parameter_duplicated", "InvalidRequest", "ParameterRepeated"),
    ("parameter_missing", "AccessDenied", "Malformed"),
    ("parameter_missing", "AuthorizationQueryParametersError", "Malformed"),
    ("parameter_missing", "InvalidRequest", "Malformed"),
    ("parameter_missing", "InvalidRequest", "SignatureVersion"),
    ("parameter_missing", "MissingFields", "Malformed"),
    ("part_too_small", "EntityTooSmall", "Size"),
    ("path_case_changed", "SignatureDoesNotMatch", "Path"),
    ("path_changed", "SignatureDoesNotMatch", "Path"),
    ("path_decoded", "SignatureDoesNotMatch", "PathEncoding"),
    ("path_dot_segments_removed", "SignatureDoesNotMatch", "PathNormalized"),
    ("path_double_encoded", "SignatureDoesNotMatch", "PathEncodedTwice"),
    ("path_plus_decoded", "SignatureDoesNotMatch", "PathPlus"),
    ("path_prefix_added", "SignatureDoesNotMatch", "PathPrefix"),
    ("path_prefix_removed", "SignatureDoesNotMatch", "PathPrefix"),
    ("path_slashes_collapsed", "SignatureDoesNotMatch", "PathNormalized"),
    ("path_trailing_slash_added", "SignatureDoesNotMatch", "PathNormalized"),
    ("path_trailing_slash_removed", "SignatureDoesNotMatch", "PathNormalized"),
    ("path_unicode_normalized", "SignatureDoesNotMatch", "Path"),
    ("payload_hash_added", "SignatureDoesNotMatch", "PayloadHashSent"),
    ("payload_hash_changed", "SignatureDoesNotMatch", "HeaderChanged"),
    ("payload_hash_mismatch", "XAmzContentSHA256Mismatch", "Body"),
    ("port_added", "SignatureDoesNotMatch", "Port"),
    ("port_changed", "SignatureDoesNotMatch", "Port"),
    ("port_dropped", "SignatureDoesNotMatch", "Port"),
    ("precondition_failed", "PreconditionFailed", "Condition"),
    ("query_added", "SignatureDoesNotMatch", "ParameterAdded"),
    ("query_changed", "SignatureDoesNotMatch", "ParameterChanged"),
    ("query_double_encoded", "SignatureDoesNotMatch", "ParameterEncoding"),
    ("query_dropped", "AccessDenied", "Unsigned"),
    ("query_html_escaped", "AccessDenied", "Denied"),
    ("query_html_escaped", "AccessDenied", "Unsigned"),
    ("query_html_escaped", "AuthorizationQueryParametersError", "Malformed"),
    ("query_html_escaped", "InvalidRequest", "Malformed"),
    ("query_plus_decoded", "SignatureDoesNotMatch", "PlusAsSpace"),
    ("query_removed", "SignatureDoesNotMatch", "ParameterMissing"),
    ("range_invalid", "InvalidRange", "Range"),
    ("region_changed", "AuthorizationHeaderMalformed", "Scope"),
    ("region_changed", "SignatureDoesNotMatch", "ParameterChanged"),
    ("region_wrong", "AuthorizationHeaderMalformed", "Region"),
    ("region_wrong", "AuthorizationQueryParametersError", "Region"),
    ("scope_date_differs", "AuthorizationHeaderMalformed", "Scope"),
    ("secret_wrong", "SignatureDoesNotMatch", "Secret"),
    ("service_wrong", "AuthorizationHeaderMalformed", "Scope"),
    ("service_wrong", "AuthorizationQueryParametersError", "Scope"),
    ("service_wrong", "NotImplemented", "Scope"),
    ("signature_changed", "SignatureDoesNotMatch", "Signature"),
    ("signature_duplicated", "InvalidRequest", "ParameterRepeated"),
    ("signature_truncated", "InvalidRequest", "Malformed"),
    ("signature_truncated", "SignatureDoesNotMatch", "Signature"),
    ("signed_headers_changed", "InvalidRequest", "HeadersNotSigned"),
    ("signed_headers_changed", "SignatureDoesNotMatch", "ParameterChanged"),
    ("slow_down", "SlowDown", "Retry"),
    ("token_bad", "InvalidAccessKeyId", "UnknownAccessKeyId"),
    ("token_bad", "InvalidToken", "InvalidToken"),
    ("token_changed", "SignatureDoesNotMatch", "PlusAsSpace"),
    ("token_dropped", "SignatureDoesNotMatch", "ParameterMissing"),
    ("token_expired", "ExpiredToken", "ExpiredToken"),
    ("token_not_signed", "InvalidAccessKeyId", "UnknownAccessKeyId"),
    ("upload_missing", "InvalidRequest", "Unknown"),
    ("upload_missing", "NoSuchUpload", "NotFound"),
];

#[test]
fn each_answer_has_its_cause() {
    let mut rows_used = vec![false; CAUSES.len()];
    for answer in answers() {
        let Answer { situation, by, sent, .. } = &answer;
        let Ok(url) = answer.url.parse::<PresignedUrl>() else { continue };
        let error = answer.read();
        let diagnosis = url.diagnose(answer.method.parse().unwrap(), &answer.headers(), &error);
        let cause = name(diagnosis.cause());
        if error.element("CanonicalRequest").is_none() && cause == "Undisclosed" {
            let message = error.element("Message").unwrap_or_default();
            assert!(
                error.code() == "SignatureDoesNotMatch" || message.contains("Invalid signature"),
                "{by}: {sent}"
            );
            continue;
        }
        let row = CAUSES.iter().position(|row| *row == (situation, error.code(), &*cause));
        let row =
            row.unwrap_or_else(|| panic!("{situation}, {by}: {sent}: {} is no row\n{diagnosis}", cause));
        rows_used[row] = true;
    }
    for (row, is_used) in CAUSES.iter().zip(rows_used) {
        assert!(is_used, "no answer is like {row:?}");
    }
}

/// Where the URL itself is what was wrong, reading it says so.
#[test]
fn a_url_that_is_wrong_by_itself() {
    let malformed = |parameter| UrlError::Malformed { parameter };
    let expected = [
        ("expires_malformed", malformed("X-Amz-Expires")),
        ("expires_negative", malformed("X-Amz-Expires")),
        ("expires_too_long", UrlError::Expires),
        ("expires_zero", UrlError::Expires),
        ("host_not_signed", UrlError::HostUnsigned),
        ("scope_date_differs", UrlError::ScopeDay),
        ("signature_version_2", UrlError::SignatureVersion2),
    ];
    let mut count = 0;
    for answer in answers() {
        if let Err(error) = answer.url.parse::<PresignedUrl>() {
            let row = (answer.situation.as_str(), error);
            assert!(expected.contains(&row), "{row:?}");
            count += 1;
        }
    }
    assert!(count >= expected.len(), "{count}");
}

fn name(cause: &Cause) -> String {
    format!("{cause:?}").split([' ', '{']).next().unwrap().into()
}

/// What a person reads. The lines of the query and of secret headers are shown for the parameter that differs, and without
/// its value where that is a secret.
#[test]
fn reports() {
    for (sent, report) in [
        (
            "a browser appends a charset to the content type",
            "\
error[SignatureDoesNotMatch]: header `content-type` did not arrive with the value that was signed
  |
  |   signed  content-type:text/plain
  | received  content-type:text/plain;charset=UTF-8
  |                                  ^^^^^^^^^^^^^^
  = cause: HTTP libraries and browsers send a content type of their own, or add a charset to it
  = help: send `content-type: text/plain`, exactly so
",
        ),
        (
            "the URL is opened in a browser, which sends GET",
            "\
error[SignatureDoesNotMatch]: method is GET, and the URL is good for PUT
  |
  |   signed  PUT
  | received  GET
  |           ^^
  = cause: a URL is good for one method: pasted into a browser it becomes a GET, and some clients follow a redirect \
             with GET
  = help: send PUT, or sign for GET
",
        ),
        (
            "the SSE-C key is another one",
            "\
error[SignatureDoesNotMatch]: header `x-amz-server-side-encryption-customer-key` did not arrive with the value that was signed
  |
  |   signed  x-amz-server-side-encryption-customer-key:
  | received  x-amz-server-side-encryption-customer-key:
",
        ),
        (
            "+ in the session token is sent unencoded and counts as a blank",
            "\
error[SignatureDoesNotMatch]: a plus in parameter `X-Amz-Security-Token` arrived as a space
  |
  |   signed  X-Amz-Security-Token=
  | received  X-Amz-Security-Token=
",
        ),
    ] {
        let answer = answers().into_iter().find(|answer| answer.sent == sent).unwrap_or_else(|| panic!("no answer: {sent}"));
        let url: PresignedUrl = answer.url.parse().unwrap();
        let diagnosis = url.diagnose(answer.method.parse().unwrap(), &answer.headers(), &answer.read());
        let shown = diagnosis.to_string();
        assert!(shown.starts_with(report), "{sent}:\n{shown}");
    }
}

#[test]
fn no_report_holds_a_secret() {
    for answer in answers() {
        let Ok(url) = answer.url.parse::<PresignedUrl>() else { continue };
        let error = answer.read();
        let diagnosis = url.diagnose(answer.method.parse().unwrap(), &answer.headers(), &error);
        let shown = format!("{diagnosis} {diagnosis:?} {error:?} {url:?}");
        let customer_key = answer.headers.iter().find(|(name, _)| name.ends_with("-customer-key"));
        let secrets = [
            Some(url.signature().to_string()),
            url.session_token().map(Into::into),
            customer_key.map(|key| key.1.clone()),
        ];
        for secret in secrets.into_iter().flatten() {
            assert!(!shown.contains(&secret), "{}: {shown}", answer.sent);
        }
    }
}

/// A server may quote a secret wherever it likes.
#[test]
fn no_report_holds_what_a_server_quotes() {
    let answer = |sent: &str| answers().into_iter().find(|answer| answer.sent.contains(sent)).unwrap();
    let token = answer("+ in the session token is sent unencoded");
    let key = answer("the SSE-C key is another one");
    let url: PresignedUrl = token.url.parse().unwrap();
    let (signature, token_text) = (url.signature().to_string(), url.session_token().unwrap());
    let encoded = presign::sigv4::uri_encode(token_text).to_string();
    let customer_key = &key.headers.iter().find(|(name, _)| name.ends_with("-customer-key")).unwrap().1;
    for (answer, secret) in
        [(&token, &*signature), (&token, token_text), (&token, &encoded), (&key, customer_key)]
    {
        let url: PresignedUrl = answer.url.parse().unwrap();
        let quoted = format!("of {secret}!");
        let mismatch =
            format!("{quoted}\n/{secret}\n{secret}=1\nhost:{secret}\na{secret}:b\n\nhost\n{secret}");
        for elements in [
            [("Code", &*quoted), ("Message", &*quoted)],
            [("Code", "AccessDenied"), ("HeadersNotSigned", &*quoted)],
            [("Code", "AuthorizationHeaderMalformed"), ("Region", &*quoted)],
            [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*mismatch)],
            [("Code", "SignatureDoesNotMatch"), ("StringToSign", &*quoted)],
        ] {
            let error = ErrorResponse::from_elements(elements);
            let diagnosis = url.diagnose(answer.method.parse().unwrap(), &answer.headers(), &error);
            let shown = format!("{diagnosis} {diagnosis:?}");
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

/// Nothing is taken out of a report for a token that is empty, or so short that any text may have it.
#[test]
fn tokens_that_are_no_secret() {
    for token in ["", "e", "key"] {
        let token = format!("&X-Amz-Security-Token={token}&X-Amz-SignedHeaders");
        let url = answers()[0].url.replace("&X-Amz-SignedHeaders", &token).parse::<PresignedUrl>().unwrap();
        let error = ErrorResponse::from_elements([("Code", "NoSuchKey"), ("Message", "no such key")]);
        let report = url.diagnose(presign::Method::Get, &[], &error).to_string();
        assert!(report.contains("  = server: no such key\n"), "{report}");
    }
}

#[test]
fn what_is_no_answer() {
    for body in [
        "",
        "Forbidden",
        "<html><body>403</body></html>",
        "<Error></Error>",
        "<Error><Code>",
        "{}",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><Error><Code>&b;</Code></Error>",
        "<!DOCTYPE Error><Error><Code>a</Code></Error>",
        "<Error><Code>&b;</Code></Error>",
        "<Error><Code>a & b</Code></Error>",
        "<Error><Code>&#0;</Code></Error>",
        "<Error><Code>&#1;</Code></Error>",
        "<Error><Code>&#x110000;</Code></Error>",
        "<Error><Code>a\0</Code></Error>",
        "<Error><Code>a</Error></Code>",
        "<Error><Code>a</Code>",
        "<Error><Code>a</Code></Error></Error>",
        "<Error><Code>a</Code></Error>b",
        "<Error><Code>a</Code></Error><![CDATA[b]]>",
        "a<Error><Code>a</Code></Error>",
        "<Code>a</Code><Code>b</Code>",
        "<Code>a</Code><Code/>",
        "<Error><Code>a</Code><b c='</Error>",
        "<Error><Code>a</Code><!-- </Error>",
        "<Error><Code><b>a</b></Code></Error>",
    ] {
        assert_eq!(ErrorResponse::from_xml(body), Err(NotAnErrorResponse::Malformed), "{body}");
    }
    let nested =
        "<ErrorResponse><Error><Code>SlowDown</Code></Error><RequestId>1</RequestId></ErrorResponse>";
    assert_eq!(ErrorResponse::from_xml(nested).unwrap().code(), "SlowDown");
}

/// A document and what is read from it, as another parser reads it.
#[test]
fn what_is_an_answer() {
    for (body, code) in [
        ("<Error><Code>a</Code></Error>", "a"),
        (
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\r\n<Error>\n <Code>a</Code>\n</Error>\n<!-- -->\n",
            "a",
        ),
        ("<Error><Code>a</Code><Code>b</Code></Error>", "a"),
        ("<Error><Code/><Code>b</Code></Error>", ""),
        ("<Error><Code><b/></Code><c><Code>d</Code></c></Error>", "d"),
        ("<e:Error xmlns:e='http://a/'><e:Code e:f='g'>a</e:Code></e:Error>", "a"),
        ("<Error><Code>&lt;&gt;&amp;&quot;&apos;&#233;&#xE9;</Code></Error>", "<>&\"'éé"),
        ("<Error><Code>a<![CDATA[<b>&amp;]]>c</Code></Error>", "a<b>&amp;c"),
        ("<Error><Code> a\r\nb\rc&#13;</Code></Error>", " a\nb\nc\r"),
        ("<Error><Code>a<?b c?>d</Code></Error>", "ad"),
        ("<Error a='>' b=\"/Code>\"><Code>a</Code></Error>", "a"),
        ("<Error><Message>a<b/>c</Message><Code>d</Code></Error>", "d"),
        ("<Code>a</Code>", "a"),
        ("<Code>утка 🦆</Code>", "утка 🦆"),
    ] {
        assert_eq!(
            ErrorResponse::from_xml(body).map(|answer| answer.code().to_owned()),
            Ok(code.to_owned()),
            "{body}"
        );
        assert_eq!(elements(body).iter().find(|element| element.0 == "Code").unwrap().1, code, "{body}");
    }
}

#[test]
fn every_recorded_answer_is_read_as_another_parser_reads_it() {
    for Answer { body, .. } in answers() {
        assert_eq!(
            ErrorResponse::from_xml(&body),
            Ok(ErrorResponse::from_elements(elements(&body))),
            "{body}"
        );
    }
}

fn elements(body: &str) -> Vec<(String, String)> {
    let document = roxmltree::Document::parse(body).unwrap();
    let is_leaf = |node: &roxmltree::Node<'_, '_>| node.is_element() && node.first_element_child().is_none();
    let text = |leaf: roxmltree::Node<'_, '_>| {
        leaf.children().filter(roxmltree::Node::is_text).filter_map(|child| child.text()).collect()
    };
    let leaves = document.descendants().filter(is_leaf);
    leaves.map(|leaf| (leaf.tag_name().name().to_owned(), text(leaf))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// A server that computes the same and still refuses has another secret.
    #[test]
    fn where_all_agrees_it_is_the_secret(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let url: PresignedUrl = presigned.url().parse().unwrap();
        let headers: Vec<(&str, &str)> = presigned.signed_headers().collect();
        let presigner = inputs.presigner();
        let theirs = inputs.request(&presigner).explain_at(inputs.date).unwrap();
        let answer = ErrorResponse::from_elements([
            ("Code", "SignatureDoesNotMatch"),
            ("CanonicalRequest", theirs.canonical_request()),
            ("StringToSign", theirs.string_to_sign()),
        ]);
        let diagnosis = url.diagnose(inputs.method, &headers, &answer);
        prop_assert_eq!(diagnosis.causes().collect::<Vec<_>>(), [&Cause::Secret]);
        // Without the values of the headers, they may be the cause as well.
        let names: Vec<String> = headers.iter().map(|(name, _)| (*name).into()).collect();
        let expected = if names.is_empty() { Cause::Secret } else { Cause::SecretOrHeaders { names } };
        // An empty value looks like a header that did not arrive.
        if headers.iter().all(|(_, value)| !value.is_empty()) {
            let diagnosis = url.diagnose(inputs.method, &[], &answer);
            prop_assert_eq!(diagnosis.cause(), &expected);
        }
    }

    /// Whatever a server answers, it is an answer.
    #[test]
    fn no_answer_makes_it_panic(
        code in prop_oneof![Just("SignatureDoesNotMatch".to_owned()), any::<String>()],
        texts in proptest::array::uniform4(any::<String>()),
    ) {
        let url = &answers()[0].url.parse::<PresignedUrl>().unwrap();
        let [message, request, string_to_sign, signature] = texts;
        let names = ["Code", "Message", "CanonicalRequest", "StringToSign", "SignatureProvided"];
        let answer = ErrorResponse::from_elements(names.into_iter().zip([code, message, request, string_to_sign, signature]));
        let shown = url.diagnose(presign::Method::Get, &[], &answer).to_string();
        prop_assert!(shown.starts_with("error[") && shown.chars().all(|c| c == '\n' || !c.is_control()));
    }
}
