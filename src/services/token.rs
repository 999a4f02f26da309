use core::{fmt, time::Duration};

use super::ServiceRequest;
use crate::{
    Error, services,
    sigv4::{AmzDate, Secret},
};

/// A token of a service: a presigned request as text, in the form that the service expects.
///
/// It is a password until [`expires_at`](Self::expires_at). `Debug` hides it, and there is no `Display`. With the
/// feature `zeroize`, it is wiped from the heap on drop.
///
/// ```
/// use presign::Credentials;
/// use presign::services::ServicePresigner;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let aws = ServicePresigner::new(credentials, "us-east-1");
/// let date = "20260101T000000Z".parse()?;
/// let token = aws.memorydb_token("sessions", "jane").presign_at(date)?;
/// assert!(token.as_str().starts_with("sessions/?Action=connect&User=jane&"));
/// assert_eq!(token.expires_at().to_string(), "20260101T001500Z");
/// assert_eq!(format!("{token:?}"), "Token { expires_at: 20260101T001500Z, .. }");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: Secret,
    expires_at: AmzDate,
}

impl Token {
    /// Returns the token, to be passed on unchanged.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.expose()
    }

    /// Returns the first moment at which the token no longer works.
    ///
    /// Clients that keep a token should replace it a minute earlier. A connection outlives its token.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// A token to configure and sign.
///
/// [`presign`](Self::presign) and [`presign_at`](Self::presign_at) return the first mistake in the chain.
///
/// ```
/// use presign::Credentials;
/// use presign::services::ServicePresigner;
/// use std::time::Duration;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let aws = ServicePresigner::new(credentials, "us-east-1");
/// let token = aws
///     .dsql_token("foo0bar1baz2quux3quuux4.dsql.us-east-1.on.aws")
///     .expires_in(Duration::from_secs(3600))
///     .presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a token does nothing until it is presigned"]
pub struct TokenRequest<'a> {
    pub(crate) request: ServiceRequest<'a>,
    /// Turns the URL into the token.
    encode: fn(Secret) -> Secret,
    has_fixed_lifetime: bool,
}

impl<'a> TokenRequest<'a> {
    /// Creates a request for a token that is the URL itself.
    pub(super) fn new(request: ServiceRequest<'a>) -> Self {
        Self::encoded(request, |url| url)
    }

    /// Creates a request for a token that is made from the URL.
    pub(super) fn encoded(request: ServiceRequest<'a>, encode: fn(Secret) -> Secret) -> Self {
        Self { request, encode, has_fixed_lifetime: false }
    }

    pub(super) fn with_fixed_lifetime(self) -> Self {
        Self { has_fixed_lifetime: true, ..self }
    }

    /// Sets how long the token works: whole seconds, from 1 to the limit of the service. The default is 900 s (15
    /// minutes).
    ///
    /// The limit is 604,800 s (seven days) for Aurora DSQL, and 900 s for the others. The lifetime of an EKS token
    /// cannot be set.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let minute = Duration::from_secs(60);
    /// let token = aws.memorydb_token("sessions", "jane").expires_in(minute);
    /// assert!(token.presign()?.as_str().contains("&X-Amz-Expires=60&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn expires_in(self, lifetime: Duration) -> Self {
        let request = match self.has_fixed_lifetime {
            true => self.request.check(Err(services::Error::FixedLifetime.into())),
            false => self.request.expires_in(lifetime),
        };
        Self { request, ..self }
    }

    /// Shortens the lifetime if the temporary credentials expire earlier, instead of returning an error.
    ///
    /// [`Token::expires_at`] returns the resulting time of expiry. See
    /// [`Credentials::with_expiry`](crate::Credentials::with_expiry).
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("ASIAEXAMPLE", "secret")
    ///     .with_session_token("AQoDYXdzEPT//////////wEXAMPLE==")
    ///     .with_expiry("20260101T120000Z".parse()?);
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let token = aws
    ///     .msk_token()
    ///     .shorten_to_credentials()
    ///     .presign_at("20260101T115500Z".parse()?)?;
    /// assert_eq!(token.expires_at().to_string(), "20260101T120000Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn shorten_to_credentials(self) -> Self {
        Self { request: self.request.shorten_to_credentials(), ..self }
    }

    /// Signs the token as of `date`, when its lifetime starts.
    ///
    /// The date is used as it is, without the presigner's [offset](super::ServicePresigner::with_clock_offset).
    ///
    /// # Errors
    ///
    /// Returns the first mistake in the chain, in the region or in the credentials.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let token = aws.msk_token().presign_at("20260101T000000Z".parse()?)?;
    /// assert_eq!(token.expires_at().to_string(), "20260101T001500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn presign_at(mut self, date: AmzDate) -> Result<Token, Error> {
        let mut url = Secret::default();
        let expires_at = self.request.sign(date, url.expose_mut(), |_, validity| validity.expires_at())??;
        Ok(Token { text: (self.encode)(url), expires_at })
    }
}

/// The longest lifetime that most services accept, in seconds.
pub(super) const QUARTER_OF_AN_HOUR: u32 = 900;
