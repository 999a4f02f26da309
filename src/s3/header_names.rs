//! What S3 does with a header, by its name.

use crate::{s3_names::STORAGE_CLASS, sigv4::names::CONTENT_LENGTH};

/// Returns whether the value of a header is a list that may be split over several fields (RFC 9110, section
/// 5.3; S3's "Working with object metadata" and "PutObject").
pub(super) fn takes_list(name: &str) -> bool {
    is_one_of(name, &LISTS)
}

/// Returns whether S3 reads this header only as a header, and ignores a query parameter with its name.
pub(super) fn is_header_only(name: &str) -> bool {
    is_one_of(name, &HEADERS_ONLY) && !name.eq_ignore_ascii_case(CHECKSUM_MODE)
}

/// Returns whether S3 reads this header from the query too.
pub(super) fn is_hoistable(name: &str) -> bool {
    hoistable(name).is_some()
}

/// Returns the entry for a header that S3 reads from the query too. A final `*` stands for the rest of its name.
pub(super) fn hoistable(name: &str) -> Option<&'static str> {
    HOISTABLE.into_iter().find(|pattern| matches(name, pattern))
}

fn is_one_of(name: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| matches(name, pattern))
}

/// Returns whether a name matches a pattern, in any case. A `*` ends a prefix.
fn matches(name: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.get(..start.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(start)),
        None => name.eq_ignore_ascii_case(pattern),
    }
}

/// As a parameter, S3 reads it only in lower case: aws-sdk-go-v2#2508.
pub(super) const EXPECTED_BUCKET_OWNER: &str = "x-amz-expected-bucket-owner";

const LISTS: [&str; 9] = [
    "accept",
    "accept-language",
    "cache-control",
    "content-encoding",
    "content-language",
    "x-amz-grant-*",
    "x-amz-meta-*",
    "x-amz-object-attributes",
    "x-amz-optional-object-attributes",
];

/// `RequiredSignedHeaders` of aws-sdk-go-v2 without ACLs and metadata, which S3 does read from the query
/// (aws-sdk-ruby#1808), and with the checksums (aws-sdk-go-v2#2610).
const HEADERS_ONLY: [&str; 22] = [
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    CONTENT_LENGTH,
    "content-md5",
    "content-type",
    "expires",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "range",
    "x-amz-checksum-*",
    "x-amz-copy-source*",
    "x-amz-metadata-directive",
    "x-amz-mfa",
    "x-amz-object-lock-*",
    "x-amz-server-side-encryption*",
    STORAGE_CLASS,
    "x-amz-tagging*",
    "x-amz-website-redirect-location",
];

/// The SDKs for Go and JavaScript put it into the query of every GET: aws-sdk-go-v2#3530.
const CHECKSUM_MODE: &str = "x-amz-checksum-mode";

/// aws-sdk-ruby#1808 and the presigners of the SDKs for Ruby and JavaScript.
const HOISTABLE: [&str; 5] =
    [EXPECTED_BUCKET_OWNER, "x-amz-acl", "x-amz-grant-*", "x-amz-meta-*", "x-amz-request-payer"];
