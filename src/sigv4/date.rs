use alloc::string::String;
use core::{fmt, str::FromStr, time::Duration};

use time::{Date, Month, OffsetDateTime};

use super::{
    Error,
    encode::{ascii, split_at},
};

/// A time in UTC, to the second, in the format of `X-Amz-Date`: `20130524T000000Z`.
///
/// It covers the years 0001 to 9999. Its first eight characters are the [day](Self::day) of the credential scope. See
/// [Elements of an AWS API request signature][page].
///
/// ```
/// use presign::AmzDate;
///
/// let date: AmzDate = "20130524T000000Z".parse()?;
/// assert_eq!(date.day(), "20130524");
/// assert_eq!(date.unix_seconds(), 1_369_353_600);
/// assert_eq!(date, AmzDate::from_unix_seconds(1_369_353_600)?);
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AmzDate {
    unix_seconds: i64,
    // Formatted once, since every URL and every string to sign contains it.
    text: [u8; TEXT_LEN],
}

impl AmzDate {
    /// Creates a date from the seconds since 1970-01-01T00:00:00Z.
    ///
    /// A negative number is before 1970.
    ///
    /// # Errors
    ///
    /// Returns [`Error::DateOutOfRange`] outside the years 0001 to 9999.
    ///
    /// ```
    /// use presign::AmzDate;
    ///
    /// assert_eq!(
    ///     AmzDate::from_unix_seconds(1_369_353_600)?.to_string(),
    ///     "20130524T000000Z"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, Error> {
        let moment = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| Error::DateOutOfRange)?;
        let year = u32::try_from(moment.year()).map_err(|_| Error::DateOutOfRange)?;
        if !(1..=9999).contains(&year) {
            return Err(Error::DateOutOfRange);
        }
        let ([y1, y2], [y3, y4]) = (two_digits(year / 100), two_digits(year % 100));
        let ([m1, m2], [d1, d2]) =
            (two_digits(u8::from(moment.month()).into()), two_digits(moment.day().into()));
        // The number is less than a day, so the cast is exact.
        let second = seconds.rem_euclid(SECONDS_OF_DAY) as u32;
        let [h1, h2] = two_digits(second / 3600);
        let [min1, min2] = two_digits(second / 60 % 60);
        let [s1, s2] = two_digits(second % 60);
        let text = [y1, y2, y3, y4, m1, m2, d1, d2, b'T', h1, h2, min1, min2, s1, s2, b'Z'];
        Ok(Self { unix_seconds: seconds, text })
    }

    /// Parses an [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) date, such as `2013-05-24T00:00:00Z`.
    ///
    /// The date may have an offset, and a fraction of a second, which is dropped.
    ///
    /// # Errors
    ///
    /// * Returns [`Error::MalformedRfc3339`] if the text is not such a date.
    /// * Returns [`Error::DateOutOfRange`] outside the years 0001 to 9999.
    ///
    /// ```
    /// use presign::AmzDate;
    ///
    /// let date = AmzDate::from_rfc3339("2013-05-24T02:00:00.5+02:00")?;
    /// assert_eq!(date.to_string(), "20130524T000000Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn from_rfc3339(text: &str) -> Result<Self, Error> {
        let moment = OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339);
        Self::from_unix_seconds(moment.map_err(|_| Error::MalformedRfc3339)?.unix_timestamp())
    }

    /// Parses the value of an HTTP `Date` header, such as `Wed, 21 Oct 2015 07:28:00 GMT`.
    ///
    /// This is the format that servers must send, the IMF-fixdate of [RFC 9110, section 5.6.7][page]. The two
    /// obsolete formats are errors, and so is a weekday that does not match the date.
    ///
    /// # Errors
    ///
    /// Returns [`Error::MalformedHttpDate`] if the text is not such a date.
    ///
    /// ```
    /// use presign::AmzDate;
    ///
    /// let date = AmzDate::from_http_date("Wed, 21 Oct 2015 07:28:00 GMT")?;
    /// assert_eq!(date.to_string(), "20151021T072800Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
    pub fn from_http_date(text: &str) -> Result<Self, Error> {
        http_date(text).ok_or(Error::MalformedHttpDate)
    }

    /// Formats the date as in [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339), which JavaScript's `Date`
    /// can parse.
    ///
    /// ```
    /// use presign::AmzDate;
    ///
    /// let date: AmzDate = "20130524T000000Z".parse()?;
    /// assert_eq!(date.to_rfc3339(), "2013-05-24T00:00:00Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn to_rfc3339(&self) -> String {
        let [y1, y2, y3, y4, m1, m2, d1, d2, t, h1, h2, min1, min2, s1, s2, z] = self.text;
        let text = [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, t, h1, h2, b':', min1, min2, b':', s1, s2, z];
        ascii(&text).into()
    }

    /// Returns the date plus a duration, whose fraction of a second is dropped.
    ///
    /// # Errors
    ///
    /// Returns [`Error::DateOutOfRange`] after the year 9999.
    ///
    /// ```
    /// use presign::AmzDate;
    /// use std::time::Duration;
    ///
    /// let date: AmzDate = "20240228T235959Z".parse()?;
    /// assert_eq!(
    ///     date.checked_add(Duration::from_secs(1))?.to_string(),
    ///     "20240229T000000Z"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn checked_add(self, duration: Duration) -> Result<Self, Error> {
        self.shifted(duration, i64::checked_add)
    }

    /// Returns the date minus a duration, whose fraction of a second is dropped.
    ///
    /// # Errors
    ///
    /// Returns [`Error::DateOutOfRange`] before the year 0001.
    ///
    /// ```
    /// use presign::AmzDate;
    /// use std::time::Duration;
    ///
    /// let date: AmzDate = "20240229T000000Z".parse()?;
    /// assert_eq!(
    ///     date.checked_sub(Duration::from_secs(1))?.to_string(),
    ///     "20240228T235959Z"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn checked_sub(self, duration: Duration) -> Result<Self, Error> {
        self.shifted(duration, i64::checked_sub)
    }

    fn shifted(self, duration: Duration, shift: impl FnOnce(i64, i64) -> Option<i64>) -> Result<Self, Error> {
        let seconds = i64::try_from(duration.as_secs()).map_err(|_| Error::DateOutOfRange)?;
        let unix_seconds = shift(self.unix_seconds, seconds).ok_or(Error::DateOutOfRange)?;
        Self::from_unix_seconds(unix_seconds)
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_seconds(&self) -> i64 {
        self.unix_seconds
    }

    pub(crate) const EARLIEST: Self = Self { unix_seconds: -62_135_596_800, text: *b"00010101T000000Z" };
    pub(crate) const LATEST: Self = Self { unix_seconds: 253_402_300_799, text: *b"99991231T235959Z" };

    /// Returns the day in UTC as `YYYYMMDD`, the form used in credential scopes and signing keys.
    #[must_use]
    pub fn day(&self) -> &str {
        split_at(self.as_str(), DAY_LEN).0
    }

    /// Returns the date as `YYYYMMDDTHHMMSSZ`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        ascii(&self.text)
    }
}

impl FromStr for AmzDate {
    type Err = Error;

    /// Parses `YYYYMMDDTHHMMSSZ`.
    fn from_str(text: &str) -> Result<Self, Error> {
        unix_seconds(text).ok_or(Error::MalformedDate).and_then(Self::from_unix_seconds)
    }
}

impl fmt::Display for AmzDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for AmzDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The value of `X-Amz-Expires`: how long a URL works, in whole seconds from 1 to 604,800 (seven days).
///
/// The default is 900 s (15 minutes). A presigned URL is a bearer secret, and a short lifetime limits the damage if it
/// leaks. S3 accepts a signing key for at most seven days. See [Authenticating Requests: Using
/// Query Parameters][page].
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
    /// Returns the lifetime in whole seconds.
    #[must_use]
    pub const fn as_secs(self) -> u32 {
        self.seconds
    }
}

impl Default for Lifetime {
    fn default() -> Self {
        Self { seconds: DEFAULT_LIFETIME }
    }
}

impl TryFrom<Duration> for Lifetime {
    type Error = Error;

    fn try_from(duration: Duration) -> Result<Self, Error> {
        let seconds = u32::try_from(duration.as_secs()).unwrap_or(u32::MAX);
        match seconds {
            0 => Err(Error::ExpiresTooShort),
            1..=MAX_LIFETIME if duration.subsec_nanos() != 0 => Err(Error::ExpiresNotWholeSeconds),
            1..=MAX_LIFETIME => Ok(Self { seconds }),
            _ => Err(Error::ExpiresTooLong { seconds: duration.as_secs() }),
        }
    }
}

impl From<Lifetime> for Duration {
    fn from(lifetime: Lifetime) -> Self {
        Self::from_secs(lifetime.seconds.into())
    }
}

fn unix_seconds(text: &str) -> Option<i64> {
    let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if date.len() != DAY_LEN || clock.len() != CLOCK_LEN || !digits(date) || !digits(clock) {
        return None;
    }
    let two = |text: &str, at: usize| text.get(at..at + 2)?.parse::<u8>().ok();
    let month = Month::try_from(two(date, 4)?).ok()?;
    let moment = Date::from_calendar_date(date.get(..4)?.parse().ok()?, month, two(date, 6)?)
        .ok()?
        .with_hms(two(clock, 0)?, two(clock, 2)?, two(clock, 4)?)
        .ok()?;
    Some(moment.assume_utc().unix_timestamp())
}

/// Parses `Wed, 21 Oct 2015 07:28:00 GMT`.
fn http_date(text: &str) -> Option<AmzDate> {
    let (weekday, rest) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut fields = rest.split(' ');
    let (day, month, year) = (fields.next()?, fields.next()?, fields.next()?);
    let (hour, rest) = fields.next()?.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    if fields.next().is_some() || [year.len(), day.len(), hour.len(), minute.len()] != [4, 2, 2, 2] {
        return None;
    }
    let month = two_digits(MONTHS.iter().position(|name| *name == month)? as u32 + 1);
    let date: AmzDate = [year, ascii(&month), day, "T", hour, minute, second, "Z"].concat().parse().ok()?;
    // 1970 began on a Thursday.
    let day_of_week = (date.unix_seconds.div_euclid(SECONDS_OF_DAY) + 3).rem_euclid(7);
    (*WEEKDAYS.get(day_of_week as usize)? == weekday).then_some(date)
}

/// Returns the digits of a number below 100. The casts are exact.
const fn two_digits(number: u32) -> [u8; 2] {
    [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SECONDS_OF_DAY: i64 = 86_400;
const DAY_LEN: usize = "20130524".len();
const CLOCK_LEN: usize = "000000".len();
const TEXT_LEN: usize = "20130524T000000Z".len();
const DEFAULT_LIFETIME: u32 = 900;
const MAX_LIFETIME: u32 = 604_800;
