//! Wraps the crates for hashing, encoding and constant-time comparison. No other file names them.

use alloc::{string::String, vec, vec::Vec};

use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use hmac::{KeyInit, Mac};
use sha2::Digest;
use subtle::ConstantTimeEq;

use super::encode::ascii;

/// The SHA-256 of the pushed text.
#[derive(Clone)]
pub(super) struct Sha256(sha2::Sha256);

impl Sha256 {
    pub(super) fn new() -> Self {
        Self(sha2::Sha256::new())
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(super) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The HMAC-SHA-256 of the pushed text, with one key.
#[derive(Clone)]
pub(super) struct Hmac(hmac::Hmac<sha2::Sha256>);

impl Hmac {
    pub(super) fn new(key: &[u8]) -> Self {
        Self(
            hmac::Hmac::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length")),
        )
    }

    pub(super) fn push(&mut self, text: &str) {
        self.0.update(text.as_bytes());
    }

    pub(super) fn finish(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
    }

    #[cfg(feature = "sigv4a")]
    pub(super) fn push_bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// A hash as 64 lower-case hexadecimal digits.
pub(crate) struct Hex([u8; 64]);

impl Hex {
    pub(super) fn new(hash: &[u8; 32]) -> Self {
        let mut digits = [0; 64];
        if hex::encode_to_slice(hash, &mut digits).is_err() {
            unreachable!("32 bytes are 64 digits");
        }
        Self(digits)
    }

    pub(super) fn as_str(&self) -> &str {
        ascii(&self.0)
    }

    /// Parses 64 lower-case hexadecimal digits.
    pub(super) fn decode(digits: &str) -> Option<[u8; 32]> {
        let mut hash = [0; 32];
        let is_lower_case = !digits.bytes().any(|digit| digit.is_ascii_uppercase());
        (is_lower_case && hex::decode_to_slice(digits, &mut hash).is_ok()).then_some(hash)
    }
}

/// Returns the SHA-256 of a text as 64 lower-case hexadecimal digits.
pub(crate) fn sha256_hex(text: &str) -> String {
    let mut hash = Sha256::new();
    hash.push(text.as_bytes());
    Hex::new(&hash.finish()).as_str().into()
}

/// Decodes hexadecimal digits.
pub(crate) fn from_hex(digits: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; digits.len() / 2];
    hex::decode_to_slice(digits, &mut bytes).ok()?;
    Some(bytes)
}

/// Encodes bytes as Base64 with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Encodes bytes as Base64 with the alphabet for URLs, without padding.
pub(crate) fn base64_url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Decodes Base64 with padding.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

/// Encodes bytes as lower-case hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let mut digits = vec![0; 2 * bytes.len()];
    write_hex(bytes, &mut digits);
    ascii(&digits).into()
}

/// Writes bytes as lower-case hexadecimal digits.
#[expect(clippy::expect_used, reason = "the buffer has the right length")]
pub(super) fn write_hex(bytes: &[u8], digits: &mut [u8]) {
    hex::encode_to_slice(bytes, digits).expect("two digits for each byte");
}

/// Returns whether two secrets are equal. The time depends only on their lengths.
pub(super) fn is_equal(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}
