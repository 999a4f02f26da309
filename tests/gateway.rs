//! Runs the examples `gateway` and `explain` as processes.

#[allow(dead_code, reason = "not every test uses it")]
mod requests;
#[path = "requests/aws_sigv4.rs"]
#[allow(dead_code, reason = "not every test uses it")]
mod sdk;

use presign::{AmzDate, Checksum, CopySource, Credentials, Endpoint, Method, PostForm, Presigned, Presigner};
use requests::Inputs;
use std::{
    env::{self, consts::EXE_SUFFIX},
    fs,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    time::Duration,
};
use ureq::{
    Agent, Body, http,
    unversioned::multipart::{Form, Part},
};

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
            .envs([("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET)])
            .args(["--head-timeout", "1"])
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

    fn connect(&self) -> std::net::TcpStream {
        std::net::TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap()
    }

    /// Sends raw text, to make requests that no client would send.
    fn ask(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        std::io::read_to_string(stream).unwrap()
    }

    fn e_tag(&self, bucket: &str, key: &str) -> String {
        let head = self.presigner().head(bucket, key).presign().unwrap();
        let config = Agent::config_builder().proxy(None).build();
        let response = Agent::from(config).head(head.url()).call().unwrap();
        response.headers()["etag"].to_str().unwrap().to_owned()
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

/// Returns the status and the body.
fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, Vec<u8>) {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
    let agent: Agent = config.timeout_global(Some(Duration::from_secs(30))).build().into();
    let request = http::Request::builder().method(method).uri(url);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let response = match method {
        "PUT" | "POST" => agent.run(request.body(body.to_vec()).unwrap()),
        _ => agent.run(request.body(()).unwrap()),
    };
    let (head, mut body) = response.unwrap().into_parts();
    (head.status.as_u16(), body.read_to_vec().unwrap())
}

fn send_presigned(presigned: &Presigned, body: &[u8]) -> (u16, Vec<u8>) {
    let headers: Vec<_> = presigned.headers().collect();
    send(presigned.method().as_str(), presigned.url(), &headers, body)
}

/// Sends a form as a browser does, with some fields changed or added, and the file at its end.
fn post(form: &PostForm, changes: &[(&str, &str)], file: &[u8]) -> http::Response<Body> {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
    let agent: Agent = config.timeout_global(Some(Duration::from_secs(30))).build().into();
    let change = |name| changes.iter().find(|change| change.0 == name).map(|(_, value)| *value);
    let mut parts = Form::new();
    for (name, value) in form.fields() {
        parts = parts.text(name, change(name).unwrap_or(value));
    }
    for (name, value) in changes.iter().filter(|change| !form.fields().any(|field| field.0 == change.0)) {
        parts = parts.text(name, value);
    }
    agent.post(form.url()).send(parts.part("file", Part::bytes(file).file_name("a duck.jpg"))).unwrap()
}

fn text(response: &mut http::Response<Body>) -> String {
    response.body_mut().read_to_string().unwrap()
}

#[track_caller]
fn assert_form_refused(mut response: http::Response<Body>, status: u16, code: &str) {
    let body = text(&mut response).into_bytes();
    assert_refused((response.status().as_u16(), body), status, code);
}

#[track_caller]
fn assert_refused(response: (u16, Vec<u8>), status: u16, code: &str) {
    let text = String::from_utf8(response.1).unwrap();
    assert_eq!(response.0, status, "{text}");
    assert!(text.contains(&format!("<Code>{code}</Code>")), "{text}");
}

#[test]
fn a_signed_request_is_accepted() {
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    for key in ["duck.txt", "a b/ü+(1)'!.txt", "%2e%2e", "a=b&c?d#e"] {
        let put = s3.put("photos", key).content_type("text/plain").presign().unwrap();
        assert_eq!(send_presigned(&put, key.as_bytes()).0, 200, "{key}");
        let get = s3.get("photos", key).attachment("ü.txt").presign().unwrap();
        assert_eq!(send_presigned(&get, b""), (200, key.as_bytes().to_vec()), "{key}");
        assert_eq!(send_presigned(&s3.head("photos", key).presign().unwrap(), b"").0, 200, "{key}");
        // As the SDK for JavaScript signs it.
        let get = s3.get("photos", key).query("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
        let get = get.query("x-amz-checksum-mode", "ENABLED").query("x-id", "GetObject").presign().unwrap();
        assert_eq!(send_presigned(&get, b"").0, 200, "{key}");
    }
    assert_eq!(send_presigned(&s3.delete("photos", "duck.txt").presign().unwrap(), b"").0, 204);
    assert_refused(send_presigned(&s3.get("photos", "duck.txt").presign().unwrap(), b""), 404, "NoSuchKey");
    assert_refused(send_presigned(&s3.get("nowhere", "a").presign().unwrap(), b""), 404, "NoSuchBucket");
}

#[test]
fn a_form_stores_its_file() {
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    let form = s3
        .post_under("photos", "users/7/")
        .content_length(1..=10)
        .content_type_starts_with("image/")
        .checksum(Checksum::Crc32(crc32fast::hash(b"quack")))
        .presign()
        .unwrap();
    let response = post(&form, &[("Content-Type", "image/jpeg"), ("x-ignore-page", "7")], b"quack");
    assert_eq!(response.status(), 204);
    assert_eq!(response.headers()["etag"], gateway.e_tag("photos", "users/7/a duck.jpg"));
    let get = s3.get("photos", "users/7/a duck.jpg").presign().unwrap();
    assert_eq!(send_presigned(&get, b""), (200, b"quack".to_vec()));

    let key = "a & b <c>.txt";
    let form = s3.post("photos", key).success_action_status(201).presign().unwrap();
    let mut response = post(&form, &[], b"");
    let e_tag = gateway.e_tag("photos", key);
    assert_eq!(response.status(), 201);
    let xml = text(&mut response);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let elements: Vec<_> = document.root_element().children().map(|node| node.text().unwrap()).collect();
    assert_eq!(elements, ["photos", key, &e_tag]);

    let redirect = s3.post("photos", "b.txt").success_action_redirect("https://example.com/done?a=b");
    let response = post(&redirect.presign().unwrap(), &[], b"quack");
    assert_eq!(response.status(), 303);
    let location = url::Url::parse(response.headers()["location"].to_str().unwrap()).unwrap();
    let e_tag = gateway.e_tag("photos", "b.txt");
    let expected = [("a", "b"), ("bucket", "photos"), ("key", "b.txt"), ("etag", &*e_tag)];
    let query: Vec<_> = location.query_pairs().collect();
    assert!(query.iter().map(|(name, value)| (&**name, &**value)).eq(expected));
}

#[test]
fn a_form_is_refused_outside_its_policy() {
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    let form = s3
        .post_under("photos", "users/7/")
        .content_length(2..=5)
        .content_type_starts_with("image/")
        .presign()
        .unwrap();
    assert_form_refused(post(&form, &[], b"q"), 400, "EntityTooSmall");
    assert_form_refused(post(&form, &[], b"quacks"), 400, "EntityTooLarge");
    assert_form_refused(post(&form, &[], &vec![0; 1 << 20]), 400, "EntityTooLarge");
    for (name, value, code) in [
        ("key", "users/8/${filename}", "AccessDenied"),
        ("key", "users/7/../8/duck.jpg", "NoSuchKey"),
        ("Content-Type", "text/html", "AccessDenied"),
        ("acl", "public-read", "AccessDenied"),
        ("policy", "e30=", "SignatureDoesNotMatch"),
        ("x-amz-algorithm", "none", "InvalidArgument"),
    ] {
        let status = if code == "NoSuchKey" {
            404
        } else if code == "InvalidArgument" {
            400
        } else {
            403
        };
        assert_form_refused(post(&form, &[(name, value)], b"quack"), status, code);
    }
    let acl = s3.post("photos", "a.txt").acl("public-read").presign().unwrap();
    assert_form_refused(post(&acl, &[], b"quack"), 501, "NotImplemented");
    let checksum = s3.post("photos", "a.txt").checksum(Checksum::Crc32(7)).presign().unwrap();
    assert_form_refused(post(&checksum, &[], b"quack"), 400, "BadDigest");
    let elsewhere = s3.post("nowhere", "a.txt").presign().unwrap();
    assert_form_refused(post(&elsewhere, &[], b"quack"), 404, "NoSuchBucket");
    let large = s3.post("photos", "a.txt").field("x-ignore-a", "a".repeat(70_000)).presign().unwrap();
    assert_form_refused(post(&large, &[], &vec![0; 1 << 20]), 400, "MaxPostPreDataLengthExceededError");
    let date = AmzDate::now().checked_sub(Duration::from_secs(60)).unwrap();
    let expired = s3.post("photos", "a.txt").expires_in(Duration::from_secs(59)).presign_at(date).unwrap();
    assert_form_refused(post(&expired, &[], b"quack"), 403, "AccessDenied");
    assert_eq!(fs::read_dir(gateway.folder.path().join("photos")).unwrap().count(), 0);

    // Bodies that no browser sends.
    let url = format!("{}/photos", gateway.url);
    let boundary = [("content-type", "multipart/form-data; boundary=b")];
    for body in [
        "",
        "--b--",
        "--b\r\n\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n--b--\r\n",
    ] {
        let (status, xml) = send("POST", &url, &boundary, body.as_bytes());
        assert_eq!(status, 400, "{body:?}: {}", String::from_utf8_lossy(&xml));
    }
}

/// aws-sigv4 encodes the path differently.
#[test]
fn a_request_signed_by_aws_sigv4_is_accepted() {
    let gateway = Gateway::start();
    let uri = |operation| format!("{}/photos/a%20b/c%C3%BC?x-id={operation}", gateway.url);
    let get = Inputs::plain(AmzDate::now());
    let headers = vec![("content-type".into(), "text/plain".into())];
    let put = Inputs { method: Method::Put, headers, ..get.clone() };
    let text_plain = [("content-type", "text/plain")];
    assert_eq!(send("PUT", &sdk::presign_uri(&put, &uri("PutObject")), &text_plain, b"quack").0, 200);
    assert_eq!(send("GET", &sdk::presign_uri(&get, &uri("GetObject")), &[], b""), (200, b"quack".to_vec()));
}

#[test]
fn a_request_that_was_not_signed_is_refused() {
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
    assert_refused(send("GET", &gateway.url, &[], b""), 403, "AccessDenied");
    let authorization = ("authorization", "Bearer a");
    assert_refused(send("PUT", put.url(), &[text_plain, authorization], b""), 400, "InvalidArgument");

    let bound = s3.put("photos", "duck.txt").payload_sha256([7; 32]).presign().unwrap();
    assert_refused(send_presigned(&bound, b"other"), 400, "XAmzContentSHA256Mismatch");
    let date = AmzDate::from_unix_seconds(AmzDate::now().unix_seconds() - 100).unwrap();
    let expired = s3.get("photos", "duck.txt").expires_in(Duration::from_secs(99)).presign_at(date).unwrap();
    assert_refused(send_presigned(&expired, b""), 403, "AccessDenied");
}

/// The object stays unchanged, even if another operation is signed for its path.
/// The socket's buffers do not hold the body: without reading it, the server would reset the connection.
#[test]
fn a_refused_upload_gets_its_response_after_its_body() {
    let gateway = Gateway::start();
    let put = gateway.presigner().put("photos", "a.txt").content_length(8 << 20).presign().unwrap();
    let target = put.url().strip_prefix(&gateway.url).unwrap();
    let mut stream = gateway.connect();
    let host = gateway.url.strip_prefix("http://").unwrap();
    write!(stream, "PUT {target}0 HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\n\r\n", 8 << 20).unwrap();
    // By now, the gateway has refused the head.
    std::thread::sleep(Duration::from_millis(200));
    stream.write_all(&vec![0; 8 << 20]).unwrap();
    let mut response = String::new();
    BufReader::new(stream).read_line(&mut response).unwrap();
    assert_eq!(response.trim_end(), "HTTP/1.1 400 Bad Request");
}

#[test]
fn an_operation_that_is_not_implemented_is_refused() {
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    assert_eq!(send_presigned(&s3.put("photos", "duck.txt").presign().unwrap(), b"quack").0, 200);
    let other = |method| s3.request(method, "photos", "duck.txt");
    for request in [
        s3.abort_multipart_upload("photos", "duck.txt", "1"),
        other(Method::Delete).query("tagging", ""),
        other(Method::Delete).query("versionId", "1"),
        s3.upload_part("photos", "duck.txt", "1", 1),
        other(Method::Put).query("acl", ""),
        other(Method::Put).query("tagging", ""),
        other(Method::Put).query("x-amz-acl", "private"),
        other(Method::Put).query("x-id", "UploadPart"),
        s3.put("photos", "duck.txt").acl("private"),
        s3.put("photos", "duck.txt").metadata("a", "b"),
        s3.put("photos", "duck.txt").header("if-unmodified-since", "Wed, 21 Oct 2015 07:28:00 GMT"),
        s3.put("photos", "duck.txt").header("content-encoding", "aws-chunked"),
        s3.put("photos", "duck.txt").header("x-amz-checksum-sha1", "AAAA"),
        s3.copy(CopySource::new("photos", "other.txt"), "photos", "duck.txt"),
        s3.get("photos", "duck.txt").query("versionId", "1"),
        s3.get("photos", "duck.txt").query("partNumber", "1"),
        s3.get("photos", "duck.txt").header("range", "bytes=0-1"),
        s3.get("photos", "duck.txt").query("anything", ""),
        s3.create_multipart_upload("photos", "duck.txt"),
        s3.complete_multipart_upload("photos", "duck.txt", "1"),
        other(Method::Post),
        s3.list_objects("photos"),
        s3.bucket_request(Method::Delete, "photos"),
        s3.list_buckets(),
    ] {
        let presigned = request.presign().unwrap();
        let (status, body) = send_presigned(&presigned, b"");
        let text = String::from_utf8(body).unwrap();
        let asked = format!("{} {}", presigned.method(), presigned.url());
        assert_eq!(status, 501, "{asked}: {text}");
        assert!(text.contains("<Code>NotImplemented</Code>"), "{asked}: {text}");
    }
    assert_eq!(fs::read(gateway.folder.path().join("photos/duck.txt")).unwrap(), b"quack");
}

#[test]
fn conditions_are_checked() {
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    let create = s3.put("photos", "a").if_none_match("*").presign().unwrap();
    assert_eq!(send_presigned(&create, b"one").0, 200);
    assert_refused(send_presigned(&create, b"two"), 412, "PreconditionFailed");
    let read = |headers: &[(&str, &str)]| {
        let get = s3.get("photos", "a").presign().unwrap();
        send("GET", get.url(), headers, b"")
    };
    assert_eq!(read(&[]), (200, b"one".to_vec()));

    let first = gateway.e_tag("photos", "a");
    let replace = s3.put("photos", "a").if_match(&*first).presign().unwrap();
    assert_eq!(send_presigned(&replace, b"six").0, 200);
    assert_ne!(gateway.e_tag("photos", "a"), first);
    assert_refused(send_presigned(&replace, b"ten"), 412, "PreconditionFailed");
    let other_key = s3.put("photos", "b").if_match(&*first).presign().unwrap();
    assert_refused(send_presigned(&other_key, b"ten"), 404, "NoSuchKey");

    let second = gateway.e_tag("photos", "a");
    assert_eq!(read(&[("if-none-match", &second)]), (304, vec![]));
    assert_eq!(read(&[("if-none-match", &first)]), (200, b"six".to_vec()));
    assert_eq!(read(&[("if-match", &format!("{first}, {second}"))]), (200, b"six".to_vec()));
    assert_refused(read(&[("if-match", &first)]), 412, "PreconditionFailed");
    let delete = |e_tag: &str| {
        send_presigned(&s3.delete("photos", "a").header("if-match", e_tag.to_owned()).presign().unwrap(), b"")
    };
    assert_refused(delete(&first), 412, "PreconditionFailed");
    assert_eq!(delete(&second).0, 204);
}

#[test]
fn only_one_of_several_concurrent_uploads_creates_the_object() {
    let gateway = Gateway::start();
    let create = gateway.presigner().put("photos", "a").if_none_match("*").presign().unwrap();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let uploads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| send_presigned(&create, &[7; 100_000]).0)).collect();
        uploads.into_iter().map(|upload| upload.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 412).count(), 7, "{statuses:?}");
}

#[test]
fn a_body_must_have_the_signed_checksum() {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use md5::{Digest, Md5};
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    let presign::sigv4::PayloadHash::Sha256(sha256) = presign::sigv4::PayloadHash::from_body(b"quack") else {
        unreachable!()
    };
    let md5 = BASE64_STANDARD.encode(Md5::digest(b"quack"));
    let crc32 = BASE64_STANDARD.encode(crc32fast::hash(b"quack").to_be_bytes());
    let put = || s3.put("photos", "a");
    for request in [
        put().checksum(Checksum::Sha256(sha256)),
        put().header("x-amz-checksum-crc32", &crc32),
        put().header("content-md5", &md5),
        put().payload_sha256(sha256),
    ] {
        let presigned = request.presign().unwrap();
        let response = send_presigned(&presigned, b"quack!");
        let is_digest = String::from_utf8_lossy(&response.1).contains("<Code>BadDigest</Code>");
        let is_payload =
            String::from_utf8_lossy(&response.1).contains("<Code>XAmzContentSHA256Mismatch</Code>");
        assert!(response.0 == 400 && (is_digest || is_payload), "{response:?}");
        assert!(!gateway.folder.path().join("photos/a").exists(), "nothing is stored");
        assert_eq!(send_presigned(&presigned, b"quack").0, 200);
        fs::remove_file(gateway.folder.path().join("photos/a")).unwrap();
    }
    // `content-md5` is also checked if it is not signed.
    let plain = put().presign().unwrap();
    assert_refused(send("PUT", plain.url(), &[("content-md5", &md5)], b"other"), 400, "BadDigest");
    assert_refused(send("PUT", plain.url(), &[("content-md5", "AAAA")], b"other"), 400, "InvalidDigest");
    let left = fs::read_dir(gateway.folder.path()).unwrap().count();
    assert_eq!(left, 2, "only `photos` and `secret.txt` are left, and no unfinished upload");
}

#[test]
fn a_url_for_another_host_is_refused() {
    let gateway = Gateway::start();
    let credentials = Credentials::new(ACCESS_KEY_ID, SECRET);
    let aws = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1").unwrap());
    let port = gateway.url.rsplit_once(':').unwrap().1;
    let endpoint =
        |url: String| Presigner::new(credentials.clone(), Endpoint::custom(&url, "us-east-1").unwrap());
    for (presigner, status) in [
        (aws, 400),
        (endpoint("http://127.0.0.1:1".into()), 400),
        (endpoint(format!("http://example.com:{port}")), 400),
        (endpoint(format!("http://127.0.0.1:{port}")), 404),
        (endpoint(format!("http://localhost:{port}")), 404),
    ] {
        let get = presigner.get("photos", "duck.txt").presign().unwrap();
        let (_, rest) = get.url().split_once("://").unwrap();
        let (host, target) = rest.split_once('/').unwrap();
        let response =
            gateway.ask(&format!("GET /{target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"));
        assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{host}: {response}");
    }
}

/// Before a browser sends a signed header to another origin, it sends `OPTIONS` with the same URL.
#[test]
fn a_preflight_gets_a_response() {
    let gateway = Gateway::start();
    let put = gateway.presigner().put("photos", "a").content_type("text/plain").presign().unwrap();
    let (_, rest) = put.url().split_once("://").unwrap();
    let (host, target) = rest.split_once('/').unwrap();
    let response = gateway.ask(&format!(
        "OPTIONS /{target} HTTP/1.1\r\nhost: {host}\r\norigin: https://example.com\r\n\
         access-control-request-method: PUT\r\naccess-control-request-headers: content-type\r\nconnection: close\r\n\r\n"
    ));
    assert!(response.starts_with("HTTP/1.1 204 "), "{response}");
    assert!(response.contains("access-control-allow-headers: content-type\r\n"), "{response}");
}

#[cfg(unix)]
#[test]
fn only_regular_files_inside_the_folder_are_served() {
    let gateway = Gateway::start();
    let (root, outside) = (gateway.folder.path(), tempfile::tempdir().unwrap());
    fs::write(outside.path().join("a"), "outside").unwrap();
    for (target, name) in [("a", "photos/file"), ("", "photos/folder"), ("", "bucket")] {
        std::os::unix::fs::symlink(outside.path().join(target), root.join(name)).unwrap();
    }
    let made = Command::new("mkfifo").arg(root.join("photos/pipe")).status().unwrap();
    assert!(made.success());

    let s3 = gateway.presigner();
    for (bucket, key, code) in [
        ("photos", "file", "NoSuchKey"),
        ("photos", "folder/a", "NoSuchKey"),
        ("bucket", "a", "NoSuchBucket"),
        // Opening a pipe would wait for a writer.
        ("photos", "pipe", "NoSuchKey"),
    ] {
        assert_refused(send_presigned(&s3.get(bucket, key).presign().unwrap(), b""), 404, code);
    }
    for (bucket, key) in [("photos", "file"), ("photos", "folder/a"), ("photos", "folder/b"), ("bucket", "a")]
    {
        assert_eq!(
            send_presigned(&s3.put(bucket, key).presign().unwrap(), b"quack").0,
            404,
            "{bucket}/{key}"
        );
        assert_eq!(send_presigned(&s3.delete(bucket, key).presign().unwrap(), b"").0, 404, "{bucket}/{key}");
    }
    assert_eq!(fs::read(outside.path().join("a")).unwrap(), b"outside");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[test]
fn a_connection_with_an_incomplete_request_head_is_closed() {
    let gateway = Gateway::start();
    let mut stream = gateway.connect();
    write!(stream, "GET / HTTP/1.1\r\nhost: ").unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    let end = std::io::Read::read_to_end(&mut stream, &mut Vec::new());
    assert!(end.is_ok(), "{end:?}");
}

/// The file is larger than the memory that the server may use.
#[cfg(target_os = "linux")]
#[test]
fn files_are_streamed() {
    const LEN: usize = 64 << 20;
    let gateway = Gateway::start();
    let s3 = gateway.presigner();
    let body = vec![7; LEN];
    assert_eq!(send_presigned(&s3.put("photos", "large").presign().unwrap(), &body).0, 200);
    let get = s3.get("photos", "large").presign().unwrap();
    let config = Agent::config_builder().proxy(None).timeout_global(Some(Duration::from_secs(60)));
    let agent: Agent = config.build().into();
    let mut response = agent.get(get.url()).call().unwrap();
    assert_eq!(response.body().content_length(), Some(LEN as u64));
    let read = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
    assert!(read == body);

    let status = fs::read_to_string(format!("/proc/{}/status", gateway.process.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak_kib: usize = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak_kib * 1024 < LEN / 2, "the peak was {peak_kib} KiB");
}

#[test]
fn each_run_has_a_new_secret() {
    let secret = || {
        let mut process = example("gateway").env_clear().stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let line = lines.find(|line| line.contains("AWS_SECRET_ACCESS_KEY=")).unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
        line.split_once("AWS_SECRET_ACCESS_KEY=").unwrap().1.to_owned()
    };
    let (first, second) = (secret(), secret());
    assert_eq!((first.len(), second.len()), (40, 40));
    assert_ne!(first, second);
}

/// Even a signed key must not name a file outside the folder.
#[test]
fn a_key_cannot_leave_the_folder() {
    let gateway = Gateway::start();
    for (path, status) in [
        ("photos/../secret.txt", 404),
        ("../etc/passwd", 404),
        ("photos//etc/passwd", 404),
        ("photos/..%5Csecret.txt", 404),
        ("photos/%00", 404),
        // The bucket itself.
        ("photos/", 501),
    ] {
        let uri = format!("{}/{path}", gateway.url);
        let url = sdk::presign_uri(&Inputs::plain(AmzDate::now()), &uri);
        // Sent as raw text, because a client would resolve the dots.
        let target = url.strip_prefix(&gateway.url).unwrap();
        let host = gateway.url.strip_prefix("http://").unwrap();
        let response =
            gateway.ask(&format!("GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"));
        assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{path}: {response}");
    }
    assert!(gateway.folder.path().join("secret.txt").exists());
}

#[test]
fn explain_finds_the_cause_in_the_response_of_the_gateway() {
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
    assert!(text.contains("url has no signature"), "{text}");
}
