use super::Endpoint;

/// Where the bucket is in a URL: in the path, before the host, or nowhere.
///
/// See [Virtual hosting of general purpose buckets][page].
///
/// ```
/// use presign::{AddressingStyle, Endpoint};
///
/// let endpoint = Endpoint::aws("us-east-1")?;
/// assert_eq!(endpoint.addressing_style(), AddressingStyle::Auto);
/// assert_eq!(endpoint.path_style().addressing_style(), AddressingStyle::Path);
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AddressingStyle {
    /// The virtual-hosted style where it works, and the path style elsewhere.
    ///
    /// The virtual-hosted style does not work
    ///
    /// * if the endpoint's host is an IP address or a single label (`localhost`, `minio`), which has no
    ///   subdomains;
    /// * if the bucket name cannot be part of a host name (upper-case letters, `_`, over 63 characters);
    /// * if the bucket name has a dot and the scheme is `https`, since a wildcard certificate covers only one
    ///   label.
    Auto,
    /// `https://host/key`: the host serves a single bucket.
    BucketEndpoint,
    /// `https://host/bucket/key`
    Path,
    /// `https://bucket.host/key`
    VirtualHosted,
}

impl Endpoint {
    /// Puts every bucket in the path: `https://host/bucket/key`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let endpoint =
    ///     Endpoint::custom("https://files.example.com", "us-east-1")?.path_style();
    /// let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
    /// let get = s3.get("photos", "duck.jpg").presign()?;
    /// assert!(get.url().starts_with("https://files.example.com/photos/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "force_path_style")]
    #[doc(alias = "forcePathStyle")]
    #[doc(alias = "use_path_style_endpoint")]
    #[must_use]
    pub fn path_style(self) -> Self {
        Self { style: AddressingStyle::Path, ..self }
    }

    /// Puts every bucket before the host: `https://bucket.host/key`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let endpoint = Endpoint::custom("http://s3.localhost:9000", "us-east-1")?
    ///     .virtual_hosted_style();
    /// let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
    /// let get = s3.get("photos", "duck.jpg").presign()?;
    /// assert!(get.url().starts_with("http://photos.s3.localhost:9000/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "virtual_host")]
    #[doc(alias = "subdomain")]
    #[must_use]
    pub fn virtual_hosted_style(self) -> Self {
        Self { style: AddressingStyle::VirtualHosted, ..self }
    }

    /// Uses the endpoint as a single bucket, whose URLs have only the key: `https://host/key`.
    ///
    /// Use it for a host that belongs to one bucket:
    ///
    /// * a CNAME record, as in [Customizing Amazon S3 URLs with CNAME records][cname], where the host is the name
    ///   of the bucket. AWS serves such hosts over `http` only;
    /// * a custom domain of another service, if that service accepts presigned URLs there. Cloudflare R2 does
    ///   not: its presigned URLs work only [at the account's own host][r2];
    /// * an address that already contains the bucket, such as `https://bucket.s3.eu-west-3.amazonaws.com`.
    ///
    /// Requests still name a bucket, which is checked but does not appear in the URL. The server must see this
    /// host. If a proxy replaces it with another one, the signature does not match: see
    /// [`shown_as_parts`](Self::shown_as_parts).
    ///
    /// Requests to the service, ARNs, and the endpoint of an AWS region are errors:
    /// [`Error::NotOneBucket`](crate::Error::NotOneBucket) and
    /// [`Error::OnlyOneBucket`](crate::Error::OnlyOneBucket).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let images = Endpoint::custom("http://images.heron.example", "eu-west-3")?
    ///     .bucket_endpoint();
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), images);
    /// let get = s3.get("images.heron.example", "sponge.jpeg").presign()?;
    /// assert!(get.url().starts_with("http://images.heron.example/sponge.jpeg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [cname]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#VirtualHostingCustomURLs
    /// [r2]: https://developers.cloudflare.com/r2/api/s3/presigned-urls/
    #[doc(alias = "bucketEndpoint")]
    #[doc(alias = "cname")]
    #[must_use]
    pub fn bucket_endpoint(self) -> Self {
        Self { style: AddressingStyle::BucketEndpoint, ..self }
    }

    /// Returns how buckets are addressed.
    #[must_use]
    pub const fn addressing_style(&self) -> AddressingStyle {
        self.style
    }
}
