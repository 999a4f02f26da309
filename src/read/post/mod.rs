//! Reads forms for uploads by POST, and verifies them as S3 does.

mod form_error;
pub use form_error::FormError;
#[cfg(feature = "json")]
mod policy;
#[cfg(feature = "json")]
pub(super) use policy::{Condition, Policy};
#[cfg(feature = "json")]
mod posted_form;
#[cfg(feature = "json")]
pub use posted_form::PostedForm;
#[cfg(feature = "json")]
mod verify;
#[cfg(feature = "json")]
pub use verify::{PostedFile, VerifiedPost};
