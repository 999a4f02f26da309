//! S3: endpoints, buckets, and the operations that a presigned URL can perform.
//!
//! The modules are in the order in which rustdoc shows their methods.

mod endpoint;
pub use endpoint::Endpoint;

mod addressing_style;
pub use addressing_style::AddressingStyle;

mod variants;

mod shown;

mod presigner;
pub use presigner::Presigner;

mod request;
pub use request::{OneUrl, Request};

mod signing;

mod operations;
mod setters;

mod encryption;
mod overrides;

mod hoisting;

mod prepared;
pub use prepared::{Keys, PartNumbers, Prepared};

mod post;
pub use post::{FieldFault, PostForm, PostRequest};

#[cfg(feature = "sigv4a")]
#[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
mod multi_region;

mod location;
pub use location::Location;

mod address;
mod base_url;
pub use base_url::Scheme;
mod bucket;
mod header_names;
mod host;
mod object_key;
use object_key::ObjectKey;
mod parameter;
mod part_number;
pub(crate) use part_number::PartNumber;
#[cfg(any(test, not(feature = "url")))]
mod punycode;
mod service_host;
mod spelling;
mod tags;
mod target;
mod value_rules;
mod values;
pub use values::{Checksum, ContentDisposition, CopySource};
