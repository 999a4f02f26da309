//! The crate against an S3 server that shares no code with it, over HTTP.

mod support;

use std::{
    io::Write,
    process::{Command, Stdio},
    time::Duration,
};

use presign::{AmzDate, Credentials, Endpoint, Method, Presigned, Presigner, Request};
use support::{memory::Memory, server::Server};
use ureq::{Agent, http};

const BUCKET: &str = "examplebucket";
const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLE//a+b/c==";
const TOKEN_IN_URL: &str = "&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F%2Fa%2Bb%2Fc%3D%3D";
const DAY: i64 = 86_400;

// What is let in.

#[test]
fn an_object_is_written_read_and_deleted() {
    let (_server, s3) = start();
    let body = b"\0\r\n\xff quack";
    send(s3.put(BUCKET, "photos/duck.jpg").header("Content-Type", "image/jpeg"), body).expect(200);

    let head = send(s3.head(BUCKET, "photos/duck.jpg"), b"").expect(200);
    assert_eq!(head.header("content-type"), Some("image/jpeg"));
    assert_eq!(head.header("content-length"), Some("10"));

    let get = send(s3.get(BUCKET, "photos/duck.jpg"), b"").expect(200);
    assert_eq!(get.header("content-type"), Some("image/jpeg"));
    assert_eq!(get.body, body);

    send(s3.delete(BUCKET, "photos/duck.jpg"), b"").expect(204);
    assert_eq!(send(s3.get(BUCKET, "photos/duck.jpg"), b"").expect(404).element("Code"), "NoSuchKey");
}

#[test]
fn parts_are_uploaded_and_joined() {
    let (_server, s3) = start();
    let (key, content_type) = ("backups/big file.iso", "application/x-iso9660-image");
    let parts = [(1, vec![1; 300_000]), (2, vec![2; 200_000]), (3, vec![3; 100_000]), (4, vec![4])];

    let create = s3.request(Method::Post, BUCKET, key).query("uploads", "");
    let created = send(create.header("content-type", content_type), b"").expect(200);
    let upload_id = created.element("UploadId");

    // Backwards: it is their numbers that put the parts in order.
    let mut list = String::new();
    for (number, part) in parts.iter().rev() {
        let answer = send(s3.upload_part(BUCKET, key, upload_id, *number), part).expect(200);
        let e_tag = answer.header("etag").unwrap();
        list.insert_str(0, &format!("<Part><PartNumber>{number}</PartNumber><ETag>{e_tag}</ETag></Part>"));
    }

    let complete = s3.request(Method::Post, BUCKET, key).query("uploadId", upload_id);
    let list = format!("<CompleteMultipartUpload>{list}</CompleteMultipartUpload>");
    assert_eq!(send(complete, list.as_bytes()).expect(200).element("Key"), key);

    let get = send(s3.get(BUCKET, key), b"").expect(200);
    assert_eq!(get.header("content-type"), Some(content_type));
    let sent = parts.map(|(_, part)| part).concat();
    assert!(get.body == sent, "other bytes came back, {} in all", get.body.len());
    let late = send(s3.upload_part(BUCKET, key, upload_id, 5), b"").expect(404);
    assert_eq!(late.element("Code"), "NoSuchUpload");
}

#[test]
fn an_upload_is_aborted() {
    let (_server, s3) = start();
    let created = send(s3.request(Method::Post, BUCKET, "big.iso").query("uploads", ""), b"").expect(200);
    let upload_id = created.element("UploadId");
    send(s3.upload_part(BUCKET, "big.iso", upload_id, 1), b"quack").expect(200);
    send(s3.delete(BUCKET, "big.iso").query("uploadId", upload_id), b"").expect(204);
    let late = send(s3.upload_part(BUCKET, "big.iso", upload_id, 2), b"quack").expect(404);
    assert_eq!(late.element("Code"), "NoSuchUpload");
}

/// Each key beside its spelling in the URL. The server's word is not enough: it also takes a path that was signed and sent
/// with characters left as they are.
#[rustfmt::skip]
const KEYS: [(&str, &str); 45] = [
    ("plain.txt", "plain.txt"),
    ("photos/2026/duck.jpg", "photos/2026/duck.jpg"),
    ("AZaz09-._~", "AZaz09-._~"),
    (" ", "%20"),
    ("a b", "a%20b"),
    (" a  b ", "%20a%20%20b%20"),
    ("a+b", "a%2Bb"),
    ("a%b", "a%25b"),
    ("a%20b", "a%2520b"),
    ("a%2Fb", "a%252Fb"),
    ("a/b", "a/b"),
    ("%2e%2e/b", "%252e%252e/b"),
    ("it's", "it%27s"),
    ("\"quoted\"", "%22quoted%22"),
    ("a//b", "a//b"),
    ("/a", "/a"),
    ("//a", "//a"),
    ("a", "a"),
    ("a/", "a/"),
    ("a//", "a//"),
    ("/", "/"),
    ("//", "//"),
    ("...", "..."),
    (".hidden/a..", ".hidden/a.."),
    ("(", "%28"),
    (")", "%29"),
    ("*", "%2A"),
    ("!", "%21"),
    ("@", "%40"),
    (":", "%3A"),
    ("$", "%24"),
    (",", "%2C"),
    (";", "%3B"),
    ("=", "%3D"),
    ("&", "%26"),
    ("(a) *!@:$,;=&~", "%28a%29%20%2A%21%40%3A%24%2C%3B%3D%26~"),
    ("[x]", "%5Bx%5D"),
    ("{x}|^`<>", "%7Bx%7D%7C%5E%60%3C%3E"),
    ("a\\b", "a%5Cb"),
    ("a#b", "a%23b"),
    ("a?b=c", "a%3Fb%3Dc"),
    ("a\tb\r\nc\u{7f}", "a%09b%0D%0Ac%7F"),
    ("Ente für Zoë", "Ente%20f%C3%BCr%20Zo%C3%AB"),
    ("e\u{301}/日本", "e%CC%81/%E6%97%A5%E6%9C%AC"),
    ("🦆.png", "%F0%9F%A6%86.png"),
];

#[test]
fn every_key_is_an_object_of_its_own() {
    let (server, s3) = start();
    for (key, path) in KEYS {
        let put = Call::new(s3.put(BUCKET, key), key.as_bytes());
        assert_eq!(put.path(), format!("{}/{BUCKET}/{path}", server.url()), "{key:?}");
        put.send().expect(200);
    }
    // Once all are written: of two keys that met, one would read as the other.
    for (key, path) in KEYS {
        let get = Call::new(s3.get(BUCKET, key), b"");
        assert_eq!(get.path(), format!("{}/{BUCKET}/{path}", server.url()), "{key:?}");
        assert_eq!(get.send().expect(200).body, key.as_bytes(), "{key:?}");
    }
}

#[test]
fn the_longest_key_arrives() {
    let (_server, s3) = start();
    let key = "🦆".repeat(256);
    send(s3.put(BUCKET, &key), b"quack").expect(200);
    assert_eq!(send(s3.get(BUCKET, &key), b"").expect(200).body, b"quack");
}

#[test]
fn parameters_and_headers_arrive() {
    let (_server, s3) = start();
    let content_type = "text/plain; charset=\"utf-8\"";
    let disposition = "attachment; filename=\"a b+c's (1)*.txt\"; filename*=UTF-8''d%C3%BC%26.txt";
    let put = s3
        .put(BUCKET, "a")
        .header("Content-Type", content_type)
        .header("x-amz-meta-empty", "")
        .header("X-Amz-Meta-Spaces", "  two   in a row\t")
        .header("x-amz-meta-twice", "one")
        .header("x-amz-meta-twice", "two");
    send(put, b"quack").expect(200);
    let get = s3
        .get(BUCKET, "a")
        .query("response-content-disposition", disposition)
        .query("é", "ü &=+")
        .query("a-b", "")
        .query("a", 2);
    let answer = send(get, b"").expect(200);
    assert_eq!(answer.header("content-disposition"), Some(disposition));
    assert_eq!(answer.header("content-type"), Some(content_type));
}

#[test]
fn temporary_credentials_are_let_in() {
    let (server, _) = start();
    let s3 = presigner(&server, credentials().with_session_token(TOKEN));
    let put = Call::new(s3.put(BUCKET, "a").header("content-type", "text/plain"), b"quack");
    assert!(put.url.contains(TOKEN_IN_URL), "{}", put.url);
    put.send().expect(200);
    assert_eq!(send(s3.get(BUCKET, "a"), b"").expect(200).body, b"quack");
}

// What is refused.

#[test]
fn what_was_not_signed_is_refused() {
    let (server, s3) = start();
    for key in ["duck", "goose"] {
        send(s3.put(BUCKET, key), key.as_bytes()).expect(200);
    }
    let temporary = presigner(&server, credentials().with_session_token(TOKEN));
    let get = || Call::new(s3.get(BUCKET, "duck").query("response-cache-control", "no-store"), b"");
    let put = || {
        let put = s3.put(BUCKET, "duck").header("content-type", "text/plain").header("x-amz-meta-by", "me");
        Call::new(put, b"duck")
    };
    let part = || Call::new(s3.upload_part(BUCKET, "duck", "id", 1), b"quack");
    let with_token = || Call::new(temporary.get(BUCKET, "duck"), b"");
    get().send().expect(200);
    put().send().expect(200);
    part().send().expect(404);
    with_token().send().expect(200);

    let mismatch = "SignatureDoesNotMatch";
    refused(get().with_last_digit_flipped(), mismatch);
    refused(put().with_last_digit_flipped(), mismatch);
    refused(get().with_url("/duck?", "/goose?"), mismatch);
    refused(put().with_url("/duck?", "/goose?"), mismatch);
    refused(get().with_url("/duck?", "//duck?"), mismatch);
    refused(get().with_url("/examplebucket/", "/another-bucket/"), mismatch);
    refused(get().with_method(Method::Put), mismatch);
    refused(get().with_method(Method::Delete), mismatch);
    refused(put().with_method(Method::Get), mismatch);
    refused(put().with_method(Method::Delete), mismatch);
    refused(put().without_header("content-type"), mismatch);
    refused(put().without_header("x-amz-meta-by"), mismatch);
    refused(put().with_header("content-type", "text/html"), mismatch);
    refused(put().with_header("x-amz-meta-by", "you"), mismatch);
    refused(get().with_header("host", "example.com"), mismatch);
    refused(get().with_url("SignedHeaders=host", "SignedHeaders=accept%3Bhost"), mismatch);
    refused(put().with_url("content-type%3Bhost", "host"), mismatch);
    refused(get().with_url("X-Amz-Expires=900", "X-Amz-Expires=604800"), mismatch);
    refused(get().with_url("%2Fus-east-1%2F", "%2Fus-east-2%2F"), mismatch);
    refused(get().with_url("no-store", "no-cache"), mismatch);
    refused(get().with_url("&response-cache-control=no-store", ""), mismatch);
    refused(get().with_url("&X-Amz-Signature=", "&response-content-type=a&X-Amz-Signature="), mismatch);
    refused(part().with_url("partNumber=1", "partNumber=2"), mismatch);
    refused(part().with_url("uploadId=id", "uploadId=di"), mismatch);
    refused(with_token().with_url("%2Fa%2Bb%2F", "%2Fa%2Bc%2F"), mismatch);
    refused(with_token().with_url(TOKEN_IN_URL, ""), mismatch);

    for key in ["duck", "goose"] {
        assert_eq!(send(s3.get(BUCKET, key), b"").expect(200).body, key.as_bytes());
    }
}

#[test]
fn who_has_not_the_keys_is_refused() {
    let (server, s3) = start();
    send(s3.put(BUCKET, "duck"), b"quack").expect(200);
    let get = |access_key_id, secret_access_key| {
        let s3 = presigner(&server, Credentials::new(access_key_id, secret_access_key));
        Call::new(s3.get(BUCKET, "duck"), b"")
    };
    get(ACCESS_KEY_ID, SECRET_ACCESS_KEY).send().expect(200);

    refused(get(ACCESS_KEY_ID, "another secret"), "SignatureDoesNotMatch");
    // AWS says `InvalidAccessKeyId`.
    refused(get("AKIAI44QH8DHBEXAMPLE", SECRET_ACCESS_KEY), "NotSignedUp");
    refused(get(ACCESS_KEY_ID, SECRET_ACCESS_KEY).without_query(), "AccessDenied");
}

#[test]
fn a_url_is_good_for_its_lifetime() {
    let (_server, s3) = start();
    send(s3.put(BUCKET, "duck"), b"quack").expect(200);
    let get = |seconds_from_now: i64, lifetime: u64| {
        let date = AmzDate::from_unix_seconds(AmzDate::now().unix_seconds() + seconds_from_now).unwrap();
        let get = s3.get(BUCKET, "duck").expires_in(Duration::from_secs(lifetime));
        Call::from(get.presign_at(date).unwrap())
    };
    get(-60, 120).send().expect(200);
    get(-6 * DAY, 604_800).send().expect(200);
    // A server allows for clocks that differ.
    get(60, 1).send().expect(200);

    refused(get(-60, 59), "AccessDenied");
    refused(get(-8 * DAY, 604_800), "AccessDenied");
    refused(get(DAY, 604_800), "RequestTimeTooSkewed");
}

// What curl makes of it.

#[test]
fn a_command_line_names_method_headers_and_url() {
    let (_server, s3) = start();
    let put = || s3.put(BUCKET, "`id` & \"a\" \\ !");

    command(s3.get(BUCKET, "it's"), &[]);
    command(s3.get(BUCKET, "a").header("Range", "bytes=0-9"), &["--header", "range: bytes=0-9"]);
    command(s3.head(BUCKET, "a b"), &["--head"]);
    command(s3.delete(BUCKET, "$HOME"), &["--request", "DELETE"]);
    command(s3.request(Method::Options, BUCKET, "a"), &["--request", "OPTIONS"]);
    command(s3.request(Method::Patch, BUCKET, "a"), &upload("PATCH", &["content-type:"]));
    command(s3.request(Method::Post, BUCKET, "a"), &upload("POST", &["content-type:"]));
    command(put(), &upload("PUT", &["content-type:"]));
    command(put().header("Content-Type", "text/plain"), &upload("PUT", &["content-type: text/plain"]));
    command(put().header("content-type", ""), &upload("PUT", &["content-type;"]));

    let a = |value| put().header("content-type", "b").header("A", value);
    command(a("it's"), &upload("PUT", &["a: it's", "content-type: b"]));
    command(a("'"), &upload("PUT", &["a: '", "content-type: b"]));
    command(a("'; id; '"), &upload("PUT", &["a: '; id; '", "content-type: b"]));
    command(a("$HOME `id` $(id) ~ *"), &upload("PUT", &["a: $HOME `id` $(id) ~ *", "content-type: b"]));
    command(a(r#""a" \ ! # & | < >"#), &upload("PUT", &[r#"a: "a" \ ! # & | < >"#, "content-type: b"]));
    command(a("  two   spaces "), &upload("PUT", &["a: two spaces", "content-type: b"]));
    command(a("to the end;"), &upload("PUT", &["a: to the end;", "content-type: b"]));
    command(a(" "), &upload("PUT", &["a;", "content-type: b"]));
}

#[test]
fn curl_sends_the_request() {
    if Command::new("curl").arg("--version").output().is_err() {
        return eprintln!("there is no curl here: nothing was sent");
    }
    let (_server, s3) = start();
    let key = "it's 100% ours/[1-3] {a,b}";
    let body = b"\0\r\n\xff 'quack'\n";

    let put = s3
        .put(BUCKET, key)
        .header("content-type", "text/plain")
        .header("x-amz-meta-empty", "")
        .header("x-amz-meta-quotes", "it's \"$HOME\" `id` \\");
    curl(put, body, 200);
    let head = String::from_utf8(curl(s3.head(BUCKET, key), b"", 200)).unwrap();
    assert!(head.contains("\r\ncontent-type: text/plain\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-length: 13\r\n"), "{head}");
    assert_eq!(curl(s3.get(BUCKET, key), b"", 200), body);
    curl(s3.delete(BUCKET, key), b"", 204);
    curl(s3.get(BUCKET, key), b"", 404);

    // Curl would say that it is a form.
    curl(s3.put(BUCKET, "untyped"), body, 200);
    assert_eq!(send(s3.head(BUCKET, "untyped"), b"").expect(200).header("content-type"), None);
}

fn start() -> (Server, Presigner) {
    let server = Server::start(Memory::default(), ACCESS_KEY_ID, SECRET_ACCESS_KEY).unwrap();
    let s3 = presigner(&server, credentials());
    (server, s3)
}

fn presigner(server: &Server, credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Endpoint::custom(server.url(), "us-east-1").unwrap())
}

fn credentials() -> Credentials {
    Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY)
}

#[track_caller]
fn send(request: Request<'_>, body: &[u8]) -> Answer {
    Call::new(request, body).send()
}

#[track_caller]
fn refused(call: Call, code: &str) {
    assert_eq!(call.send().expect(403).element("Code"), code);
}

/// A presigned request as a client holds it, free to change it.
struct Call {
    method: Method,
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl From<Presigned> for Call {
    fn from(presigned: Presigned) -> Self {
        Self {
            method: presigned.method(),
            url: presigned.url().into(),
            headers: presigned.headers().map(|(name, value)| (name.into(), value.into())).collect(),
            body: Vec::new(),
        }
    }
}

impl Call {
    #[track_caller]
    fn new(request: Request<'_>, body: &[u8]) -> Self {
        Self { body: body.into(), ..request.presign().unwrap().into() }
    }

    fn path(&self) -> &str {
        self.url.split_once('?').unwrap().0
    }

    fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    #[track_caller]
    fn with_url(self, from: &str, to: &str) -> Self {
        assert_eq!(self.url.matches(from).count(), 1, "{from} in {}", self.url);
        Self { url: self.url.replace(from, to), ..self }
    }

    fn with_last_digit_flipped(mut self) -> Self {
        let digit = self.url.pop().unwrap();
        self.url.push(if digit == '0' { '1' } else { '0' });
        self
    }

    fn without_query(self) -> Self {
        Self { url: self.path().into(), ..self }
    }

    fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|header| header.0 != name);
        self
    }

    fn with_header(self, name: &str, value: &str) -> Self {
        let mut call = self.without_header(name);
        call.headers.push((name.into(), value.into()));
        call
    }

    #[track_caller]
    fn send(self) -> Answer {
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let mut request = http::Request::builder().method(self.method.as_str()).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        // What the client makes of the URL is what it sends.
        assert_eq!(request.uri_ref().unwrap().to_string(), self.url);
        let answer = match self.method {
            Method::Post | Method::Put => agent.run(request.body(self.body).unwrap()),
            _ => agent.run(request.body(()).unwrap()),
        };
        let (head, mut body) = answer.unwrap().into_parts();
        Answer { head, body: body.read_to_vec().unwrap() }
    }
}

struct Answer {
    head: http::response::Parts,
    body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    fn expect(self, status: u16) -> Self {
        assert_eq!(self.head.status, status, "{}", self.text());
        self
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text of the first XML element of that name.
    #[track_caller]
    fn element(&self, name: &str) -> &str {
        let text = std::str::from_utf8(&self.body).unwrap();
        let (_, rest) =
            text.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name} in {text:?}"));
        rest.split_once('<').unwrap().0
    }
}

/// What stands between `curl` and the URL, as the shell takes it apart.
#[track_caller]
fn command(request: Request<'_>, arguments: &[&str]) {
    let presigned = request.presign().unwrap();
    let words = shell_words::split(&presigned.to_curl()).unwrap();
    assert_eq!(words, [&["curl"], arguments, &[presigned.url()]].concat());
}

fn upload<'a>(method: &'a str, headers: &[&'a str]) -> Vec<&'a str> {
    let headers = headers.iter().flat_map(|header| ["--header", header]);
    ["--request", method, "--data-binary", "@-"].into_iter().chain(headers).collect()
}

/// Runs the command line and gives back what it printed.
#[track_caller]
fn curl(request: Request<'_>, body: &[u8], status: u16) -> Vec<u8> {
    let command = request.presign().unwrap().to_curl();
    let mut shell = Command::new("sh")
        .arg("-c")
        .arg(format!("{command} --max-time 30 --silent --show-error --write-out '%{{stderr}}%{{http_code}}'"))
        .env("no_proxy", "*")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Curl may be gone already where it has no use for a body.
    let _ = shell.stdin.take().unwrap().write_all(body);
    let output = shell.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), status.to_string(), "{command}");
    output.stdout
}
