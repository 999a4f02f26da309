use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

use super::{
    Error,
    hash::{Hex, Sha256},
    names::UNSIGNED_PAYLOAD,
    uri_encode_path,
};

/// An HTTP method: the first line of a canonical request.
///
/// A presigned URL works only with the method that it was signed for. A `HEAD` request with a URL for `GET`
/// fails with `SignatureDoesNotMatch`.
///
/// ```
/// use presign::Method;
///
/// assert_eq!(Method::Put.as_str(), "PUT");
/// assert_eq!("DELETE".parse::<Method>()?, Method::Delete);
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `DELETE`
    Delete,
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `PATCH`
    Patch,
    /// `POST`
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// Returns the method in upper case, as in a request line and in a canonical request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl core::str::FromStr for Method {
    type Err = Error;

    /// Parses a method in upper case. Methods are case-sensitive: see [RFC 9110, section
    /// 9.1](https://www.rfc-editor.org/rfc/rfc9110#section-9.1).
    fn from_str(text: &str) -> Result<Self, Error> {
        METHODS.into_iter().find(|method| method.as_str() == text).ok_or(Error::UnknownMethod)
    }
}

/// The `Host` header of a request, as the client sends it.
///
/// ```
/// use presign::sigv4::Host;
///
/// assert_eq!(
///     Host::new("db.example.com:5432")?.to_string(),
///     "db.example.com:5432"
/// );
/// assert!(Host::new("DB.example.com").is_err());
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Host<'a> {
    subdomain: &'a str,
    domain: &'a str,
}

impl<'a> Host<'a> {
    /// Creates a host from its name, with the port unless it is the scheme's default port.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Host`] if the host has an upper-case letter, a character that cannot be in a host, or the
    /// port 80 or 443, which clients leave out.
    ///
    /// ```
    /// use presign::sigv4::Host;
    ///
    /// let host = Host::new("examplebucket.s3.us-east-1.amazonaws.com")?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn new(host: &'a str) -> Result<Self, Error> {
        let ends = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || c.is_ascii_uppercase()
                || matches!(c, '@' | '\\' | '/' | '?' | '#')
        };
        let has_default_port = host.ends_with(":80") || host.ends_with(":443");
        if host.is_empty() || host.starts_with(':') || host.contains(ends) || has_default_port {
            return Err(Error::Host);
        }
        Ok(Self::from_normal(host))
    }

    /// Creates a host that is already in the form that clients send.
    pub(crate) const fn from_normal(host: &'a str) -> Self {
        Self { subdomain: "", domain: host }
    }

    /// Creates the host `subdomain.domain`.
    pub(crate) const fn with_subdomain(subdomain: &'a str, domain: &'a str) -> Self {
        Self { subdomain, domain }
    }

    pub(crate) const fn len(&self) -> usize {
        let dot = if self.subdomain.is_empty() { 0 } else { ".".len() };
        self.subdomain.len() + dot + self.domain.len()
    }

    pub(crate) fn write_to(&self, out: &mut String) {
        if !self.subdomain.is_empty() {
            out.push_str(self.subdomain);
            out.push('.');
        }
        out.push_str(self.domain);
    }
}

impl fmt::Display for Host<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut host = String::with_capacity(self.len());
        self.write_to(&mut host);
        f.write_str(&host)
    }
}

/// Splits a host from its port, if it has one.
pub(crate) fn split_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (host, None),
    }
}

/// How a service transforms the path of a request before signing.
///
/// S3 differs from other services in these rules and in the usual [`PayloadHash`].
///
/// ```
/// use presign::sigv4::PathRules;
///
/// assert_eq!(PathRules::S3, PathRules { normalize: false, encode: false });
/// assert_eq!(PathRules::STANDARD, PathRules { normalize: true, encode: true });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PathRules {
    /// Whether to resolve `.`, `..` and empty segments as in RFC 3986, section 5.2.4.
    pub normalize: bool,
    /// Whether to apply UriEncode() to the path once more.
    pub encode: bool,
}

impl PathRules {
    /// The rules of S3, which signs the path as it is sent: `a//b` and `a/b` are two keys.
    pub const S3: Self = Self { normalize: false, encode: false };

    /// The rules of every other service.
    pub const STANDARD: Self = Self { normalize: true, encode: true };
}

/// CanonicalURI: the path line of a canonical request.
///
/// [`Display`](fmt::Display) writes the line. See [Create a signed request][page] and, for S3,
/// [Signature Calculations for the Authorization Header][s3].
///
/// ```
/// use presign::sigv4::{CanonicalUri, PathRules};
///
/// let sent = "/a%20b//c/../d";
/// assert_eq!(
///     CanonicalUri::new(sent, PathRules::S3).to_string(),
///     "/a%20b//c/../d"
/// );
/// assert_eq!(
///     CanonicalUri::new(sent, PathRules::STANDARD).to_string(),
///     "/a%2520b/d"
/// );
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// [s3]: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
#[derive(Clone, Debug)]
pub struct CanonicalUri<'a>(Cow<'a, str>);

impl<'a> CanonicalUri<'a> {
    /// Creates the line from a path that is percent-encoded as in the request line.
    ///
    /// ```
    /// use presign::sigv4::{CanonicalUri, PathRules};
    ///
    /// assert_eq!(
    ///     CanonicalUri::new("/a%20b", PathRules::STANDARD).to_string(),
    ///     "/a%2520b"
    /// );
    /// ```
    #[must_use]
    pub fn new(path: &'a str, rules: PathRules) -> Self {
        let path = if path.is_empty() { "/" } else { path };
        let normal = if rules.normalize { normalized(path).into() } else { Cow::Borrowed(path) };
        if !rules.encode {
            return Self(normal);
        }
        let mut encoded = String::new();
        uri_encode_path(&normal).write_to(&mut encoded);
        Self(encoded.into())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CanonicalUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn normalized(path: &str) -> String {
    let segments = remove_dot_segments(path);
    let mut normal = String::with_capacity(path.len());
    for segment in &segments {
        normal.push('/');
        normal.push_str(segment);
    }
    let is_directory = ["/", "/.", "/.."].iter().any(|end| path.ends_with(end));
    if is_directory || segments.is_empty() {
        normal.push('/');
    }
    normal
}

/// Returns the segments of a path after resolving `.` and `..` and dropping empty ones.
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

/// HashedPayload: the last line of a canonical request.
///
/// ```
/// use presign::sigv4::PayloadHash;
///
/// assert_eq!(PayloadHash::Unsigned.to_string(), "UNSIGNED-PAYLOAD");
/// assert_eq!(
///     PayloadHash::from_body(b"").to_string(),
///     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadHash {
    /// `UNSIGNED-PAYLOAD`, which allows any body. It is usual for presigned URLs for S3; few other services accept it.
    Unsigned,
    /// The SHA-256 of the body, which may be empty.
    Sha256([u8; 32]),
}

impl PayloadHash {
    /// Hashes a body.
    ///
    /// ```
    /// use presign::sigv4::PayloadHash;
    ///
    /// assert!(PayloadHash::from_body(b"quack").to_string().starts_with("82d92827"));
    /// ```
    #[must_use]
    pub fn from_body(body: &[u8]) -> Self {
        let mut sha256 = Sha256::new();
        sha256.push(body);
        Self::Sha256(sha256.finish())
    }

    /// Parses the value of `x-amz-content-sha256`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text == UNSIGNED_PAYLOAD { Some(Self::Unsigned) } else { Hex::decode(text).map(Self::Sha256) }
    }

    pub(super) fn write_to(&self, out: &mut String) {
        match self {
            Self::Unsigned => out.push_str(UNSIGNED_PAYLOAD),
            Self::Sha256(hash) => out.push_str(Hex::new(hash).as_str()),
        }
    }
}

impl fmt::Display for PayloadHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned => f.write_str(UNSIGNED_PAYLOAD),
            Self::Sha256(hash) => f.write_str(Hex::new(hash).as_str()),
        }
    }
}

/// The canonical request: `method \n path \n query \n headers \n signed headers \n payload hash`.
///
/// [`Display`](fmt::Display) writes exactly the text whose SHA-256 goes into the string to sign. `Debug`
/// hides the parts that may contain a session token. See [Create a signed request][page].
///
/// [`SignableRequest::stages`](super::SignableRequest::stages) creates it.
///
/// ```
/// use presign::sigv4::CanonicalRequest;
///
/// fn path_line(request: &CanonicalRequest<'_>) -> String {
///     request.to_string().lines().nth(1).unwrap_or_default().into()
/// }
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone)]
pub struct CanonicalRequest<'a> {
    pub(super) method: Method,
    pub(super) uri: CanonicalUri<'a>,
    /// The lines from the query on, as one text.
    pub(super) rest: &'a str,
}

impl CanonicalRequest<'_> {
    /// Returns the SHA-256. Hashes a few long pieces, since the compression function is fastest over many
    /// blocks at once.
    // Not inlined, to keep the WebAssembly smaller.
    #[inline(never)]
    pub(super) fn hash(&self) -> [u8; 32] {
        let mut sha256 = Sha256::new();
        for piece in self.pieces() {
            sha256.push(piece.as_bytes());
        }
        sha256.finish()
    }

    /// Returns the length of the text before the path.
    pub(super) const fn path_start(&self) -> usize {
        self.method.as_str().len() + "\n".len()
    }

    fn pieces(&self) -> [&str; 5] {
        [self.method.as_str(), "\n", self.uri.as_str(), "\n", self.rest]
    }
}

impl fmt::Display for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().into_iter().try_for_each(|piece| f.write_str(piece))
    }
}

impl fmt::Debug for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CanonicalRequest")
            .field("method", &self.method)
            .field("uri", &self.uri)
            .finish_non_exhaustive()
    }
}

const METHODS: [Method; 7] =
    [Method::Delete, Method::Get, Method::Head, Method::Options, Method::Patch, Method::Post, Method::Put];
