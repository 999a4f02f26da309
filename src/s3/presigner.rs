use alloc::sync::Arc;
use core::fmt;

use super::{Endpoint, Request, key_cache::KeyCache};
use crate::{
    Credentials, Error,
    sigv4::{AmzDate, Credential, Lifetime, Method, QueryAuth, SigningKey, TokenPlacement},
};

/// Signs requests to one endpoint with one pair of credentials.
///
/// Made once and kept in the application's state: it is `Send`, `Sync` and cheap to clone, and derives the signing key of
/// a day once for all threads. Credentials that rotate come with a new presigner.
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
pub struct Presigner {
    shared: Arc<Shared>,
}

struct Shared {
    credentials: Credentials,
    endpoint: Endpoint,
    credential: Credential,
    checked: Result<(), Error>,
    keys: KeyCache,
}

impl Presigner {
    /// A presigner for these credentials at this endpoint. What is wrong with the credentials comes out of every
    /// request.
    #[must_use]
    pub fn new(credentials: Credentials, endpoint: Endpoint) -> Self {
        let checked = credentials.check();
        let credential = Credential::new(credentials.access_key_id(), endpoint.region(), SERVICE);
        let keys = KeyCache::default();
        Self { shared: Arc::new(Shared { credentials, endpoint, credential, checked, keys }) }
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
    pub fn request<'a>(&'a self, method: Method, bucket: &'a str, key: &'a str) -> Request<'a> {
        Request::new(self, method, bucket, Some(key))
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
    pub fn bucket_request<'a>(&'a self, method: Method, bucket: &'a str) -> Request<'a> {
        Request::new(self, method, bucket, None)
    }

    /// The endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.shared.endpoint
    }

    /// The credentials, whose secret stays inside.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.shared.credentials
    }

    pub(super) fn checked(&self) -> Result<(), Error> {
        self.shared.checked.clone()
    }

    pub(super) fn auth<'a>(&'a self, date: &'a AmzDate, lifetime: Lifetime) -> QueryAuth<'a> {
        let auth = QueryAuth::new(&self.shared.credential, date).expires_in(lifetime);
        match self.shared.credentials.session_token() {
            Some(token) => auth.session_token(token, TokenPlacement::Signed),
            None => auth,
        }
    }

    pub(super) fn with_key<T>(&self, auth: &QueryAuth<'_>, use_key: impl FnOnce(&SigningKey) -> T) -> T {
        self.shared.keys.with_key(&self.shared.credentials, &auth.scope(), use_key)
    }
}

impl fmt::Debug for Presigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Presigner")
            .field("credentials", &self.shared.credentials)
            .field("endpoint", &self.shared.endpoint)
            .finish_non_exhaustive()
    }
}

const SERVICE: &str = "s3";
