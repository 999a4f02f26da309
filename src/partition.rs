//! AWS's partitions: groups of regions with their own domain names and accounts. No other file names their
//! domains.

/// A partition of AWS.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// The name in the second field of an ARN.
    pub(crate) name: &'static str,
    /// The prefix of its regions.
    prefix: &'static str,
    /// The domain of its services.
    pub(crate) suffix: &'static str,
    pub(crate) has_fips: bool,
    pub(crate) has_acceleration: bool,
}

impl Partition {
    /// Returns the partition of a region. An unknown region counts as a new one in the commercial partition.
    pub(crate) fn for_region(region: &str) -> &'static Self {
        OTHERS.iter().find(|partition| region.starts_with(partition.prefix)).unwrap_or(&COMMERCIAL)
    }

    /// Returns whether a host is below the domain of a partition.
    pub(crate) fn has_host(host: &str) -> bool {
        let is_below =
            |partition: &Self| host.strip_suffix(partition.suffix).is_some_and(|rest| rest.ends_with('.'));
        is_below(&COMMERCIAL) || OTHERS.iter().any(is_below)
    }
}

static COMMERCIAL: Partition =
    Partition { name: "aws", prefix: "", suffix: "amazonaws.com", has_fips: true, has_acceleration: true };

static OTHERS: [Partition; 7] = [
    other("aws-cn", "cn-", "amazonaws.com.cn", false),
    other("aws-us-gov", "us-gov-", "amazonaws.com", true),
    other("aws-iso", "us-iso-", "c2s.ic.gov", true),
    other("aws-iso-b", "us-isob-", "sc2s.sgov.gov", true),
    other("aws-iso-e", "eu-isoe-", "cloud.adc-e.uk", true),
    other("aws-iso-f", "us-isof-", "csp.hci.ic.gov", true),
    other("aws-eusc", "eusc-", "amazonaws.eu", true),
];

const fn other(name: &'static str, prefix: &'static str, suffix: &'static str, has_fips: bool) -> Partition {
    Partition { name, prefix, suffix, has_fips, has_acceleration: false }
}
