use alloc::string::String;

use crate::{Error, sigv4::uri_encode_path};

/// An object key of 1 to 1,024 bytes that HTTP clients do not change.
///
/// By the URL Standard, a client resolves `a/../b` to `b` before it sends the request, and treats `%2e%2e` the same
/// way. If such a key were signed as it is, the URL would fail. If it were resolved before signing, it would be
/// another object. Clients do not change the key of a copy source, which is in a header, but a server that stores
/// objects as files may resolve it to a path outside the bucket.
#[derive(Clone, Copy)]
pub(super) struct ObjectKey<'a>(&'a str);

impl<'a> ObjectKey<'a> {
    fn has_dot_segment(self) -> bool {
        self.0.split('/').any(|segment| matches!(segment, "." | ".."))
    }

    pub(super) fn encoded_len(self) -> usize {
        uri_encode_path(self.0).len()
    }

    /// Writes the key as encoded in a path.
    pub(super) fn write_to(self, path: &mut String) {
        uri_encode_path(self.0).write_to(path);
    }
}

impl<'a> TryFrom<&'a str> for ObjectKey<'a> {
    type Error = Error;

    fn try_from(key: &'a str) -> Result<Self, Error> {
        match key.len() {
            0 => Err(Error::EmptyKey),
            1..=MAX_KEY_LEN if Self(key).has_dot_segment() => Err(Error::DotSegment),
            1..=MAX_KEY_LEN => Ok(Self(key)),
            bytes => Err(Error::KeyTooLong { bytes }),
        }
    }
}

/// In bytes of UTF-8.
const MAX_KEY_LEN: usize = 1024;
