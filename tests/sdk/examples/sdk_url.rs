//! Presigns a URL with the AWS SDK: `sdk_url put|get ENDPOINT BUCKET KEY`.

use aws_sdk_s3::{
    Client,
    config::{Credentials, Region},
    presigning::PresigningConfig,
};
use sdk::{now, offline};
use std::{env, time::Duration};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let [_, operation, endpoint, bucket, key] = arguments.as_slice() else {
        panic!("usage: sdk_url put|get ENDPOINT BUCKET KEY")
    };
    let variable = |name| env::var(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (id, secret) = (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"));
    let config = offline(Credentials::new(id, secret, None, None, "environment"))
        .region(Region::from_static("us-east-1"))
        .endpoint_url(endpoint)
        .force_path_style(true);
    let client = Client::from_conf(config.build());
    let time = PresigningConfig::expires_in(Duration::from_secs(900)).expect("a lifetime");
    let presigned = match operation.as_str() {
        "put" => now(client.put_object().bucket(bucket).key(key).presigned(time)).expect("a valid request"),
        _ => now(client.get_object().bucket(bucket).key(key).presigned(time)).expect("a valid request"),
    };
    println!("{}", presigned.uri());
}
