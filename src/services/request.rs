use alloc::{
    borrow::Cow,
    string::{String, ToString},
};
use core::time::Duration;

use super::ServicePresigner;
use crate::{
    Error, Explanation, Presigned, services,
    sigv4::{
        AmzDate, CredentialScope, Headers, Host, Lifetime, Method, Parameters, PathRules, PayloadHash,
        QueryAuth, Secret, SignableRequest, Stages, TokenPlacement, Value,
        names::{CONTENT_LENGTH, X_AMZ_CONTENT_SHA256},
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
///     "wss://transcribestreaming.us-east-1.amazonaws.com:8443/stream-transcription-websocket?"
/// ));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is presigned"]
pub struct ServiceRequest<'a> {
    pub(crate) presigner: &'a ServicePresigner,
    service: Cow<'a, str>,
    host: Cow<'a, str>,
    method: Method,
    scheme: UrlScheme,
    /// The path as plain text.
    path: Cow<'a, str>,
    parameters: Parameters<'a>,
    headers: Headers<'a>,
    payload: PayloadHash,
    has_payload_header: bool,
    token_placement: TokenPlacement,
    timing: Timing,
    max_lifetime: Option<u32>,
    /// The value of `X-Amz-Expires`, if it is not the lifetime.
    sent_lifetime: Option<Lifetime>,
    /// The first mistake that a setter found.
    mistake: Option<Error>,
}

/// What a presigned URL of a service starts with.
///
/// The signature does not cover it.
///
/// ```
/// use presign::services::{ServicePresigner, UrlScheme};
/// use presign::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let aws = ServicePresigner::new(credentials, "us-east-1");
/// let token = aws.request("rds-db", "db.example.com:5432").scheme(UrlScheme::None).presign()?;
/// assert!(token.url().starts_with("db.example.com:5432/?X-Amz-Algorithm="));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UrlScheme {
    /// `http://`
    Http,
    /// `https://`
    #[default]
    Https,
    /// No scheme: the URL starts with the host. Some services take such URLs as tokens.
    None,
    /// `wss://`, for WebSockets.
    Wss,
}

impl UrlScheme {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Http => "http://",
            Self::Https => "https://",
            Self::None => "",
            Self::Wss => "wss://",
        }
    }
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

    /// Sets the method. The default is `GET`.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::{Credentials, Method};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let delete = aws
    ///     .request("execute-api", "a1b2c3.execute-api.us-east-1.amazonaws.com")
    ///     .method(Method::Delete)
    ///     .path("/prod/orders/7")
    ///     .presign()?;
    /// assert_eq!(delete.method(), Method::Delete);
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Sets what the URL starts with. The default is `https://`.
    pub fn scheme(mut self, scheme: UrlScheme) -> Self {
        self.scheme = scheme;
        self
    }

    /// Sets the path, as plain text without percent-encoding. The default is `/`.
    ///
    /// The path is encoded once for the URL. It is signed as services other than S3 expect it: without repeated slashes,
    /// and encoded once more.
    ///
    /// A segment `.` or `..` is an error. Clients and services resolve it, in different ways and to another path.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let search = aws
    ///     .request("es", "search-logs-a1b2c3.us-east-1.es.amazonaws.com")
    ///     .path("/logs 2026//_search");
    /// let date = "20260101T000000Z".parse()?;
    /// assert!(search.clone().presign_at(date)?.url().contains("/logs%202026//_search?"));
    /// assert!(search.explain_at(date)?.canonical_request().starts_with("GET\n/logs%25202026/_search\n"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn path(self, path: impl Into<Cow<'a, str>>) -> Self {
        self.and(|request| {
            request.path = path.into();
            let has_dots = request.path.split('/').any(|segment| segment == "." || segment == "..");
            if has_dots { Err(services::Error::DotSegment.into()) } else { Ok(()) }
        })
    }

    /// Adds a query parameter, as plain text without percent-encoding.
    ///
    /// A name may be set only once, and may not belong to the signature, such as `X-Amz-Expires`.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let function = aws
    ///     .request("lambda", "a1b2c3.lambda-url.us-east-1.on.aws")
    ///     .query("name", "Ada Lovelace")
    ///     .presign()?;
    /// assert!(function.url().contains("&name=Ada%20Lovelace&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn query(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| Ok(request.parameters.insert(name, value)?))
    }

    /// Adds a header that the client must send exactly as signed.
    ///
    /// A name may be set only once. Set `content-length` with [`content_length`](Self::content_length), and
    /// `x-amz-content-sha256` with [`payload_header`](Self::payload_header).
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let identity = aws
    ///     .caller_identity()
    ///     .header("X-Vault-AWS-IAM-Server-ID", "vault.example.com")
    ///     .presign()?;
    /// assert!(identity.headers().eq([("x-vault-aws-iam-server-id", "vault.example.com")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn header(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| {
            let name = name.into();
            if name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) {
                return Err(services::Error::PayloadHeader.into());
            }
            if name.eq_ignore_ascii_case(CONTENT_LENGTH) {
                return Err(Error::ContentLengthHeader);
            }
            Ok(request.headers.insert_once(name, value)?)
        })
    }

    /// Signs the size of the body in bytes, which the client sends as `content-length` itself.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::sigv4::PayloadHash;
    /// use presign::{Credentials, Method};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let body = br#"{"name":"Ada"}"#;
    /// let call = aws
    ///     .request("lambda", "a1b2c3.lambda-url.us-east-1.on.aws")
    ///     .method(Method::Post)
    ///     .payload(PayloadHash::from_body(body))
    ///     .content_length(body.len() as u64)
    ///     .presign()?;
    /// assert_eq!(call.content_length(), Some(14));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_length(self, bytes: u64) -> Self {
        self.and(|request| Ok(request.headers.insert_once(CONTENT_LENGTH, bytes)?))
    }

    /// Sets the hash of the body that the client must send. The default is that of an empty body.
    ///
    /// Of the services besides S3, few accept [`PayloadHash::Unsigned`].
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::sigv4::PayloadHash;
    /// use presign::{Credentials, Method};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let call = aws
    ///     .request("lambda", "a1b2c3.lambda-url.us-east-1.on.aws")
    ///     .method(Method::Post)
    ///     .payload(PayloadHash::from_body(br#"{"name":"Ada"}"#))
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn payload(mut self, hash: PayloadHash) -> Self {
        self.payload = hash;
        self
    }

    /// Signs the hash of the body as the header `x-amz-content-sha256` too, as OpenSearch Serverless (`aoss`) requires.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let search = aws
    ///     .request("aoss", "a1b2c3.us-east-1.aoss.amazonaws.com")
    ///     .path("/logs/_search")
    ///     .payload_header()
    ///     .presign()?;
    /// assert_eq!(search.headers().next().unwrap().0, "x-amz-content-sha256");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn payload_header(mut self) -> Self {
        self.has_payload_header = true;
        self
    }

    /// Appends the session token of temporary credentials after the signature, instead of signing it.
    ///
    /// AWS IoT requires this. For all other services known, the token is signed.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("ASIAEXAMPLE", "secret").with_session_token("AQoDYX==");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let url = aws
    ///     .request("iotdevicegateway", "a1b2c3-ats.iot.us-east-1.amazonaws.com")
    ///     .append_session_token()
    ///     .presign()?
    ///     .into_url();
    /// assert!(url.ends_with("&X-Amz-Security-Token=AQoDYX%3D%3D"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn append_session_token(mut self) -> Self {
        self.token_placement = TokenPlacement::AppendedAfterSigning;
        self
    }

    /// Sets how long the URL works: whole seconds, from 1 to 604,800 (seven days). The default is 900 s (15 minutes).
    ///
    /// Many services accept at most 900 s, and some ignore the lifetime.
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.and(|request| {
            request.timing.expire_in(lifetime)?;
            match request.max_lifetime {
                Some(limit) if lifetime.as_secs() > limit.into() => {
                    Err(services::Error::LifetimeTooLong { seconds: lifetime.as_secs(), limit }.into())
                }
                _ => Ok(()),
            }
        })
    }

    /// Shortens the lifetime if the temporary credentials expire earlier, instead of returning an error.
    ///
    /// See [`Credentials::with_expiry`](crate::Credentials::with_expiry).
    pub fn shorten_to_credentials(mut self) -> Self {
        self.timing.shorten_to_credentials();
        self
    }

    /// Limits the lifetime to what the service accepts.
    pub(super) const fn at_most(mut self, seconds: u32) -> Self {
        self.max_lifetime = Some(seconds);
        self
    }

    /// Sends another lifetime than the real one.
    pub(super) fn sends_lifetime(self, lifetime: Duration) -> Self {
        self.and(|request| {
            request.sent_lifetime = Some(lifetime.try_into()?);
            Ok(())
        })
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
            let signature = day_key.key.sign_in_scope(&stages.string_to_sign);
            let query_end = stages.query_end;
            let seen = look(&stages, &validity);
            url.truncate(query_end);
            request.auth.write_signature(&signature, url);
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
