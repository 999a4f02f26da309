use alloc::string::{String, ToString};
use core::fmt;

use super::{sink::Sink, uri_encode};
use crate::secret::Secret;

/// `X-Amz-Security-Token`: the session token that comes with temporary credentials; or `X-Amz-S3session-Token`, which
/// comes with a session of S3 Express One Zone.
///
/// Kept as it stands in a URL, so that a long token is encoded once and not for every URL. `Debug` elides it; two are compared
/// in constant time.
///
/// ```
/// use presign::sigv4::SessionToken;
///
/// let token = SessionToken::new("AQoDYXdzEPT//////////wEXAMPLE==");
/// assert_eq!(format!("{token:?}"), "SessionToken(..)");
/// ```
#[derive(Clone, PartialEq)]
pub struct SessionToken {
    encoded: Secret,
    parameter: &'static str,
}

impl SessionToken {
    /// Takes a token as the token service gave it.
    #[must_use]
    pub fn new(token: &str) -> Self {
        Self::of_parameter("&X-Amz-Security-Token=", token)
    }

    /// Takes a token as [CreateSession][page] gave it, for one directory bucket.
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html
    #[must_use]
    pub fn s3_express(token: &str) -> Self {
        Self::of_parameter("&X-Amz-S3session-Token=", token)
    }

    fn of_parameter(parameter: &'static str, token: &str) -> Self {
        let encoded: String = uri_encode(token).to_string();
        Self { encoded: encoded.into(), parameter }
    }

    /// The length of what [`write_to`](Self::write_to) writes.
    pub(super) fn len(&self) -> usize {
        self.parameter.len() + self.encoded.expose().len()
    }

    pub(super) fn write_to(&self, out: &mut impl Sink) {
        out.push(self.parameter);
        out.push(self.encoded.expose());
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionToken").finish_non_exhaustive()
    }
}
