//! Conversions from and to the types of the crate `http`, which clients and servers share.

use alloc::{borrow::Cow, string::String, vec::Vec};

use ::http::{
    HeaderMap, HeaderValue,
    header::HOST,
    request::Parts,
    uri::{Authority, PathAndQuery},
};

use crate::{
    AmzDate, Diagnosis, ErrorResponse, Explanation, Method, Presigned, PresignedUrl, Refusal, SigningKeys,
    UrlError, Verified, Verifier, s3_names::is_secret_header, sigv4,
};

/// Converts to the method, the URL and the headers of a request, without a body.
///
/// Requires the feature `http`.
///
/// `content-length` is not set, even if [it is signed](Presigned::content_length): the client sets it from the
/// body.
///
/// The value of a customer's encryption key is marked as [sensitive](HeaderValue::is_sensitive), so that `Debug` of
/// the request omits it, and HTTP/2 does not index it. But `Debug` shows the URL, which is a secret too.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let put =
///     s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
/// let request: http::Request<()> = (&put).try_into()?;
/// let request = request.map(|()| "quack");
/// assert_eq!(request.uri().to_string(), put.url());
/// assert_eq!(request.headers()["content-type"], "image/jpeg");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl TryFrom<&Presigned> for ::http::Request<()> {
    /// The error for a URL of 64 KiB or more, or one [without a scheme](crate::services::UrlScheme::None), which `http`
    /// does not support.
    type Error = ::http::Error;

    fn try_from(presigned: &Presigned) -> Result<Self, ::http::Error> {
        let mut request = Self::builder().method(presigned.method().as_str()).uri(presigned.url());
        for (name, value) in presigned.headers() {
            let mut value = HeaderValue::from_str(value)?;
            value.set_sensitive(is_secret_header(name));
            request = request.header(name, value);
        }
        request.body(())
    }
}

impl TryFrom<Presigned> for ::http::Request<()> {
    /// The error for a URL of 64 KiB or more, or one [without a scheme](crate::services::UrlScheme::None), which `http`
    /// does not support.
    type Error = ::http::Error;

    fn try_from(presigned: Presigned) -> Result<Self, ::http::Error> {
        Self::try_from(&presigned)
    }
}

/// Converts from the method of the crate `http`.
///
/// Requires the feature `http`.
///
/// ```
/// use presign::Method;
///
/// assert_eq!(Method::try_from(&http::Method::PUT)?, Method::Put);
/// assert!(Method::try_from(&http::Method::CONNECT).is_err());
/// # Ok::<(), presign::sigv4::Error>(())
/// ```
impl TryFrom<&::http::Method> for Method {
    type Error = sigv4::Error;

    fn try_from(method: &::http::Method) -> Result<Self, sigv4::Error> {
        method.as_str().parse()
    }
}

impl PresignedUrl {
    /// [Explains](Self::explain) a request from its parts.
    ///
    /// Requires the feature `http`.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::Method`], [`Refusal::PayloadHash`], or [`Refusal::SignatureDoesNotMatch`] if the
    /// value of a signed header is not text.
    ///
    /// ```
    /// use presign::{PresignedUrl, Refusal};
    ///
    /// fn response(
    ///     refusal: &Refusal,
    ///     parts: &http::request::Parts,
    /// ) -> Result<String, Refusal> {
    ///     let explanation = PresignedUrl::from_parts(parts)?.explain_parts(parts)?;
    ///     Ok(refusal.to_xml_with(&explanation, parts.uri.path(), ""))
    /// }
    /// ```
    pub fn explain_parts(&self, parts: &Parts) -> Result<Explanation, Refusal> {
        let method = Method::try_from(&parts.method).map_err(|_| Refusal::Method)?;
        self.explain(method, &pairs(&as_text(self, &parts.headers)?))
    }

    /// [Diagnoses](Self::diagnose) a refused request from its parts.
    ///
    /// The parts must have the method and the headers that were signed. Requires the feature `http`.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::Method`], or [`Refusal::SignatureDoesNotMatch`] if the value of a signed header is
    /// not text.
    ///
    /// ```
    /// use presign::{Diagnosis, ErrorResponse, PresignedUrl};
    ///
    /// fn diagnose(
    ///     sent: &http::request::Parts,
    ///     response: &ErrorResponse,
    /// ) -> Result<Diagnosis, Box<dyn std::error::Error>> {
    ///     let url: PresignedUrl = sent.uri.to_string().parse()?;
    ///     Ok(url.diagnose_parts(sent, response)?)
    /// }
    /// ```
    pub fn diagnose_parts(&self, parts: &Parts, response: &ErrorResponse) -> Result<Diagnosis, Refusal> {
        let method = Method::try_from(&parts.method).map_err(|_| Refusal::Method)?;
        Ok(self.diagnose(method, &pairs(&as_text(self, &parts.headers)?), response))
    }

    /// Parses the target and the host of a received request.
    ///
    /// The host comes from the `Host` header, from the target (`GET http://host/path`, or `:authority` in
    /// HTTP/2), or from both, which must then agree ([RFC 9112, section
    /// 3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)). There must be at most one `Host` header.
    ///
    /// Pass the target as it was received. A router that strips a prefix, as axum's `nest` does, changes what
    /// was signed: use `axum::extract::OriginalUri` as `parts.uri` there.
    ///
    /// Requires the feature `http`.
    ///
    /// # Errors
    ///
    /// Returns any [`UrlError`], and [`UrlError::Host`] if the request has no host or two.
    ///
    /// ```
    /// use presign::{PresignedUrl, UrlError};
    ///
    /// fn signer(parts: &http::request::Parts) -> Result<String, UrlError> {
    ///     Ok(PresignedUrl::from_parts(parts)?.access_key_id().into())
    /// }
    /// ```
    pub fn from_parts(parts: &Parts) -> Result<Self, UrlError> {
        let target = parts.uri.path_and_query().map(PathAndQuery::as_str);
        Self::from_target(host(parts)?, target.ok_or(UrlError::NotAUrl)?)
    }
}

/// Returns the only host of a request.
fn host(parts: &Parts) -> Result<&str, UrlError> {
    let mut hosts = parts.headers.get_all(HOST).iter();
    let in_header = hosts.next().map(|host| host.to_str().map_err(|_| UrlError::Host)).transpose()?;
    let in_target = parts.uri.authority().map(Authority::as_str);
    match (in_header, in_target) {
        _ if hosts.next().is_some() => Err(UrlError::Host),
        (Some(header), Some(target)) if !header.eq_ignore_ascii_case(target) => Err(UrlError::Host),
        (header, target) => header.or(target).ok_or(UrlError::Host),
    }
}

impl Verifier {
    /// [Verifies](Self::verify) a request from its parts.
    ///
    /// Requires the feature `http`.
    ///
    /// # Errors
    ///
    /// Returns the [`Refusal`] to respond with.
    ///
    /// ```
    /// use presign::{AmzDate, Credentials, PresignedUrl, Refusal, Verifier};
    ///
    /// fn admit(
    ///     parts: &http::request::Parts,
    ///     credentials: &Credentials,
    /// ) -> Result<(), Refusal> {
    ///     let url = PresignedUrl::from_parts(parts)?;
    ///     Verifier::new("us-east-1").verify_parts(
    ///         &url,
    ///         parts,
    ///         AmzDate::now(),
    ///         credentials,
    ///     )?;
    ///     Ok(())
    /// }
    /// ```
    pub fn verify_parts<'a>(
        &self,
        url: &'a PresignedUrl,
        parts: &Parts,
        now: AmzDate,
        keys: &(impl SigningKeys + ?Sized),
    ) -> Result<Verified<'a>, Refusal> {
        let method = Method::try_from(&parts.method).map_err(|_| Refusal::Method)?;
        self.verify(url, method, &pairs(&as_text(url, &parts.headers)?), now, keys)
    }

    /// Returns the [bucket](Self::bucket) that a form is posted to, from the parts of the request.
    ///
    /// The host is that of [`PresignedUrl::from_parts`]. A form does not sign it, but it may name the bucket. Returns
    /// `None` also if the request has no host or two.
    ///
    /// Requires the feature `http`.
    ///
    /// ```
    /// use presign::Verifier;
    ///
    /// let verifier = Verifier::new("us-east-1").domain("s3.example.com");
    /// let request = http::Request::post("/").header("host", "photos.s3.example.com");
    /// let (parts, ()) = request.body(())?.into_parts();
    /// assert_eq!(verifier.bucket_from_parts(&parts).as_deref(), Some("photos"));
    /// # Ok::<(), http::Error>(())
    /// ```
    #[must_use]
    pub fn bucket_from_parts(&self, parts: &Parts) -> Option<String> {
        self.bucket(host(parts).ok()?, parts.uri.path())
    }
}

/// Returns names and values as text.
///
/// Rejects a signed value that is not text, because it could be mistaken for another.
fn as_text<'a>(url: &PresignedUrl, headers: &'a HeaderMap) -> Result<Vec<(&'a str, Cow<'a, str>)>, Refusal> {
    let mut texts = Vec::with_capacity(headers.len());
    for (name, value) in headers {
        let text = String::from_utf8_lossy(value.as_bytes());
        if matches!(text, Cow::Owned(_)) && url.signed_headers().any(|signed| signed == name.as_str()) {
            return Err(Refusal::SignatureDoesNotMatch);
        }
        texts.push((name.as_str(), text));
    }
    Ok(texts)
}

fn pairs<'a>(headers: &'a [(&'a str, Cow<'a, str>)]) -> Vec<(&'a str, &'a str)> {
    headers.iter().map(|(name, value)| (*name, &**value)).collect()
}
