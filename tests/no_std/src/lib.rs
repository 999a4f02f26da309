//! A program without std that signs and verifies: it brings an allocator, a panic handler and the time of day, and would not
//! link if anything in it asked for more.
//!
//! With the feature `std` it is the same program with std, and must give the same results.

#![cfg_attr(all(target_arch = "wasm32", not(feature = "std")), no_std)]

extern crate alloc;

mod results;
pub use results::results;

#[cfg(target_arch = "wasm32")]
mod bare;
#[cfg(target_arch = "wasm32")]
mod exports;
