//! The tables in tests/vectors/services, which AWS's own code signed: see `generate.py` there.

use crate::{parts, value};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use presign::services::{ServicePresigner, ServiceRequest, Token, UrlScheme};
use presign::sigv4::{PayloadHash, uri_encode};
use presign::{AmzDate, Credentials};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::time::Duration;

struct Row<'a> {
    credentials: Credentials,
    region: &'a str,
    session_token: &'a str,
    date: AmzDate,
    lifetime: Duration,
    arguments: &'a str,
    before_query: &'a str,
    other_names: Vec<String>,
    signature: &'a str,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Self {
        let columns: Vec<_> = line.split('\t').collect();
        let [region, id, secret, session_token, date, lifetime, arguments, before_query, names, signature] =
            columns[..]
        else {
            panic!("ten columns: {line}");
        };
        Self {
            credentials: Credentials::new(id, secret).with_session_token(session_token),
            region,
            session_token,
            date: date.parse().unwrap(),
            lifetime: Duration::from_secs(lifetime.parse().unwrap()),
            arguments,
            before_query,
            other_names: serde_json::from_str(names).unwrap(),
            signature,
        }
    }

    fn arguments<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(self.arguments).unwrap()
    }

    fn assert_signed(&self, url: &str) {
        let (before_query, parameters) = parts(url);
        assert_eq!(before_query, self.before_query);
        let encoded: Vec<_> = self.other_names.iter().map(|name| uri_encode(name).to_string()).collect();
        let mut others: Vec<_> =
            parameters.iter().map(|(name, _)| *name).filter(|name| !name.starts_with("X-Amz-")).collect();
        others.sort_unstable();
        let mut expected: Vec<_> = encoded.iter().map(String::as_str).collect();
        expected.sort_unstable();
        assert_eq!(others, expected, "{url}");
        assert_eq!(value(&parameters, "X-Amz-Signature"), self.signature, "{url}");
        let token = uri_encode(self.session_token).to_string();
        assert_eq!(value(&parameters, "X-Amz-Security-Token"), token);
    }

    fn assert_token(&self, token: &Token, url: &str) {
        self.assert_signed(url);
        assert_eq!(token.expires_at(), self.date.checked_add(self.lifetime).unwrap());
    }

    fn assert_request(&self, request: ServiceRequest<'_>) {
        let presigned = request.presign_at(self.date).unwrap();
        self.assert_signed(presigned.url());
        assert_eq!(presigned.expires_at(), self.date.checked_add(self.lifetime).unwrap());
    }
}

/// Checks each row of a table. The presigner is the same for all rows of a caller.
fn check(table: &str, check: impl Fn(&ServicePresigner, &Row<'_>)) {
    let rows: Vec<_> = table.lines().map(Row::parse).collect();
    assert!(rows.len() >= 300);
    for row in &rows {
        check(&ServicePresigner::new(row.credentials.clone(), row.region), row);
    }
}

fn decoded(token: &str) -> String {
    String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(token).unwrap()).unwrap()
}

#[test]
fn rds_tokens_are_those_of_boto3() {
    check(include_str!("../vectors/services/rds.tsv"), |aws, row| {
        let (host, port, user): (String, u16, String) = row.arguments();
        let token = aws.rds_token(host, port, user).presign_at(row.date).unwrap();
        row.assert_token(&token, token.as_str());
    });
}

#[test]
fn dsql_tokens_are_those_of_boto3() {
    check(include_str!("../vectors/services/dsql.tsv"), |aws, row| {
        let (host, is_admin): (String, bool) = row.arguments();
        let request = if is_admin { aws.dsql_admin_token(host) } else { aws.dsql_token(host) };
        let token = request.expires_in(row.lifetime).presign_at(row.date).unwrap();
        row.assert_token(&token, token.as_str());
    });
}

#[test]
fn elasticache_tokens_are_those_that_aws_documents() {
    check(include_str!("../vectors/services/elasticache.tsv"), |aws, row| {
        let (cache, user, is_serverless): (String, String, bool) = row.arguments();
        let request = match is_serverless {
            true => aws.elasticache_serverless_token(cache, user),
            false => aws.elasticache_token(cache, user),
        };
        let token = request.expires_in(row.lifetime).presign_at(row.date).unwrap();
        row.assert_token(&token, token.as_str());
    });
}

#[test]
fn memorydb_tokens_are_those_that_aws_documents() {
    check(include_str!("../vectors/services/memorydb.tsv"), |aws, row| {
        let (cluster, user): (String, String) = row.arguments();
        let token = aws.memorydb_token(cluster, user).expires_in(row.lifetime).presign_at(row.date).unwrap();
        row.assert_token(&token, token.as_str());
    });
}

#[test]
fn msk_tokens_are_those_of_its_signer_but_for_the_user_agent() {
    check(include_str!("../vectors/services/msk.tsv"), |aws, row| {
        let token = aws.msk_token().presign_at(row.date).unwrap();
        let url = decoded(token.as_str());
        row.assert_token(&token, &url);
        let user_agent = concat!("&User-Agent=presign%2F", env!("CARGO_PKG_VERSION"));
        assert!(url.ends_with(&format!("&X-Amz-Signature={}{user_agent}", row.signature)));
    });
}

/// The lifetime in the token is 60 s, but it works for 15 minutes.
#[test]
fn eks_tokens_are_those_of_the_aws_cli() {
    check(include_str!("../vectors/services/eks.tsv"), |aws, row| {
        let (cluster,): (String,) = row.arguments();
        let token = aws.eks_token(cluster).presign_at(row.date).unwrap();
        let url = decoded(token.as_str().strip_prefix("k8s-aws-v1.").unwrap());
        row.assert_signed(&url);
        assert!(url.contains("&X-Amz-Expires=60&"));
        assert_eq!(token.expires_at(), row.date.checked_add(Duration::from_secs(900)).unwrap());
    });
}

#[test]
fn identity_proofs_are_those_of_boto3() {
    check(include_str!("../vectors/services/sts.tsv"), |aws, row| {
        let (headers,): (BTreeMap<String, String>,) = row.arguments();
        let request = headers
            .iter()
            .fold(aws.caller_identity(), |request, (name, value)| request.header(name, value.as_str()));
        row.assert_request(request.expires_in(row.lifetime));
    });
}

#[test]
fn iot_urls_are_those_that_aws_documents() {
    check(include_str!("../vectors/services/iot.tsv"), |aws, row| {
        let (host,): (String,) = row.arguments();
        row.assert_request(aws.iot_mqtt(host).expires_in(row.lifetime));
    });
}

#[derive(Deserialize)]
struct Generic(
    String,
    String,
    String,
    String,
    String,
    BTreeMap<String, String>,
    BTreeMap<String, String>,
    bool,
);

#[test]
fn requests_to_any_service_are_those_of_botocore() {
    check(include_str!("../vectors/services/generic.tsv"), |aws, row| {
        let Generic(service, scheme, host, method, path, query, headers, is_signed_payload) = row.arguments();
        let scheme = if scheme == "wss" { UrlScheme::Wss } else { UrlScheme::Https };
        let mut request = aws
            .request(service, host)
            .scheme(scheme)
            .method(method.parse().unwrap())
            .path(path)
            .expires_in(row.lifetime);
        for (name, value) in query {
            request = request.query(name, value);
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if !is_signed_payload {
            request = request.payload(PayloadHash::Unsigned);
        }
        row.assert_request(request);
    });
}

/// The tests of the AWS SDK for Rust have a token each: `sdk/rds/src/auth_token.rs` and `sdk/dsql/src/auth_token.rs` in
/// <https://github.com/awslabs/aws-sdk-rust>.
#[test]
fn the_tokens_of_the_sdk_for_rust_are_the_same() {
    let aws = ServicePresigner::new(Credentials::new("akid", "secret"), "us-east-1");
    let (database, cluster) = ("prod-instance.us-east-1.rds.amazonaws.com", "peccy.dsql.us-east-1.on.aws");
    let seconds = Duration::from_secs;
    for (token, date, signature) in [
        (
            aws.rds_token(database, 3306, "peccy"),
            "20240826T220000Z",
            "dd0cba843009474347af724090233265628ace491ea17ce3eb3da098b983ad89",
        ),
        (
            aws.dsql_token(cluster).expires_in(seconds(450)),
            "20240827T000000Z",
            "f5f2ad764ca5df44045d4ab6ccecba0eef941b0007e5765885a0b6ed3702a3f8",
        ),
        (
            aws.dsql_admin_token(cluster).expires_in(seconds(450)),
            "20240827T000000Z",
            "267cf8d04d84444f7a62d5bdb40c44bfc6cb13dd6c64fa7f772df6bbaa90fff1",
        ),
    ] {
        let token = token.presign_at(date.parse().unwrap()).unwrap();
        let (_, parameters) = parts(token.as_str());
        assert_eq!(value(&parameters, "X-Amz-Signature"), signature);
    }
}
