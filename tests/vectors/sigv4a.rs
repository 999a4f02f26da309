//! The cases of SigV4A in AWS's test suite.

use super::{Defaults, suite, with_request};
use presign::sigv4::{
    Credential, CredentialScope, KeyPair, PublicKey, QueryAuth, RegionSet, SignableRequest,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    region_set: String,
    public_key: Point,
    case: Vec<ExpectedCase>,
}

#[derive(Deserialize)]
struct Point {
    x: String,
    y: String,
}

impl Point {
    fn key(&self) -> PublicKey {
        let bytes = hex::decode(format!("04{}{}", self.x, self.y)).unwrap();
        PublicKey::from_sec1(&bytes).unwrap()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedCase {
    name: String,
    canonical_request: String,
    string_to_sign: String,
}

fn expected() -> Expected {
    toml::from_str(include_str!("aws_suite_v4a.toml")).expect("the table is valid TOML")
}

fn keys(defaults: &Defaults) -> KeyPair {
    KeyPair::derive(&defaults.access_key_id, &defaults.secret_access_key)
}

/// Calls a closure with each request of the suite, its path, its name and what is expected of it.
fn each(use_case: impl Fn(&SignableRequest<'_>, &str, &ExpectedCase)) {
    let (suite, table) = (suite(), expected());
    assert_eq!(table.case.len(), 38);
    let regions = RegionSet::new(table.region_set.split(',')).unwrap();
    for expected in &table.case {
        let request = suite.case.iter().find(|case| case.name == expected.name).unwrap();
        let date = suite.defaults.date.parse().unwrap();
        let scope = CredentialScope::without_region(&date, &suite.defaults.service);
        let credential = Credential::new(&suite.defaults.access_key_id, &scope);
        let auth = QueryAuth::new(&credential, &date).unwrap().region_set(&regions);
        with_request(request, &suite.defaults, auth, |request, path| use_case(request, path, expected));
    }
}

#[test]
fn stage_1_the_canonical_request_is_the_published_one() {
    each(|request, path, expected| {
        let mut text = String::new();
        let stages = request.stages(path, &mut text).unwrap();
        assert_eq!(stages.canonical_request.to_string(), expected.canonical_request, "{}", expected.name);
    });
}

#[test]
fn stage_2_the_string_to_sign_is_the_published_one() {
    each(|request, path, expected| {
        let mut text = String::new();
        let stages = request.stages(path, &mut text).unwrap();
        assert_eq!(stages.string_to_sign.to_string(), expected.string_to_sign, "{}", expected.name);
    });
}

#[test]
fn stage_3_the_public_key_is_the_published_one() {
    let (keys, expected) = (keys(&suite().defaults), expected().public_key);
    assert_eq!(hex::encode(keys.public_key().to_sec1()), format!("04{}{}", expected.x, expected.y));
    assert_eq!(keys.public_key(), expected.key());
}

#[test]
fn stage_4_the_published_key_verifies_each_signature() {
    let (keys, key) = (keys(&suite().defaults), expected().public_key.key());
    let other = KeyPair::derive("AKIDEXAMPLE", "another secret").public_key();
    each(|request, path, expected| {
        let mut text = String::new();
        let stages = request.stages(path, &mut text).unwrap();
        let signature = keys.sign(&stages.string_to_sign).unwrap();
        assert!(key.verify(&stages.string_to_sign, &signature), "{}", expected.name);
        assert!(!other.verify(&stages.string_to_sign, &signature), "{}", expected.name);

        let target = request.presign_sigv4a(path, &keys).unwrap();
        assert!(target.contains(&format!("&X-Amz-Signature={signature}")), "{}", expected.name);
    });
}
