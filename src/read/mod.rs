//! The other half: a presigned URL read, verified as S3 does, and explained where S3 refuses it.

mod presigned_url;
mod url_error;
pub use presigned_url::PresignedUrl;
pub use url_error::UrlError;
mod error_response;
mod object;
mod received;
mod refusal;
mod verify;
pub use error_response::{ErrorResponse, NotAnErrorResponse};
mod diagnosis;
pub use diagnosis::{Cause, Diagnosis};
pub use refusal::Refusal;
pub use verify::{KeyLookup, SigningKeys, Verified, Verifier};
