//! Information besides the body of the response: the time, the status, and the request as it was sent.

use super::{
    name,
    rows::{date, put},
};
use presign::{AmzDate, Cause, Credentials, Endpoint, ErrorResponse, Method, Presigner};
use std::time::Duration;

fn response(code: &str) -> ErrorResponse {
    ErrorResponse::from_elements([("Code", code)])
}

fn after(seconds: u64) -> AmzDate {
    date().checked_add(Duration::from_secs(seconds)).unwrap()
}

fn before(seconds: u64) -> AmzDate {
    date().checked_sub(Duration::from_secs(seconds)).unwrap()
}

/// Regardless of the error code.
#[test]
fn an_expired_url_is_the_first_cause() {
    let put = put();
    for code in ["AccessDenied", "SignatureDoesNotMatch", "InvalidArgument", "NoSuchBucket", "SlowDown", ""] {
        let cause = |now| put.diagnose(&response(code).with_date(now)).unwrap().cause().clone();
        assert_eq!(cause(after(900)), Cause::Expired, "{code}");
        assert_eq!(cause(after(80_000)), Cause::Expired, "{code}");
        assert_eq!(cause(before(901)), Cause::Clock { ahead: Some(901) }, "{code}");
        for now in [after(0), after(899), before(900)] {
            assert!(!matches!(cause(now), Cause::Expired | Cause::Clock { .. }), "{code}");
        }
    }
    // The server's time takes precedence over the client's.
    let elements = [("Code", "AccessDenied"), ("ServerTime", "2026-01-01T12:10:00Z")];
    let response = ErrorResponse::from_elements(elements).with_date(after(10_000));
    assert!(matches!(put.diagnose(&response).unwrap().cause(), Cause::Denied { .. }));
}

#[test]
fn the_difference_of_the_clocks_is_reported() {
    for (request, server, seconds, title, cause) in [
        ("20260101T120000Z", "2026-01-01T08:58:00Z", 10_920, "3 h 2 min ahead of", "not valid yet"),
        (
            "20260101T120000Z",
            "Thu, 01 Jan 2026 12:20:00 GMT",
            -1_200,
            "20 min behind",
            "one of them is wrong",
        ),
        ("20260101T120000Z", "20260101T100010Z", 7_190, "1 h 59 min ahead of", "whole hours"),
        ("20260101T120000Z", "2026-01-01T21:00:00+01:00", -28_800, "8 h behind", "whole hours"),
        ("2026-01-01T12:00:00Z", "20260104T130000Z", -262_800, "3 d 1 h behind", "one of them is wrong"),
    ] {
        // It is valid for a week, so only the clocks are wrong.
        let s3 =
            Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap());
        let get = s3.get("examplebucket", "duck.jpg").expires_in(Duration::from_secs(604_800));
        let get = get.presign_at(date()).unwrap();
        let elements = [("Code", "RequestTimeTooSkewed"), ("RequestTime", request), ("ServerTime", server)];
        let diagnosis = get.diagnose(&ErrorResponse::from_elements(elements)).unwrap();
        assert_eq!(*diagnosis.cause(), Cause::Clock { ahead: Some(seconds) });
        assert_eq!(diagnosis.causes().count(), 1, "{diagnosis}");
        let report = diagnosis.to_string();
        assert!(report.contains(&format!(": signer's clock is {title} the server's\n")), "{report}");
        assert!(report.contains(cause), "{report}");
    }
}

#[test]
fn a_report_shows_when_the_url_expired() {
    let report = |now| put().diagnose(&response("AccessDenied").with_date(now)).unwrap().to_string();
    let shown = "\
error[AccessDenied]: url has expired
  |
  |   signed  valid until 20260101T121500Z
  | received  responded at 20260101T124200Z
";
    let after_a_while = report(after(42 * 60));
    assert!(after_a_while.starts_with(shown), "{after_a_while}");
    assert!(after_a_while.contains("the server responded 42 min after it was signed"), "{after_a_while}");
    let zone = report(after(2 * 3_600 + 12));
    assert!(zone.contains("the signer's clock is 2 h behind the server's, which looks like"), "{zone}");
}

/// People also pass the response of a request that worked, for example in the output of `curl -i`.
#[test]
fn a_success_is_not_called_a_refusal() {
    let copied = "HTTP/1.1 200 OK\r\nETag: \"9a\"\r\nContent-Length: 0\r\n\r\n";
    let report = put().diagnose(&ErrorResponse::from_text(copied).unwrap()).unwrap().to_string();
    let expected = "\
error[200]: server returned 200, which is not a refusal
  = cause: the request succeeded, or this is the response to another request
  = help: if another request failed, pass its response
";
    assert_eq!(report, expected);
    // S3 may return 200 before it knows that an upload in parts fails.
    let copied = "HTTP/1.1 200 OK\r\n\r\n<Error><Code>InternalError</Code></Error>";
    let diagnosis = put().diagnose(&ErrorResponse::from_text(copied).unwrap()).unwrap();
    assert_eq!(*diagnosis.cause(), Cause::Retry);
}

/// The response to `HEAD` has only a status.
#[test]
fn a_status_alone_is_diagnosed() {
    let head = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap())
        .head("examplebucket", "duck.jpg")
        .presign_at(date())
        .unwrap();
    for (status, cause) in [
        (301, "Redirect"),
        (307, "Redirect"),
        (304, "Condition"),
        (400, "NoBody"),
        (401, "NoBody"),
        (403, "NoBody"),
        (404, "NotFound"),
        (405, "MethodNotAllowed"),
        (412, "Condition"),
        (416, "Range"),
        (431, "RequestTooLarge"),
        (501, "NotImplemented"),
        (503, "Retry"),
    ] {
        let response = ErrorResponse::from_status(status);
        assert_eq!((response.status(), response.code()), (Some(status), ""));
        let diagnosis = head.diagnose(&response).unwrap();
        assert_eq!(name(diagnosis.cause()), cause, "{status}");
        assert!(diagnosis.to_string().starts_with(&format!("error[{status}]: ")), "{diagnosis}");
        let text = format!("HTTP/1.1 {status} Something\r\nServer: AmazonS3\r\n\r\n");
        assert_eq!(ErrorResponse::from_text(&text).unwrap(), response);
    }
    let forbidden = head.diagnose(&ErrorResponse::from_status(403)).unwrap().to_string();
    assert!(forbidden.contains("send a GET with the same URL"), "{forbidden}");
    // AWS names the region even there.
    let text = "HTTP/1.1 400 Bad Request\r\nx-amz-bucket-region: eu-west-1\r\n\r\n";
    let diagnosis = head.diagnose(&ErrorResponse::from_text(text).unwrap()).unwrap();
    assert_eq!(*diagnosis.cause(), Cause::Region { expected: Some("eu-west-1".into()) });
    // A code takes precedence over the status.
    let with_code = response("NoSuchBucket").with_status(403);
    assert_eq!(*head.diagnose(&with_code).unwrap().cause(), Cause::NotFound);
}

/// For servers that do not say what they received.
#[test]
fn the_sent_request_is_compared() {
    let put = put();
    let url = put.url().to_owned();
    let jpeg = ("Content-Type", "image/jpeg");
    let plain = &[jpeg][..];
    let replaced = |from: &str, to: &str| {
        assert!(url.contains(from));
        url.replace(from, to)
    };
    type Sent<'a> = (&'a str, String, &'a [(&'a str, &'a str)], &'a str);
    let rows: &[Sent<'_>] = &[
        ("PUT", url.clone(), &[("content-type", "image/png")], "HeaderChanged"),
        ("PUT", url.clone(), &[], "HeaderMissing"),
        ("PUT", url.clone(), &[jpeg, ("X-Amz-Acl", "public-read")], "HeadersNotSigned"),
        ("PUT", url.clone(), &[jpeg, ("authorization", "Bearer abc")], "AuthorizationSent"),
        ("PUT", url.clone(), &[jpeg, ("x-amz-content-sha256", "abc")], "HeadersNotSigned"),
        ("PUT", url.clone(), &[jpeg, ("Host", "files.example.com")], "Host"),
        ("PUT", url.clone(), &[jpeg, ("Host", "examplebucket.s3.us-east-1.amazonaws.com:8443")], "Port"),
        ("PUT", replaced("s3.us-east-1", "s3.eu-west-1"), plain, "Host"),
        ("GET", url.clone(), plain, "Method"),
        ("PUT", replaced("/duck.jpg", "/goose.jpg"), plain, "Path"),
        ("PUT", replaced("/duck.jpg", "//duck.jpg"), plain, "PathNormalized"),
        ("PUT", replaced("/duck.jpg", "/prefix/duck.jpg"), plain, "PathPrefix"),
        ("PUT", replaced("X-Amz-Expires=900", "X-Amz-Expires=9000"), plain, "ParameterChanged"),
        ("PUT", replaced("&X-Amz-Expires=900", ""), plain, "ParameterMissing"),
        ("PUT", format!("{url}&utm_source=a"), plain, "ParameterAdded"),
        ("PUT", format!("{url}&X-Amz-Expires=900"), plain, "ParameterRepeated"),
        ("PUT", replaced("&X-Amz-", "&amp;X-Amz-"), plain, "ParameterMissing"),
        ("PUT", url[..url.len() - 1].to_owned(), plain, "Signature"),
        ("PUT", url.split_once("&X-Amz-Signature").unwrap().0.to_owned(), plain, "Signature"),
        ("PUT", url.split_once('?').unwrap().0.to_owned(), plain, "Unsigned"),
    ];
    for code in ["SignatureDoesNotMatch", "AccessDenied", "InternalFailure", ""] {
        for (method, url, headers, cause) in rows {
            let response = response(code).with_status(403).with_request(method, url, headers.iter().copied());
            let diagnosis = put.diagnose(&response).unwrap();
            assert_eq!(name(diagnosis.cause()), *cause, "{code}: {method} {url}\n{diagnosis}");
            assert!(!format!("{diagnosis} {response:?}").contains("Bearer abc"), "{diagnosis}");
        }
        // Sent as signed, with unsigned headers, in any case and with the default port.
        let headers = [("CONTENT-TYPE", " image/jpeg "), ("User-Agent", "curl"), ("accept", "*/*")];
        let with_port = url.replace("amazonaws.com/", "amazonaws.com:443/");
        let without_host = url.replace("https://examplebucket.s3.us-east-1.amazonaws.com", "");
        assert!(without_host.starts_with("/duck.jpg?"));
        for url in [&url, &with_port, &url.replace("%2F", "/"), &without_host] {
            let response = response(code).with_status(403).with_request("PUT", url, headers);
            let diagnosis = put.diagnose(&response).unwrap();
            let expected = ["Undisclosed", "Denied", "Unknown", "NoBody"];
            assert!(expected.contains(&&*name(diagnosis.cause())), "{code}: {diagnosis}");
        }
    }
    // A specific error code takes precedence.
    let response = response("NoSuchBucket").with_request("GET", &url, [jpeg]);
    assert_eq!(*put.diagnose(&response).unwrap().cause(), Cause::NotFound);
}

/// A page cannot set `content-length`, and does not know which one the browser sends:
/// <https://fetch.spec.whatwg.org/#forbidden-request-header>.
#[test]
fn a_size_that_is_not_passed_is_not_a_missing_header() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap());
    let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").content_length(5);
    let put = put.presign_at(date()).unwrap();
    let causes = |headers: &[(&str, &str)]| -> Vec<String> {
        let sent = headers.iter().copied();
        let response = response("SignatureDoesNotMatch").with_request("PUT", put.url(), sent);
        put.diagnose(&response).unwrap().causes().map(name).collect()
    };
    let (jpeg, charset) = (("content-type", "image/jpeg"), ("content-type", "image/jpeg;charset=UTF-8"));
    assert_eq!(causes(&[charset]), ["HeaderChanged"]);
    assert_eq!(causes(&[jpeg]), ["Undisclosed"]);
    assert_eq!(causes(&[jpeg, ("Content-Length", "5")]), ["Undisclosed"]);
    assert_eq!(causes(&[jpeg, ("Content-Length", "6")]), ["HeaderChanged"]);
    assert_eq!(causes(&[jpeg, ("Transfer-Encoding", "chunked")]), ["HeaderMissing"]);
    // The URL does not say which values were signed.
    let url: presign::PresignedUrl = put.url().parse().unwrap();
    let response = response("SignatureDoesNotMatch").with_request("PUT", put.url(), [charset]);
    let diagnosis = url.diagnose(Method::Put, &[jpeg], &response);
    assert_eq!(*diagnosis.cause(), Cause::HeaderChanged { name: "content-type".into() }, "{diagnosis}");
}

#[test]
fn a_report_shows_the_sent_header() {
    let put = put();
    let response =
        response("SignatureDoesNotMatch").with_request("PUT", put.url(), [("content-type", "image/png")]);
    let report = put.diagnose(&response).unwrap().to_string();
    assert!(
        report.starts_with(
            "\
error[SignatureDoesNotMatch]: header `content-type` does not have the signed value
  |
  |   signed  content-type:image/jpeg
  |     sent  content-type:image/png
  |                              ^^
"
        ),
        "{report}"
    );
}

#[test]
fn a_presigned_request_is_diagnosed_like_its_url() {
    let put = put();
    let headers: Vec<_> = put.signed_headers().collect();
    let url: presign::PresignedUrl = put.url().parse().unwrap();
    for row in super::rows::ROWS {
        let by_url = url.diagnose(Method::Put, &headers, &row.response());
        assert_eq!(put.diagnose(&row.response()).unwrap().to_string(), by_url.to_string());
    }
}
