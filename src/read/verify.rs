use alloc::string::String;
use core::time::Duration;

use super::{
    Claim, PresignedUrl, Refusal, SigningKeys, Verified,
    object::{Place, Served},
    received::Received,
};
use crate::{
    Error,
    base_path::BasePath,
    s3_names::S3,
    sigv4::{
        AmzDate, Method, decode,
        names::{CONTENT_LENGTH, X_AMZ_CONTENT_SHA256, is_amz},
    },
};

/// Verifies presigned requests as S3 does.
///
/// It knows the region and the service of a server, the hosts that it serves, and the allowed clock skew. It
/// accepts a request if all of these are true:
///
/// * The URL is well-formed (each [`UrlError`](super::UrlError) is a refusal), is for this region and service
///   and for a [host](Self::domain) of this server, and has a lifetime of 1 to 604,800 seconds.
/// * `now` is not before the date of the URL, apart from the skew, and is before its expiry, to the second.
/// * Every `x-amz-*` header of the request is signed, and every signed header is present. An unsigned
///   `x-amz-copy-source` would turn an upload into a copy. `x-amz-content-sha256` need not be among the signed
///   headers, because its value is a line of the canonical request itself.
/// * The request has no `Authorization` header, and no `transfer-encoding` together with a signed
///   `content-length`, which would then not be the length of the body.
/// * The signature matches the method, host, path, query and signed headers as they were received.
///
/// ```
/// use presign::{AmzDate, Credentials, Method, Operation, PresignedUrl, Verifier};
/// use std::collections::HashMap;
///
/// # let date: AmzDate = "20130524T000000Z".parse()?;
/// # let endpoint = presign::Endpoint::custom("http://localhost:9000", "us-east-1")?;
/// # let s3 = presign::Presigner::new(presign::Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
/// # let presigned = s3.get("photos", "duck.jpg").presign_at(date)?;
/// # let target = presigned.url().strip_prefix("http://localhost:9000").unwrap();
/// // Create it once.
/// let verifier = Verifier::new("us-east-1").domain("localhost");
/// let credentials = HashMap::from([("AKIDEXAMPLE", Credentials::new("AKIDEXAMPLE", "secret"))]);
///
/// // As the server received it.
/// let (host, headers) = ("localhost:9000", [("accept", "*/*")]);
/// let url = PresignedUrl::from_target(host, target)?;
/// let verified = verifier.verify(&url, Method::Get, &headers, date, &credentials)?;
///
/// // What was signed, and nothing else.
/// verified.takes_only(&["response-content-type"], &[])?;
/// assert_eq!(verified.operation(), Operation::GetObject);
/// assert_eq!(verified.object(), Some(("photos", "duck.jpg")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # What a server must do
///
/// * **Use the signed operation.** The method and the path alone do not determine it. `DELETE
///   /bucket/key?uploadId=1` aborts an upload. `PUT` with the parameters `partNumber` and `uploadId` stores a
///   part, and with a signed `x-amz-copy-source` it makes a copy. A signed `if-none-match` forbids overwriting.
///   Use [`Verified::operation`], and refuse what you do not implement with [`Verified::takes_only`].
/// * **Use the signed object**, which [`Verified::object`] returns, and not what a router reads from the path:
///   `/bucket%2Fkey` has the same signature as `/bucket/key`, and the host may name the bucket.
/// * **Name your hosts** with [`domain`](Self::domain). Otherwise a URL that the same credentials signed for
///   another server is valid here too.
/// * **Verify the request as it was sent.** A proxy must forward host, path and query unchanged. A router that
///   strips a prefix from the path changes what was signed: under axum's `nest`, verify
///   `axum::extract::OriginalUri`. If the prefix is a part of the endpoint, set it with
///   [`base_path`](Self::base_path).
/// * **Respond to `OPTIONS` first.** A browser sends a preflight before it sends a signed header to another origin.
///   The preflight has the URL but not its method, so respond to it before you verify anything.
/// * **Public requests.** [`UrlError::NotPresigned`](super::UrlError::NotPresigned) means that the URL has no
///   signature. Only in that case may a server treat the request as a public one.
/// * **Check the body**: see [`Verified::accepts`]. Also check signed checksums, such as `content-md5`.
#[derive(Clone, Debug)]
pub struct Verifier {
    region: Option<String>,
    service: String,
    skew: Duration,
    served: Served,
}

impl Verifier {
    /// Creates a verifier for S3 in one region, with a skew of 15 minutes.
    ///
    /// ```
    /// use presign::Verifier;
    ///
    /// let verifier = Verifier::new("us-east-1").domain("s3.example.com");
    /// ```
    #[must_use]
    pub fn new(region: impl Into<String>) -> Self {
        Self { region: Some(region.into()), ..Self::any_region() }
    }

    /// Creates a verifier for S3 in any region, with a skew of 15 minutes.
    ///
    /// It takes the region from the URL, where the signature covers it.
    ///
    /// ```
    /// use presign::Verifier;
    /// use std::time::Duration;
    ///
    /// let directory_buckets =
    ///     Verifier::any_region().service("s3express").skew(Duration::from_secs(60));
    /// ```
    #[must_use]
    pub fn any_region() -> Self {
        Self { region: None, service: S3.into(), skew: SKEW, served: Served::default() }
    }

    /// Sets the service, such as `s3express`.
    ///
    /// ```
    /// use presign::Verifier;
    ///
    /// let verifier = Verifier::new("us-east-1").service("s3express");
    /// ```
    #[must_use]
    pub fn service(self, service: impl Into<String>) -> Self {
        Self { service: service.into(), ..self }
    }

    /// Adds a host to serve.
    ///
    /// The host itself takes buckets in the path, and its subdomains are buckets. An IP address has no
    /// subdomains. Call this once per host; URLs for other hosts are refused. If it is never called, every host
    /// is accepted.
    ///
    /// If the host has a port, the port must match. Otherwise any port is accepted.
    ///
    /// ```
    /// use presign::{
    ///     AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner, Refusal,
    ///     Verifier,
    /// };
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let verifier = Verifier::new("us-east-1")
    ///     .domain("s3.example.com")
    ///     .domain("localhost:9000");
    /// for (endpoint, is_served) in [
    ///     (
    ///         Endpoint::custom("https://s3.example.com", "us-east-1")?.path_style(),
    ///         true,
    ///     ),
    ///     (
    ///         Endpoint::custom("https://s3.example.com", "us-east-1")?
    ///             .virtual_hosted_style(),
    ///         true,
    ///     ),
    ///     (Endpoint::custom("http://localhost:9000", "us-east-1")?, true),
    ///     (Endpoint::custom("http://localhost:9001", "us-east-1")?, false),
    ///     (Endpoint::aws("us-east-1")?, false),
    /// ] {
    ///     let get = Presigner::new(credentials.clone(), endpoint)
    ///         .get("photos", "duck.jpg")
    ///         .presign()?;
    ///     let url: PresignedUrl = get.url().parse()?;
    ///     match verifier.verify(&url, Method::Get, &[], AmzDate::now(), &credentials)
    ///     {
    ///         Ok(verified) => assert_eq!(
    ///             (verified.object(), is_served),
    ///             (Some(("photos", "duck.jpg")), true)
    ///         ),
    ///         Err(refusal) => assert!(
    ///             matches!(refusal, Refusal::HostNotServed { .. }) && !is_served
    ///         ),
    ///     }
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn domain(mut self, domain: &str) -> Self {
        self.served.add_domain(domain);
        self
    }

    /// Serves S3 below a path, as in `https://example.com/storage/v1/s3/bucket/key`.
    ///
    /// [`Verified::object`] reads the bucket and the key after it. The path is percent-encoded, as in an
    /// [`Endpoint`](crate::Endpoint::from_parts).
    ///
    /// # Errors
    ///
    /// Returns [`Error::EndpointPath`] for a path that an endpoint cannot have.
    ///
    /// ```
    /// use presign::Verifier;
    ///
    /// let verifier = Verifier::new("us-east-1")
    ///     .domain("example.com")
    ///     .base_path("/storage/v1/s3")?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn base_path(mut self, base_path: &str) -> Result<Self, Error> {
        self.served.set_base_path(&BasePath::parse(base_path)?);
        Ok(self)
    }

    /// Sets how far the date of a URL may be ahead of `now`, in whole seconds.
    ///
    /// The default is 15 minutes. The skew does not extend the lifetime of a URL.
    ///
    /// ```
    /// use presign::Verifier;
    /// use std::time::Duration;
    ///
    /// let verifier = Verifier::new("us-east-1").skew(Duration::from_secs(60));
    /// ```
    #[must_use]
    pub const fn skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// Verifies a request: its URL, its method and all of its headers.
    ///
    /// Pass the headers in the order of arrival; their names may be in any case. `host` is optional, because
    /// the host of the URL is the one that is checked.
    ///
    /// The signing key is looked up last, before the signature is checked. This method does not check the body:
    /// [`Verified::payload`] returns its hash if one was signed or sent.
    ///
    /// # Errors
    ///
    /// Returns the [`Refusal`] to respond with, for the first rule that the request breaks:
    /// [`HostNotServed`](Refusal::HostNotServed), [`Region`](Refusal::Region), [`Service`](Refusal::Service),
    /// [`NotYetValid`](Refusal::NotYetValid), [`Expired`](Refusal::Expired),
    /// [`TooManyHeaders`](Refusal::TooManyHeaders), [`AuthorizationSent`](Refusal::AuthorizationSent),
    /// [`HeaderNotSigned`](Refusal::HeaderNotSigned), [`HeaderMissing`](Refusal::HeaderMissing),
    /// [`HeaderNotImplemented`](Refusal::HeaderNotImplemented), [`PayloadHash`](Refusal::PayloadHash), the
    /// error of `keys`, [`SignatureDoesNotMatch`](Refusal::SignatureDoesNotMatch).
    pub fn verify<'a>(
        &self,
        url: &'a PresignedUrl,
        method: Method,
        headers: &[(&str, &str)],
        now: AmzDate,
        keys: &(impl SigningKeys + ?Sized),
    ) -> Result<Verified<'a>, Refusal> {
        if !self.served.has_host(&url.host) {
            return Err(Refusal::HostNotServed { host: url.host.clone() });
        }
        self.check_scope(&url.claim())?;
        self.check_time(url, now)?;
        let received = Received::try_new(url, method, headers)?;
        check_headers(&received)?;
        let payload = received.payload()?;
        let is_signed = if url.claim().is_sigv4a() {
            #[cfg(not(feature = "sigv4a"))]
            return Err(Refusal::Url(super::UrlError::Algorithm));
            #[cfg(feature = "sigv4a")]
            {
                let key = keys.public_key(&url.claim(), now)?;
                received.with_stages(payload, |stages| key.verify(&stages.string_to_sign, &url.signature))
            }
        } else {
            let key = keys.signing_key(&url.claim(), now)?;
            received.with_stages(payload, |stages| key.verify(&stages.string_to_sign, &url.signature))
        };
        if is_signed {
            Ok(Verified::new(url, method, &received, payload, self.served.place(&url.host, &url.path)))
        } else {
            Err(Refusal::SignatureDoesNotMatch)
        }
    }

    /// Returns the bucket that a form is posted to, from the `Host` header and the path of the request.
    ///
    /// It uses the [hosts](Self::domain) and the [base path](Self::base_path), as for a presigned URL. Pass the path
    /// percent-encoded, as it was received. Returns `None` for a host that is not served, for the path of the service
    /// or of an object, and for a malformed path.
    ///
    /// ```
    /// use presign::Verifier;
    ///
    /// let verifier = Verifier::new("us-east-1").domain("s3.example.com");
    /// let bucket = |host, path| verifier.bucket(host, path);
    /// assert_eq!(bucket("s3.example.com", "/photos").as_deref(), Some("photos"));
    /// assert_eq!(bucket("photos.s3.example.com", "/").as_deref(), Some("photos"));
    /// assert_eq!(bucket("s3.example.com", "/photos/duck.jpg"), None);
    /// assert_eq!(bucket("s3.example.org", "/photos"), None);
    /// ```
    #[must_use]
    pub fn bucket(&self, host: &str, path: &str) -> Option<String> {
        match self.served.place(host, &decode(path)?)? {
            Place::Bucket(bucket) => Some(bucket.into()),
            Place::Service | Place::Object(..) => None,
        }
    }

    pub(super) fn check_scope(&self, claim: &Claim<'_>) -> Result<(), Refusal> {
        match &self.region {
            Some(region) if !claim.is_for_region(region) => Err(Refusal::Region { expected: region.clone() }),
            _ if claim.scope().service() != self.service => {
                Err(Refusal::Service { expected: self.service.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Checks that a date is not ahead of `now`, apart from the skew.
    pub(super) fn check_date(&self, date: AmzDate, now: AmzDate) -> Result<(), Refusal> {
        let skew = i64::try_from(self.skew.as_secs()).unwrap_or(i64::MAX);
        if date.unix_seconds() > now.unix_seconds().saturating_add(skew) {
            return Err(Refusal::NotYetValid { date, now });
        }
        Ok(())
    }

    fn check_time(&self, url: &PresignedUrl, now: AmzDate) -> Result<(), Refusal> {
        self.check_date(url.date, now)?;
        match url.remaining(now) {
            Some(_) => Ok(()),
            None => Err(Refusal::Expired { expires_at: url.expires_at(), now }),
        }
    }
}

impl PresignedUrl {
    /// Verifies a request with this URL, for any host and region and with a skew of 15 minutes.
    ///
    /// This is [`Verifier::verify`] of [`Verifier::any_region`]. A server should create a [`Verifier`] with its own
    /// [hosts](Verifier::domain) instead.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Verifier::verify`].
    ///
    /// ```
    /// use presign::{
    ///     AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner,
    /// };
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1")?);
    /// let put =
    ///     s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    ///
    /// let url: PresignedUrl = put.url().parse()?;
    /// let headers = [("Content-Type", "image/jpeg"), ("Content-Length", "5")];
    /// assert!(
    ///     url.verify(Method::Put, &headers, AmzDate::now(), &credentials).is_ok()
    /// );
    /// assert!(
    ///     url.verify(Method::Get, &headers, AmzDate::now(), &credentials).is_err()
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(
        &self,
        method: Method,
        headers: &[(&str, &str)],
        now: AmzDate,
        keys: &(impl SigningKeys + ?Sized),
    ) -> Result<Verified<'_>, Refusal> {
        Verifier::any_region().verify(self, method, headers, now, keys)
    }
}

fn check_headers(received: &Received<'_>) -> Result<(), Refusal> {
    let has = |name| received.values(name).next().is_some();
    if has("authorization") {
        return Err(Refusal::AuthorizationSent);
    }
    // The payload hash needs no signature of its own: it is the payload line of the canonical request.
    let must_be_signed = |name: &str| is_amz(name) && !name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256);
    let names = received.headers().iter().map(|(name, _)| *name);
    if let Some(name) = names.filter(|name| must_be_signed(name)).find(|name| !received.is_signed(name)) {
        return Err(Refusal::HeaderNotSigned { name: name.to_ascii_lowercase() });
    }
    let mut signed = received.url().signed_headers().filter(|name| *name != "host");
    match signed.find(|name| received.values(name).next().is_none()) {
        Some(name) => Err(Refusal::HeaderMissing { name: name.into() }),
        None if received.is_signed(CONTENT_LENGTH) && has("transfer-encoding") => {
            Err(Refusal::HeaderNotImplemented { name: "transfer-encoding".into() })
        }
        None => Ok(()),
    }
}

const SKEW: Duration = Duration::from_secs(15 * 60);
