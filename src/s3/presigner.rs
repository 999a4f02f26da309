use alloc::sync::Arc;
#[cfg(feature = "std")]
use alloc::vec::Vec;
use core::{fmt, ops::Deref};
#[cfg(feature = "std")]
use std::sync::{PoisonError, RwLock};

use super::{Endpoint, Request, address::Address, signer::Signer};
use crate::{Credentials, Error, sigv4::Method};

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
    /// Whether nothing is wrong with the credentials.
    is_sound: bool,
    /// For the endpoint's region and `s3`.
    signer: Signer,
    /// For directory buckets and access points, which have a service or a region of their own.
    #[cfg(feature = "std")]
    others: RwLock<Vec<Arc<Signer>>>,
}

impl Presigner {
    /// A presigner for these credentials at this endpoint. What is wrong with the credentials comes out of every
    /// request.
    #[must_use]
    pub fn new(credentials: Credentials, endpoint: Endpoint) -> Self {
        let is_sound = credentials.check().is_ok();
        let signer = Signer::new(&credentials, endpoint.region(), "s3");
        Self {
            shared: Arc::new(Shared {
                credentials,
                endpoint,
                is_sound,
                signer,
                #[cfg(feature = "std")]
                others: RwLock::default(),
            }),
        }
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
        Self::new(self.shared.credentials.clone(), endpoint)
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
        if self.shared.is_sound { Ok(()) } else { self.shared.credentials.check() }
    }

    /// What signs for an address.
    pub(super) fn signer(&self, address: &Address<'_>) -> SignerFor<'_> {
        match address.own_scope {
            None => SignerFor::Endpoint(&self.shared.signer),
            Some((region, service)) => SignerFor::Other(self.other_signer(region, service)),
        }
    }

    #[cfg(feature = "std")]
    fn other_signer(&self, region: &str, service: &str) -> Arc<Signer> {
        let find = |signers: &[Arc<Signer>]| {
            signers.iter().find(|signer| signer.is_for(region, service)).map(Arc::clone)
        };
        let known = find(&self.shared.others.read().unwrap_or_else(PoisonError::into_inner));
        known.unwrap_or_else(|| {
            let signer = Arc::new(Signer::new(&self.shared.credentials, region, service));
            let mut others = self.shared.others.write().unwrap_or_else(PoisonError::into_inner);
            // Regions come with ARNs, from callers: what is kept of them is limited.
            if others.len() >= MAX_OTHERS {
                others.remove(0);
            }
            others.push(Arc::clone(&signer));
            signer
        })
    }

    #[cfg(not(feature = "std"))]
    fn other_signer(&self, region: &str, service: &str) -> Arc<Signer> {
        Arc::new(Signer::new(&self.shared.credentials, region, service))
    }
}

pub(super) enum SignerFor<'a> {
    Endpoint(&'a Signer),
    Other(Arc<Signer>),
}

impl Deref for SignerFor<'_> {
    type Target = Signer;

    fn deref(&self) -> &Signer {
        match self {
            Self::Endpoint(signer) => signer,
            Self::Other(signer) => signer,
        }
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

#[cfg(feature = "std")]
const MAX_OTHERS: usize = 16;
