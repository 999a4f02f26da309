//! Counts the instructions for one URL, which are the same in every run: `cargo bench --bench instructions`.
//!
//! Valgrind does not support SHA extensions, so both the crate and the floor hash in software.

mod callgrind;
#[allow(dead_code, reason = "not every benchmark uses it")]
mod columns;

use columns::{Floor, columns, date};
use std::{env, error::Error, hint::black_box};

const ENTRIES: [&str; 3] = ["hashing floor", "write_url_at", "presign_at"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, column, entry, times] = arguments.as_slice() {
        if flag == "--run" {
            run(column, entry, times.parse()?);
            return Ok(());
        }
    }
    callgrind::require();
    println!("| instructions | {} |", columns().map(|column| column.name).join(" | "));
    println!("|---|{}", "---|".repeat(columns().len()));
    for entry in ENTRIES {
        print!("| {entry} |");
        for column in columns() {
            // The difference of two runs excludes the start of the process.
            let [less, more] =
                ["1000", "2000"].map(|times| callgrind::instructions(&["--run", column.name, entry, times]));
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
            "write_url_at" => request().write_url_at(date, &mut url).expect("a valid request"),
            _ => drop(black_box(request().presign_at(date))),
        }
        black_box(&url);
    }
}
