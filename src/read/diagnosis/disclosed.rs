//! Reads the canonical request and the string to sign from an answer, and restores changed white space.

use alloc::{
    borrow::ToOwned,
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::Case;
use crate::sigv4::{decode, from_hex, sha256_hex};

/// The canonical request and the string to sign that a server computed.
pub(super) struct Disclosed {
    pub(super) canonical_request: Option<String>,
    pub(super) string_to_sign: Option<String>,
    /// Whether the canonical request was altered and could not be restored with certainty.
    pub(super) is_altered: bool,
}

impl Disclosed {
    /// Reads an answer. `signed` is the canonical request that was signed.
    pub(super) fn read(case: &Case<'_>, signed: &str) -> Self {
        let bytes = |name| case.element(name).and_then(from_bytes);
        let text =
            |name| case.answer.element(name).filter(|text| !text.trim().is_empty()).map(ToOwned::to_owned);

        let strings = [bytes("StringToSignBytes"), text("StringToSign").map(|text| with_lines(&text))];
        let strings: Vec<String> = strings.into_iter().flatten().collect();
        let string_to_sign = strings.iter().find(|text| hash_in(text).is_some()).or(strings.first()).cloned();

        let hash = string_to_sign.as_deref().and_then(hash_in);
        let given: Vec<String> =
            [bytes("CanonicalRequestBytes"), text("CanonicalRequest")].into_iter().flatten().collect();
        let restored = || {
            // Each unchanged, and with escapes decoded, which may also be part of a value.
            let texts = given.iter().flat_map(|text| [text.clone(), without_escapes(text)]);
            let restored: Vec<_> = texts.flat_map(|text| restored(&text)).collect();
            let decoded = restored.first().map(|text| with_decoded_path(text, signed)).unwrap_or_default();
            [restored, decoded].concat()
        };
        let is_right = |text: &&String| hash.is_some_and(|hash| sha256_hex(text) == hash);
        let (canonical_request, is_altered) = match given.iter().find(is_right) {
            Some(right) => (Some(right.clone()), false),
            None => {
                let restored = restored();
                match (restored.iter().find(is_right), given.iter().find(|text| is_whole(text))) {
                    (Some(right), _) => (Some(right.clone()), false),
                    // A server may leave keys out, so the hash is that of another text.
                    (None, Some(whole)) => (Some(whole.clone()), false),
                    (None, None) => (restored.into_iter().next().or(given.into_iter().next()), true),
                }
            }
        };
        Self { is_altered: is_altered && canonical_request.is_some(), canonical_request, string_to_sign }
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

/// Decodes `47 45 54 a 2f`. Some servers leave out a leading zero.
pub(super) fn from_bytes(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    let mut words = text.split_whitespace().peekable();
    if words.clone().nth(1).is_none() {
        return words.peek().and_then(|digits| String::from_utf8(from_hex(digits)?).ok());
    }
    for word in words {
        if word.len() == 1 {
            digits.push('0');
        }
        digits.push_str(if word.len() <= 2 { word } else { return None });
    }
    String::from_utf8(from_hex(&digits)?).ok()
}

/// Restores the lines of a string to sign, none of which contains white space.
fn with_lines(text: &str) -> String {
    let text = without_escapes(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [_, _, _, _] => words.join("\n"),
        _ => text,
    }
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

/// Returns whether a canonical request has its lines, without white space around them.
fn is_whole(text: &str) -> bool {
    let lines: Vec<&str> = text.trim_matches('\n').lines().collect();
    let is_trimmed = |line: &&str| line.trim_matches([' ', '\t', '\r']).len() == line.len();
    match lines.as_slice() {
        [method, path, _, .., "", names, _] => {
            is_method(method) && path.starts_with('/') && is_names(names) && lines.iter().all(is_trimmed)
        }
        _ => false,
    }
}

fn is_method(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_names(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.split(';').any(|name| name == "host")
}

/// Returns the possible originals of a canonical request whose line breaks were lost or added.
///
/// The words before the first header are the path and the query. They have no white space unless the server decodes
/// them, so the query may start at any word.
fn restored(text: &str) -> Vec<String> {
    let mut words = text.split_whitespace();
    let (Some(method), Some(payload), Some(names)) = (words.next(), words.next_back(), words.next_back())
    else {
        return Vec::new();
    };
    if !is_method(method) || !is_names(names) {
        return Vec::new();
    }
    let all_names: BTreeSet<&str> = names.split(';').collect();
    let mut target: Vec<&str> = Vec::new();
    let mut headers: Vec<String> = Vec::new();
    for word in words {
        let is_start = word.split_once(':').is_some_and(|(name, _)| all_names.contains(name));
        match headers.last_mut() {
            _ if is_start => headers.push(word.to_owned()),
            // The first word of a value may follow a space.
            Some(header) if header.split_once(':').is_some_and(|(_, value)| value.is_empty()) => {
                header.push_str(word);
            }
            Some(header) => {
                header.push(' ');
                header.push_str(word);
            }
            None => target.push(word),
        }
    }
    let headers = headers.join("\n");
    let joined = |place: usize, by: &str| {
        let (path, query) = target.split_at(place.min(target.len()));
        format!("{method}\n{}\n{}\n{headers}\n\n{names}\n{payload}", path.join(by), query.join(by))
    };
    // The query most likely starts at the first word with a `=`.
    let likely = target.iter().position(|word| word.contains('=')).unwrap_or(target.len());
    let others = (1..=target.len()).filter(|place| target.len() > 2 && *place != likely);
    let places = [likely].into_iter().chain(others);
    let mut restored = Vec::new();
    for place in places.take(MAX_PLACES) {
        restored.push(joined(place, ""));
        if target.len() > 2 {
            restored.push(joined(place, " "));
        }
    }
    restored
}

/// Returns a restored canonical request with each possible decoding of the signed path, since a decoded path may
/// contain any white space.
fn with_decoded_path(restored: &str, signed: &str) -> Vec<String> {
    let path = signed.split('\n').nth(1).unwrap_or_default();
    let decoded = [path.replace("%20", " "), decode(path).unwrap_or_default().into_owned()];
    // The likely start of the query is already known.
    let mut lines = restored.splitn(3, '\n');
    let (Some(method), Some(_), Some(rest)) = (lines.next(), lines.next(), lines.next()) else {
        return Vec::new();
    };
    let all = without_white_space(restored);
    let texts = decoded.iter().map(|path| format!("{method}\n{path}\n{rest}"));
    texts.filter(|text| without_white_space(text) == all).collect()
}

/// Returns a line without white space, to compare lines whose white space is unknown.
pub(super) fn without_white_space(line: &str) -> String {
    let mut text = line.to_string();
    text.retain(|c| !c.is_whitespace());
    text
}

/// Trying more places would cost too much, and a path with that many spaces is rare.
const MAX_PLACES: usize = 8;
