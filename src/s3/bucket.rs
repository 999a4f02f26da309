use crate::{
    Error,
    s3_names::{S3, S3_OBJECT_LAMBDA, S3_OUTPOSTS},
};

/// A bucket as callers pass it: a name, or the ARN of an access point.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bucket<'a> {
    Named(BucketName<'a>),
    AccessPoint(AccessPoint<'a>),
}

impl<'a> Bucket<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, Error> {
        match text.strip_prefix("arn:") {
            Some(arn) => AccessPoint::parse(arn).map(Self::AccessPoint),
            None => BucketName::new(text).map(Self::Named),
        }
    }
}

/// A bucket name that some S3 implementation accepts.
///
/// It has 3 to 255 letters, digits, `.`, `-` and `_`, and does not consist of dots alone.
///
/// New buckets at AWS follow [stricter
/// rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). Older buckets, and
/// those of other servers, follow only these.
#[derive(Clone, Copy, Debug)]
pub(super) struct BucketName<'a> {
    pub(super) text: &'a str,
    pub(super) has_dot: bool,
    /// Whether the name follows the rules for new buckets, so that it can precede the endpoint's host.
    pub(super) fits_host: bool,
}

impl<'a> BucketName<'a> {
    fn new(text: &'a str) -> Result<Self, Error> {
        let classes = text.bytes().fold(0, |classes, byte| classes | class_of(byte));
        if !(3..=255).contains(&text.len()) || classes & OTHER != 0 || classes == DOT {
            return Err(Error::BucketName);
        }
        let has_dot = classes & DOT != 0;
        let fits_host = text.len() <= 63
            && classes & LEGACY == 0
            && if has_dot {
                text.split('.').all(fits_label) && !is_like_an_address(text, classes)
            } else {
                fits_label(text)
            };
        Ok(Self { text, has_dot, fits_host })
    }

    /// Returns the zone of a directory bucket of S3 Express One Zone, or of an access point to one.
    ///
    /// The zone of `logs--usw2-az1--x-s3` is `usw2-az1`. No other AWS bucket has a name with such an ending.
    pub(super) fn zone(self) -> Result<Option<&'a str>, Error> {
        let Some(name) = self.text.strip_suffix("--x-s3").or_else(|| self.text.strip_suffix("--xa-s3"))
        else {
            return Ok(None);
        };
        let base_len = (0..name.len()).rev().find(|&at| name.as_bytes().get(at..at + 2) == Some(b"--"));
        match base_len.and_then(|len| Some((len, name.get(len + 2..)?))) {
            Some((1.., zone)) if self.is_label() && is_label(zone) => Ok(Some(zone)),
            _ => Err(Error::DirectoryBucketName),
        }
    }

    /// Returns the Outpost and the kind of hardware if the name is the alias of an access point on an
    /// Outpost.
    ///
    /// Such an alias ends in `--op-s3` and has both at fixed positions from its end.
    pub(super) fn outpost(self) -> Option<(&'a str, Hardware)> {
        self.text.strip_suffix("--op-s3")?;
        let (_, end) = self.text.split_at_checked(self.text.len().checked_sub(50)?)?;
        let hardware = match end.as_bytes().first()? {
            b'e' => Hardware::Ec2,
            b'o' => Hardware::Outpost,
            _ => return None,
        };
        let outpost = end.get(1..18)?;
        (self.is_label() && is_label(outpost)).then_some((outpost, hardware))
    }

    const fn is_label(self) -> bool {
        self.fits_host && !self.has_dot
    }
}

/// The kind of hardware behind an Outpost's alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hardware {
    Ec2,
    Outpost,
}

/// An access point, given by its ARN instead of a bucket name. See [Access point ARNs][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html
#[derive(Clone, Copy, Debug)]
pub(super) struct AccessPoint<'a> {
    pub(super) partition: &'a str,
    /// Empty for a multi-Region access point.
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: AccessPointKind<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccessPointKind<'a> {
    /// `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`, or `arn:aws:s3::ACCOUNT:accesspoint/ALIAS.mrap` in many regions
    Bucket,
    /// `arn:aws:s3-object-lambda:REGION:ACCOUNT:accesspoint/NAME`
    ObjectLambda,
    /// `arn:aws:s3-outposts:REGION:ACCOUNT:outpost/OUTPOST/accesspoint/NAME`
    Outpost(&'a str),
}

impl<'a> AccessPoint<'a> {
    /// Parses the part of an ARN after `arn:`.
    pub(super) fn parse(arn: &'a str) -> Result<Self, Error> {
        let access_point = Self::fields(arn).ok_or(Error::MalformedArn)?;
        let Self { region, account, name, kind, .. } = access_point;
        #[cfg(not(feature = "sigv4a"))]
        if region.is_empty() && kind == AccessPointKind::Bucket {
            return Err(Error::MultiRegionAccessPoint);
        }
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        #[cfg(feature = "sigv4a")]
        if region.is_empty() && kind == AccessPointKind::Bucket {
            let is_alias = is_account && name.strip_suffix(MULTI_REGION_ALIAS).is_some_and(is_label);
            return if is_alias { Ok(access_point) } else { Err(Error::MalformedArn) };
        }
        let is_host_label = is_label(name) && name.len() + "-".len() + account.len() <= 63;
        if is_account && is_host_label && is_label(region) {
            Ok(access_point)
        } else {
            Err(Error::MalformedArn)
        }
    }

    pub(super) fn is_multi_region(&self) -> bool {
        self.region.is_empty()
    }

    fn fields(arn: &'a str) -> Option<Self> {
        let (mut parts, mut count, mut rest) = ([""; MAX_PARTS], 0, Some(arn));
        while let Some(text) = rest {
            // The parts of a resource are separated by `/`, or by `:` in older ARNs.
            let end = text.bytes().position(|byte| byte == b':' || byte == b'/' && count >= RESOURCE);
            *parts.get_mut(count)? = text.get(..end.unwrap_or(text.len()))?;
            rest = end.and_then(|end| text.get(end + 1..));
            count += 1;
        }
        let (kind, partition, region, account, name) = match *parts.get(..count)? {
            [partition, S3, region, account, "accesspoint", name] => {
                (AccessPointKind::Bucket, partition, region, account, name)
            }
            [partition, S3_OBJECT_LAMBDA, region, account, "accesspoint", name] => {
                (AccessPointKind::ObjectLambda, partition, region, account, name)
            }
            [partition, S3_OUTPOSTS, region, account, "outpost", outpost, "accesspoint", name]
                if is_label(outpost) =>
            {
                (AccessPointKind::Outpost(outpost), partition, region, account, name)
            }
            _ => return None,
        };
        Some(Self { partition, region, account, name, kind })
    }
}

/// Returns whether a name is four numbers separated by dots.
fn is_like_an_address(text: &str, classes: u8) -> bool {
    classes == DIGIT | DOT && text.bytes().filter(|byte| *byte == b'.').count() == 3
}

#[expect(clippy::indexing_slicing, reason = "the table has an entry for every byte")]
fn class_of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Returns whether a text of letters, digits and hyphens is a label of a host name. Clients treat a label
/// that starts with `xn--` as Punycode and may reject it.
fn fits_label(text: &str) -> bool {
    !(text.is_empty() || text.starts_with('-') || text.ends_with('-') || text.starts_with("xn--"))
}

/// Returns whether a text is a label of a host name, in lower case.
pub(super) fn is_label(text: &str) -> bool {
    text.len() <= 63 && text.bytes().all(|byte| class_of(byte) & !(LABEL | DIGIT) == 0) && fits_label(text)
}

/// The end of a multi-Region access point's alias.
pub(super) const MULTI_REGION_ALIAS: &str = ".mrap";

/// After `arn:`, an ARN has four parts before its resource, and at most eight in total.
const RESOURCE: usize = 4;
const MAX_PARTS: usize = 8;

const LABEL: u8 = 1;
const DIGIT: u8 = 2;
const LEGACY: u8 = 4;
const DOT: u8 = 8;
const OTHER: u8 = 16;

static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "checked at compile time")]
        {
            classes[byte] = match byte as u8 {
                b'a'..=b'z' | b'-' => LABEL,
                b'0'..=b'9' => DIGIT,
                b'A'..=b'Z' | b'_' => LEGACY,
                b'.' => DOT,
                _ => OTHER,
            };
        }
        byte += 1;
    }
    classes
};
