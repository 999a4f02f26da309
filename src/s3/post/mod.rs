//! Browser uploads: forms that are signed with a POST policy.

mod form;
mod policy;
mod request;
mod setters;
pub use form::PostForm;
pub use request::PostRequest;
