use core::net::Ipv4Addr;

use crate::Error;

/// Checks that some S3 accepts the name: 3 to 255 letters, digits, `.`, `-` and `_`, of which at least one is no dot.
///
/// New buckets follow [stricter rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html);
/// older ones, and those of other servers, only these.
pub(super) fn check(name: &str) -> Result<(), Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let is_name = (3..=255).contains(&name.len()) && name.bytes().all(allowed);
    if is_name && name.bytes().any(|byte| byte != b'.') { Ok(()) } else { Err(Error::BucketName) }
}

/// Whether the name can stand before the endpoint's host: it follows the rules for new buckets.
pub(super) fn is_host_label(name: &str) -> bool {
    let is_alphanumeric = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_label = |label: &[u8]| {
        label.iter().all(|byte| is_alphanumeric(byte) || *byte == b'-')
            && label.first().is_some_and(is_alphanumeric)
            && label.last().is_some_and(is_alphanumeric)
            // Clients read such a label as Punycode and may refuse it.
            && !label.starts_with(b"xn--")
    };
    let is_address = || name.starts_with(|c: char| c.is_ascii_digit()) && name.parse::<Ipv4Addr>().is_ok();
    (3..=63).contains(&name.len())
        && name.as_bytes().split(|byte| *byte == b'.').all(is_label)
        && !is_address()
}
