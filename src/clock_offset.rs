use crate::AmzDate;

/// How far a server's clock is ahead of the local one, in whole seconds.
///
/// A device whose clock is wrong signs URLs that are not valid yet or have already expired. Every response of the
/// server contains its time in the `Date` header, and some errors contain it in the element `ServerTime`. S3 refuses
/// a URL that is dated more than 15 minutes ahead of its own clock.
///
/// ```
/// use presign::{AmzDate, ClockOffset};
///
/// // The local time when the response arrived.
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
/// [`Request::presign`](crate::Request::presign) reads. Without a clock, apply the offset to the date that you pass
/// to [`Request::presign_at`](crate::Request::presign_at).
///
/// The offset is exact to the second, apart from the time that the response took to arrive.
/// [`Request::back_date`](crate::Request::back_date) compensates for that.
#[doc(alias = "clock_skew")]
#[doc(alias = "systemClockOffset")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockOffset {
    seconds: i64,
}

impl ClockOffset {
    /// Creates the offset from the server's time and the local time at the same moment.
    ///
    /// [`AmzDate::from_http_date`] parses the `Date` header, and
    /// [`ErrorResponse::server_time`](crate::ErrorResponse::server_time) returns the element `ServerTime`.
    ///
    /// ```
    /// use presign::{AmzDate, ClockOffset};
    ///
    /// let server = AmzDate::from_http_date("Thu, 01 Jan 2026 12:00:05 GMT")?;
    /// let offset = ClockOffset::from_server_time(server, AmzDate::now());
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub const fn from_server_time(server: AmzDate, local: AmzDate) -> Self {
        Self { seconds: server.unix_seconds() - local.unix_seconds() }
    }

    /// Converts a local time to the server's time.
    ///
    /// The result stays within the years 0001 to 9999.
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
