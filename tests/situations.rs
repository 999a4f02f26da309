//! Situations from bug reports and documents, each with the resulting URL or error, word for word. Each row has its source.

use presign::{ContentDisposition, Credentials, Endpoint, Error, Method, Presigned, Presigner};

const BOTOCORE: &str = "botocore 1.43.11: endpoint rules and partitions of S3";
const GET_OBJECT: &str = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html";
const GO_SDK: &str = "aws-sdk-go-v2: aws/signer/internal/v4/headers.go, RequiredSignedHeaders";
const TAGS: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html";
const ENDPOINTS: &str = "https://docs.aws.amazon.com/general/latest/gr/s3.html";

enum Right {
    /// What the URL starts with.
    Url(&'static str),
    /// What the URL contains.
    Has(&'static str),
    Says(&'static str),
}

use Right::{Has, Says, Url};

type Outcome = Result<Presigned, Error>;

fn credentials() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
}

fn s3() -> Presigner {
    Presigner::new(credentials(), Endpoint::aws("us-east-1").unwrap())
}

/// Reads `key` in a bucket of a region.
fn aws(region: &str, bucket: &str) -> Outcome {
    Presigner::new(credentials(), Endpoint::aws(region)?).get(bucket, "key").presign()
}

/// Reads `key` in a bucket at an endpoint.
fn at(endpoint: Result<Endpoint, Error>, bucket: &str) -> Outcome {
    Presigner::new(credentials(), endpoint?).get(bucket, "key").presign()
}

fn custom(url: &str) -> Result<Endpoint, Error> {
    Endpoint::custom(url, "us-east-1")
}

fn get(set: impl FnOnce(presign::Request<'_>) -> presign::Request<'_>) -> Outcome {
    set(s3().get("bucket", "key")).presign()
}

fn put(set: impl FnOnce(presign::Request<'_>) -> presign::Request<'_>) -> Outcome {
    set(s3().put("bucket", "key")).presign()
}

fn by(credentials: Credentials, endpoint: Result<Endpoint, Error>, bucket: &str) -> Outcome {
    Presigner::new(credentials, endpoint?).get(bucket, "key").presign()
}

const IN_ENDPOINT: &str = "bucket is already in the endpoint's address";

fn rows() -> Vec<(&'static str, Outcome, Right, &'static str)> {
    let temporary = || Credentials::new("ASIAIOSFODNN7EXAMPLE", "secret");
    let session = || temporary().with_s3_express_session_token("TOKEN");
    let east = || Endpoint::aws("us-east-1");
    vec![
        // Regions.
        ("aws-global", aws("aws-global", "bucket"), Url("https://bucket.s3.amazonaws.com/key?"), BOTOCORE),
        ("aws-global's scope", aws("aws-global", "bucket"), Has("%2Fus-east-1%2Fs3%2F"), BOTOCORE),
        (
            "a new region",
            aws("eu-west-9", "bucket"),
            Url("https://bucket.s3.eu-west-9.amazonaws.com/key?"),
            BOTOCORE,
        ),
        (
            "aws-cn-global",
            aws("aws-cn-global", "bucket"),
            Says("region \"aws-cn-global\" is not an AWS region"),
            BOTOCORE,
        ),
        (
            "FIPS before",
            aws("fips-us-gov-west-1", "bucket"),
            Says("use \"us-gov-west-1\" with `fips`"),
            BOTOCORE,
        ),
        ("FIPS after", aws("us-east-1-fips", "bucket"), Says("use \"us-east-1\" with `fips`"), BOTOCORE),
        ("s3-external-1", aws("s3-external-1", "bucket"), Says("use \"us-east-1\""), ENDPOINTS),
        ("the host's label", aws("s3-ap-southeast-1", "bucket"), Says("use \"ap-southeast-1\""), ENDPOINTS),
        (
            "auto",
            aws("auto", "bucket"),
            Says("`Endpoint::custom`"),
            "https://developers.cloudflare.com/r2/api/s3/api/",
        ),
        ("no hyphens", aws("useast1", "bucket"), Says("`us-east-1`"), ENDPOINTS),
        // The bucket is in the endpoint.
        (
            "AWS",
            at(custom("https://heron.s3.us-east-1.amazonaws.com"), "heron"),
            Says(IN_ENDPOINT),
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html",
        ),
        (
            "OSS",
            at(custom("https://heron.oss-cn-hangzhou.aliyuncs.com"), "heron"),
            Says(IN_ENDPOINT),
            "https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints",
        ),
        (
            "COS",
            at(custom("https://heron-1250000000.cos.ap-guangzhou.myqcloud.com"), "heron-1250000000"),
            Says(IN_ENDPOINT),
            "https://www.tencentcloud.com/document/product/436/6224",
        ),
        (
            "Wasabi",
            at(custom("https://heron.s3.eu-central-1.wasabisys.com"), "heron"),
            Says(IN_ENDPOINT),
            "https://docs.wasabi.com/docs/what-are-the-service-urls-for-wasabi-s-different-storage-regions",
        ),
        (
            "B2",
            at(custom("https://heron.s3.us-west-004.backblazeb2.com"), "heron"),
            Says(IN_ENDPOINT),
            "https://www.backblaze.com/docs/cloud-storage-call-the-s3-compatible-api",
        ),
        (
            "Spaces",
            at(custom("https://heron.nyc3.digitaloceanspaces.com"), "heron"),
            Says(IN_ENDPOINT),
            "https://docs.digitalocean.com/products/spaces/how-to/use-aws-sdks/",
        ),
        (
            "the host is the bucket",
            at(custom("https://images.heron.example"), "images.heron.example"),
            Says("`bucket_endpoint`"),
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#VirtualHostingCustomURLs",
        ),
        (
            "a bucket endpoint",
            at(custom("https://images.heron.example").map(Endpoint::bucket_endpoint), "images.heron.example"),
            Url("https://images.heron.example/key?"),
            "@aws-sdk/client-s3: the option bucketEndpoint",
        ),
        (
            "a bucket named as a part of the host",
            at(custom("https://files.example.com").map(Endpoint::path_style), "files"),
            Url("https://files.example.com/files/key?"),
            "nothing says that these are the same",
        ),
        (
            "a static website",
            at(custom("http://heron.s3-website-us-east-1.amazonaws.com"), "heron"),
            Says("ignores signatures"),
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html",
        ),
        // Directory buckets, multi-Region access points.
        (
            "a directory bucket at a custom endpoint",
            by(session(), custom("https://s3.example.com"), "logs--usw2-az1--x-s3"),
            Has("%2Fus-east-1%2Fs3express%2F"),
            BOTOCORE,
        ),
        (
            "a session for an ordinary bucket",
            by(session(), east(), "bucket"),
            Says("session token of S3 Express works only for a directory bucket"),
            "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html",
        ),
        (
            "a multi-Region access point's alias",
            aws("us-east-1", "mfzwi23gnjvgw.mrap"),
            Says("multi-Region access point is not addressed by its ARN"),
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html",
        ),
        // Base paths and hosts.
        (
            "an encoded base path",
            at(custom("http://localhost:9000/b%20ase"), "bucket"),
            Url("http://localhost:9000/b%20ase/bucket/key?"),
            BOTOCORE,
        ),
        (
            "a doubled slash",
            at(custom("https://example.com//base"), "bucket"),
            Says("endpoint path"),
            "clients do not agree",
        ),
        (
            "a doubled slash at the end",
            at(custom("https://example.com/base//"), "bucket"),
            Says("endpoint path"),
            "clients do not agree",
        ),
        (
            "dot segments",
            at(custom("https://example.com/a/../b"), "bucket"),
            Says("endpoint path"),
            "RFC 3986, section 5.2.4",
        ),
        (
            "a bucket at a base path",
            custom("https://example.com/minio").and_then(|endpoint| {
                Presigner::new(credentials(), endpoint.virtual_hosted_style())
                    .bucket_request(Method::Get, "bucket")
                    .presign()
            }),
            Url("https://bucket.example.com/minio/?"),
            BOTOCORE,
        ),
        (
            "a name in Unicode",
            at(custom("https://bücher.example").map(Endpoint::path_style), "bucket"),
            Url("https://xn--bcher-kva.example/bucket/key?"),
            "https://url.spec.whatwg.org/#concept-domain-to-ascii",
        ),
        (
            "a name in Unicode, by its parts",
            at(
                Endpoint::from_parts(presign::Scheme::Https, "bücher.example", None, "", "us-east-1")
                    .map(Endpoint::path_style),
                "bucket",
            ),
            Url("https://xn--bcher-kva.example/bucket/key?"),
            "https://url.spec.whatwg.org/#concept-domain-to-ascii",
        ),
        // Lengths.
        (
            "a length of a GET",
            get(|get| get.content_length(5)),
            Says("method GET sends no body"),
            "RFC 9110, section 9.3.1",
        ),
        (
            "a length as a header",
            put(|put| put.header("content-length", "abc")),
            Says("`content_length`"),
            "axios 1.x in Node: sends the header that it is given, and the body that it has",
        ),
        // Overrides of the response.
        (
            "a name for an upload",
            put(|put| put.attachment("x.txt")),
            Says("`header(\"content-disposition\", …)`"),
            GET_OBJECT,
        ),
        (
            "a type for an upload",
            put(|put| put.response_content_type("a/b")),
            Says("`content_type`"),
            GET_OBJECT,
        ),
        (
            "outside ISO-8859-1",
            get(|get| get.response_content_disposition("attachment; filename=\"1976–2016.md\"")),
            Says("`attachment`"),
            "S3 returns 400, \"Header value cannot be represented using ISO-8859-1\"",
        ),
        (
            "encoded by the crate",
            get(|get| get.response_content_disposition(ContentDisposition::attachment("1976–2016.md"))),
            Has("filename%2A%3DUTF-8%27%271976%25E2%2580%25932016.md"),
            "RFC 6266, section 4.3",
        ),
        // Headers that S3 does not read from the query.
        ("range", get(|get| get.query("Range", "bytes=0-9")), Says("`header(\"range\", …)`"), GO_SDK),
        ("if-none-match", put(|put| put.query("If-None-Match", "*")), Says("`if_none_match`"), GO_SDK),
        ("a copy", put(|put| put.query("x-amz-copy-source", "a/b")), Says("`copy`"), GO_SDK),
        (
            "a checksum",
            put(|put| put.query("x-amz-checksum-crc32", "AAAAAA==")),
            Says("`checksum`"),
            "https://github.com/aws/aws-sdk-go-v2/issues/2610",
        ),
        ("an MD5", put(|put| put.query("content-md5", "a")), Says("`content_md5`"), GO_SDK),
        (
            "a customer's key",
            put(|put| put.query("x-amz-server-side-encryption-customer-key", "a")),
            Says("`sse_c`"),
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html",
        ),
        (
            "an ACL, which S3 reads from the query",
            put(|put| put.query("x-amz-acl", "private")),
            Has("&x-amz-acl=private&"),
            "https://github.com/aws/aws-sdk-ruby/issues/1808",
        ),
        (
            "headers that the client cannot set",
            put(|put| put.acl("private").metadata("a", "b").hoist_headers()),
            Has("&x-amz-acl=private&x-amz-meta-a=b&"),
            "https://github.com/aws/aws-sdk-ruby/issues/1808",
        ),
        (
            "the payload of the JavaScript SDK",
            get(|get| get.query("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")),
            Has("&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&"),
            "@aws-sdk/s3-request-presigner",
        ),
        // Names and values as people copy them.
        (
            "metadata with its prefix",
            put(|put| put.metadata("x-amz-meta-photographer", "Zoe")),
            Says("leave out the prefix"),
            "https://github.com/aws/aws-cdk/pull/12414",
        ),
        (
            "a version id in another spelling",
            get(|get| get.query("VersionId", "3HL4kqtJlcpXroDTDmJ")),
            Says("write `versionId`"),
            "https://github.com/boto/boto/issues/3423",
        ),
        (
            "an ACL as a parameter in capitals",
            put(|put| put.query("X-Amz-Acl", "private")),
            Says("write `x-amz-acl`"),
            "https://github.com/aws/aws-sdk-ruby/pull/601",
        ),
        (
            "an SDK's name of a parameter",
            s3().list_objects("bucket").query("MaxKeys", 10).presign(),
            Says("write `max-keys`"),
            "botocore 1.43.11: ListObjectsV2",
        ),
        (
            "a subresource with its question mark",
            get(|get| get.subresource("?acl")),
            Says("pass the name alone"),
            "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html",
        ),
        (
            "an empty version id",
            get(|get| get.version_id("")),
            Says("version id is empty"),
            "https://github.com/amazon-archives/aws-sdk-core-ruby/issues/76",
        ),
        (
            "a storage class in lower case",
            put(|put| put.storage_class("standard")),
            Says("write it like `STANDARD`"),
            "https://github.com/bitpoke/mysql-operator/pull/758",
        ),
        (
            "a storage class of another server",
            Presigner::new(credentials(), custom("https://ceph.example.com").unwrap())
                .put("bucket", "key")
                .storage_class("standard")
                .presign(),
            Url("https://bucket.ceph.example.com/key?"),
            "https://docs.ceph.com/en/latest/radosgw/placement/",
        ),
        (
            "a whole header",
            put(|put| put.acl("x-amz-acl: private")),
            Says("pass the value alone"),
            "https://github.com/Turistforeningen/node-s3-uploader/pull/44",
        ),
        (
            "a range without its unit",
            get(|get| get.header("Range", "0-99")),
            Says("write it like `bytes=0-99`"),
            "https://github.com/versity/versitygw/issues/2052",
        ),
        (
            "an ETag for a write",
            put(|put| put.if_none_match("\"6805f2\"")),
            Says("write it like `*`"),
            "https://github.com/aws/aws-sdk-ruby/issues/3144",
        ),
        (
            "an MD5 in hexadecimal",
            put(|put| put.header("content-md5", "a9500865996d8c8af4641b664ad57cc8")),
            Says("write it like `rL0Y20zC+Fzt72VPzMSk2A==`"),
            "https://github.com/brendanhay/amazonka/issues/159",
        ),
        (
            "an account with hyphens",
            get(|get| get.query("x-amz-expected-bucket-owner", "1234-5678-9012")),
            Says("write it like `123456789012`"),
            "https://github.com/versity/versitygw/pull/1585",
        ),
        (
            "a URL as the source of a copy",
            put(|put| put.header("x-amz-copy-source", "s3://examplebucket/duck.jpg")),
            Says("write it like `examplebucket/photos/duck.jpg`"),
            BOTOCORE,
        ),
        // Credentials.
        (
            "no token",
            by(temporary(), east(), "bucket"),
            Says("temporary credentials have no session token"),
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids",
        ),
        (
            "an encoded token",
            by(temporary().with_session_token("IQoJ%2Fa%2Bb%3D%3D"), east(), "bucket"),
            Says("session token is URL-encoded"),
            "https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html: base64",
        ),
        // Tags, upload ids.
        (
            "an ampersand in a tag",
            put(|put| put.tagging([("team", "R&D")])),
            Says("value of tag \"team\""),
            TAGS,
        ),
        (
            "eleven tags",
            put(|put| put.tagging((0..11).map(|n| (n.to_string(), "")))),
            Says("more than ten tags"),
            TAGS,
        ),
        (
            "a line break in an upload id",
            s3().upload_part("bucket", "key", "id\n", 1).presign(),
            Says("upload id has white space"),
            "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html",
        ),
    ]
}

#[test]
fn each_situation_gives_the_right_url_or_an_error_that_helps() {
    for (name, outcome, right, source) in rows() {
        match (&outcome, right) {
            (Ok(presigned), Url(start)) => {
                assert!(presigned.url().starts_with(start), "{name} ({source}): {}", presigned.url());
            }
            (Ok(presigned), Has(part)) => {
                assert!(presigned.url().contains(part), "{name} ({source}): {}", presigned.url());
            }
            (Err(error), Says(part)) => {
                let message = error.to_string();
                assert!(message.contains(part), "{name} ({source}): {message}");
                assert!(message.contains(": "), "says what to do: {message}");
            }
            (Ok(presigned), Says(part)) => panic!("{name} ({source}): {} without {part}", presigned.url()),
            (Err(error), _) => panic!("{name} ({source}): {error}"),
        }
    }
}
