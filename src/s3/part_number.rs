use crate::Error;

pub(super) const fn check(number: u32) -> Result<(), Error> {
    match number {
        1..=10_000 => Ok(()),
        _ => Err(Error::PartNumber { number }),
    }
}
