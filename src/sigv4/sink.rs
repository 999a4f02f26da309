use alloc::string::String;
use core::fmt;

/// Takes a stage's text piece by piece: into the URL, into a hash or onto a page. Each stage has one writer, so that
/// what is shown, what is hashed and what is sent cannot differ.
pub(crate) trait Sink {
    fn push(&mut self, text: &str);

    /// Text that is at hand as bytes, all of them ASCII. A hash takes them as they are.
    #[inline]
    fn push_ascii(&mut self, bytes: &[u8]) {
        self.push(core::str::from_utf8(bytes).unwrap_or_default());
    }
}

impl Sink for String {
    #[inline]
    fn push(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// The `Display` of a stage.
pub(super) fn display(f: &mut fmt::Formatter<'_>, write: impl FnOnce(&mut Page<'_, '_>)) -> fmt::Result {
    let mut page = Page { f, result: Ok(()) };
    write(&mut page);
    page.result
}

pub(super) struct Page<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    result: fmt::Result,
}

impl Sink for Page<'_, '_> {
    fn push(&mut self, text: &str) {
        if self.result.is_ok() {
            self.result = self.f.write_str(text);
        }
    }
}
