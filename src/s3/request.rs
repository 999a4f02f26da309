use alloc::borrow::Cow;
use core::{marker::PhantomData, time::Duration};

use super::{
    Endpoint, Presigner, header_names::takes_list, hoisting::LastStep, parameter, target::Target, value_rules,
};
#[cfg(feature = "sigv4a")]
use crate::sigv4::RegionSet;
use crate::{
    Error,
    sigv4::{
        Headers, Method, Parameters, PayloadHash, Value,
        names::{CONTENT_LENGTH, X_AMZ_CONTENT_SHA256, is_amz},
    },
    validity::Timing,
};

/// A request to configure and sign.
///
/// Setters chain and never fail. [`presign`](Self::presign), [`presign_at`](Self::presign_at) and
/// [`explain_at`](Self::explain_at) return the first mistake in the chain.
///
/// The URL has only the parameters that you set and those of the signature. The signature covers only the headers
/// that you set and `host`.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
/// use std::time::Duration;
///
/// let s3 = Presigner::new(
///     Credentials::new("AKIDEXAMPLE", "secret"),
///     Endpoint::aws("us-east-1")?,
/// );
/// let get = s3
///     .get("examplebucket", "8f14e45f")
///     .attachment("report.pdf")
///     .expires_in(Duration::from_secs(3600))
///     .presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is presigned"]
pub struct Request<'a, Of = OneUrl> {
    pub(crate) presigner: &'a Presigner,
    pub(super) method: Method,
    pub(super) target: Target<'a>,
    pub(super) parameters: Parameters<'a>,
    pub(super) headers: Headers<'a>,
    pub(super) payload: PayloadHash,
    pub(super) timing: Timing,
    /// The first mistake that a setter found.
    pub(super) mistake: Option<Error>,
    pub(super) last_step: Option<LastStep>,
    #[cfg(feature = "sigv4a")]
    pub(super) region_set: Option<RegionSet>,
    of: PhantomData<Of>,
}

/// Marks a [`Request`] for a single URL, which ends in [`presign`](Request::presign).
///
/// ```
/// use presign::{OneUrl, Presigner, Request};
///
/// fn duck(s3: &Presigner) -> Request<'_, OneUrl> {
///     s3.get("examplebucket", "photos/duck.jpg")
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OneUrl;

impl<'a, Of> Request<'a, Of> {
    pub(super) fn new(presigner: &'a Presigner, method: Method, target: Target<'a>) -> Self {
        Self {
            presigner,
            method,
            target,
            parameters: Parameters::default(),
            headers: Headers::default(),
            payload: PayloadHash::Unsigned,
            timing: Timing::default(),
            mistake: None,
            last_step: None,
            #[cfg(feature = "sigv4a")]
            region_set: None,
            of: PhantomData,
        }
    }

    /// Sets how long the URL works: whole seconds, from 1 to 604,800 (seven days).
    ///
    /// The default is 900 s (15 minutes).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .expires_in(Duration::from_secs(3600))
    ///     .presign()?;
    /// assert!(get.url().contains("&X-Amz-Expires=3600&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "lifetime")]
    #[doc(alias = "signature_duration")]
    #[doc(alias = "X-Amz-Expires")]
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.and(|request| request.timing.expire_in(lifetime))
    }

    /// Adds a header that the client must send exactly as signed.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .header("Cache-Control", "max-age=3600")
    ///     .presign()?;
    /// assert!(put.headers().eq([("cache-control", "max-age=3600")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// The header is signed in the form that [`Presigned::headers`](crate::Presigned::headers) returns: the name in
    /// lower case, the value without surrounding white space and with single spaces inside.
    ///
    /// A name may be set only once, either here or with its own setter. Headers whose value is a list may be
    /// repeated, and their values are joined with commas: `accept`, `accept-language`, `cache-control`,
    /// `content-encoding`, `content-language`, `x-amz-grant-*`, `x-amz-meta-*`, `x-amz-object-attributes` and
    /// `x-amz-optional-object-attributes`.
    ///
    /// Set `content-length` with [`content_length`](Self::content_length), and `x-amz-content-sha256` with
    /// [`payload_sha256`](Self::payload_sha256).
    ///
    /// A value that starts with the name of its header is an error. At a host of AWS, so is a value that S3 refuses or
    /// ignores: `standard_ia` for `STANDARD_IA`, a `range` without `bytes=`, a hash in hexadecimal instead of Base64.
    #[inline]
    pub fn header(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| {
            let name = name.into();
            if name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) {
                return Err(Error::PayloadHeader);
            }
            if name.eq_ignore_ascii_case(CONTENT_LENGTH) {
                return Err(Error::ContentLengthHeader);
            }
            let value = value.into();
            let checked = request.check_header(&name, &value);
            let headers = &mut request.headers;
            let is_repeated = headers.contains(&name) && !takes_list(&name);
            if is_repeated { headers.insert_once(name, value) } else { headers.insert(name, value) }?;
            checked
        })
    }

    /// Adds a query parameter, given as plain text without percent-encoding.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let list = s3
    ///     .list_objects("examplebucket")
    ///     .query("prefix", "my photos/")
    ///     .query("max-keys", 100)
    ///     .presign()?;
    /// assert!(list.url().contains("&max-keys=100&prefix=my%20photos%2F&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// For a subresource such as `?acl`, use [`subresource`](Self::subresource).
    ///
    /// A name may be set only once. These are errors:
    ///
    /// * a name that belongs to the signature, such as `X-Amz-Expires`;
    /// * the name of a header that S3 ignores in the query, such as `Range`, `Content-Type`,
    ///   `x-amz-copy-source`, `x-amz-tagging`, or one that starts with `x-amz-checksum-` (except
    ///   `x-amz-checksum-mode`) or `x-amz-server-side-encryption`: use its setter or [`header`](Self::header);
    /// * `response-*` on a method other than GET and HEAD, or with a value that S3 cannot put into a header;
    /// * the name of a parameter of S3 in another spelling, such as `VersionId` or `max_keys`;
    /// * an `uploadId`, or a `versionId` on AWS, that is empty or has white space or a control character;
    /// * on AWS, a value that S3 refuses, such as `max-keys` that is not a number;
    /// * `X-Amz-Content-Sha256`, which a server uses as the payload line, with a value other than
    ///   `UNSIGNED-PAYLOAD`: use [`payload_sha256`](Self::payload_sha256).
    ///
    /// S3 does read `x-amz-acl`, `x-amz-expected-bucket-owner`, `x-amz-grant-*`, `x-amz-meta-*` and
    /// `x-amz-request-payer` from the query, in lower case. [`hoist_headers`](Self::hoist_headers) moves these headers
    /// there.
    #[inline]
    pub fn query(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| request.add_parameter(name.into(), value.into()))
    }

    /// Selects a subresource of the object or bucket, such as `?tagging`.
    ///
    /// A subresource is a parameter without a value. Pass its name alone: `?tagging` and `tagging=` are errors.
    ///
    /// Subresources of objects are `acl`, `attributes`, `legal-hold`, `restore`, `retention`, `tagging`, `torrent`,
    /// `uploads` and others. Those of buckets are `accelerate`, `acl`, `cors`, `delete`, `encryption`, `lifecycle`,
    /// `location`, `logging`, `notification`, `object-lock`, `ownershipControls`, `policy`, `policyStatus`,
    /// `publicAccessBlock`, `replication`, `requestPayment`, `tagging`, `uploads`, `versioning`, `versions`, `website`
    /// and others.
    ///
    /// The URL contains `tagging=`, with the equals sign, which is the form that is signed.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let versioning = s3
    ///     .bucket_request(Method::Get, "examplebucket")
    ///     .subresource("versioning")
    ///     .presign()?;
    /// assert!(versioning.url().contains("&versioning=&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn subresource(self, name: impl Into<Cow<'a, str>>) -> Self {
        let name = name.into();
        let checked = parameter::check_subresource(&name);
        self.check(checked).query(name, "")
    }

    /// Shortens the lifetime if the temporary credentials expire earlier, instead of returning an error.
    ///
    /// [`Presigned::expires_at`](crate::Presigned::expires_at) returns the resulting time of expiry. See
    /// [`Credentials::with_expiry`](crate::Credentials::with_expiry).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("ASIAIOSFODNN7EXAMPLE", "secret")
    ///     .with_session_token("AQoDYXdzEPT//////////wEXAMPLE==")
    ///     .with_expiry("20260101T120000Z".parse()?);
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .expires_in(Duration::from_secs(3600))
    ///     .shorten_to_credentials()
    ///     .presign_at("20260101T113000Z".parse()?)?;
    /// assert_eq!(get.expires_at().to_string(), "20260101T120000Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn shorten_to_credentials(mut self) -> Self {
        self.timing.shorten_to_credentials();
        self
    }

    /// Returns the same URL for the same request within a window of time.
    ///
    /// This lets browsers and CDNs cache the object. Each URL works for at least its lifetime, and for up to
    /// one window longer.
    ///
    /// A window is in whole seconds and starts at a multiple of its length since 1970. Together with the
    /// lifetime, it is at most seven days.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let hour = Duration::from_secs(3600);
    /// let avatar = s3.get("examplebucket", "avatars/7.png").stable_for(hour);
    /// let early = avatar.clone().presign_at("20260101T120000Z".parse()?)?;
    /// let late = avatar.presign_at("20260101T125959Z".parse()?)?;
    /// assert_eq!(early.url(), late.url());
    /// assert_eq!(late.expires_at().to_string(), "20260101T131500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn stable_for(self, window: Duration) -> Self {
        self.and(|request| request.timing.set_window(window))
    }

    /// Dates the URL this far in the past, for servers whose clock is slow.
    ///
    /// To such a server, a URL that is dated now is not valid yet. The URL is extended by the same time, so
    /// that it still works for its whole lifetime from now on.
    ///
    /// The time is in whole seconds. Together with the lifetime and the [window](Self::stable_for), it is at
    /// most seven days.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .back_date(Duration::from_secs(60))
    ///     .presign_at("20260101T120000Z".parse()?)?;
    /// assert!(get.url().contains("&X-Amz-Date=20260101T115900Z&X-Amz-Expires=960&"));
    /// assert_eq!(get.expires_at().to_string(), "20260101T121500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn back_date(self, allowance: Duration) -> Self {
        self.and(|request| request.timing.back_date(allowance))
    }

    fn add_parameter(&mut self, name: Cow<'a, str>, value: Value<'a>) -> Result<(), Error> {
        parameter::check(&name, &value, self.method, self.endpoint().is_on_aws)?;
        if is_amz(&name) {
            self.last_step.get_or_insert(LastStep::CHECK_NAMES);
        }
        Ok(self.parameters.insert(name, value)?)
    }

    /// Signs the size of the body, which the client sends itself.
    pub(super) fn sign_content_length(&mut self, bytes: u64) -> Result<(), Error> {
        if matches!(self.method, Method::Delete | Method::Get | Method::Head | Method::Options) {
            return Err(Error::ContentLengthWithoutBody { method: self.method });
        }
        Ok(self.headers.insert_once(CONTENT_LENGTH, bytes)?)
    }

    /// Adds a header that may not be repeated.
    pub(super) fn header_once(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| {
            let (name, value) = (name.into(), value.into());
            let checked = request.check_header(&name, &value);
            request.headers.insert_once(name, value)?;
            checked
        })
    }

    fn check_header(&self, name: &str, value: &Value<'a>) -> Result<(), Error> {
        // White space at the ends is not signed, and a number needs no check.
        let text = value.text().map(|text| text.trim_matches([' ', '\t']));
        text.map_or(Ok(()), |text| {
            value_rules::check_header(name, text, self.method, self.endpoint().is_on_aws)
        })
    }

    /// Keeps the mistake of an earlier check.
    pub(super) fn check(self, result: Result<(), Error>) -> Self {
        self.and(|_| result)
    }

    pub(super) fn endpoint(&self) -> &'a Endpoint {
        self.presigner.endpoint()
    }

    #[inline]
    pub(super) fn and(mut self, set: impl FnOnce(&mut Self) -> Result<(), Error>) -> Self {
        if self.mistake.is_none() {
            self.mistake = set(&mut self).err();
        }
        self
    }
}
