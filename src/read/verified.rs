use alloc::{string::String, vec::Vec};
use core::fmt;

#[cfg(doc)]
use super::Verifier;
use super::{Operation, PresignedUrl, Refusal, object::Place, operation::Target, received::Received};
use crate::{
    s3_names::COPY_SOURCE,
    sigv4::{
        Headers, Method, PayloadHash,
        names::{UNSIGNED_PAYLOAD, X_AMZ_CONTENT_SHA256, is_amz},
    },
};

/// An accepted request, with the operation, the parameters and the headers that were signed.
///
/// The body is not checked yet: see [`accepts`](Self::accepts).
///
/// The method and the path alone do not determine the operation: parameters and signed headers can change it.
/// Perform the [`operation`](Self::operation), and use [`takes_only`](Self::takes_only) to refuse what you do
/// not implement.
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
    /// The signed headers with the values that were signed.
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

    /// Returns the URL of the request.
    #[must_use]
    pub const fn url(&self) -> &'a PresignedUrl {
        self.url
    }

    /// Returns the signed operation.
    ///
    /// It depends on the method, the target, the parameters and the signed headers. Returns
    /// [`Operation::Other`] if the operation does not take one of the parameters, or if the target is unknown.
    #[must_use]
    pub fn operation(&self) -> Operation {
        let target = match self.place {
            Some(Place::Service) => Target::Service,
            Some(Place::Bucket(_)) => Target::Bucket,
            Some(Place::Object(..)) => Target::Object,
            None => return Operation::Other,
        };
        let has_copy_source = self.header(COPY_SOURCE).is_some();
        Operation::for_request(self.url, self.method, target, has_copy_source)
    }

    /// Returns the bucket and the key.
    ///
    /// They are found with the [hosts](Verifier::domain) and the [base path](Verifier::base_path) of the
    /// verifier. A verifier without hosts uses AWS's naming, as [`PresignedUrl::object`] does. The key is empty
    /// for the bucket itself. Returns `None` if there is no bucket, or if the path is outside the base path.
    ///
    /// A key is arbitrary text. Before you use it as a file path, reject `..` and anything else that leads
    /// outside.
    #[must_use]
    pub fn object(&self) -> Option<(&'a str, &'a str)> {
        match self.place? {
            Place::Service => None,
            Place::Bucket(bucket) => Some((bucket, "")),
            Place::Object(bucket, key) => Some((bucket, key)),
        }
    }

    /// Returns the decoded value of a parameter, except those of the signature.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.url.parameters().find(|parameter| parameter.0 == name).map(|(_, value)| value)
    }

    /// Returns the value of a signed header, by its name in any case.
    ///
    /// Repeated headers are joined by commas, as they were signed. Returns `None` for a header that was not
    /// signed, even if it was sent.
    ///
    /// Read signed headers with this method: if `x-amz-copy-source` is sent twice, the first value alone names
    /// another object.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|header| header.0.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Returns the signed headers except `host`, sorted by name in lower case, each once.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Refuses a request that has any other parameter or signed header.
    ///
    /// Pass the names that you implement. A server that ignored any other would do something that was not signed.
    /// Two parameters of SDKs, which ask for nothing, are always accepted: `x-id`, which has the name of the
    /// operation, and `X-Amz-Content-Sha256=UNSIGNED-PAYLOAD`, also as a header.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::ParameterNotImplemented`] or [`Refusal::HeaderNotImplemented`].
    ///
    /// ```
    /// use presign::{
    ///     AmzDate, Credentials, Endpoint, PresignedUrl, Presigner, Refusal,
    /// };
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("photos", "duck.jpg")
    ///     .content_type("image/jpeg")
    ///     .acl("public-read")
    ///     .presign()?;
    ///
    /// let url: PresignedUrl = put.url().parse()?;
    /// let headers: Vec<_> = put.headers().collect();
    /// let verified =
    ///     url.verify(put.method(), &headers, AmzDate::now(), &credentials)?;
    /// let refusal = verified.takes_only(&[], &["content-type"]).unwrap_err();
    /// assert_eq!(refusal, Refusal::HeaderNotImplemented { name: "x-amz-acl".into() });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn takes_only(&self, parameters: &[&str], headers: &[&str]) -> Result<(), Refusal> {
        // The name of a header that is sent as a parameter may be in any case.
        let is_same = |a: &str, b: &str| a == b || is_amz(a) && a.eq_ignore_ascii_case(b);
        let is_taken = |name: &str| name == "x-id" || parameters.iter().any(|taken| is_same(name, taken));
        // Allows any body, as without it. A hash must be compared with the body.
        let is_no_hash = |(name, value): &(&str, &str)| {
            *value == UNSIGNED_PAYLOAD && name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256)
        };
        let mut others = self.url.parameters().filter(|parameter| !is_no_hash(parameter));
        if let Some((name, _)) = others.find(|(name, _)| !is_taken(name)) {
            return Err(Refusal::ParameterNotImplemented { name: name.into() });
        }
        let is_taken = |name: &str| headers.iter().any(|taken| name.eq_ignore_ascii_case(taken));
        let mut others = self.headers().filter(|header| !is_no_hash(header));
        match others.find(|(name, _)| !is_taken(name)) {
            Some((name, _)) => Err(Refusal::HeaderNotImplemented { name: name.into() }),
            None => Ok(()),
        }
    }

    /// Returns the method of the request.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Returns the hash that the body must have, or [`PayloadHash::Unsigned`].
    #[must_use]
    pub const fn payload(&self) -> PayloadHash {
        self.payload
    }

    /// Returns whether the body has the signed hash. Returns `true` if no hash was signed.
    ///
    /// If it returns `false`, respond with [`Refusal::PayloadMismatch`], as S3 does (`XAmzContentSHA256Mismatch`).
    ///
    /// A server that streams the body hashes it on the way, compares the hash with [`payload`](Self::payload), and
    /// only then keeps the object:
    ///
    /// ```
    /// use presign::sigv4::PayloadHash;
    /// use presign::{Refusal, Verified};
    ///
    /// fn check(verified: &Verified<'_>, sha256: [u8; 32]) -> Result<(), Refusal> {
    ///     match verified.payload() {
    ///         PayloadHash::Sha256(signed) if signed != sha256 => {
    ///             Err(Refusal::PayloadMismatch)
    ///         }
    ///         _ => Ok(()),
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn accepts(&self, body: &[u8]) -> bool {
        self.payload == PayloadHash::Unsigned || self.payload == PayloadHash::from_body(body)
    }
}

/// Omits the values.
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

/// Returns the signed headers with the values that were signed.
fn signed_values(url: &PresignedUrl, received: &Received<'_>) -> Vec<(String, String)> {
    let signed = url.signed_headers().filter(|name| *name != "host");
    let values = signed.flat_map(|name| received.values(name).map(move |value| (name, value)));
    Headers::from_received(values).all()
}
