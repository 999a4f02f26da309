use alloc::{boxed::Box, string::String};
use core::fmt;

use super::{Endpoint, Scheme, base_url::BaseUrl};
use crate::{Error, Presigned};

/// URLs that are handed out at an address other than the one that the server sees.
impl Endpoint {
    /// Hands out URLs at the address of a proxy that forwards requests to this endpoint.
    ///
    /// The signature is for this endpoint. In the URL that is handed out, the scheme, host, port and base path of
    /// the given address replace those of the endpoint, including a bucket before its host. The rest of the path
    /// and the query stay the same, byte for byte.
    ///
    /// Use it for a proxy or a CDN that **rewrites the `Host` header** or the path, so that the server sees this
    /// endpoint. In nginx:
    ///
    /// ```text
    /// location /dash/store/ {
    ///     proxy_pass http://minio:9000/;       # removes `/dash/store` from the path
    ///     proxy_set_header Host minio:9000;    # the host that is signed
    /// }
    /// ```
    ///
    /// Do not use it for a proxy that **forwards both unchanged**. The server then sees the public host, so make
    /// that the endpoint: `Endpoint::custom("https://files.example.com", …)`.
    ///
    /// ```text
    /// server_name files.example.com;
    /// location / {
    ///     proxy_pass http://minio:9000;        # without a final `/`, the path is unchanged
    ///     proxy_set_header Host $http_host;    # the host that the client sent
    /// }
    /// ```
    ///
    /// If the bucket is before the host, all buckets of the endpoint are shown at the same address, and the proxy
    /// decides which one it serves. In that case, use one endpoint per bucket.
    ///
    /// [`Presigned::url`] returns the URL to hand out, and [`Presigned::signed_url`] the one that the server sees,
    /// which [`Request::explain_at`] explains. To verify or diagnose a URL that was handed out, convert it with
    /// [`PresignedUrl::signed_at`].
    ///
    /// Requires the feature `url`, unlike [`shown_as_parts`](Self::shown_as_parts).
    ///
    /// # Errors
    ///
    /// The same as for [`custom`](Self::custom).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let store = Endpoint::custom("http://minio:9000", "us-east-1")?
    ///     .shown_as("https://example.com/dash/store")?;
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), store);
    /// let get = s3.get("photos", "duck.jpg").presign()?;
    /// assert!(
    ///     get.url().starts_with("https://example.com/dash/store/photos/duck.jpg?")
    /// );
    /// assert!(get.signed_url().starts_with("http://minio:9000/photos/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [`Presigned::signed_url`]: crate::Presigned::signed_url
    /// [`Presigned::url`]: crate::Presigned::url
    /// [`PresignedUrl::signed_at`]: crate::PresignedUrl::signed_at
    /// [`Request::explain_at`]: crate::Request::explain_at
    #[cfg(feature = "url")]
    #[doc(alias = "cdn")]
    #[doc(alias = "proxy")]
    pub fn shown_as(self, url: &str) -> Result<Self, Error> {
        let (base, _) = BaseUrl::parse(url)?;
        Ok(Self { shown: Some(Box::new(Shown::new(base))), ..self })
    }

    /// Hands out URLs at another address, given by its parts.
    ///
    /// This is for a proxy that rewrites the `Host` header or the path to those of this endpoint. With the feature
    /// `url`, `shown_as` does the same with a URL; its docs explain when to use it.
    ///
    /// # Errors
    ///
    /// Returns [`Error::EndpointHost`], [`Error::EndpointPort`] or [`Error::EndpointPath`] if a part is invalid.
    ///
    /// ```
    /// use presign::{Endpoint, Scheme};
    ///
    /// let store =
    ///     Endpoint::from_parts(Scheme::Http, "minio", Some(9000), "", "us-east-1")?
    ///         .shown_as_parts(Scheme::Https, "example.com", None, "/dash/store")?;
    /// assert_eq!(
    ///     store.shown_url().as_deref(),
    ///     Some("https://example.com/dash/store")
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn shown_as_parts(
        self,
        scheme: Scheme,
        host: &str,
        port: Option<u16>,
        base_path: &str,
    ) -> Result<Self, Error> {
        let (base, _) = BaseUrl::new(scheme, host, port, base_path)?;
        Ok(Self { shown: Some(Box::new(Shown::new(base))), ..self })
    }

    /// Returns the address that URLs are [shown as](Self::shown_as_parts), or `None` if it is the endpoint's own.
    #[must_use]
    pub fn shown_url(&self) -> Option<String> {
        self.shown.as_ref().map(|shown| shown.base.to_text())
    }
}

/// The address of the URLs that are handed out.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) base: BaseUrl,
    /// Moves a signed URL to this base. It is a function pointer so that only programs that create such an endpoint
    /// contain its code.
    pub(super) move_here: fn(&Self, Presigned, &BaseUrl) -> Presigned,
}

impl Shown {
    fn new(base: BaseUrl) -> Self {
        let move_here = |shown: &Self, presigned: Presigned, signed: &BaseUrl| {
            let base_len = signed.len_in(presigned.url());
            presigned.with_base(base_len, &shown.base.to_text())
        };
        Self { base, move_here }
    }
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.base == other.base
    }
}

impl Eq for Shown {}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.base.fmt(f)
    }
}
