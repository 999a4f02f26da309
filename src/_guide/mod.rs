//! Pages to read, without code of their own.
//!
//! * [`cookbook`]: each operation, its permissions, JSON for a page, and what its holder can do.
//! * [`headers`]: what a client must send, what browsers and HTTP libraries add, and CORS.
//! * [`expiry`]: how long a URL works, what ends it earlier, and how to revoke and cache it.
//! * [`multipart`]: large uploads in parts.
//! * [`verify`]: servers, with axum and behind a proxy.
//! * [`troubleshooting`]: error codes, their causes, and what to do.
//! * [`security`]: what a URL lets its holder do, what a server must check, what is wiped from memory.
//! * [`wasm`]: browsers, edge workers and bare metal.
//! * [`performance`]: what signing costs, and how to sign many URLs.

#[doc = include_str!("cookbook.md")]
pub mod cookbook {}
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
#[doc = include_str!("troubleshooting.md")]
pub mod troubleshooting {}
#[doc = include_str!("verify.md")]
pub mod verify {}
#[doc = include_str!("wasm.md")]
pub mod wasm {}
