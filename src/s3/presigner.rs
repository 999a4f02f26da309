#[cfg(not(target_has_atomic = "ptr"))]
use alloc::rc::Rc as Arc;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;

use alloc::borrow::Cow;
use core::fmt;

use super::{Endpoint, Request, key_cache::KeyCache, request::Target};
use crate::{Credentials, Error, sigv4::Method};

/// Signs requests to one endpoint with one pair of credentials.
///
/// Make it once and keep it in the application's state: it is `Send` and `Sync`, cheap to clone, and derives the signing
/// key of a day once for all threads. When credentials rotate, make a new presigner.
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
    /// Whether the credentials are in order.
    is_sound: bool,
    keys: KeyCache,
}

impl Presigner {
    /// A presigner for these credentials at this endpoint. What is wrong with the credentials comes out of every
    /// request.
    #[must_use]
    pub fn new(credentials: Credentials, endpoint: Endpoint) -> Self {
        let is_sound = credentials.check().is_ok();
        Self(Arc::new(Inner { credentials, endpoint, is_sound, keys: KeyCache::default() }))
    }

    /// A presigner with the same credentials for another endpoint.
    ///
    /// A service that reaches its storage by an internal name signs for the name that its clients will use: the signature
    /// covers the host.
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

    /// Any operation on an object, by the method that the [API reference][page] gives it. Subresources such as
    /// `?tagging` are a [`query`](Request::query) parameter with an empty value.
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

    /// Any operation on a bucket itself, such as ListObjectsV2.
    ///
    /// Apart from [`request`](Self::request) on purpose: an object key that happens to be empty must not turn a
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

    /// Any operation on the service itself, such as ListBuckets.
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

    /// The endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.endpoint
    }

    /// The credentials, whose secret stays inside.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.0.credentials
    }

    pub(super) fn keys(&self) -> &KeyCache {
        &self.0.keys
    }

    /// The first thing that is wrong with the credentials.
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
