//! Requests that the server accepts.

use super::*;
use presign::multipart::CompletedParts;

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

    let create = s3.create_multipart_upload(BUCKET, key).content_type(content_type);
    let created = send(create, b"").expect(200);
    let upload_id = created.element("UploadId");

    // In reverse order, because the part numbers determine the order.
    let mut completed = CompletedParts::new();
    for (number, part) in parts.iter().rev() {
        let response = send(s3.upload_part(BUCKET, key, upload_id, *number), part).expect(200);
        completed.push(*number, response.header("etag").unwrap()).unwrap();
    }

    let complete = s3.complete_multipart_upload(BUCKET, key, upload_id);
    let list = completed.to_xml().unwrap();
    assert_eq!(send(complete, list.as_bytes()).expect(200).element("Key"), key);

    let get = send(s3.get(BUCKET, key), b"").expect(200);
    assert_eq!(get.header("content-type"), Some(content_type));
    let sent = parts.map(|(_, part)| part).concat();
    assert!(get.body == sent, "the object has other bytes, {} in total", get.body.len());
    let late = send(s3.upload_part(BUCKET, key, upload_id, 5), b"").expect(404);
    assert_eq!(late.element("Code"), "NoSuchUpload");
}

#[test]
fn an_upload_is_aborted() {
    let (_server, s3) = start();
    let created = send(s3.create_multipart_upload(BUCKET, "big.iso"), b"").expect(200);
    let upload_id = created.element("UploadId");
    send(s3.upload_part(BUCKET, "big.iso", upload_id, 1), b"quack").expect(200);
    send(s3.abort_multipart_upload(BUCKET, "big.iso", upload_id), b"").expect(204);
    let late = send(s3.upload_part(BUCKET, "big.iso", upload_id, 2), b"quack").expect(404);
    assert_eq!(late.element("Code"), "NoSuchUpload");
}

/// Each key, and its encoded form in the URL.
///
/// The test compares both, because the server also accepts a path that is signed and sent with unencoded
/// characters.
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
fn every_key_names_a_separate_object() {
    let (server, s3) = start();
    for (key, path) in KEYS {
        let put = Call::new(s3.put(BUCKET, key), key.as_bytes());
        assert_eq!(put.path(), format!("{}/{BUCKET}/{path}", server.url()), "{key:?}");
        put.send().expect(200);
    }
    // Reads only after all keys are written, to find keys that name the same object.
    for (key, path) in KEYS {
        let get = Call::new(s3.get(BUCKET, key), b"");
        assert_eq!(get.path(), format!("{}/{BUCKET}/{path}", server.url()), "{key:?}");
        assert_eq!(get.send().expect(200).body, key.as_bytes(), "{key:?}");
    }
}

#[test]
fn the_longest_key_is_accepted() {
    let (_server, s3) = start();
    let key = "🦆".repeat(256);
    send(s3.put(BUCKET, &key), b"quack").expect(200);
    assert_eq!(send(s3.get(BUCKET, &key), b"").expect(200).body, b"quack");
}

#[test]
fn parameters_and_headers_take_effect() {
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
    let response = send(get, b"").expect(200);
    assert_eq!(response.header("content-disposition"), Some(disposition));
    assert_eq!(response.header("content-type"), Some(content_type));
}

#[test]
fn temporary_credentials_are_accepted() {
    let (server, _) = start();
    let s3 = presigner(&server, credentials().with_session_token(TOKEN));
    let put = Call::new(s3.put(BUCKET, "a").header("content-type", "text/plain"), b"quack");
    assert!(put.url.contains(TOKEN_IN_URL), "{}", put.url);
    put.send().expect(200);
    assert_eq!(send(s3.get(BUCKET, "a"), b"").expect(200).body, b"quack");
}
