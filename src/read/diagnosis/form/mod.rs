//! Finds out why a server refused an upload with a form.

#[cfg(feature = "json")]
mod posted;
mod responses;
mod sent;
mod words;
pub(super) use words::words;

use alloc::{collections::BTreeSet, string::String, vec::Vec};
use core::ops::RangeInclusive;

use responses::FORM_RESPONSES;

use super::{
    Case, Cause, Diagnosis, ErrorResponse, Finding, Findings, case::Signed, case::without_white_space,
    disclosed::from_bytes, responses::RESPONSES, row::Meaning, secrets::Secrets, times,
};
use crate::{
    form_names::POLICY,
    sigv4::{
        AmzDate, Signature,
        names::{X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_SECURITY_TOKEN, X_AMZ_SIGNATURE},
    },
};

/// A signed form, as far as a diagnosis depends on it.
pub(crate) struct SignedForm<'a> {
    pub(crate) bucket: &'a str,
    /// All fields, each with its name and value.
    pub(crate) fields: Vec<(&'a str, &'a str)>,
    /// The fields whose value the client may choose, and what it must start with.
    pub(crate) open: Vec<(&'a str, &'a str)>,
    pub(crate) size: Option<&'a RangeInclusive<u64>>,
    pub(crate) expires_at: AmzDate,
}

impl SignedForm<'_> {
    pub(crate) fn diagnose(&self, response: &ErrorResponse) -> Diagnosis {
        let sent_fields = response.form().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut secrets = Secrets::from_fields(self.fields.iter().copied().chain(sent_fields));
        secrets.add_headers(response.sent().map_or(&[], |sent| sent.headers.as_slice()));
        let case = Case::new(self.signed(), response, &secrets);

        let mut findings = Findings::default();
        if let Some(finding) = times::certain(&case) {
            findings.push(|| finding);
        }
        let sent = sent::differences(self, response);
        let meaning = Meaning::of(&case, FORM_RESPONSES).or_else(|| Meaning::of(&case, RESPONSES));
        let is_mismatch = matches!(meaning, Some(Meaning::Mismatch));
        let cause = match meaning {
            Some(Meaning::Mismatch) => self.mismatch(&case),
            Some(Meaning::Of(cause)) => cause.clone(),
            Some(Meaning::Read(read)) => read(&case),
            None if case.code().is_empty() => cause_from_status(response.status()),
            None => Cause::Unknown,
        };
        let is_specific = cause.is_about_form() || is_mismatch;
        if is_specific || cause.is_vague() {
            add_with_differences(cause, is_specific, sent, &mut findings);
        } else {
            findings.push_new(Finding::new(cause));
        }
        Diagnosis::new(&case, findings, is_mismatch)
    }

    fn signed(&self) -> Signed<'_> {
        let scope = self.field(X_AMZ_CREDENTIAL).unwrap_or_default();
        let date = self.field(X_AMZ_DATE).and_then(|date| date.parse().ok());
        Signed {
            bucket: Some(self.bucket),
            regions: scope.rsplit('/').nth(2).unwrap_or_default(),
            date: date.unwrap_or(self.expires_at),
            expires_at: self.expires_at,
            has_token: self.field(X_AMZ_SECURITY_TOKEN).is_some(),
            is_form: true,
            is_sigv4a: false,
        }
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.0.eq_ignore_ascii_case(name)).map(|field| field.1)
    }

    /// Returns why the signature does not match. The string to sign is the policy.
    fn mismatch(&self, case: &Case<'_>) -> Cause {
        let bytes = case.element("StringToSignBytes").and_then(from_bytes);
        // Base64 has no white space, so a response that was copied may have some.
        let text = case.element("StringToSign").map(without_white_space);
        if bytes.is_none() && text.is_none() {
            return Cause::Undisclosed { signed_headers: Vec::new() };
        }
        if [bytes, text].iter().all(|theirs| theirs.as_deref() != self.field(POLICY)) {
            return Cause::PolicyChanged;
        }
        let given = case.signature_provided();
        let signed = self.field(X_AMZ_SIGNATURE).map(Signature::from_hex);
        match given.is_some() && given != signed {
            true => Cause::Signature,
            false => Cause::Secret,
        }
    }
}

/// Adds what differs in the form that was sent, and the cause of the response unless that explains it.
///
/// A specific cause comes before differences that do not explain it, since they are not why this response was sent.
fn add_with_differences(cause: Cause, is_specific: bool, mut sent: Findings, findings: &mut Findings) {
    sent.shown.sort_by_key(|finding| !finding.cause.explains(&cause));
    let is_explained = sent.shown.first().is_some_and(|finding| finding.cause.explains(&cause));
    if is_specific && !is_explained {
        findings.push_new(Finding::new(cause));
        findings.extend(sent);
    } else {
        findings.extend(sent);
        if !is_explained {
            findings.push_new(Finding::new(cause));
        }
    }
}

impl Cause {
    /// Returns whether a response with this cause says that the form is not as its policy demands.
    const fn is_about_form(&self) -> bool {
        matches!(
            self,
            Self::FieldChanged { .. }
                | Self::FieldMissing { .. }
                | Self::FieldsAdded { .. }
                | Self::FileCount
                | Self::FileTooLarge { .. }
                | Self::FileTooSmall { .. }
                | Self::FormMalformed
                | Self::PolicyCondition { .. }
                | Self::PolicyMalformed
                | Self::RequestTooLarge
        )
    }

    /// Returns whether this difference in a form is why a server responds with a less specific cause.
    fn explains(&self, response: &Self) -> bool {
        let is = |a: &String, b: &String| a.eq_ignore_ascii_case(b);
        let has = |names: &[String], name: &String| names.iter().any(|other| is(other, name));
        let of = |name: &String, names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
        match (self, response) {
            (
                Self::FieldChanged { name } | Self::FieldMissing { name } | Self::FieldPrefix { name },
                Self::PolicyCondition { name: Some(response) }
                | Self::FieldMissing { name: response }
                | Self::FieldChanged { name: response },
            ) => is(name, response),
            (
                Self::FileNotLast { names },
                Self::PolicyCondition { name: Some(response) } | Self::FieldMissing { name: response },
            ) => has(names, response),
            (
                Self::FieldChanged { .. }
                | Self::FieldMissing { .. }
                | Self::FieldPrefix { .. }
                | Self::FileNotLast { .. },
                Self::PolicyCondition { name: None },
            ) => true,
            (Self::FieldsAdded { names }, Self::FieldsAdded { names: response }) => {
                let names: BTreeSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
                response.iter().all(|name| names.contains(&name.to_ascii_lowercase()))
            }
            // The signature covers the policy, with the key of the credential.
            (Self::FieldChanged { name }, Self::PolicyChanged) => of(name, &[POLICY]),
            (Self::FieldChanged { name }, Self::Signature) => of(name, &[X_AMZ_SIGNATURE]),
            (Self::FieldChanged { name }, Self::Secret) => of(name, &[X_AMZ_CREDENTIAL]),
            (Self::FieldChanged { name }, Self::Undisclosed { .. }) => {
                of(name, &[POLICY, X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_SIGNATURE])
            }
            (Self::FileTooLarge { .. }, Self::FileTooLarge { .. })
            | (Self::FileTooSmall { .. }, Self::FileTooSmall { .. })
            | (Self::FileCount, Self::FileCount | Self::RequestTooLarge)
            | (Self::FormMalformed, Self::FormMalformed) => true,
            _ => false,
        }
    }
}

/// Returns the cause of a response without a code.
const fn cause_from_status(status: Option<u16>) -> Cause {
    match status {
        Some(301 | 302 | 307 | 308) => Cause::Redirect { endpoint: None },
        Some(404) => Cause::NotFound,
        Some(405) => Cause::MethodNotAllowed,
        Some(411 | 413) => Cause::Size,
        Some(414 | 431) => Cause::RequestTooLarge,
        Some(429 | 500 | 502 | 503 | 504) => Cause::Retry,
        Some(501) => Cause::NotImplemented,
        Some(status) => Cause::NoBody { status },
        None => Cause::Unknown,
    }
}
