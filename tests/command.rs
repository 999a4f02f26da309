//! The example `presign`, run as a process: its output and its errors.

use presign::{AmzDate, Credentials, Endpoint, Presigner};
use std::{
    env::{self, consts::EXE_SUFFIX},
    fs,
    io::{BufRead, BufReader, Write},
    process::{Command, Output, Stdio},
    time::Duration,
};

const ID: (&str, &str) = ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
const SECRET: (&str, &str) = ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
const REGION: (&str, &str) = ("AWS_REGION", "us-east-1");
const LONG_TERM: [(&str, &str); 3] = [ID, SECRET, REGION];
const TOKEN: (&str, &str) = ("AWS_SESSION_TOKEN", "MARKEDtoken");

/// The example, with an empty environment.
fn example() -> Command {
    let test = env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut command = Command::new(profile.join(format!("examples/presign{EXE_SUFFIX}")));
    command.env_clear();
    command
}

#[track_caller]
fn output_of(command: &mut Command) -> Output {
    match command.output() {
        Ok(output) => output,
        // A plain `cargo test` builds the examples; `cargo test --test command` does not.
        Err(error) => panic!("{error}: run `cargo build --example presign` first"),
    }
}

struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs a command line, split as by a shell, with these variables and no others. Asserts that no secret is printed.
#[track_caller]
fn run(line: &str, variables: &[(&str, &str)]) -> Outcome {
    let output = output_of(example().args(shell_words::split(line).unwrap()).envs(variables.iter().copied()));
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    for part in ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYEXAMPLEKEY"] {
        assert!(!stdout.contains(part) && !stderr.contains(part), "the secret in {stdout}{stderr}");
    }
    let in_query = format!("&X-Amz-Security-Token={}&", TOKEN.1);
    assert_eq!(stdout.matches("MARKED").count(), stdout.matches(&in_query).count(), "the token in {stdout}");
    assert!(!stderr.contains("MARKED"), "the token in {stderr}");
    Outcome { code: output.status.code(), stdout, stderr }
}

/// Runs a command that must succeed without errors, in the default environment. Returns its output without the final
/// line feed.
#[track_caller]
fn output(line: &str) -> String {
    let Outcome { code, stdout, stderr } = run(line, &LONG_TERM);
    assert_eq!((code, stderr.as_str()), (Some(0), ""), "{line}");
    stdout.strip_suffix('\n').expect("a final line feed").into()
}

/// Asserts that a command exits with 1 and prints only this message.
#[track_caller]
fn assert_error(line: &str, variables: &[(&str, &str)], message: &str) {
    let Outcome { code, stdout, stderr } = run(line, variables);
    assert_eq!(stderr, format!("error: {message}\n"));
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
}

/// Asserts that a command exits with 2, and that the first line is this message.
#[track_caller]
fn assert_usage_error(line: &str, message: &str) {
    let Outcome { code, stdout, stderr } = run(line, &LONG_TERM);
    assert_eq!(stderr.lines().next(), Some(format!("error: {message}").as_str()));
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
}

fn s3() -> Presigner {
    Presigner::new(Credentials::new(ID.1, SECRET.1), Endpoint::aws(REGION.1).unwrap())
}

fn date() -> AmzDate {
    "20130524T000000Z".parse().unwrap()
}

#[test]
fn the_documented_example_is_signed() {
    let url = output(
        "get s3://examplebucket/test.txt --endpoint https://s3.amazonaws.com --expires 86400s \
         --date 20130524T000000Z",
    );
    assert_eq!(
        url,
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
         &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
}

#[test]
fn the_documented_example_is_explained() {
    let explanation = output(
        "get s3://examplebucket/test.txt --endpoint https://s3.amazonaws.com --expires 1day \
         --date 20130524T000000Z --explain",
    );
    assert_eq!(
        explanation,
        "canonical request:\n\
         GET\n\
         /test.txt\n\
         X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\n\
         host:examplebucket.s3.amazonaws.com\n\
         \n\
         host\n\
         UNSIGNED-PAYLOAD\n\
         \n\
         string to sign:\n\
         AWS4-HMAC-SHA256\n\
         20130524T000000Z\n\
         20130524/us-east-1/s3/aws4_request\n\
         3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04",
    );
}

#[test]
fn every_operation_creates_the_same_url_as_the_library() {
    let s3 = s3();
    let (bucket, key) = ("examplebucket", "duck.jpg");
    for (arguments, request) in [
        ("get s3://examplebucket/duck.jpg", s3.get(bucket, key)),
        ("put s3://examplebucket/duck.jpg", s3.put(bucket, key)),
        ("head s3://examplebucket/duck.jpg", s3.head(bucket, key)),
        ("delete s3://examplebucket/duck.jpg", s3.delete(bucket, key)),
        (
            "upload-part s3://examplebucket/duck.jpg --upload-id -VXBs.b2Fk_ --part-number 7",
            s3.upload_part(bucket, key, "-VXBs.b2Fk_", 7),
        ),
        (
            "get s3://examplebucket/duck.jpg --query versionId=a=b --query acl --query 'x=50% off'",
            s3.get(bucket, key).query("versionId", "a=b").query("acl", "").query("x", "50% off"),
        ),
    ] {
        let presigned = request.presign_at(date()).unwrap();
        assert_eq!(output(&format!("{arguments} --date 20130524T000000Z")), presigned.url());
    }
}

#[test]
fn parameters_are_in_the_url() {
    let url = output("get s3://examplebucket/duck.jpg --query versionId=a=b --query acl");
    assert!(url.contains("&acl=&versionId=a%3Db&X-Amz-Signature="), "{url}");
    let url = output("upload-part s3://examplebucket/big.iso --upload-id VXBs --part-number 10000");
    assert!(url.contains("&partNumber=10000&uploadId=VXBs&X-Amz-Signature="), "{url}");
}

#[test]
fn headers_are_printed_to_standard_error() {
    let Outcome { code, stdout, stderr } = run(
        "put s3://examplebucket/duck.jpg --header 'Content-Type:image/jpeg' --header 'x-amz-meta-note:  a:  b ' \
         --date 20130524T000000Z",
        &LONG_TERM,
    );
    assert_eq!(
        stderr,
        "the client must send exactly these headers:\n\
         content-type: image/jpeg\n\
         x-amz-meta-note: a: b\n",
    );
    let presigned = s3()
        .put("examplebucket", "duck.jpg")
        .header("content-type", "image/jpeg")
        .header("x-amz-meta-note", "a: b")
        .presign_at(date())
        .unwrap();
    assert_eq!((code, stdout), (Some(0), format!("{}\n", presigned.url())));
}

#[test]
fn curl_commands_have_the_url_and_the_headers() {
    let line = "put s3://examplebucket/duck.jpg --header 'Content-Type: image/jpeg' --date 20130524T000000Z";
    let url = run(line, &LONG_TERM).stdout;
    assert!(url.starts_with("https://examplebucket.s3.us-east-1.amazonaws.com/duck.jpg?"), "{url}");
    let Outcome { code, stdout, stderr } = run(&format!("{line} --curl"), &LONG_TERM);
    assert_eq!(stderr, "the command reads the body from standard input: append `< FILE`\n");
    let expected = format!(
        "curl --request PUT --data-binary @- --header 'content-type: image/jpeg' '{}'\n",
        url.trim_end()
    );
    assert_eq!((code, stdout), (Some(0), expected));
    assert!(output("get s3://examplebucket/duck.jpg --curl").starts_with("curl 'https://examplebucket."));
}

#[test]
fn a_form_has_the_fields_that_the_library_signs() {
    let s3 = s3();
    let (bucket, date) = ("examplebucket", "--date 20130524T000000Z");
    let under = |prefix: &'static str| s3.post_under(bucket, prefix);
    for (arguments, request) in [
        ("s3://examplebucket/duck.jpg", s3.post(bucket, "duck.jpg")),
        ("s3://examplebucket/uploads/", under("uploads/")),
        ("s3://examplebucket/", under("")),
        ("s3://examplebucket", under("")),
        ("s3://examplebucket/a/ --max 10MB", under("a/").content_length(0..=10_000_000)),
        ("s3://examplebucket/a/ --max 7 --min 7b", under("a/").content_length(7..=7)),
        ("s3://examplebucket/a/ --max 2g --min 3k", under("a/").content_length(3_000..=2_000_000_000)),
        ("s3://examplebucket/a/ --max 1GiB --min 1Ki", under("a/").content_length(1_024..=1_073_741_824)),
        ("s3://examplebucket/a/ --max 1miB", under("a/").content_length(0..=1_048_576)),
        ("s3://examplebucket/a/ --type image/", under("a/").content_type_starts_with("image/")),
        ("s3://examplebucket/a/ --type ''", under("a/").content_type_starts_with("")),
        ("s3://examplebucket/a --type image/png", s3.post(bucket, "a").content_type("image/png")),
        ("s3://examplebucket/a --expires 1h", s3.post(bucket, "a").expires_in(Duration::from_secs(3_600))),
    ] {
        let form = request.presign_at(self::date()).unwrap();
        let mut expected = vec![form.url().to_owned()];
        expected.extend(form.fields().map(|(name, value)| format!("{name}: {value}")));
        let Outcome { code, stdout, stderr } = run(&format!("post {arguments} {date}"), &LONG_TERM);
        assert_eq!(stdout.lines().collect::<Vec<_>>(), expected, "{arguments}");
        let mut expected =
            String::from("the client must send these fields, and then the file, in a field named `file`\n");
        for (name, prefix) in form.open_fields() {
            expected.push_str(&format!("`{name}` may be any value that starts with `{prefix}`\n"));
        }
        assert_eq!((code, stderr), (Some(0), expected));
        assert_eq!(output(&format!("post {arguments} {date} --html")), form.to_html().trim_end());
        let Outcome { code, stdout, stderr } = run(&format!("post {arguments} {date} --curl"), &LONG_TERM);
        assert_eq!(stderr, "the command reads the file from standard input: append `< FILE`\n");
        assert_eq!((code, stdout), (Some(0), format!("{}\n", form.to_curl())));
    }
}

#[test]
fn a_form_has_the_session_token_as_a_field() {
    let temporary = [ID, SECRET, REGION, TOKEN];
    let output = output_of(
        example().args(["post", "s3://bucket/key", "--endpoint", "http://localhost:9000"]).envs(temporary),
    );
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("http://localhost:9000/bucket\nkey: key\n"), "{stdout}");
    assert_eq!(stdout.matches("\nx-amz-security-token: MARKEDtoken\n").count(), 1, "{stdout}");
    assert_eq!(stdout.matches("MARKED").count(), 1, "{stdout}");
    assert!(!String::from_utf8(output.stderr).unwrap().contains("MARKED"));
}

#[test]
fn a_key_is_plain_text() {
    for (object, path) in [
        ("s3://examplebucket/photos/duck.jpg", "/photos/duck.jpg"),
        ("s3://examplebucket//leading", "//leading"),
        ("s3://examplebucket/a//b/", "/a//b/"),
        ("s3://examplebucket/a%20b", "/a%2520b"),
        ("s3://examplebucket/a b+c", "/a%20b%2Bc"),
        ("s3://examplebucket/what?acl#top", "/what%3Facl%23top"),
        ("s3://examplebucket/s3://b/ü", "/s3%3A//b/%C3%BC"),
    ] {
        let url = output(&format!("get '{object}'"));
        let start = format!("https://examplebucket.s3.us-east-1.amazonaws.com{path}?X-Amz-Algorithm=");
        assert!(url.starts_with(&start), "{object}: {url}");
    }
}

#[test]
fn endpoint_and_region_fall_back_to_the_environment() {
    let s3_url = ("AWS_ENDPOINT_URL_S3", "http://localhost:9000");
    let any_url = ("AWS_ENDPOINT_URL", "https://example.com");
    let default_region = ("AWS_DEFAULT_REGION", "eu-west-1");
    let empty_region = ("AWS_REGION", "");
    let aws = "https://bucket.s3.us-east-1.amazonaws.com/";
    for (options, variables, url, region) in [
        ("", &[REGION][..], aws, "us-east-1"),
        ("", &[REGION, default_region], aws, "us-east-1"),
        ("", &[default_region], "https://bucket.s3.eu-west-1.amazonaws.com/", "eu-west-1"),
        ("", &[empty_region, default_region], "https://bucket.s3.eu-west-1.amazonaws.com/", "eu-west-1"),
        ("--region cn-north-1", &[REGION], "https://bucket.s3.cn-north-1.amazonaws.com.cn/", "cn-north-1"),
        ("--path-style", &[REGION], "https://s3.us-east-1.amazonaws.com/bucket/", "us-east-1"),
        ("", &[REGION, any_url], "https://bucket.example.com/", "us-east-1"),
        ("--path-style", &[REGION, any_url], "https://example.com/bucket/", "us-east-1"),
        ("", &[REGION, any_url, s3_url], "http://localhost:9000/bucket/", "us-east-1"),
        ("--endpoint http://[::1]:80", &[REGION, any_url, s3_url], "http://[::1]/bucket/", "us-east-1"),
        ("--endpoint https://r2.dev --region auto", &[], "https://bucket.r2.dev/", "auto"),
    ] {
        let all = [&[ID, SECRET], variables].concat();
        let Outcome { stdout, stderr, .. } = run(&format!("get s3://bucket/key {options}"), &all);
        assert!(stdout.starts_with(&format!("{url}key?X-Amz-")), "{options} {variables:?}: {stdout}{stderr}");
        assert!(
            stdout.contains(&format!("%2F{region}%2Fs3%2F")),
            "{options} {variables:?}: {stdout}{stderr}"
        );
    }
}

#[test]
fn the_date_defaults_to_now_and_the_lifetime_to_15_minutes() {
    let before = AmzDate::now();
    let url = output("get s3://examplebucket/duck.jpg");
    let (_, rest) = url.split_once("&X-Amz-Date=").unwrap();
    let (date, rest) = rest.split_once('&').unwrap();
    assert!((before..=AmzDate::now()).contains(&date.parse().unwrap()), "{date}");
    assert!(rest.starts_with("X-Amz-Expires=900&"), "{url}");
    assert!(output("get s3://b-1/k --expires '1h 30m'").contains("&X-Amz-Expires=5400&"));
}

#[test]
fn the_session_token_is_in_the_query_only() {
    let temporary = [ID, SECRET, REGION, TOKEN];
    for (options, start) in [
        ("", "https://bucket.s3.us-east-1.amazonaws.com/key?"),
        ("--curl", "curl --request PUT "),
        ("--explain", "canonical request:\nPUT\n/key\n"),
    ] {
        let line = format!("put s3://bucket/key --header 'content-type: text/plain' {options}");
        let Outcome { stdout, .. } = run(&line, &temporary);
        assert!(stdout.starts_with(start), "{options}: {stdout}");
        assert_eq!(stdout.matches("&X-Amz-Security-Token=MARKEDtoken&").count(), 1, "{options}: {stdout}");
    }
    let no_token = run("get s3://bucket/key", &[ID, SECRET, REGION, ("AWS_SESSION_TOKEN", "")]);
    assert_eq!(no_token.code, Some(0));
    assert!(!no_token.stdout.contains("Security-Token"), "{}", no_token.stdout);
    assert_error(
        "get s3://bucket/key",
        &[ID, SECRET, REGION, ("AWS_SESSION_TOKEN", "MARKED token")],
        "session token has white space or a character that is not ASCII, or is in quotes: check that it was copied completely",
    );
}

#[test]
fn a_missing_variable_is_named() {
    let line = "get s3://bucket/key";
    let not_set = |name| {
        format!(
            "environment variable `{name}` is not set: export it, for example from `aws configure export-credentials --format env`"
        )
    };
    let no_id = not_set("AWS_ACCESS_KEY_ID");
    assert_error(line, &[], &no_id);
    assert_error(line, &[SECRET, REGION, TOKEN], &no_id);
    assert_error(line, &[("AWS_ACCESS_KEY_ID", ""), SECRET, REGION], &no_id);
    let no_secret = not_set("AWS_SECRET_ACCESS_KEY");
    assert_error(line, &[ID, REGION, TOKEN], &no_secret);
    assert_error(line, &[ID, ("AWS_SECRET_ACCESS_KEY", ""), REGION], &no_secret);
    let no_region = "no region: set it with `--region`, AWS_REGION or AWS_DEFAULT_REGION";
    assert_error(line, &[ID, SECRET, TOKEN], no_region);
    assert_error(
        "get s3://bucket/key --endpoint http://localhost:9000",
        &[ID, SECRET, ("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "")],
        no_region,
    );
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_named_but_not_shown() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

    let not_text = OsStr::from_bytes(b"MARKED\xff");
    for name in
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION"]
    {
        let mut command = example();
        command.args(["get", "s3://bucket/key"]).envs([ID, SECRET, REGION]).env(name, not_text);
        let output = output_of(&mut command);
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            format!("error: environment variable `{name}` is not Unicode: set it to plain text\n")
        );
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
    }
}

/// Docker's `--env-file` keeps the quotes of `AWS_ACCESS_KEY_ID="AKIA…"`: <https://github.com/docker/cli/issues/3630>.
#[test]
fn a_variable_in_quotes_is_named_but_not_shown() {
    for name in
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION"]
    {
        for value in ["\"MARKED\"", "'MARKED'", "\"\""] {
            assert_error(
                "get s3://bucket/key",
                &[ID, SECRET, REGION, (name, value)],
                &format!("environment variable `{name}` is in quotes: set it without them"),
            );
        }
    }
    for inner in ["MARKED\"", "\"MARKED", "\"MARKED'", "MA\"RKED"] {
        let variables = [ID, ("AWS_SECRET_ACCESS_KEY", inner), REGION];
        assert_eq!(run("get s3://bucket/key", &variables).code, Some(0), "{inner}");
    }
}

/// `aws configure export-credentials --format env` writes these for temporary credentials. botocore 1.43 reads the same four
/// variables (`EnvProvider` in botocore/credentials.py).
#[test]
fn credentials_expire_when_the_environment_says() {
    let id = ("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE");
    let expiration = |value| [id, SECRET, TOKEN, REGION, ("AWS_CREDENTIAL_EXPIRATION", value)];
    let line = "get s3://bucket/key --date 20260101T115500Z";
    for value in ["2026-01-01T12:00:00+00:00", "2026-01-01T12:00:00Z", "2026-01-01T13:00:00.5+01:00"] {
        assert_error(
            line,
            &expiration(value),
            "url would outlive its credentials, which expire at 20260101T120000Z: renew them or use a shorter lifetime",
        );
        assert_eq!(run(&format!("{line} --expires 5m"), &expiration(value)).code, Some(0));
    }
    assert_error(
        "get s3://bucket/key",
        &expiration("2026-01-01T12:00:00Z"),
        "credentials expired at 20260101T120000Z: renew them",
    );
    assert_eq!(run(line, &expiration("")).code, Some(0));
    for value in ["MARKED", "1767268800", "2026-01-01"] {
        assert_error(
            line,
            &expiration(value),
            "expiry in `AWS_CREDENTIAL_EXPIRATION` is not a date such as 2026-01-01T12:00:00Z: correct it or leave it out",
        );
    }
}

/// A shell that exports the first two of the three variables.
#[test]
fn temporary_credentials_need_their_token() {
    let variables = [("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE"), SECRET, REGION];
    let message = "temporary credentials have no session token: set `AWS_SESSION_TOKEN` or `with_session_token`, or allow this with `without_session_token`";
    assert_error("get s3://bucket/key", &variables, message);
    assert_error("get s3://bucket/key", &[&variables[..], &[("AWS_SESSION_TOKEN", "")]].concat(), message);
    assert_eq!(run("get s3://bucket/key --endpoint http://localhost:9000", &variables).code, Some(0));
}

#[test]
fn a_malformed_s3_url_is_a_usage_error() {
    let no_scheme = "no `s3://` at the start: write s3://bucket/key";
    let no_bucket = "no bucket after `s3://`: write s3://bucket/key";
    let no_key = "no key after the bucket: write s3://bucket/key";
    for (object, message) in [
        ("bucket/key", no_scheme),
        ("https://bucket/key", no_scheme),
        ("s3:/bucket/key", no_scheme),
        ("S3://bucket/key", no_scheme),
        ("s3://", no_bucket),
        ("s3:///key", no_bucket),
    ] {
        assert_usage_error(
            &format!("get {object}"),
            &format!("invalid value '{object}' for '<S3_URL>': {message}"),
        );
    }
    for object in ["s3://bucket", "s3://bucket/"] {
        assert_usage_error(&format!("get {object}"), no_key);
    }
    assert_error(
        "get s3://b?/key",
        &LONG_TERM,
        "bucket name is not valid: use 3 to 63 lower-case letters, digits, `-` and `.`, without `s3://` or a path",
    );
    assert_error(
        "delete s3://bucket/a/../b",
        &LONG_TERM,
        "object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename the object",
    );
}

#[test]
fn a_malformed_option_is_a_usage_error() {
    for (options, message) in [
        (
            "--header content-type",
            "invalid value 'content-type' for '--header <HEADER>': no colon: write `Name: value`",
        ),
        ("--expires soon", "invalid value 'soon' for '--expires <TIME>': expected number at 0"),
        (
            "--date 2013-05-24",
            "invalid value '2013-05-24' for '--date <DATE>': date does not have the form 20130524T000000Z: use UTC in ISO 8601 basic format",
        ),
        ("--explain --curl", "the argument '--explain' cannot be used with '--curl'"),
    ] {
        assert_usage_error(&format!("get s3://bucket/key {options}"), message);
    }
    let size = "not a size: write bytes, or a number with k, M, G, Ki, Mi or Gi, such as 10MB";
    for text in
        ["", "b1", "MB", "1.5M", "10TB", "10 MB", "-1", "+1", "18446744073709551616", "18446744073709552k"]
    {
        assert_usage_error(
            &format!("post s3://bucket/key --max={}", shell_words::quote(text)),
            &format!("invalid value '{text}' for '--max <SIZE>': {size}"),
        );
    }
    assert_usage_error(
        "post s3://bucket/key --html --curl",
        "the argument '--html' cannot be used with '--curl'",
    );
    assert_usage_error("post s3://bucket/key --min 7", "the following required arguments were not provided:");
    assert_error(
        "post s3://bucket/key --max 6 --min 7",
        &LONG_TERM,
        "range of `content-length-range` ends before it starts: pass the smallest size, then the largest",
    );
    assert_usage_error(
        "upload-part s3://bucket/key --upload-id VXBs",
        "the following required arguments were not provided:",
    );
    assert_usage_error("list s3://bucket/key", "unrecognized subcommand 'list'");
}

#[test]
fn a_request_that_cannot_be_signed_is_an_error() {
    for (options, message) in [
        ("--expires 8days", "lifetime of 691200 s is over the limit: use at most 604800 s (seven days)"),
        ("--expires 0s", "lifetime is under one second: use 1 to 604800 s"),
        ("--expires 1500ms", "lifetime has a fraction of a second: use whole seconds"),
        (
            "--header 'content type: text/plain'",
            "header name \"content type\" is not a token: use letters, digits and `-`",
        ),
        (
            "--header 'Host: example.com'",
            "header `host` is set or changed by clients and proxies: leave it out",
        ),
        (
            "--query x-amz-expires=1",
            "\"x-amz-expires\" belongs to the signature: leave it out, since the signer sets it",
        ),
        ("--query acl --query acl=", "query parameter \"acl\" is set twice: set it once"),
        ("--query =", "query parameter has an empty name: give it a name or leave it out"),
        ("--endpoint localhost:9000", "endpoint is not an HTTP URL: start it with `https://` or `http://`"),
    ] {
        assert_error(&format!("get s3://bucket/key {options}"), &LONG_TERM, message);
    }
    assert_error(
        "upload-part s3://bucket/key --upload-id VXBs --part-number 0",
        &LONG_TERM,
        "part number 0 is out of range: use 1 to 10000",
    );
}

/// Runs `line` with a list of keys in a file, in the default environment.
#[track_caller]
fn run_list(line: &str, keys: &[u8]) -> Outcome {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(&file, keys).unwrap();
    // `/` on Windows too, since shell-words treats `\\` as an escape.
    let path = file.path().display().to_string().replace('\\', "/");
    run(&format!("{line} --date 20130524T000000Z --keys '{path}'"), &LONG_TERM)
}

#[test]
fn a_list_has_a_url_per_line() {
    let s3 = s3();
    let keys = ["duck.jpg", " a b ", "ü/50%", "s3://b"];
    for (line, urls) in [
        ("get s3://examplebucket", keys.map(|key| s3.get("examplebucket", key))),
        ("put s3://examplebucket/", keys.map(|key| s3.put("examplebucket", key))),
        ("head s3://examplebucket", keys.map(|key| s3.head("examplebucket", key))),
        ("delete s3://examplebucket", keys.map(|key| s3.delete("examplebucket", key))),
        (
            "get s3://examplebucket --expires 1h --query response-cache-control=no-store",
            keys.map(|key| {
                let get = s3.get("examplebucket", key).expires_in(Duration::from_secs(3600));
                get.query("response-cache-control", "no-store")
            }),
        ),
    ] {
        let expected: String =
            urls.into_iter().map(|request| request.presign_at(date()).unwrap().into_url() + "\n").collect();
        let Outcome { code, stdout, stderr } = run_list(line, keys.join("\n").as_bytes());
        assert_eq!((code, stdout, stderr.as_str()), (Some(0), expected, ""), "{line}");
    }
}

#[test]
fn a_list_may_have_a_byte_order_mark_and_windows_line_breaks() {
    let expected = run_list("get s3://examplebucket", b"a\nb\n").stdout;
    assert_eq!(expected.lines().count(), 2);
    for keys in
        ["a\nb", "a\r\nb\r\n", "\n\na\n\nb\n\n", "\r\na\r\n\r\nb", "\u{feff}a\nb\n", "\u{feff}\r\na\r\nb"]
    {
        let Outcome { code, stdout, stderr } = run_list("get s3://examplebucket", keys.as_bytes());
        assert_eq!((code, stdout, stderr.as_str()), (Some(0), expected.clone(), ""), "{keys:?}");
    }
    let nothing = run_list("get s3://examplebucket", b"");
    assert_eq!((nothing.code, nothing.stdout.as_str(), nothing.stderr.as_str()), (Some(0), "", ""));
}

#[test]
fn a_key_that_cannot_be_signed_does_not_stop_the_list() {
    let long = "x".repeat(1025);
    let keys = [b"a\n\nb/../c\n\xff\nd\r\n", long.as_bytes(), b"\ne"].concat();
    let Outcome { code, stdout, stderr } = run_list("get s3://examplebucket", &keys);
    assert_eq!(
        stderr,
        "line 3: object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename \
         the object\n\
         line 4: key is not UTF-8: save the list as UTF-8\n\
         line 6: object key has 1025 bytes: use at most 1024 bytes of UTF-8\n\
         error: 3 of 6 keys were not signed: correct the lines above\n",
    );
    assert_eq!((code, stdout), (Some(1), run_list("get s3://examplebucket", b"a\nd\ne").stdout));
}

#[test]
fn headers_are_printed_once_for_a_list() {
    let line = "put s3://examplebucket --header 'content-type: image/jpeg'";
    let Outcome { code, stdout, stderr } = run_list(line, b"a\nb\n");
    assert_eq!((code, stdout.lines().count()), (Some(0), 2));
    assert_eq!(
        stderr,
        "the client must send exactly these headers with each URL:\ncontent-type: image/jpeg\n"
    );
}

#[test]
fn a_list_from_a_pipe_is_signed_immediately() {
    let mut process = example()
        .args(["get", "s3://examplebucket", "--keys", "-"])
        .envs(LONG_TERM)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = process.stdin.take().unwrap();
    let mut urls = BufReader::new(process.stdout.take().unwrap());
    for key in ["duck.jpg", "goose.jpg"] {
        writeln!(keys, "{key}").unwrap();
        let mut url = String::new();
        urls.read_line(&mut url).unwrap();
        assert!(url.contains(&format!("/{key}?X-Amz-Algorithm=")) && url.ends_with('\n'), "{url}");
    }
    drop(keys);
    assert!(process.wait().unwrap().success());
}

#[test]
fn a_list_ends_quietly_when_its_output_is_closed() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(&file, "duck.jpg\n".repeat(100_000)).unwrap();
    let mut process = example()
        .args(["get", "s3://examplebucket", "--keys"])
        .arg(file.path())
        .envs(LONG_TERM)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
    assert!(url.ends_with('\n'), "{url}");
    let output = process.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn an_invalid_list_is_an_error() {
    for (options, message) in [
        (
            "s3://examplebucket/key --keys -",
            "a key together with `--keys`: write s3://bucket, and put the key into the list",
        ),
        ("s3://examplebucket --keys - --curl", "the argument '--keys <FILE>' cannot be used with '--curl'"),
        (
            "s3://examplebucket --keys - --explain",
            "the argument '--keys <FILE>' cannot be used with '--explain'",
        ),
    ] {
        assert_usage_error(&format!("get {options}"), message);
    }
    assert_usage_error(
        "upload-part s3://examplebucket --upload-id VXBs --part-number 1 --keys -",
        "unexpected argument '--keys' found",
    );
    let Outcome { code, stdout, stderr } = run("get s3://examplebucket --keys no-such-file", &LONG_TERM);
    assert!(stderr.starts_with("error: cannot read no-such-file: "), "{stderr}");
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert_error(
        "get s3://b? --keys no-such-file",
        &LONG_TERM,
        "bucket name is not valid: use 3 to 63 lower-case letters, digits, `-` and `.`, without `s3://` or a path",
    );
}
