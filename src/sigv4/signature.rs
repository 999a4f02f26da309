use alloc::string::String;
use core::fmt;

use super::{
    encode::ascii,
    hash::{self, Hex},
    names::SIGNATURE_PARAMETER,
};

/// A signature: the value of `X-Amz-Signature`.
///
/// [`Display`](fmt::Display) writes lower-case hexadecimal digits: 64 in Signature Version 4, and up to 144 in
/// SigV4A, where they are the DER encoding of an ECDSA signature. `Debug` hides the signature, because anyone who
/// has it can use the URL. For signatures of equal length, `==` takes constant time.
///
/// ```
/// use presign::sigv4::Signature;
///
/// fn digits(signature: &Signature) -> String {
///     assert_eq!(format!("{signature:?}"), "Signature(..)");
///     signature.to_string()
/// }
/// ```
#[derive(Clone)]
pub struct Signature {
    digits: [u8; MAX_DIGITS],
    len: usize,
}

impl Signature {
    /// The length of `&X-Amz-Signature=` and the digits, for Signature Version 4.
    pub(super) const PARAMETER_LEN: usize = SIGNATURE_PARAMETER.len() + HMAC_DIGITS;

    /// The maximum length of `&X-Amz-Signature=` and the digits.
    #[cfg(feature = "sigv4a")]
    pub(super) const MAX_PARAMETER_LEN: usize = SIGNATURE_PARAMETER.len() + MAX_DIGITS;

    /// Parses lower-case hexadecimal digits of a signature of either algorithm.
    pub(crate) fn from_hex(digits: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_whole = !digits.is_empty() && digits.len() % 2 == 0;
        if is_whole && digits.bytes().all(is_digit) { Self::from_digits(digits) } else { None }
    }

    /// Creates a signature from its bytes.
    #[cfg(feature = "sigv4a")]
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut digits = [0; MAX_DIGITS];
        let len = 2 * bytes.len();
        hash::write_hex(bytes, digits.get_mut(..len)?);
        Some(Self { digits, len })
    }

    fn from_digits(text: &str) -> Option<Self> {
        let mut digits = [0; MAX_DIGITS];
        digits.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { digits, len: text.len() })
    }

    /// Returns whether the signature has the length of one of Signature Version 4.
    pub(crate) const fn is_hmac(&self) -> bool {
        self.len == HMAC_DIGITS
    }

    /// Returns whether the digits are those of a DER sequence, as in SigV4A.
    pub(crate) fn is_ecdsa(&self) -> bool {
        let len =
            self.as_str().strip_prefix("30").and_then(|rest| u8::from_str_radix(rest.get(..2)?, 16).ok());
        self.len >= MIN_DER_DIGITS && len.is_some_and(|len| 2 * (usize::from(len) + 2) == self.len)
    }

    /// Returns the digits. Unlike `to_string`, it needs no formatting, whose code is large in WebAssembly.
    pub(crate) fn to_hex(&self) -> String {
        self.as_str().into()
    }

    pub(super) fn as_str(&self) -> &str {
        ascii(self.digits.get(..self.len).unwrap_or_default())
    }
}

impl From<&Hex> for Signature {
    fn from(digits: &Hex) -> Self {
        Self::from_digits(digits.as_str()).unwrap_or_else(|| unreachable!("64 digits fit"))
    }
}

impl PartialEq for Signature {
    fn eq(&self, other: &Self) -> bool {
        hash::is_equal(self.as_str().as_bytes(), other.as_str().as_bytes())
    }
}

impl Eq for Signature {}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Signature").finish_non_exhaustive()
    }
}

#[cfg(feature = "zeroize")]
impl Drop for Signature {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.digits);
    }
}

/// Writes `&X-Amz-Signature=` and the digits.
pub(super) fn write_parameter(digits: &str, out: &mut String) {
    out.push_str(SIGNATURE_PARAMETER);
    out.push_str(digits);
}

const HMAC_DIGITS: usize = 64;
/// The DER encoding of two numbers of one byte.
const MIN_DER_DIGITS: usize = 16;
/// The DER encoding of two numbers of 32 bytes has at most 72 bytes.
const MAX_DIGITS: usize = 144;
