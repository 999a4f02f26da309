use alloc::string::{String, ToString};
use core::fmt;

use super::{Endpoint, ObjectKey, Presigner, address::Address, base_url::BaseUrl};
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
    /// The base of URLs that are handed out, if it is another one.
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

    /// Returns the region that requests are signed for. It is empty for a multi-Region access point.
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

    /// Returns the plain URL of an object, without a signature, which works for public objects.
    ///
    /// Like [`url`](Self::url), it uses the address that the endpoint is shown as.
    ///
    /// # Errors
    ///
    /// Returns [`Error::EmptyKey`], [`Error::DotSegment`] or [`Error::KeyTooLong`] if the key is invalid.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let photos = Endpoint::custom("https://files.example.com", "us-east-1")?
    ///     .path_style()
    ///     .locate("photos")?;
    /// assert_eq!(
    ///     photos.object_url("my duck.jpg")?,
    ///     "https://files.example.com/photos/my%20duck.jpg"
    /// );
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

    /// Returns the signed URL for the host and the request target of one that was handed out, or `None` if those are
    /// at another address.
    pub(crate) fn signed_url(&self, host: &str, target: &str) -> Option<String> {
        let BaseUrl { authority, path, .. } = self.handed_out();
        let rest = target.strip_prefix(path.as_str())?;
        let is_below = host == authority && rest.starts_with(['/', '?']);
        // Concatenates once, since a buffer that grows would leave copies of a session token behind.
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
    /// The bucket is a name or the ARN of an access point. Nothing is looked up, so the endpoint's region must be
    /// that of the bucket.
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

    /// Returns where the service itself is, for requests such as ListBuckets.
    ///
    /// # Errors
    ///
    /// Returns [`Error::NotAccelerated`], [`Error::NotOneBucket`] or [`Error::OnlyOneBucket`] if the endpoint is
    /// only for buckets.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let service = Endpoint::aws("eu-west-1")?.locate_service()?;
    /// assert_eq!(service.url(), "https://s3.eu-west-1.amazonaws.com/");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn locate_service(&self) -> Result<Location, Error> {
        Address::for_service(self, false).map(|address| Location::new(&address))
    }
}

impl Presigner {
    /// Returns where a bucket is: its host, path, region and service.
    ///
    /// The result differs from [`Endpoint::locate`] only for an S3 Express session at a custom endpoint, where a
    /// directory bucket has another service and the virtual-hosted style.
    ///
    /// # Errors
    ///
    /// The same as for signing a request to this bucket, except for errors of the credentials.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let s3 = Presigner::new(
    ///     Credentials::new("AKIDEXAMPLE", "secret"),
    ///     Endpoint::aws("eu-west-1")?,
    /// );
    /// assert_eq!(
    ///     s3.locate("examplebucket")?.host(),
    ///     "examplebucket.s3.eu-west-1.amazonaws.com"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn locate(&self, bucket: &str) -> Result<Location, Error> {
        let address = Address::for_bucket(self.endpoint(), bucket, self.has_session())?;
        Ok(Location::new(&address))
    }
}
