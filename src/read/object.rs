use alloc::{string::String, vec::Vec};

use super::PresignedUrl;
use crate::partition::Partition;

/// What a URL names, by its host and its path.
impl PresignedUrl {
    /// Bucket and key, where the host tells how they are addressed: at AWS, at an IP address and at a host of a single
    /// label such as `localhost`. The key is empty for the bucket itself.
    ///
    /// **For a server this is a guess.** It reads a URL of AWS by AWS's naming wherever it arrives, and takes the first name of
    /// a base path for a bucket: in `http://localhost:9000/storage/v1/s3/bucket/key` it finds `storage`. A server tells its
    /// [`Verifier`](crate::Verifier::domain) what it serves and takes [`Verified::object`](crate::Verified::object).
    ///
    /// A key is any text: whoever makes the path of a file of it must refuse `..` and whatever else leads elsewhere.
    ///
    /// `None` elsewhere, where [`object_at`](Self::object_at) knows with the server's domain, and for access points and the
    /// endpoints of a VPC, which are no buckets.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner, PresignedUrl};
    ///
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("eu-west-1")?);
    /// let url: PresignedUrl = s3.get("my.bucket", "a b/c").presign()?.url().parse()?;
    /// assert_eq!(url.object(), Some(("my.bucket", "a b/c")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn object(&self) -> Option<(&str, &str)> {
        self.object_after(bucket_by_naming(&self.host)?)
    }

    /// Bucket and key at a server whose domain is known: `domain` itself addresses buckets by path, and each name before it is
    /// a bucket. `None` for other hosts, and for the domain without a bucket in the path. The port of the URL does not matter,
    /// and `domain` has none.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner, PresignedUrl};
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

/// What a URL names at a server.
#[derive(Clone, Copy)]
pub(super) enum Place<'u> {
    Service,
    Bucket(&'u str),
    /// Bucket and key.
    Object(&'u str, &'u str),
}

/// What a server serves: hosts, and where in their paths S3 begins. Empty for any.
#[derive(Clone, Debug, Default)]
pub(super) struct Served {
    /// Each is a host by itself and has a host for each bucket below it.
    domains: Vec<Domain>,
    /// Without a slash at its end.
    base_path: String,
}

impl Served {
    pub(super) fn add_domain(&mut self, domain: &str) {
        let (name, port) = split_port(domain);
        self.domains.push(Domain { name: name.to_ascii_lowercase(), port: port.map(Into::into) });
    }

    pub(super) fn set_base_path(&mut self, base_path: &str) {
        let path = base_path.trim_matches('/');
        self.base_path = if path.is_empty() { String::new() } else { ["/", path].concat() };
    }

    pub(super) fn has_host(&self, host: &str) -> bool {
        self.domains.is_empty() || self.bucket_in(host).is_some()
    }

    /// `None` where it cannot be told, or the path is not below the base.
    pub(super) fn place<'u>(&self, url: &'u PresignedUrl) -> Option<Place<'u>> {
        let path = match self.base_path.as_str() {
            "" => url.path.strip_prefix('/')?,
            base => url.path.strip_prefix(base).and_then(|rest| match rest {
                "" => Some(rest),
                _ => rest.strip_prefix('/'),
            })?,
        };
        let in_front =
            if self.domains.is_empty() { bucket_by_naming(&url.host)? } else { self.bucket_in(&url.host)? };
        let (bucket, key) = match in_front {
            Some(bucket) => (bucket, path),
            None => match path {
                "" => return Some(Place::Service),
                _ => bucket_and_key(path)?,
            },
        };
        Some(if key.is_empty() { Place::Bucket(bucket) } else { Place::Object(bucket, key) })
    }

    /// The bucket in front of the longest domain that the host is in, or that there is none.
    fn bucket_in<'h>(&self, host: &'h str) -> Option<Option<&'h str>> {
        let found =
            self.domains.iter().filter_map(|domain| Some((domain.name.len(), domain.bucket_in(host)?)));
        found.max_by_key(|(len, _)| *len).map(|(_, bucket)| bucket)
    }
}

#[derive(Clone, Debug)]
struct Domain {
    name: String,
    /// `None` for any.
    port: Option<String>,
}

impl Domain {
    fn bucket_in<'h>(&self, host: &'h str) -> Option<Option<&'h str>> {
        let (name, port) = split_port(host);
        let is_port = self.port.as_deref().is_none_or(|own| port == Some(own));
        if is_port { bucket_before(name, &self.name) } else { None }
    }
}

/// The bucket in front of a domain: `Some(None)` for the domain itself, `None` for another host.
fn bucket_before<'h>(host: &'h str, domain: &str) -> Option<Option<&'h str>> {
    if host.eq_ignore_ascii_case(domain) {
        return Some(None);
    }
    let (bucket, rest) = host.split_at_checked(host.len().checked_sub(domain.len() + 1)?)?;
    let is_below = rest.strip_prefix('.').is_some_and(|rest| rest.eq_ignore_ascii_case(domain));
    (is_below && !bucket.is_empty() && has_subdomains(domain)).then_some(Some(bucket))
}

/// The same by the naming of AWS, and of hosts that have no subdomains.
fn bucket_by_naming(host: &str) -> Option<Option<&str>> {
    let host = without_port(host);
    if host.contains('.') && has_subdomains(host) {
        bucket_before(host, domain_of_aws(host)?)
    } else {
        Some(None)
    }
}

/// Whether a host is no IP address.
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

/// A host and its port, where it has one.
pub(super) fn split_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (host, None),
    }
}

/// The part of a host that begins with `s3`, or with the label of one of its variants. Of several, as in
/// `s3.logs.s3.us-east-1.amazonaws.com`, the last: a bucket's name may have it too.
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
    // A VPC's endpoint has names of its own before the service's.
    let has_no_buckets =
        NO_BUCKETS.iter().any(|service| domain.starts_with(service)) || domain.contains(".vpce.");
    (!has_no_buckets).then_some(domain)
}

/// `s3-global` is for access points of several regions.
const NO_BUCKETS: [&str; 4] = ["s3-accesspoint", "s3-global", "s3-object-lambda", "s3-outposts"];
