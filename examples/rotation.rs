//! Credentials that rotate while threads sign: each thread takes the presigner of the moment from an `ArcSwap`.
//!
//! ```text
//! cargo run --release --example rotation
//! ```
//!
//! Every URL is verified with the secret of the access key id that it names. A presigner that kept anything of the old
//! credentials would sign with one key under the name of another, and the example would fail.

use std::{
    iter,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread,
};

use arc_swap::ArcSwap;
use presign::{AmzDate, Credentials, Endpoint, Error, Method, PresignedUrl, Presigner};

const THREADS: usize = 4;
const KEYS: usize = 20;
/// The next key comes when this many URLs have been signed with the present one.
const URLS_PER_KEY: usize = 200;

fn main() -> ExitCode {
    match rotate() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(mismatches) => {
            eprintln!("error: {mismatches} URLs were not signed with the key that they name");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the number of URLs that were signed with another key than they name.
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
        for (key, next) in iter::zip(&load.keys, load.keys[1..].iter().map(Some).chain([None])) {
            while key.urls.load(Relaxed) < URLS_PER_KEY && !threads.iter().any(|thread| thread.is_finished())
            {
                thread::yield_now();
            }
            if let Some(next) = next {
                let rotated = load.s3.load().with_credentials(next.credentials.clone());
                load.s3.store(Arc::new(rotated));
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

/// What the threads share.
struct Load {
    s3: ArcSwap<Presigner>,
    keys: Vec<Key>,
    mismatches: AtomicUsize,
    is_over: AtomicBool,
}

impl Load {
    fn sign_until_over(&self) -> Result<(), Error> {
        while !self.is_over.load(Relaxed) {
            // The presigner of the moment. If it is replaced meanwhile, this URL is still signed with it.
            let get = self.s3.load().get("examplebucket", "photos/duck.jpg").presign()?;
            let key = get.url().parse().ok().and_then(|url| self.key_of(&url));
            key.map_or(&self.mismatches, |key| &key.urls).fetch_add(1, Relaxed);
        }
        Ok(())
    }

    /// Returns the key that a URL names, if it is signed with it.
    fn key_of(&self, url: &PresignedUrl) -> Option<&Key> {
        let key = self.keys.iter().find(|key| key.credentials.access_key_id() == url.access_key_id())?;
        url.verify(Method::Get, &[], AmzDate::now(), &key.credentials).ok()?;
        Some(key)
    }
}

struct Key {
    credentials: Credentials,
    /// How many URLs were signed with it.
    urls: AtomicUsize,
}

impl Key {
    fn new(number: usize) -> Self {
        let credentials = Credentials::new(format!("ASIAEXAMPLE{number:02}"), format!("secret of {number}"))
            .with_session_token(format!("token of {number}").replace(' ', "-").as_str());
        Self { credentials, urls: AtomicUsize::new(0) }
    }
}
