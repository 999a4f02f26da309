use alloc::string::String;

use super::Endpoint;
use crate::{Error, partition::Partition};

/// Variants of AWS endpoints.
impl Endpoint {
    /// Switches to the dual-stack variant of an AWS endpoint, which supports IPv6 as well as IPv4.
    ///
    /// See [Using dual-stack endpoints][page].
    ///
    /// # Errors
    ///
    /// Returns [`Error::NotAnAwsEndpoint`] for a custom endpoint.
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let endpoint = Endpoint::aws("us-east-1")?.dual_stack()?;
    /// assert_eq!(
    ///     endpoint.to_string(),
    ///     "https://s3.dualstack.us-east-1.amazonaws.com"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html
    #[doc(alias = "use_dualstack_endpoint")]
    pub fn dual_stack(self) -> Result<Self, Error> {
        self.variant(|aws| {
            aws.is_dual_stack = true;
            Ok(())
        })
    }

    /// Switches to the FIPS variant of an AWS endpoint, whose cryptography is validated to FIPS 140.
    ///
    /// See [FIPS endpoints][page].
    ///
    /// # Errors
    ///
    /// * Returns [`Error::NotAnAwsEndpoint`] for a custom endpoint.
    /// * Returns [`Error::NotOffered`] in China.
    /// * Returns [`Error::AcceleratedFips`] together with [`accelerate`](Self::accelerate).
    ///
    /// ```
    /// use presign::Endpoint;
    ///
    /// let endpoint = Endpoint::aws("us-gov-west-1")?.fips()?;
    /// assert_eq!(endpoint.to_string(), "https://s3-fips.us-gov-west-1.amazonaws.com");
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://aws.amazon.com/compliance/fips/
    #[doc(alias = "use_fips_endpoint")]
    pub fn fips(self) -> Result<Self, Error> {
        self.variant(|aws| {
            aws.is_fips = true;
            match aws.partition {
                _ if aws.is_accelerated => Err(Error::AcceleratedFips),
                Partition { has_fips: false, name, .. } => {
                    Err(Error::NotOffered { what: "FIPS", partition: name })
                }
                _ => Ok(()),
            }
        })
    }

    /// Switches to S3 Transfer Acceleration.
    ///
    /// The bucket must have it enabled and must not have a dot in its name. Requests go to the nearest edge
    /// location, but are signed for the region. See [Transfer Acceleration][page].
    ///
    /// # Errors
    ///
    /// * Returns [`Error::NotAnAwsEndpoint`] for a custom endpoint.
    /// * Returns [`Error::NotOffered`] outside the commercial partition.
    /// * Returns [`Error::AcceleratedFips`] together with [`fips`](Self::fips).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let endpoint = Endpoint::aws("us-east-1")?.accelerate()?;
    /// let s3 = Presigner::new(Credentials::new("AKID", "secret"), endpoint);
    /// let put = s3.put("examplebucket", "duck.jpg").presign()?;
    /// assert!(put.url().starts_with(
    ///     "https://examplebucket.s3-accelerate.amazonaws.com/duck.jpg?"
    /// ));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html
    #[doc(alias = "use_accelerate_endpoint")]
    #[doc(alias = "transfer_acceleration")]
    pub fn accelerate(self) -> Result<Self, Error> {
        self.variant(|aws| {
            aws.is_accelerated = true;
            match aws.partition {
                _ if aws.is_fips => Err(Error::AcceleratedFips),
                Partition { has_acceleration: false, name, .. } => {
                    Err(Error::NotOffered { what: "transfer acceleration", partition: name })
                }
                _ => Ok(()),
            }
        })
    }

    /// Returns whether this is the endpoint of an AWS region.
    #[must_use]
    pub const fn is_aws(&self) -> bool {
        self.aws.is_some()
    }

    /// Returns whether this is the [dual-stack](Self::dual_stack) variant.
    #[must_use]
    pub fn is_dual_stack(&self) -> bool {
        self.aws.is_some_and(|aws| aws.is_dual_stack)
    }

    /// Returns whether this is the [FIPS](Self::fips) variant.
    #[must_use]
    pub fn is_fips(&self) -> bool {
        self.aws.is_some_and(|aws| aws.is_fips)
    }

    /// Returns whether this is the [accelerated](Self::accelerate) variant.
    #[must_use]
    pub fn is_accelerated(&self) -> bool {
        self.aws.is_some_and(|aws| aws.is_accelerated)
    }

    fn variant(mut self, set: impl FnOnce(&mut Aws) -> Result<(), Error>) -> Result<Self, Error> {
        let aws = self.aws.as_mut().ok_or(Error::NotAnAwsEndpoint)?;
        set(aws)?;
        self.base.authority = match aws {
            Aws { is_accelerated: true, is_dual_stack, partition, .. } => {
                let dual_stack = if *is_dual_stack { "dualstack." } else { "" };
                ["s3-accelerate.", dual_stack, partition.suffix].concat()
            }
            // The global endpoint has no variants, so this uses those of the region.
            _ => aws.domain("s3", "", &self.region),
        };
        Ok(self)
    }
}

/// The properties of an AWS endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Aws {
    pub(super) partition: &'static Partition,
    pub(super) is_fips: bool,
    pub(super) is_dual_stack: bool,
    pub(super) is_accelerated: bool,
}

impl Aws {
    /// Returns the domain of a service, such as `s3-fips.dualstack.us-east-1.amazonaws.com`. The zone may be
    /// empty.
    pub(super) fn domain(&self, service: &str, zone: &str, region: &str) -> String {
        let fips = if self.is_fips { "-fips" } else { "" };
        let dual_stack = if self.is_dual_stack { ".dualstack" } else { "" };
        let dash = if zone.is_empty() { "" } else { "-" };
        [service, fips, dash, zone, dual_stack, ".", region, ".", self.partition.suffix].concat()
    }
}
