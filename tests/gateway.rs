//! The examples `gateway` and `explain`, run as processes: what is let in, what is refused, and what is said of it.

#[allow(dead_code, reason = "each test uses its part")]
mod requests;
#[path = "requests/aws_sigv4.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod sdk;

use presign::{AmzDate, CopySource, Credentials, Endpoint, Method, Presigned, Presigner};
use requests::Inputs;
use std::{
    env::{self, consts::EXE_SUFFIX},
    fs,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    time::Duration,
};
use ureq::{Agent, http};

const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

struct Gateway {
    process: Child,
    url: String,
    folder: tempfile::TempDir,
}

impl Gateway {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = example("gateway")
            .env_clear()
            .args(["--folder".as_ref(), folder.path().as_os_str()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{error}: run `cargo build --example gateway` first"));
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let (_, rest) = line.split_once(" is served at ").unwrap();
        let url = rest.split_once(',').unwrap().0.into();
        fs::write(folder.path().join("secret.txt"), "outside").unwrap();
        Self { process, url, folder }
    }

    fn presigner(&self) -> Presigner {
        Presigner::new(
            Credentials::new(ACCESS_KEY_ID, SECRET),
            Endpoint::custom(&self.url, "us-east-1").unwrap(),
        )
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn example(name: &str) -> Command {
    let test = env::current_exe().unwrap();
    Command::new(test.ancestors().nth(2).unwrap().join(format!("examples/{name}{EXE_SUFFIX}")))
}

/// Status and body.
fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, Vec<u8>) {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
    let agent: Agent = config.timeout_global(Some(Duration::from_secs(30))).build().into();
    let request = http::Request::builder().method(method).uri(url);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let answer = match method {
        "PUT" | "POST" => agent.run(request.body(body.to_vec()).unwrap()),
        _ => agent.run(request.body(()).unwrap()),
    };
    let (head, mut body) = answer.unwrap().into_parts();
    (head.status.as_u16(), body.read_to_vec().unwrap())
}

fn send_presigned(presigned: &Presigned, body: &[u8]) -> (u16, Vec<u8>) {
    let headers: Vec<_> = presigned.headers().collect();
    send(presigned.method().as_str(), presigned.url(), &headers, body)
}

#[track_caller]
fn assert_refused(answer: (u16, Vec<u8>), status: u16, code: &str) {
    let text = String::from_utf8(answer.1).unwrap();
    assert_eq!(answer.0, status, "{text}");
    assert!(text.contains(&format!("<Code>{code}</Code>")), "{text}");
}

#[test]
fn what_is_signed_is_let_in() {
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    for key in ["duck.txt", "a b/ü+(1)'!.txt", "%2e%2e", "a=b&c?d#e"] {
        let put = s3.put("photos", key).content_type("text/plain").metadata("a", "1  2").presign().unwrap();
        assert_eq!(send_presigned(&put, key.as_bytes()).0, 200, "{key}");
        let get = s3.get("photos", key).attachment("ü.txt").presign().unwrap();
        assert_eq!(send_presigned(&get, b""), (200, key.as_bytes().to_vec()), "{key}");
        assert_eq!(send_presigned(&s3.head("photos", key).presign().unwrap(), b"").0, 200, "{key}");
    }
    assert_eq!(send_presigned(&s3.delete("photos", "duck.txt").presign().unwrap(), b"").0, 204);
    assert_refused(send_presigned(&s3.get("photos", "duck.txt").presign().unwrap(), b""), 404, "NoSuchKey");
    assert_refused(send_presigned(&s3.get("nowhere", "a").presign().unwrap(), b""), 404, "NoSuchBucket");
}

/// Another signer, which encodes the path in its own way.
#[test]
fn what_aws_sigv4_signs_is_let_in() {
    let gateway = Gateway::start();
    let uri = format!("{}/photos/a%20b/c%C3%BC?x-id=1", gateway.url);
    let get = Inputs::plain(AmzDate::now());
    let headers = vec![("content-type".into(), "text/plain".into())];
    let put = Inputs { method: Method::Put, headers, ..get.clone() };
    let text_plain = [("content-type", "text/plain")];
    assert_eq!(send("PUT", &sdk::presign_uri(&put, &uri), &text_plain, b"quack").0, 200);
    assert_eq!(send("GET", &sdk::presign_uri(&get, &uri), &[], b""), (200, b"quack".to_vec()));
}

#[test]
fn what_is_not_signed_is_refused() {
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    let put = s3.put("photos", "duck.txt").content_type("text/plain").presign().unwrap();
    let text_plain = ("content-type", "text/plain");
    assert_eq!(send_presigned(&put, b"quack").0, 200);

    let mismatch = "SignatureDoesNotMatch";
    assert_refused(send("PUT", put.url(), &[], b""), 403, mismatch);
    assert_refused(send("PUT", put.url(), &[("content-type", "text/html")], b""), 403, mismatch);
    assert_refused(send("PUT", &put.url().replace("duck", "goose"), &[text_plain], b""), 403, mismatch);
    assert_refused(send("GET", put.url(), &[text_plain], b""), 403, mismatch);
    let copy = ("x-amz-copy-source", "/photos/secret.txt");
    assert_refused(send("PUT", put.url(), &[text_plain, copy], b""), 403, "AccessDenied");
    assert_refused(send("GET", &gateway.url, &[], b""), 400, "AuthorizationQueryParametersError");

    let bound = s3.put("photos", "duck.txt").payload_sha256([7; 32]).presign().unwrap();
    assert_refused(send_presigned(&bound, b"other"), 400, "XAmzContentSHA256Mismatch");
    let date = AmzDate::from_unix_seconds(AmzDate::now().unix_seconds() - 100).unwrap();
    let expired = s3.get("photos", "duck.txt").expires_in(Duration::from_secs(99)).presign_at(date).unwrap();
    assert_refused(send_presigned(&expired, b""), 403, "AccessDenied");
    let copy = s3.copy(CopySource::new("photos", "duck.txt"), "photos", "b").presign().unwrap();
    assert_eq!(send_presigned(&copy, b"").0, 200, "a header that is signed may come");
}

/// Signed as they are, by whoever holds the keys: they still name no file outside.
#[test]
fn no_key_leaves_the_folder() {
    let gateway = Gateway::start();
    for path in [
        "photos/../secret.txt",
        "../etc/passwd",
        "photos//etc/passwd",
        "photos/..%5Csecret.txt",
        "photos/",
        "photos/%00",
    ] {
        let uri = format!("{}/{path}", gateway.url);
        let url = sdk::presign_uri(&Inputs::plain(AmzDate::now()), &uri);
        // Asked for by hand: a client would resolve the dots.
        let target = url.strip_prefix(&gateway.url).unwrap();
        let host = gateway.url.strip_prefix("http://").unwrap();
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
        let answer = std::io::read_to_string(stream).unwrap();
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
    assert!(gateway.folder.path().join("secret.txt").exists());
}

/// From the server's answer to the cause, by the second example.
#[test]
fn an_answer_is_explained() {
    let gateway = Gateway::start();
    let put = gateway.presigner().put("photos", "duck.txt").content_type("text/plain").presign().unwrap();
    let (_, body) = send("PUT", put.url(), &[("content-type", "text/html")], b"quack");
    let arguments = [put.url(), "-", "--method", "PUT", "--header", "content-type: text/plain"];
    let mut explain = example("explain")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}: run `cargo build --example explain` first"));
    explain.stdin.take().unwrap().write_all(&body).unwrap();
    let output = explain.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(
        text.contains("|   signed  content-type:text/plain\n  | received  content-type:text/html\n"),
        "{text}"
    );

    let output = example("explain")
        .args([put.url(), "--method", "PUT", "--header", "content-type: text/plain"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("\"duck.txt\" in the bucket \"photos\""), "{text}");
    assert!(text.contains("\nPUT\n/photos/duck.txt\n"), "{text}");
    let (_, signature) = put.url().split_once("X-Amz-Signature=").unwrap();
    assert!(!text.contains(signature));

    let output = example("explain").arg("https://example.com/").output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("parameter X-Amz-Algorithm is missing"), "{text}");
}
