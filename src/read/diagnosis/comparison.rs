use alloc::{
    borrow::{Cow, ToOwned},
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};

use core::iter;

use super::{Cause, Finding, Findings};
use crate::sigv4::{
    Method, decode,
    names::{UNSIGNED_PAYLOAD, X_AMZ_CONTENT_SHA256},
    remove_dot_segments,
};

/// Compares two canonical requests. `unknown_headers` are the sorted names of headers whose values are unknown.
pub(super) fn between_requests(
    signed: &str,
    received: &str,
    unknown_headers: &[String],
    findings: &mut Findings,
) {
    let (signed, received) = (Parts::read(signed), Parts::read(received));
    let is_known = |name: &str| unknown_headers.binary_search_by(|other| (**other).cmp(name)).is_err();
    if signed.method != received.method {
        let cause = || Cause::Method { signed: signed.method.into(), received: received.method.into() };
        findings.push(|| Finding::with(cause(), signed.method.to_owned(), received.method.to_owned()));
    }
    if let (Some(signed), Some(received)) = (signed.header(HOST), received.header(HOST)) {
        if signed != received {
            let line = |host: &str| format!("{HOST}:{host}");
            findings.push(|| Finding::with(host(signed, received), line(signed), line(received)));
        }
    }
    if signed.path != received.path {
        let cause = || path(signed.path, received.path);
        findings.push(|| Finding::with(cause(), signed.path.to_owned(), received.path.to_owned()));
    }
    parameters(signed.query, received.query, findings);
    headers(&signed, &received, &is_known, findings);
    if is_known(X_AMZ_CONTENT_SHA256) && signed.payload != received.payload {
        let arrived = received.header(X_AMZ_CONTENT_SHA256);
        let cause = match received.payload {
            UNSIGNED_PAYLOAD if arrived == Some(signed.payload) => Cause::PayloadHashIgnored,
            UNSIGNED_PAYLOAD => Cause::PayloadHashMissing,
            _ if signed.payload == UNSIGNED_PAYLOAD => Cause::PayloadHashSent,
            _ => Cause::PayloadHash,
        };
        findings.push(|| Finding::with(cause, signed.payload.to_owned(), received.payload.to_owned()));
    }
}

/// Compares two strings to sign, except for the hash of the canonical request.
pub(super) fn between_strings_to_sign(signed: &str, received: &str, findings: &mut Findings) {
    let lines: Vec<&str> = received.split('\n').collect();
    let is_whole =
        lines.len() == LINES_TO_SIGN && !lines.iter().any(|line| line.contains(char::is_whitespace));
    let first = received.split_whitespace().next().unwrap_or_default();
    let count = match () {
        () if is_whole && first.starts_with("AWS4") => LINES_TO_SIGN,
        // That of Signature Version 2 starts with the method.
        () if first.parse::<Method>().is_ok() => 1,
        // Lines that were broken, cut or replaced cannot be compared.
        () => 0,
    };
    let causes = [Cause::SignatureVersion, Cause::Date, Cause::Scope];
    for ((signed, received), cause) in signed.lines().zip(lines).zip(causes).take(count) {
        if signed != received {
            findings.push(|| Finding::with(cause, signed.to_owned(), received.to_owned()));
        }
    }
}

/// The parts of a canonical request.
pub(super) struct Parts<'a> {
    method: &'a str,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) headers: Vec<(&'a str, &'a str)>,
    /// The first value of each name.
    by_name: BTreeMap<&'a str, &'a str>,
    pub(super) payload: &'a str,
}

impl<'a> Parts<'a> {
    pub(super) fn read(request: &'a str) -> Self {
        let mut lines = request.trim_matches('\n').lines();
        let mut next = || lines.next().unwrap_or_default();
        let (method, path, query) = (next(), next(), next());
        let headers =
            lines.by_ref().take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':'));
        let headers: Vec<_> = headers.collect();
        // In reverse, so that the first value of a name wins.
        let by_name = headers.iter().rev().copied().collect();
        Self { method, path, query, headers, by_name, payload: lines.next_back().unwrap_or_default() }
    }

    pub(super) fn header(&self, name: &str) -> Option<&'a str> {
        self.by_name.get(name).copied()
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
        Cause::PathEncoding
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

fn parameters(signed: &str, received: &str, findings: &mut Findings) {
    let (signed, received) = (Query::read(signed), Query::read(received));
    for Parameter { name, decoded, value } in &signed.parameters {
        match received.value(decoded) {
            None => findings.push(|| {
                let cause = Cause::ParameterMissing { name: decoded.clone().into_owned() };
                Finding::with(cause, format!("{name}={value}"), None)
            }),
            Some(other) if other != *value => findings.push(|| {
                let cause = for_value(decoded.clone().into_owned(), value, other);
                Finding::with(cause, format!("{name}={value}"), format!("{name}={other}"))
            }),
            Some(_) => {}
        }
    }
    let mut seen = BTreeSet::new();
    for Parameter { name, decoded, value } in &received.parameters {
        let name_of_cause = || decoded.clone().into_owned();
        let cause: &dyn Fn() -> Cause = match seen.insert(decoded) {
            true if signed.value(decoded).is_some() => continue,
            true => &|| Cause::ParameterAdded { name: name_of_cause() },
            false => &|| Cause::ParameterRepeated { name: name_of_cause() },
        };
        findings.push(|| Finding::with(cause(), None, format!("{name}={value}")));
    }
}

/// Finds out how the value of a parameter changed.
fn for_value(name: String, signed: &str, received: &str) -> Cause {
    let decoded = decode(received);
    let is_encoding = decode(signed) == decoded || decoded.is_some_and(|decoded| decoded == signed);
    match pluses_as_spaces(signed) == pluses_as_spaces(received) {
        true if received.contains("%2B") => Cause::SpaceAsPlus { name },
        true => Cause::PlusAsSpace { name },
        false if is_encoding => Cause::ParameterEncoding { name },
        false => Cause::ParameterChanged { name },
    }
}

/// The parameters of a query, each decoded once.
struct Query<'a> {
    parameters: Vec<Parameter<'a>>,
    /// The first value of each name.
    by_name: BTreeMap<Cow<'a, str>, &'a str>,
}

struct Parameter<'a> {
    name: &'a str,
    decoded: Cow<'a, str>,
    value: &'a str,
}

impl<'a> Query<'a> {
    fn read(query: &'a str) -> Self {
        let parameters = split(query).filter(|parameter| !parameter.is_empty());
        let parameters: Vec<_> = parameters.map(Parameter::read).collect();
        let by_name = parameters.iter().rev().map(|parameter| (parameter.decoded.clone(), parameter.value));
        Self { by_name: by_name.collect(), parameters }
    }

    fn value(&self, decoded_name: &str) -> Option<&'a str> {
        self.by_name.get(decoded_name).copied()
    }
}

/// Splits at each `&`, except in entities such as `&#43;` and `&plus;`, which are part of a value that was escaped for
/// HTML.
fn split(query: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(query);
    iter::from_fn(move || {
        let text = rest?;
        let is_end = |at: &usize| {
            let after = text.get(at + 1..).unwrap_or_default();
            !["#", "plus;", "sol;", "equals;"].iter().any(|escape| after.starts_with(escape))
        };
        let end = text.match_indices('&').map(|(at, _)| at).find(is_end);
        rest = end.and_then(|end| text.get(end + 1..));
        text.get(..end.unwrap_or(text.len()))
    })
}

impl<'a> Parameter<'a> {
    fn read(parameter: &'a str) -> Self {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        Self { name, decoded: decode(name).unwrap_or(Cow::Borrowed(name)), value }
    }
}

fn headers(
    signed: &Parts<'_>,
    received: &Parts<'_>,
    is_known: &dyn Fn(&str) -> bool,
    findings: &mut Findings,
) {
    let line = |name: &str, value: &str| format!("{name}:{value}");
    for &(name, value) in signed.headers.iter().filter(|(name, _)| *name != HOST) {
        match received.header(name) {
            Some(other) if !other.is_empty() => {
                if is_known(name) && other != value {
                    findings.push(|| {
                        let cause = Cause::HeaderChanged { name: name.into() };
                        Finding::with(cause, line(name, value), line(name, other))
                    });
                }
            }
            Some(_) if value.is_empty() && is_known(name) => {}
            _ => findings
                .push(|| Finding::with(Cause::HeaderMissing { name: name.into() }, line(name, value), None)),
        }
    }
    for &(name, value) in &received.headers {
        if signed.header(name).is_none() {
            findings.push(|| {
                let cause = Cause::HeadersNotSigned { names: [name.to_owned()].into() };
                Finding::with(cause, None, line(name, value))
            });
        }
    }
}

pub(super) const HOST: &str = "host";

/// The algorithm, the date, the scope and the hash.
const LINES_TO_SIGN: usize = 4;
