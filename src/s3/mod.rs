//! S3: where buckets live, and what a presigned URL can do to the objects in them.

mod partition;
mod host;
mod endpoint;
pub use endpoint::{AddressingStyle, Endpoint, Scheme};
mod access_point;
mod bucket;
mod address;
mod signer;
mod object_key;
mod presigner;
pub use presigner::Presigner;
mod validity;
mod request;
pub use request::{OneUrl, Request};
mod operations;
mod prepared;
pub use prepared::{Keys, PartNumbers, Prepared};
