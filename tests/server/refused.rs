//! Requests that the server refuses.

use super::*;
use presign::{AmzDate, Method};
use std::time::Duration;

const DAY: i64 = 86_400;

#[test]
fn a_request_that_was_not_signed_is_refused() {
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
    assert_refused(get().with_last_digit_flipped(), mismatch);
    assert_refused(put().with_last_digit_flipped(), mismatch);
    assert_refused(get().with_url("/duck?", "/goose?"), mismatch);
    assert_refused(put().with_url("/duck?", "/goose?"), mismatch);
    assert_refused(get().with_url("/duck?", "//duck?"), mismatch);
    assert_refused(get().with_url("/examplebucket/", "/another-bucket/"), mismatch);
    assert_refused(get().with_method(Method::Put), mismatch);
    assert_refused(get().with_method(Method::Delete), mismatch);
    assert_refused(put().with_method(Method::Get), mismatch);
    assert_refused(put().with_method(Method::Delete), mismatch);
    assert_refused(put().without_header("content-type"), mismatch);
    assert_refused(put().without_header("x-amz-meta-by"), mismatch);
    assert_refused(put().with_header("content-type", "text/html"), mismatch);
    assert_refused(put().with_header("x-amz-meta-by", "you"), mismatch);
    assert_refused(get().with_header("host", "example.com"), mismatch);
    assert_refused(get().with_url("SignedHeaders=host", "SignedHeaders=accept%3Bhost"), mismatch);
    assert_refused(put().with_url("content-type%3Bhost", "host"), mismatch);
    assert_refused(get().with_url("X-Amz-Expires=900", "X-Amz-Expires=604800"), mismatch);
    assert_refused(get().with_url("%2Fus-east-1%2F", "%2Fus-east-2%2F"), mismatch);
    assert_refused(get().with_url("no-store", "no-cache"), mismatch);
    assert_refused(get().with_url("&response-cache-control=no-store", ""), mismatch);
    assert_refused(
        get().with_url("&X-Amz-Signature=", "&response-content-type=a&X-Amz-Signature="),
        mismatch,
    );
    assert_refused(part().with_url("partNumber=1", "partNumber=2"), mismatch);
    assert_refused(part().with_url("uploadId=id", "uploadId=di"), mismatch);
    assert_refused(with_token().with_url("%2Fa%2Bb%2F", "%2Fa%2Bc%2F"), mismatch);
    assert_refused(with_token().with_url(TOKEN_IN_URL, ""), mismatch);

    for key in ["duck", "goose"] {
        assert_eq!(send(s3.get(BUCKET, key), b"").expect(200).body, key.as_bytes());
    }
}

#[test]
fn a_signature_with_other_keys_is_refused() {
    let (server, s3) = start();
    send(s3.put(BUCKET, "duck"), b"quack").expect(200);
    let get = |access_key_id, secret_access_key| {
        let s3 = presigner(&server, Credentials::new(access_key_id, secret_access_key));
        Call::new(s3.get(BUCKET, "duck"), b"")
    };
    get(ACCESS_KEY_ID, SECRET_ACCESS_KEY).send().expect(200);

    assert_refused(get(ACCESS_KEY_ID, "another secret"), "SignatureDoesNotMatch");
    // AWS returns `InvalidAccessKeyId`.
    assert_refused(get("AKIAI44QH8DHBEXAMPLE", SECRET_ACCESS_KEY), "NotSignedUp");
    assert_refused(get(ACCESS_KEY_ID, SECRET_ACCESS_KEY).without_query(), "AccessDenied");
}

#[test]
fn a_url_is_accepted_until_it_expires() {
    let (_server, s3) = start();
    send(s3.put(BUCKET, "duck"), b"quack").expect(200);
    let get = |seconds_from_now: i64, lifetime: u64| {
        let date = AmzDate::from_unix_seconds(AmzDate::now().unix_seconds() + seconds_from_now).unwrap();
        let get = s3.get(BUCKET, "duck").expires_in(Duration::from_secs(lifetime));
        Call::from(get.presign_at(date).unwrap())
    };
    get(-60, 120).send().expect(200);
    get(-6 * DAY, 604_800).send().expect(200);
    // The server tolerates a clock that is ahead.
    get(60, 1).send().expect(200);

    assert_refused(get(-60, 59), "AccessDenied");
    assert_refused(get(-8 * DAY, 604_800), "AccessDenied");
    assert_refused(get(DAY, 604_800), "RequestTimeTooSkewed");
}

#[track_caller]
fn assert_refused(call: Call, code: &str) {
    assert_eq!(call.send().expect(403).element("Code"), code);
}
