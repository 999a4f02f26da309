//! Runs this program again under valgrind to count its instructions.

use std::{
    env,
    error::Error,
    process::{Command, exit},
};

/// Exits with an error if valgrind is not installed.
pub fn require() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("error: valgrind is not installed: install it to count instructions");
        exit(1);
    }
}

/// Returns how many instructions a run with these arguments executes.
pub fn instructions(arguments: &[&str]) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(arguments)
        .output()?;
    let report = String::from_utf8(output.stderr)?;
    let (_, collected) =
        report.split_once("Collected :").ok_or_else(|| format!("unexpected output of valgrind: {report}"))?;
    Ok(collected.split_whitespace().next().unwrap_or_default().parse()?)
}
