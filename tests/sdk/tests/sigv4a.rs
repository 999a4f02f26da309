//! Compares the SigV4A signatures of presign, `aws-sigv4` and `p256`, and verifies them across.

use aws_sigv4::{
    http_request::{
        PayloadChecksumKind, SignableBody, SignableRequest, SignatureLocation, SigningParams,
        SigningSettings, UriPathNormalizationMode, sign,
    },
    sign::v4a,
};
use p256::ecdsa::{DerSignature, VerifyingKey, signature::Verifier as _};
use presign::{
    AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner, Verifier,
    sigv4::{KeyPair, RegionSet},
};
use std::{
    collections::HashMap,
    time::{Duration, UNIX_EPOCH},
};

const ARN: &str = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
const SECRETS: [&str; 4] = [
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "s",
    "ü/+ =",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef!",
];
const REGION_SETS: [&[&str]; 3] = [&["*"], &["us-east-1"], &["us-east-1", "eu-west-1", "ap-south-2"]];
const KEYS: [&str; 5] = ["k", "photos/2024/duck.jpg", "a b+c&d=e", "//a//..b/", "Bücher/🦆"];

fn date(second: u64) -> AmzDate {
    AmzDate::from_unix_seconds(1_440_938_160 + i64::try_from(second).unwrap() * 86_399).unwrap()
}

/// Presigns a GET with `aws-sigv4`.
fn of_sdk(url: &str, id: &str, secret: &str, regions: &RegionSet, date: AmzDate) -> String {
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.percent_encoding_mode = aws_sigv4::http_request::PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.payload_checksum_kind = PayloadChecksumKind::NoHeader;
    settings.expires_in = Some(Duration::from_secs(900));
    let identity = aws_credential_types::Credentials::new(id, secret, None, None, "test").into();
    let params: SigningParams<'_> = v4a::SigningParams::builder()
        .identity(&identity)
        .region_set(regions.as_str())
        .name("s3")
        .time(UNIX_EPOCH + Duration::from_secs(date.unix_seconds().try_into().unwrap()))
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let request = SignableRequest::new("GET", url, [].into_iter(), SignableBody::UnsignedPayload).unwrap();
    let (instructions, _) = sign(request, &params).unwrap().into_parts();
    let mut signed = http::Request::builder().uri(url).body(()).unwrap();
    instructions.apply_to_request_http1x(&mut signed);
    signed.uri().to_string()
}

/// Calls a closure with an access key, a region set, an object key and a date.
fn each(mut compare: impl FnMut(&str, &str, &[&str], &str, AmzDate)) {
    for (n, secret) in SECRETS.into_iter().enumerate() {
        let id = format!("AKIDEXAMPLE{n}");
        for regions in REGION_SETS {
            for (m, key) in KEYS.into_iter().enumerate() {
                compare(&id, secret, regions, key, date((n * KEYS.len() + m) as u64));
            }
        }
    }
}

fn presigner(id: &str, secret: &str) -> Presigner {
    Presigner::new(Credentials::new(id, secret), Endpoint::aws("us-west-2").unwrap())
}

#[test]
fn aws_sigv4_makes_the_same_signature() {
    each(|id, secret, regions, key, date| {
        let own = presigner(id, secret).get(ARN, key).region_set(regions).presign_at(date).unwrap();
        let (url, _) = own.url().split_once('?').unwrap();
        let theirs = of_sdk(url, id, secret, &RegionSet::new(regions).unwrap(), date);
        let sorted = |url: &str| {
            let mut parameters: Vec<_> = url.split(['?', '&']).map(str::to_owned).collect();
            parameters.sort();
            parameters
        };
        assert_eq!(sorted(own.url()), sorted(&theirs), "{secret} {regions:?} {key}");
    });
}

#[test]
fn presign_verifies_the_urls_of_aws_sigv4() {
    each(|id, secret, regions, key, date| {
        let own = presigner(id, secret).get(ARN, key).presign_at(date).unwrap();
        let (url, _) = own.url().split_once('?').unwrap();
        let url: PresignedUrl =
            of_sdk(url, id, secret, &RegionSet::new(regions).unwrap(), date).parse().unwrap();
        assert_eq!(url.region_set(), Some(regions.join(",").as_str()));
        let verify = |secret: &str| {
            let keys = HashMap::from([(id, KeyPair::derive(id, secret).public_key())]);
            Verifier::new("us-east-1").verify(&url, Method::Get, &[], date, &keys).map(drop)
        };
        assert_eq!(verify(secret), Ok(()), "{url:?}");
        assert!(verify("another secret").is_err());
    });
}

#[test]
fn p256_verifies_the_signatures_of_presign() {
    each(|id, secret, regions, key, date| {
        let s3 = presigner(id, secret);
        let get = s3.get(ARN, key).region_set(regions);
        let text = get.clone().explain_at(date).unwrap();
        let url: PresignedUrl = get.presign_at(date).unwrap().url().parse().unwrap();
        let key = Credentials::new(id, secret).public_key().unwrap();
        let key = VerifyingKey::from_sec1_bytes(&key.to_sec1()).unwrap();
        let signature = hex::decode(url.signature().to_string()).unwrap();
        let signature = DerSignature::from_bytes(&signature).unwrap();
        key.verify(text.string_to_sign().as_bytes(), &signature).unwrap();
        key.verify(b"another text", &signature).unwrap_err();
    });
}
