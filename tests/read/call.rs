//! A call of the verifier, with changes to a valid request.

use crate::{DATE, credentials, date, parse, replaced};
use presign::{
    AmzDate, Credentials, Method, Presigned, PresignedUrl, Refusal, SigningKeys, Verifier, sigv4::PayloadHash,
};

/// A request to verify. The setters change it after it was signed.
#[derive(Clone)]
pub struct Call {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub now: AmzDate,
    pub keys: Credentials,
    pub verifier: Verifier,
}

impl Call {
    /// Creates a request as it was signed, which arrives at [`DATE`].
    pub fn new(presigned: &Presigned) -> Self {
        Self {
            method: presigned.method(),
            url: presigned.url().into(),
            headers: presigned.signed_headers().map(|(name, value)| (name.into(), value.into())).collect(),
            now: date(DATE),
            keys: credentials(),
            verifier: Verifier::new("us-east-1"),
        }
    }

    #[track_caller]
    /// Replaces a part of the URL, which must occur exactly once.
    pub fn url(self, from: &str, to: &str) -> Self {
        Self { url: replaced(&self.url, from, to), ..self }
    }

    pub fn method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|header| header.0 != name);
        self
    }

    #[track_caller]
    pub fn at(self, now: &str) -> Self {
        Self { now: date(now), ..self }
    }

    pub fn keys(self, keys: Credentials) -> Self {
        Self { keys, ..self }
    }

    pub fn verifier(self, verifier: Verifier) -> Self {
        Self { verifier, ..self }
    }

    pub fn verify(&self) -> Result<PayloadHash, Refusal> {
        let url: PresignedUrl = self.url.parse()?;
        self.verify_with(&url)
    }

    fn verify_with(&self, url: &PresignedUrl) -> Result<PayloadHash, Refusal> {
        verify(&self.verifier, url, self.method, &self.headers, self.now, &self.keys)
    }

    /// Asserts that the request is accepted, both with the whole URL and with the target that a server receives.
    #[track_caller]
    pub fn assert_accepted(self) {
        let url = parse(&self.url);
        if let Err(refusal) = self.verify_with(&url) {
            panic!("{refusal}: {} {}", self.method, self.url);
        }
        let (_, rest) = self.url.split_once("://").unwrap();
        let (_, target) = rest.split_at(rest.find(['/', '?']).unwrap());
        if target.starts_with('/') {
            let received = PresignedUrl::from_target(url.host(), target).unwrap();
            assert!(self.verify_with(&received).is_ok(), "refused as received: {target}");
        }
    }

    /// Asserts that the request is refused with this code, status and message.
    #[track_caller]
    pub fn assert_refused(self, code: &str, status: u16, message: &str) {
        match self.verify() {
            Ok(_) => panic!("accepted instead of refused with {message:?}: {} {}", self.method, self.url),
            Err(refusal) => {
                assert_eq!((refusal.code(), refusal.status()), (code, status), "{refusal}");
                assert_eq!(refusal.to_string(), message);
            }
        }
    }

    #[track_caller]
    /// Asserts that the request is refused because its signature does not match.
    pub fn assert_mismatch(self) {
        assert_eq!(self.verify(), Err(Refusal::SignatureDoesNotMatch), "{} {}", self.method, self.url);
    }
}

/// Verifies a request with owned headers, and returns the payload hash.
pub fn verify(
    verifier: &Verifier,
    url: &PresignedUrl,
    method: Method,
    headers: &[(String, String)],
    now: AmzDate,
    keys: &impl SigningKeys,
) -> Result<PayloadHash, Refusal> {
    let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    verifier.verify(url, method, &headers, now, keys).map(|verified| verified.payload())
}
