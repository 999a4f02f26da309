use alloc::string::String;
use core::fmt;

use super::{
    AmzDate, Error, Lifetime, Signature,
    encode::{decode_secret, split_at},
    hash,
    names::{
        ALGORITHM, ALGORITHM_PARAMETER, CREDENTIAL_PARAMETER, DATE_PARAMETER, EXPIRES_PARAMETER,
        S3SESSION_TOKEN_PARAMETER, SECURITY_TOKEN_PARAMETER, SIGNED_HEADERS_PARAMETER, SIGV4A_ALGORITHM,
        TERMINATOR, X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN,
    },
    signature, uri_encode,
};
#[cfg(feature = "sigv4a")]
use super::{RegionSet, names::REGION_SET_PARAMETER};

/// The day, region and service of a signature, such as `20130524/us-east-1/s3/aws4_request`.
///
/// A scope without a region is one of SigV4A.
///
/// The scope is the third line of the string to sign. It follows the access key id in `X-Amz-Credential`, and
/// the [`SigningKey`](super::SigningKey) is derived from its parts. See [Elements of an AWS API request
/// signature][page].
///
/// ```
/// use presign::sigv4::CredentialScope;
///
/// let date = "20130524T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "s3");
/// assert_eq!(scope.to_string(), "20130524/us-east-1/s3/aws4_request");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CredentialScope<'a> {
    day: &'a str,
    region: &'a str,
    service: &'a str,
}

impl<'a> CredentialScope<'a> {
    /// Creates the scope for the day of `date`.
    ///
    /// ```
    /// use presign::sigv4::CredentialScope;
    ///
    /// let date = "20130524T120000Z".parse()?;
    /// assert_eq!(CredentialScope::new(&date, "us-east-1", "s3").day(), "20130524");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn new(date: &'a AmzDate, region: &'a str, service: &'a str) -> Self {
        Self::for_day(date.day(), region, service)
    }

    /// Creates the scope of a SigV4A signature, such as `20130524/s3/aws4_request`.
    ///
    /// Its signatures name their regions in `X-Amz-Region-Set`. They need a [`KeyPair`](super::KeyPair).
    ///
    /// Requires the feature `sigv4a`.
    ///
    /// ```
    /// use presign::sigv4::CredentialScope;
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::without_region(&date, "s3");
    /// assert_eq!(scope.to_string(), "20130524/s3/aws4_request");
    /// assert_eq!(scope.region(), "");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[cfg(feature = "sigv4a")]
    #[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
    #[must_use]
    pub fn without_region(date: &'a AmzDate, service: &'a str) -> Self {
        Self::for_day(date.day(), "", service)
    }

    pub(crate) const fn for_day(day: &'a str, region: &'a str, service: &'a str) -> Self {
        Self { day, region, service }
    }

    /// Returns the day in UTC, as `YYYYMMDD`.
    #[must_use]
    pub const fn day(&self) -> &'a str {
        self.day
    }

    /// Returns the region, such as `us-east-1`, or an empty text if there is none, as in SigV4A.
    #[must_use]
    pub const fn region(&self) -> &'a str {
        self.region
    }

    /// Returns the service, such as `s3`.
    #[must_use]
    pub const fn service(&self) -> &'a str {
        self.service
    }

    /// Returns whether this is the scope of a SigV4A signature.
    pub(crate) const fn is_without_region(&self) -> bool {
        self.region.is_empty()
    }

    const fn algorithm(&self) -> &'static str {
        if self.region.is_empty() { SIGV4A_ALGORITHM } else { ALGORITHM }
    }

    /// Returns the parts that the signing key is derived from, in this order.
    pub(super) const fn parts(&self) -> [&'a str; 4] {
        [self.day, self.region, self.service, TERMINATOR]
    }

    /// Returns the same text as `Display`, without the code of `fmt`, which is large in WebAssembly.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.write_to(&mut text);
        text
    }

    /// Returns the line of the string to sign, with the line feeds around it.
    pub(super) fn line(&self) -> String {
        let mut line = String::from("\n");
        self.write_to(&mut line);
        line.push('\n');
        line
    }

    fn write_to(&self, out: &mut String) {
        out.push_str(self.day);
        if !self.region.is_empty() {
            out.push('/');
            out.push_str(self.region);
        }
        for part in [self.service, TERMINATOR] {
            out.push('/');
            out.push_str(part);
        }
    }
}

impl fmt::Display for CredentialScope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// The value of `X-Amz-Credential`: an access key id and a scope.
///
/// Its encoded form is computed once and reused for all URLs of a day. See [Elements of an AWS API request
/// signature][page].
///
/// ```
/// use presign::sigv4::{Credential, CredentialScope};
///
/// let date = "20130524T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "s3");
/// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", &scope);
/// assert_eq!(credential.scope(), scope);
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
#[derive(Clone)]
pub struct Credential {
    access_key_id: String,
    algorithm: &'static str,
    /// `20130524/us-east-1/s3/aws4_request`, between line feeds.
    scope_line: String,
    region_len: usize,
    /// `&X-Amz-Credential=…`, encoded.
    parameter: String,
}

impl Credential {
    /// Creates the credential of an access key id for one scope.
    ///
    /// ```
    /// use presign::sigv4::{Credential, CredentialScope};
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::new(&date, "us-east-1", "s3");
    /// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", &scope);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn new(access_key_id: &str, scope: &CredentialScope<'_>) -> Self {
        Self::with_algorithm(access_key_id, scope, scope.algorithm())
    }

    /// Creates the credential of a scope that is known to have a region.
    ///
    /// Unlike `new`, it does not bring the name of the other algorithm into WebAssembly.
    #[cfg(not(feature = "sigv4a"))]
    pub(crate) fn in_region(access_key_id: &str, scope: &CredentialScope<'_>) -> Self {
        Self::with_algorithm(access_key_id, scope, ALGORITHM)
    }

    fn with_algorithm(access_key_id: &str, scope: &CredentialScope<'_>, algorithm: &'static str) -> Self {
        let text = scope.text();
        let (id, encoded_scope) = (uri_encode(access_key_id), uri_encode(&text));
        let mut parameter =
            String::with_capacity(CREDENTIAL_PARAMETER.len() + id.len() + "%2F".len() + encoded_scope.len());
        parameter.push_str(CREDENTIAL_PARAMETER);
        id.write_to(&mut parameter);
        parameter.push_str("%2F");
        encoded_scope.write_to(&mut parameter);
        Self {
            access_key_id: access_key_id.into(),
            algorithm,
            scope_line: scope.line(),
            region_len: scope.region.len(),
            parameter,
        }
    }

    /// Returns the access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    pub(crate) const fn algorithm(&self) -> &'static str {
        self.algorithm
    }

    /// `\n20130524/us-east-1/s3/aws4_request\n`
    pub(super) fn scope_line(&self) -> &str {
        &self.scope_line
    }

    /// Returns the scope: day, region and service.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'_> {
        // A line feed or a `/` precedes each part.
        let next = |text, len| split_at(split_at(text, 1).1, len);
        let (text, _) = split_at(&self.scope_line, self.scope_line.len() - "/\n".len() - TERMINATOR.len());
        let (day, text) = next(text, DAY_LEN);
        let (region, text) = match self.region_len {
            0 => ("", text),
            len => next(text, len),
        };
        CredentialScope::for_day(day, region, split_at(text, 1).1)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("access_key_id", &self.access_key_id)
            .field("scope", &self.scope())
            .finish()
    }
}

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
        self.credential.algorithm
    }

    pub(super) const fn date_text(&self) -> &'a str {
        self.date_text
    }

    pub(super) const fn credential(&self) -> &'a Credential {
        self.credential
    }

    pub(super) fn credential_parameter(&self) -> &'a str {
        &self.credential.parameter
    }

    pub(super) fn token(&self, placement: TokenPlacement) -> Option<&'a SessionToken> {
        self.token.filter(|_| self.token_placement == placement)
    }

    /// Returns the regions of a SigV4A signature.
    #[cfg(feature = "sigv4a")]
    pub(super) fn regions(&self) -> Option<&'a RegionSet> {
        self.region_set.filter(|_| self.credential.algorithm == SIGV4A_ALGORITHM)
    }

    /// Returns the maximum length of `&X-Amz-Signature=` and the digits.
    pub(super) fn max_signature_len(&self) -> usize {
        #[cfg(feature = "sigv4a")]
        if self.credential.algorithm == SIGV4A_ALGORITHM {
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
            + self.credential.algorithm.len()
            + self.credential.parameter.len()
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

/// Where a session token goes in a presigned URL.
///
/// ```
/// use presign::sigv4::{
///     Credential, CredentialScope, QueryAuth, SessionToken, TokenPlacement,
/// };
///
/// let (date, token) =
///     ("20260101T000000Z".parse()?, SessionToken::new("AQoDYXdzEPT="));
/// let scope = CredentialScope::new(&date, "us-east-1", "iotdevicegateway");
/// let credential = Credential::new("ASIAIOSFODNN7EXAMPLE", &scope);
/// let auth = QueryAuth::new(&credential, &date)?
///     .session_token(&token, TokenPlacement::AppendedAfterSigning);
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenPlacement {
    /// Among the signed parameters, for S3 and nearly every other service.
    Signed,
    /// After the signature, which does not cover it. Needed for `iotdevicegateway` of AWS IoT.
    AppendedAfterSigning,
}

/// A session token, with the query parameter that carries it.
///
/// The parameter is `X-Amz-Security-Token` for temporary credentials, and `X-Amz-S3session-Token` for a
/// session of S3 Express One Zone.
///
/// The token is percent-encoded once, not for every URL. With the feature `zeroize`, it is wiped on drop and
/// never moves in memory before that. `Debug` hides it. For tokens of equal length, the time that `==` takes
/// does not depend on where they differ.
///
/// ```
/// use presign::sigv4::SessionToken;
///
/// let token = SessionToken::new("AQoDYXdzEPT//////////wEXAMPLE==");
/// assert_eq!(format!("{token:?}"), "SessionToken(..)");
/// ```
#[derive(Clone, PartialEq)]
pub struct SessionToken {
    name: &'static str,
    /// `&X-Amz-Security-Token=…`, encoded.
    parameter: Secret,
}

impl SessionToken {
    /// Creates a token from the text that the token service returned.
    ///
    /// ```
    /// use presign::sigv4::SessionToken;
    ///
    /// let token = SessionToken::new("AQoDYXdzEPT//////////wEXAMPLE==");
    /// ```
    #[must_use]
    pub fn new(token: &str) -> Self {
        Self::for_parameter(X_AMZ_SECURITY_TOKEN, SECURITY_TOKEN_PARAMETER, token)
    }

    /// Creates a token from the text that [CreateSession][page] returned for one directory bucket.
    ///
    /// ```
    /// use presign::sigv4::SessionToken;
    ///
    /// let token = SessionToken::s3_express("AgV4EXAMPLE==");
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html
    #[must_use]
    pub fn s3_express(token: &str) -> Self {
        Self::for_parameter(X_AMZ_S3SESSION_TOKEN, S3SESSION_TOKEN_PARAMETER, token)
    }

    fn for_parameter(name: &'static str, before_value: &str, token: &str) -> Self {
        let token = uri_encode(token);
        // Allocated at its full size, since a buffer that grows would leave copies of the token behind.
        let mut parameter = String::with_capacity(before_value.len() + token.len());
        parameter.push_str(before_value);
        token.write_to(&mut parameter);
        Self { name, parameter: parameter.into() }
    }

    /// Returns the name of the parameter.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the token as it is in a form, which is not wiped.
    pub(crate) fn text(&self) -> String {
        let (_, value) = self.parameter().split_once('=').unwrap_or_default();
        decode_secret(value).unwrap_or_else(|| unreachable!("it is encoded here"))
    }

    pub(super) fn parameter(&self) -> &str {
        self.parameter.expose()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionToken").finish_non_exhaustive()
    }
}

/// Text that is wiped on drop (feature `zeroize`) and never printed.
///
/// Create it at its full size, since text that grows leaves copies behind.
#[derive(Clone, Default)]
pub(crate) struct Secret(String);

impl Secret {
    /// Returns the text. Nothing else returns it, so a search for this name finds every use of a secret.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Returns the text for writing. It must not grow beyond its capacity.
    pub(crate) const fn expose_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        hash::is_equal(self.0.as_bytes(), other.0.as_bytes())
    }
}

impl Eq for Secret {}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(..)")
    }
}

#[cfg(feature = "zeroize")]
impl Drop for Secret {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

#[cfg(feature = "sigv4a")]
pub(crate) static ALL_REGIONS: RegionSet = RegionSet::ALL;

/// The length of `YYYYMMDD`.
const DAY_LEN: usize = 8;
