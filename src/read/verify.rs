use alloc::{collections::BTreeMap, string::String};
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
use core::{borrow::Borrow, fmt, time::Duration};
#[cfg(feature = "std")]
use std::collections::HashMap;

use super::{PresignedUrl, Refusal, Verified, object::Served, received::Received};
use crate::{
    Credentials, Error,
    sigv4::{
        AmzDate, Method, SigningKey,
        names::{X_AMZ_CONTENT_SHA256, is_amz},
    },
};

/// What a server demands of a presigned request: its region and service, the hosts that it serves, and how far clocks may
/// differ.
///
/// The rules are those of S3. It accepts a request when
///
/// * its URL is well-formed (each [`UrlError`](super::UrlError) is a refusal), for this region and service, for a
///   [host](Self::domain) of this server, and has a lifetime of 1 to 604,800 seconds;
/// * `now` is not before its date, give or take the skew, and before its expiry, to the second;
/// * every `x-amz-*` header that arrived is signed, and every signed header arrived: an unsigned `x-amz-copy-source` would
///   make a copy of an upload;
/// * it has no `Authorization` header beside its signature, and no `transfer-encoding` beside a signed `content-length`,
///   which would not be the length of what arrives;
/// * the signature is the one that the key makes of method, host, path, query and signed headers as they were received.
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
/// // Made once.
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
/// # What a server must see to
///
/// * **Method and path are not the operation.** `DELETE /bucket/key?uploadId=1` aborts an upload; `PUT` with the parameters
///   `partNumber` and `uploadId` stores a part, and with a signed `x-amz-copy-source` makes a copy; a signed `if-none-match`
///   forbids to overwrite. Go by [`Verified::operation`], and refuse what you do not act on with [`Verified::takes_only`].
/// * **Hosts.** Name the ones that the server has with [`domain`](Self::domain). Without, a URL that the same credentials
///   signed for another server is good here too.
/// * **The request must be the one that was sent.** A proxy must pass on host, path and query as they are. A router that
///   takes a prefix off the path changes what was signed: under axum's `nest`, verify `axum::extract::OriginalUri`. Where the
///   prefix is a part of the endpoint, name it with [`base_path`](Self::base_path).
/// * **`OPTIONS` comes first.** A browser asks with a preflight before it sends a signed header from another origin, and
///   that has the URL but not its method: answer it before anything is verified.
/// * **Public requests.** [`UrlError::NotPresigned`](super::UrlError::NotPresigned) tells a request without a signature in
///   its URL from a bad one: a server that serves others too goes on to them, and only then.
/// * **The body** is the caller's to check: see [`Verified::accepts`]. So are checksums that were signed, as `content-md5`.
#[derive(Clone, Debug)]
pub struct Verifier {
    region: Option<String>,
    service: String,
    skew: Duration,
    served: Served,
}

impl Verifier {
    /// For S3 in one region, with a skew of 15 minutes.
    #[must_use]
    pub fn new(region: impl Into<String>) -> Self {
        Self { region: Some(region.into()), ..Self::any_region() }
    }

    /// For S3 in whatever region the URL is for, with a skew of 15 minutes. The signature covers the region all the same.
    ///
    /// ```
    /// use presign::Verifier;
    /// use std::time::Duration;
    ///
    /// let directory_buckets = Verifier::any_region().service("s3express").skew(Duration::from_secs(60));
    /// ```
    #[must_use]
    pub fn any_region() -> Self {
        Self { region: None, service: "s3".into(), skew: SKEW, served: Served::default() }
    }

    /// For another service, such as `s3express`.
    #[must_use]
    pub fn service(self, service: impl Into<String>) -> Self {
        Self { service: service.into(), ..self }
    }

    /// Serves a host, which has the buckets in its path, and the hosts below it, which are buckets. One more with each call;
    /// a URL for any other host is refused. Until the first call, every host will do.
    ///
    /// With a port, it must be that one; without, any. An IP address has no hosts below it.
    ///
    /// ```
    /// use presign::{AmzDate, Credentials, Endpoint, Method, Presigner, PresignedUrl, Refusal, Verifier};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let verifier = Verifier::new("us-east-1").domain("s3.example.com").domain("localhost:9000");
    /// for (endpoint, is_served) in [
    ///     (Endpoint::custom("https://s3.example.com", "us-east-1")?.path_style(), true),
    ///     (Endpoint::custom("https://s3.example.com", "us-east-1")?.virtual_hosted_style(), true),
    ///     (Endpoint::custom("http://localhost:9000", "us-east-1")?, true),
    ///     (Endpoint::custom("http://localhost:9001", "us-east-1")?, false),
    ///     (Endpoint::aws("us-east-1")?, false),
    /// ] {
    ///     let get = Presigner::new(credentials.clone(), endpoint).get("photos", "duck.jpg").presign()?;
    ///     let url: PresignedUrl = get.url().parse()?;
    ///     match verifier.verify(&url, Method::Get, &[], AmzDate::now(), &credentials) {
    ///         Ok(verified) => assert_eq!((verified.object(), is_served), (Some(("photos", "duck.jpg")), true)),
    ///         Err(refusal) => assert!(matches!(refusal, Refusal::HostNotServed { .. }) && !is_served),
    ///     }
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn domain(mut self, domain: &str) -> Self {
        self.served.add_domain(domain);
        self
    }

    /// Serves S3 below a path, as in `https://example.com/storage/v1/s3/bucket/key`: [`Verified::object`] reads what comes
    /// after it.
    ///
    /// ```
    /// use presign::Verifier;
    ///
    /// let verifier = Verifier::new("us-east-1").domain("example.com").base_path("/storage/v1/s3");
    /// ```
    #[must_use]
    pub fn base_path(mut self, base_path: &str) -> Self {
        self.served.set_base_path(base_path);
        self
    }

    /// How far the date of a URL may lie ahead of `now`, in whole seconds. It makes no URL last longer.
    #[must_use]
    pub const fn skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// Verifies a request: its URL, its method and all headers with which it arrived, in their order and with their names in
    /// any case. `host` may be among them or not: the host that counts is that of the URL.
    ///
    /// The keys are looked up last but for the signature itself. The body is the caller's: where its hash was signed or
    /// sent, [`Verified::payload`] has it.
    ///
    /// # Errors
    ///
    /// The [`Refusal`] to answer with, of the first rule that is broken: [`HostNotServed`](Refusal::HostNotServed),
    /// [`Region`](Refusal::Region), [`Service`](Refusal::Service), [`NotYetValid`](Refusal::NotYetValid),
    /// [`Expired`](Refusal::Expired), [`TooManyHeaders`](Refusal::TooManyHeaders),
    /// [`AuthorizationSent`](Refusal::AuthorizationSent),
    /// [`HeaderNotSigned`](Refusal::HeaderNotSigned), [`HeaderMissing`](Refusal::HeaderMissing),
    /// [`HeaderNotImplemented`](Refusal::HeaderNotImplemented), [`PayloadHash`](Refusal::PayloadHash), what `keys` says,
    /// [`SignatureDoesNotMatch`](Refusal::SignatureDoesNotMatch).
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
        self.check_scope(url)?;
        self.check_time(url, now)?;
        let received = Received::try_new(url, method, headers)?;
        check_headers(&received)?;
        let payload = received.payload()?;
        let key = keys.signing_key(url, now)?;
        if received.with_stages(payload, |stages| key.verify(&stages.string_to_sign, &url.signature)) {
            Ok(Verified::new(url, method, &received, payload, self.served.place(url)))
        } else {
            Err(Refusal::SignatureDoesNotMatch)
        }
    }

    fn check_scope(&self, url: &PresignedUrl) -> Result<(), Refusal> {
        let scope = url.scope();
        match &self.region {
            Some(region) if region != scope.region() => Err(Refusal::Region { expected: region.clone() }),
            _ if scope.service() != self.service => Err(Refusal::Service { expected: self.service.clone() }),
            _ => Ok(()),
        }
    }

    fn check_time(&self, url: &PresignedUrl, now: AmzDate) -> Result<(), Refusal> {
        let skew = i64::try_from(self.skew.as_secs()).unwrap_or(i64::MAX);
        if url.date.unix_seconds() > now.unix_seconds().saturating_add(skew) {
            return Err(Refusal::NotYetValid { date: url.date, now });
        }
        match url.remaining(now) {
            Some(_) => Ok(()),
            None => Err(Refusal::Expired { expires_at: url.expires_at(), now }),
        }
    }
}

impl PresignedUrl {
    /// Verifies a request with this URL as [`Verifier::any_region`] does.
    ///
    /// # Errors
    ///
    /// Those of [`Verifier::verify`]: any region will do, and the skew is 15 minutes.
    ///
    /// ```
    /// use presign::{AmzDate, Credentials, Endpoint, Method, Presigner, PresignedUrl};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    ///
    /// let url: PresignedUrl = put.url().parse()?;
    /// let headers = [("Content-Type", "image/jpeg"), ("Content-Length", "5")];
    /// assert!(url.verify(Method::Put, &headers, AmzDate::now(), &credentials).is_ok());
    /// assert!(url.verify(Method::Get, &headers, AmzDate::now(), &credentials).is_err());
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

/// Where the signing key of a URL comes from: [`Credentials`], several of them in a slice or a map by access key id, or a
/// function ([`KeyLookup`]).
///
/// ```
/// use presign::{AmzDate, Credentials, PresignedUrl, Refusal, SigningKeys};
/// use presign::sigv4::SigningKey;
///
/// /// The credentials of a project, which are looked up by the region.
/// struct Project {
///     by_region: Vec<(String, Credentials)>,
/// }
///
/// impl SigningKeys for Project {
///     fn signing_key(&self, url: &PresignedUrl, now: AmzDate) -> Result<SigningKey, Refusal> {
///         let scope = url.scope();
///         let found = self.by_region.iter().find(|(region, _)| region == scope.region());
///         found.ok_or(Refusal::InvalidAccessKeyId)?.1.signing_key(url, now)
///     }
/// }
/// ```
pub trait SigningKeys {
    /// The key for the [scope](PresignedUrl::scope) of a URL, once its access key id and its session token are found to be
    /// good.
    ///
    /// # Errors
    ///
    /// [`Refusal::InvalidAccessKeyId`], [`Refusal::InvalidToken`] or [`Refusal::ExpiredToken`].
    fn signing_key(&self, url: &PresignedUrl, now: AmzDate) -> Result<SigningKey, Refusal>;
}

/// A function that looks up the signing key of a URL.
///
/// It must check the [`session_token`](PresignedUrl::session_token) too, and
/// [in which parameter](PresignedUrl::session_token_parameter) it came. Where all credentials are at hand, a map or a
/// slice of [`Credentials`] does that.
///
/// ```
/// use presign::{AmzDate, KeyLookup, Method, PresignedUrl, Refusal, Verified};
/// use presign::sigv4::SigningKey;
///
/// fn verify<'a>(url: &'a PresignedUrl, secret: impl Fn(&str) -> Option<String>) -> Result<Verified<'a>, Refusal> {
///     url.verify(Method::Get, &[], AmzDate::now(), &KeyLookup(|url| {
///         let secret = secret(url.access_key_id()).ok_or(Refusal::InvalidAccessKeyId)?;
///         match url.session_token() {
///             None => Ok(SigningKey::derive(&secret, &url.scope())),
///             Some(_) => Err(Refusal::InvalidToken),
///         }
///     }))
/// }
/// ```
#[derive(Clone, Copy)]
pub struct KeyLookup<F: Fn(&PresignedUrl) -> Result<SigningKey, Refusal>>(pub F);

impl<F: Fn(&PresignedUrl) -> Result<SigningKey, Refusal>> SigningKeys for KeyLookup<F> {
    fn signing_key(&self, url: &PresignedUrl, _: AmzDate) -> Result<SigningKey, Refusal> {
        self.0(url)
    }
}

impl<F: Fn(&PresignedUrl) -> Result<SigningKey, Refusal>> fmt::Debug for KeyLookup<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KeyLookup").finish_non_exhaustive()
    }
}

/// The first credentials with the access key id of the URL whose session token is that of the URL.
impl SigningKeys for [Credentials] {
    fn signing_key(&self, url: &PresignedUrl, now: AmzDate) -> Result<SigningKey, Refusal> {
        let mut refusal = Refusal::InvalidAccessKeyId;
        for credentials in
            self.iter().filter(|credentials| credentials.access_key_id() == url.access_key_id())
        {
            match SigningKeys::signing_key(credentials, url, now) {
                Err(Refusal::InvalidToken) => refusal = Refusal::InvalidToken,
                other => return other,
            }
        }
        Err(refusal)
    }
}

/// By access key id.
impl<S: Borrow<str> + Ord> SigningKeys for BTreeMap<S, Credentials> {
    fn signing_key(&self, url: &PresignedUrl, now: AmzDate) -> Result<SigningKey, Refusal> {
        in_map(self.get(url.access_key_id()), url, now)
    }
}

/// By access key id.
#[cfg(feature = "std")]
impl<S: Borrow<str> + Eq + Hash, H: BuildHasher> SigningKeys for HashMap<S, Credentials, H> {
    fn signing_key(&self, url: &PresignedUrl, now: AmzDate) -> Result<SigningKey, Refusal> {
        in_map(self.get(url.access_key_id()), url, now)
    }
}

fn in_map(found: Option<&Credentials>, url: &PresignedUrl, now: AmzDate) -> Result<SigningKey, Refusal> {
    SigningKeys::signing_key(found.ok_or(Refusal::InvalidAccessKeyId)?, url, now)
}

/// Credentials whose secret is empty, or whose signing key is for another scope, belong to nobody:
/// [`Refusal::InvalidAccessKeyId`]. Those whose own token is malformed have none that is good: [`Refusal::InvalidToken`].
impl SigningKeys for Credentials {
    fn signing_key(&self, url: &PresignedUrl, now: AmzDate) -> Result<SigningKey, Refusal> {
        if self.access_key_id() != url.access_key_id() {
            return Err(Refusal::InvalidAccessKeyId);
        }
        if self.session_token() != url.encoded_token.as_ref() {
            return Err(Refusal::InvalidToken);
        }
        if self.expiry().is_some_and(|expiry| expiry <= now) {
            return Err(Refusal::ExpiredToken);
        }
        let key = self.check().and_then(|()| Credentials::signing_key(self, &url.scope()));
        key.map_err(|error| match error {
            Error::SessionTokenCharacter => Refusal::InvalidToken,
            _ => Refusal::InvalidAccessKeyId,
        })
    }
}

fn check_headers(received: &Received<'_>) -> Result<(), Refusal> {
    let has = |name| received.values(name).next().is_some();
    if has("authorization") {
        return Err(Refusal::AuthorizationSent);
    }
    // The payload hash is covered by the payload line.
    let must_be_signed = |name: &str| is_amz(name) && !name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256);
    let names = received.headers().iter().map(|(name, _)| *name);
    if let Some(name) = names.filter(|name| must_be_signed(name)).find(|name| !received.is_signed(name)) {
        return Err(Refusal::HeaderNotSigned { name: name.to_ascii_lowercase() });
    }
    let mut signed = received.url().signed_headers().filter(|name| *name != "host");
    match signed.find(|name| received.values(name).next().is_none()) {
        Some(name) => Err(Refusal::HeaderMissing { name: name.into() }),
        None if received.is_signed("content-length") && has("transfer-encoding") => {
            Err(Refusal::HeaderNotImplemented { name: "transfer-encoding".into() })
        }
        None => Ok(()),
    }
}

const SKEW: Duration = Duration::from_secs(15 * 60);
