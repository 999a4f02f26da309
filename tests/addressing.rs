//! The address of a URL: a row for each rule.

use presign::{Credentials, Endpoint, Error, Method, Presigner, Scheme};

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

    // With a final slash, unless the bucket is the last segment of the path.
    let bucket_url = object_url.strip_suffix("/k").unwrap();
    let has_bucket = bucket_url.ends_with(&format!("/{bucket}")) && bucket_url.matches('/').count() > 2;
    let bucket_url = if has_bucket { bucket_url.to_owned() } else { format!("{bucket_url}/") };
    let bucket_request = s3.bucket_request(Method::Get, bucket).presign_at(date).unwrap();
    assert_eq!(url_of(bucket_request.into_url()), bucket_url);

    let location = s3.locate(bucket).unwrap();
    assert_eq!(location.to_string(), bucket_url);
    assert_eq!(
        (location.url(), location.object_url("k").unwrap()),
        (bucket_url.clone(), object_url.to_owned())
    );
    assert_eq!(
        bucket_url,
        format!("{}://{}{}", s3.endpoint().scheme().as_str(), location.host(), location.path())
    );
    let scope = format!("\n20130524/{}/{}/aws4_request\n", location.region(), location.service());
    assert!(explanation.string_to_sign().contains(&scope), "{explanation}");
}

/// <https://docs.aws.amazon.com/general/latest/gr/s3.html>
#[test]
fn every_aws_region_has_its_domain() {
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
        // The global endpoint, as in botocore 1.43.11.
        ("aws-global", "https://bucket.s3.amazonaws.com/k"),
    ] {
        assert_place(aws(region), "bucket", url);
    }
    // Newer than this crate, but with a name like the others.
    for (region, suffix) in [
        ("sa-north-9", "amazonaws.com"),
        ("mx-central-12", "amazonaws.com"),
        ("cn-south-1", "amazonaws.com.cn"),
        ("us-gov-north-1", "amazonaws.com"),
        ("eusc-de-west-2", "amazonaws.eu"),
    ] {
        assert_place(aws(region), "bucket", &format!("https://bucket.s3.{region}.{suffix}/k"));
    }
}

/// The pseudo-region `aws-global`: botocore 1.43.11, `endpoint-rule-set-1.json` of S3.
#[test]
fn aws_global_is_the_global_endpoint() {
    let global = || aws("aws-global");
    assert_eq!(global().region(), "us-east-1");
    for (endpoint, url) in [
        (global(), "https://bucket.s3.amazonaws.com/k"),
        (global().path_style(), "https://s3.amazonaws.com/bucket/k"),
        (global().dual_stack().unwrap(), "https://bucket.s3.dualstack.us-east-1.amazonaws.com/k"),
        (global().fips().unwrap(), "https://bucket.s3-fips.us-east-1.amazonaws.com/k"),
        (
            global().fips().unwrap().dual_stack().unwrap(),
            "https://bucket.s3-fips.dualstack.us-east-1.amazonaws.com/k",
        ),
        (global().accelerate().unwrap(), "https://bucket.s3-accelerate.amazonaws.com/k"),
    ] {
        assert_scope(endpoint.clone(), "bucket", "us-east-1/s3");
        assert_place(endpoint, "bucket", url);
    }
    assert_eq!(global().locate_service().unwrap().url(), "https://s3.amazonaws.com/");
}

#[test]
fn the_addressing_style_decides_where_the_bucket_is() {
    let path = |endpoint: Endpoint| endpoint.path_style();
    let hosted = |endpoint: Endpoint| endpoint.virtual_hosted_style();
    for (endpoint, bucket, url) in [
        // Automatic: the bucket is in the host if that works.
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
        // As set.
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
fn a_custom_endpoint_is_normalized() {
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
        // An encoded path is not changed.
        ("https://example.com/b%20ase", "https://example.com/b%20ase/bucket/k"),
        ("https://example.com/100%25/%C3%A9", "https://example.com/100%25/%C3%A9/bucket/k"),
    ] {
        assert_place(custom(endpoint).path_style(), "bucket", url);
    }
    for base_path in ["/base", "/base/", "/b%20ase", "/a/b"] {
        let url = format!("https://bucket.example.com{}/k", base_path.trim_end_matches('/'));
        assert_place(
            custom(&format!("https://example.com{base_path}")).virtual_hosted_style(),
            "bucket",
            &url,
        );
    }
}

/// The bucket itself and the service at a base path end in `/`, as botocore 1.43.11 has them for an endpoint with a
/// final slash. A bucket in the path does not.
#[test]
fn a_base_path_ends_in_a_slash() {
    let at = |endpoint: Endpoint| Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
    let date = "20130524T000000Z".parse().unwrap();
    let minio = || custom("https://example.com/minio/");
    let hosted = at(minio().virtual_hosted_style());
    for (s3, bucket_url) in [
        (&hosted, "https://bucket.example.com/minio/?"),
        (&at(minio().path_style()), "https://example.com/minio/bucket?"),
    ] {
        let of_bucket = s3.list_objects("bucket").presign_at(date).unwrap();
        assert!(of_bucket.url().starts_with(bucket_url), "{}", of_bucket.url());
        let of_service = s3.list_buckets().presign_at(date).unwrap();
        assert!(of_service.url().starts_with("https://example.com/minio/?"), "{}", of_service.url());
    }
}

/// `custom` accepts a URL of the same parts as `from_parts`.
#[test]
fn parts_create_the_same_endpoint_as_a_url() {
    for (url, scheme, host, port, base_path) in [
        ("https://example.com", Scheme::Https, "Example.com", None, ""),
        ("https://example.com:443/", Scheme::Https, "example.com", Some(443), "/"),
        ("http://example.com:9000/a/b/", Scheme::Http, "example.com", Some(9000), "/a/b"),
        ("http://[::ffff:192.0.2.1]", Scheme::Http, "[::FFFF:c000:201]", Some(80), ""),
        ("http://192.0.2.1", Scheme::Http, "192.0.2.1", None, ""),
        ("https://bücher.example", Scheme::Https, "bücher.example", None, ""),
        ("https://مثال.example", Scheme::Https, "xn--mgbh0fb.example", None, ""),
        ("https://example.com/b%20ase", Scheme::Https, "example.com", None, "/b%20ase/"),
    ] {
        let from_parts = Endpoint::from_parts(scheme, host, port, base_path, "us-east-1").unwrap();
        assert_eq!(custom(url), from_parts);
    }
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html>,
/// <https://aws.amazon.com/compliance/fips/>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration-getting-started.html>
#[test]
fn every_variant_has_its_domain() {
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
fn access_points_and_directory_buckets_have_their_own_hosts() {
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
        // The zone follows the last `--`.
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
        // No Outpost starts with a hyphen.
        (
            us(),
            "test-accessp-o-b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3",
            "test-accessp-o-b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3.s3.us-west-2.amazonaws.com",
            s3,
        ),
        // At an interface endpoint of a VPC.
        (
            Endpoint::custom("https://vpce-1a2b3c4d.s3.us-west-2.vpce.amazonaws.com", "us-west-2").unwrap(),
            ACCESS_POINT,
            "photos-123456789012.vpce-1a2b3c4d.s3.us-west-2.vpce.amazonaws.com",
            s3,
        ),
        // A name without such a meaning, or one outside AWS.
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

/// Each URL is signed with the key of its own region and service, in any order.
#[test]
fn every_scope_has_its_own_key() {
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

/// Compatible services, as in the README: endpoint, region, and the resulting address of a bucket.
#[test]
fn services_work_as_the_readme_says() {
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

/// A host that serves one bucket: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>, and the
/// `bucketEndpoint` of the AWS SDK for JavaScript.
#[test]
fn the_endpoint_of_a_single_bucket_has_no_bucket_in_its_urls() {
    for (endpoint, bucket, url) in [
        ("http://images.heron.example", "images.heron.example", "http://images.heron.example/k"),
        ("https://cdn.example.com:8443", "heron", "https://cdn.example.com:8443/k"),
        ("https://heron.s3.us-east-1.amazonaws.com", "heron", "https://heron.s3.us-east-1.amazonaws.com/k"),
        ("https://example.com/heron/store", "With_Case", "https://example.com/heron/store/k"),
        ("http://127.0.0.1:9000", "heron", "http://127.0.0.1:9000/k"),
    ] {
        assert_place(custom(endpoint).bucket_endpoint(), bucket, url);
    }
}

/// Hosts of services with a bucket in front, from the vendors' documentation: those that rclone lists at commit 64ab1ac, in
/// `backend/s3/provider`, and <https://developers.cloudflare.com/r2/api/s3/api/>.
const SERVICES: [&str; 27] = [
    "s3.eu-west-3.amazonaws.com",
    "s3.amazonaws.com",
    "s3-us-west-2.amazonaws.com",
    "s3.dualstack.us-west-2.amazonaws.com",
    "s3-accelerate.amazonaws.com",
    "s3express-usw2-az1.us-west-2.amazonaws.com",
    "s3.cn-north-1.amazonaws.com.cn",
    "oss-cn-hangzhou.aliyuncs.com",
    "oss-cn-hangzhou-internal.aliyuncs.com",
    "s3.oss-cn-hangzhou.aliyuncs.com",
    "cos.ap-guangzhou.myqcloud.com",
    "obs.cn-north-4.myhuaweicloud.com",
    "storage.googleapis.com",
    "s3.eu-central-1.wasabisys.com",
    "s3.us-west-004.backblazeb2.com",
    "nyc3.digitaloceanspaces.com",
    "0123456789abcdef.r2.cloudflarestorage.com",
    "0123456789abcdef.eu.r2.cloudflarestorage.com",
    "0123456789abcdef.us.r2.cloudflarestorage.com",
    "us-east-1.linodeobjects.com",
    "ewr1.vultrobjects.com",
    "fsn1.your-objectstorage.com",
    "s3.fr-par.scw.cloud",
    "s3.gra.io.cloud.ovh.net",
    "objects-us-east-1.dream.io",
    "gateway.storjshare.io",
    "s3.example.com",
];

#[test]
fn a_bucket_must_not_be_in_the_endpoint_already() {
    for service in SERVICES {
        let region = service
            .split('.')
            .map(|label| label.trim_start_matches("s3-"))
            .find(|label| Endpoint::aws(label).is_ok())
            .unwrap_or("us-east-1");
        let custom = |url: &str| Endpoint::custom(url, region).unwrap();
        for bucket in ["heron", "my.heron", "heron--usw2-az1--x-s3"] {
            for endpoint in
                [format!("https://{bucket}.{service}"), format!("http://{bucket}.{service}:8080/base")]
            {
                let named = || custom(&endpoint);
                for endpoint in [named(), named().path_style(), named().virtual_hosted_style()] {
                    assert_eq!(endpoint.locate(bucket), Err(Error::BucketInEndpoint), "{endpoint}");
                    // Another bucket may be there.
                    assert!(endpoint.locate("egret-0").is_ok() || bucket.contains('.'), "{endpoint}");
                }
                assert!(named().bucket_endpoint().locate(bucket).is_ok());
            }
            // As dashboards show it: the service first, then the bucket.
            let with_path = custom(&format!("https://{service}/{bucket}"));
            assert_eq!(with_path.locate(bucket), Err(Error::BucketInEndpoint), "{with_path}");
            assert!(with_path.path_style().locate(bucket).is_ok());
            assert!(custom(&format!("https://{service}")).locate(bucket).is_ok(), "{service}");
        }
    }
    let access_point = "arn:aws:s3:us-east-1:123456789012:accesspoint/photos";
    assert_eq!(
        custom("https://photos-123456789012.s3-accesspoint.us-east-1.amazonaws.com").locate(access_point),
        Err(Error::BucketInEndpoint),
    );
    // A private host.
    let images = || custom("https://images.heron.example:8443");
    assert_eq!(images().locate("images.heron.example"), Err(Error::BucketInEndpoint));
    assert_place(
        images().path_style(),
        "images.heron.example",
        "https://images.heron.example:8443/images.heron.example/k",
    );
}

#[test]
fn a_host_may_start_like_the_bucket() {
    for (endpoint, bucket, url) in [
        ("https://files.example.com", "files", "https://files.files.example.com/k"),
        ("http://minio:9000", "minio", "http://minio:9000/minio/k"),
        ("http://127.0.0.1:9000", "127.0.0.1", "http://127.0.0.1:9000/127.0.0.1/k"),
        ("https://heron.s3.us-east-1.amazonaws.com", "her", "https://her.heron.s3.us-east-1.amazonaws.com/k"),
        // The endpoint of a VPC for buckets: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
        (
            "https://bucket.vpce-1a2b3c4d.s3.us-east-1.vpce.amazonaws.com",
            "bucket",
            "https://bucket.bucket.vpce-1a2b3c4d.s3.us-east-1.vpce.amazonaws.com/k",
        ),
    ] {
        assert_place(custom(endpoint), bucket, url);
    }
    assert!(custom("https://example.com/storage").locate("storage").is_ok());
}

/// A directory bucket at a custom endpoint, by its session. Addresses and signatures are those of botocore 1.43.11:
/// `EndpointProvider` with the rules of S3, then `S3ExpressQueryAuth` for `get_object` of the key `k`, with the
/// credentials below, 900 s, at 2013-05-24T00:00:00Z.
#[test]
fn a_session_uses_the_directory_bucket_at_a_custom_endpoint() {
    let session = Credentials::new("AKIDEXAMPLE", "secret").with_s3_express_session_token("SESSION+TOKEN/=");
    let date = "20130524T000000Z".parse().unwrap();
    for (url, is_path_style, origin, signature) in [
        (
            "https://example.com",
            false,
            "https://logs--usw2-az1--x-s3.example.com",
            "7059111b33400dea0b9c23ab47af432774000ef022bf351f1418ffad1a6bd156",
        ),
        (
            "https://example.com",
            true,
            "https://logs--usw2-az1--x-s3.example.com",
            "7059111b33400dea0b9c23ab47af432774000ef022bf351f1418ffad1a6bd156",
        ),
        (
            "http://localhost:9000",
            false,
            "http://logs--usw2-az1--x-s3.localhost:9000",
            "b4347ab33dbc47938dbc26f22c10c9d6ccf7009a3bb90d0753876a5db1ff4e88",
        ),
        (
            "http://127.0.0.1:9000",
            false,
            "http://127.0.0.1:9000/logs--usw2-az1--x-s3",
            "d72341a229d635ec65d60339ac96a8d72abba74ea12d4e1cf87677b40f9724e0",
        ),
        (
            "https://example.com/base/",
            false,
            "https://logs--usw2-az1--x-s3.example.com/base",
            "2452e769d956e8a7ccc60c1f071faa3369fef9c8e4f562d3227d2674b67c9c14",
        ),
    ] {
        let endpoint = Endpoint::custom(url, "us-west-2").unwrap();
        let endpoint = if is_path_style { endpoint.path_style() } else { endpoint };
        let s3 = Presigner::new(session.clone(), endpoint);
        let get = s3.get(DIRECTORY_BUCKET, "k").presign_at(date).unwrap();
        assert!(get.url().starts_with(&format!("{origin}/k?")), "{}", get.url());
        assert_eq!(get.url().split_once("&X-Amz-Signature=").unwrap().1, signature, "{url}");
        let location = s3.locate(DIRECTORY_BUCKET).unwrap();
        assert_eq!(location.service(), "s3express");
        assert_eq!(location.object_url("k").unwrap(), format!("{origin}/k"));
        // Without the session, the name has no special meaning.
        assert_eq!(s3.endpoint().locate(DIRECTORY_BUCKET).unwrap().service(), "s3");
    }
    let single = Endpoint::custom("https://logs.example.com", "us-west-2").unwrap().bucket_endpoint();
    let location = Presigner::new(session, single).locate(DIRECTORY_BUCKET).unwrap();
    assert_eq!((location.host(), location.service()), ("logs.example.com", "s3express"));
}

#[test]
fn an_endpoint_can_switch_to_another_region() {
    let us = || aws("us-east-1").path_style().use_arn_region();
    for (endpoint, region, url) in [
        (us(), "eu-west-1", "https://s3.eu-west-1.amazonaws.com"),
        (us(), "cn-north-1", "https://s3.cn-north-1.amazonaws.com.cn"),
        (us(), "aws-global", "https://s3.amazonaws.com"),
        (aws("aws-global"), "us-east-1", "https://s3.us-east-1.amazonaws.com"),
        (us().fips().unwrap(), "us-gov-west-1", "https://s3-fips.us-gov-west-1.amazonaws.com"),
        (us().dual_stack().unwrap(), "eu-west-1", "https://s3.dualstack.eu-west-1.amazonaws.com"),
        (us().accelerate().unwrap(), "eu-west-1", "https://s3-accelerate.amazonaws.com"),
    ] {
        let moved = endpoint.clone().with_region(region).unwrap();
        assert_eq!(moved.to_string(), url);
        assert_eq!(moved.region(), if region == "aws-global" { "us-east-1" } else { region });
        assert_eq!(moved.addressing_style(), endpoint.addressing_style());
        assert_eq!(
            (moved.is_fips(), moved.is_dual_stack(), moved.is_accelerated(), moved.is_aws()),
            (endpoint.is_fips(), endpoint.is_dual_stack(), endpoint.is_accelerated(), true),
        );
    }
    // The partition moves too.
    let china = us().virtual_hosted_style().with_region("cn-north-1").unwrap();
    let location = china.locate("arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/photos").unwrap();
    assert_eq!(location.host(), "photos-123456789012.s3-accesspoint.cn-north-1.amazonaws.com.cn");

    let shown = custom("https://example.com/base").shown_as("https://example.org").unwrap();
    let other = custom("https://example.com/base").shown_as("https://example.net").unwrap();
    assert_ne!(shown, other);
    let moved = shown.clone().with_region("garage").unwrap();
    assert_eq!((moved.to_string(), moved.shown_url()), (shown.to_string(), shown.shown_url()));
    assert_eq!(moved.region(), "garage");
}

/// The name of a host has at most 253 characters ([RFC 1035, section
/// 2.3.4](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4), without the lengths of the first label and the root).
#[test]
fn a_bucket_goes_before_a_host_as_long_as_there_is_room() {
    let bucket = "b".repeat(63);
    for (host_len, has_room) in [(188, true), (189, true), (190, false)] {
        let host = ["a".repeat(63), "a".repeat(63), "a".repeat(host_len - 128)].join(".");
        let endpoint = custom(&format!("https://{host}"));
        let url = endpoint.clone().virtual_hosted_style().locate(&bucket).map(|location| location.url());
        let expected =
            if has_room { Ok(format!("https://{bucket}.{host}/")) } else { Err(Error::BucketNotAHostLabel) };
        assert_eq!(url, expected, "{host_len}");
    }
}

/// S3 responds to a signature for another region with `AuthorizationHeaderMalformed`.
#[test]
fn a_host_of_aws_is_signed_for_the_region_in_it() {
    for (host, right, wrong) in [
        ("s3.eu-west-1.amazonaws.com", "eu-west-1", "us-east-1"),
        ("s3.dualstack.eu-west-1.amazonaws.com:443", "eu-west-1", "eu-west-2"),
        ("photos.s3.cn-north-1.amazonaws.com.cn", "cn-north-1", "cn-northwest-1"),
        ("photos.vpce-1a2b-3c4d.s3.us-east-1.vpce.amazonaws.com:8443", "us-east-1", "auto"),
        ("s3-us-west-2.amazonaws.com", "us-west-2", "us-east-1"),
        // The label of a bucket.
        ("us-west-2.s3.eu-west-1.amazonaws.com", "eu-west-1", "us-east-1"),
    ] {
        let url = format!("https://{host}/base");
        let endpoint = Endpoint::custom(&url, right).unwrap();
        let refused = Err(Error::EndpointRegion { region: wrong.into() });
        assert_eq!(Endpoint::custom(&url, wrong), refused, "{host}");
        assert_eq!(endpoint.clone().with_region(right), Ok(endpoint.clone()));
        assert_eq!(endpoint.with_region(wrong), refused, "{host}");
    }
    // The name does not say the region, or has no meaning outside AWS.
    for host in [
        "s3.amazonaws.com",
        "us-west-2.s3.amazonaws.com",
        "s3-fips.example.com",
        "s3.eu-west-1.example.com",
        "s3.us-west-002.backblazeb2.com",
    ] {
        assert!(Endpoint::custom(&format!("https://{host}"), "us-east-1").is_ok(), "{host}");
    }
}

#[test]
fn an_endpoint_can_be_read_back() {
    for (url, host, port, base_path) in [
        ("https://example.com", "example.com", None, ""),
        ("http://example.com:9000/a/b%20c", "example.com", Some(9000), "/a/b%20c"),
        ("http://[::1]", "[::1]", None, ""),
        ("http://[::1]:9000", "[::1]", Some(9000), ""),
    ] {
        let endpoint = custom(url);
        assert_eq!((endpoint.host(), endpoint.port(), endpoint.base_path()), (host, port, base_path));
        assert_eq!(endpoint.to_string(), url);
        let read = Endpoint::from_parts(
            endpoint.scheme(),
            endpoint.host(),
            endpoint.port(),
            endpoint.base_path(),
            endpoint.region(),
        );
        assert_eq!(read, Ok(endpoint));
    }
}
