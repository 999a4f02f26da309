use core::fmt;

use super::{
    CanonicalRequest, QueryAuth, hex,
    sink::{Sink, display},
};

/// The string to sign: `algorithm \n date \n credential scope \n SHA-256 of the canonical request`.
///
/// [`Display`](fmt::Display) is exactly the text that is signed. See [Create a signed request][page].
///
/// ```
/// use presign::Method;
/// use presign::sigv4::{
///     CanonicalHeaders, CanonicalRequest, CanonicalUri, Credential, Headers, PathRules, PayloadHash, QueryAuth,
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
/// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", "us-east-1", "s3");
/// let auth = QueryAuth::new(&credential, &date);
/// let text = StringToSign::new(&auth, &request).to_string();
/// assert!(text.starts_with("AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n"));
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone, Copy, Debug)]
pub struct StringToSign<'a> {
    auth: QueryAuth<'a>,
    request_hash: [u8; 32],
}

impl<'a> StringToSign<'a> {
    /// Hashes the canonical request.
    #[must_use]
    pub fn new(auth: &QueryAuth<'a>, request: &CanonicalRequest<'_>) -> Self {
        Self { auth: *auth, request_hash: request.hash() }
    }

    pub(super) fn write_to(&self, out: &mut impl Sink) {
        write_before_hash(&self.auth, out);
        hex::write_to(&self.request_hash, out);
    }
}

impl fmt::Display for StringToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

/// All but the hash of the request.
pub(super) fn write_before_hash(auth: &QueryAuth<'_>, out: &mut impl Sink) {
    out.push("AWS4-HMAC-SHA256\n");
    out.push(auth.date_text());
    out.push("\n");
    auth.write_scope(out);
    out.push("\n");
}
