//! The example `explain`, run as a process: its sources for the URL and the answer, and its output.

use presign::{Credentials, Endpoint, Presigned, Presigner};
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

#[test]
fn the_url_comes_from_the_command_line_a_file_or_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url.txt");
    fs::write(&path, format!("{}\r\n", get().url())).unwrap();
    let from_file = format!("file:{}", path.display());
    let expected = output(&[get().url()], &[], "");
    assert_eq!(output(&[&from_file], &[], ""), expected);
    assert_eq!(output(&["env:URL"], &[("URL", get().url())], ""), expected);
}

/// `ErrorResponse::from_text` has its own tests for the forms of an answer.
#[test]
fn the_answer_comes_from_a_file_or_the_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.txt");
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
    // The answer to a HEAD has only a status.
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
            "text is not an S3 error: pass the whole body of the answer, or its status if it has none",
        ),
    ] {
        let Outcome { code, stdout, stderr } = run(&arguments, &[], input);
        assert_eq!((code, stdout.as_str(), stderr), (Some(1), "", format!("error: {message}\n")));
    }
    for arguments in [vec!["file:/nonexistent/url"], vec![url.url(), "/nonexistent/answer"]] {
        let Outcome { code, stderr, .. } = run(&arguments, &[], "");
        assert_eq!(code, Some(1));
        assert!(stderr.starts_with("error: cannot read /nonexistent/"), "{stderr}");
        assert!(!stderr.contains("X-Amz-"), "{stderr}");
    }
}
