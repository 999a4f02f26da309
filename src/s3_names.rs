//! The names of S3's headers, query parameters and services that several files need. Each is spelled only here.
//!
//! Those of the signature are in `sigv4/names.rs`, and those of a form in `form_names.rs`.

use crate::sigv4::names::CONTENT_LENGTH;

/// The header that names the region of a bucket, even in a response without a body.
pub(crate) const BUCKET_REGION: &str = "x-amz-bucket-region";
/// The header that turns an upload into a copy.
pub(crate) const COPY_SOURCE: &str = "x-amz-copy-source";
pub(crate) const COPY_SOURCE_RANGE: &str = "x-amz-copy-source-range";
/// The start of the headers with the object's own metadata.
pub(crate) const METADATA: &str = "x-amz-meta-";
pub(crate) const STORAGE_CLASS: &str = "x-amz-storage-class";
pub(crate) const TAGGING: &str = "x-amz-tagging";

pub(crate) const CHECKSUM_CRC32: &str = "x-amz-checksum-crc32";
pub(crate) const CHECKSUM_CRC32C: &str = "x-amz-checksum-crc32c";
pub(crate) const CHECKSUM_CRC64NVME: &str = "x-amz-checksum-crc64nvme";
pub(crate) const CHECKSUM_SHA1: &str = "x-amz-checksum-sha1";
pub(crate) const CHECKSUM_SHA256: &str = "x-amz-checksum-sha256";

pub(crate) const SSE: &str = "x-amz-server-side-encryption";
pub(crate) const SSE_KMS_KEY_ID: &str = "x-amz-server-side-encryption-aws-kms-key-id";
pub(crate) const BUCKET_KEY_ENABLED: &str = "x-amz-server-side-encryption-bucket-key-enabled";
pub(crate) const CUSTOMER_ALGORITHM: &str = "x-amz-server-side-encryption-customer-algorithm";
pub(crate) const CUSTOMER_KEY: &str = "x-amz-server-side-encryption-customer-key";
pub(crate) const CUSTOMER_KEY_MD5: &str = "x-amz-server-side-encryption-customer-key-md5";
const COPY_SOURCE_CUSTOMER_KEY: &str = "x-amz-copy-source-server-side-encryption-customer-key";

pub(crate) const PART_NUMBER: &str = "partNumber";
pub(crate) const UPLOAD_ID: &str = "uploadId";
pub(crate) const VERSION_ID: &str = "versionId";

/// The parameters of GetObject that set headers of the response.
pub(crate) const OVERRIDES: [&str; 6] = [
    RESPONSE_CACHE_CONTROL,
    RESPONSE_CONTENT_DISPOSITION,
    RESPONSE_CONTENT_ENCODING,
    RESPONSE_CONTENT_LANGUAGE,
    RESPONSE_CONTENT_TYPE,
    RESPONSE_EXPIRES,
];
pub(crate) const RESPONSE_CACHE_CONTROL: &str = "response-cache-control";
pub(crate) const RESPONSE_CONTENT_DISPOSITION: &str = "response-content-disposition";
pub(crate) const RESPONSE_CONTENT_ENCODING: &str = "response-content-encoding";
pub(crate) const RESPONSE_CONTENT_LANGUAGE: &str = "response-content-language";
pub(crate) const RESPONSE_CONTENT_TYPE: &str = "response-content-type";
pub(crate) const RESPONSE_EXPIRES: &str = "response-expires";

// The services that a credential scope names.
pub(crate) const S3: &str = "s3";
pub(crate) const S3_EXPRESS: &str = "s3express";
pub(crate) const S3_OBJECT_LAMBDA: &str = "s3-object-lambda";
pub(crate) const S3_OUTPOSTS: &str = "s3-outposts";

/// Returns whether the value of this header is a secret.
pub(crate) fn is_secret_header(name: &str) -> bool {
    [COPY_SOURCE_CUSTOMER_KEY, CUSTOMER_KEY].iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// Returns the setter of a header in lower case, as a message names it.
pub(crate) fn setter_for(header: &str) -> Option<&'static str> {
    let setter = match header {
        CONTENT_LENGTH => "`content_length`",
        "content-md5" => "`content_md5`",
        "content-type" => "`content_type`",
        "if-match" => "`if_match`",
        "if-none-match" => "`if_none_match`",
        BUCKET_KEY_ENABLED => "`bucket_key_enabled`",
        COPY_SOURCE => "`copy`",
        COPY_SOURCE_RANGE => "`copy_source_range`",
        CUSTOMER_ALGORITHM | CUSTOMER_KEY | CUSTOMER_KEY_MD5 => "`sse_c`",
        SSE => "`sse_s3` or `sse_kms`",
        SSE_KMS_KEY_ID => "`sse_kms`",
        STORAGE_CLASS => "`storage_class`",
        TAGGING => "`tagging`",
        CHECKSUM_CRC32 | CHECKSUM_CRC32C | CHECKSUM_CRC64NVME | CHECKSUM_SHA1 | CHECKSUM_SHA256 => {
            "`checksum`"
        }
        _ => return None,
    };
    Some(setter)
}
