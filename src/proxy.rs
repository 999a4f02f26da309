//! Finds the signed URL for one that was handed out at the address of a proxy.

use crate::{Location, PresignedUrl, sigv4::Secret};

impl PresignedUrl {
    /// Returns the URL that was signed, for a URL that was handed out at another address.
    ///
    /// This is for URLs of an endpoint that is [shown as](crate::Endpoint::shown_as_parts) another address. The
    /// server sees the URL that this method returns: verify, explain or diagnose that one.
    ///
    /// Returns `None` if this URL is not below the address that the location is shown as.
    ///
    /// ```
    /// use presign::{
    ///     AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner,
    /// };
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let store = Endpoint::custom("http://minio:9000", "us-east-1")?
    ///     .shown_as("https://example.com/store")?;
    /// let s3 = Presigner::new(credentials.clone(), store);
    /// let handed_out: PresignedUrl =
    ///     s3.get("photos", "duck.jpg").presign()?.url().parse()?;
    ///
    /// let signed =
    ///     handed_out.signed_at(&s3.locate("photos")?).ok_or("another address")?;
    /// assert_eq!((signed.host(), signed.path()), ("minio:9000", "/photos/duck.jpg"));
    /// assert!(signed.verify(Method::Get, &[], AmzDate::now(), &credentials).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn signed_at(&self, location: &Location) -> Option<Self> {
        let (_, rest) = self.as_str().split_once("//")?;
        let (_, target) = rest.split_at_checked(rest.find(['/', '?'])?)?;
        Secret::from(location.signed_url(self.host(), target)?).expose().parse().ok()
    }
}
