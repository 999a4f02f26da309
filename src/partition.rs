//! The AWS partitions: groups of regions with their own domain names and accounts.

use crate::Error;

/// A partition of AWS.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// The name in the second field of an ARN.
    pub(crate) name: &'static str,
    /// The start of its regions' names, before `-WORD-NUMBER`. Empty for the commercial partition, which has
    /// [several](AREAS).
    area: &'static str,
    /// The domain of its services.
    pub(crate) suffix: &'static str,
    pub(crate) has_fips: bool,
    pub(crate) has_acceleration: bool,
}

impl Partition {
    /// Returns the partition of a region.
    ///
    /// A new region of a known pattern, such as `eu-west-9`, is in the partition of that pattern.
    pub(crate) fn of_region(region: &str) -> Result<&'static Self, Error> {
        Self::with_region(region).ok_or_else(|| Error::UnknownRegion { region: region.into() })
    }

    fn with_region(region: &str) -> Option<&'static Self> {
        let area = area_of(region.as_bytes())?;
        match AREAS.iter().any(|commercial| commercial == area) {
            true => Some(&COMMERCIAL),
            false => OTHERS.iter().find(|partition| partition.area.as_bytes() == area),
        }
    }

    /// Returns whether a host is below the domain of a partition.
    pub(crate) fn has_host(host: &str) -> bool {
        let is_below =
            |partition: &Self| host.strip_suffix(partition.suffix).is_some_and(|rest| rest.ends_with('.'));
        is_below(&COMMERCIAL) || OTHERS.iter().any(is_below)
    }
}

/// Returns whether a host of AWS names only other regions.
///
/// There may be several: a label that the user chose, such as a bucket or the identifier of a database, may look like
/// a region too.
pub(crate) fn is_elsewhere(host: &str, region: &str) -> bool {
    if !Partition::has_host(host) && !OTHER_DOMAINS.iter().any(|domain| host.ends_with(domain)) {
        return false;
    }
    // Before the host of the global endpoint, there is only a bucket.
    if host.strip_suffix(GLOBAL_HOST).is_some_and(|bucket| bucket.is_empty() || bucket.ends_with('.')) {
        return false;
    }
    // Older hosts have the region behind a hyphen: `s3-us-west-2`.
    let labels = host.split('.').map(|label| label.strip_prefix("s3-").unwrap_or(label));
    let mut regions = labels.filter(|label| Partition::with_region(label).is_some()).peekable();
    regions.peek().is_some() && !regions.any(|label| label == region)
}

/// Returns the region if its characters are valid. Other vendors have regions such as `auto`.
pub(crate) fn checked_region(region: &str) -> Result<&str, Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_region = (1..=63).contains(&region.len()) && region.bytes().all(allowed);
    if is_region { Ok(region) } else { Err(Error::MalformedRegion) }
}

/// Returns the region that a similar name means, and whether it means the FIPS variant.
///
/// Such names are those of endpoints in older SDKs and in [AWS's list of endpoints][page], and of Availability Zones.
///
/// [page]: https://docs.aws.amazon.com/general/latest/gr/s3.html
pub(crate) fn region_meant_by(name: &str) -> Option<(&str, bool)> {
    let fips_region = name.strip_prefix("fips-").or_else(|| name.strip_suffix("-fips"));
    let region = match name {
        "s3-external-1" => "us-east-1",
        _ => fips_region.or_else(|| name.strip_prefix("s3-")).unwrap_or_else(|| {
            // `us-east-1a`
            name.trim_end_matches(|c: char| c.is_ascii_lowercase())
        }),
    };
    let is_region = region == GLOBAL || Partition::with_region(region).is_some();
    is_region.then_some((region, fips_region.is_some()))
}

/// Returns the part of a region's name before `-WORD-NUMBER`.
fn area_of(region: &[u8]) -> Option<&[u8]> {
    let last_dash = |text: &[u8]| text.iter().rposition(|byte| *byte == b'-');
    let place = region.get(..last_dash(region)?)?;
    let number = region.get(place.len() + 1..)?;
    let area = place.get(..last_dash(place)?)?;
    let is_region = area.len() + 1 < place.len()
        && place.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'-')
        && !number.is_empty()
        && number.iter().all(u8::is_ascii_digit);
    if is_region { Some(area) } else { None }
}

/// The pseudo-region of the global endpoint, which is in `us-east-1`.
pub(crate) const GLOBAL: &str = "aws-global";
pub(crate) const GLOBAL_HOST: &str = "s3.amazonaws.com";
pub(crate) const REGION_OF_GLOBAL: &str = "us-east-1";

static COMMERCIAL: Partition =
    Partition { name: "aws", area: "", suffix: "amazonaws.com", has_fips: true, has_acceleration: true };

/// From `partitions.json` of botocore 1.43.11: `regionRegex`, and `dnsSuffix`, which S3's dual-stack endpoints use
/// too.
static AREAS: [[u8; 2]; 9] = [*b"us", *b"eu", *b"ap", *b"sa", *b"ca", *b"me", *b"af", *b"il", *b"mx"];

static OTHERS: [Partition; 7] = [
    other("aws-cn", "cn", "amazonaws.com.cn", false),
    other("aws-us-gov", "us-gov", "amazonaws.com", true),
    other("aws-iso", "us-iso", "c2s.ic.gov", true),
    other("aws-iso-b", "us-isob", "sc2s.sgov.gov", true),
    other("aws-iso-e", "eu-isoe", "cloud.adc-e.uk", true),
    other("aws-iso-f", "us-isof", "csp.hci.ic.gov", true),
    other("aws-eusc", "eusc-de", "amazonaws.eu", true),
];

const fn other(name: &'static str, area: &'static str, suffix: &'static str, has_fips: bool) -> Partition {
    Partition { name, area, suffix, has_fips, has_acceleration: false }
}

/// The domains of function URLs, Aurora DSQL and dual-stack endpoints.
const OTHER_DOMAINS: [&str; 2] = [".on.aws", ".api.aws"];
