use alloc::string::String;

use super::{AmzDate, Credential, CredentialScope, Lifetime, SessionToken, Signature, Value, sink::Sink};

/// The authentication parameters of a presigned URL: who signs, when, for which scope and for how long.
///
/// They become `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-Expires`, `X-Amz-Security-Token` (where
/// there is one) and `X-Amz-SignedHeaders`. See [Authenticating Requests: Using Query Parameters][page].
///
/// ```
/// use presign::sigv4::{Credential, QueryAuth, SessionToken, TokenPlacement};
/// use std::time::Duration;
///
/// let credential = Credential::new("AKIDEXAMPLE", "us-east-1", "service");
/// let date = "20150830T123600Z".parse()?;
/// let token = SessionToken::new("token");
/// let auth = QueryAuth::new(&credential, &date)
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
    /// Parameters for the default [`Lifetime`] of 900 s, without a session token.
    #[must_use]
    pub fn new(credential: &'a Credential, date: &'a AmzDate) -> Self {
        Self {
            credential,
            date,
            date_text: date.as_str(),
            lifetime: Lifetime::default(),
            token: None,
            token_placement: TokenPlacement::Signed,
        }
    }

    /// How long the URL is good for.
    #[must_use]
    pub const fn expires_in(mut self, lifetime: Lifetime) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// The token of temporary credentials and where it goes.
    #[must_use]
    pub const fn session_token(mut self, token: &'a SessionToken, placement: TokenPlacement) -> Self {
        self.token = Some(token);
        self.token_placement = placement;
        self
    }

    /// The moment of signing.
    #[must_use]
    pub const fn date(&self) -> AmzDate {
        *self.date
    }

    /// The scope of the signature.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'a> {
        self.credential.scope_of_day(self.day())
    }

    /// The day of the scope.
    pub(crate) fn day(&self) -> &'a str {
        AmzDate::day_of(self.date_text)
    }

    /// How long the parameters can be, the names of the signed headers apart.
    pub(super) fn max_len(&self) -> usize {
        const EXPIRES_AND_NAME: usize = "&X-Amz-Expires=604800&X-Amz-SignedHeaders=".len();
        let token = self.token.map_or(0, SessionToken::len);
        self.credential.query_len() + EXPIRES_AND_NAME + token
    }

    pub(super) const fn date_text(&self) -> &'a str {
        self.date_text
    }

    pub(super) fn write_scope(&self, out: &mut impl Sink) {
        self.credential.write_scope_to(self.day(), out);
    }

    /// The parameters in their order, the last one up to the names of the signed headers.
    pub(super) fn write_to(&self, out: &mut impl Sink) {
        self.credential.write_query_to(self.day(), self.date_text, out);
        out.push("&X-Amz-Expires=");
        out.push(Value::from(u64::from(self.lifetime.as_secs())).as_str());
        self.write_token(TokenPlacement::Signed, out);
        out.push("&X-Amz-SignedHeaders=");
    }

    /// Completes a URL that ends in its [`CanonicalQuery`](super::CanonicalQuery): the signature and, where it is not
    /// signed, the session token.
    pub fn write_signature(&self, signature: &Signature, url: &mut String) {
        signature.write_parameter_to(url);
        self.write_token(TokenPlacement::AppendedAfterSigning, url);
    }

    fn write_token(&self, placement: TokenPlacement, out: &mut impl Sink) {
        if let Some(token) = self.token.filter(|_| self.token_placement == placement) {
            token.write_to(out);
        }
    }
}

/// Where a session token goes in a presigned URL.
///
/// ```
/// use presign::sigv4::{Credential, QueryAuth, SessionToken, TokenPlacement};
///
/// let credential = Credential::new("ASIAIOSFODNN7EXAMPLE", "us-east-1", "iotdevicegateway");
/// let (date, token) = ("20260101T000000Z".parse()?, SessionToken::new("AQoDYXdzEPT="));
/// let auth = QueryAuth::new(&credential, &date).session_token(&token, TokenPlacement::AppendedAfterSigning);
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenPlacement {
    /// Among the signed parameters: S3 and nearly every other service.
    Signed,
    /// Behind the signature, which does not cover it: AWS IoT's `iotdevicegateway`.
    AppendedAfterSigning,
}
