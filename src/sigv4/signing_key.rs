use alloc::{boxed::Box, string::String};
use core::fmt;

use super::{
    CredentialScope, Error, Secret, Signature, StringToSign,
    encode::split_at,
    hash::{Hex, Hmac},
    names::ALGORITHM,
};

/// The signing key of one day, region and service.
///
/// The key is `HMAC(HMAC(HMAC(HMAC("AWS4" + secret, day), region), service), "aws4_request")`.
///
/// It signs only for its scope, and S3 accepts its signatures for seven days. Neither the secret nor a key for
/// another day can be derived from it. `Debug` hides it. See [Create a signed request][page].
///
/// With the feature `zeroize`, the key and the HMAC state derived from it are wiped on drop. Moving the value
/// copies a pointer, not the key. Registers and the stack are not wiped, and neither is the result of
/// [`secret_bytes`](Self::secret_bytes).
///
/// ```
/// use presign::sigv4::{CredentialScope, SigningKey};
///
/// let date = "20130524T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "s3");
/// let key =
///     SigningKey::derive("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", &scope);
/// assert_eq!(
///     format!("{key:?}"),
///     r#"SigningKey { scope: "20130524/us-east-1/s3/aws4_request", .. }"#
/// );
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone)]
pub struct SigningKey(Box<ScopedKey>);

#[derive(Clone)]
struct ScopedKey {
    bytes: KeyBytes,
    hmac: Hmac,
    /// The scope with the line feeds around it, as in the string to sign.
    scope_line: String,
}

impl SigningKey {
    /// Derives the key of a scope from a secret access key.
    ///
    /// ```
    /// use presign::sigv4::{CredentialScope, SigningKey};
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::new(&date, "us-east-1", "s3");
    /// let key =
    ///     SigningKey::derive("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", &scope);
    /// assert_eq!(key.scope(), "20130524/us-east-1/s3/aws4_request");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn derive(secret_access_key: &str, scope: &CredentialScope<'_>) -> Self {
        let secret = Secret::from([SECRET_PREFIX, secret_access_key].concat());
        let [day, rest @ ..] = scope.parts();
        let derive = |key: &[u8], part: &str| {
            let mut hmac = Hmac::new(key);
            hmac.push(part);
            KeyBytes(hmac.finish())
        };
        let key_of_day = derive(secret.expose().as_bytes(), day);
        Self::new(rest.iter().fold(key_of_day, |key, part| derive(&key.0, part)), scope)
    }

    /// Creates a signing key from the bytes of a key that was derived elsewhere for this scope.
    ///
    /// The bytes come from [`secret_bytes`](Self::secret_bytes) or from another implementation.
    ///
    /// ```
    /// use presign::sigv4::{CredentialScope, SigningKey};
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::new(&date, "us-east-1", "s3");
    /// let bytes =
    ///     SigningKey::derive("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", &scope)
    ///         .secret_bytes();
    /// let key = SigningKey::from_secret_bytes(bytes, &scope);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn from_secret_bytes(bytes: [u8; 32], scope: &CredentialScope<'_>) -> Self {
        Self::new(KeyBytes(bytes), scope)
    }

    fn new(bytes: KeyBytes, scope: &CredentialScope<'_>) -> Self {
        let hmac = Hmac::new(&bytes.0);
        Self(Box::new(ScopedKey { bytes, hmac, scope_line: scope.line() }))
    }

    /// Returns the bytes of the key, to pass to a host that signs without knowing the secret.
    ///
    /// Within its scope, the key is as sensitive as the secret.
    #[must_use]
    pub fn secret_bytes(&self) -> [u8; 32] {
        self.0.bytes.0
    }

    /// Returns the scope of the key, such as `20130524/us-east-1/s3/aws4_request`.
    #[must_use]
    pub fn scope(&self) -> &str {
        without_line_feeds(&self.0.scope_line)
    }

    /// Returns the signature: `Hex(HMAC(signing key, string to sign))`.
    ///
    /// # Errors
    ///
    /// * Returns [`Error::Algorithm`] if the string to sign is one of SigV4A.
    /// * Returns [`Error::SigningKeyScope`] if it is for another day, region or service.
    pub fn sign(&self, string_to_sign: &StringToSign<'_>) -> Result<Signature, Error> {
        let algorithm = string_to_sign.algorithm();
        if algorithm != ALGORITHM {
            return Err(Error::Algorithm { algorithm });
        }
        let scope_line = string_to_sign.scope_line();
        if self.0.scope_line != scope_line {
            return Err(Error::SigningKeyScope { scope: without_line_feeds(scope_line).into() });
        }
        Ok(Signature::from(&self.sign_in_scope(string_to_sign)))
    }

    /// Returns the signature of a text that is not a [`StringToSign`]: `Hex(HMAC(signing key, text))`.
    ///
    /// For a browser upload, the text is the Base64 of the [POST policy][page]. [`Presigner::post`] does that.
    ///
    /// # Errors
    ///
    /// Returns [`Error::SigningKeyScope`] if the scope is not that of this key.
    ///
    /// ```
    /// use presign::sigv4::{CredentialScope, SigningKey};
    ///
    /// let date = "20151229T000000Z".parse()?;
    /// let scope = CredentialScope::new(&date, "us-east-1", "s3");
    /// let key = SigningKey::derive("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", &scope);
    /// let policy = "eyJleHBpcmF0aW9uIjoiMjAxNS0xMi0zMFQxMjowMDowMFoiLCJjb25kaXRpb25zIjpbXX0=";
    /// assert_eq!(key.sign_text(policy, &scope)?.to_string().len(), 64);
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [`Presigner::post`]: crate::Presigner::post
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
    pub fn sign_text(&self, text: &str, scope: &CredentialScope<'_>) -> Result<Signature, Error> {
        let wanted = scope.text();
        if self.scope() != wanted {
            return Err(Error::SigningKeyScope { scope: wanted });
        }
        let mut hmac = self.0.hmac.clone();
        hmac.push(text);
        Ok(Signature::from(&Hex::new(&hmac.finish())))
    }

    /// Returns whether a signature matches a text that is not a [`StringToSign`], in constant time.
    ///
    /// It is `false` if the scope is not that of this key. See [`sign_text`](Self::sign_text).
    #[must_use]
    pub fn verify_text(&self, text: &str, scope: &CredentialScope<'_>, signature: &Signature) -> bool {
        self.sign_text(text, scope).is_ok_and(|expected| expected == *signature)
    }

    /// Returns the signature of a string to sign that is known to be in the scope of this key.
    pub(super) fn sign_in_scope(&self, string_to_sign: &StringToSign<'_>) -> Hex {
        let mut hmac = self.hmac_before_hash(string_to_sign);
        hmac.push(string_to_sign.request_hash().as_str());
        Hex::new(&hmac.finish())
    }

    /// Returns whether a signature matches the string to sign, in constant time.
    #[must_use]
    pub fn verify(&self, string_to_sign: &StringToSign<'_>, signature: &Signature) -> bool {
        self.sign(string_to_sign).is_ok_and(|own| own == *signature)
    }

    /// Returns the HMAC of a string to sign up to the hash at its end.
    pub(super) fn hmac_before_hash(&self, string_to_sign: &StringToSign<'_>) -> Hmac {
        let mut hmac = self.0.hmac.clone();
        for piece in string_to_sign.before_hash() {
            hmac.push(piece);
        }
        hmac
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("scope", &self.scope()).finish_non_exhaustive()
    }
}

fn without_line_feeds(line: &str) -> &str {
    split_at(split_at(line, line.len() - 1).0, 1).1
}

/// The bytes of a derived key, which are wiped on drop.
#[derive(Clone)]
struct KeyBytes([u8; 32]);

#[cfg(feature = "zeroize")]
impl Drop for KeyBytes {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

const SECRET_PREFIX: &str = "AWS4";
