//! How the host and a module of WebAssembly pass text: through one buffer, one line each.

use core::cell::UnsafeCell;

struct Buffer(UnsafeCell<[u8; SIZE]>);

// SAFETY: there is one thread.
unsafe impl Sync for Buffer {}

static BUFFER: Buffer = Buffer(UnsafeCell::new([0; SIZE]));

const SIZE: usize = 4096;

#[unsafe(no_mangle)]
extern "C" fn buffer() -> *mut u8 {
    BUFFER.0.get().cast()
}

/// Access key id, secret, region, bucket and key, as the host wrote them.
pub fn input<'a, const N: usize>(len: usize) -> Option<[&'a str; N]> {
    // SAFETY: the host writes before it calls.
    let buffer: &'a [u8; SIZE] = unsafe { &*BUFFER.0.get() };
    let mut lines = core::str::from_utf8(buffer.get(..len)?).ok()?.split('\n');
    let mut input = [""; N];
    for line in &mut input {
        *line = lines.next()?;
    }
    Some(input)
}

/// The length of the URL that the host may read; 0 where there is none.
pub fn output(url: Option<&str>) -> usize {
    // SAFETY: what was read from the buffer is in the URL by now, and the host reads afterwards.
    let buffer = unsafe { &mut *BUFFER.0.get() };
    match url.and_then(|url| Some((buffer.get_mut(..url.len())?, url))) {
        Some((place, url)) => {
            place.copy_from_slice(url.as_bytes());
            url.len()
        }
        None => 0,
    }
}
