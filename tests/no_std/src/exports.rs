//! What the host calls. Text goes in and out through one buffer, whose address and size it asks for.

use alloc::{format, string::String, vec::Vec};
use core::{cell::UnsafeCell, time::Duration};
use presign::{AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner, Scheme};

use crate::{bare, results};

struct Buffer(UnsafeCell<[u8; SIZE]>);

// SAFETY: there is one thread.
unsafe impl Sync for Buffer {}

static BUFFER: Buffer = Buffer(UnsafeCell::new([0; SIZE]));

const SIZE: usize = 1 << 20;

#[unsafe(no_mangle)]
extern "C" fn buffer() -> *mut u8 {
    BUFFER.0.get().cast()
}

#[unsafe(no_mangle)]
extern "C" fn buffer_size() -> usize {
    SIZE
}

/// The lines that the host wrote.
fn input<'a>(len: usize) -> Option<Vec<&'a str>> {
    // SAFETY: the host writes before it calls and reads afterwards, and what is written here was copied before.
    let buffer: &'a [u8; SIZE] = unsafe { &*BUFFER.0.get() };
    Some(core::str::from_utf8(buffer.get(..len)?).ok()?.split('\n').collect())
}

/// The length of what the host may read, or -1.
fn output(text: Option<&str>) -> isize {
    // SAFETY: as above; nothing that was read from the buffer is alive.
    let buffer = unsafe { &mut *BUFFER.0.get() };
    match text.and_then(|text| Some((buffer.get_mut(..text.len())?, text))) {
        Some((place, text)) => {
            place.copy_from_slice(text.as_bytes());
            isize::try_from(text.len()).unwrap_or(-1)
        }
        None => -1,
    }
}

/// Presigns a GET: access key id, secret, host, region, bucket, key.
#[unsafe(no_mangle)]
extern "C" fn presign(len: usize, unix_seconds: i64, lifetime: u32) -> isize {
    let url = input(len).and_then(|lines| url(&lines, unix_seconds, lifetime));
    output(url.as_deref())
}

fn url(lines: &[&str], unix_seconds: i64, lifetime: u32) -> Option<String> {
    let &[access_key_id, secret, host, region, bucket, key] = lines else { return None };
    let endpoint = Endpoint::from_parts(Scheme::Https, host, None, "", region).ok()?;
    let s3 = Presigner::new(Credentials::new(access_key_id, secret), endpoint);
    let get = s3.get(bucket, key).expires_in(Duration::from_secs(lifetime.into()));
    Some(get.presign_at(AmzDate::from_unix_seconds(unix_seconds).ok()?).ok()?.into_url())
}

/// The heap for one GET, from the credentials to the URL: the peak in bytes, and how many allocations.
#[unsafe(no_mangle)]
extern "C" fn heap_for_one_get(len: usize, unix_seconds: i64, lifetime: u32) -> isize {
    let Some(lines) = input(len) else { return -1 };
    let used = bare::metered(|| {
        core::hint::black_box(url(&lines, unix_seconds, lifetime));
    });
    output(Some(&format!("{} {}", used.peak_bytes, used.allocations)))
}

/// Verifies a GET: URL, access key id, secret. Answers with the code of a refusal, or `OK`.
#[unsafe(no_mangle)]
extern "C" fn verify(len: usize, unix_seconds: i64) -> isize {
    let verdict = input(len).and_then(|lines| {
        let &[url, access_key_id, secret] = lines.as_slice() else { return None };
        let now = AmzDate::from_unix_seconds(unix_seconds).ok()?;
        let url: PresignedUrl = match url.parse() {
            Ok(url) => url,
            Err(_) => return Some("MalformedUrl"),
        };
        match url.verify(Method::Get, &[], now, &Credentials::new(access_key_id, secret)) {
            Ok(_) => Some("OK"),
            Err(refusal) => Some(refusal.code()),
        }
    });
    output(verdict)
}

/// What must be the same everywhere.
#[unsafe(no_mangle)]
extern "C" fn all_results() -> isize {
    output(Some(&results()))
}
