//! What curl makes of it.

use super::*;
use presign::Method;
use std::{
    io::Write,
    process::{Command, Stdio},
};

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
