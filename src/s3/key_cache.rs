#[cfg(feature = "std")]
use std::sync::{PoisonError, RwLock};

use crate::{
    Credentials,
    sigv4::{CredentialScope, SigningKey},
};

/// The signing key of the latest day, for one pair of credentials and one region.
///
/// It belongs to the presigner that owns the credentials: rotated credentials come with a new presigner, and so can
/// never meet an old key. Without `std`, which has the lock, the key is derived for every signature.
#[derive(Default)]
pub(super) struct KeyCache {
    #[cfg(feature = "std")]
    latest: RwLock<Option<KeyOfDay>>,
}

#[cfg(feature = "std")]
struct KeyOfDay {
    day: alloc::string::String,
    key: SigningKey,
}

impl KeyCache {
    /// Uses the key of the scope's day.
    pub(super) fn with_key<T>(
        &self,
        credentials: &Credentials,
        scope: &CredentialScope<'_>,
        use_key: impl FnOnce(&SigningKey) -> T,
    ) -> T {
        #[cfg(feature = "std")]
        {
            let latest = self.latest.read().unwrap_or_else(PoisonError::into_inner);
            match &*latest {
                Some(of_day) if of_day.day == scope.day() => return use_key(&of_day.key),
                _ => {}
            }
        }
        let key = SigningKey::derive(credentials.secret_access_key(), scope);
        let used = use_key(&key);
        #[cfg(feature = "std")]
        {
            let of_day = KeyOfDay { day: scope.day().into(), key };
            *self.latest.write().unwrap_or_else(PoisonError::into_inner) = Some(of_day);
        }
        used
    }
}
