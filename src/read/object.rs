use alloc::{string::String, vec::Vec};

use super::PresignedUrl;
use crate::{
    base_path::BasePath,
    partition::Partition,
    s3_names::{S3_OBJECT_LAMBDA, S3_OUTPOSTS},
    sigv4::split_port,
};

/// The bucket and the key of a URL, from its host and path.
impl PresignedUrl {
    /// Returns the bucket and the key, guessed from the host and the path.
    ///
    /// The key is empty for the bucket itself. The host must show how buckets are addressed: it must be an AWS
    /// host, an IP address, or a single label such as `localhost`. Returns `None` for any other host, for an
    /// access point, which is not a bucket, and for a VPC endpoint. If you know the server's domain, use
    /// [`object_at`](Self::object_at).
    ///
    /// **On a server, do not rely on this guess.** It applies AWS's naming to every AWS URL, wherever it
    /// arrives, and takes the first segment of a base path for the bucket: in
    /// `http://localhost:9000/storage/v1/s3/bucket/key` it finds `storage`. A server configures its
    /// [`Verifier`](crate::Verifier::domain) and uses [`Verified::object`](crate::Verified::object).
    ///
    /// A key is arbitrary text. Before you use it as a file path, reject `..` and anything else that leads
    /// outside.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, PresignedUrl, Presigner};
    ///
    /// let s3 = Presigner::new(
    ///     Credentials::new("AKID", "secret"),
    ///     Endpoint::aws("eu-west-1")?,
    /// );
    /// let url: PresignedUrl =
    ///     s3.get("my.bucket", "a b/c").presign()?.url().parse()?;
    /// assert_eq!(url.object(), Some(("my.bucket", "a b/c")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn object(&self) -> Option<(&str, &str)> {
        self.object_after(bucket_by_naming(&self.host)?)
    }

    /// Returns the bucket and the key at a server with the given domain.
    ///
    /// A URL for `domain` itself has the bucket in its path. A URL for a subdomain has the bucket in front of
    /// `domain`. Returns `None` for other hosts, and for the domain if the path has no bucket. Pass `domain`
    /// without a port: the port of the URL is ignored.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, PresignedUrl, Presigner};
    ///
    /// let endpoint = Endpoint::custom("https://s3.example.com", "us-east-1")?;
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), endpoint);
    /// let url: PresignedUrl = s3.get("bucket", "a b/c").presign()?.url().parse()?;
    /// assert_eq!(url.object_at("s3.example.com"), Some(("bucket", "a b/c")));
    /// assert_eq!(url.object_at("s3.example.org"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn object_at(&self, domain: &str) -> Option<(&str, &str)> {
        self.object_after(bucket_before(without_port(&self.host), domain)?)
    }

    fn object_after<'a>(&'a self, bucket: Option<&'a str>) -> Option<(&'a str, &'a str)> {
        let path = self.path.strip_prefix('/')?;
        match bucket {
            Some(bucket) => Some((bucket, path)),
            None => bucket_and_key(path),
        }
    }
}

/// What a URL addresses on a server.
#[derive(Clone, Copy)]
pub(super) enum Place<'u> {
    Service,
    Bucket(&'u str),
    /// A bucket and a key.
    Object(&'u str, &'u str),
}

/// The hosts that a server serves, and its base path. If there are no hosts, it serves any.
#[derive(Clone, Debug, Default)]
pub(super) struct Served {
    /// Each domain is a host, and its subdomains are buckets.
    domains: Vec<Domain>,
    /// Decoded, without a trailing slash.
    base_path: String,
}

impl Served {
    pub(super) fn add_domain(&mut self, domain: &str) {
        let (name, port) = split_port(domain);
        self.domains.push(Domain { name: name.to_ascii_lowercase(), port: port.map(Into::into) });
    }

    pub(super) fn set_base_path(&mut self, base_path: &BasePath) {
        self.base_path = base_path.decoded().into();
    }

    pub(super) fn has_host(&self, host: &str) -> bool {
        self.domains.is_empty() || self.bucket_in(host).is_some()
    }

    /// Returns what a host and a decoded path address, or `None` if that is unknown or the path is not below the
    /// base path.
    pub(super) fn place<'u>(&self, host: &'u str, path: &'u str) -> Option<Place<'u>> {
        let path = match self.base_path.as_str() {
            "" => path.strip_prefix('/')?,
            base => path.strip_prefix(base).and_then(|rest| match rest {
                "" => Some(rest),
                _ => rest.strip_prefix('/'),
            })?,
        };
        let in_front = if self.domains.is_empty() { bucket_by_naming(host)? } else { self.bucket_in(host)? };
        let (bucket, key) = match in_front {
            Some(bucket) => (bucket, path),
            None => match path {
                "" => return Some(Place::Service),
                _ => bucket_and_key(path)?,
            },
        };
        Some(if key.is_empty() { Place::Bucket(bucket) } else { Place::Object(bucket, key) })
    }

    /// Finds the longest domain that the host belongs to, and returns the bucket in front of it, if there is
    /// one.
    fn bucket_in<'h>(&self, host: &'h str) -> Option<Option<&'h str>> {
        let found =
            self.domains.iter().filter_map(|domain| Some((domain.name.len(), domain.bucket_in(host)?)));
        found.max_by_key(|(len, _)| *len).map(|(_, bucket)| bucket)
    }
}

#[derive(Clone, Debug)]
struct Domain {
    name: String,
    /// `None` accepts any port.
    port: Option<String>,
}

impl Domain {
    fn bucket_in<'h>(&self, host: &'h str) -> Option<Option<&'h str>> {
        let (name, port) = split_port(host);
        let is_port = self.port.as_deref().is_none_or(|own| port == Some(own));
        if is_port { bucket_before(name, &self.name) } else { None }
    }
}

/// Returns the bucket in front of a domain: `Some(None)` for the domain itself, `None` for another host.
fn bucket_before<'h>(host: &'h str, domain: &str) -> Option<Option<&'h str>> {
    if host.eq_ignore_ascii_case(domain) {
        return Some(None);
    }
    let (bucket, rest) = host.split_at_checked(host.len().checked_sub(domain.len() + 1)?)?;
    let is_below = rest.strip_prefix('.').is_some_and(|rest| rest.eq_ignore_ascii_case(domain));
    (is_below && !bucket.is_empty() && has_subdomains(domain)).then_some(Some(bucket))
}

/// Does the same with AWS's naming, and for hosts that have no subdomains.
fn bucket_by_naming(host: &str) -> Option<Option<&str>> {
    let host = without_port(host);
    if host.contains('.') && has_subdomains(host) {
        bucket_before(host, domain_of_aws(host)?)
    } else {
        Some(None)
    }
}

/// Returns whether a host can have subdomains: an IP address cannot.
fn has_subdomains(host: &str) -> bool {
    !host.starts_with('[') && host.parse::<core::net::Ipv4Addr>().is_err()
}

fn bucket_and_key(path: &str) -> Option<(&str, &str)> {
    let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
    (!bucket.is_empty()).then_some((bucket, key))
}

fn without_port(host: &str) -> &str {
    split_port(host).0
}

/// Returns the part of a host that starts with `s3` or the label of one of its variants.
///
/// If several labels match, as in `s3.logs.s3.us-east-1.amazonaws.com`, the last one counts, because a bucket's
/// name may contain such a label.
fn domain_of_aws(host: &str) -> Option<&str> {
    if !Partition::has_host(host) {
        return None;
    }
    let starts = host.match_indices('.').map(|(at, _)| at + 1).chain([0]);
    let domains = starts.filter_map(|start| host.get(start..));
    let is_service = |domain: &&str| {
        let label = domain.split('.').next().unwrap_or_default();
        let rest = label.strip_prefix("s3");
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-') || rest.starts_with("express-"))
    };
    let domain = domains.filter(is_service).min_by_key(|domain| domain.len())?;
    // The host of a VPC endpoint has its own labels before that of the service.
    let has_no_buckets =
        NO_BUCKETS.iter().any(|service| domain.starts_with(service)) || domain.contains(".vpce.");
    (!has_no_buckets).then_some(domain)
}

/// `s3-global` is the label of multi-Region access points.
const NO_BUCKETS: [&str; 4] = ["s3-accesspoint", "s3-global", S3_OBJECT_LAMBDA, S3_OUTPOSTS];
