//! Presigns the random requests with the crate `rusty-s3`.

use crate::requests::Inputs;
use jiff::Timestamp;
use presign::Method;
use rusty_s3::{Bucket, UrlStyle, signing::sign};

/// Returns the presigned URL and the headers to send with it.
pub fn presign(inputs: &Inputs) -> (String, Vec<(String, String)>) {
    let style = if inputs.is_path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
    let endpoint = format!("https://{}", inputs.host).parse().unwrap();
    let bucket = Bucket::new(endpoint, style, inputs.bucket.clone(), inputs.region.clone()).unwrap();

    let is_unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    let mut query = inputs.query.clone();
    query.retain(|(name, _)| name.chars().all(is_unreserved));
    query.sort();

    // `rusty-s3` expects each name once, in lower case and sorted.
    let lower_case = |(name, value): &(String, String)| (name.to_lowercase(), value.clone());
    let mut headers: Vec<_> = inputs.headers.iter().map(lower_case).collect();
    headers.sort();
    headers.dedup_by(|a, b| a.0 == b.0);

    let url = sign(
        &Timestamp::from_second(inputs.date.unix_seconds()).unwrap(),
        method(inputs.method),
        bucket.object_url(&inputs.key),
        &inputs.access_key_id,
        &inputs.secret_access_key,
        inputs.session_token.as_deref(),
        &inputs.region,
        inputs.expires,
        query.iter().map(|(name, value)| (name.as_str(), value.as_str())),
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())),
    );
    (url.into(), headers)
}

fn method(method: Method) -> rusty_s3::Method {
    match method {
        Method::Get => rusty_s3::Method::Get,
        Method::Put => rusty_s3::Method::Put,
        Method::Head => rusty_s3::Method::Head,
        Method::Delete => rusty_s3::Method::Delete,
        Method::Post => rusty_s3::Method::Post,
        other => panic!("{other} is not among the random methods"),
    }
}
