use alloc::{borrow::Cow, string::String};
use core::fmt;

/// The value of a query parameter or a header: text, or a whole number in decimal.
///
/// Made with [`From`], so that a setter takes `"private"`, a `String` or `1024` alike. `Debug` elides it: it may be a
/// key of server-side encryption.
///
/// ```
/// use presign::sigv4::Value;
///
/// assert_eq!(Value::from(1024).as_str(), "1024");
/// assert_eq!(Value::from("private").as_str(), "private");
/// ```
#[derive(Clone)]
pub struct Value<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    Text(Cow<'a, str>),
    // In place: a part number costs no allocation.
    Number { digits: [u8; MAX_DIGITS], start: u8 },
}

impl Value<'_> {
    /// The value as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Text(text) => text,
            Repr::Number { digits, start } => digits
                .get(usize::from(*start)..)
                .and_then(|digits| core::str::from_utf8(digits).ok())
                .unwrap_or_default(),
        }
    }
}

impl Default for Value<'_> {
    fn default() -> Self {
        Self(Repr::Text(Cow::Borrowed("")))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self(Repr::Text(Cow::Borrowed(text)))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self(Repr::Text(Cow::Owned(text)))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(Repr::Text(text))
    }
}

impl From<u64> for Value<'_> {
    fn from(mut number: u64) -> Self {
        let mut digits = [b'0'; MAX_DIGITS];
        let mut start = MAX_DIGITS;
        for digit in digits.iter_mut().rev() {
            *digit += (number % 10) as u8;
            number /= 10;
            start -= 1;
            if number == 0 {
                break;
            }
        }
        Self(Repr::Number { digits, start: start as u8 })
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Value").finish_non_exhaustive()
    }
}

const MAX_DIGITS: usize = "18446744073709551615".len();
