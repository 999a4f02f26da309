//! What is signed can be read, is good from its date to its last second, and names what was asked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presign::{AmzDate, PresignedUrl, Refusal, UrlError, Verifier};
use presign_fuzz::{Inputs, Place};

fuzz_target!(|inputs: Inputs<'_>| {
    let (date, credentials, presigner) = (inputs.date(), inputs.credentials(), inputs.presigner());
    let Ok(presigned) = inputs.request(&presigner).presign_at(date) else { return };
    let read = presigned.url().parse::<PresignedUrl>();
    if presigned.url().len() > 64 * 1024 {
        assert_eq!(read.err(), Some(UrlError::TooLong));
        return;
    }
    let url = read.expect("what is signed can be read");

    let headers: Vec<_> = presigned.signed_headers().collect();
    let verifier = Verifier::any_region().service(url.scope().service());
    let verify = |now| verifier.verify(&url, inputs.method, &headers, now, &credentials).map(drop);
    let end = url.expires_at();
    let last_second = AmzDate::from_unix_seconds(end.unix_seconds() - 1).expect("not before the date");
    assert_eq!((verify(date), verify(last_second)), (Ok(()), Ok(())));
    assert_eq!(verify(end), Err(Refusal::Expired { expires_at: end, now: end }));

    assert_eq!(url.access_key_id(), inputs.access_key_id);
    let token = inputs.session_token.map(str::trim_ascii).filter(|token| !token.is_empty());
    assert_eq!(url.session_token(), token);
    check_object(&inputs, &url);
    if let Some(domain) = inputs.place.domain().filter(|_| !inputs.bucket.starts_with("arn:")) {
        let verifier = verifier.clone().domain(domain);
        let verified =
            verifier.verify(&url, inputs.method, &headers, date, &credentials).expect("it serves the domain");
        assert_eq!(verified.object(), url.object_at(domain));
        let elsewhere = Verifier::any_region().service(url.scope().service()).domain("elsewhere.example");
        let refusal = elsewhere.verify(&url, inputs.method, &headers, date, &credentials).unwrap_err();
        assert_eq!(refusal, Refusal::HostNotServed { host: url.host().into() });
    }

    if let Some(key) = inputs.key {
        let bulk = inputs.add_to(presigner.objects(inputs.method, inputs.bucket));
        let bulk = bulk.prepare_at(date).expect("what can be signed can be prepared");
        let mut one_of_many = String::new();
        bulk.write_url(key, &mut one_of_many).expect("the key was signed before");
        assert_eq!(one_of_many, presigned.url());
    }
});

fn check_object(inputs: &Inputs<'_>, url: &PresignedUrl) {
    let object = Some((inputs.bucket, inputs.key.unwrap_or_default()));
    match inputs.place.domain() {
        _ if inputs.bucket.starts_with("arn:") => assert_eq!(url.object(), None),
        Some(domain) => {
            assert_eq!(url.object_at(domain), object);
            assert!(url.object().is_none() || url.object() == object);
        }
        // The alias of an access point on an Outpost looks like a bucket, and a base path too.
        None if inputs.bucket.ends_with("--op-s3") || matches!(inputs.place, Place::UnderBasePath) => {}
        None => assert_eq!(url.object(), object),
    }
}
