//! Recorded responses of servers to requests with one alteration each.

use super::{Response, name, responses};
use presign::{ErrorResponse, PresignedUrl, UrlError};

/// The alteration of a request, the code of the response, and the cause, if the response contains enough to find it.
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
fn every_response_has_its_cause() {
    let mut rows_used = vec![false; CAUSES.len()];
    for response in responses() {
        let Response { situation, by, sent, .. } = &response;
        let Ok(url) = response.url.parse::<PresignedUrl>() else { continue };
        let error = response.read();
        let diagnosis = url.diagnose(response.method.parse().unwrap(), &response.headers(), &error);
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
        assert!(is_used, "no response is like {row:?}");
    }
}

#[test]
fn an_invalid_url_is_a_url_error() {
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
    for response in responses() {
        if let Err(error) = response.url.parse::<PresignedUrl>() {
            let row = (response.situation.as_str(), error);
            assert!(expected.contains(&row), "{row:?}");
            count += 1;
        }
    }
    assert!(count >= expected.len(), "{count}");
}

/// Reports show only the differing parameter of a query, and leave out its value if that is a secret.
#[test]
fn reports_show_the_difference_the_cause_and_the_fix() {
    for (sent, report) in [
        (
            "a browser appends a charset to the content type",
            "\
error[SignatureDoesNotMatch]: header `content-type` does not have the signed value
  |
  |   signed  content-type:text/plain
  | received  content-type:text/plain;charset=UTF-8
  |                                  ^^^^^^^^^^^^^^
  = cause: HTTP libraries and browsers set their own content type, or add a charset to it
  = help: send exactly `content-type: text/plain`
",
        ),
        (
            "the URL is opened in a browser, which sends GET",
            "\
error[SignatureDoesNotMatch]: method is GET, but the URL is for PUT
  |
  |   signed  PUT
  | received  GET
  |           ^^
  = cause: a URL works with one method; a browser's address bar sends GET, and some clients follow redirects \
             with GET
  = help: send PUT, or sign for GET
",
        ),
        (
            "the SSE-C key is another one",
            "\
error[SignatureDoesNotMatch]: header `x-amz-server-side-encryption-customer-key` does not have the signed value
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
        let response = responses().into_iter().find(|response| response.sent == sent).unwrap_or_else(|| panic!("no response: {sent}"));
        let url: PresignedUrl = response.url.parse().unwrap();
        let diagnosis = url.diagnose(response.method.parse().unwrap(), &response.headers(), &response.read());
        let shown = diagnosis.to_string();
        assert!(shown.starts_with(report), "{sent}:\n{shown}");
    }
}

#[test]
fn no_report_contains_a_secret() {
    for response in responses() {
        let Ok(url) = response.url.parse::<PresignedUrl>() else { continue };
        let error = response.read();
        let diagnosis = url.diagnose(response.method.parse().unwrap(), &response.headers(), &error);
        let shown = format!("{diagnosis} {diagnosis:?} {error:?} {url:?}");
        let customer_key = response.headers.iter().find(|(name, _)| name.ends_with("-customer-key"));
        let secrets = [
            Some(url.signature().to_string()),
            url.session_token().map(Into::into),
            customer_key.map(|key| key.1.clone()),
        ];
        for secret in secrets.into_iter().flatten() {
            assert!(!shown.contains(&secret), "{}: {shown}", response.sent);
        }
    }
}

/// A server may quote a secret anywhere.
#[test]
fn no_report_contains_a_secret_that_a_server_quotes() {
    let response =
        |sent: &str| responses().into_iter().find(|response| response.sent.contains(sent)).unwrap();
    let token = response("+ in the session token is sent unencoded");
    let key = response("the SSE-C key is another one");
    let url: PresignedUrl = token.url.parse().unwrap();
    let (signature, token_text) = (url.signature().to_string(), url.session_token().unwrap());
    let encoded = presign::sigv4::uri_encode(token_text).to_string();
    let customer_key = &key.headers.iter().find(|(name, _)| name.ends_with("-customer-key")).unwrap().1;
    for (response, secret) in
        [(&token, &*signature), (&token, token_text), (&token, &encoded), (&key, customer_key)]
    {
        let url: PresignedUrl = response.url.parse().unwrap();
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
            let diagnosis = url.diagnose(response.method.parse().unwrap(), &response.headers(), &error);
            let shown = format!("{diagnosis} {diagnosis:?}");
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn a_token_of_8_characters_is_hidden() {
    for (token, is_shown) in [("geheimni", false), ("geheimn", true)] {
        let parameter = format!("&X-Amz-Security-Token={token}&X-Amz-SignedHeaders");
        let url =
            responses()[0].url.replace("&X-Amz-SignedHeaders", &parameter).parse::<PresignedUrl>().unwrap();
        let error = ErrorResponse::from_elements([("Code", "NoSuchKey"), ("Message", token)]);
        let report = url.diagnose(presign::Method::Get, &[], &error).to_string();
        assert_eq!(report.contains(token), is_shown, "{report}");
    }
}

/// Any text may contain such a token.
#[test]
fn an_empty_or_short_token_is_not_hidden() {
    for token in ["", "e", "key"] {
        let token = format!("&X-Amz-Security-Token={token}&X-Amz-SignedHeaders");
        let url = responses()[0].url.replace("&X-Amz-SignedHeaders", &token).parse::<PresignedUrl>().unwrap();
        let error = ErrorResponse::from_elements([("Code", "NoSuchKey"), ("Message", "no such key")]);
        let report = url.diagnose(presign::Method::Get, &[], &error).to_string();
        assert!(report.contains("  = server: no such key\n"), "{report}");
    }
}
