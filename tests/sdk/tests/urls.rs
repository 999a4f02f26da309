//! Compares presigned URLs with those of the AWS SDK: their parameters, headers and signatures.

mod places;

use aws_sdk_s3::{
    presigning::{PresignedRequest, PresigningConfig},
    primitives::DateTime,
};
use places::{LIFETIME, Operation, Parts, at_every_place, date};
use presign::Checksum;
use sdk::now;
use std::time::{Duration, UNIX_EPOCH};

#[test]
fn presigned_urls_equal_those_of_the_sdk() {
    at_every_place(|sdk, s3, bucket, key, is_in_host| {
        let operations = OPERATIONS.iter().chain(OPERATIONS_ON_BUCKETS.iter().filter(|_| is_in_host));
        for Operation { name, sdk: of_sdk, presign } in operations {
            let what = format!("{name} of {key:?} in {bucket} at {}", s3.endpoint());
            let of_presign = Parts::of_presign(presign(s3, bucket, key), &what);
            assert_eq!(of_presign, of_sdk(sdk, bucket, key), "{what}");
        }
    });
}

/// Each row has the operation's name, if the SDK sends it as `x-id`, then the SDK's call and presign's call. Both
/// calls get a bucket and a key.
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
    "GetObject" get_object().version_id("a+b/c=") == get().version_id("a+b/c=");
    "GetObject" get_object().part_number(3) == get().query("partNumber", 3);
    "GetObject" get_object().range("bytes=0-9") == get().header("range", "bytes=0-9");
    "GetObject" get_object().if_modified_since(DateTime::from_secs(1_369_353_600))
        == get().header("if-modified-since", "Fri, 24 May 2013 00:00:00 GMT");
    "GetObject" get_object()
            .response_cache_control("no-cache, max-age=0")
            .response_content_type("text/plain; charset=utf-8")
        == get()
            .response_cache_control("no-cache, max-age=0")
            .response_content_type("text/plain; charset=utf-8");
    "GetObject" get_object().response_expires(DateTime::from_secs(1_369_353_600))
        == get().response_expires("Fri, 24 May 2013 00:00:00 GMT");
    "GetObject" get_object().response_content_disposition(DISPOSITION)
        == get().response_content_disposition(DISPOSITION);
    "GetObject" get_object().response_content_encoding("gzip").response_content_language("de, en")
        == get().response_content_encoding("gzip").response_content_language("de, en");
    "GetObject" get_object().request_payer("requester".into())
        == get().header("x-amz-request-payer", "requester");
    "GetObject" get_object().expected_bucket_owner("123456789012")
        == get().header("x-amz-expected-bucket-owner", "123456789012");

    "" head_object() == head();
    "" head_object().version_id("null") == head().version_id("null");
    "" head_object().if_match("\"etag\"") == head().if_match("\"etag\"");

    "PutObject" put_object() == put();
    "PutObject" put_object().content_type("image/svg+xml") == put().content_type("image/svg+xml");
    "PutObject" put_object().content_length(1234) == put().content_length(1234);
    "PutObject" put_object().content_md5(MD5)
        == put().content_md5(&MD5_BYTES);
    "PutObject" put_object().content_disposition("inline").content_encoding("gzip").content_language("de, en")
        == put()
            .header("content-disposition", "inline")
            .header("content-encoding", "gzip")
            .header("content-language", "de, en");
    "PutObject" put_object().cache_control("no-cache, max-age=0")
        == put().header("cache-control", "no-cache, max-age=0");
    "PutObject" put_object().if_none_match("*") == put().if_none_match("*");
    "PutObject" put_object().metadata("author", "Ada Lovelace").metadata("a", "1")
        == put().metadata("Author", "Ada Lovelace").metadata("a", "1");
    "PutObject" put_object().storage_class("STANDARD_IA".into())
        == put().storage_class("STANDARD_IA");
    "PutObject" put_object().acl("public-read".into()) == put().acl("public-read");
    "PutObject" put_object().tagging("a=1&b=%20%C3%BC%40") == put().tagging([("a", "1"), ("b", " ü@")]);
    "PutObject" put_object().checksum_sha256(SHA_256) == put().checksum(Checksum::Sha256(SHA_256_BYTES));
    "PutObject" put_object().checksum_crc32_c("AAAAAA==")
        == put().checksum(Checksum::Crc32c(0));
    "PutObject" put_object().checksum_crc32("y/Q5Jg==") == put().checksum(Checksum::Crc32(0xcbf4_3926));
    "PutObject" put_object().checksum_crc64_nvme("rosUhgp5mIg=")
        == put().checksum(Checksum::Crc64Nvme(0xae8b_1486_0a79_9888));
    "PutObject" put_object().checksum_sha1("AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        == put().checksum(Checksum::Sha1([0; 20]));
    "PutObject" put_object().server_side_encryption("AES256".into()) == put().sse_s3();
    "PutObject" put_object().server_side_encryption("aws:kms".into()) == put().sse_kms(None);
    "PutObject" put_object().server_side_encryption("aws:kms".into()).ssekms_key_id("alias/key")
        == put().sse_kms("alias/key");
    "PutObject" put_object().server_side_encryption("aws:kms".into()).bucket_key_enabled(true)
        == put().sse_kms(None).bucket_key_enabled(true);
    "PutObject" put_object()
            .sse_customer_algorithm("AES256")
            .sse_customer_key(SHA_256)
            .sse_customer_key_md5(MD5)
        == put().sse_c(&SHA_256_BYTES, &MD5_BYTES);

    "UploadPart" upload_part().upload_id("VXBsb2Fk.SWQ_~-+/=").part_number(7)
        == upload_part("VXBsb2Fk.SWQ_~-+/=", 7);
    "UploadPart" upload_part().upload_id("id").part_number(10_000).content_length(5_242_880)
        == upload_part("id", 10_000).content_length(5_242_880);

    "DeleteObject" delete_object() == delete();
    "DeleteObject" delete_object().version_id("null").mfa("serial 123456")
        == delete().version_id("null").header("x-amz-mfa", "serial 123456");
};

/// Compared only if the bucket is in the host: in a path, the SDK adds a `/` after it and presign does not.
const OPERATIONS_ON_BUCKETS: &[Operation] = &[Operation {
    name: "list_object_versions()",
    sdk: |sdk, bucket, key| {
        let request = sdk.list_object_versions().bucket(bucket).prefix(key).max_keys(10);
        parts(&now(request.presigned(config())).unwrap())
    },
    presign: |s3, bucket, key| s3.list_object_versions(bucket).query("prefix", key).query("max-keys", 10),
}];

const DISPOSITION: &str = "attachment; filename=\"ü & (1).txt\"; filename*=UTF-8''%C3%BC.txt";
/// The hashes of an empty body.
const MD5: &str = "1B2M2Y8AsgTpgAmY7PhCfg==";
const MD5_BYTES: [u8; 16] = 0xd41d_8cd9_8f00_b204_e980_0998_ecf8_427e_u128.to_be_bytes();
const SHA_256: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
const SHA_256_BYTES: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
    0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

fn parts(presigned: &PresignedRequest) -> Parts {
    Parts::new(presigned.method(), presigned.uri(), presigned.headers())
}

fn config() -> PresigningConfig {
    let date = UNIX_EPOCH + Duration::from_secs(date().unix_seconds().try_into().unwrap());
    PresigningConfig::builder().start_time(date).expires_in(LIFETIME).build().unwrap()
}
