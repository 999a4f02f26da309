//! The verifier accepts the URLs of this crate and of other signers.

use crate::{call::verify, requests, requests::Inputs, rusty_s3, sdk};
use presign::{Credentials, PresignedUrl, Verifier, sigv4::PayloadHash};
use proptest::prelude::*;
use std::time::Duration;

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_url_of_aws_sigv4_is_accepted(inputs in requests::inputs()) {
        let hash = inputs.payload_sha256;
        let payload = hash.map(|hash| ("x-amz-content-sha256".to_owned(), hex::encode(hash)));
        let headers: Vec<_> = inputs.headers.iter().cloned().chain(payload).collect();
        let accepted = accepted(&inputs, &sdk::presign(&inputs), &headers);
        prop_assert_eq!(accepted, Ok(hash.map_or(PayloadHash::Unsigned, PayloadHash::Sha256)));
    }

    #[test]
    fn a_url_of_rusty_s3_is_accepted(inputs in requests::inputs()) {
        let (url, headers) = rusty_s3::presign(&inputs);
        prop_assert_eq!(accepted(&inputs, &url, &headers), Ok(PayloadHash::Unsigned));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Sends the headers both as they were passed to the signer and in the form that it returns.
    #[test]
    fn a_url_of_this_crate_is_accepted(inputs in requests::inputs()) {
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

/// Verifies the URL in the last second of its lifetime.
fn accepted(inputs: &Inputs, url: &str, headers: &[(String, String)]) -> Result<PayloadHash, String> {
    let parsed: PresignedUrl = url.parse().map_err(|error| format!("{error}: {url}"))?;
    let verifier = Verifier::new(&inputs.region);
    let now = inputs.date.checked_add(Duration::from_secs(inputs.expires - 1)).unwrap();
    verify(&verifier, &parsed, inputs.method, headers, now, &keys(inputs))
        .map_err(|refusal| format!("{refusal}: {url} {headers:?}"))
}

pub fn keys(inputs: &Inputs) -> Credentials {
    let keys = Credentials::new(&inputs.access_key_id, &inputs.secret_access_key);
    keys.with_session_token(inputs.session_token.as_deref().unwrap_or_default())
}
