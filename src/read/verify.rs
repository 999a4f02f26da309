use alloc::{collections::BTreeMap, string::String};
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
use core::{borrow::Borrow, fmt, time::Duration};
#[cfg(feature = "std")]
use std::collections::HashMap;

use super::{PresignedUrl, Refusal, received::Received};
use crate::{
    Credentials,
    sigv4::{
        AmzDate, Method, PayloadHash, SigningKey,
        names::{X_AMZ_CONTENT_SHA256, is_amz},
    },
};

/// What a server demands of a presigned request: its region and service, and how far clocks may differ.
///
/// The rules are those of S3. It accepts a request when
///
/// * its URL is well-formed (each [`UrlError`](super::UrlError) is a refusal), for this region and service, and has a lifetime
///   of 1 to 604,800 seconds;
/// * `now` is not before its date, give or take the skew, and before its expiry, to the second;
/// * every `x-amz-*` header that arrived is signed, and every signed header arrived: an unsigned `x-amz-copy-source` would
///   make a copy of an upload;
/// * the signature is the one that the key makes of method, host, path, query and signed headers as they were received.
///
/// Whatever is in front of the server must leave these as they are; give the host that the client named.
///
/// ```
/// use presign::{AmzDate, Credentials, Method, PresignedUrl, Verifier};
/// use std::collections::HashMap;
///
/// # let date: AmzDate = "20130524T000000Z".parse()?;
/// # let endpoint = presign::Endpoint::custom("http://localhost:9000", "us-east-1")?;
/// # let s3 = presign::Presigner::new(presign::Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
/// # let presigned = s3.get("photos", "duck.jpg").presign_at(date)?;
/// # let target = presigned.url().strip_prefix("http://localhost:9000").unwrap();
/// // As the server received it.
/// let (host, headers) = ("localhost:9000", [("accept", "*/*")]);
/// let credentials = HashMap::from([("AKIDEXAMPLE", Credentials::new("AKIDEXAMPLE", "secret"))]);
///
/// let url = PresignedUrl::from_target(host, target)?;
/// let verified = Verifier::new("us-east-1").verify(&url, Method::Get, &headers, date, &credentials)?;
/// assert_eq!(verified.url().object(), Some(("photos", "duck.jpg")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Verifier {
    region: Option<String>,
    service: String,
    skew: Duration,
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
        Self { region: None, service: "s3".into(), skew: SKEW }
    }

    /// For another service, such as `s3express`.
    #[must_use]
    pub fn service(self, service: impl Into<String>) -> Self {
        Self { service: service.into(), ..self }
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
    /// The [`Refusal`] to answer with, of the first rule that is broken: [`Region`](Refusal::Region),
    /// [`Service`](Refusal::Service), [`NotYetValid`](Refusal::NotYetValid), [`Expired`](Refusal::Expired),
    /// [`TooManyHeaders`](Refusal::TooManyHeaders),
    /// [`HeaderNotSigned`](Refusal::HeaderNotSigned), [`HeaderMissing`](Refusal::HeaderMissing),
    /// [`PayloadHash`](Refusal::PayloadHash), what `keys` says, [`SignatureDoesNotMatch`](Refusal::SignatureDoesNotMatch).
    pub fn verify<'a>(
        &self,
        url: &'a PresignedUrl,
        method: Method,
        headers: &[(&str, &str)],
        now: AmzDate,
        keys: &(impl SigningKeys + ?Sized),
    ) -> Result<Verified<'a>, Refusal> {
        self.check_scope(url)?;
        self.check_time(url, now)?;
        let received = Received::try_new(url, method, headers)?;
        check_headers(&received)?;
        let payload = received.payload()?;
        let key = keys.signing_key(url, now)?;
        if received.with_stages(payload, |stages| key.verify(&stages.string_to_sign, &url.signature)) {
            Ok(Verified { url, method, payload })
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
/// It must check the [`session_token`](PresignedUrl::session_token) too. Where all credentials are at hand, a map or a
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
/// [`Refusal::InvalidAccessKeyId`].
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
        key.map_err(|_| Refusal::InvalidAccessKeyId)
    }
}

/// An accepted request. Whether its body is the one that was signed is still to be checked: see
/// [`accepts`](Self::accepts).
///
/// ```
/// use presign::Verified;
///
/// fn may_store(verified: &Verified<'_>, body: &[u8]) -> bool {
///     verified.method() == presign::Method::Put && verified.accepts(body)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Verified<'a> {
    url: &'a PresignedUrl,
    method: Method,
    payload: PayloadHash,
}

impl<'a> Verified<'a> {
    /// The URL of the request.
    #[must_use]
    pub const fn url(&self) -> &'a PresignedUrl {
        self.url
    }

    /// The method of the request.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// What the body must hash to, or [`PayloadHash::Unsigned`].
    #[must_use]
    pub const fn payload(&self) -> PayloadHash {
        self.payload
    }

    /// Whether the body is the one that was signed, or any may come. S3 answers another with
    /// `XAmzContentSHA256Mismatch` ([`Refusal::PayloadMismatch`]).
    #[must_use]
    pub fn accepts(&self, body: &[u8]) -> bool {
        self.payload == PayloadHash::Unsigned || self.payload == PayloadHash::from_body(body)
    }
}

fn check_headers(received: &Received<'_>) -> Result<(), Refusal> {
    // The payload hash is covered by the payload line.
    let must_be_signed = |name: &str| is_amz(name) && !name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256);
    let names = received.headers().iter().map(|(name, _)| *name);
    if let Some(name) = names.filter(|name| must_be_signed(name)).find(|name| !received.is_signed(name)) {
        return Err(Refusal::HeaderNotSigned { name: name.to_ascii_lowercase() });
    }
    let mut signed = received.url().signed_headers().filter(|name| *name != "host");
    match signed.find(|name| received.values(name).next().is_none()) {
        Some(name) => Err(Refusal::HeaderMissing { name: name.into() }),
        None => Ok(()),
    }
}

const SKEW: Duration = Duration::from_secs(15 * 60);
