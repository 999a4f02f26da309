//! Binds a URL to a body or to the state of an object: the server refuses all others.

use super::*;
use md5::{Digest, Md5};
use presign::{Checksum, CopySource};
use s3s_fs::FileSystem;
use sha2::Sha256;
use tempfile::TempDir;

#[test]
fn a_body_with_another_checksum_is_refused() {
    let (_files, _server, s3) = start_on_files();
    let body = b"123456789";
    // The published check values of these algorithms.
    let sums = [
        Checksum::Crc32(0xcbf4_3926),
        Checksum::Crc32c(0xe306_9283),
        Checksum::Crc64Nvme(0xae8b_1486_0a79_9888),
        Checksum::Sha1(*b"\xf7\xc3\xbc\x1d\x80\x8e\x04\x73\x2a\xdf\x67\x99\x65\xcc\xc3\x4c\xa7\xae\x34\x41"),
        Checksum::Sha256(hash(body)),
    ];
    for checksum in sums {
        let put = || s3.put(BUCKET, "a").checksum(checksum);
        send(put(), body).expect(200);
        assert_eq!(send(put(), b"another..").expect(400).element("Code"), "BadDigest", "{checksum:?}");
    }
    let put = || s3.put(BUCKET, "a").content_md5(&Md5::digest(body).into());
    send(put(), body).expect(200);
    assert_eq!(send(put(), b"another..").expect(400).element("Code"), "BadDigest");
}

#[test]
fn a_body_of_another_length_is_refused() {
    let (_files, _server, s3) = start_on_files();
    let put = || s3.put(BUCKET, "a").content_length(5);
    // The client sends the header by itself, from the body.
    send(put(), b"quack").expect(200);
    for body in [b"quac".as_slice(), b"quack!", b""] {
        assert_eq!(send(put(), body).expect(403).element("Code"), "SignatureDoesNotMatch");
    }
    assert_eq!(send(s3.get(BUCKET, "a"), b"").expect(200).body, b"quack");
}

#[test]
fn if_none_match_creates_an_object_only_once() {
    let (_files, _server, s3) = start_on_files();
    let put = || s3.put(BUCKET, "a").if_none_match("*");
    send(put(), b"first").expect(200);
    assert_eq!(send(put(), b"second").expect(412).element("Code"), "PreconditionFailed");
    assert_eq!(send(s3.get(BUCKET, "a"), b"").expect(200).body, b"first");
    // The condition is signed: the URL does not work without it.
    let replaced = Call::new(put(), b"third").without_header("if-none-match").send();
    assert_eq!(replaced.expect(403).element("Code"), "SignatureDoesNotMatch");
}

#[test]
fn a_copy_has_the_bytes_of_its_source() {
    let (_files, _server, s3) = start_on_files();
    send(s3.put(BUCKET, "été+1/duck"), b"quack").expect(200);
    send(s3.copy(CopySource::new(BUCKET, "été+1/duck"), BUCKET, "b"), b"").expect(200);
    assert_eq!(send(s3.get(BUCKET, "b"), b"").expect(200).body, b"quack");
}

fn start_on_files() -> (TempDir, Server, Presigner) {
    let files = tempfile::tempdir().unwrap();
    std::fs::create_dir(files.path().join(BUCKET)).unwrap();
    let (server, s3) = start_with(FileSystem::new(files.path()).unwrap());
    (files, server, s3)
}

fn hash(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}
