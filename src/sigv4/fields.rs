use alloc::{borrow::Cow, string::String, vec::Vec};
use core::{fmt, mem};

use super::uri_encode;

/// The value of a query parameter or a header: text or a whole number.
///
/// Setters accept any type that implements [`Into<Value>`](Into), such as `&str`, `String` and `u64`. `Debug`
/// hides the value, because it may be an encryption key.
///
/// ```
/// use presign::sigv4::Value;
///
/// assert_eq!(Value::from(1024).to_string(), "1024");
/// assert_eq!(Value::from("private").to_string(), "private");
/// ```
#[derive(Clone)]
pub struct Value<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    Text(Cow<'a, str>),
    // Stored as a number to avoid an allocation for each part number.
    Number(u64),
    Hole,
}

impl Value<'_> {
    /// Returns the placeholder for the value that a prepared request leaves open.
    pub(crate) const fn hole() -> Self {
        Self(Repr::Hole)
    }

    pub(super) const fn is_hole(&self) -> bool {
        matches!(self.0, Repr::Hole)
    }

    /// Returns the text, or `None` for a number or an open value.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Repr::Text(text) = &self.0 { Some(text) } else { None }
    }

    pub(crate) fn write_to(&self, out: &mut String) {
        self.write_with(|text, out| out.push_str(text), out);
    }

    pub(super) fn write_encoded_to(&self, out: &mut String) {
        self.write_with(|text, out| uri_encode(text).write_to(out), out);
    }

    fn write_with(&self, write: fn(&str, &mut String), out: &mut String) {
        match &self.0 {
            Repr::Text(text) => write(text, out),
            Repr::Number(number) => write_decimal(*number, out),
            Repr::Hole => {}
        }
    }

    /// Returns the maximum length of the encoded value.
    pub(super) fn max_encoded_len(&self) -> usize {
        match &self.0 {
            Repr::Text(text) => uri_encode(text).len(),
            Repr::Number(number) => decimal_len(*number),
            Repr::Hole => 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.text().map_or_else(|| self.max_encoded_len(), str::len)
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write_to(&mut text);
        f.write_str(&text)
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
    fn from(number: u64) -> Self {
        Self(Repr::Number(number))
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Value").finish_non_exhaustive()
    }
}

/// A query parameter or a header.
#[derive(Clone, Debug, Default)]
pub(super) struct Field<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: Value<'a>,
    /// Whether no other field may have this name.
    pub(super) is_only: bool,
}

/// Fields in the order in which they are signed. A short list, which is the usual case, needs no allocation.
#[derive(Clone, Debug, Default)]
#[expect(clippy::large_enum_variant, reason = "stored inline to avoid an allocation")]
pub(super) enum Fields<'a> {
    #[default]
    None,
    Short {
        fields: [Field<'a>; SHORT],
        len: usize,
    },
    Long(Vec<Field<'a>>),
}

impl<'a> Fields<'a> {
    /// Inserts a field before the one at `index`.
    #[expect(clippy::indexing_slicing, reason = "index <= len < SHORT")]
    pub(super) fn insert(&mut self, index: usize, field: Field<'a>) {
        match self {
            Self::None => {
                let mut fields: [Field<'a>; SHORT] = Default::default();
                fields[0] = field;
                *self = Self::Short { fields, len: 1 };
            }
            Self::Short { fields, len } if *len < SHORT => {
                fields[*len] = field;
                fields[index..=*len].rotate_right(1);
                *len += 1;
            }
            Self::Short { fields, .. } => {
                let mut long: Vec<_> = fields.iter_mut().map(mem::take).collect();
                long.insert(index, field);
                *self = Self::Long(long);
            }
            Self::Long(fields) => fields.insert(index, field),
        }
    }

    /// Returns whether the list has reached its limit. The limit bounds the cost of inserting in order.
    pub(super) fn is_full(&self) -> bool {
        self.as_slice().len() >= MAX_FIELDS
    }

    /// Removes the fields for which `keep` returns `false`, and returns them.
    pub(super) fn take_unless(&mut self, keep: impl Fn(&Field<'a>) -> bool) -> Vec<Field<'a>> {
        let all: Vec<_> = match mem::take(self) {
            Self::None => return Vec::new(),
            Self::Short { fields, len } => fields.into_iter().take(len).collect(),
            Self::Long(fields) => fields,
        };
        let (kept, taken) = all.into_iter().partition(keep);
        *self = Self::Long(kept);
        taken
    }

    pub(super) fn as_slice(&self) -> &[Field<'a>] {
        match self {
            Self::None => &[],
            Self::Short { fields, len } => fields.split_at(*len).0,
            Self::Long(fields) => fields,
        }
    }
}

impl<'a> From<Vec<Field<'a>>> for Fields<'a> {
    /// Takes fields that are already sorted.
    fn from(sorted: Vec<Field<'a>>) -> Self {
        Self::Long(sorted)
    }
}

/// Writes a number without `fmt`, whose code is large in WebAssembly.
pub(super) fn write_decimal(number: u64, out: &mut String) {
    if number >= 10 {
        write_decimal(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

fn decimal_len(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |digits| digits as usize + 1)
}

const SHORT: usize = 4;

/// The maximum number of parameters or headers of a request. S3 allows fewer.
pub(super) const MAX_FIELDS: usize = 1_000;
