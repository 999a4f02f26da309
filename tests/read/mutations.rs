//! No character of a signed request can be replaced, removed or added.

use crate::{call::verify, requests, rusty_s3, sdk, signers};
use presign::{AmzDate, Credentials, KeyLookup, Method, PresignedUrl, SigningKeys, Verifier};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use url::{Position, Url};

/// A request that the verifier accepts.
pub struct Signed {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub keys: Credentials,
    pub date: AmzDate,
}

#[test]
fn no_character_of_a_random_request_can_be_changed() {
    let mut runner = TestRunner::deterministic();
    let inputs = requests::inputs().prop_filter("short", |inputs| inputs.presign().url().len() < 600);
    let mut same = 0;
    for n in 0..SAMPLES {
        let inputs = inputs.new_tree(&mut runner).unwrap().current();
        let presigned = inputs.presign();
        let own =
            || presigned.signed_headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let (url, headers) = match n % 3 {
            0 => (presigned.url().to_owned(), own()),
            1 => (sdk::presign(&inputs), own()),
            _ => rusty_s3::presign(&inputs),
        };
        let (method, date, keys) = (inputs.method, inputs.date, signers::keys(&inputs));
        same += assert_every_change_is_refused(&Signed { method, url, headers, keys, date });
    }
    // Some changes keep the meaning, such as `%c3` for `%C3`. The test must have met them.
    assert!(same > SAMPLES, "only {same} changes kept the meaning of the request");
}

const SAMPLES: usize = 150;

/// Asserts that every change of one character is refused, unless it keeps the meaning of the request.
///
/// Returns the number of changes that keep it.
#[track_caller]
pub fn assert_every_change_is_refused(signed: &Signed) -> usize {
    let Signed { method, url, headers, keys, date } = signed;
    let verifier = Verifier::any_region();
    let original: PresignedUrl = url.parse().unwrap();
    // Derives the usual key once, to save time. A URL for another key gets that one.
    let (scope, key) = (original.scope(), keys.signing_key(&original.claim(), *date).unwrap());
    let keys = KeyLookup(|claim| {
        let derived = keys.access_key_id() == claim.access_key_id()
            && original.session_token() == claim.session_token()
            && scope == claim.scope();
        if derived { Ok(key.clone()) } else { keys.signing_key(claim, *date) }
    });
    let is_accepted = |url: &PresignedUrl, method, headers: &[(String, String)]| {
        verify(&verifier, url, method, headers, *date, &keys).is_ok()
    };
    assert!(is_accepted(&original, *method, headers), "refused as signed: {method} {url} {headers:?}");

    let mut same = 0;
    let meaning = meaning(url);
    for changed in changes(url) {
        if changed.parse().is_ok_and(|url| is_accepted(&url, *method, headers)) {
            assert_eq!(self::meaning(&changed), meaning, "accepted {changed} instead of {url}");
            same += 1;
        }
    }
    for other in METHODS.into_iter().filter(|other| other != method) {
        assert!(!is_accepted(&original, other, headers), "accepted {other} instead of {method} {url}");
    }
    for n in 0..headers.len() {
        let (name, value) = &headers[n];
        for changed in changes(value) {
            let mut headers = headers.clone();
            headers[n].1 = changed;
            if is_accepted(&original, *method, &headers) {
                assert_eq!(words(&headers[n].1), words(value), "accepted another value of {name}");
                same += 1;
            }
        }
        let mut headers = headers.clone();
        headers.remove(n);
        assert!(!is_accepted(&original, *method, &headers), "accepted without {name}");
    }
    same
}

/// Replaces, removes and inserts a character at each position.
fn changes(text: &str) -> impl Iterator<Item = String> {
    let characters: Vec<char> = text.chars().collect();
    let with = move |at: usize, end: usize, put: Option<char>| -> String {
        characters[..at].iter().copied().chain(put).chain(characters[end..].iter().copied()).collect()
    };
    let characters: Vec<char> = text.chars().collect();
    let len = characters.len();
    (0..=len).flat_map(move |at| {
        let odd = ODD[at % ODD.len()];
        let replaced = (at < len).then(|| with(at, at + 1, Some(replacement(characters[at], odd, at))));
        let removed = (at < len).then(|| with(at, at + 1, None));
        replaced.into_iter().chain(removed).chain([with(at, at, Some(odd))])
    })
}

/// Returns the same letter in the other case, or a character with a meaning in URLs.
fn replacement(c: char, odd: char, at: usize) -> char {
    match c {
        'a'..='z' if at % 2 == 0 => c.to_ascii_uppercase(),
        'A'..='Z' if at % 2 == 0 => c.to_ascii_lowercase(),
        _ if c == odd => '_',
        _ => odd,
    }
}

const ODD: [char; 23] = [
    '0', '&', 'a', '/', '%', ' ', '=', '+', 'F', ';', '.', '?', '#', '@', ':', '\\', '\t', '\n', ',', '\0',
    '~', 'é', '9',
];

const METHODS: [Method; 7] =
    [Method::Delete, Method::Get, Method::Head, Method::Options, Method::Patch, Method::Post, Method::Put];

type Meaning = (String, Vec<u8>, Vec<(String, String)>);

/// Returns the host, the path and the sorted parameters of a URL, as other crates parse them.
fn meaning(url: &str) -> Option<Meaning> {
    let url = Url::parse(url).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let host = url[Position::BeforeHost..Position::AfterPort].to_owned();
    let path = percent_encoding::percent_decode_str(url.path()).collect();
    let mut parameters: Vec<_> = url.query_pairs().into_owned().collect();
    parameters.sort();
    is_plain.then_some((host, path, parameters))
}

/// Splits a header's value into words. The protocol ignores the amount of white space between them.
fn words(value: &str) -> Vec<&str> {
    value.trim_matches([' ', '\t']).split(' ').filter(|word| !word.is_empty()).collect()
}
