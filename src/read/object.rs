use super::PresignedUrl;
use crate::partition::Partition;

/// What a URL names, by its host and its path.
impl PresignedUrl {
    /// Bucket and key, where the host tells how they are addressed: at AWS, at an IP address and at a host of a single
    /// label such as `localhost`. The key is empty for the bucket itself.
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
        let host = without_port(&self.host);
        let is_path_style =
            !host.contains('.') || host.starts_with('[') || host.parse::<core::net::Ipv4Addr>().is_ok();
        if is_path_style { self.in_path() } else { self.object_at(domain_of_aws(host)?) }
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
        let host = without_port(&self.host);
        if host.eq_ignore_ascii_case(domain) {
            return self.in_path();
        }
        let (bucket, rest) = host.split_at_checked(host.len().checked_sub(domain.len() + 1)?)?;
        let is_below = rest.strip_prefix('.').is_some_and(|rest| rest.eq_ignore_ascii_case(domain));
        (is_below && !bucket.is_empty()).then_some((bucket, self.path.strip_prefix('/')?))
    }

    fn in_path(&self) -> Option<(&str, &str)> {
        let path = self.path.strip_prefix('/')?;
        let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
        (!bucket.is_empty()).then_some((bucket, key))
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => host,
        _ => host,
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
