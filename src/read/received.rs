use alloc::string::String;

use super::{PresignedUrl, Refusal};
use crate::sigv4::{
    Headers, Host, Method, Parameters, PathRules, PayloadHash, QueryAuth, Secret, SignableRequest, Stages,
    TokenPlacement, names::X_AMZ_CONTENT_SHA256, uri_encode_path,
};

/// A request with a presigned URL, as it was received or will be sent.
#[derive(Clone, Copy)]
pub(super) struct Received<'a> {
    pub(super) url: &'a PresignedUrl,
    pub(super) method: Method,
    pub(super) headers: &'a [(&'a str, &'a str)],
}

impl<'a> Received<'a> {
    /// The values of a header, in the order in which they came.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let is_named = move |header: &&(&str, &str)| header.0.eq_ignore_ascii_case(name);
        self.headers.iter().filter(is_named).map(|(_, value)| *value)
    }

    /// What the payload line says: what the request says of its payload, in its header or else in its query.
    pub(super) fn payload(&self) -> Result<PayloadHash, Refusal> {
        let of_header = self.values(X_AMZ_CONTENT_SHA256).next().map(|value| value.trim_matches([' ', '\t']));
        let is_payload = |(name, _): &(&str, &str)| name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256);
        let of_query = || self.url.parameters().find(is_payload).map(|(_, value)| value);
        match of_header.or_else(of_query) {
            None => Ok(PayloadHash::Unsigned),
            Some(text) => PayloadHash::parse(text).ok_or(Refusal::PayloadHash),
        }
    }

    /// The stages of the signature, made from what the request means: a client may encode it differently than a signer
    /// does.
    pub(super) fn with_stages<T>(&self, payload: PayloadHash, look: impl FnOnce(&Stages<'_>) -> T) -> T {
        let Self { url, method, .. } = *self;
        let signed = url.signed_headers().filter(|name| *name != "host").flat_map(|name| {
            let mut values = self.values(name).peekable();
            // A header that did not arrive has an empty line.
            let missing = if values.peek().is_none() { Some("") } else { None };
            missing.into_iter().chain(values).map(move |value| (name, value))
        });
        let (headers, parameters) =
            (Headers::from_received(signed), Parameters::from_received(&url.parameters));
        let auth = QueryAuth::on_day(&url.credential, &url.date).expires_in(url.lifetime);
        let auth = match &url.encoded_token {
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
        // It has the session token.
        drop(Secret::from(text));
        looked
    }
}
