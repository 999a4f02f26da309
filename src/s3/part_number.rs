use core::fmt;

use crate::{Error, sigv4::Value};

/// A part number from 1 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PartNumber(u32);

impl TryFrom<u32> for PartNumber {
    type Error = Error;

    fn try_from(number: u32) -> Result<Self, Error> {
        if (1..=10_000).contains(&number) { Ok(Self(number)) } else { Err(Error::PartNumber { number }) }
    }
}

impl fmt::Display for PartNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<PartNumber> for Value<'_> {
    fn from(PartNumber(number): PartNumber) -> Self {
        u64::from(number).into()
    }
}
