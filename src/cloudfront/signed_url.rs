use alloc::{
    borrow::ToOwned,
    string::{String, ToString},
    vec::Vec,
};
use core::{fmt, str::FromStr};

use super::{
    Error, HashAlgorithm, Policy, Signature,
    names::{EXPIRES, HASH_ALGORITHM, KEY_PAIR_ID, Name, POLICY, SIGNATURE, is_reserved},
    policy::statement,
    resource::{check_characters, parameters, without_scheme},
    signature::{decode, encode},
};

/// A CloudFront signed URL.
///
/// Anyone who has it can use it, so `Debug` hides the signature. Parse one to see what it allows:
///
/// ```
/// use presign::cloudfront::SignedUrl;
///
/// let url: SignedUrl = "https://d111111abcdef8.cloudfront.net/image.jpg?color=red&Expires=1767290400\
///     &Signature=nitfHRCrtziwO2HwPfWw~yYDhUF5EwRunQA-&Key-Pair-Id=K2JCJMDEHXQW5F"
///     .parse()?;
/// assert!(url.is_canned());
/// assert_eq!(url.key_pair_id(), "K2JCJMDEHXQW5F");
/// assert_eq!(
///     url.policy(),
///     "{\"Statement\":[{\"Resource\":\"https://d111111abcdef8.cloudfront.net/image.jpg?color=red\",\
///      \"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1767290400}}}]}",
/// );
/// # Ok::<(), presign::cloudfront::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SignedUrl {
    url: String,
    policy: String,
    is_canned: bool,
    key_pair_id: String,
    hash_algorithm: HashAlgorithm,
}

impl SignedUrl {
    pub(super) fn new(
        policy: &Policy,
        url: &str,
        key_pair_id: &str,
        signature: Signature<'_>,
    ) -> Result<Self, Error> {
        let mut signed = url.to_owned();
        for (n, (name, value)) in credentials(policy, key_pair_id, signature)?.into_iter().enumerate() {
            let separator = if n == 0 && !url.contains('?') { "?" } else { "&" };
            [separator, name.parameter, "=", &value].into_iter().for_each(|part| signed.push_str(part));
        }
        check_len(&signed)?;
        Ok(Self {
            url: signed,
            policy: policy.to_string(),
            is_canned: policy.is_canned(),
            key_pair_id: key_pair_id.into(),
            hash_algorithm: signature.hash_algorithm(),
        })
    }

    /// Returns the URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the URL as a `String`, without copying it.
    #[must_use]
    pub fn into_url(self) -> String {
        self.url
    }

    /// Returns the policy statement: the JSON that is signed.
    ///
    /// It is decoded from the URL if the policy is custom, and is the one that CloudFront builds if it is canned. Only
    /// CloudFront knows whether the signature matches.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// Returns whether the policy is canned.
    #[must_use]
    pub const fn is_canned(&self) -> bool {
        self.is_canned
    }

    /// Returns the id of the public key.
    #[must_use]
    pub fn key_pair_id(&self) -> &str {
        &self.key_pair_id
    }

    /// Returns the hash function of the signature.
    #[must_use]
    pub const fn hash_algorithm(&self) -> HashAlgorithm {
        self.hash_algorithm
    }
}

impl FromStr for SignedUrl {
    type Err = Error;

    /// Parses a signed URL of up to 8,192 bytes.
    fn from_str(url: &str) -> Result<Self, Error> {
        check_len(url)?;
        without_scheme(url).ok_or(Error::Scheme)?;
        check_characters(url)?;
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let value = |name: Name| {
            parameters(query).find(|(other, _)| *other == name.parameter).map(|(_, value)| value)
        };
        let required = |name: Name| value(name).ok_or(Error::Missing { parameter: name.parameter });
        let malformed = |name: Name| Error::Malformed { parameter: name.parameter };
        let key_pair_id = required(KEY_PAIR_ID)?;
        check_key_pair_id(key_pair_id).map_err(|_| malformed(KEY_PAIR_ID))?;
        required(SIGNATURE)?;
        let hash_algorithm = HashAlgorithm::from_parameter(value(HASH_ALGORITHM));
        let policy = match value(POLICY) {
            Some(policy) => decode(policy).ok_or(malformed(POLICY))?,
            None => {
                let expires_at = plain_number(required(EXPIRES)?).ok_or(malformed(EXPIRES))?;
                let own: Vec<_> = query
                    .split('&')
                    .filter(|own| !parameters(own).any(|(name, _)| is_reserved(name)))
                    .collect();
                let separator = if own.is_empty() { "" } else { "?" };
                statement(&[base, separator, &own.join("&")].concat(), expires_at, None, None)
            }
        };
        Ok(Self {
            url: url.into(),
            policy,
            is_canned: value(POLICY).is_none(),
            key_pair_id: key_pair_id.into(),
            hash_algorithm: hash_algorithm.ok_or(malformed(HASH_ALGORITHM))?,
        })
    }
}

impl fmt::Debug for SignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedUrl")
            .field("policy", &self.policy)
            .field("is_canned", &self.is_canned)
            .field("key_pair_id", &self.key_pair_id)
            .field("hash_algorithm", &self.hash_algorithm)
            .finish_non_exhaustive()
    }
}

/// Returns what makes a URL, or cookies, a signed one.
pub(super) fn credentials(
    policy: &Policy,
    key_pair_id: &str,
    signature: Signature<'_>,
) -> Result<Vec<(Name, String)>, Error> {
    check_key_pair_id(key_pair_id)?;
    let scope = if policy.is_canned() {
        (EXPIRES, policy.expires_at().unix_seconds().to_string())
    } else {
        (POLICY, encode(policy.to_sign()))
    };
    let mut all = Vec::from([scope, (SIGNATURE, signature.encoded()?), (KEY_PAIR_ID, key_pair_id.into())]);
    all.extend(signature.hash_algorithm().parameter().map(|name| (HASH_ALGORITHM, name.into())));
    Ok(all)
}

/// Parses a number that is written as CloudFront writes it into the policy.
fn plain_number(digits: &str) -> Option<i64> {
    digits.parse().ok().filter(|number: &i64| number.to_string() == digits)
}

fn check_key_pair_id(id: &str) -> Result<(), Error> {
    let is_valid = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_valid { Ok(()) } else { Err(Error::KeyPairId) }
}

fn check_len(url: &str) -> Result<(), Error> {
    match url.len() {
        bytes if bytes > MAX_URL_LEN => Err(Error::TooLong { bytes }),
        _ => Ok(()),
    }
}

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html>
pub(super) const MAX_URL_LEN: usize = 8_192;
