use crate::AmzDate;

/// How far a server's clock is ahead of the local one, in whole seconds.
///
/// A device whose clock is wrong signs URLs that are not valid yet or have expired. Any answer of the server
/// has its time: in the header `Date`, and in the element `ServerTime` of some errors. S3 refuses a URL that
/// is dated more than 15 minutes ahead of its own clock.
///
/// ```
/// use presign::{AmzDate, ClockOffset};
///
/// // When the answer arrived, the local clock showed this.
/// let local: AmzDate = "20260101T100000Z".parse()?;
/// let server = AmzDate::from_http_date("Thu, 01 Jan 2026 12:00:05 GMT")?;
/// let offset = ClockOffset::from_server_time(server, local);
/// assert_eq!(offset.as_secs(), 7205);
///
/// // Half an hour later by the local clock:
/// let later = offset.apply("20260101T103000Z".parse()?);
/// assert_eq!(later.to_string(), "20260101T123005Z");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [`Presigner::with_clock_offset`](crate::Presigner::with_clock_offset) corrects the clock that
/// [`Request::presign`](crate::Request::presign) reads. Where there is no clock, apply the offset to the date
/// that you pass to [`Request::presign_at`](crate::Request::presign_at).
///
/// The offset is as exact as both times are: to the second, plus the time that the answer was on its way.
/// [`Request::back_date`](crate::Request::back_date) makes up for the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockOffset {
    seconds: i64,
}

impl ClockOffset {
    /// Creates the offset from the server's time and the local time at the same moment.
    ///
    /// [`AmzDate::from_http_date`] parses the header `Date`;
    /// [`ErrorResponse::server_time`](crate::ErrorResponse::server_time) reads the element `ServerTime`.
    #[must_use]
    pub const fn from_server_time(server: AmzDate, local: AmzDate) -> Self {
        Self { seconds: server.unix_seconds() - local.unix_seconds() }
    }

    /// Returns the server's time at a moment of the local clock.
    ///
    /// It stays within the years 0001 to 9999.
    #[must_use]
    pub fn apply(self, local: AmzDate) -> AmzDate {
        let nearest = if self.seconds < 0 { AmzDate::EARLIEST } else { AmzDate::LATEST };
        AmzDate::from_unix_seconds(local.unix_seconds() + self.seconds).unwrap_or(nearest)
    }

    /// Returns the offset in seconds. It is negative if the local clock is ahead.
    #[must_use]
    pub const fn as_secs(self) -> i64 {
        self.seconds
    }
}
