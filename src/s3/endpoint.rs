use alloc::{format, string::String};
use core::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
    ops::Range,
};

use super::bucket::Bucket;
use crate::Error;

/// Where buckets live: scheme, host, port, base path and region, and how a bucket is addressed there.
///
/// The URL and the signature carry the same host, in lower case and without the scheme's default port, as clients send
/// it.
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
    scheme: Scheme,
    /// Host and port, as in the `Host` header.
    authority: String,
    subdomains: Subdomains,
    base_path: String,
    region: String,
    style: AddressingStyle,
}

impl Endpoint {
    /// The regional endpoint of AWS, `https://s3.REGION.amazonaws.com`, or of the partition that the region is in.
    ///
    /// Also for `us-east-1`: the global endpoint answers for young buckets elsewhere with a redirect that a signature does
    /// not survive. See [Amazon S3 endpoints](https://docs.aws.amazon.com/general/latest/gr/s3.html).
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
        let suffix = PARTITIONS
            .into_iter()
            .find_map(|(prefix, suffix)| region.starts_with(prefix).then_some(suffix))
            .unwrap_or(COMMERCIAL_SUFFIX);
        Self::from_parts(Scheme::Https, &format!("s3.{region}.{suffix}"), None, "", region)
    }

    /// An S3-compatible service at an `http` or `https` URL, with a port and a base path where it has them.
    ///
    /// The region is the one that the service is set up with; many take any (`us-east-1`, `auto`).
    ///
    /// Needs the feature `url`; [`from_parts`](Self::from_parts) does without.
    ///
    /// # Errors
    ///
    /// * [`Error::EndpointScheme`]: neither `http://` nor `https://`.
    /// * [`Error::EndpointHost`], [`Error::EndpointPort`], [`Error::EndpointPath`]: not one that all clients agree on.
    /// * [`Error::EndpointUserinfo`], [`Error::EndpointQuery`], [`Error::EndpointFragment`]: has no place in an endpoint.
    /// * [`Error::MalformedRegion`]
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
        // The URL parser resolves dot segments: the path is taken from the text, where they can still be seen.
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
        Self::from_parts(scheme, host, parsed.port(), base_path, region)
    }

    /// An S3-compatible service by its parts: what [`custom`](Self::custom) takes in one string.
    ///
    /// The host is a domain name in ASCII (Punycode for others), an IPv4 address or an IPv6 address in brackets. The base
    /// path is empty or starts with `/`.
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
        let Host { mut text, subdomains } = parse_host(host)?;
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
        })
    }

    /// Puts every bucket in the path: `https://host/bucket/key`.
    #[must_use]
    pub fn path_style(self) -> Self {
        Self { style: AddressingStyle::Path, ..self }
    }

    /// Puts every bucket in front of the host: `https://bucket.host/key`.
    #[must_use]
    pub fn virtual_hosted_style(self) -> Self {
        Self { style: AddressingStyle::VirtualHosted, ..self }
    }

    /// The region in the credential scope.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// How buckets are addressed.
    #[must_use]
    pub const fn addressing_style(&self) -> AddressingStyle {
        self.style
    }

    /// Writes `scheme://authority/path` of a bucket, the path without a final `/`, and tells where the authority is.
    pub(super) fn write_bucket_url(
        &self,
        bucket: Bucket<'_>,
        url: &mut String,
    ) -> Result<Range<usize>, Error> {
        let is_path_style = self.is_path_style(bucket)?;
        url.push_str(match self.scheme {
            Scheme::Http => "http://",
            Scheme::Https => "https://",
        });
        let authority_start = url.len();
        if !is_path_style {
            url.push_str(bucket.name);
            url.push('.');
        }
        url.push_str(&self.authority);
        let authority = authority_start..url.len();
        url.push_str(&self.base_path);
        if is_path_style {
            url.push('/');
            url.push_str(bucket.name);
        }
        Ok(authority)
    }

    /// How long `scheme://authority/path` of a bucket and the separators behind it can be.
    pub(super) fn max_len(&self, bucket: Bucket<'_>) -> usize {
        "https://./?".len() + self.authority.len() + self.base_path.len() + bucket.name.len() + "/".len()
    }

    fn is_path_style(&self, bucket: Bucket<'_>) -> Result<bool, Error> {
        let fits_host = bucket.fits_host
            && self.subdomains != Subdomains::Impossible
            && bucket.name.len() + self.authority.len() < MAX_HOST_LEN;
        match self.style {
            AddressingStyle::Path => Ok(true),
            AddressingStyle::VirtualHosted if fits_host => Ok(false),
            AddressingStyle::VirtualHosted => Err(Error::BucketNotAHostLabel),
            AddressingStyle::Auto => {
                let certificate_covers = self.scheme == Scheme::Http || !bucket.has_dot;
                Ok(!(fits_host && certificate_covers && self.subdomains == Subdomains::Likely))
            }
        }
    }
}

/// The endpoint as a URL, without a bucket.
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
    /// Port 80 unless told otherwise.
    Http,
    /// Port 443 unless told otherwise.
    Https,
}

impl Scheme {
    /// The scheme as it stands in a URL.
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

/// Where a URL names the bucket. See [Virtual hosting of general purpose buckets][page].
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
    /// Virtual-hosted where that works, path style elsewhere. It does not work
    ///
    /// * where the endpoint's host is an IP address or a single label (`localhost`, `minio`), which have no subdomains;
    /// * for a bucket name that cannot be part of a host name (upper-case letters, `_`, over 63 characters);
    /// * for a bucket name with a dot over `https`, since a wildcard certificate covers a single label.
    Auto,
    /// `https://host/bucket/key`
    Path,
    /// `https://bucket.host/key`
    VirtualHosted,
}

/// Whether a host has subdomains for buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subdomains {
    /// An IP address.
    Impossible,
    /// A single label, such as `localhost`.
    Unlikely,
    Likely,
}

struct Host {
    text: String,
    subdomains: Subdomains,
}

fn parse_host(host: &str) -> Result<Host, Error> {
    if let Some(address) = host.strip_prefix('[') {
        let address: Ipv6Addr =
            address.strip_suffix(']').and_then(|address| address.parse().ok()).ok_or(Error::EndpointHost)?;
        // The URL Standard writes an IPv4-mapped address in hexadecimal, and so do the clients that follow it.
        let text = match address.segments() {
            [0, 0, 0, 0, 0, 0xffff, high, low] => format!("[::ffff:{high:x}:{low:x}]"),
            _ => format!("[{address}]"),
        };
        return Ok(Host { text, subdomains: Subdomains::Impossible });
    }
    let text = host.to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    // A host whose last label is a number is read as an IPv4 address.
    let is_address = text
        .rsplit('.')
        .next()
        .is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()) || label.starts_with("0x"));
    let is_valid = match is_address {
        true => text.parse::<Ipv4Addr>().is_ok(),
        false => text.len() <= MAX_HOST_LEN && text.split('.').all(is_label),
    };
    let subdomains = match text.contains('.') {
        _ if is_address => Subdomains::Impossible,
        false => Subdomains::Unlikely,
        true => Subdomains::Likely,
    };
    if is_valid { Ok(Host { text, subdomains }) } else { Err(Error::EndpointHost) }
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

const MAX_HOST_LEN: usize = 253;

const COMMERCIAL_SUFFIX: &str = "amazonaws.com";

/// The domain of each other partition, by the prefix of its regions.
const PARTITIONS: [(&str, &str); 6] = [
    ("cn-", "amazonaws.com.cn"),
    ("eu-isoe-", "cloud.adc-e.uk"),
    ("eusc-", "amazonaws.eu"),
    ("us-iso-", "c2s.ic.gov"),
    ("us-isob-", "sc2s.sgov.gov"),
    ("us-isof-", "csp.hci.ic.gov"),
];
