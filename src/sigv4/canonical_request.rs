use core::fmt;

use super::{
    CanonicalHeaders, CanonicalUri, Method, hex,
    sha256::Sha256,
    sink::{Sink, display},
};

/// The canonical request: `method \n path \n query \n headers \n signed headers \n payload hash`.
///
/// [`Display`](fmt::Display) is exactly the text whose SHA-256 goes into the string to sign. See
/// [Create a signed request][page].
///
/// ```
/// use presign::Method;
/// use presign::sigv4::{CanonicalHeaders, CanonicalRequest, CanonicalUri, Headers, PathRules, PayloadHash, SignedHeaders};
///
/// let mut headers = Headers::default();
/// let request = CanonicalRequest {
///     method: Method::Get,
///     uri: CanonicalUri::new("/test.txt", PathRules::S3),
///     query: "X-Amz-Algorithm=AWS4-HMAC-SHA256",
///     headers: CanonicalHeaders::new("examplebucket.s3.amazonaws.com", SignedHeaders::new(&mut headers)),
///     payload: PayloadHash::Unsigned,
/// };
/// assert_eq!(
///     request.to_string(),
///     "GET\n/test.txt\nX-Amz-Algorithm=AWS4-HMAC-SHA256\n\
///      host:examplebucket.s3.amazonaws.com\n\nhost\nUNSIGNED-PAYLOAD",
/// );
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone, Copy)]
pub struct CanonicalRequest<'a> {
    /// The HTTP method.
    pub method: Method,
    /// The path line.
    pub uri: CanonicalUri<'a>,
    /// The text of a [`CanonicalQuery`](super::CanonicalQuery).
    pub query: &'a str,
    /// The header lines and the names of the signed headers.
    pub headers: CanonicalHeaders<'a>,
    /// What is known of the body.
    pub payload: PayloadHash,
}

impl CanonicalRequest<'_> {
    pub(super) fn hash(&self) -> [u8; 32] {
        let mut sha256 = Sha256::<8>::new();
        self.write_to(&mut sha256);
        sha256.finish()
    }

    pub(super) fn write_to(&self, out: &mut impl Sink) {
        out.push(self.method.as_str());
        out.push("\n");
        self.uri.write_to(out);
        out.push("\n");
        out.push(self.query);
        out.push("\n");
        self.headers.write_to(out);
        out.push("\n");
        self.headers.signed_headers().write_to(out);
        out.push("\n");
        self.payload.write_to(out);
    }
}

impl fmt::Display for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

/// Elides the query, which may hold a session token.
impl fmt::Debug for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CanonicalRequest")
            .field("method", &self.method)
            .field("uri", &self.uri)
            .field("headers", &self.headers)
            .field("payload", &self.payload)
            .finish_non_exhaustive()
    }
}

/// HashedPayload: the last line of a canonical request.
///
/// ```
/// use presign::sigv4::PayloadHash;
///
/// assert_eq!(PayloadHash::Unsigned.to_string(), "UNSIGNED-PAYLOAD");
/// assert_eq!(
///     PayloadHash::of(b"").to_string(),
///     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadHash {
    /// `UNSIGNED-PAYLOAD`: any body. The rule for presigned URLs of S3, and of S3 alone.
    Unsigned,
    /// The SHA-256 of the body, the empty one included.
    Sha256([u8; 32]),
}

impl PayloadHash {
    /// The hash of a body at hand.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        let mut sha256 = Sha256::<8>::new();
        sha256.update(body);
        Self::Sha256(sha256.finish())
    }

    /// Reads the value of `x-amz-content-sha256`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text == UNSIGNED { Some(Self::Unsigned) } else { hex::decode(text).map(Self::Sha256) }
    }

    fn write_to(self, out: &mut impl Sink) {
        match self {
            Self::Unsigned => out.push(UNSIGNED),
            Self::Sha256(hash) => hex::write_to(&hash, out),
        }
    }
}

impl fmt::Display for PayloadHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
