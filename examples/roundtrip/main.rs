//! Uploads and downloads with presigned URLs, on an embedded server or on yours.
//!
//! ```text
//! cargo run --example roundtrip                                          # sign, upload, download, tamper
//! cargo run --example roundtrip -- --endpoint http://localhost:9000 --bucket test
//! ```
//!
//! The second form checks a server or a cloud service: every operation, unusual keys, and altered requests with a
//! diagnosis of each refusal. It prints what the server does differently from Amazon S3. Credentials come from the
//! environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`). All objects have a common prefix, and
//! are deleted at the end.

mod client;
mod embedded;
#[path = "../../tests/support/server.rs"]
mod server;
mod survey;

use std::{error::Error, process::ExitCode};

use clap::Parser;
use presign::{Credentials, Endpoint, Presigner};
use survey::Survey;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Signs, uploads and downloads, on an embedded server or on yours.
#[derive(Parser)]
struct Arguments {
    /// The URL of an S3 server to check
    #[arg(long, requires = "bucket")]
    endpoint: Option<String>,
    /// A bucket on that server
    #[arg(long, requires = "endpoint")]
    bucket: Option<String>,
    /// The region that the server is configured with
    #[arg(long, env = "AWS_REGION", default_value = "us-east-1")]
    region: String,
    /// Put the bucket in the host instead of the path
    #[arg(long)]
    virtual_hosted: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let (Some(url), Some(bucket)) = (&arguments.endpoint, &arguments.bucket) else {
        return embedded::round_trip();
    };
    let endpoint = Endpoint::custom(url, &arguments.region)?;
    let endpoint =
        if arguments.virtual_hosted { endpoint.virtual_hosted_style() } else { endpoint.path_style() };
    let s3 = Presigner::new(Credentials::from_env()?, endpoint);
    Survey::new(s3, bucket).run()
}
