use alloc::string::String;

use super::{
    AddressingStyle, Endpoint, Scheme,
    bucket::{AccessPoint, AccessPointKind, Bucket, BucketName, Hardware},
    endpoint::Aws,
    host::{MAX_HOST_LEN, Subdomains},
};
use crate::{Error, partition::Partition, sigv4::Host};

/// The address of a bucket at an endpoint, or of the service itself.
#[derive(Debug)]
pub(super) struct Address<'a> {
    endpoint: &'a Endpoint,
    place: Place<'a>,
    /// The region that requests are signed for.
    pub(super) region: &'a str,
    /// The service that requests are signed for.
    pub(super) service: &'static str,
}

#[derive(Debug)]
enum Place<'a> {
    /// `https://host`, with no bucket.
    Service,
    /// `https://host/bucket`
    Path(&'a str),
    /// `https://bucket.host`
    Subdomain(&'a str),
    /// The bucket has its own host.
    Host(String),
}

impl<'a> Address<'a> {
    pub(super) fn for_service(endpoint: &'a Endpoint) -> Result<Self, Error> {
        if endpoint.aws.is_some_and(|aws| aws.is_accelerated) {
            return Err(Error::NotAccelerated);
        }
        Ok(Self::new(endpoint, Place::Service))
    }

    pub(super) fn for_bucket(endpoint: &'a Endpoint, bucket: &'a str) -> Result<Self, Error> {
        match Bucket::new(bucket)? {
            Bucket::Named(name) => Self::for_name(endpoint, name),
            Bucket::AccessPoint(access_point) => Self::for_access_point(endpoint, access_point),
        }
    }

    fn new(endpoint: &'a Endpoint, place: Place<'a>) -> Self {
        Self { endpoint, place, region: &endpoint.region, service: "s3" }
    }

    fn for_name(endpoint: &'a Endpoint, name: BucketName<'a>) -> Result<Self, Error> {
        // Names with a special meaning at AWS are plain names elsewhere.
        if let Some(aws) = &endpoint.aws {
            let own = match name.zone()? {
                Some(zone) => Some((Service::Express, zone, [".", "", ""])),
                None => name.outpost().map(|(outpost, hardware)| match hardware {
                    Hardware::Ec2 => (Service::Outposts, "", [".ec2.", "", ""]),
                    Hardware::Outpost => (Service::Outposts, "", [".op-", outpost, "."]),
                }),
            };
            if let Some((service, zone, [separator, outpost, dot])) = own {
                let domain = aws.domain_of(service, zone, &endpoint.region)?;
                let place = Place::Host([name.text, separator, outpost, dot, &domain].concat());
                return Ok(Self { service: service.signing_name(), ..Self::new(endpoint, place) });
            }
        }
        let place = if endpoint.is_path_style(name)? { Place::Path } else { Place::Subdomain };
        Ok(Self::new(endpoint, place(name.text)))
    }

    // Not inlined, to keep the WebAssembly smaller.
    #[inline(never)]
    fn for_access_point(endpoint: &'a Endpoint, access_point: AccessPoint<'a>) -> Result<Self, Error> {
        let AccessPoint { partition, region, account, name, kind } = access_point;
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
        let domain = match &endpoint.aws {
            None => endpoint.authority.clone(),
            Some(aws) => {
                aws.check_partition(partition)?;
                aws.check_partition(Partition::for_region(region).name)?;
                aws.domain_of(service, "", region)?
            }
        };
        let place = Place::Host([name, "-", account, ".", outpost, dot, &domain].concat());
        Ok(Self { endpoint, place, region, service: service.signing_name() })
    }

    /// Returns the `Host` header.
    pub(super) fn host(&self) -> Host<'_> {
        let authority = &self.endpoint.authority;
        match &self.place {
            Place::Service | Place::Path(_) => Host::from_normal(authority),
            Place::Subdomain(bucket) => Host::with_subdomain(bucket, authority),
            Place::Host(host) => Host::from_normal(host),
        }
    }

    /// Writes `scheme://host`.
    pub(super) fn write_origin(&self, url: &mut String) {
        url.push_str(self.endpoint.scheme.as_str());
        url.push_str("://");
        self.host().write_to(url);
    }

    /// Writes the path of the bucket or the service, without a final `/`.
    pub(super) fn write_path(&self, url: &mut String) {
        url.push_str(&self.endpoint.base_path);
        if let Place::Path(bucket) = self.place {
            url.push('/');
            url.push_str(bucket);
        }
    }

    /// Returns the maximum length of the origin and the path, with a trailing `/`.
    pub(super) fn max_len(&self) -> usize {
        let bucket = if let Place::Path(bucket) = self.place { "/".len() + bucket.len() } else { 0 };
        self.endpoint.scheme.as_str().len()
            + ":///".len()
            + self.host().len()
            + self.endpoint.base_path.len()
            + bucket
    }
}

impl Endpoint {
    fn is_path_style(&self, bucket: BucketName<'_>) -> Result<bool, Error> {
        let fits_host = bucket.fits_host
            && self.subdomains != Subdomains::Impossible
            && bucket.text.len() + self.authority.len() < MAX_HOST_LEN;
        if self.aws.is_some_and(|aws| aws.is_accelerated) {
            let is_reached = fits_host && !bucket.has_dot && self.style != AddressingStyle::Path;
            return if is_reached { Ok(false) } else { Err(Error::NotAccelerated) };
        }
        match self.style {
            AddressingStyle::Path => Ok(true),
            AddressingStyle::VirtualHosted if fits_host => Ok(false),
            AddressingStyle::VirtualHosted => Err(Error::BucketNotAHostLabel),
            AddressingStyle::Auto => {
                let certificate_covers = self.scheme == Scheme::Http || !bucket.has_dot;
                Ok(!(fits_host && certificate_covers && self.subdomains == Subdomains::Likely))
            }
        }
    }
}

impl Aws {
    /// Rejects a partition other than the endpoint's.
    fn check_partition(&self, partition: &str) -> Result<(), Error> {
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
            Self::Express => "s3express",
            Self::AccessPoint => "s3",
            Self::ObjectLambda => "s3-object-lambda",
            Self::Outposts => "s3-outposts",
        }
    }
}
