use alloc::string::{String, ToString};
use core::ops::Range;

use super::{
    CanonicalRequest, QueryAuth, Signature, SigningKey, hex, hmac::Message, sha256::Sha256, sink::Sink,
};

/// A presigned URL with a hole in it: one value of the path or of the query is open, and all the rest, the time
/// included, stays as it is.
///
/// What stands before the hole is hashed once, for all URLs.
#[derive(Clone)]
pub(crate) struct Template {
    url_before: String,
    url_after: String,
    hashed_before: Sha256<6>,
    request_after: String,
    string_to_sign_before: Message,
}

impl Template {
    /// Takes the stages of a request that was made with something in the hole.
    ///
    /// `url` is without a signature, its path starts at `path_start` and is signed as it stands; `hole` is where in it
    /// the open value is.
    #[expect(clippy::string_slice, reason = "path and hole are bounded by `/`, `=` and `&`")]
    pub(crate) fn new(
        request: &CanonicalRequest<'_>,
        auth: &QueryAuth<'_>,
        key: &SigningKey,
        (url, path_start): (&str, usize),
        hole: Range<usize>,
    ) -> Self {
        // Path and query of the canonical request are those of the URL, behind the line of the method.
        let text = request.to_string();
        let offset = request.method.as_str().len() + "\n".len();
        let in_request = |in_url: usize| offset + in_url - path_start;
        let mut hashed_before = Sha256::new();
        hashed_before.push(&text[..in_request(hole.start)]);
        hashed_before.start_over();
        let mut string_to_sign_before = key.start(auth);
        string_to_sign_before.start_over();
        Self {
            url_before: url[..hole.start].into(),
            url_after: url[hole.end..].into(),
            hashed_before,
            request_after: text[in_request(hole.end)..].into(),
            string_to_sign_before,
        }
    }

    /// Appends the URL with what `fill` appends in the hole, percent-encoded.
    pub(crate) fn write_url(&self, url: &mut String, fill: impl FnOnce(&mut String)) {
        url.push_str(&self.url_before);
        let hole_start = url.len();
        fill(url);
        let mut request = self.hashed_before.clone();
        request.push(url.get(hole_start..).unwrap_or_default());
        request.push(&self.request_after);
        let request_hash = request.finish();

        let mut message = self.string_to_sign_before.clone();
        url.push_str(&self.url_after);
        hex::write_to(&request_hash, &mut message);
        Signature::new(message.finish()).write_parameter_to(url);
    }
}

/// The key is in the state of the message, and a session token may be in the texts.
#[cfg(feature = "zeroize")]
impl Drop for Template {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.string_to_sign_before.zeroize();
        self.hashed_before.zeroize();
        self.url_before.zeroize();
        self.url_after.zeroize();
        self.request_after.zeroize();
    }
}
