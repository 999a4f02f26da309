use core::time::Duration;

use crate::{
    Credentials, Error,
    sigv4::{AmzDate, Lifetime},
};

/// From when to when a URL is good: what the caller asked for, which the moment of signing and the credentials turn into
/// `X-Amz-Date` and `X-Amz-Expires`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Validity {
    pub(super) lifetime: Lifetime,
    back_dated_by: u32,
    /// 0: as it comes.
    window: u32,
    pub(super) is_shortened: bool,
}

impl Validity {
    pub(super) fn back_date(&mut self, allowance: Duration) -> Result<(), Error> {
        self.back_dated_by = Lifetime::try_from(allowance)?.as_secs();
        Ok(())
    }

    pub(super) fn set_window(&mut self, window: Duration) -> Result<(), Error> {
        self.window = Lifetime::try_from(window)?.as_secs();
        Ok(())
    }

    /// The date and the lifetime of a URL that is signed at `now`.
    ///
    /// It starts earlier where it is back-dated or has to be the same for a while, and lasts so much longer that from
    /// `now` on it is good for what was asked.
    pub(super) fn at(&self, now: AmzDate, credentials: &Credentials) -> Result<(AmzDate, Lifetime), Error> {
        let (mut start, mut lifetime) = (now, self.lifetime);
        if self.back_dated_by != 0 || self.window != 0 {
            let back_dated = now.unix_seconds() - i64::from(self.back_dated_by);
            let into_window = back_dated.checked_rem_euclid(self.window.into()).unwrap_or(0);
            start = AmzDate::from_unix_seconds(back_dated - into_window)?;
            let seconds = [self.lifetime.as_secs(), self.back_dated_by, self.window].map(u64::from);
            lifetime = Duration::from_secs(seconds.iter().sum()).try_into()?;
        }
        let end = start.unix_seconds() + i64::from(lifetime.as_secs());
        if end > AmzDate::LATEST.unix_seconds() {
            return Err(Error::DateOutOfRange);
        }
        match credentials.expiry() {
            Some(expiry) if expiry <= now => Err(Error::ExpiredCredentials { expiry }),
            Some(expiry) if end <= expiry.unix_seconds() => Ok((start, lifetime)),
            Some(expiry) if self.is_shortened => {
                let rest = expiry.unix_seconds().abs_diff(start.unix_seconds());
                Ok((start, Duration::from_secs(rest).try_into()?))
            }
            Some(expiry) => Err(Error::OutlivesCredentials { expiry }),
            None => Ok((start, lifetime)),
        }
    }
}
