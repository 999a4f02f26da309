//! The rows of cloudfront.toml, which has their sources.

use base64::{Engine, prelude::BASE64_STANDARD};
use presign::{
    AmzDate,
    cloudfront::{Policy, Signature},
};
use serde::Deserialize;
use std::sync::LazyLock;

pub static VECTORS: LazyLock<Vectors> =
    LazyLock::new(|| toml::from_str(include_str!("cloudfront.toml")).unwrap());

#[derive(Deserialize)]
pub struct Vectors {
    pub botocore: Vec<Row>,
    pub js: Vec<Row>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "not every test uses all")]
pub struct Row {
    /// The kind of the key, `rsa` or `ec`.
    pub key: Option<String>,
    pub hash: Option<String>,
    pub url: String,
    /// The resource of a custom policy. A canned policy has none.
    resource: Option<String>,
    expires: i64,
    starts: Option<i64>,
    ip: Option<String>,
    pub policy: Option<String>,
    pub signature: String,
    pub signed_url: String,
    pub cookies: Option<String>,
}

impl Row {
    pub fn policy(&self) -> Policy {
        let Some(resource) = &self.resource else {
            return Policy::canned(&self.url, date(self.expires)).unwrap();
        };
        let mut policy = Policy::custom(resource, date(self.expires)).unwrap();
        if let Some(seconds) = self.starts {
            policy = policy.starts_at(date(seconds)).unwrap();
        }
        if let Some(range) = &self.ip {
            policy = policy.source_ip(range).unwrap();
        }
        policy
    }

    pub fn signature(&self) -> Vec<u8> {
        BASE64_STANDARD.decode(&self.signature).unwrap()
    }

    #[allow(dead_code, reason = "not every test uses it")]
    pub fn signed<'a>(&self, bytes: &'a [u8]) -> Signature<'a> {
        match self.hash.as_deref() {
            None | Some("SHA1") => Signature::sha1(bytes),
            Some("SHA256") => Signature::sha256(bytes),
            Some(other) => panic!("{other}"),
        }
    }
}

pub fn date(seconds: i64) -> AmzDate {
    AmzDate::from_unix_seconds(seconds).unwrap()
}
