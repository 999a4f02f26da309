use alloc::string::String;
use core::fmt;

use super::hash;

/// Text that is wiped on drop (feature `zeroize`) and never printed.
///
/// Create it at its full size, since text that grows leaves copies behind.
#[derive(Clone, Default)]
pub(crate) struct Secret(String);

impl Secret {
    /// Returns the text. Nothing else returns it, so a search for this name finds every use of a secret.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Returns the text for writing. It must not grow beyond its capacity.
    pub(crate) const fn expose_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        hash::is_equal(self.0.as_bytes(), other.0.as_bytes())
    }
}

impl Eq for Secret {}

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
