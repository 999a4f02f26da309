use alloc::string::String;
use core::fmt;

use super::Error;
#[cfg(doc)]
use super::Policy;
use crate::sigv4::{base64, from_base64};

/// The signature of a [`Policy`], as a library for RSA or ECDSA returns it.
///
/// | key | bytes |
/// |---|---|
/// | RSA, 2,048 bits | the 256 bytes of PKCS #1 v1.5 |
/// | ECDSA, P-256 | ASN.1 in DER, about 71 bytes; not the 64 bytes of the two numbers |
///
/// `Debug` hides the bytes.
///
/// ```
/// use presign::cloudfront::{HashAlgorithm, Signature};
///
/// let signature = Signature::sha256(&[0x5c; 256]);
/// assert_eq!(signature.hash_algorithm(), HashAlgorithm::Sha256);
/// assert_eq!(format!("{signature:?}"), "Signature { hash_algorithm: Sha256, .. }");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature<'a> {
    hash_algorithm: HashAlgorithm,
    bytes: &'a [u8],
}

/// The hash function of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HashAlgorithm {
    /// SHA-1, which CloudFront assumes if a URL does not name a hash function.
    Sha1,
    /// SHA-256, which the URL names with `Hash-Algorithm=SHA256`.
    Sha256,
}

impl<'a> Signature<'a> {
    /// Creates a signature from the bytes of `RSASSA-PKCS1-v1_5` or ECDSA with SHA-1.
    #[must_use]
    pub const fn sha1(bytes: &'a [u8]) -> Self {
        Self { hash_algorithm: HashAlgorithm::Sha1, bytes }
    }

    /// Creates a signature from the bytes of `RSASSA-PKCS1-v1_5` or ECDSA with SHA-256.
    #[must_use]
    pub const fn sha256(bytes: &'a [u8]) -> Self {
        Self { hash_algorithm: HashAlgorithm::Sha256, bytes }
    }

    /// Returns the hash function.
    #[must_use]
    pub const fn hash_algorithm(&self) -> HashAlgorithm {
        self.hash_algorithm
    }

    /// Returns the signature in CloudFront's Base64.
    pub(super) fn encoded(&self) -> Result<String, Error> {
        let is_rsa = self.bytes.len() == RSA_LEN;
        let is_ecdsa = matches!(self.bytes, [SEQUENCE, len, INTEGER, rest @ ..]
            if rest.len() + 1 == usize::from(*len) && rest.len() <= MAX_ECDSA_LEN);
        if is_rsa || is_ecdsa { Ok(encode(self.bytes)) } else { Err(Error::Signature) }
    }
}

impl HashAlgorithm {
    /// Returns the value of `Hash-Algorithm`, unless it is the default.
    pub(super) const fn parameter(self) -> Option<&'static str> {
        match self {
            Self::Sha1 => None,
            Self::Sha256 => Some("SHA256"),
        }
    }

    pub(super) fn from_parameter(value: Option<&str>) -> Option<Self> {
        match value {
            None | Some("SHA1") => Some(Self::Sha1),
            Some("SHA256") => Some(Self::Sha256),
            Some(_) => None,
        }
    }
}

impl fmt::Debug for Signature<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signature").field("hash_algorithm", &self.hash_algorithm).finish_non_exhaustive()
    }
}

/// Encodes bytes in Base64 with CloudFront's alphabet, which needs no encoding in a URL.
pub(super) fn encode(bytes: &[u8]) -> String {
    let replaced = |c| ALPHABET.iter().find(|(plain, _)| *plain == c).map_or(c, |(_, c)| *c);
    base64(bytes).chars().map(replaced).collect()
}

/// Decodes text, without padding too: some signers leave it out.
pub(super) fn decode(text: &str) -> Option<String> {
    let replaced = |c| ALPHABET.iter().find(|(_, other)| *other == c).map_or(c, |(plain, _)| *plain);
    let mut plain: String = text.trim_end_matches('_').chars().map(replaced).collect();
    while plain.len() % 4 != 0 {
        plain.push('=');
    }
    String::from_utf8(from_base64(&plain)?).ok()
}

const ALPHABET: [(char, char); 3] = [('+', '-'), ('=', '_'), ('/', '~')];

/// The length of a signature with a key of 2,048 bits.
const RSA_LEN: usize = 256;

/// The tags of DER, and the length of two numbers of 33 bytes with their heads, after the first tag.
const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const MAX_ECDSA_LEN: usize = 69;
