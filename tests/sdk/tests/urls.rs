//! Whole presigned URLs of the AWS SDK: the same parameters, the same headers and the same signature.

use aws_sdk_s3::{
    Client,
    config::{
        BehaviorVersion, Builder, Credentials, IdentityCache, Region, RequestChecksumCalculation,
        StalledStreamProtectionConfig, retry::RetryConfig, timeout::TimeoutConfig,
    },
    presigning::{PresignedRequest, PresigningConfig},
    primitives::DateTime,
};
use presign::{AmzDate, Endpoint, Method, Presigner, Request};
use sdk::now;
use std::{
    collections::BTreeMap,
    time::{Duration, UNIX_EPOCH},
};

struct Operation {
    name: &'static str,
    sdk: fn(&Client, &str, &str) -> PresignedRequest,
    presign: for<'a> fn(&'a Presigner, &'a str, &'a str) -> Request<'a>,
}

/// A row is the operation's name, if the SDK gives it in `x-id`, and what either is asked for; both get a bucket and a
/// key.
macro_rules! operations {
    ($(
        $id:literal $sdk:ident() $(.$set:ident($($value:expr),*))*
            == $presign:ident($($of:expr),*) $(.$with:ident($($arg:expr),*))*;
    )*) => {
        &[$(Operation {
            name: stringify!($sdk() $(.$set($($value),*))*),
            sdk: |sdk, bucket, key| {
                now(sdk.$sdk().bucket(bucket).key(key) $(.$set($($value),*))* .presigned(config())).unwrap()
            },
            presign: |s3, bucket, key| {
                let request = s3.$presign(bucket, key $(, $of)*) $(.$with($($arg),*))*;
                if $id.is_empty() { request } else { request.query("x-id", $id) }
            },
        }),*]
    };
}

const OPERATIONS: &[Operation] = operations! {
    "GetObject" get_object() == get();
    "GetObject" get_object().version_id("a+b/c=") == get().query("versionId", "a+b/c=");
    "GetObject" get_object().part_number(3) == get().query("partNumber", 3);
    "GetObject" get_object().range("bytes=0-9") == get().header("range", "bytes=0-9");
    "GetObject" get_object().if_modified_since(DateTime::from_secs(1_369_353_600))
        == get().header("if-modified-since", "Fri, 24 May 2013 00:00:00 GMT");
    "GetObject" get_object()
            .response_cache_control("no-cache, max-age=0")
            .response_content_type("text/plain; charset=utf-8")
        == get()
            .query("response-cache-control", "no-cache, max-age=0")
            .query("response-content-type", "text/plain; charset=utf-8");
    "GetObject" get_object().response_content_disposition(DISPOSITION)
        == get().query("response-content-disposition", DISPOSITION);
    "GetObject" get_object().response_content_encoding("gzip").response_content_language("de, en")
        == get().query("response-content-encoding", "gzip").query("response-content-language", "de, en");
    "GetObject" get_object().request_payer("requester".into())
        == get().header("x-amz-request-payer", "requester");
    "GetObject" get_object().expected_bucket_owner("123456789012")
        == get().header("x-amz-expected-bucket-owner", "123456789012");

    "" head_object() == head();
    "" head_object().version_id("null") == head().query("versionId", "null");
    "" head_object().if_match("\"etag\"") == head().header("if-match", "\"etag\"");

    "PutObject" put_object() == put();
    "PutObject" put_object().content_type("image/svg+xml") == put().header("content-type", "image/svg+xml");
    "PutObject" put_object().content_length(1234) == put().header("content-length", 1234);
    "PutObject" put_object().content_md5(MD5)
        == put().header("content-md5", MD5);
    "PutObject" put_object().content_disposition("inline").content_encoding("gzip").content_language("de, en")
        == put()
            .header("content-disposition", "inline")
            .header("content-encoding", "gzip")
            .header("content-language", "de, en");
    "PutObject" put_object().cache_control("no-cache, max-age=0")
        == put().header("cache-control", "no-cache, max-age=0");
    "PutObject" put_object().if_none_match("*") == put().header("if-none-match", "*");
    "PutObject" put_object().metadata("author", "Ada Lovelace").metadata("a", "1")
        == put().header("x-amz-meta-author", "Ada Lovelace").header("x-amz-meta-a", "1");
    "PutObject" put_object().storage_class("STANDARD_IA".into())
        == put().header("x-amz-storage-class", "STANDARD_IA");
    "PutObject" put_object().acl("public-read".into()) == put().header("x-amz-acl", "public-read");
    "PutObject" put_object().tagging("a=1&b=%20") == put().header("x-amz-tagging", "a=1&b=%20");
    "PutObject" put_object().checksum_sha256(SHA_256) == put().header("x-amz-checksum-sha256", SHA_256);
    "PutObject" put_object().checksum_crc32_c("AAAAAA==")
        == put().header("x-amz-checksum-crc32c", "AAAAAA==");
    "PutObject" put_object().server_side_encryption("aws:kms".into()).ssekms_key_id("alias/key")
        == put()
            .header("x-amz-server-side-encryption", "aws:kms")
            .header("x-amz-server-side-encryption-aws-kms-key-id", "alias/key");
    "PutObject" put_object()
            .sse_customer_algorithm("AES256")
            .sse_customer_key(SHA_256)
            .sse_customer_key_md5(MD5)
        == put()
            .header("x-amz-server-side-encryption-customer-algorithm", "AES256")
            .header("x-amz-server-side-encryption-customer-key", SHA_256)
            .header("x-amz-server-side-encryption-customer-key-md5", MD5);

    "UploadPart" upload_part().upload_id("VXBsb2Fk.SWQ_~-+/=").part_number(7)
        == upload_part("VXBsb2Fk.SWQ_~-+/=", 7);
    "UploadPart" upload_part().upload_id("id").part_number(10_000).content_length(5_242_880)
        == upload_part("id", 10_000).header("content-length", 5_242_880);

    "DeleteObject" delete_object() == delete();
    "DeleteObject" delete_object().version_id("null").mfa("serial 123456")
        == delete().query("versionId", "null").header("x-amz-mfa", "serial 123456");
};

/// Only where the bucket is part of the host: in a path, the SDK puts a `/` behind it, and presign none.
const OPERATIONS_ON_BUCKETS: &[Operation] = &[Operation {
    name: "list_object_versions()",
    sdk: |sdk, bucket, key| {
        now(sdk.list_object_versions().bucket(bucket).prefix(key).max_keys(10).presigned(config())).unwrap()
    },
    presign: |s3, bucket, key| {
        s3.bucket_request(Method::Get, bucket)
            .query("versions", "")
            .query("prefix", key)
            .query("max-keys", 10)
    },
}];

const DISPOSITION: &str = "attachment; filename=\"ü & (1).txt\"; filename*=UTF-8''%C3%BC.txt";
const MD5: &str = "1B2M2Y8AsgTpgAmY7PhCfg==";
const SHA_256: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

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

/// A region and a bucket, the rest of the endpoint for both, and what a session token is to presign.
type Place = (&'static str, &'static str, fn(Builder) -> Builder, fn(&str) -> Endpoint, Token);
type Token = fn(presign::Credentials, &str) -> presign::Credentials;
const OF_STS: Token = presign::Credentials::with_session_token;
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

#[test]
fn the_same_urls() {
    for token in [None, Some("AQoDYXdzEJr//////////wEa8AL+a/b==")] {
        for (region, bucket, of_sdk, of_presign, with_token) in PLACES {
            let sdk = Client::from_conf(of_sdk(offline(token).region(Region::new(*region))).build());
            let mut credentials = presign::Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
            if let Some(token) = token {
                credentials = with_token(credentials, token);
            }
            let s3 = Presigner::new(credentials, of_presign(region));
            let of_bucket = s3.bucket_request(Method::Get, bucket).presign_at(date()).unwrap();
            let is_in_host = of_bucket.url().contains("/?");
            let operations = OPERATIONS.iter().chain(OPERATIONS_ON_BUCKETS.iter().filter(|_| is_in_host));
            for Operation { name, sdk: of_sdk, presign: of_presign } in operations {
                for key in KEYS {
                    let what = format!("{name} of {key:?} in {bucket} at {}", s3.endpoint());
                    let request = of_presign(&s3, bucket, key).expires_in(LIFETIME);
                    let presigned =
                        request.presign_at(date()).unwrap_or_else(|error| panic!("{what}: {error}"));
                    assert_eq!(
                        Parts::new(presigned.method().as_str(), presigned.url(), presigned.headers()),
                        Parts::of_sdk(&of_sdk(&sdk, bucket, key)),
                        "{what}",
                    );
                }
            }
        }
    }
}

/// What a client is told; the order of parameters and headers is for each to choose.
#[derive(Debug, PartialEq)]
struct Parts {
    method: String,
    place: String,
    parameters: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
}

impl Parts {
    fn new<'a>(method: &str, url: &str, headers: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let (place, query) = url.split_once('?').unwrap();
        let parameters =
            query.split('&').map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")));
        let parts = Self {
            method: method.to_owned(),
            place: place.to_owned(),
            parameters: parameters.clone().map(owned).collect(),
            headers: headers.map(owned).collect(),
        };
        assert_eq!(parts.parameters.len(), parameters.count(), "a parameter is given once: {url}");
        parts
    }

    fn of_sdk(presigned: &PresignedRequest) -> Self {
        // Clients leave out the scheme's own port, and so does the SDK where it signs.
        let url = presigned.uri().replacen(".example.com:443/", ".example.com/", 1);
        Self::new(presigned.method(), &url, presigned.headers())
    }
}

/// A client that waits for nothing and adds nothing.
fn offline(token: Option<&str>) -> Builder {
    let credentials =
        Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, token.map(str::to_owned), None, "test");
    aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .identity_cache(IdentityCache::no_cache())
        .credentials_provider(credentials.clone())
        // As if a session with a directory bucket had begun.
        .express_credentials_provider(credentials)
}

fn date() -> AmzDate {
    "20130524T000000Z".parse().unwrap()
}

fn config() -> PresigningConfig {
    let date = UNIX_EPOCH + Duration::from_secs(date().unix_seconds().try_into().unwrap());
    PresigningConfig::builder().start_time(date).expires_in(LIFETIME).build().unwrap()
}

const LIFETIME: Duration = Duration::from_secs(3600);
const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
