//! Freed memory contains no secrets. The test's allocator searches every block that is freed.
//!
//! It does not see registers and the stack. Presigned URLs are not checked, because they are meant to be shared.
#![cfg(feature = "zeroize")]
#![allow(unsafe_code, reason = "implements an allocator")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    hint::black_box,
    mem::forget,
    slice,
    time::Duration,
};

use hmac::{Hmac, KeyInit, Mac};
use presign::{
    AmzDate, Credentials, Endpoint, Method, PresignedUrl, Presigner,
    services::ServicePresigner,
    sigv4::{
        Credential, CredentialScope, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth,
        SessionToken, SignableRequest, SigningKey, TokenPlacement, uri_encode,
    },
};
#[cfg(feature = "json")]
use presign::{PostedFile, PostedForm, Verifier};
use sha2::{Sha256, block_api::compress256};

/// Searches freed blocks for the needles of the current thread.
///
/// Growing a block also frees one, because the default `realloc` copies to a new block.
struct Inspector;

unsafe impl GlobalAlloc for Inspector {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Zeroed, because `dealloc` reads the whole block.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let needles = NEEDLES.get();
        if !needles.is_empty() {
            let freed = unsafe { slice::from_raw_parts(block, layout.size()) };
            let found = freed.windows(NEEDLE).filter(|window| needles.iter().any(|needle| needle == window));
            FOUND.set(FOUND.get() + found.count());
        }
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static INSPECTOR: Inspector = Inspector;

thread_local! {
    static NEEDLES: Cell<&'static [[u8; NEEDLE]]> = const { Cell::new(&[]) };
    static FOUND: Cell<usize> = const { Cell::new(0) };
}

/// The length of a needle. Any 15 consecutive bytes of a secret contain a needle.
const NEEDLE: usize = 8;

/// Returns how many needles a step leaves in freed memory.
fn count_left_by(secrets: &Secrets, step: impl FnOnce()) -> usize {
    FOUND.set(0);
    NEEDLES.set(secrets.0.clone().leak());
    step();
    NEEDLES.set(&[]);
    FOUND.get()
}

#[track_caller]
fn assert_wiped(secrets: &Secrets, step: impl FnOnce()) {
    assert_eq!(count_left_by(secrets, step), 0);
}

#[derive(Clone, Default)]
struct Secrets(Vec<[u8; NEEDLE]>);

impl Secrets {
    /// Returns the secret, the token and the token as it is encoded in a URL.
    fn of_credentials() -> Self {
        let token = uri_encode(token()).to_string();
        Self::default().with(SECRET.as_bytes()).with(token_bytes()).with(token.as_bytes())
    }

    /// Adds everything that is derived from the secret for these scopes: keys and HMAC states.
    fn of_scopes<'a>(scopes: impl IntoIterator<Item = CredentialScope<'a>>) -> Self {
        scopes.into_iter().fold(Self::of_credentials(), |secrets, scope| {
            let mut key = format!("AWS4{SECRET}").into_bytes();
            let mut secrets = secrets;
            for part in [scope.day(), scope.region(), scope.service(), "aws4_request"] {
                let hmac = Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(part);
                key = hmac.finalize().into_bytes().to_vec();
                secrets = secrets.with(&key);
                for pad in [0x36, 0x5c] {
                    let mut block = [pad; 64];
                    block.iter_mut().zip(&key).for_each(|(byte, of_key)| *byte ^= of_key);
                    let mut state = INITIAL_STATE;
                    compress256(&mut state, &[block]);
                    let state: Vec<u8> = state.iter().flat_map(|word| word.to_ne_bytes()).collect();
                    secrets = secrets.with(&block[..32]).with(&state);
                }
            }
            assert_eq!(key, SigningKey::derive(SECRET, &scope).secret_bytes());
            secrets
        })
    }

    fn with(mut self, secret: &[u8]) -> Self {
        self.0.extend(secret.chunks_exact(NEEDLE).map(|chunk| <[u8; NEEDLE]>::try_from(chunk).unwrap()));
        self
    }
}

/// Returns a token of 1,200 characters, some of which are percent-encoded in a URL.
fn token() -> &'static str {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut state = 7_u64;
    let characters = (0..1200).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(ALPHABET[(state >> 58) as usize])
    });
    characters.collect::<String>().leak()
}

fn token_bytes() -> &'static [u8] {
    token().as_bytes()
}

fn temporary() -> Credentials {
    Credentials::new("ASIAIOSFODNN7EXAMPLE", SECRET).with_session_token(token())
}

fn presigner() -> Presigner {
    let endpoint = Endpoint::aws("us-east-1").unwrap().use_arn_region();
    Presigner::new(temporary(), endpoint)
}

fn date() -> AmzDate {
    "20130524T000000Z".parse().unwrap()
}

fn scope(date: &AmzDate) -> CredentialScope<'_> {
    CredentialScope::new(date, "us-east-1", "s3")
}

#[test]
fn the_inspector_finds_secrets_in_freed_memory() {
    let secrets = Secrets::of_scopes([scope(&date())]);
    let key = SigningKey::derive(SECRET, &scope(&date())).secret_bytes();
    let token = token();
    assert!(count_left_by(&secrets, || drop(black_box(String::from(token)))) >= 100);
    assert!(count_left_by(&secrets, || drop(black_box(uri_encode(token).to_string()))) >= 100);
    assert!(count_left_by(&secrets, || drop(black_box(Box::new(key)))) == 4);
    assert!(count_left_by(&secrets, || drop(black_box(vec![7_u8; 4096]))) == 0);
    let growing = || {
        let mut text = String::from(&token[..100]);
        text.reserve(10_000);
        forget(text);
    };
    assert!(count_left_by(&secrets, growing) >= 10);
    // The state of an HMAC is as sensitive as its key.
    let hmac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    let states = || {
        let mut states = Vec::with_capacity(1);
        states.push(hmac.clone());
        states.reserve(1000);
    };
    assert!(count_left_by(&secrets, states) >= 8);
}

#[test]
fn credentials_are_wiped() {
    let secrets = Secrets::of_scopes([scope(&date())]);
    assert_wiped(&secrets, || drop(temporary()));
    assert_wiped(&secrets, || drop(temporary().with_session_token(None)));
    assert_wiped(&secrets, || {
        drop(Credentials::new("AKID", String::from(SECRET)).with_s3_express_session_token(token()));
    });
    // Moves the values in memory.
    assert_wiped(&secrets, || {
        let key = SigningKey::derive(SECRET, &scope(&date()));
        let of_key = Credentials::from_signing_key("ASIAIOSFODNN7EXAMPLE", key.clone());
        let mut all = vec![temporary()];
        let mut keys = Vec::new();
        for _ in 0..20 {
            keys.push(key.clone());
            all.push(of_key.clone());
            all.push(all[0].clone());
        }
        all.sort_by_key(|credentials| credentials.access_key_id().to_owned());
    });
}

/// What is made of a document. The document itself is the caller's.
#[cfg(feature = "json")]
#[test]
fn credentials_from_json_are_wiped() {
    let secrets = Secrets::of_credentials();
    let token = token();
    let document = |end: &str| {
        format!(
            r#"{{"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"{SECRET}","Token":"{token}","Expiration":{end}"#
        )
    };
    let nested = format!(r#"{{"Credentials":{}}}"#, document("1767268800}"));
    let read = [document("\"2026-01-01T12:00:00Z\"}"), document("null}"), nested];
    let refused = [
        document("\"soon\"}"),
        document("null,\"Code\":\"Failed\"}"),
        document("null,\"Version\":2}"),
        document("null,\"SessionToken\":\"\"}"),
        document("null"),
        document("null} and more"),
        document("null").replace("AccessKeyId", "accessKeyId"),
        document("null}").replace(token, &token[..1100]).replace("\"Token\":", "\"Version\":"),
        format!("{token:?}"),
    ];
    assert_wiped(&secrets, || {
        for document in &read {
            drop(Credentials::from_json(document).unwrap());
        }
        for document in &refused {
            Credentials::from_json(document).unwrap_err();
        }
    });
    // Strings with escapes go through a buffer of the parser, as the documentation says. What is copied from there is wiped.
    let escaped = read[1].replace('/', r"\/");
    let left = count_left_by(&secrets, || drop(Credentials::from_json(&escaped).unwrap()));
    let of_buffers = count_left_by(&secrets, || {
        serde_json::from_str::<serde_json::Value>(&escaped).map(forget).unwrap();
    });
    assert!(left <= of_buffers, "{left}, {of_buffers}");
}

#[test]
#[cfg(feature = "aws-credential-types")]
fn credentials_of_the_aws_sdk_are_wiped() {
    let secrets = Secrets::of_credentials();
    let sdk = aws_credential_types::Credentials::new(
        "ASIAIOSFODNN7EXAMPLE",
        SECRET,
        Some(token().into()),
        None,
        "test",
    );
    assert_wiped(&secrets, || {
        drop(Credentials::try_from(&sdk).unwrap());
        drop(Credentials::try_from(sdk.clone()).unwrap());
    });
}

#[test]
fn replaced_credentials_are_wiped() {
    let secrets = Secrets::of_scopes([scope(&date())]);
    let mut url = String::with_capacity(16 * 1024);
    assert_wiped(&secrets, || {
        let old = presigner();
        old.get("bucket", "key").write_url_at(date(), &mut url).unwrap();
        let new = old.with_credentials(temporary().without_session_token());
        drop(old);
        new.get("bucket", "key").write_url_at(date(), &mut url).unwrap();
        drop(new);
    });
}

#[test]
fn a_presigner_and_its_keys_are_wiped() {
    let days = ["20130523T000000Z", "20130524T000000Z", "20130525T000000Z"].map(|day| day.parse().unwrap());
    let regions: Vec<_> = (1..=20).map(|n| format!("us-east-{n}")).collect();
    let scopes =
        days.iter().flat_map(|day| regions.iter().map(|region| CredentialScope::new(day, region, "s3")));
    let secrets = Secrets::of_scopes(scopes);
    let buckets: Vec<_> =
        regions.iter().map(|region| format!("arn:aws:s3:{region}:123456789012:accesspoint/photos")).collect();
    let mut url = String::with_capacity(16 * 1024);
    assert_wiped(&secrets, || {
        let s3 = presigner();
        let clone = s3.clone();
        for day in days {
            // More keys than the cache holds.
            for bucket in &buckets {
                url.clear();
                s3.get(bucket, "key").write_url_at(day, &mut url).unwrap();
            }
        }
        drop(s3);
        drop(clone.with_endpoint(Endpoint::aws("us-west-2").unwrap()));
    });
}

#[test]
fn a_request_is_wiped() {
    let secrets = Secrets::of_scopes([scope(&date())]);
    assert_wiped(&secrets, || {
        let s3 = presigner();
        let put = || {
            s3.put("bucket", "key").content_type("text/plain").query("X-Amz-Between", "1").metadata("a", "1")
        };
        drop(put());
        drop(put().clone());
        put().header("host", "a").presign_at(date()).unwrap_err();
        put().expires_in(Duration::ZERO).explain_at(date()).unwrap_err();
        drop(put().explain_at(date()).unwrap().clone());
        // URLs contain the token and are not wiped.
        forget(put().presign_at(date()).unwrap());
        forget(s3.get("bucket", "key").header("a", "0123456789").presign_at(date()).unwrap());
        forget(put().metadata("long", "a".repeat(1000)).presign_at(date()).unwrap());
        let mut page = String::from("<img src='");
        put().write_url_at(date(), &mut page).unwrap();
        forget(page);
    });
}

#[test]
fn a_form_is_wiped() {
    let secrets = Secrets::of_scopes([scope(&date())]);
    let of_another_region = SigningKey::derive(SECRET, &CredentialScope::new(&date(), "eu-west-1", "s3"));
    assert_wiped(&secrets, || {
        let s3 = presigner();
        // The fields and the policy have the token, and are wiped too.
        let form = || s3.post("bucket", "key").content_type("text/plain");
        let signed = form().presign_at(date()).unwrap();
        drop(signed.clone());
        forget(signed.into_parts());
        drop(form().metadata("long", "a".repeat(20_000)).presign_at(date()).unwrap_err());
        let credentials = Credentials::from_signing_key("AKIDEXAMPLE", of_another_region.clone());
        let s3 = s3.with_credentials(credentials.with_session_token(token()));
        drop(s3.post("bucket", "key").presign_at(date()).unwrap_err());
    });
}

#[test]
#[cfg(feature = "json")]
fn a_posted_form_is_wiped() {
    let form = presigner().post("bucket", "key").content_length(1..=9).presign_at(date()).unwrap();
    let secrets = Secrets::of_scopes([scope(&date())]);
    let keys = temporary();
    assert_wiped(&secrets, || {
        let posted = PostedForm::from_fields(form.fields()).unwrap();
        drop(posted.clone());
        let verifier = Verifier::new("us-east-1");
        let verify =
            |bucket, len| verifier.verify_post(&posted, bucket, PostedFile::new("a", len), date(), &keys);
        drop(verify("bucket", 5).unwrap());
        verify("bucket", 10).unwrap_err();
        verify("another", 5).unwrap_err();
    });
}

/// Tokens are wiped, and so are the URLs that they are made from. The URLs of requests are not.
#[test]
fn a_token_of_a_service_is_wiped() {
    let host = "db.123456789012.us-east-1.rds.amazonaws.com";
    let aws = || ServicePresigner::new(temporary(), "us-east-1");
    let date = date();
    let scopes = ["rds-db", "kafka-cluster", "sts", "iotdevicegateway"];
    let mut secrets =
        Secrets::of_scopes(scopes.map(|service| CredentialScope::new(&date, "us-east-1", service)));
    for token in [aws().eks_token("production"), aws().msk_token()] {
        secrets = secrets.with(token.presign_at(date).unwrap().as_str().as_bytes());
    }
    assert_wiped(&secrets, || {
        let aws = aws();
        for request in [aws.rds_token(host, 5432, "jane"), aws.eks_token("production"), aws.msk_token()] {
            let token = request.clone().presign_at(date).unwrap();
            drop(token.clone());
            drop(request.expires_in(Duration::ZERO).presign_at(date).unwrap_err());
        }
        let long = || aws.caller_identity().header("x-long", "a".repeat(1000)).path("/a b".repeat(100));
        drop(long().explain_at(date).unwrap());
        forget(long().presign_at(date).unwrap());
        forget(aws.iot_mqtt("a.iot.us-east-1.amazonaws.com").presign_at(date).unwrap());
    });
}

/// Signed at one address, handed out at another.
#[test]
fn a_url_at_another_address_is_wiped() {
    let secrets = Secrets::of_scopes([scope(&date())]);
    let shown = Endpoint::aws("us-east-1").unwrap().shown_as("https://example.com/dash/store").unwrap();
    let of_session = presigner().with_endpoint(shown).get("bucket", "key").presign_at(date()).unwrap();
    let mut url = String::with_capacity(16 * 1024);
    assert_wiped(&secrets, || {
        let s3 = presigner();
        let s3 = s3.with_endpoint(s3.endpoint().clone().shown_as("https://example.com/dash/store").unwrap());
        let put = || s3.put("bucket", "key").content_type("text/plain").metadata("long", "a".repeat(1000));
        forget(put().presign_at(date()).unwrap());
        let mut page = String::from("<img src='");
        put().write_url_at(date(), &mut page).unwrap();
        forget(page);
        put().write_url_at(date(), &mut url).unwrap();
        put().expires_in(Duration::ZERO).presign_at(date()).unwrap_err();
        let objects = s3.objects(Method::Get, "bucket").prepare_at(date()).unwrap();
        objects.write_url("key", &mut url).unwrap();
        drop((objects.clone(), objects));
        // What is read.
        let read: PresignedUrl = of_session.url().parse().unwrap();
        drop(read.signed_at(&s3.locate("bucket").unwrap()).unwrap());
    });
}

#[test]
fn a_prepared_request_is_wiped() {
    let secrets = Secrets::of_scopes([scope(&date())]);
    let mut url = String::with_capacity(16 * 1024);
    assert_wiped(&secrets, || {
        let s3 = presigner();
        let parts =
            s3.upload_parts("bucket", "key", "id").query("X-Amz-Between", "1").prepare_at(date()).unwrap();
        let objects = s3.objects(Method::Get, "bucket").prepare_at(date()).unwrap();
        drop(s3);
        parts.write_url(7, &mut url).unwrap();
        objects.write_url("key", &mut url).unwrap();
        // Moves the values in memory.
        let mut all = Vec::new();
        for _ in 0..20 {
            all.push((parts.clone(), objects.clone()));
        }
        drop((parts, objects));
    });
}

#[test]
fn the_steps_of_the_protocol_leave_no_secrets() {
    let date = date();
    let scope = scope(&date);
    let secrets = Secrets::of_scopes([scope]);
    assert_wiped(&secrets, || {
        let credential = Credential::new("ASIAIOSFODNN7EXAMPLE", &scope);
        let token = SessionToken::new(token());
        let mut parameters = Parameters::default();
        parameters.insert("X-Amz-Between", "1").unwrap();
        for placement in [TokenPlacement::Signed, TokenPlacement::AppendedAfterSigning] {
            let request = SignableRequest {
                method: Method::Get,
                host: Host::new("example.com").unwrap(),
                path_rules: PathRules::STANDARD,
                parameters: &parameters,
                headers: &Headers::default(),
                payload: PayloadHash::from_body(b""),
                auth: QueryAuth::new(&credential, &date).unwrap().session_token(&token, placement),
            };
            forget(request.presign("/", &SigningKey::derive(SECRET, &scope)).unwrap());
            let mut text = String::new();
            drop(request.stages("/", &mut text).unwrap());
            forget(text);
        }
    });
}

/// The key pair, its parts in the order of memory, and what they are derived from.
#[cfg(feature = "sigv4a")]
#[test]
fn key_pairs_are_wiped() {
    use presign::sigv4::KeyPair;

    const ARN: &str = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    // By the derivation in AWS's documents, of which the first candidate is in range.
    let id = "ASIAIOSFODNN7EXAMPLE";
    let secret = format!("AWS4A{SECRET}");
    let input = [b"\0\0\0\x01AWS4-ECDSA-P256-SHA256\0", id.as_bytes(), b"\x01\0\0\x01\0"].concat();
    let hmac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(input);
    let mut key: [u8; 32] = hmac.finalize().into_bytes().into();
    *key.last_mut().unwrap() += 1;
    let in_memory: Vec<u8> = key.iter().rev().copied().collect();
    let secrets = Secrets::of_credentials().with(&key).with(&in_memory);

    // A copy that is not wiped is found, in either order.
    assert!(count_left_by(&secrets, || drop(black_box(Box::new(key)))) == 4);
    assert!(count_left_by(&secrets, || drop(black_box(in_memory.clone().into_boxed_slice()))) == 4);

    let s3 = presigner();
    assert_wiped(&secrets, || {
        let pair = KeyPair::derive(id, SECRET);
        // Moves the values in memory.
        let mut all = Vec::new();
        for _ in 0..20 {
            all.push(pair.clone());
        }
        all.rotate_left(7);
    });
    assert_wiped(&secrets, || {
        // Derives the pair, keeps it, and copies it to the cache of another day and to a prepared request.
        let s3 = s3.with_credentials(temporary());
        for days in 0..3 {
            let date = date().checked_add(Duration::from_secs(days * 86_400)).unwrap();
            forget(s3.get(ARN, "key").presign_at(date).unwrap());
        }
        let mut url = String::with_capacity(10_000);
        let parts = s3.upload_parts(ARN, "key", "id").prepare_at(date()).unwrap();
        let mut all = vec![parts.clone(), parts];
        all.push(all[0].clone());
        all[2].write_url(7, &mut url).unwrap();
        forget(url);
        s3.credentials().public_key().unwrap();
    });
}

/// Looks only for the secret and the keys, since the URL has no token.
#[test]
fn a_verification_leaves_no_secrets() {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET);
    let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1").unwrap());
    let url = s3.get("bucket", "key").presign_at(date()).unwrap().into_url();
    let secrets = Secrets::of_scopes([scope(&date())]);
    assert_wiped(&secrets, || {
        let url: PresignedUrl = url.parse().unwrap();
        url.verify(Method::Get, &[], date(), &credentials).unwrap();
        url.verify(Method::Put, &[], date(), &credentials).unwrap_err();
    });
}

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// H(0) of SHA-256 (FIPS 180-4, section 5.3.3).
const INITIAL_STATE: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

#[test]
fn a_parsed_url_is_wiped() {
    let presigned = presigner().get("bucket", "key").presign_at(date()).unwrap();
    let url = presigned.url();
    let (place, query) = url.split_once('?').unwrap();
    let without_path = format!("{}?{query}", place.strip_suffix("/key").unwrap());
    let target = url.split_once(".com").unwrap().1;
    let signature = query.split_once("X-Amz-Signature=").unwrap().1;
    let secrets = Secrets::of_credentials().with(signature.as_bytes());
    let keys = temporary();
    assert_wiped(&secrets, || {
        for text in [url, &without_path] {
            let read: PresignedUrl = text.parse().unwrap();
            drop(read.clone());
            read.verify(Method::Put, &[], date(), &keys).unwrap_err();
        }
        drop(PresignedUrl::from_target("bucket.s3.us-east-1.amazonaws.com", target).unwrap());
        let on_the_heap: Box<PresignedUrl> = black_box(Box::new(url.parse().unwrap()));
        drop(on_the_heap);
    });
}
