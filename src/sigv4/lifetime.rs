use core::time::Duration;

use crate::Error;

/// `X-Amz-Expires`: how long a URL is good for, in whole seconds from 1 to 604,800 (seven days).
///
/// The default is 900 s, a quarter of an hour: a presigned URL is a bearer secret, and a short life keeps a leaked one
/// harmless. Seven days is as long as a signing key lives. See [Authenticating Requests: Using Query
/// Parameters][page].
///
/// ```
/// use presign::sigv4::Lifetime;
/// use std::time::Duration;
///
/// assert_eq!(Lifetime::default().as_secs(), 900);
/// assert_eq!(Lifetime::try_from(Duration::from_secs(3600))?.as_secs(), 3600);
/// assert!(Lifetime::try_from(Duration::from_secs(604_801)).is_err());
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lifetime {
    seconds: u32,
}

impl Lifetime {
    /// Whole seconds.
    #[must_use]
    pub const fn as_secs(self) -> u32 {
        self.seconds
    }
}

impl Default for Lifetime {
    fn default() -> Self {
        Self { seconds: DEFAULT }
    }
}

impl TryFrom<Duration> for Lifetime {
    type Error = Error;

    fn try_from(duration: Duration) -> Result<Self, Error> {
        let seconds = u32::try_from(duration.as_secs()).unwrap_or(u32::MAX);
        match seconds {
            0 => Err(Error::ExpiresTooShort),
            1..=MAX if duration.subsec_nanos() != 0 => Err(Error::ExpiresNotWholeSeconds),
            1..=MAX => Ok(Self { seconds }),
            _ => Err(Error::ExpiresTooLong { seconds: duration.as_secs() }),
        }
    }
}

impl From<Lifetime> for Duration {
    fn from(lifetime: Lifetime) -> Self {
        Self::from_secs(lifetime.seconds.into())
    }
}

const DEFAULT: u32 = 900;
const MAX: u32 = 604_800;
