use alloc::{format, string::String};
use core::fmt;

use super::host::{EndpointHost, Subdomains};
use crate::{Error, partition::Partition};

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
/// // A service with a base path.
/// let supabase = Endpoint::custom("https://project.supabase.co/storage/v1/s3", "eu-central-1")?.path_style();
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) scheme: Scheme,
    /// The host and port, as in the `Host` header.
    pub(super) authority: String,
    pub(super) subdomains: Subdomains,
    pub(super) base_path: String,
    pub(super) region: String,
    pub(super) style: AddressingStyle,
    pub(super) uses_arn_region: bool,
    pub(super) aws: Option<Aws>,
    /// Whether the host is one of AWS's, also that of a custom endpoint.
    pub(super) is_on_aws: bool,
}

/// The properties of an AWS endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Aws {
    pub(super) partition: &'static Partition,
    pub(super) is_fips: bool,
    pub(super) is_dual_stack: bool,
    pub(super) is_accelerated: bool,
}

impl Aws {
    /// Returns the domain of a service, such as `s3-fips.dualstack.us-east-1.amazonaws.com`. The zone may be
    /// empty.
    pub(super) fn domain(&self, service: &str, zone: &str, region: &str) -> String {
        let fips = if self.is_fips { "-fips" } else { "" };
        let dual_stack = if self.is_dual_stack { ".dualstack" } else { "" };
        let dash = if zone.is_empty() { "" } else { "-" };
        [service, fips, dash, zone, dual_stack, ".", region, ".", self.partition.suffix].concat()
    }
}

impl Endpoint {
    /// Creates the AWS endpoint of a region, such as `https://s3.eu-west-1.amazonaws.com`.
    ///
    /// The domain is that of the region's partition.
    ///
    /// This applies to `us-east-1` too. The global endpoint redirects requests for new buckets in other
    /// regions, which breaks the signature. See [Amazon S3
    /// endpoints](https://docs.aws.amazon.com/general/latest/gr/s3.html).
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRegion`] unless the region consists of 1 to 63 lower-case letters, digits and `-`.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// assert_eq!(Endpoint::aws("us-east-1")?.to_string(), "https://s3.us-east-1.amazonaws.com");
    /// assert_eq!(Endpoint::aws("cn-north-1")?.to_string(), "https://s3.cn-north-1.amazonaws.com.cn");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn aws(region: &str) -> Result<Self, Error> {
        let region = checked_region(region)?;
        if region.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_') {
            return Err(Error::MalformedRegion);
        }
        let aws = Aws {
            partition: Partition::for_region(region),
            is_fips: false,
            is_dual_stack: false,
            is_accelerated: false,
        };
        // Does not call `from_parts`: the parser of hosts is large in WebAssembly, and a region does not need
        // it.
        Ok(Self {
            scheme: Scheme::Https,
            authority: aws.domain("s3", "", region),
            subdomains: Subdomains::Likely,
            base_path: String::new(),
            region: region.into(),
            style: AddressingStyle::Auto,
            uses_arn_region: false,
            aws: Some(aws),
            is_on_aws: true,
        })
    }

    /// Creates the endpoint of an S3-compatible service from an `http` or `https` URL.
    ///
    /// The URL may have a port and a base path.
    ///
    /// The region must be the one that the service is configured with. Many services accept any, such as
    /// `us-east-1` or `auto`.
    ///
    /// Needs the feature `url`, unlike [`from_parts`](Self::from_parts).
    ///
    /// # Errors
    ///
    /// * [`Error::EndpointScheme`]: the URL does not start with `http://` or `https://`.
    /// * [`Error::EndpointHost`], [`Error::EndpointPort`], [`Error::EndpointPath`]: clients do not agree on
    ///   the meaning of this part.
    /// * [`Error::EndpointUserinfo`], [`Error::EndpointQuery`], [`Error::EndpointFragment`]: an endpoint
    ///   cannot have this part.
    /// * [`Error::MalformedRegion`]: the region is not 1 to 63 letters, digits, `-` or `_`.
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
        let (scheme, rest) = url.split_once("://").ok_or(Error::EndpointScheme)?;
        let scheme = match scheme {
            _ if scheme.eq_ignore_ascii_case("https") => Scheme::Https,
            _ if scheme.eq_ignore_ascii_case("http") => Scheme::Http,
            _ => return Err(Error::EndpointScheme),
        };
        if rest.contains('#') {
            return Err(Error::EndpointFragment);
        }
        if rest.contains('?') {
            return Err(Error::EndpointQuery);
        }
        // The URL parser resolves dot segments. Take the path from the original text, which still has them.
        let authority_len = rest.find('/').unwrap_or(rest.len());
        let (authority, base_path) = rest.split_at(authority_len);
        if authority.contains('@') {
            return Err(Error::EndpointUserinfo);
        }
        if authority.contains(|c: char| c == '\\' || c.is_whitespace() || c.is_control()) {
            return Err(Error::EndpointHost);
        }
        let parsed =
            url::Url::parse(&format!("{}://{authority}", scheme.as_str())).map_err(|error| match error {
                url::ParseError::InvalidPort => Error::EndpointPort,
                _ => Error::EndpointHost,
            })?;
        let host = parsed.host_str().ok_or(Error::EndpointHost)?;
        Self::with_host(scheme, EndpointHost::from_parsed(host)?, parsed.port(), base_path, region)
    }

    /// Creates the endpoint of an S3-compatible service from the parts of its URL.
    ///
    /// The host is an ASCII domain name, an IPv4 address or an IPv6 address in brackets. The base path is
    /// empty or starts with `/`. Punycode (`xn--bcher-kva.example`) may encode Latin, Greek and Cyrillic
    /// letters, kana, Chinese characters and Hangul. [`custom`](Self::custom) has the Unicode tables and
    /// accepts every other script too.
    ///
    /// # Errors
    ///
    /// [`Error::EndpointHost`], [`Error::EndpointPort`], [`Error::EndpointPath`] and [`Error::MalformedRegion`].
    ///
    /// ```
    /// use presign::{Endpoint, Scheme};
    ///
    /// let endpoint = Endpoint::from_parts(Scheme::Http, "[::1]", Some(9000), "/storage", "us-east-1")?;
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
        Self::with_host(scheme, EndpointHost::parse(host)?, port, base_path, region)
    }

    fn with_host(
        scheme: Scheme,
        host: EndpointHost,
        port: Option<u16>,
        base_path: &str,
        region: &str,
    ) -> Result<Self, Error> {
        let EndpointHost { mut text, subdomains } = host;
        let is_on_aws = Partition::has_host(&text);
        match port {
            Some(0) => return Err(Error::EndpointPort),
            Some(port) if port != scheme.default_port() => text.push_str(&format!(":{port}")),
            _ => {}
        }
        Ok(Self {
            scheme,
            authority: text,
            subdomains,
            base_path: checked_base_path(base_path)?.into(),
            region: checked_region(region)?.into(),
            style: AddressingStyle::Auto,
            uses_arn_region: false,
            aws: None,
            is_on_aws,
        })
    }

    /// Switches to the variant of an AWS endpoint that supports both IPv6 and IPv4.
    ///
    /// See [Using dual-stack endpoints][page].
    ///
    /// # Errors
    ///
    /// [`Error::NotAnAwsEndpoint`] for a custom endpoint.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let endpoint = Endpoint::aws("us-east-1")?.dual_stack()?;
    /// assert_eq!(endpoint.to_string(), "https://s3.dualstack.us-east-1.amazonaws.com");
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html
    pub fn dual_stack(self) -> Result<Self, Error> {
        self.variant(|aws| {
            aws.is_dual_stack = true;
            Ok(())
        })
    }

    /// Switches to the variant of an AWS endpoint with cryptography validated to FIPS 140.
    ///
    /// See [FIPS endpoints][page].
    ///
    /// # Errors
    ///
    /// * [`Error::NotAnAwsEndpoint`] for a custom endpoint.
    /// * [`Error::NotOffered`] in China.
    /// * [`Error::AcceleratedFips`] with [`accelerate`](Self::accelerate).
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let endpoint = Endpoint::aws("us-gov-west-1")?.fips()?;
    /// assert_eq!(endpoint.to_string(), "https://s3-fips.us-gov-west-1.amazonaws.com");
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://aws.amazon.com/compliance/fips/
    pub fn fips(self) -> Result<Self, Error> {
        self.variant(|aws| {
            aws.is_fips = true;
            match aws.partition {
                _ if aws.is_accelerated => Err(Error::AcceleratedFips),
                Partition { has_fips: false, name, .. } => {
                    Err(Error::NotOffered { what: "FIPS", partition: name })
                }
                _ => Ok(()),
            }
        })
    }

    /// Switches to S3 Transfer Acceleration.
    ///
    /// It works for buckets that have it enabled and have no dot in their name. Requests go to the nearest
    /// edge location, but are signed for the region. See [Transfer Acceleration][page].
    ///
    /// # Errors
    ///
    /// * [`Error::NotAnAwsEndpoint`] for a custom endpoint.
    /// * [`Error::NotOffered`] outside the commercial partition.
    /// * [`Error::AcceleratedFips`] with [`fips`](Self::fips).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let endpoint = Endpoint::aws("us-east-1")?.accelerate()?;
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), endpoint);
    /// let put = s3.put("examplebucket", "duck.jpg").presign()?;
    /// assert!(put.url().starts_with("https://examplebucket.s3-accelerate.amazonaws.com/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html
    pub fn accelerate(self) -> Result<Self, Error> {
        self.variant(|aws| {
            aws.is_accelerated = true;
            match aws.partition {
                _ if aws.is_fips => Err(Error::AcceleratedFips),
                Partition { has_acceleration: false, name, .. } => {
                    Err(Error::NotOffered { what: "transfer acceleration", partition: name })
                }
                _ => Ok(()),
            }
        })
    }

    fn variant(mut self, set: impl FnOnce(&mut Aws) -> Result<(), Error>) -> Result<Self, Error> {
        let aws = self.aws.as_mut().ok_or(Error::NotAnAwsEndpoint)?;
        set(aws)?;
        self.authority = match aws {
            Aws { is_accelerated: true, is_dual_stack: true, .. } => {
                "s3-accelerate.dualstack.amazonaws.com".into()
            }
            Aws { is_accelerated: true, .. } => "s3-accelerate.amazonaws.com".into(),
            _ => aws.domain("s3", "", &self.region),
        };
        Ok(self)
    }

    /// Uses the region of an access point's ARN if it differs from the endpoint's.
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
    #[must_use]
    pub fn use_arn_region(self) -> Self {
        Self { uses_arn_region: true, ..self }
    }

    /// Puts every bucket in the path: `https://host/bucket/key`.
    #[must_use]
    pub fn path_style(self) -> Self {
        Self { style: AddressingStyle::Path, ..self }
    }

    /// Puts every bucket before the host: `https://bucket.host/key`.
    #[must_use]
    pub fn virtual_hosted_style(self) -> Self {
        Self { style: AddressingStyle::VirtualHosted, ..self }
    }

    /// Returns the region in the credential scope.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Returns how buckets are addressed.
    #[must_use]
    pub const fn addressing_style(&self) -> AddressingStyle {
        self.style
    }
}

/// Writes the endpoint as a URL, without a bucket.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme.as_str(), self.authority, self.base_path)
    }
}

/// `http` or `https`.
///
/// ```
/// use presign::{Endpoint, Scheme};
///
/// let minio = Endpoint::from_parts(Scheme::Http, "minio", Some(9000), "", "us-east-1")?;
/// assert_eq!(minio.to_string(), "http://minio:9000");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// The default port is 80.
    Http,
    /// The default port is 443.
    Https,
}

impl Scheme {
    /// Returns the scheme as written in a URL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// Where a URL has the bucket: in the path or before the host.
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
    /// Uses the virtual-hosted style where it works, and the path style elsewhere.
    ///
    /// The virtual-hosted style does not work
    ///
    /// * if the endpoint's host is an IP address or a single label (`localhost`, `minio`), which has no
    ///   subdomains;
    /// * if the bucket name cannot be part of a host name (upper-case letters, `_`, over 63 characters);
    /// * if the bucket name has a dot and the scheme is `https`, since a wildcard certificate covers a single
    ///   label.
    Auto,
    /// `https://host/bucket/key`
    Path,
    /// `https://bucket.host/key`
    VirtualHosted,
}

fn checked_base_path(path: &str) -> Result<&str, Error> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let is_segment = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
    };
    match path.strip_prefix('/') {
        None if path.is_empty() => Ok(path),
        Some(segments) if segments.split('/').all(is_segment) => Ok(path),
        _ => Err(Error::EndpointPath),
    }
}

fn checked_region(region: &str) -> Result<&str, Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_region = (1..=63).contains(&region.len()) && region.bytes().all(allowed);
    if is_region { Ok(region) } else { Err(Error::MalformedRegion) }
}
