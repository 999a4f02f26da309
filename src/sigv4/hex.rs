use super::sink::Sink;

pub(super) fn write_to(hash: &[u8; 32], out: &mut impl Sink) {
    let mut digits = [0; 64];
    // Two digits a byte, and ASCII: neither step fails.
    if ::hex::encode_to_slice(hash, &mut digits).is_ok() {
        out.push(core::str::from_utf8(&digits).unwrap_or_default());
    }
}
