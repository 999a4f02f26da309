use alloc::string::String;
use core::fmt;

/// Text that is wiped on drop (feature `zeroize`) and never printed.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    /// The one way to the text: search for it to find every place that sees a secret.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(..)")
    }
}

#[cfg(feature = "zeroize")]
impl Drop for Secret {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}
