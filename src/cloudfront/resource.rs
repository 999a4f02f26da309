//! Which URLs are valid: those that clients send as they are, since CloudFront compares the URL that it receives with
//! the one that was signed.

use core::net::Ipv4Addr;

use super::{Error, names::is_reserved};
use crate::sigv4::{decode, decode_query, is_escaped};

/// Checks a URL without the parameters of a signature.
pub(super) fn check_url(url: &str) -> Result<(), Error> {
    let (_, rest) = without_scheme(url).ok_or(Error::Scheme)?;
    check(url)?;
    match rest.find(['/', '?']).map(|at| rest.split_at(at)) {
        Some((_, target)) if target.starts_with('/') => {}
        _ => return Err(Error::NoPath),
    }
    if url.ends_with(['?', '&']) { Err(Error::TrailingSeparator) } else { Ok(()) }
}

/// Checks the resource of a custom policy, in which `*` and `?` are wildcards.
pub(super) fn check_pattern(pattern: &str) -> Result<(), Error> {
    if without_scheme(pattern).is_none() && !pattern.starts_with('*') {
        return Err(Error::Scheme);
    }
    check(pattern)
}

/// Returns whether a URL starts with the part of the pattern before the first `*`, and is equal if it has none. A `?`
/// is one character.
///
/// This does not match the rest of the pattern, as CloudFront does: it only finds a URL of another place.
pub(super) fn may_cover(pattern: &str, url: &str) -> bool {
    let (start, is_whole) = match pattern.split_once('*') {
        Some((start, _)) => (start, false),
        None => (pattern, true),
    };
    let is_long_enough = if is_whole { url.len() == start.len() } else { url.len() >= start.len() };
    is_long_enough && start.bytes().zip(url.bytes()).all(|(pattern, url)| pattern == url || pattern == b'?')
}

/// Returns the names and values of a query, as they are written.
pub(super) fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
}

/// Returns the default port of the scheme, and what follows the scheme.
pub(super) fn without_scheme(url: &str) -> Option<(&'static str, &str)> {
    let https = url.strip_prefix("https://").map(|rest| ("443", rest));
    https.or_else(|| url.strip_prefix("http://").map(|rest| ("80", rest)))
}

/// Checks the parts that a URL and a pattern have.
fn check(url: &str) -> Result<(), Error> {
    check_characters(url)?;
    let (without_query, query) = url.split_once('?').unwrap_or((url, ""));
    if let Some((default_port, rest)) = without_scheme(without_query) {
        let host = rest.split('/').next().unwrap_or_default();
        if !host.contains('*') && !is_sent_as_it_is(host, default_port) {
            return Err(Error::Host);
        }
    }
    let is_dot = |segment: &str| matches!(decode(segment).as_deref(), Some("." | ".."));
    if without_query.split('/').any(is_dot) {
        return Err(Error::DotSegment);
    }
    let mut names = parameters(query).map(|(name, _)| decode_query(name).unwrap_or(name.into()));
    match names.find(|name| is_reserved(name)) {
        Some(name) => Err(Error::ReservedParameter { name: name.into_owned() }),
        None => Ok(()),
    }
}

/// Returns whether a client sends this host as it is: a domain name or an IPv4 address, with a port unless it is the
/// default one.
fn is_sent_as_it_is(host: &str, default_port: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "1"));
    let is_port = port.parse::<u16>().is_ok() && !port.starts_with(['+', '0']) && port != default_port;
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
    };
    // Clients rewrite a name whose last label is a number, such as `127.1`.
    let is_number =
        name.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()));
    let is_address = is_number && name.parse::<Ipv4Addr>().is_ok();
    is_port && name.split('.').all(is_label) && is_address == is_number
}

/// Checks that no client changes a character of a URL.
pub(super) fn check_characters(url: &str) -> Result<(), Error> {
    let query = url.find('?').unwrap_or(url.len());
    // Browsers encode a `'` only in the query.
    let is_kept = |(n, byte): (usize, u8)| match byte {
        b'\'' => n < query,
        _ => byte.is_ascii_alphanumeric() || KEPT.contains(&byte),
    };
    match url.bytes().enumerate().position(|at| !is_kept(at)) {
        Some(position) => Err(Error::Character { position }),
        None if !is_escaped(url) => Err(Error::Encoding),
        None => Ok(()),
    }
}

/// The punctuation of a URL that no client changes. None of it needs an escape in JSON.
const KEPT: &[u8] = b"-._~:/?[]@!$&()*+,;=%";
