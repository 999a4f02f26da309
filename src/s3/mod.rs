//! S3: where buckets live, and what a presigned URL can do to the objects in them.

mod endpoint;
mod host;
mod partition;
pub use endpoint::{AddressingStyle, Endpoint, Scheme};
mod access_point;
mod address;
mod bucket;
mod object_key;
mod presigner;
mod signer;
pub use presigner::Presigner;
mod request;
mod validity;
pub use request::{OneUrl, Request};
mod operations;
mod prepared;
pub use prepared::{Keys, PartNumbers, Prepared};
