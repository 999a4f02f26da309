use core::{fmt, str::FromStr, time::Duration};

use time::{Date, Month, OffsetDateTime};

use crate::Error;

/// A moment in UTC, to the second, in the form of `X-Amz-Date`: `20130524T000000Z`.
///
/// Years 0001 to 9999, which is what the form can hold. The first eight characters are the [day](Self::day) of the
/// credential scope. See [Elements of an AWS API request signature][page].
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
    // Rendered once: the text goes into every URL and every string to sign.
    text: [u8; TEXT_LEN],
}

impl AmzDate {
    /// The moment this many seconds after 1970-01-01T00:00:00Z (before it, where negative).
    ///
    /// # Errors
    ///
    /// [`Error::DateOutOfRange`] outside the years 0001 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, Error> {
        let moment = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| Error::DateOutOfRange)?;
        let year = u32::try_from(moment.year()).map_err(|_| Error::DateOutOfRange)?;
        if !(1..=9999).contains(&year) {
            return Err(Error::DateOutOfRange);
        }
        let mut text = *b"00000000T000000Z";
        write_two_digits(&mut text, 0, year / 100);
        write_two_digits(&mut text, 2, year % 100);
        write_two_digits(&mut text, 4, u8::from(moment.month()).into());
        write_two_digits(&mut text, 6, moment.day().into());
        Ok(Self { unix_seconds: seconds, text }.with_clock())
    }

    /// Writes the clock of the day again.
    fn with_clock(mut self) -> Self {
        let second_of_day = self.second_of_day();
        write_two_digits(&mut self.text, 9, second_of_day / 3600);
        write_two_digits(&mut self.text, 11, second_of_day / 60 % 60);
        write_two_digits(&mut self.text, 13, second_of_day % 60);
        self
    }

    const fn second_of_day(&self) -> u32 {
        // Less than a day: the cast is exact.
        self.unix_seconds.rem_euclid(SECONDS_OF_DAY) as u32
    }

    /// This moment and a lifetime later, or an error past the year 9999. A fraction of a second is dropped.
    ///
    /// # Errors
    ///
    /// [`Error::DateOutOfRange`] past the year 9999.
    ///
    /// ```
    /// use presign::AmzDate;
    /// use std::time::Duration;
    ///
    /// let date: AmzDate = "20240228T235959Z".parse()?;
    /// assert_eq!(date.checked_add(Duration::from_secs(1))?.to_string(), "20240229T000000Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn checked_add(self, lifetime: Duration) -> Result<Self, Error> {
        let unix_seconds = i64::try_from(lifetime.as_secs())
            .ok()
            .and_then(|seconds| self.unix_seconds.checked_add(seconds))
            .ok_or(Error::DateOutOfRange)?;
        let is_same_day = unix_seconds - self.unix_seconds < SECONDS_OF_DAY - i64::from(self.second_of_day());
        match is_same_day {
            true => Ok(Self { unix_seconds, ..self }.with_clock()),
            false => Self::from_unix_seconds(unix_seconds),
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_seconds(&self) -> i64 {
        self.unix_seconds
    }

    pub(crate) const LATEST: Self = Self { unix_seconds: 253_402_300_799, text: *b"99991231T235959Z" };

    /// `YYYYMMDD`, the day in UTC that the credential scope and the signing key are bound to.
    #[must_use]
    pub fn day(&self) -> &str {
        Self::day_of(self.as_str())
    }

    /// The day in the text of a date.
    pub(super) fn day_of(text: &str) -> &str {
        text.get(..DAY_LEN).unwrap_or_default()
    }

    /// `YYYYMMDDTHHMMSSZ`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Digits, `T` and `Z`: always UTF-8.
        core::str::from_utf8(&self.text).unwrap_or_default()
    }
}

impl FromStr for AmzDate {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        unix_seconds(text).ok_or(Error::MalformedDate).and_then(Self::from_unix_seconds)
    }
}

#[cfg(feature = "std")]
impl TryFrom<std::time::SystemTime> for AmzDate {
    type Error = Error;

    /// The moment without its fraction of a second.
    fn try_from(time: std::time::SystemTime) -> Result<Self, Error> {
        let seconds = match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).ok(),
            Err(before) => i64::try_from(before.duration().as_secs()).ok().map(|seconds| -seconds),
        };
        seconds.ok_or(Error::DateOutOfRange).and_then(Self::from_unix_seconds)
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

fn write_two_digits(text: &mut [u8; TEXT_LEN], at: usize, number: u32) {
    if let Some(digits) = text.get_mut(at..at + 2) {
        // Both digits are below ten: the casts are exact.
        digits.copy_from_slice(&[b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]);
    }
}

const SECONDS_OF_DAY: i64 = 86_400;
const DAY_LEN: usize = "20130524".len();
const CLOCK_LEN: usize = "000000".len();
const TEXT_LEN: usize = "20130524T000000Z".len();
