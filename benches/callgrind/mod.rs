//! Valgrind, which counts the instructions of this program when it is run again with other arguments.

use std::{
    env,
    error::Error,
    process::{Command, exit},
};

/// Ends the program where valgrind is not installed.
pub fn require() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("error: valgrind is not installed, and it is what counts the instructions");
        exit(1);
    }
}

pub fn instructions(arguments: &[&str]) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(arguments)
        .output()?;
    let report = String::from_utf8(output.stderr)?;
    let (_, collected) =
        report.split_once("Collected :").ok_or_else(|| format!("valgrind says: {report}"))?;
    Ok(collected.split_whitespace().next().unwrap_or_default().parse()?)
}
