//! Checks of query parameters.

use super::header_names::{EXPECTED_BUCKET_OWNER, is_header_only};
use crate::{
    Error,
    s3_names::{OVERRIDES, UPLOAD_ID},
    sigv4::{
        Method, Value,
        names::{UNSIGNED_PAYLOAD, X_AMZ_CONTENT_SHA256},
    },
};

/// Checks that a parameter has the intended effect.
// Not inlined, since every setter of a parameter calls it.
#[inline(never)]
pub(super) fn check(name: &str, value: &Value<'_>, method: Method) -> Result<(), Error> {
    if name == UPLOAD_ID {
        return check_upload_id(value);
    }
    // No name below starts with another letter, and most parameters do.
    let first = name.as_bytes().first().map(u8::to_ascii_lowercase);
    if !matches!(first, Some(b'c' | b'e' | b'i' | b'r' | b'x')) {
        return Ok(());
    }
    if let Some(name) = OVERRIDES.into_iter().find(|known| name.eq_ignore_ascii_case(known)) {
        return check_override(name, value, method);
    }
    if name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) && value.text() != Some(UNSIGNED_PAYLOAD) {
        return Err(Error::PayloadHeader);
    }
    if name.eq_ignore_ascii_case(EXPECTED_BUCKET_OWNER) && name != EXPECTED_BUCKET_OWNER {
        return Err(Error::BucketOwnerCase);
    }
    if is_header_only(name) { Err(Error::HeaderAsParameter { name: name.into() }) } else { Ok(()) }
}

fn check_upload_id(value: &Value<'_>) -> Result<(), Error> {
    match value.text() {
        Some("") => Err(Error::EmptyUploadId),
        // Upload ids are long. Without a branch for each byte, this takes no time for the usual ones.
        Some(id) if id.bytes().fold(true, |is_plain, byte| is_plain & byte.is_ascii_graphic()) => Ok(()),
        Some(id) if id.contains(|c: char| c.is_whitespace() || c.is_control()) => {
            Err(Error::UploadIdCharacter)
        }
        _ => Ok(()),
    }
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
