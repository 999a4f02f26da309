//! Recorded URLs that other implementations presigned.

use crate::{
    call::verify,
    date,
    mutations::{Signed, assert_every_change_is_refused},
    parse,
};
use presign::{AmzDate, Credentials, PresignedUrl, Refusal, Verifier, sigv4::PayloadHash};
use serde::Deserialize;

#[derive(Deserialize)]
struct Recorded {
    credentials: Keys,
    url: Vec<Entry>,
    odd: Vec<Entry>,
}

#[derive(Deserialize)]
struct Keys {
    access_key_id: String,
    secret_access_key: String,
    session_token: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    by: String,
    what: String,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    date: String,
    /// What is unusual about the URL, which is valid nonetheless.
    why: Option<String>,
}

fn recorded() -> Recorded {
    toml::from_str(include_str!("../vectors/recorded.toml")).expect("the table is valid TOML")
}

impl Recorded {
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.url.iter().chain(&self.odd)
    }
}

fn signed(keys: &Keys, entry: &Entry) -> Signed {
    let credentials = Credentials::new(&keys.access_key_id, &keys.secret_access_key);
    let is_temporary = entry.url.contains("X-Amz-Security-Token=");
    Signed {
        method: entry.method.parse().unwrap(),
        url: entry.url.clone(),
        headers: entry.headers.clone(),
        keys: if is_temporary {
            credentials.with_session_token(keys.session_token.as_str())
        } else {
            credentials
        },
        date: date(&entry.date),
    }
}

#[test]
fn each_url_is_valid_until_it_expires() {
    let recorded = recorded();
    let mut signers: Vec<_> = recorded.url.iter().filter_map(|entry| entry.by.split(' ').next()).collect();
    signers.dedup();
    assert_eq!(signers, SIGNERS);
    for entry in recorded.entries() {
        let name = format!("{}: {} {}", entry.by, entry.what, entry.why.as_deref().unwrap_or_default());
        let Signed { method, url, headers, keys, date } = signed(&recorded.credentials, entry);
        let url = parse(&url);
        assert_eq!(url.date(), date, "{name}");
        let verifier = Verifier::new(url.scope().region());
        let at = |now: AmzDate| verify(&verifier, &url, method, &headers, now, &keys);
        let last = AmzDate::from_unix_seconds(url.expires_at().unix_seconds() - 1).unwrap();
        for now in [date, last] {
            if let Err(refusal) = at(now) {
                panic!("{name}: {refusal}: {}", url.as_str());
            }
        }
        let now = url.expires_at();
        assert_eq!(at(now), Err(Refusal::Expired { expires_at: now, now }), "{name}");
    }
}

const SIGNERS: [&str; 6] =
    ["boto3", "minio-py", "@aws-sdk/s3-request-presigner", "aws4fetch", "minio-js", "aws4"];

/// A URL may name the default port of its scheme. Clients leave it out of `Host`, and so does the signature.
#[test]
fn a_default_port_is_not_signed() {
    let recorded = recorded();
    let odd = recorded.odd.iter().find(|entry| entry.url.starts_with("https://s3.example.com:443/")).unwrap();
    let Signed { method, url, headers, keys, date } = signed(&recorded.credentials, odd);
    let target = url.strip_prefix("https://s3.example.com:443").unwrap();
    for (host, verdict) in [
        ("s3.example.com", Ok(PayloadHash::Unsigned)),
        ("s3.example.com:443", Err(Refusal::SignatureDoesNotMatch)),
    ] {
        let url = PresignedUrl::from_target(host, target).unwrap();
        assert_eq!(verify(&Verifier::any_region(), &url, method, &headers, date, &keys), verdict, "{host}");
    }
}

#[test]
fn no_character_of_a_recorded_url_can_be_changed() {
    let recorded = recorded();
    for entry in recorded.entries() {
        assert_every_change_is_refused(&signed(&recorded.credentials, entry));
    }
}
