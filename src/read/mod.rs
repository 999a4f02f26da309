//! Reads presigned URLs, verifies requests as S3 does, and explains why a server refused one.

mod foreign_url;
mod presigned_url;
mod url_error;
pub use presigned_url::PresignedUrl;
pub use url_error::UrlError;
#[cfg(feature = "xml")]
mod copied;
mod error_response;
mod limits;
mod moment;
mod object;
mod operation;
#[cfg(feature = "sigv4a")]
#[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
mod public_keys;
mod received;
mod refusal;
mod verified;
mod verify;
#[cfg(feature = "xml")]
mod xml;
pub use error_response::{ErrorResponse, NotAnErrorResponse};
mod diagnosis;
pub use diagnosis::{Cause, Diagnosis};
pub use operation::Operation;
pub use refusal::Refusal;
pub use verified::Verified;
pub use verify::{KeyLookup, SigningKeys, Verifier};
