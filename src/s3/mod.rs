//! S3: where buckets live, and what a presigned URL can do to the objects in them.

mod endpoint;
mod host;
pub use endpoint::{AddressingStyle, Endpoint, Scheme};
mod address;
mod bucket;
mod key_cache;
mod presigner;
mod punycode;
pub use presigner::Presigner;
mod validity;
mod values;
pub use values::{Checksum, ContentDisposition, CopySource};
mod request;
pub use request::{OneUrl, Request};
mod operations;
mod prepared;
mod setters;
pub use prepared::{Keys, PartNumbers, Prepared};
