use alloc::{
    borrow::Cow,
    string::{String, ToString},
};

use crate::{
    Error,
    sigv4::{decode, uri_encode_path},
};

/// The path of S3 on a server, such as `/storage/v1/s3`. Empty for most servers.
///
/// It is percent-encoded as in the canonical request, so that the URL contains the bytes that are signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BasePath(String);

impl BasePath {
    /// Parses an encoded path. A final `/` makes no difference.
    pub(crate) fn parse(path: &str) -> Result<Self, Error> {
        let path = path.strip_suffix('/').unwrap_or(path);
        // An escaped `.` or `/` is not escaped again, so the result differs.
        let is_encoded =
            |path: &str| decode(path).is_some_and(|decoded| uri_encode_path(&decoded).to_string() == path);
        let is_valid = match path.strip_prefix('/') {
            None => path.is_empty(),
            Some(segments) => {
                is_encoded(segments) && !segments.split('/').any(|segment| matches!(segment, "" | "." | ".."))
            }
        };
        if is_valid { Ok(Self(path.into())) } else { Err(Error::EndpointPath) }
    }

    /// Returns the path as in a URL, without a final `/`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the decoded path.
    pub(crate) fn decoded(&self) -> Cow<'_, str> {
        decode(&self.0).unwrap_or_default()
    }
}
