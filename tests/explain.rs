//! The example `explain`, run as a process: its sources for the URL and the response, and its output.

use presign::{
    AmzDate, Credentials, Endpoint, Presigned, Presigner,
    cloudfront::{Policy, Signature},
};
use std::{
    env::{self, consts::EXE_SUFFIX},
    fs,
    io::Write,
    process::{Command, Stdio},
};

const EXPIRED: &str = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";

struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn run(arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Outcome {
    let test = env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut command = Command::new(profile.join(format!("examples/explain{EXE_SUFFIX}")));
    command.env_clear().envs(variables.iter().copied()).args(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        // A plain `cargo test` builds the examples; `cargo test --test explain` does not.
        .unwrap_or_else(|error| panic!("{error}: run `cargo build --example explain` first"));
    // The process may end without reading its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Outcome {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Returns the output of a command that must succeed.
#[track_caller]
fn output(arguments: &[&str], variables: &[(&str, &str)], input: &str) -> String {
    let Outcome { code, stdout, stderr } = run(arguments, variables, input);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(!stdout.contains('\x1b'), "styles where there is no terminal: {stdout:?}");
    stdout
}

fn get() -> Presigned {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret");
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    s3.get("examplebucket", "photos/duck.jpg").presign_at("20130524T000000Z".parse().unwrap()).unwrap()
}

#[test]
fn a_url_alone_is_summarized_and_its_stages_are_printed() {
    let stdout = output(&[get().url()], &[], "");
    for line in [
        "object:         \"photos/duck.jpg\" in the bucket \"examplebucket\"",
        "method:         GET, unless it was signed for another: pass that with `--method`",
        "signed by:      AKIAIOSFODNN7EXAMPLE",
        "scope:          20130524/us-east-1/s3/aws4_request",
        "date, lifetime: 20130524T000000Z, 900 s: expired at 20130524T001500Z",
        "signed headers: host",
        "session token:  none",
        "canonical request:",
        "/photos/duck.jpg",
        "string to sign:",
        "20130524T000000Z",
    ] {
        assert!(stdout.lines().any(|other| other == line), "no line {line} in {stdout}");
    }
}

/// The URL does not contain the method and the values of the headers.
#[test]
fn what_is_not_passed_is_said() {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret");
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let put = || s3.put("examplebucket", "duck.txt").content_type("text/plain").acl("private");
    let date = "20130524T000000Z".parse().unwrap();
    let (explanation, put) = (put().explain_at(date).unwrap(), put().presign_at(date).unwrap());
    let acl = ["--header", "X-Amz-Acl: private"];

    let stdout = output(&[&[put.url()][..], &acl].concat(), &[], "");
    let headers = "signed headers: content-type (empty below: pass it with `--header`), host, x-amz-acl\n";
    assert!(stdout.contains(headers), "{stdout}");
    let whole = [&[put.url(), "--method", "PUT", "--header", "content-type: text/plain"][..], &acl].concat();
    let stdout = output(&whole, &[], "");
    assert!(stdout.contains("method:         PUT\n"), "{stdout}");
    assert!(stdout.contains("signed headers: content-type, host, x-amz-acl\n"), "{stdout}");
    assert!(stdout.contains(explanation.canonical_request()), "{stdout}");

    // A server that received another type says what it computed.
    let received = explanation.canonical_request().replace("text/plain", "text/html").replace('&', "&amp;");
    let response = format!(
        "<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>{received}</CanonicalRequest></Error>"
    );
    let note = "note: GET is assumed: if the URL was signed for another method, pass `--method`\n";
    assert!(output(&[put.url(), "-"], &[], &response).ends_with(note));
    assert!(!output(&[&whole[..], &["-"]].concat(), &[], &response).contains("note:"));
    let guessed = output(&[put.url(), "-", "--method", "GET"], &[], &response);
    assert!(guessed.starts_with("error[SignatureDoesNotMatch]: method is PUT"), "{guessed}");
    assert!(!guessed.contains("note:"), "{guessed}");
}

#[test]
fn a_signed_url_of_cloudfront_is_summarized_without_its_signature() {
    let (expires_at, url) =
        (AmzDate::from_unix_seconds(1_675_332_000).unwrap(), "https://d111111abcdef8.cloudfront.net/a?b");
    let bytes = [0xfb; 256];
    let custom = Policy::custom("https://*", expires_at)
        .and_then(|policy| policy.starts_at("20230131T100000Z".parse().unwrap()))
        .and_then(|policy| policy.source_ip("192.0.2.10"))
        .unwrap();
    let custom = custom.signed_url_for(url, "K2JCJMDEHXQW5F", Signature::sha256(&bytes)).unwrap();
    let canned = Policy::canned(url, "22620101T000000Z".parse().unwrap()).unwrap();
    let canned = canned.signed_url("K2JCJMDEHXQW5F", Signature::sha1(&bytes)).unwrap();
    for (url, expected) in [
        (
            custom,
            "signed for:     CloudFront, with a custom policy\nresource:       \"https://*\"\n\
             starts:         20230131T100000Z\nexpires:        20230202T100000Z: expired\n\
             IP addresses:   \"192.0.2.10/32\"\nkey pair id:    K2JCJMDEHXQW5F\nhash:           SHA-256\n",
        ),
        (
            canned,
            "signed for:     CloudFront, with a canned policy\n\
             resource:       \"https://d111111abcdef8.cloudfront.net/a?b\"\nstarts:         at once\n\
             expires:        22620101T000000Z\nIP addresses:   any\nkey pair id:    K2JCJMDEHXQW5F\nhash:           SHA-1\n",
        ),
    ] {
        assert_eq!(output(&[url.url()], &[], ""), expected);
        assert_eq!(output(&[url.url(), "-"], &[], EXPIRED), expected);
    }
    let cut_off = run(&["https://d111111abcdef8.cloudfront.net/a?Expires=1&Key-Pair-Id=K2"], &[], "");
    assert_eq!(cut_off.stderr, "error: parameter `Signature` is missing: use the whole signed url\n");
}

#[test]
fn the_url_comes_from_the_command_line_a_file_or_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url.txt");
    fs::write(&path, format!("{}\r\n", get().url())).unwrap();
    let from_file = format!("file:{}", path.display());
    let expected = output(&[get().url()], &[], "");
    assert_eq!(output(&[&from_file], &[], ""), expected);
    let path = path.to_str().unwrap();
    let as_url = run(&[path], &[], "");
    assert_eq!(
        (as_url.code, as_url.stderr),
        (Some(1), format!("error: {path} is a file: write `file:{path}`\n"))
    );
    assert_eq!(output(&["env:URL"], &[("URL", get().url())], ""), expected);
}

/// `ErrorResponse::from_text` has its own tests for the forms of a response.
#[test]
fn the_response_comes_from_a_file_or_the_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("response.txt");
    fs::write(&path, EXPIRED).unwrap();
    let title = "error[AccessDenied]: url has expired\n";
    let url = get();
    let with_head =
        format!("HTTP/1.1 403 Forbidden\r\nDate: Fri, 24 May 2013 01:00:00 GMT\r\n\r\n{EXPIRED}%");
    for stdout in [
        output(&[url.url(), path.to_str().unwrap()], &[], ""),
        output(&[url.url(), "-"], &[], EXPIRED),
        output(&[url.url(), "-"], &[], &with_head),
        output(&[url.url(), "-", "--date", "20130524T010000Z"], &[], EXPIRED),
    ] {
        assert!(stdout.starts_with(title), "{stdout}");
    }
    // The response to a HEAD has only a status.
    for stdout in [
        output(&[url.url(), "--method", "HEAD", "--status", "403", "--date", "20130524T010000Z"], &[], ""),
        output(
            &[url.url(), "-", "--method", "HEAD", "--status", "403", "--date", "20130524T010000Z"],
            &[],
            "\n",
        ),
    ] {
        assert!(stdout.contains("url has expired\n"), "{stdout}");
    }
}

#[test]
fn errors_do_not_show_the_url() {
    let url = get();
    let cut = &url.url()[..url.url().len() - 10];
    for (arguments, input, message) in [
        (
            vec![cut],
            "",
            "parameter X-Amz-Signature is malformed: use 64 lower-case hexadecimal digits, or those of a DER sequence for AWS4-ECDSA-P256-SHA256",
        ),
        (vec!["env:URL"], "", "cannot read the variable URL: environment variable not found"),
        (
            vec![url.url(), "-"],
            "Hello",
            "text is not an S3 error: pass the whole body of the response, or its status if it has none",
        ),
    ] {
        let Outcome { code, stdout, stderr } = run(&arguments, &[], input);
        assert_eq!((code, stdout.as_str(), stderr), (Some(1), "", format!("error: {message}\n")));
    }
    for arguments in [vec!["file:/nonexistent/url"], vec![url.url(), "/nonexistent/response"]] {
        let Outcome { code, stderr, .. } = run(&arguments, &[], "");
        assert_eq!(code, Some(1));
        assert!(stderr.starts_with("error: cannot read /nonexistent/"), "{stderr}");
        assert!(!stderr.contains("X-Amz-"), "{stderr}");
    }
}

/// A form is read from JSON, such as that of this crate or of boto3's `generate_presigned_post`, or from the lines
/// that `presign post` prints.
#[test]
fn a_refused_form_is_explained() {
    let credentials =
        Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").with_session_token("SESSIONTOKEN/EXAMPLE==");
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let form = s3.post_under("examplebucket", "uploads/").acl("private").presign().unwrap();
    let json = serde_json::to_value(&form).unwrap();
    let lines = form.fields().map(|(name, value)| format!("{name}: {value}\n"));
    let text = format!("{}\n{}", form.url(), lines.collect::<String>());
    let denied = "<Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy Condition failed: \
                  [\"eq\", \"$acl\", \"private\"]</Message></Error>";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form");
    let from_file = format!("file:{}", path.display());
    for form in [json.to_string(), format!("{json:#}"), json["fields"].to_string(), text.clone()] {
        fs::write(&path, &form).unwrap();
        let stdout = output(&[&from_file, "-"], &[], denied);
        assert!(
            stdout.starts_with("error[AccessDenied]: field `acl` does not meet its condition\n"),
            "{stdout}"
        );
        assert_eq!(output(&["env:FORM", "-"], &[("FORM", &form)], denied), stdout);
        // The fields as the page sent them.
        fs::write(&path, form.replace("private", "public-read")).unwrap();
        let stdout = output(&[&from_file, "-"], &[], denied);
        let shown = "error[AccessDenied]: field `acl` was not sent with the signed value\n  |\n  \
                     |   signed  acl: private\n  |     sent  acl: public-read\n";
        assert!(stdout.starts_with(shown), "{stdout}");
        assert!(!stdout.contains("SESSIONTOKEN"), "{stdout}");
        let late = output(&[&from_file, "-", "--date", "20990101T000000Z"], &[], denied);
        assert!(late.starts_with("error[AccessDenied]: form has expired\n"), "{late}");
    }
    let not_a_form =
        "text is not a form: pass JSON with the object `fields`, or the lines that `presign post` prints";
    for (form, arguments, message) in [
        (
            text.as_str(),
            &[&*from_file][..],
            "no response to the form: pass a file with the server's response",
        ),
        (&text.replace("policy: ", "policy "), &[&from_file, "-"], not_a_form),
        (
            &form.url().replacen('.', ".\n", 1),
            &[&from_file, "-"],
            "url has line breaks, white space or quotes",
        ),
        ("{\"fields\": {\"key\": 7}}", &[&from_file, "-"], not_a_form),
        ("{\"fields\": [", &[&from_file, "-"], not_a_form),
        (
            "{\"key\": \"a\"}",
            &[&from_file, "-"],
            "form has no signature, and a signature is required: sign its policy\n",
        ),
    ] {
        fs::write(&path, form).unwrap();
        let Outcome { code, stdout, stderr } = run(arguments, &[], denied);
        assert_eq!((code, stdout.as_str()), (Some(1), ""), "{stderr}");
        assert!(stderr.starts_with(&format!("error: {message}")), "{stderr}");
        assert!(!stderr.contains("SESSIONTOKEN") && !stderr.contains("eyJ"), "{stderr}");
    }
}
