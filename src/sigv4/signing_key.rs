use alloc::string::String;
use core::fmt;

use super::{
    CanonicalRequest, CredentialScope, QueryAuth, StringToSign, hex,
    hmac::{Hmac, Message},
    sink::{Sink, display},
    string_to_sign,
};
use crate::secret::{Secret, constant_time_eq};

/// The signing key of one day, region and service:
/// `HMAC(HMAC(HMAC(HMAC("AWS4" + secret, day), region), service), "aws4_request")`.
///
/// It signs for its scope only, and S3 accepts it for seven days: whoever holds it cannot derive the secret or the key of
/// another day. `Debug` elides it. See [Create a signed request][page].
///
/// ```
/// use presign::sigv4::{CredentialScope, SigningKey};
///
/// let date = "20130524T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "s3");
/// let key = SigningKey::derive("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", &scope);
/// assert_eq!(format!("{key:?}"), "SigningKey(..)");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone)]
pub struct SigningKey {
    bytes: KeyBytes,
    mac: Hmac,
}

impl SigningKey {
    /// Derives the key of a scope from a secret access key.
    #[must_use]
    pub fn derive(secret_access_key: &str, scope: &CredentialScope<'_>) -> Self {
        let mut prefixed = String::with_capacity(PREFIX.len() + secret_access_key.len());
        prefixed.push_str(PREFIX);
        prefixed.push_str(secret_access_key);
        let prefixed = Secret::from(prefixed);

        let [day, rest @ ..] = scope.parts();
        let derive = |key: &[u8], part: &str| {
            let mut message = Hmac::new(key).start();
            message.push(part);
            KeyBytes(message.finish())
        };
        let of_day = derive(prefixed.expose().as_bytes(), day);
        Self::new(rest.iter().fold(of_day, |key, part| derive(&key.0, part)))
    }

    /// Takes a key that was derived elsewhere, by [`secret_bytes`](Self::secret_bytes) or another implementation.
    #[must_use]
    pub fn from_secret_bytes(bytes: [u8; 32]) -> Self {
        Self::new(KeyBytes(bytes))
    }

    /// The key itself, to hand to a host that shall sign without knowing the secret. As secret as that, for its scope.
    #[must_use]
    pub fn secret_bytes(&self) -> [u8; 32] {
        self.bytes.0
    }

    /// The signature: `Hex(HMAC(signing key, string to sign))`.
    #[must_use]
    pub fn sign(&self, string_to_sign: &StringToSign<'_>) -> Signature {
        let mut message = self.mac.start();
        string_to_sign.write_to(&mut message);
        Signature(message.finish())
    }

    /// The signature of a request: as [`sign`](Self::sign), in the order that is fastest.
    pub(crate) fn sign_request(&self, auth: &QueryAuth<'_>, request: &CanonicalRequest<'_>) -> Signature {
        let mut message = self.start(auth);
        let request_hash = request.hash();
        // Does not wait for the hash: the processor is at this block while it is still at those of the request.
        message.absorb();
        hex::write_to(&request_hash, &mut message);
        Signature(message.finish())
    }

    /// A signature whose string to sign is still without the hash of a request.
    #[inline]
    pub(super) fn start(&self, auth: &QueryAuth<'_>) -> Message {
        let mut message = self.mac.start();
        string_to_sign::write_before_hash(auth, &mut message);
        message
    }

    fn new(bytes: KeyBytes) -> Self {
        let mac = Hmac::new(&bytes.0);
        Self { bytes, mac }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SigningKey").finish_non_exhaustive()
    }
}

/// What `X-Amz-Signature` says: 64 lower-case hexadecimal digits, by [`Display`](fmt::Display).
///
/// Whoever has it together with the rest of the URL has what the URL gives: `Debug` elides it. Two are compared in constant
/// time.
///
/// ```
/// # use presign::Method;
/// # use presign::sigv4::{
/// #     CanonicalHeaders, CanonicalRequest, CanonicalUri, Credential, Headers, PathRules, PayloadHash, QueryAuth,
/// #     SignedHeaders, SigningKey, StringToSign,
/// # };
/// # let mut headers = Headers::default();
/// # let request = CanonicalRequest {
/// #     method: Method::Get,
/// #     uri: CanonicalUri::new("/test.txt", PathRules::S3),
/// #     query: "",
/// #     headers: CanonicalHeaders::new("examplebucket.s3.amazonaws.com", SignedHeaders::new(&mut headers)),
/// #     payload: PayloadHash::Unsigned,
/// # };
/// # let date = "20130524T000000Z".parse()?;
/// # let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", "us-east-1", "s3");
/// # let auth = QueryAuth::new(&credential, &date);
/// # let key = SigningKey::derive("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", &auth.scope());
/// let signature = key.sign(&StringToSign::new(&auth, &request));
/// assert_eq!(signature.to_string().len(), 64);
/// assert_eq!(format!("{signature:?}"), "Signature(..)");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone)]
pub struct Signature([u8; 32]);

impl Signature {
    pub(super) const fn new(code: [u8; 32]) -> Self {
        Self(code)
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub(crate) fn from_hex(digits: &str) -> Option<Self> {
        hex::decode(digits).map(Self)
    }

    /// `&X-Amz-Signature=` and the digits.
    pub(crate) const PARAMETER_LEN: usize = "&X-Amz-Signature=".len() + 64;

    pub(super) fn write_parameter_to(&self, out: &mut impl Sink) {
        out.push("&X-Amz-Signature=");
        self.write_to(out);
    }

    fn write_to(&self, out: &mut impl Sink) {
        hex::write_to(&self.0, out);
    }
}

impl PartialEq for Signature {
    fn eq(&self, other: &Self) -> bool {
        constant_time_eq(&self.0, &other.0)
    }
}

impl Eq for Signature {}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Signature").finish_non_exhaustive()
    }
}

/// A key of the derivation, wiped on drop.
#[derive(Clone)]
struct KeyBytes([u8; 32]);

#[cfg(feature = "zeroize")]
impl Drop for KeyBytes {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

const PREFIX: &str = "AWS4";
