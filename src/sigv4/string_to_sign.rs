use core::fmt;

use sha2::{Digest, Sha256};

use super::{
    ALGORITHM, AmzDate, CanonicalRequest, CredentialScope, QueryAuth, hex,
    sink::{Sink, display},
};

/// The string to sign: `algorithm \n date \n credential scope \n SHA-256 of the canonical request`.
///
/// [`Display`](fmt::Display) is exactly the text that is signed. See [Create a signed request][page].
///
/// ```
/// use presign::Method;
/// use presign::sigv4::{
///     CanonicalHeaders, CanonicalRequest, CanonicalUri, Headers, PathRules, PayloadHash, QueryAuth,
///     SignedHeaders, StringToSign,
/// };
///
/// let mut headers = Headers::default();
/// let request = CanonicalRequest {
///     method: Method::Get,
///     uri: CanonicalUri::new("/test.txt", PathRules::S3),
///     query: "",
///     headers: CanonicalHeaders::new("examplebucket.s3.amazonaws.com", SignedHeaders::new(&mut headers)),
///     payload: PayloadHash::Unsigned,
/// };
/// let date = "20130524T000000Z".parse()?;
/// let auth = QueryAuth::new("AKIAIOSFODNN7EXAMPLE", &date, "us-east-1", "s3");
/// let text = StringToSign::new(&auth, &request).to_string();
/// assert!(text.starts_with("AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n"));
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone, Copy, Debug)]
pub struct StringToSign<'a> {
    date: AmzDate,
    scope: CredentialScope<'a>,
    request_hash: [u8; 32],
}

impl<'a> StringToSign<'a> {
    /// Hashes the canonical request.
    #[must_use]
    pub fn new(auth: &QueryAuth<'a>, request: &CanonicalRequest<'_>) -> Self {
        let mut hasher = Hasher(Sha256::new());
        request.write_to(&mut hasher);
        Self { date: auth.date(), scope: auth.scope(), request_hash: hasher.0.finalize().into() }
    }

    pub(super) fn write_to(&self, out: &mut impl Sink) {
        out.push(ALGORITHM);
        out.push("\n");
        out.push(self.date.as_str());
        out.push("\n");
        self.scope.write_to(out);
        out.push("\n");
        hex::write_to(&self.request_hash, out);
    }
}

impl fmt::Display for StringToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What is written here is hashed.
struct Hasher(Sha256);

impl Sink for Hasher {
    fn push(&mut self, text: &str) {
        self.0.update(text);
    }
}
