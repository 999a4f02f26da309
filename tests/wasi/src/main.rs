//! Prints the results that are the same on every target or, with the argument `now`, a URL that is valid from now on.

extern crate alloc;

#[path = "../../no_std/src/results.rs"]
mod results;

use std::{env, error::Error};

use presign::{Credentials, Endpoint, Presigner};

fn main() -> Result<(), Box<dyn Error>> {
    match env::args().nth(1).as_deref() {
        Some("now") => {
            let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
            println!("{}", s3.get("examplebucket", "duck.jpg").presign()?.url());
        }
        _ => print!("{}", results::results()),
    }
    Ok(())
}
