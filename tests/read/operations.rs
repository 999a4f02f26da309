//! Determines the signed operation, its target, its parameters and its headers.

use crate::{DATE, credentials, date, parse, presigner};
use presign::{
    Credentials, Endpoint, Method, Operation, PresignedUrl, Presigner, Refusal, Verified, Verifier,
};

const METHODS: [Method; 7] =
    [Method::Delete, Method::Get, Method::Head, Method::Options, Method::Patch, Method::Post, Method::Put];

/// The method, the parameters and the headers of each operation on objects, from "Request Syntax" in the API
/// reference of S3.
#[rustfmt::skip]
const OBJECTS: [(Method, &str, &[&str], Operation); 49] = [
    (Method::Delete, "", &[], Operation::DeleteObject),
    (Method::Delete, "versionId=1", &[], Operation::DeleteObject),
    (Method::Delete, "x-id=DeleteObject", &[], Operation::DeleteObject),
    (Method::Delete, "uploadId=1", &[], Operation::AbortMultipartUpload),
    (Method::Delete, "tagging", &[], Operation::DeleteObjectTagging),
    (Method::Delete, "tagging&versionId=1", &[], Operation::DeleteObjectTagging),
    (Method::Delete, "tagging&uploadId=1", &[], Operation::Other),
    (Method::Delete, "acl", &[], Operation::Other),
    (Method::Delete, "", &["x-amz-copy-source"], Operation::Other),
    (Method::Get, "", &[], Operation::GetObject),
    (Method::Get, "", &["range"], Operation::GetObject),
    (Method::Get, "x-id=GetObject&X-Amz-Checksum-Mode=ENABLED", &[], Operation::GetObject),
    (Method::Get, "partNumber=1&response-content-type=a&versionId=1", &[], Operation::GetObject),
    (Method::Get, "response-other=a", &[], Operation::Other),
    (Method::Get, "x-id=PutObject", &[], Operation::Other),
    (Method::Get, "utm_source=a", &[], Operation::Other),
    (Method::Get, "acl", &[], Operation::GetObjectAcl),
    (Method::Get, "ACL", &[], Operation::Other),
    (Method::Get, "acl&tagging", &[], Operation::Other),
    (Method::Get, "attributes", &["x-amz-object-attributes"], Operation::GetObjectAttributes),
    (Method::Get, "legal-hold", &[], Operation::GetObjectLegalHold),
    (Method::Get, "retention", &[], Operation::GetObjectRetention),
    (Method::Get, "tagging", &[], Operation::GetObjectTagging),
    (Method::Get, "torrent", &[], Operation::GetObjectTorrent),
    (Method::Get, "uploadId=1&max-parts=2", &[], Operation::ListParts),
    (Method::Get, "uploadId=1&partNumber=2", &[], Operation::Other),
    (Method::Head, "versionId=1&partNumber=2", &[], Operation::HeadObject),
    (Method::Head, "acl", &[], Operation::Other),
    (Method::Options, "", &[], Operation::Other),
    (Method::Patch, "", &[], Operation::Other),
    (Method::Post, "", &[], Operation::Other),
    (Method::Post, "uploads", &[], Operation::CreateMultipartUpload),
    (Method::Post, "uploadId=1", &[], Operation::CompleteMultipartUpload),
    (Method::Post, "restore&versionId=1", &[], Operation::RestoreObject),
    (Method::Post, "select&select-type=2", &[], Operation::SelectObjectContent),
    (Method::Put, "", &["content-type", "if-none-match", "x-amz-acl"], Operation::PutObject),
    (Method::Put, "", &["x-amz-copy-source"], Operation::CopyObject),
    (Method::Put, "x-amz-copy-source=a", &[], Operation::Other),
    (Method::Put, "X-Amz-Copy-Source-Range=a", &[], Operation::Other),
    (Method::Put, "versionId=1", &[], Operation::Other),
    (Method::Put, "partNumber=1&uploadId=2", &[], Operation::UploadPart),
    (Method::Put, "partNumber=1&uploadId=2", &["x-amz-copy-source"], Operation::UploadPartCopy),
    (Method::Put, "partNumber=1", &[], Operation::Other),
    (Method::Put, "acl", &["x-amz-acl"], Operation::PutObjectAcl),
    (Method::Put, "acl", &["x-amz-copy-source"], Operation::Other),
    (Method::Put, "legal-hold", &[], Operation::PutObjectLegalHold),
    (Method::Put, "retention", &[], Operation::PutObjectRetention),
    (Method::Put, "tagging&versionId=1", &[], Operation::PutObjectTagging),
    (Method::Put, "renameObject", &["x-amz-rename-source"], Operation::RenameObject),
];

/// The same for operations on buckets.
#[rustfmt::skip]
const BUCKETS: [(Method, &str, &[&str], Operation); 17] = [
    (Method::Delete, "", &[], Operation::DeleteBucket),
    (Method::Delete, "policy", &[], Operation::Other),
    (Method::Get, "", &[], Operation::ListObjects),
    (Method::Get, "prefix=a&delimiter=%2F&marker=b", &[], Operation::ListObjects),
    (Method::Get, "list-type=2&prefix=a&start-after=b", &[], Operation::ListObjectsV2),
    (Method::Get, "versions&prefix=a", &[], Operation::ListObjectVersions),
    (Method::Get, "uploads&prefix=a", &[], Operation::ListMultipartUploads),
    (Method::Get, "location", &[], Operation::GetBucketLocation),
    (Method::Get, "session", &[], Operation::CreateSession),
    (Method::Get, "acl", &[], Operation::Other),
    (Method::Get, "policy", &[], Operation::Other),
    (Method::Head, "", &[], Operation::HeadBucket),
    (Method::Post, "delete", &[], Operation::DeleteObjects),
    (Method::Post, "", &[], Operation::Other),
    (Method::Put, "", &[], Operation::CreateBucket),
    (Method::Put, "acl", &[], Operation::Other),
    (Method::Put, "", &["x-amz-copy-source"], Operation::Other),
];

#[test]
fn parameters_and_headers_determine_the_operation() {
    let rows =
        OBJECTS.iter().map(|row| ("/bucket/key", row)).chain(BUCKETS.iter().map(|row| ("/bucket", row)));
    for (path, (method, query, headers, operation)) in rows {
        let (url, headers) = signed(*method, path, query, headers);
        let url = parse(&url);
        let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let verified = url.verify(*method, &headers, date(DATE), &credentials()).unwrap();
        assert_eq!(verified.operation(), *operation, "{method} {path}?{query} {headers:?}");
        let name = format!("{operation:?}");
        assert_eq!((operation.as_str(), operation.to_string()), (&*name, name.clone()));
    }
    for method in METHODS {
        let (url, _) = signed(method, "/", "", &[]);
        let url = parse(&url);
        let verified = url.verify(method, &[], date(DATE), &credentials()).unwrap();
        let is_list = method == Method::Get;
        let expected = if is_list { Operation::ListBuckets } else { Operation::Other };
        assert_eq!((verified.operation(), verified.object()), (expected, None), "{method}");
    }
}

/// Signs with the steps of the protocol, because a presigner refuses some of these requests.
fn signed(method: Method, path: &str, query: &str, names: &[&str]) -> (String, Vec<(String, String)>) {
    use presign::sigv4::*;
    let now = date(DATE);
    let scope = CredentialScope::new(&now, "us-east-1", "s3");
    let credential = Credential::new(crate::ACCESS_KEY_ID, &scope);
    let mut parameters = Parameters::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        parameters.insert(name.into_owned(), value.into_owned()).unwrap();
    }
    let mut headers = Headers::default();
    for name in names {
        headers.insert(*name, "a").unwrap();
    }
    let request = SignableRequest {
        method,
        host: Host::new("localhost:9000").unwrap(),
        path_rules: PathRules::S3,
        parameters: &parameters,
        headers: &headers,
        payload: PayloadHash::Unsigned,
        auth: QueryAuth::new(&credential, &now).unwrap(),
    };
    let key = SigningKey::derive(crate::SECRET_ACCESS_KEY, &scope);
    (format!("http://localhost:9000{}", request.presign(path, &key).unwrap()), headers.to_send())
}

#[test]
fn a_parameter_or_header_that_is_not_implemented_is_refused() {
    let (url, headers) = signed(Method::Put, "/b/k", "acl&x-id=PutObjectAcl", &["if-match", "x-amz-acl"]);
    let url = parse(&url);
    let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let verified = url.verify(Method::Put, &headers, date(DATE), &credentials()).unwrap();
    let parameter = |name: &str| Err(Refusal::ParameterNotImplemented { name: name.into() });
    let header = |name: &str| Err(Refusal::HeaderNotImplemented { name: name.into() });
    assert_eq!(verified.takes_only(&[], &[]), parameter("acl"));
    assert_eq!(verified.takes_only(&["ACL"], &["if-match", "x-amz-acl"]), parameter("acl"));
    assert_eq!(verified.takes_only(&["acl"], &[]), header("if-match"));
    assert_eq!(verified.takes_only(&["acl"], &["if-match"]), header("x-amz-acl"));
    assert_eq!(verified.takes_only(&["acl", "other"], &["If-Match", "X-Amz-Acl", "range"]), Ok(()));
}

/// If the source of a copy is sent in two headers, the first one alone names another object.
#[test]
fn repeated_headers_are_joined_as_they_were_signed() {
    let s3 = presigner(credentials());
    let put = s3
        .request(Method::Put, "bucket", "key")
        .header("x-amz-copy-source", "photos/a,b")
        .header("x-amz-meta-a", "1 2")
        .presign_at(date(DATE))
        .unwrap();
    let url = parse(put.url());
    let headers = [
        ("X-Amz-Copy-Source", "photos/a"),
        ("accept", "*/*"),
        ("x-amz-copy-source", " b"),
        ("x-amz-meta-a", "\t1   2 "),
    ];
    let verified = url.verify(Method::Put, &headers, date(DATE), &credentials()).unwrap();
    assert_eq!(verified.header("X-AMZ-copy-source"), Some("photos/a,b"));
    assert_eq!(verified.header("accept"), None, "the header is not signed");
    assert!(verified.headers().eq([("x-amz-copy-source", "photos/a,b"), ("x-amz-meta-a", "1 2")]));
    assert_eq!(verified.operation(), Operation::CopyObject);
}

#[test]
fn parameters_are_decoded() {
    let (url, _) = signed(Method::Get, "/b/k", "versionId=a+b&partNumber", &[]);
    let url = parse(&url);
    let verified = url.verify(Method::Get, &[], date(DATE), &credentials()).unwrap();
    assert_eq!(verified.parameter("versionId"), Some("a b"));
    assert_eq!(verified.parameter("partNumber"), Some(""));
    assert_eq!(verified.parameter("versionid"), None);
    assert_eq!(verified.parameter("X-Amz-Date"), None);
}

/// Each row has a verifier, an endpoint, whether it is path-style, and what the verifier finds for `bucket` and
/// `a/b`: an object or a host that is not served.
#[test]
fn objects_are_found_by_the_hosts_and_the_base_path_of_the_server() {
    let ours =
        || Verifier::new("us-east-1").domain("S3.Example.com").domain("localhost:9000").domain("10.0.0.1");
    let below = |verifier: Verifier, path: &str| verifier.base_path(path).unwrap();
    let object = Some(("bucket", "a/b"));
    #[rustfmt::skip]
    let rows = [
        (ours(), "https://s3.example.com", true, Ok(object)),
        (ours(), "https://s3.example.com", false, Ok(object)),
        (ours(), "https://s3.example.com:8443", false, Ok(object)),
        (ours(), "http://localhost:9000", true, Ok(object)),
        (ours(), "http://localhost:9000", false, Ok(object)),
        (ours(), "http://10.0.0.1:1", true, Ok(object)),
        (ours(), "http://localhost:9001", true, Err("localhost:9001")),
        (ours(), "http://localhost", true, Err("localhost")),
        (ours(), "https://example.com", true, Err("example.com")),
        (ours(), "https://xs3.example.com", true, Err("xs3.example.com")),
        (ours(), "https://s3.example.com.evil.org", true, Err("s3.example.com.evil.org")),
        (ours(), "https://s3.us-east-1.amazonaws.com", true, Err("s3.us-east-1.amazonaws.com")),
        (ours(), "https://s3.us-east-1.amazonaws.com", false, Err("bucket.s3.us-east-1.amazonaws.com")),
        (below(ours(), "/storage/v1/s3"), "https://s3.example.com/storage/v1/s3", true, Ok(object)),
        (below(ours(), "/storage/v1/s3/"), "http://localhost:9000/storage/v1/s3", false, Ok(object)),
        (below(ours(), "/storage"), "https://s3.example.com/storages", true, Ok(None)),
        (below(ours(), "/storage"), "https://s3.example.com", true, Ok(None)),
        (below(ours(), "/b%20ase"), "https://s3.example.com/b%20ase", true, Ok(object)),
        (below(ours(), "/100%25"), "https://s3.example.com/100%25", false, Ok(object)),
        (ours(), "https://s3.example.com/storage", true, Ok(Some(("storage", "bucket/a/b")))),
        // The longest matching domain counts.
        (ours().domain("example.com"), "https://s3.example.com", true, Ok(object)),
        // A verifier without domains serves every host, and applies AWS's naming.
        (Verifier::new("us-east-1"), "https://s3.us-east-1.amazonaws.com", false, Ok(object)),
        (below(Verifier::new("us-east-1"), "/s"), "http://localhost/s", true, Ok(object)),
        (Verifier::new("us-east-1"), "https://s3.example.org", true, Ok(None)),
    ];
    for (verifier, endpoint, is_path_style, expected) in rows {
        let custom = Endpoint::custom(endpoint, "us-east-1").unwrap();
        let custom = if is_path_style { custom.path_style() } else { custom.virtual_hosted_style() };
        let get = Presigner::new(credentials(), custom).get("bucket", "a/b").presign_at(date(DATE)).unwrap();
        let url = parse(get.url());
        let place = verifier.verify(&url, Method::Get, &[], date(DATE), &credentials());
        let place = place.map(|verified| (verified.object(), verified.operation()));
        let expected = match expected {
            Ok(Some(object)) => Ok((Some(object), Operation::GetObject)),
            Ok(None) => Ok((None, Operation::Other)),
            Err(host) => Err(Refusal::HostNotServed { host: host.into() }),
        };
        assert_eq!(place, expected, "{endpoint}");
    }
}

#[test]
fn the_base_path_itself_lists_the_buckets() {
    let at = |url| Presigner::new(credentials(), Endpoint::custom(url, "us-east-1").unwrap());
    let (below, root) = (at("http://localhost/storage"), at("http://localhost"));
    let verifier = Verifier::new("us-east-1").domain("localhost").base_path("/storage").unwrap();
    for (request, end) in
        [(below.list_buckets(), "/storage/?"), (root.bucket_request(Method::Get, "storage"), "/storage?")]
    {
        let url = request.presign_at(date(DATE)).unwrap().into_url();
        assert!(url.contains(end), "{url}");
        let url = parse(&url);
        let verified = verifier.verify(&url, Method::Get, &[], date(DATE), &credentials()).unwrap();
        assert_eq!(verified.operation(), Operation::ListBuckets, "{end}");
    }
}

#[test]
fn an_ip_address_has_no_subdomains() {
    let get = presigner(credentials()).get("bucket", "a").presign_at(date(DATE)).unwrap();
    let target = get.url().strip_prefix("http://localhost:9000").unwrap();
    for (host, domain) in [("bucket.127.0.0.1", "127.0.0.1"), ("bucket.[::1]", "[::1]")] {
        let url = PresignedUrl::from_target(host, target).unwrap();
        let verifier = Verifier::new("us-east-1").domain(domain);
        let refusal = verifier.verify(&url, Method::Get, &[], date(DATE), &credentials()).unwrap_err();
        assert_eq!(refusal, Refusal::HostNotServed { host: host.into() });
    }
}

#[test]
fn debug_omits_the_values() {
    let key = "MARKEDcustomerkey";
    let put = presigner(Credentials::new(crate::ACCESS_KEY_ID, crate::SECRET_ACCESS_KEY));
    let put = put.put("bucket", "a").header("x-amz-server-side-encryption-customer-key", key);
    let put = put.presign_at(date(DATE)).unwrap();
    let url = parse(put.url());
    let headers: Vec<_> = put.headers().collect();
    let verified: Verified<'_> = url.verify(Method::Put, &headers, date(DATE), &credentials()).unwrap();
    let debug = format!("{verified:?}");
    assert!(debug.contains("PutObject") && !debug.contains("MARKED"), "{debug}");
}
