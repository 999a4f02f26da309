//! Finds out why a server refused a request: compares what it computed with what was signed, or uses its error
//! code.

mod answer;
mod cause;
mod comparison;
mod layers;
mod report;
mod secrets;
pub use cause::Cause;

use alloc::{borrow::ToOwned, string::String, vec::Vec};
use core::fmt;

use secrets::Secrets;

use super::{ErrorResponse, PresignedUrl, Refusal, received::Received};
use crate::{
    Explanation, presigned,
    sigv4::{Method, Signature, names::is_secret_header},
};

/// Why a server refused a request: one or several [`Cause`]s, the most likely first.
///
/// [`Display`](fmt::Display) formats it like a compiler error: the lines that differ, with the difference
/// marked, the cause and the fix. It shows at most 16 differences, and the number of the others.
///
/// It contains no signature, session token or customer's key. Text of the server that shares 16 or more
/// characters with one of them, encoded or not, is left out. So is the value after any name that denotes one.
///
/// ```
/// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner, PresignedUrl};
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
/// let url: PresignedUrl = put.url().parse()?;
/// let headers: Vec<_> = put.headers().collect();
/// let diagnosis = url.diagnose(put.method(), &headers, &answer);
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
}

/// A cause and its evidence.
#[derive(Clone)]
struct Finding {
    cause: Cause,
    evidence: Option<Evidence>,
}

/// The signed line and the received one. `None` means that there is no such line.
#[derive(Clone)]
struct Evidence {
    signed: Option<String>,
    received: Option<String>,
}

impl Finding {
    fn new(cause: Cause) -> Self {
        Self { cause, evidence: None }
    }

    fn with(cause: Cause, signed: impl Into<Option<String>>, received: impl Into<Option<String>>) -> Self {
        Self { cause, evidence: Some(Evidence { signed: signed.into(), received: received.into() }) }
    }

    fn elide(&mut self, secrets: &Secrets) {
        let lines = self.evidence.iter_mut().flat_map(|Evidence { signed, received }| [signed, received]);
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
    /// Otherwise the diagnosis relies on the error code and the message. Signed headers that you do not pass
    /// are not compared.
    #[must_use]
    pub fn diagnose(&self, method: Method, headers: &[(&str, &str)], answer: &ErrorResponse) -> Diagnosis {
        let request = Received::new(self, method, headers);
        let message = answer.element("Message");
        // If the answer names a header, that is the cause, unless there are lines to compare.
        let names_header =
            answer.element("HeaderMissing").is_some() && answer.element("CanonicalRequest").is_none();
        let is_mismatch = answer.code() == "SignatureDoesNotMatch" && !names_header
            || message.is_some_and(|text| text.contains("Invalid signature"));
        let secrets = Secrets::from_request(&request);
        let mut findings = Findings::default();
        if is_mismatch {
            mismatch(&request, answer, &mut findings);
        } else {
            findings.push(|| Finding::new(Cause::from_answer(self, answer, &secrets)));
        }
        findings.shown.iter_mut().for_each(|finding| finding.elide(&secrets));
        Diagnosis {
            code: secrets.elide(answer.code()),
            message: message.filter(|_| !is_mismatch).map(|message| secrets.elide(message)),
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

fn mismatch(request: &Received<'_>, answer: &ErrorResponse, findings: &mut Findings) {
    let Ok(payload) = request.payload() else {
        return findings.push(|| Finding::new(Cause::PayloadHash));
    };
    let url = request.url();
    let signed = request.with_stages(payload, Explanation::new);
    // A server may omit keys from the canonical request.
    let is_elided = |name: &str| {
        let canonical_request = answer.element("CanonicalRequest").unwrap_or_default();
        is_secret_header(name)
            && canonical_request.lines().any(|line| line.split_once(':') == Some((name, presigned::ELIDED)))
    };
    let is_known = |name: &str| name == "host" || (request.values(name).next().is_some() && !is_elided(name));
    let unknown: Vec<String> =
        url.signed_headers().filter(|name| !is_known(name)).map(ToOwned::to_owned).collect();
    let (canonical_request, string_to_sign) =
        (answer.element("CanonicalRequest"), answer.element("StringToSign"));

    if let Some(received) = canonical_request {
        comparison::between_requests(signed.canonical_request(), received, &unknown, findings);
    }
    if let Some(received) = string_to_sign {
        comparison::between_strings_to_sign(signed.string_to_sign(), received, findings);
    }
    if findings.shown.is_empty() {
        let given = answer.element("SignatureProvided").map(Signature::from_hex);
        let is_compared = canonical_request.is_some_and(|text| !text.trim().is_empty());
        findings.push(|| {
            Finding::new(match is_compared {
                true if given.is_some_and(|given| given.as_ref() != Some(url.signature())) => {
                    Cause::Signature
                }
                true if unknown.is_empty() => Cause::Secret,
                true => Cause::SecretOrHeaders { names: unknown },
                false => {
                    Cause::Undisclosed { signed_headers: url.signed_headers().map(Into::into).collect() }
                }
            })
        });
    }
}

/// More findings would not help the reader.
const MAX_FINDINGS: usize = 16;
