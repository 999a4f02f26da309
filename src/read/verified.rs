use alloc::{string::String, vec::Vec};
use core::fmt;

#[cfg(doc)]
use super::Verifier;
use super::{Operation, PresignedUrl, Refusal, object::Place, operation::Target, received::Received};
use crate::sigv4::{
    Headers, Method, PayloadHash,
    names::{X_AMZ_COPY_SOURCE, is_amz},
};

/// An accepted request: the operation that was signed, its parameters and its headers. Whether its body is the one that was
/// signed is still to be checked: see [`accepts`](Self::accepts).
///
/// Method and path are not the operation: parameters and signed headers make another of it. Do what
/// [`operation`](Self::operation) says, and let [`takes_only`](Self::takes_only) refuse what you do not act on.
///
/// ```
/// use presign::{Operation, Refusal, Verified};
///
/// fn may_store(verified: &Verified<'_>, body: &[u8]) -> Result<bool, Refusal> {
///     verified.takes_only(&[], &["content-length", "content-type"])?;
///     Ok(verified.operation() == Operation::PutObject && verified.accepts(body))
/// }
/// ```
#[derive(Clone)]
pub struct Verified<'a> {
    url: &'a PresignedUrl,
    method: Method,
    payload: PayloadHash,
    /// Those that were signed, as they were signed.
    headers: Vec<(String, String)>,
    place: Option<Place<'a>>,
}

impl<'a> Verified<'a> {
    pub(super) fn new(
        url: &'a PresignedUrl,
        method: Method,
        received: &Received<'_>,
        payload: PayloadHash,
        place: Option<Place<'a>>,
    ) -> Self {
        Self { url, method, payload, headers: signed_values(url, received), place }
    }

    /// The URL of the request.
    #[must_use]
    pub const fn url(&self) -> &'a PresignedUrl {
        self.url
    }

    /// What was signed, by method, place, parameters and signed headers; [`Operation::Other`] where a parameter is not one of
    /// the operation's, and where the place cannot be told.
    #[must_use]
    pub fn operation(&self) -> Operation {
        let target = match self.place {
            Some(Place::Service) => Target::Service,
            Some(Place::Bucket(_)) => Target::Bucket,
            Some(Place::Object(..)) => Target::Object,
            None => return Operation::Other,
        };
        let has_copy_source = self.header(X_AMZ_COPY_SOURCE).is_some();
        Operation::of(self.url, self.method, target, has_copy_source)
    }

    /// Bucket and key by the [hosts](Verifier::domain) and the [base path](Verifier::base_path) that the verifier serves, the
    /// key empty for the bucket itself. `None` for neither, and for a path outside the base path.
    ///
    /// A verifier without hosts goes by AWS's naming, as [`PresignedUrl::object`] does.
    ///
    /// A key is any text: whoever makes the path of a file of it must refuse `..` and whatever else leads elsewhere.
    #[must_use]
    pub fn object(&self) -> Option<(&'a str, &'a str)> {
        match self.place? {
            Place::Service => None,
            Place::Bucket(bucket) => Some((bucket, "")),
            Place::Object(bucket, key) => Some((bucket, key)),
        }
    }

    /// The value of a parameter, decoded. Those of the signature are none of them.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.url.parameters().find(|parameter| parameter.0 == name).map(|(_, value)| value)
    }

    /// The value of a signed header, by its name in any case: several are one, joined by commas, as they were signed. `None`
    /// for a header that was not signed, whatever arrived.
    ///
    /// Take signed headers from here: of an `x-amz-copy-source` that arrives as two, the first alone names another object.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|header| header.0.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The signed headers besides `host`, in order of their names in lower case, each once.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Refuses a request with a parameter or a signed header that the caller does not act on, which would do something else
    /// than was signed. `x-id`, in which SDKs name the operation, is always taken.
    ///
    /// # Errors
    ///
    /// [`Refusal::ParameterNotImplemented`] and [`Refusal::HeaderNotImplemented`].
    ///
    /// ```
    /// use presign::{AmzDate, Credentials, Endpoint, Presigner, PresignedUrl, Refusal};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("photos", "duck.jpg").content_type("image/jpeg").acl("public-read").presign()?;
    ///
    /// let url: PresignedUrl = put.url().parse()?;
    /// let headers: Vec<_> = put.headers().collect();
    /// let verified = url.verify(put.method(), &headers, AmzDate::now(), &credentials)?;
    /// let refusal = verified.takes_only(&[], &["content-type"]).unwrap_err();
    /// assert_eq!(refusal, Refusal::HeaderNotImplemented { name: "x-amz-acl".into() });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn takes_only(&self, parameters: &[&str], headers: &[&str]) -> Result<(), Refusal> {
        // A parameter that stands for a header may be spelled as one.
        let is_same = |a: &str, b: &str| a == b || is_amz(a) && a.eq_ignore_ascii_case(b);
        let is_taken = |name: &str| name == "x-id" || parameters.iter().any(|taken| is_same(name, taken));
        if let Some((name, _)) = self.url.parameters().find(|(name, _)| !is_taken(name)) {
            return Err(Refusal::ParameterNotImplemented { name: name.into() });
        }
        let is_taken = |name: &str| headers.iter().any(|taken| name.eq_ignore_ascii_case(taken));
        match self.headers().find(|(name, _)| !is_taken(name)) {
            Some((name, _)) => Err(Refusal::HeaderNotImplemented { name: name.into() }),
            None => Ok(()),
        }
    }

    /// The method of the request.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// What the body must hash to, or [`PayloadHash::Unsigned`].
    #[must_use]
    pub const fn payload(&self) -> PayloadHash {
        self.payload
    }

    /// Whether the body is the one that was signed, or any may come. S3 answers another with
    /// `XAmzContentSHA256Mismatch` ([`Refusal::PayloadMismatch`]).
    #[must_use]
    pub fn accepts(&self, body: &[u8]) -> bool {
        self.payload == PayloadHash::Unsigned || self.payload == PayloadHash::from_body(body)
    }
}

/// Elides the values.
impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("url", &self.url)
            .field("operation", &self.operation())
            .field("method", &self.method)
            .field("payload", &self.payload)
            .finish_non_exhaustive()
    }
}

/// The signed headers as they were signed.
fn signed_values(url: &PresignedUrl, received: &Received<'_>) -> Vec<(String, String)> {
    let signed = url.signed_headers().filter(|name| *name != "host");
    let values = signed.flat_map(|name| received.values(name).map(move |value| (name, value)));
    Headers::from_received(values).to_send()
}
