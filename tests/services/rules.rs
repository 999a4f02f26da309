//! Limits, times and rules that hold for all services. tests/errors.rs has the messages.

use crate::{aws, parts, value};
use presign::services::{self, ServicePresigner, Token, TokenRequest, UrlScheme};
use presign::sigv4::{self, CredentialScope, PayloadHash, SigningKey};
use presign::{AmzDate, ClockOffset, Credentials, Error, Method};
use std::time::Duration;

const RDS_HOST: &str = "db.123456789012.us-east-1.rds.amazonaws.com";

fn date() -> AmzDate {
    "20260101T000000Z".parse().unwrap()
}

fn tokens(aws: &ServicePresigner) -> Vec<(&'static str, TokenRequest<'_>)> {
    vec![
        ("rds", aws.rds_token(RDS_HOST, 5432, "jane")),
        ("dsql", aws.dsql_token("a.dsql.us-east-1.on.aws")),
        ("dsql admin", aws.dsql_admin_token("a.dsql.us-east-1.on.aws")),
        ("elasticache", aws.elasticache_token("sessions", "jane")),
        ("elasticache serverless", aws.elasticache_serverless_token("sessions", "jane")),
        ("memorydb", aws.memorydb_token("sessions", "jane")),
        ("msk", aws.msk_token()),
        ("eks", aws.eks_token("production")),
    ]
}

#[test]
fn a_token_works_for_15_minutes_by_default() {
    let aws = aws();
    for (service, request) in tokens(&aws) {
        let token = request.presign_at(date()).unwrap();
        assert_eq!(token.expires_at().to_string(), "20260101T001500Z", "{service}");
    }
}

#[test]
fn only_dsql_accepts_a_longer_lifetime_and_eks_none() {
    let aws = aws();
    for (service, request) in tokens(&aws) {
        let seconds =
            |seconds| request.clone().expires_in(Duration::from_secs(seconds)).presign_at(date()).err();
        let longest = if service.starts_with("dsql") { 604_800 } else { 900 };
        if service == "eks" {
            assert_eq!(seconds(60), Some(Error::Service(services::Error::FixedLifetime)));
            continue;
        }
        assert_eq!(seconds(1), None, "{service}");
        assert_eq!(seconds(longest), None, "{service}");
        assert!(seconds(longest + 1).is_some(), "{service}");
        assert!(seconds(0).is_some(), "{service}");
    }
}

#[test]
fn a_token_does_not_outlive_its_credentials() {
    let expiry: AmzDate = "20260101T001000Z".parse().unwrap();
    let credentials =
        Credentials::new("ASIAEXAMPLE", "secret").with_session_token("token").with_expiry(expiry);
    let aws = ServicePresigner::new(credentials, "us-east-1");
    for (service, request) in tokens(&aws) {
        assert_eq!(
            request.clone().presign_at(date()),
            Err(Error::OutlivesCredentials { expiry }),
            "{service}"
        );
        let short = request.clone().shorten_to_credentials().presign_at(date()).unwrap();
        assert_eq!(short.expires_at(), expiry, "{service}");
        let late = request.shorten_to_credentials().presign_at(expiry);
        assert_eq!(late, Err(Error::ExpiredCredentials { expiry }), "{service}");
    }
    let url = aws.caller_identity().shorten_to_credentials().presign_at(date()).unwrap();
    assert!(url.url().contains("&X-Amz-Expires=600&"));
}

#[test]
fn a_key_for_one_scope_signs_only_there() {
    let date = date();
    let scope = CredentialScope::new(&date, "us-east-1", "rds-db");
    let credentials = Credentials::from_signing_key("AKIDEXAMPLE", SigningKey::derive("secret", &scope));
    let derived = ServicePresigner::new(credentials, "us-east-1");
    let expected = aws().rds_token(RDS_HOST, 5432, "jane").presign_at(date).unwrap();
    assert_eq!(derived.rds_token(RDS_HOST, 5432, "jane").presign_at(date).unwrap(), expected);
    for (service, request) in tokens(&derived) {
        assert_eq!(request.presign_at(date).is_ok(), service == "rds", "{service}");
    }
}

/// The cache of keys belongs to the presigner, and has a key for each service and day.
#[test]
fn services_and_days_do_not_share_a_key() {
    let shared = aws();
    for day in ["20260101T000000Z", "20260102T000000Z", "20260101T000000Z"] {
        let date = day.parse().unwrap();
        for ((service, by_shared), (_, by_new)) in tokens(&shared).into_iter().zip(tokens(&aws())) {
            assert_eq!(by_shared.presign_at(date), by_new.presign_at(date), "{service} {day}");
        }
    }
    let rotated = shared.with_credentials(Credentials::new("AKIDOTHER", "other"));
    let moved = rotated.with_region("eu-west-1");
    let new = ServicePresigner::new(Credentials::new("AKIDOTHER", "other"), "eu-west-1");
    assert_eq!(moved.msk_token().presign_at(date()), new.msk_token().presign_at(date()));
}

#[test]
fn the_clock_is_corrected() {
    let offset = ClockOffset::from_server_time("20260101T020000Z".parse().unwrap(), date());
    let aws = aws().with_clock_offset(offset);
    let token = aws.msk_token().presign().unwrap();
    let url = aws.caller_identity().presign().unwrap();
    let soon = AmzDate::now().checked_add(Duration::from_secs(7200 + 890)).unwrap();
    assert!(token.expires_at() > soon);
    assert!(url.expires_at() > soon);
    assert_eq!(aws.msk_token().presign_at(date()).unwrap().expires_at().to_string(), "20260101T001500Z");
}

#[test]
fn a_host_of_another_region_is_an_error() {
    let presign = |region, host: &str| {
        let aws = ServicePresigner::new(Credentials::new("AKIDEXAMPLE", "secret"), region);
        aws.request("any", host).presign_at(date()).map(drop)
    };
    for (region, host) in [
        ("us-east-1", RDS_HOST),
        ("us-east-1", "us-west-2.123456789012.us-east-1.rds.amazonaws.com:5432"),
        ("cn-north-1", "db.123456789012.rds.cn-north-1.amazonaws.com.cn"),
        ("eu-west-1", "a.lambda-url.eu-west-1.on.aws"),
        ("eu-west-1", "sts.amazonaws.com"),
        ("eu-west-1", "writer.global-a1b2c3.global.rds.amazonaws.com"),
        ("eu-west-1", "us-api-1.example.com"),
        ("eu-west-1", "vpce-0a1b-2c3d.execute-api.eu-west-1.vpce.amazonaws.com"),
        ("local", "us-east-1.localhost:8080"),
        ("us-east-1", "[::1]:8080"),
        ("us-east-1", "[::1]"),
    ] {
        assert_eq!(presign(region, host), Ok(()), "{region} {host}");
    }
    for (region, host) in [
        ("eu-west-1", RDS_HOST),
        ("eu-west-1", "us-west-2.123456789012.us-east-1.rds.amazonaws.com:5432"),
        ("cn-northwest-1", "db.123456789012.rds.cn-north-1.amazonaws.com.cn"),
        ("us-east-1", "a.lambda-url.eu-west-1.on.aws"),
        ("us-east-1", "sts.eu-west-1.api.aws"),
    ] {
        assert_eq!(presign(region, host), Err(services::Error::HostRegion.into()), "{region} {host}");
    }
    for host in [
        "::1",
        "::1:8080",
        "[::1",
        "[::1:8080",
        "::1]:8080",
        "a:b:80",
        "a:0",
        "a:080",
        "a:+80",
        "a:65536",
        "a:",
    ] {
        assert_eq!(presign("us-east-1", host), Err(sigv4::Error::Host.into()), "{host}");
    }
}

#[test]
fn the_payload_is_signed_as_a_header_on_request() {
    let aws = aws();
    let request = aws.request("aoss", "a.us-east-1.aoss.amazonaws.com").method(Method::Post);
    let presigned = request
        .clone()
        .payload_header()
        .payload(PayloadHash::from_body(b"{}"))
        .content_length(2)
        .presign_at(date())
        .unwrap();
    // The SHA-256 of `{}`, as `sha256sum` prints it.
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    assert!(presigned.headers().eq([("x-amz-content-sha256", hash)]));
    assert_eq!(presigned.content_length(), Some(2));
    let explanation = request.payload(PayloadHash::from_body(b"{}")).explain_at(date()).unwrap();
    assert!(explanation.canonical_request().ends_with(&format!("\nhost\n{hash}")));
}

#[test]
fn a_path_without_a_slash_starts_at_the_root() {
    let aws = aws();
    let url = |path| aws.request("es", "example.com").path(path).presign_at(date()).unwrap().into_url();
    assert_eq!(url("a/b"), url("/a/b"));
    assert_eq!(url(""), url("/"));
    assert!(url("").starts_with("https://example.com/?"));
}

#[test]
fn only_the_parameters_of_the_caller_are_added() {
    let aws = aws();
    let presigned = aws.request("lambda", "example.com").scheme(UrlScheme::Http).presign_at(date()).unwrap();
    let (before, parameters) = parts(presigned.url());
    assert_eq!(before, "http://example.com/");
    let names: Vec<_> = parameters.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-SignedHeaders",
            "X-Amz-Signature"
        ]
    );
    assert_eq!(
        value(&parameters, "X-Amz-Credential"),
        "AKIDEXAMPLE%2F20260101%2Fus-east-1%2Flambda%2Faws4_request"
    );
    assert_eq!(presigned.headers().count(), 0);
}

#[test]
fn presigners_and_tokens_cross_threads() {
    fn assert_shared<T: Send + Sync + Clone + std::fmt::Debug>() {}
    assert_shared::<ServicePresigner>();
    assert_shared::<Token>();
    assert_shared::<TokenRequest<'_>>();
}
