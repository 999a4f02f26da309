use alloc::string::String;
use core::fmt;

use super::{
    AddressingStyle, Endpoint, Scheme,
    bucket::{AccessPoint, AccessPointKind, Bucket, BucketName, Hardware, MULTI_REGION_ALIAS},
    host::{MAX_HOST_LEN, Subdomains},
    service_host::is_service,
    variants::Aws,
};
use crate::{
    Error,
    partition::Partition,
    s3_names::{S3, S3_EXPRESS, S3_OBJECT_LAMBDA, S3_OUTPOSTS},
    sigv4::Host,
};

/// The address of a bucket at an endpoint, or of the service itself.
#[derive(Debug)]
pub(super) struct Address<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) place: Place<'a>,
    /// The region that requests are signed for. Empty for a multi-Region access point.
    pub(super) region: &'a str,
    /// The service that requests are signed for.
    pub(super) service: &'static str,
}

#[derive(Debug)]
pub(super) enum Place<'a> {
    /// `https://host`, of the service or of a single bucket.
    Endpoint,
    /// `https://host/bucket`
    Path(&'a str),
    /// `https://bucket.host`
    Subdomain(&'a str),
    /// The bucket has its own host.
    Host(String),
}

impl<'a> Address<'a> {
    /// Returns the address of the service itself. A session is one of S3 Express One Zone.
    pub(super) fn for_service(endpoint: &'a Endpoint, has_session: bool) -> Result<Self, Error> {
        match endpoint.style {
            AddressingStyle::BucketEndpoint if endpoint.is_aws() => return Err(Error::NotOneBucket),
            AddressingStyle::BucketEndpoint => return Err(Error::OnlyOneBucket),
            _ => {}
        }
        if has_session {
            return Err(Error::SessionOfDirectoryBucket);
        }
        if endpoint.is_accelerated() {
            return Err(Error::NotAccelerated);
        }
        Ok(Self::new(endpoint, Place::Endpoint))
    }

    pub(super) fn for_bucket(
        endpoint: &'a Endpoint,
        bucket: &'a str,
        has_session: bool,
    ) -> Result<Self, Error> {
        match Bucket::new(bucket)? {
            Bucket::Named(name) => (endpoint.rules.address)(endpoint, name, has_session),
            Bucket::AccessPoint(_) if has_session => Err(Error::SessionOfDirectoryBucket),
            Bucket::AccessPoint(access_point) => Self::for_access_point(endpoint, access_point),
        }
    }

    fn new(endpoint: &'a Endpoint, place: Place<'a>) -> Self {
        Self { endpoint, place, region: &endpoint.region, service: S3 }
    }

    // Not inlined, to keep the WebAssembly smaller.
    #[inline(never)]
    fn for_access_point(endpoint: &'a Endpoint, access_point: AccessPoint<'a>) -> Result<Self, Error> {
        let AccessPoint { region, account, name, kind, .. } = access_point;
        #[cfg(feature = "sigv4a")]
        if access_point.is_multi_region() {
            return Self::for_multi_region(endpoint, &access_point);
        }
        if region != endpoint.region && !endpoint.uses_arn_region {
            return Err(Error::ArnRegion { region: region.into() });
        }
        if endpoint.style == AddressingStyle::Path || endpoint.subdomains == Subdomains::Impossible {
            return Err(Error::ArnNeedsHost);
        }
        let (service, [outpost, dot]) = match kind {
            AccessPointKind::Bucket => (Service::AccessPoint, [""; 2]),
            AccessPointKind::ObjectLambda => (Service::ObjectLambda, [""; 2]),
            AccessPointKind::Outpost(outpost) => (Service::Outposts, [outpost, "."]),
        };
        let domain = (endpoint.rules.domain)(endpoint, &access_point, service)?;
        let place = Place::Host([name, "-", account, ".", outpost, dot, &domain].concat());
        Ok(Self { endpoint, place, region, service: service.signing_name() })
    }

    /// Returns the `Host` header.
    pub(super) fn host(&self) -> Host<'_> {
        let authority = &self.endpoint.base.authority;
        match &self.place {
            Place::Endpoint | Place::Path(_) => Host::from_normal(authority),
            Place::Subdomain(bucket) => Host::with_subdomain(bucket, authority),
            Place::Host(host) => Host::from_normal(host),
        }
    }

    /// Writes `scheme://host`.
    pub(super) fn write_origin(&self, url: &mut String) {
        url.push_str(self.endpoint.base.scheme.as_str());
        url.push_str("://");
        self.host().write_to(url);
    }

    /// Writes the path of the bucket or the service, without a final `/`.
    pub(super) fn write_path(&self, url: &mut String) {
        url.push_str(self.endpoint.base_path());
        if let Some(bucket) = self.bucket_in_path() {
            url.push('/');
            url.push_str(bucket);
        }
    }

    /// Returns the bucket if it is a segment of the path.
    pub(super) const fn bucket_in_path(&self) -> Option<&'a str> {
        if let Place::Path(bucket) = self.place { Some(bucket) } else { None }
    }

    /// Returns the maximum length of the origin and the path, with a trailing `/`.
    pub(super) fn max_len(&self) -> usize {
        let bucket = self.bucket_in_path().map_or(0, |bucket| "/".len() + bucket.len());
        self.endpoint.base.scheme.as_str().len()
            + ":///".len()
            + self.host().len()
            + self.endpoint.base_path().len()
            + bucket
    }
}

/// Where the buckets and the access points of an endpoint are.
///
/// These are functions instead of cases of a `match`, so that a program contains only the code for the endpoints that
/// it creates.
pub(super) struct Rules {
    address: for<'a> fn(&'a Endpoint, BucketName<'a>, bool) -> Result<Address<'a>, Error>,
    /// Returns the domain of a service's access points.
    domain: fn(&Endpoint, &AccessPoint<'_>, Service) -> Result<String, Error>,
}

pub(super) static AT_AWS: Rules = Rules { address: at_aws, domain: Endpoint::aws_domain };

pub(super) static AT_CUSTOM: Rules = Rules { address: at_custom, domain: Endpoint::custom_domain };

/// All rules are equal, since they only depend on whether the endpoint is an AWS one, which is compared elsewhere.
impl PartialEq for Rules {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Rules {}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").finish_non_exhaustive()
    }
}

fn at_aws<'a>(endpoint: &'a Endpoint, name: BucketName<'a>, has_session: bool) -> Result<Address<'a>, Error> {
    if endpoint.style == AddressingStyle::BucketEndpoint {
        return Err(Error::NotOneBucket);
    }
    let own = match name.zone()? {
        Some(zone) => Some((Service::Express, zone, [".", "", ""])),
        None if has_session => return Err(Error::SessionOfDirectoryBucket),
        None => name.outpost().map(|(outpost, hardware)| match hardware {
            Hardware::Ec2 => (Service::Outposts, "", [".ec2.", "", ""]),
            Hardware::Outpost => (Service::Outposts, "", [".op-", outpost, "."]),
        }),
    };
    if let (Some(aws), Some((service, zone, [separator, outpost, dot]))) = (&endpoint.aws, own) {
        let domain = aws.domain_of(service, zone, &endpoint.region)?;
        let place = Place::Host([name.text, separator, outpost, dot, &domain].concat());
        return Ok(Address { service: service.signing_name(), ..Address::new(endpoint, place) });
    }
    if name.text.ends_with(MULTI_REGION_ALIAS) {
        return Err(Error::MultiRegionAddress);
    }
    Ok(Address::new(endpoint, endpoint.place(name)?))
}

/// Names with a special meaning on AWS are ordinary names elsewhere, except that a session is always for a directory
/// bucket.
fn at_custom<'a>(
    endpoint: &'a Endpoint,
    name: BucketName<'a>,
    has_session: bool,
) -> Result<Address<'a>, Error> {
    let service = match has_session {
        true if name.zone()?.is_none() => return Err(Error::SessionOfDirectoryBucket),
        true => Service::Express.signing_name(),
        false => S3,
    };
    let place = match endpoint.style {
        AddressingStyle::BucketEndpoint => Place::Endpoint,
        _ if endpoint.has_in_address(name.text) => return Err(Error::BucketInEndpoint),
        // AWS's endpoint rules put a directory bucket before the host, whatever the style.
        _ if has_session && endpoint.subdomains == Subdomains::Impossible => Place::Path(name.text),
        _ if has_session && endpoint.has_room_for(name) => Place::Subdomain(name.text),
        _ if has_session => return Err(Error::BucketNotAHostLabel),
        _ => endpoint.place(name)?,
    };
    Ok(Address { service, ..Address::new(endpoint, place) })
}

impl Endpoint {
    fn aws_domain(&self, access_point: &AccessPoint<'_>, service: Service) -> Result<String, Error> {
        let &AccessPoint { partition, region, .. } = access_point;
        let Some(aws) = self.aws.as_ref().filter(|_| self.style != AddressingStyle::BucketEndpoint) else {
            return Err(Error::NotOneBucket);
        };
        aws.check_partition(partition)?;
        aws.check_partition(Partition::of_region(region)?.name)?;
        aws.domain_of(service, "", region)
    }

    fn custom_domain(&self, access_point: &AccessPoint<'_>, _: Service) -> Result<String, Error> {
        let AccessPoint { name, account, .. } = access_point;
        match self.style {
            AddressingStyle::BucketEndpoint => Err(Error::OnlyOneBucket),
            _ if self.has_before_service(&[name, "-", account].concat()) => Err(Error::BucketInEndpoint),
            _ => Ok(self.base.authority.clone()),
        }
    }

    /// Returns whether the address already contains the bucket: before the host of a service or, unless the caller
    /// has set the addressing style, as the whole host or as the path of a service.
    fn has_in_address(&self, bucket: &str) -> bool {
        let host = self.host();
        let is_auto = self.style == AddressingStyle::Auto && self.subdomains == Subdomains::Likely;
        let is_path = || self.base_path().strip_prefix('/') == Some(bucket) && is_service(host);
        self.has_before_service(bucket) || is_auto && (host == bucket || is_path())
    }

    fn has_before_service(&self, label: &str) -> bool {
        let rest = self.host().strip_prefix(label).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(is_service)
    }

    fn place<'a>(&self, name: BucketName<'a>) -> Result<Place<'a>, Error> {
        let place = if self.is_path_style(name)? { Place::Path } else { Place::Subdomain };
        Ok(place(name.text))
    }

    fn is_path_style(&self, bucket: BucketName<'_>) -> Result<bool, Error> {
        let fits_host =
            bucket.fits_host && self.subdomains != Subdomains::Impossible && self.has_room_for(bucket);
        if self.is_accelerated() {
            let is_reached = fits_host && !bucket.has_dot && self.style != AddressingStyle::Path;
            return if is_reached { Ok(false) } else { Err(Error::NotAccelerated) };
        }
        match self.style {
            AddressingStyle::Path => Ok(true),
            AddressingStyle::VirtualHosted if fits_host => Ok(false),
            AddressingStyle::VirtualHosted => Err(Error::BucketNotAHostLabel),
            AddressingStyle::Auto | AddressingStyle::BucketEndpoint => {
                let certificate_covers = self.base.scheme == Scheme::Http || !bucket.has_dot;
                Ok(!(fits_host && certificate_covers && self.subdomains == Subdomains::Likely))
            }
        }
    }

    fn has_room_for(&self, bucket: BucketName<'_>) -> bool {
        bucket.text.len() + self.base.authority.len() < MAX_HOST_LEN
    }
}

impl Aws {
    /// Rejects a partition other than the endpoint's.
    pub(super) fn check_partition(&self, partition: &str) -> Result<(), Error> {
        if self.partition.name == partition {
            return Ok(());
        }
        Err(Error::ArnPartition { partition: partition.into() })
    }

    /// Returns the domain of a service, or an error if it lacks the requested variant.
    fn domain_of(&self, service: Service, zone: &str, region: &str) -> Result<String, Error> {
        let lacks_fips = service == Service::Outposts;
        let lacks_dual_stack = lacks_fips || service == Service::ObjectLambda;
        if self.is_fips && lacks_fips || self.is_dual_stack && lacks_dual_stack {
            return Err(Error::NoSuchVariant);
        }
        if self.is_accelerated {
            return Err(Error::NotAccelerated);
        }
        Ok(self.domain(service.host_name(), zone, region))
    }
}

/// A service whose buckets have their own hosts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Service {
    Express,
    AccessPoint,
    ObjectLambda,
    Outposts,
}

impl Service {
    const fn host_name(self) -> &'static str {
        match self {
            Self::AccessPoint => "s3-accesspoint",
            _ => self.signing_name(),
        }
    }

    const fn signing_name(self) -> &'static str {
        match self {
            Self::Express => S3_EXPRESS,
            Self::AccessPoint => S3,
            Self::ObjectLambda => S3_OBJECT_LAMBDA,
            Self::Outposts => S3_OUTPOSTS,
        }
    }
}
