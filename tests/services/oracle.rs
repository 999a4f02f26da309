//! The crate `aws-sigv4`, with its settings for services besides S3, signs random requests in the same way.

use crate::{parts, value};
use aws_sigv4::http_request::{
    SessionTokenMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use presign::services::{ServicePresigner, ServiceRequest, UrlScheme};
use presign::sigv4::PayloadHash;
use presign::{AmzDate, Credentials, Method};
use proptest::collection::{btree_map, vec};
use proptest::{option, prelude::*, sample::select};
use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};
use url::form_urlencoded;

#[derive(Debug)]
struct Inputs {
    service: String,
    region: String,
    host: String,
    method: Method,
    path: Vec<String>,
    query: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    appends_token: bool,
    date: AmzDate,
    lifetime: u64,
}

impl Inputs {
    fn presigner(&self) -> ServicePresigner {
        let credentials = Credentials::new(&self.access_key_id, &self.secret_access_key)
            .with_session_token(self.session_token.as_deref());
        ServicePresigner::new(credentials, &self.region)
    }

    fn request<'a>(&'a self, aws: &'a ServicePresigner) -> ServiceRequest<'a> {
        let mut request = aws
            .request(&self.service, &self.host)
            .method(self.method)
            .path(format!("/{}", self.path.join("/")))
            .payload(PayloadHash::from_body(&self.body))
            .expires_in(Duration::from_secs(self.lifetime));
        for (name, value) in &self.query {
            request = request.query(name, value);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if self.appends_token { request.append_session_token() } else { request }
    }

    /// Returns the signature of `aws-sigv4`.
    fn signature_by_sdk(&self) -> String {
        let mut settings = SigningSettings::default();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(Duration::from_secs(self.lifetime));
        if self.appends_token {
            settings.session_token_mode = SessionTokenMode::Exclude;
        }
        let identity = aws_credential_types::Credentials::new(
            &self.access_key_id,
            &self.secret_access_key,
            self.session_token.clone(),
            None,
            "test",
        )
        .into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.service)
            .time(UNIX_EPOCH + Duration::from_secs(self.date.unix_seconds().try_into().unwrap()))
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let request =
            SignableRequest::new(self.method.as_str(), self.uri(), headers, SignableBody::Bytes(&self.body));
        sign(request.unwrap(), &params).unwrap().signature().to_owned()
    }

    /// Returns the URL to sign, with the encoder of another crate.
    fn uri(&self) -> String {
        let path = self.path.iter().map(|segment| encode(segment)).collect::<Vec<_>>().join("/");
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.query).finish();
        let separator = if query.is_empty() { "" } else { "?" };
        format!("https://{}/{path}{separator}{query}", self.host)
    }
}

fn encode(segment: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(segment.as_bytes()).collect();
    encoded.replace('+', "%20").replace('*', "%2A").replace("%7E", "~")
}

fn inputs() -> impl Strategy<Value = Inputs> {
    let segment =
        prop_oneof![Just(String::new()), Just("...".to_owned()), "[a-z %+é~.*'()!@&=:;,$]{1,8}", "\\PC{1,8}"]
            .prop_map(|segment| segment.replace('/', "|"))
            .prop_filter("no dot segment", |segment| segment != "." && segment != "..");
    let service = "[a-zA-Z0-9-]{1,20}".prop_filter("not S3", |service| {
        let service = service.to_ascii_lowercase();
        service != "s3" && !service.starts_with("s3-") && service != "s3express"
    });
    let place = (
        service,
        "[a-z]{2}-[a-z]{1,10}-[0-9]",
        "[a-z0-9]{1,9}(\\.[a-z]{2,9}){0,3}(:[1-9][0-9]{3})?",
        select(vec![Method::Get, Method::Post, Method::Put, Method::Delete, Method::Patch, Method::Head]),
        vec(segment, 0..6),
    );
    let content = (
        btree_map(
            prop_oneof!["[a-zA-Z0-9 ~_.é/-]{1,6}", "\\PC{1,6}"],
            prop_oneof![any::<String>(), "[ -~]{0,12}"],
            0..6,
        ),
        btree_map("[abxz]-[a-z0-9!#$%&'*+.^_`|~-]{1,8}", "[!-~]{1,4}[ ]{0,3}[!-~]{1,4}", 0..5),
        vec(any::<u8>(), 0..20),
    );
    let credentials =
        ("[A-Z0-9+=,.@_-]{1,24}", "[!-~]{1,40}", option::of("[a-zA-Z0-9+/=]{1,200}"), any::<bool>());
    // The years 1970 to 9999 without the last week, because a URL must expire before the year 10000.
    (place, content, credentials, (0..253_401_000_000_i64, 1..=604_800_u64)).prop_map(
        |(
            (service, region, host, method, path),
            (query, headers, body),
            credentials,
            (seconds, lifetime),
        )| {
            let (access_key_id, secret_access_key, session_token, appends_token) = credentials;
            Inputs {
                service,
                region,
                host,
                method,
                path,
                query,
                headers,
                body,
                access_key_id: access_key_id.replace("ASIA", "AKIA"),
                secret_access_key,
                session_token,
                appends_token,
                date: AmzDate::from_unix_seconds(seconds).expect("a date before 9999"),
                lifetime,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn aws_sigv4_creates_the_same_signature(inputs in inputs()) {
        let aws = inputs.presigner();
        let presigned = inputs.request(&aws).presign_at(inputs.date).unwrap();
        let (_, parameters) = parts(presigned.url());
        prop_assert_eq!(value(&parameters, "X-Amz-Signature"), inputs.signature_by_sdk());
        let (name, _) = parameters.last().unwrap();
        let is_appended = inputs.appends_token && inputs.session_token.is_some();
        prop_assert_eq!(*name, if is_appended { "X-Amz-Security-Token" } else { "X-Amz-Signature" });
        prop_assert_eq!(presigned.headers().count(), inputs.headers.len());
    }

    #[test]
    fn the_scheme_changes_only_the_start_of_the_url(inputs in inputs()) {
        let aws = inputs.presigner();
        let url = |scheme| inputs.request(&aws).scheme(scheme).presign_at(inputs.date).unwrap().into_url();
        let without = url(UrlScheme::None);
        prop_assert!(without.starts_with(&(inputs.host.clone() + "/")));
        for (scheme, prefix) in [(UrlScheme::Http, "http://"), (UrlScheme::Https, "https://"), (UrlScheme::Wss, "wss://")] {
            prop_assert_eq!(url(scheme), format!("{}{}", prefix, without));
        }
    }

    #[test]
    fn no_input_panics_and_debug_shows_no_secret(
        texts in vec(any::<String>(), 6),
        numbers in (any::<u16>(), any::<u64>(), any::<u32>()),
        seconds in -62_135_596_800_i64..=253_402_300_799,
    ) {
        let [a, b, c, d, e, f] = <[String; 6]>::try_from(texts).unwrap();
        let (port, lifetime, nanos) = numbers;
        let lifetime = Duration::new(lifetime / 2, nanos);
        let date = AmzDate::from_unix_seconds(seconds).unwrap();
        let credentials = Credentials::new("AKIDEXAMPLE", format!("MARKED{a}MARKED")).with_session_token("MARKEDtoken");
        for region in ["us-east-1", &a] {
            let aws = ServicePresigner::new(credentials.clone(), region);
            let tokens = [
                aws.rds_token(&b, port, &c),
                aws.dsql_token(&b),
                aws.dsql_admin_token(&b),
                aws.elasticache_token(&b, &c),
                aws.elasticache_serverless_token(&b, &c),
                aws.memorydb_token(&b, &c),
                aws.msk_token(),
                aws.eks_token(&b),
            ];
            for token in tokens {
                let with_lifetime = token.clone().expires_in(lifetime).shorten_to_credentials();
                for request in [token, with_lifetime] {
                    let debug = format!("{request:?} {:?}", request.clone().presign_at(date));
                    prop_assert!(!debug.contains("MARKED"), "{}", debug);
                }
            }
            let requests = [aws.iot_mqtt(&b), aws.caller_identity(), aws.request(&b, &c), aws.request("lambda", "a.b")];
            for request in requests {
                let request = request
                    .path(&d)
                    .query(&e, &f)
                    .header(&f, &e)
                    .content_length(lifetime.as_secs())
                    .payload_header()
                    .expires_in(lifetime);
                let presigned = request.clone().presign_at(date);
                let explanation = request.clone().explain_at(date);
                let debug = format!("{request:?} {presigned:?} {explanation:?}");
                prop_assert!(!debug.contains("MARKED"), "{}", debug);
            }
        }
    }
}
