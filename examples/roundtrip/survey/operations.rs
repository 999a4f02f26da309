//! Checks of the operations and setters, each with the behavior of Amazon S3.

use md5::{Digest, Md5};
use presign::{
    Checksum, CopySource, Method,
    multipart::{
        CompleteMultipartUploadResult, CompletedParts, CopyPartResult, InitiateMultipartUploadResult,
        ListPartsResult, ResponseError,
    },
};
use sha2::Sha256;

use super::{Finding, Survey, same};
use crate::client::Response;

type Check = fn(&Survey<'_>) -> Finding;

pub(super) const CHECKS: &[(&str, Check)] = &[
    ("HeadObject returns the length", head),
    ("GetObject of a missing object", get_nothing),
    ("GetObject of a range", get_range),
    ("the content type is stored", content_type),
    ("metadata is stored", metadata),
    ("an empty object", empty_object),
    ("if-none-match: * protects an object", never_replace),
    ("if-match protects another version", if_match),
    ("if-none-match of an unchanged object", not_modified),
    ("content-md5 is checked", content_md5),
    ("a checksum is checked", checksum),
    ("the payload hash is checked", payload_sha256),
    ("response headers are overridden", response_overrides),
    ("CopyObject", copy),
    ("tags are stored", tagging),
    ("a subresource is not the object", subresource),
    ("SSE-S3", sse_s3),
    ("SSE-C needs the key", sse_c),
    ("the storage class STANDARD", storage_class),
    ("the ACL private", acl),
    ("metadata in the URL", metadata_in_url),
    ("HeadBucket", head_bucket),
    ("ListBuckets", list_buckets),
    ("ListObjectsV2", list_objects),
    ("ListMultipartUploads", list_multipart_uploads),
    ("an upload in parts", multipart),
    ("a copied part", part_copy),
    ("an aborted upload", abort),
    ("DeleteObject", delete),
];

fn head(survey: &Survey<'_>) -> Finding {
    let key = survey.key("head");
    survey.put(&key, b"quack")?;
    let response = survey.expect(survey.s3.head(survey.bucket, &key), b"", 200)?;
    same("content-length", response.header("content-length").unwrap_or("missing"), "5")
}

fn get_nothing(survey: &Survey<'_>) -> Finding {
    survey.expect(survey.s3.get(survey.bucket, survey.key("missing")), b"", 404).map(drop)
}

fn get_range(survey: &Survey<'_>) -> Finding {
    let key = survey.key("range");
    survey.put(&key, b"quack")?;
    let get = survey.s3.get(survey.bucket, &key).header("range", "bytes=1-3");
    same("the body", survey.expect(get, b"", 206)?.text(), "uac")
}

fn content_type(survey: &Survey<'_>) -> Finding {
    let key = survey.key("content type");
    survey.put_with(&key, b"quack", |put| put.content_type("image/x-duck"), 200)?;
    let response = survey.expect(survey.s3.get(survey.bucket, &key), b"", 200)?;
    same("content-type", response.header("content-type").unwrap_or("missing"), "image/x-duck")
}

fn metadata(survey: &Survey<'_>) -> Finding {
    let key = survey.key("metadata");
    survey.put_with(&key, b"quack", |put| put.metadata("taken-by", "Zoe K."), 200)?;
    let response = survey.expect(survey.s3.head(survey.bucket, &key), b"", 200)?;
    same("x-amz-meta-taken-by", response.header("x-amz-meta-taken-by").unwrap_or("missing"), "Zoe K.")
}

fn metadata_in_url(survey: &Survey<'_>) -> Finding {
    let key = survey.key("metadata in the URL");
    survey.put_with(&key, b"quack", |put| put.query("x-amz-meta-taken-by", "Zoe"), 200)?;
    let response = survey.expect(survey.s3.head(survey.bucket, &key), b"", 200)?;
    same("x-amz-meta-taken-by", response.header("x-amz-meta-taken-by").unwrap_or("missing"), "Zoe")
}

fn empty_object(survey: &Survey<'_>) -> Finding {
    let key = survey.key("empty");
    survey.put(&key, b"")?;
    survey.expect_object(&key, b"")
}

fn never_replace(survey: &Survey<'_>) -> Finding {
    let key = survey.key("never replaced");
    survey.put_with(&key, b"first", |put| put.if_none_match("*"), 200)?;
    survey.put_with(&key, b"second", |put| put.if_none_match("*"), 412)?;
    survey.expect_object(&key, b"first")
}

fn if_match(survey: &Survey<'_>) -> Finding {
    let key = survey.key("if-match");
    survey.put(&key, b"first")?;
    let e_tag = e_tag(survey, &key)?;
    survey.put_with(&key, b"second", |put| put.if_match(e_tag.clone()), 200)?;
    survey.put_with(&key, b"third", |put| put.if_match(e_tag), 412)?;
    survey.expect_object(&key, b"second")
}

fn not_modified(survey: &Survey<'_>) -> Finding {
    let key = survey.key("if-none-match");
    survey.put(&key, b"quack")?;
    let e_tag = e_tag(survey, &key)?;
    survey.expect(survey.s3.get(survey.bucket, &key).if_none_match(e_tag), b"", 304).map(drop)
}

fn e_tag(survey: &Survey<'_>, key: &str) -> Result<String, String> {
    let response = survey.expect(survey.s3.head(survey.bucket, key), b"", 200)?;
    response.header("etag").map(Into::into).ok_or_else(|| "has no ETag".into())
}

fn content_md5(survey: &Survey<'_>) -> Finding {
    let (key, md5) = (survey.key("content-md5"), Md5::digest("quack").into());
    survey.put_with(&key, b"quack", |put| put.content_md5(&md5), 200)?;
    survey.put_with(&key, b"moo", |put| put.content_md5(&md5), 400)
}

fn checksum(survey: &Survey<'_>) -> Finding {
    let (key, checksum) = (survey.key("checksum"), Checksum::Sha256(Sha256::digest("quack").into()));
    survey.put_with(&key, b"quack", |put| put.checksum(checksum), 200)?;
    survey.put_with(&key, b"moo", |put| put.checksum(checksum), 400)
}

fn payload_sha256(survey: &Survey<'_>) -> Finding {
    let (key, hash) = (survey.key("payload hash"), Sha256::digest("quack").into());
    survey.put_with(&key, b"quack", |put| put.payload_sha256(hash), 200)?;
    survey.put_with(&key, b"moo", |put| put.payload_sha256(hash), 400)
}

fn response_overrides(survey: &Survey<'_>) -> Finding {
    let key = survey.key("response overrides");
    survey.put(&key, b"quack")?;
    let get = survey.s3.get(survey.bucket, &key).response_content_type("text/x-duck").attachment("duck.txt");
    let response = survey.expect(get, b"", 200)?;
    same("content-type", response.header("content-type").unwrap_or("missing"), "text/x-duck")?;
    same(
        "content-disposition",
        response.header("content-disposition").unwrap_or("missing"),
        "attachment; filename=\"duck.txt\"",
    )
}

fn copy(survey: &Survey<'_>) -> Finding {
    let (from, to) = (survey.key("copy/ö+ from"), survey.key("copy/to"));
    survey.put(&from, b"quack")?;
    survey.written.borrow_mut().insert(to.clone());
    let copy = survey.s3.copy(CopySource::new(survey.bucket, &from), survey.bucket, &to);
    survey.expect(copy, b"", 200)?;
    survey.expect_object(&to, b"quack")
}

fn tagging(survey: &Survey<'_>) -> Finding {
    let key = survey.key("tags");
    survey.put_with(&key, b"quack", |put| put.tagging([("kind", "duck"), ("wild", "")]), 200)?;
    let get = survey.s3.request(Method::Get, survey.bucket, &key).query("tagging", "");
    let names = survey.expect(get, b"", 200)?.elements("Key").map_err(|error| error.to_string())?;
    same("the list of tags", names.join(", "), "kind, wild")
}

/// A server that ignores a subresource may store its body as the object.
fn subresource(survey: &Survey<'_>) -> Finding {
    let key = survey.key("subresource");
    survey.put(&key, b"quack")?;
    let put = survey.s3.request(Method::Put, survey.bucket, &key).query("tagging", "");
    let tags = b"<Tagging><TagSet><Tag><Key>kind</Key><Value>duck</Value></Tag></TagSet></Tagging>";
    let response = survey.expect(put, tags, 200);
    survey.expect_object(&key, b"quack").and(response.map(drop))
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "the method has a specific lifetime")]
fn sse_s3(survey: &Survey<'_>) -> Finding {
    let key = survey.key("sse-s3");
    survey.put_with(&key, b"quack", |put| put.sse_s3(), 200)?;
    survey.expect_object(&key, b"quack")
}

fn sse_c(survey: &Survey<'_>) -> Finding {
    let (object, key) = (survey.key("sse-c"), *b"thirty-two bytes of customer key");
    let md5 = Md5::digest(key).into();
    survey.put_with(&object, b"quack", |put| put.sse_c(&key, &md5), 200)?;
    survey.expect(survey.s3.get(survey.bucket, &object).sse_c(&key, &md5), b"", 200)?;
    survey.expect(survey.s3.get(survey.bucket, &object), b"", 400).map(drop)
}

fn storage_class(survey: &Survey<'_>) -> Finding {
    survey.put_with(&survey.key("storage class"), b"quack", |put| put.storage_class("STANDARD"), 200)
}

fn acl(survey: &Survey<'_>) -> Finding {
    survey.put_with(&survey.key("acl"), b"quack", |put| put.acl("private"), 200)
}

fn head_bucket(survey: &Survey<'_>) -> Finding {
    survey.expect(survey.s3.head_bucket(survey.bucket), b"", 200).map(drop)
}

fn list_buckets(survey: &Survey<'_>) -> Finding {
    let names = survey.expect(survey.s3.list_buckets(), b"", 200)?.elements("Name");
    let has_bucket = names.is_ok_and(|names| names.iter().any(|name| name == survey.bucket));
    if has_bucket { Ok(()) } else { Err("does not list the bucket".into()) }
}

fn list_objects(survey: &Survey<'_>) -> Finding {
    for name in ["list/a", "list/b/c", "list/b/d"] {
        survey.put(&survey.key(name), b"quack")?;
    }
    let list =
        survey.s3.list_objects(survey.bucket).query("prefix", survey.key("list/")).query("delimiter", "/");
    let response = survey.expect(list, b"", 200)?;
    let keys = response.elements("Key").map_err(|error| error.to_string())?;
    same("the list of keys", keys.join(", "), survey.key("list/a"))
}

fn list_multipart_uploads(survey: &Survey<'_>) -> Finding {
    survey.expect(survey.s3.list_multipart_uploads(survey.bucket), b"", 200).map(drop)
}

fn multipart(survey: &Survey<'_>) -> Finding {
    let key = survey.key("parts");
    let first = vec![b'q'; PART];
    let upload_id = create(survey, &key)?;
    let mut completed = CompletedParts::new();
    for (number, part) in [(1, &*first), (2, b"uack")] {
        let put = survey.s3.upload_part(survey.bucket, &key, &*upload_id, number);
        let response = survey.expect(put, part, 200)?;
        let e_tag = response.header("etag").ok_or("has no ETag for a part")?;
        completed.push(number, e_tag).map_err(|error| error.to_string())?;
    }
    let response = survey.expect(survey.s3.list_parts(survey.bucket, &key, &*upload_id), b"", 200)?;
    let list = read(ListPartsResult::from_xml, &response)?;
    let parts = list.parts().iter().map(|part| format!("{} of {} bytes", part.number(), part.size()));
    same(
        "the list of parts",
        parts.collect::<Vec<_>>().join(", "),
        format!("1 of {PART} bytes, 2 of 4 bytes"),
    )?;
    complete(survey, &key, &upload_id, &completed)?;
    let response = survey.expect(survey.s3.get(survey.bucket, &key), b"", 200)?;
    same("the length", response.body.len(), PART + 4)
}

fn part_copy(survey: &Survey<'_>) -> Finding {
    let (source, key) = (survey.key("part source"), survey.key("part copy"));
    // S3 copies a range only of a source with more than 5 MB.
    let mut body = vec![b'q'; PART];
    body.extend(b"uack");
    survey.put(&source, &body)?;
    let upload_id = create(survey, &key)?;
    let from = CopySource::new(survey.bucket, &source);
    let end = PART as u64 + 3;
    let copy = survey
        .s3
        .upload_part_copy(from, survey.bucket, &key, &*upload_id, 1)
        .copy_source_range(end - 4..=end);
    let copied = read(CopyPartResult::from_xml, &survey.expect(copy, b"", 200)?)?;
    let mut completed = CompletedParts::new();
    completed.push(1, copied.e_tag()).map_err(|error| error.to_string())?;
    complete(survey, &key, &upload_id, &completed)?;
    survey.expect_object(&key, b"quack")
}

fn abort(survey: &Survey<'_>) -> Finding {
    let key = survey.key("aborted");
    let upload_id = create(survey, &key)?;
    survey.expect(survey.s3.abort_multipart_upload(survey.bucket, &key, &*upload_id), b"", 204)?;
    survey.expect(survey.s3.list_parts(survey.bucket, &key, &*upload_id), b"", 404).map(drop)
}

fn create(survey: &Survey<'_>, key: &str) -> Result<String, String> {
    survey.written.borrow_mut().insert(key.into());
    let response = survey.expect(survey.s3.create_multipart_upload(survey.bucket, key), b"", 200)?;
    Ok(read(InitiateMultipartUploadResult::from_xml, &response)?.upload_id().into())
}

fn complete(survey: &Survey<'_>, key: &str, upload_id: &str, parts: &CompletedParts) -> Finding {
    let complete = survey.s3.complete_multipart_upload(survey.bucket, key, upload_id);
    let body = parts.to_xml().map_err(|error| error.to_string())?;
    let response = survey.expect(complete, body.as_bytes(), 200)?;
    // S3 may return 200 and still report an error.
    read(CompleteMultipartUploadResult::from_xml, &response).map(drop)
}

fn read<T>(from_xml: fn(&str) -> Result<T, ResponseError>, response: &Response) -> Result<T, String> {
    from_xml(&response.text()).map_err(|error| error.to_string())
}

fn delete(survey: &Survey<'_>) -> Finding {
    let key = survey.key("deleted");
    survey.put(&key, b"quack")?;
    survey.expect(survey.s3.delete(survey.bucket, &key), b"", 204)?;
    survey.expect(survey.s3.get(survey.bucket, &key), b"", 404).map(drop)
}

/// The minimum size of a part, except for the last one.
const PART: usize = 5 * 1024 * 1024;
