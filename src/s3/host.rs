#[cfg(feature = "url")]
use alloc::string::ToString;
use alloc::{format, string::String};
use core::net::{Ipv4Addr, Ipv6Addr};

#[cfg(any(test, not(feature = "url")))]
use super::punycode::is_punycode;
use crate::{Error, partition::Partition};

/// Whether a host has subdomains for buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subdomains {
    /// An IP address.
    Impossible,
    /// A single label, such as `localhost`.
    Unlikely,
    Likely,
}

/// The host of a custom endpoint, in the form that clients send.
pub(super) struct EndpointHost {
    pub(super) text: String,
    pub(super) subdomains: Subdomains,
}

impl EndpointHost {
    /// Parses a host as clients do: a domain name in Unicode or in ASCII, or an IP address.
    #[cfg(feature = "url")]
    pub(super) fn parse(host: &str) -> Result<Self, Error> {
        let parsed = url::Host::parse(host).map_err(|_| Error::EndpointHost)?;
        Self::from_parsed(&parsed.to_string())
    }

    /// Parses a host without the tables of Unicode: a domain name in ASCII, or an IP address.
    #[cfg(not(feature = "url"))]
    pub(super) fn parse(host: &str) -> Result<Self, Error> {
        Self::parse_ascii(host)
    }

    #[cfg(any(test, not(feature = "url")))]
    fn parse_ascii(host: &str) -> Result<Self, Error> {
        let host = Self::from_parsed(host)?;
        let is_valid = |label: &str| !label.starts_with("xn--") || is_punycode(label);
        if host.text.split('.').all(is_valid) { Ok(host) } else { Err(Error::EndpointHost) }
    }

    /// Accepts a host whose Punycode is checked elsewhere.
    fn from_parsed(host: &str) -> Result<Self, Error> {
        if let Some(address) = host.strip_prefix('[') {
            let address: Ipv6Addr = address
                .strip_suffix(']')
                .and_then(|address| address.parse().ok())
                .ok_or(Error::EndpointHost)?;
            // The URL Standard writes an IPv4-mapped address in hexadecimal, as do the clients that follow
            // it.
            let text = match address.segments() {
                [0, 0, 0, 0, 0, 0xffff, high, low] => format!("[::ffff:{high:x}:{low:x}]"),
                _ => format!("[{address}]"),
            };
            return Ok(Self { text, subdomains: Subdomains::Impossible });
        }
        let text = host.to_ascii_lowercase();
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        // If the last label is a number, the host is an IPv4 address.
        let is_address = text
            .rsplit('.')
            .next()
            .is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()) || label.starts_with("0x"));
        if is_multi_region(&text) {
            return Err(Error::MultiRegionAddress);
        }
        if is_website(&text) {
            return Err(Error::EndpointWebsite);
        }
        let is_valid = if is_address {
            text.parse::<Ipv4Addr>().is_ok()
        } else {
            text.len() <= MAX_HOST_LEN && text.split('.').all(is_label)
        };
        let subdomains = match text.contains('.') {
            _ if is_address => Subdomains::Impossible,
            false => Subdomains::Unlikely,
            true => Subdomains::Likely,
        };
        if is_valid { Ok(Self { text, subdomains }) } else { Err(Error::EndpointHost) }
    }
}

/// Returns whether a host is that of a multi-Region access point, which only its ARN addresses.
fn is_multi_region(host: &str) -> bool {
    host.contains(MULTI_REGION) && Partition::has_host(host)
}

/// Returns whether a host serves websites or the console of AWS, which ignore signatures.
fn is_website(host: &str) -> bool {
    let is_in_front = |label: &str| label == WEBSITE || label.starts_with("s3-website-");
    host.ends_with(".console.aws.amazon.com") || host.split('.').any(is_in_front) && Partition::has_host(host)
}

/// The first label of <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html>. In older regions,
/// a hyphen and the region follow.
const WEBSITE: &str = "s3-website";

/// What follows the alias of a multi-Region access point in its host.
pub(super) const MULTI_REGION: &str = ".accesspoint.s3-global.";

pub(super) const MAX_HOST_LEN: usize = 253;

#[cfg(test)]
mod tests;
