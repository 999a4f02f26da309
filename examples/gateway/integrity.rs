//! Checks that an upload matches its hashes.

use base64::{Engine, prelude::BASE64_STANDARD};
use md5::Md5;
use presign::{Refusal, sigv4::PayloadHash};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// The headers of a request, and the fields of a form, that the gateway checks. It does not implement others of this
/// kind.
pub const FIELDS: [&str; 3] = [MD5, CRC32, SHA256];

pub const MD5: &str = "content-md5";
const CRC32: &str = "x-amz-checksum-crc32";
const SHA256: &str = "x-amz-checksum-sha256";

/// The hashes of the bytes received so far.
#[derive(Default)]
pub struct Hashes {
    md5: Md5,
    sha256: Sha256,
    crc32: crc32fast::Hasher,
}

impl Hashes {
    pub fn update(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        self.sha256.update(bytes);
        self.crc32.update(bytes);
    }

    /// Compares the hashes with the signed one of the body, and with the values that are stated for a name.
    pub fn check<'a>(
        self,
        payload: PayloadHash,
        stated: impl Fn(&str) -> Vec<&'a str>,
    ) -> Result<(), Failure> {
        let sha256: [u8; 32] = self.sha256.finalize().into();
        if ![PayloadHash::Unsigned, PayloadHash::Sha256(sha256)].contains(&payload) {
            return Err(Refusal::PayloadMismatch.into());
        }
        check(stated(MD5), &self.md5.finalize())?;
        check(stated(SHA256), &sha256)?;
        check(stated(CRC32), &self.crc32.finalize().to_be_bytes())
    }
}

fn check<'a>(stated: impl IntoIterator<Item = &'a str>, computed: &[u8]) -> Result<(), Failure> {
    for stated in stated {
        let stated = BASE64_STANDARD.decode(stated.trim()).map_err(|_| Failure::INVALID_DIGEST)?;
        if stated.len() != computed.len() {
            return Err(Failure::INVALID_DIGEST);
        }
        if stated != computed {
            return Err(Failure::BAD_DIGEST);
        }
    }
    Ok(())
}
