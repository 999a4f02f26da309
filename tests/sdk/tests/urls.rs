//! Whole presigned URLs of the AWS SDK: the same parameters, the same headers and the same signature.

mod places;

use aws_sdk_s3::{
    presigning::{PresignedRequest, PresigningConfig},
    primitives::DateTime,
};
use places::{LIFETIME, Operation, Parts, at_every_place, date};
use presign::Method;
use sdk::now;
use std::time::{Duration, UNIX_EPOCH};

#[test]
fn the_same_urls() {
    at_every_place(|sdk, s3, bucket, key, is_in_host| {
        let operations = OPERATIONS.iter().chain(OPERATIONS_ON_BUCKETS.iter().filter(|_| is_in_host));
        for Operation { name, sdk: of_sdk, presign } in operations {
            let what = format!("{name} of {key:?} in {bucket} at {}", s3.endpoint());
            let of_presign = Parts::of_presign(presign(s3, bucket, key), &what);
            assert_eq!(of_presign, of_sdk(sdk, bucket, key), "{what}");
        }
    });
}

/// A row is the operation's name, if the SDK gives it in `x-id`, and what either is asked for; both get a bucket and a
/// key.
macro_rules! operations {
    ($(
        $id:literal $sdk:ident() $(.$set:ident($($value:expr),*))*
            == $presign:ident($($of:expr),*) $(.$with:ident($($arg:expr),*))*;
    )*) => {
        &[$(Operation {
            name: stringify!($sdk() $(.$set($($value),*))*),
            sdk: |sdk, bucket, key| {
                let request = sdk.$sdk().bucket(bucket).key(key) $(.$set($($value),*))*;
                parts(&now(request.presigned(config())).unwrap())
            },
            presign: |s3, bucket, key| {
                let request = s3.$presign(bucket, key $(, $of)*) $(.$with($($arg),*))*;
                if $id.is_empty() { request } else { request.query("x-id", $id) }
            },
        }),*]
    };
}

const OPERATIONS: &[Operation] = operations! {
    "GetObject" get_object() == get();
    "GetObject" get_object().version_id("a+b/c=") == get().query("versionId", "a+b/c=");
    "GetObject" get_object().part_number(3) == get().query("partNumber", 3);
    "GetObject" get_object().range("bytes=0-9") == get().header("range", "bytes=0-9");
    "GetObject" get_object().if_modified_since(DateTime::from_secs(1_369_353_600))
        == get().header("if-modified-since", "Fri, 24 May 2013 00:00:00 GMT");
    "GetObject" get_object()
            .response_cache_control("no-cache, max-age=0")
            .response_content_type("text/plain; charset=utf-8")
        == get()
            .query("response-cache-control", "no-cache, max-age=0")
            .query("response-content-type", "text/plain; charset=utf-8");
    "GetObject" get_object().response_content_disposition(DISPOSITION)
        == get().query("response-content-disposition", DISPOSITION);
    "GetObject" get_object().response_content_encoding("gzip").response_content_language("de, en")
        == get().query("response-content-encoding", "gzip").query("response-content-language", "de, en");
    "GetObject" get_object().request_payer("requester".into())
        == get().header("x-amz-request-payer", "requester");
    "GetObject" get_object().expected_bucket_owner("123456789012")
        == get().header("x-amz-expected-bucket-owner", "123456789012");

    "" head_object() == head();
    "" head_object().version_id("null") == head().query("versionId", "null");
    "" head_object().if_match("\"etag\"") == head().header("if-match", "\"etag\"");

    "PutObject" put_object() == put();
    "PutObject" put_object().content_type("image/svg+xml") == put().header("content-type", "image/svg+xml");
    "PutObject" put_object().content_length(1234) == put().header("content-length", 1234);
    "PutObject" put_object().content_md5(MD5)
        == put().header("content-md5", MD5);
    "PutObject" put_object().content_disposition("inline").content_encoding("gzip").content_language("de, en")
        == put()
            .header("content-disposition", "inline")
            .header("content-encoding", "gzip")
            .header("content-language", "de, en");
    "PutObject" put_object().cache_control("no-cache, max-age=0")
        == put().header("cache-control", "no-cache, max-age=0");
    "PutObject" put_object().if_none_match("*") == put().header("if-none-match", "*");
    "PutObject" put_object().metadata("author", "Ada Lovelace").metadata("a", "1")
        == put().header("x-amz-meta-author", "Ada Lovelace").header("x-amz-meta-a", "1");
    "PutObject" put_object().storage_class("STANDARD_IA".into())
        == put().header("x-amz-storage-class", "STANDARD_IA");
    "PutObject" put_object().acl("public-read".into()) == put().header("x-amz-acl", "public-read");
    "PutObject" put_object().tagging("a=1&b=%20") == put().header("x-amz-tagging", "a=1&b=%20");
    "PutObject" put_object().checksum_sha256(SHA_256) == put().header("x-amz-checksum-sha256", SHA_256);
    "PutObject" put_object().checksum_crc32_c("AAAAAA==")
        == put().header("x-amz-checksum-crc32c", "AAAAAA==");
    "PutObject" put_object().server_side_encryption("aws:kms".into()).ssekms_key_id("alias/key")
        == put()
            .header("x-amz-server-side-encryption", "aws:kms")
            .header("x-amz-server-side-encryption-aws-kms-key-id", "alias/key");
    "PutObject" put_object()
            .sse_customer_algorithm("AES256")
            .sse_customer_key(SHA_256)
            .sse_customer_key_md5(MD5)
        == put()
            .header("x-amz-server-side-encryption-customer-algorithm", "AES256")
            .header("x-amz-server-side-encryption-customer-key", SHA_256)
            .header("x-amz-server-side-encryption-customer-key-md5", MD5);

    "UploadPart" upload_part().upload_id("VXBsb2Fk.SWQ_~-+/=").part_number(7)
        == upload_part("VXBsb2Fk.SWQ_~-+/=", 7);
    "UploadPart" upload_part().upload_id("id").part_number(10_000).content_length(5_242_880)
        == upload_part("id", 10_000).header("content-length", 5_242_880);

    "DeleteObject" delete_object() == delete();
    "DeleteObject" delete_object().version_id("null").mfa("serial 123456")
        == delete().query("versionId", "null").header("x-amz-mfa", "serial 123456");
};

/// Only where the bucket is part of the host: in a path, the SDK puts a `/` behind it, and presign none.
const OPERATIONS_ON_BUCKETS: &[Operation] = &[Operation {
    name: "list_object_versions()",
    sdk: |sdk, bucket, key| {
        let request = sdk.list_object_versions().bucket(bucket).prefix(key).max_keys(10);
        parts(&now(request.presigned(config())).unwrap())
    },
    presign: |s3, bucket, key| {
        s3.bucket_request(Method::Get, bucket)
            .query("versions", "")
            .query("prefix", key)
            .query("max-keys", 10)
    },
}];

const DISPOSITION: &str = "attachment; filename=\"ü & (1).txt\"; filename*=UTF-8''%C3%BC.txt";
const MD5: &str = "1B2M2Y8AsgTpgAmY7PhCfg==";
const SHA_256: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

fn parts(presigned: &PresignedRequest) -> Parts {
    Parts::new(presigned.method(), presigned.uri(), presigned.headers())
}

fn config() -> PresigningConfig {
    let date = UNIX_EPOCH + Duration::from_secs(date().unix_seconds().try_into().unwrap());
    PresigningConfig::builder().start_time(date).expires_in(LIFETIME).build().unwrap()
}
