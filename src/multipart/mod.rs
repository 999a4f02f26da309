//! The XML of an upload in parts: the list of parts to send, and S3's responses.
//!
//! | operation | presign it with | then |
//! |---|---|---|
//! | CreateMultipartUpload | [`create_multipart_upload`](crate::Presigner::create_multipart_upload) | read an [`InitiateMultipartUploadResult`] |
//! | UploadPart | [`upload_parts`](crate::Presigner::upload_parts) | add its header `ETag` to [`CompletedParts`] |
//! | UploadPartCopy | [`upload_part_copy`](crate::Presigner::upload_part_copy) | read a [`CopyPartResult`] |
//! | ListParts | [`list_parts`](crate::Presigner::list_parts) | read a [`ListPartsResult`] |
//! | CompleteMultipartUpload | [`complete_multipart_upload`](crate::Presigner::complete_multipart_upload) | send the [`CompletedParts`], read a [`CompleteMultipartUploadResult`] |
//!
//! The types have the names of their XML elements. [`CompletedParts`] needs no feature; the feature `xml` reads the
//! responses. The guide [multipart](crate::_guide::multipart) has an upload from start to end.

mod completed_parts;
#[cfg(feature = "xml")]
mod list_parts;
#[cfg(feature = "xml")]
mod response;
#[cfg(feature = "xml")]
mod results;

pub use completed_parts::CompletedParts;
#[cfg(feature = "xml")]
pub use list_parts::{ListPartsResult, Part};
#[cfg(feature = "xml")]
pub use response::ResponseError;
#[cfg(feature = "xml")]
pub use results::{CompleteMultipartUploadResult, CopyPartResult, InitiateMultipartUploadResult};
