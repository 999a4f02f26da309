//! Pages to read, without code of their own.
//!
//! * [`security`]: what a URL lets its holder do, what a server must check, what is wiped from memory.
//! * [`servers`]: what each S3-compatible server does differently, and what to do about it.

#[doc = include_str!("security.md")]
pub mod security {}

#[doc = include_str!("servers.md")]
pub mod servers {}
