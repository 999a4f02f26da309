//! Responses as people copy them: from a terminal, a browser, a log or an exception.

use super::{
    responses,
    rows::{ROWS, Row},
};
use presign::{ErrorResponse, NotAnErrorResponse};

/// A name and a change of a text.
pub type Change = (&'static str, fn(&str) -> String);

/// Texts that contain the XML of a response. All are read the same.
pub const WRAPPINGS: &[Change] = &[
    ("as it is", |xml| xml.into()),
    ("after blank lines", |xml| format!("\n \r\n{xml}")),
    ("with a byte order mark", |xml| format!("\u{feff}{xml}")),
    ("before a shell's mark", |xml| format!("{xml}%")),
    ("before a prompt", |xml| format!("{xml}\nuser@host:~$ ")),
    ("after the command", |xml| format!("$ curl \"$URL\"\n{xml}\n")),
    ("out of a browser", |xml| {
        "This XML file does not appear to have any style information associated with it. The document tree is shown below.\n"
            .to_owned()
            + xml
    }),
    ("of curl -i", |xml| format!("{HEAD}{xml}")),
    ("of curl -i, over HTTP/2", |xml| {
        format!("HTTP/2 403 \r\ndate: {DATE}\r\ncontent-type: application/xml\r\n\r\n{xml}")
    }),
    ("of curl -i, with line feeds only", |xml| HEAD.replace('\r', "") + xml),
    ("of curl -iL", |xml| {
        format!("HTTP/1.1 307 Temporary Redirect\r\nLocation: https://a/\r\n\r\n{HEAD}{xml}")
    }),
    ("of curl -i, after 100", |xml| format!("HTTP/1.1 100 Continue\r\n\r\n{HEAD}{xml}")),
    ("of curl -v", |xml| {
        let head = HEAD.trim_end().replace("\r\n", "\r\n< ");
        format!(
            "> PUT / HTTP/1.1\r\n> \r\n* Mark bundle\n< {head}\r\n< \r\n{{ [1 bytes data]\n{xml}* Closing connection\n"
        )
    }),
    ("escaped as HTML", html),
    ("escaped as HTML twice", |xml| html(&html(xml))),
    ("escaped with numbers", |xml| {
        xml.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#x3E;").replace('"', "&#34;")
    }),
    ("in HTML", |xml| format!("<!DOCTYPE html><pre>{}</pre>", html(xml))),
    ("in JSON", |xml| json(xml)),
    ("in an object of JSON", |xml| format!("{{\"status\": 403, \"body\": {}, \"code\": \"x\"}}", json(xml))),
    ("in JSON in JSON", |xml| format!("{{\"log\": {}}}", json(&format!("{{\"body\": {}}}", json(xml))))),
    ("in JSON, with < escaped", |xml| {
        json(xml).replace('<', "\\u003c").replace('>', "\\u003E").replace('&', "\\u0026")
    }),
    ("in JSON of Go in JSON of Go", |xml| {
        let go =
            |text: &str| json(text).replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
        go(&go(xml))
    }),
    ("as HTML in JSON", |xml| format!("{{\"page\": {}}}", json(&html(xml)))),
    ("as bytes of Python", |xml| {
        format!("b'{}'", xml.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
    }),
    ("as Rust prints it", |xml| format!("ServiceError {{ body: {xml:?} }}")),
    ("in a line of a log", |xml| format!("2026-01-01T12:00:00Z ERROR upload failed: 403 {xml} (attempt 3)")),
    ("cut after the last element", |xml| xml.replace("</Error>", "").trim_end().to_owned()),
    ("with an element that was cut", |xml| {
        xml.replace("</Error>", "<HostId>kYIZnLclzIW6").trim_end().to_owned()
    }),
];

const HEAD: &str = "HTTP/1.1 403 Forbidden\r\nx-amz-request-id: 4442587FB7D0A2F9\r\nDate: Fri, 02 Jan 2026 12:00:00 GMT\r\n\
                    Content-Type: application/xml\r\n\r\n";
const DATE: &str = "Fri, 02 Jan 2026 12:00:00 GMT";

fn html(xml: &str) -> String {
    xml.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub fn json(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{}\"", escaped.replace('\r', "\\r").replace('\t', "\\t"))
}

pub fn xml(row: &Row) -> String {
    let elements = [("Code", row.code), ("Message", row.message)];
    let elements = elements.iter().chain(row.elements);
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let elements: String =
        elements.map(|(name, text)| format!("<{name}>{}</{name}>", escaped(text))).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>{elements}<RequestId>1</RequestId></Error>")
}

#[test]
fn every_wrapping_contains_the_same_response() {
    let recorded = responses().into_iter().map(|response| response.body);
    for body in recorded.chain(ROWS.iter().map(xml)) {
        let strict = ErrorResponse::from_xml(&body).unwrap();
        for (how, wrap) in WRAPPINGS {
            let wrapped = wrap(&body);
            if wrapped.len() > 64 * 1024 {
                continue;
            }
            let read = ErrorResponse::from_text(&wrapped)
                .unwrap_or_else(|error| panic!("{how}: {error}\n{wrapped}"));
            for name in [
                "Code",
                "Message",
                "CanonicalRequest",
                "StringToSign",
                "Region",
                "HeadersNotSigned",
                "Endpoint",
            ] {
                let normal = |text: Option<&str>| text.map(|text| text.replace("\r\n", "\n"));
                assert_eq!(normal(read.element(name)), normal(strict.element(name)), "{how}:\n{wrapped}");
            }
            let has_head = how.starts_with("of curl");
            assert_eq!(read.status(), has_head.then_some(403), "{how}");
            assert_eq!(read.date(), has_head.then(|| "20260102T120000Z".parse().unwrap()), "{how}");
        }
    }
}

/// Exceptions of SDKs, as programs print them.
#[test]
fn exceptions_are_read() {
    let denied = Some("Access Denied");
    for (text, code, message, status) in [
        // @aws-sdk/client-s3 3, JSON.stringify
        (
            r#"{"name":"AccessDenied","$fault":"client","$metadata":{"httpStatusCode":403,"requestId":"1","attempts":1},"Code":"AccessDenied","RequestId":"1","HostId":"a/b=","message":"Access Denied"}"#,
            "AccessDenied",
            denied,
            Some(403),
        ),
        // The same, as console.log prints it.
        (
            "AccessDenied: Access Denied\n    at throwDefaultError (file.js:1:2) {\n  '$fault': 'client',\n  '$metadata': {\n    httpStatusCode: 403,\n    requestId: '1'\n  },\n  Code: 'AccessDenied',\n  message: \"Access Denied\"\n}",
            "AccessDenied",
            denied,
            Some(403),
        ),
        // aws-sdk 2
        (
            r#"{"message":"Access Denied","code":"AccessDenied","region":null,"time":"2026-01-01T12:00:00.000Z","requestId":"1","statusCode":403,"retryable":false}"#,
            "AccessDenied",
            denied,
            Some(403),
        ),
        // boto3, e.response
        (
            "{'Error': {'Code': 'AccessDenied', 'Message': 'Access Denied'}, 'ResponseMetadata': {'RequestId': '1', 'HTTPStatusCode': 403, 'RetryAttempts': 0}}",
            "AccessDenied",
            denied,
            Some(403),
        ),
        // boto3, str(e)
        (
            "botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied\n",
            "AccessDenied",
            denied,
            None,
        ),
        // aws-sdk-go-v2
        (
            "operation error S3: PutObject, https response error StatusCode: 403, RequestID: 1, HostID: a=, api error AccessDenied: Access Denied",
            "AccessDenied",
            denied,
            Some(403),
        ),
        // aws-sdk-ruby, to_h
        (r#"{:code=>"AccessDenied", "Message"=>"Access Denied"}"#, "AccessDenied", denied, None),
        // aws-sdk-s3 for Rust, Debug
        (
            "ServiceError(ServiceError { source: Unhandled(Unhandled { source: ErrorMetadata { code: Some(\"AccessDenied\"), message: Some(\"Access Denied\"), extras: None } }), raw: Response { status: StatusCode(403) } })",
            "AccessDenied",
            denied,
            None,
        ),
        // aws-sdk-java 1
        (
            "com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: 1; S3 Extended Request ID: a=; Proxy: null)",
            "AccessDenied",
            denied,
            Some(403),
        ),
        // aws-sdk-java 2, which prints no code
        (
            "Caused by: software.amazon.awssdk.services.s3.model.S3Exception: Access Denied (Service: S3, Status Code: 403, Request ID: 1, Extended Request ID: a=) (SDK Attempt Count: 1)",
            "",
            denied,
            Some(403),
        ),
        // aws-sdk-go 1: https://github.com/tus/tusd/issues/273
        (
            "[tusd] event=\"ResponseOutgoing\" status=\"500\" error=\"s3store: unable to create multipart upload: AccessDenied: Access Denied\n\tstatus code: 403, request id: 1, host id: a=\"",
            "AccessDenied",
            denied,
            Some(403),
        ),
        // minio-go, `%+v`
        (
            "{XMLName:{Space: Local:Error} Code:AccessDenied Message:Access Denied BucketName:a Key:b Resource:/a/b RequestID:1 HostID:2 Region: Server:MinIO StatusCode:403}",
            "AccessDenied",
            denied,
            Some(403),
        ),
        // JavaScript, `${error}`: https://github.com/backblaze-b2-samples/b2-browser-upload/issues/3
        ("Error uploading files: AccessDenied: Access Denied", "AccessDenied", denied, None),
        ("Uncaught TypeError: Failed to fetch\nAccessDenied: Access Denied", "AccessDenied", denied, None),
        // aws-sdk-ruby
        ("Aws::S3::Errors::AccessDenied: Access Denied", "AccessDenied", denied, None),
        // s3cmd
        ("ERROR: S3 error: 403 (AccessDenied): Access Denied", "AccessDenied", denied, None),
        // aws-sdk-ios
        (
            "Error Domain=com.amazonaws.AWSS3ErrorDomain Code=1 \"(null)\" UserInfo={HostId=a, Message=Access Denied, Code=AccessDenied, RequestId=1}",
            "AccessDenied",
            denied,
            None,
        ),
        ("UserInfo={Code=AccessDenied, Message=Access Denied}", "AccessDenied", denied, None),
        // aws-sdk-java 2, of a HEAD
        (
            "software.amazon.awssdk.services.s3.model.S3Exception: null (Service: S3, Status Code: 403, Request ID: 1)",
            "",
            None,
            Some(403),
        ),
        // boto3, of a HEAD
        (
            "botocore.exceptions.ClientError: An error occurred (404) when calling the HeadObject operation: Not Found",
            "",
            None,
            Some(404),
        ),
        (
            "{'Error': {'Code': '403', 'Message': 'Forbidden'}, 'ResponseMetadata': {'HTTPStatusCode': 403, 'HTTPHeaders': {}}}",
            "",
            None,
            Some(403),
        ),
        // A page from a website endpoint.
        (
            "<html><body><h1>403 Forbidden</h1><ul><li>Code: AccessDenied</li><li>Message: Access Denied</li></ul></body></html>",
            "AccessDenied",
            denied,
            None,
        ),
        // An issue, without the root of the XML: https://github.com/aws-samples/amazon-s3-presigned-urls-aws-sam/issues/1
        (
            "```\n    <Code>AccessDenied</Code>\n    <Message>Access Denied</Message>\n    <StringToSign>PUT\n```",
            "AccessDenied",
            denied,
            None,
        ),
        // A log with its own messages.
        (
            r#"{"level":"error","message":"upload failed","error":{"Code":"NoSuchBucket","Message":"The specified bucket \"a\" does not exist"}}"#,
            "NoSuchBucket",
            Some("The specified bucket \"a\" does not exist"),
            None,
        ),
        (r#"{"Code":"A\u0042C","Message":"it's \ud83e\udd86"}"#, "ABC", Some("it's 🦆"), None),
    ] {
        let response = ErrorResponse::from_text(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(response.code(), code, "{text}");
        assert_eq!(response.element("Message"), message, "{text}");
        assert_eq!(response.status(), status, "{text}");
    }
}

#[test]
fn a_text_may_be_cut_or_escaped_twice() {
    let whole =
        "<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>GET\n/\na=1</CanonicalRequest></Error>";
    for end in whole.find("</Code>").unwrap() + "</Code>".len()..whole.len() {
        let response = ErrorResponse::from_text(&whole[..end]).unwrap();
        assert_eq!(response.code(), "SignatureDoesNotMatch");
        let canonical = response.element("CanonicalRequest");
        assert!(canonical.is_none_or(|text| text == "GET\n/\na=1"), "{canonical:?}");
    }
    // A quote on the line before does not make it a string.
    let after_a_command = "curl \"$URL\"\n<Error><Code>a</Code><Message>C:\\new</Message></Error>";
    assert_eq!(ErrorResponse::from_text(after_a_command).unwrap().element("Message"), Some("C:\\new"));
    // Text that was unescaped once too often.
    let raw = "<Error><Code>a</Code><CanonicalRequest>b=1&X-Amz-Date=2&c;&d</CanonicalRequest></Error>";
    let response = ErrorResponse::from_text(raw).unwrap();
    assert_eq!(response.element("CanonicalRequest"), Some("b=1&X-Amz-Date=2&c;&d"));
}

#[test]
fn a_string_is_unescaped_as_often_as_it_was_escaped() {
    let mut text = "<Error><Code>a</Code><Message>C:\\new</Message></Error>".to_owned();
    for _ in 0..4 {
        let response = ErrorResponse::from_text(&text).unwrap();
        assert_eq!(response.element("Message"), Some("C:\\new"), "{text}");
        text = json(&text);
    }
}

/// What follows a mistake may not be part of the response.
#[test]
fn a_response_is_read_up_to_its_first_mistake() {
    for mistake in ["\u{1}", "</b>"] {
        let text = format!("<Error><Code>a</Code><Message>b{mistake}</Message><Region>c</Region></Error>");
        let response = ErrorResponse::from_text(&text).unwrap();
        assert_eq!((response.code(), response.element("Region")), ("a", None), "{text}");
    }
}

/// `curl -v` prints a head for each request, and people copy more than one response.
#[test]
fn the_head_before_the_response_counts() {
    let (first, second) = ("HTTP/1.1 307 Moved\r\n\r\n", "HTTP/1.1 403 Forbidden\r\n\r\n");
    let response = "<Error><Code>AccessDenied</Code></Error>";
    for (text, code, status) in [
        (format!("{first}{second}{response}"), "AccessDenied", Some(403)),
        (format!("{second}{response}\n{first}"), "AccessDenied", Some(403)),
        (format!("{response}\n{second}"), "AccessDenied", None),
        (format!("{second}{first}"), "", Some(307)),
        (format!("{second}not today\n{first}"), "", Some(403)),
    ] {
        let expected = ErrorResponse::from_status(status.unwrap_or(0));
        let read = ErrorResponse::from_text(&text).unwrap();
        assert_eq!(read.code(), code, "{text}");
        if code.is_empty() {
            assert_eq!(read, expected, "{text}");
        } else {
            let of_code = ErrorResponse::from_elements([("Code", code)]);
            assert_eq!(read, status.map_or(of_code.clone(), |status| of_code.with_status(status)), "{text}");
        }
    }
}

#[test]
fn a_text_may_be_escaped_for_html_within_json() {
    let escaped = "{\"body\":\"\\u0026lt;Error\\u0026gt;\\u0026lt;Code\\u0026gt;NoSuchKey\\u0026lt;/Code\\u0026gt;\\u0026lt;/Error\\u0026gt;\"}";
    let spaced = "&lt;Error&gt;&nbsp;&lt;Code&gt;NoSuchKey&lt;/Code&gt;&lt;/Error&gt;";
    let quoted =
        "&lt;Error&gt;&lt;Code a=&quot;b&quot; c=&apos;d&apos;&gt;NoSuchKey&lt;/Code&gt;&lt;/Error&gt;";
    let of_python = "b'\\x3cError\\x3e\\r\\n\\x3cCode\\x3eNoSuchKey\\x3c/Code\\x3e\\x3c/Error\\x3e'";
    let numbers = escaped.replace("\\u0026lt;", "\\u0026#60;").replace("\\u0026gt;", "\\u0026#62;");
    let broken = "<Error><Code>NoSuchKey</Code></b><Message>c</Message></Error>";
    for text in [escaped, spaced, quoted, of_python, &numbers, broken] {
        let response = ErrorResponse::from_text(text).unwrap_or_else(|_| panic!("{text}"));
        assert_eq!((response.code(), response.element("Message")), ("NoSuchKey", None), "{text}");
    }
}

#[test]
fn a_number_is_a_status_only_by_its_name() {
    let coded = || ErrorResponse::from_elements([("Code", "AccessDenied")]);
    for (text, status) in [
        ("{code: 'AccessDenied', statusCode: 403}", Some(403)),
        ("{code: 'AccessDenied', attempts: 403}", None),
        ("{code: 'AccessDenied', statusCode: 7}", None),
        ("{code: 'AccessDenied', statusCode: 1000}", None),
    ] {
        let expected = status.map_or(coded(), |status| coded().with_status(status));
        assert_eq!(ErrorResponse::from_text(text), Ok(expected), "{text}");
    }
    for code in ["Access Denied", "Access!", "", "7a"] {
        let text = format!("{{name: 'Error', Code: '{code}'}}");
        assert!(ErrorResponse::from_text(&text).is_err(), "{text}");
        let text = format!("An error occurred ({code}) when calling the GetObject operation: a");
        assert!(ErrorResponse::from_text(&text).is_err() || code == "7a", "{text}");
    }
    let dotted = "An error occurred (Sender.Denied) when calling the GetObject operation: a";
    assert_eq!(ErrorResponse::from_text(dotted).unwrap().code(), "Sender.Denied");
}

#[test]
fn a_text_without_a_response_is_refused() {
    for text in [
        "",
        "Forbidden",
        "<html><body>403</body></html>",
        "<Error></Error>",
        "<Error><Code>",
        "{}",
        "{\"a\": \"b",
        "{\"message\": \"Access Denied\"}",
        "\"\\\"\\u00",
        "&lt;&#xfffffffff;",
        "HTTP/1.1",
        "HTTP/1.1 99999 a",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><Error><Message>&b;</Message></Error>",
        "An error occurred (a b) when",
        "Uncaught TypeError: Failed to fetch",
        "HttpErrorResponse: Http failure response for https://example.com/: 0 Unknown Error",
        "2026-01-01T12:00:00Z INFO UploadService: failed",
        "upload: failed",
        "ERROR: failed",
        "failed (TIMEOUT): a",
    ] {
        assert_eq!(ErrorResponse::from_text(text), Err(NotAnErrorResponse::Malformed), "{text}");
    }
    let long = " ".repeat(64 * 1024 + 1);
    assert_eq!(ErrorResponse::from_text(&long), Err(NotAnErrorResponse::TooLong { bytes: 64 * 1024 + 1 }));
    // The page of a proxy has no information, but its status has.
    let page = format!("{HEAD}<html>403</html>");
    assert_eq!(ErrorResponse::from_text(&page).unwrap().status(), Some(403));
}
