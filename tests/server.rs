//! The crate against an S3 server that shares no code with it, over HTTP.

mod support;

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use presign::{AmzDate, Credentials, Endpoint, Method, Presigned, Presigner, Request};
use support::{memory::Memory, server::Server};
use ureq::{Agent, http};

const BUCKET: &str = "examplebucket";
const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLE//a+b/c==";

// What is allowed.

#[test]
fn an_object_is_written_read_and_deleted() {
    let (_server, s3) = start();
    let body = b"\0\r\n\xff quack";
    let put = s3.put(BUCKET, "photos/duck.jpg").header("Content-Type", "image/jpeg").presign().unwrap();
    send(&put, body).expect(200);

    let head = send(&s3.head(BUCKET, "photos/duck.jpg").presign().unwrap(), b"").expect(200);
    assert_eq!(head.header("content-type"), Some("image/jpeg"));
    assert_eq!(head.header("content-length"), Some("10"));

    let get = s3.get(BUCKET, "photos/duck.jpg").presign().unwrap();
    let answer = send(&get, b"").expect(200);
    assert_eq!(answer.header("content-type"), Some("image/jpeg"));
    assert_eq!(answer.body, body);

    send(&s3.delete(BUCKET, "photos/duck.jpg").presign().unwrap(), b"").expect(204);
    assert_eq!(send(&get, b"").expect(404).element("Code"), "NoSuchKey");
}

#[test]
fn parts_are_uploaded_and_joined() {
    let (_server, s3) = start();
    let (key, content_type) = ("backups/big file.iso", "application/x-iso9660-image");
    let parts = [vec![1; 300_000], vec![2; 200_000], vec![3; 100_000], b"the end".to_vec()];

    let create =
        s3.request(Method::Post, BUCKET, key).query("uploads", "").header("content-type", content_type);
    let created = send(&create.presign().unwrap(), b"").expect(200);
    let upload_id = created.element("UploadId");

    // Backwards: their numbers put the parts in order.
    let mut list = String::new();
    for (number, part) in (1..).zip(&parts).rev() {
        let upload = s3.upload_part(BUCKET, key, upload_id, number).presign().unwrap();
        let answer = send(&upload, part).expect(200);
        let e_tag = answer.header("etag").unwrap();
        list.insert_str(0, &format!("<Part><PartNumber>{number}</PartNumber><ETag>{e_tag}</ETag></Part>"));
    }

    let complete = s3.request(Method::Post, BUCKET, key).query("uploadId", upload_id).presign().unwrap();
    let list = format!("<CompleteMultipartUpload>{list}</CompleteMultipartUpload>");
    assert_eq!(send(&complete, list.as_bytes()).expect(200).element("Key"), key);

    let got = send(&s3.get(BUCKET, key).presign().unwrap(), b"").expect(200);
    assert_eq!(got.header("content-type"), Some(content_type));
    assert!(got.body == parts.concat(), "{} bytes came back, or others", got.body.len());
    // The upload is over.
    let late = s3.upload_part(BUCKET, key, upload_id, 5).presign().unwrap();
    assert_eq!(send(&late, b"").expect(404).element("Code"), "NoSuchUpload");
}

#[test]
fn an_upload_is_aborted() {
    let (_server, s3) = start();
    let create = s3.request(Method::Post, BUCKET, "big.iso").query("uploads", "").presign().unwrap();
    let created = send(&create, b"").expect(200);
    let upload_id = created.element("UploadId");
    let abort = s3.delete(BUCKET, "big.iso").query("uploadId", upload_id).presign().unwrap();
    send(&abort, b"").expect(204);
    let part = s3.upload_part(BUCKET, "big.iso", upload_id, 1).presign().unwrap();
    assert_eq!(send(&part, b"").expect(404).element("Code"), "NoSuchUpload");
}

/// Each key beside its spelling in the URL. The server alone does not tell: it also takes a path that was signed and sent
/// with characters left unencoded.
#[rustfmt::skip]
const KEYS: [(&str, &str); 44] = [
    ("plain.txt", "plain.txt"),
    ("photos/2026/duck.jpg", "photos/2026/duck.jpg"),
    ("AZaz09-._~", "AZaz09-._~"),
    (" ", "%20"),
    ("a b", "a%20b"),
    ("a  b ", "a%20%20b%20"),
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
fn every_key_is_itself() {
    let (server, s3) = start();
    let bucket_url = format!("{}/{BUCKET}/", server.url());
    for (key, path) in KEYS {
        let put = s3.put(BUCKET, key).presign().unwrap();
        assert_eq!(put.url().split_once('?').unwrap().0, format!("{bucket_url}{path}"), "{key:?}");
        send(&put, key.as_bytes()).expect(200);
    }
    // After all of them are written: had two become one, the first would be gone.
    for (key, path) in KEYS {
        let get = s3.get(BUCKET, key).presign().unwrap();
        assert_eq!(get.url().split_once('?').unwrap().0, format!("{bucket_url}{path}"), "{key:?}");
        assert_eq!(send(&get, b"").expect(200).body, key.as_bytes(), "{key:?}");
    }
}

#[test]
fn the_longest_key_arrives() {
    let (_server, s3) = start();
    let key = "🦆".repeat(256);
    send(&s3.put(BUCKET, &key).presign().unwrap(), b"quack").expect(200);
    assert_eq!(send(&s3.get(BUCKET, &key).presign().unwrap(), b"").expect(200).body, b"quack");
}

#[test]
fn parameters_and_headers_arrive() {
    let (_server, s3) = start();
    let disposition = "attachment; filename=\"a b+c's (1)*.txt\"; filename*=UTF-8''d%C3%BC%26.txt";
    let put = s3
        .put(BUCKET, "a")
        .header("X-Amz-Meta-Spaces", "  two   in a row\t")
        .header("x-amz-meta-empty", "")
        .header("x-amz-meta-many", "one")
        .header("x-amz-meta-many", "two")
        .header("content-type", "text/plain; charset=\"utf-8\"")
        .header("cache-control", "max-age=60")
        .presign()
        .unwrap();
    send(&put, b"quack").expect(200);
    let get = s3
        .get(BUCKET, "a")
        .query("response-content-disposition", disposition)
        .query("response-cache-control", "")
        .query("é", "ü &=+")
        .query("a-b", "1")
        .query("a", 2)
        .presign()
        .unwrap();
    let answer = send(&get, b"").expect(200);
    assert_eq!(answer.header("content-disposition"), Some(disposition));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=\"utf-8\""));
}

#[test]
fn temporary_credentials_are_let_in() {
    let (server, _) = start();
    let s3 = presigner(&server, credentials().with_session_token(TOKEN));
    let put = s3.put(BUCKET, "a").header("content-type", "text/plain").presign().unwrap();
    assert!(put.url().contains("&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F%2Fa%2Bb%2Fc%3D%3D&"));
    send(&put, b"quack").expect(200);
    assert_eq!(send(&s3.get(BUCKET, "a").presign().unwrap(), b"").expect(200).body, b"quack");
}

// What is refused.

#[test]
fn what_was_not_signed_is_refused() {
    let (server, s3) = start();
    for key in ["duck", "goose"] {
        send(&s3.put(BUCKET, key).presign().unwrap(), key.as_bytes()).expect(200);
    }
    let get = || Call::new(&s3.get(BUCKET, "duck").query("response-cache-control", "no-store"), b"");
    let put = || {
        let put = s3.put(BUCKET, "duck").header("content-type", "text/plain").header("x-amz-meta-by", "me");
        Call::new(&put, b"duck")
    };
    let part = || Call::new(&s3.upload_part(BUCKET, "duck", "id", 1), b"quack");
    let temporary = presigner(&server, credentials().with_session_token(TOKEN));
    let with_token = || Call::new(&temporary.get(BUCKET, "duck"), b"");
    get().send().expect(200);
    put().send().expect(200);
    with_token().send().expect(200);

    let mismatch = "SignatureDoesNotMatch";
    refused(get().flip_last_digit(), mismatch);
    refused(put().flip_last_digit(), mismatch);
    refused(get().in_url("/duck?", "/goose?"), mismatch);
    refused(put().in_url("/duck?", "/goose?"), mismatch);
    refused(get().in_url("/duck?", "//duck?"), mismatch);
    refused(get().in_url("/examplebucket/", "/another-bucket/"), mismatch);
    refused(get().method(Method::Put), mismatch);
    refused(get().method(Method::Delete), mismatch);
    refused(put().method(Method::Get), mismatch);
    refused(put().method(Method::Delete), mismatch);
    refused(put().without("content-type"), mismatch);
    refused(put().without("x-amz-meta-by"), mismatch);
    refused(put().with("content-type", "text/html"), mismatch);
    refused(put().with("x-amz-meta-by", "you"), mismatch);
    refused(get().with("host", "example.com"), mismatch);
    refused(get().in_url("SignedHeaders=host", "SignedHeaders=accept%3Bhost"), mismatch);
    refused(put().in_url("content-type%3Bhost", "host"), mismatch);
    refused(get().in_url("X-Amz-Expires=900", "X-Amz-Expires=604800"), mismatch);
    refused(get().in_url("no-store", "no-cache"), mismatch);
    refused(get().in_url("&response-cache-control=no-store", ""), mismatch);
    refused(get().in_url("&X-Amz-Signature=", "&response-content-type=a&X-Amz-Signature="), mismatch);
    refused(get().in_url("%2Fus-east-1%2F", "%2Fus-east-2%2F"), mismatch);
    refused(part().in_url("partNumber=1", "partNumber=2"), mismatch);
    refused(part().in_url("uploadId=id", "uploadId=di"), mismatch);
    refused(with_token().in_url("EXAMPLE", "example"), mismatch);
    refused(
        with_token().in_url("&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F%2Fa%2Bb%2Fc%3D%3D", ""),
        mismatch,
    );

    for key in ["duck", "goose"] {
        let answer = send(&s3.get(BUCKET, key).presign().unwrap(), b"").expect(200);
        assert_eq!(answer.body, key.as_bytes());
    }
}

#[test]
fn whoever_has_not_the_keys_is_refused() {
    let (server, s3) = start();
    send(&s3.put(BUCKET, "duck").presign().unwrap(), b"quack").expect(200);
    let get = |credentials| Call::new(&presigner(&server, credentials).get(BUCKET, "duck"), b"");
    get(credentials()).send().expect(200);

    refused(
        get(Credentials::new(ACCESS_KEY_ID, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEX")),
        "SignatureDoesNotMatch",
    );
    // AWS says InvalidAccessKeyId.
    refused(get(Credentials::new("AKIAI44QH8DHBEXAMPLE", SECRET_ACCESS_KEY)), "NotSignedUp");
    refused(get(credentials()).without_query(), "AccessDenied");
}

#[test]
fn a_url_is_good_for_its_lifetime() {
    let (_server, s3) = start();
    send(&s3.put(BUCKET, "duck").presign().unwrap(), b"quack").expect(200);
    let get = |from_now: i64, lifetime: u64| {
        let date = AmzDate::from_unix_seconds(AmzDate::now().unix_seconds() + from_now).unwrap();
        let get = s3.get(BUCKET, "duck").expires_in(Duration::from_secs(lifetime));
        Call::from(&get.presign_at(date).unwrap())
    };
    get(-60, 120).send().expect(200);
    get(-6 * DAY, 604_800).send().expect(200);
    // The server's clock may be slow.
    get(60, 120).send().expect(200);

    refused(get(-60, 59), "AccessDenied");
    refused(get(-60, 1), "AccessDenied");
    refused(get(-8 * DAY, 604_800), "AccessDenied");
    refused(get(DAY, 604_800), "RequestTimeTooSkewed");
}
