//! Instructions for what an attacker sends, in four sizes: twice the input may cost twice as much, and what sorting adds to
//! that. Fails where it costs more: `cargo bench --bench growth`.

mod callgrind;
#[allow(dead_code, reason = "the attacks themselves are for the tests")]
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
            // Twice, for the making of the input to cancel out.
            let [less, more] = ["1", "2"]
                .map(|times| callgrind::instructions(&["--run", case.name, &size.to_string(), times]));
            counts.push(more? - less?);
        }
        println!("| {} | {} |", case.name, counts.iter().map(u64::to_string).collect::<Vec<_>>().join(" | "));
        for (less, more) in counts.iter().zip(&counts[1..]) {
            // What is sorted costs 2.3 times as much, and fields that are put in their place one by one, of which there are 1,000
            // at most, 2.6 times. Where each is compared with each, it is 4 times. Something is done once.
            let at_most = less * 8 / 3 + 50_000;
            if *more > at_most {
                return Err(format!("{}: {more} is far more than twice {less}", case.name).into());
            }
        }
    }
    Ok(())
}
