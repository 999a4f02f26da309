//! Why did S3 say `SignatureDoesNotMatch`? What a presigned URL says, and what a server's answer to it means.
//!
//! ```text
//! cargo run --example explain -- URL                     # who signed what, until when; canonical request, string to sign
//! cargo run --example explain -- URL error.xml           # the cause, by the body of the answer
//! curl … | cargo run --example explain -- URL - --method PUT --header 'content-type: image/jpeg'
//! ```
//!
//! Quote the URL: it has `&` in it. No secret is needed, and none is shown.

use std::{
    error::Error,
    fs,
    io::{self, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use presign::{AmzDate, ErrorResponse, Method, PresignedUrl};

/// Tells what a presigned URL says, or why a server refused it.
#[derive(Parser)]
struct Arguments {
    /// The presigned URL, as it was signed
    url: PresignedUrl,
    /// A file with the body of the server's answer, or `-` for the standard input
    answer: Option<PathBuf>,
    /// The method that was signed
    #[arg(long, default_value = "GET")]
    method: Method,
    /// A header that was signed, as `name: value`; may be repeated
    #[arg(long = "header", value_name = "HEADER", value_parser = header)]
    headers: Vec<(String, String)>,
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

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments { url, answer, method, headers } = arguments;
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let report = match answer {
        None => format!("{}\n{}\n", summary(url), url.explain(*method, &headers)?),
        Some(path) => {
            let answer = ErrorResponse::from_xml(&read(path)?)?;
            url.diagnose(*method, &headers, &answer).to_string()
        }
    };
    io::stdout()
        .write_all(report.as_bytes())
        .map_err(|error| format!("cannot write to the standard output: {error}").into())
}

fn summary(url: &PresignedUrl) -> String {
    let now = AmzDate::now();
    let object = match url.object() {
        Some((bucket, key)) => format!("{key:?} in the bucket {bucket:?}"),
        None => format!("{:?}", url.path()),
    };
    let time = match url.remaining(now) {
        _ if url.date() > now => format!("not good before {}", url.date()),
        Some(rest) => format!("good for another {}", humantime::format_duration(rest)),
        None => format!("expired at {}", url.expires_at()),
    };
    format!(
        "object:         {object}\nhost:           {}\nsigned by:      {}\nscope:          {}\ndate, lifetime: {}, {} s: {time}\n\
         signed headers: {}\nsession token:  {}\n",
        url.host(),
        url.access_key_id(),
        url.scope(),
        url.date(),
        url.lifetime().as_secs(),
        url.signed_headers().collect::<Vec<_>>().join(", "),
        if url.session_token().is_some() { "yes" } else { "none" },
    )
}

fn read(path: &PathBuf) -> Result<String, String> {
    let mut text = String::new();
    let read = match path.as_os_str() == "-" {
        true => io::stdin().read_to_string(&mut text).map(|_| text),
        false => fs::read_to_string(path),
    };
    read.map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn header(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("no colon: write `name: value`")?;
    Ok((name.trim().into(), value.trim().into()))
}
