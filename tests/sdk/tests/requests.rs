//! Compares operations that the AWS SDK does not presign with the requests that it would send.

mod places;

use aws_sdk_s3::{
    config::{ConfigBag, Intercept, RuntimeComponents, interceptors::BeforeTransmitInterceptorContextRef},
    error::BoxError,
};
use places::{Operation, Parts, at_every_place};
use presign::{CopySource, Method};
use sdk::now;
use std::sync::{Arc, Mutex};

#[test]
fn requests_equal_those_of_the_sdk() {
    at_every_place(|sdk, s3, bucket, key, is_in_host| {
        // Skips path-style URLs, where the SDK adds a `/` after the bucket and presign does not.
        for Operation { name, sdk: of_sdk, presign } in OPERATIONS.iter().filter(|_| is_in_host) {
            let what = format!("{name} of {key:?} in {bucket} at {}", s3.endpoint());
            let mut of_presign = Parts::of_presign(presign(s3, bucket, key), &what);
            // The SDK signs these requests in a header, not in the query.
            of_presign.parameters.retain(|name, _| !name.starts_with("X-Amz-"));
            assert_eq!(of_presign, of_sdk(sdk, bucket, key), "{what}");
        }
    });
}

/// Each row has the operation's name, if the SDK sends it as `x-id`, then the SDK's call and presign's call. `key`
/// marks an operation on an object.
macro_rules! operations {
    (|$s3:ident, $bucket:ident, $key:ident| $(
        $id:literal $sdk:ident($($of_key:ident)?) $(.$set:ident($($value:expr),*))* == $presign:expr;
    )*) => {
        &[$(Operation {
            name: stringify!($sdk() $(.$set($($value),*))*),
            sdk: |sdk, bucket, _key| {
                let seen = Seen::default();
                let request = sdk.$sdk().bucket(bucket) $(.$of_key(_key))? $(.$set($($value),*))*;
                now(request.customize().interceptor(seen.clone()).send()).unwrap_err();
                seen.take()
            },
            presign: |$s3, $bucket, $key| {
                let _ = $key;
                if $id.is_empty() { $presign } else { $presign.query("x-id", $id) }
            },
        }),*]
    };
}

const OPERATIONS: &[Operation] = operations! { |s3, bucket, key|
    "" create_multipart_upload(key) == s3.create_multipart_upload(bucket, key);
    "" create_multipart_upload(key).storage_class("GLACIER_IR".into()).checksum_algorithm("SHA256".into())
        == s3.create_multipart_upload(bucket, key)
            .storage_class("GLACIER_IR")
            .header("x-amz-checksum-algorithm", "SHA256");
    "" complete_multipart_upload(key).upload_id("id")
        == s3.complete_multipart_upload(bucket, key, "id");
    "AbortMultipartUpload" abort_multipart_upload(key).upload_id("id")
        == s3.abort_multipart_upload(bucket, key, "id");
    "ListParts" list_parts(key).upload_id("id").max_parts(9).part_number_marker("7")
        == s3.list_parts(bucket, key, "id")
            .query("max-parts", 9)
            .query("part-number-marker", 7);
    "CopyObject" copy_object(key).copy_source("from/a%20b?versionId=c").metadata_directive("REPLACE".into())
        == s3.copy(CopySource::new("from", "a b").version_id("c"), bucket, key)
            .header("x-amz-metadata-directive", "REPLACE");
    "UploadPartCopy" upload_part_copy(key)
            .upload_id("id")
            .part_number(7)
            .copy_source("from/k")
            .copy_source_range("bytes=0-9")
        == s3.upload_part_copy(CopySource::new("from", "k"), bucket, key, "id", 7).copy_source_range(0..=9);
    "" get_object_acl(key) == s3.request(Method::Get, bucket, key).query("acl", "");
    "" get_object_attributes(key).object_attributes("ETag".into())
        == s3.request(Method::Get, bucket, key)
            .query("attributes", "")
            .header("x-amz-object-attributes", "ETag");
    "" get_object_legal_hold(key) == s3.request(Method::Get, bucket, key).query("legal-hold", "");
    "" get_object_retention(key) == s3.request(Method::Get, bucket, key).query("retention", "");
    "" get_object_tagging(key).version_id("null")
        == s3.request(Method::Get, bucket, key).query("tagging", "").query("versionId", "null");
    "" delete_object_tagging(key) == s3.request(Method::Delete, bucket, key).query("tagging", "");
    "" get_object_torrent(key) == s3.request(Method::Get, bucket, key).query("torrent", "");
    "" restore_object(key) == s3.request(Method::Post, bucket, key).query("restore", "");

    "" head_bucket() == s3.head_bucket(bucket);
    "" list_objects_v2()
            .prefix("a b/")
            .delimiter("/")
            .max_keys(10)
            .start_after("ü")
            .encoding_type("url".into())
        == s3.list_objects(bucket)
            .query("prefix", "a b/")
            .query("delimiter", "/")
            .query("max-keys", 10)
            .query("start-after", "ü")
            .query("encoding-type", "url");
    "" list_multipart_uploads().key_marker("k").upload_id_marker("id")
        == s3.list_multipart_uploads(bucket)
            .query("key-marker", "k")
            .query("upload-id-marker", "id");
};

/// An interceptor that records a request and stops it.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<Option<Parts>>>);

impl Seen {
    fn take(&self) -> Parts {
        self.0.lock().unwrap().take().unwrap()
    }
}

impl Intercept for Seen {
    fn name(&self) -> &'static str {
        "Seen"
    }

    fn read_before_signing(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let headers = request
            .headers()
            .iter()
            .filter(|(name, _)| name.starts_with("x-amz-") && *name != "x-amz-user-agent");
        *self.0.lock().unwrap() = Some(Parts::new(request.method(), request.uri(), headers));
        Err("seen".into())
    }
}
