//! Runs the curl commands that the crate writes.

use super::*;
use presign::Method;
use std::{
    io::Write,
    process::{Command, Stdio},
};

#[test]
fn a_command_has_the_method_the_headers_and_the_url() {
    let (_server, s3) = start();
    let put = || s3.put(BUCKET, "`id` & \"a\" \\ !");

    assert_arguments(s3.get(BUCKET, "it's"), &[]);
    assert_arguments(s3.get(BUCKET, "a").header("Range", "bytes=0-9"), &["--header", "range: bytes=0-9"]);
    assert_arguments(s3.head(BUCKET, "a b"), &["--head"]);
    assert_arguments(s3.delete(BUCKET, "$HOME"), &["--request", "DELETE"]);
    assert_arguments(s3.request(Method::Options, BUCKET, "a"), &["--request", "OPTIONS"]);
    assert_arguments(s3.request(Method::Patch, BUCKET, "a"), &upload("PATCH", &["content-type:"]));
    assert_arguments(s3.request(Method::Post, BUCKET, "a"), &upload("POST", &["content-type:"]));
    assert_arguments(put(), &upload("PUT", &["content-type:"]));
    assert_arguments(
        put().header("Content-Type", "text/plain"),
        &upload("PUT", &["content-type: text/plain"]),
    );
    assert_arguments(put().header("content-type", ""), &upload("PUT", &["content-type;"]));

    let a = |value| put().header("content-type", "b").header("A", value);
    assert_arguments(a("it's"), &upload("PUT", &["a: it's", "content-type: b"]));
    assert_arguments(a("'"), &upload("PUT", &["a: '", "content-type: b"]));
    assert_arguments(a("'; id; '"), &upload("PUT", &["a: '; id; '", "content-type: b"]));
    assert_arguments(
        a("$HOME `id` $(id) ~ *"),
        &upload("PUT", &["a: $HOME `id` $(id) ~ *", "content-type: b"]),
    );
    assert_arguments(
        a(r#""a" \ ! # & | < >"#),
        &upload("PUT", &[r#"a: "a" \ ! # & | < >"#, "content-type: b"]),
    );
    assert_arguments(a("  two   spaces "), &upload("PUT", &["a: two spaces", "content-type: b"]));
    assert_arguments(a("to the end;"), &upload("PUT", &["a: to the end;", "content-type: b"]));
    assert_arguments(a(" "), &upload("PUT", &["a;", "content-type: b"]));
}

#[test]
fn curl_sends_the_request() {
    if Command::new("curl").arg("--version").output().is_err() {
        return eprintln!("curl is not installed: skipping the test");
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

    // Without an empty `content-type`, curl would send the type of a form.
    curl(s3.put(BUCKET, "untyped"), body, 200);
    assert_eq!(send(s3.head(BUCKET, "untyped"), b"").expect(200).header("content-type"), None);
}

/// Asserts the arguments between `curl` and the URL, as a shell splits them.
#[track_caller]
fn assert_arguments(request: Request<'_>, arguments: &[&str]) {
    let presigned = request.presign().unwrap();
    let words = shell_words::split(&presigned.to_curl()).unwrap();
    assert_eq!(words, [&["curl"], arguments, &[presigned.url()]].concat());
}

fn upload<'a>(method: &'a str, headers: &[&'a str]) -> Vec<&'a str> {
    let headers = headers.iter().flat_map(|header| ["--header", header]);
    ["--request", method, "--data-binary", "@-"].into_iter().chain(headers).collect()
}

/// Runs the command, asserts the status, and returns the output.
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
    // Curl may exit before it reads a body that it does not need.
    let _ = shell.stdin.take().unwrap().write_all(body);
    let output = shell.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), status.to_string(), "{command}");
    output.stdout
}
