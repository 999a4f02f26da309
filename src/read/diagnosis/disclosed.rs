//! Reads the canonical request and the string to sign from a response, as far as they are known for certain.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{Case, case::without_white_space, comparison::Parts, original::CopiedRequest};
use crate::{
    presigned::ELIDED,
    s3_names::is_secret_header,
    sigv4::{AmzDate, from_hex, names::TERMINATOR, sha256_hex},
};

/// The canonical request and the string to sign that a server computed.
pub(super) struct Disclosed {
    /// The canonical request, unless it was altered so that it cannot be compared.
    pub(super) canonical_request: Option<String>,
    pub(super) string_to_sign: Option<String>,
    /// Whether the response has a canonical request that may have been altered.
    pub(super) is_altered: bool,
}

impl Disclosed {
    /// Reads a response. `signed` is the canonical request that was signed.
    pub(super) fn read(case: &Case<'_>, signed: &str) -> Self {
        let bytes = |name| case.element(name).and_then(from_bytes);
        let text =
            |name| case.response.element(name).filter(|text| !text.trim().is_empty()).map(ToOwned::to_owned);

        let strings = [text("StringToSign").map(|text| with_lines(&text)), bytes("StringToSignBytes")];
        let strings: Vec<String> = strings.into_iter().flatten().collect();
        let string_to_sign = strings.iter().find(|text| hash_in(text).is_some()).or(strings.first()).cloned();

        let given: Vec<String> =
            [bytes("CanonicalRequestBytes"), text("CanonicalRequest")].into_iter().flatten().collect();
        let (canonical_request, is_altered) = match string_to_sign.as_deref().and_then(hash_in) {
            Some(hash) => proven(&given, signed, hash),
            None => likely(&given, signed),
        };
        Self { is_altered: is_altered && !given.is_empty(), canonical_request, string_to_sign }
    }

    /// Returns the hash of the canonical request.
    pub(super) fn hash(&self) -> Option<&str> {
        self.string_to_sign.as_deref().and_then(hash_in)
    }
}

/// Returns the last line of a string to sign, if it is a hash.
pub(super) fn hash_in(string_to_sign: &str) -> Option<&str> {
    let hash = string_to_sign.rsplit('\n').next()?.trim();
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hash)
}

/// Decodes `47 45 54 a 2f`, in which some servers leave out a leading zero, and white space may have been added.
pub(super) fn from_bytes(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        // No other byte below 16 is part of the text, so another single digit is half of a byte.
        if word == "a" && digits.len() % 2 == 0 {
            digits.push('0');
        }
        digits.push_str(word);
    }
    String::from_utf8(from_hex(&digits)?).ok()
}

/// Restores the lines of a string to sign, none of which contains white space.
fn with_lines(text: &str) -> String {
    let text = without_escapes(text);
    lines_of(&without_white_space(&text)).map_or(text, |lines| lines.join("\n"))
}

/// Splits a string to sign without white space, of which the hash may be missing.
fn lines_of(text: &str) -> Option<[&str; 4]> {
    let date = text.match_indices('T').find_map(|(at, _)| {
        let date = at.checked_sub("20130524".len())?..at + "T000000Z".len();
        text.get(date.clone())?.parse::<AmzDate>().is_ok().then_some(date)
    })?;
    let (algorithm, rest) = text.split_at_checked(date.start)?;
    let (date, rest) = rest.split_at_checked(date.len())?;
    let (scope, hash) = rest.split_at_checked(rest.find(TERMINATOR)? + TERMINATOR.len())?;
    Some([algorithm, date, scope, hash])
}

/// Decodes line breaks that are written as escapes.
fn without_escapes(text: &str) -> String {
    let mut text = text.to_owned();
    for escape in ["\\r\\n", "\\n", "\\u000a", "\\u000A", "&#10;", "&#xA;", "\r\n"] {
        if text.contains(escape) {
            text = text.replace(escape, "\n");
        }
    }
    text
}

/// Returns the canonical request that has the hash.
fn proven(given: &[String], signed: &str, hash: &str) -> (Option<String>, bool) {
    let is_right = |text: &str| sha256_hex(text) == hash;
    let unchanged = given.iter().map(String::as_str).chain([signed]).find(|text| is_right(text));
    if let Some(right) = unchanged.filter(|_| !given.is_empty()) {
        return (Some(right.into()), false);
    }
    let parts = Parts::read(signed);
    let copies = copies(given);
    let mut originals = copies.iter().flat_map(|copy| copy.originals(&parts));
    match originals.find(|text| is_right(text)) {
        Some(right) => (Some(right), false),
        // The hash is that of another text if the server leaves keys out.
        None => match likely(given, signed) {
            (Some(text), is_altered) if has_elided(&text) => (Some(text), is_altered),
            _ => (None, true),
        },
    }
}

/// Returns the most likely canonical request if there is no hash that proves which is right.
fn likely(given: &[String], signed: &str) -> (Option<String>, bool) {
    let copies = copies(given);
    let original = copies.iter().find_map(|copy| copy.originals(&Parts::read(signed)).next());
    let trimmed = |text: &str| text.trim().lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let is_altered = original.as_deref().is_none_or(|original| {
        let lines = trimmed(original);
        // Line breaks are easy to restore.
        given.iter().map(|text| trimmed(text)).any(|given| given.len() == lines.len() && given != lines)
    });
    (original, is_altered)
}

/// Returns each text as it is and with escapes decoded, which may also be part of a value.
fn copies(given: &[String]) -> Vec<CopiedRequest> {
    given
        .iter()
        .flat_map(|text| [CopiedRequest::new(text), CopiedRequest::new(&without_escapes(text))])
        .collect()
}

/// Returns whether a server has left a key out.
fn has_elided(canonical_request: &str) -> bool {
    let is_elided = |(name, value): (&str, &str)| is_secret_header(name) && value == ELIDED;
    canonical_request.lines().filter_map(|line| line.split_once(':')).any(is_elided)
}
