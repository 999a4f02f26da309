//! Rotates credentials while threads sign. Each thread takes the current presigner from an `ArcSwap`.
//!
//! ```text
//! cargo run --release --example rotation
//! ```
//!
//! Every URL is verified with the secret of its access key id. If a presigner kept any part of the old credentials, a URL
//! would have one access key id and the signature of another, and the example would fail.

use std::{
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread::{self, ScopedJoinHandle},
};

use arc_swap::ArcSwap;
use presign::{AmzDate, Credentials, Endpoint, Error, Method, PresignedUrl, Presigner};

const THREADS: usize = 4;
const KEYS: usize = 20;
/// The credentials are replaced after this many URLs.
const URLS_PER_KEY: usize = 200;

fn main() -> ExitCode {
    match rotate() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(mismatches) => {
            eprintln!("error: {mismatches} URLs were not signed with the key of their access key id");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the number of URLs that were not signed with the key of their access key id.
fn rotate() -> Result<usize, Error> {
    let keys: Vec<_> = (1..=KEYS).map(Key::new).collect();
    let first = Presigner::new(keys[0].credentials.clone(), Endpoint::aws("us-east-1")?);
    let load = Load {
        s3: ArcSwap::from_pointee(first),
        keys,
        mismatches: AtomicUsize::new(0),
        is_over: AtomicBool::new(false),
    };

    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(|| load.sign_until_over())).collect();
        for (number, key) in load.keys.iter().enumerate() {
            if number > 0 {
                let rotated = load.s3.load().with_credentials(key.credentials.clone());
                load.s3.store(Arc::new(rotated));
            }
            let has_failed =
                || load.mismatches.load(Relaxed) > 0 || threads.iter().any(ScopedJoinHandle::is_finished);
            while key.urls.load(Relaxed) < URLS_PER_KEY && !has_failed() {
                thread::yield_now();
            }
        }
        load.is_over.store(true, Relaxed);
        threads.into_iter().try_for_each(|thread| thread.join().expect("a thread does not panic"))
    })?;

    for key in &load.keys {
        println!("{}: {} URLs", key.credentials.access_key_id(), key.urls.load(Relaxed));
    }
    Ok(load.mismatches.into_inner())
}

/// The state that the threads share.
struct Load {
    s3: ArcSwap<Presigner>,
    keys: Vec<Key>,
    mismatches: AtomicUsize,
    is_over: AtomicBool,
}

impl Load {
    fn sign_until_over(&self) -> Result<(), Error> {
        while !self.is_over.load(Relaxed) {
            // If the presigner is replaced now, this URL is still signed with the old one.
            let get = self.s3.load().get("examplebucket", "photos/duck.jpg").presign()?;
            let key = get.url().parse().ok().and_then(|url| self.key_of(&url));
            key.map_or(&self.mismatches, |key| &key.urls).fetch_add(1, Relaxed);
        }
        Ok(())
    }

    /// Returns the key of a URL's access key id, if the URL is signed with it.
    fn key_of(&self, url: &PresignedUrl) -> Option<&Key> {
        let key = self.keys.iter().find(|key| key.credentials.access_key_id() == url.access_key_id())?;
        url.verify(Method::Get, &[], AmzDate::now(), &key.credentials).ok()?;
        Some(key)
    }
}

struct Key {
    credentials: Credentials,
    /// The number of URLs that were signed with it.
    urls: AtomicUsize,
}

impl Key {
    fn new(number: usize) -> Self {
        let credentials = Credentials::new(format!("ASIAEXAMPLE{number:02}"), format!("secret of {number}"))
            .with_session_token(format!("token of {number}").replace(' ', "-").as_str());
        Self { credentials, urls: AtomicUsize::new(0) }
    }
}
