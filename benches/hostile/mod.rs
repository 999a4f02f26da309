//! Input that an attacker may send to slow a reader down, in several sizes within the limits.

use base64::{Engine, prelude::BASE64_STANDARD};
use presign::{
    AmzDate, Credentials, Endpoint, ErrorResponse, Method, PostedFile, PostedForm, PresignedUrl, Presigner,
    Request, Verifier,
    multipart::ListPartsResult,
    sigv4::{CredentialScope, SigningKey},
};

/// The sizes as multiples of the smallest one.
pub const SIZES: [usize; 4] = [1, 2, 4, 8];

/// A case to measure. `prepare` creates the input and returns the work to measure.
pub struct Case {
    pub name: &'static str,
    pub prepare: fn(usize) -> Box<dyn Fn()>,
}

/// Returns the cases. Each stays within the limits even at eight times its size, because refused input costs nothing.
pub fn cases() -> [Case; 29] {
    let case = |name, prepare| Case { name, prepare };
    [
        case("from_xml, nested namespaces", |size| from_xml(nested_namespaces(150 * size))),
        case("from_xml, attributes of one element", |size| from_xml(attributes(400 * size))),
        case("from_xml, namespaces of one element", |size| from_xml(namespaces(300 * size))),
        case("from_xml, sibling elements", |size| from_xml(elements(400 * size))),
        case("from_xml, references", |size| from_xml(references(1_000 * size))),
        case("from_text, heads", |size| from_text("HTTP/1.1 100 a\n\n".repeat(400 * size) + RESPONSE)),
        case("from_text, references", |size| from_text(RESPONSE.replace("Down", &"&".repeat(7_000 * size)))),
        case("from_text, entities", |size| {
            from_text(format!("{}&lt;Error&gt;{RESPONSE}", "&amp;lt;".repeat(900 * size)))
        }),
        case("from_text, escapes", |size| {
            from_text(format!("\"{}{RESPONSE}\"", "\\\\n".repeat(2_000 * size)))
        }),
        case("from_text, pairs", |size| from_text("\"a\":'b',".repeat(800 * size) + "\"Code\":\"SlowDown\"")),
        case("from_text, open quotes", |size| {
            from_text("Code: \"a\" ' ".to_owned() + &"(\"\\".repeat(2_000 * size))
        }),
        case("ListPartsResult, parts", |size| list_parts(&parts(1_000 * size))),
        case("ListPartsResult, elements of one part", |size| {
            list_parts(&parts(1).replace("<Size>", &format!("{}<Size>", "<a/>".repeat(2_000 * size))))
        }),
        case("parse, parameters", |size| {
            let url = url(&short_parameters(120 * size));
            Box::new(move || drop(parse(&url)))
        }),
        case("parse, separators", |size| {
            let url = url(&"&".repeat(8_000 * size));
            Box::new(move || drop(parse(&url)))
        }),
        case("verify, headers", |size| verify(headers(125 * size))),
        case("verify, headers of one name", |size| {
            verify((0..125 * size).map(|_| ("content-type".to_owned(), "a".to_owned())).collect())
        }),
        case("verify_post, fields", |size| {
            let conditions: Vec<_> = (0..125 * size).map(|n| format!("{{\"a{n}\":\"\"}}")).collect();
            let fields = (0..125 * size).map(|n| (format!("a{n}"), String::new())).collect();
            verify_post(&conditions.join(","), fields)
        }),
        case("verify_post, conditions", |size| {
            let conditions = vec!["[\"starts-with\",\"$content-type\",\"\"]"; 125 * size];
            verify_post(&conditions.join(","), vec![("content-type".into(), "a,".repeat(1_000 * size))])
        }),
        case("verify_post, names of the file", |size| {
            let condition = "[\"starts-with\",\"$a\",\"\"]";
            verify_post(condition, vec![("a".into(), "${filename}".repeat(500 * size))])
        }),
        case("presign, parameters and headers", |size| {
            let s3 = presigner();
            let fields = headers(120 * size);
            Box::new(move || drop(with_fields(&s3, &fields).presign_at(date()).expect("a valid request")))
        }),
        case("diagnose, parameters of the URL", |size| {
            let url = parse(&url(&short_parameters(120 * size)));
            let theirs = canonical_request(&url, &[]).replace("p1", "q1");
            diagnose(url, vec![], mismatch(&theirs))
        }),
        case("diagnose, parameters of the response", |size| {
            diagnose(
                parse(&url("")),
                vec![],
                mismatch(&format!("GET\n/\n{}\n", short_parameters(1_000 * size))),
            )
        }),
        case("diagnose, lines that were joined", |size| {
            let names: Vec<_> = (0..600 * size).map(|n| format!("a{n:05}")).collect();
            let lines: String = names.iter().map(|name| format!(" {name}:1")).collect();
            let theirs = format!("GET / a b c d {lines} host:a  {};host b", names.join(";"));
            let elements = [
                ("Code", "SignatureDoesNotMatch"),
                ("CanonicalRequest", &*theirs),
                ("StringToSign", &*format!("a b c {}", "0".repeat(64))),
            ];
            diagnose(parse(&url("")), vec![], ErrorResponse::from_elements(elements))
        }),
        case("diagnose, a message in upper case", |size| {
            let message = "A ".repeat(4_000 * size);
            let response = ErrorResponse::from_elements([("Code", "InvalidRequest"), ("Message", &message)]);
            diagnose(parse(&url("")), vec![], response)
        }),
        case("diagnose, what was sent", |size| {
            let sent = url(&short_parameters(1_000 * size));
            let response = ErrorResponse::from_elements([("Code", "AccessDenied")]);
            diagnose(parse(&url("")), vec![], response.with_request("GET", &sent, headers(500 * size)))
        }),
        case("diagnose, keys and lines", |size| {
            let lines: String = (0..500 * size).map(|n| format!("x-{n:05}-customer-key:a\n")).collect();
            let names: String = (0..500 * size).map(|n| format!(";x-{n:05}-customer-key")).collect();
            let theirs = format!("GET\n/duck.jpg\n\n{lines}\nhost{names}\nb");
            diagnose(parse(&url("")), customer_keys(100 * size), mismatch(&theirs))
        }),
        case("diagnose, keys and a message", |size| {
            let message = "0123456789abcde-customer-key".repeat(250 * size);
            let response = ErrorResponse::from_elements([("Code", "AccessDenied"), ("Message", &message)]);
            diagnose(parse(&url("")), customer_keys(100 * size), response)
        }),
        case("diagnose, a message encoded many times", |size| {
            let message = format!("%{}", "25".repeat(3_000 * size));
            let response = ErrorResponse::from_elements([("Code", "AccessDenied"), ("Message", &message)]);
            diagnose(parse(&url("")), vec![], response)
        }),
    ]
}

/// Nests elements that each declare a namespace. The cost is quadratic in a reader that copies the parent's ones.
pub fn nested_namespaces(depth: usize) -> String {
    let open: String = (0..depth).map(|n| format!("<a xmlns:n{n}='u{n}'>")).collect();
    format!("{open}<Code>SlowDown</Code>{}", "</a>".repeat(depth))
}

pub fn attributes(count: usize) -> String {
    let attributes: String = (0..count).map(|n| format!(" a{n}='{n}'")).collect();
    format!("<Error{attributes}><Code>SlowDown</Code></Error>")
}

pub fn namespaces(count: usize) -> String {
    let namespaces: String = (0..count).map(|n| format!(" xmlns:a{n}='u{n}'")).collect();
    format!("<Error{namespaces}><Code>SlowDown</Code></Error>")
}

fn elements(count: usize) -> String {
    let elements: String = (0..count).map(|n| format!("<a{n}>{n}</a{n}>")).collect();
    format!("<Error>{elements}<Code>SlowDown</Code></Error>")
}

fn references(count: usize) -> String {
    format!("<Error><Code>SlowDown{}</Code></Error>", "&amp;".repeat(count))
}

/// Returns many parameters with as few bytes as possible.
pub fn short_parameters(count: usize) -> String {
    (0..count).map(|n| format!("&p{n:x}")).collect()
}

/// Returns a well-formed URL with additional parameters at its end.
pub fn url(parameters: &str) -> String {
    url_with_headers("host", parameters)
}

pub fn url_with_headers(signed_headers: &str, parameters: &str) -> String {
    format!(
        "https://examplebucket.s3.us-east-1.amazonaws.com/duck.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T120000Z\
         &X-Amz-Expires=900&X-Amz-SignedHeaders={signed_headers}&X-Amz-Signature={}{parameters}",
        "0".repeat(64)
    )
}

#[track_caller]
pub fn parse(url: &str) -> PresignedUrl {
    url.parse().expect("a well-formed URL")
}

/// Returns headers in descending order of their names.
pub fn headers(count: usize) -> Vec<(String, String)> {
    (0..count).rev().map(|n| (format!("a-{n:05}"), n.to_string())).collect()
}

pub fn customer_keys(count: usize) -> Vec<(String, String)> {
    (0..count).map(|n| (format!("x-{n}-customer-key"), format!("{n:032}"))).collect()
}

pub fn borrowed(headers: &[(String, String)]) -> Vec<(&str, &str)> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

pub fn mismatch(canonical_request: &str) -> ErrorResponse {
    ErrorResponse::from_elements([("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", canonical_request)])
}

pub fn canonical_request(url: &PresignedUrl, headers: &[(&str, &str)]) -> String {
    url.explain(Method::Get, headers).expect("a valid request").canonical_request().into()
}

pub fn presigner() -> Presigner {
    Presigner::new(credentials(), Endpoint::aws("us-east-1").expect("a region"))
}

pub fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "secret")
}

pub fn date() -> AmzDate {
    "20260101T120000Z".parse().expect("a date")
}

/// Creates a request with each field as a parameter and as a header.
pub fn with_fields<'a>(s3: &'a Presigner, fields: &'a [(String, String)]) -> Request<'a> {
    fields.iter().fold(s3.get("examplebucket", "duck.jpg"), |request, (name, value)| {
        request.header(name.as_str(), value).query(name.as_str(), value)
    })
}

fn from_text(text: String) -> Box<dyn Fn()> {
    Box::new(move || drop(ErrorResponse::from_text(&text).expect("a response")))
}

const RESPONSE: &str = "<Error><Code>SlowDown</Code></Error>";

fn from_xml(body: String) -> Box<dyn Fn()> {
    Box::new(move || drop(ErrorResponse::from_xml(&body).expect("a response")))
}

fn list_parts(parts: &str) -> Box<dyn Fn()> {
    let body = format!("<ListPartsResult>{parts}</ListPartsResult>");
    Box::new(move || drop(ListPartsResult::from_xml(&body).expect("a list")))
}

fn parts(count: usize) -> String {
    (1..=count)
        .map(|n| {
            format!("<Part><PartNumber>{n}</PartNumber><ETag>&#34;{n:032}&#34;</ETag><Size>{n}</Size></Part>")
        })
        .collect()
}

/// Verifies a request with a wrong signature, which takes the same steps as an accepted request.
fn verify(headers: Vec<(String, String)>) -> Box<dyn Fn()> {
    let mut names: Vec<_> = headers.iter().map(|(name, _)| name.as_str()).chain(["host"]).collect();
    names.sort_unstable();
    names.dedup();
    let url = parse(&url_with_headers(&names.join("%3B"), ""));
    Box::new(move || {
        let verifier = Verifier::new("us-east-1");
        let verdict = verifier.verify(&url, Method::Get, &borrowed(&headers), date(), &credentials());
        assert_eq!(verdict.map(drop), Err(presign::Refusal::SignatureDoesNotMatch));
    })
}

/// Verifies a form that is signed with the given conditions and those of the signature.
fn verify_post(conditions: &str, mut fields: Vec<(String, String)>) -> Box<dyn Fn()> {
    let credential = "AKIDEXAMPLE/20260101/us-east-1/s3/aws4_request";
    let policy = format!(
        r#"{{"expiration":"2026-01-02T00:00:00Z","conditions":[{{"bucket":"b"}},{{"key":"k"}},
            {{"x-amz-algorithm":"AWS4-HMAC-SHA256"}},{{"x-amz-credential":"{credential}"}},
            {{"x-amz-date":"20260101T120000Z"}},{conditions}]}}"#
    );
    let policy = BASE64_STANDARD.encode(policy);
    let (date, keys) = (date(), credentials());
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let signature = SigningKey::derive("secret", &scope).sign_text(&policy, &scope).expect("its own scope");
    let signed = [
        ("key", "k".to_owned()),
        ("x-amz-algorithm", "AWS4-HMAC-SHA256".to_owned()),
        ("x-amz-credential", credential.to_owned()),
        ("x-amz-date", "20260101T120000Z".to_owned()),
        ("x-amz-signature", signature.to_string()),
        ("policy", policy),
    ];
    fields.extend(signed.map(|(name, value)| (name.to_owned(), value)));
    Box::new(move || {
        let form = PostedForm::from_fields(borrowed(&fields)).expect("a form");
        let file = PostedFile::new("a-name-of-a-file.jpg", 5);
        Verifier::new("us-east-1").verify_post(&form, "b", file, date, &keys).expect("an accepted form");
    })
}

fn diagnose(url: PresignedUrl, headers: Vec<(String, String)>, response: ErrorResponse) -> Box<dyn Fn()> {
    Box::new(move || drop(url.diagnose(Method::Get, &borrowed(&headers), &response).to_string()))
}
