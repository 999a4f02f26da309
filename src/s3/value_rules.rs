//! Values that Amazon S3 refuses or ignores, in headers, parameters and form fields.

use super::{header_names::EXPECTED_BUCKET_OWNER, spelling::meant_by};
use crate::{
    Error,
    s3_names::{
        CHECKSUM_CRC32, CHECKSUM_CRC32C, CHECKSUM_CRC64NVME, CHECKSUM_SHA1, CHECKSUM_SHA256, COPY_SOURCE,
        COPY_SOURCE_RANGE, SSE, SSE_KMS_KEY_ID, STORAGE_CLASS, TAGGING,
    },
    sigv4::Method,
};

/// Checks the value of a header or a form field.
pub(super) fn check_header(name: &str, text: &str, method: Method, is_on_aws: bool) -> Result<(), Error> {
    if starts_with_name(text, name) {
        return Err(Error::ValueWithName);
    }
    check(name, text, method, is_on_aws)
}

/// Checks a value.
///
/// Only AWS has rules, since another server may accept more.
// Not inlined, since every setter calls it.
#[inline(never)]
pub(super) fn check(name: &str, text: &str, method: Method, is_on_aws: bool) -> Result<(), Error> {
    if !is_on_aws {
        return Ok(());
    }
    let rule = RULES.iter().find_map(|(names, rule)| {
        Some((*names.iter().find(|known| name.eq_ignore_ascii_case(known))?, rule))
    });
    let Some((name, rule)) = rule else { return Ok(()) };
    let is_write = matches!(method, Method::Post | Method::Put);
    let example = match rule {
        Rule::OneOf(words) => match meant_by(text, words) {
            Some(word) => word,
            None if text.bytes().all(is_word_byte) => return Ok(()),
            None => words.first().copied().unwrap_or_default(),
        },
        Rule::Like(_, accepts) | Rule::WriteLike(_, accepts) if accepts(text) => return Ok(()),
        Rule::WriteLike(..) if !is_write => return Ok(()),
        Rule::Like(example, _) | Rule::WriteLike(example, _) => example,
    };
    Err(Error::RefusedValue { name, example })
}

/// Returns whether a whole header was passed instead of its value: `x-amz-acl: private`. A short name may be a word of
/// the value.
fn starts_with_name(text: &str, name: &str) -> bool {
    let rest = text.split_at_checked(name.len()).filter(|(start, _)| start.eq_ignore_ascii_case(name));
    name.len() >= 4 && rest.is_some_and(|(_, rest)| rest.trim_ascii_start().starts_with(':'))
}

enum Rule {
    /// One of these words. A new word is accepted, another spelling of a known one is not.
    OneOf(&'static [&'static str]),
    /// A text like the example.
    Like(&'static str, fn(&str) -> bool),
    /// The same, for a PUT or POST.
    WriteLike(&'static str, fn(&str) -> bool),
}

/// Returns whether a byte is in a keyword of S3, such as `aws:kms`.
const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// S3 ignores several ranges, too.
fn is_range(text: &str) -> bool {
    match bounds(text) {
        Some(("", last)) => last.parse::<u64>().is_ok(),
        Some((first, "")) => first.parse::<u64>().is_ok(),
        _ => is_closed_range(text),
    }
}

fn is_closed_range(text: &str) -> bool {
    let bounds = bounds(text).and_then(|(first, last)| first.parse::<u64>().ok().zip(last.parse().ok()));
    bounds.is_some_and(|(first, last)| first <= last)
}

fn bounds(text: &str) -> Option<(&str, &str)> {
    let (unit, bounds) = text.split_once('=')?;
    bounds.split_once('-').filter(|_| unit.eq_ignore_ascii_case("bytes"))
}

/// Returns whether a text is `bucket/key` or the ARN of an access point, instead of a URL.
fn is_copy_source(text: &str) -> bool {
    let parts = match split_at_slash(text) {
        Some(("", rest)) => split_at_slash(rest),
        parts => parts,
    };
    let parts = parts.filter(|(bucket, key)| !bucket.is_empty() && !key.is_empty());
    parts.is_some_and(|(bucket, _)| bucket.starts_with("arn:") || !bucket.contains(':'))
}

/// Splits a source at its first slash, which may be encoded, as in AWS's examples for Java.
fn split_at_slash(text: &str) -> Option<(&str, &str)> {
    let parts = ["/", "%2F", "%2f"].into_iter().filter_map(|slash| text.split_once(slash));
    parts.min_by_key(|(start, _)| start.len())
}

/// Returns whether a text may be the id, the alias or the ARN of a key.
fn is_kms_key(text: &str) -> bool {
    text.bytes().all(|byte| is_word_byte(byte) || byte == b'/')
}

fn is_iso_date(text: &str) -> bool {
    let year = text.bytes().take_while(u8::is_ascii_digit).count();
    // More digits are seconds since 1970, unless a `T` follows.
    year == 4 || year == 8 && text.as_bytes().get(8) == Some(&b'T')
}

fn is_checksum<const LEN: usize>(text: &str) -> bool {
    // That of an object in parts may end with their number.
    is_base64::<LEN>(text.split_once('-').map_or(text, |(checksum, _)| checksum))
}

/// Returns whether a text may be so many bytes in Base64. Tools print hashes in hexadecimal.
fn is_base64<const LEN: usize>(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len() == LEN.div_ceil(3) * 4
        && text.len() - digits.len() == (3 - LEN % 3) % 3
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

/// Returns whether a list of tags is written as in a query, and not in JSON or XML.
fn is_in_query_form(text: &str) -> bool {
    !text.contains(['{', '[', '<', '"'])
}

fn is_e_tag(text: &str) -> bool {
    !text.contains("&quot;") && !text.contains("&#34;")
}

/// By names. The words are those of botocore 1.43.11, the forms those of [PutObject] and
/// [UploadPartCopy].
///
/// [PutObject]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
/// [UploadPartCopy]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
static RULES: &[(&[&str], Rule)] = &[
    (&["content-md5"], Rule::Like("rL0Y20zC+Fzt72VPzMSk2A==", is_base64::<16>)),
    // The field of a form, then the parameters of a list.
    (&["tagging"], Rule::Like("<Tagging>…</Tagging>", |text| text.is_empty() || text.starts_with('<'))),
    (&["encoding-type"], Rule::Like("url", |text| text.is_empty() || text == "url")),
    (&["list-type"], Rule::Like("2", |text| text == "2")),
    (
        &["max-keys", "max-parts", "max-uploads", "part-number-marker", "partNumber"],
        Rule::Like("100", |text| text.bytes().all(|byte| byte.is_ascii_digit())),
    ),
    (&["if-match"], Rule::Like("\"6805f2cfc46c0f04559748bb039d69ae\"", is_e_tag)),
    // aws-sdk-ruby#3144
    (&["if-none-match"], Rule::WriteLike("*", |text| text == "*")),
    // noobaa/noobaa-core#9889, basho/riak_cs#304
    (&["range"], Rule::Like("bytes=0-99", is_range)),
    (
        &["acl", "x-amz-acl"],
        Rule::OneOf(&[
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write",
        ]),
    ),
    (
        &["x-amz-checksum-algorithm", "x-amz-sdk-checksum-algorithm"],
        Rule::OneOf(&[
            "CRC32",
            "CRC32C",
            "CRC64NVME",
            "SHA1",
            "SHA256",
            "SHA512",
            "MD5",
            "XXHASH3",
            "XXHASH64",
            "XXHASH128",
        ]),
    ),
    (&[CHECKSUM_CRC32, CHECKSUM_CRC32C], Rule::Like("y/Q5Jg==", is_checksum::<4>)),
    (&[CHECKSUM_CRC64NVME], Rule::Like("rosUhgp5nYg=", is_checksum::<8>)),
    (&["x-amz-checksum-mode"], Rule::OneOf(&["ENABLED"])),
    (&[CHECKSUM_SHA1], Rule::Like("qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", is_checksum::<20>)),
    (&[CHECKSUM_SHA256], Rule::Like("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", is_checksum::<32>)),
    (&["x-amz-checksum-type"], Rule::OneOf(&["COMPOSITE", "FULL_OBJECT"])),
    (&[COPY_SOURCE], Rule::Like("examplebucket/photos/duck.jpg", is_copy_source)),
    // gaul/s3proxy#304
    (&[COPY_SOURCE_RANGE], Rule::Like("bytes=0-99", is_closed_range)),
    // grafana/loki#15382
    (&[EXPECTED_BUCKET_OWNER, "x-amz-source-expected-bucket-owner"], Rule::Like("123456789012", is_account)),
    (
        &[
            "x-amz-grant-full-control",
            "x-amz-grant-read",
            "x-amz-grant-read-acp",
            "x-amz-grant-write",
            "x-amz-grant-write-acp",
        ],
        Rule::Like("id=\"79a59df900b949e5\"", |text| text.contains('=')),
    ),
    (&["x-amz-metadata-directive", "x-amz-tagging-directive"], Rule::OneOf(&["COPY", "REPLACE"])),
    (&["x-amz-object-lock-legal-hold"], Rule::OneOf(&["ON", "OFF"])),
    (&["x-amz-object-lock-mode"], Rule::OneOf(&["GOVERNANCE", "COMPLIANCE"])),
    (&["x-amz-object-lock-retain-until-date"], Rule::Like("2027-01-01T00:00:00Z", is_iso_date)),
    (
        &["x-amz-object-ownership"],
        Rule::OneOf(&["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]),
    ),
    (&["x-amz-request-payer"], Rule::OneOf(&["requester"])),
    (&[SSE], Rule::OneOf(&["AES256", "aws:kms", "aws:kms:dsse", "aws:fsx"])),
    (&[SSE_KMS_KEY_ID], Rule::Like("alias/photos", is_kms_key)),
    // bitpoke/mysql-operator#758
    (
        &[STORAGE_CLASS],
        Rule::OneOf(&[
            "STANDARD",
            "STANDARD_IA",
            "INTELLIGENT_TIERING",
            "ONEZONE_IA",
            "EXPRESS_ONEZONE",
            "GLACIER",
            "GLACIER_IR",
            "DEEP_ARCHIVE",
            "REDUCED_REDUNDANCY",
            "OUTPOSTS",
            "SNOW",
            "FSX_ONTAP",
            "FSX_OPENZFS",
        ]),
    ),
    (&[TAGGING], Rule::Like("team=ducks&draft=", is_in_query_form)),
    // laurilehmijoki/s3_website#99
    (
        &["x-amz-website-redirect-location"],
        Rule::Like("/index.html", |text| {
            text.is_empty() || ["/", "http://", "https://"].iter().any(|start| text.starts_with(start))
        }),
    ),
];
