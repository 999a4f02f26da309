//! Wraps the crate for elliptic curves. No other file names it.

use alloc::boxed::Box;
use core::fmt;

use p256::{
    NonZeroScalar, Scalar,
    ecdsa::{
        DerSignature, SigningKey, VerifyingKey, signature::hazmat::PrehashSigner,
        signature::hazmat::PrehashVerifier,
    },
    elliptic_curve::PrimeField,
};

use super::{
    Error, Secret, Signature, StringToSign,
    hash::{Hmac, from_hex, to_hex},
    names::SIGV4A_ALGORITHM,
};

/// The key pair that signs with SigV4A: ECDSA on the curve P-256 with SHA-256.
///
/// It belongs to an access key, and signs on any day, in any region and for any service. Signatures are
/// deterministic, as in [RFC 6979]. Servers verify them with the [public key](Self::public_key), from which no
/// signature can be made. See [AWS Signature Version 4a][page].
///
/// `Debug` hides the key. With the feature `zeroize`, it is wiped on drop. Moving the value copies a pointer, not the
/// key. Registers and the stack are not wiped.
///
/// Requires the feature `sigv4a`.
///
/// ```
/// use presign::sigv4::KeyPair;
///
/// let keys = KeyPair::derive("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
/// let x = &keys.public_key().to_sec1()[1..33];
/// assert_eq!(x[..4], [0xb6, 0x61, 0x8f, 0x6a]);
/// ```
///
/// [RFC 6979]: https://www.rfc-editor.org/rfc/rfc6979
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
#[derive(Clone)]
pub struct KeyPair(Box<SigningKey>);

impl KeyPair {
    /// Derives the key pair of an access key.
    ///
    /// The private key comes from the key derivation function in counter mode of [NIST SP 800-108], with
    /// HMAC-SHA-256. Its key is `AWS4A` and the secret, and its context the access key id.
    ///
    /// This takes nearly as long as a signature, so keep the result.
    ///
    /// ```
    /// use presign::sigv4::KeyPair;
    ///
    /// let keys = KeyPair::derive("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    /// ```
    ///
    /// [NIST SP 800-108]: https://csrc.nist.gov/pubs/sp/800/108/r1/upd1/final
    #[must_use]
    pub fn derive(access_key_id: &str, secret_access_key: &str) -> Self {
        let secret = Secret::from([SECRET_PREFIX, secret_access_key].concat());
        let hmac = Hmac::new(secret.expose().as_bytes());
        let candidate = |counter: u8| {
            let mut hmac = hmac.clone();
            // The number of the block, the label, the context, and the length of the key in bits.
            hmac.push("\0\0\0\x01");
            hmac.push(SIGV4A_ALGORITHM);
            hmac.push("\0");
            hmac.push(access_key_id);
            hmac.push_bytes(&[counter]);
            hmac.push("\0\0\x01\0");
            private_key(hmac.finish())
        };
        // One in 2^32 candidates is out of range.
        let key = (1..=u8::MAX).find_map(candidate).unwrap_or_else(|| unreachable!("one of 255 candidates"));
        Self(Box::new(SigningKey::from(key)))
    }

    /// Returns the key that verifies the signatures, which is not a secret.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey(*self.0.verifying_key())
    }

    /// Returns the signature: the hexadecimal digits of the DER encoding.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Algorithm`] if the string to sign is one of Signature Version 4, whose scope has a region.
    pub fn sign(&self, string_to_sign: &StringToSign<'_>) -> Result<Signature, Error> {
        match string_to_sign.algorithm() {
            SIGV4A_ALGORITHM => Ok(self.sign_hash(&string_to_sign.hash())),
            algorithm => Err(Error::Algorithm { algorithm }),
        }
    }

    /// Returns the signature of a text with this SHA-256.
    pub(super) fn sign_hash(&self, hash: &[u8; 32]) -> Signature {
        let signature: Result<DerSignature, _> = self.0.sign_prehash(hash);
        let signature = signature.ok().and_then(|signature| Signature::from_bytes(signature.as_bytes()));
        signature.unwrap_or_else(|| unreachable!("a hash of 32 bytes has a signature"))
    }
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyPair").field("public_key", &self.public_key()).finish_non_exhaustive()
    }
}

/// The public key of a [`KeyPair`], with which a server verifies SigV4A without knowing the secret.
///
/// `Debug` shows it, since it is not a secret.
///
/// Requires the feature `sigv4a`.
///
/// ```
/// use presign::sigv4::{KeyPair, PublicKey};
///
/// let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
/// let bytes = KeyPair::derive("AKIDEXAMPLE", secret).public_key().to_sec1();
///
/// // On the server:
/// let key = PublicKey::from_sec1(&bytes)?;
/// # assert_eq!(key.to_sec1(), bytes);
/// # Ok::<(), presign::sigv4::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads a key from its [SEC 1] encoding: 65 bytes or, compressed, 33.
    ///
    /// # Errors
    ///
    /// Returns [`Error::PublicKey`] if the bytes are not a point on the curve P-256.
    ///
    /// ```
    /// use presign::sigv4::{Error, PublicKey};
    ///
    /// assert_eq!(PublicKey::from_sec1(&[4; 65]), Err(Error::PublicKey));
    /// ```
    ///
    /// [SEC 1]: https://www.secg.org/sec1-v2.pdf
    pub fn from_sec1(bytes: &[u8]) -> Result<Self, Error> {
        VerifyingKey::from_sec1_bytes(bytes).map(Self).map_err(|_| Error::PublicKey)
    }

    /// Returns the SEC 1 encoding without compression: the byte 4, then 32 bytes each of x and y.
    #[must_use]
    pub fn to_sec1(&self) -> [u8; 65] {
        let point = self.0.to_encoded_point(false);
        point.as_bytes().try_into().unwrap_or_else(|_| unreachable!("65 bytes without compression"))
    }

    /// Returns whether a signature matches the string to sign.
    #[must_use]
    pub fn verify(&self, string_to_sign: &StringToSign<'_>, signature: &Signature) -> bool {
        let signature = from_hex(signature.as_str()).and_then(|der| DerSignature::from_bytes(&der).ok());
        string_to_sign.algorithm() == SIGV4A_ALGORITHM
            && signature
                .is_some_and(|signature| self.0.verify_prehash(&string_to_sign.hash(), &signature).is_ok())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", to_hex(self.0.to_encoded_point(true).as_bytes()))
    }
}

/// Returns the private key of a candidate: the number after it, if the candidate is at most n - 2, where n is the
/// order of the curve. Takes constant time.
fn private_key(candidate: [u8; 32]) -> Option<NonZeroScalar> {
    // A scalar is less than n, and the one after n - 1 is 0.
    let scalar = Option::<Scalar>::from(Scalar::from_repr(candidate.into()))? + Scalar::ONE;
    NonZeroScalar::new(scalar).into()
}

const SECRET_PREFIX: &str = "AWS4A";
