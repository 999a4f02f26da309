//! S3: endpoints, buckets, and the operations that a presigned URL can perform.

mod endpoint;
mod host;
pub use endpoint::{AddressingStyle, Endpoint, Scheme};
mod address;
mod bucket;
mod header_names;
mod hoisting;
mod key_cache;
mod overrides;
mod parameter;
mod presigner;
mod punycode;
pub use presigner::Presigner;
mod tags;
mod validity;
mod values;
pub use values::{Checksum, ContentDisposition, CopySource};
mod request;
pub use request::{OneUrl, Request};
mod operations;
mod prepared;
mod setters;
pub use prepared::{Keys, PartNumbers, Prepared};
