//! The functions that the host calls. They pass text through one buffer.

use alloc::{format, string::String, vec::Vec};
use core::{cell::UnsafeCell, time::Duration};
use presign::{AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner, Scheme};

use crate::{bare, results};

struct Buffer(UnsafeCell<[u8; SIZE]>);

// SAFETY: there is only one thread.
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

/// Returns the lines that the host wrote.
fn input<'a>(len: usize) -> Option<Vec<&'a str>> {
    // SAFETY: the host writes only before a call and reads only after it, and `output` runs after the last use of
    // the lines.
    let buffer: &'a [u8; SIZE] = unsafe { &*BUFFER.0.get() };
    Some(core::str::from_utf8(buffer.get(..len)?).ok()?.split('\n').collect())
}

/// Writes a text for the host and returns its length, or -1 if there is none.
fn output(text: Option<&str>) -> isize {
    // SAFETY: as in `input`. No reference into the buffer is in use any more.
    let buffer = unsafe { &mut *BUFFER.0.get() };
    match text.and_then(|text| Some((buffer.get_mut(..text.len())?, text))) {
        Some((place, text)) => {
            place.copy_from_slice(text.as_bytes());
            isize::try_from(text.len()).unwrap_or(-1)
        }
        None => -1,
    }
}

/// Presigns a GET. The lines are the access key id, the secret, the host, the region, the bucket and the key.
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

/// Returns the peak of the heap in bytes and the number of allocations for one GET, including the credentials.
#[unsafe(no_mangle)]
extern "C" fn heap_for_one_get(len: usize, unix_seconds: i64, lifetime: u32) -> isize {
    let Some(lines) = input(len) else { return -1 };
    let used = bare::metered(|| {
        core::hint::black_box(url(&lines, unix_seconds, lifetime));
    });
    output(Some(&format!("{} {}", used.peak_bytes, used.allocations)))
}

/// Verifies a GET. The lines are the URL, the access key id and the secret. Returns `OK` or the error code.
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

/// Returns the results that must not depend on features or the target.
#[unsafe(no_mangle)]
extern "C" fn all_results() -> isize {
    output(Some(&results()))
}
