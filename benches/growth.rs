//! Counts the instructions for hostile input in four sizes: `cargo bench --bench growth`.
//!
//! Fails if twice the input costs more than twice as much plus the additional cost of sorting.

mod callgrind;
#[allow(dead_code, reason = "only the tests use the separate attacks")]
mod hostile;

use hostile::{SIZES, cases};
use std::{env, error::Error};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, name, size, times] = arguments.as_slice() {
        if flag == "--run" {
            let case = cases().into_iter().find(|case| case.name == name).ok_or("no such case")?;
            let run = (case.prepare)(size.parse()?);
            (0..times.parse::<u32>()?).for_each(|_| run());
            return Ok(());
        }
    }
    callgrind::require();
    println!("| instructions | {} |", SIZES.map(|size| format!("{size}x")).join(" | "));
    println!("|---|{}", "---|".repeat(SIZES.len()));
    for case in cases() {
        let mut counts = Vec::new();
        for size in SIZES {
            // The difference of two runs excludes the creation of the input.
            let [less, more] = ["1", "2"]
                .map(|times| callgrind::instructions(&["--run", case.name, &size.to_string(), times]));
            counts.push(more? - less?);
        }
        println!("| {} | {} |", case.name, counts.iter().map(u64::to_string).collect::<Vec<_>>().join(" | "));
        for (less, more) in counts.iter().zip(&counts[1..]) {
            // Twice the input costs up to 2.3 times as much to sort, up to 2.6 times if fields are inserted in order (at
            // most 1,000), and 4 times if all pairs are compared. The constant allows for work that is done once.
            let at_most = less * 8 / 3 + 50_000;
            if *more > at_most {
                return Err(format!(
                    "{}: the instructions grew from {less} to {more}, which is more than twice",
                    case.name
                )
                .into());
            }
        }
    }
    Ok(())
}
