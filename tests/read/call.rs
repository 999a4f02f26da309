use crate::{DATE, credentials, date, parse, replaced};
use presign::{
    AmzDate, Credentials, Method, Presigned, PresignedUrl, Refusal, SigningKeys, Verifier, sigv4::PayloadHash,
};

/// A request on its way to a verifier, free to be changed.
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
    /// As it was signed, at [`DATE`].
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
    pub fn url(self, from: &str, to: &str) -> Self {
        Self { url: replaced(&self.url, from, to), ..self }
    }

    pub fn method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// One header more.
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

    pub fn answer(&self) -> Result<PayloadHash, Refusal> {
        let url: PresignedUrl = self.url.parse()?;
        self.answer_to(&url)
    }

    fn answer_to(&self, url: &PresignedUrl) -> Result<PayloadHash, Refusal> {
        answer(&self.verifier, url, self.method, &self.headers, self.now, &self.keys)
    }

    /// Let in, from the URL and from what a server receives of it.
    #[track_caller]
    pub fn accepted(self) {
        let url = parse(&self.url);
        if let Err(refusal) = self.answer_to(&url) {
            panic!("{refusal}: {} {}", self.method, self.url);
        }
        let (_, rest) = self.url.split_once("://").unwrap();
        let (_, target) = rest.split_at(rest.find(['/', '?']).unwrap());
        if target.starts_with('/') {
            let received = PresignedUrl::from_target(url.host(), target).unwrap();
            assert!(self.answer_to(&received).is_ok(), "as received: {target}");
        }
    }

    /// Refused, by the code, the status and the message.
    #[track_caller]
    pub fn refused(self, code: &str, status: u16, message: &str) {
        match self.answer() {
            Ok(_) => panic!("let in, where it should say: {message}: {} {}", self.method, self.url),
            Err(refusal) => {
                assert_eq!((refusal.code(), refusal.status()), (code, status), "{refusal}");
                assert_eq!(refusal.to_string(), message);
            }
        }
    }

    #[track_caller]
    pub fn mismatches(self) {
        assert_eq!(self.answer(), Err(Refusal::SignatureDoesNotMatch), "{} {}", self.method, self.url);
    }
}

/// What a verifier says of headers that are owned.
pub fn answer(
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
