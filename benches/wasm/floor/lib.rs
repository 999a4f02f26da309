//! The parts that every module has: the buffer and an allocator. Returns the key in place of a URL.

#![cfg_attr(all(target_arch = "wasm32", feature = "bare"), no_std)]

extern crate alloc;

#[cfg(all(target_arch = "wasm32", feature = "bare"))]
#[path = "../bare.rs"]
mod bare;
#[path = "../host.rs"]
mod host;

use alloc::borrow::ToOwned;
use core::hint::black_box;

#[unsafe(no_mangle)]
extern "C" fn presign(len: usize, _unix_seconds: u32) -> usize {
    host::output(host::input(len).map(|[_, _, _, _, key]: [&str; 5]| black_box(key.to_owned())).as_deref())
}
