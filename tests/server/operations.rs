//! Checks how the server, which is generated from AWS's own model, interprets each operation and setter.

use super::{witness::Witness, *};
use presign::{Checksum, ContentDisposition, CopySource, Method};

const KEY: &str = "photos/duck.jpg";
const PARTS: &str =
    "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>";
fn source() -> CopySource<'static> {
    CopySource::new("archive", "2025/été+1/duck.jpg")
}

#[test]
fn each_operation_is_recognized() {
    let (witness, _server, s3) = witness();
    for (request, operation, fields) in [
        (s3.get(BUCKET, KEY), "get_object", vec![]),
        (s3.head(BUCKET, KEY), "head_object", vec![]),
        (s3.put(BUCKET, KEY), "put_object", vec![]),
        (s3.delete(BUCKET, KEY), "delete_object", vec![]),
        (
            s3.copy(source(), BUCKET, KEY),
            "copy_object",
            vec![
                "copy_source: Bucket { bucket: \"archive\", key: \"2025/été+1/duck.jpg\", version_id: None }",
            ],
        ),
        (
            s3.copy(source().version_id("3/L+4"), BUCKET, KEY),
            "copy_object",
            vec!["version_id: Some(\"3/L+4\")"],
        ),
        (s3.create_multipart_upload(BUCKET, KEY), "create_multipart_upload", vec![]),
        (
            s3.upload_part(BUCKET, KEY, "i/+d", 7),
            "upload_part",
            vec!["part_number: 7", "upload_id: \"i/+d\""],
        ),
        (
            s3.upload_part_copy(source(), BUCKET, KEY, "id", 7),
            "upload_part_copy",
            vec!["part_number: 7", "upload_id: \"id\"", "bucket: \"archive\""],
        ),
        (
            s3.upload_part_copy(source(), BUCKET, KEY, "id", 7).copy_source_range(5..=9),
            "upload_part_copy",
            vec!["copy_source_range: \"bytes=5-9\""],
        ),
        (
            s3.complete_multipart_upload(BUCKET, KEY, "id"),
            "complete_multipart_upload",
            vec!["upload_id: \"id\""],
        ),
        (s3.abort_multipart_upload(BUCKET, KEY, "id"), "abort_multipart_upload", vec!["upload_id: \"id\""]),
        (s3.list_parts(BUCKET, KEY, "id"), "list_parts", vec!["upload_id: \"id\""]),
        (s3.list_multipart_uploads(BUCKET), "list_multipart_uploads", vec![]),
        (s3.list_objects(BUCKET).query("prefix", "a/&"), "list_objects_v2", vec!["prefix: \"a/&\""]),
        (s3.list_object_versions(BUCKET), "list_object_versions", vec![]),
        (s3.head_bucket(BUCKET), "head_bucket", vec![]),
        (s3.request(Method::Get, BUCKET, KEY).subresource("tagging"), "get_object_tagging", vec![]),
        (s3.request(Method::Get, BUCKET, KEY).subresource("acl"), "get_object_acl", vec![]),
        (s3.bucket_request(Method::Get, BUCKET).subresource("versioning"), "get_bucket_versioning", vec![]),
    ] {
        let is_of_object = request.clone().presign().unwrap().url().contains(KEY);
        let body = match operation {
            "complete_multipart_upload" => PARTS,
            _ => "",
        };
        send(request, body.as_bytes()).expect_success();
        let seen = witness.seen();
        assert!(seen.starts_with(&format!("{operation} ")), "{operation}: {seen}");
        let named = if is_of_object {
            vec!["bucket: \"examplebucket\"", "key: \"photos/duck.jpg\""]
        } else {
            vec!["bucket: \"examplebucket\""]
        };
        for field in named.into_iter().chain(fields) {
            assert!(seen.contains(field), "{operation} has no {field}: {seen}");
        }
    }
}

#[test]
fn each_setter_sets_the_field_of_its_name() {
    let (witness, _server, s3) = witness();
    let (get, put) = (|| s3.get(BUCKET, KEY), || s3.put(BUCKET, KEY));
    let date = "Thu, 01 Jan 2026 12:00:00 GMT";
    for (request, field) in [
        (put().content_type("image/jpeg"), "content_type: \"image/jpeg\""),
        (put().content_length(5), "content_length: 5"),
        (put().content_md5(&[0xfb; 16]), "content_md5: \"+/v7+/v7+/v7+/v7+/v7+w==\""),
        (put().checksum(Checksum::Crc32(0xcbf4_3926)), "checksum_crc32: \"y/Q5Jg==\""),
        (put().checksum(Checksum::Crc32c(0xe306_9283)), "checksum_crc32c: \"4waSgw==\""),
        (put().checksum(Checksum::Crc64Nvme(0xae8b_1486_0a79_9888)), "checksum_crc64nvme: \"rosUhgp5mIg=\""),
        (put().checksum(Checksum::Sha1([0; 20])), "checksum_sha1: \"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\""),
        (
            put().checksum(Checksum::Sha256([0; 32])),
            "checksum_sha256: \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"",
        ),
        (put().if_none_match("*"), "if_none_match: Any"),
        (put().if_match("\"abc\""), "if_match: ETag(Strong(\"abc\"))"),
        (get().if_none_match("\"abc\""), "if_none_match: ETag(Strong(\"abc\"))"),
        (put().storage_class("GLACIER_IR"), "storage_class: StorageClass(\"GLACIER_IR\")"),
        (put().acl("public-read"), "acl: ObjectCannedACL(\"public-read\")"),
        (put().metadata("Taken-By", "Zoe  K."), "metadata: {\"taken-by\": \"Zoe K.\"}"),
        (
            put().tagging([("team", "ducks = fun"), ("größe", "")]),
            "tagging: \"team=ducks%20%3D%20fun&gr%C3%B6%C3%9Fe=\"",
        ),
        (put().sse_s3(), "server_side_encryption: ServerSideEncryption(\"AES256\")"),
        (put().sse_kms(None), "server_side_encryption: ServerSideEncryption(\"aws:kms\")"),
        (put().sse_kms("alias/a"), "server_side_encryption: ServerSideEncryption(\"aws:kms\")"),
        (put().sse_kms("alias/a"), "ssekms_key_id: \"alias/a\""),
        (put().bucket_key_enabled(true), "bucket_key_enabled: true"),
        (put().sse_c(&[0; 32], &[1; 16]), "sse_customer_algorithm: \"AES256\""),
        (
            put().sse_c(&[0; 32], &[1; 16]),
            "sse_customer_key: \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"",
        ),
        (put().sse_c(&[0; 32], &[1; 16]), "sse_customer_key_md5: \"AQEBAQEBAQEBAQEBAQEBAQ==\""),
        (get().version_id("3/L+4"), "version_id: \"3/L+4\""),
        (
            get().response_content_type("text/plain; a=\"b c\""),
            "response_content_type: \"text/plain; a=\\\"b c\\\"\"",
        ),
        (get().response_content_language("de, en"), "response_content_language: \"de, en\""),
        (get().response_expires(date), "response_expires: Timestamp(2026-01-01 12:00:00.0 +00:00:00)"),
        (get().response_cache_control("max-age=9"), "response_cache_control: \"max-age=9\""),
        (get().response_content_encoding("gzip"), "response_content_encoding: \"gzip\""),
        (get().response_content_disposition("inline"), "response_content_disposition: \"inline\""),
        (
            get().response_content_disposition(ContentDisposition::inline("a.txt")),
            "response_content_disposition: \"inline; filename=\\\"a.txt\\\"\"",
        ),
        (
            get().attachment("a'b*ü.txt"),
            "response_content_disposition: \"attachment; filename=\\\"a'b*_.txt\\\"; filename*=UTF-8''a%27b%2A%C3%BC.txt\"",
        ),
    ] {
        send(request, b"quack").expect_success();
        let seen = witness.seen();
        assert!(seen.contains(&format!(" {field}")), "no {field}: {seen}");
    }
}

fn witness() -> (Witness, Server, Presigner) {
    let witness = Witness::default();
    let (server, s3) = start_with(witness.clone());
    (witness, server, s3)
}
