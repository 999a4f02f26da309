//! The operations, named as in the API reference. Each one is a line or two on top of [`Presigner::request`].
//!
//! [`Presigner::request`]: super::Presigner::request

mod objects;

mod multipart;

mod buckets;
