//! S3: endpoints, buckets, and the operations that a presigned URL can perform.

mod addressing_style;
mod base_url;
mod endpoint;
mod host;
mod service_host;
mod shown;
mod variants;
pub use addressing_style::AddressingStyle;
pub use base_url::Scheme;
pub use endpoint::Endpoint;
mod address;
mod bucket;
mod header_names;
mod hoisting;
mod key_cache;
mod location;
pub use location::Location;
mod overrides;
mod parameter;
mod post;
mod presigner;
#[cfg(any(test, not(feature = "url")))]
mod punycode;
pub use post::{FieldFault, PostForm, PostRequest};
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
