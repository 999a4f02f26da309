use alloc::{
    boxed::Box,
    string::{String, ToString},
};

use super::{Secret, Signer, Stages, encode::split_at, hash::Sha256, signature, signer::Started};

/// A presigned URL with one open value in its path or query. Everything else, including the date, is fixed.
///
/// The text before the open value is hashed only once for all URLs.
#[derive(Clone)]
pub(crate) struct Template(Box<Inner>);

/// Boxed, because moving the state of the hash and of the HMAC would leave copies behind.
#[derive(Clone)]
struct Inner {
    url_before: Secret,
    url_after: Secret,
    hashed_before: Sha256,
    request_after: Secret,
    signature: Started,
}

impl Template {
    /// Creates a template from the stages of a request whose open value, at the position `hole`, is empty.
    ///
    /// The path must be signed as it is sent.
    pub(crate) fn new(stages: &Stages<'_>, hole: usize, signer: &Signer) -> Self {
        let (url_before, url_after) = split_at(stages.url, hole);
        // The path and the query are the same text in the URL and in the canonical request.
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
            signature: signer.start(&stages.string_to_sign),
        }))
    }

    /// Returns the length of a URL whose open value has this length.
    pub(crate) fn max_len(&self, hole_len: usize) -> usize {
        let Inner { url_before, url_after, signature, .. } = &*self.0;
        url_before.expose().len() + hole_len + url_after.expose().len() + signature.max_parameter_len()
    }

    /// Returns the URL before the open value.
    pub(crate) fn url_before(&self) -> &str {
        self.0.url_before.expose()
    }

    /// Replaces the first bytes of the URL, which is signed as it is. The open value comes after them.
    pub(crate) fn with_base(mut self, base_len: usize, base: &str) -> Self {
        let (_, rest) = split_at(self.url_before(), base_len);
        self.0.url_before = [base, rest].concat().into();
        self
    }

    /// Appends the URL. `fill` appends the open value, percent-encoded.
    pub(crate) fn write_url(&self, url: &mut String, fill: impl FnOnce(&mut String)) {
        let Inner { url_before, url_after, hashed_before, request_after, signature } = &*self.0;
        url.push_str(url_before.expose());
        let hole = url.len();
        fill(url);
        let mut request = hashed_before.clone();
        request.push(split_at(url, hole).1.as_bytes());
        request.push(request_after.expose().as_bytes());

        url.push_str(url_after.expose());
        signature::write_parameter(signature.finish(&request.finish()).as_str(), url);
    }
}
