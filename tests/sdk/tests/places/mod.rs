//! The addresses at which requests are compared, and the parts of a request that are compared.

use aws_sdk_s3::{
    Client,
    config::{Builder, Credentials, Region},
};
use presign::{AmzDate, Endpoint, Method, Presigner, Request};
use std::{collections::BTreeMap, time::Duration};

/// What is asked for at a bucket and a key: of the SDK, and of presign.
pub struct Operation {
    pub name: &'static str,
    pub sdk: fn(&Client, &str, &str) -> Parts,
    pub presign: for<'a> fn(&'a Presigner, &'a str, &'a str) -> Request<'a>,
}

/// Calls with the clients, the bucket, a key, and whether the bucket is part of the host.
pub fn at_every_place(compare: impl Fn(&Client, &Presigner, &str, &str, bool)) {
    for token in [None, Some("AQoDYXdzEJr//////////wEa8AL+a/b==")] {
        for (region, bucket, of_sdk, of_presign, with_token) in PLACES {
            let sdk = Client::from_conf(of_sdk(offline(token).region(Region::new(*region))).build());
            let mut credentials = presign::Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
            if let Some(token) = token {
                credentials = with_token(credentials, token);
            }
            let s3 = Presigner::new(credentials, of_presign(region));
            let of_bucket = s3.bucket_request(Method::Get, *bucket).presign_at(date()).unwrap();
            for key in KEYS {
                compare(&sdk, &s3, bucket, key, of_bucket.url().contains("/?"));
            }
        }
    }
}

/// What a client is told; the order of parameters and headers is for each to choose.
#[derive(Debug, PartialEq)]
pub struct Parts {
    pub method: String,
    pub place: String,
    pub parameters: BTreeMap<String, String>,
    pub headers: BTreeMap<String, String>,
}

impl Parts {
    pub fn new<'a>(method: &str, url: &str, headers: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let (place, query) = url.split_once('?').unwrap_or((url, ""));
        let parameters = query
            .split('&')
            .filter(|parameter| !parameter.is_empty())
            .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")));
        let parts = Self {
            method: method.to_owned(),
            // Clients leave out the scheme's own port, and so does the SDK where it signs.
            place: place.replacen(".example.com:443/", ".example.com/", 1),
            parameters: parameters.clone().map(owned).collect(),
            headers: headers.map(owned).collect(),
        };
        assert_eq!(parts.parameters.len(), parameters.count(), "a parameter is given once: {url}");
        parts
    }

    pub fn of_presign(request: Request<'_>, what: &str) -> Self {
        let presigned = request.expires_in(LIFETIME).presign_at(date());
        let presigned = presigned.unwrap_or_else(|error| panic!("{what}: {error}"));
        Self::new(presigned.method().as_str(), presigned.url(), presigned.signed_headers())
    }
}

/// A region and a bucket, the rest of the endpoint for both, and what a session token is to presign.
type Place = (&'static str, &'static str, fn(Builder) -> Builder, fn(&str) -> Endpoint, Token);
type Token = fn(presign::Credentials, &str) -> presign::Credentials;
const OF_STS: Token = |credentials, token| credentials.with_session_token(token);
const OF_CREATE_SESSION: Token = presign::Credentials::with_s3_express_session_token;

const PLACES: &[Place] = &[
    ("us-east-1", "bucket", |sdk| sdk, |region| aws(region), OF_STS),
    ("eu-west-1", "with.dots", |sdk| sdk, |region| aws(region), OF_STS),
    ("cn-north-1", "bucket", |sdk| sdk, |region| aws(region), OF_STS),
    ("us-east-1", "bucket", |sdk| sdk.force_path_style(true), |region| aws(region).path_style(), OF_STS),
    (
        "us-gov-west-1",
        "bucket",
        |sdk| sdk.use_fips(true).use_dual_stack(true),
        |region| aws(region).fips().unwrap().dual_stack().unwrap(),
        OF_STS,
    ),
    ("us-west-2", "bucket", |sdk| sdk.accelerate(true), |region| aws(region).accelerate().unwrap(), OF_STS),
    ("us-west-2", "photos-aaaabbbbccccddddeeeeffff1234-s3alias", |sdk| sdk, |region| aws(region), OF_STS),
    (
        "us-west-2",
        "arn:aws:s3:us-west-2:123456789012:accesspoint/photos",
        |sdk| sdk,
        |region| aws(region),
        OF_STS,
    ),
    (
        "eu-west-1",
        "arn:aws:s3:us-west-2:123456789012:accesspoint/photos",
        |sdk| sdk.use_arn_region(true),
        |region| aws(region).use_arn_region(),
        OF_STS,
    ),
    (
        "us-west-2",
        "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/thumbs",
        |sdk| sdk,
        |region| aws(region),
        OF_STS,
    ),
    (
        "us-west-2",
        "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
        |sdk| sdk,
        |region| aws(region),
        OF_STS,
    ),
    ("us-west-2", "logs--usw2-az1--x-s3", |sdk| sdk, |region| aws(region), OF_CREATE_SESSION),
    (
        "us-west-2",
        "logs--usw2-az1--x-s3",
        |sdk| sdk.disable_s3_express_session_auth(true),
        |region| aws(region),
        OF_STS,
    ),
    ("us-west-2", "photos--usw2-az1--xa-s3", |sdk| sdk, |region| aws(region), OF_CREATE_SESSION),
    (
        "auto",
        "bucket",
        |sdk| sdk.endpoint_url("https://example.com"),
        |region| custom("https://example.com", region),
        OF_STS,
    ),
    (
        "us-east-1",
        "bucket",
        |sdk| sdk.endpoint_url("http://localhost:9000").force_path_style(true),
        |region| custom("http://localhost:9000", region),
        OF_STS,
    ),
    (
        "us-east-1",
        "bucket",
        |sdk| sdk.endpoint_url("http://localhost:9000"),
        |region| custom("http://localhost:9000", region).virtual_hosted_style(),
        OF_STS,
    ),
    (
        "us-east-1",
        "bucket",
        |sdk| sdk.endpoint_url("http://[::1]:9000").force_path_style(true),
        |region| custom("http://[::1]:9000", region),
        OF_STS,
    ),
    (
        "eu-west-1",
        "bucket",
        |sdk| sdk.endpoint_url("https://example.com:443"),
        |region| custom("https://example.com:443", region),
        OF_STS,
    ),
    (
        "eu-west-1",
        "bucket",
        |sdk| sdk.endpoint_url("https://example.com/storage/v1/s3/").force_path_style(true),
        |region| custom("https://example.com/storage/v1/s3", region).path_style(),
        OF_STS,
    ),
];

fn aws(region: &str) -> Endpoint {
    Endpoint::aws(region).unwrap()
}

fn custom(url: &str, region: &str) -> Endpoint {
    Endpoint::custom(url, region).unwrap()
}

/// A client that waits for nothing and adds nothing.
fn offline(token: Option<&str>) -> Builder {
    let token = token.map(str::to_owned);
    sdk::offline(Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, token, None, "test"))
}

const KEYS: &[&str] = &[
    "k",
    "photos/2024/duck.jpg",
    "with space, (brackets) & more!.txt",
    "a+b=c;d:e@f$g*h'i\"j<k>l\\m^n`o{p}q|r[s]t#u?v%w",
    "100%25 %2F",
    "-._~",
    "Bücher/日本語/🦆",
    "/leading",
    "//double//inside//",
    "folder/",
    "...",
    "line\nfeed\ttab",
];

pub fn date() -> AmzDate {
    "20130524T000000Z".parse().unwrap()
}

pub const LIFETIME: Duration = Duration::from_secs(3600);
const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
