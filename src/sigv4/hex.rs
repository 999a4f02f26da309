use super::sink::Sink;

/// Writes 64 lower-case hexadecimal digits.
pub(super) fn write_to(hash: &[u8; 32], out: &mut impl Sink) {
    out.push_ascii(hash.map(digits).as_flattened());
}

/// Reads 64 lower-case hexadecimal digits.
pub(super) fn decode(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        for &digit in pair {
            let nibble = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *byte = *byte << 4 | nibble;
        }
    }
    Some(bytes)
}

/// Computed, both digits in one number, for the compiler to do many bytes at once.
const fn digits(byte: u8) -> [u8; 2] {
    let nibbles = (byte >> 4) as u16 | ((byte & 0xf) as u16) << 8;
    // 1 where a nibble is ten or more: there its sum with six has a fifth bit.
    let letters = (nibbles + 0x0606) >> 4 & 0x0101;
    (nibbles + 0x3030 + letters * (b'a' - b'0' - 10) as u16).to_le_bytes()
}
