//! Shows what a presigned URL or a CloudFront signed URL allows, or why a server refused it.
//!
//! ```text
//! explain URL                                     # signer, object, validity; canonical request, string to sign
//! curl --include URL | explain URL -              # the cause of a refusal, with the difference and the fix
//! explain file:url.txt response.txt --method PUT --header 'content-type: image/jpeg'
//! explain file:form.json response.txt               # the cause of a refused upload with a form
//! ```
//!
//! Quote the URL, since it contains `&`. The page `troubleshooting` of the documentation describes the arguments.

use std::{
    env,
    error::Error,
    fs,
    io::{self, Read, Write},
    path::Path,
    process::ExitCode,
};

use anstyle::{AnsiColor, Style};
use clap::Parser;
use presign::{
    AmzDate, Cause, Diagnosis, ErrorResponse, Method, PostedForm, PresignedUrl, UrlError,
    cloudfront::{HashAlgorithm, SignedUrl},
};
use serde_json::Value;

/// Shows what a presigned URL or a CloudFront signed URL allows, or why a server refused it.
///
/// A form for uploads may take the place of the URL: its fields as JSON, or as `presign post` prints them.
#[derive(Parser)]
struct Arguments {
    /// The URL or the form; or `file:PATH` or `env:NAME` to read it from a file or an environment variable
    url: String,
    /// A file with the server's response, or `-` for standard input; without it, the URL is explained
    response: Option<String>,
    /// The method that was signed [default: GET]
    #[arg(long)]
    method: Option<Method>,
    /// A header that was signed, as `name: value`; may be repeated
    #[arg(long = "header", value_name = "HEADER", value_parser = header)]
    headers: Vec<(String, String)>,
    /// The HTTP status, if the response does not contain it
    #[arg(long)]
    status: Option<u16>,
    /// When the server responded, such as 20130524T000000Z, if the response does not contain it
    #[arg(long)]
    date: Option<AmzDate>,
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
    let text = read_url(&arguments.url)?;
    let report = match text.parse() {
        _ if is_form(&text) => diagnose_form(&text, arguments)?,
        Ok(url) => explain(&url, arguments)?,
        Err(UrlError::OtherSignature { signature: "CloudFront" }) => summary_of_policy(&text.parse()?)?,
        Err(error) => return Err(error.into()),
    };
    // Drops the styles if the output is not a terminal.
    anstream::stdout()
        .write_all(report.as_bytes())
        .map_err(|error| format!("cannot write to standard output: {error}").into())
}

fn explain(url: &PresignedUrl, arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    let headers: Vec<(&str, &str)> =
        arguments.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let method = arguments.method.unwrap_or(Method::Get);
    let Some(response) = response(arguments)? else {
        return Ok(format!("{}\n{}\n", summary(url, arguments), url.explain(method, &headers)?));
    };
    let diagnosis = url.diagnose(method, &headers, &response);
    let mut report = highlighted(&diagnosis);
    if arguments.method.is_none() && matches!(diagnosis.cause(), Cause::Method { .. }) {
        report += "note: GET is assumed: if the URL was signed for another method, pass `--method`\n";
    }
    Ok(report)
}

/// Returns whether the text is JSON, or has fields after the first line. A URL may have been broken into lines.
fn is_form(text: &str) -> bool {
    text.starts_with('{') || text.lines().skip(1).any(|line| line.contains(": "))
}

fn diagnose_form(text: &str, arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    let fields = fields(text)?;
    let form = PostedForm::from_fields(fields.iter().map(|(name, value)| (&**name, &**value)))?;
    let response =
        response(arguments)?.ok_or("no response to the form: pass a file with the server's response")?;
    Ok(highlighted(&form.diagnose(&response)?))
}

/// Reads the fields of a form: from JSON, or from lines after the URL.
fn fields(text: &str) -> Result<Vec<(String, String)>, &'static str> {
    const NOT_A_FORM: &str =
        "text is not a form: pass JSON with the object `fields`, or the lines that `presign post` prints";
    if text.starts_with('{') {
        let json: Value = serde_json::from_str(text).map_err(|_| NOT_A_FORM)?;
        let fields = json.get("fields").unwrap_or(&json).as_object().ok_or(NOT_A_FORM)?;
        let field = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
        return fields.iter().map(field).collect::<Option<_>>().ok_or(NOT_A_FORM);
    }
    let field = |line: &str| line.split_once(": ").map(|(name, value)| (name.into(), value.into()));
    text.lines().skip(1).map(field).collect::<Option<_>>().ok_or(NOT_A_FORM)
}

/// Returns the URL or the form, which must not appear in an error message.
fn read_url(argument: &str) -> Result<String, String> {
    let text = if let Some(path) = argument.strip_prefix("file:") {
        fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"))?
    } else if let Some(name) = argument.strip_prefix("env:") {
        env::var(name).map_err(|error| format!("cannot read the variable {name}: {error}"))?
    } else if Path::new(argument).is_file() {
        return Err(format!("{argument} is a file: write `file:{argument}`"));
    } else {
        return Ok(argument.into());
    };
    Ok(text.trim().into())
}

fn response(arguments: &Arguments) -> Result<Option<ErrorResponse>, Box<dyn Error>> {
    let mut response = match (&arguments.response, arguments.status) {
        (None, None) => return Ok(None),
        (None, Some(status)) => ErrorResponse::from_status(status),
        (Some(path), status) => {
            let text = read(path)?;
            match status {
                // The response to a HEAD has no body.
                Some(status) if text.trim().is_empty() => ErrorResponse::from_status(status),
                Some(status) => ErrorResponse::from_text(&text)?.with_status(status),
                None => ErrorResponse::from_text(&text)?,
            }
        }
    };
    if let Some(date) = arguments.date {
        response = response.with_date(date);
    }
    Ok(Some(response))
}

/// Highlights the first cause, which is the most likely.
fn highlighted(diagnosis: &Diagnosis) -> String {
    let (title, fix) = (Style::new().bold().fg_color(Some(AnsiColor::Red.into())), Style::new().bold());
    let mut is_first = true;
    let mut report = String::new();
    for (number, line) in diagnosis.to_string().lines().enumerate() {
        is_first &= number == 0 || !line.starts_with("error[");
        let style = match line {
            _ if number == 0 => title,
            _ if is_first && line.starts_with("  = help: ") => fix,
            _ => Style::new(),
        };
        report += &format!("{style}{line}{style:#}\n");
    }
    report
}

fn summary(url: &PresignedUrl, arguments: &Arguments) -> String {
    let now = AmzDate::now();
    let object = match url.object() {
        Some((bucket, key)) => format!("{key:?} in the bucket {bucket:?}"),
        None => format!("{:?}", url.path()),
    };
    let time = match url.remaining(now) {
        _ if url.date() > now => format!("not valid before {}", url.date()),
        Some(rest) => format!("valid for another {}", humantime::format_duration(rest)),
        None => format!("expired at {}", url.expires_at()),
    };
    let method = match arguments.method {
        Some(method) => method.to_string(),
        None => "GET, unless it was signed for another: pass that with `--method`".into(),
    };
    let signed_headers = url.signed_headers().map(|name| {
        let is_known =
            name == "host" || arguments.headers.iter().any(|(given, _)| given.eq_ignore_ascii_case(name));
        if is_known { name.into() } else { format!("{name} (empty below: pass it with `--header`)") }
    });
    format!(
        "object:         {object}\nmethod:         {method}\nhost:           {}\nsigned by:      {}\nscope:          {}\ndate, lifetime: {}, {} s: {time}\n\
         signed headers: {}\nsession token:  {}\n",
        url.host(),
        url.access_key_id(),
        url.scope(),
        url.date(),
        url.lifetime().as_secs(),
        signed_headers.collect::<Vec<String>>().join(", "),
        if url.session_token().is_some() { "yes" } else { "none" },
    )
}

/// Shows what a signed URL of CloudFront allows. Whether its signature matches is not known here.
fn summary_of_policy(url: &SignedUrl) -> Result<String, Box<dyn Error>> {
    let policy: Value = serde_json::from_str(url.policy()).map_err(|_| "policy is not JSON")?;
    let statement = &policy["Statement"][0];
    let condition = &statement["Condition"];
    let date = |name: &str| {
        condition[name]["AWS:EpochTime"].as_i64().and_then(|seconds| AmzDate::from_unix_seconds(seconds).ok())
    };
    let now = AmzDate::now();
    let expires = match date("DateLessThan") {
        Some(expiry) if expiry <= now => format!("{expiry}: expired"),
        Some(expiry) => expiry.to_string(),
        None => "not a date".into(),
    };
    // As JSON, so that no character in it reaches the terminal.
    let or_any = |value: &Value| if value.is_null() { "any".into() } else { value.to_string() };
    Ok(format!(
        "signed for:     CloudFront, with a {} policy\nresource:       {}\nstarts:         {}\nexpires:        {expires}\n\
         IP addresses:   {}\nkey pair id:    {}\nhash:           {}\n",
        if url.is_canned() { "canned" } else { "custom" },
        or_any(&statement["Resource"]),
        date("DateGreaterThan").map_or("at once".into(), |start| start.to_string()),
        or_any(&condition["IpAddress"]["AWS:SourceIp"]),
        url.key_pair_id(),
        match url.hash_algorithm() {
            HashAlgorithm::Sha256 => "SHA-256",
            _ => "SHA-1",
        },
    ))
}

fn read(path: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = match path {
        "-" => io::stdin().read_to_end(&mut bytes).map(drop),
        _ => fs::read(path).map(|read| bytes = read),
    };
    read.map_err(|error| format!("cannot read {path}: {error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn header(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("no colon: write `name: value`")?;
    Ok((name.trim().into(), value.trim().into()))
}
