use alloc::string::String;
use core::ops::Range;

use super::{
    AddressingStyle, Endpoint, Scheme,
    access_point::{AccessPoint, AccessPointKind},
    bucket::{Bucket, BucketName, Hardware},
    endpoint::Aws,
    host::{MAX_HOST_LEN, Subdomains},
    partition::Partition,
};
use crate::Error;

/// Where a bucket of an endpoint lives.
#[derive(Clone, Debug)]
pub(super) struct Address<'a> {
    endpoint: &'a Endpoint,
    place: Place<'a>,
    /// The region and the service that requests are signed for, where they are not the endpoint's and `s3`.
    pub(super) own_scope: Option<(&'a str, &'static str)>,
}

#[derive(Clone, Debug)]
enum Place<'a> {
    /// `https://host/bucket`
    Path(&'a str),
    /// `https://bucket.host`
    Subdomain(&'a str),
    /// A host of its own.
    Host(String),
}

impl<'a> Address<'a> {
    pub(super) fn new(endpoint: &'a Endpoint, bucket: Bucket<'a>) -> Result<Self, Error> {
        match bucket {
            Bucket::Named(name) => Self::of_name(endpoint, name),
            Bucket::AccessPoint(access_point) => Self::of_access_point(endpoint, access_point),
        }
    }

    fn of_name(endpoint: &'a Endpoint, name: BucketName<'a>) -> Result<Self, Error> {
        // Names of AWS with a meaning are plain names elsewhere.
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
                return Ok(Self {
                    endpoint,
                    place: Place::Host([name.text, separator, outpost, dot, &domain].concat()),
                    own_scope: Some((&endpoint.region, service.signing_name())),
                });
            }
        }
        let place = if endpoint.is_path_style(name)? { Place::Path } else { Place::Subdomain };
        Ok(Self { endpoint, place: place(name.text), own_scope: None })
    }

    fn of_access_point(endpoint: &'a Endpoint, access_point: AccessPoint<'a>) -> Result<Self, Error> {
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
                aws.check_partition(Partition::of_region(region).name)?;
                aws.domain_of(service, "", region)?
            }
        };
        let place = Place::Host([name, "-", account, ".", outpost, dot, &domain].concat());
        let is_endpoints = service == Service::AccessPoint && region == endpoint.region;
        let own_scope = (!is_endpoints).then_some((region, service.signing_name()));
        Ok(Self { endpoint, place, own_scope })
    }

    /// Writes `scheme://authority/path`, the path without a final `/`, and tells where the authority is.
    pub(super) fn write_to(&self, url: &mut String) -> Range<usize> {
        let Endpoint { scheme, authority, base_path, .. } = self.endpoint;
        url.push_str(match scheme {
            Scheme::Http => "http://",
            Scheme::Https => "https://",
        });
        let authority_start = url.len();
        match &self.place {
            Place::Path(_) => url.push_str(authority),
            Place::Subdomain(bucket) => {
                url.push_str(bucket);
                url.push('.');
                url.push_str(authority);
            }
            Place::Host(host) => url.push_str(host),
        }
        let authority = authority_start..url.len();
        url.push_str(base_path);
        if let Place::Path(bucket) = self.place {
            url.push('/');
            url.push_str(bucket);
        }
        authority
    }

    /// How long `scheme://authority/path` and the separators behind it can be.
    pub(super) fn max_len(&self) -> usize {
        let Endpoint { authority, base_path, .. } = self.endpoint;
        let place = match &self.place {
            Place::Path(bucket) | Place::Subdomain(bucket) => authority.len() + bucket.len(),
            Place::Host(host) => host.len(),
        };
        "https://./?".len() + place + base_path.len() + "/".len()
    }
}

impl Endpoint {
    fn is_path_style(&self, bucket: BucketName<'_>) -> Result<bool, Error> {
        let fits_host = bucket.fits_host
            && self.subdomains != Subdomains::Impossible
            && bucket.text.len() + self.authority.len() < MAX_HOST_LEN;
        if self.aws.is_some_and(|aws| aws.is_accelerated) {
            return match fits_host && !bucket.has_dot && self.style != AddressingStyle::Path {
                true => Ok(false),
                false => Err(Error::NotAccelerated),
            };
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
    /// The partition that an ARN names, and the one that its region is in.
    fn check_partition(&self, partition: &str) -> Result<(), Error> {
        if self.partition.name == partition {
            return Ok(());
        }
        Err(Error::ArnPartition { partition: partition.into() })
    }

    /// The domain of a service, as far as it has the variant that was asked for.
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

/// What serves buckets that have a host of their own.
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
