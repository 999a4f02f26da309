use core::net::Ipv4Addr;

use crate::Error;

/// The name of a bucket that some S3 accepts: 3 to 255 letters, digits, `.`, `-` and `_`, of which at least one is no
/// dot.
///
/// New buckets follow [stricter rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html);
/// older ones, and those of other servers, only these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket<'a> {
    pub(super) name: &'a str,
    pub(super) has_dot: bool,
    /// Whether the name can stand before the endpoint's host: it follows the rules for new buckets.
    pub(super) fits_host: bool,
}

impl<'a> Bucket<'a> {
    pub(super) fn new(name: &'a str) -> Result<Self, Error> {
        let (mut has_dot, mut has_other, mut has_legacy) = (false, false, false);
        for byte in name.bytes() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'-' => has_other = true,
                b'.' => has_dot = true,
                b'A'..=b'Z' | b'_' => has_legacy = true,
                _ => return Err(Error::BucketName),
            }
        }
        if !(3..=255).contains(&name.len()) || !(has_other || has_legacy) {
            return Err(Error::BucketName);
        }
        let fits_host = name.len() <= 63
            && !has_legacy
            && match has_dot {
                false => is_label(name),
                true => name.split('.').all(is_label) && name.parse::<Ipv4Addr>().is_err(),
            };
        Ok(Self { name, has_dot, fits_host })
    }
}

/// Whether letters, digits and hyphens make a label of a host name. One with `xn--` is Punycode to clients, who may
/// refuse it.
fn is_label(text: &str) -> bool {
    !(text.is_empty() || text.starts_with('-') || text.ends_with('-') || text.starts_with("xn--"))
}
