use alloc::string::{String, ToString};
use core::fmt;

use super::uri_encode;
use crate::secret::Secret;

/// `X-Amz-Security-Token`: the session token that comes with temporary credentials.
///
/// Kept as it stands in a URL, so that a long token is encoded once and not for every URL. `Debug` elides it.
///
/// ```
/// use presign::sigv4::SessionToken;
///
/// let token = SessionToken::new("AQoDYXdzEPT//////////wEXAMPLE==");
/// assert_eq!(format!("{token:?}"), "SessionToken(..)");
/// ```
#[derive(Clone)]
pub struct SessionToken {
    encoded: Secret,
}

impl SessionToken {
    /// Takes a token as the token service gave it.
    #[must_use]
    pub fn new(token: &str) -> Self {
        let encoded: String = uri_encode(token).to_string();
        Self { encoded: encoded.into() }
    }

    pub(super) fn encoded(&self) -> &str {
        self.encoded.expose()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionToken").finish_non_exhaustive()
    }
}
