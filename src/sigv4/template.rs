use alloc::string::{String, ToString};

use super::{
    Signature, SigningKey, Stages,
    encode::split_at,
    hash::{Hex, Hmac, Sha256},
};

/// A presigned URL with a hole in it: one value of the path or of the query is open, and everything else, the date
/// included, stays as it is.
///
/// What stands before the hole is hashed once, for all URLs.
#[derive(Clone)]
pub(crate) struct Template {
    url_before: String,
    url_after: String,
    hashed_before: Sha256,
    request_after: String,
    string_to_sign_before: Hmac,
}

impl Template {
    /// Takes the stages of a request that was written with nothing in the hole. The path is signed as it is sent.
    pub(crate) fn new(stages: &Stages<'_>, hole: usize, key: &SigningKey) -> Self {
        let (url_before, url_after) = split_at(stages.url, hole);
        // Path and query are the same text in the URL and in the canonical request.
        let request = stages.canonical_request.to_string();
        let hole_in_request = stages.canonical_request.path_start() + hole - stages.path_start;
        let (request_before, request_after) = split_at(&request, hole_in_request);
        let mut hashed_before = Sha256::new();
        hashed_before.push(request_before.as_bytes());
        Self {
            url_before: url_before.into(),
            url_after: url_after.into(),
            hashed_before,
            request_after: request_after.into(),
            string_to_sign_before: key.hmac_before_hash(&stages.string_to_sign),
        }
    }

    /// Appends the URL with what `fill` appends in the hole, percent-encoded.
    pub(crate) fn write_url(&self, url: &mut String, fill: impl FnOnce(&mut String)) {
        url.push_str(&self.url_before);
        let hole = url.len();
        fill(url);
        let mut request = self.hashed_before.clone();
        request.push(split_at(url, hole).1.as_bytes());
        request.push(self.request_after.as_bytes());

        let mut string_to_sign = self.string_to_sign_before.clone();
        string_to_sign.push(Hex::new(&request.finish()).as_str());
        url.push_str(&self.url_after);
        Signature::new(string_to_sign.finish()).write_parameter(url);
    }
}

/// Wipes the texts, which may contain a session token. The states of hash and key wipe themselves.
#[cfg(feature = "zeroize")]
impl Drop for Template {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.url_before.zeroize();
        self.url_after.zeroize();
        self.request_after.zeroize();
    }
}
