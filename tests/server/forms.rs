//! Posts forms, as a browser and curl do.

use super::*;
use client::{Call, Response};
use presign::{AmzDate, Cause, ErrorResponse, Method, PostForm};
use std::{
    io::Write,
    process::{Command, Stdio},
};

const FILE: &[u8] = b"\0\r\n\xff--quack\r\n";

/// What a page does with the fields: it may change them, and it adds the file.
struct Page {
    url: String,
    fields: Vec<(String, String)>,
    file_name: &'static str,
    file: Vec<u8>,
}

impl Page {
    fn new(form: &PostForm) -> Self {
        let fields = form.fields().map(|(name, value)| (name.into(), value.into())).collect();
        Self { url: form.url().into(), fields, file_name: "my duck.jpg", file: FILE.into() }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        let field = self.fields.iter_mut().find(|(other, _)| other == name).unwrap();
        field.1 = value.into();
        self
    }

    fn with_field(mut self, name: &str, value: &str) -> Self {
        self.fields.insert(0, (name.into(), value.into()));
        self
    }

    fn with_file(self, file: &[u8]) -> Self {
        Self { file: file.into(), ..self }
    }

    /// Sends `multipart/form-data` as the HTML standard has browsers write it.
    #[track_caller]
    fn send(self) -> Response {
        let boundary = "----geckoformboundary7f4a";
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            write!(
                body,
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .unwrap();
        }
        let name = self.file_name;
        write!(
            body,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n"
        )
        .unwrap();
        body.extend_from_slice(b"Content-Type: image/jpeg\r\n\r\n");
        body.extend_from_slice(&self.file);
        write!(body, "\r\n--{boundary}--\r\n").unwrap();
        let content_type = format!("multipart/form-data; boundary={boundary}");
        Call::plain(Method::Post, self.url).with_header("content-type", &content_type).with_body(body).send()
    }
}

#[test]
fn a_form_stores_the_file_and_what_the_fields_say() {
    let (_server, s3) = start();
    let keys = ["duck.jpg", "a/b c/été & \"co\" <7>.jpg", "100% `+` \\ {a,b}", "$HOME"];
    for key in keys {
        let form = s3.post(BUCKET, key).content_type("image/jpeg").content_length(1..=100).presign().unwrap();
        Page::new(&form).send().expect(204);
        let get = send(s3.get(BUCKET, key), b"").expect(200);
        assert_eq!(get.body, FILE);
        assert_eq!(get.header("content-type"), Some("image/jpeg"));
    }

    let form = s3.post(BUCKET, "a/created.txt").success_action_status(201).presign().unwrap();
    let created = Page::new(&form).send().expect(201);
    assert_eq!((created.element("Bucket"), created.element("Key")), (BUCKET, "a/created.txt"));

    let redirect = s3.post(BUCKET, "b.txt").success_action_redirect("https://example.com/done?a=b");
    let response = Page::new(&redirect.presign().unwrap()).send().expect(303);
    assert!(
        response
            .header("location")
            .unwrap()
            .starts_with("https://example.com/done?a=b&bucket=examplebucket&")
    );
}

#[test]
fn every_setter_makes_a_form_that_is_accepted() {
    let (_server, s3) = start();
    let post = || s3.post(BUCKET, "duck.jpg");
    for request in [
        post().acl("private"),
        post().metadata("Photographer", "it's \"Zoe\" & <co>"),
        post().tagging([("team", "birds/ducks"), ("süß", "")]),
        post().storage_class("STANDARD_IA"),
        post().sse_s3(),
        post().sse_kms("alias/photos"),
        post().success_action_status(204),
        post().field("Cache-Control", "max-age=60"),
        post().field("x-ignore-page", "7"),
        post().field_starts_with("x-amz-meta-caption", ""),
    ] {
        let form = request.clone().presign().unwrap();
        let response = Page::new(&form).send();
        assert_eq!(response.code(), (None, String::new()), "{request:?}");
    }
}

#[test]
fn a_form_for_a_prefix_leaves_the_name_to_the_client() {
    let (_server, s3) = start();
    let form = s3.post_under(BUCKET, "uploads/7/").content_type_starts_with("image/").presign().unwrap();
    // s3s does not put the name of the file into the key: the page does.
    for (key, content_type) in [("uploads/7/a.png", "image/png"), ("uploads/7/b/c.gif", "image/gif")] {
        Page::new(&form).with("key", key).with("Content-Type", content_type).send().expect(204);
        assert_eq!(send(s3.head(BUCKET, key), b"").expect(200).header("content-type"), Some(content_type));
    }
    for page in [
        Page::new(&form).with("key", "uploads/8/a.png"),
        Page::new(&form).with("key", "uploads/7"),
        Page::new(&form).with("Content-Type", "text/html"),
    ] {
        assert_eq!(page.send().element("Code"), "InvalidPolicyDocument");
    }
}

#[test]
fn a_form_is_refused_outside_its_conditions() {
    let (_server, s3) = start();
    let request = || s3.post(BUCKET, "duck.jpg").content_length(2..=10).acl("private");
    let now = AmzDate::now();
    let form = request().presign_at(now).unwrap();
    let page = || Page::new(&form).with_file(b"quack");
    page().send().expect(204);
    page().with_file(b"qu").send().expect(204);
    page().with_file(b"quack, 10.").send().expect(204);
    assert_eq!(page().with_file(b"quack, 10 b").send().element("Code"), "EntityTooLarge");
    assert_eq!(page().with_file(b"q").send().element("Code"), "EntityTooSmall");
    assert_eq!(page().with("acl", "public-read").send().element("Code"), "InvalidPolicyDocument");
    assert_eq!(page().with_field("Expires", "0").send().element("Code"), "AccessDenied");

    // The date is the same, since the server compares it with the policy before it checks the signature.
    let other = s3.post(BUCKET, "goose.jpg").presign_at(now).unwrap();
    let policy = other.fields().find(|(name, _)| *name == "policy").unwrap().1;
    assert_eq!(page().with("policy", policy).send().element("Code"), "SignatureDoesNotMatch");
    let elsewhere = s3.post("another-bucket", "duck.jpg").presign().unwrap();
    let mut page = Page::new(&elsewhere);
    page.url = form.url().into();
    assert_eq!(page.send().element("Code"), "InvalidPolicyDocument");

    let past = AmzDate::now().checked_sub(std::time::Duration::from_secs(100)).unwrap();
    let expired = request().expires_in(std::time::Duration::from_secs(99)).presign_at(past).unwrap();
    assert_eq!(Page::new(&expired).with_file(b"quack").send().element("Code"), "AccessDenied");
}

fn error(response: &Response) -> ErrorResponse {
    let document = roxmltree::Document::parse(std::str::from_utf8(&response.body).unwrap()).unwrap();
    let elements = document.root_element().children().filter(roxmltree::Node::is_element);
    ErrorResponse::from_elements(
        elements.map(|element| (element.tag_name().name(), element.text().unwrap_or_default())),
    )
}

#[test]
fn the_cause_of_each_refusal_is_found() {
    let (_server, s3) = start();
    let request = || s3.post_under(BUCKET, "uploads/").content_length(2..=10).acl("private");
    let form = request().presign().unwrap();
    let page = || Page::new(&form).with_file(b"quack");
    let without = |name: &str| {
        let mut page = page();
        page.fields.retain(|field| field.0 != name);
        page
    };
    let condition = |name: &str| Cause::PolicyCondition { name: Some(name.into()) };
    for (page, cause) in [
        (page().with_file(b"quack, 10 b"), Cause::FileTooLarge { size: None, limit: None }),
        (page().with_file(b"q"), Cause::FileTooSmall { size: None, limit: None }),
        (page().with("key", "a"), condition("key")),
        (page().with("acl", "public-read"), condition("acl")),
        (without("acl"), condition("acl")),
        (page().with("x-amz-date", "20260101T000000Z"), condition("x-amz-date")),
        (page().with_field("Expires", "0"), Cause::FieldsAdded { names: vec!["expires".into()] }),
        (page().with("x-amz-signature", &"0".repeat(64)), Cause::Undisclosed { signed_headers: vec![] }),
        (page().with("policy", "e30="), Cause::PolicyMalformed),
        (without("x-amz-signature"), Cause::Unsigned),
        (without("policy"), Cause::Malformed),
    ] {
        let sent = page.fields.clone();
        let diagnosis = form.diagnose(&error(&page.send()));
        assert_eq!(*diagnosis.cause(), cause, "{sent:?}\n{diagnosis}");
    }

    let past = AmzDate::now().checked_sub(std::time::Duration::from_secs(100)).unwrap();
    let expired = request().expires_in(std::time::Duration::from_secs(99)).presign_at(past).unwrap();
    let response = error(&Page::new(&expired).with_file(b"quack").send());
    assert_eq!(*expired.diagnose(&response).cause(), Cause::Expired);
}

#[test]
fn curl_posts_the_form() {
    if Command::new("curl").arg("--version").output().is_err() {
        return eprintln!("curl is not installed: skipping the test");
    }
    let (_server, s3) = start();
    let key = "it's 100% ours/[1-3] {a,b}; @b <c";
    let form =
        s3.post(BUCKET, key).metadata("quotes", "it's \"$HOME\" `id` \\;type=a").content_length(1..=100);
    let command = form.presign().unwrap().to_curl();
    let mut shell = Command::new("sh")
        .arg("-c")
        .arg(format!("{command} --max-time 30 --silent --show-error --write-out '%{{http_code}}'"))
        .env("no_proxy", "*")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    shell.stdin.take().unwrap().write_all(FILE).unwrap();
    let output = shell.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "204", "{command}");
    assert_eq!(send(s3.get(BUCKET, key), b"").expect(200).body, FILE);
}
