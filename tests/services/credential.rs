//! The example `eks-credential`, run as a process.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use presign::AmzDate;
use serde_json::Value;
use std::env::{self, consts::EXE_SUFFIX};
use std::process::{Command, Output};

fn run(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let test = env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut command = Command::new(profile.join(format!("examples/eks-credential{EXE_SUFFIX}")));
    command.env_clear().envs(variables.iter().copied()).args(arguments);
    // A plain `cargo test` builds the examples; `cargo test --test services` does not.
    command.output().expect("run `cargo build --example eks-credential` first")
}

const LONG_TERM: [(&str, &str); 3] =
    [("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "MARKED"), ("AWS_REGION", "us-east-1")];

#[test]
fn the_example_prints_a_credential_for_kubectl() {
    let info = r#"{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential"}"#;
    for (info, version) in
        [("", "v1"), ("{", "v1"), (info, "v1beta1"), (&*info.replace("beta1", "alpha1"), "v1alpha1")]
    {
        let variables = [&LONG_TERM[..], &[("KUBERNETES_EXEC_INFO", info)]].concat();
        let output = run(&variables, &["production"]);
        assert!(output.status.success());
        let credential: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(credential["kind"], "ExecCredential");
        assert_eq!(credential["apiVersion"], format!("client.authentication.k8s.io/{version}"));
        let token = credential["status"]["token"].as_str().unwrap();
        let url = BASE64_URL_SAFE_NO_PAD.decode(token.strip_prefix("k8s-aws-v1.").unwrap()).unwrap();
        assert!(url.starts_with(b"https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&"));
        let expiry = credential["status"]["expirationTimestamp"].as_str().unwrap();
        let left = AmzDate::from_rfc3339(expiry).unwrap().unix_seconds() - AmzDate::now().unix_seconds();
        assert!((780..=840).contains(&left), "{left} s, of 14 minutes");
    }
}

#[test]
fn the_example_says_what_is_wrong() {
    let output = run(&LONG_TERM, &["my cluster"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: name of the cluster is not 1 to 100 letters, digits, `-` and `_`: pass the name, not an address or \
         an ARN\n"
    );
    assert!(output.stdout.is_empty());
}
