use alloc::{
    borrow::ToOwned,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use core::ops::Range;

use super::layers::{Layer, layers};
use crate::{
    form_names::POLICY,
    read::received::Received,
    sigv4::{
        from_base64,
        names::{X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN, X_AMZ_SIGNATURE},
        to_hex,
    },
};

/// The secrets of a request that a report must not show: its signature, session token and customer's keys.
///
/// A server may quote them in any encoding, in whole or in part. So each text is compared as it is and at every level
/// of decoding, and anything that it shares with a secret is hidden if it is too long for a coincidence. The value
/// after the name of a token, a signature or a customer's key is hidden too, because it may be another secret.
pub(super) struct Secrets {
    text: Vec<u8>,
    /// The start and the end of each run in `text`, sorted by the run.
    runs: Vec<(usize, usize)>,
    /// The lengths of the runs.
    lengths: Vec<usize>,
}

impl Secrets {
    pub(super) fn from_request(request: &Received<'_>) -> Self {
        let url = request.url();
        let pairs = request.headers().iter().copied().chain(url.parameters());
        let named =
            pairs.filter(|(name, _)| is_secret(name)).map(|(_, value)| value.trim_matches([' ', '\t']));
        let signature = url.signature().to_string();
        let mut secrets = Self { text: Vec::new(), runs: Vec::new(), lengths: Vec::new() };
        for secret in named.chain(url.session_token()).chain([&*signature]) {
            secrets.add_forms(secret);
        }
        secrets.sort();
        secrets
    }

    /// Collects the secrets of forms: the policy and the fields that are secret by their names.
    ///
    /// What a policy says is not a secret, except for the token, which is a field too.
    pub(super) fn from_fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut secrets = Self { text: Vec::new(), runs: Vec::new(), lengths: Vec::new() };
        for (name, value) in fields {
            if name.eq_ignore_ascii_case(POLICY) {
                secrets.add_layers(value);
                secrets.add_layers(&to_hex(value.as_bytes()));
            } else if is_secret(name) {
                secrets.add_forms(value.trim());
            }
        }
        secrets.sort();
        secrets
    }

    /// Adds the secrets in the headers that a client sent.
    pub(super) fn add_headers(&mut self, headers: &[(String, String)]) {
        let mut secrets = headers.iter().filter(|(name, _)| is_secret(name)).peekable();
        if secrets.peek().is_some() {
            secrets.for_each(|(_, value)| self.add_forms(value.trim()));
            self.sort();
        }
    }

    fn add_forms(&mut self, secret: &str) {
        let mut forms = vec![secret.to_owned(), to_hex(secret.as_bytes())];
        // A customer's key is encoded in Base64.
        if let Some(key) = from_base64(secret) {
            forms.push(to_hex(&key));
            forms.extend(String::from_utf8(key));
        }
        forms.iter().for_each(|form| self.add_layers(form));
    }

    fn add_layers(&mut self, form: &str) {
        for layer in layers(form) {
            self.add(&layer.folded());
        }
    }

    fn add(&mut self, secret: &[u8]) {
        if secret.len() < MIN_SECRET {
            return;
        }
        let start = self.text.len();
        self.text.extend_from_slice(secret);
        let end = self.text.len();
        let length = RUN.min(end - start);
        self.lengths.push(length);
        self.runs.extend((start..=end - length).map(|at| (at, at + length)));
    }

    fn sort(&mut self) {
        let Self { text, runs, lengths } = self;
        let run = |&(start, end): &(usize, usize)| text.get(start..end);
        runs.sort_unstable_by(|a, b| run(a).cmp(&run(b)));
        runs.dedup_by(|a, b| run(a) == run(b));
        lengths.sort_unstable();
        lengths.dedup();
    }

    fn has(&self, run: &[u8]) -> bool {
        let order = |&(start, end): &(usize, usize)| self.text.get(start..end).cmp(&Some(run));
        self.runs.binary_search_by(order).is_ok()
    }

    /// Returns a text with its secrets hidden.
    pub(super) fn elide(&self, text: &str) -> String {
        let mut hidden = vec![Hidden::No; text.len()];
        for layer in layers(text) {
            self.hide_runs(&layer, &mut hidden);
            hide_values(&layer, &mut hidden);
        }
        without(text, &hidden)
    }

    fn hide_runs(&self, layer: &Layer, hidden: &mut [Hidden]) {
        let bytes = layer.folded();
        // The end of the last hidden run, so that each byte is hidden only once.
        let mut done = 0;
        for at in 0..bytes.len() {
            let is_run = |length: &&usize| bytes.get(at..at + **length).is_some_and(|run| self.has(run));
            if let Some(&length) = self.lengths.iter().rev().find(is_run) {
                hide(layer.sources(at.max(done)..at + length), Hidden::Run, hidden);
                done = done.max(at + length);
            }
        }
    }
}

/// Returns whether a name denotes a secret, in any case and encoding.
pub(super) fn is_secret(name: &str) -> bool {
    layers(name).any(|layer| {
        let bytes = layer.folded();
        (0..bytes.len()).any(|at| bytes.get(at..).is_some_and(|rest| secret_name_len(rest).is_some()))
    })
}

/// Whether a byte of a text is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hidden {
    No,
    /// Part of a secret, shown as dots.
    Run,
    /// The value after a name, left out without dots because the name says enough.
    Value,
}

/// Hides the values after the names of secrets: up to the next parameter in a query, otherwise up to the end of
/// the line.
fn hide_values(layer: &Layer, hidden: &mut [Hidden]) {
    let bytes = layer.folded();
    let until = |from: usize, ends: &dyn Fn(u8) -> bool| {
        bytes.iter().skip(from).position(|byte| ends(*byte)).map_or(bytes.len(), |count| from + count)
    };
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(len) = secret_name_len(rest) else {
            let credentials = credentials(rest);
            hide(layer.sources(at + credentials.start..at + credentials.end), Hidden::Value, hidden);
            at += credentials.end.max(1);
            continue;
        };
        let separator = until(at + len, &|byte| !matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'`'));
        at = match bytes.get(separator) {
            Some(b'=') => until(separator, &|byte| matches!(byte, b'&' | b'\n')),
            Some(b':') => until(separator, &|byte| byte == b'\n'),
            _ => separator,
        };
        hide(layer.sources(separator + 1..at), Hidden::Value, hidden);
    }
}

/// Returns the range of the credentials after a `Bearer` or `Basic` scheme at the start of a text.
fn credentials(text: &[u8]) -> Range<usize> {
    let is_scheme = |scheme: &&&str| text.starts_with(scheme.as_bytes());
    let Some(scheme) = SCHEMES.iter().find(is_scheme) else { return 0..0 };
    let rest = text.get(scheme.len()..).unwrap_or_default();
    let len_of = |ends: &[u8]| rest.iter().take_while(|byte| !ends.contains(byte)).count();
    // A shorter word is part of a sentence.
    if len_of(b" \n") < RUN { 0..0 } else { scheme.len()..scheme.len() + len_of(b"\n") }
}

fn hide(places: impl Iterator<Item = usize>, how: Hidden, hidden: &mut [Hidden]) {
    for place in places {
        if let Some(hidden) = hidden.get_mut(place) {
            *hidden = how.max(*hidden);
        }
    }
}

/// Returns the length of the secret's name at the start of a text, including any suffix.
fn secret_name_len(text: &[u8]) -> Option<usize> {
    let is_name = |name: &&&str| {
        text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    };
    let name = NAMES.iter().find(is_name)?;
    let rest = text.get(name.len()..)?;
    let is_name_byte = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let tail = rest.iter().take_while(is_name_byte).count();
    let is_hash = rest.get(..tail).is_some_and(|tail| tail.eq_ignore_ascii_case(b"-md5"));
    if is_hash { None } else { Some(name.len() + tail) }
}

fn without(text: &str, hidden: &[Hidden]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut previous = Hidden::No;
    for (at, c) in text.char_indices() {
        // Either all bytes of a character are hidden or none.
        let this = hidden.get(at).copied().unwrap_or(Hidden::No);
        match this {
            Hidden::No => shown.push(c),
            Hidden::Run if previous == Hidden::No => shown.push_str(".."),
            Hidden::Run | Hidden::Value => {}
        }
        previous = this;
    }
    shown
}

const NAMES: [&str; 6] = [
    X_AMZ_SECURITY_TOKEN,
    X_AMZ_S3SESSION_TOKEN,
    X_AMZ_SIGNATURE,
    "-customer-key",
    "authorization",
    "cookie",
];

/// In the form of a folded text.
const SCHEMES: [&str; 2] = ["bearer ", "basic "];

/// Two texts do not share this many bytes by coincidence.
const RUN: usize = 16;

/// A shorter text is easy to guess, and any word may contain it.
const MIN_SECRET: usize = 8;
