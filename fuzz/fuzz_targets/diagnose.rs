//! No response makes the diagnosis panic, contain control characters or reveal a secret.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presign::{
    Credentials, Endpoint, Error, ErrorResponse, NotAnErrorResponse, PostForm, Presigned, PresignedUrl,
    Presigner, sigv4::uri_encode,
};
use std::sync::LazyLock;

fuzz_target!(|body: &[u8]| {
    let Ok(body) = std::str::from_utf8(body) else { return };
    let response = ErrorResponse::from_elements(ELEMENTS.into_iter().zip(body.split("\n--\n")));
    let read = ErrorResponse::from_xml(body);
    let is_too_long = matches!(read, Err(NotAnErrorResponse::TooLong { .. }));
    assert_eq!(body.len() > 64 * 1024, is_too_long);
    // What is read strictly is read leniently, and is the same.
    let copied = ErrorResponse::from_text(body);
    assert!(read.is_err() || read == copied || copied.as_ref().is_ok_and(|copied| copied.status().is_some()));
    for response in read.into_iter().chain(copied).chain([response]) {
        for presigned in &*PRESIGNED {
            let headers: Vec<_> = presigned.signed_headers().collect();
            check(presigned, &headers, &response);
            check(presigned, &[], &response);
        }
        check_form(&FORM, &response);
    }
});

fn check(presigned: &Presigned, headers: &[(&str, &str)], response: &ErrorResponse) {
    let url: PresignedUrl = presigned.url().parse().expect("a signed URL can be parsed");
    let diagnosis = url.diagnose(presigned.method(), headers, response);
    let report = diagnosis.to_string();
    assert!(
        report.starts_with("error[") && !report.contains(|c: char| is_invisible(c) && c != '\n'),
        "{report}"
    );
    assert!(diagnosis.causes().count() <= 16, "{report}");
    let shown = format!("{report}{diagnosis:?}");
    let key =
        headers.iter().find(|(name, _)| name.ends_with("-customer-key")).map(|(_, value)| (*value).into());
    let token = url.session_token().map(|token| [token.to_owned(), uri_encode(token).to_string()]);
    for secret in token.into_iter().flatten().chain(key).chain([url.signature().to_string()]) {
        assert!(!shown.contains(&secret), "{secret} is in {shown}");
    }
}

/// The message is also what the page sends as each field.
fn check_form(form: &PostForm, response: &ErrorResponse) {
    let message = response.element("Message").unwrap_or_default();
    let sent = form.fields().map(|(name, _)| (name, message)).chain([(message, "")]);
    for response in [response.clone(), response.clone().with_form(sent)] {
        let diagnosis = form.diagnose(&response);
        let report = diagnosis.to_string();
        assert!(
            report.starts_with("error[") && !report.contains(|c: char| is_invisible(c) && c != '\n'),
            "{report}"
        );
        assert!(diagnosis.causes().count() <= 16, "{report}");
        let shown = format!("{report}{diagnosis:?}");
        for (name, secret) in form.fields() {
            let is_secret = ["policy", "x-amz-security-token", "x-amz-signature"].contains(&name);
            assert!(!is_secret || !shown.contains(secret), "{secret} is in {shown}");
        }
    }
}

/// Returns whether a character is a control character or changes the direction of text.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

static PRESIGNED: LazyLock<[Presigned; 3]> = LazyLock::new(|| presign().expect("the requests are valid"));

/// Presigns the requests that the responses in the corpus belong to.
fn presign() -> Result<[Presigned; 3], Error> {
    let date = "20260101T120000Z".parse()?;
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let s3 = Presigner::new(credentials.clone(), Endpoint::aws("eu-west-1")?);
    let temporary = Presigner::new(credentials.with_session_token(TOKEN), Endpoint::aws("eu-west-1")?);
    let put = s3.put("examplebucket", "photos/a (1)+b.jpg").header("content-type", "text/plain");
    Ok([
        put.query("x-id", "a+b c").payload_sha256([7; 32]).presign_at(date)?,
        temporary.get("examplebucket", "photos/a (1)+b.jpg").presign_at(date)?,
        s3.put("examplebucket", "secret.bin").sse_c(&KEY, &[2; 16]).presign_at(date)?,
    ])
}

static FORM: LazyLock<PostForm> = LazyLock::new(|| form().expect("the form is valid"));

fn form() -> Result<PostForm, Error> {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let s3 = Presigner::new(credentials.with_session_token(TOKEN), Endpoint::aws("eu-west-1")?);
    let post = s3.post_under("examplebucket", "photos/").acl("private").content_length(1..=10);
    post.presign_at("20260101T120000Z".parse()?)
}

const TOKEN: &str = "FwoGZXIvYXdzEXAMPLE+a/b+c//d==EXAMPLEtoken+end/==";
const KEY: [u8; 32] = *b"0123456789abcdef0123456789abcdef";

const ELEMENTS: [&str; 7] = [
    "Code",
    "Message",
    "CanonicalRequest",
    "StringToSign",
    "SignatureProvided",
    "HeadersNotSigned",
    "Region",
];
