use crate::Error;

/// Checks what holds of the key of every object, and that it survives the way through HTTP clients.
///
/// A client resolves `a/../b` to `b` before it sends the request, and `%2e%2e` too (as the URL Standard has it): signed
/// as given, the URL fails; resolved before signing, it names another object.
pub(super) fn check(key: &str) -> Result<(), Error> {
    check_length(key)?;
    if has_dot_segment(key) { Err(Error::DotSegment) } else { Ok(()) }
}

/// Checks what holds of the key of every object.
pub(super) const fn check_length(key: &str) -> Result<(), Error> {
    match key.len() {
        0 => Err(Error::EmptyKey),
        1..=MAX_BYTES => Ok(()),
        bytes => Err(Error::KeyTooLong { bytes }),
    }
}

fn has_dot_segment(key: &str) -> bool {
    // Few keys have a segment that starts with a dot: the rest are done with one search.
    let may_have = key.starts_with('.') || key.as_bytes().windows(2).any(|pair| pair == b"/.");
    may_have && key.split('/').any(|segment| matches!(segment, "." | ".."))
}

const MAX_BYTES: usize = 1024;
