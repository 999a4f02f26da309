//! Passes text between the host and the module through one buffer, with one value per line.

use core::cell::UnsafeCell;

struct Buffer(UnsafeCell<[u8; SIZE]>);

// SAFETY: there is only one thread.
unsafe impl Sync for Buffer {}

static BUFFER: Buffer = Buffer(UnsafeCell::new([0; SIZE]));

const SIZE: usize = 4096;

#[unsafe(no_mangle)]
extern "C" fn buffer() -> *mut u8 {
    BUFFER.0.get().cast()
}

/// Returns the lines that the host wrote: the access key id, the secret, the region, the bucket and the key.
pub fn input<'a, const N: usize>(len: usize) -> Option<[&'a str; N]> {
    // SAFETY: the host writes only before a call.
    let buffer: &'a [u8; SIZE] = unsafe { &*BUFFER.0.get() };
    let mut lines = core::str::from_utf8(buffer.get(..len)?).ok()?.split('\n');
    let mut input = [""; N];
    for line in &mut input {
        *line = lines.next()?;
    }
    Some(input)
}

/// Writes the URL for the host and returns its length, or 0 if there is no URL.
pub fn output(url: Option<&str>) -> usize {
    // SAFETY: the URL does not borrow from the buffer, and the host reads only after the call.
    let buffer = unsafe { &mut *BUFFER.0.get() };
    match url.and_then(|url| Some((buffer.get_mut(..url.len())?, url))) {
        Some((place, url)) => {
            place.copy_from_slice(url.as_bytes());
            url.len()
        }
        None => 0,
    }
}
