use alloc::string::String;

use super::{
    AmzDate, Credential, CredentialScope, Error, Lifetime, SessionToken, Signature, TokenPlacement,
    names::{ALGORITHM_PARAMETER, DATE_PARAMETER, EXPIRES_PARAMETER, SIGNED_HEADERS_PARAMETER},
    signature,
};
#[cfg(feature = "sigv4a")]
use super::{
    RegionSet,
    names::{REGION_SET_PARAMETER, SIGV4A_ALGORITHM},
    uri_encode,
};

/// The authentication parameters of a presigned URL.
///
/// They say who signs, when, in which scope and for how long. In the URL, they are `X-Amz-Algorithm`,
/// `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-Expires`, `X-Amz-Security-Token` (if there is a token) and
/// `X-Amz-SignedHeaders`. See [Authenticating Requests: Using Query Parameters][page].
///
/// ```
/// use presign::sigv4::{
///     Credential, CredentialScope, QueryAuth, SessionToken, TokenPlacement,
/// };
/// use std::time::Duration;
///
/// let date = "20150830T123600Z".parse()?;
/// let credential = Credential::new(
///     "AKIDEXAMPLE",
///     &CredentialScope::new(&date, "us-east-1", "service"),
/// );
/// let token = SessionToken::new("token");
/// let auth = QueryAuth::new(&credential, &date)?
///     .expires_in(Duration::from_secs(3600).try_into()?)
///     .session_token(&token, TokenPlacement::Signed);
/// assert_eq!(auth.scope().to_string(), "20150830/us-east-1/service/aws4_request");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
#[derive(Clone, Copy, Debug)]
pub struct QueryAuth<'a> {
    credential: &'a Credential,
    date: &'a AmzDate,
    date_text: &'a str,
    lifetime: Lifetime,
    token: Option<&'a SessionToken>,
    token_placement: TokenPlacement,
    #[cfg(feature = "sigv4a")]
    region_set: Option<&'a RegionSet>,
}

impl<'a> QueryAuth<'a> {
    /// Creates the parameters with the default [`Lifetime`] of 900 seconds and no session token.
    ///
    /// # Errors
    ///
    /// Returns [`Error::ScopeDay`] if `date` is not on the day of the credential's scope.
    ///
    /// ```
    /// use presign::sigv4::{Credential, CredentialScope, QueryAuth};
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let credential = Credential::new(
    ///     "AKIAIOSFODNN7EXAMPLE",
    ///     &CredentialScope::new(&date, "us-east-1", "s3"),
    /// );
    /// let auth = QueryAuth::new(&credential, &date)?;
    /// assert_eq!(auth.lifetime().as_secs(), 900);
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn new(credential: &'a Credential, date: &'a AmzDate) -> Result<Self, Error> {
        if credential.scope().day() == date.day() {
            Ok(Self::on_day(credential, date))
        } else {
            Err(Error::ScopeDay)
        }
    }

    /// Creates the parameters for a date that is known to be on the day of the scope.
    pub(crate) fn on_day(credential: &'a Credential, date: &'a AmzDate) -> Self {
        Self {
            credential,
            date,
            date_text: date.as_str(),
            lifetime: Lifetime::default(),
            token: None,
            token_placement: TokenPlacement::Signed,
            #[cfg(feature = "sigv4a")]
            region_set: None,
        }
    }

    /// Sets how long the URL works.
    ///
    /// ```
    /// use presign::sigv4::{Credential, CredentialScope, QueryAuth};
    /// use std::time::Duration;
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let credential = Credential::new(
    ///     "AKIAIOSFODNN7EXAMPLE",
    ///     &CredentialScope::new(&date, "us-east-1", "s3"),
    /// );
    /// let auth = QueryAuth::new(&credential, &date)?
    ///     .expires_in(Duration::from_secs(3600).try_into()?);
    /// assert_eq!(auth.lifetime().as_secs(), 3600);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub const fn expires_in(mut self, lifetime: Lifetime) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// Adds the session token of temporary credentials.
    ///
    /// ```
    /// use presign::sigv4::{
    ///     Credential, CredentialScope, QueryAuth, SessionToken, TokenPlacement,
    /// };
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let credential = Credential::new(
    ///     "AKIAIOSFODNN7EXAMPLE",
    ///     &CredentialScope::new(&date, "us-east-1", "s3"),
    /// );
    /// let token = SessionToken::new("AQoDYXdzEPT//////////wEXAMPLE==");
    /// let auth = QueryAuth::new(&credential, &date)?
    ///     .session_token(&token, TokenPlacement::Signed);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub const fn session_token(mut self, token: &'a SessionToken, placement: TokenPlacement) -> Self {
        self.token = Some(token);
        self.token_placement = placement;
        self
    }

    /// Sets the regions in which a SigV4A signature is valid. [`presign_sigv4a`] requires it.
    ///
    /// It has no effect on Signature Version 4, whose scope has a region.
    ///
    /// ```
    /// use presign::sigv4::{Credential, CredentialScope, QueryAuth, RegionSet};
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::without_region(&date, "service");
    /// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", &scope);
    /// let regions = RegionSet::new(["us-east-1", "us-west-2"])?;
    /// let auth = QueryAuth::new(&credential, &date)?.region_set(&regions);
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [`presign_sigv4a`]: super::SignableRequest::presign_sigv4a
    #[cfg(feature = "sigv4a")]
    #[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
    #[must_use]
    pub const fn region_set(mut self, regions: &'a RegionSet) -> Self {
        self.region_set = Some(regions);
        self
    }

    /// Returns the date of signing, from which the URL works.
    #[must_use]
    pub const fn date(&self) -> AmzDate {
        *self.date
    }

    /// Returns how long the URL works.
    #[must_use]
    pub const fn lifetime(&self) -> Lifetime {
        self.lifetime
    }

    /// Returns the scope of the signature.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'a> {
        self.credential.scope()
    }

    pub(super) const fn algorithm(&self) -> &'static str {
        self.credential.algorithm()
    }

    pub(super) const fn date_text(&self) -> &'a str {
        self.date_text
    }

    pub(super) const fn credential(&self) -> &'a Credential {
        self.credential
    }

    pub(super) fn credential_parameter(&self) -> &'a str {
        self.credential.parameter()
    }

    pub(super) fn token(&self, placement: TokenPlacement) -> Option<&'a SessionToken> {
        self.token.filter(|_| self.token_placement == placement)
    }

    /// Returns the regions of a SigV4A signature.
    #[cfg(feature = "sigv4a")]
    pub(super) fn regions(&self) -> Option<&'a RegionSet> {
        self.region_set.filter(|_| self.credential.algorithm() == SIGV4A_ALGORITHM)
    }

    /// Returns the maximum length of `&X-Amz-Signature=` and the digits.
    pub(super) fn max_signature_len(&self) -> usize {
        #[cfg(feature = "sigv4a")]
        if self.credential.algorithm() == SIGV4A_ALGORITHM {
            return Signature::MAX_PARAMETER_LEN;
        }
        Signature::PARAMETER_LEN
    }

    /// Returns the maximum length of the parameters, without the names of the signed headers.
    pub(super) fn max_len(&self) -> usize {
        let date = DATE_PARAMETER.len() + self.date_text.len();
        let expires = EXPIRES_PARAMETER.len() + "604800".len();
        #[cfg(feature = "sigv4a")]
        let region_set = self
            .regions()
            .map_or(0, |regions| REGION_SET_PARAMETER.len() + uri_encode(regions.as_str()).len());
        #[cfg(not(feature = "sigv4a"))]
        let region_set = 0;
        let token = self.token.map_or(0, |token| token.parameter().len());
        ALGORITHM_PARAMETER.len()
            + self.credential.algorithm().len()
            + self.credential.parameter().len()
            + date
            + expires
            + region_set
            + token
            + SIGNED_HEADERS_PARAMETER.len()
    }

    /// Appends the signature to a URL, and then the session token if it is not signed.
    pub(crate) fn write_signature(&self, digits: &str, url: &mut String) {
        signature::write_parameter(digits, url);
        if let Some(token) = self.token(TokenPlacement::AppendedAfterSigning) {
            url.push_str(token.parameter());
        }
    }
}
