//! What can be done, under the names of the API reference: each a line or two over [`Presigner::request`].
//!
//! [`Presigner::request`]: crate::Presigner::request

mod buckets;
mod multipart;
mod objects;
