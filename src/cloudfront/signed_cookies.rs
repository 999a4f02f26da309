use alloc::{string::String, vec::Vec};
use core::fmt;

use super::{Error, Policy, Signature, signed_url::credentials};

/// The signed cookies of a policy: three, and a fourth if the hash is SHA-256.
///
/// Send each in a `Set-Cookie` header: the guide [cloudfront](crate::_guide::cloudfront#signed-cookies) has an example
/// and lists the attributes. Anyone who has the cookies can use them, so `Debug` hides their values. See [Use signed
/// cookies][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html
#[derive(Clone, PartialEq, Eq)]
pub struct SignedCookies(Vec<(&'static str, String)>);

impl SignedCookies {
    pub(super) fn new(policy: &Policy, key_pair_id: &str, signature: Signature<'_>) -> Result<Self, Error> {
        let cookies = credentials(policy, key_pair_id, signature)?;
        Ok(Self(cookies.into_iter().map(|(name, value)| (name.cookie, value)).collect()))
    }

    /// Returns the names and values. They need no encoding.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

impl fmt::Debug for SignedCookies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
