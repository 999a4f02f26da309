//! The hosts of S3 services, to find a bucket that is in an endpoint already.

use alloc::string::String;

/// What a custom endpoint seems to name besides the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NamedBucket {
    /// The bucket in front of a service's host: `heron` in `https://heron.s3.eu-west-3.amazonaws.com`.
    pub(super) before_service: String,
    /// What is the bucket unless the caller says where buckets are: the whole host, in
    /// `https://images.heron.example`, or the path, in `https://s3.eu-west-3.amazonaws.com/heron`.
    pub(super) unless_told: String,
}

impl NamedBucket {
    /// Looks for a bucket in a domain name and in a base path.
    pub(super) fn find(domain: &str, path: &str) -> Self {
        if is_service(domain) {
            let segment = path.strip_prefix('/').filter(|path| !path.contains('/'));
            return Self { before_service: String::new(), unless_told: segment.unwrap_or_default().into() };
        }
        let mut dots = domain.match_indices('.').map(|(dot, _)| dot);
        let dot = dots.find(|dot| domain.get(dot + 1..).is_some_and(is_service));
        let front = dot.and_then(|dot| domain.get(..dot)).unwrap_or_default();
        Self { before_service: front.into(), unless_told: domain.into() }
    }
}

/// Returns whether a domain name is that of a service, without a bucket.
fn is_service(name: &str) -> bool {
    let Some((label, domain)) = name.split_once('.') else { return false };
    // In whatever domain, of AWS, OSS (`s3.oss-cn-hangzhou.aliyuncs.com`) or one's own.
    let is_s3 = label == "s3" || label.starts_with("s3-");
    is_s3
        || SERVICES.iter().any(|(first, vendor)| {
            let rest = domain.strip_suffix(vendor);
            match first.strip_suffix('*') {
                Some("") => rest == Some(""),
                start => {
                    start.map_or(label == *first, |start| label.starts_with(start))
                        && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
                }
            }
        })
}

/// First labels, where `*` stands for a region or an account, and domains.
///
/// They are those of [rclone's list of providers][rclone] (at commit `64ab1ac`) and of the vendors' own pages:
/// [Cloudflare R2][r2], [Exoscale][exoscale], [Tigris][tigris], [Vultr][vultr], [Yandex][yandex].
///
/// [rclone]: https://github.com/rclone/rclone/tree/master/backend/s3/provider
/// [r2]: https://developers.cloudflare.com/r2/api/s3/api/
/// [exoscale]: https://community.exoscale.com/product/storage/object-storage/
/// [tigris]: https://www.tigrisdata.com/docs/sdks/s3/
/// [vultr]: https://docs.vultr.com/products/cloud-storage/object-storage
/// [yandex]: https://yandex.cloud/en/docs/storage/s3/
static SERVICES: &[(&str, &str)] = &[
    ("*", "digitaloceanspaces.com"),
    ("*", "eu.r2.cloudflarestorage.com"),
    ("*", "fedramp.r2.cloudflarestorage.com"),
    ("*", "i3storage.com"),
    ("*", "linodeobjects.com"),
    ("*", "r2.cloudflarestorage.com"),
    ("*", "storage.impossibleapi.net"),
    ("*", "vultrobjects.com"),
    ("*", "your-objectstorage.com"),
    ("cos", "myqcloud.com"),
    ("fly", "storage.tigris.dev"),
    ("gateway", "storjshare.io"),
    ("objects-*", "dream.io"),
    ("obs", "myhuaweicloud.com"),
    ("oss-*", "aliyuncs.com"),
    ("s3express-*", "amazonaws.com"),
    ("sos-*", "exo.io"),
    ("storage", "googleapis.com"),
    ("storage", "yandexcloud.net"),
    ("t3", "storage.dev"),
];
