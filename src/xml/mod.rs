//! The XML of S3: how text is escaped in what is sent, and how responses are read.

mod escaped;
pub(crate) use escaped::Escaped;
#[cfg(feature = "xml")]
mod elements;
#[cfg(feature = "xml")]
pub(crate) use elements::{Element, elements, leaves, leaves_up_to_mistake};
