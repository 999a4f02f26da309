use alloc::string::String;

/// Base64 with padding ([RFC 4648, section 4](https://www.rfc-editor.org/rfc/rfc4648#section-4)).
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, n| bits << 8 | u32::from(group.get(n).copied().unwrap_or(0)));
        for n in 0..4 {
            text.push(if n <= group.len() { digit(bits >> (18 - 6 * n) & 63) } else { '=' });
        }
    }
    text
}

fn digit(bits: u32) -> char {
    ALPHABET.get(bits as usize).copied().map_or('=', char::from)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#[cfg(test)]
mod tests {
    use super::*;
    use ::base64::prelude::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_that_of_the_base64_crate(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(encode(&bytes), BASE64_STANDARD.encode(&bytes));
        }
    }
}
