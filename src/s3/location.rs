use alloc::string::{String, ToString};
use core::fmt;

use super::{Endpoint, Presigner, address::Address, base_url::BaseUrl, values::ObjectKey};
use crate::Error;

/// Where a bucket or a service is, and what requests to it are signed for.
///
/// [`Endpoint::locate`] and [`Presigner::locate`] return it, after the same checks as signing.
///
/// ```
/// use presign::Endpoint;
///
/// let location = Endpoint::aws("eu-west-1")?.locate("examplebucket")?;
/// assert_eq!(location.host(), "examplebucket.s3.eu-west-1.amazonaws.com");
/// assert_eq!(location.path(), "/");
/// assert_eq!((location.region(), location.service()), ("eu-west-1", "s3"));
/// assert_eq!(location.url(), "https://examplebucket.s3.eu-west-1.amazonaws.com/");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// With the bucket, if it is a part of the host.
    base: BaseUrl,
    /// Replaces the base in URLs that are handed out.
    shown: Option<BaseUrl>,
    /// The rest of the path: `/bucket` or `/`.
    rest: String,
    /// The path of the base and the rest.
    path: String,
    region: String,
    service: &'static str,
}

impl Location {
    fn new(address: &Address<'_>) -> Self {
        let endpoint = address.endpoint;
        let base = BaseUrl { authority: address.host().to_string(), ..endpoint.base.clone() };
        let rest = ["/", address.bucket_in_path().unwrap_or_default()].concat();
        Self {
            path: [base.path.as_str(), &rest].concat(),
            base,
            shown: endpoint.shown.as_ref().map(|shown| shown.base.clone()),
            rest,
            region: address.region.into(),
            service: address.service,
        }
    }

    /// Returns the host and the port, as in the `Host` header that is signed.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.base.authority
    }

    /// Returns the path of the bucket itself, percent-encoded: `/`, or `/bucket` in the path style.
    ///
    /// It includes the base path of the endpoint.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the region that requests are signed for.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Returns the service that requests are signed for, such as `s3` or `s3express`.
    #[must_use]
    pub const fn service(&self) -> &'static str {
        self.service
    }

    /// Returns the URL of the bucket itself, without a signature.
    ///
    /// If the endpoint is [shown as](Endpoint::shown_as_parts) another address, the URL is at that address.
    #[must_use]
    pub fn url(&self) -> String {
        [&self.handed_out().to_text(), self.rest.as_str()].concat()
    }

    /// Returns the plain URL of an object, without a signature: it works for public objects.
    ///
    /// Like [`url`](Self::url), it is at the address that the endpoint is shown as.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyKey`], [`Error::DotSegment`] and [`Error::KeyTooLong`].
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let photos = Endpoint::custom("https://files.example.com", "us-east-1")?.path_style().locate("photos")?;
    /// assert_eq!(photos.object_url("my duck.jpg")?, "https://files.example.com/photos/my%20duck.jpg");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn object_url(&self, key: &str) -> Result<String, Error> {
        let key = ObjectKey::try_from(key)?;
        let mut url = self.url();
        if !url.ends_with('/') {
            url.push('/');
        }
        key.write_to(&mut url);
        Ok(url)
    }

    /// Returns the URL that was signed for one that was handed out, given by its host and its request target.
    /// Returns `None` if that is at another address.
    pub(crate) fn signed_url(&self, host: &str, target: &str) -> Option<String> {
        let BaseUrl { authority, path, .. } = self.handed_out();
        let rest = target.strip_prefix(path.as_str())?;
        let is_below = host == authority && rest.starts_with(['/', '?']);
        // In one piece, since a text that grows leaves copies of a session token behind.
        is_below.then(|| [&self.base.to_text(), rest].concat())
    }

    const fn handed_out(&self) -> &BaseUrl {
        match &self.shown {
            Some(shown) => shown,
            None => &self.base,
        }
    }
}

/// Writes [`url`](Location::url).
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.handed_out(), self.rest)
    }
}

impl Endpoint {
    /// Returns where a bucket is: its host, path, region and service.
    ///
    /// The bucket is a name or the ARN of an access point. Nothing is looked up: AWS has the bucket there if the
    /// endpoint's region is the bucket's.
    ///
    /// # Errors
    ///
    /// The same as for signing a request to this bucket.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let minio = Endpoint::custom("http://localhost:9000", "us-east-1")?;
    /// assert_eq!(minio.locate("photos")?.url(), "http://localhost:9000/photos");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn locate(&self, bucket: &str) -> Result<Location, Error> {
        Address::for_bucket(self, bucket, false).map(|address| Location::new(&address))
    }

    /// Returns where the service itself is, which lists buckets.
    ///
    /// # Errors
    ///
    /// [`Error::NotAccelerated`], [`Error::NotOneBucket`] and [`Error::OnlyOneBucket`].
    pub fn locate_service(&self) -> Result<Location, Error> {
        Address::for_service(self, false).map(|address| Location::new(&address))
    }
}

impl Presigner {
    /// Returns where this presigner's URLs for a bucket are.
    ///
    /// It differs from [`Endpoint::locate`] only for the credentials of an S3 Express session at a custom
    /// endpoint, where a directory bucket has another service and the virtual-hosted style.
    ///
    /// # Errors
    ///
    /// The same as for signing a request to this bucket, apart from those of the credentials' own.
    pub fn locate(&self, bucket: &str) -> Result<Location, Error> {
        let address = Address::for_bucket(self.endpoint(), bucket, self.has_session())?;
        Ok(Location::new(&address))
    }
}
