//! Browser uploads: forms that are signed with a POST policy.

mod fault;
mod field;
mod form;
mod policy;
mod request;
mod setters;
pub use fault::FieldFault;
pub use form::PostForm;
pub use request::PostRequest;
