//! Checks that an upload matches its hashes.

use axum::http::HeaderMap;
use base64::{Engine, prelude::BASE64_STANDARD};
use md5::Md5;
use presign::{Refusal, Verified, sigv4::PayloadHash};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// The headers that the gateway checks. It does not implement others of this kind.
pub const HEADERS: [&str; 4] =
    ["content-md5", "x-amz-checksum-crc32", "x-amz-checksum-sha256", "x-amz-content-sha256"];

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

    /// Compares the hashes with those of the request: `content-md5`, signed or not, and the others if they are
    /// signed.
    pub fn check(self, headers: &HeaderMap, verified: &Verified<'_>) -> Result<(), Failure> {
        let sha256: [u8; 32] = self.sha256.finalize().into();
        if ![PayloadHash::Unsigned, PayloadHash::Sha256(sha256)].contains(&verified.payload()) {
            return Err(Refusal::PayloadMismatch.into());
        }
        let md5 = headers.get_all("content-md5").iter().map(|value| value.to_str().unwrap_or_default());
        check(md5, &self.md5.finalize())?;
        check(verified.header("x-amz-checksum-sha256"), &sha256)?;
        check(verified.header("x-amz-checksum-crc32"), &self.crc32.finalize().to_be_bytes())
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
