//! Pages to read, without code of their own.
//!
//! * [`security`]: what a URL lets its holder do, what a server must check, what is wiped from memory.

#[doc = include_str!("security.md")]
pub mod security {}
