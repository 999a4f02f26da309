//! A program without std that signs and verifies.
//!
//! It defines only an allocator and a panic handler, and would not link if the crate needed anything else. The
//! host passes the time. With the feature `std`, the same program must return the same results.

#![cfg_attr(all(target_arch = "wasm32", not(feature = "std")), no_std)]

extern crate alloc;

mod results;
pub use results::results;

#[cfg(target_arch = "wasm32")]
mod bare;
#[cfg(target_arch = "wasm32")]
mod exports;
