//! A file on its way into the folder.

use std::{path::Path, sync::Arc};

use presign::sigv4::PayloadHash;
use tempfile::NamedTempFile;
use tokio::{fs::File, io::AsyncWriteExt, task::spawn_blocking};

use crate::{
    failure::Failure,
    folder::{Conditions, Folder},
    gateway::MAX_LEN,
    integrity::Hashes,
};

/// An upload, which is visible as an object only once it is complete.
pub struct Upload {
    temporary: NamedTempFile,
    file: File,
    hashes: Hashes,
    len: u64,
}

impl Upload {
    pub fn new(folder: &Folder) -> Result<Self, Failure> {
        let temporary = folder.new_upload()?;
        let file = File::from_std(temporary.reopen()?);
        Ok(Self { temporary, file, hashes: Hashes::default(), len: 0 })
    }

    pub const fn len(&self) -> u64 {
        self.len
    }

    pub async fn push(&mut self, chunk: &[u8]) -> Result<(), Failure> {
        self.len += chunk.len() as u64;
        if self.len > MAX_LEN {
            return Err(Failure::TOO_LARGE);
        }
        self.hashes.update(chunk);
        self.file.write_all(chunk).await?;
        Ok(())
    }

    /// Turns the upload into an object if it has the stated hashes, and returns its ETag.
    pub async fn store<'a>(
        mut self,
        folder: &Arc<Folder>,
        path: &Path,
        conditions: Conditions,
        payload: PayloadHash,
        stated: impl Fn(&str) -> Vec<&'a str>,
    ) -> Result<String, Failure> {
        self.file.flush().await?;
        self.hashes.check(payload, stated)?;
        let (folder, path) = (folder.clone(), path.to_owned());
        let stored = spawn_blocking(move || folder.store(self.temporary, &path, &conditions)).await;
        stored.map_err(std::io::Error::other)?
    }
}
