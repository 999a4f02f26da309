//! AWS's partitions: groups of regions with their own domain names and accounts. No other file names their
//! domains or their regions.

/// A partition of AWS.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// The name in the second field of an ARN.
    pub(crate) name: &'static str,
    /// What the names of its regions start with, before `-WORD-NUMBER`.
    areas: &'static [&'static str],
    /// The domain of its services.
    pub(crate) suffix: &'static str,
    pub(crate) has_fips: bool,
    pub(crate) has_acceleration: bool,
}

impl Partition {
    /// Returns the partition of a region, or `None` if no partition has regions of such a name.
    ///
    /// A new region of a known pattern, such as `eu-west-9`, is in the partition of that pattern.
    pub(crate) fn for_region(region: &str) -> Option<&'static Self> {
        let is_of = |area: &&str| region.strip_prefix(*area).is_some_and(is_place);
        PARTITIONS.iter().find(|partition| partition.areas.iter().any(is_of))
    }

    /// Returns whether a host is below the domain of a partition.
    pub(crate) fn has_host(host: &str) -> bool {
        let is_below =
            |partition: &Self| host.strip_suffix(partition.suffix).is_some_and(|rest| rest.ends_with('.'));
        PARTITIONS.iter().any(is_below)
    }
}

/// Returns the region that is meant by a name that belongs to something else, and whether it is meant with
/// FIPS.
///
/// These are the names of endpoints in older SDKs and in [AWS's list of endpoints][page], and of Availability
/// Zones.
///
/// [page]: https://docs.aws.amazon.com/general/latest/gr/s3.html
pub(crate) fn region_meant_by(name: &str) -> Option<(&str, bool)> {
    let of_fips = name.strip_prefix("fips-").or_else(|| name.strip_suffix("-fips"));
    let region = match name {
        "s3-external-1" => "us-east-1",
        _ => of_fips.or_else(|| name.strip_prefix("s3-")).unwrap_or_else(|| {
            // `us-east-1a`
            name.trim_end_matches(|c: char| c.is_ascii_lowercase())
        }),
    };
    let is_region = region == GLOBAL || Partition::for_region(region).is_some();
    is_region.then_some((region, of_fips.is_some()))
}

/// Returns whether a text is `-WORD-NUMBER`.
fn is_place(text: &str) -> bool {
    let Some(place) = text.strip_prefix('-') else { return false };
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    match place.bytes().position(|byte| !byte.is_ascii_alphanumeric()) {
        None | Some(0) => false,
        Some(dash) => place.get(dash..).and_then(|rest| rest.strip_prefix('-')).is_some_and(is_number),
    }
}

/// The pseudo-region of the global endpoint, which is in `us-east-1`.
pub(crate) const GLOBAL: &str = "aws-global";
pub(crate) const GLOBAL_HOST: &str = "s3.amazonaws.com";
pub(crate) const REGION_OF_GLOBAL: &str = "us-east-1";

/// As in botocore 1.43.11, `partitions.json`: `regionRegex`, and `dnsSuffix`, which is that of S3's dual-stack
/// endpoints too.
static PARTITIONS: [Partition; 8] = [
    Partition {
        name: "aws",
        areas: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        suffix: "amazonaws.com",
        has_fips: true,
        has_acceleration: true,
    },
    other("aws-cn", &["cn"], "amazonaws.com.cn", false),
    other("aws-us-gov", &["us-gov"], "amazonaws.com", true),
    other("aws-iso", &["us-iso"], "c2s.ic.gov", true),
    other("aws-iso-b", &["us-isob"], "sc2s.sgov.gov", true),
    other("aws-iso-e", &["eu-isoe"], "cloud.adc-e.uk", true),
    other("aws-iso-f", &["us-isof"], "csp.hci.ic.gov", true),
    other("aws-eusc", &["eusc-de"], "amazonaws.eu", true),
];

const fn other(
    name: &'static str,
    areas: &'static [&'static str],
    suffix: &'static str,
    has_fips: bool,
) -> Partition {
    Partition { name, areas, suffix, has_fips, has_acceleration: false }
}
