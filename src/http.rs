//! The types of the crate `http`, which clients and servers share.

use alloc::{borrow::Cow, string::String, vec::Vec};

use ::http::{
    HeaderMap,
    header::HOST,
    request::Parts,
    uri::{Authority, PathAndQuery},
};

use crate::{AmzDate, Method, Presigned, PresignedUrl, Refusal, SigningKeys, UrlError, Verified, Verifier};

/// Method, URL and headers of the request; the body is the caller's. Needs the feature `http`.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// # let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1")?);
/// let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
/// let request: http::Request<()> = (&put).try_into()?;
/// let request = request.map(|()| "quack");
/// assert_eq!(request.uri().to_string(), put.url());
/// assert_eq!(request.headers()["content-type"], "image/jpeg");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl TryFrom<&Presigned> for ::http::Request<()> {
    /// For a URL of 64 KiB or more, which `http` does not hold.
    type Error = ::http::Error;

    fn try_from(presigned: &Presigned) -> Result<Self, ::http::Error> {
        let request = Self::builder().method(presigned.method().as_str()).uri(presigned.url());
        let with_headers =
            presigned.headers().fold(request, |request, (name, value)| request.header(name, value));
        with_headers.body(())
    }
}

impl PresignedUrl {
    /// Reads the target and the host of a request that was received. Needs the feature `http`.
    ///
    /// # Errors
    ///
    /// Every [`UrlError`]; [`UrlError::NotAUrl`] for a request without a host.
    ///
    /// ```
    /// use presign::{PresignedUrl, UrlError};
    ///
    /// fn bucket_and_key(parts: &http::request::Parts) -> Result<Option<(String, String)>, UrlError> {
    ///     let url = PresignedUrl::from_parts(parts)?;
    ///     Ok(url.object().map(|(bucket, key)| (bucket.into(), key.into())))
    /// }
    /// ```
    pub fn from_parts(parts: &Parts) -> Result<Self, UrlError> {
        let of_header = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        // HTTP/2 has it in the URI.
        let host = of_header.or_else(|| parts.uri.authority().map(Authority::as_str));
        let target = parts.uri.path_and_query().map(PathAndQuery::as_str);
        Self::from_target(host.ok_or(UrlError::NotAUrl)?, target.ok_or(UrlError::NotAUrl)?)
    }
}

impl Verifier {
    /// [Verifies](Self::verify) a request by its parts. Needs the feature `http`.
    ///
    /// # Errors
    ///
    /// The [`Refusal`] to answer with.
    ///
    /// ```
    /// use presign::{AmzDate, Credentials, PresignedUrl, Refusal, Verifier};
    ///
    /// fn admit(parts: &http::request::Parts, credentials: &Credentials) -> Result<(), Refusal> {
    ///     let url = PresignedUrl::from_parts(parts)?;
    ///     Verifier::new("us-east-1").verify_parts(&url, parts, AmzDate::now(), credentials)?;
    ///     Ok(())
    /// }
    /// ```
    pub fn verify_parts<'a>(
        &self,
        url: &'a PresignedUrl,
        parts: &Parts,
        now: AmzDate,
        keys: &impl SigningKeys,
    ) -> Result<Verified<'a>, Refusal> {
        let method: Method = parts.method.as_str().parse().map_err(|_| Refusal::Method)?;
        let values = as_text(url, &parts.headers)?;
        let headers: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        self.verify(url, method, &headers, now, keys)
    }
}

/// Names and values. A value that is no text could be mistaken for another where it is signed; where it is not, it does not
/// matter.
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
