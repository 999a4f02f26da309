//! SigV4A for multi-Region access points. AWS's suite of SigV4A is in `tests/vectors.rs`, and the AWS SDK in `tests/sdk`.

use presign::sigv4::{KeyPair, PublicKey};
use presign::{
    AmzDate, Credentials, Endpoint, ErrorResponse, Method, Presigned, PresignedUrl, Presigner, Refusal,
    Request, UrlError, Verifier,
};
use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const ARN: &str = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
const HOST: &str = "https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com";

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET)
}

fn presigner() -> Presigner {
    Presigner::new(credentials(), Endpoint::aws("eu-west-1").unwrap())
}

fn date() -> AmzDate {
    "20150830T123600Z".parse().unwrap()
}

/// Returns the URL without its signature, and the signature.
fn split(url: &str) -> (&str, &str) {
    url.split_once("&X-Amz-Signature=").unwrap()
}

#[test]
fn a_url_has_the_host_the_scope_and_the_region_set_of_the_access_point() {
    let s3 = presigner();
    let auth = "?X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fs3%2Faws4_request\
                &X-Amz-Date=20150830T123600Z&X-Amz-Expires=900&X-Amz-Region-Set=%2A&X-Amz-SignedHeaders=";
    let rows: [(Request<'_>, String); 6] = [
        (s3.get(ARN, "a b.jpg"), format!("{HOST}/a%20b.jpg{auth}host")),
        (s3.put(ARN, "a").content_type("text/plain"), format!("{HOST}/a{auth}content-type%3Bhost")),
        (s3.delete(ARN, "a").version_id("v"), format!("{HOST}/a{auth}host&versionId=v")),
        (s3.upload_part(ARN, "a", "id", 7), format!("{HOST}/a{auth}host&partNumber=7&uploadId=id")),
        (s3.list_objects(ARN), format!("{HOST}/{auth}host&list-type=2")),
        (
            s3.get(ARN, "a").region_set(["us-east-1", "eu-west-1"]),
            format!("{HOST}/a{auth}host").replace("%2A", "us-east-1%2Ceu-west-1"),
        ),
    ];
    for (request, expected) in rows {
        let presigned = request.presign_at(date()).unwrap();
        assert_eq!(split(presigned.url()).0, expected);
    }
}

/// From the endpoint rules of S3 in botocore 1.43.11: `{accessPointName}.accesspoint.s3-global.{mrapPartition#dnsSuffix}`.
#[test]
fn each_partition_has_its_domain() {
    for (region, partition, suffix) in [
        ("us-east-1", "aws", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
        ("us-iso-east-1", "aws-iso", "c2s.ic.gov"),
    ] {
        let arn = ARN.replace("arn:aws:", &format!("arn:{partition}:"));
        let location = Endpoint::aws(region).unwrap().locate(&arn).unwrap();
        assert_eq!(location.host(), format!("mfzwi23gnjvgw.mrap.accesspoint.s3-global.{suffix}"));
        assert_eq!((location.region(), location.service(), location.path()), ("", "s3", "/"));
    }
}

#[test]
fn a_session_token_follows_the_region_set() {
    let temporary = Credentials::new("ASIAEXAMPLE", SECRET).with_session_token("token/+=");
    let s3 = presigner().with_credentials(temporary);
    let get = s3.get(ARN, "a").presign_at(date()).unwrap();
    assert!(
        get.url().contains("&X-Amz-Region-Set=%2A&X-Amz-Security-Token=token%2F%2B%3D&X-Amz-SignedHeaders=")
    );
}

#[test]
fn own_parameters_are_sorted_around_the_region_set() {
    let s3 = presigner();
    let get = s3.get(ARN, "a").query("X-Amz-Q", "1").query("X-Amz-Region-T", "2").query("X-Amz-S", "3");
    let get = get.presign_at(date()).unwrap();
    let wanted = "&X-Amz-Q=1&X-Amz-Region-Set=%2A&X-Amz-Region-T=2&X-Amz-S=3&X-Amz-SignedHeaders=";
    assert!(get.url().contains(wanted), "{}", get.url());
}

#[test]
fn prepared_urls_equal_single_ones() {
    let s3 = presigner();
    let parts =
        s3.upload_parts(ARN, "big", "id").region_set(["eu-west-1"]).content_length(5).prepare_at(date());
    let parts = parts.unwrap();
    let objects = s3.objects(Method::Put, ARN).content_type("image/png").prepare_at(date()).unwrap();
    for number in [1, 7, 10_000] {
        let part = s3.upload_part(ARN, "big", "id", number).region_set(["eu-west-1"]).content_length(5);
        assert_eq!(parts.presign(number).unwrap().url(), part.presign_at(date()).unwrap().url());
    }
    for key in ["a", "photos/ü", "%2A&*"] {
        let put = s3.put(ARN, key).content_type("image/png").presign_at(date()).unwrap();
        assert_eq!(objects.presign(key).unwrap().url(), put.url());
    }
}

#[test]
fn signatures_are_deterministic_and_the_key_pair_works_on_any_day() {
    let s3 = presigner();
    for days in [0, 1, 400] {
        let date = date().checked_add(Duration::from_secs(days * 86_400)).unwrap();
        let url = s3.get(ARN, "a").presign_at(date).unwrap().into_url();
        assert_eq!(presigner().get(ARN, "a").presign_at(date).unwrap().url(), url);
        // And from its cache.
        assert_eq!(s3.get(ARN, "a").presign_at(date).unwrap().url(), url);
    }
    // A bucket of a region in between keeps its own key.
    let bucket = |s3: &Presigner| s3.get("bucket", "a").presign_at(date()).unwrap().into_url();
    assert_eq!(bucket(&s3), bucket(&presigner()));
    assert!(bucket(&s3).contains("=AWS4-HMAC-SHA256&"));
}

#[test]
fn a_url_is_read_as_it_was_signed() {
    let s3 = presigner();
    let put = s3.put(ARN, "a b").content_type("text/plain").query("x", "1").region_set(["us-east-1"]);
    let explanation = put.clone().explain_at(date()).unwrap();
    assert!(
        explanation
            .string_to_sign()
            .starts_with("AWS4-ECDSA-P256-SHA256\n20150830T123600Z\n20150830/s3/aws4_request\n")
    );
    let presigned = put.presign_at(date()).unwrap();
    let url: PresignedUrl = presigned.url().parse().unwrap();
    assert_eq!(url.algorithm(), "AWS4-ECDSA-P256-SHA256");
    assert_eq!(url.region_set(), Some("us-east-1"));
    assert_eq!(url.claim().region_set(), Some("us-east-1"));
    assert_eq!(url.scope().to_string(), "20150830/s3/aws4_request");
    assert_eq!((url.scope().region(), url.scope().service()), ("", "s3"));
    assert_eq!(url.access_key_id(), "AKIDEXAMPLE");
    assert!(url.parameters().eq([("x", "1")]));
    assert_eq!(url.signature().to_string(), split(presigned.url()).1);
    assert_eq!(url.object(), None);
    let headers: Vec<_> = presigned.signed_headers().collect();
    assert_eq!(url.explain(Method::Put, &headers).unwrap(), explanation);
}

#[test]
fn a_diagnosis_says_that_the_url_is_one_of_sigv4a() {
    let s3 = presigner();
    let get = s3.get(ARN, "a");
    let theirs = get.clone().explain_at(date()).unwrap().canonical_request().replace("/a\n", "/b\n");
    let get = get.presign_at(date()).unwrap();
    let elements = [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &theirs)];
    let diagnosis = get.diagnose(&ErrorResponse::from_elements(elements)).unwrap().to_string();
    assert!(diagnosis.contains("  |   signed  /a\n  | received  /b\n"), "{diagnosis}");
    let note = "note: the URL is signed with SigV4A (AWS4-ECDSA-P256-SHA256), which multi-Region access points need\n";
    assert!(diagnosis.ends_with(note), "{diagnosis}");
    // A bucket behind the access point names its region, which the set includes.
    let elements = [("x-amz-bucket-region", "us-east-1")];
    let response = ErrorResponse::from_elements(elements).with_status(301);
    let diagnosis = get.diagnose(&response).unwrap().to_string();
    assert!(!diagnosis.contains("sign for the region"), "{diagnosis}");
}

fn keys() -> HashMap<&'static str, PublicKey> {
    HashMap::from([("AKIDEXAMPLE", credentials().public_key().unwrap())])
}

/// Verifies a request with the public key, in `eu-west-1`.
fn verify(presigned: &Presigned, url: &str) -> Result<(), Refusal> {
    let headers: Vec<_> = presigned.signed_headers().collect();
    let url: PresignedUrl = url.parse()?;
    Verifier::new("eu-west-1").verify(&url, presigned.method(), &headers, date(), &keys()).map(drop)
}

#[test]
fn a_public_key_verifies_what_the_secret_signed_and_nothing_else() {
    let s3 = presigner();
    let put = s3.put(ARN, "a b").content_type("text/plain").query("x", "1").presign_at(date()).unwrap();
    assert_eq!(verify(&put, put.url()), Ok(()));
    for (from, to) in [
        ("/a%20b", "/a%20c"),
        ("&x=1", "&x=2"),
        ("&x=1", "&x=1&y="),
        ("=900&", "=901&"),
        ("123600Z", "123559Z"),
        ("=%2A&", "=eu-west-1&"),
        ("=%2A&", "=eu-%2A&"),
        ("mfzwi23gnjvgw.", "mfzwi23gnjvgx."),
    ] {
        let changed = put.url().replacen(from, to, 1);
        assert_ne!(changed, put.url());
        assert_eq!(verify(&put, &changed), Err(Refusal::SignatureDoesNotMatch), "{from} {to}");
    }
    // Each digit of the signature counts.
    let (url, signature) = split(put.url());
    for at in 0..signature.len() {
        let digit = if &signature[at..=at] == "0" { "1" } else { "0" };
        let changed = format!("{url}&X-Amz-Signature={}{digit}{}", &signature[..at], &signature[at + 1..]);
        // The first four digits are the tag and the length of the DER sequence.
        let malformed = UrlError::Malformed { parameter: "X-Amz-Signature" };
        let expected = if at < 4 { malformed.into() } else { Refusal::SignatureDoesNotMatch };
        assert_eq!(verify(&put, &changed), Err(expected), "{at}");
    }
    // Numbers that are missing, 0, too large or not minimal.
    let n = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    let large = format!("3046022100{n}022100{n}");
    for signature in ["3006020100020100", "3006000000000000", "300702020001020101", &large] {
        let changed = format!("{url}&X-Amz-Signature={signature}");
        assert_eq!(verify(&put, &changed), Err(Refusal::SignatureDoesNotMatch), "{signature}");
    }
    let other = s3.with_credentials(Credentials::new("AKIDEXAMPLE", "another secret"));
    let other = other.put(ARN, "a b").content_type("text/plain").query("x", "1").presign_at(date()).unwrap();
    assert_eq!(verify(&other, other.url()), Err(Refusal::SignatureDoesNotMatch));
}

#[test]
fn a_server_accepts_the_regions_of_the_set() {
    let s3 = presigner();
    for (regions, is_accepted) in [
        (&["*"][..], true),
        (&["eu-west-1"], true),
        (&["us-east-1", "eu-west-1"], true),
        (&["us-east-1"], false),
        (&["eu-west-12", "eu-west"], false),
    ] {
        let get = s3.get(ARN, "a").region_set(regions).presign_at(date()).unwrap();
        let expected =
            if is_accepted { Ok(()) } else { Err(Refusal::Region { expected: "eu-west-1".into() }) };
        assert_eq!(verify(&get, get.url()), expected, "{regions:?}");
    }
}

#[test]
fn other_keys_refuse_a_url_of_sigv4a() {
    let s3 = presigner();
    let get = s3.get(ARN, "a").presign_at(date()).unwrap();
    let url: PresignedUrl = get.url().parse().unwrap();
    let algorithm = Refusal::Url(UrlError::Algorithm);
    let refusal = url.verify(Method::Get, &[], date(), &credentials()).unwrap_err();
    assert_eq!((refusal.code(), &refusal), ("AuthorizationQueryParametersError", &algorithm));
    let map = HashMap::from([("AKIDEXAMPLE", credentials())]);
    assert_eq!(url.verify(Method::Get, &[], date(), &map).unwrap_err(), algorithm);

    let none = BTreeMap::<String, PublicKey>::new();
    assert_eq!(url.verify(Method::Get, &[], date(), &none).unwrap_err(), Refusal::InvalidAccessKeyId);
    // Public keys do not verify Signature Version 4.
    let bucket: PresignedUrl = s3.get("bucket", "a").presign_at(date()).unwrap().url().parse().unwrap();
    assert_eq!(bucket.verify(Method::Get, &[], date(), &keys()).unwrap_err(), Refusal::InvalidAccessKeyId);
    // A map of keys knows no session tokens.
    let temporary = s3.with_credentials(credentials().with_session_token("token"));
    let get = temporary.get(ARN, "a").presign_at(date()).unwrap();
    assert_eq!(verify(&get, get.url()), Err(Refusal::InvalidToken));
}

#[test]
fn malformed_urls_are_refused() {
    let get = presigner().get(ARN, "a").presign_at(date()).unwrap();
    let (url, signature) = split(get.url());
    let malformed = |parameter| UrlError::Malformed { parameter };
    for (from, to, error) in [
        ("&X-Amz-Region-Set=%2A", "", UrlError::Missing { parameter: "X-Amz-Region-Set" }),
        ("X-Amz-Region-Set", "x-amz-region-set", UrlError::Missing { parameter: "X-Amz-Region-Set" }),
        ("=%2A", "=", malformed("X-Amz-Region-Set")),
        ("=%2A", "=us-east-1,", malformed("X-Amz-Region-Set")),
        ("=%2A", "=US%20East", malformed("X-Amz-Region-Set")),
        ("=%2A", "=%2A&x-amz-region-set=a", UrlError::Repeated { parameter: "x-amz-region-set".into() }),
        ("20150830%2Fs3", "20150830%2Fus-east-1%2Fs3", malformed("X-Amz-Credential")),
        ("-ECDSA-P256-", "-HMAC-", malformed("X-Amz-Credential")),
        ("-ECDSA-P256-", "-ECDSA-P384-", UrlError::Algorithm),
        (signature, "", malformed("X-Amz-Signature")),
        (signature, "0", malformed("X-Amz-Signature")),
        (signature, "3G", malformed("X-Amz-Signature")),
        (signature, &signature[1..], malformed("X-Amz-Signature")),
        (signature, "30", malformed("X-Amz-Signature")),
        (signature, "3000", malformed("X-Amz-Signature")),
        (signature, &format!("{signature}00"), malformed("X-Amz-Signature")),
        (signature, &"0".repeat(64), malformed("X-Amz-Signature")),
        (signature, &"00".repeat(73), malformed("X-Amz-Signature")),
        (signature, &signature.to_ascii_uppercase(), malformed("X-Amz-Signature")),
    ] {
        let changed = get.url().replacen(from, to, 1);
        assert_ne!(changed, get.url());
        assert_eq!(changed.parse::<PresignedUrl>().unwrap_err(), error, "{from} {to}");
    }
    assert_eq!(
        malformed("X-Amz-Region-Set").to_string(),
        "parameter X-Amz-Region-Set is malformed: use `*`, or regions joined by commas"
    );
    // In a URL of Signature Version 4, the name has no meaning.
    let bucket = presigner().get("bucket", "a").presign_at(date()).unwrap();
    let other: PresignedUrl = format!("{}&X-Amz-Region-Set=a", bucket.url()).parse().unwrap();
    assert!(other.parameters().eq([("X-Amz-Region-Set", "a")]));
    assert_eq!((other.region_set(), other.algorithm()), (None, "AWS4-HMAC-SHA256"));
    assert!(format!("{url}&X-Amz-Signature=3006020101020101").parse::<PresignedUrl>().is_ok());
}

#[test]
fn a_public_key_is_read_with_and_without_compression() {
    let key = KeyPair::derive("AKIDEXAMPLE", SECRET).public_key();
    let bytes = key.to_sec1();
    assert_eq!(credentials().public_key().unwrap(), key);
    assert_eq!(PublicKey::from_sec1(&bytes), Ok(key));
    let mut compressed = [2 + (bytes[64] & 1); 33];
    compressed[1..].copy_from_slice(&bytes[1..33]);
    assert_eq!(PublicKey::from_sec1(&compressed), Ok(key));
    assert_eq!(format!("{key:?}"), format!("PublicKey({})", hex::encode(compressed)));
    for bytes in [&[][..], &[0], &bytes[..64], &[4; 65], &[0; 33]] {
        assert!(PublicKey::from_sec1(bytes).is_err());
    }
}
