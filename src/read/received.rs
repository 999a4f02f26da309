use alloc::string::ToString;

use super::{PresignedUrl, UrlError};
use crate::{
    Error,
    sigv4::{
        CanonicalHeaders, CanonicalQuery, CanonicalRequest, CanonicalUri, Headers, Method, Parameters,
        PathRules, PayloadHash, QueryAuth, SignedHeaders, StringToSign, TokenPlacement, uri_encode_path,
    },
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

    /// The stages of its signature. It is made from what the request means, so that a client may have encoded it otherwise
    /// than a signature does.
    pub(super) fn sign<T>(
        &self,
        payload: PayloadHash,
        look: impl FnOnce(&CanonicalRequest<'_>, &StringToSign<'_>) -> T,
    ) -> Result<T, UrlError> {
        let Self { url, method, .. } = *self;
        let mut headers = Headers::default();
        for name in url.signed_headers().filter(|name| *name != "host") {
            let mut values = self.values(name).peekable();
            if values.peek().is_none() {
                headers.insert_received(name, "");
            }
            values.for_each(|value| headers.insert_received(name, value));
        }
        let mut parameters = Parameters::default();
        for (name, value) in url.parameters() {
            parameters.insert(name, value).map_err(url_error)?;
        }
        let auth = QueryAuth::new(&url.credential, &url.date).expires_in(url.lifetime);
        let auth = match &url.encoded_token {
            Some(token) => auth.session_token(token, TokenPlacement::Signed),
            None => auth,
        };
        let signed_headers = SignedHeaders::new(&mut headers);
        let query =
            CanonicalQuery::new(auth, signed_headers, &mut parameters).map_err(url_error)?.to_string();
        let path = uri_encode_path(&url.path).to_string();
        let request = CanonicalRequest {
            method,
            uri: CanonicalUri::new(&path, PathRules::S3),
            query: &query,
            headers: CanonicalHeaders::new(&url.host, signed_headers),
            payload,
        };
        Ok(look(&request, &StringToSign::new(&auth, &request)))
    }
}

/// What parameters can be that were read: the same checks hold for those that are to be written.
pub(super) fn url_error(error: Error) -> UrlError {
    match error {
        Error::RepeatedParameter { name } | Error::ReservedName { name } => {
            UrlError::Repeated { parameter: name }
        }
        _ => UrlError::EmptyName,
    }
}
