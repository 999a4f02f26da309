//! What signs a request: a signing key or, with the feature `sigv4a`, a key pair. Without the feature, these types have
//! only one variant and cost nothing.

use super::{
    CredentialScope, Error, Signature, SigningKey, StringToSign,
    hash::{Hex, Hmac},
};
#[cfg(feature = "sigv4a")]
use super::{KeyPair, hash::Sha256, names::ALGORITHM};

/// The key that signs.
pub(crate) enum Signer {
    Hmac(SigningKey),
    #[cfg(feature = "sigv4a")]
    Ecdsa(KeyPair),
}

impl Signer {
    /// Signs a string to sign that is known to be for this key.
    pub(crate) fn sign(&self, string_to_sign: &StringToSign<'_>) -> Digits {
        match self {
            Self::Hmac(key) => Digits::Hmac(key.sign_in_scope(string_to_sign)),
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(keys) => Digits::Ecdsa(keys.sign_hash(&string_to_sign.hash())),
        }
    }

    /// Returns the signature of a text that is not a string to sign, as [`SigningKey::sign_text`] does.
    pub(crate) fn sign_text(&self, text: &str, scope: &CredentialScope<'_>) -> Result<Signature, Error> {
        match self {
            Self::Hmac(key) => key.sign_text(text, scope),
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(_) => Err(Error::Algorithm { algorithm: ALGORITHM }),
        }
    }

    /// Starts a signature without the hash at the end of the string to sign.
    pub(super) fn start(&self, string_to_sign: &StringToSign<'_>) -> Started {
        match self {
            Self::Hmac(key) => Started::Hmac(key.hmac_before_hash(string_to_sign)),
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(keys) => Started::Ecdsa(string_to_sign.hash_before_hash(), keys.clone()),
        }
    }
}

/// The digits of a signature.
pub(crate) enum Digits {
    Hmac(Hex),
    #[cfg(feature = "sigv4a")]
    Ecdsa(Signature),
}

impl Digits {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Hmac(digits) => digits.as_str(),
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(signature) => signature.as_str(),
        }
    }
}

/// A signature that lacks the hash at the end of the string to sign.
#[derive(Clone)]
pub(super) enum Started {
    Hmac(Hmac),
    #[cfg(feature = "sigv4a")]
    Ecdsa(Sha256, KeyPair),
}

impl Started {
    /// Completes the signature with the hash of the canonical request.
    pub(super) fn finish(&self, request_hash: &[u8; 32]) -> Digits {
        let request_hash = Hex::new(request_hash);
        match self {
            Self::Hmac(before) => {
                let mut hmac = before.clone();
                hmac.push(request_hash.as_str());
                Digits::Hmac(Hex::new(&hmac.finish()))
            }
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(before, keys) => {
                let mut hash = before.clone();
                hash.push(request_hash.as_str().as_bytes());
                Digits::Ecdsa(keys.sign_hash(&hash.finish()))
            }
        }
    }

    /// Returns the maximum length of `&X-Amz-Signature=` and the digits.
    pub(super) const fn max_parameter_len(&self) -> usize {
        match self {
            Self::Hmac(_) => Signature::PARAMETER_LEN,
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(..) => Signature::MAX_PARAMETER_LEN,
        }
    }
}
