//! Evaluates the times of an exchange: whether the URL was valid, and how much the clocks differ.

use alloc::{format, string::String};

use super::{Case, Cause, Evidence, Finding};
use crate::{read::moment, sigv4::AmzDate};

/// Returns what the time of the response proves, whatever the error code.
pub(super) fn certain(case: &Case<'_>) -> Option<Finding> {
    let (signed, now) = (case.signed, server_time(case)?);
    if now >= signed.expires_at {
        return Some(Finding {
            cause: Cause::Expired,
            evidence: Some(Evidence {
                signed: Some(format!("valid until {}", signed.expires_at)),
                received: Some(format!("responded at {now}")),
                seconds: Some(now.unix_seconds() - signed.date.unix_seconds()),
                ..Evidence::default()
            }),
        });
    }
    let ahead = signed.date.unix_seconds() - now.unix_seconds();
    // S3 does not document whether it compares the date of a form.
    (ahead > ALLOWED_SKEW && !signed.is_form).then(|| Finding::new(Cause::Clock { ahead: Some(ahead) }))
}

/// Returns the cause of a response that says that the clocks differ.
pub(super) fn clock(case: &Case<'_>) -> Cause {
    let signed = ["RequestTime", "X-Amz-Date"].iter().find_map(|name| moment::parse(case.element(name)?));
    let signed = signed.unwrap_or(case.signed.date);
    Cause::Clock { ahead: server_time(case).map(|now| signed.unix_seconds() - now.unix_seconds()) }
}

fn server_time(case: &Case<'_>) -> Option<AmzDate> {
    case.element("ServerTime").and_then(moment::parse).or(case.response.date())
}

/// Formats a difference and its direction, such as `3 h 2 min ahead of`.
pub(super) fn difference(ahead: i64) -> String {
    format!("{} {}", span(ahead), if ahead < 0 { "behind" } else { "ahead of" })
}

/// Formats a time span, such as `3 h 2 min`.
pub(super) fn span(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) => format!("{minutes} min"),
        (0, _, 0) => format!("{hours} h"),
        (0, ..) => format!("{hours} h {minutes} min"),
        (_, 0, _) => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}

/// Returns whether a difference looks like that of two time zones: whole hours, up to 14.
pub(super) fn is_time_zone(seconds: i64) -> bool {
    let seconds = seconds.unsigned_abs();
    let hours = (seconds + 1_800) / 3_600;
    (1..=14).contains(&hours) && seconds.abs_diff(hours * 3_600) <= 60
}

/// How far ahead S3 and compatible servers allow a URL to be dated, in seconds.
const ALLOWED_SKEW: i64 = 900;
