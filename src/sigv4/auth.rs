use alloc::string::String;
use core::fmt;

use super::{
    AmzDate, Error, Lifetime, Signature,
    fields::write_decimal,
    hash,
    names::{
        ALGORITHM, EXPIRES_PARAMETER, S3SESSION_TOKEN_PARAMETER, SECURITY_TOKEN_PARAMETER,
        SIGNED_HEADERS_PARAMETER, TERMINATOR, X_AMZ_ALGORITHM, X_AMZ_CREDENTIAL, X_AMZ_DATE,
        X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN,
    },
    uri_encode,
};

/// `20130524/us-east-1/s3/aws4_request`: the day, region and service that a signature is good for.
///
/// It is the third line of the string to sign, follows the access key id in `X-Amz-Credential`, and its parts derive the
/// [`SigningKey`](super::SigningKey). See [Elements of an AWS API request signature][page].
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
    /// The scope on the day of `date`.
    #[must_use]
    pub fn new(date: &'a AmzDate, region: &'a str, service: &'a str) -> Self {
        Self::for_day(date.day(), region, service)
    }

    pub(crate) const fn for_day(day: &'a str, region: &'a str, service: &'a str) -> Self {
        Self { day, region, service }
    }

    /// `YYYYMMDD`, in UTC.
    #[must_use]
    pub const fn day(&self) -> &'a str {
        self.day
    }

    /// Such as `us-east-1`.
    #[must_use]
    pub const fn region(&self) -> &'a str {
        self.region
    }

    /// Such as `s3`.
    #[must_use]
    pub const fn service(&self) -> &'a str {
        self.service
    }

    /// What the signing key is derived from, in this order.
    pub(super) const fn parts(&self) -> [&'a str; 4] {
        [self.day, self.region, self.service, TERMINATOR]
    }

    /// The same text as `Display`, which would bring the code of `fmt` into WebAssembly.
    pub(crate) fn text(&self) -> String {
        self.parts().join("/")
    }
}

impl fmt::Display for CredentialScope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// `X-Amz-Credential`: who signs, in which scope.
///
/// Encoded once for all URLs of the day. See [Elements of an AWS API request signature][page].
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
    day: String,
    region: String,
    service: String,
    /// `20130524/us-east-1/s3/aws4_request`, between line feeds.
    scope_line: String,
    /// From `X-Amz-Algorithm=` to `X-Amz-Date=`.
    query: String,
}

impl Credential {
    /// An access key id in one scope.
    #[must_use]
    pub fn new(access_key_id: &str, scope: &CredentialScope<'_>) -> Self {
        let scope_text = scope.text();
        let (id, encoded_scope) = (uri_encode(access_key_id), uri_encode(&scope_text));
        let names = "==%2F&&=".len() + X_AMZ_ALGORITHM.len() + X_AMZ_CREDENTIAL.len() + X_AMZ_DATE.len();
        let mut query = String::with_capacity(names + ALGORITHM.len() + id.len() + encoded_scope.len());
        for text in [X_AMZ_ALGORITHM, "=", ALGORITHM, "&", X_AMZ_CREDENTIAL, "="] {
            query.push_str(text);
        }
        id.write_to(&mut query);
        query.push_str("%2F");
        encoded_scope.write_to(&mut query);
        for text in ["&", X_AMZ_DATE, "="] {
            query.push_str(text);
        }
        Self {
            access_key_id: access_key_id.into(),
            day: scope.day.into(),
            region: scope.region.into(),
            service: scope.service.into(),
            scope_line: ["\n", &scope_text, "\n"].concat(),
            query,
        }
    }

    /// The access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// Day, region and service.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'_> {
        CredentialScope::for_day(&self.day, &self.region, &self.service)
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

/// The authentication parameters of a presigned URL: who signs, when, in which scope and for how long.
///
/// They become `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-Expires`, `X-Amz-Security-Token` (if there is
/// a token) and `X-Amz-SignedHeaders`. See [Authenticating Requests: Using Query Parameters][page].
///
/// ```
/// use presign::sigv4::{Credential, CredentialScope, QueryAuth, SessionToken, TokenPlacement};
/// use std::time::Duration;
///
/// let date = "20150830T123600Z".parse()?;
/// let credential = Credential::new("AKIDEXAMPLE", &CredentialScope::new(&date, "us-east-1", "service"));
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
}

impl<'a> QueryAuth<'a> {
    /// Parameters with the default [`Lifetime`] of 900 s and no session token.
    ///
    /// # Errors
    ///
    /// [`Error::ScopeDay`] if `date` is on another day than the scope of the credential.
    pub fn new(credential: &'a Credential, date: &'a AmzDate) -> Result<Self, Error> {
        if credential.day == date.day() { Ok(Self::on_day(credential, date)) } else { Err(Error::ScopeDay) }
    }

    /// Parameters for a date that is known to be on the day of the scope.
    pub(crate) fn on_day(credential: &'a Credential, date: &'a AmzDate) -> Self {
        Self {
            credential,
            date,
            date_text: date.as_str(),
            lifetime: Lifetime::default(),
            token: None,
            token_placement: TokenPlacement::Signed,
        }
    }

    /// Sets how long the URL is good for.
    #[must_use]
    pub const fn expires_in(mut self, lifetime: Lifetime) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// Adds the session token of temporary credentials.
    #[must_use]
    pub const fn session_token(mut self, token: &'a SessionToken, placement: TokenPlacement) -> Self {
        self.token = Some(token);
        self.token_placement = placement;
        self
    }

    /// When the URL is signed, and good from.
    #[must_use]
    pub const fn date(&self) -> AmzDate {
        *self.date
    }

    /// How long the URL is good for.
    #[must_use]
    pub const fn lifetime(&self) -> Lifetime {
        self.lifetime
    }

    /// The scope of the signature.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'a> {
        self.credential.scope()
    }

    pub(super) const fn date_text(&self) -> &'a str {
        self.date_text
    }

    /// `\n20130524/us-east-1/s3/aws4_request\n`
    pub(super) fn scope_line(&self) -> &'a str {
        &self.credential.scope_line
    }

    /// How long the parameters can be, the names of the signed headers apart.
    pub(super) fn max_len(&self) -> usize {
        let expires = EXPIRES_PARAMETER.len() + "604800".len();
        let token = self.token.map_or(0, |token| token.parameter().len());
        self.credential.query.len() + self.date_text.len() + expires + token + SIGNED_HEADERS_PARAMETER.len()
    }

    /// Writes the parameters in their order, the last one up to the names of the signed headers.
    pub(super) fn write_to(&self, out: &mut String) {
        out.push_str(&self.credential.query);
        out.push_str(self.date_text);
        out.push_str(EXPIRES_PARAMETER);
        write_decimal(self.lifetime.as_secs().into(), out);
        self.write_token(TokenPlacement::Signed, out);
        out.push_str(SIGNED_HEADERS_PARAMETER);
    }

    /// Completes a URL whose query ends before its signature: appends the signature and, if it is not signed, the
    /// session token.
    pub(crate) fn write_signature(&self, signature: &Signature, url: &mut String) {
        signature.write_parameter(url);
        self.write_token(TokenPlacement::AppendedAfterSigning, url);
    }

    fn write_token(&self, placement: TokenPlacement, out: &mut String) {
        if let Some(token) = self.token.filter(|_| self.token_placement == placement) {
            out.push_str(token.parameter());
        }
    }
}

/// Where a session token goes in a presigned URL.
///
/// ```
/// use presign::sigv4::{Credential, CredentialScope, QueryAuth, SessionToken, TokenPlacement};
///
/// let (date, token) = ("20260101T000000Z".parse()?, SessionToken::new("AQoDYXdzEPT="));
/// let scope = CredentialScope::new(&date, "us-east-1", "iotdevicegateway");
/// let credential = Credential::new("ASIAIOSFODNN7EXAMPLE", &scope);
/// let auth = QueryAuth::new(&credential, &date)?.session_token(&token, TokenPlacement::AppendedAfterSigning);
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenPlacement {
    /// Among the signed parameters: S3 and nearly every other service.
    Signed,
    /// After the signature, which does not cover it: AWS IoT's `iotdevicegateway`.
    AppendedAfterSigning,
}

/// `X-Amz-Security-Token`, the session token of temporary credentials; or `X-Amz-S3session-Token`, that of a session of
/// S3 Express One Zone.
///
/// Percent-encoded once, not for every URL. `Debug` elides it, and `==` takes the same time wherever two tokens of one
/// length differ.
///
/// ```
/// use presign::sigv4::SessionToken;
///
/// let token = SessionToken::new("AQoDYXdzEPT//////////wEXAMPLE==");
/// assert_eq!(format!("{token:?}"), "SessionToken(..)");
/// ```
#[derive(Clone, PartialEq)]
pub struct SessionToken {
    /// `&X-Amz-Security-Token=…`, encoded.
    parameter: Secret,
}

impl SessionToken {
    /// Takes a token as the token service gave it.
    #[must_use]
    pub fn new(token: &str) -> Self {
        Self::for_parameter(SECURITY_TOKEN_PARAMETER, token)
    }

    /// Takes a token as [CreateSession][page] gave it for one directory bucket.
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html
    #[must_use]
    pub fn s3_express(token: &str) -> Self {
        Self::for_parameter(S3SESSION_TOKEN_PARAMETER, token)
    }

    fn for_parameter(name: &str, token: &str) -> Self {
        let token = uri_encode(token);
        // Of its size at once: a text that grew would leave copies behind.
        let mut parameter = String::with_capacity(name.len() + token.len());
        parameter.push_str(name);
        token.write_to(&mut parameter);
        Self { parameter: parameter.into() }
    }

    fn parameter(&self) -> &str {
        self.parameter.expose()
    }

    /// The name of the parameter.
    pub(crate) fn name(&self) -> &'static str {
        if self.parameter().starts_with(S3SESSION_TOKEN_PARAMETER) {
            X_AMZ_S3SESSION_TOKEN
        } else {
            X_AMZ_SECURITY_TOKEN
        }
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionToken").finish_non_exhaustive()
    }
}

/// Text that is wiped on drop (feature `zeroize`) and never printed.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    /// The one way to the text: search for it to find every place that sees a secret.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        hash::is_equal(self.0.as_bytes(), other.0.as_bytes())
    }
}

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
