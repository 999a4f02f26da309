//! What every module has: the way in and out, and an allocator. The URL is the key.

#[path = "../host.rs"]
mod host;

#[unsafe(no_mangle)]
extern "C" fn presign(len: usize, _unix_seconds: u32) -> usize {
    host::output(
        host::input(len).map(|[_, _, _, _, key]: [&str; 5]| std::hint::black_box(key.to_owned())).as_deref(),
    )
}
