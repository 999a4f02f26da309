//! Compares presign with other crates: `cargo bench --manifest-path benches/peers/Cargo.toml`.
//!
//! All three crates hash with the same `sha2`. Credentials, bucket and settings are created once. The loop contains
//! everything from the key to the finished text of the URL. `presign` caches the signing key and writes to the
//! caller's buffer. The others derive the key (four HMACs) and return a new `String` for each URL. The floor is that
//! of a single URL with a known key, most of which `presign, prepared` hashes before the loop.

#[path = "../../columns/mod.rs"]
#[allow(dead_code, reason = "not every benchmark uses it")]
mod columns;

use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use columns::{Column, Floor, UPLOAD_ID, columns, date};
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rusty_s3::{Bucket, S3Action, UrlStyle};
use serde_json::json;
use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const REGION: &str = "us-east-1";
const BUCKET: &str = "examplebucket";
const KEY: &str = "photos/2026/duck.jpg";
const LIFETIME: Duration = Duration::from_secs(900);

/// The request of a column, for the other crates.
#[derive(Clone, Copy)]
struct Wanted {
    method: &'static str,
    key: &'static str,
    headers: &'static [(&'static str, &'static str)],
    part: Option<u16>,
    has_token: bool,
}

/// Returns the requests in the order of the columns.
fn wanted() -> [Wanted; 6] {
    let get = Wanted { method: "GET", key: KEY, headers: &[], part: None, has_token: false };
    let part = Wanted { method: "PUT", part: Some(7), ..get };
    let headers = &[("content-type", "image/jpeg"), ("x-amz-acl", "private")];
    [
        get,
        Wanted { has_token: true, ..get },
        Wanted { method: "PUT", headers, ..get },
        part,
        Wanted { has_token: true, ..part },
        Wanted { key: "фото/2026/утка 🦆.jpg", ..get },
    ]
}

fn token() -> String {
    "FwoGZXIvYXdzE/+=".repeat(63)[..1000].to_owned()
}

fn rusty_s3(has_token: bool) -> impl Fn(Wanted, &Timestamp) -> String {
    fn url<'a>(mut action: impl S3Action<'a>, wanted: Wanted, time: &Timestamp) -> String {
        for &(name, value) in wanted.headers {
            action.headers_mut().insert(name, value);
        }
        action.sign_with_time(LIFETIME, time).into()
    }
    let endpoint = "https://s3.us-east-1.amazonaws.com".parse().expect("a URL");
    let bucket = Bucket::new(endpoint, UrlStyle::VirtualHost, BUCKET, REGION).expect("a bucket");
    let credentials = match has_token {
        true => rusty_s3::Credentials::new_with_token(ACCESS_KEY_ID, SECRET, token()),
        false => rusty_s3::Credentials::new(ACCESS_KEY_ID, SECRET),
    };
    move |wanted, time| {
        let (credentials, key) = (Some(&credentials), wanted.key);
        match (wanted.part, wanted.method) {
            (Some(part), _) => url(bucket.upload_part(credentials, key, part, UPLOAD_ID), wanted, time),
            (None, "GET") => url(bucket.get_object(credentials, key), wanted, time),
            (None, _) => url(bucket.put_object(credentials, key), wanted, time),
        }
    }
}

/// The characters to encode in a query. In a path, slashes are kept too.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &VALUE.remove(b'/');

/// Presigns with `aws-sigv4`. It signs an encoded URI, so the caller encodes the key, which is part of the loop.
fn aws_sigv4(has_token: bool) -> impl Fn(Wanted, SystemTime) -> String {
    let token = has_token.then(token);
    let identity = aws_credential_types::Credentials::new(ACCESS_KEY_ID, SECRET, token, None, "peers").into();
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.expires_in = Some(LIFETIME);
    move |wanted, time| {
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name("s3")
            .time(time)
            .settings(settings.clone())
            .build()
            .expect("all parameters are set")
            .into();
        let mut uri =
            format!("https://{BUCKET}.s3.{REGION}.amazonaws.com/{}", utf8_percent_encode(wanted.key, PATH));
        if let Some(part) = wanted.part {
            let upload_id = utf8_percent_encode(UPLOAD_ID, VALUE);
            write!(uri, "?partNumber={part}&uploadId={upload_id}").expect("writing to a String cannot fail");
        }
        let headers = wanted.headers.iter().copied();
        let request = SignableRequest::new(wanted.method, &uri, headers, SignableBody::UnsignedPayload)
            .expect("a valid request");
        let (instructions, _) = sign(request, &params).expect("a valid request").into_parts();
        let mut request = http::Request::builder().uri(&uri).body(()).expect("a valid request");
        instructions.apply_to_request_http1x(&mut request);
        request.uri().to_string()
    }
}

fn signature(url: &str) -> &str {
    let (_, signature) = url.split_once("X-Amz-Signature=").expect("a presigned URL");
    &signature[..64]
}

/// The functions to measure for a column, each with its name.
type Contenders<'a> = Vec<(&'static str, Box<dyn FnMut() + 'a>)>;

/// Returns a function that creates several URLs in a row.
fn turn<'a, T>(mut url: impl FnMut() -> T + 'a) -> Box<dyn FnMut() + 'a> {
    Box::new(move || {
        for _ in 0..URLS_PER_TURN {
            black_box(url());
        }
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    for (Column { name, presigner, request }, wanted) in columns().iter().zip(wanted()) {
        let date = date();
        let unix_seconds = date.unix_seconds();
        let timestamp = Timestamp::from_second(unix_seconds)?;
        let time = UNIX_EPOCH + Duration::from_secs(unix_seconds.unsigned_abs());
        let (rusty_s3, aws_sigv4) = (rusty_s3(wanted.has_token), aws_sigv4(wanted.has_token));

        let presigned = request(presigner).presign_at(date)?;
        assert_eq!(signature(&rusty_s3(wanted, &timestamp)), signature(presigned.url()), "rusty-s3: {name}");
        assert_eq!(signature(&aws_sigv4(wanted, time)), signature(presigned.url()), "aws-sigv4: {name}");

        let floor = Floor::of_request(request(presigner));
        let parts = presigner.upload_parts(BUCKET, wanted.key, UPLOAD_ID).prepare_at(date)?;
        let mut numbers = (1..=10_000).cycle();
        let url = || String::with_capacity(4096);
        let (mut of_floor, mut of_presign, mut of_parts) = (url(), url(), url());

        let mut contenders: Contenders<'_> = vec![
            (
                "hashing floor",
                turn(|| {
                    of_floor.clear();
                    floor.run(&mut of_floor)
                }),
            ),
            (
                "presign",
                turn(|| {
                    of_presign.clear();
                    request(black_box(presigner)).write_url_at(black_box(date), &mut of_presign)
                }),
            ),
            ("rusty-s3", turn(|| rusty_s3(black_box(wanted), black_box(&timestamp)))),
            ("aws-sigv4", turn(|| aws_sigv4(black_box(wanted), black_box(time)))),
        ];
        if wanted.part.is_some() {
            contenders.push((
                "presign, prepared",
                turn(|| {
                    of_parts.clear();
                    parts.write_url(numbers.next().unwrap_or(1), &mut of_parts)
                }),
            ));
        }
        for (function, median) in medians(contenders) {
            println!("{name:20} {function:20} {median:6.0} ns");
            save(name, function, median)?;
        }
    }
    Ok(())
}

/// Returns the median time per URL in nanoseconds.
///
/// The contenders take turns, so that a temporary slowdown of the machine affects all of them.
fn medians(contenders: Contenders<'_>) -> Vec<(&'static str, f64)> {
    let mut measured: Vec<_> =
        contenders.into_iter().map(|(name, turn)| (name, turn, Vec::with_capacity(ROUNDS))).collect();
    for _ in 0..ROUNDS {
        for (_, turn, times) in &mut measured {
            let start = Instant::now();
            turn();
            times.push(start.elapsed());
        }
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[ROUNDS / 2].as_secs_f64() * 1e9 / f64::from(URLS_PER_TURN)
    };
    measured.into_iter().map(|(name, _, times)| (name, median(times))).collect()
}

/// Saves a result in criterion's format, for the chart.
fn save(group: &str, function: &str, median: f64) -> Result<(), Box<dyn Error>> {
    let target = env::var("CARGO_TARGET_DIR")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/target").into());
    let directory = Path::new(&target).join("criterion").join(group).join(function).join("new");
    fs::create_dir_all(&directory)?;
    let benchmark = json!({ "group_id": group, "function_id": function });
    let estimates = json!({ "median": { "point_estimate": median } });
    fs::write(directory.join("benchmark.json"), benchmark.to_string())?;
    fs::write(directory.join("estimates.json"), estimates.to_string())?;
    Ok(())
}

const ROUNDS: usize = 500;
const URLS_PER_TURN: u32 = 500;
