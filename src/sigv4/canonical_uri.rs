use alloc::vec::Vec;
use core::fmt;

use super::{
    sink::{Sink, display},
    uri_encode_path,
};

/// CanonicalURI: the path line of a canonical request.
///
/// [`Display`](fmt::Display) is the line. See [Create a signed request][page] and, for S3,
/// [Signature Calculations for the Authorization Header][s3].
///
/// ```
/// use presign::sigv4::{CanonicalUri, PathRules};
///
/// let sent = "/a%20b//c/../d";
/// assert_eq!(CanonicalUri::new(sent, PathRules::S3).to_string(), "/a%20b//c/../d");
/// assert_eq!(CanonicalUri::new(sent, PathRules::STANDARD).to_string(), "/a%2520b/d");
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// [s3]: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
#[derive(Clone, Copy, Debug)]
pub struct CanonicalUri<'a> {
    path: &'a str,
    rules: PathRules,
}

impl<'a> CanonicalUri<'a> {
    /// The line for a path as it stands in the request line, already percent-encoded.
    #[must_use]
    pub const fn new(path: &'a str, rules: PathRules) -> Self {
        Self { path, rules }
    }

    pub(super) fn write_to(&self, out: &mut impl Sink) {
        let mut write = |text| match self.rules.encode {
            true => uri_encode_path(text).write_to(out),
            false => out.push(text),
        };
        if !self.rules.normalize {
            return write(if self.path.is_empty() { "/" } else { self.path });
        }
        let segments = remove_dot_segments(self.path);
        for segment in &segments {
            write("/");
            write(segment);
        }
        let is_directory = ["/", "/.", "/.."].iter().any(|end| self.path.ends_with(end));
        if is_directory || segments.is_empty() {
            write("/");
        }
    }
}

impl fmt::Display for CanonicalUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

/// What a service does to the path of a request before it is signed: the one place where S3 differs from the rest.
///
/// ```
/// use presign::sigv4::PathRules;
///
/// assert_eq!(PathRules::S3, PathRules { normalize: false, encode: false });
/// assert_eq!(PathRules::STANDARD, PathRules { normalize: true, encode: true });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PathRules {
    /// Whether `.`, `..` and empty segments are resolved as in RFC 3986, section 5.2.4.
    pub normalize: bool,
    /// Whether the path, encoded as it is, goes through UriEncode() once more.
    pub encode: bool,
}

impl PathRules {
    /// S3 signs the path as it is sent: `my-object//example//photo.user` is a key, and another than the normal form.
    pub const S3: Self = Self { normalize: false, encode: false };

    /// Every other service.
    pub const STANDARD: Self = Self { normalize: true, encode: true };
}

/// The segments of a path once `.` and `..` are resolved and empty ones dropped.
pub(crate) fn remove_dot_segments(path: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    segments
}
