//! The names in a form for uploads by POST, besides those of the signature. Each is spelled only here.

/// The variable that the server replaces by the name of the file.
pub(crate) const FILENAME: &str = "${filename}";

pub(crate) const BUCKET: &str = "bucket";
pub(crate) const CONTENT_TYPE: &str = "Content-Type";
pub(crate) const FILE: &str = "file";
pub(crate) const KEY: &str = "key";
pub(crate) const POLICY: &str = "policy";
/// The name of a condition, which has no field.
pub(crate) const SIZE: &str = "content-length-range";

#[cfg(feature = "json")]
pub(crate) const EQUALS: &str = "eq";
pub(crate) const STARTS_WITH: &str = "starts-with";

/// The fields of Signature Version 2.
pub(crate) const VERSION_2: [&str; 2] = ["awsaccesskeyid", "signature"];

/// Returns whether a field needs no condition. Ignores case.
pub(crate) fn is_ignored(name: &str) -> bool {
    name.get(..IGNORED.len()).is_some_and(|start| start.eq_ignore_ascii_case(IGNORED))
}

const IGNORED: &str = "x-ignore-";
