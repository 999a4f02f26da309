//! The allocator and the panic handler, which a program without std must define.

use core::{
    alloc::{GlobalAlloc, Layout},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};
use dlmalloc::GlobalDlmalloc;

#[global_allocator]
static HEAP: Metered =
    Metered { allocations: AtomicUsize::new(0), in_use: AtomicUsize::new(0), peak: AtomicUsize::new(0) };

/// Counts the requested bytes, without the allocator's own overhead.
struct Metered {
    allocations: AtomicUsize,
    in_use: AtomicUsize,
    peak: AtomicUsize,
}

/// The memory that was allocated while a closure ran.
pub struct Used {
    pub peak_bytes: usize,
    pub allocations: usize,
}

pub fn metered(run: impl FnOnce()) -> Used {
    let (allocations, in_use) = (HEAP.allocations.load(Relaxed), HEAP.in_use.load(Relaxed));
    HEAP.peak.store(in_use, Relaxed);
    run();
    Used {
        peak_bytes: HEAP.peak.load(Relaxed) - in_use,
        allocations: HEAP.allocations.load(Relaxed) - allocations,
    }
}

impl Metered {
    fn add(&self, bytes: usize) {
        self.allocations.fetch_add(1, Relaxed);
        let in_use = self.in_use.fetch_add(bytes, Relaxed) + bytes;
        self.peak.fetch_max(in_use, Relaxed);
    }
}

// SAFETY: every call is forwarded unchanged to the allocator.
unsafe impl GlobalAlloc for Metered {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.add(layout.size());
        unsafe { GlobalDlmalloc.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        self.in_use.fetch_sub(layout.size(), Relaxed);
        unsafe { GlobalDlmalloc.dealloc(at, layout) }
    }

    // `realloc` is not overridden: the default allocates before it frees, which counts both blocks at the peak.
}

#[cfg(not(feature = "std"))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
