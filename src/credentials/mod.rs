#[cfg(feature = "aws-credential-types")]
mod aws_sdk;
#[cfg(feature = "std")]
mod environment;
#[cfg(feature = "json")]
mod json;

use alloc::{boxed::Box, string::String};
use core::fmt;

#[cfg(feature = "sigv4a")]
use crate::sigv4::{KeyPair, PublicKey};
use crate::{
    Error,
    sigv4::{self, AmzDate, CredentialScope, Secret, SessionToken, SigningKey},
};

/// An access key id and its secret, with the session token and expiry of temporary credentials.
///
/// `Debug` hides the secret, the token and the signing key. With the feature `zeroize`, they are wiped from the heap
/// on drop. Until then they are not moved in memory, so clones are the only copies. Registers and the stack are
/// not wiped, and neither is the source of the values. A `String` is used without copying it.
///
/// | where the credentials are | constructor |
/// |---|---|
/// | in the program | [`new`](Self::new), [`with_session_token`](Self::with_session_token), [`with_expiry`](Self::with_expiry) |
/// | in the environment | [`from_env`](Self::from_env) (feature `std`) |
/// | in a response from IMDS, ECS, a `credential_process` or STS | [`from_json`](Self::from_json) (feature `json`) |
/// | in the AWS SDK | `TryFrom` (feature `aws-credential-types`) |
/// | on another host | [`from_signing_key`](Self::from_signing_key) |
///
/// When they change, pass the new ones to [`Presigner::with_credentials`](crate::Presigner::with_credentials).
///
/// Malformed credentials are an error when a request is signed, not when they are created.
///
/// ```
/// use presign::Credentials;
///
/// let long_term = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
/// assert_eq!(
///     format!("{long_term:?}"),
///     r#"Credentials { access_key_id: "AKIAIOSFODNN7EXAMPLE", session_token: false, expiry: None, .. }"#,
/// );
///
/// let temporary = Credentials::new("ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
///     .with_session_token("AQoDYXdzEPT//////////wEXAMPLE==")
///     .with_expiry("20260101T120000Z".parse()?);
/// # Ok::<(), presign::Error>(())
/// ```
// Optional fields are boxed. Otherwise the unused bytes of a missing one would be copied to the heap with leftovers of
// the stack, which may be a key.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    key: Key,
    session_token: Option<Box<SessionToken>>,
    expiry: Option<Box<AmzDate>>,
    given_token: GivenToken,
}

/// The kind of session token that the caller has passed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GivenToken {
    /// A well-formed token, or no call at all.
    Plain,
    /// A token in quotes, or with white space or a character other than visible ASCII.
    Malformed,
    /// A URL-encoded token.
    Encoded,
    /// No token, even if the access key id looks like that of temporary credentials.
    Denied,
}

#[derive(Clone)]
enum Key {
    /// The secret access key, from which the signing key of any scope can be derived.
    Secret(Box<Secret>),
    /// The signing key of one scope.
    Derived(SigningKey),
}

impl Credentials {
    /// Creates long-term credentials from an access key id and its secret.
    ///
    /// ```
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new(
    ///     "AKIAIOSFODNN7EXAMPLE",
    ///     "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    /// );
    /// assert_eq!(credentials.access_key_id(), "AKIAIOSFODNN7EXAMPLE");
    /// ```
    #[must_use]
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            key: Key::Secret(Box::new(Secret::from(secret_access_key.into()))),
            session_token: None,
            expiry: None,
            given_token: GivenToken::Plain,
        }
    }

    /// Creates credentials from the signing key of one day, region and service instead of the secret.
    ///
    /// Use this on hosts that must sign without knowing the secret. Signing for another day, region or service is
    /// an error.
    ///
    /// The host that has the secret derives the key with [`SigningKey::derive`] once a day, and passes on its
    /// [`secret_bytes`](SigningKey::secret_bytes). S3 accepts signatures made with the key for seven days.
    ///
    /// ```
    /// use presign::sigv4::{self, CredentialScope, SigningKey};
    /// use presign::{Credentials, Endpoint, Error, Presigner};
    ///
    /// # let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::new(&date, "us-east-1", "s3");
    /// let bytes = SigningKey::derive(secret, &scope).secret_bytes();
    ///
    /// // On the host that signs:
    /// let key = SigningKey::from_secret_bytes(bytes, &scope);
    /// let s3 = Presigner::new(
    ///     Credentials::from_signing_key("AKIAIOSFODNN7EXAMPLE", key),
    ///     Endpoint::aws("us-east-1")?,
    /// );
    /// let get = s3.get("examplebucket", "test.txt").presign_at(date)?;
    /// let tomorrow = "20130525T000000Z".parse()?;
    /// let error =
    ///     s3.get("examplebucket", "test.txt").presign_at(tomorrow).unwrap_err();
    /// assert!(matches!(error, Error::Sigv4(sigv4::Error::SigningKeyScope { .. })));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn from_signing_key(access_key_id: impl Into<String>, key: SigningKey) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            key: Key::Derived(key),
            session_token: None,
            expiry: None,
            given_token: GivenToken::Plain,
        }
    }

    /// Sets the session token of temporary credentials.
    ///
    /// `None`, an empty token and a blank token all mean that there is no token.
    ///
    /// Pass the token as AWS returned it. If it is URL-encoded, with `%2F` instead of `/`, signing a request returns
    /// [`Error::EncodedSessionToken`], because it would encode the token again.
    ///
    /// ```
    /// use presign::Credentials;
    ///
    /// let token: Option<String> = None;
    /// let credentials =
    ///     Credentials::new("AKID", "secret").with_session_token(token.as_deref());
    /// ```
    #[must_use]
    pub fn with_session_token<'t>(self, token: impl Into<Option<&'t str>>) -> Self {
        self.with_token(token.into().unwrap_or_default(), SessionToken::new)
    }

    /// Sets the session token that [CreateSession][page] returned with these credentials.
    ///
    /// Such credentials are for one directory bucket of S3 Express One Zone and are valid for five minutes. Other
    /// temporary credentials can sign for directory buckets too, with their ordinary [session
    /// token](Self::with_session_token).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let session = Credentials::new(
    ///     "ASIAIOSFODNN7EXAMPLE",
    ///     "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    /// )
    /// .with_s3_express_session_token("AgV4EXAMPLE==");
    /// let s3 = Presigner::new(session, Endpoint::aws("us-west-2")?);
    /// let get = s3.get("logs--usw2-az1--x-s3", "today.txt").presign()?;
    /// assert!(get.url().starts_with(
    ///     "https://logs--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com/"
    /// ));
    /// assert!(get.url().contains("&X-Amz-S3session-Token=AgV4EXAMPLE%3D%3D&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html
    #[must_use]
    pub fn with_s3_express_session_token(self, token: &str) -> Self {
        self.with_token(token, SessionToken::s3_express)
    }

    /// Removes the session token, and allows any access key id to sign without one.
    ///
    /// On AWS, the access key ids of temporary credentials [start with `ASIA`][page]. Without a session token, S3
    /// does not know them and returns `InvalidAccessKeyId`. Signing with such an id for an AWS host therefore returns
    /// [`Error::MissingSessionToken`]. Other hosts have no such rule for their ids.
    ///
    /// Use this method if the server adds the token itself, or to see what S3 returns.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Error, Presigner};
    ///
    /// let credentials = Credentials::new(
    ///     "ASIAIOSFODNN7EXAMPLE",
    ///     "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    /// );
    /// let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1")?);
    /// assert_eq!(
    ///     s3.get("examplebucket", "duck.jpg").presign().unwrap_err(),
    ///     Error::MissingSessionToken
    /// );
    ///
    /// let s3 = s3.with_credentials(credentials.without_session_token());
    /// assert!(s3.get("examplebucket", "duck.jpg").presign().is_ok());
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    #[must_use]
    pub fn without_session_token(self) -> Self {
        Self { session_token: None, given_token: GivenToken::Denied, ..self }
    }

    fn with_token(mut self, token: &str, new: impl FnOnce(&str) -> SessionToken) -> Self {
        let token = token.trim_ascii();
        self.given_token = match token {
            _ if token.starts_with('"') || !token.bytes().all(|byte| byte.is_ascii_graphic()) => {
                GivenToken::Malformed
            }
            _ if has_percent_encoding(token) => GivenToken::Encoded,
            _ => GivenToken::Plain,
        };
        self.session_token = (!token.is_empty()).then(|| Box::new(new(token)));
        self
    }

    /// Sets when temporary credentials expire.
    ///
    /// A URL stops working when its credentials expire, whatever its lifetime. Signing a URL that would outlive its
    /// credentials is therefore an error, unless the request may be [shortened][shorten].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Error, Presigner};
    ///
    /// let expiry = "20260101T120000Z".parse()?;
    /// let credentials = Credentials::new(
    ///     "ASIAIOSFODNN7EXAMPLE",
    ///     "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    /// )
    /// .with_session_token("AQoDYXdzEPT//////////wEXAMPLE==")
    /// .with_expiry(expiry);
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get =
    ///     s3.get("examplebucket", "duck.jpg").presign_at("20260101T115000Z".parse()?);
    /// assert_eq!(get.unwrap_err(), Error::OutlivesCredentials { expiry });
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [shorten]: crate::Request::shorten_to_credentials
    #[must_use]
    pub fn with_expiry(mut self, expiry: AmzDate) -> Self {
        self.expiry = Some(Box::new(expiry));
        self
    }

    /// Returns the access key id, which is not a secret: every URL contains it.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// Returns when the credentials expire, if known.
    #[must_use]
    pub fn expiry(&self) -> Option<AmzDate> {
        self.expiry.as_deref().copied()
    }

    /// Returns the signing key for a scope.
    pub(crate) fn signing_key(&self, scope: &CredentialScope<'_>) -> Result<SigningKey, Error> {
        match &self.key {
            Key::Secret(secret) => Ok(SigningKey::derive(secret.expose(), scope)),
            Key::Derived(key) if key.scope() == scope.text() => Ok(key.clone()),
            Key::Derived(_) => Err(sigv4::Error::SigningKeyScope { scope: scope.text() }.into()),
        }
    }

    /// Returns the public key with which a server verifies SigV4A, as it does for multi-Region access points.
    ///
    /// Requires the feature `sigv4a`.
    ///
    /// # Errors
    ///
    /// Returns [`Error::NoSecretAccessKey`] if the credentials have a [signing key](Self::from_signing_key) instead
    /// of the secret.
    ///
    /// ```
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    /// assert_eq!(credentials.public_key()?.to_sec1().len(), 65);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[cfg(feature = "sigv4a")]
    #[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
    pub fn public_key(&self) -> Result<PublicKey, Error> {
        self.key_pair().map(|pair| pair.public_key())
    }

    /// Derives the key pair of SigV4A.
    #[cfg(feature = "sigv4a")]
    pub(crate) fn key_pair(&self) -> Result<KeyPair, Error> {
        match &self.key {
            Key::Secret(secret) => Ok(KeyPair::derive(&self.access_key_id, secret.expose())),
            Key::Derived(_) => Err(Error::NoSecretAccessKey),
        }
    }

    pub(crate) fn session_token(&self) -> Option<&SessionToken> {
        self.session_token.as_deref()
    }

    /// Returns the first problem with the credentials as an error.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.access_key_id.is_empty() {
            return Err(Error::EmptyAccessKeyId);
        }
        if !self.access_key_id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/') {
            return Err(Error::AccessKeyIdCharacter);
        }
        if let Key::Secret(secret) = &self.key {
            let secret = secret.expose();
            if secret.is_empty() {
                return Err(Error::EmptySecretAccessKey);
            }
            let is_space = |c: char| c.is_whitespace() || c == BYTE_ORDER_MARK;
            if secret.starts_with(is_space) || secret.ends_with(is_space) {
                return Err(Error::SecretAccessKeyWhiteSpace);
            }
            if secret.len() == ID_LEN && (secret.starts_with(LONG_TERM) || secret.starts_with(TEMPORARY)) {
                return Err(Error::SwappedCredentials);
            }
        }
        match self.given_token {
            GivenToken::Malformed => Err(Error::SessionTokenCharacter),
            GivenToken::Encoded => Err(Error::EncodedSessionToken),
            GivenToken::Plain | GivenToken::Denied => Ok(()),
        }
    }

    /// Returns whether the access key id is one that AWS does not accept without a session token.
    pub(crate) fn lacks_session_token(&self) -> bool {
        self.session_token.is_none()
            && self.given_token != GivenToken::Denied
            && self.access_key_id.starts_with(TEMPORARY)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("session_token", &self.session_token.is_some())
            .field("expiry", &self.expiry)
            .finish_non_exhaustive()
    }
}

/// Returns whether a text has a `%` and two hexadecimal digits.
fn has_percent_encoding(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|window| matches!(window, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()))
}

/// The prefixes of AWS's access key ids: of long-term and of temporary credentials.
const LONG_TERM: &str = "AKIA";
const TEMPORARY: &str = "ASIA";

/// The length of AWS's access key ids. A secret has 40 characters.
const ID_LEN: usize = 20;

/// It may precede a secret that is read from a file.
const BYTE_ORDER_MARK: char = '\u{feff}';
