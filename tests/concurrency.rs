//! Presigners never use a wrong cached signing key: not across threads, days or credentials.

use hmac::{Hmac, KeyInit, Mac};
use presign::sigv4;
use presign::{
    AddressingStyle, AmzDate, Credentials, Endpoint, Error, Explanation, Keys, Method, PartNumbers, Prepared,
    Presigned, Presigner, Request, Scheme,
};
use sha2::Sha256;
use std::thread;

/// Seconds around midnight, and another day.
const MOMENTS: [i64; 6] =
    [1_767_225_598, 1_767_225_599, 1_767_225_600, 1_767_225_601, 1_369_353_600, 1_767_225_599];

#[test]
fn every_thread_gets_the_same_signature_as_from_a_new_presigner() {
    let presigners = [presigner("A"), presigner("B")];
    thread::scope(|scope| {
        for first in 0..4 {
            let presigners = &presigners;
            scope.spawn(move || {
                for n in first..2_000 {
                    let which = n / 3 % 2;
                    let date = AmzDate::from_unix_seconds(MOMENTS[n % MOMENTS.len()]).unwrap();
                    let expected = url(&presigner(["A", "B"][which]), date);
                    assert_eq!(url(&presigners[which], date), expected, "credentials {which} at {date}");
                }
            });
        }
    });
}

/// Several threads share a presigner while the clock passes midnight.
#[test]
fn every_url_is_signed_with_the_key_of_its_day() {
    let s3 = presigner("A");
    let midnight = 1_767_225_600;
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for second in midnight - 2_000..midnight + 2_000 {
                    let date = AmzDate::from_unix_seconds(second).unwrap();
                    let scope = sigv4::CredentialScope::new(&date, "eu-west-1", "s3");
                    let explanation = s3.get("examplebucket", "key").explain_at(date).unwrap();
                    let key = sigv4::SigningKey::derive("A", &scope).secret_bytes();
                    let mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
                    let signature = mac.chain_update(explanation.string_to_sign()).finalize().into_bytes();
                    assert!(url(&s3, date).ends_with(&hex::encode(signature)), "{date}");
                }
            });
        }
    });
}

#[test]
fn a_presigner_never_uses_the_key_of_other_credentials() {
    let date = AmzDate::now();
    let (a, b) = (presigner("A"), presigner("B"));
    let of_a = url(&a, date);
    assert_ne!(of_a, url(&b, date));
    assert_eq!(of_a, url(&a, date));
    assert_eq!(of_a, url(&a.clone(), date));
    assert_eq!(of_a, url(&presigner("A"), date));
}

#[test]
fn every_public_type_is_send_and_sync() {
    fn shared<T: Send + Sync>() {}
    shared::<AddressingStyle>();
    shared::<AmzDate>();
    shared::<Credentials>();
    shared::<Endpoint>();
    shared::<Error>();
    shared::<Explanation>();
    shared::<Method>();
    shared::<Prepared<Keys>>();
    shared::<Prepared<PartNumbers>>();
    shared::<Presigned>();
    shared::<Presigner>();
    shared::<Request<'_>>();
    shared::<Scheme>();
    shared::<sigv4::CanonicalRequest<'_>>();
    shared::<sigv4::SessionToken>();
    shared::<sigv4::SigningKey>();
    shared::<sigv4::StringToSign<'_>>();
}

/// All presigners have the same access key id, so that only the signing keys differ.
fn presigner(secret: &str) -> Presigner {
    Presigner::new(Credentials::new("AKIDEXAMPLE", secret), Endpoint::aws("eu-west-1").unwrap())
}

fn url(presigner: &Presigner, date: AmzDate) -> String {
    presigner.get("examplebucket", "key").presign_at(date).unwrap().into_url()
}
