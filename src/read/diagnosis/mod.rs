//! Finds out why a server refused a request: compares what it computed with what was signed, or uses its error
//! code.

mod answers;
mod cause;
mod comparison;
mod disclosed;
mod layers;
mod pattern;
mod report;
mod secrets;
mod sent;
mod times;
mod words;
pub use cause::Cause;

use alloc::{borrow::ToOwned, string::String, vec::Vec};
use core::fmt;

use disclosed::Disclosed;
use pattern::{Case, Meaning};
use secrets::Secrets;

use super::{
    ErrorResponse, PresignedUrl, Refusal, UrlError, error_response::BUCKET_REGION, received::Received,
};
use crate::{
    Explanation, Presigned, presigned,
    sigv4::{Method, Signature, names::is_secret_header},
};

/// Why a server refused a request: one or several [`Cause`]s, the most likely first.
///
/// [`Display`](fmt::Display) formats it like a compiler error: the lines that differ, with the difference
/// marked, the cause and the fix. It shows at most 16 differences, and the number of the others.
///
/// It contains no signature, session token, customer's key or `Authorization`. Text of the server that shares 16 or more
/// characters with one of them, encoded or not, is left out. So is the value after any name that denotes one.
///
/// ```
/// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
///
/// # let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1")?);
/// let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg");
/// # let date = "20130524T000000Z".parse()?;
/// # let theirs = put.clone().explain_at(date)?.canonical_request().replace("image/jpeg", "image/png");
/// # let body = ErrorResponse::from_elements([("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &theirs)]);
/// let put = put.presign_at(date)?;
/// // The client sent it with another content type, and S3 answered with this body.
/// let answer: ErrorResponse = body;
///
/// let diagnosis = put.diagnose(&answer)?;
/// assert!(matches!(diagnosis.cause(), Cause::HeaderChanged { name } if name == "content-type"));
/// assert_eq!(diagnosis.to_string(), "\
/// error[SignatureDoesNotMatch]: header `content-type` did not arrive with the value that was signed
///   |
///   |   signed  content-type:image/jpeg
///   | received  content-type:image/png
///   |                              ^^
///   = cause: HTTP libraries and browsers send a content type of their own, or add a charset to it
///   = help: send `content-type: image/jpeg`, exactly so
/// ");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Diagnosis {
    code: String,
    /// The server's message, unless it only says that the signature does not match.
    message: Option<String>,
    findings: Findings,
}

impl Diagnosis {
    /// Returns the most likely cause.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        self.findings.shown.first().map_or(&Cause::Unknown, |finding| &finding.cause)
    }

    /// Returns the causes, at most 16.
    pub fn causes(&self) -> impl Iterator<Item = &Cause> + Clone {
        self.findings.shown.iter().map(|finding| &finding.cause)
    }

    /// Returns S3's error code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// The findings, of which a report shows only a limited number.
#[derive(Clone, Debug, Default)]
struct Findings {
    shown: Vec<Finding>,
    left_out: usize,
}

impl Findings {
    fn push(&mut self, finding: impl FnOnce() -> Finding) {
        if self.shown.len() < MAX_FINDINGS {
            self.shown.push(finding());
        } else {
            self.left_out += 1;
        }
    }

    /// Adds a finding, unless its cause is there already.
    fn push_new(&mut self, finding: Finding) {
        if self.shown.iter().all(|other| other.cause != finding.cause) {
            self.push(|| finding);
        }
    }

    fn extend(&mut self, others: Self) {
        others.shown.into_iter().for_each(|finding| self.push(|| finding));
        self.left_out += others.left_out;
    }

    /// Drops the differences that are only of white space.
    fn drop_white_space(&mut self) {
        self.shown.retain(|finding| match &finding.evidence {
            Some(Evidence { signed: Some(signed), received: Some(received), .. }) => {
                disclosed::without_white_space(signed) != disclosed::without_white_space(received)
            }
            _ => true,
        });
    }

    /// Returns whether something differs, besides the time.
    fn has_difference(&self) -> bool {
        self.shown.iter().any(|finding| !matches!(finding.cause, Cause::Clock { .. } | Cause::Expired))
    }
}

/// A cause and its evidence.
#[derive(Clone)]
struct Finding {
    cause: Cause,
    evidence: Option<Evidence>,
}

/// The signed line and the received one. `None` means that there is no such line.
#[derive(Clone, Default)]
struct Evidence {
    signed: Option<String>,
    received: Option<String>,
    /// Whether the second line is what the client sent.
    is_sent: bool,
    /// A time span between the two.
    seconds: Option<i64>,
}

impl Finding {
    fn new(cause: Cause) -> Self {
        Self { cause, evidence: None }
    }

    fn with(cause: Cause, signed: impl Into<Option<String>>, received: impl Into<Option<String>>) -> Self {
        Self {
            cause,
            evidence: Some(Evidence {
                signed: signed.into(),
                received: received.into(),
                ..Evidence::default()
            }),
        }
    }

    fn elide(&mut self, secrets: &Secrets) {
        let lines = self.evidence.iter_mut().flat_map(|Evidence { signed, received, .. }| [signed, received]);
        for text in lines.flatten().chain(self.cause.texts()) {
            *text = secrets.elide(text);
        }
    }
}

/// Omits the lines.
impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl PresignedUrl {
    /// Finds out why a server refused a request with this URL.
    ///
    /// Pass the method and the headers that were signed (see
    /// [`Presigned::headers`](crate::Presigned::headers)), and the server's answer. If the answer includes the
    /// canonical request, as that of AWS does, it is compared line by line with the one that was signed.
    /// Otherwise the diagnosis relies on the error code, the message and other elements, and on what else is
    /// known: see [`ErrorResponse::with_date`], [`with_status`](ErrorResponse::with_status) and
    /// [`with_request`](ErrorResponse::with_request). Signed headers that you do not pass are not compared.
    #[must_use]
    pub fn diagnose(&self, method: Method, headers: &[(&str, &str)], answer: &ErrorResponse) -> Diagnosis {
        let request = Received::new(self, method, headers);
        let mut secrets = Secrets::from_request(&request);
        secrets.add_headers(answer.sent().map_or(&[], |sent| sent.headers.as_slice()));
        let case = Case::new(self, answer, &secrets);
        let mut findings = Findings::default();
        if let Some(finding) = times::certain(&case) {
            findings.push(|| finding);
        }
        let is_mismatch = match case.meaning() {
            Some(Meaning::Mismatch) if case.tells_header() => {
                findings.push(|| Finding::new(Cause::HeaderMissing { name: case.text("HeaderMissing") }));
                false
            }
            Some(Meaning::Mismatch) => {
                mismatch(&request, &case, &mut findings);
                true
            }
            meaning => {
                let cause = match meaning {
                    Some(Meaning::Of(cause)) => cause.clone(),
                    Some(Meaning::Read(read)) => read(&case),
                    _ if case.code().is_empty() => case.of_status(),
                    _ => Cause::Unknown,
                };
                if cause.is_vague() {
                    sent(&request, &case, &mut findings);
                }
                findings.push_new(Finding::new(cause));
                false
            }
        };
        findings.shown.iter_mut().for_each(|finding| finding.elide(&secrets));
        let message = case.element("Message").filter(|_| !(is_mismatch && case.says(STANDARD_MESSAGE)));
        Diagnosis {
            code: secrets.elide(case.code()),
            message: message.map(|message| secrets.elide(message)),
            findings,
        }
    }

    /// Computes the canonical request and the string to sign as a server does for a received request.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::PayloadHash`] if `x-amz-content-sha256` is malformed, or [`Refusal::TooManyHeaders`].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner, PresignedUrl};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1")?);
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
    /// Returns [`UrlError::TooLong`] if the URL is longer than what the reader takes, 65,536 bytes.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    /// let answer = ErrorResponse::from_elements([
    ///     ("Code", "AccessDenied"),
    ///     ("Message", "There were headers present in the request which were not signed"),
    ///     ("HeadersNotSigned", "x-amz-acl"),
    /// ]);
    /// let diagnosis = put.diagnose(&answer)?;
    /// assert_eq!(*diagnosis.cause(), Cause::HeadersNotSigned { names: vec!["x-amz-acl".into()] });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn diagnose(&self, answer: &ErrorResponse) -> Result<Diagnosis, UrlError> {
        let (url, headers): (PresignedUrl, Vec<_>) = (self.url().parse()?, self.headers().collect());
        Ok(url.diagnose(self.method(), &headers, answer))
    }
}

/// Compares what the server discloses, or else what the client sent, with what was signed.
fn mismatch(request: &Received<'_>, case: &Case<'_>, findings: &mut Findings) {
    let Ok(payload) = request.payload() else {
        return findings.push(|| Finding::new(Cause::PayloadHash));
    };
    let url = request.url();
    let disclosed = Disclosed::read(case);
    let signed = request.with_stages(payload, Explanation::new);
    let not_passed = not_passed(request);
    let is_passed = not_passed.is_empty();
    // What is signed is the string to sign: if that is the same, so is everything.
    let is_same = is_passed && disclosed.string_to_sign.as_deref() == Some(signed.string_to_sign());
    // A server may omit keys from the canonical request.
    let received = disclosed.canonical_request.as_deref().filter(|_| !is_same);
    let is_elided = |name: &&str| {
        is_secret_header(name)
            && received.is_some_and(|text| {
                text.lines().any(|line| line.split_once(':') == Some((name, presigned::ELIDED)))
            })
    };
    let elided: Vec<String> = url.signed_headers().filter(is_elided).map(ToOwned::to_owned).collect();
    let mut unknown = [not_passed, elided.clone()].concat();
    unknown.sort_unstable();
    unknown.dedup();

    let mut differences = Findings::default();
    if let Some(received) = received {
        comparison::between_requests(signed.canonical_request(), received, &unknown, &mut differences);
    }
    if let Some(received) = disclosed.string_to_sign.as_deref().filter(|_| !is_same) {
        comparison::between_strings_to_sign(signed.string_to_sign(), received, &mut differences);
    }
    if disclosed.is_altered {
        differences.drop_white_space();
    }
    findings.extend(differences);
    if findings.has_difference() {
        return;
    }
    let is_compared = received.is_some_and(|text| !text.trim().is_empty());
    let given = case.element("SignatureProvided").map(Signature::from_hex);
    let signed_hash = disclosed::hash_in(signed.string_to_sign());
    let hash = disclosed.hash().filter(|_| is_passed);
    let cause = match () {
        () if (is_same || is_compared)
            && given.is_some_and(|given| given.as_ref() != Some(url.signature())) =>
        {
            Cause::Signature
        }
        () if is_same => Cause::Secret,
        () if !is_compared => {
            sent(request, case, findings);
            if findings.has_difference() {
                return;
            }
            Cause::Undisclosed { signed_headers: url.signed_headers().map(Into::into).collect() }
        }
        () if hash.is_some() && hash != signed_hash => match elided.as_slice() {
            [] => Cause::TextAltered,
            [name] => Cause::HeaderChanged { name: name.clone() },
            _ => Cause::SecretOrHeaders { names: unknown },
        },
        () if unknown.is_empty() => Cause::Secret,
        () => Cause::SecretOrHeaders { names: unknown },
    };
    findings.push(|| Finding::new(cause));
}

/// Adds what differs between the request that was signed and the one that was sent, if the latter is known.
fn sent(request: &Received<'_>, case: &Case<'_>, findings: &mut Findings) {
    let (Some(sent), Ok(payload)) = (case.answer.sent(), request.payload()) else { return };
    let signed = request.with_stages(payload, Explanation::new);
    let mut differences = Findings::default();
    sent::compare(signed.canonical_request(), request, sent, &not_passed(request), &mut differences);
    for evidence in differences.shown.iter_mut().filter_map(|finding| finding.evidence.as_mut()) {
        evidence.is_sent = true;
    }
    findings.extend(differences);
}

/// Returns the signed headers whose values are unknown.
fn not_passed(request: &Received<'_>) -> Vec<String> {
    let is_unknown = |name: &&str| *name != "host" && request.values(name).next().is_none();
    request.url().signed_headers().filter(is_unknown).map(ToOwned::to_owned).collect()
}

impl Case<'_> {
    /// Returns whether the answer names a missing header, and has no lines to compare.
    fn tells_header(&self) -> bool {
        self.element("HeaderMissing").is_some() && self.element("CanonicalRequest").is_none()
    }

    /// Returns the cause of an answer without a code.
    fn of_status(&self) -> Cause {
        let region = self.element(BUCKET_REGION).filter(|region| *region != self.url.scope().region());
        match (self.answer.status(), region) {
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
            (Some(status), _) => Cause::NoBody { status },
            (None, _) => Cause::Unknown,
        }
    }
}

/// How servers say that a signature does not match, and nothing else.
const STANDARD_MESSAGE: &str = "request signature we calculated does not match";

/// More findings would not help the reader.
const MAX_FINDINGS: usize = 16;
