use alloc::string::String;

use super::{
    Request,
    address::{Address, Place},
    bucket::AccessPoint,
    host::MULTI_REGION,
};
use crate::{AddressingStyle, Endpoint, Error, s3_names::S3, sigv4::RegionSet};

impl<Of> Request<'_, Of> {
    /// Limits a URL for a multi-Region access point to some regions.
    ///
    /// A SigV4A signature is valid only in the regions of its set, and S3 sends each request to the nearest bucket of
    /// the access point. The default is `*`: all regions. See [Signature Version 4][page].
    ///
    /// Any other bucket has a region instead, so signing returns [`Error::RegionSetOfBucket`].
    ///
    /// Requires the feature `sigv4a`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("eu-west-1")?);
    /// let get = s3
    ///     .get("arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap", "duck.jpg")
    ///     .region_set(["eu-west-1", "eu-central-1"])
    ///     .presign()?;
    /// assert!(get.url().contains("&X-Amz-Region-Set=eu-west-1%2Ceu-central-1&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
    #[doc(alias = "X-Amz-Region-Set")]
    pub fn region_set(self, regions: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.and(|request| {
            request.region_set = Some(RegionSet::new(regions)?);
            Ok(())
        })
    }
}

impl<'a> Address<'a> {
    /// Returns the address of a multi-Region access point, which belongs to no region.
    pub(super) fn for_multi_region(
        endpoint: &'a Endpoint,
        access_point: &AccessPoint<'a>,
    ) -> Result<Self, Error> {
        let Some(aws) = &endpoint.aws else { return Err(Error::MultiRegionAddress) };
        match endpoint.style {
            AddressingStyle::BucketEndpoint => return Err(Error::NotOneBucket),
            AddressingStyle::Path => return Err(Error::ArnNeedsHost),
            _ => {}
        }
        aws.check_partition(access_point.partition)?;
        if aws.is_accelerated {
            return Err(Error::NotAccelerated);
        }
        if aws.is_dual_stack || aws.is_fips {
            return Err(Error::NoSuchVariant);
        }
        let host: String = [access_point.name, MULTI_REGION, aws.partition.suffix].concat();
        Ok(Self { endpoint, place: Place::Host(host), region: "", service: S3 })
    }
}
