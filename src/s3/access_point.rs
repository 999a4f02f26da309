use super::bucket::is_label;
use crate::Error;

/// An access point, given by its ARN in place of a bucket. See [Access point ARNs][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html
#[derive(Clone, Copy, Debug)]
pub(super) struct AccessPoint<'a> {
    pub(super) partition: &'a str,
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: AccessPointKind<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccessPointKind<'a> {
    /// `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`
    Bucket,
    /// `arn:aws:s3-object-lambda:REGION:ACCOUNT:accesspoint/NAME`
    ObjectLambda,
    /// `arn:aws:s3-outposts:REGION:ACCOUNT:outpost/OUTPOST/accesspoint/NAME`
    Outpost(&'a str),
}

impl<'a> AccessPoint<'a> {
    /// Reads what follows `arn:`.
    pub(super) fn parse(arn: &'a str) -> Result<Self, Error> {
        let access_point = Self::fields(arn).ok_or(Error::MalformedArn)?;
        let Self { region, account, name, kind, .. } = access_point;
        if region.is_empty() && kind == AccessPointKind::Bucket {
            return Err(Error::MultiRegionAccessPoint);
        }
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        let is_host_label = is_label(name) && name.len() + "-".len() + account.len() <= 63;
        if is_account && is_host_label && is_label(region) {
            Ok(access_point)
        } else {
            Err(Error::MalformedArn)
        }
    }

    fn fields(arn: &'a str) -> Option<Self> {
        let mut rest = Some(arn);
        let mut next = |separators: &[u8]| {
            let text = rest?;
            let end = text.bytes().position(|byte| separators.contains(&byte));
            rest = end.and_then(|end| text.get(end + 1..));
            text.get(..end.unwrap_or(text.len()))
        };
        let (partition, service, region, account) = (next(b":")?, next(b":")?, next(b":")?, next(b":")?);
        // The parts of a resource are separated by `/`, and in older ARNs by `:`.
        let mut part = || next(b"/:");
        let kind = match (service, part()?) {
            ("s3", "accesspoint") => AccessPointKind::Bucket,
            ("s3-object-lambda", "accesspoint") => AccessPointKind::ObjectLambda,
            ("s3-outposts", "outpost") => match (part()?, part()?) {
                (outpost, "accesspoint") if is_label(outpost) => AccessPointKind::Outpost(outpost),
                _ => return None,
            },
            _ => return None,
        };
        let name = part()?;
        rest.is_none().then_some(Self { partition, region, account, name, kind })
    }
}
