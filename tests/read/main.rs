//! Parses presigned URLs and verifies requests: every rule, every character, and the URLs of other signers.

mod call;
mod encodings;
mod hostile;
mod mutations;
mod object;
mod operations;
mod parse;
mod recorded;
mod refusals;
#[path = "../requests/mod.rs"]
mod requests;
mod rules;
mod rusty_s3;
#[path = "../requests/aws_sigv4.rs"]
mod sdk;
mod signers;

use call::Call;
use presign::{AmzDate, Credentials, Endpoint, PresignedUrl, Presigner};

const DATE: &str = "20130524T000000Z";
const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLE//a+b/c==";

/// A well-formed URL with a lifetime of 900 seconds.
const URL: &str = "https://examplebucket.s3.us-east-1.amazonaws.com/photos/my%20duck.jpg\
    ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
    &X-Amz-Date=20130524T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host\
    &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

fn credentials() -> Credentials {
    Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY)
}

fn presigner(credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Endpoint::custom("http://localhost:9000", "us-east-1").unwrap())
}

#[track_caller]
fn date(text: &str) -> AmzDate {
    text.parse().unwrap()
}

#[track_caller]
fn parse(url: &str) -> PresignedUrl {
    url.parse().unwrap_or_else(|error| panic!("{error}: {url}"))
}

/// Replaces a part that occurs exactly once.
#[track_caller]
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
    text.replace(from, to)
}
