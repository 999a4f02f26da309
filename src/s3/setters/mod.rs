//! Names that a typo would spoil: each is one line over [`Request::header`] or [`Request::query`].
//!
//! A header is signed, so that S3 applies it, and must be sent. A setter that is called twice is an error, and so is one beside
//! the header of its name.
//!
//! [`Request::header`]: crate::Request::header
//! [`Request::query`]: crate::Request::query

mod conditions;
mod copying;
mod encryption;
mod integrity;
pub use integrity::Checksum;
pub(super) use integrity::PAYLOAD_HEADER;
mod object;
mod response;
