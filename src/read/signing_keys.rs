use alloc::collections::BTreeMap;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
use core::{borrow::Borrow, fmt};
#[cfg(feature = "std")]
use std::collections::HashMap;

use super::{Claim, Refusal};
#[cfg(feature = "sigv4a")]
use crate::sigv4::PublicKey;
use crate::{
    Credentials, Error,
    sigv4::{AmzDate, SigningKey},
};

/// Looks up the signing key of a request.
///
/// [`Credentials`] implement it, and so do slices of them and maps from access key ids to them. [`KeyLookup`]
/// implements it with a function.
///
/// ```
/// use presign::sigv4::SigningKey;
/// use presign::{AmzDate, Claim, Credentials, Refusal, SigningKeys};
///
/// /// The credentials of a project, which are looked up by the region.
/// struct Project {
///     by_region: Vec<(String, Credentials)>,
/// }
///
/// impl SigningKeys for Project {
///     fn signing_key(
///         &self,
///         claim: &Claim<'_>,
///         now: AmzDate,
///     ) -> Result<SigningKey, Refusal> {
///         let scope = claim.scope();
///         let found =
///             self.by_region.iter().find(|(region, _)| region == scope.region());
///         found.ok_or(Refusal::InvalidAccessKeyId)?.1.signing_key(claim, now)
///     }
/// }
/// ```
pub trait SigningKeys {
    /// Checks the access key id and the session token of a request, and returns the key for its
    /// [scope](Claim::scope).
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::InvalidAccessKeyId`], [`Refusal::InvalidToken`] or [`Refusal::ExpiredToken`].
    fn signing_key(&self, claim: &Claim<'_>, now: AmzDate) -> Result<SigningKey, Refusal>;

    /// Checks a request that is signed with SigV4A in the same way, and returns the public key of the signer.
    ///
    /// By default, such requests are refused. Maps from access key ids to public keys accept them.
    ///
    /// Requires the feature `sigv4a`.
    ///
    /// # Errors
    ///
    /// Returns the errors of `signing_key`, or [`UrlError::Algorithm`](super::UrlError::Algorithm) if SigV4A is not
    /// accepted.
    ///
    /// ```
    /// use presign::{AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner, Verifier};
    /// use std::collections::HashMap;
    ///
    /// let arn = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1")?);
    /// let get = s3.get(arn, "duck.jpg").presign()?;
    ///
    /// // The server knows no secret.
    /// let keys = HashMap::from([("AKIDEXAMPLE", credentials.public_key()?)]);
    /// let url: PresignedUrl = get.url().parse()?;
    /// let verifier = Verifier::new("us-east-1");
    /// assert!(verifier.verify(&url, Method::Get, &[], AmzDate::now(), &keys).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "sigv4a")]
    #[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
    fn public_key(&self, claim: &Claim<'_>, now: AmzDate) -> Result<PublicKey, Refusal> {
        let _ = (claim, now);
        Err(Refusal::Url(super::UrlError::Algorithm))
    }
}

/// A function that looks up the signing key of a request.
///
/// The function must also check the [`session_token`](Claim::session_token), and the
/// [parameter](Claim::session_token_parameter) that holds it. If you have all credentials in memory, use
/// a map or a slice of [`Credentials`], which does this for you.
///
/// ```
/// use presign::sigv4::SigningKey;
/// use presign::{AmzDate, KeyLookup, Method, PresignedUrl, Refusal, Verified};
///
/// fn verify<'a>(
///     url: &'a PresignedUrl,
///     secret: impl Fn(&str) -> Option<String>,
/// ) -> Result<Verified<'a>, Refusal> {
///     url.verify(
///         Method::Get,
///         &[],
///         AmzDate::now(),
///         &KeyLookup(|claim| {
///             let secret = secret(claim.access_key_id())
///                 .ok_or(Refusal::InvalidAccessKeyId)?;
///             match claim.session_token() {
///                 None => Ok(SigningKey::derive(&secret, &claim.scope())),
///                 Some(_) => Err(Refusal::InvalidToken),
///             }
///         }),
///     )
/// }
/// ```
#[derive(Clone, Copy)]
pub struct KeyLookup<F: Fn(&Claim<'_>) -> Result<SigningKey, Refusal>>(pub F);

impl<F: Fn(&Claim<'_>) -> Result<SigningKey, Refusal>> SigningKeys for KeyLookup<F> {
    fn signing_key(&self, claim: &Claim<'_>, _: AmzDate) -> Result<SigningKey, Refusal> {
        self.0(claim)
    }
}

impl<F: Fn(&Claim<'_>) -> Result<SigningKey, Refusal>> fmt::Debug for KeyLookup<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KeyLookup").finish_non_exhaustive()
    }
}

/// Uses the first credentials that have the access key id and the session token of the request.
impl SigningKeys for [Credentials] {
    fn signing_key(&self, claim: &Claim<'_>, now: AmzDate) -> Result<SigningKey, Refusal> {
        let mut refusal = Refusal::InvalidAccessKeyId;
        for credentials in
            self.iter().filter(|credentials| credentials.access_key_id() == claim.access_key_id())
        {
            match SigningKeys::signing_key(credentials, claim, now) {
                Err(Refusal::InvalidToken) => refusal = Refusal::InvalidToken,
                other => return other,
            }
        }
        Err(refusal)
    }
}

/// Maps access key ids to credentials.
impl<S: Borrow<str> + Ord> SigningKeys for BTreeMap<S, Credentials> {
    fn signing_key(&self, claim: &Claim<'_>, now: AmzDate) -> Result<SigningKey, Refusal> {
        in_map(self.get(claim.access_key_id()), claim, now)
    }
}

/// Maps access key ids to credentials.
#[cfg(feature = "std")]
impl<S: Borrow<str> + Eq + Hash, H: BuildHasher> SigningKeys for HashMap<S, Credentials, H> {
    fn signing_key(&self, claim: &Claim<'_>, now: AmzDate) -> Result<SigningKey, Refusal> {
        in_map(self.get(claim.access_key_id()), claim, now)
    }
}

fn in_map(found: Option<&Credentials>, claim: &Claim<'_>, now: AmzDate) -> Result<SigningKey, Refusal> {
    SigningKeys::signing_key(found.ok_or(Refusal::InvalidAccessKeyId)?, claim, now)
}

/// Checks the access key id, the session token and the expiry.
///
/// Credentials with an empty secret, or with a signing key for another scope, return
/// [`Refusal::InvalidAccessKeyId`]. Those with a malformed token return [`Refusal::InvalidToken`].
impl SigningKeys for Credentials {
    fn signing_key(&self, claim: &Claim<'_>, now: AmzDate) -> Result<SigningKey, Refusal> {
        if self.access_key_id() != claim.access_key_id() {
            return Err(Refusal::InvalidAccessKeyId);
        }
        if self.session_token() != claim.token.map(|token| &token.signed) {
            return Err(Refusal::InvalidToken);
        }
        if self.expiry().is_some_and(|expiry| expiry <= now) {
            return Err(Refusal::ExpiredToken);
        }
        let key = self.check().and_then(|()| Credentials::signing_key(self, &claim.scope()));
        key.map_err(|error| match error {
            Error::EncodedSessionToken | Error::SessionTokenCharacter => Refusal::InvalidToken,
            _ => Refusal::InvalidAccessKeyId,
        })
    }
}
