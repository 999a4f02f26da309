//! The hosts of S3 services, by which a bucket in front of one is recognized.

/// Returns whether a domain name belongs to a service and has no bucket in front.
pub(super) fn is_service(name: &str) -> bool {
    let Some((label, domain)) = name.split_once('.') else { return false };
    // In any domain: that of AWS, of OSS (`s3.oss-cn-hangzhou.aliyuncs.com`) or a private one.
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
/// They come from [rclone's list of providers][rclone] (at commit `64ab1ac`) and from the vendors' own pages:
/// [Cloudflare R2][r2], [Exoscale][exoscale], [Tigris][tigris], [Vultr][vultr], [Yandex][yandex].
///
/// [rclone]: https://github.com/rclone/rclone/tree/master/backend/s3/provider
/// [r2]: https://developers.cloudflare.com/r2/reference/data-location/
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
    ("*", "us.r2.cloudflarestorage.com"),
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
