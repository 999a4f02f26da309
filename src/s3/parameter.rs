//! Checks of query parameters.

use super::{
    header_names::{hoistable, is_header_only},
    spelling::meant_by,
    value_rules,
};
use crate::{
    Error,
    s3_names::{
        OVERRIDES, PART_NUMBER, RESPONSE_CACHE_CONTROL, RESPONSE_CONTENT_DISPOSITION,
        RESPONSE_CONTENT_ENCODING, RESPONSE_CONTENT_LANGUAGE, RESPONSE_CONTENT_TYPE, RESPONSE_EXPIRES,
        UPLOAD_ID, VERSION_ID,
    },
    sigv4::{
        Method, Value,
        names::{UNSIGNED_PAYLOAD, X_AMZ_CONTENT_SHA256},
    },
};

/// Checks that a parameter has the intended effect.
// Not inlined, since every setter of a parameter calls it.
#[inline(never)]
pub(super) fn check(name: &str, value: &Value<'_>, method: Method, is_on_aws: bool) -> Result<(), Error> {
    match name {
        // Those of each part, without a look at all the others.
        UPLOAD_ID => return check_id(value, Error::EmptyUploadId, Error::UploadIdCharacter),
        PART_NUMBER if value.text().is_none() => return Ok(()),
        VERSION_ID if is_on_aws => check_version_id(value)?,
        _ => {}
    }
    if let Some(name) = OVERRIDES.into_iter().find(|known| name.eq_ignore_ascii_case(known)) {
        check_override(name, value, method)?;
    }
    if name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) && value.text() != Some(UNSIGNED_PAYLOAD) {
        return Err(Error::PayloadHeader);
    }
    if is_header_only(name) {
        return Err(Error::HeaderAsParameter { name: name.into() });
    }
    if let Some(meant) = meant_name(name, is_on_aws) {
        return Err(Error::ParameterSpelling { meant });
    }
    // A number needs no check.
    value.text().map_or(Ok(()), |text| value_rules::check(name, text, method, is_on_aws))
}

/// Checks that a parameter without a value has the name of one.
pub(super) fn check_subresource(name: &str) -> Result<(), Error> {
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    if name.bytes().all(is_name_byte) { Ok(()) } else { Err(Error::SubresourceName) }
}

pub(super) fn check_version_id(value: &Value<'_>) -> Result<(), Error> {
    let is_quoted = value.text().is_some_and(|text| text.contains(['"', '<']));
    check_id(value, Error::EmptyVersionId, Error::VersionIdCharacter)?;
    if is_quoted { Err(Error::VersionIdCharacter) } else { Ok(()) }
}

/// Checks the id of an upload or a version, which are ready for a URL.
fn check_id(value: &Value<'_>, empty: Error, malformed: Error) -> Result<(), Error> {
    match value.text() {
        Some("") => Err(empty),
        // Ids are long. Without a branch for each byte, this takes no time for the usual ones.
        Some(id) if id.bytes().fold(true, |is_plain, byte| is_plain & byte.is_ascii_graphic()) => Ok(()),
        Some(id) if id.contains(|c: char| c.is_whitespace() || c.is_control()) => Err(malformed),
        _ => Ok(()),
    }
}

/// Returns the name that S3 reads, if it ignores this one.
fn meant_name(name: &str, is_on_aws: bool) -> Option<&'static str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        if let Some(header) = hoistable(name) {
            return Some(header);
        }
    }
    // Another server may have a parameter of its own that differs from a plain word only in its spelling.
    let is_certain = |word: &&str| is_on_aws || !word.bytes().all(|byte| byte.is_ascii_lowercase());
    meant_by(name, &PARAMETERS).filter(is_certain)
}

/// Checks a parameter that becomes a header of the response.
fn check_override(name: &'static str, value: &Value<'_>, method: Method) -> Result<(), Error> {
    if !matches!(method, Method::Get | Method::Head) {
        return Err(Error::OverrideMethod { name });
    }
    let is_refused = |c: char| c.is_control() || c > LAST_OF_ISO_8859_1;
    match value.text().and_then(|text| text.find(is_refused)) {
        Some(position) => Err(Error::OverrideValue { name, position }),
        None => Ok(()),
    }
}

const LAST_OF_ISO_8859_1: char = '\u{ff}';

/// All that botocore 1.43.11 sends, except for `id`, which others may use in capitals. S3 reads them only in this
/// spelling (boto/boto#3423), as do other servers (minio/minio#18299).
static PARAMETERS: [&str; 66] = [
    "abac",
    "accelerate",
    "acl",
    "analytics",
    "attributes",
    "bucket-region",
    "continuation-token",
    "cors",
    "delete",
    "delimiter",
    "encoding-type",
    "encryption",
    "fetch-owner",
    "intelligent-tiering",
    "inventory",
    "key-marker",
    "legal-hold",
    "lifecycle",
    "list-type",
    "location",
    "logging",
    "marker",
    "max-buckets",
    "max-directory-buckets",
    "max-keys",
    "max-parts",
    "max-uploads",
    "metadataConfiguration",
    "metadataInventoryTable",
    "metadataJournalTable",
    "metadataTable",
    "metrics",
    "notification",
    "object-lock",
    "ownershipControls",
    "part-number-marker",
    PART_NUMBER,
    "policy",
    "policyStatus",
    "prefix",
    "publicAccessBlock",
    "renameObject",
    "replication",
    "requestPayment",
    RESPONSE_CACHE_CONTROL,
    RESPONSE_CONTENT_DISPOSITION,
    RESPONSE_CONTENT_ENCODING,
    RESPONSE_CONTENT_LANGUAGE,
    RESPONSE_CONTENT_TYPE,
    RESPONSE_EXPIRES,
    "restore",
    "retention",
    "select",
    "select-type",
    "session",
    "start-after",
    "tagging",
    "torrent",
    "upload-id-marker",
    UPLOAD_ID,
    "uploads",
    "version-id-marker",
    VERSION_ID,
    "versioning",
    "versions",
    "website",
];
