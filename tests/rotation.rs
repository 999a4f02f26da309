//! The example `rotation`, run as a process: each key is used, and no URL mixes two of them.

use std::{
    env::{self, consts::EXE_SUFFIX},
    process::Command,
};

#[test]
fn no_url_mixes_two_sets_of_credentials() {
    let test = env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let output = Command::new(profile.join(format!("examples/rotation{EXE_SUFFIX}")))
        .env_clear()
        .output()
        .unwrap_or_else(|error| panic!("{error}: run `cargo build --example rotation` first"));
    let (stdout, stderr) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""), "{stdout}");

    let lines: Vec<_> = stdout.lines().collect();
    assert_eq!(lines.len(), 20);
    for (line, number) in lines.into_iter().zip(1..) {
        let count =
            line.strip_prefix(&format!("ASIAEXAMPLE{number:02}: ")).and_then(|l| l.strip_suffix(" URLs"));
        assert!(count.unwrap().parse::<usize>().unwrap() >= 200, "{line}");
    }
}
