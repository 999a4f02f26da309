use alloc::{boxed::Box, string::String};
use core::fmt;

use super::{
    AddressingStyle, Scheme,
    address::{AT_AWS, AT_CUSTOM, Rules},
    base_url::BaseUrl,
    host::Subdomains,
    shown::Shown,
    variants::Aws,
};
use crate::{
    Error,
    base_path::BasePath,
    partition::{GLOBAL, GLOBAL_HOST, Partition, REGION_OF_GLOBAL, checked_region, is_elsewhere},
};

/// The address of an S3 service: scheme, host, port, base path, region and addressing style.
///
/// The URL and the signature use the same host, in lower case and without the scheme's default port, as
/// clients send it.
///
/// ```
/// use presign::Endpoint;
///
/// // AWS: https://s3.eu-west-1.amazonaws.com, the bucket in front of the host.
/// let aws = Endpoint::aws("eu-west-1")?;
///
/// // A server on this machine: http://localhost:9000, the bucket in the path.
/// let minio = Endpoint::custom("http://localhost:9000", "us-east-1")?;
///
/// // A service with a base path: the bucket follows it.
/// let supabase = Endpoint::custom(
///     "https://project.supabase.co/storage/v1/s3",
///     "eu-central-1",
/// )?
/// .path_style();
///
/// // A host that is one bucket.
/// let images = Endpoint::custom("http://images.heron.example", "eu-west-3")?
///     .bucket_endpoint();
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) base: BaseUrl,
    pub(super) subdomains: Subdomains,
    pub(super) region: String,
    pub(super) style: AddressingStyle,
    pub(super) uses_arn_region: bool,
    pub(super) aws: Option<Aws>,
    /// Whether the host belongs to AWS, even if the endpoint is a custom one.
    pub(super) is_on_aws: bool,
    /// Where buckets are.
    pub(super) rules: &'static Rules,
    /// The address of URLs that are handed out, if it is not the signed one. Boxed, since moving the unused bytes of
    /// an absent one would copy leftovers of the stack, such as the state of a hash, to the heap.
    pub(super) shown: Option<Box<Shown>>,
}

impl Endpoint {
    /// Creates the AWS endpoint of a region, such as `https://s3.eu-west-1.amazonaws.com`.
    ///
    /// The domain depends on the region's partition. A region that is newer than this crate works if its name
    /// follows the pattern of its partition.
    ///
    /// The pseudo-region `aws-global` is the global endpoint, `https://s3.amazonaws.com`, which is signed for
    /// `us-east-1`. It redirects requests for new buckets in other regions, which breaks the signature. See
    /// [Amazon S3 endpoints](https://docs.aws.amazon.com/general/latest/gr/s3.html).
    ///
    /// # Errors
    ///
    /// * Returns [`Error::MalformedRegion`] unless the region consists of 1 to 63 letters, digits, `-` and `_`.
    /// * Returns [`Error::UnknownRegion`] if AWS has no regions with such a name. For another service, use
    ///   [`custom`](Self::custom).
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// assert_eq!(
    ///     Endpoint::aws("us-east-1")?.to_string(),
    ///     "https://s3.us-east-1.amazonaws.com"
    /// );
    /// assert_eq!(
    ///     Endpoint::aws("cn-north-1")?.to_string(),
    ///     "https://s3.cn-north-1.amazonaws.com.cn"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn aws(region: &str) -> Result<Self, Error> {
        let is_global = region == GLOBAL;
        let region = if is_global { REGION_OF_GLOBAL } else { checked_region(region)? };
        let partition = Partition::of_region(region)?;
        let aws = Aws { partition, is_fips: false, is_dual_stack: false, is_accelerated: false };
        let authority = if is_global { GLOBAL_HOST.into() } else { aws.domain("s3", "", region) };
        // Does not call `from_parts`: the parser of hosts is large in WebAssembly, and a region does not need
        // it.
        Ok(Self {
            base: BaseUrl { scheme: Scheme::Https, authority, path: BasePath::default() },
            subdomains: Subdomains::Likely,
            region: region.into(),
            style: AddressingStyle::Auto,
            uses_arn_region: false,
            aws: Some(aws),
            is_on_aws: true,
            rules: &AT_AWS,
            shown: None,
        })
    }

    /// Creates the endpoint of an S3-compatible service from an `http` or `https` URL.
    ///
    /// The URL may have a port and a base path. A host in Unicode is converted to Punycode. The base path is
    /// percent-encoded, as in a URL: `/my%20store`.
    ///
    /// The region must be the one that the service is configured with. Many services accept any, such as
    /// `us-east-1` or `auto`.
    ///
    /// Requires the feature `url`, unlike [`from_parts`](Self::from_parts).
    ///
    /// # Errors
    ///
    /// * Returns [`Error::EndpointScheme`] if the URL does not start with `http://` or `https://`.
    /// * Returns [`Error::EndpointHost`], [`Error::EndpointPort`] or [`Error::EndpointPath`] if clients disagree on
    ///   the meaning of this part.
    /// * Returns [`Error::EndpointUserinfo`], [`Error::EndpointQuery`] or [`Error::EndpointFragment`] if the URL has
    ///   this part.
    /// * Returns [`Error::MalformedRegion`] unless the region consists of 1 to 63 letters, digits, `-` and `_`.
    /// * Returns [`Error::EndpointRegion`] if the host belongs to AWS and is in another region, or
    ///   [`Error::EndpointWebsite`] if it serves static websites.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let endpoint = Endpoint::custom("https://S3.Example.COM:443/", "auto")?;
    /// assert_eq!(endpoint.to_string(), "https://s3.example.com");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[cfg(feature = "url")]
    pub fn custom(url: &str, region: &str) -> Result<Self, Error> {
        Self::with_base(BaseUrl::parse(url)?, region)
    }

    /// Creates the endpoint of an S3-compatible service from the parts of its URL.
    ///
    /// The host is a domain name, an IPv4 address or an IPv6 address in brackets. The base path is
    /// percent-encoded, and empty or starts with `/`.
    ///
    /// With the feature `url`, the domain name may be in Unicode. Without it, the name must be in ASCII. Punycode
    /// (`xn--bcher-kva.example`) may then encode Latin, Greek and Cyrillic letters, kana, Chinese characters and
    /// Hangul, but no other scripts.
    ///
    /// # Errors
    ///
    /// Returns [`Error::EndpointHost`], [`Error::EndpointPort`], [`Error::EndpointPath`] or
    /// [`Error::MalformedRegion`] if a part is invalid.
    ///
    /// ```
    /// use presign::{Endpoint, Scheme};
    ///
    /// let endpoint = Endpoint::from_parts(
    ///     Scheme::Http,
    ///     "[::1]",
    ///     Some(9000),
    ///     "/storage",
    ///     "us-east-1",
    /// )?;
    /// assert_eq!(endpoint.to_string(), "http://[::1]:9000/storage");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn from_parts(
        scheme: Scheme,
        host: &str,
        port: Option<u16>,
        base_path: &str,
        region: &str,
    ) -> Result<Self, Error> {
        Self::with_base(BaseUrl::new(scheme, host, port, base_path)?, region)
    }

    fn with_base((base, subdomains): (BaseUrl, Subdomains), region: &str) -> Result<Self, Error> {
        let is_on_aws = Partition::has_host(base.host_and_port().0);
        let region = region_at(&base, region)?.into();
        Ok(Self {
            base,
            subdomains,
            region,
            style: AddressingStyle::Auto,
            uses_arn_region: false,
            aws: None,
            is_on_aws,
            rules: &AT_CUSTOM,
            shown: None,
        })
    }

    /// Switches to another region.
    ///
    /// An AWS endpoint moves to that region and keeps its variants. A custom endpoint keeps its address, and only
    /// the region that requests are signed for changes.
    ///
    /// # Errors
    ///
    /// The same as for [`aws`](Self::aws) or [`custom`](Self::custom). Returns [`Error::NotOffered`] if the region's
    /// partition does not offer a variant.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let endpoint =
    ///     Endpoint::aws("us-east-1")?.dual_stack()?.with_region("eu-west-1")?;
    /// assert_eq!(
    ///     endpoint.to_string(),
    ///     "https://s3.dualstack.eu-west-1.amazonaws.com"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn with_region(self, region: &str) -> Result<Self, Error> {
        if !self.is_aws() {
            return Ok(Self { region: region_at(&self.base, region)?.into(), ..self });
        }
        let (is_dual_stack, is_fips, is_accelerated) =
            (self.is_dual_stack(), self.is_fips(), self.is_accelerated());
        let Self { base, region, aws, .. } = Self::aws(region)?;
        let mut endpoint = Self { base, region, aws, ..self };
        if is_dual_stack {
            endpoint = endpoint.dual_stack()?;
        }
        if is_fips {
            endpoint = endpoint.fips()?;
        }
        if is_accelerated {
            endpoint = endpoint.accelerate()?;
        }
        Ok(endpoint)
    }

    /// Signs for the region of an access point's ARN if it differs from the endpoint's.
    ///
    /// Without this setting, a different region is an error.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let endpoint = Endpoint::aws("us-east-1")?.use_arn_region();
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), endpoint);
    /// let get = s3.get("arn:aws:s3:us-west-2:123456789012:accesspoint/photos", "duck.jpg").presign()?;
    /// assert!(get.url().starts_with("https://photos-123456789012.s3-accesspoint.us-west-2.amazonaws.com/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "s3_use_arn_region")]
    #[must_use]
    pub fn use_arn_region(self) -> Self {
        Self { uses_arn_region: true, ..self }
    }

    /// Returns `http` or `https`.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.base.scheme
    }

    /// Returns the host of the service, without a port or a bucket.
    ///
    /// [`locate`](Self::locate) returns the host of a bucket.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let endpoint = Endpoint::custom("http://[::1]:9000/storage", "us-east-1")?;
    /// assert_eq!(endpoint.host(), "[::1]");
    /// assert_eq!(endpoint.port(), Some(9000));
    /// assert_eq!(endpoint.base_path(), "/storage");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn host(&self) -> &str {
        self.base.host_and_port().0
    }

    /// Returns the port, or `None` for the default port of the scheme.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.base.host_and_port().1
    }

    /// Returns the base path of the service, percent-encoded and without a final `/`.
    ///
    /// It is empty for most services.
    #[must_use]
    pub fn base_path(&self) -> &str {
        self.base.path.as_str()
    }

    /// Returns the region in the credential scope.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }
}

/// Checks the region to sign for at a custom endpoint.
fn region_at<'r>(base: &BaseUrl, region: &'r str) -> Result<&'r str, Error> {
    let region = checked_region(region)?;
    if is_elsewhere(base.host_and_port().0, region) {
        return Err(Error::EndpointRegion { region: region.into() });
    }
    Ok(region)
}

/// Writes the endpoint as a URL, without a bucket.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.base.fmt(f)
    }
}
