//! Creates presigned S3 URLs and forms on the command line, with the usual `AWS_*` variables.
//!
//! ```text
//! export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… AWS_REGION=eu-west-1
//! cargo run --example presign -- get s3://bucket/key --expires 1h
//! cargo run --example presign -- put s3://bucket/duck.jpg --header 'Content-Type: image/jpeg' --curl
//! cargo run --example presign -- upload-part s3://bucket/big.iso --upload-id ID --part-number 7
//! cargo run --example presign -- get s3://bucket/key --endpoint http://localhost:9000 --explain
//! cargo run --example presign -- post s3://bucket/uploads/ --max 10MB --type image/ --html
//! cargo run --release --example presign -- get s3://bucket --keys keys.txt > urls.txt
//! ```
//!
//! It prints the URL to standard output, and the headers to send with it to standard error. For a form, it prints the URL
//! and then the fields to standard output.

mod form;
mod list;

use std::{
    env::{self, VarError},
    error::Error,
    fmt::Display,
    io::{self, Write},
    iter,
    path::PathBuf,
    process::ExitCode,
    str::FromStr,
    time::Duration,
};

use clap::{CommandFactory, Parser, error::ErrorKind};
use form::Form;
use list::List;
use presign::{AmzDate, Credentials, Endpoint, Method, Presigner, Request};

fn main() -> ExitCode {
    let operation = Operation::parse();
    if let Err(message) = operation.check() {
        Operation::command().error(ErrorKind::ValueValidation, message).exit();
    }
    match run(&operation) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(operation: &Operation) -> Result<(), Box<dyn Error>> {
    let target = operation.target();
    let s3 = Presigner::new(Credentials::from_env()?, endpoint(target)?);
    let date = target.date.unwrap_or_else(AmzDate::now);

    if let Some((method, Objects { keys: Some(keys), options })) = operation.objects() {
        let prepared = with(options, s3.objects(method, &target.object.bucket)).prepare_at(date)?;
        let list = List::open(keys)?;
        show("these headers with each URL", prepared.headers());
        return Ok(list.sign(&prepared)?);
    }
    let Object { bucket, key } = &target.object;
    let (options, request) = match operation {
        Operation::Get(objects) => (&objects.options, s3.get(bucket, key)),
        Operation::Put(objects) => (&objects.options, s3.put(bucket, key)),
        Operation::Head(objects) => (&objects.options, s3.head(bucket, key)),
        Operation::Delete(objects) => (&objects.options, s3.delete(bucket, key)),
        Operation::Post(form) => return form.run(&s3, date),
        Operation::UploadPart { upload_id, part_number, options } => {
            (options, s3.upload_part(bucket, key, upload_id, *part_number))
        }
    };
    let request = with(options, request);
    if options.explain {
        return print(request.explain_at(date)?);
    }
    let presigned = request.presign_at(date)?;
    if options.curl {
        if matches!(presigned.method(), Method::Put) {
            eprintln!("the command reads the body from standard input: append `< FILE`");
        }
        return print(presigned.to_curl());
    }
    print(presigned.url())?;
    show("these headers", presigned.headers());
    Ok(())
}

/// Creates a presigned URL or form for an object in S3 or a compatible service.
///
/// The credentials come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, if they are temporary, AWS_SESSION_TOKEN and
/// AWS_CREDENTIAL_EXPIRATION.
#[derive(Parser)]
enum Operation {
    /// Read an object
    Get(Objects),
    /// Write an object
    Put(Objects),
    /// Read an object's headers
    Head(Objects),
    /// Delete an object
    Delete(Objects),
    /// Upload with a form; a key that ends in `/` or is empty is a prefix
    Post(Form),
    /// Write one part of a multipart upload
    UploadPart {
        /// The upload id from the response to CreateMultipartUpload
        // Some ids start with a hyphen.
        #[arg(long, value_name = "ID", allow_hyphen_values = true)]
        upload_id: String,
        /// The number of the part, 1 to 10000
        #[arg(long, value_name = "N")]
        part_number: u32,
        #[command(flatten)]
        options: Options,
    },
}

impl Operation {
    fn target(&self) -> &Target {
        match self {
            Self::Post(form) => &form.target,
            Self::UploadPart { options, .. } => &options.target,
            Self::Get(objects) | Self::Put(objects) | Self::Head(objects) | Self::Delete(objects) => {
                &objects.options.target
            }
        }
    }

    /// Returns the method and the objects of an operation that accepts a list of keys.
    fn objects(&self) -> Option<(Method, &Objects)> {
        match self {
            Self::Get(objects) => Some((Method::Get, objects)),
            Self::Put(objects) => Some((Method::Put, objects)),
            Self::Head(objects) => Some((Method::Head, objects)),
            Self::Delete(objects) => Some((Method::Delete, objects)),
            Self::Post(_) | Self::UploadPart { .. } => None,
        }
    }

    /// Checks that there is either one key or a list of keys.
    fn check(&self) -> Result<(), &'static str> {
        let listed = self.objects().is_some_and(|(_, objects)| objects.keys.is_some());
        match (self.target().object.key.is_empty(), listed) {
            (true, false) if matches!(self, Self::Post(_)) => Ok(()),
            (true, false) => Err("no key after the bucket: write s3://bucket/key"),
            (false, true) => {
                Err("a key together with `--keys`: write s3://bucket, and put the key into the list")
            }
            (true, true) | (false, false) => Ok(()),
        }
    }
}

#[derive(clap::Args)]
struct Objects {
    #[command(flatten)]
    options: Options,
    /// Print a URL for each key in this file, one key per line; `-` is standard input, and S3_URL is s3://bucket
    #[arg(long, value_name = "FILE", conflicts_with_all = ["explain", "curl"])]
    keys: Option<PathBuf>,
}

#[derive(clap::Args)]
struct Options {
    #[command(flatten)]
    target: Target,
    /// A header that the client must send, as `Name: value`; may be repeated
    #[arg(long = "header", value_name = "HEADER", value_parser = header)]
    headers: Vec<(String, String)>,
    /// A query parameter, as `name=value` or `name`; may be repeated
    #[arg(long = "query", value_name = "PARAMETER")]
    parameters: Vec<String>,
    /// Print the canonical request and the string to sign instead
    #[arg(long, conflicts_with = "curl")]
    explain: bool,
    /// Print a curl command that sends the request instead
    #[arg(long)]
    curl: bool,
}

/// Where the object is, and when the URL works.
#[derive(clap::Args)]
struct Target {
    /// s3://bucket/key, with the key as plain text, not percent-encoded
    #[arg(value_name = "S3_URL")]
    object: Object,
    /// How long the URL works, such as 90s, 1h or 7days
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = humantime::parse_duration)]
    expires: Duration,
    /// The URL of the service [default: AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, else AWS]
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The region of the bucket [default: AWS_REGION or AWS_DEFAULT_REGION]
    #[arg(long)]
    region: Option<String>,
    /// Put the bucket in the path instead of the host
    #[arg(long)]
    path_style: bool,
    /// When the URL starts to work, such as 20130524T000000Z [default: now]
    #[arg(long)]
    date: Option<AmzDate>,
}

#[derive(Clone)]
struct Object {
    bucket: String,
    /// Empty if there is a list of keys, or a form for any key.
    key: String,
}

impl FromStr for Object {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = text.strip_prefix("s3://").ok_or("no `s3://` at the start: write s3://bucket/key")?;
        let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
        if bucket.is_empty() {
            return Err("no bucket after `s3://`: write s3://bucket/key");
        }
        Ok(Self { bucket: bucket.into(), key: key.into() })
    }
}

fn header(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("no colon: write `Name: value`")?;
    Ok((name.into(), value.into()))
}

fn endpoint(target: &Target) -> Result<Endpoint, Box<dyn Error>> {
    let region = option_or(target.region.as_ref(), ["AWS_REGION", "AWS_DEFAULT_REGION"])?
        .ok_or("no region: set it with `--region`, AWS_REGION or AWS_DEFAULT_REGION")?;
    let endpoint = match option_or(target.endpoint.as_ref(), ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"])? {
        Some(url) => Endpoint::custom(&url, &region)?,
        None => Endpoint::aws(&region)?,
    };
    Ok(if target.path_style { endpoint.path_style() } else { endpoint })
}

fn with<'a, Of>(options: &'a Options, mut request: Request<'a, Of>) -> Request<'a, Of> {
    for (name, value) in &options.headers {
        request = request.header(name, value);
    }
    for parameter in &options.parameters {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        request = request.query(name, value);
    }
    request.expires_in(options.target.expires)
}

/// Returns the option, or else the first variable that is set.
fn option_or(option: Option<&String>, names: [&str; 2]) -> Result<Option<String>, String> {
    if option.is_some() {
        return Ok(option.cloned());
    }
    names.into_iter().find_map(|name| variable(name).transpose()).transpose()
}

/// Returns an environment variable. An empty one counts as not set, as in the AWS tools.
fn variable(name: &str) -> Result<Option<String>, String> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(format!("{name} is not UTF-8: set it to plain text")),
    }
}

fn show<'a>(what: &str, mut headers: impl Iterator<Item = (&'a str, &'a str)>) {
    if let Some(first) = headers.next() {
        eprintln!("the client must send exactly {what}:");
        iter::once(first).chain(headers).for_each(|(name, value)| eprintln!("{name}: {value}"));
    }
}

fn print(text: impl Display) -> Result<(), Box<dyn Error>> {
    writeln!(io::stdout(), "{text}")
        .map_err(|error| format!("cannot write to standard output: {error}").into())
}
