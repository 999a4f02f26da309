//! Finds out why a server refused a request, by comparing what it computed with what was signed, or by its error
//! code.

mod case;
mod cause;
mod comparison;
mod disclosed;
mod finding;
mod form;
mod layers;
mod mismatch;
mod original;
mod report;
mod responses;
mod row;
mod secrets;
mod sent;
mod times;
mod words;
pub use cause::Cause;
pub(crate) use form::SignedForm;

use alloc::{string::String, vec::Vec};
#[cfg(doc)]
use core::fmt;

use case::{Case, Signed};
use finding::{Evidence, Finding, Findings};
use responses::RESPONSES;
use row::Meaning;
use secrets::Secrets;

use super::{ErrorResponse, PresignedUrl, Refusal, UrlError, received::Received};
use crate::{Explanation, Presigned, s3_names::BUCKET_REGION, sigv4::Method};

/// Why a server refused a request: one or several [`Cause`]s, the most likely first.
///
/// [`Display`](fmt::Display) formats it like a compiler error: the lines that differ, with the difference
/// marked, the cause and the fix. It shows at most 16 differences, and counts the others.
///
/// It contains no signature, session token, customer's key or `Authorization` header. It leaves out text from the
/// server that shares 16 or more characters with one of these, encoded or not, and every value that follows the name
/// of one.
///
/// ```
/// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg");
/// # let date = "20130524T000000Z".parse()?;
/// # let theirs = put.clone().explain_at(date)?.canonical_request().replace("image/jpeg", "image/png");
/// # let body = ErrorResponse::from_elements([("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &theirs)]);
/// let put = put.presign_at(date)?;
/// // The client sent it with another content type, and S3 returned this body.
/// let response: ErrorResponse = body;
///
/// let diagnosis = put.diagnose(&response)?;
/// assert!(matches!(diagnosis.cause(), Cause::HeaderChanged { name } if name == "content-type"));
/// assert_eq!(diagnosis.to_string(), "\
/// error[SignatureDoesNotMatch]: header `content-type` does not have the signed value
///   |
///   |   signed  content-type:image/jpeg
///   | received  content-type:image/png
///   |                              ^^
///   = cause: HTTP libraries and browsers set their own content type, or add a charset to it
///   = help: send exactly `content-type: image/jpeg`
/// ");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Diagnosis {
    code: String,
    status: Option<u16>,
    /// The server's message, unless it only says that the signature does not match.
    message: Option<String>,
    findings: Findings,
    is_form: bool,
    is_sigv4a: bool,
}

impl Diagnosis {
    fn new(case: &Case<'_>, mut findings: Findings, is_mismatch: bool) -> Self {
        findings.shown.iter_mut().for_each(|finding| finding.elide(case.secrets));
        let message = case.element("Message").filter(|_| !(is_mismatch && case.says(STANDARD_MESSAGE)));
        Self {
            code: case.secrets.elide(case.code()),
            status: case.response.status(),
            message: message.map(|message| case.secrets.elide(message)),
            findings,
            is_form: case.signed.is_form,
            is_sigv4a: case.signed.is_sigv4a,
        }
    }

    /// Returns the most likely cause.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        self.findings.shown.first().map_or(&Cause::Unknown, |finding| &finding.cause)
    }

    /// Returns the causes, at most 16.
    pub fn causes(&self) -> impl Iterator<Item = &Cause> + Clone {
        self.findings.shown.iter().map(|finding| &finding.cause)
    }

    /// Returns S3's error code, or an empty string if the response has none.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl PresignedUrl {
    /// Finds out why a server refused a request with this URL.
    ///
    /// Pass the server's response, and the method and headers that were *signed*, not those that were sent:
    /// [`Presigned::signed_headers`](crate::Presigned::signed_headers) returns them. Signed headers that you do not
    /// pass are not compared.
    ///
    /// If the response includes the canonical request, as on AWS, it is compared line by line with the signed one.
    /// Otherwise the diagnosis uses the error code, the message and the other elements. It is more precise if the
    /// response has a [date](ErrorResponse::with_date), a [status](ErrorResponse::with_status) and the
    /// [request](ErrorResponse::with_request) as it was sent.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Method, Presigner, PresignedUrl};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// # let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    /// # let received = put.url();
    /// let url: PresignedUrl = received.parse()?;
    /// let response = ErrorResponse::from_elements([("Code", "RequestTimeTooSkewed")]);
    /// let diagnosis = url.diagnose(Method::Put, &[("content-type", "image/jpeg")], &response);
    /// assert_eq!(*diagnosis.cause(), Cause::Clock { ahead: None });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn diagnose(&self, method: Method, headers: &[(&str, &str)], response: &ErrorResponse) -> Diagnosis {
        let request = Received::new(self, method, headers);
        let mut secrets = Secrets::from_request(&request);
        secrets.add_headers(response.sent().map_or(&[], |sent| sent.headers.as_slice()));
        let signed = Signed {
            bucket: self.object().map(|(bucket, _)| bucket),
            regions: self.claim().regions(),
            date: self.date(),
            expires_at: self.expires_at(),
            has_token: self.session_token().is_some(),
            is_form: false,
            is_sigv4a: self.claim().is_sigv4a(),
        };
        let case = Case::new(signed, response, &secrets);
        let mut findings = Findings::default();
        if let Some(finding) = times::certain(&case) {
            findings.push(|| finding);
        }
        let is_mismatch = match Meaning::of(&case, RESPONSES) {
            Some(Meaning::Mismatch) if case.names_missing_header() => {
                findings.push(|| Finding::new(Cause::HeaderMissing { name: case.text("HeaderMissing") }));
                false
            }
            Some(Meaning::Mismatch) => {
                mismatch::find(&request, &case, &mut findings);
                true
            }
            meaning => {
                let cause = match meaning {
                    Some(Meaning::Of(cause)) => cause.clone(),
                    Some(Meaning::Read(read)) => read(&case),
                    _ if case.code().is_empty() => case.cause_from_status(),
                    _ => Cause::Unknown,
                };
                if cause.is_vague() {
                    mismatch::find_in_sent(&request, &case, &mut findings);
                }
                findings.push_new(Finding::new(cause));
                false
            }
        };
        Diagnosis::new(&case, findings, is_mismatch)
    }

    /// Computes the canonical request and the string to sign, as a server does for a received request.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::PayloadHash`] if `x-amz-content-sha256` is malformed, or [`Refusal::TooManyHeaders`].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, PresignedUrl, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let get = s3.get("examplebucket", "duck.jpg");
    /// let url: PresignedUrl = get.clone().presign_at(date)?.url().parse()?;
    /// assert_eq!(url.explain(presign::Method::Get, &[])?, get.explain_at(date)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, method: Method, headers: &[(&str, &str)]) -> Result<Explanation, Refusal> {
        let request = Received::try_new(self, method, headers)?;
        Ok(request.with_stages(request.payload()?, Explanation::new))
    }
}

impl Presigned {
    /// Finds out why a server refused this request.
    ///
    /// This is [`PresignedUrl::diagnose`] with the method, the URL and the headers that were signed.
    ///
    /// # Errors
    ///
    /// Returns [`UrlError::TooLong`] if the URL is longer than 65,536 bytes.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put =
    ///     s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    /// let response = ErrorResponse::from_elements([
    ///     ("Code", "AccessDenied"),
    ///     (
    ///         "Message",
    ///         "There were headers present in the request which were not signed",
    ///     ),
    ///     ("HeadersNotSigned", "x-amz-acl"),
    /// ]);
    /// let diagnosis = put.diagnose(&response)?;
    /// assert_eq!(
    ///     *diagnosis.cause(),
    ///     Cause::HeadersNotSigned { names: vec!["x-amz-acl".into()] }
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn diagnose(&self, response: &ErrorResponse) -> Result<Diagnosis, UrlError> {
        let (url, headers): (PresignedUrl, Vec<_>) =
            (self.signed_url().parse()?, self.signed_headers().collect());
        Ok(url.diagnose(self.method(), &headers, response))
    }
}

impl Case<'_> {
    /// Returns whether the response names a missing header, and has no lines to compare.
    fn names_missing_header(&self) -> bool {
        self.element("HeaderMissing").is_some() && self.element("CanonicalRequest").is_none()
    }

    /// Returns the cause of a response without a code.
    fn cause_from_status(&self) -> Cause {
        let region = self.element(BUCKET_REGION).filter(|region| !self.signed.is_for_region(region));
        match (self.response.status(), region) {
            (Some(301 | 307 | 308 | 400), Some(region)) => Cause::Region { expected: Some(region.into()) },
            (Some(301 | 302 | 307 | 308), None) => Cause::Redirect { endpoint: None },
            (Some(404), _) => Cause::NotFound,
            (Some(405), _) => Cause::MethodNotAllowed,
            (Some(409 | 412 | 304), _) => Cause::Condition,
            (Some(411 | 413), _) => Cause::Size,
            (Some(414 | 431), _) => Cause::RequestTooLarge,
            (Some(416), _) => Cause::Range,
            (Some(429 | 500 | 502 | 503 | 504), _) => Cause::Retry,
            (Some(501), _) => Cause::NotImplemented,
            (Some(403), _) if self.element("Message").is_some() => {
                Cause::Denied { expires_at: self.signed.expires_at }
            }
            (Some(status), _) => Cause::NoBody { status },
            (None, _) => Cause::Unknown,
        }
    }
}

/// The message of servers that only say that a signature does not match.
const STANDARD_MESSAGE: &str = "request signature we calculated does not match";
