//! Guides to signing, verifying and troubleshooting.

// Its examples need more libraries: the package examples/cloudfront runs them.
#[cfg(not(doctest))]
#[doc = include_str!("cloudfront.md")]
pub mod cloudfront {}
#[doc = include_str!("cookbook.md")]
pub mod cookbook {}
#[doc = include_str!("credentials.md")]
pub mod credentials {}
#[doc = include_str!("endpoints.md")]
pub mod endpoints {}
#[doc = include_str!("expiry.md")]
pub mod expiry {}
#[doc = include_str!("headers.md")]
pub mod headers {}
#[doc = include_str!("multipart.md")]
pub mod multipart {}
#[doc = include_str!("performance.md")]
pub mod performance {}
#[doc = include_str!("security.md")]
pub mod security {}
#[doc = include_str!("servers.md")]
pub mod servers {}
#[doc = include_str!("services.md")]
pub mod services {}
#[doc = include_str!("troubleshooting.md")]
pub mod troubleshooting {}
#[doc = include_str!("verify.md")]
pub mod verify {}
#[doc = include_str!("wasm.md")]
pub mod wasm {}
