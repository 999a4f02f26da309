//! S3: where buckets live, and what a presigned URL can do to the objects in them.

mod bucket;
mod endpoint;
pub use endpoint::{AddressingStyle, Endpoint, Scheme};
mod key_cache;
mod object_key;
mod presigner;
pub use presigner::Presigner;
mod request;
pub use request::{OneUrl, Request};
mod operations;
mod prepared;
pub use prepared::{Keys, PartNumbers, Prepared};
