//! Compares a request as the client sent it with what was signed.

use alloc::{borrow::Cow, format, string::String, vec::Vec};

use super::{Cause, Finding, Findings, comparison};
use crate::{
    read::{
        error_response::SentRequest,
        presigned_url::{default_port, host_to_send},
        received::Received,
    },
    sigv4::{
        Headers, Signature, decode, decode_query,
        names::{CONTENT_LENGTH, UNSIGNED_PAYLOAD, X_AMZ_CONTENT_SHA256, X_AMZ_SIGNATURE, is_amz},
        uri_encode, uri_encode_path,
    },
};

/// Adds the differences between the signed request, as a canonical request, and the one that was sent.
pub(super) fn compare(
    signed: &str,
    request: &Received<'_>,
    sent: &SentRequest,
    unknown_headers: &[String],
    findings: &mut Findings,
) {
    let has = |name: &str| sent.headers.iter().any(|header| header.0.eq_ignore_ascii_case(name));
    if has("authorization") {
        findings.push(|| Finding::new(Cause::AuthorizationSent));
    }
    let query = sent.url.split_once('?').map_or("", |(_, query)| query);
    let signature = query.split('&').find_map(|parameter| match parameter.split_once('=') {
        Some((X_AMZ_SIGNATURE, digits)) => Some(Signature::from_hex(digits)),
        _ => None,
    });
    if query.is_empty() {
        return findings.push(|| Finding::new(Cause::Unsigned));
    }
    comparison::between_requests(signed, &canonical(request, sent), unknown_headers, findings);
    if signature.is_none_or(|signature| signature.as_ref() != Some(request.url().signature())) {
        findings.push(|| Finding::new(Cause::Signature));
    }
}

/// Returns the canonical request that a server would compute from the client's request.
fn canonical(request: &Received<'_>, sent: &SentRequest) -> String {
    let (scheme, rest) = sent.url.split_once("://").unwrap_or(("https", ""));
    let (authority, target) = match rest {
        "" => ("", sent.url.as_str()),
        rest => rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())),
    };
    let (target, _) = target.split_once('#').unwrap_or((target, ""));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = if path.is_empty() { "/" } else { path };

    let headers: Vec<(&str, &str)> =
        sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let values = |name: &str| -> Vec<&str> {
        let of_name = headers.iter().filter(|header| header.0.eq_ignore_ascii_case(name));
        of_name.map(|(_, value)| *value).collect()
    };
    let host = match values("host").first() {
        Some(host) => (*host).into(),
        None if authority.is_empty() => request.url().host().into(),
        None => default_port(scheme)
            .and_then(|port| host_to_send(authority, port).ok())
            .unwrap_or_else(|| authority.into()),
    };
    // The headers that are signed, and those that must be.
    let named: Vec<(String, &str)> =
        headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), *value)).collect();
    let is_signed_or_must_be = |name: &str| name != "host" && (request.is_signed(name) || is_amz(name));
    let named = named.iter().filter(|(name, _)| is_signed_or_must_be(name));
    // Every client sends the size by itself, so the caller may not know it. An unknown signed size is not compared.
    let is_assumed = request.is_signed(CONTENT_LENGTH)
        && values(CONTENT_LENGTH).is_empty()
        && values("transfer-encoding").is_empty();
    let size = is_assumed.then(|| (CONTENT_LENGTH, request.values(CONTENT_LENGTH).next().unwrap_or("0")));
    let named = named.map(|(name, value)| (name.as_str(), *value)).chain(size);
    let lines = Headers::from_received(named).all();
    let payload = values(X_AMZ_CONTENT_SHA256).first().map_or(UNSIGNED_PAYLOAD, |hash| hash.trim());

    let mut canonical = format!("{}\n", sent.method.to_ascii_uppercase());
    match decode(path) {
        Some(path) => uri_encode_path(&path).write_to(&mut canonical),
        None => canonical.push_str(path),
    }
    canonical.push('\n');
    canonical.push_str(&canonical_query(query));
    canonical.push_str(&format!("\nhost:{host}"));
    for (name, value) in lines {
        canonical.push_str(&format!("\n{name}:{value}"));
    }
    canonical.push_str(&format!("\n\nhost\n{payload}"));
    canonical
}

/// Encodes each parameter as it is signed, except for the signature.
fn canonical_query(query: &str) -> String {
    let encoded = |text: &str| {
        let decoded = decode_query(text).unwrap_or(Cow::Borrowed(text));
        let mut encoded = String::new();
        uri_encode(&decoded).write_to(&mut encoded);
        encoded
    };
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    let parameters = parameters.map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")));
    let signed = parameters.filter(|(name, _)| *name != X_AMZ_SIGNATURE);
    let signed: Vec<String> =
        signed.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    signed.join("&")
}
