//! A signed URL can be parsed, is valid until it expires and returns its inputs.
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
    let url = read.expect("a signed URL can be parsed");

    let headers: Vec<_> = presigned.signed_headers().collect();
    let verifier = Verifier::any_region().service(url.scope().service());
    let verify = |now| verifier.verify(&url, inputs.method, &headers, now, &credentials).map(drop);
    let end = url.expires_at();
    let last_second =
        AmzDate::from_unix_seconds(end.unix_seconds() - 1).expect("a lifetime has at least one second");
    assert_eq!((verify(date), verify(last_second)), (Ok(()), Ok(())));
    assert_eq!(verify(end), Err(Refusal::Expired { expires_at: end, now: end }));

    assert_eq!(url.access_key_id(), inputs.access_key_id);
    let token = inputs.session_token.map(str::trim_ascii).filter(|token| !token.is_empty());
    assert_eq!(url.session_token(), token);
    check_object(&inputs, &url);
    if let Some(domain) = inputs.place.domain().filter(|_| !inputs.bucket.starts_with("arn:")) {
        let verifier = verifier.clone().domain(domain);
        let verified = verifier
            .verify(&url, inputs.method, &headers, date, &credentials)
            .expect("the verifier serves the domain");
        assert_eq!(verified.object(), url.object_at(domain));
        let other_server = Verifier::any_region().service(url.scope().service()).domain("elsewhere.example");
        let refusal = other_server.verify(&url, inputs.method, &headers, date, &credentials).unwrap_err();
        assert_eq!(refusal, Refusal::HostNotServed { host: url.host().into() });
    }

    if let Some(key) = inputs.key {
        let prepared_request = inputs.add_to(presigner.objects(inputs.method, inputs.bucket));
        let prepared_request = prepared_request.prepare_at(date).expect("a valid request can be prepared");
        let mut prepared = String::new();
        prepared_request.write_url(key, &mut prepared).expect("the key is valid");
        assert_eq!(prepared, presigned.url());
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
        // The alias of an access point on Outposts looks like a bucket, and so does the first segment of a base path.
        None if inputs.bucket.ends_with("--op-s3") || matches!(inputs.place, Place::UnderBasePath) => {}
        None => assert_eq!(url.object(), object),
    }
}
