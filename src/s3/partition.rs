/// A group of AWS regions with domain names and accounts of their own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Partition {
    /// As in the second field of an ARN.
    pub(super) name: &'static str,
    /// What its regions start with.
    prefix: &'static str,
    pub(super) suffix: &'static str,
    pub(super) has_fips: bool,
    pub(super) has_acceleration: bool,
}

impl Partition {
    /// The partition of a region. One that is not known is taken for a young region of the commercial partition.
    pub(super) fn of_region(region: &str) -> &'static Self {
        OTHERS.iter().find(|partition| region.starts_with(partition.prefix)).unwrap_or(&COMMERCIAL)
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
