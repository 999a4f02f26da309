//! S3: where buckets live, and what a presigned URL can do to the objects in them.

mod endpoint;
mod host;
mod partition;
pub use endpoint::{AddressingStyle, Endpoint, Scheme};
mod access_point;
mod address;
mod bucket;
mod object_key;
mod part_number;
mod presigner;
mod signer;
pub use presigner::Presigner;
mod request;
mod validity;
pub use request::{OneUrl, Request};
mod copy_source;
mod operations;
pub use copy_source::CopySource;
mod setters;
pub use setters::Checksum;
mod base64;
mod content_disposition;
pub use content_disposition::ContentDisposition;
mod prepared;
pub use prepared::{Keys, PartNumbers, Prepared};
