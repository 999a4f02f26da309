use alloc::string::String;
use core::fmt;

/// What was signed: the canonical request and the string to sign, for comparison with those in S3's answer
/// `SignatureDoesNotMatch`.
///
/// `Display` prints both under headings. They hold no secret key and no signature, but a session token where there is
/// one, as S3's answer does; `Debug` elides them.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1")?);
/// let explanation = s3.get("examplebucket", "test.txt").explain_at("20130524T000000Z".parse()?)?;
/// assert!(explanation.canonical_request().starts_with("GET\n/test.txt\nX-Amz-Algorithm=AWS4-HMAC-SHA256&"));
/// assert!(explanation.string_to_sign().starts_with("AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/"));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Explanation {
    canonical_request: String,
    string_to_sign: String,
}

impl Explanation {
    pub(crate) const fn new(canonical_request: String, string_to_sign: String) -> Self {
        Self { canonical_request, string_to_sign }
    }

    /// The text whose SHA-256 is the last line of the string to sign.
    #[must_use]
    pub fn canonical_request(&self) -> &str {
        &self.canonical_request
    }

    /// The text that is signed.
    #[must_use]
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "canonical request:\n{}\n\nstring to sign:\n{}",
            self.canonical_request, self.string_to_sign
        )
    }
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation").finish_non_exhaustive()
    }
}
