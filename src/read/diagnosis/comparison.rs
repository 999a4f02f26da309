use alloc::{
    borrow::{Cow, ToOwned},
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{Cause, Finding};
use crate::sigv4::{decode, remove_dot_segments};

/// What differs between two canonical requests. The values of some headers may not be known.
pub(super) fn between_requests(signed: &str, received: &str, unknown_headers: &[String]) -> Vec<Finding> {
    let (signed, received) = (Parts::read(signed), Parts::read(received));
    let mut findings = Vec::new();
    if signed.method != received.method {
        let cause = Cause::Method { signed: signed.method.into(), received: received.method.into() };
        findings.push(Finding::with(cause, signed.method.to_owned(), received.method.to_owned()));
    }
    if let (Some(signed), Some(received)) = (signed.header("host"), received.header("host")) {
        if signed != received {
            let cause = host(signed, received);
            findings.push(Finding::with(cause, format!("host:{signed}"), format!("host:{received}")));
        }
    }
    if signed.path != received.path {
        let cause = path(signed.path, received.path);
        findings.push(Finding::with(cause, signed.path.to_owned(), received.path.to_owned()));
    }
    findings.extend(parameters(signed.query, received.query));
    findings.extend(headers(&signed, &received, unknown_headers));
    let is_payload_known = !unknown_headers.iter().any(|name| name == PAYLOAD);
    if is_payload_known && signed.payload != received.payload {
        let cause = match received.payload {
            UNSIGNED => Cause::PayloadHashMissing,
            _ if signed.payload == UNSIGNED => Cause::PayloadHashSent,
            _ => Cause::PayloadHash,
        };
        findings.push(Finding::with(cause, signed.payload.to_owned(), received.payload.to_owned()));
    }
    findings
}

/// What differs between two strings to sign, but for the hash of the canonical request.
pub(super) fn between_strings_to_sign(signed: &str, received: &str) -> Vec<Finding> {
    let causes = [Cause::Algorithm, Cause::Date, Cause::Scope];
    let lines = signed.lines().zip(received.lines()).zip(causes);
    let different = lines.filter(|((signed, received), _)| signed.trim() != received.trim());
    different
        .map(|((signed, received), cause)| Finding::with(cause, signed.to_owned(), received.to_owned()))
        .collect()
}

/// The lines of a canonical request by what they are.
struct Parts<'a> {
    method: &'a str,
    path: &'a str,
    query: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    payload: &'a str,
}

impl<'a> Parts<'a> {
    fn read(request: &'a str) -> Self {
        let mut lines = request.trim_matches('\n').lines();
        let mut next = || lines.next().unwrap_or_default();
        let (method, path, query) = (next(), next(), next());
        let headers =
            lines.by_ref().take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':'));
        let headers = headers.collect();
        Self { method, path, query, headers, payload: lines.next_back().unwrap_or_default() }
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|header| header.0 == name).map(|(_, value)| *value)
    }
}

fn host(signed: &str, received: &str) -> Cause {
    let name = |host: &'_ str| host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
    match name(signed) == name(received) {
        true if signed.eq_ignore_ascii_case(received) => Cause::HostCase,
        true => Cause::Port,
        false => Cause::Host { signed: signed.into(), received: received.into() },
    }
}

fn path(signed: &str, received: &str) -> Cause {
    let decoded = |path: &str| decode(path).map_or_else(|| path.to_owned(), Cow::into_owned);
    let (key, received_key) = (decoded(signed), decoded(received));
    if key == received_key {
        Cause::PathEncoding
    } else if key == decoded(&received_key) {
        Cause::PathEncodedTwice
    } else if decoded(&key) == received_key {
        Cause::PathDecoded
    } else if pluses_as_spaces(signed) == pluses_as_spaces(received) {
        Cause::PathPlus
    } else if remove_dot_segments(signed) == remove_dot_segments(received) {
        Cause::PathNormalized
    } else if signed.ends_with(received) || received.ends_with(signed) {
        Cause::PathPrefix
    } else {
        Cause::Path
    }
}

fn pluses_as_spaces(encoded: &str) -> String {
    encoded.replace('+', "%20").replace("%2B", "%20")
}

fn parameters(signed: &str, received: &str) -> Vec<Finding> {
    let (signed, received) = (pairs(signed), pairs(received));
    let value_in = |pairs: &[(&str, &str)], name: &str| {
        pairs.iter().find(|pair| decode(pair.0) == decode(name)).map(|(_, value)| (*value).to_owned())
    };
    let mut findings = Vec::new();
    for &(name, value) in &signed {
        let name_shown = decode(name).unwrap_or(Cow::Borrowed(name)).into_owned();
        let line = |value: &str| format!("{name}={value}");
        match value_in(&received, name) {
            None => {
                findings.push(Finding::with(Cause::ParameterMissing { name: name_shown }, line(value), None));
            }
            Some(other) if other != value => {
                let is_encoding =
                    decode(value) == decode(&other) || decode(&other).is_some_and(|other| other == value);
                let cause = match pluses_as_spaces(value) == pluses_as_spaces(&other) {
                    true if other.contains("%2B") => Cause::SpaceAsPlus { name: name_shown },
                    true => Cause::PlusAsSpace { name: name_shown },
                    false if is_encoding => Cause::ParameterEncoding { name: name_shown },
                    false => Cause::ParameterChanged { name: name_shown },
                };
                findings.push(Finding::with(cause, line(value), line(&other)));
            }
            Some(_) => {}
        }
    }
    for &(name, value) in &received {
        if value_in(&signed, name).is_none() {
            let name_shown = decode(name).unwrap_or(Cow::Borrowed(name)).into_owned();
            let cause = Cause::ParameterAdded { name: name_shown };
            findings.push(Finding::with(cause, None, format!("{name}={value}")));
        }
    }
    findings
}

fn pairs(query: &str) -> Vec<(&str, &str)> {
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    parameters.map(|parameter| parameter.split_once('=').unwrap_or((parameter, ""))).collect()
}

fn headers(signed: &Parts<'_>, received: &Parts<'_>, unknown: &[String]) -> Vec<Finding> {
    let line = |name: &str, value: &str| format!("{name}:{value}");
    let mut findings = Vec::new();
    for &(name, value) in signed.headers.iter().filter(|(name, _)| *name != "host") {
        let other = received.header(name).filter(|other| !other.is_empty());
        let finding = match other {
            Some(_) if unknown.iter().any(|unknown| unknown == name) => None,
            Some(other) if other == value => None,
            Some(other) => {
                let (name, received) = (name.to_string(), line(name, other));
                Some(Finding::with(Cause::HeaderChanged { name: name.clone() }, line(&name, value), received))
            }
            None if value.is_empty()
                && received.header(name).is_some()
                && !unknown.iter().any(|u| u == name) =>
            {
                None
            }
            None => Some(Finding::with(Cause::HeaderMissing { name: name.into() }, line(name, value), None)),
        };
        findings.extend(finding);
    }
    for &(name, value) in &received.headers {
        if signed.header(name).is_none() {
            let cause = Cause::HeadersNotSigned { names: [name.to_owned()].into() };
            findings.push(Finding::with(cause, None, line(name, value)));
        }
    }
    findings
}

const PAYLOAD: &str = "x-amz-content-sha256";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
