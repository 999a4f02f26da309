//! Policies, signed URLs and signed cookies of CloudFront.

#[path = "vectors/cloudfront.rs"]
mod vectors;

use presign::cloudfront::{Error, HashAlgorithm, Policy, Signature, SignedUrl};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use url::Url;
use vectors::{VECTORS, date};

const ID: &str = "K2JCJMDEHXQW5F";
const RSA: [u8; 256] = [0xfb; 256];

#[test]
fn policies_and_urls_are_those_of_botocore() {
    assert_eq!(VECTORS.botocore.len(), 8);
    for row in &VECTORS.botocore {
        let policy = row.policy();
        assert_eq!(policy.to_sign(), row.policy.as_deref().unwrap().as_bytes());
        let (bytes, url) = (row.signature(), &row.url);
        let signed = policy.signed_url_for(url, ID, row.signed(&bytes)).unwrap();
        assert_eq!(signed.url(), row.signed_url);
        if policy.resource() == *url {
            assert_eq!(policy.signed_url(ID, row.signed(&bytes)), Ok(signed));
        }
    }
}

/// The signer for JavaScript writes the parameters in another order.
#[test]
fn urls_and_cookies_are_those_of_the_signer_for_javascript() {
    let parameters = |url: &str| {
        let (url, query) = url.split_once('?').unwrap();
        let mut parameters: Vec<_> = query.split('&').map(str::to_owned).collect();
        parameters.sort_unstable();
        (url.to_owned(), parameters)
    };
    assert_eq!(VECTORS.js.len(), 13);
    for row in &VECTORS.js {
        let (policy, bytes) = (row.policy(), row.signature());
        let signed = policy.signed_url_for(&row.url, ID, row.signed(&bytes)).unwrap();
        assert_eq!(parameters(signed.url()), parameters(&row.signed_url));
        let cookies = policy.signed_cookies(ID, row.signed(&bytes)).unwrap();
        let mut cookies: BTreeMap<_, _> = cookies.iter().collect();
        let signature = cookies.remove("CloudFront-Signature").unwrap();
        assert!(signed.url().contains(&format!("&Signature={signature}&")));
        let expected = row.cookies.as_deref().unwrap().split("; ");
        assert_eq!(cookies, expected.map(|cookie| cookie.split_once('=').unwrap()).collect());
    }
}

/// The examples of [custom policies][page] and of [canned ones][canned].
///
/// [canned]: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
/// [page]: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
#[test]
fn the_examples_of_aws_have_the_same_policies() {
    let custom = |resource: &str, seconds| Policy::custom(resource, date(seconds)).unwrap();
    let host = "https://d111111abcdef8.cloudfront.net";
    let horizon = format!("{host}/horizon.jpg?size=large&license=yes");
    for (policy, resource, condition) in [
        (
            custom(&format!("{host}/game_download.zip"), 1_675_159_200).source_ip("192.0.2.0/24").unwrap(),
            format!("{host}/game_download.zip"),
            json!({
                "IpAddress": { "AWS:SourceIp": "192.0.2.0/24" },
                "DateLessThan": { "AWS:EpochTime": 1_675_159_200 },
            }),
        ),
        (
            custom(&format!("{host}/training/*"), 1_675_159_200).source_ip("192.0.2.0/24").unwrap(),
            format!("{host}/training/*"),
            json!({
                "IpAddress": { "AWS:SourceIp": "192.0.2.0/24" },
                "DateLessThan": { "AWS:EpochTime": 1_675_159_200 },
            }),
        ),
        (
            custom("https://*", 1_675_332_000)
                .source_ip("192.0.2.10")
                .and_then(|policy| policy.starts_at(date(1_675_159_200)))
                .unwrap(),
            "https://*".to_owned(),
            json!({
                "IpAddress": { "AWS:SourceIp": "192.0.2.10/32" },
                "DateGreaterThan": { "AWS:EpochTime": 1_675_159_200 },
                "DateLessThan": { "AWS:EpochTime": 1_675_332_000 },
            }),
        ),
        (
            Policy::canned(&horizon, date(1_767_290_400)).unwrap(),
            horizon.clone(),
            json!({ "DateLessThan": { "AWS:EpochTime": 1_767_290_400 } }),
        ),
    ] {
        let read: Value = serde_json::from_slice(policy.to_sign()).unwrap();
        assert_eq!(read, json!({ "Statement": [{ "Resource": resource, "Condition": condition }] }));
    }
}

#[test]
fn signed_urls_of_aws_are_read() {
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
    let canned: SignedUrl = "https://d111111abcdef8.cloudfront.net/image.jpg?color=red&size=medium&Expires=1767290400\
        &Signature=nitfHRCrtziwO2HwPfWw~yYDhUF5EwRunQA-j19DzZrvDh6hQ73lDx~-ar3UocvvRQVw6EkC~GdpGQyyOSKQim-TxAnW7d8F5Kkai9\
        HVx0FIu-5jcQb0UEmatEXAMPLE3ReXySpLSMj0yCd3ZAB4UcBCAqEijkytL6f3fVYNGQI6&Key-Pair-Id=K2JCJMDEHXQW5F\
        &Hash-Algorithm=SHA256"
        .parse()
        .unwrap();
    assert!(canned.is_canned());
    assert_eq!((canned.key_pair_id(), canned.hash_algorithm()), (ID, HashAlgorithm::Sha256));
    let base = "https://d111111abcdef8.cloudfront.net/image.jpg?color=red&size=medium";
    assert_eq!(canned.policy(), Policy::canned(base, date(1_767_290_400)).unwrap().to_string());

    // The value of `CloudFront-Policy` in
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html
    let policy = "eyJTdGF0ZW1lbnQiOlt7IlJlc291cmNlIjoiaHR0cDovL2QxMTExMTFhYmNkZWY4LmNsb3VkZnJvbnQubmV0L2dhbWVfZG93bmxvYWQuemlw\
        IiwiQ29uZGl0aW9uIjp7IklwQWRkcmVzcyI6eyJBV1M6U291cmNlSXAiOiIxOTIuMC4yLjAvMjQifSwiRGF0ZUxlc3NUaGFuIjp7IkFXUzpFcG9j\
        aFRpbWUiOjE0MjY1MDAwMDB9fX1dfQ__";
    let url = format!("https://d111111abcdef8.cloudfront.net/?Policy={policy}&Signature=a&Key-Pair-Id={ID}");
    let custom: SignedUrl = url.parse().unwrap();
    assert!(!custom.is_canned());
    assert_eq!(
        custom.policy(),
        "{\"Statement\":[{\"Resource\":\"http://d111111abcdef8.cloudfront.net/game_download.zip\",\"Condition\":{\
         \"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.0/24\"},\"DateLessThan\":{\"AWS:EpochTime\":1426500000}}}]}"
    );
    assert_eq!(custom.hash_algorithm(), HashAlgorithm::Sha1);
    // Some signers leave out the padding.
    assert_eq!(url.replace("__&", "&").parse::<SignedUrl>().unwrap().policy(), custom.policy());
}

#[test]
fn a_pattern_covers_only_what_starts_like_it() {
    let host = "https://d111111abcdef8.cloudfront.net";
    for (pattern, url, is_covered) in [
        ("*", "/a", true),
        ("*://d111111abcdef8.cloudfront.net/b*", "/a", true),
        ("https://*", "/a?b=c", true),
        ("https://d111111abcdef8.cloudfront.net*", "/a", true),
        ("https://d111111abcdef8.cloudfront.net/a*", "/a", true),
        ("https://d111111abcdef8.cloudfront.net/a*", "/a/b?c", true),
        ("https://d111111abcdef8.cloudfront.net/?.ts", "/a.ts", true),
        ("https://d111111abcdef8.cloudfront.net/?.ts", "/ab.ts", false),
        ("https://d111111abcdef8.cloudfront.net/?/*", "/a/1", true),
        ("https://d111111abcdef8.cloudfront.net/?/*", "/ab/1", false),
        ("https://d111111abcdef8.cloudfront.net/a?x=1", "/a?x=1", true),
        ("https://d111111abcdef8.cloudfront.net/a", "/a?x=1", false),
        ("https://d111111abcdef8.cloudfront.net/a", "/b", false),
        ("https://d111111abcdef8.cloudfront.net/a/*", "/a", false),
        ("http://*", "/a", false),
        ("https://d222222abcdef8.cloudfront.net/*", "/a", false),
    ] {
        let policy = Policy::custom(pattern, date(1_767_290_400)).unwrap();
        let signed = policy.signed_url_for(&format!("{host}{url}"), ID, Signature::sha1(&RSA));
        let expected = if is_covered { Ok(()) } else { Err(Error::NotCovered) };
        assert_eq!(signed.map(drop), expected, "{pattern} {url}");
        if pattern.contains('*') {
            assert_eq!(policy.signed_url(ID, Signature::sha1(&RSA)), Err(Error::Pattern));
        }
    }
    let canned = Policy::canned(&format!("{host}/a?b=c"), date(1)).unwrap();
    let other = canned.signed_url_for(&format!("{host}/a/b=c"), ID, Signature::sha1(&RSA));
    assert_eq!(other, Err(Error::NotCovered));
}

#[test]
fn only_signatures_that_cloudfront_can_check_are_accepted() {
    let policy = Policy::canned("https://d111111abcdef8.cloudfront.net/a", date(1)).unwrap();
    let is_accepted = |bytes: &[u8]| {
        let url = policy.signed_url(ID, Signature::sha256(bytes));
        assert_eq!(policy.signed_cookies(ID, Signature::sha256(bytes)).map(drop), url.clone().map(drop));
        assert!(matches!(url, Ok(_) | Err(Error::Signature)));
        url.is_ok()
    };
    assert!(is_accepted(&RSA));
    for row in &VECTORS.js {
        let bytes = row.signature();
        assert!(is_accepted(&bytes));
        // Base64 in place of the bytes, and one byte too few or too many.
        assert!(!is_accepted(row.signature.as_bytes()));
        assert!(!is_accepted(&bytes[1..]) && !is_accepted(&bytes[..bytes.len() - 1]));
        assert!(!is_accepted(&[&*bytes, &[0]].concat()));
    }
    // The two numbers of ECDSA without DER, other lengths of RSA, and nothing.
    for len in [0, 1, 64, 71, 128, 255, 257, 512] {
        assert!(!is_accepted(&vec![0x30; len]), "{len}");
    }
}

#[test]
fn what_is_printed_has_no_signature() {
    let policy = Policy::custom("https://d111111abcdef8.cloudfront.net/*", date(1_767_290_400)).unwrap();
    let signature = Signature::sha256(&RSA);
    let url = policy.signed_url_for("https://d111111abcdef8.cloudfront.net/a", ID, signature).unwrap();
    let cookies = policy.signed_cookies(ID, signature).unwrap();
    assert_eq!(
        format!("{cookies:?}"),
        "[\"CloudFront-Policy\", \"CloudFront-Signature\", \"CloudFront-Key-Pair-Id\", \"CloudFront-Hash-Algorithm\"]"
    );
    let encoded = cookies.iter().find(|(name, _)| *name == "CloudFront-Signature").unwrap().1;
    assert!(url.url().contains(encoded));
    for printed in [format!("{url:?}"), format!("{signature:?}"), format!("{policy:?}")] {
        assert!(!printed.contains(encoded) && !printed.contains("251, 251"), "{printed}");
    }
    assert!(format!("{url:?}").contains(ID));
}

#[test]
fn a_policy_and_a_url_are_read_back() {
    let resource = "https://d111111abcdef8.cloudfront.net/a";
    let policy = Policy::canned(resource, date(1_767_290_400)).unwrap();
    assert_eq!(policy.resource(), resource);
    let url = policy.signed_url(ID, Signature::sha256(&RSA)).unwrap();
    let text = url.url().to_owned();
    assert!(text.starts_with(resource), "{text}");
    assert_eq!(url.into_url(), text);
}

/// URLs and patterns of characters that clients keep, and of others. No host is in Punycode, which is not checked.
fn urls() -> impl Strategy<Value = String> {
    (
        "https?",
        "[a-wyz0-9.-]{1,12}",
        "(/[a-zA-Z0-9._~!$&'()*+,;=:@%-]{0,6}){0,4}",
        "[a-zA-Z0-9._~*/?=&%'-]{0,12}",
    )
        .prop_map(|(scheme, host, path, query)| match &*query {
            "" => format!("{scheme}://{host}{path}"),
            query => format!("{scheme}://{host}{path}?{query}"),
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What is accepted is what clients send, what JSON says, and what can be read back.
    #[test]
    fn an_accepted_url_is_signed_as_it_is(
        url in urls(),
        expires in 1..=9_223_372_036_i64,
        starts in any::<prop::sample::Index>(),
        len in 0..=32_u32,
        address in any::<u32>(),
        is_sha1 in any::<bool>(),
    ) {
        let signature = if is_sha1 { Signature::sha1(&RSA) } else { Signature::sha256(&RSA) };
        if let Ok(policy) = Policy::canned(&url, date(expires)) {
            prop_assert_eq!(String::from(Url::parse(&url).unwrap()), url.clone());
            let read: Value = serde_json::from_slice(policy.to_sign()).unwrap();
            prop_assert_eq!(&read["Statement"][0]["Resource"], &json!(url));
            let signed = policy.signed_url(ID, signature).unwrap();
            prop_assert_eq!(String::from(Url::parse(signed.url()).unwrap()), signed.url());
            prop_assert_eq!(signed.url().parse::<SignedUrl>().unwrap(), signed);
        }
        if let Ok(policy) = Policy::custom(&url, date(expires)) {
            let mask = u32::MAX.checked_shl(32 - len).unwrap_or(0);
            let network = format!("{}/{len}", std::net::Ipv4Addr::from(address & mask));
            let policy = policy.source_ip(&network).unwrap();
            let starts = 1 + starts.index(expires.min(1 << 30) as usize) as i64;
            let policy = match policy.clone().starts_at(date(starts)) {
                Ok(policy) => policy,
                Err(error) => {
                    prop_assert!(error == Error::ExpiresBeforeStart && starts >= expires);
                    policy
                }
            };
            let read: Value = serde_json::from_slice(policy.to_sign()).unwrap();
            let condition = &read["Statement"][0]["Condition"];
            prop_assert_eq!(&read["Statement"][0]["Resource"], &json!(url));
            prop_assert_eq!(&condition["DateLessThan"]["AWS:EpochTime"], &json!(expires));
            prop_assert_eq!(&condition["IpAddress"]["AWS:SourceIp"], &json!(network));
            if let Ok(signed) = policy.signed_url(ID, signature) {
                let read: SignedUrl = signed.url().parse().unwrap();
                prop_assert_eq!(read.policy().as_bytes(), policy.to_sign());
                prop_assert_eq!(read, signed);
            }
        }
    }

    #[test]
    fn no_input_makes_cloudfront_panic(text in "\\PC{0,40}", seconds in any::<i32>(), bytes in any::<Vec<u8>>()) {
        let date = date(seconds.into());
        let url = format!("https://d111111abcdef8.cloudfront.net/{text}");
        for resource in [&text, &url] {
            for policy in [Policy::canned(resource, date), Policy::custom(resource, date)].into_iter().flatten() {
                drop(policy.signed_url_for(&url, &text, Signature::sha1(&bytes)));
                drop(policy.signed_cookies(&text, Signature::sha256(&bytes)));
                drop(policy.source_ip(&text));
            }
            drop(resource.parse::<SignedUrl>());
        }
        for parameter in ["Policy", "Expires", "Hash-Algorithm"] {
            let parsed = format!("{url}?Key-Pair-Id={ID}&Signature={text}&{parameter}={text}").parse::<SignedUrl>();
            if let Ok(parsed) = parsed {
                prop_assert_eq!(parsed.key_pair_id(), ID);
            }
        }
    }
}
