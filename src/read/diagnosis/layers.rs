use alloc::vec::Vec;
use core::{iter, ops::Range};

/// Yields a text and each further decoding of it.
///
/// A server may quote text that is percent-encoded, escaped for JSON, JavaScript or HTML, or all of these.
pub(super) fn layers(text: &str) -> impl Iterator<Item = Layer> {
    iter::successors(Some(Layer::new(text)), Layer::decoded).take(MAX_LAYERS)
}

/// The bytes of a decoded text, and the position in the original text of each.
pub(super) struct Layer {
    bytes: Vec<u8>,
    sources: Vec<Range<usize>>,
}

impl Layer {
    fn new(text: &str) -> Self {
        let mut layer = Self::with_capacity(text.len());
        for (start, c) in text.char_indices() {
            layer.push(c, &(start..start + c.len_utf8()));
        }
        layer
    }

    fn with_capacity(len: usize) -> Self {
        Self { bytes: Vec::with_capacity(len), sources: Vec::with_capacity(len) }
    }

    fn push(&mut self, c: char, source: &Range<usize>) {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            self.push_byte(byte, source.clone());
        }
    }

    fn push_byte(&mut self, byte: u8, source: Range<usize>) {
        self.bytes.push(byte);
        self.sources.push(source);
    }

    /// Decodes once more, or returns `None` if there is nothing to decode.
    fn decoded(&self) -> Option<Self> {
        let mut decoded = Self::with_capacity(self.bytes.len());
        let mut at = 0;
        while let (Some(rest), Some(first)) = (self.bytes.get(at..), self.sources.get(at)) {
            let (escape, len) = match escape(rest) {
                Some(escape) => escape,
                None => (rest.first().map_or(Escape::Byte(0), |byte| Escape::Byte(*byte)), 1),
            };
            let last = self.sources.get(at + len - 1).unwrap_or(first);
            let source = first.start..last.end;
            match escape {
                Escape::Byte(byte) => decoded.push_byte(byte, source),
                Escape::Char(c) => decoded.push(c, &source),
            }
            at += len;
        }
        (decoded.bytes.len() < self.bytes.len()).then_some(decoded)
    }

    /// Returns the bytes with a single form for upper and lower case, and for a plus and a space.
    pub(super) fn folded(&self) -> Vec<u8> {
        let fold = |byte: &u8| if *byte == b'+' { b' ' } else { byte.to_ascii_lowercase() };
        self.bytes.iter().map(fold).collect()
    }

    /// Returns the positions in the original text of a range of bytes.
    pub(super) fn sources(&self, bytes: Range<usize>) -> impl Iterator<Item = usize> {
        self.sources.get(bytes).unwrap_or_default().iter().cloned().flatten()
    }
}

enum Escape {
    Byte(u8),
    Char(char),
}

/// Decodes the escape at the start of a text, and returns it with its length.
fn escape(text: &[u8]) -> Option<(Escape, usize)> {
    match text {
        [b'%', high, low, ..] => Some((Escape::Byte(hex_byte([*high, *low])?), 3)),
        [b'\\', b'x', high, low, ..] => Some((Escape::Byte(hex_byte([*high, *low])?), 4)),
        [b'\\', b'u', digits @ ..] => Some((Escape::Char(char::from_u32(number(digits.get(..4)?, 16)?)?), 6)),
        [b'\\', byte @ (b'/' | b'"' | b'\\'), ..] => Some((Escape::Byte(*byte), 2)),
        [b'&', rest @ ..] => {
            let end = rest.iter().take(MAX_ENTITY_LEN).position(|byte| *byte == b';')?;
            Some((Escape::Char(entity(rest.get(..end)?)?), end + "&;".len()))
        }
        _ => None,
    }
}

/// Decodes the entity `&NAME;`.
fn entity(name: &[u8]) -> Option<char> {
    match name {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        b"plus" => Some('+'),
        b"sol" => Some('/'),
        b"equals" => Some('='),
        [b'#', b'x' | b'X', digits @ ..] => char::from_u32(number(digits, 16)?),
        [b'#', digits @ ..] => char::from_u32(number(digits, 10)?),
        _ => None,
    }
}

fn hex_byte(digits: [u8; 2]) -> Option<u8> {
    u8::try_from(number(&digits, 16)?).ok()
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, byte| number.checked_mul(radix)?.checked_add(digit(*byte, radix)?))
}

fn digit(byte: u8, radix: u32) -> Option<u32> {
    char::from(byte).to_digit(radix)
}

/// Nobody sends text that is encoded more often than this.
const MAX_LAYERS: usize = 6;

const MAX_ENTITY_LEN: usize = 10;
