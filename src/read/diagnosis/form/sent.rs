//! Compares a form as the client sent it with the signed one.

use alloc::{
    borrow::ToOwned,
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};

use super::{
    super::{Cause, ErrorResponse, Evidence, Finding, Findings},
    SignedForm,
};
use crate::form_names::{BUCKET, FILE, POLICY, VERSION_2, is_ignored};

/// Returns how the form that was sent differs from what its policy demands, if the response has that form.
pub(super) fn differences(form: &SignedForm<'_>, response: &ErrorResponse) -> Findings {
    let mut findings = Findings::default();
    if let Some(request) = response.sent() {
        compare_request(&request.method, &request.headers, &mut findings);
    }
    if !response.form().is_empty() {
        compare_fields(form, response.form(), &mut findings);
    }
    if let Some(size) = response.file_size() {
        compare_size(form, size, &mut findings);
    }
    for evidence in findings.shown.iter_mut().filter_map(|finding| finding.evidence.as_mut()) {
        evidence.is_sent = true;
    }
    findings
}

fn compare_request(method: &str, headers: &[(String, String)], findings: &mut Findings) {
    if !method.eq_ignore_ascii_case("POST") {
        let (signed, received) = ("POST".to_owned(), method.to_owned());
        findings.push(|| Finding::new(Cause::Method { signed, received }));
    }
    let value = |name: &str| headers.iter().find(|header| header.0.eq_ignore_ascii_case(name));
    if value("authorization").is_some() {
        findings.push(|| Finding::new(Cause::AuthorizationSent));
    }
    let is_form = |(_, value): &(String, String)| {
        let value = value.to_ascii_lowercase();
        value.trim_start().starts_with("multipart/form-data") && value.contains("boundary=")
    };
    if value("content-type").is_some_and(|header| !is_form(header)) {
        findings.push(|| Finding::new(Cause::FormMalformed));
    }
}

fn compare_fields(form: &SignedForm<'_>, sent: &[(String, String)], findings: &mut Findings) {
    let is_file = |field: &&(String, String)| field.0.eq_ignore_ascii_case(FILE);
    let end = sent.iter().position(|field| is_file(&field)).unwrap_or(sent.len());
    let (before, after) = sent.split_at(end);
    if sent.iter().filter(is_file).count() != 1 {
        findings.push(|| Finding::new(Cause::FileCount));
    }

    let mut values: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, value) in before {
        values.entry(name.to_ascii_lowercase()).or_default().push(value);
    }
    let late: BTreeSet<String> = after.iter().map(|field| field.0.to_ascii_lowercase()).collect();
    let open: BTreeMap<&str, &str> = form.open.iter().copied().collect();
    // The bucket has a condition, and Signature Version 2 needs none for its fields.
    let mut signed: BTreeSet<String> = [BUCKET].iter().chain(&VERSION_2).map(|name| (*name).into()).collect();
    let mut too_late = Vec::new();
    for &(name, value) in &form.fields {
        let folded = name.to_ascii_lowercase();
        match values.get(&folded) {
            _ if is_ignored(&folded) => {}
            Some(sent) => compare_values(name, value, open.get(name).copied(), sent, findings),
            None if late.contains(&folded) => too_late.push(name.to_owned()),
            None => findings.push(|| Finding::new(Cause::FieldMissing { name: name.to_owned() })),
        }
        signed.insert(folded);
    }
    if !too_late.is_empty() {
        findings.push(|| Finding::new(Cause::FileNotLast { names: too_late }));
    }
    let is_added = |name: &&String| !signed.contains(&name.to_ascii_lowercase()) && !is_ignored(name);
    let added: BTreeSet<&String> = before.iter().map(|field| &field.0).filter(is_added).collect();
    if !added.is_empty() {
        let names = added.into_iter().cloned().collect();
        findings.push(|| Finding::new(Cause::FieldsAdded { names }));
    }
}

fn compare_values(name: &str, signed: &str, prefix: Option<&str>, sent: &[&str], findings: &mut Findings) {
    let is_met = |value: &&&str| prefix.map_or(**value == signed, |prefix| value.starts_with(prefix));
    let Some(value) = sent.iter().find(|value| !is_met(value)) else { return };
    let line = |value: &str| format!("{name}: {value}");
    let (cause, signed) = match prefix {
        Some(prefix) => (Cause::FieldPrefix { name: name.to_owned() }, line(prefix)),
        None => (Cause::FieldChanged { name: name.to_owned() }, line(signed)),
    };
    findings.push(|| match name {
        // Both are secret, and long.
        POLICY => Finding::new(cause),
        _ => Finding::with(cause, signed, line(value)),
    });
}

fn compare_size(form: &SignedForm<'_>, size: u64, findings: &mut Findings) {
    let Some(range) = form.size.filter(|range| !range.contains(&size)) else { return };
    let cause = match size > *range.end() {
        true => Cause::FileTooLarge { size: Some(size), limit: Some(*range.end()) },
        false => Cause::FileTooSmall { size: Some(size), limit: Some(*range.start()) },
    };
    let evidence = Evidence {
        signed: Some(format!("{} to {} bytes", range.start(), range.end())),
        received: Some(format!("{size} bytes")),
        ..Evidence::default()
    };
    findings.push(|| Finding { cause, evidence: Some(evidence) });
}
