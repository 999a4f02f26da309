#[cfg(feature = "std")]
use std::sync::{PoisonError, RwLock};

use crate::{
    Credentials, Error,
    sigv4::{AmzDate, Credential, Lifetime, QueryAuth, SigningKey, TokenPlacement},
};

/// One pair of credentials in one region and service: what it takes to sign there, and the signing key of the latest day.
///
/// It belongs to the presigner that owns the credentials: rotated credentials come with a new presigner, and so can
/// never meet an old key. Without `std`, which has the lock, the key is derived for every signature.
pub(super) struct Signer {
    credential: Credential,
    #[cfg(feature = "std")]
    latest: RwLock<Option<KeyOfDay>>,
}

#[cfg(feature = "std")]
struct KeyOfDay {
    day: alloc::string::String,
    key: SigningKey,
}

impl Signer {
    pub(super) fn new(credentials: &Credentials, region: &str, service: &str) -> Self {
        Self {
            credential: Credential::new(credentials.access_key_id(), region, service),
            #[cfg(feature = "std")]
            latest: RwLock::default(),
        }
    }

    #[cfg(feature = "std")]
    pub(super) fn is_for(&self, region: &str, service: &str) -> bool {
        self.credential.is_for(region, service)
    }

    pub(super) fn auth<'a>(
        &'a self,
        credentials: &'a Credentials,
        date: &'a AmzDate,
        lifetime: Lifetime,
    ) -> QueryAuth<'a> {
        let auth = QueryAuth::new(&self.credential, date).expires_in(lifetime);
        match credentials.session_token() {
            Some(token) => auth.session_token(token, TokenPlacement::Signed),
            None => auth,
        }
    }

    /// Uses the key of the day.
    pub(super) fn with_key<T>(
        &self,
        credentials: &Credentials,
        auth: &QueryAuth<'_>,
        use_key: impl FnOnce(&SigningKey) -> T,
    ) -> Result<T, Error> {
        #[cfg(feature = "std")]
        {
            let latest = self.latest.read().unwrap_or_else(PoisonError::into_inner);
            match &*latest {
                Some(of_day) if of_day.day == auth.day() => return Ok(use_key(&of_day.key)),
                _ => {}
            }
        }
        let key = credentials.signing_key(&auth.scope())?;
        let used = use_key(&key);
        #[cfg(feature = "std")]
        {
            let of_day = KeyOfDay { day: auth.day().into(), key };
            *self.latest.write().unwrap_or_else(PoisonError::into_inner) = Some(of_day);
        }
        Ok(used)
    }
}
