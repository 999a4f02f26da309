#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used
    )
)]
//! AWS Signature Version 4 presigned URLs for S3.

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod error;
pub use error::Error;
mod credentials;
mod secret;
pub use credentials::Credentials;

pub mod sigv4;
pub use sigv4::{AmzDate, Method};
mod presigned;
pub use presigned::Presigned;
mod explanation;
pub use explanation::Explanation;

mod s3;
pub use s3::{AddressingStyle, Endpoint, Presigner, Request, Scheme};
