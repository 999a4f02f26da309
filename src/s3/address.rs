use alloc::{format, string::String};
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
#[derive(Debug)]
pub(super) struct Address<'a> {
    endpoint: &'a Endpoint,
    place: Place<'a>,
    /// The region and the service that requests are signed for, where they are not the endpoint's and `s3`.
    pub(super) own_scope: Option<(&'a str, &'static str)>,
}

#[derive(Debug)]
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
        let at_host = |host, service| {
            Ok(Self { endpoint, place: Place::Host(host), own_scope: Some((&endpoint.region, service)) })
        };
        // Names of AWS with a meaning are plain names elsewhere.
        if let Some(aws) = &endpoint.aws {
            if let Some(zone) = name.zone()? {
                let zone = format!("-{zone}");
                let domain = aws.unaccelerated()?.domain_of_zone("s3express", &zone, &endpoint.region);
                return at_host(format!("{}.{domain}", name.text), "s3express");
            }
            if let Some((outpost, hardware)) = name.outpost() {
                let domain = aws.regional_only()?.domain("s3-outposts", &endpoint.region);
                let host = match hardware {
                    Hardware::Ec2 => format!("{}.ec2.{domain}", name.text),
                    Hardware::Outpost => format!("{}.op-{outpost}.{domain}", name.text),
                };
                return at_host(host, "s3-outposts");
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
        let service = match kind {
            AccessPointKind::Bucket => "s3",
            AccessPointKind::ObjectLambda => "s3-object-lambda",
            AccessPointKind::Outpost(_) => "s3-outposts",
        };
        let domain = match &endpoint.aws {
            None => endpoint.authority.clone(),
            Some(aws) => {
                aws.check_partition(partition)?;
                aws.check_partition(Partition::of_region(region).name)?;
                match kind {
                    AccessPointKind::Bucket => aws.unaccelerated()?.domain("s3-accesspoint", region),
                    AccessPointKind::ObjectLambda => aws.single_stack()?.domain("s3-object-lambda", region),
                    AccessPointKind::Outpost(_) => aws.regional_only()?.domain("s3-outposts", region),
                }
            }
        };
        let host = match kind {
            AccessPointKind::Outpost(outpost) => format!("{name}-{account}.{outpost}.{domain}"),
            _ => format!("{name}-{account}.{domain}"),
        };
        let is_endpoints = service == "s3" && region == endpoint.region;
        let own_scope = (!is_endpoints).then_some((region, service));
        Ok(Self { endpoint, place: Place::Host(host), own_scope })
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

    fn unaccelerated(&self) -> Result<&Self, Error> {
        if self.is_accelerated { Err(Error::NotAccelerated) } else { Ok(self) }
    }

    fn single_stack(&self) -> Result<&Self, Error> {
        if self.is_dual_stack { Err(Error::NoSuchVariant) } else { self.unaccelerated() }
    }

    fn regional_only(&self) -> Result<&Self, Error> {
        if self.is_fips { Err(Error::NoSuchVariant) } else { self.single_stack() }
    }
}
