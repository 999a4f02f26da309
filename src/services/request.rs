use alloc::{
    borrow::Cow,
    string::{String, ToString},
};

use super::{ServicePresigner, UrlScheme};
use crate::{
    Error, Explanation, Presigned,
    sigv4::{
        AmzDate, CredentialScope, Headers, Host, Lifetime, Method, Parameters, PathRules, PayloadHash,
        QueryAuth, Secret, SignableRequest, Stages, TokenPlacement, names::X_AMZ_CONTENT_SHA256,
        uri_encode_path,
    },
    validity::{Timing, Validity},
};

/// A request to a service, to configure and sign.
///
/// Setters chain and never fail. [`presign`](Self::presign), [`presign_at`](Self::presign_at) and
/// [`explain_at`](Self::explain_at) return the first mistake in the chain.
///
/// Without setters, it is a `GET` of `https://HOST/` with an empty body, for 15 minutes. The URL has only the
/// parameters that you set and those of the signature. The signature covers only the headers that you set and `host`.
///
/// ```
/// use presign::services::{ServicePresigner, UrlScheme};
/// use presign::Credentials;
/// use std::time::Duration;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let aws = ServicePresigner::new(credentials, "us-east-1");
/// let transcription = aws
///     .request("transcribe", "transcribestreaming.us-east-1.amazonaws.com:8443")
///     .scheme(UrlScheme::Wss)
///     .path("/stream-transcription-websocket")
///     .query("language-code", "en-US")
///     .query("media-encoding", "flac")
///     .query("sample-rate", 16_000)
///     .expires_in(Duration::from_secs(300))
///     .presign()?;
/// assert!(transcription.url().starts_with(
///     "wss://transcribestreaming.us-east-1.amazonaws.com:8443/stream-"
/// ));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is presigned"]
pub struct ServiceRequest<'a> {
    pub(crate) presigner: &'a ServicePresigner,
    service: Cow<'a, str>,
    host: Cow<'a, str>,
    pub(super) method: Method,
    pub(super) scheme: UrlScheme,
    /// The path as plain text.
    pub(super) path: Cow<'a, str>,
    pub(super) parameters: Parameters<'a>,
    pub(super) headers: Headers<'a>,
    pub(super) payload: PayloadHash,
    pub(super) has_payload_header: bool,
    pub(super) token_placement: TokenPlacement,
    pub(super) timing: Timing,
    pub(super) max_lifetime: Option<u32>,
    /// The value of `X-Amz-Expires`, if it is not the lifetime.
    pub(super) sent_lifetime: Option<Lifetime>,
    /// The first mistake that a setter found.
    mistake: Option<Error>,
}

impl<'a> ServiceRequest<'a> {
    pub(super) fn new(presigner: &'a ServicePresigner, service: Cow<'a, str>, host: Cow<'a, str>) -> Self {
        Self {
            presigner,
            service,
            host,
            method: Method::Get,
            scheme: UrlScheme::default(),
            path: Cow::Borrowed("/"),
            parameters: Parameters::default(),
            headers: Headers::default(),
            payload: PayloadHash::from_body(b""),
            has_payload_header: false,
            token_placement: TokenPlacement::Signed,
            timing: Timing::default(),
            max_lifetime: None,
            sent_lifetime: None,
            mistake: None,
        }
    }

    /// Keeps the mistake of an earlier check.
    pub(super) fn check(self, result: Result<(), Error>) -> Self {
        self.and(|_| result)
    }

    /// Signs the request as of `date`, when the lifetime of the URL starts.
    ///
    /// The date is used as it is, without the presigner's [offset](ServicePresigner::with_clock_offset).
    ///
    /// # Errors
    ///
    /// Returns the first mistake in the chain, in the region or in the credentials.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let identity = aws.caller_identity().presign_at("20260101T000000Z".parse()?)?;
    /// assert!(identity.url().contains("&X-Amz-Date=20260101T000000Z&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn presign_at(mut self, date: AmzDate) -> Result<Presigned, Error> {
        let mut url = String::new();
        let expires_at = self.sign(date, &mut url, |_, validity| validity.expires_at())??;
        Ok(Presigned::new(self.method, url, &self.headers, expires_at))
    }

    /// Returns what [`presign_at`](Self::presign_at) signs: the canonical request and the string to sign.
    ///
    /// # Errors
    ///
    /// The same as for `presign_at`.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// println!("{}", aws.caller_identity().explain_at("20260101T000000Z".parse()?)?);
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn explain_at(mut self, date: AmzDate) -> Result<Explanation, Error> {
        self.sign(date, Secret::default().expose_mut(), |stages, _| Explanation::new(stages))
    }

    /// Appends the URL, and passes what is signed to `look` before it appends the signature.
    pub(super) fn sign<T>(
        &mut self,
        now: AmzDate,
        url: &mut String,
        look: impl FnOnce(&Stages<'_>, &Validity) -> T,
    ) -> Result<T, Error> {
        self.presigner.check()?;
        if let Some(mistake) = self.mistake.take() {
            return Err(mistake);
        }
        if self.has_payload_header {
            self.headers.insert_once(X_AMZ_CONTENT_SHA256, self.payload.to_string())?;
        }
        let host = Host::new(&self.host)?;
        let credentials = self.presigner.credentials();
        let validity = self.timing.at(now, credentials)?;
        let scope = CredentialScope::new(&validity.date, self.presigner.region(), &self.service);
        self.presigner.keys().with_key(credentials, &scope, |day_key| {
            let lifetime = self.sent_lifetime.unwrap_or(validity.lifetime);
            let mut auth = QueryAuth::on_day(&day_key.credential, &validity.date).expires_in(lifetime);
            if let Some(token) = credentials.session_token() {
                auth = auth.session_token(token, self.token_placement);
            }
            let request = SignableRequest {
                method: self.method,
                host,
                path_rules: PathRules::STANDARD,
                parameters: &self.parameters,
                headers: &self.headers,
                payload: self.payload,
                auth,
            };
            let path = uri_encode_path(&self.path);
            // Reserves the full length first, since a buffer that grows would leave copies of the session token behind.
            url.reserve(self.scheme.prefix().len() + host.len() + "/".len() + path.len() + request.max_len());
            url.push_str(self.scheme.prefix());
            host.write_to(url);
            let path_start = url.len();
            if !self.path.starts_with('/') {
                url.push('/');
            }
            path.write_to(url);

            let stages = request.write_stages(path_start, url);
            let signature = day_key.key.sign(&stages.string_to_sign);
            let query_end = stages.query_end;
            let seen = look(&stages, &validity);
            url.truncate(query_end);
            request.auth.write_signature(signature.as_str(), url);
            seen
        })
    }

    pub(super) fn and(mut self, set: impl FnOnce(&mut Self) -> Result<(), Error>) -> Self {
        if self.mistake.is_none() {
            self.mistake = set(&mut self).err();
        }
        self
    }
}
