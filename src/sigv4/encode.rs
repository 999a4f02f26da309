use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Percent-encodes a name or a value of a query (UriEncode()).
///
/// Each byte becomes `%` and two upper-case hexadecimal digits, except the unreserved characters `A`-`Z`,
/// `a`-`z`, `0`-`9`, `-`, `.`, `_` and `~`. A space becomes `%20`, never `+`, and `/` becomes `%2F`. See
/// [Create a signed request][page].
///
/// ```
/// use presign::sigv4::uri_encode;
///
/// assert_eq!(uri_encode("a/b c+é").to_string(), "a%2Fb%20c%2B%C3%A9");
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[must_use]
pub fn uri_encode(text: &str) -> UriEncode<'_> {
    UriEncode { text, is_path: false }
}

/// Percent-encodes a path: like [`uri_encode`], but keeps the `/` between segments.
///
/// ```
/// use presign::sigv4::uri_encode_path;
///
/// assert_eq!(
///     uri_encode_path("photos/my duck.jpg").to_string(),
///     "photos/my%20duck.jpg"
/// );
/// ```
#[must_use]
pub fn uri_encode_path(text: &str) -> UriEncode<'_> {
    UriEncode { text, is_path: true }
}

/// Decodes a name or a value of a query. Like S3, treats `+` as a space.
pub(crate) fn decode_query(text: &str) -> Option<Cow<'_, str>> {
    if text.contains('+') {
        let spaced = text.replace('+', " ");
        return decode(&spaced).map(|decoded| decoded.into_owned().into());
    }
    decode(text)
}

/// Decodes a secret value of a query.
///
/// Allocates the buffer at its full size, since a buffer that grows would leave copies behind.
pub(crate) fn decode_secret(text: &str) -> Option<String> {
    if !is_escaped(text) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for (n, part) in text.split('+').enumerate() {
        if n > 0 {
            bytes.push(b' ');
        }
        bytes.extend(percent_decode_str(part));
    }
    String::from_utf8(bytes).ok()
}

/// Decodes a path. Returns `None` unless each `%` is followed by two hexadecimal digits and the result is
/// UTF-8.
pub(crate) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if is_escaped(text) { percent_decode_str(text).decode_utf8().ok() } else { None }
}

/// Returns whether each `%` is followed by two hexadecimal digits.
pub(crate) fn is_escaped(text: &str) -> bool {
    let is_escape =
        |rest: &str| rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    text.split('%').skip(1).all(is_escape)
}

/// The percent-encoded form of a text, which [`Display`](fmt::Display) writes.
///
/// ```
/// use presign::sigv4::{UriEncode, uri_encode};
///
/// let encoded: UriEncode<'_> = uri_encode("50%");
/// assert_eq!(format!("{encoded}"), "50%25");
/// ```
#[derive(Clone, Copy)]
pub struct UriEncode<'a> {
    text: &'a str,
    is_path: bool,
}

impl<'a> UriEncode<'a> {
    /// Returns the length of the encoded form.
    pub(crate) fn len(self) -> usize {
        if self.is_literal() {
            return self.text.len();
        }
        let encoded = self.text.bytes().filter(|byte| literal(*byte) & self.set() == 0).count();
        self.text.len() + encoded * ("%XX".len() - 1)
    }

    pub(crate) fn write_to(self, out: &mut String) {
        if self.is_literal() {
            out.push_str(self.text);
        } else {
            out.extend(self.chunks());
        }
    }

    fn chunks(self) -> impl Iterator<Item = &'a str> {
        utf8_percent_encode(self.text, if self.is_path { RESERVED_IN_PATH } else { RESERVED })
    }

    /// Returns whether nothing needs encoding, which is true for most texts.
    fn is_literal(self) -> bool {
        let all = |set, bytes: &[u8]| bytes.iter().fold(set, |set, byte| set & literal(*byte));
        // In chunks of eight, since the compiler vectorizes each chunk.
        let mut eights = self.text.as_bytes().chunks_exact(8);
        let set = eights.by_ref().fold(self.set(), all);
        all(set, eights.remainder()) != 0
    }

    const fn set(self) -> u8 {
        if self.is_path { UNRESERVED_IN_PATH } else { UNRESERVED }
    }
}

impl fmt::Display for UriEncode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

impl fmt::Debug for UriEncode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UriEncode").finish_non_exhaustive()
    }
}

/// Returns whether a path starts with `/` and is percent-encoded.
pub(super) fn is_encoded_path(path: &str) -> bool {
    let is_path_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte);
    path.starts_with('/') && path.bytes().all(is_path_byte) && decode(path).is_some()
}

/// Returns whether UriEncode() leaves a byte as it is, both in queries and in paths.
pub(super) fn is_unreserved(byte: u8) -> bool {
    literal(byte) & UNRESERVED != 0
}

/// Splits a text at a position that is known to be a character boundary.
pub(crate) fn split_at(text: &str, at: usize) -> (&str, &str) {
    // Not `str::split_at`, whose panic message would bring the code of `fmt` into WebAssembly.
    text.split_at_checked(at).unwrap_or_else(|| unreachable!("a place in the text"))
}

/// Returns the text of ASCII bytes that this crate wrote.
pub(super) fn ascii(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_else(|_| unreachable!("ASCII is UTF-8"))
}

#[expect(clippy::indexing_slicing, reason = "the table has an entry for every byte")]
fn literal(byte: u8) -> u8 {
    LITERAL[usize::from(byte)]
}

const UNRESERVED: u8 = 1;
const UNRESERVED_IN_PATH: u8 = 2;

static LITERAL: [u8; 256] = {
    let mut literal = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "checked at compile time")]
        {
            literal[byte] = match byte as u8 {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    UNRESERVED | UNRESERVED_IN_PATH
                }
                b'/' => UNRESERVED_IN_PATH,
                _ => 0,
            };
        }
        byte += 1;
    }
    literal
};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');
