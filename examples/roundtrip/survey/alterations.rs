//! Requests that are altered after they were signed. Amazon S3 refuses each of them, and the diagnosis names the
//! cause, or says that the server does not tell enough.

use std::time::Duration;

use presign::{AmzDate, Cause, Credentials, ErrorResponse, Method, Presigned, Presigner};

use super::{Finding, Survey};
use crate::{Result, client::Call};

/// What is signed, what is sent, and how to recognize the cause.
struct Alteration {
    name: &'static str,
    signed: Presigned,
    sent: Call,
    is_cause: fn(&Cause) -> bool,
}

pub(super) fn check(survey: &Survey<'_>) -> Result<Vec<(&'static str, Finding)>> {
    for name in ["duck", "goose"] {
        survey.put(&survey.key(name), name.as_bytes())?;
    }
    let check = |alteration: Alteration| (alteration.name, alteration.check(survey));
    Ok(all(survey)?.into_iter().map(check).collect())
}

impl Alteration {
    fn check(&self, survey: &Survey<'_>) -> Finding {
        let answer = survey.send_call(&self.sent, b"quack").map_err(|error| error.to_string())?;
        if answer.status.is_success() {
            return Err(format!("accepted with {}", answer.status.as_u16()));
        }
        let response = ErrorResponse::from_text(&answer.text()).map_err(|error| error.to_string())?;
        let response = response.with_status(answer.status.as_u16()).received_at(AmzDate::now());
        let diagnosis = self.signed.diagnose(&response);
        let cause = diagnosis.cause();
        if (self.is_cause)(cause) || is_list(cause) { Ok(()) } else { Err(format!("diagnosed as {cause:?}")) }
    }
}

/// Returns whether the diagnosis says that it cannot know.
fn is_list(cause: &Cause) -> bool {
    matches!(cause, Cause::Undisclosed { .. })
}
