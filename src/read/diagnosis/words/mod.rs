//! The text of each cause: `url` for URLs, and `form/words.rs` for forms.

mod header;
mod url;

use alloc::{format, string::String};

use super::{Evidence, times};

/// The text of a cause in a report.
pub(super) struct Words {
    pub(super) title: String,
    pub(super) cause: String,
    pub(super) help: String,
}

impl Words {
    /// Describes a response that is not a refusal.
    pub(super) fn accepted(status: u16) -> Self {
        Self {
            title: format!("server returned {status}, which is not a refusal"),
            cause: "the request succeeded, or this is the response to another request".into(),
            help: "if another request failed, pass its response".into(),
        }
    }

    /// Describes a lifetime that is over.
    pub(super) fn expired(what: &str, evidence: Option<&Evidence>) -> Self {
        let age = evidence.and_then(|evidence| evidence.seconds);
        Self {
            title: format!("{what} has expired"),
            cause: match age {
                Some(age) if times::is_time_zone(age) => format!(
                    "its lifetime is over; if it was signed just now, the signer's clock is {} the server's, which looks like a time zone",
                    times::difference(-age)
                ),
                Some(age) => format!("the server responded {} after it was signed, and its lifetime is over", times::span(age)),
                None => "its lifetime is over by the server's clock; the signer's clock may be slow, or the credentials revoked".into(),
            },
            help: "sign a new one just before it is used, or set a longer lifetime (`expires_in`)".into(),
        }
    }

    /// Describes clocks that differ, by how many seconds if that is known.
    pub(super) fn clock(ahead: Option<i64>) -> Self {
        let title = match ahead {
            Some(ahead) => format!("signer's clock is {} the server's", times::difference(ahead)),
            None => "clocks of the signer and the server differ too much".into(),
        };
        let cause = match ahead {
            Some(ahead) if times::is_time_zone(ahead) => {
                "the difference is whole hours: local time was probably used as UTC"
            }
            Some(ahead) if ahead > 0 => "by the server's clock, the URL is not valid yet",
            _ => "one of them is wrong, or local time was used as UTC",
        };
        Self {
            title,
            cause: cause.into(),
            help: "set the signer's clock (NTP) and sign in UTC; `back_date` allows for a minute or two"
                .into(),
        }
    }
}
