//! Prints the results that must not depend on features or the target.

fn main() {
    print!("{}", no_std::results());
}
