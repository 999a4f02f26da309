//! Generates random requests that the presigner accepts.

use presign::{AmzDate, Credentials, Endpoint, Method, Presigned, Presigner, Request};
use proptest::{collection::btree_map, collection::vec, option, prelude::*, sample::select};
use std::{collections::BTreeSet, time::Duration};

#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    pub method: Method,
    pub host: String,
    pub is_path_style: bool,
    pub region: String,
    pub bucket: String,
    pub key: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub payload_sha256: Option<[u8; 32]>,
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: Option<String>,
    pub date: AmzDate,
    pub expires: u64,
}

impl Inputs {
    /// Returns a plain GET with long-term credentials.
    #[allow(dead_code, reason = "not every test uses it")]
    pub fn plain(date: AmzDate) -> Self {
        Self {
            method: Method::Get,
            host: "example.com".into(),
            is_path_style: true,
            region: "us-east-1".into(),
            bucket: "bucket".into(),
            key: "key".into(),
            query: Vec::new(),
            headers: Vec::new(),
            payload_sha256: None,
            access_key_id: "AKIAIOSFODNN7EXAMPLE".into(),
            secret_access_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
            session_token: None,
            date,
            expires: 900,
        }
    }

    pub fn presigner(&self) -> Presigner {
        let mut credentials = Credentials::new(&self.access_key_id, &self.secret_access_key);
        if let Some(token) = &self.session_token {
            credentials = credentials.with_session_token(token.as_str());
        }
        let endpoint =
            Endpoint::custom(&format!("https://{}", self.host), &self.region).expect("a valid endpoint");
        Presigner::new(
            credentials,
            match self.is_path_style {
                true => endpoint.path_style(),
                false => endpoint.virtual_hosted_style(),
            },
        )
    }

    pub fn request<'a>(&'a self, presigner: &'a Presigner) -> Request<'a> {
        self.add_to(presigner.request(self.method, &self.bucket, &self.key))
    }

    /// Adds the lifetime, the query, the headers and the payload hash.
    pub fn add_to<'a, Of>(&'a self, request: Request<'a, Of>) -> Request<'a, Of> {
        let mut request = request.expires_in(Duration::from_secs(self.expires));
        for (name, value) in &self.query {
            request = request.query(name, value);
        }
        for (name, value) in &self.headers {
            request = match name.as_str() {
                "content-length" => request.content_length(value.parse().expect("a size")),
                _ => request.header(name, value),
            };
        }
        match self.payload_sha256 {
            Some(hash) => request.payload_sha256(hash),
            None => request,
        }
    }

    pub fn presign(&self) -> Presigned {
        self.request(&self.presigner()).presign_at(self.date).expect("valid inputs")
    }
}

pub fn inputs() -> impl Strategy<Value = Inputs> {
    let place = (
        "[a-z]{1,8}(\\.[a-z]{2,5}(-?[0-9]{1,2}[a-z])?){1,3}(:[1-9][0-9]{3})?",
        any::<bool>(),
        "[a-zA-Z0-9][a-zA-Z0-9_-]{0,20}",
        "[a-z]{2,8}(-?[0-9a-z]){1,8}",
        key(),
    );
    let credentials = (
        "[!-.0-~]{1,24}",
        any::<String>().prop_filter("a secret", |secret| !secret.is_empty() && secret.trim() == secret),
        option::of("[!#-~]{1,200}".prop_filter("not URL-encoded", |token| !is_url_encoded(token))),
    );
    // The years 1970 to 9999 without the last week, because a URL must expire before the year 10000.
    let time = (0..253_401_000_000_i64, 1..=604_800_u64);
    let method = (method(), option::weighted(0.2, any::<u64>()));
    (method, place, query(), headers(), option::weighted(0.2, any::<[u8; 32]>()), credentials, time).prop_map(
        |(
            (method, size),
            (host, is_path_style, region, bucket, key),
            query,
            mut headers,
            payload_sha256,
            credentials,
            (seconds, expires),
        )| {
            let (access_key_id, secret_access_key, session_token) = credentials;
            if let (Some(size), Method::Post | Method::Put) = (size, method) {
                headers.push(("content-length".into(), size.to_string()));
            }
            Inputs {
                method,
                host,
                is_path_style,
                region,
                bucket,
                key,
                query,
                headers,
                payload_sha256,
                access_key_id,
                secret_access_key,
                session_token,
                date: AmzDate::from_unix_seconds(seconds).expect("a date before 9999"),
                expires,
            }
        },
    )
}

fn is_url_encoded(token: &str) -> bool {
    token.split('%').skip(1).any(|rest| {
        let mut characters = rest.chars().map(|c| c.is_ascii_hexdigit());
        characters.next() == Some(true) && characters.next() == Some(true)
    })
}

fn method() -> impl Strategy<Value = Method> {
    select(vec![Method::Get, Method::Put, Method::Head, Method::Delete, Method::Post])
}

/// Generates keys of any characters, and often those that encoders treat differently.
pub fn key() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{1,40}", "[a-z/ +%.~'\"()*!:$,;=&?#@\\\\\\[\\]é中\u{0}\n-]{1,40}", any::<String>()]
        .prop_filter("a key", |key| {
            (1..=1024).contains(&key.len())
                && !key.split('/').any(|segment| segment == "." || segment == "..")
        })
}

fn query() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof![
        "[a-zA-Z0-9 ~_.é/-]{1,6}",
        "\\PC{1,6}",
        Just("versionId".into()),
        "X-Amz-[ACDESZ][a-km-z]{1,2}"
    ];
    btree_map(name, prop_oneof![any::<String>(), "[ -~]{0,12}"], 0..6)
        .prop_map(|query| query.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

fn headers() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof![
        "X-Amz-Meta-[a-zA-Z0-9!#$%&'*+.^_`|~-]{1,8}",
        select(vec![
            "Content-Type",
            "cache-control",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-tagging",
            "x-amz-tagging-directive",
            "g",
            "i",
        ])
        .prop_map(String::from),
    ];
    vec((name, "[!-~]{0,4}[ ]{0,3}[!-~]{0,4}[ ]{0,3}[!-~]{0,4}"), 0..7).prop_map(|mut headers| {
        // Only headers whose value is a list may repeat.
        let is_list = |name: &str| name == "cache-control" || name.starts_with("x-amz-meta-");
        let mut seen = BTreeSet::new();
        headers.retain(|(name, _)| {
            let name = name.to_ascii_lowercase();
            is_list(&name) || seen.insert(name)
        });
        headers
    })
}
