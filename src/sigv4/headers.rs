use alloc::{borrow::Cow, string::String};

use super::{
    Value,
    fields::{Field, Fields, sort_by},
    reserved::is_reserved,
};
use crate::Error;

/// The headers to sign besides `host`, in the normal form that is signed and sent.
///
/// [`insert`](Self::insert) brings name and value into that form, so that every implementation agrees on it: the name
/// in lower case; the value without spaces or tabs at its ends, and each run of spaces inside it as one. What has no such
/// form is an error, and so is a header that a client or a proxy rewrites on the way.
///
/// ```
/// use presign::sigv4::Headers;
///
/// let mut headers = Headers::default();
/// headers.insert("Content-Type", " image/jpeg ")?;
/// assert!(headers.insert("Host", "example.com").is_err());
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Headers<'a>(Fields<'a>);

impl<'a> Headers<'a> {
    /// Adds a header. Values of a name given twice are joined by a comma, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// * [`Error::HeaderName`]: not a token of [RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2).
    /// * [`Error::HeaderValue`]: a control character (CR, LF, NUL, an inner tab) or a character beyond ASCII.
    /// * [`Error::UnsignableHeader`]: `host`, which is signed anyway, or a header that does not arrive as it was sent.
    /// * [`Error::ReservedName`]: belongs to the signature, such as `x-amz-date`.
    pub fn insert(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Value<'a>>,
    ) -> Result<(), Error> {
        let name = normal_name(name.into())?;
        let value = normal_value(&name, value.into())?;
        self.0.push(Field { name, value }, sort);
        Ok(())
    }

    /// Adds a header as a server received it, whatever its name. Its value may be any text.
    pub(crate) fn insert_received(&mut self, name: &'a str, value: &'a str) {
        let value = match is_normal(value) {
            true => value.into(),
            false => with_single_spaces(value.trim_matches([' ', '\t'])).into(),
        };
        self.0.push(Field { name: name.into(), value }, sort);
    }

    /// Adds a header that has one value: given already, it is an error.
    pub(crate) fn insert_once(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Value<'a>>,
    ) -> Result<(), Error> {
        self.insert(name, value)?;
        match self.as_slice() {
            [before @ .., last] if before.iter().any(|field| field.name == last.name) => {
                Err(Error::RepeatedHeader { name: last.name.clone().into_owned() })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn sort(&mut self) {
        self.0.sort();
    }

    pub(super) fn as_slice(&self) -> &[Field<'a>] {
        self.0.as_slice()
    }
}

/// By name. The values of a repeated one keep their order.
fn sort(fields: &mut [Field<'_>]) {
    sort_by(fields, |a, b| a.name.cmp(&b.name));
}

fn normal_name(name: Cow<'_, str>) -> Result<Cow<'_, str>, Error> {
    let classes = name.bytes().fold(0, |classes, byte| classes | class_of(byte));
    if name.is_empty() || classes & NO_TOKEN != 0 {
        return Err(Error::HeaderName { name: name.into_owned() });
    }
    let name = match classes & UPPER_CASE {
        0 => name,
        _ => Cow::Owned(name.to_ascii_lowercase()),
    };
    if is_unsignable(&name) {
        return Err(Error::UnsignableHeader { name: name.into_owned() });
    }
    if is_reserved(&name) {
        return Err(Error::ReservedName { name: name.into_owned() });
    }
    Ok(name)
}

fn normal_value<'a>(name: &str, value: Value<'a>) -> Result<Value<'a>, Error> {
    if is_normal(value.as_str()) {
        return Ok(value);
    }
    let trimmed = value.as_str().trim_matches([' ', '\t']);
    if let Some(position) = trimmed.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
        return Err(Error::HeaderValue { name: name.into(), position });
    }
    Ok(with_single_spaces(trimmed).into())
}

fn with_single_spaces(trimmed: &str) -> String {
    let words = trimmed.split(' ').filter(|word| !word.is_empty());
    words.fold(String::with_capacity(trimmed.len()), |text, word| match text.as_str() {
        "" => text + word,
        _ => text + " " + word,
    })
}

/// Whether nothing but visible ASCII and single spaces between it is there.
fn is_normal(value: &str) -> bool {
    let mut previous = b' ';
    let mut is_normal = true;
    for byte in value.bytes() {
        is_normal &= matches!(byte, b'!'..=b'~') | ((byte == b' ') & (previous != b' '));
        previous = byte;
    }
    is_normal && (previous != b' ' || value.is_empty())
}

/// What clients and proxies add, drop or rewrite. Signing one of them makes a URL that works in some places only.
fn is_unsignable(name: &str) -> bool {
    match name {
        // Signed always, as the URL has it.
        "host" => true,
        // Would be a second signature beside the one in the query.
        "authorization" => true,
        // Hop-by-hop (RFC 9110, section 7.6.1).
        "connection" | "keep-alive" | "te" | "trailer" | "transfer-encoding" | "upgrade" => true,
        // Answered or rewritten on the way.
        "accept-encoding" | "baggage" | "expect" | "forwarded" | "traceparent" | "tracestate"
        | "user-agent" | "via" | "x-amzn-trace-id" | "x-real-ip" => true,
        // `sec-`: set by browsers alone.
        _ => name.starts_with("proxy-") || name.starts_with("sec-") || name.starts_with("x-forwarded-"),
    }
}

#[expect(clippy::indexing_slicing, reason = "there is a class for every byte")]
fn class_of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

const TOKEN: u8 = 0;
const UPPER_CASE: u8 = 1;
const NO_TOKEN: u8 = 2;

/// `tchar` of RFC 9110, section 5.6.2.
static CLASSES: [u8; 256] = {
    let mut classes = [NO_TOKEN; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "in a constant: the compiler has seen it")]
        {
            classes[byte] = match byte as u8 {
                b'A'..=b'Z' => UPPER_CASE,
                b'a'..=b'z'
                | b'0'..=b'9'
                | b'!'
                | b'#'..=b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'..=b'`'
                | b'|'
                | b'~' => TOKEN,
                _ => NO_TOKEN,
            };
        }
        byte += 1;
    }
    classes
};
