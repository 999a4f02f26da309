//! Instructions for a URL, which unlike its time are the same on every run: `cargo bench --bench instructions`.
//!
//! Counted by valgrind, which has no SHA extensions: the hashing is that of `sha2` in software, as in the floor.

#[allow(dead_code, reason = "each benchmark uses its part")]
mod columns;

use columns::{Floor, columns, date};
use std::{
    env,
    error::Error,
    hint::black_box,
    process::{Command, exit},
};

const ENTRIES: [&str; 3] = ["hashing floor", "write_url_at", "presign_at"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, column, entry, times] = arguments.as_slice() {
        if flag == "--run" {
            run(column, entry, times.parse()?);
            return Ok(());
        }
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("error: valgrind is not installed, and it is what counts the instructions");
        exit(1);
    }
    println!("| instructions | {} |", columns().map(|column| column.name).join(" | "));
    println!("|---|{}", "---|".repeat(columns().len()));
    for entry in ENTRIES {
        print!("| {entry} |");
        for column in columns() {
            // Twice, for the start of the process to cancel out.
            let [less, more] = [1_000, 2_000].map(|times| count(column.name, entry, times));
            print!(" {} |", (more? - less?) / 1_000);
        }
        println!();
    }
    Ok(())
}

fn run(column: &str, entry: &str, times: u32) {
    let column = columns().into_iter().find(|candidate| candidate.name == column).expect("a column");
    let floor = Floor::of_request((column.request)(&column.presigner));
    let (date, mut url) = (date(), String::with_capacity(4096));
    for _ in 0..times {
        url.clear();
        let request = || (column.request)(black_box(&column.presigner));
        match entry {
            "hashing floor" => {
                black_box(floor.run(&mut url));
            }
            "write_url_at" => request().write_url_at(date, &mut url).expect("a sound request"),
            _ => drop(black_box(request().presign_at(date))),
        }
        black_box(&url);
    }
}

fn count(column: &str, entry: &str, times: u32) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["--run", column, entry, &times.to_string()])
        .output()?;
    let report = String::from_utf8(output.stderr)?;
    let (_, collected) =
        report.split_once("Collected :").ok_or_else(|| format!("valgrind says: {report}"))?;
    Ok(collected.split_whitespace().next().unwrap_or_default().parse()?)
}
