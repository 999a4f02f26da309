//! Compares the addresses of buckets, and the scopes of their requests, with the endpoint rules in every AWS SDK.
//!
//! The tests combine every kind of bucket with every endpoint. A table lists each difference and its reason.

use aws_sdk_s3::config::endpoint::{DefaultResolver, Params, ParamsBuilder, ResolveEndpoint};
use presign::{AmzDate, Credentials, Endpoint, Error, Method, Presigner};
use sdk::now;
use std::collections::BTreeSet;

/// A region, its partition and another region of that.
const REGIONS: [(&str, &str, &str); 15] = [
    ("us-east-1", "aws", "eu-west-1"),
    ("eu-west-1", "aws", "us-east-1"),
    ("ap-southeast-3", "aws", "us-east-1"),
    ("mx-central-1", "aws", "us-east-1"),
    ("cn-north-1", "aws-cn", "cn-northwest-1"),
    ("cn-northwest-1", "aws-cn", "cn-north-1"),
    ("us-gov-west-1", "aws-us-gov", "us-gov-east-1"),
    ("us-iso-east-1", "aws-iso", "us-iso-west-1"),
    ("us-isob-east-1", "aws-iso-b", "us-isob-west-1"),
    ("eu-isoe-west-1", "aws-iso-e", "eu-isoe-north-1"),
    ("us-isof-south-1", "aws-iso-f", "us-isof-east-1"),
    ("eusc-de-east-1", "aws-eusc", "eusc-de-west-1"),
    // Not there yet, and named like the others.
    ("sa-north-9", "aws", "us-east-1"),
    // Named like no other.
    ("moon-tycho-1", "aws", "us-east-1"),
    // The global endpoint.
    ("aws-global", "aws", "eu-west-1"),
];

#[derive(Clone, Copy, PartialEq)]
struct Variant {
    name: &'static str,
    dual_stack: bool,
    fips: bool,
    accelerate: bool,
}

const VARIANTS: [Variant; 8] = [
    Variant { name: "plain", dual_stack: false, fips: false, accelerate: false },
    Variant { name: "dual-stack", dual_stack: true, fips: false, accelerate: false },
    Variant { name: "FIPS", dual_stack: false, fips: true, accelerate: false },
    Variant { name: "FIPS dual-stack", dual_stack: true, fips: true, accelerate: false },
    Variant { name: "accelerate", dual_stack: false, fips: false, accelerate: true },
    Variant { name: "accelerate dual-stack", dual_stack: true, fips: false, accelerate: true },
    Variant { name: "accelerate FIPS", dual_stack: false, fips: true, accelerate: true },
    Variant { name: "accelerate FIPS dual-stack", dual_stack: true, fips: true, accelerate: true },
];

/// `{…}` stands for the endpoint's partition and region, another region of the partition, and a region of another.
const BUCKETS: &[&str] = &[
    // Names.
    "bucket",
    "123",
    "sthree-bucket",
    "amzn-s3-demo-bucket",
    "with.dots",
    "with.2.dots",
    "With-Case",
    "with_underscore",
    "bcde-fghi-jklm-nopq-rstu-vwxy-zabc-defg-hijk-lmno-pqrs-tuvw-xyz",
    "bcde-fghi-jklm-nopq-rstu-vwxy-zabc-defg-hijk-lmno-pqrs-tuvw-xyza",
    "192.0.2.1",
    "300.0.2.1",
    "a..b",
    ".ab",
    "ab.",
    "-ab",
    "ab-",
    "a.-b",
    "ab",
    "xn--bcher-kva",
    // Aliases of access points.
    "photos-aaaabbbbccccddddeeeeffff1234-s3alias",
    "thumbs-aaaabbbbccccddddeeeeffff12--ol-s3",
    "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
    "test-accessp-e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
    "test-accessp-x0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
    "test--op-s3",
    // Directory buckets and access points to them, by the length of their zones.
    "logs--use1-az4--x-s3",
    "logs--apne1-az1--x-s3",
    "logs--use1-az14--x-s3",
    "logs--usw2-lax1-az1--x-s3",
    "logs--test-zone-ab1--x-s3",
    "more--logs--use1-az4--x-s3",
    "logs--a--x-s3",
    "logs--zone-of-quite-some-length--x-s3",
    "logs--use1-az4--xa-s3",
    "logs--apne1-az1--xa-s3",
    "logs--usw2-lax1-az1--xa-s3",
    "logs--a--xa-s3",
    "logs--x-s3",
    "use1-az4--x-s3",
    "--use1-az4--x-s3",
    "lo.gs--use1-az4--x-s3",
    "Logs--use1-az4--x-s3",
    "logs_1--use1-az4--xa-s3",
    // Access points.
    "arn:{partition}:s3:{region}:123456789012:accesspoint/photos",
    "arn:{partition}:s3:{region}:123456789012:accesspoint:photos",
    "arn:{partition}:s3:{other}:123456789012:accesspoint/photos",
    "arn:{partition}:s3:{foreign}:123456789012:accesspoint/photos",
    "arn:{foreign partition}:s3:{region}:123456789012:accesspoint/photos",
    "arn:{foreign partition}:s3:{foreign}:123456789012:accesspoint/photos",
    "arn:{partition}:s3:{region}:123456789012:accesspoint/one-letter-more-than-fits-a-label-with-the-account-1",
    "arn:{partition}:s3:{region}:123456789012:accesspoint/Photos",
    "arn:{partition}:s3:{region}:123456789012:accesspoint/my.photos",
    "arn:{partition}:s3:{region}:123456789012:accesspoint/my_photos",
    "arn:{partition}:s3:{region}:12345:accesspoint/photos",
    "arn:{partition}:s3:{region}:123_456:accesspoint/photos",
    "arn:{partition}:s3:{region}::accesspoint/photos",
    "arn:{partition}:s3:{region}:123456789012:accesspoint/",
    "arn:{partition}:s3:{region}:123456789012:accesspoint",
    "arn:{partition}:s3:{region}:123456789012:accesspoint/photos/object",
    "arn:{partition}:s3:{region}:123456789012:bucket/photos",
    "arn:{partition}:sqs:{region}:123456789012:accesspoint/photos",
    "arn:{partition}:s3:::photos",
    "arn:{partition}:s3:{region}:123456789012:",
    "arn:{partition}:s3",
    "arn:",
    // Multi-Region access points.
    "mfzwi23gnjvgw.mrap",
    "arn:{partition}:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
    "arn:{partition}:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap",
    // Object Lambda.
    "arn:{partition}:s3-object-lambda:{region}:123456789012:accesspoint/thumbs",
    "arn:{partition}:s3-object-lambda:{region}:123456789012:accesspoint:thumbs",
    "arn:{partition}:s3-object-lambda:{other}:123456789012:accesspoint/thumbs",
    "arn:{partition}:s3-object-lambda:{foreign}:123456789012:accesspoint/thumbs",
    "arn:{partition}:s3-object-lambda:{region}::accesspoint/thumbs",
    "arn:{partition}:s3-object-lambda::123456789012:accesspoint/thumbs",
    // Outposts.
    "arn:{partition}:s3-outposts:{region}:123456789012:outpost/op-01234567890123456/accesspoint/reports",
    "arn:{partition}:s3-outposts:{region}:123456789012:outpost:op-01234567890123456:accesspoint:reports",
    "arn:{partition}:s3-outposts:{other}:123456789012:outpost/op-01234567890123456/accesspoint/reports",
    "arn:{partition}:s3-outposts:{foreign}:123456789012:outpost/op-01234567890123456/accesspoint/reports",
    "arn:{partition}:s3-outposts:{region}:123456789012:outpost/op-01234567890123456/bucket/reports",
    "arn:{partition}:s3-outposts:{region}:123456789012:outpost/op-01234567890123456",
    "arn:{partition}:s3-outposts:{region}:123456789012:outpost/op.1/accesspoint/reports",
];

const EXCEPTIONS_AT_AWS: &[Exception] = &[
    Exception {
        why: "No partition has regions of such a name: the SDK makes up a host",
        at: &["moon-tycho-1"],
        buckets: ALL,
        presign: &["Err UnknownRegion { region: \"moon-tycho-1\" }"],
    },
    Exception {
        why: "The SDK puts the pseudo-region itself into hosts and scopes, which do not exist",
        at: &["aws-global"],
        buckets: &[
            "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
            "test-accessp-e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
            "logs--use1-az4--x-s3",
            "logs--apne1-az1--x-s3",
            "logs--use1-az14--x-s3",
            "logs--usw2-lax1-az1--x-s3",
            "logs--test-zone-ab1--x-s3",
            "more--logs--use1-az4--x-s3",
            "logs--use1-az4--xa-s3",
            "logs--apne1-az1--xa-s3",
            "logs--usw2-lax1-az1--xa-s3",
        ],
        presign: &[".us-east-1.amazonaws.com signed for ", "Err NoSuchVariant"],
    },
    Exception {
        why: "ARNs have the region that is signed for",
        at: &["aws-global"],
        buckets: ALL,
        presign: &["Err UnknownRegion { region: \"aws-global\" }", "Err ArnRegion"],
    },
    Exception {
        why: "The accelerated host is the same for all regions, as AWS documents it",
        at: &["aws-global"],
        buckets: ALL,
        presign: &[".s3-accelerate.dualstack.amazonaws.com signed for s3 in us-east-1"],
    },
    Exception {
        why: "The SDK signs with SigV4 where only SigV4A is taken",
        at: ALL,
        buckets: &["mfzwi23gnjvgw.mrap"],
        presign: &["Err MultiRegionAddress"],
    },
    Exception {
        why: "Transfer Acceleration is a service of the commercial partition: the SDK's hosts do not exist",
        at: &[
            "us-gov-west-1",
            "us-iso-east-1",
            "us-isob-east-1",
            "eu-isoe-west-1",
            "us-isof-south-1",
            "eusc-de-east-1",
        ],
        buckets: ALL,
        presign: &["Err NotOffered { what: \"transfer acceleration\""],
    },
    Exception {
        why: "An Outpost has neither variant, and the SDK leaves out what was asked for",
        at: ALL,
        buckets: &[
            "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
            "test-accessp-e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
        ],
        presign: &["Err NoSuchVariant", "Err NotAccelerated", "Err NotOffered"],
    },
    Exception {
        why: "A bucket may be named so: the letter has no meaning",
        at: ALL,
        buckets: &["test-accessp-x0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3"],
        presign: &[" signed for s3 in "],
    },
    Exception {
        why: "The SDK knows zones by their length, and these have a new one",
        at: ALL,
        buckets: &["logs--a--x-s3", "logs--zone-of-quite-some-length--x-s3", "logs--a--xa-s3"],
        presign: &[" signed for s3express in "],
    },
    Exception {
        why: "The label of the host would have 64 characters",
        at: ALL,
        buckets: &[
            "arn:{partition}:s3:{region}:123456789012:accesspoint/one-letter-more-than-fits-a-label-with-the-account-1",
        ],
        presign: &["Err MalformedArn"],
    },
    Exception {
        why: "Names are in lower case, as clients write the host that they connect to",
        at: ALL,
        buckets: &["arn:{partition}:s3:{region}:123456789012:accesspoint/Photos"],
        presign: &["Err MalformedArn"],
    },
    Exception {
        why: "Accounts have twelve digits",
        at: ALL,
        buckets: &["arn:{partition}:s3:{region}:12345:accesspoint/photos"],
        presign: &["Err MalformedArn"],
    },
    Exception {
        why: "The SDK does not read the partition in the ARN, only its region",
        at: ALL,
        buckets: &["arn:{foreign partition}:s3:{region}:123456789012:accesspoint/photos"],
        presign: &["Err ArnPartition"],
    },
    Exception {
        why: "Clients may refuse a label that looks like Punycode and is none",
        at: ALL,
        buckets: &["xn--bcher-kva"],
        presign: &["/xn--bcher-kva signed for s3 in ", "Err NotAccelerated"],
    },
    Exception {
        why: "Names have three characters or more",
        at: ALL,
        buckets: &["ab"],
        presign: &["Err BucketName"],
    },
];

#[test]
fn every_bucket_at_every_endpoint_of_aws_is_addressed_as_by_the_sdk() {
    let mut comparison = Comparison::new(EXCEPTIONS_AT_AWS);
    for (region, partition, other) in REGIONS {
        for variant in VARIANTS {
            for (path_style, use_arn_region) in STYLES {
                let params = || {
                    Params::builder()
                        .region(region)
                        .use_dual_stack(variant.dual_stack)
                        .use_fips(variant.fips)
                        .accelerate(variant.accelerate)
                        .force_path_style(path_style)
                        .use_arn_region(use_arn_region)
                };
                let endpoint =
                    aws(region, variant).map(|endpoint| styled(endpoint, path_style, use_arn_region));
                for row in BUCKETS {
                    let bucket = filled(row, region, partition, other);
                    let how = (variant.name, path_style, use_arn_region);
                    comparison.add(
                        region,
                        how,
                        row,
                        &bucket,
                        sdk(params(), &bucket),
                        presign(&endpoint, &bucket),
                    );
                }
            }
        }
    }
    comparison.assert_same();
}

/// As the names of AWS have no meaning elsewhere, one of each kind will do.
const BUCKETS_ELSEWHERE: &[&str] = &[
    "bucket",
    "123",
    "with.dots",
    "with.2.dots",
    "With-Case",
    "with_underscore",
    "bcde-fghi-jklm-nopq-rstu-vwxy-zabc-defg-hijk-lmno-pqrs-tuvw-xyz",
    "bcde-fghi-jklm-nopq-rstu-vwxy-zabc-defg-hijk-lmno-pqrs-tuvw-xyza",
    "192.0.2.1",
    "a..b",
    ".ab",
    "ab.",
    "-ab",
    "ab-",
    "a.-b",
    "xn--bcher-kva",
    "photos-aaaabbbbccccddddeeeeffff1234-s3alias",
    "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
    "logs--use1-az4--x-s3",
    "arn:{partition}:s3:{region}:123456789012:accesspoint/photos",
    "arn:{partition}:s3:{region}:123456789012:accesspoint:photos",
    "arn:{partition}:s3:{other}:123456789012:accesspoint/photos",
    "arn:{partition}:s3:{foreign}:123456789012:accesspoint/photos",
    "arn:{partition}:s3:{region}:123456789012:bucket/photos",
    "arn:{partition}:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
    "arn:{partition}:s3-object-lambda:{region}:123456789012:accesspoint/thumbs",
    "arn:{partition}:s3-object-lambda:{other}:123456789012:accesspoint/thumbs",
    "arn:{partition}:s3-outposts:{region}:123456789012:outpost/op-01234567890123456/accesspoint/reports",
];

const CUSTOM_ENDPOINTS: &[&str] = &[
    "https://example.com",
    "http://example.com",
    "https://example.com:8443",
    "http://example.com:9000",
    "https://under_score.example.com",
    "https://example.com/base/",
    "https://example.com/storage/v1/s3/",
    "https://vpce-1a2b3c4d.s3.us-west-2.vpce.amazonaws.com",
    "https://bucket.vpce-1a2b3c4d.s3.us-west-2.vpce.amazonaws.com",
    "http://127.0.0.1:9000",
    "http://127.0.0.1:9000/base/",
    "http://[::1]:9000",
    "http://localhost:9000",
    "https://EXAMPLE.com",
    "https://example.com:443",
    "http://example.com:80",
    "https://example.com/base",
    "https://user@example.com",
];

const EXCEPTIONS_ELSEWHERE: &[Exception] = &[
    Exception {
        why: "User and password have no place in a URL that is handed out",
        at: &["https://user@example.com"],
        buckets: ALL,
        presign: &["Err EndpointUserinfo"],
    },
    Exception {
        why: "Names of AWS are plain names elsewhere",
        at: ALL,
        buckets: &["test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3", "logs--use1-az4--x-s3"],
        presign: &[" signed for s3 in us-west-2"],
    },
    Exception {
        why: "Clients send the host in lower case and without the scheme's own port",
        at: &["https://EXAMPLE.com", "https://example.com:443", "http://example.com:80"],
        buckets: ALL,
        presign: &["example.com signed", "example.com/"],
    },
    Exception {
        why: "The SDK forgets the `/` between a base path and a bucket",
        at: &["https://example.com/base"],
        buckets: ALL,
        presign: &["https://example.com/base/"],
    },
    Exception {
        why: "The SDK takes an endpoint's host for an Outpost, and neither scheme nor path",
        at: &[
            "http://example.com",
            "http://example.com:9000",
            "http://localhost:9000",
            "https://example.com/base",
            "https://example.com/base/",
            "https://example.com/storage/v1/s3/",
        ],
        buckets: &[
            "arn:{partition}:s3-outposts:{region}:123456789012:outpost/op-01234567890123456/accesspoint/reports",
        ],
        presign: &[" signed for s3-outposts in us-west-2"],
    },
    Exception {
        why: "A host of one label has seldom subdomains, and an IP address has none",
        at: &[
            "http://localhost:9000",
            "http://127.0.0.1:9000",
            "http://127.0.0.1:9000/base/",
            "http://[::1]:9000",
        ],
        buckets: ALL,
        presign: &[
            "http://localhost:9000/",
            "http://127.0.0.1:9000/",
            "http://[::1]:9000/",
            "Err ArnNeedsHost",
        ],
    },
    Exception {
        why: "A label of one character is a label",
        at: &["http://example.com", "http://example.com:9000"],
        buckets: &["with.2.dots"],
        presign: &["http://with.2.dots.example.com"],
    },
    Exception {
        why: "Clients may refuse a label that looks like Punycode and is none",
        at: ALL,
        buckets: &["xn--bcher-kva"],
        presign: &["/xn--bcher-kva signed for s3 in us-west-2"],
    },
    Exception {
        why: "A custom endpoint is in no partition",
        at: ALL,
        buckets: &["arn:{partition}:s3:{foreign}:123456789012:accesspoint/photos"],
        presign: &[" signed for s3 in cn-north-1"],
    },
    Exception {
        why: "The SDK ignores the endpoint that it is told",
        at: ALL,
        buckets: &["arn:{partition}:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap"],
        presign: &["Err MultiRegionAddress"],
    },
];

#[test]
fn every_bucket_at_custom_endpoints_is_addressed_as_by_the_sdk() {
    let mut comparison = Comparison::new(EXCEPTIONS_ELSEWHERE);
    for url in CUSTOM_ENDPOINTS {
        for (path_style, use_arn_region) in STYLES {
            let params = || {
                Params::builder()
                    .region("us-west-2")
                    .endpoint(*url)
                    .force_path_style(path_style)
                    .use_arn_region(use_arn_region)
            };
            let endpoint = Endpoint::custom(url, "us-west-2")
                .map(|endpoint| styled(endpoint, path_style, use_arn_region));
            for row in BUCKETS_ELSEWHERE {
                let bucket = filled(row, "us-west-2", "aws", "us-east-1");
                let how = ("as it is", path_style, use_arn_region);
                comparison.add(url, how, row, &bucket, sdk(params(), &bucket), presign(&endpoint, &bucket));
            }
        }
    }
    comparison.assert_same();
}

/// The SDK's default at such hosts. presign uses it only on request, since most of these hosts have no subdomains.
#[test]
fn the_virtual_hosted_style_works_at_hosts_of_one_label() {
    for bucket in ["bucket", "with.dots", "photos-aaaabbbbccccddddeeeeffff1234-s3alias"] {
        for url in ["http://localhost:9000", "http://minio", "http://minio:9000/base/"] {
            let endpoint = Endpoint::custom(url, "us-east-1").map(Endpoint::virtual_hosted_style);
            let params = Params::builder().region("us-east-1").endpoint(url);
            assert_eq!(presign(&endpoint, bucket), sdk(params, bucket), "{bucket} at {url}");
        }
    }
}

/// With a session of S3 Express. The addressing style makes no difference.
#[test]
fn directory_buckets_at_custom_endpoints_are_addressed_as_by_the_sdk() {
    let session = Credentials::new("AKIDEXAMPLE", "secret").with_s3_express_session_token("token");
    for url in CUSTOM_ENDPOINTS.iter().filter(|url| !url.contains("EXAMPLE") && !url.contains('@')) {
        for (path_style, use_arn_region) in STYLES {
            for bucket in ["logs--usw2-az1--x-s3", "photos--usw2-az1--xa-s3", "lo.gs--usw2-az1--x-s3"] {
                let params = Params::builder()
                    .region("us-west-2")
                    .endpoint(url.trim_end_matches('/'))
                    .force_path_style(path_style)
                    .disable_s3_express_session_auth(false);
                let endpoint =
                    styled(Endpoint::custom(url, "us-west-2").unwrap(), path_style, use_arn_region);
                let location = Presigner::new(session.clone(), endpoint).locate(bucket);
                match sdk(params, bucket) {
                    Ok(place) => {
                        // At an IP address the SDK takes any name.
                        let Ok(location) = location else {
                            assert!(
                                bucket.contains('.') && url.contains(['[', '1']),
                                "{bucket} at {url}: {place}"
                            );
                            continue;
                        };
                        // Clients leave out the scheme's own port.
                        let place = place.replace(".com:443", ".com").replace(".com:80 ", ".com ");
                        // At an IP address the SDK puts the bucket before the base path.
                        let place =
                            place.replace("9000/logs--usw2-az1--x-s3/base", "9000/base/logs--usw2-az1--x-s3");
                        let place = place.replace(
                            "9000/photos--usw2-az1--xa-s3/base",
                            "9000/base/photos--usw2-az1--xa-s3",
                        );
                        let own = location.url();
                        let own = own.trim_end_matches('/');
                        assert_eq!(
                            format!("{own} signed for {} in {}", location.service(), location.region()),
                            place
                        );
                    }
                    Err(error) => assert!(location.is_err(), "{bucket} at {url}: {error}"),
                }
            }
        }
    }
}

/// The global endpoint serves the same buckets, some of them with a redirect. presign uses it only on request.
#[test]
fn the_global_endpoint_is_used_only_when_asked_for() {
    for (region, global) in [
        ("us-east-1", "https://bucket.s3.amazonaws.com signed for s3 in us-east-1"),
        ("eu-west-1", "https://bucket.s3.eu-west-1.amazonaws.com signed for s3 in eu-west-1"),
    ] {
        let params = Params::builder().region(region).use_global_endpoint(true);
        assert_eq!(sdk(params, "bucket").as_deref(), Ok(global), "{region}");
        let regional = format!("https://bucket.s3.{region}.amazonaws.com signed for s3 in {region}");
        assert_eq!(presign(&Endpoint::aws(region), "bucket"), Ok(regional), "{region}");
    }
}

/// Whether to use the path style, and whether to accept ARNs of other regions.
const STYLES: [(bool, bool); 4] = [(false, false), (true, false), (false, true), (true, true)];

/// Where presign has a response of its own, and part of that.
struct Exception {
    why: &'static str,
    /// Regions or URLs.
    at: &'static [&'static str],
    buckets: &'static [&'static str],
    presign: &'static [&'static str],
}

const ALL: &[&str] = &[];

struct Comparison {
    exceptions: &'static [Exception],
    /// Which of the rows of which exception.
    met: BTreeSet<(usize, &'static str)>,
    wrong: Vec<String>,
    places: usize,
    refusals: usize,
}

impl Comparison {
    fn new(exceptions: &'static [Exception]) -> Self {
        Self { exceptions, met: BTreeSet::new(), wrong: vec![], places: 0, refusals: 0 }
    }

    fn add(
        &mut self,
        at: &'static str,
        (variant, path_style, use_arn_region): (&str, bool, bool),
        row: &'static str,
        bucket: &str,
        sdk: Answer,
        presign: Answer,
    ) {
        match (&sdk, &presign) {
            (Ok(sdk), Ok(presign)) if sdk == presign => return self.places += 1,
            (Err(_), Err(_)) => return self.refusals += 1,
            _ => {}
        }
        let [sdk, presign] =
            [sdk, presign].map(|response| response.unwrap_or_else(|error| format!("Err {error}")));
        let exception = self.exceptions.iter().position(|exception| {
            (exception.at.is_empty() || exception.at.contains(&at))
                && (exception.buckets.is_empty() || exception.buckets.contains(&row))
                && exception.presign.iter().any(|part| presign.contains(part))
        });
        if let Some(number) = exception {
            self.met.extend([(number, at), (number, row)]);
            return;
        }
        let style = if path_style { ", path style" } else { "" };
        let region = if use_arn_region { ", use_arn_region" } else { "" };
        self.wrong.push(format!(
            "{bucket} at {at}, {variant}{style}{region}\n    SDK: {sdk}\n    presign: {presign}"
        ));
    }

    fn assert_same(&self) {
        let Self { exceptions, met, wrong, places, refusals } = self;
        let first = &wrong[..wrong.len().min(20)];
        assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), first.join("\n"));
        for (number, Exception { why, at, buckets, .. }) in exceptions.iter().enumerate() {
            for row in at.iter().chain(*buckets) {
                assert!(met.contains(&(number, *row)), "no longer an exception: {row}: {why}");
            }
        }
        assert!(*places > 500 && *refusals > 200, "hardly anything was compared: {places}, {refusals}");
    }
}

fn filled(row: &str, region: &str, partition: &str, other: &str) -> String {
    let (foreign_partition, foreign) =
        if partition == "aws" { ("aws-cn", "cn-north-1") } else { ("aws", "us-east-1") };
    row.replace("{partition}", partition)
        .replace("{region}", region)
        .replace("{other}", other)
        .replace("{foreign}", foreign)
        .replace("{foreign partition}", foreign_partition)
}

fn aws(region: &str, variant: Variant) -> Result<Endpoint, Error> {
    let mut endpoint = Endpoint::aws(region)?;
    if variant.dual_stack {
        endpoint = endpoint.dual_stack()?;
    }
    if variant.fips {
        endpoint = endpoint.fips()?;
    }
    if variant.accelerate {
        endpoint = endpoint.accelerate()?;
    }
    Ok(endpoint)
}

fn styled(mut endpoint: Endpoint, path_style: bool, use_arn_region: bool) -> Endpoint {
    if path_style {
        endpoint = endpoint.path_style();
    }
    if use_arn_region {
        endpoint = endpoint.use_arn_region();
    }
    endpoint
}

/// `https://host/path signed for SERVICE in REGION`, or why not.
type Answer = Result<String, String>;

fn sdk(params: ParamsBuilder, bucket: &str) -> Answer {
    let params = params.bucket(bucket).key("k").build().unwrap();
    let endpoint =
        now(DefaultResolver::new().resolve_endpoint(&params)).map_err(|error| error.to_string())?;
    // For Outposts it offers both, SigV4A first.
    let scheme = endpoint.auth_schemes().last().unwrap();
    let text = |name| scheme.get(name).map(|value| value.as_string().unwrap());
    let place =
        format!("{} signed for {}", endpoint.url().trim_end_matches('/'), text("signingName").unwrap());
    Ok(match text("signingRegion") {
        Some(region) => format!("{place} in {region}"),
        None => format!("{place} by {}", scheme.name()),
    })
}

fn presign(endpoint: &Result<Endpoint, Error>, bucket: &str) -> Answer {
    let response = || {
        let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint.clone()?);
        let date: AmzDate = "20130524T000000Z".parse()?;
        let before_query = |url: &str| url.split_once('?').unwrap().0.to_owned();

        let object = before_query(s3.get(bucket, "k").presign_at(date)?.url());
        let place = object.strip_suffix("/k").unwrap();
        let of_bucket = before_query(s3.bucket_request(Method::Get, bucket).presign_at(date)?.url());
        assert_eq!(of_bucket.trim_end_matches('/'), place, "the bucket is where its objects are");

        let explanation = s3.get(bucket, "k").explain_at(date)?;
        let scope: Vec<_> = explanation.string_to_sign().lines().nth(2).unwrap().split('/').collect();
        Ok::<_, Error>(match scope[..] {
            [_, service, _] => format!("{place} signed for {service} by sigv4a"),
            [_, region, service, ..] => format!("{place} signed for {service} in {region}"),
            _ => unreachable!("a scope"),
        })
    };
    response().map_err(|error| format!("{error:?}"))
}
