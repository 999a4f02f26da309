//! Presigns a GET with presign.

#![cfg_attr(all(target_arch = "wasm32", feature = "bare"), no_std)]

extern crate alloc;

#[cfg(all(target_arch = "wasm32", feature = "bare"))]
#[path = "../bare.rs"]
mod bare;
#[path = "../host.rs"]
mod host;

use alloc::string::String;
use presign::{AmzDate, Credentials, Endpoint, Presigner};

#[unsafe(no_mangle)]
extern "C" fn presign(len: usize, unix_seconds: u32) -> usize {
    host::output(host::input(len).and_then(|lines| url(lines, unix_seconds)).as_deref())
}

fn url([access_key_id, secret, region, bucket, key]: [&str; 5], unix_seconds: u32) -> Option<String> {
    let s3 = Presigner::new(Credentials::new(access_key_id, secret), Endpoint::aws(region).ok()?);
    let date = AmzDate::from_unix_seconds(unix_seconds.into()).ok()?;
    Some(s3.get(bucket, key).presign_at(date).ok()?.into_url())
}

/// Creates the presigner once and reuses the buffer of the URL, to measure speed.
#[cfg(feature = "kept")]
mod kept {
    use super::*;
    use std::cell::RefCell;

    thread_local! {
        static KEPT: RefCell<Option<(Presigner, String)>> = const { RefCell::new(None) };
    }

    /// Creates the presigner. The lines are the access key id, the secret and the region.
    #[unsafe(no_mangle)]
    extern "C" fn open(len: usize) {
        KEPT.set(host::input(len).and_then(|[access_key_id, secret, region]| {
            let s3 = Presigner::new(Credentials::new(access_key_id, secret), Endpoint::aws(region).ok()?);
            Some((s3, String::new()))
        }));
    }

    /// Presigns a GET. The lines are the bucket and the key.
    #[unsafe(no_mangle)]
    extern "C" fn presign_next(len: usize, unix_seconds: u32) -> usize {
        KEPT.with_borrow_mut(|kept| {
            let url = kept.as_mut().zip(host::input(len)).and_then(|((s3, url), [bucket, key])| {
                url.clear();
                let date = AmzDate::from_unix_seconds(unix_seconds.into()).ok()?;
                s3.get(bucket, key).write_url_at(date, url).ok()?;
                Some(&*url)
            });
            host::output(url.map(String::as_str))
        })
    }
}
