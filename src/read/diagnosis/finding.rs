use alloc::{string::String, vec::Vec};
use core::fmt;

use super::{Cause, secrets::Secrets};

/// The findings, of which a report shows only a limited number.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    pub(super) shown: Vec<Finding>,
    pub(super) left_out: usize,
}

impl Findings {
    pub(super) fn push(&mut self, finding: impl FnOnce() -> Finding) {
        if self.shown.len() < MAX_FINDINGS {
            self.shown.push(finding());
        } else {
            self.left_out += 1;
        }
    }

    /// Adds a finding unless there is one with the same cause.
    pub(super) fn push_new(&mut self, finding: Finding) {
        if self.shown.iter().all(|other| other.cause != finding.cause) {
            self.push(|| finding);
        }
    }

    pub(super) fn extend(&mut self, others: Self) {
        others.shown.into_iter().for_each(|finding| self.push(|| finding));
        self.left_out += others.left_out;
    }

    /// Returns whether anything except the time differs.
    pub(super) fn has_difference(&self) -> bool {
        self.shown.iter().any(|finding| !matches!(finding.cause, Cause::Clock { .. } | Cause::Expired))
    }
}

/// A cause and its evidence.
#[derive(Clone)]
pub(super) struct Finding {
    pub(super) cause: Cause,
    pub(super) evidence: Option<Evidence>,
}

/// The signed line and the received one. `None` means that there is no such line.
#[derive(Clone, Default)]
pub(super) struct Evidence {
    pub(super) signed: Option<String>,
    pub(super) received: Option<String>,
    /// Whether the second line is from the client's request instead of the server's response.
    pub(super) is_sent: bool,
    /// A time span between the two.
    pub(super) seconds: Option<i64>,
}

impl Finding {
    pub(super) fn new(cause: Cause) -> Self {
        Self { cause, evidence: None }
    }

    pub(super) fn with(
        cause: Cause,
        signed: impl Into<Option<String>>,
        received: impl Into<Option<String>>,
    ) -> Self {
        Self {
            cause,
            evidence: Some(Evidence {
                signed: signed.into(),
                received: received.into(),
                ..Evidence::default()
            }),
        }
    }

    pub(super) fn elide(&mut self, secrets: &Secrets) {
        let lines = self.evidence.iter_mut().flat_map(|Evidence { signed, received, .. }| [signed, received]);
        for text in lines.flatten().chain(self.cause.texts()) {
            *text = secrets.elide(text);
        }
    }
}

/// Omits the lines.
impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

/// More findings would not help the reader.
const MAX_FINDINGS: usize = 16;
