use alloc::string::String;
use core::fmt;

use crate::{
    Error,
    secret::Secret,
    sigv4::{AmzDate, Lifetime, SessionToken},
};

/// An access key id and its secret, with the session token and the expiry of temporary credentials.
///
/// The secret and the token are wiped on drop (feature `zeroize`) and elided in `Debug`. What is wrong with
/// credentials comes out of the first request that is signed with them.
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
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    secret_access_key: Secret,
    session_token: Option<SessionToken>,
    expiry: Option<AmzDate>,
    token_is_malformed: bool,
}

impl Credentials {
    /// Long-term credentials, such as `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
    #[must_use]
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: Secret::from(secret_access_key.into()),
            session_token: None,
            expiry: None,
            token_is_malformed: false,
        }
    }

    /// The session token of temporary credentials, such as `AWS_SESSION_TOKEN`. An empty or blank one means none.
    #[must_use]
    pub fn with_session_token(mut self, token: &str) -> Self {
        let token = token.trim_ascii();
        self.token_is_malformed = !token.bytes().all(|byte| byte.is_ascii_graphic());
        self.session_token = (!token.is_empty()).then(|| SessionToken::new(token));
        self
    }

    /// When temporary credentials expire. A URL dies with its credentials, whatever lifetime it claims: one that would
    /// outlive them is an error.
    #[must_use]
    pub const fn with_expiry(mut self, expiry: AmzDate) -> Self {
        self.expiry = Some(expiry);
        self
    }

    /// The access key id, which is no secret: it stands in every URL.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// When the credentials expire, where that is known.
    #[must_use]
    pub const fn expiry(&self) -> Option<AmzDate> {
        self.expiry
    }

    pub(crate) fn secret_access_key(&self) -> &str {
        self.secret_access_key.expose()
    }

    pub(crate) const fn session_token(&self) -> Option<&SessionToken> {
        self.session_token.as_ref()
    }

    /// Checks that a URL ends within the years that can be written, and not after the credentials.
    pub(crate) fn check_expiry(&self, date: &AmzDate, lifetime: Lifetime) -> Result<(), Error> {
        let expires_at = date.unix_seconds() + i64::from(lifetime.as_secs());
        match self.expiry {
            _ if expires_at > AmzDate::LATEST.unix_seconds() => Err(Error::DateOutOfRange),
            Some(expiry) if expires_at > expiry.unix_seconds() => Err(Error::OutlivesCredentials { expiry }),
            _ => Ok(()),
        }
    }

    /// The first thing that is wrong with them.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let splits = |c: char| c == '/' || c.is_whitespace() || c.is_control();
        if self.access_key_id.is_empty() {
            Err(Error::EmptyAccessKeyId)
        } else if self.access_key_id.contains(splits) {
            Err(Error::AccessKeyIdCharacter)
        } else if self.secret_access_key().is_empty() {
            Err(Error::EmptySecretAccessKey)
        } else if self.secret_access_key().trim() != self.secret_access_key() {
            Err(Error::SecretAccessKeyWhiteSpace)
        } else if self.token_is_malformed {
            Err(Error::SessionTokenCharacter)
        } else {
            Ok(())
        }
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
