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
        let mut fields = arn.splitn(5, ':');
        let mut next = || fields.next().ok_or(Error::MalformedArn);
        let (partition, service, region, account) = (next()?, next()?, next()?, next()?);
        // The parts of a resource are separated by `/`, and in older ARNs by `:`.
        let mut resource = next()?.split(['/', ':']);
        let (kind, name) = match (service, resource.next(), resource.next()) {
            ("s3", Some("accesspoint"), Some(name)) => (AccessPointKind::Bucket, name),
            ("s3-object-lambda", Some("accesspoint"), Some(name)) => (AccessPointKind::ObjectLambda, name),
            ("s3-outposts", Some("outpost"), Some(outpost)) if is_label(outpost) => {
                match (resource.next(), resource.next()) {
                    (Some("accesspoint"), Some(name)) => (AccessPointKind::Outpost(outpost), name),
                    _ => return Err(Error::MalformedArn),
                }
            }
            _ => return Err(Error::MalformedArn),
        };
        if resource.next().is_some() {
            return Err(Error::MalformedArn);
        }
        if region.is_empty() && kind == AccessPointKind::Bucket {
            return Err(Error::MultiRegionAccessPoint);
        }
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        let is_host_label = is_label(name) && name.len() + "-".len() + account.len() <= 63;
        if !(is_account && is_host_label && is_label(region)) {
            return Err(Error::MalformedArn);
        }
        Ok(Self { partition, region, account, name, kind })
    }
}
