//! Prints what must be the same whatever the features and the target.

fn main() {
    print!("{}", no_std::results());
}
