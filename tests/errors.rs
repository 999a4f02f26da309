//! Every mistake and its message, word for word.

use presign::sigv4::{CredentialScope, SigningKey};
use presign::{
    AmzDate, Checksum, CopySource, Credentials, Endpoint, Error, ErrorKind, Method, Presigner, Request,
    Scheme, Verifier,
    cloudfront::{self, Signature},
    multipart::CompletedParts,
    services::ServicePresigner,
};
use std::{
    fmt::Display,
    sync::LazyLock,
    time::{Duration, UNIX_EPOCH},
};

#[track_caller]
fn assert_error<T, E: Display>(result: Result<T, E>, message: &str) {
    match result {
        Ok(_) => panic!("accepted, where it should say: {message}"),
        Err(error) => {
            assert_eq!(error.to_string(), message);
            assert!(message.starts_with(|c: char| c.is_lowercase() || c == '"'), "a lower-case clause");
        }
    }
}

fn s3() -> &'static Presigner {
    static S3: LazyLock<Presigner> = LazyLock::new(|| {
        Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap())
    });
    &S3
}

/// A server that may accept other values than AWS.
fn elsewhere() -> &'static Presigner {
    static ELSEWHERE: LazyLock<Presigner> =
        LazyLock::new(|| s3().with_endpoint(Endpoint::custom("http://localhost:9000", "us-east-1").unwrap()));
    &ELSEWHERE
}

fn date() -> AmzDate {
    "20130524T000000Z".parse().unwrap()
}

/// Asserts the message of a request whose presigner is valid.
#[track_caller]
fn assert_request_error(request: Request<'_>, message: &str) {
    assert_error(request.clone().presign_at(date()), message);
    assert_error(request.explain_at(date()), message);
}

#[track_caller]
fn assert_accepted(request: Request<'_>) {
    if let Err(error) = request.presign_at(date()) {
        panic!("{error}");
    }
}

#[test]
fn credentials_must_be_well_formed() {
    let check = |credentials: Credentials, message| {
        let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
        assert_error(s3.get("bucket", "key").presign_at(date()), message);
        assert_error(s3.bucket_request(Method::Get, "bucket").presign_at(date()), message);
    };
    check(Credentials::new("", "secret"), "access key id is empty: check where the credentials come from");
    for id in ["AKID/EXAMPLE", "AKID EXAMPLE", "AKIDEXAMPLE\n", "\0", "AKIDEXAMPLE\u{a0}", "ÄKID"] {
        check(
            Credentials::new(id, "secret"),
            "access key id has a `/`, white space or a character that is not ASCII: trim it, and check that it is not the \
             secret access key",
        );
    }
    check(
        Credentials::new("AKIDEXAMPLE", ""),
        "secret access key is empty: check where the credentials come from",
    );
    for secret in
        ["secret\n", " secret", "\t", "secret\u{a0}", "\u{3000}secret", "secret\u{2028}", "\u{feff}secret"]
    {
        check(
            Credentials::new("AKIDEXAMPLE", secret),
            "secret access key starts or ends with white space or a byte order mark: trim it",
        );
    }
    for id in ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"] {
        check(
            // This one has no `/`, as about half of them.
            Credentials::new("wJalrXUtnFEMI+K7MDENG+bPxRfiCYEXAMPLEKEY", id),
            "secret access key is an access key id: swap the two, since a URL shows the id",
        );
    }
    for token in ["to ken", "to\nken", "tökén", "to\u{7f}ken", "\"token\""] {
        check(
            Credentials::new("AKIDEXAMPLE", "secret").with_session_token(token),
            "session token has white space or a character that is not ASCII, or is in quotes: check that it was copied completely",
        );
    }
    for token in ["AQoDYXdzEPT%2F%2Fw%3D%3D", "%2b"] {
        check(
            Credentials::new("AKIDEXAMPLE", "secret").with_session_token(token),
            "session token is URL-encoded, and signing would encode it again: decode it",
        );
    }
    check(
        Credentials::new("ASIAIOSFODNN7EXAMPLE", "secret"),
        "temporary credentials have no session token: set `AWS_SESSION_TOKEN` or `with_session_token`, or allow this with \
         `without_session_token`",
    );
    check(
        Credentials::new("AKIDEXAMPLE", "secret").with_expiry(date()),
        "credentials expired at 20130524T000000Z: renew them",
    );
    for (day, region, service) in [
        ("20130523T235959Z", "us-east-1", "s3"),
        ("20130524T000000Z", "us-east-2", "s3"),
        ("20130524T000000Z", "us-east-1", "s3express"),
    ] {
        let day = day.parse().unwrap();
        let scope = CredentialScope::new(&day, region, service);
        check(
            Credentials::from_signing_key("AKIDEXAMPLE", SigningKey::derive("secret", &scope)),
            "signing key is not for 20130524/us-east-1/s3/aws4_request: derive one for that scope",
        );
    }
    check(
        Credentials::new("AKIDEXAMPLE", "secret").with_expiry("20130524T001459Z".parse().unwrap()),
        "url would outlive its credentials, which expire at 20130524T001459Z: renew them or use a shorter lifetime",
    );
}

/// tests/credentials.rs has more documents for each message.
#[cfg(feature = "json")]
#[test]
fn credentials_in_json_must_be_complete() {
    for (document, message) in [
        (
            "[]",
            "credentials are not in the JSON format of IMDS, ECS, `credential_process` or STS: pass the whole document",
        ),
        (
            r#"{"Code": "Failed", "Message": "secret"}"#,
            "credentials document has a `Code` other than `Success`: read its `Message`",
        ),
        (
            r#"{"Version": 2}"#,
            "credentials document has a `Version` other than 1: make the process write version 1",
        ),
        ("{}", "credentials document has no `AccessKeyId`: pass the whole document"),
        (
            r#"{"AccessKeyId": "AKIDEXAMPLE"}"#,
            "credentials document has no `SecretAccessKey`: pass the whole document",
        ),
        (
            r#"{"AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "secret", "Expiration": "soon"}"#,
            "expiry in `Expiration` is not a date such as 2026-01-01T12:00:00Z: correct it or leave it out",
        ),
    ] {
        let error = Credentials::from_json(document).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_error(Err::<(), _>(error), message);
    }
}

/// tests/command.rs runs a process for each message, since this test shares its environment with the others.
#[test]
fn credentials_must_be_in_the_environment() {
    for (error, message) in [
        (
            Error::MissingVariable { name: "AWS_ACCESS_KEY_ID" },
            "environment variable `AWS_ACCESS_KEY_ID` is not set: export it, for example from `aws configure \
             export-credentials --format env`",
        ),
        (
            Error::VariableNotUnicode { name: "AWS_SESSION_TOKEN" },
            "environment variable `AWS_SESSION_TOKEN` is not Unicode: set it to plain text",
        ),
        (
            Error::VariableQuoted { name: "AWS_SECRET_ACCESS_KEY" },
            "environment variable `AWS_SECRET_ACCESS_KEY` is in quotes: set it without them",
        ),
        (
            Error::MalformedExpiry { name: "AWS_CREDENTIAL_EXPIRATION" },
            "expiry in `AWS_CREDENTIAL_EXPIRATION` is not a date such as 2026-01-01T12:00:00Z: correct it or \
             leave it out",
        ),
    ] {
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_error(Err::<(), _>(error), message);
    }
}

#[test]
fn http_dates_and_rfc_3339_dates_must_be_well_formed() {
    assert_error(
        "2013-05-24".parse::<AmzDate>(),
        "date does not have the form 20130524T000000Z: use UTC in ISO 8601 basic format",
    );
    assert_error(
        AmzDate::from_rfc3339("20130524T000000Z"),
        "date does not have the form 2013-05-24T00:00:00Z: use RFC 3339",
    );
    assert_error(
        AmzDate::from_http_date("Wed, 21 Oct 2015 07:28:00"),
        "date does not have the form `Wed, 21 Oct 2015 07:28:00 GMT`: use a `date` header as received",
    );
}

#[test]
fn well_formed_credentials_are_accepted() {
    let url = |credentials: Credentials| {
        let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
        s3.get("bucket", "key").presign_at(date()).unwrap().into_url()
    };
    let plain = url(Credentials::new("AKIDEXAMPLE", "secret"));
    for blank in ["", " ", "\n"] {
        assert_eq!(url(Credentials::new("AKIDEXAMPLE", "secret").with_session_token(blank)), plain);
    }
    assert_eq!(
        url(Credentials::new("AKIDEXAMPLE", "secret").with_session_token("to+/=\n")),
        url(Credentials::new("AKIDEXAMPLE", "secret").with_session_token("to+/=")),
    );
    let last_moment = "20130524T001500Z".parse().unwrap();
    assert_eq!(url(Credentials::new("AKIDEXAMPLE", "secret").with_expiry(last_moment)), plain);
    // Longer than a block of the hash, and not ASCII.
    url(Credentials::new("a+b=", "é".repeat(100)).with_session_token("t".repeat(4096).as_str()));
}

#[test]
fn an_endpoint_must_be_a_url_that_clients_understand() {
    let scheme = "endpoint is not an HTTP URL: start it with `https://` or `http://`";
    let host = "endpoint host is not a domain name or an IP address: write it without a zone or a final dot, and in ASCII \
                if the feature `url` is off";
    let port = "endpoint port is out of range: use 1 to 65535 or leave it out";
    let path = "endpoint path does not start with `/`, has an empty, `.` or `..` segment, or is not percent-encoded as it is \
                signed: write `/my%20store` for the path `/my store`";
    let userinfo =
        "endpoint has a user name or password, which would end up in the URL: pass them as credentials";
    let query = "endpoint has a query: leave out the `?` and what follows, and add parameters to the request";
    let fragment = "endpoint has a fragment: leave out the `#` and what follows";
    for (url, message) in [
        ("", scheme),
        ("minio.example.com", scheme),
        ("localhost:9000", scheme),
        ("//minio.example.com", scheme),
        ("s3://bucket", scheme),
        ("ftp://example.com", scheme),
        (" https://example.com", scheme),
        ("https://", host),
        ("https:///path", host),
        ("https://:9000", host),
        ("https://exa mple.com", host),
        ("https://example.com\\path", host),
        ("https://example..com", host),
        ("https://example.com.", host),
        ("https://[::1", host),
        ("https://[fe80::1%25eth0]", host),
        ("https://256.1.1.1", host),
        ("https://example.com:0", port),
        ("https://example.com:65536", port),
        ("https://example.com:80a", port),
        ("https://user@example.com", userinfo),
        ("https://user:pw@example.com:9000/b", userinfo),
        ("https://example.com?x=1", query),
        ("https://example.com/a?x", query),
        ("https://example.com#x", fragment),
        ("https://example.com/a#?", fragment),
        ("https://example.com//", path),
        ("https://example.com/a//b", path),
        ("https://example.com/a/../b", path),
        ("https://example.com/./b", path),
        ("https://example.com/a b", path),
        ("https://example.com//base", path),
        ("https://example.com/base//", path),
        ("https://example.com/a/%2e%2e/b", path),
        ("https://example.com/a/%2E%2E/b", path),
        ("https://example.com/%41", path),
        ("https://example.com/b%2fase", path),
        ("https://example.com/b%2Fase", path),
        ("https://example.com/%c3%a9", path),
        ("https://example.com/%FF", path),
        ("https://example.com/100%", path),
        ("https://example.com/b+ase", path),
        ("https://example.com/é", path),
    ] {
        println!("{url}");
        assert_error(Endpoint::custom(url, "us-east-1"), message);
        let inner = Endpoint::custom("http://minio:9000", "us-east-1").unwrap();
        assert_error(inner.shown_as(url), message);
    }
    for path_of_verifier in ["b", "//base", "/base//", "/a/../b", "/a/%2e%2e/b", "/b ase", "/b%2Fase"] {
        assert_error(Verifier::new("us-east-1").base_path(path_of_verifier), path);
        assert_error(Endpoint::from_parts(Scheme::Https, "a", None, path_of_verifier, "us-east-1"), path);
    }
    for bare in ["", "a/b", "a:9000", "user@host", "[::1]:9000", "::1", "-".repeat(64).as_str()] {
        println!("{bare}");
        assert_error(Endpoint::from_parts(Scheme::Https, bare, None, "", "us-east-1"), host);
    }
    assert_error(Endpoint::from_parts(Scheme::Https, "a", Some(0), "", "us-east-1"), port);
    assert_error(Endpoint::from_parts(Scheme::Https, "a", None, "b", "us-east-1"), path);
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html>: only publicly readable content.
#[test]
fn an_endpoint_must_not_be_that_of_a_website() {
    for host in [
        "heron.s3-website-us-east-1.amazonaws.com",
        "s3-website.eu-central-1.amazonaws.com",
        "heron.s3-website.cn-north-1.amazonaws.com.cn",
        "s3.console.aws.amazon.com",
        "us-east-1.console.aws.amazon.com",
    ] {
        let message = "endpoint is for websites or the console, and ignores signatures: use that of the region, with \
                       `Endpoint::aws`";
        assert_error(Endpoint::custom(&format!("http://{host}"), "us-east-1"), message);
        assert_error(Endpoint::from_parts(Scheme::Https, host, None, "", "us-east-1"), message);
    }
    for host in ["s3-website.example.com", "website.s3.us-east-1.amazonaws.com"] {
        assert!(Endpoint::custom(&format!("http://{host}"), "us-east-1").is_ok(), "{host}");
    }
}

#[test]
fn an_endpoint_of_aws_must_be_in_its_region() {
    assert_error(
        Endpoint::custom("https://s3.eu-west-1.amazonaws.com", "us-east-1"),
        "endpoint host is not in the AWS region \"us-east-1\": pass the region in its name",
    );
}

#[test]
fn only_aws_endpoints_have_variants() {
    type Variant = fn(Endpoint) -> Result<Endpoint, Error>;
    const VARIANTS: [Variant; 3] = [Endpoint::dual_stack, Endpoint::fips, Endpoint::accelerate];
    let [dual_stack, fips, accelerate] = VARIANTS;
    let aws = |region: &str| Endpoint::aws(region).unwrap();

    for variant in VARIANTS {
        let custom = Endpoint::custom("https://example.com", "us-east-1").unwrap();
        assert_error(
            variant(custom),
            "custom endpoint has no known variants: use the URL of the variant itself",
        );
    }
    for (first, second) in [(fips, accelerate), (accelerate, fips)] {
        assert_error(
            second(first(aws("us-east-1")).unwrap()),
            "transfer acceleration has no FIPS endpoint: choose one of the two",
        );
    }
    assert_error(fips(aws("cn-north-1")), "partition aws-cn does not offer FIPS: use another endpoint");
    for region in ["cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1"] {
        let error = accelerate(aws(region)).unwrap_err().to_string();
        assert!(error.ends_with(" does not offer transfer acceleration: use another endpoint"), "{error}");
    }

    let check = |endpoint: Endpoint, bucket: &str, message: &str| {
        let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
        assert_request_error(s3.get(bucket, "key"), message);
    };
    let accelerated = || accelerate(aws("us-east-1")).unwrap();
    let not_accelerated = "bucket cannot be reached by transfer acceleration: use a bucket name without dots and the \
                           virtual-hosted style, or another endpoint";
    check(accelerated(), "with.dots", not_accelerated);
    check(accelerated(), "With_Case", not_accelerated);
    check(accelerated().path_style(), "bucket", not_accelerated);
    check(accelerated(), "logs--use1-az4--x-s3", not_accelerated);
    check(accelerated(), "arn:aws:s3:us-east-1:123456789012:accesspoint/photos", not_accelerated);

    let no_such_variant =
        "bucket or access point has no FIPS or dual-stack endpoint: use an endpoint that is neither";
    let object_lambda = "arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/thumbnails";
    let outpost =
        "arn:aws:s3-outposts:us-east-1:123456789012:outpost/op-01234567890123456/accesspoint/reports";
    check(dual_stack(aws("us-east-1")).unwrap(), object_lambda, no_such_variant);
    check(dual_stack(aws("us-east-1")).unwrap(), outpost, no_such_variant);
    check(fips(aws("us-east-1")).unwrap(), outpost, no_such_variant);
}

#[test]
fn an_access_point_must_match_the_endpoint() {
    let check = |endpoint: Endpoint, bucket: &str, message: &str| {
        let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
        assert_request_error(s3.get(bucket, "key"), message);
    };
    let aws = |region: &str| Endpoint::aws(region).unwrap();
    for arn in [
        "arn:",
        "arn:aws",
        "arn:aws:s3:::bucket",
        "arn:aws:s3:us-east-1:123456789012",
        "arn:aws:s3:us-east-1:123456789012:",
        "arn:aws:s3:us-east-1:123456789012:accesspoint",
        "arn:aws:s3:us-east-1:123456789012:accesspoint/",
        "arn:aws:s3:us-east-1:123456789012:accesspoint/photos/more",
        "arn:aws:s3:us-east-1:123456789012:accesspoint/pho.tos",
        "arn:aws:s3:us-east-1:123456789012:accesspoint/Photos",
        "arn:aws:s3:us-east-1:123456789012:bucket/photos",
        "arn:aws:s3:us-east-1::accesspoint/photos",
        "arn:aws:s3:us-east-1:12345678901:accesspoint/photos",
        "arn:aws:s3:us-east-1:12345678901x:accesspoint/photos",
        "arn:aws:s3:us east 1:123456789012:accesspoint/photos",
        "arn:aws:sqs:us-east-1:123456789012:accesspoint/photos",
        "arn:aws:s3-object-lambda::123456789012:accesspoint/photos",
        "arn:aws:s3-outposts:us-east-1:123456789012:outpost/op-01234567890123456",
        "arn:aws:s3-outposts:us-east-1:123456789012:outpost/op_01234567890123456/accesspoint/photos",
        "arn:aws:s3-outposts:us-east-1:123456789012:outpost/-/accesspoint/photos",
        "arn:aws:s3-outposts:us-east-1:123456789012:outpost/op-01234567890123456/bucket/photos",
    ] {
        check(
            aws("us-east-1"),
            arn,
            "bucket is not the ARN of an access point: write `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`, or use a \
             bucket name",
        );
    }
    #[cfg(not(feature = "sigv4a"))]
    check(
        aws("us-east-1"),
        "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
        "multi-Region access point accepts only SigV4A: enable the feature `sigv4a` of the crate `presign`",
    );
    let multi_region = "multi-Region access point is not addressed by its ARN at an AWS endpoint: use \
                        `arn:aws:s3::ACCOUNT:accesspoint/ALIAS.mrap` with `Endpoint::aws`";
    assert_error(
        Endpoint::custom("https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com", "us-east-1"),
        multi_region,
    );

    // As the source of a copy, with the feature and without.
    let source = CopySource::new("arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap", "key");
    assert_request_error(
        s3().copy(source, "bucket", "key"),
        "multi-Region access point cannot be the source of a copy: name a bucket behind it",
    );

    // As a name, only on AWS.
    check(aws("us-east-1"), "mfzwi23gnjvgw.mrap", multi_region);
    check(aws("us-east-1").path_style(), "mfzwi23gnjvgw.mrap", multi_region);
    assert!(
        Endpoint::custom("https://example.com", "us-east-1").unwrap().locate("mfzwi23gnjvgw.mrap").is_ok()
    );

    // With the account and a hyphen, a name is a label of the host, which has at most 63 characters.
    let with_name = |len| format!("arn:aws:s3:us-east-1:123456789012:accesspoint/{}", "a".repeat(len));
    assert!(aws("us-east-1").locate(&with_name(50)).is_ok());
    for len in [51, 52, 63, 64] {
        assert_eq!(aws("us-east-1").locate(&with_name(len)).unwrap_err(), Error::MalformedArn, "{len}");
    }

    let access_point = "arn:aws:s3:us-east-1:123456789012:accesspoint/photos";
    check(
        aws("eu-west-1"),
        access_point,
        "access point is in the region \"us-east-1\": use that region's endpoint, or allow it with `use_arn_region`",
    );
    check(
        aws("cn-north-1").use_arn_region(),
        access_point,
        "access point is in the partition \"aws\": use an endpoint in a region of that partition",
    );
    // An ARN with a region outside its partition.
    check(
        aws("us-east-1").use_arn_region(),
        "arn:aws:s3:cn-north-1:123456789012:accesspoint/photos",
        "access point is in the partition \"aws-cn\": use an endpoint in a region of that partition",
    );
    for endpoint in
        [aws("us-east-1").path_style(), Endpoint::custom("http://127.0.0.1:9000", "us-east-1").unwrap()]
    {
        check(
            endpoint,
            access_point,
            "access point cannot be addressed in the path of a URL: use the virtual-hosted style and a domain name",
        );
    }
}

/// Buckets that the endpoint already contains, and endpoints that are a bucket.
#[test]
fn an_endpoint_of_a_single_bucket_serves_only_that_bucket() {
    let check = |endpoint: Endpoint, bucket: &str, message: &str| {
        let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
        assert_request_error(s3.get(bucket, "key"), message);
        assert_request_error(s3.list_objects(bucket), message);
        assert_error(s3.locate(bucket), message);
        assert_error(s3.endpoint().locate(bucket), message);
        assert_error(s3.objects(Method::Get, bucket).prepare_at(date()), message);
    };
    let custom = |url: &str| Endpoint::custom(url, "eu-west-3").unwrap();
    let in_endpoint = "bucket is already in the endpoint's address: remove it there, or call `bucket_endpoint` if the endpoint is the bucket itself";
    check(custom("https://heron.s3.eu-west-3.amazonaws.com"), "heron", in_endpoint);
    check(custom("https://heron.s3.eu-west-3.amazonaws.com").path_style(), "heron", in_endpoint);
    check(custom("https://images.heron.example"), "images.heron.example", in_endpoint);
    check(custom("https://0123456789abcdef.r2.cloudflarestorage.com/heron"), "heron", in_endpoint);

    let not_one = "endpoint of an AWS region is not a single bucket: create one from the bucket's own address with `Endpoint::custom`";
    let region = || Endpoint::aws("eu-west-3").unwrap().bucket_endpoint();
    let access_point = "arn:aws:s3:eu-west-3:123456789012:accesspoint/photos";
    for bucket in ["heron", "logs--usw2-az1--x-s3", access_point] {
        check(region(), bucket, not_one);
    }
    assert_error(region().locate_service(), not_one);

    let only_one = "endpoint is a single bucket, without access points or a list of buckets: use the endpoint of the \
                    service";
    let images = || custom("http://images.heron.example").bucket_endpoint();
    check(images(), access_point, only_one);
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), images());
    assert_request_error(s3.list_buckets(), only_one);
    assert_error(s3.endpoint().locate_service(), only_one);
}

/// A session of CreateSession is for one directory bucket.
#[test]
fn a_session_works_with_a_directory_bucket_only() {
    let message = "session token of S3 Express works only for a directory bucket: use other credentials for this request";
    let session = Credentials::new("AKIDEXAMPLE", "secret").with_s3_express_session_token("token");
    for endpoint in [
        Endpoint::aws("us-west-2").unwrap(),
        Endpoint::aws("us-west-2").unwrap().path_style(),
        Endpoint::custom("https://example.com", "us-west-2").unwrap(),
        Endpoint::custom("http://127.0.0.1:9000", "us-west-2").unwrap(),
    ] {
        let s3 = Presigner::new(session.clone(), endpoint.clone());
        assert_accepted(s3.get("logs--usw2-az1--x-s3", "key"));
        for bucket in ["bucket", "photos-s3alias", "arn:aws:s3:us-west-2:123456789012:accesspoint/photos"] {
            assert_request_error(s3.get(bucket, "key"), message);
            assert_error(s3.locate(bucket), message);
        }
        assert_request_error(s3.list_buckets(), message);
        // From STS, for any bucket.
        let of_sts = Credentials::new("AKIDEXAMPLE", "secret").with_session_token("token");
        assert_accepted(Presigner::new(of_sts, endpoint).get("bucket", "key"));
    }
    let long = format!("https://{}.example.com", ["a".repeat(60), "b".repeat(60), "c".repeat(60)].join("."));
    let s3 = Presigner::new(session, Endpoint::custom(&long, "us-west-2").unwrap());
    let bucket = format!("{}--usw2-az1--x-s3", "l".repeat(44));
    assert_request_error(
        s3.get(bucket, "key"),
        "bucket name cannot be part of a host name: use the path style for this bucket",
    );
}

#[test]
fn a_region_must_be_well_formed_and_known() {
    let message = "region is not 1 to 63 letters, digits, `-` or `_`: use a region such as `us-east-1`, or the one that the server is configured with";
    for region in ["", " ", "us-east-1 ", "us/east", "*", "us east", "eu-wést-1", &"x".repeat(64)] {
        assert_error(Endpoint::aws(region), message);
        assert_error(Endpoint::custom("http://localhost", region), message);
    }
    // None of the patterns in botocore 1.43.11, `partitions.json`. The names are those of endpoints: of botocore's
    // `endpoints.json`, of older SDKs and of <https://docs.aws.amazon.com/general/latest/gr/s3.html>.
    let unknown = |region: &str, hint: &str| {
        let message = format!("region {region:?} is not an AWS region: {hint}");
        assert_error(Endpoint::aws(region), &message);
        assert_error(Endpoint::aws("us-east-1").unwrap().with_region(region), &message);
        // The region of an access point is a part of the host, too.
        let s3 = Presigner::new(
            Credentials::new("AKIDEXAMPLE", "secret"),
            Endpoint::aws("us-east-1").unwrap().use_arn_region(),
        );
        let arn = format!("arn:aws:s3:{region}:123456789012:accesspoint/photos");
        assert_error(s3.get(arn, "key").presign_at(date()), &message);
    };
    for (region, hint) in [
        ("fips-us-gov-west-1", "use \"us-gov-west-1\" with `fips`"),
        ("us-east-1-fips", "use \"us-east-1\" with `fips`"),
        ("fips-aws-global", "use \"aws-global\" with `fips`"),
        ("s3-external-1", "use \"us-east-1\""),
        ("s3-ap-southeast-1", "use \"ap-southeast-1\""),
        ("us-east-1a", "use \"us-east-1\""),
    ] {
        unknown(region, hint);
    }
    for region in [
        "auto",
        "useast1",
        "us-east",
        "us-east-",
        "us--1",
        "us-east-one",
        "us-east-1-2",
        "us-gov-1-west",
        "moon-tycho-1",
        "eusc-fr-east-1",
        "aws-cn-global",
        "aws-us-gov-global",
        "fips-auto",
        "global",
    ] {
        if !region.ends_with('-') {
            unknown(region, "write it like `us-east-1`, or use `Endpoint::custom` for another service");
        }
    }
    // Regions of other services, for which `custom` accepts them.
    for of_others in ["US-EAST-1", "us_east_1", "us-EAST-1", "us-ea_st-1"] {
        let hint = "write it like `us-east-1`, or use `Endpoint::custom` for another service";
        assert_error(Endpoint::aws(of_others), &format!("region {of_others:?} is not an AWS region: {hint}"));
        assert!(Endpoint::custom("http://localhost", of_others).is_ok());
    }
    assert!(Endpoint::custom("http://localhost", "auto").is_ok());
}

#[test]
fn a_bucket_must_have_a_valid_name() {
    let message = "bucket name is not valid: use 3 to 63 lower-case letters, digits, `-` and `.`, without `s3://` or a path";
    let long = "b".repeat(256);
    for bucket in [
        "s3://bucket",
        "bucket/",
        "",
        "ab",
        ".",
        "..",
        "...",
        "a/b",
        "a b",
        "bücket",
        "a%2Fb",
        "a?b",
        "bucket\n",
        &long,
    ] {
        assert_request_error(s3().get(bucket, "key"), message);
        assert_request_error(s3().bucket_request(Method::Get, bucket), message);
    }
    let message =
        "directory bucket name has no valid zone: write `BASE--ZONE--x-s3` in lower case and without dots";
    for bucket in
        ["my--x-s3", "use1-az4--x-s3", "--use1-az4--x-s3", "lo.gs--use1-az4--x-s3", "Logs--az1--xa-s3"]
    {
        assert_request_error(s3().get(bucket, "key"), message);
    }
    let host = "bucket name cannot be part of a host name: use the path style for this bucket";
    let date = date();
    for bucket in [
        "My_Bucket",
        "UPPER",
        "a..b",
        ".ab",
        "ab-",
        "a.-b",
        "xn--bcher-kva",
        "192.168.0.1",
        "999.0.0.1",
        &"b".repeat(64),
    ] {
        assert_accepted(s3().get(bucket, "key"));
        let endpoint = Endpoint::aws("us-east-1").unwrap().virtual_hosted_style();
        let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
        assert_error(s3.get(bucket, "key").presign_at(date), host);
    }
    let endpoint = Endpoint::custom("http://127.0.0.1:9000", "us-east-1").unwrap().virtual_hosted_style();
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
    assert_error(s3.get("bucket", "key").presign_at(date), host);
}

#[test]
fn a_key_must_not_be_changed_by_clients() {
    let long = "k".repeat(1025);
    assert_request_error(
        s3().delete("bucket", ""),
        "object key is empty: name an object, or use `bucket_request` for the bucket itself",
    );
    for key in [".", "..", "a/../b", "./a", "a/.", "../other/secret", "a/..", "//../"] {
        assert_request_error(
            s3().get("bucket", key),
            "object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename the \
             object",
        );
    }
    assert_request_error(
        s3().get("bucket", &long),
        "object key has 1025 bytes: use at most 1024 bytes of UTF-8",
    );
    let of_two_bytes = "é".repeat(513);
    assert_request_error(
        s3().get("bucket", &of_two_bytes),
        "object key has 1026 bytes: use at most 1024 bytes of UTF-8",
    );
    let of_two_bytes = "é".repeat(512);
    for key in
        ["...", "..a", "a..", ".hidden", "%2e%2e/x", "/", "//", "///a", "a/", &long[..1024], &of_two_bytes]
    {
        assert_accepted(s3().get("bucket", key));
    }
}

#[test]
fn a_lifetime_is_1_second_to_7_days() {
    let over =
        |seconds| format!("lifetime of {seconds} s is over the limit: use at most 604800 s (seven days)");
    let under = "lifetime is under one second: use 1 to 604800 s";
    let fraction = "lifetime has a fraction of a second: use whole seconds";
    for (lifetime, message) in [
        (Duration::ZERO, under),
        (Duration::from_millis(999), under),
        (Duration::from_millis(1_500), fraction),
        (Duration::new(604_800, 1), fraction),
        (Duration::from_secs(604_801), &over(604_801)),
        (Duration::MAX, &over(u64::MAX)),
    ] {
        assert_request_error(s3().get("bucket", "key").expires_in(lifetime), message);
        assert_request_error(
            s3().get("bucket", "key").stable_for(lifetime),
            "window passed to `stable_for` is out of range: use 1 to 604800 whole seconds",
        );
        assert_request_error(
            s3().get("bucket", "key").back_date(lifetime),
            "time passed to `back_date` is out of range: use 1 to 604800 whole seconds",
        );
    }
    // The lifetime of the URL is the sum.
    let week = Duration::from_secs(604_800);
    assert_request_error(s3().get("bucket", "key").expires_in(week).stable_for(week), &over(1_209_600));
    assert_request_error(s3().get("bucket", "key").back_date(week), &over(605_700));
    for seconds in [1, 604_800] {
        assert_accepted(s3().get("bucket", "key").expires_in(Duration::from_secs(seconds)));
    }
}

#[test]
fn dates_must_be_in_range_and_before_the_credentials_expire() {
    let range = "date is outside the years 0001 to 9999: check the clock it came from";
    let form = "date does not have the form 20130524T000000Z: use UTC in ISO 8601 basic format";
    for seconds in [i64::MIN, -62_135_596_801, 253_402_300_800, i64::MAX] {
        assert_error(AmzDate::from_unix_seconds(seconds), range);
    }
    for text in [
        "",
        "2013-05-24T00:00:00Z",
        "20130524T000000",
        "20130524T000000z",
        "20130524t000000Z",
        "20131324T000000Z",
        "20130229T000000Z",
        "20130524T240000Z",
        "20130524T006000Z",
        "20130524T000060Z",
        "+0130524T000000Z",
        "2013052éT000000Z",
        "20130524T000000ZZ",
    ] {
        assert_error(text.parse::<AmzDate>(), form);
    }
    assert_error("00000101T000000Z".parse::<AmzDate>(), range);
    for (text, seconds) in [
        ("00010101T000000Z", -62_135_596_800),
        ("19691231T235959Z", -1),
        ("19700101T000000Z", 0),
        ("20240229T120000Z", 1_709_208_000),
        ("99991231T235959Z", 253_402_300_799),
    ] {
        assert_eq!(text.parse::<AmzDate>().unwrap().unix_seconds(), seconds);
        assert_eq!(AmzDate::from_unix_seconds(seconds).unwrap().to_string(), text);
    }
    let moment = UNIX_EPOCH + Duration::from_millis(1_369_353_600_999);
    assert_eq!(AmzDate::try_from(moment).unwrap(), date());
    let before_1970 = UNIX_EPOCH - Duration::from_secs(1);
    assert_eq!(AmzDate::try_from(before_1970).unwrap().to_string(), "19691231T235959Z");
    assert_error(AmzDate::try_from(UNIX_EPOCH + Duration::from_secs(253_402_300_800)), range);
    let first = "00010101T000000Z".parse().unwrap();
    assert_error(s3().get("bucket", "key").back_date(Duration::from_secs(1)).presign_at(first), range);
    let last = "99991231T235959Z".parse().unwrap();
    assert_error(s3().get("bucket", "key").presign_at(last), range);
    assert_error(s3().get("bucket", "key").explain_at(last), range);
    assert_error(s3().objects(Method::Get, "bucket").prepare_at(last), range);
    let mut url = String::from("before");
    assert_error(s3().get("bucket", "key").write_url_at(last, &mut url), range);
    assert_error(
        s3().get("bucket", "key").query("a", "").query("a", "").write_url_at(date(), &mut url),
        "query parameter \"a\" is set twice: set it once",
    );
    assert_eq!(url, "before");
}

#[test]
fn a_part_needs_a_number_and_an_upload_id() {
    for number in [0, 10_001, u32::MAX] {
        assert_request_error(
            s3().upload_part("bucket", "key", "id", number),
            &format!("part number {number} is out of range: use 1 to 10000"),
        );
    }
    assert_request_error(
        s3().upload_part("bucket", "key", "", 1),
        "upload id is empty: take it from the response to CreateMultipartUpload",
    );
    // An id with white space is one that was read from a file or a response with its surroundings: S3 returns
    // NoSuchUpload.
    for id in ["id\n", " id", "i d", "id\r\n", "\t", "id\u{a0}", "id\0", "id\u{85}"] {
        let message = "upload id has white space or a control character: take it unchanged from the response to \
                       CreateMultipartUpload";
        for request in [
            s3().upload_part("bucket", "key", id, 1),
            s3().upload_part_copy(CopySource::new("bucket", "a"), "bucket", "key", id, 1),
            s3().complete_multipart_upload("bucket", "key", id),
            s3().abort_multipart_upload("bucket", "key", id),
            s3().list_parts("bucket", "key", id),
            s3().put("bucket", "key").query("partNumber", 1).query("uploadId", id),
        ] {
            assert_request_error(request, message);
        }
        assert_error(s3().upload_parts("bucket", "key", id).prepare_at(date()), message);
    }
    assert_accepted(s3().upload_part("bucket", "key", "VXBsb2Fk.SWQ_~-+/=%20é", 1));
    let bulk = s3().upload_parts("bucket", "key", "id").prepare_at(date()).unwrap();
    let mut url = String::from("before");
    assert_error(bulk.write_url(0, &mut url), "part number 0 is out of range: use 1 to 10000");
    assert_error(bulk.presign(10_001), "part number 10001 is out of range: use 1 to 10000");
    assert_error(
        s3().upload_parts("bucket", "key", "").prepare_at(date()),
        "upload id is empty: take it from the response to CreateMultipartUpload",
    );
    let bulk = s3().objects(Method::Get, "bucket").prepare_at(date()).unwrap();
    assert_error(
        bulk.write_url("", &mut url),
        "object key is empty: name an object, or use `bucket_request` for the bucket itself",
    );
    assert_error(
        bulk.presign("a/../b"),
        "object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename the \
         object",
    );
    assert_eq!(url, "before");
    for number in [1, 10_000] {
        assert_accepted(s3().upload_part("bucket", "key", "id", number));
    }
}

#[test]
fn a_list_of_parts_has_each_part_once() {
    let mut parts = CompletedParts::new();
    assert_error(parts.to_xml(), "list of parts is empty: add each part that was uploaded");
    for number in [0, 10_001] {
        assert_error(
            parts.push(number, "a"),
            &format!("part number {number} is out of range: use 1 to 10000"),
        );
    }
    // Weak, escaped for XML, more than one, or with what surrounded it.
    for e_tag in [
        "",
        "\"\"",
        "\"",
        "\"a",
        "a\"",
        "W/\"a\"",
        "&quot;a&quot;",
        "&#34;a&#34;",
        "\"a\", \"b\"",
        "\"a\"b\"",
        " \"a\"",
        "\"a\"\n",
        "a b",
        "ä",
        "a\u{7f}",
        "\0",
    ] {
        for checksum in [None, Some(Checksum::Crc32(0))] {
            let pushed = match checksum {
                None => parts.push(7, e_tag),
                Some(checksum) => parts.push_with_checksum(7, e_tag, checksum),
            };
            assert_error(
                pushed,
                "part 7 has no valid `ETag`: take it unchanged from the response to UploadPart",
            );
        }
    }
    for (number, e_tag) in [(1, "a"), (10_000, "\"a<&>-9\"")] {
        parts.push(number, e_tag).unwrap();
    }
    assert_error(parts.push(1, "b"), "part 1 is listed twice: list it once, with its latest `ETag`");
}

/// tests/multipart.rs has more responses for each message.
#[cfg(feature = "xml")]
#[test]
fn a_response_about_an_upload_must_be_complete() {
    use presign::multipart::ListPartsResult;

    assert_error(
        ListPartsResult::from_xml("<Error><Code>No\nSuchUpload</Code></Error>"),
        "server returned the error \"No\\nSuchUpload\": pass it to `diagnose`",
    );
    assert_error(
        ListPartsResult::from_xml("<ListPartsResult>"),
        "response is not a complete `ListPartsResult`: pass the whole body, or send the request again",
    );
    assert_error(
        ListPartsResult::from_xml(&" ".repeat(4_194_305)),
        "body of 4194305 bytes is too long for a response: pass at most 4194304 bytes",
    );
}

/// tests/cloudfront.rs has more signatures and URLs.
#[test]
fn a_cloudfront_policy_covers_urls_that_clients_send() {
    const ID: &str = "K2JCJMDEHXQW5F";
    let (host, rsa) = ("https://d111111abcdef8.cloudfront.net", [7; 256]);
    let canned = |url: &str| cloudfront::Policy::canned(url, date());
    let custom = |resource: &str| cloudfront::Policy::custom(resource, date());
    let all = custom("*").unwrap();
    for (url, message) in [
        ("d111111abcdef8.cloudfront.net/a", "url has no scheme: start it with `https://` or `http://`"),
        ("//d111111abcdef8.cloudfront.net/a", "url has no scheme: start it with `https://` or `http://`"),
        (
            "HTTPS://d111111abcdef8.cloudfront.net/a",
            "url has no scheme: start it with `https://` or `http://`",
        ),
        ("ftp://d111111abcdef8.cloudfront.net/a", "url has no scheme: start it with `https://` or `http://`"),
        ("/a", "url has no scheme: start it with `https://` or `http://`"),
        ("", "url has no scheme: start it with `https://` or `http://`"),
        ("https://d111111abcdef8.cloudfront.net", "url has no path: add `/` after the host"),
        ("https://d111111abcdef8.cloudfront.net?a=b", "url has no path: add `/` after the host"),
        ("https://d111111abcdef8.cloudfront.net/a?", "url ends with `?` or `&`: leave it out"),
        ("https://d111111abcdef8.cloudfront.net/a?b=c&", "url ends with `?` or `&`: leave it out"),
        (
            "https://d111111abcdef8.cloudfront.net/a%2",
            "url has a `%` without two hexadecimal digits: percent-encode it once",
        ),
        (
            "https://d111111abcdef8.cloudfront.net/a?b=100%",
            "url has a `%` without two hexadecimal digits: percent-encode it once",
        ),
    ] {
        assert_error(canned(url), message);
        assert_error(all.signed_url_for(url, ID, Signature::sha1(&rsa)), message);
    }
    for host in [
        "",
        "user@example.com",
        "EXAMPLE.com",
        "example.com:443",
        "example.com:",
        "example.com:0443",
        "example.com.",
        "127.1",
        "1.2.3.4.5",
        "example..com",
        "[::1]",
        "example.com:+80",
    ] {
        let message = "host is not as clients send it: write the domain name in lower case, without a user name, a \
                       final dot or the default port";
        assert_error(canned(&format!("https://{host}/a")), message);
        assert_error(custom(&format!("https://{host}/*")), message);
    }
    for host in ["example.com:8443", "127.0.0.1", "localhost:80", "xn--bcher-kva.example"] {
        canned(&format!("https://{host}/a")).unwrap();
    }
    for (text, at) in [
        (" ", 0),
        ("a b", 1),
        ("\"", 0),
        ("\\", 0),
        ("a\\?", 1),
        ("#a", 0),
        ("<", 0),
        (">", 0),
        ("^", 0),
        ("`", 0),
        ("{", 0),
        ("|", 0),
        ("}", 0),
        ("\0", 0),
        ("\n", 0),
        ("\u{7f}", 0),
        ("é", 0),
        ("a?b='", 4),
    ] {
        let position = host.len() + 1 + at;
        let message = format!(
            "url has a character at byte {position} that clients change or leave out: percent-encode it"
        );
        assert_error(canned(&format!("{host}/{text}")), &message);
        assert_error(custom(&format!("{host}/{text}")), &message);
    }
    canned(&format!("{host}/it's%20%22?a=%27")).unwrap();
    for path in ["/.", "/..", "/a/../b", "/a/%2e%2E/b", "/.%2e", "/./a"] {
        let message = "url has a `.` or `..` path segment, which clients resolve to another path: use the resulting path";
        assert_error(canned(&format!("{host}{path}")), message);
        assert_error(custom(&format!("{host}{path}?a=/../")), message);
    }
    canned(&format!("{host}/.../a..?b=../c")).unwrap();
    for name in ["Expires", "Hash-Algorithm", "Key-Pair-Id", "Policy", "Signature"] {
        let message = format!("parameter `{name}` belongs to the signature: rename it");
        for query in [format!("{name}=1"), format!("a=b&{name}"), format!("a&{name}=&c")] {
            assert_error(canned(&format!("{host}/a?{query}")), &message);
            assert_error(custom(&format!("{host}/a?{query}")), &message);
        }
    }
    assert_error(
        canned(&format!("{host}/a?%53ignature=1")),
        "parameter `Signature` belongs to the signature: rename it",
    );
    canned(&format!("{host}/a?signature=1&X-Policy=2&expires=3")).unwrap();
    for url in [format!("{host}/*"), format!("{host}/a?b=*")] {
        assert_error(
            canned(&url),
            "canned policy covers one url, but has a `*`: use `Policy::custom`, or write it as `%2A`",
        );
    }
    assert_error(custom("example.com/*"), "url has no scheme: start it with `https://` or `http://`");
    assert_error(
        custom(&format!("{host}/*")).unwrap().signed_url(ID, Signature::sha1(&rsa)),
        "resource of the policy is a pattern: pass a url to `signed_url_for`",
    );
    assert_error(
        custom(&format!("{host}/a*")).unwrap().signed_url_for(
            &format!("{host}/b"),
            ID,
            Signature::sha1(&rsa),
        ),
        "url is not covered by the resource of the policy: sign a policy for it",
    );
    let long = format!("{host}/{}", "a".repeat(8_000));
    let bytes =
        long.len() + format!("?Expires=1369353600&Signature={}&Key-Pair-Id={ID}", "a".repeat(344)).len();
    assert_error(
        canned(&long).unwrap().signed_url(ID, Signature::sha1(&rsa)),
        &format!("url has {bytes} bytes: use at most 8192, or signed cookies"),
    );
}

#[test]
fn a_cloudfront_policy_has_conditions_that_can_be_met() {
    let policy = cloudfront::Policy::custom("https://d111111abcdef8.cloudfront.net/*", date()).unwrap();
    let date_range = "date is out of range: use one from 1970 to 2262-04-11";
    for at in
        ["00010101T000000Z", "19691231T235959Z", "19700101T000000Z", "22620411T234717Z", "99991231T235959Z"]
    {
        let at: AmzDate = at.parse().unwrap();
        assert_error(cloudfront::Policy::canned("https://example.com/a", at), date_range);
        assert_error(cloudfront::Policy::custom("https://example.com/a", at), date_range);
        assert_error(policy.clone().starts_at(at), date_range);
    }
    for at in ["19700101T000001Z", "22620411T234716Z"] {
        cloudfront::Policy::canned("https://example.com/a", at.parse().unwrap()).unwrap();
    }
    for at in ["20130524T000000Z", "20130524T000001Z"] {
        assert_error(
            policy.clone().starts_at(at.parse().unwrap()),
            "policy expires before it starts: set a start before the expiry",
        );
    }
    policy.clone().starts_at("20130523T235959Z".parse().unwrap()).unwrap();
    for range in [
        "",
        "/",
        "192.0.2.0/",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2.0/+8",
        "192.0.2.0/024",
        "192.0.2/24",
        "192.0.2.0/24/24",
        "192.0.02.0",
        "192.0.2.256",
        " 192.0.2.0",
        "192.0.2.10/24",
        "10.0.0.1/0",
        "2001:db8::/32",
        "::1",
        "example.com",
        "192.0.2.0/24,198.51.100.0/24",
        "*",
    ] {
        assert_error(
            policy.clone().source_ip(range),
            "address range is not in IPv4 CIDR notation: write `192.0.2.0/24`, or `192.0.2.10` for one address",
        );
    }
    for range in ["192.0.2.10", "192.0.2.10/32", "0.0.0.0/0", "128.0.0.0/1"] {
        policy.clone().source_ip(range).unwrap();
    }
    let canned = cloudfront::Policy::canned("https://example.com/a", date()).unwrap();
    let only_expiry =
        "canned policy has only an expiry: use `Policy::custom` for a start or a range of addresses";
    assert_error(canned.clone().source_ip("192.0.2.10"), only_expiry);
    assert_error(canned.clone().starts_at("20130523T000000Z".parse().unwrap()), only_expiry);

    for id in ["", "K2JC JMDE", "K2JC&a=b", "K2JC\n", "ÄKID", "a/b"] {
        let message = "key pair id is not valid: copy the id of the public key, such as K2JCJMDEHXQW5F";
        assert_error(canned.signed_url(id, Signature::sha1(&[7; 256])), message);
        assert_error(canned.signed_cookies(id, Signature::sha1(&[7; 256])), message);
    }
    assert_error(
        canned.signed_url("K2JCJMDEHXQW5F", Signature::sha256(&[7; 64])),
        "signature is neither RSA with 2048 bits nor ECDSA on P-256: pass its bytes, for ECDSA in DER",
    );
}

#[test]
fn a_signed_url_of_cloudfront_must_be_complete() {
    let parse = |query: &str| format!("https://example.com/a?{query}").parse::<cloudfront::SignedUrl>();
    for (query, message) in [
        ("Expires=1&Signature=a", "parameter `Key-Pair-Id` is missing: use the whole signed url"),
        ("Expires=1&Key-Pair-Id=K2", "parameter `Signature` is missing: use the whole signed url"),
        ("Signature=a&Key-Pair-Id=K2", "parameter `Expires` is missing: use the whole signed url"),
        (
            "Expires=soon&Signature=a&Key-Pair-Id=K2",
            "parameter `Expires` is malformed: use the url as it was signed",
        ),
        (
            "Expires=01&Signature=a&Key-Pair-Id=K2",
            "parameter `Expires` is malformed: use the url as it was signed",
        ),
        (
            "Policy=a&Signature=a&Key-Pair-Id=K2",
            "parameter `Policy` is malformed: use the url as it was signed",
        ),
        (
            "Policy=-_8_&Signature=a&Key-Pair-Id=K2",
            "parameter `Policy` is malformed: use the url as it was signed",
        ),
        (
            "Expires=1&Signature=a&Key-Pair-Id=K-2",
            "parameter `Key-Pair-Id` is malformed: use the url as it was signed",
        ),
        (
            "Expires=1&Signature=a&Key-Pair-Id=K2&Hash-Algorithm=MD5",
            "parameter `Hash-Algorithm` is malformed: use the url as it was signed",
        ),
    ] {
        assert_error(parse(query), message);
    }
    let long = "a".repeat(8_193);
    assert_ne!(
        long[1..].parse::<cloudfront::SignedUrl>().unwrap_err(),
        cloudfront::Error::TooLong { bytes: 8_192 }
    );
    assert_error(
        long.parse::<cloudfront::SignedUrl>(),
        "url has 8193 bytes: use at most 8192, or signed cookies",
    );
}

#[test]
fn headers_must_reach_the_server_unchanged() {
    for name in ["", "a b", "a:b", "a\n", "naïve", "a(b)", "\0"] {
        assert_request_error(
            s3().get("bucket", "key").header(name, ""),
            &format!("header name {name:?} is not a token: use letters, digits and `-`"),
        );
    }
    for (value, position) in
        [("a\rb", 1), ("a\nb", 1), ("\0", 0), ("  ab\x7f", 2), ("a\tb", 1), ("né", 1), ("a\u{a0}b", 1)]
    {
        assert_request_error(
            s3().get("bucket", "key").header("X-Amz-Meta-A", value),
            &format!(
                "value of header `x-amz-meta-a` has a control or non-ASCII character at byte {position}: remove or \
                 encode it"
            ),
        );
    }
    for name in [
        "Host",
        "host",
        "Connection",
        "keep-alive",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Authorization",
        "Accept-Encoding",
        "Expect",
        "Forwarded",
        "X-Forwarded-For",
        "Via",
        "User-Agent",
        "X-Amzn-Trace-Id",
        "traceparent",
        "baggage",
        "Sec-Fetch-Mode",
    ] {
        let lower = name.to_lowercase();
        assert_request_error(
            s3().get("bucket", "key").header(name, "x"),
            &format!("header `{lower}` is set or changed by clients and proxies: leave it out"),
        );
    }
    for value in ["", " ", "\t a  b \t", "~", "\"a   b\""] {
        assert_accepted(s3().get("bucket", "key").header("x-amz-meta-a", value));
    }
}

#[test]
fn a_header_with_a_setter_is_set_once_by_it() {
    let put = || s3().put("bucket", "key");
    let twice = |name| format!("header `{name}` is set twice: set it once");
    for (request, name) in [
        (put().sse_s3().sse_kms(None), "x-amz-server-side-encryption"),
        (put().metadata("a", "1").metadata("A", "2"), "x-amz-meta-a"),
        (put().payload_sha256([0; 32]).payload_sha256([1; 32]), "x-amz-content-sha256"),
    ] {
        assert_request_error(request, &twice(name));
    }
    for request in [
        put().header("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"),
        // A server would use the parameter as the payload line, which is another one.
        put().query("X-Amz-Content-Sha256", "0".repeat(64)),
        put().query("x-amz-content-sha256", "unsigned-payload"),
        put().query("X-AMZ-CONTENT-SHA256", ""),
        put().query("X-Amz-Content-Sha256", 0),
    ] {
        assert_request_error(
            request,
            "payload hash `x-amz-content-sha256` cannot be set by name: use `payload_sha256`, or leave it out for \
             `UNSIGNED-PAYLOAD`",
        );
    }
    for name in ["X-Amz-Content-Sha256", "x-amz-content-sha256"] {
        let unsigned = || put().query(name, "UNSIGNED-PAYLOAD");
        assert_accepted(unsigned());
        assert_request_error(
            unsigned().payload_sha256([0; 32]),
            "header `x-amz-content-sha256` is also a query parameter: set it once",
        );
    }
    assert_request_error(
        put().metadata("", "value"),
        "header name \"\" is not a token: use letters, digits and `-`",
    );
    assert_request_error(
        put().metadata("name", "Zoë"),
        "value of header `x-amz-meta-name` has a control or non-ASCII character at byte 2: remove or encode it",
    );
}

type Setter = fn(Request<'_>) -> Request<'_>;

/// Every setter, and what it sets.
const SETTERS: &[(&str, Setter)] = &[
    ("content-length", |request| request.content_length(1)),
    ("content-md5", |request| request.content_md5(&[1; 16])),
    ("content-type", |request| request.content_type("a/b")),
    ("if-match", |request| request.if_match("\"a\"")),
    ("if-none-match", |request| request.if_none_match("*")),
    ("response-cache-control", |request| request.response_cache_control("no-cache")),
    ("response-content-disposition", |request| request.attachment("a")),
    ("response-content-disposition", |request| request.response_content_disposition("inline")),
    ("response-content-encoding", |request| request.response_content_encoding("gzip")),
    ("response-content-language", |request| request.response_content_language("de")),
    ("response-content-type", |request| request.response_content_type("a/b")),
    ("response-expires", |request| request.response_expires("0")),
    ("versionId", |request| request.version_id("1")),
    ("x-amz-acl", |request| request.acl("private")),
    ("x-amz-checksum-crc32", |request| request.checksum(Checksum::Crc32(1))),
    ("x-amz-checksum-crc32c", |request| request.checksum(Checksum::Crc32c(1))),
    ("x-amz-checksum-crc64nvme", |request| request.checksum(Checksum::Crc64Nvme(1))),
    ("x-amz-checksum-sha1", |request| request.checksum(Checksum::Sha1([1; 20]))),
    ("x-amz-checksum-sha256", |request| request.checksum(Checksum::Sha256([1; 32]))),
    ("x-amz-copy-source-range", |request| request.copy_source_range(0..=1)),
    ("x-amz-meta-a", |request| request.metadata("A", "1")),
    ("x-amz-request-payer", |request| request.request_payer()),
    ("x-amz-server-side-encryption", |request| request.sse_kms(None)),
    ("x-amz-server-side-encryption", |request| request.sse_s3()),
    ("x-amz-server-side-encryption-aws-kms-key-id", |request| request.sse_kms("key")),
    ("x-amz-server-side-encryption-bucket-key-enabled", |request| request.bucket_key_enabled(true)),
    ("x-amz-server-side-encryption-customer-key", |request| request.sse_c(&[1; 32], &[1; 16])),
    ("x-amz-server-side-encryption-customer-key-md5", |request| request.sse_c(&[1; 32], &[1; 16])),
    ("x-amz-storage-class", |request| request.storage_class("GLACIER")),
    ("x-amz-tagging", |request| request.tagging([("a", "b")])),
];

/// A setter together with what it sets is an error in any order, and S3 treats an `x-amz-*` parameter as a header.
#[test]
fn a_setter_must_not_be_combined_with_what_it_sets() {
    let put = || elsewhere().put("bucket", "key");
    let capitals = |name: &str| name.to_ascii_uppercase();
    for &(name, set) in SETTERS {
        println!("{name}");
        // Overrides are for reads.
        let put = || if name.starts_with("response-") { elsewhere().get("bucket", "key") } else { put() };
        assert_accepted(set(put()));
        if name == "content-length" {
            assert_request_error(set(set(put())), "header `content-length` is set twice: set it once");
            continue;
        }
        let is_parameter =
            name.starts_with("response-") || name == "versionId" || name == "x-amz-request-payer";
        let twice =
            if is_parameter { format!("query parameter {name:?}") } else { format!("header `{name}`") };
        let twice = format!("{twice} is set twice: set it once");
        for request in [
            if is_parameter { set(put()).query(name, "c") } else { set(put()).header(name, "c") },
            if is_parameter { set(put().query(name, "c")) } else { set(put().header(name, "c")) },
            if is_parameter { set(put()).query(name, "c") } else { set(put()).header(capitals(name), "c") },
            if is_parameter { set(put().query(name, "c")) } else { set(put().header(capitals(name), "c")) },
            set(set(put())),
        ] {
            // The error of a setter of several headers names the first one.
            let error = request.clone().presign_at(date()).unwrap_err().to_string();
            if name.contains("customer-key") || name.ends_with("kms-key-id") {
                assert!(error.ends_with(" is set twice: set it once"), "{error}");
            } else {
                assert_request_error(request, &twice);
            }
        }
        if name.starts_with("x-amz-") {
            let both = format!("header `{name}` is also a query parameter: set it once");
            let is_read_from_query = ["x-amz-acl", "x-amz-meta-a", "x-amz-request-payer"].contains(&name);
            for other in [name.to_owned(), capitals(name)] {
                let beside = |request: Request<'static>| match is_parameter {
                    true => request.header(other.clone(), "c"),
                    false => request.query(other.clone(), "c"),
                };
                if !is_read_from_query {
                    let error = beside(put()).presign_at(date()).expect_err(
                        "add the header to `HEADERS_ONLY` in src/s3/header_names.rs, or here if S3 reads it from the query",
                    );
                    assert_eq!(error, Error::HeaderAsParameter { name: other.clone() });
                    continue;
                }
                if !is_parameter && other != name {
                    let error = beside(put()).presign_at(date()).unwrap_err();
                    assert!(matches!(error, Error::ParameterSpelling { .. }), "{error}");
                    continue;
                }
                assert_request_error(set(beside(put())), &both);
                assert_request_error(beside(set(put())), &both);
            }
        }
    }
    let copy = || s3().copy(CopySource::new("bucket", "a"), "bucket", "key");
    assert_request_error(
        copy().header("X-Amz-Copy-Source", "bucket/b"),
        "header `x-amz-copy-source` is set twice: set it once",
    );
    assert_request_error(
        copy().query("X-Amz-Copy-Source", "bucket/b"),
        "query parameter \"X-Amz-Copy-Source\" has no effect, since S3 reads only the header: set it with `copy`",
    );
}

/// The error for a parameter that has to be a header names the setter of that header.
#[test]
fn the_setter_of_each_header_is_named() {
    let (_, rows) = include_str!("errors.rs").split_once("const SETTERS").unwrap();
    let (rows, _) = rows.split_once("];").unwrap();
    let calls = rows.split("|request| request.").skip(1).map(|row| row.split('(').next().unwrap());
    for ((header, _), setter) in SETTERS.iter().zip(calls) {
        let request = s3().put("bucket", "key").query(*header, "a");
        if let Err(error @ Error::HeaderAsParameter { .. }) = request.presign_at(date()) {
            let is_named = error.to_string().contains(&format!("`{setter}`"));
            assert!(
                is_named,
                "no `{setter}` in the error: add it to `setter_for` in src/s3_names.rs\n{error}"
            );
        }
    }
}

/// Every client sets `content-length` from the body. If axios in Node sets it to 5 for a body of nine bytes, it gets 200,
/// five bytes are stored, and the other four are read as the next request on the connection.
#[test]
fn content_length_has_its_own_setter() {
    for name in ["content-length", "Content-Length", "CONTENT-LENGTH"] {
        for value in ["5", "abc", ""] {
            assert_request_error(
                s3().put("bucket", "key").header(name, value),
                "header `content-length` is set by the client itself: sign it with `content_length`",
            );
        }
    }
    for method in [Method::Delete, Method::Get, Method::Head, Method::Options] {
        let message = format!("method {method} sends no body: leave out `content_length`");
        assert_request_error(s3().request(method, "bucket", "key").content_length(5), &message);
        assert_error(s3().objects(method, "bucket").content_length(0).prepare_at(date()), &message);
    }
    for method in [Method::Patch, Method::Post, Method::Put] {
        assert_accepted(s3().request(method, "bucket", "key").content_length(0));
    }
}

/// Names, whether of a setter or a header, of what overrides a header of the response: GetObject and HeadObject have
/// them, PutObject has not (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>).
const OVERRIDES: [(&str, &str); 6] = [
    ("response-cache-control", "header(\"cache-control\", …)"),
    ("response-content-disposition", "header(\"content-disposition\", …)"),
    ("response-content-encoding", "header(\"content-encoding\", …)"),
    ("response-content-language", "header(\"content-language\", …)"),
    ("response-content-type", "content_type"),
    ("response-expires", "header(\"expires\", …)"),
];

#[test]
fn overrides_are_for_get_and_head_only() {
    for (name, setter) in OVERRIDES {
        let message =
            format!("query parameter `{name}` has an effect only on GET and HEAD: set it with `{setter}`");
        for method in [Method::Delete, Method::Post, Method::Put] {
            let request = || s3().request(method, "bucket", "key");
            assert_request_error(request().query(name, "a"), &message);
            assert_request_error(request().query(name.to_uppercase(), "a"), &message);
        }
        assert_accepted(s3().head("bucket", "key").query(name, "a"));
        for (of_setter, set) in SETTERS {
            if *of_setter == name {
                assert_request_error(set(s3().put("bucket", "key")), &message);
            }
        }
    }
}

/// S3 returns 400 "Header value cannot be represented using ISO-8859-1": IQSS/dataverse#4524, guardian/grid#1716,
/// CartoDB/cartodb#10701.
#[test]
fn an_override_must_fit_into_a_header() {
    for (name, _) in OVERRIDES {
        let what_to_do = match name {
            "response-content-disposition" => "name the file with `attachment`, which encodes it",
            _ => "use visible characters of ISO-8859-1",
        };
        for (value, position) in [
            ("attachment; filename=codebook-us-president-1976–2016.md", 47),
            ("attachment;filename=\"倉.carto\"", 21),
            ("Bryan D’Arcy", 7),
            ("\u{100}", 0),
            ("a\r\nb", 1),
            ("a\0", 1),
            ("a\u{7f}", 1),
            ("é\u{85}", 2),
        ] {
            assert_request_error(
                s3().get("bucket", "key").query(name, value),
                &format!(
                    "value of `{name}` has a character at byte {position} that S3 cannot put into a header: \
                     {what_to_do}"
                ),
            );
        }
        for value in ["", "a b", "é", "\u{a0}\u{ff}", "a=\"b\""] {
            assert_accepted(s3().get("bucket", "key").query(name, value));
        }
    }
    assert_accepted(s3().get("bucket", "key").attachment("1976–2016\r\n倉.md"));
}

/// Headers that S3 does not read from the query, with what to do. The sources, where it is no row of
/// `RequiredSignedHeaders` (aws-sdk-go-v2, aws/signer/internal/v4/headers.go), stand beside the row.
const HEADERS_ONLY: &[(&str, &str)] = &[
    ("Cache-Control", "header(\"cache-control\", …)"),
    ("Content-Disposition", "header(\"content-disposition\", …)"),
    ("Content-Encoding", "header(\"content-encoding\", …)"),
    ("Content-Language", "header(\"content-language\", …)"),
    // oven-sh/bun#23398
    ("Content-Length", "content_length"),
    ("content-md5", "content_md5"),
    ("Content-Type", "content_type"),
    ("Expires", "header(\"expires\", …)"),
    ("If-Match", "if_match"),
    ("If-Modified-Since", "header(\"if-modified-since\", …)"),
    ("If-None-Match", "if_none_match"),
    ("If-Unmodified-Since", "header(\"if-unmodified-since\", …)"),
    // Confirmed by a live test: aws-sdk-ruby#3079.
    ("Range", "header(\"range\", …)"),
    // aws-sdk-go-v2#2610, aws/aws-sdk#480
    ("x-amz-checksum-algorithm", "header(\"x-amz-checksum-algorithm\", …)"),
    ("x-amz-checksum-crc32", "checksum"),
    ("x-amz-checksum-crc32c", "checksum"),
    ("x-amz-checksum-crc64nvme", "checksum"),
    ("x-amz-checksum-sha1", "checksum"),
    ("X-Amz-Checksum-Sha256", "checksum"),
    ("x-amz-checksum-type", "header(\"x-amz-checksum-type\", …)"),
    ("x-amz-copy-source", "copy"),
    ("X-Amz-Copy-Source-If-Match", "header(\"x-amz-copy-source-if-match\", …)"),
    ("X-Amz-Copy-Source-Range", "copy_source_range"),
    (
        "x-amz-copy-source-server-side-encryption-customer-key",
        "header(\"x-amz-copy-source-server-side-encryption-customer-key\", …)",
    ),
    ("X-Amz-Metadata-Directive", "header(\"x-amz-metadata-directive\", …)"),
    ("X-Amz-Mfa", "header(\"x-amz-mfa\", …)"),
    // aws-sdk-go-v2#1307, aws-sdk-go#3968
    ("X-Amz-Object-Lock-Legal-Hold", "header(\"x-amz-object-lock-legal-hold\", …)"),
    ("X-Amz-Object-Lock-Mode", "header(\"x-amz-object-lock-mode\", …)"),
    ("X-Amz-Object-Lock-Retain-Until-Date", "header(\"x-amz-object-lock-retain-until-date\", …)"),
    // aws-sdk-ruby#874, aws-sdk-js-v3#1701
    ("X-Amz-Server-Side-Encryption", "sse_s3` or `sse_kms"),
    ("X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id", "sse_kms"),
    ("X-Amz-Server-Side-Encryption-Bucket-Key-Enabled", "bucket_key_enabled"),
    ("X-Amz-Server-Side-Encryption-Context", "header(\"x-amz-server-side-encryption-context\", …)"),
    ("X-Amz-Server-Side-Encryption-Customer-Algorithm", "sse_c"),
    ("X-Amz-Server-Side-Encryption-Customer-Key", "sse_c"),
    ("x-amz-server-side-encryption-customer-key-MD5", "sse_c"),
    ("X-Amz-Storage-Class", "storage_class"),
    // aws-sdk-js-v3#3496, aws-sdk-go-v2#1017
    ("X-Amz-Tagging", "tagging"),
    ("x-amz-tagging-directive", "header(\"x-amz-tagging-directive\", …)"),
    ("X-Amz-Website-Redirect-Location", "header(\"x-amz-website-redirect-location\", …)"),
];

#[test]
fn a_header_that_s3_ignores_in_the_query_is_refused() {
    for &(name, setter) in HEADERS_ONLY {
        for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
            let message = format!(
                "query parameter {name:?} has no effect, since S3 reads only the header: set it with `{setter}`"
            );
            let request = s3().put("bucket", "key").query(&name, "MDEyMzQ1Njc4OWFiY2RlZg==");
            assert!(!format!("{request:?}").contains("MDEy"), "{name}");
            assert_request_error(request, &message);
        }
    }
    // Headers that S3 does read there: aws-sdk-ruby#1808 and #2289 (ACLs and metadata), aws-sdk-go-v2#2508 (the owner of the
    // bucket), and <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html>. The SDKs
    // for JavaScript and Go put the mode of checksums into each GET: aws-sdk-go-v2#3530.
    for name in [
        "x-amz-acl",
        "x-amz-grant-read",
        "x-amz-meta-a",
        "x-amz-request-payer",
        "x-amz-expected-bucket-owner",
        "x-amz-checksum-mode",
        "X-Amz-Checksum-Mode",
        "if",
        "if-a",
        "range-a",
        "expires-in",
        "content-type-a",
        "x-amz-storage-class-a",
    ] {
        assert_accepted(elsewhere().put("bucket", "key").query(name, "a"));
    }
}

#[test]
fn only_headers_that_s3_reads_from_the_query_can_be_hoisted() {
    let put = || elsewhere().put("bucket", "key");
    for &(name, _) in HEADERS_ONLY {
        if !name.eq_ignore_ascii_case("content-length") {
            let message = format!(
                "header `{}` has no effect in the query: leave it out, or do not call `hoist_headers`",
                name.to_lowercase()
            );
            assert_request_error(put().hoist_headers().header(name, "a"), &message);
            assert_request_error(put().header(name, "a").acl("private").hoist_headers(), &message);
        }
    }
    let message = |name: &str| {
        format!("header `{name}` has no effect in the query: leave it out, or do not call `hoist_headers`")
    };
    assert_request_error(put().hoist_headers().header("x-custom", ""), &message("x-custom"));
    assert_request_error(put().payload_sha256([0; 32]).hoist_headers(), &message("x-amz-content-sha256"));
    assert_error(
        elsewhere().objects(Method::Put, "bucket").content_type("a/b").hoist_headers().prepare_at(date()),
        &message("content-type"),
    );
    assert_request_error(
        put().hoist_headers().query("x-amz-acl", "private").acl("private"),
        "header `x-amz-acl` is also a query parameter: set it once",
    );
}

/// S3 reads parameters only in this spelling, and ignores others: boto/boto#3423 (`VersionId`), aws-sdk-ruby#601
/// (`X-Amz-Acl`), aws-sdk-go-v2#2508 (`X-Amz-Expected-Bucket-Owner`). So do other servers: minio/minio#18299.
#[test]
fn a_parameter_is_spelled_as_s3_reads_it() {
    let message =
        |meant: &str| format!("query parameter is in a spelling that S3 does not read: write `{meant}`");
    for (name, meant) in [
        ("versionid", "versionId"),
        ("VersionId", "versionId"),
        ("version_id", "versionId"),
        ("?versionId", "versionId"),
        ("partnumber", "partNumber"),
        ("UploadID", "uploadId"),
        ("MaxKeys", "max-keys"),
        ("max_keys", "max-keys"),
        ("ContinuationToken", "continuation-token"),
        ("Response-Content-Type", "response-content-type"),
        ("ResponseContentDisposition", "response-content-disposition"),
        ("policystatus", "policyStatus"),
        ("X-Amz-Acl", "x-amz-acl"),
        ("x-amz-Grant-Read", "x-amz-grant-*"),
        ("X-Amz-Meta-Photographer", "x-amz-meta-*"),
        ("X-Amz-Request-Payer", "x-amz-request-payer"),
        ("X-Amz-Expected-Bucket-Owner", "x-amz-expected-bucket-owner"),
    ] {
        for s3 in [s3(), elsewhere()] {
            assert_request_error(s3.get("bucket", "key").query(name, "1"), &message(meant));
        }
    }
    // A plain word in another case may be a parameter of another server.
    for (name, meant) in [("Prefix", "prefix"), ("ACL", "acl"), ("Tagging", "tagging"), ("prefix ", "prefix")]
    {
        assert_request_error(s3().get("bucket", "key").query(name, "1"), &message(meant));
        assert_accepted(elsewhere().get("bucket", "key").query(name, "1"));
    }
    assert_request_error(s3().get("bucket", "key").subresource("ACL"), &message("acl"));
    for name in ["x-id", "ID", "versionIdx", "keys", "é", "max-keys-2"] {
        assert_accepted(s3().get("bucket", "key").query(name, "1"));
    }
}

/// S3 ignores an unknown parameter, and would read the object instead of its tags.
#[test]
fn a_subresource_is_a_name() {
    for name in
        ["?acl", "acl=", "acl&versionId=1", "/?acl", "\"tagging\"", "tagging\n", " tagging", "https://a"]
    {
        assert_request_error(
            s3().get("bucket", "key").subresource(name),
            "subresource is not a name: pass the name alone, such as `tagging`, and add parameters with `query`",
        );
    }
    for name in ["acl", "object-lock", "x-oss-process", "a.b_c~d"] {
        assert_accepted(s3().get("bucket", "key").subresource(name));
    }
}

/// aws/aws-cdk#12414, ResearchHub/researchhub-backend#1931, mozilla/testpilot#1502.
#[test]
fn a_metadata_name_is_without_its_prefix() {
    for name in ["x-amz-meta-a", "X-Amz-Meta-A", "x-amz-meta-", "x-amz-meta-x-amz-meta-a"] {
        let message = "metadata name starts with `x-amz-meta-`, which is added to it: leave out the prefix";
        for s3 in [s3(), elsewhere()] {
            assert_request_error(s3.put("bucket", "key").metadata(name, "b"), message);
            assert_error(s3.post("bucket", "key").metadata(name, "b").presign_at(date()), message);
        }
    }
    // Amazon S3 Encryption Clients store such entries.
    for name in ["x-amz-iv", "x-amz-meta"] {
        assert_accepted(s3().put("bucket", "key").metadata(name, "b"));
        s3().post("bucket", "key").metadata(name, "b").presign_at(date()).unwrap();
    }
    assert_accepted(s3().put("bucket", "key").header("x-amz-meta-x-amz-meta-a", "b"));
}

#[test]
fn a_value_is_without_the_name_of_its_header() {
    let message = "value starts with the name of its header: pass the value alone";
    for request in [
        s3().put("bucket", "key").acl("x-amz-acl: private"),
        elsewhere().put("bucket", "key").content_type("Content-Type: image/jpeg"),
        s3().put("bucket", "key").storage_class(" X-AMZ-STORAGE-CLASS :GLACIER"),
        s3().get("bucket", "key").header("Range", "range: bytes=0-1"),
    ] {
        assert_request_error(request, message);
    }
    let form = s3().post("bucket", "key").content_type("Content-Type: image/jpeg");
    assert_error(form.presign_at(date()), message);
    assert_accepted(s3().put("bucket", "key").content_type("content-typed"));
    // A short name may be a word of the value, and a key may start with the name of a parameter.
    assert_accepted(s3().put("bucket", "key").header("tag", "tag: a"));
    assert_accepted(s3().list_objects("bucket").query("prefix", "prefix:"));
}

/// AWS returns 400 "Version id cannot be the empty string" (amazon-archives/aws-sdk-core-ruby#76) or "Invalid version id
/// specified" (versity/versitygw#1638).
#[test]
fn a_version_id_must_be_one_on_aws() {
    let source = |id| CopySource::new("bucket", "a").version_id(id);
    let check = |id, message: &str| {
        for request in [
            s3().get("bucket", "key").version_id(id),
            s3().get("bucket", "key").query("versionId", id),
            s3().copy(source(id), "bucket", "key"),
        ] {
            assert_request_error(request, message);
        }
        assert_accepted(elsewhere().get("bucket", "key").version_id(id));
        assert_accepted(elsewhere().copy(source(id), "bucket", "key"));
    };
    check("", "version id is empty: leave it out for the current version");
    for id in ["id\n", " id", "i d", "\"id\"", "{\"VersionId\":\"id\"}", "<VersionId>id", "id\0", "id\u{a0}"]
    {
        check(
            id,
            "version id has white space, a control character, `\"` or `<`: take it unchanged from a response of S3",
        );
    }
    for id in
        ["null", "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY+MTRCxf3vjVBH40Nr8X8gdRQBpUMLUo", "a_b.c-d~e/f=", "é"]
    {
        assert_accepted(s3().get("bucket", "key").version_id(id));
        assert_accepted(s3().copy(source(id), "bucket", "key"));
    }
}

/// What S3 refuses with 400 or ignores: the name, the value, and what the message advises. Another server may accept it.
const REFUSED: &[(&str, &str, &str)] = &[
    // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl>, versity/versitygw#1379
    ("x-amz-acl", "PublicRead", "public-read"),
    ("x-amz-acl", "\"private\"", "private"),
    ("x-amz-acl", "PRIVATE", "private"),
    ("x-amz-acl", "private;", "private"),
    ("x-amz-acl", "${ACL}", "private"),
    // bitpoke/mysql-operator#758
    ("x-amz-storage-class", "standard_ia", "STANDARD_IA"),
    ("x-amz-storage-class", "glacier-ir", "GLACIER_IR"),
    ("x-amz-storage-class", "S3 Glacier Deep Archive", "STANDARD"),
    // botocore 1.43.11: the enumerations of its model of S3
    ("x-amz-server-side-encryption", "AES-256", "AES256"),
    ("x-amz-server-side-encryption", "AWS:KMS", "aws:kms"),
    ("x-amz-object-lock-mode", "governance", "GOVERNANCE"),
    ("x-amz-object-lock-legal-hold", "on", "ON"),
    ("x-amz-metadata-directive", "Replace", "REPLACE"),
    ("x-amz-tagging-directive", "copy", "COPY"),
    ("x-amz-request-payer", "Requester", "requester"),
    ("x-amz-checksum-algorithm", "sha-256", "SHA256"),
    ("x-amz-sdk-checksum-algorithm", "crc64nvme", "CRC64NVME"),
    ("x-amz-checksum-type", "full-object", "FULL_OBJECT"),
    ("x-amz-checksum-mode", "enabled", "ENABLED"),
    ("x-amz-object-ownership", "bucket-owner-enforced", "BucketOwnerEnforced"),
    // <https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html>
    ("x-amz-server-side-encryption-aws-kms-key-id", "'alias/photos'", "alias/photos"),
    ("x-amz-server-side-encryption-aws-kms-key-id", "my key", "alias/photos"),
    // grafana/loki#15382, versity/versitygw#1585
    ("x-amz-expected-bucket-owner", "1234-5678-9012", "123456789012"),
    ("x-amz-expected-bucket-owner", "arn:aws:iam::123456789012:root", "123456789012"),
    ("x-amz-source-expected-bucket-owner", "heron", "123456789012"),
    // <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>: type=value
    ("x-amz-grant-read", "79a59df900b949e5", "id=\"79a59df900b949e5\""),
    // laurilehmijoki/s3_website#99
    ("x-amz-website-redirect-location", "about.html", "/index.html"),
    // <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>: URL query parameters
    ("x-amz-tagging", "{\"team\":\"ducks\"}", "team=ducks&draft="),
    ("x-amz-tagging", "<Tagging/>", "team=ducks&draft="),
    // botocore 1.43.11: the pattern of CopySource
    ("x-amz-copy-source", "s3://examplebucket/duck.jpg", "examplebucket/photos/duck.jpg"),
    ("x-amz-copy-source", "https://examplebucket.s3.amazonaws.com/duck.jpg", "examplebucket/photos/duck.jpg"),
    ("x-amz-copy-source", "duck.jpg", "examplebucket/photos/duck.jpg"),
    ("x-amz-copy-source", "/examplebucket", "examplebucket/photos/duck.jpg"),
    // gaul/s3proxy#304
    ("x-amz-copy-source-range", "0-1024", "bytes=0-99"),
    ("x-amz-copy-source-range", "bytes=0-", "bytes=0-99"),
    ("x-amz-copy-source-range", "bytes=5-2", "bytes=0-99"),
    // versity/versitygw#2052, noobaa/noobaa-core#9889, basho/riak_cs#304
    ("range", "0-99", "bytes=0-99"),
    ("range", "bytes: 0-99", "bytes=0-99"),
    ("range", "bytes=5-2", "bytes=0-99"),
    ("range", "bytes=1-3,5-8", "bytes=0-99"),
    ("range", "bytes=-", "bytes=0-99"),
    // aws-sdk-ruby#3144
    ("if-none-match", "\"6805f2cfc46c0f04559748bb039d69ae\"", "*"),
    ("if-none-match", "\"*\"", "*"),
    ("if-match", "&quot;6805f2&quot;", "\"6805f2cfc46c0f04559748bb039d69ae\""),
    // brendanhay/amazonka#159, anthonycastelli/s3-storage#1
    ("content-md5", "a9500865996d8c8af4641b664ad57cc8", "rL0Y20zC+Fzt72VPzMSk2A=="),
    ("x-amz-checksum-crc32", "cbf43926", "y/Q5Jg=="),
    ("x-amz-checksum-crc32c", "3808858755", "y/Q5Jg=="),
    ("x-amz-checksum-crc64nvme", "ae8b14860a799888", "rosUhgp5nYg="),
    ("x-amz-checksum-sha1", "a9993e364706816aba3e25717850c26c9cd0d89d", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
    ("x-amz-checksum-sha256", "sha256-ungWv48Bz+p", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    // <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html>: ISO 8601
    ("x-amz-object-lock-retain-until-date", "1798761600", "2027-01-01T00:00:00Z"),
    ("x-amz-object-lock-retain-until-date", "Fri, 01 Jan 2027 00:00:00 GMT", "2027-01-01T00:00:00Z"),
];

#[test]
fn a_value_that_s3_refuses_or_ignores_is_an_error_on_aws() {
    let message = |name: &str, example: &str| {
        format!("value of `{name}` is not one that S3 accepts: write it like `{example}`")
    };
    let by_url = Endpoint::custom("https://s3.us-west-2.amazonaws.com", "us-west-2").unwrap();
    let by_url = s3().with_endpoint(by_url);
    for &(name, value, example) in REFUSED {
        let message = message(name, example);
        for name in [name.to_owned(), name.to_uppercase()] {
            for s3 in [s3(), &by_url] {
                let request = s3.put("bucket", "key").header(&name, value);
                assert_request_error(request, &message);
            }
            assert_accepted(elsewhere().put("bucket", "key").header(&name, value));
        }
        // What is advised is accepted.
        assert_accepted(s3().put("bucket", "key").header(name, example));
    }
    for (name, value, example) in [
        ("max-keys", "ten", "100"),
        ("max-parts", "-1", "100"),
        ("max-uploads", "1k", "100"),
        ("part-number-marker", " 1", "100"),
        ("partNumber", "7\n", "100"),
        ("list-type", "1", "2"),
        ("encoding-type", "URL", "url"),
        ("x-amz-acl", "public_read", "public-read"),
        ("x-amz-expected-bucket-owner", "heron", "123456789012"),
    ] {
        assert_request_error(s3().get("bucket", "key").query(name, value), &message(name, example));
        assert_accepted(elsewhere().get("bucket", "key").query(name, value));
        assert_accepted(s3().get("bucket", "key").query(name, example));
    }
}

#[test]
fn a_value_that_s3_may_accept_is_signed() {
    for (name, value) in [
        // Newer than the list, or more than one word.
        ("x-amz-storage-class", "GLACIER_2030"),
        ("x-amz-acl", "team-read"),
        ("x-amz-server-side-encryption", "aws:kms:dsse"),
        (
            "x-amz-server-side-encryption-aws-kms-key-id",
            "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab",
        ),
        ("x-amz-grant-read", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\", id=\"1\""),
        ("x-amz-tagging", "team=birds%2Fducks&draft"),
        ("x-amz-copy-source", "/examplebucket/a%20b?versionId=c"),
        ("x-amz-copy-source", "examplebucket%2Fphotos%2Fduck.jpg"),
        ("x-amz-copy-source", "arn:aws:s3:us-west-2:123456789012:accesspoint/my-point/object/a"),
        ("x-amz-copy-source-range", "bytes=0-0"),
        ("range", "bytes=0-99"),
        ("range", "Bytes=9-"),
        ("range", "bytes=-5"),
        ("if-match", "*"),
        ("if-match", "6805f2"),
        ("if-none-match", " * "),
        ("content-md5", "rL0Y20zC+Fzt72VPzMSk2A=="),
        ("x-amz-checksum-sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=-3"),
        ("x-amz-object-lock-retain-until-date", "20270101T000000Z"),
        ("x-amz-object-lock-retain-until-date", "2027-01-01T00:00:00.000+01:00"),
        ("x-amz-website-redirect-location", "https://example.com/"),
        ("x-amz-expected-bucket-owner", " 123456789012 "),
        ("x-amz-acl", ""),
        ("x-amz-meta-a", "x-amz-acl: private"),
    ] {
        assert_accepted(s3().put("bucket", "key").header(name, value));
    }
    assert_accepted(s3().put("bucket", "key").header("x-amz-expected-bucket-owner", 123_456_789_012));
    assert_accepted(s3().get("bucket", "key").if_none_match("\"6805f2\""));
    assert_accepted(s3().list_objects("bucket").query("max-keys", 1000).query("encoding-type", "url"));
}

#[test]
fn a_field_of_a_form_has_a_value_that_s3_accepts() {
    let post = |name: &str, value: &str| s3().post("bucket", "key").field(name, value.to_owned());
    for (name, value, example) in [
        ("acl", "PublicRead", "public-read"),
        ("acl", "\"private\"", "private"),
        ("x-amz-storage-class", "standard_ia", "STANDARD_IA"),
        ("tagging", "team=ducks", "<Tagging>…</Tagging>"),
        ("x-amz-website-redirect-location", "about.html", "/index.html"),
    ] {
        assert_error(
            post(name, value).presign_at(date()),
            &format!("value of `{name}` is not one that S3 accepts: write it like `{example}`"),
        );
        elsewhere().post("bucket", "key").field(name, value.to_owned()).presign_at(date()).unwrap();
    }
    // aws-sdk-js-v3#7154, aws-sdk-js#3790
    assert_error(
        post("X-Amz-Tagging", "team=ducks").presign_at(date()),
        "form field `X-Amz-Tagging` has no effect on S3: use `tagging`",
    );
    elsewhere().post("bucket", "key").field("x-amz-tagging", "team=ducks").presign_at(date()).unwrap();
    post("tagging", "<Tagging><TagSet></TagSet></Tagging>").presign_at(date()).unwrap();
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html> and
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_S3Tag.html>.
#[test]
fn tags_must_follow_the_rules_of_s3() {
    let tagged = |tags: &[(&str, &str)]| s3().put("bucket", "key").tagging(tags.iter().copied());
    let ten: Vec<_> = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map(|key| (key, "")).into();
    let (longest_key, longest_value) = ("k".repeat(128), "v".repeat(256));
    // Characters outside the Basic Multilingual Plane count twice.
    let (of_pairs, too_many_pairs) = ("𝒳".repeat(64), "𝒳".repeat(65));
    assert_accepted(tagged(&ten));
    assert_accepted(tagged(&[]));
    for (key, value) in [
        ("team", "birds/ducks"),
        ("a+b-c=d.e_f:g/h@i", "+-=._:/@"),
        ("größe 1", "日本 ２ Ⅷ"),
        ("a", ""),
        (" ", "\u{a0}\u{3000}"),
        ("a", "aws:a"),
        ("aws", "aws:"),
        (&longest_key, &longest_value),
        (&of_pairs, ""),
    ] {
        assert_accepted(tagged(&[(key, value)]));
    }
    assert_accepted(tagged(&[("a", "1"), ("A", "1"), ("a=1", ""), ("ab", "")]));

    let too_long = "k".repeat(129);
    for key in ["", "a&b", "a,b", "a\n", "\t", "a\u{85}", "(a)", "a\u{301}", "🦆", &too_long, &too_many_pairs]
    {
        assert_request_error(
            tagged(&[("a", "b"), (key, "")]),
            "key of tag 2 is not valid: use 1 to 128 letters, digits, spaces and `+-=._:/@`",
        );
    }
    let too_long = "v".repeat(257);
    for value in ["R&D", "a, b", "50%", "a\n", "\"a\"", "🦆", &too_long] {
        assert_request_error(
            tagged(&[("a", "b"), ("team", value)]),
            "value of tag \"team\" is not valid: use up to 256 letters, digits, spaces and `+-=._:/@`",
        );
    }
    for key in ["aws:", "aws:team", "AWS:team"] {
        assert_request_error(
            tagged(&[(key, "")]),
            &format!("tag {key:?} starts with `aws:`, which is reserved: choose another key"),
        );
    }
    assert_request_error(
        tagged(&[("größe", "1"), ("a", ""), ("größe", "2")]),
        "tag \"größe\" is set twice: set it once",
    );
    let eleven: Vec<_> = ten.iter().copied().chain([("k", "")]).collect();
    assert_request_error(tagged(&eleven), "object has more than ten tags: leave some out");
    // Stops at the first mistake, so that an endless list ends.
    assert_request_error(
        s3().put("bucket", "key").tagging((0_u64..).map(|n| (n.to_string(), ""))),
        "object has more than ten tags: leave some out",
    );
}

#[test]
fn a_header_that_is_not_a_list_must_not_be_repeated() {
    for name in [
        "range",
        "content-disposition",
        "expires",
        "x-amz-mfa",
        "x-amz-object-lock-mode",
        "a",
        // Similar to the names of lists: of the same length, longer or shorter.
        "origin",
        "acceptance",
        "x-amz-tagging",
        "x-amz-grant",
        "x-amz-meta",
        "x-amz-object-attribute",
        "x-amz-object-attributes2",
    ] {
        assert_request_error(
            elsewhere().put("bucket", "key").header(name, "a").header(name.to_ascii_uppercase(), "b"),
            &format!("header `{name}` is set twice: set it once"),
        );
    }
    for name in [
        "accept",
        "accept-language",
        "cache-control",
        "content-encoding",
        "content-language",
        "x-amz-grant-read",
        "x-amz-meta-a",
        "x-amz-object-attributes",
        "x-amz-optional-object-attributes",
    ] {
        let list = elsewhere().put("bucket", "key").header(name, "a").header(name.to_ascii_uppercase(), "b");
        assert!(list.presign_at(date()).unwrap().headers().eq([(name, "a,b")]), "{name}");
    }
}

#[test]
fn a_copy_needs_a_valid_source() {
    let too_long = "k".repeat(1025);
    let copy = |bucket, key| s3().copy(CopySource::new(bucket, key), "bucket", "key");
    assert_accepted(copy("bucket", "a/..b/.c/d..e"));
    for key in [".", "..", "a/../b", "./a", "a/.", "../private/secret.txt", "a/..", "//../"] {
        let message = "object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename \
                       the object";
        assert_request_error(copy("bucket", key), message);
        let source = CopySource::new("bucket", key).version_id("1");
        assert_request_error(s3().upload_part_copy(source, "bucket", "key", "id", 1), message);
    }
    assert_accepted(copy("arn:aws:s3:eu-west-1:123456789012:accesspoint/photos", "a"));
    assert_request_error(
        copy("bucket", ""),
        "object key is empty: name an object, or use `bucket_request` for the bucket itself",
    );
    assert_request_error(
        copy("bucket", &too_long),
        "object key has 1025 bytes: use at most 1024 bytes of UTF-8",
    );
    assert_request_error(
        copy("b", "a"),
        "bucket name is not valid: use 3 to 63 lower-case letters, digits, `-` and `.`, without `s3://` or a path",
    );
    assert_request_error(
        copy("arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/thumbnails", "a"),
        "bucket is not the ARN of an access point: write `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`, or use a \
         bucket name",
    );
    let part = || s3().upload_part_copy(CopySource::new("bucket", "a"), "bucket", "key", "id", 1);
    assert_accepted(part().copy_source_range(7..=7));
    #[expect(clippy::reversed_empty_ranges)]
    let backwards = 7..=6;
    assert_request_error(
        part().copy_source_range(backwards),
        "byte range ends before it starts: pass the first byte, then the last",
    );
}

#[cfg(feature = "sigv4a")]
#[test]
fn a_multi_region_access_point_needs_its_arn_an_aws_endpoint_and_a_secret() {
    const ARN: &str = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let aws = |region: &str| Endpoint::aws(region).unwrap();
    let custom = || Endpoint::custom("https://example.com", "us-east-1").unwrap();
    let check = |endpoint: Endpoint, arn, message| assert_error(endpoint.locate(arn), message);

    let malformed = "bucket is not the ARN of an access point: write `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`, or \
                     use a bucket name";
    for arn in [
        "arn:aws:s3::123456789012:accesspoint/photos",
        "arn:aws:s3::123456789012:accesspoint/.mrap",
        "arn:aws:s3::123456789012:accesspoint/a.b.mrap",
        "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.MRAP",
        "arn:aws:s3::12345678901:accesspoint/mfzwi23gnjvgw.mrap",
        "arn:aws:s3:us-east-1:123456789012:accesspoint/mfzwi23gnjvgw.mrap",
    ] {
        check(aws("us-east-1"), arn, malformed);
    }
    let variant =
        "bucket or access point has no FIPS or dual-stack endpoint: use an endpoint that is neither";
    check(aws("us-east-1").fips().unwrap(), ARN, variant);
    check(aws("us-east-1").dual_stack().unwrap(), ARN, variant);
    check(
        aws("us-east-1").accelerate().unwrap(),
        ARN,
        "bucket cannot be reached by transfer acceleration: use a bucket name without dots and the virtual-hosted \
         style, or another endpoint",
    );
    check(
        aws("cn-north-1"),
        ARN,
        "access point is in the partition \"aws\": use an endpoint in a region of that partition",
    );
    let needs_host = "access point cannot be addressed in the path of a URL: use the virtual-hosted style and a domain name";
    check(aws("us-east-1").path_style(), ARN, needs_host);
    check(
        aws("us-east-1").bucket_endpoint(),
        ARN,
        "endpoint of an AWS region is not a single bucket: create one from the bucket's own address with `Endpoint::custom`",
    );
    let address = "multi-Region access point is not addressed by its ARN at an AWS endpoint: use \
                   `arn:aws:s3::ACCOUNT:accesspoint/ALIAS.mrap` with `Endpoint::aws`";
    check(custom(), ARN, address);
    check(custom().path_style(), ARN, address);

    let set = "region set is not valid: use `*` alone, or regions such as `us-east-1`";
    for regions in
        [&[][..], &[""], &["us-east-1", ""], &["*", "us-east-1"], &["US-EAST-1"], &["a,*"], &["us east"]]
    {
        assert_request_error(s3().get(ARN, "key").region_set(regions), set);
    }
    for regions in [&["*"][..], &["us-east-1"], &["us-east-1", "eu-west-1"]] {
        assert_accepted(s3().get(ARN, "key").region_set(regions));
    }
    assert_request_error(
        s3().get("bucket", "key").region_set(["us-east-1"]),
        "region set is only for a multi-Region access point: leave it out, since the endpoint's region is signed",
    );

    let date = date();
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let of_day = Credentials::from_signing_key("AKID", SigningKey::derive("secret", &scope));
    let no_secret = "credentials have the signing key of one region, which does not work for a multi-Region access point: \
                     use the secret access key";
    assert_error(of_day.public_key(), no_secret);
    let s3 = s3().with_credentials(of_day);
    assert_request_error(s3.get(ARN, "key"), no_secret);
    assert_eq!(s3.get(ARN, "key").presign_at(date).unwrap_err().kind(), ErrorKind::Credentials);
}

#[cfg(feature = "sigv4a")]
#[test]
fn a_key_signs_only_for_its_algorithm() {
    use presign::sigv4::*;

    let date = date();
    let of_region = CredentialScope::new(&date, "us-east-1", "s3");
    let without_region = CredentialScope::without_region(&date, "s3");
    let key = SigningKey::derive("secret", &without_region);
    let keys = KeyPair::derive("AKID", "secret");
    let needs_pair = "string to sign has no region in its scope and is for SigV4A: sign it with a `KeyPair`";
    let needs_key =
        "string to sign has a region in its scope and is not for SigV4A: sign it with a `SigningKey`";
    for (scope, message) in [(of_region, needs_key), (without_region, needs_pair)] {
        let credential = Credential::new("AKID", &scope);
        let request = SignableRequest {
            method: Method::Get,
            host: Host::new("example.com").unwrap(),
            path_rules: PathRules::S3,
            parameters: &Parameters::default(),
            headers: &Headers::default(),
            payload: PayloadHash::Unsigned,
            auth: QueryAuth::new(&credential, &date).unwrap(),
        };
        let mut text = String::new();
        let stages = request.stages("/", &mut text).unwrap();
        if scope == of_region {
            assert_error(keys.sign(&stages.string_to_sign), message);
            assert_error(request.presign_sigv4a("/", &keys), message);
        } else {
            assert_error(key.sign(&stages.string_to_sign), message);
            assert_error(request.presign("/", &key), message);
            assert_error(
                request.presign_sigv4a("/", &keys),
                "region set is missing: set one, such as `RegionSet::ALL`",
            );
            let all = RegionSet::ALL;
            let auth = request.auth.region_set(&all);
            assert!(SignableRequest { auth, ..request }.presign_sigv4a("/", &keys).is_ok());
            let signature = keys.sign(&stages.string_to_sign).unwrap();
            assert!(!key.verify(&stages.string_to_sign, &signature));
        }
    }
    assert_error(
        PublicKey::from_sec1(&[0; 65]),
        "public key is not a point on P-256: use its SEC 1 encoding of 33 or 65 bytes",
    );
}

#[test]
fn names_of_the_signature_are_reserved() {
    for name in [
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-Region-Set",
        "X-Amz-S3session-Token",
        "X-Amz-Security-Token",
        "X-Amz-Signature",
        "X-Amz-SignedHeaders",
    ] {
        for given in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
            let message = |name: &str| {
                format!("{name:?} belongs to the signature: leave it out, since the signer sets it")
            };
            assert_request_error(s3().get("bucket", "key").query(&given, ""), &message(&given));
            assert_request_error(
                s3().get("bucket", "key").header(&given, ""),
                &message(&given.to_lowercase()),
            );
        }
    }
}

#[test]
fn a_parameter_must_have_a_unique_name() {
    assert_request_error(
        s3().get("bucket", "key").query("", "value"),
        "query parameter has an empty name: give it a name or leave it out",
    );
    assert_request_error(
        s3().get("bucket", "key").query("a", "1").query("b", "").query("a", "2"),
        "query parameter \"a\" is set twice: set it once",
    );
    assert_request_error(
        s3().upload_part("bucket", "key", "id", 1).query("uploadId", "another"),
        "query parameter \"uploadId\" is set twice: set it once",
    );
    assert_accepted(s3().get("bucket", "key").query("Param1", "").query("param1", "").query("acl", ""));
}

#[test]
fn a_method_must_be_known() {
    for text in ["", "get", "BREW"] {
        assert_error(
            text.parse::<Method>(),
            "method is unknown: use DELETE, GET, HEAD, OPTIONS, PATCH, POST or PUT",
        );
    }
}

#[test]
fn the_first_mistake_is_returned() {
    assert_request_error(
        s3().get("bucket", "a/./b").expires_in(Duration::ZERO).header("host", "x"),
        "object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename the \
         object",
    );
    assert_request_error(
        s3().get("bucket", "key")
            .expires_in(Duration::ZERO)
            .header("host", "x")
            .expires_in(Duration::from_secs(1)),
        "lifetime is under one second: use 1 to 604800 s",
    );
    assert_request_error(
        s3().get("arn:aws:s3:eu-west-1:123456789012:accesspoint/photos", "").header("host", "x"),
        "access point is in the region \"eu-west-1\": use that region's endpoint, or allow it with `use_arn_region`",
    );
}

#[test]
fn requests_to_any_service_must_be_well_formed() {
    use presign::sigv4::{
        Credential, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth, SignableRequest,
    };

    let host = "host is not in the form that clients send: write it in lower case, without the default port, user name or path";
    for text in [
        "",
        ":9000",
        "Example.com",
        "example.com:80",
        "example.com:443",
        "user@example.com",
        "example.com/a",
        "example.com?a",
        "exa mple.com",
        "example.com\n",
    ] {
        assert_error(Host::new(text), host);
    }
    for text in ["example.com", "example.com:8080", "[::1]:9000", "localhost"] {
        assert_eq!(Host::new(text).unwrap().to_string(), text);
    }

    let date = date();
    let scope = CredentialScope::new(&date, "us-east-1", "execute-api");
    let credential = Credential::new("AKIDEXAMPLE", &scope);
    let tomorrow = "20130525T000000Z".parse().unwrap();
    assert_error(
        QueryAuth::new(&credential, &tomorrow),
        "date is not on the day of the credential scope: create both from the same date",
    );

    let request = SignableRequest {
        method: Method::Get,
        host: Host::new("example.com").unwrap(),
        path_rules: PathRules::STANDARD,
        parameters: &Parameters::default(),
        headers: &Headers::default(),
        payload: PayloadHash::from_body(b""),
        auth: QueryAuth::new(&credential, &date).unwrap(),
    };
    let key = SigningKey::derive("secret", &scope);
    for path in ["", "a", "/a b", "/é", "/%", "/%4", "/%ff", "/a?b", "/a#b", "/a\"b", "/<a>"] {
        println!("{path}");
        assert_error(
            request.presign(path, &key),
            "path is not in the form that clients send: start it with `/` and percent-encode it",
        );
    }
    for path in ["/", "/a%20b/..//c", "/prod/items;v=1,2/@me"] {
        assert!(request.presign(path, &key).is_ok(), "{path}");
    }
    for (day, region, service) in [
        (tomorrow, "us-east-1", "execute-api"),
        (date, "us-east-2", "execute-api"),
        (date, "us-east-1", "s3"),
    ] {
        assert_error(
            request.presign("/", &SigningKey::derive("secret", &CredentialScope::new(&day, region, service))),
            "signing key is not for 20130524/us-east-1/execute-api/aws4_request: derive one for that scope",
        );
    }
}

/// The kind decides whether a service returns 400 or 500.
#[test]
fn requests_and_tokens_of_services_must_be_well_formed() {
    type Checked = Result<(), Error>;
    let region = |region: &str| ServicePresigner::new(Credentials::new("AKIDEXAMPLE", "secret"), region);
    let aws = region("us-east-1");
    let request = |service: &str, host: &str| aws.request(service, host).presign_at(date()).map(drop);
    let rds =
        |host: &str, port: u16, user: &str| aws.rds_token(host, port, user).presign_at(date()).map(drop);
    let dsql = |host: &str| aws.dsql_token(host).presign_at(date()).map(drop);
    let iot = |host: &str| aws.iot_mqtt(host).presign_at(date()).map(drop);

    for service in ["", "execute api", "rds_db", "s3/x", "лямбда", &"a".repeat(64)] {
        assert_error(
            request(service, "example.com"),
            "service is not 1 to 63 letters, digits and `-`: use the name in its credential scope, such as `execute-api`",
        );
    }

    for service in ["s3", "s3express", "s3-object-lambda", "s3-outposts"] {
        assert_error(
            request(service, "example.com"),
            "service is S3, whose paths and bodies are signed differently: use `Presigner`",
        );
    }

    let of_host: [fn(&ServicePresigner, &str) -> Checked; 5] = [
        |aws, host| aws.request("lambda", host).presign_at(date()).map(drop),
        |aws, host| aws.rds_token(host, 5432, "jane").presign_at(date()).map(drop),
        |aws, host| aws.dsql_token(host).presign_at(date()).map(drop),
        |aws, host| aws.dsql_admin_token(host).presign_at(date()).map(drop),
        |aws, host| aws.iot_mqtt(host).presign_at(date()).map(drop),
    ];
    for presign in of_host {
        for host in ["https://example.com", "example.com/", "example.com?a", "example.com#a", "/"] {
            assert_error(presign(&aws, host), "host is a URL or has a path: pass the host alone");
        }
        for host in [
            "",
            "Example.com",
            "exa mple.com",
            "user@example.com",
            "bücher.example",
            "a:b",
            "a:0",
            "a:1:2",
            "a:",
            "a:65536",
            "a:+1",
            "a:01",
            "a\n",
            "a:443",
            ":80",
        ] {
            assert_error(
                presign(&aws, host),
                "host is not in the form that clients send: write it in lower case, without the default port, user \
                 name or path",
            );
        }
        assert_error(
            presign(&aws, "a.eu-west-1.rds.amazonaws.com"),
            "host is in a different region from the presigner: use `with_region`",
        );
    }
    for presign in &of_host[1..] {
        assert_error(presign(&aws, "example.com:5432"), "host has a port: pass the host alone");
    }
    assert_eq!(
        (request("lambda", "example.com:5432"), dsql("example.com"), iot("example.com")),
        (Ok(()), Ok(()), Ok(()))
    );

    for port in [0, 80, 443, 1149] {
        assert_error(
            rds("example.com", port, "jane"),
            &format!("port {port} is not one that RDS uses: pass that of the database, from 1150 to 65535"),
        );
    }
    assert_eq!((rds("example.com", 1150, "jane"), rds("example.com", 65535, "jane")), (Ok(()), Ok(())));

    let empty_user = "user name is empty: pass the user that the token is for";
    assert_error(rds("example.com", 5432, ""), empty_user);
    assert_error(aws.elasticache_token("sessions", "").presign_at(date()), empty_user);
    assert_error(aws.elasticache_serverless_token("sessions", "").presign_at(date()), empty_user);
    assert_error(aws.memorydb_token("sessions", "").presign_at(date()), empty_user);

    for user in ["jane\n", "jane\r\n", "ja\0ne"] {
        let message = "user name has a control character, such as a line break: remove it";
        assert_error(rds("example.com", 5432, user), message);
        assert_error(aws.elasticache_token("sessions", user).presign_at(date()), message);
        assert_error(aws.elasticache_serverless_token("sessions", user).presign_at(date()), message);
        assert_error(aws.memorydb_token("sessions", user).presign_at(date()), message);
    }
    assert_eq!(rds("example.com", 5432, "Jane Doe@heron"), Ok(()));

    for region in ["US-EAST-1", "us-east-1a", "useast1"] {
        let aws = aws.with_region(region);
        for token in [
            aws.dsql_token("example.com"),
            aws.elasticache_token("sessions", "jane"),
            aws.memorydb_token("sessions", "jane"),
            aws.rds_token("example.com", 5432, "jane"),
        ] {
            assert_error(token.presign_at(date()), "region is not an AWS region: write it like `us-east-1`");
        }
        assert_error(
            aws.iot_mqtt("example.com").presign_at(date()),
            "region is not an AWS region: write it like `us-east-1`",
        );
        assert!(aws.request("lambda", "example.com").presign_at(date()).is_ok());
    }

    for name in [
        "",
        "Sessions",
        "my sessions",
        "my_sessions",
        "sessions.a1b2c3.use1.cache.amazonaws.com",
        "arn:aws:elasticache:us-east-1:123456789012:serverlesscache:a",
        &"a".repeat(64),
    ] {
        let of_cache = "name of the cache is not 1 to 63 lower-case letters, digits and `-`: pass the name, not an \
                        address or an ARN";
        assert_error(aws.elasticache_token(name, "jane").presign_at(date()), of_cache);
        assert_error(aws.elasticache_serverless_token(name, "jane").presign_at(date()), of_cache);
        assert_error(
            aws.memorydb_token(name, "jane").presign_at(date()),
            &of_cache.replace("cache", "cluster"),
        );
    }
    for name in
        ["", "my cluster", "a.b", "кластер", "arn:aws:eks:us-east-1:123456789012:cluster/a", &"a".repeat(101)]
    {
        assert_error(
            aws.eks_token(name).presign_at(date()),
            "name of the cluster is not 1 to 100 letters, digits, `-` and `_`: pass the name, not an address or an \
             ARN",
        );
    }

    let unknown: [fn(&ServicePresigner) -> Checked; 3] = [
        |aws| aws.msk_token().presign_at(date()).map(drop),
        |aws| aws.eks_token("production").presign_at(date()).map(drop),
        |aws| aws.caller_identity().presign_at(date()).map(drop),
    ];
    for presign in unknown {
        for name in ["us-east", "xx-east-1", "us-east-1a", "aws-global"] {
            assert_error(presign(&region(name)), "region is not an AWS region: write it like `us-east-1`");
        }
        assert_error(
            presign(&region("us east")),
            "region is not 1 to 63 letters, digits, `-` or `_`: use a region such as `us-east-1`, or the one that the server \
             is configured with",
        );
    }

    for path in ["/..", "/a/./b", "..", "/a/.", "."] {
        assert_error(
            aws.request("es", "example.com").path(path).presign_at(date()),
            "path has a `.` or `..` segment, which clients and services resolve to another path: pass the resulting path",
        );
    }
    for name in ["x-amz-content-sha256", "X-Amz-Content-SHA256"] {
        assert_error(
            aws.caller_identity().header(name, "UNSIGNED-PAYLOAD").presign_at(date()),
            "payload hash `x-amz-content-sha256` cannot be set by name: use `payload` and `payload_header`",
        );
    }
    assert_error(
        aws.caller_identity().header("Content-Length", 5).presign_at(date()),
        "header `content-length` is set by the client itself: sign it with `content_length`",
    );
    assert_error(
        aws.caller_identity().header("a", "1").header("A", "2").presign_at(date()),
        "header `a` is set twice: set it once",
    );
    assert_error(
        aws.caller_identity().query("Action", "GetSessionToken").presign_at(date()),
        "query parameter \"Action\" is set twice: set it once",
    );

    let hour = Duration::from_secs(3600);
    let too_long = "lifetime of 3600 s is over the limit of the service: use at most 900 s";
    assert_error(aws.rds_token("example.com", 5432, "jane").expires_in(hour).presign_at(date()), too_long);
    assert_error(aws.memorydb_token("sessions", "jane").expires_in(hour).presign_at(date()), too_long);
    assert_error(aws.elasticache_token("sessions", "jane").expires_in(hour).presign_at(date()), too_long);
    assert_error(aws.msk_token().expires_in(hour).presign_at(date()), too_long);
    assert_error(aws.caller_identity().expires_in(hour).presign_at(date()), too_long);
    assert_error(
        aws.eks_token("production").expires_in(hour).presign_at(date()),
        "lifetime of the token cannot be set: leave out `expires_in`",
    );
    assert_error(
        aws.dsql_token("example.com").expires_in(Duration::from_secs(604_801)).presign_at(date()),
        "lifetime of 604801 s is over the limit: use at most 604800 s (seven days)",
    );

    for (credentials, message) in [
        (Credentials::new("", "secret"), "access key id is empty: check where the credentials come from"),
        (
            Credentials::new("ASIAEXAMPLE", "secret"),
            "temporary credentials have no session token: set `AWS_SESSION_TOKEN` or `with_session_token`, or allow this with \
             `without_session_token`",
        ),
        (
            Credentials::new("ASIAEXAMPLE", "secret").with_s3_express_session_token("token"),
            "session token of S3 Express works only for a directory bucket: use other credentials for this request",
        ),
    ] {
        let aws = aws.with_credentials(credentials);
        assert_error(aws.caller_identity().presign_at(date()), message);
        assert_error(aws.rds_token("example.com", 5432, "").presign_at(date()), message);
    }
}

#[test]
fn every_error_has_a_kind() {
    let kind_at = |credentials, endpoint, key: &str| {
        Presigner::new(credentials, endpoint)
            .get("bucket", key.to_owned())
            .presign_at(date())
            .unwrap_err()
            .kind()
    };
    let aws = || Endpoint::aws("us-east-1").unwrap();
    let sound = || Credentials::new("AKIDEXAMPLE", "secret");
    for key in ["", "a/../b"] {
        assert_eq!(kind_at(sound(), aws(), key), ErrorKind::Request);
    }
    let other_day = "20130523T000000Z".parse().unwrap();
    let scope = CredentialScope::new(&other_day, "us-east-1", "s3");
    for credentials in [
        Credentials::new("AKIDEXAMPLE", ""),
        sound().with_expiry(date()),
        sound().with_expiry("20130524T001459Z".parse().unwrap()),
        Credentials::from_signing_key("AKIDEXAMPLE", SigningKey::derive("secret", &scope)),
    ] {
        assert_eq!(kind_at(credentials, aws(), "key"), ErrorKind::Credentials);
    }
    let session = sound().with_s3_express_session_token("token");
    assert_eq!(kind_at(session, aws(), "key"), ErrorKind::Credentials);
    for endpoint in [
        Endpoint::custom("https://bucket.s3.us-east-1.amazonaws.com", "us-east-1").unwrap(),
        aws().bucket_endpoint(),
    ] {
        assert_eq!(kind_at(sound(), endpoint, "key"), ErrorKind::Endpoint);
    }
    for endpoint in [
        Endpoint::custom("minio:9000", "us-east-1"),
        Endpoint::custom("https://example.com", ""),
        Endpoint::aws("cn-north-1").unwrap().fips(),
        Endpoint::aws("auto"),
    ] {
        assert_eq!(endpoint.unwrap_err().kind(), ErrorKind::Endpoint);
    }
    for request in [
        s3().get("bucket", "key").expires_in(Duration::ZERO),
        s3().get("bucket", "key").header("host", "a"),
        s3().get("b", "key"),
        s3().upload_part("bucket", "key", "id", 0),
    ] {
        assert_eq!(request.presign_at(date()).unwrap_err().kind(), ErrorKind::Request);
    }
    let mut parts = CompletedParts::new();
    assert_eq!(parts.to_xml().unwrap_err().kind(), ErrorKind::Request);
    assert_eq!(parts.push(1, "").unwrap_err().kind(), ErrorKind::Request);
    parts.push(1, "a").unwrap();
    assert_eq!(parts.push(1, "a").unwrap_err().kind(), ErrorKind::Request);

    let aws = ServicePresigner::new(sound(), "us-east-1");
    let kind = |result: Result<(), Error>| result.unwrap_err().kind();
    for host in ["https://a", "a.eu-west-1.rds.amazonaws.com", "a:5432", "A"] {
        assert_eq!(kind(aws.dsql_token(host).presign_at(date()).map(drop)), ErrorKind::Endpoint);
    }
    assert_eq!(
        kind(aws.with_region("us-east").msk_token().presign_at(date()).map(drop)),
        ErrorKind::Endpoint
    );
    for token in [
        aws.rds_token("a", 1, "jane"),
        aws.rds_token("a", 5432, ""),
        aws.memorydb_token("", "jane"),
        aws.msk_token().expires_in(Duration::from_secs(901)),
        aws.eks_token("a").expires_in(Duration::from_secs(900)),
    ] {
        assert_eq!(kind(token.presign_at(date()).map(drop)), ErrorKind::Request);
    }
    for request in [
        aws.request("", "a"),
        aws.request("a", "a").path(".."),
        aws.request("a", "a").header("x-amz-content-sha256", ""),
    ] {
        assert_eq!(kind(request.presign_at(date()).map(drop)), ErrorKind::Request);
    }
}
