//! Why a server refused: the lines that it computed beside those that were signed, or else what its code says.

mod answer;
mod cause;
mod comparison;
mod report;
pub use cause::Cause;

use alloc::{
    borrow::ToOwned,
    string::{String, ToString},
    vec,
    vec::Vec,
};
use core::fmt;

use super::{ErrorResponse, PresignedUrl, Refusal, received::Received};
use crate::{
    Explanation,
    sigv4::{Method, Signature, uri_encode},
};

/// What is wrong with a request that was refused: one [`Cause`] or several, the first the most likely.
///
/// [`Display`](fmt::Display) reads like a compiler's message: the lines that differ, the difference marked, the cause and
/// what to do. It holds no signature, session token or customer's key.
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
    /// What the server says, where it is more than that a signature does not match.
    message: Option<String>,
    findings: Vec<Finding>,
}

impl Diagnosis {
    /// The most likely cause.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        self.findings.first().map_or(&Cause::Unknown, |finding| &finding.cause)
    }

    /// Every cause that was found.
    pub fn causes(&self) -> impl Iterator<Item = &Cause> + Clone {
        self.findings.iter().map(|finding| &finding.cause)
    }

    /// S3's code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// A cause and what shows it.
#[derive(Clone)]
struct Finding {
    cause: Cause,
    evidence: Option<Evidence>,
}

/// What was signed and what was received. `None`: nothing.
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

    fn without(mut self, secrets: &[String]) -> Self {
        let lines = self.evidence.iter_mut().flat_map(|Evidence { signed, received }| [signed, received]);
        for text in lines.flatten().chain(self.cause.texts()) {
            *text = without(secrets, text);
        }
        self
    }
}

/// What a report must not hold, in the forms in which a server may quote it.
fn secrets(request: &Received<'_>) -> Vec<String> {
    let token = request.url.session_token().unwrap_or_default();
    let is_key = |header: &&(&str, &str)| header.0.to_ascii_lowercase().ends_with("-customer-key");
    let keys = request.headers.iter().filter(is_key).map(|(_, value)| (*value).to_owned());
    let of_url = [request.url.signature().to_string(), uri_encode(token).to_string(), token.to_owned()];
    of_url.into_iter().chain(keys).filter(|secret| secret.len() >= MIN_SECRET).collect()
}

/// Takes secrets out of a text: of a query that was mangled, or in a server's words, they may be anywhere.
fn without(secrets: &[String], text: &str) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), ".."))
}

/// Elides the lines.
impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl PresignedUrl {
    /// Finds out why a server refused a request with this URL: from what was signed, its method and its headers (as
    /// [`Presigned::headers`](crate::Presigned::headers) has them), and from the server's answer.
    ///
    /// Where the answer holds the canonical request, as that of AWS does, the two are compared line by line; where it does not,
    /// its code and its message have to do. Values of signed headers that are not given are not compared.
    #[must_use]
    pub fn diagnose(&self, method: Method, headers: &[(&str, &str)], answer: &ErrorResponse) -> Diagnosis {
        let request = Received { url: self, method, headers };
        let message = answer.element("Message");
        // A header that is named is the cause, unless there are lines to compare.
        let names_header =
            answer.element("HeaderMissing").is_some() && answer.element("CanonicalRequest").is_none();
        let is_mismatch = answer.code() == "SignatureDoesNotMatch" && !names_header
            || message.is_some_and(|text| text.contains("Invalid signature"));
        let (findings, message) = if is_mismatch {
            (mismatch(&request, answer), None)
        } else {
            (vec![Finding::new(Cause::from_answer(self, answer))], message)
        };
        let secrets = secrets(&request);
        Diagnosis {
            code: without(&secrets, answer.code()),
            message: message.map(|message| without(&secrets, message)),
            findings: findings.into_iter().map(|finding| finding.without(&secrets)).collect(),
        }
    }

    /// The canonical request and the string to sign of a request with this URL, as a server computes them from what it
    /// received.
    ///
    /// # Errors
    ///
    /// [`Refusal::PayloadHash`], where `x-amz-content-sha256` is none.
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
        let request = Received { url: self, method, headers };
        Ok(request.with_stages(request.payload()?, Explanation::new))
    }
}

fn mismatch(request: &Received<'_>, answer: &ErrorResponse) -> Vec<Finding> {
    let Ok(signed) = request.url.explain(request.method, request.headers) else {
        return vec![Finding::new(Cause::PayloadHash)];
    };
    let is_known = |name: &str| name == "host" || request.values(name).next().is_some();
    let unknown: Vec<String> =
        request.url.signed_headers().filter(|name| !is_known(name)).map(ToOwned::to_owned).collect();
    let (canonical_request, string_to_sign) =
        (answer.element("CanonicalRequest"), answer.element("StringToSign"));

    let mut findings = Vec::new();
    if let Some(received) = canonical_request {
        findings.extend(comparison::between_requests(signed.canonical_request(), received, &unknown));
    }
    if let Some(received) = string_to_sign {
        findings.extend(comparison::between_strings_to_sign(signed.string_to_sign(), received));
    }
    if findings.is_empty() {
        let given = answer.element("SignatureProvided").map(Signature::from_hex);
        let is_compared = canonical_request.is_some_and(|text| !text.trim().is_empty());
        findings.push(Finding::new(match is_compared {
            true if given.is_some_and(|given| given.as_ref() != Some(request.url.signature())) => {
                Cause::Signature
            }
            true if unknown.is_empty() => Cause::Secret,
            true => Cause::SecretOrHeaders { names: unknown },
            false => {
                Cause::Undisclosed { signed_headers: request.url.signed_headers().map(Into::into).collect() }
            }
        }));
    }
    findings
}

/// What is shorter is easily guessed, and may be part of any word.
const MIN_SECRET: usize = 8;
