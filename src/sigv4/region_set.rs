use alloc::{borrow::Cow, string::String};

use super::Error;

/// The regions in which a SigV4A signature is valid: the value of `X-Amz-Region-Set`.
///
/// Requires the feature `sigv4a`.
///
/// ```
/// use presign::sigv4::RegionSet;
///
/// assert_eq!(RegionSet::ALL.as_str(), "*");
/// assert_eq!(RegionSet::new(["us-east-1", "eu-west-1"])?.as_str(), "us-east-1,eu-west-1");
/// assert!(RegionSet::new(["US East"]).is_err());
/// # Ok::<(), presign::sigv4::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RegionSet(Cow<'static, str>);

impl RegionSet {
    /// All regions: `*`.
    pub const ALL: Self = Self(Cow::Borrowed("*"));

    /// Creates a set from regions such as `us-east-1`, or from `*` alone.
    ///
    /// # Errors
    ///
    /// Returns [`Error::RegionSet`] if there is no region, or if one has characters other than lower-case letters,
    /// digits and `-`, or more than 63 of them.
    ///
    /// ```
    /// use presign::sigv4::{Error, RegionSet};
    ///
    /// let regions = RegionSet::new(["us-east-1", "us-west-2"])?;
    /// assert_eq!(RegionSet::new(["*", "us-east-1"]), Err(Error::RegionSet));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn new(regions: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Self, Error> {
        let mut set = String::new();
        for region in regions {
            if !set.is_empty() {
                set.push(',');
            }
            set.push_str(region.as_ref());
        }
        // Checks the joined text, since a name may contain a comma.
        if set == "*" || set.split(',').all(is_region) { Ok(Self(set.into())) } else { Err(Error::RegionSet) }
    }

    /// Returns the value, such as `*` or `us-east-1,eu-west-1`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_region(name: &str) -> bool {
    let is_valid = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&name.len()) && name.bytes().all(is_valid)
}

/// [`RegionSet::ALL`], to borrow.
pub(crate) static ALL_REGIONS: RegionSet = RegionSet::ALL;
