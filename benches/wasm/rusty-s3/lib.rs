//! Presigns a GET with rusty-s3.

#[path = "../host.rs"]
mod host;

use jiff::Timestamp;
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use std::time::Duration;

#[unsafe(no_mangle)]
extern "C" fn presign(len: usize, unix_seconds: u32) -> usize {
    host::output(host::input(len).and_then(|lines| url(lines, unix_seconds)).as_deref())
}

fn url([access_key_id, secret, region, bucket, key]: [&str; 5], unix_seconds: u32) -> Option<String> {
    let endpoint = format!("https://s3.{region}.amazonaws.com").parse().ok()?;
    let bucket = Bucket::new(endpoint, UrlStyle::VirtualHost, bucket.to_owned(), region.to_owned()).ok()?;
    let credentials = Credentials::new(access_key_id, secret);
    let time = Timestamp::from_second(unix_seconds.into()).ok()?;
    Some(bucket.get_object(Some(&credentials), key).sign_with_time(Duration::from_secs(900), &time).into())
}
