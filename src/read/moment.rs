use alloc::format;

use crate::sigv4::{AmzDate, MONTHS};

/// Parses a time in a format that servers use: that of `X-Amz-Date`, RFC 3339 or the `Date` header.
pub(super) fn parse(text: &str) -> Option<AmzDate> {
    let text = text.trim();
    text.parse().or_else(|_| AmzDate::from_rfc3339(text)).ok().or_else(|| from_http(text))
}

/// Parses the `IMF-fixdate` of [RFC 9110, section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7).
fn from_http(text: &str) -> Option<AmzDate> {
    let (_, text) = text.split_once(',')?;
    let mut words = text.split_ascii_whitespace();
    let (day, month, year, time) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))? + 1;
    let is_utc = matches!(words.next(), Some("GMT" | "UTC" | "+0000"));
    AmzDate::from_rfc3339(&format!("{year}-{month:02}-{day:0>2}T{time}Z")).ok().filter(|_| is_utc)
}
