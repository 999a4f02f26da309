use crate::{
    Credentials,
    sigv4::{CredentialScope, Signature, SigningKey, StringToSign},
};

/// The signing key of the latest day, for one pair of credentials and one region.
///
/// It belongs to the presigner that owns the credentials: rotated credentials come with a new presigner, and so can
/// never meet an old key. Without `std`, which has the lock, the key is derived for every signature.
#[derive(Default)]
pub(super) struct KeyCache {
    #[cfg(feature = "std")]
    latest: std::sync::RwLock<Option<KeyOfDay>>,
}

#[cfg(feature = "std")]
struct KeyOfDay {
    day: alloc::string::String,
    key: SigningKey,
}

impl KeyCache {
    /// Signs with the key of the scope's day.
    #[cfg(feature = "std")]
    pub(super) fn sign(
        &self,
        credentials: &Credentials,
        scope: &CredentialScope<'_>,
        string_to_sign: &StringToSign<'_>,
    ) -> Signature {
        use std::sync::PoisonError;

        let latest = self.latest.read().unwrap_or_else(PoisonError::into_inner);
        match &*latest {
            Some(of_day) if of_day.day == scope.day() => of_day.key.sign(string_to_sign),
            _ => {
                drop(latest);
                let key = SigningKey::derive(credentials.secret_access_key(), scope);
                let signature = key.sign(string_to_sign);
                *self.latest.write().unwrap_or_else(PoisonError::into_inner) =
                    Some(KeyOfDay { day: scope.day().into(), key });
                signature
            }
        }
    }

    /// Signs with the key of the scope's day.
    #[cfg(not(feature = "std"))]
    pub(super) fn sign(
        &self,
        credentials: &Credentials,
        scope: &CredentialScope<'_>,
        string_to_sign: &StringToSign<'_>,
    ) -> Signature {
        SigningKey::derive(credentials.secret_access_key(), scope).sign(string_to_sign)
    }
}
