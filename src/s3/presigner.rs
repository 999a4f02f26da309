#[cfg(not(target_has_atomic = "ptr"))]
use alloc::rc::Rc as Arc;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;

use alloc::borrow::Cow;
use core::fmt;

use super::{Endpoint, Request, target::Target};
use crate::{
    ClockOffset, Credentials, Error,
    key_cache::KeyCache,
    sigv4::{Method, names::X_AMZ_S3SESSION_TOKEN},
};

/// Signs requests to one endpoint with one set of credentials.
///
/// Create it once and keep it in the application's state. It is `Send` and `Sync` and cheap to clone. With the
/// feature `std`, it derives each day's signing key once for all threads; without it, once for each URL.
///
/// A presigner never changes. When credentials rotate, create a new one with
/// [`with_credentials`](Self::with_credentials).
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let s3 = Presigner::new(
///     Credentials::new(
///         "AKIAIOSFODNN7EXAMPLE",
///         "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
///     ),
///     Endpoint::aws("us-east-1")?,
/// );
/// let get = s3.get("examplebucket", "photos/duck.jpg").presign()?;
/// let put = s3
///     .put("examplebucket", "photos/duck.jpg")
///     .header("content-type", "image/jpeg")
///     .presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
#[doc(alias = "PresignClient")]
#[doc(alias = "S3Presigner")]
#[doc(alias = "S3RequestPresigner")]
#[derive(Clone)]
pub struct Presigner(Arc<Inner>);

struct Inner {
    credentials: Credentials,
    endpoint: Endpoint,
    clock_offset: ClockOffset,
    /// Whether the credentials are valid.
    is_valid: bool,
    keys: KeyCache,
}

impl Presigner {
    /// Creates a presigner from credentials and an endpoint.
    ///
    /// If the credentials are invalid, every request returns an error.
    ///
    /// ```no_run
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let s3 = Presigner::new(Credentials::from_env()?, Endpoint::aws("us-east-1")?);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn new(credentials: Credentials, endpoint: Endpoint) -> Self {
        Self::assemble(credentials, endpoint, ClockOffset::default())
    }

    fn assemble(credentials: Credentials, endpoint: Endpoint, clock_offset: ClockOffset) -> Self {
        let is_valid = check(&credentials, &endpoint).is_ok();
        Self(Arc::new(Inner { credentials, endpoint, clock_offset, is_valid, keys: KeyCache::default() }))
    }

    /// Returns a presigner with other credentials for the same endpoint.
    ///
    /// Use this when credentials rotate. The new presigner shares neither the old credentials nor a signing key
    /// derived from them, so no URL mixes the two. The old presigner continues to sign with the old credentials
    /// until it is dropped.
    ///
    /// The guide [credentials](crate::_guide::credentials#rotation) shows how to replace a presigner that threads
    /// share.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let old = Credentials::new("AKIDOLD", "old");
    /// let s3 = Presigner::new(old, Endpoint::aws("us-east-1")?);
    ///
    /// let s3 = s3.with_credentials(Credentials::new("AKIDNEW", "new"));
    /// let get = s3.get("examplebucket", "duck.jpg").presign()?;
    /// assert!(get.url().contains("X-Amz-Credential=AKIDNEW%2F"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_credentials(&self, credentials: Credentials) -> Self {
        Self::assemble(credentials, self.0.endpoint.clone(), self.0.clock_offset)
    }

    /// Returns a presigner with the same credentials for another endpoint.
    ///
    /// The signature covers the host. A service that connects to its storage by an internal name must sign for
    /// the name that its clients use.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let internal = Endpoint::custom("http://minio:9000", "us-east-1")?;
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), internal);
    ///
    /// let public = s3.with_endpoint(
    ///     Endpoint::custom("https://files.example.com", "us-east-1")?.path_style(),
    /// );
    /// let link = public.get("photos", "duck.jpg").presign()?;
    /// assert!(link.url().starts_with("https://files.example.com/photos/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_endpoint(&self, endpoint: Endpoint) -> Self {
        Self::assemble(self.0.credentials.clone(), endpoint, self.0.clock_offset)
    }

    /// Returns a presigner that corrects the clock by an offset.
    ///
    /// The offset applies to [`Request::presign`] and `prepare`, which read the clock. `presign_at`,
    /// `prepare_at` and the other methods that take a date use it as it is: apply the offset first, with
    /// [`ClockOffset::apply`].
    ///
    /// ```
    /// use presign::{AmzDate, ClockOffset, Credentials, Endpoint, Presigner};
    ///
    /// // The `Date` of any response from the server, on a device whose clock is two hours slow.
    /// # let date = "Wed, 21 Oct 2015 09:28:00 GMT";
    /// # let now: AmzDate = "20151021T072800Z".parse()?;
    /// let offset = ClockOffset::from_server_time(AmzDate::from_http_date(date)?, now);
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?)
    ///     .with_clock_offset(offset);
    /// assert_eq!(s3.clock_offset().as_secs(), 7200);
    ///
    /// let get = s3.get("examplebucket", "duck.jpg").presign()?;
    /// # assert!(get.expires_at() > AmzDate::now().checked_add(std::time::Duration::from_secs(7200 + 800))?);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_clock_offset(&self, offset: ClockOffset) -> Self {
        Self::assemble(self.0.credentials.clone(), self.0.endpoint.clone(), offset)
    }

    /// Starts a request for any operation on an object.
    ///
    /// The [API reference][page] lists each operation with its method. For a subresource such as `?tagging`, use
    /// [`subresource`](Request::subresource).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let tagging = s3
    ///     .request(Method::Get, "examplebucket", "duck.jpg")
    ///     .subresource("tagging")
    ///     .presign()?;
    /// # assert!(tagging.url().contains("&tagging=&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
    pub fn request<'a>(
        &'a self,
        method: Method,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Request<'a> {
        Request::new(self, method, Target::Object { bucket: bucket.into(), key: key.into() })
    }

    /// Starts a request for any operation on a bucket itself, such as ListObjectsV2.
    ///
    /// This is separate from [`request`](Self::request) so that an empty object key cannot turn a
    /// DeleteObject into a DeleteBucket.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let list = s3
    ///     .bucket_request(Method::Get, "examplebucket")
    ///     .query("list-type", 2)
    ///     .query("prefix", "photos/")
    ///     .presign()?;
    /// # assert!(list.url().contains("&list-type=2&prefix=photos%2F&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn bucket_request<'a>(&'a self, method: Method, bucket: impl Into<Cow<'a, str>>) -> Request<'a> {
        Request::new(self, method, Target::Bucket { bucket: bucket.into() })
    }

    /// Starts a request for any operation on the service itself, such as ListBuckets.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let list = s3.service_request(Method::Get).query("max-buckets", 100).presign()?;
    /// # assert!(list.url().starts_with("https://s3.us-east-1.amazonaws.com/?X-Amz-Algorithm="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn service_request(&self, method: Method) -> Request<'_> {
        Request::new(self, method, Target::Service)
    }

    /// Returns the endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.endpoint
    }

    /// Returns the credentials, which do not expose their secret.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.0.credentials
    }

    /// Returns the offset by which the clock is corrected.
    #[must_use]
    pub fn clock_offset(&self) -> ClockOffset {
        self.0.clock_offset
    }

    /// Returns whether the credentials are for an S3 Express session, which works with one directory bucket.
    pub(super) fn has_session(&self) -> bool {
        self.credentials().session_token().is_some_and(|token| token.name() == X_AMZ_S3SESSION_TOKEN)
    }

    pub(super) fn keys(&self) -> &KeyCache {
        &self.0.keys
    }

    /// Returns the first problem with the credentials as an error.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.0.is_valid { Ok(()) } else { check(&self.0.credentials, &self.0.endpoint) }
    }
}

impl fmt::Debug for Presigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Presigner")
            .field("credentials", &self.0.credentials)
            .field("endpoint", &self.0.endpoint)
            .field("clock_offset", &self.0.clock_offset)
            .finish_non_exhaustive()
    }
}

/// Returns the first problem with the credentials at an endpoint as an error.
fn check(credentials: &Credentials, endpoint: &Endpoint) -> Result<(), Error> {
    credentials.check()?;
    if endpoint.is_on_aws && credentials.lacks_session_token() {
        return Err(Error::MissingSessionToken);
    }
    Ok(())
}
