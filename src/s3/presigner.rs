#[cfg(not(target_has_atomic = "ptr"))]
use alloc::rc::Rc as Arc;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;

use alloc::borrow::Cow;
use core::fmt;

use super::{Endpoint, Request, key_cache::KeyCache, request::Target};
use crate::{
    Credentials, Error,
    sigv4::{Method, names::X_AMZ_S3SESSION_TOKEN},
};

/// Signs requests to one endpoint with one pair of credentials.
///
/// Create it once and keep it in the application's state. It is `Send` and `Sync`, is cheap to clone, and
/// derives each day's signing key once for all threads. When the credentials change, create a new presigner.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let s3 = Presigner::new(
///     Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
///     Endpoint::aws("us-east-1")?,
/// );
/// let get = s3.get("examplebucket", "photos/duck.jpg").presign()?;
/// let put = s3.put("examplebucket", "photos/duck.jpg").header("content-type", "image/jpeg").presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone)]
pub struct Presigner(Arc<Inner>);

struct Inner {
    credentials: Credentials,
    endpoint: Endpoint,
    /// Whether the credentials are valid.
    is_sound: bool,
    keys: KeyCache,
}

impl Presigner {
    /// Creates a presigner for an endpoint.
    ///
    /// If the credentials are invalid, every request returns an error.
    #[must_use]
    pub fn new(credentials: Credentials, endpoint: Endpoint) -> Self {
        let is_sound = credentials.check().is_ok();
        Self(Arc::new(Inner { credentials, endpoint, is_sound, keys: KeyCache::default() }))
    }

    /// Returns a presigner with the same credentials for another endpoint.
    ///
    /// The signature covers the host. A service that reaches its storage under an internal name must sign for
    /// the name that its clients use.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let internal = Endpoint::custom("http://minio:9000", "us-east-1")?;
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), internal);
    ///
    /// let public = s3.with_endpoint(Endpoint::custom("https://files.example.com", "us-east-1")?.path_style());
    /// let link = public.get("photos", "duck.jpg").presign()?;
    /// assert!(link.url().starts_with("https://files.example.com/photos/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_endpoint(&self, endpoint: Endpoint) -> Self {
        Self::new(self.0.credentials.clone(), endpoint)
    }

    /// Starts a request for any operation on an object.
    ///
    /// The [API reference][page] lists the method of each operation. For a subresource such as `?tagging`,
    /// add a [`query`](Request::query) parameter with an empty value.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let tagging = s3.request(Method::Get, "examplebucket", "duck.jpg").query("tagging", "").presign()?;
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
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
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
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
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

    /// Returns whether the credentials are those of an S3 Express session, for one directory bucket.
    pub(super) fn has_session(&self) -> bool {
        self.credentials().session_token().is_some_and(|token| token.name() == X_AMZ_S3SESSION_TOKEN)
    }

    pub(super) fn keys(&self) -> &KeyCache {
        &self.0.keys
    }

    /// Returns the first problem with the credentials as an error.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.0.is_sound { Ok(()) } else { self.0.credentials.check() }
    }
}

impl fmt::Debug for Presigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Presigner")
            .field("credentials", &self.0.credentials)
            .field("endpoint", &self.0.endpoint)
            .finish_non_exhaustive()
    }
}
