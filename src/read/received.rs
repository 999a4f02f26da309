use alloc::{string::String, vec::Vec};
use core::cmp::Ordering;

use super::{PresignedUrl, Refusal, limits::MAX_HEADERS};
use crate::sigv4::{
    Headers, Host, Method, Parameters, PathRules, PayloadHash, QueryAuth, Secret, SignableRequest, Stages,
    TokenPlacement, names::X_AMZ_CONTENT_SHA256, uri_encode_path,
};

/// A request with a presigned URL, as a server received it or a client is about to send it.
pub(super) struct Received<'a> {
    url: &'a PresignedUrl,
    method: Method,
    headers: &'a [(&'a str, &'a str)],
    /// The headers sorted by name, ignoring case. Headers with the same name stay in the order of arrival.
    by_name: Vec<(&'a str, &'a str)>,
}

impl<'a> Received<'a> {
    pub(super) fn new(url: &'a PresignedUrl, method: Method, headers: &'a [(&'a str, &'a str)]) -> Self {
        let mut by_name = headers.to_vec();
        by_name.sort_by(|(a, _), (b, _)| order(a, b));
        Self { url, method, headers, by_name }
    }

    /// Creates the request if it does not have too many headers.
    pub(super) fn try_new(
        url: &'a PresignedUrl,
        method: Method,
        headers: &'a [(&'a str, &'a str)],
    ) -> Result<Self, Refusal> {
        if headers.len() > MAX_HEADERS {
            return Err(Refusal::TooManyHeaders);
        }
        Ok(Self::new(url, method, headers))
    }

    pub(super) fn url(&self) -> &'a PresignedUrl {
        self.url
    }

    /// Returns all headers in the order of arrival.
    pub(super) fn headers(&self) -> &'a [(&'a str, &'a str)] {
        self.headers
    }

    /// Returns the values of a header in the order of arrival.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let start = self.by_name.partition_point(|(other, _)| order(other, name).is_lt());
        let (_, from_name) = self.by_name.split_at(start);
        let count = from_name.partition_point(|(other, _)| order(other, name).is_eq());
        from_name.iter().take(count).map(|(_, value)| *value)
    }

    /// Returns whether the URL names a header as signed.
    pub(super) fn is_signed(&self, name: &str) -> bool {
        // The names are in lower case and sorted: parsing the URL checks that.
        self.url.signed_headers.binary_search_by(|signed| order(signed, name)).is_ok()
    }

    /// Returns the payload hash that the signature covers: from the header if it was sent, else from the query.
    pub(super) fn payload(&self) -> Result<PayloadHash, Refusal> {
        let in_header = self.values(X_AMZ_CONTENT_SHA256).next().map(|value| value.trim_matches([' ', '\t']));
        let is_payload = |(name, _): &(&str, &str)| name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256);
        let in_query = || self.url.parameters().find(is_payload).map(|(_, value)| value);
        match in_header.or_else(in_query) {
            None => Ok(PayloadHash::Unsigned),
            Some(text) => PayloadHash::parse(text).ok_or(Refusal::PayloadHash),
        }
    }

    /// Computes the stages of the signature and passes them to `look`.
    ///
    /// Encodes the decoded request anew, because a client may encode it differently from the signer.
    pub(super) fn with_stages<T>(&self, payload: PayloadHash, look: impl FnOnce(&Stages<'_>) -> T) -> T {
        let (url, method) = (self.url, self.method);
        let signed = url.signed_headers().filter(|name| *name != "host").flat_map(|name| {
            let mut values = self.values(name).peekable();
            // A missing header gets an empty line.
            let missing = if values.peek().is_none() { Some("") } else { None };
            missing.into_iter().chain(values).map(move |value| (name, value))
        });
        let (headers, parameters) =
            (Headers::from_received(signed), Parameters::from_received(&url.parameters));
        let auth = QueryAuth::on_day(&url.credential, &url.date).expires_in(url.lifetime);
        let auth = match url.encoded_token() {
            Some(token) => auth.session_token(token, TokenPlacement::Signed),
            None => auth,
        };
        let request = SignableRequest {
            method,
            host: Host::from_normal(&url.host),
            path_rules: PathRules::S3,
            parameters: &parameters,
            headers: &headers,
            payload,
            auth,
        };
        let path = uri_encode_path(&url.path);
        let mut text = String::with_capacity(path.len() + request.max_len());
        path.write_to(&mut text);
        let looked = look(&request.write_stages(0, &mut text));
        // The text contains the session token.
        drop(Secret::from(text));
        looked
    }
}

/// Compares names, ignoring case.
fn order(a: &str, b: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(lower).cmp(b.bytes().map(lower))
}
