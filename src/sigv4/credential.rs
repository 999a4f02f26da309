use alloc::string::String;
use core::fmt;

use super::{
    AmzDate,
    encode::split_at,
    names::{ALGORITHM, CREDENTIAL_PARAMETER, SIGV4A_ALGORITHM, TERMINATOR},
    uri_encode,
};

/// The day, region and service of a signature, such as `20130524/us-east-1/s3/aws4_request`.
///
/// A scope without a region is one of SigV4A.
///
/// The scope is the third line of the string to sign. It follows the access key id in `X-Amz-Credential`, and
/// the [`SigningKey`](super::SigningKey) is derived from its parts. See [Elements of an AWS API request
/// signature][page].
///
/// ```
/// use presign::sigv4::CredentialScope;
///
/// let date = "20130524T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "s3");
/// assert_eq!(scope.to_string(), "20130524/us-east-1/s3/aws4_request");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CredentialScope<'a> {
    day: &'a str,
    region: &'a str,
    service: &'a str,
}

impl<'a> CredentialScope<'a> {
    /// Creates the scope for the day of `date`.
    ///
    /// ```
    /// use presign::sigv4::CredentialScope;
    ///
    /// let date = "20130524T120000Z".parse()?;
    /// assert_eq!(CredentialScope::new(&date, "us-east-1", "s3").day(), "20130524");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn new(date: &'a AmzDate, region: &'a str, service: &'a str) -> Self {
        Self::for_day(date.day(), region, service)
    }

    /// Creates the scope of a SigV4A signature, such as `20130524/s3/aws4_request`.
    ///
    /// Its signatures name their regions in `X-Amz-Region-Set`. They need a [`KeyPair`](super::KeyPair).
    ///
    /// Requires the feature `sigv4a`.
    ///
    /// ```
    /// use presign::sigv4::CredentialScope;
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::without_region(&date, "s3");
    /// assert_eq!(scope.to_string(), "20130524/s3/aws4_request");
    /// assert_eq!(scope.region(), "");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[cfg(feature = "sigv4a")]
    #[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
    #[must_use]
    pub fn without_region(date: &'a AmzDate, service: &'a str) -> Self {
        Self::for_day(date.day(), "", service)
    }

    pub(crate) const fn for_day(day: &'a str, region: &'a str, service: &'a str) -> Self {
        Self { day, region, service }
    }

    /// Returns the day in UTC, as `YYYYMMDD`.
    #[must_use]
    pub const fn day(&self) -> &'a str {
        self.day
    }

    /// Returns the region, such as `us-east-1`, or an empty text if there is none, as in SigV4A.
    #[must_use]
    pub const fn region(&self) -> &'a str {
        self.region
    }

    /// Returns the service, such as `s3`.
    #[must_use]
    pub const fn service(&self) -> &'a str {
        self.service
    }

    /// Returns whether this is the scope of a SigV4A signature.
    pub(crate) const fn is_without_region(&self) -> bool {
        self.region.is_empty()
    }

    const fn algorithm(&self) -> &'static str {
        if self.region.is_empty() { SIGV4A_ALGORITHM } else { ALGORITHM }
    }

    /// Returns the parts that the signing key is derived from, in this order.
    pub(super) const fn parts(&self) -> [&'a str; 4] {
        [self.day, self.region, self.service, TERMINATOR]
    }

    /// Returns the same text as `Display`, without the code of `fmt`, which is large in WebAssembly.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.write_to(&mut text);
        text
    }

    /// Returns the line of the string to sign, with the line feeds around it.
    pub(super) fn line(&self) -> String {
        let mut line = String::from("\n");
        self.write_to(&mut line);
        line.push('\n');
        line
    }

    fn write_to(&self, out: &mut String) {
        out.push_str(self.day);
        if !self.region.is_empty() {
            out.push('/');
            out.push_str(self.region);
        }
        for part in [self.service, TERMINATOR] {
            out.push('/');
            out.push_str(part);
        }
    }
}

impl fmt::Display for CredentialScope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// The value of `X-Amz-Credential`: an access key id and a scope.
///
/// Its encoded form is computed once and reused for all URLs of a day. See [Elements of an AWS API request
/// signature][page].
///
/// ```
/// use presign::sigv4::{Credential, CredentialScope};
///
/// let date = "20130524T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "s3");
/// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", &scope);
/// assert_eq!(credential.scope(), scope);
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
#[derive(Clone)]
pub struct Credential {
    access_key_id: String,
    algorithm: &'static str,
    /// `20130524/us-east-1/s3/aws4_request`, between line feeds.
    scope_line: String,
    region_len: usize,
    /// `&X-Amz-Credential=…`, encoded.
    parameter: String,
}

impl Credential {
    /// Creates the credential of an access key id for one scope.
    ///
    /// ```
    /// use presign::sigv4::{Credential, CredentialScope};
    ///
    /// let date = "20130524T000000Z".parse()?;
    /// let scope = CredentialScope::new(&date, "us-east-1", "s3");
    /// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", &scope);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn new(access_key_id: &str, scope: &CredentialScope<'_>) -> Self {
        Self::with_algorithm(access_key_id, scope, scope.algorithm())
    }

    /// Creates the credential of a scope that is known to have a region.
    ///
    /// Unlike `new`, it does not bring the name of the other algorithm into WebAssembly.
    #[cfg(not(feature = "sigv4a"))]
    pub(crate) fn in_region(access_key_id: &str, scope: &CredentialScope<'_>) -> Self {
        Self::with_algorithm(access_key_id, scope, ALGORITHM)
    }

    fn with_algorithm(access_key_id: &str, scope: &CredentialScope<'_>, algorithm: &'static str) -> Self {
        let text = scope.text();
        let (id, encoded_scope) = (uri_encode(access_key_id), uri_encode(&text));
        let mut parameter =
            String::with_capacity(CREDENTIAL_PARAMETER.len() + id.len() + "%2F".len() + encoded_scope.len());
        parameter.push_str(CREDENTIAL_PARAMETER);
        id.write_to(&mut parameter);
        parameter.push_str("%2F");
        encoded_scope.write_to(&mut parameter);
        Self {
            access_key_id: access_key_id.into(),
            algorithm,
            scope_line: scope.line(),
            region_len: scope.region.len(),
            parameter,
        }
    }

    /// Returns the access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    pub(crate) const fn algorithm(&self) -> &'static str {
        self.algorithm
    }

    /// `\n20130524/us-east-1/s3/aws4_request\n`
    /// Returns `&X-Amz-Credential=…`, encoded.
    pub(super) fn parameter(&self) -> &str {
        &self.parameter
    }

    pub(super) fn scope_line(&self) -> &str {
        &self.scope_line
    }

    /// Returns the scope: day, region and service.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'_> {
        // A line feed or a `/` precedes each part.
        let next = |text, len| split_at(split_at(text, 1).1, len);
        let (text, _) = split_at(&self.scope_line, self.scope_line.len() - "/\n".len() - TERMINATOR.len());
        let (day, text) = next(text, DAY_LEN);
        let (region, text) = match self.region_len {
            0 => ("", text),
            len => next(text, len),
        };
        CredentialScope::for_day(day, region, split_at(text, 1).1)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("access_key_id", &self.access_key_id)
            .field("scope", &self.scope())
            .finish()
    }
}

/// The length of `YYYYMMDD`.
const DAY_LEN: usize = 8;
