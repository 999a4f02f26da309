//! What others sign is let in.

use crate::{call::answer, requests, requests::Inputs, rusty_s3, sdk};
use presign::{Credentials, PresignedUrl, Verifier, sigv4::PayloadHash};
use proptest::prelude::*;
use std::time::Duration;

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_aws_sigv4_signs(inputs in requests::inputs()) {
        let hash = inputs.payload_sha256;
        let payload = hash.map(|hash| ("x-amz-content-sha256".to_owned(), hex::encode(hash)));
        let headers: Vec<_> = inputs.headers.iter().cloned().chain(payload).collect();
        let accepted = accepted(&inputs, &sdk::presign(&inputs), &headers);
        prop_assert_eq!(accepted, Ok(hash.map_or(PayloadHash::Unsigned, PayloadHash::Sha256)));
    }

    #[test]
    fn what_rusty_s3_signs(inputs in requests::inputs()) {
        let (url, headers) = rusty_s3::presign(&inputs);
        prop_assert_eq!(accepted(&inputs, &url, &headers), Ok(PayloadHash::Unsigned));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// With the headers as they were given to the signer, and with those that it says are to be sent.
    #[test]
    fn what_this_crate_signs(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let hash = inputs.payload_sha256;
        let payload = hash.map(|hash| ("X-Amz-Content-Sha256".to_owned(), hex::encode(hash)));
        let given: Vec<_> = inputs.headers.iter().cloned().chain(payload).collect();
        let sent = presigned.signed_headers().map(|(name, value)| (name.into(), value.into())).collect();
        for headers in [given, sent] {
            let accepted = accepted(&inputs, presigned.url(), &headers);
            prop_assert_eq!(accepted, Ok(hash.map_or(PayloadHash::Unsigned, PayloadHash::Sha256)));
        }
    }
}

/// What the verifier says of it in its last second.
fn accepted(inputs: &Inputs, url: &str, headers: &[(String, String)]) -> Result<PayloadHash, String> {
    let parsed: PresignedUrl = url.parse().map_err(|error| format!("{error}: {url}"))?;
    let verifier = Verifier::new(&inputs.region);
    let now = inputs.date.checked_add(Duration::from_secs(inputs.expires - 1)).unwrap();
    answer(&verifier, &parsed, inputs.method, headers, now, &keys(inputs))
        .map_err(|refusal| format!("{refusal}: {url} {headers:?}"))
}

pub fn keys(inputs: &Inputs) -> Credentials {
    let keys = Credentials::new(&inputs.access_key_id, &inputs.secret_access_key);
    keys.with_session_token(inputs.session_token.as_deref().unwrap_or_default())
}
