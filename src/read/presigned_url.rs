use alloc::{format, string::String, vec::Vec};
use core::{fmt, str::FromStr, time::Duration};

use super::{
    Claim, UrlError,
    claim::Token,
    foreign_url::rewritten,
    limits::MAX_URL_LEN,
    query::{Query, malformed, read_credential, read_lifetime, read_signed_headers},
};
use crate::sigv4::{
    AmzDate, Credential, CredentialScope, Lifetime, Secret, SessionToken, Signature, decode,
    names::{
        ALGORITHM, SIGV4A_ALGORITHM, X_AMZ_ALGORITHM, X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_EXPIRES,
        X_AMZ_REGION_SET, X_AMZ_SIGNATURE, X_AMZ_SIGNED_HEADERS,
    },
    split_port,
};

/// A parsed presigned URL: who signed it, what it signs, and when it is valid.
///
/// Use [`parse`](str::parse) for a URL, and [`from_target`](Self::from_target) for a request that a server received.
/// The URL may come from any signer: its encoding may differ from this crate's, and its parameters may be in any
/// order. Parsing is strict: a URL that S3 would refuse before it checks the signature is a [`UrlError`].
///
/// * The names of the signature's parameters must be spelled exactly as in the protocol. Any repeated parameter is
///   an error, because servers could interpret it differently.
/// * Path and query must decode to UTF-8. A `+` is a space in the query and a plus in the path.
/// * The lifetime must be 1 to 604,800 seconds (seven days) and end by the year 9999.
/// * A URL has at most 65,536 bytes, 1,024 parameters and 1,024 signed headers. A larger one is rejected
///   without an allocation.
///
/// Parsing does not check the signature: see [`verify`](Self::verify). `Debug` omits the query, which contains
/// the signature and the session token. With the feature `zeroize`, the text and the token are wiped on drop.
///
/// ```
/// use presign::PresignedUrl;
/// use std::time::Duration;
///
/// # let url = "https://examplebucket.s3.us-east-1.amazonaws.com/photos/my%20duck.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256\
/// #     &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z\
/// #     &X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=\
/// #     aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
/// let url: PresignedUrl = url.parse()?;
/// assert_eq!(url.access_key_id(), "AKIAIOSFODNN7EXAMPLE");
/// assert_eq!(url.scope().to_string(), "20130524/us-east-1/s3/aws4_request");
/// assert_eq!(url.object(), Some(("examplebucket", "photos/my duck.jpg")));
/// assert_eq!(url.expires_at().to_string(), "20130524T001500Z");
/// assert_eq!(url.remaining("20130524T001000Z".parse()?), Some(Duration::from_secs(300)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct PresignedUrl {
    text: Secret,
    /// The host that a client sends: in lower case and, if the URL has a scheme, without its default port.
    pub(super) host: String,
    /// Decoded.
    pub(super) path: String,
    /// Decoded, without the parameters of the signature except the region set of SigV4A.
    pub(super) parameters: Vec<(String, String)>,
    pub(super) credential: Credential,
    pub(super) date: AmzDate,
    pub(super) lifetime: Lifetime,
    expires_at: AmzDate,
    token: Option<Token>,
    pub(super) signed_headers: Vec<String>,
    pub(super) signature: Signature,
}

impl PresignedUrl {
    /// Parses the request target (`/path?query`) and the `Host` header of a received request.
    ///
    /// In HTTP/2, the host is the `:authority`. Behind a proxy, pass the host that the client sent, because that one
    /// is signed. It is used as it is, including its port and case.
    ///
    /// # Errors
    ///
    /// Returns any [`UrlError`].
    ///
    /// ```
    /// use presign::PresignedUrl;
    ///
    /// # let target = "/examplebucket/duck.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256\
    /// #     &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z\
    /// #     &X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=\
    /// #     aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    /// let url = PresignedUrl::from_target("localhost:9000", target)?;
    /// assert_eq!(url.host(), "localhost:9000");
    /// assert_eq!(url.object(), Some(("examplebucket", "duck.jpg")));
    /// # Ok::<(), presign::UrlError>(())
    /// ```
    pub fn from_target(host: &str, target: &str) -> Result<Self, UrlError> {
        check_len(host.len().saturating_add(target.len()))?;
        if !target.starts_with('/') || target.contains('#') {
            return Err(UrlError::NotAUrl);
        }
        Self::read(["//", host, target].concat().into(), host.into(), target)
            .map_err(|error| rewritten(target).unwrap_or(error))
    }

    fn parse(url: &str) -> Result<Self, UrlError> {
        let (scheme, rest) = url.split_once("://").ok_or(UrlError::NotAUrl)?;
        let default_port = default_port(scheme).ok_or(UrlError::NotAUrl)?;
        let (authority, target) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if target.contains('#') {
            return Err(UrlError::NotAUrl);
        }
        let host = host_to_send(authority, default_port)?;
        // A client sends `/` for an empty path.
        let with_slash;
        let target = if target.starts_with('/') {
            target
        } else {
            with_slash = Secret::from(["/", target].concat());
            with_slash.expose()
        };
        Self::read(String::from(url).into(), host, target)
    }

    fn read(text: Secret, host: String, target: &str) -> Result<Self, UrlError> {
        if !is_host(&host) {
            return Err(UrlError::NotAUrl);
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = decode(path).ok_or(UrlError::Encoding)?.into_owned();
        let mut query = Query::read(query)?;
        query.check_presence()?;

        let is_sigv4a = match &*query.take(X_AMZ_ALGORITHM)? {
            ALGORITHM => false,
            SIGV4A_ALGORITHM => true,
            _ => return Err(UrlError::Algorithm),
        };
        let credential = read_credential(&query.take(X_AMZ_CREDENTIAL)?, is_sigv4a)?;
        if is_sigv4a {
            query.check_region_set()?;
        }
        let date: AmzDate = query.take(X_AMZ_DATE)?.parse().map_err(|_| malformed(X_AMZ_DATE))?;
        if credential.scope().day() != date.day() {
            return Err(UrlError::ScopeDay);
        }
        let lifetime = read_lifetime(&query.take(X_AMZ_EXPIRES)?)?;
        let expires_at = date.checked_add(lifetime.into()).map_err(|_| UrlError::Expires)?;
        let signed_headers = read_signed_headers(&query.take(X_AMZ_SIGNED_HEADERS)?)?;
        let signature = Signature::from_hex(&query.take(X_AMZ_SIGNATURE)?)
            .filter(|signature| if is_sigv4a { signature.is_ecdsa() } else { signature.is_hmac() })
            .ok_or(malformed(X_AMZ_SIGNATURE))?;
        let token = query.take_token()?;
        Ok(Self {
            text,
            host,
            path,
            parameters: query.rest()?,
            credential,
            date,
            lifetime,
            expires_at,
            token,
            signed_headers,
            signature,
        })
    }

    /// Returns the URL as it was parsed.
    ///
    /// For a request target, this is `//`, the host and the target. Anyone who has the URL can use it: keep it out
    /// of logs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.expose()
    }

    /// Returns the host and the port, as in the `Host` header.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the decoded path.
    ///
    /// It is not normalized: `.`, `..` and empty segments are kept, as in S3.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the decoded parameters, except those of the signature, in the order of the URL.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        let is_sigv4a = self.is_sigv4a();
        let all = self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        all.filter(move |(name, _)| !(is_sigv4a && *name == X_AMZ_REGION_SET))
    }

    /// Returns the algorithm of the signature: `AWS4-HMAC-SHA256`, or `AWS4-ECDSA-P256-SHA256` for SigV4A.
    ///
    /// SigV4A is for multi-Region access points. See [`region_set`](Self::region_set).
    #[must_use]
    pub const fn algorithm(&self) -> &'static str {
        self.credential.algorithm()
    }

    /// Returns the regions in which a SigV4A signature is valid, such as `*` or `us-east-1,eu-west-1`.
    ///
    /// Returns `None` for Signature Version 4, whose [scope](Self::scope) has a region.
    ///
    /// ```
    /// use presign::PresignedUrl;
    ///
    /// # let url = "https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com/duck.jpg\
    /// #     ?X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20130524%2Fs3%2Faws4_request\
    /// #     &X-Amz-Date=20130524T000000Z&X-Amz-Expires=900&X-Amz-Region-Set=%2A&X-Amz-SignedHeaders=host\
    /// #     &X-Amz-Signature=3006020101020101";
    /// let url: PresignedUrl = url.parse()?;
    /// assert_eq!(url.algorithm(), "AWS4-ECDSA-P256-SHA256");
    /// assert_eq!(url.scope().to_string(), "20130524/s3/aws4_request");
    /// assert_eq!(url.region_set(), Some("*"));
    /// # Ok::<(), presign::UrlError>(())
    /// ```
    #[must_use]
    pub fn region_set(&self) -> Option<&str> {
        let is_set = |parameter: &&(String, String)| parameter.0 == X_AMZ_REGION_SET;
        self.parameters.iter().find(is_set).map(|(_, value)| value.as_str()).filter(|_| self.is_sigv4a())
    }

    fn is_sigv4a(&self) -> bool {
        self.scope().is_without_region()
    }

    /// Returns what the URL says about the credentials that signed it.
    #[must_use]
    pub fn claim(&self) -> Claim<'_> {
        Claim { credential: &self.credential, token: self.token.as_ref(), region_set: self.region_set() }
    }

    pub(super) fn encoded_token(&self) -> Option<&SessionToken> {
        self.token.as_ref().map(|token| &token.signed)
    }

    /// Returns the access key id of the signer.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        self.credential.access_key_id()
    }

    /// Returns the day, the region and the service that the signature is for. In SigV4A, there is no region.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'_> {
        self.credential.scope()
    }

    /// Returns the time from which the URL is valid (`X-Amz-Date`).
    #[must_use]
    pub const fn date(&self) -> AmzDate {
        self.date
    }

    /// Returns how long the URL is valid (`X-Amz-Expires`).
    #[must_use]
    pub const fn lifetime(&self) -> Lifetime {
        self.lifetime
    }

    /// Returns the first moment at which the URL is no longer valid.
    ///
    /// Temporary credentials may expire earlier, and the URL with them.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }

    /// Returns how long it is from `now` to the expiry of the URL, or `None` if it has expired.
    ///
    /// This does not check whether the URL is valid yet: see [`date`](Self::date).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Error, PresignedUrl, Presigner};
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .presign_at("20260101T120000Z".parse()?)?;
    ///
    /// let url: PresignedUrl = get.url().parse()?;
    /// let remaining = |now: &str| Ok::<_, Error>(url.remaining(now.parse()?));
    /// assert_eq!(remaining("20260101T121459Z")?, Some(Duration::from_secs(1)));
    /// assert_eq!(remaining("20260101T121500Z")?, None);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn remaining(&self, now: AmzDate) -> Option<Duration> {
        let seconds = self.expires_at.unix_seconds() - now.unix_seconds();
        u64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs)
    }

    /// Returns the names of the signed headers, in lower case and sorted.
    ///
    /// Send all of them with the URL. HTTP clients set `host` themselves.
    pub fn signed_headers(&self) -> impl Iterator<Item = &str> + Clone {
        self.signed_headers.iter().map(String::as_str)
    }

    /// Returns the signature.
    #[must_use]
    pub const fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Returns the decoded session token of temporary credentials, which is a secret.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.token.as_ref().map(Token::text)
    }

    /// Returns the name of the parameter that holds the session token.
    ///
    /// It is `X-Amz-Security-Token`, or `X-Amz-S3session-Token` for a session of S3 Express One Zone. Do not accept
    /// one instead of the other.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, PresignedUrl, Presigner};
    ///
    /// let temporary = Credentials::new("ASIAEXAMPLE", "secret")
    ///     .with_session_token("AQoDYXdzEPT=");
    /// let s3 = Presigner::new(temporary, Endpoint::aws("us-east-1")?);
    /// let url: PresignedUrl =
    ///     s3.get("examplebucket", "duck.jpg").presign()?.url().parse()?;
    /// assert_eq!(url.session_token_parameter(), Some("X-Amz-Security-Token"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn session_token_parameter(&self) -> Option<&'static str> {
        self.token.as_ref().map(Token::name)
    }
}

impl FromStr for PresignedUrl {
    type Err = UrlError;

    /// Parses an `http` or `https` URL.
    ///
    /// The host is converted to the form that clients send: in lower case, with the port as a number, and without the
    /// default port of the scheme.
    fn from_str(url: &str) -> Result<Self, UrlError> {
        check_len(url.len())?;
        if url.contains(|c: char| c.is_control()) {
            return Err(UrlError::Surrounded);
        }
        Self::parse(url).map_err(|error| rewritten(url).unwrap_or(error))
    }
}

impl fmt::Debug for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedUrl")
            .field("host", &self.host)
            .field("path", &self.path)
            .field("access_key_id", &self.access_key_id())
            .field("scope", &self.scope())
            .field("date", &self.date)
            .field("expires_at", &self.expires_at)
            .field("signed_headers", &self.signed_headers)
            .field("session_token", &self.token.is_some())
            .finish_non_exhaustive()
    }
}

pub(super) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        _ if scheme.eq_ignore_ascii_case("http") => Some(80),
        _ if scheme.eq_ignore_ascii_case("https") => Some(443),
        _ => None,
    }
}

/// Returns the `Host` that a client sends for the authority of a URL. Clients treat ports as numbers.
pub(super) fn host_to_send(authority: &str, default_port: u16) -> Result<String, UrlError> {
    let (name, port) = split_port(authority);
    if name.contains(':') && !name.starts_with('[') {
        return Err(UrlError::NotAUrl);
    }
    let mut host = name.to_ascii_lowercase();
    match port {
        None | Some("") => Ok(host),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let port: u16 = digits.parse().map_err(|_| UrlError::NotAUrl)?;
            if port != default_port {
                host.push_str(&format!(":{port}"));
            }
            Ok(host)
        }
        Some(_) => Err(UrlError::NotAUrl),
    }
}
fn check_len(len: usize) -> Result<(), UrlError> {
    if len > MAX_URL_LEN { Err(UrlError::TooLong) } else { Ok(()) }
}

/// Returns whether the text is not empty and has no character that would end a host.
fn is_host(text: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '\\' | '/' | '?' | '#');
    !text.is_empty() && !text.starts_with(':') && !text.contains(ends)
}
