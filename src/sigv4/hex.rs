use super::sink::Sink;

/// Writes 64 lower-case hexadecimal digits.
pub(super) fn write_to(hash: &[u8; 32], out: &mut impl Sink) {
    let mut digits = [0; 64];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(hash) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 0xf)]);
    }
    out.push_ascii(&digits);
}

/// Computed, for the compiler to do many at once.
const fn digit(nibble: u8) -> u8 {
    nibble + if nibble < 10 { b'0' } else { b'a' - 10 }
}
