use alloc::string::String;

use super::{
    AmzDate, CredentialScope, Lifetime, SessionToken, Signature, SignedHeaders, sink::Sink, uri_encode,
};

/// The authentication parameters of a presigned URL: who signs, when, for which scope and for how long.
///
/// They become `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-Expires`, `X-Amz-Security-Token` (where
/// there is one) and `X-Amz-SignedHeaders`. See [Authenticating Requests: Using Query Parameters][page].
///
/// ```
/// use presign::sigv4::{QueryAuth, SessionToken, TokenPlacement};
/// use std::time::Duration;
///
/// let date = "20150830T123600Z".parse()?;
/// let token = SessionToken::new("token");
/// let auth = QueryAuth::new("AKIDEXAMPLE", &date, "us-east-1", "service")
///     .expires_in(Duration::from_secs(3600).try_into()?)
///     .session_token(&token, TokenPlacement::Signed);
/// assert_eq!(auth.scope().to_string(), "20150830/us-east-1/service/aws4_request");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
#[derive(Clone, Copy, Debug)]
pub struct QueryAuth<'a> {
    access_key_id: &'a str,
    date: &'a AmzDate,
    scope: CredentialScope<'a>,
    lifetime: Lifetime,
    signed_token: Option<&'a SessionToken>,
    appended_token: Option<&'a SessionToken>,
}

impl<'a> QueryAuth<'a> {
    /// Parameters for the default [`Lifetime`] of 900 s and without a session token. The scope is that of the day of
    /// `date`.
    #[must_use]
    pub fn new(access_key_id: &'a str, date: &'a AmzDate, region: &'a str, service: &'a str) -> Self {
        Self {
            access_key_id,
            date,
            scope: CredentialScope::new(date, region, service),
            lifetime: Lifetime::default(),
            signed_token: None,
            appended_token: None,
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
        (self.signed_token, self.appended_token) = match placement {
            TokenPlacement::Signed => (Some(token), None),
            TokenPlacement::AppendedAfterSigning => (None, Some(token)),
        };
        self
    }

    /// The moment of signing.
    #[must_use]
    pub const fn date(&self) -> AmzDate {
        *self.date
    }

    /// The scope of the signature.
    #[must_use]
    pub const fn scope(&self) -> CredentialScope<'a> {
        self.scope
    }

    /// Completes a URL that ends in its [`CanonicalQuery`](super::CanonicalQuery): the signature and, where it is not
    /// signed, the session token.
    pub fn write_signature(&self, signature: &Signature, url: &mut String) {
        url.push_str("&X-Amz-Signature=");
        signature.write_to(url);
        if let Some(token) = self.appended_token {
            url.push_str("&X-Amz-Security-Token=");
            url.push_str(token.encoded());
        }
    }
}

/// Where a session token goes in a presigned URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenPlacement {
    /// Among the signed parameters: S3 and nearly every other service.
    Signed,
    /// Behind the signature, which does not cover it: AWS IoT's `iotdevicegateway`.
    AppendedAfterSigning,
}

#[derive(Clone, Copy)]
pub(super) enum AuthParameter {
    Algorithm,
    Credential,
    Date,
    Expires,
    SecurityToken,
    SignedHeaders,
}

impl AuthParameter {
    pub(super) const IN_ORDER: [Self; 6] = [
        Self::Algorithm,
        Self::Credential,
        Self::Date,
        Self::Expires,
        Self::SecurityToken,
        Self::SignedHeaders,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Algorithm => "X-Amz-Algorithm",
            Self::Credential => "X-Amz-Credential",
            Self::Date => "X-Amz-Date",
            Self::Expires => "X-Amz-Expires",
            Self::SecurityToken => "X-Amz-Security-Token",
            Self::SignedHeaders => "X-Amz-SignedHeaders",
        }
    }

    pub(super) const fn is_in(self, auth: &QueryAuth<'_>) -> bool {
        !matches!(self, Self::SecurityToken) || auth.signed_token.is_some()
    }

    pub(super) fn write_to(
        self,
        auth: &QueryAuth<'_>,
        signed_headers: SignedHeaders<'_>,
        out: &mut impl Sink,
    ) {
        out.push(self.name());
        out.push("=");
        match self {
            Self::Algorithm => out.push(super::ALGORITHM),
            Self::Credential => {
                uri_encode(auth.access_key_id).write_to(out);
                for part in auth.scope.parts() {
                    out.push("%2F");
                    uri_encode(part).write_to(out);
                }
            }
            Self::Date => out.push(auth.date.as_str()),
            Self::Expires => out.push(super::Value::from(u64::from(auth.lifetime.as_secs())).as_str()),
            Self::SecurityToken => out.push(auth.signed_token.map_or("", SessionToken::encoded)),
            Self::SignedHeaders => signed_headers.write_encoded_to(out),
        }
    }
}
