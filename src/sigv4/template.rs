use alloc::{
    boxed::Box,
    string::{String, ToString},
};

use super::{
    Signature, SigningKey, Stages,
    auth::Secret,
    encode::split_at,
    hash::{Hex, Hmac, Sha256},
};

/// A presigned URL with a hole in it: one value of the path or of the query is open, and everything else, the date
/// included, stays as it is.
///
/// What stands before the hole is hashed once, for all URLs.
#[derive(Clone)]
pub(crate) struct Template(Box<Inner>);

/// Boxed: the states, of hash and key, would leave copies behind where they moved.
#[derive(Clone)]
struct Inner {
    url_before: Secret,
    url_after: Secret,
    hashed_before: Sha256,
    request_after: Secret,
    string_to_sign_before: Hmac,
}

impl Template {
    /// Takes the stages of a request that was written with nothing in the hole. The path is signed as it is sent.
    pub(crate) fn new(stages: &Stages<'_>, hole: usize, key: &SigningKey) -> Self {
        let (url_before, url_after) = split_at(stages.url, hole);
        // Path and query are the same text in the URL and in the canonical request.
        let request = Secret::from(stages.canonical_request.to_string());
        let hole_in_request = stages.canonical_request.path_start() + hole - stages.path_start;
        let (request_before, request_after) = split_at(request.expose(), hole_in_request);
        let mut hashed_before = Sha256::new();
        hashed_before.push(request_before.as_bytes());
        Self(Box::new(Inner {
            url_before: String::from(url_before).into(),
            url_after: String::from(url_after).into(),
            hashed_before,
            request_after: String::from(request_after).into(),
            string_to_sign_before: key.hmac_before_hash(&stages.string_to_sign),
        }))
    }

    /// Appends the URL with what `fill` appends in the hole, percent-encoded.
    pub(crate) fn write_url(&self, url: &mut String, fill: impl FnOnce(&mut String)) {
        let Inner { url_before, url_after, hashed_before, request_after, string_to_sign_before } = &*self.0;
        url.push_str(url_before.expose());
        let hole = url.len();
        fill(url);
        let mut request = hashed_before.clone();
        request.push(split_at(url, hole).1.as_bytes());
        request.push(request_after.expose().as_bytes());

        let mut string_to_sign = string_to_sign_before.clone();
        string_to_sign.push(Hex::new(&request.finish()).as_str());
        url.push_str(url_after.expose());
        Signature::new(string_to_sign.finish()).write_parameter(url);
    }
}
