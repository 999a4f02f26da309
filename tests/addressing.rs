//! Where a URL points: a row for each rule.

use presign::{Credentials, Endpoint, Method, Presigner, Scheme};

fn aws(region: &str) -> Endpoint {
    Endpoint::aws(region).unwrap()
}

fn custom(url: &str) -> Endpoint {
    Endpoint::custom(url, "us-east-1").unwrap()
}

/// The URL of an object and of the bucket itself, up to the query; the signed host is the URL's.
#[track_caller]
fn assert_place(endpoint: Endpoint, bucket: &str, object_url: &str) {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
    let date = "20130524T000000Z".parse().unwrap();
    let url_of = |url: String| url.split_once('?').unwrap().0.to_owned();

    let object = s3.get(bucket, "k");
    let explanation = object.clone().explain_at(date).unwrap();
    let (_, rest) = object_url.split_once("://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    assert!(explanation.canonical_request().starts_with(&format!("GET\n/{path}\n")), "{explanation}");
    assert!(explanation.canonical_request().contains(&format!("\nhost:{host}\n")), "{explanation}");
    assert_eq!(url_of(object.presign_at(date).unwrap().into_url()), object_url);

    let bucket_url = object_url.strip_suffix("/k").unwrap();
    let has_path = bucket_url.matches('/').count() > 2;
    let bucket_request = s3.bucket_request(Method::Get, bucket).presign_at(date).unwrap();
    assert_eq!(
        url_of(bucket_request.into_url()),
        if has_path { bucket_url.to_owned() } else { format!("{bucket_url}/") },
    );
}

/// <https://docs.aws.amazon.com/general/latest/gr/s3.html>
#[test]
fn the_regions_of_aws() {
    for (region, url) in [
        ("us-east-1", "https://bucket.s3.us-east-1.amazonaws.com/k"),
        ("eu-west-1", "https://bucket.s3.eu-west-1.amazonaws.com/k"),
        ("us-gov-west-1", "https://bucket.s3.us-gov-west-1.amazonaws.com/k"),
        ("cn-north-1", "https://bucket.s3.cn-north-1.amazonaws.com.cn/k"),
        ("us-iso-east-1", "https://bucket.s3.us-iso-east-1.c2s.ic.gov/k"),
        ("us-isob-east-1", "https://bucket.s3.us-isob-east-1.sc2s.sgov.gov/k"),
        ("us-isof-south-1", "https://bucket.s3.us-isof-south-1.csp.hci.ic.gov/k"),
        ("eu-isoe-west-1", "https://bucket.s3.eu-isoe-west-1.cloud.adc-e.uk/k"),
        ("eusc-de-east-1", "https://bucket.s3.eusc-de-east-1.amazonaws.eu/k"),
    ] {
        assert_place(aws(region), "bucket", url);
    }
}

#[test]
fn the_style_of_addressing() {
    let path = |endpoint: Endpoint| endpoint.path_style();
    let hosted = |endpoint: Endpoint| endpoint.virtual_hosted_style();
    for (endpoint, bucket, url) in [
        // Automatic: the bucket in the host, where that works.
        (custom("https://example.com"), "bucket", "https://bucket.example.com/k"),
        (custom("https://example.com"), "with.dots", "https://example.com/with.dots/k"),
        (custom("http://example.com"), "with.dots", "http://with.dots.example.com/k"),
        (custom("http://example.com"), "With_Case", "http://example.com/With_Case/k"),
        (custom("http://example.com"), "xn--bcher-kva", "http://example.com/xn--bcher-kva/k"),
        (custom("http://example.com"), "10.0.0.1", "http://example.com/10.0.0.1/k"),
        (custom("http://example.com"), "10.0.1", "http://10.0.1.example.com/k"),
        (custom("http://localhost:9000"), "bucket", "http://localhost:9000/bucket/k"),
        (custom("http://minio:9000"), "bucket", "http://minio:9000/bucket/k"),
        (custom("http://127.0.0.1:9000"), "bucket", "http://127.0.0.1:9000/bucket/k"),
        (custom("http://[::1]:9000"), "bucket", "http://[::1]:9000/bucket/k"),
        // As told.
        (path(custom("https://example.com")), "bucket", "https://example.com/bucket/k"),
        (hosted(custom("https://example.com")), "with.dots", "https://with.dots.example.com/k"),
        (hosted(custom("http://localhost:9000")), "bucket", "http://bucket.localhost:9000/k"),
        (path(aws("us-east-1")), "bucket", "https://s3.us-east-1.amazonaws.com/bucket/k"),
        (aws("us-east-1"), "with.dots", "https://s3.us-east-1.amazonaws.com/with.dots/k"),
    ] {
        assert_place(endpoint, bucket, url);
    }
}

#[test]
fn the_parts_of_a_custom_endpoint() {
    for (endpoint, url) in [
        ("https://EXAMPLE.com", "https://example.com/bucket/k"),
        ("HTTPS://example.com/", "https://example.com/bucket/k"),
        ("https://example.com:443", "https://example.com/bucket/k"),
        ("https://example.com:80", "https://example.com:80/bucket/k"),
        ("http://example.com:80", "http://example.com/bucket/k"),
        ("http://example.com:443/", "http://example.com:443/bucket/k"),
        ("http://example.com:9000", "http://example.com:9000/bucket/k"),
        ("https://example.com/storage/v1/s3", "https://example.com/storage/v1/s3/bucket/k"),
        ("https://example.com/storage/v1/s3/", "https://example.com/storage/v1/s3/bucket/k"),
        ("http://under_score.example", "http://under_score.example/bucket/k"),
        ("http://[::1]:80", "http://[::1]/bucket/k"),
        ("http://[0:0::1]", "http://[::1]/bucket/k"),
        ("http://[2001:DB8::A]:9000", "http://[2001:db8::a]:9000/bucket/k"),
        ("http://[::ffff:192.0.2.1]", "http://[::ffff:c000:201]/bucket/k"),
        ("https://bücher.example", "https://xn--bcher-kva.example/bucket/k"),
    ] {
        assert_place(custom(endpoint).path_style(), "bucket", url);
    }
    let with_base_path = custom("https://example.com/base").virtual_hosted_style();
    assert_place(with_base_path, "bucket", "https://bucket.example.com/base/k");
}

/// `custom` reads what `from_parts` takes.
#[test]
fn the_parts_make_the_same_endpoint_as_the_url() {
    for (url, scheme, host, port, base_path) in [
        ("https://example.com", Scheme::Https, "Example.com", None, ""),
        ("https://example.com:443/", Scheme::Https, "example.com", Some(443), "/"),
        ("http://example.com:9000/a/b/", Scheme::Http, "example.com", Some(9000), "/a/b"),
        ("http://[::ffff:192.0.2.1]", Scheme::Http, "[::FFFF:c000:201]", Some(80), ""),
        ("http://192.0.2.1", Scheme::Http, "192.0.2.1", None, ""),
    ] {
        let from_parts = Endpoint::from_parts(scheme, host, port, base_path, "us-east-1").unwrap();
        assert_eq!(custom(url), from_parts);
    }
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html>,
/// <https://aws.amazon.com/compliance/fips/>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration-getting-started.html>
#[test]
fn the_variants_of_an_aws_endpoint() {
    let dual_stack = |endpoint: Endpoint| endpoint.dual_stack().unwrap();
    let fips = |endpoint: Endpoint| endpoint.fips().unwrap();
    let accelerate = |endpoint: Endpoint| endpoint.accelerate().unwrap();
    let us = || aws("us-east-1");
    for (endpoint, bucket, url) in [
        (dual_stack(us()), "bucket", "https://bucket.s3.dualstack.us-east-1.amazonaws.com/k"),
        (dual_stack(us()), "with.dots", "https://s3.dualstack.us-east-1.amazonaws.com/with.dots/k"),
        (dual_stack(us()).path_style(), "bucket", "https://s3.dualstack.us-east-1.amazonaws.com/bucket/k"),
        (fips(us()), "bucket", "https://bucket.s3-fips.us-east-1.amazonaws.com/k"),
        (fips(dual_stack(us())), "bucket", "https://bucket.s3-fips.dualstack.us-east-1.amazonaws.com/k"),
        (dual_stack(fips(us())), "bucket", "https://bucket.s3-fips.dualstack.us-east-1.amazonaws.com/k"),
        (accelerate(us()), "bucket", "https://bucket.s3-accelerate.amazonaws.com/k"),
        (dual_stack(accelerate(us())), "bucket", "https://bucket.s3-accelerate.dualstack.amazonaws.com/k"),
        (accelerate(dual_stack(us())), "bucket", "https://bucket.s3-accelerate.dualstack.amazonaws.com/k"),
        (
            dual_stack(aws("cn-north-1")),
            "bucket",
            "https://bucket.s3.dualstack.cn-north-1.amazonaws.com.cn/k",
        ),
        (fips(aws("us-gov-west-1")), "bucket", "https://bucket.s3-fips.us-gov-west-1.amazonaws.com/k"),
    ] {
        assert_place(endpoint, bucket, url);
    }
    // The region stays in the scope.
    assert_scope(accelerate(aws("eu-west-1")), "bucket", "eu-west-1/s3");
}

const ACCESS_POINT: &str = "arn:aws:s3:us-west-2:123456789012:accesspoint/photos";
const OBJECT_LAMBDA: &str = "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/thumbnails";
const OUTPOST: &str =
    "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01234567890123456/accesspoint/reports";
const DIRECTORY_BUCKET: &str = "logs--usw2-az1--x-s3";

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-Regions-and-Zones.html>
#[test]
fn what_is_named_in_place_of_a_bucket() {
    let us = || aws("us-west-2");
    let fips = || us().fips().unwrap();
    let both = || fips().dual_stack().unwrap();
    let s3 = "us-west-2/s3";
    for (endpoint, bucket, host, scope) in [
        (us(), ACCESS_POINT, "photos-123456789012.s3-accesspoint.us-west-2.amazonaws.com", s3),
        (fips(), ACCESS_POINT, "photos-123456789012.s3-accesspoint-fips.us-west-2.amazonaws.com", s3),
        (
            both(),
            ACCESS_POINT,
            "photos-123456789012.s3-accesspoint-fips.dualstack.us-west-2.amazonaws.com",
            s3,
        ),
        (
            us(),
            "arn:aws:s3:us-west-2:123456789012:accesspoint:photos",
            "photos-123456789012.s3-accesspoint.us-west-2.amazonaws.com",
            s3,
        ),
        (
            aws("cn-north-1"),
            "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/photos",
            "photos-123456789012.s3-accesspoint.cn-north-1.amazonaws.com.cn",
            "cn-north-1/s3",
        ),
        (
            aws("eu-west-1").use_arn_region(),
            ACCESS_POINT,
            "photos-123456789012.s3-accesspoint.us-west-2.amazonaws.com",
            s3,
        ),
        (
            us(),
            "photos-aaaabbbbccccddddeeeeffff1234-s3alias",
            "photos-aaaabbbbccccddddeeeeffff1234-s3alias.s3.us-west-2.amazonaws.com",
            s3,
        ),
        (
            us(),
            OBJECT_LAMBDA,
            "thumbnails-123456789012.s3-object-lambda.us-west-2.amazonaws.com",
            "us-west-2/s3-object-lambda",
        ),
        (
            fips(),
            OBJECT_LAMBDA,
            "thumbnails-123456789012.s3-object-lambda-fips.us-west-2.amazonaws.com",
            "us-west-2/s3-object-lambda",
        ),
        (
            us(),
            OUTPOST,
            "reports-123456789012.op-01234567890123456.s3-outposts.us-west-2.amazonaws.com",
            "us-west-2/s3-outposts",
        ),
        (
            us(),
            DIRECTORY_BUCKET,
            "logs--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com",
            "us-west-2/s3express",
        ),
        (
            both(),
            DIRECTORY_BUCKET,
            "logs--usw2-az1--x-s3.s3express-fips-usw2-az1.dualstack.us-west-2.amazonaws.com",
            "us-west-2/s3express",
        ),
        (
            us(),
            "photos--usw2-az1--xa-s3",
            "photos--usw2-az1--xa-s3.s3express-usw2-az1.us-west-2.amazonaws.com",
            "us-west-2/s3express",
        ),
        // The zone is what follows the last `--`.
        (
            us(),
            "more--logs--usw2-az1--x-s3",
            "more--logs--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com",
            "us-west-2/s3express",
        ),
        // Aliases of access points on Outposts: the letter of the hardware, then the Outpost.
        (
            us(),
            "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
            "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3.op-0b1d075431d83bebd.s3-outposts.us-west-2.amazonaws.com",
            "us-west-2/s3-outposts",
        ),
        (
            us(),
            "test-accessp-e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
            "test-accessp-e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3.ec2.s3-outposts.us-west-2.amazonaws.com",
            "us-west-2/s3-outposts",
        ),
        // At an interface endpoint of a VPC.
        (
            Endpoint::custom("https://vpce-1a2b3c4d.s3.us-west-2.vpce.amazonaws.com", "us-west-2").unwrap(),
            ACCESS_POINT,
            "photos-123456789012.vpce-1a2b3c4d.s3.us-west-2.vpce.amazonaws.com",
            s3,
        ),
        // A name without that meaning, or elsewhere than at AWS.
        (us(), "my-s3express-backup", "my-s3express-backup.s3.us-west-2.amazonaws.com", s3),
        (custom("https://example.com"), DIRECTORY_BUCKET, "logs--usw2-az1--x-s3.example.com", "us-east-1/s3"),
    ] {
        assert_scope(endpoint.clone(), bucket, scope);
        assert_place(endpoint, bucket, &format!("https://{host}/k"));
    }
}

#[track_caller]
fn assert_scope(endpoint: Endpoint, bucket: &str, region_and_service: &str) {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
    let date = "20130524T000000Z".parse().unwrap();
    let explanation = s3.get(bucket, "k").explain_at(date).unwrap();
    let scope = format!("\n20130524/{region_and_service}/aws4_request\n");
    assert!(explanation.string_to_sign().contains(&scope), "{explanation}");
}

/// Every URL of another region or service has that one's key, however they come mixed.
#[test]
fn scopes_do_not_share_keys() {
    let endpoint = aws("us-west-2").use_arn_region();
    let presigner = || Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint.clone());
    let shared = presigner();
    let arns = (1..40).map(|n| format!("arn:aws:s3:eu-west-{n}:123456789012:accesspoint/photos"));
    let names = [ACCESS_POINT, OBJECT_LAMBDA, OUTPOST, DIRECTORY_BUCKET, "bucket"].map(String::from);
    let buckets: Vec<String> = names.into_iter().chain(arns).collect();
    for date in ["20130524T235959Z", "20130525T000000Z", "20130524T235959Z"] {
        let date = date.parse().unwrap();
        for bucket in &buckets {
            let url = |s3: &Presigner| s3.get(bucket, "k").presign_at(date).unwrap().into_url();
            assert_eq!(url(&shared), url(&presigner()), "{bucket}");
        }
    }
}

/// Services that speak the protocol, as the README has them: endpoint, region and what becomes of a bucket.
#[test]
fn other_services() {
    for (endpoint, region, url) in [
        (
            "https://0123456789abcdef.r2.cloudflarestorage.com",
            "auto",
            "https://bucket.0123456789abcdef.r2.cloudflarestorage.com/k",
        ),
        ("http://localhost:9000", "us-east-1", "http://localhost:9000/bucket/k"),
        ("http://localhost:3900", "garage", "http://localhost:3900/bucket/k"),
        ("http://localhost:7480", "default", "http://localhost:7480/bucket/k"),
        (
            "https://s3.us-west-004.backblazeb2.com",
            "us-west-004",
            "https://bucket.s3.us-west-004.backblazeb2.com/k",
        ),
        (
            "https://s3.eu-central-1.wasabisys.com",
            "eu-central-1",
            "https://bucket.s3.eu-central-1.wasabisys.com/k",
        ),
        ("https://nyc3.digitaloceanspaces.com", "nyc3", "https://bucket.nyc3.digitaloceanspaces.com/k"),
        ("https://storage.googleapis.com", "auto", "https://bucket.storage.googleapis.com/k"),
    ] {
        assert_place(Endpoint::custom(endpoint, region).unwrap(), "bucket", url);
    }
    let supabase =
        Endpoint::custom("https://project.storage.supabase.co/storage/v1/s3", "eu-central-1").unwrap();
    assert_place(
        supabase.path_style(),
        "bucket",
        "https://project.storage.supabase.co/storage/v1/s3/bucket/k",
    );
}

#[test]
fn a_presigner_signs_for_the_name_that_clients_use() {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token("token");
    let public = || custom("https://files.example.com").path_style();
    let inside = Presigner::new(credentials.clone(), custom("http://minio:9000"));
    let date = "20130524T000000Z".parse().unwrap();
    assert_eq!(
        inside.with_endpoint(public()).get("bucket", "k").presign_at(date).unwrap().url(),
        Presigner::new(credentials, public()).get("bucket", "k").presign_at(date).unwrap().url(),
    );
}
