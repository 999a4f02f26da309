use alloc::collections::BTreeMap;
use core::borrow::Borrow;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
#[cfg(feature = "std")]
use std::collections::HashMap;

use super::{Claim, Refusal, SigningKeys};
use crate::sigv4::{AmzDate, PublicKey, SigningKey};

/// Maps access key ids to public keys, to verify SigV4A without any secret.
///
/// Returns [`Refusal::InvalidAccessKeyId`] for an unknown id and for a URL of Signature Version 4, which needs a secret,
/// and [`Refusal::InvalidToken`] for a URL with a session token.
///
/// Requires the feature `sigv4a`.
impl<S: Borrow<str> + Ord> SigningKeys for BTreeMap<S, PublicKey> {
    fn signing_key(&self, _: &Claim<'_>, _: AmzDate) -> Result<SigningKey, Refusal> {
        Err(Refusal::InvalidAccessKeyId)
    }

    fn public_key(&self, claim: &Claim<'_>, _: AmzDate) -> Result<PublicKey, Refusal> {
        in_map(self.get(claim.access_key_id()), claim)
    }
}

/// Maps access key ids to public keys, as a `BTreeMap` of them does.
///
/// Requires the feature `sigv4a`.
#[cfg(feature = "std")]
impl<S: Borrow<str> + Eq + Hash, H: BuildHasher> SigningKeys for HashMap<S, PublicKey, H> {
    fn signing_key(&self, _: &Claim<'_>, _: AmzDate) -> Result<SigningKey, Refusal> {
        Err(Refusal::InvalidAccessKeyId)
    }

    fn public_key(&self, claim: &Claim<'_>, _: AmzDate) -> Result<PublicKey, Refusal> {
        in_map(self.get(claim.access_key_id()), claim)
    }
}

/// A key pair is derived from an access key alone, so nothing here knows which session tokens belong to it.
fn in_map(found: Option<&PublicKey>, claim: &Claim<'_>) -> Result<PublicKey, Refusal> {
    let key = found.ok_or(Refusal::InvalidAccessKeyId)?;
    if claim.session_token().is_some() { Err(Refusal::InvalidToken) } else { Ok(*key) }
}
