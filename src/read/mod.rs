//! Reads presigned URLs and forms, verifies requests as S3 does, and explains why a server refused one.

mod claim;
pub use claim::Claim;
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
mod post;
pub use post::FormError;
#[cfg(feature = "json")]
pub use post::{PostedFile, PostedForm, VerifiedPost};
#[cfg(feature = "sigv4a")]
#[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
mod public_keys;
mod query;
mod received;
mod refusal;
mod signing_keys;
pub use signing_keys::{KeyLookup, SigningKeys};
mod verified;
mod verify;
pub use error_response::{ErrorResponse, NotAnErrorResponse};
mod diagnosis;
pub(crate) use diagnosis::SignedForm;
pub use diagnosis::{Cause, Diagnosis};
pub use operation::Operation;
pub use refusal::Refusal;
pub use verified::Verified;
pub use verify::Verifier;
