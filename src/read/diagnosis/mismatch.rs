use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{
    Case, Cause, Finding, Findings, comparison,
    disclosed::{self, Disclosed},
    sent,
};
use crate::{Explanation, presigned, read::received::Received, s3_names::is_secret_header};

/// Compares the signed request with what the server discloses, or else with what the client sent.
pub(super) fn find(request: &Received<'_>, case: &Case<'_>, findings: &mut Findings) {
    let Ok(payload) = request.payload() else {
        return findings.push(|| Finding::new(Cause::PayloadHash));
    };
    let url = request.url();
    let signed = request.with_stages(payload, Explanation::new);
    let disclosed = Disclosed::read(case, signed.canonical_request());
    let not_passed = not_passed(request);
    let is_passed = not_passed.is_empty();
    // If the string to sign is the same, everything is.
    let is_same = is_passed && disclosed.string_to_sign.as_deref() == Some(signed.string_to_sign());
    // A server may omit keys from the canonical request.
    let received = disclosed.canonical_request.as_deref().filter(|_| !is_same);
    let is_elided = |name: &&str| {
        is_secret_header(name)
            && received.is_some_and(|text| {
                text.lines().any(|line| line.split_once(':') == Some((name, presigned::ELIDED)))
            })
    };
    let elided: Vec<String> = url.signed_headers().filter(is_elided).map(ToOwned::to_owned).collect();
    let mut unknown = [not_passed, elided.clone()].concat();
    unknown.sort_unstable();
    unknown.dedup();

    let mut differences = Findings::default();
    if let Some(received) = received {
        comparison::between_requests(signed.canonical_request(), received, &unknown, &mut differences);
    }
    if let Some(received) = disclosed.string_to_sign.as_deref().filter(|_| !is_same) {
        comparison::between_strings_to_sign(signed.string_to_sign(), received, &mut differences);
    }
    findings.extend(differences);
    if findings.has_difference() {
        return;
    }
    let is_compared = received.is_some_and(|text| !text.trim().is_empty());
    let given = case.signature_provided();
    let signed_hash = disclosed::hash_in(signed.string_to_sign());
    let hash = disclosed.hash().filter(|_| is_passed);
    let cause = match () {
        () if (is_same || is_compared)
            && given.is_some_and(|given| given.as_ref() != Some(url.signature())) =>
        {
            Cause::Signature
        }
        () if is_same => Cause::Secret,
        () if !is_compared || disclosed.is_altered => {
            find_in_sent(request, case, findings);
            if findings.has_difference() {
                return;
            }
            match disclosed.is_altered {
                true => Cause::TextAltered,
                false => {
                    Cause::Undisclosed { signed_headers: url.signed_headers().map(Into::into).collect() }
                }
            }
        }
        () if hash.is_some() && hash != signed_hash => match elided.as_slice() {
            [] => Cause::TextAltered,
            [name] => Cause::HeaderChanged { name: name.clone() },
            _ => Cause::SecretOrHeaders { names: unknown },
        },
        () if unknown.is_empty() => Cause::Secret,
        () => Cause::SecretOrHeaders { names: unknown },
    };
    findings.push(|| Finding::new(cause));
}

/// Adds the differences between the signed request and the one that was sent, if that is known.
pub(super) fn find_in_sent(request: &Received<'_>, case: &Case<'_>, findings: &mut Findings) {
    let (Some(sent), Ok(payload)) = (case.response.sent(), request.payload()) else { return };
    let signed = request.with_stages(payload, Explanation::new);
    let mut differences = Findings::default();
    sent::compare(signed.canonical_request(), request, sent, &not_passed(request), &mut differences);
    for evidence in differences.shown.iter_mut().filter_map(|finding| finding.evidence.as_mut()) {
        evidence.is_sent = true;
    }
    findings.extend(differences);
}

/// Returns the signed headers whose values are unknown.
fn not_passed(request: &Received<'_>) -> Vec<String> {
    let is_unknown = |name: &&str| *name != "host" && request.values(name).next().is_none();
    request.url().signed_headers().filter(is_unknown).map(ToOwned::to_owned).collect()
}
