//! Stores objects as files in a folder.

use std::{
    fs::{self, File, Metadata},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::UNIX_EPOCH,
};

use axum::http::{HeaderMap, header};
use tempfile::NamedTempFile;

use crate::failure::Failure;

/// A folder with a subfolder for each bucket.
pub struct Folder {
    path: PathBuf,
    /// Locked from the check of a condition to the change that depends on it.
    changes: Mutex<()>,
}

impl Folder {
    pub const fn new(path: PathBuf) -> Self {
        Self { path, changes: Mutex::new(()) }
    }

    /// Returns the path of an object.
    ///
    /// A key is arbitrary text and a path is not: a key that could leave the bucket's folder has no file.
    pub fn object(&self, bucket: &str, key: &str) -> Result<PathBuf, Failure> {
        let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0']);
        let mut path = self.path.join(bucket);
        // Symbolic links are not followed, because they may lead outside.
        if !is_name(bucket) || !fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
            return Err(Failure::NO_SUCH_BUCKET);
        }
        for name in key.split('/') {
            path.push(name);
            if !is_name(name) || fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
                return Err(Failure::NO_SUCH_KEY);
            }
        }
        Ok(path)
    }

    /// Creates a file for an upload, which is not visible as an object yet.
    pub fn new_upload(&self) -> io::Result<NamedTempFile> {
        NamedTempFile::new_in(&self.path)
    }

    /// Turns a complete upload into an object if the conditions hold at that moment.
    pub fn store(
        &self,
        upload: NamedTempFile,
        path: &Path,
        conditions: &Conditions,
    ) -> Result<String, Failure> {
        let _changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        conditions.check_change(path)?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = upload.persist(path).map_err(|error| error.error)?;
        Ok(e_tag(&file.metadata()?))
    }

    /// Deletes an object if it exists.
    pub fn delete(&self, path: &Path, conditions: &Conditions) -> Result<(), Failure> {
        let _changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        conditions.check_change(path)?;
        if metadata(path).is_some() { Ok(fs::remove_file(path)?) } else { Ok(()) }
    }
}

/// Opens an object. Only regular files are objects: opening a pipe, for example, would wait for a writer.
pub fn open(path: &Path) -> Result<(File, Metadata), Failure> {
    metadata(path).ok_or(Failure::NO_SUCH_KEY)?;
    let file = File::open(path).map_err(|_| Failure::NO_SUCH_KEY)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

fn metadata(path: &Path) -> Option<Metadata> {
    fs::symlink_metadata(path).ok().filter(Metadata::is_file)
}

/// Returns the ETag, which changes with every write because each upload is a new file.
pub fn e_tag(metadata: &Metadata) -> String {
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let number = 0;
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("\"{:x}-{:x}-{number:x}\"", metadata.len(), modified.unwrap_or_default().as_nanos())
}

/// The conditions `if-match` and `if-none-match`: lists of ETags, or `*` for any.
#[derive(Default)]
pub struct Conditions {
    if_match: Option<Vec<String>>,
    if_none_match: Option<Vec<String>>,
}

impl Conditions {
    /// Reads the conditions of a request. They need not be signed, because a proxy may add one.
    pub fn new(headers: &HeaderMap) -> Self {
        let list = |name| {
            let values: Vec<_> = headers.get_all(name).iter().collect();
            let texts = values.iter().map(|value| value.to_str().unwrap_or_default());
            let tags =
                texts.flat_map(|text| text.split(',')).map(|tag| tag.trim().trim_start_matches("W/").into());
            (!values.is_empty()).then(|| tags.collect())
        };
        Self { if_match: list(header::IF_MATCH), if_none_match: list(header::IF_NONE_MATCH) }
    }

    pub fn check_read(&self, metadata: &Metadata) -> Result<(), Failure> {
        let e_tag = e_tag(metadata);
        if self.if_match.as_ref().is_some_and(|tags| !has(tags, &e_tag)) {
            return Err(Failure::PRECONDITION_FAILED);
        }
        if self.if_none_match.as_ref().is_some_and(|tags| has(tags, &e_tag)) {
            return Err(Failure::NOT_MODIFIED);
        }
        Ok(())
    }

    pub fn check_change(&self, path: &Path) -> Result<(), Failure> {
        let e_tag = metadata(path).map(|metadata| e_tag(&metadata));
        match (&self.if_match, e_tag) {
            (Some(_), None) => Err(Failure::NO_SUCH_KEY),
            (Some(tags), Some(e_tag)) if !has(tags, &e_tag) => Err(Failure::PRECONDITION_FAILED),
            (_, Some(e_tag)) if self.if_none_match.as_ref().is_some_and(|tags| has(tags, &e_tag)) => {
                Err(Failure::PRECONDITION_FAILED)
            }
            _ => Ok(()),
        }
    }
}

fn has(tags: &[String], e_tag: &str) -> bool {
    tags.iter().any(|tag| tag == "*" || tag == e_tag)
}
