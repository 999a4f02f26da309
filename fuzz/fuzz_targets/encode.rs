//! Encoded text has only allowed characters, decodes to the original and equals the result of another crate.
#![no_main]

use libfuzzer_sys::fuzz_target;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use presign::sigv4::{uri_encode, uri_encode_path};

fuzz_target!(|text: &str| {
    check(text, &uri_encode(text).to_string(), QUERY, "-._~");
    check(text, &uri_encode_path(text).to_string(), PATH, "-._~/");
});

fn check(text: &str, encoded: &str, set: &'static AsciiSet, literal: &str) {
    let mut rest = encoded.chars();
    while let Some(c) = rest.next() {
        let is_upper_hex = |c: Option<char>| matches!(c, Some('0'..='9' | 'A'..='F'));
        let is_escape = c == '%' && is_upper_hex(rest.next()) && is_upper_hex(rest.next());
        assert!(is_escape || c.is_ascii_alphanumeric() || literal.contains(c), "{text:?} became {encoded}");
    }
    let decoded: Vec<u8> = percent_decode_str(encoded).collect();
    assert_eq!(decoded, text.as_bytes(), "{encoded}");
    assert_eq!(encoded, utf8_percent_encode(text, set).to_string());
}

const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &QUERY.remove(b'/');
