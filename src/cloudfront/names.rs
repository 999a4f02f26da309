//! The names of what a signed request has.

/// A name in a URL and as a cookie.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub(super) parameter: &'static str,
    pub(super) cookie: &'static str,
}

pub(super) const EXPIRES: Name = Name { parameter: "Expires", cookie: "CloudFront-Expires" };
pub(super) const HASH_ALGORITHM: Name =
    Name { parameter: "Hash-Algorithm", cookie: "CloudFront-Hash-Algorithm" };
pub(super) const KEY_PAIR_ID: Name = Name { parameter: "Key-Pair-Id", cookie: "CloudFront-Key-Pair-Id" };
pub(super) const POLICY: Name = Name { parameter: "Policy", cookie: "CloudFront-Policy" };
pub(super) const SIGNATURE: Name = Name { parameter: "Signature", cookie: "CloudFront-Signature" };

/// Returns whether a parameter belongs to the signature.
pub(super) fn is_reserved(parameter: &str) -> bool {
    [EXPIRES, HASH_ALGORITHM, KEY_PAIR_ID, POLICY, SIGNATURE].iter().any(|name| name.parameter == parameter)
}
