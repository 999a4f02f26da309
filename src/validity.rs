use core::time::Duration;

use crate::{
    Credentials, Error,
    sigv4::{self, AmzDate, Lifetime},
};

/// The period in which a URL works.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Validity {
    /// `X-Amz-Date`
    pub(crate) date: AmzDate,
    /// `X-Amz-Expires`
    pub(crate) lifetime: Lifetime,
    /// The first moment at which the URL no longer works, in seconds since 1970.
    end: i64,
}

impl Validity {
    fn new(date: AmzDate, lifetime: Lifetime) -> Result<Self, Error> {
        let end = date.unix_seconds() + i64::from(lifetime.as_secs());
        if end > AmzDate::LATEST.unix_seconds() {
            return Err(sigv4::Error::DateOutOfRange.into());
        }
        Ok(Self { date, lifetime, end })
    }

    /// Returns the first moment at which the URL no longer works.
    pub(crate) fn expires_at(&self) -> Result<AmzDate, Error> {
        Ok(AmzDate::from_unix_seconds(self.end)?)
    }
}

/// The caller's settings, from which the time of signing and the credentials determine the [`Validity`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Timing {
    lifetime: Lifetime,
    back_dated_by: Seconds,
    window: Seconds,
    is_shortened: bool,
}

impl Timing {
    pub(crate) fn expire_in(&mut self, lifetime: Duration) -> Result<(), Error> {
        self.lifetime = lifetime.try_into()?;
        Ok(())
    }

    pub(crate) fn back_date(&mut self, allowance: Duration) -> Result<(), Error> {
        self.back_dated_by = Seconds::new(allowance).ok_or(Error::BackDate)?;
        Ok(())
    }

    pub(crate) fn set_window(&mut self, window: Duration) -> Result<(), Error> {
        self.window = Seconds::new(window).ok_or(Error::Window)?;
        Ok(())
    }

    pub(crate) const fn shorten_to_credentials(&mut self) {
        self.is_shortened = true;
    }

    /// Returns the validity of a URL that is signed at `now`.
    ///
    /// The period starts before `now` if the URL is back-dated or stable for a window. It is then extended, so that
    /// the URL still works for the requested lifetime from `now` on.
    pub(crate) fn at(&self, now: AmzDate, credentials: &Credentials) -> Result<Validity, Error> {
        let validity = Validity::new(self.start(now)?, self.whole_lifetime()?)?;
        match credentials.expiry() {
            Some(expiry) if expiry <= now => Err(Error::ExpiredCredentials { expiry }),
            Some(expiry) if expiry.unix_seconds() < validity.end && self.is_shortened => {
                let rest = expiry.unix_seconds().abs_diff(validity.date.unix_seconds());
                Validity::new(validity.date, Duration::from_secs(rest).try_into()?)
            }
            Some(expiry) if expiry.unix_seconds() < validity.end => {
                Err(Error::OutlivesCredentials { expiry })
            }
            _ => Ok(validity),
        }
    }

    fn start(&self, now: AmzDate) -> Result<AmzDate, Error> {
        let (Seconds(back_dated_by), Seconds(window)) = (self.back_dated_by, self.window);
        if back_dated_by == 0 && window == 0 {
            return Ok(now);
        }
        let back_dated = now.unix_seconds() - i64::from(back_dated_by);
        let into_window = back_dated.checked_rem_euclid(window.into()).unwrap_or(0);
        Ok(AmzDate::from_unix_seconds(back_dated - into_window)?)
    }

    fn whole_lifetime(&self) -> Result<Lifetime, Error> {
        let (lifetime, back_dated_by, window) =
            (self.lifetime.as_secs(), self.back_dated_by.0, self.window.0);
        // Three times at most seven days.
        Ok(Duration::from_secs((lifetime + back_dated_by + window).into()).try_into()?)
    }
}

/// Whole seconds, from 1 to 604,800, or 0 if not set.
#[derive(Clone, Copy, Debug, Default)]
struct Seconds(u32);

impl Seconds {
    fn new(duration: Duration) -> Option<Self> {
        Lifetime::try_from(duration).ok().map(|lifetime| Self(lifetime.as_secs()))
    }
}
