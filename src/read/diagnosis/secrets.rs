use alloc::{
    borrow::ToOwned,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use super::layers::{Layer, layers};
use crate::{
    read::received::Received,
    sigv4::{
        from_base64,
        names::{X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN, X_AMZ_SIGNATURE},
        to_hex,
    },
};

/// What a report must not hold: the signature, the session token and the customer's keys of a request.
///
/// A server may quote them in any form, cut or whole. So every text is compared as it is and as often as it can be
/// decoded, and what it has in common with a secret is left out where that is long enough to be no accident. The value
/// of whatever is called a token, a signature or a customer's key is left out too: it is a secret of somebody.
pub(super) struct Secrets {
    text: Vec<u8>,
    /// Where in `text` each run begins and ends: in order of the runs.
    runs: Vec<(usize, usize)>,
    /// The lengths of the runs.
    lengths: Vec<usize>,
}

impl Secrets {
    pub(super) fn of(request: &Received<'_>) -> Self {
        let url = request.url();
        let pairs = request.headers().iter().copied().chain(url.parameters());
        let named =
            pairs.filter(|(name, _)| is_secret(name)).map(|(_, value)| value.trim_matches([' ', '\t']));
        let signature = url.signature().to_string();
        let mut forms = Vec::new();
        for secret in named.chain(url.session_token()).chain([&*signature]) {
            forms.extend([secret.to_owned(), to_hex(secret.as_bytes())]);
            // A customer's key is in Base64.
            if let Some(key) = from_base64(secret) {
                forms.push(to_hex(&key));
                forms.extend(String::from_utf8(key));
            }
        }
        let mut secrets = Self { text: Vec::new(), runs: Vec::new(), lengths: Vec::new() };
        for form in forms {
            for layer in layers(&form) {
                secrets.add(&layer.folded());
            }
        }
        secrets.sort();
        secrets
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

    /// A text without secrets.
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
        // Up to where runs were hidden: each byte once.
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

/// Whether what has this name is a secret, in any case and encoding.
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
    /// Part of a secret, with the dots that say so.
    Run,
    /// The value behind a name, which says enough.
    Value,
}

/// Hides what stands behind the names of secrets: in a query up to the next parameter, else up to the end of the line.
fn hide_values(layer: &Layer, hidden: &mut [Hidden]) {
    let bytes = layer.folded();
    let until = |from: usize, ends: &dyn Fn(u8) -> bool| {
        bytes.iter().skip(from).position(|byte| ends(*byte)).map_or(bytes.len(), |count| from + count)
    };
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(len) = secret_name_len(rest) else {
            at += 1;
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

fn hide(places: impl Iterator<Item = usize>, how: Hidden, hidden: &mut [Hidden]) {
    for place in places {
        if let Some(hidden) = hidden.get_mut(place) {
            *hidden = how.max(*hidden);
        }
    }
}

/// The length of the name of a secret that a text begins with, whatever else belongs to that name.
fn secret_name_len(text: &[u8]) -> Option<usize> {
    let is_name = |name: &&&str| {
        text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    };
    let name = NAMES.iter().find(is_name)?;
    let rest = text.get(name.len()..)?;
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let tail = rest.iter().take_while(is_of_name).count();
    let is_hash = rest.get(..tail).is_some_and(|tail| tail.eq_ignore_ascii_case(b"-md5"));
    if is_hash { None } else { Some(name.len() + tail) }
}

fn without(text: &str, hidden: &[Hidden]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut previous = Hidden::No;
    for (at, c) in text.char_indices() {
        // Of a character all bytes are hidden or none.
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

const NAMES: [&str; 4] = [X_AMZ_SECURITY_TOKEN, X_AMZ_S3SESSION_TOKEN, X_AMZ_SIGNATURE, "-customer-key"];

/// As long as this, what two texts have in common is no accident.
const RUN: usize = 16;

/// What is shorter is easily guessed, and may be part of any word.
const MIN_SECRET: usize = 8;
