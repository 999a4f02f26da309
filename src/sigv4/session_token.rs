use alloc::string::String;
use core::fmt;

use super::{
    Secret,
    encode::decode_secret,
    names::{
        S3SESSION_TOKEN_PARAMETER, SECURITY_TOKEN_PARAMETER, X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN,
    },
    uri_encode,
};

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
