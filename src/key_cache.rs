#[cfg(feature = "std")]
use alloc::vec::Vec;
use core::fmt;
#[cfg(all(feature = "sigv4a", feature = "std"))]
use std::sync::OnceLock;
#[cfg(feature = "std")]
use std::sync::{PoisonError, RwLock};

#[cfg(feature = "sigv4a")]
use crate::sigv4::KeyPair;
use crate::{
    Credentials, Error,
    sigv4::{Credential, CredentialScope, Signer},
};

/// The key of one day, and the credential of its scope.
///
/// Both are the same for all URLs of a region, a service and a day.
pub(crate) struct DayKey {
    pub(crate) credential: Credential,
    pub(crate) key: Signer,
}

impl DayKey {
    /// Returns the region and the service.
    #[cfg(feature = "std")]
    fn place(&self) -> (&str, &str) {
        let scope = self.credential.scope();
        (scope.region(), scope.service())
    }
}

/// Keeps the signing keys of one set of credentials: the latest for each region and service.
///
/// Each presigner owns its cache, so new credentials never use an old key. The lock requires `std`. Without `std`, the
/// key is derived for every signature.
#[derive(Default)]
pub(crate) struct KeyCache {
    #[cfg(feature = "std")]
    keys: RwLock<Vec<DayKey>>,
    /// The key pair of SigV4A, which does not depend on the day.
    #[cfg(all(feature = "sigv4a", feature = "std"))]
    pair: OnceLock<KeyPair>,
}

impl KeyCache {
    /// Calls a closure with the key of a scope, which is derived unless it is in the cache.
    pub(crate) fn with_key<T>(
        &self,
        credentials: &Credentials,
        scope: &CredentialScope<'_>,
        use_key: impl FnOnce(&DayKey) -> T,
    ) -> Result<T, Error> {
        #[cfg(feature = "std")]
        {
            let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(kept) = keys.iter().find(|kept| kept.credential.scope() == *scope) {
                return Ok(use_key(kept));
            }
        }
        let key = self.derive(credentials, scope)?;
        let used = use_key(&key);
        #[cfg(feature = "std")]
        self.keep(key);
        Ok(used)
    }

    #[cfg(not(feature = "sigv4a"))]
    fn derive(&self, credentials: &Credentials, scope: &CredentialScope<'_>) -> Result<DayKey, Error> {
        let credential = Credential::in_region(credentials.access_key_id(), scope);
        Ok(DayKey { credential, key: Signer::Hmac(credentials.signing_key(scope)?) })
    }

    #[cfg(feature = "sigv4a")]
    fn derive(&self, credentials: &Credentials, scope: &CredentialScope<'_>) -> Result<DayKey, Error> {
        let credential = Credential::new(credentials.access_key_id(), scope);
        let key = if scope.is_without_region() {
            Signer::Ecdsa(self.pair(credentials)?)
        } else {
            Signer::Hmac(credentials.signing_key(scope)?)
        };
        Ok(DayKey { credential, key })
    }

    #[cfg(all(feature = "sigv4a", feature = "std"))]
    fn pair(&self, credentials: &Credentials) -> Result<KeyPair, Error> {
        if let Some(pair) = self.pair.get() {
            return Ok(pair.clone());
        }
        let pair = credentials.key_pair()?;
        Ok(self.pair.get_or_init(|| pair).clone())
    }

    #[cfg(all(feature = "sigv4a", not(feature = "std")))]
    fn pair(&self, credentials: &Credentials) -> Result<KeyPair, Error> {
        credentials.key_pair()
    }

    #[cfg(feature = "std")]
    fn keep(&self, key: DayKey) {
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = keys.iter_mut().find(|kept| kept.place() == key.place()) {
            *kept = key;
            return;
        }
        // Limited, since callers can name any region in an ARN.
        if keys.len() == MAX_KEYS {
            keys.remove(0);
        }
        keys.push(key);
    }
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyCache").finish_non_exhaustive()
    }
}

#[cfg(feature = "std")]
const MAX_KEYS: usize = 16;
