use alloc::{string::String, vec::Vec};
use core::fmt;

#[cfg(feature = "xml")]
use super::copied;
use super::limits::MAX_RESPONSE_LEN;
use crate::sigv4::AmzDate;
#[cfg(feature = "xml")]
use crate::xml;

/// An S3 error response, with optional information about the exchange.
///
/// The body is a list of named elements, such as `Code`, `Message` and, for `SignatureDoesNotMatch`,
/// `CanonicalRequest` and `StringToSign`. With the feature `xml`, [`from_text`](Self::from_text) and
/// [`from_xml`](Self::from_xml) read it. The [status](Self::with_status), the [time](Self::with_date), and the
/// [request](Self::with_request) or the [form](Self::with_form) as it was sent are optional, and make a diagnosis more
/// precise. `Debug` shows only the code and the status, because the other parts may contain a session token. See [Error
/// responses][page].
///
/// ```
/// use presign::ErrorResponse;
///
/// let response = ErrorResponse::from_elements([
///     ("Code", "AccessDenied"),
///     ("Message", "Request has expired"),
/// ]);
/// assert_eq!(response.code(), "AccessDenied");
/// assert_eq!(response.element("Message"), Some("Request has expired"));
/// assert_eq!(response.element("CanonicalRequest"), None);
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ErrorResponse {
    elements: Vec<(String, String)>,
    status: Option<u16>,
    date: Option<AmzDate>,
    sent: Option<SentRequest>,
    /// The fields of a form in the order in which they were sent.
    form: Vec<(String, String)>,
    file_size: Option<u64>,
}

/// The request as the client sent it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct SentRequest {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
}

impl ErrorResponse {
    /// Creates an error response from its elements.
    ///
    /// If a name occurs twice, the first element is used.
    ///
    /// ```
    /// use presign::ErrorResponse;
    ///
    /// let response =
    ///     ErrorResponse::from_elements([("Code", "NoSuchKey"), ("Key", "duck.jpg")]);
    /// assert_eq!(response.code(), "NoSuchKey");
    /// ```
    #[must_use]
    pub fn from_elements<N: Into<String>, T: Into<String>>(
        elements: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        let elements = elements.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
        Self { elements, ..Self::default() }
    }

    /// Creates an error response without a body, such as the response to a `HEAD` request.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let head = s3.head("examplebucket", "duck.jpg").presign()?;
    /// let diagnosis = head.diagnose(&ErrorResponse::from_status(404))?;
    /// assert_eq!(*diagnosis.cause(), Cause::NotFound);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn from_status(status: u16) -> Self {
        Self::default().with_status(status)
    }

    /// Parses the XML body of an error response.
    ///
    /// This is strict: use it in a program that has the body as it was received, and use
    /// [`from_text`](Self::from_text) for text that a person has copied. The body may have up to 65,536 bytes; S3
    /// sends a few thousand. Parsing takes time proportional to its length. Requires the feature `xml`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnErrorResponse`] if the body is too long, is not XML, or has no `Code`. The response to a
    /// `HEAD` request never has a body: see [`from_status`](Self::from_status).
    ///
    /// ```
    /// use presign::ErrorResponse;
    ///
    /// let body = "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Key>a&amp;b</Key></Error>";
    /// let response = ErrorResponse::from_xml(body)?;
    /// assert_eq!(response.element("Key"), Some("a&b"));
    /// # Ok::<(), presign::NotAnErrorResponse>(())
    /// ```
    #[cfg(feature = "xml")]
    pub fn from_xml(body: &str) -> Result<Self, NotAnErrorResponse> {
        check_len(body)?;
        let response = xml::leaves(body).map(Self::from_elements);
        response.filter(Self::has_code).ok_or(NotAnErrorResponse::Malformed)
    }

    /// Reads an error response from text as people copy it.
    ///
    /// The text may be
    ///
    /// * the XML, with or without other text around it, such as a browser's sentence or a shell's `%`, even if it is
    ///   cut off at its end or escaped as HTML;
    /// * the output of `curl -i`, whose head has the status and the `Date`, with or without a body;
    /// * JSON or a log line that contains the XML as a string;
    /// * an exception of an SDK, as JSON or as the SDKs for Python, JavaScript, Go, Java, Ruby and Rust print it.
    ///
    /// The text may have up to 65,536 bytes. Reading takes time proportional to its length. Requires the feature
    /// `xml`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnErrorResponse`] if the text is too long or contains no error response.
    ///
    /// ```
    /// use presign::ErrorResponse;
    ///
    /// let copied = "HTTP/1.1 403 Forbidden\r\nDate: Fri, 24 May 2013 00:00:00 GMT\r\n\r\n\
    ///               <Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>%";
    /// let response = ErrorResponse::from_text(copied)?;
    /// assert_eq!(response.code(), "AccessDenied");
    /// assert_eq!(response.status(), Some(403));
    /// assert_eq!(response.date(), Some("20130524T000000Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "xml")]
    pub fn from_text(text: &str) -> Result<Self, NotAnErrorResponse> {
        check_len(text)?;
        let (head, body) = copied::head(text);
        let (elements, status) = copied::read(body);
        let response = Self {
            elements: elements.into_iter().chain(head.elements).collect(),
            status: head.status.or(status),
            date: head.date,
            ..Self::default()
        };
        if response.has_code() || response.status.is_some() {
            Ok(response)
        } else {
            Err(NotAnErrorResponse::Malformed)
        }
    }

    /// Adds the HTTP status.
    ///
    /// ```
    /// use presign::ErrorResponse;
    ///
    /// let response =
    ///     ErrorResponse::from_elements([("Code", "AccessDenied")]).with_status(403);
    /// assert_eq!(response.status(), Some(403));
    /// ```
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Adds the time of the response: its `Date` header, or the time when it arrived.
    ///
    /// A diagnosis then knows whether the URL was valid at that time.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .presign_at("20130524T000000Z".parse()?)?;
    /// let response = ErrorResponse::from_elements([("Code", "AccessDenied")]);
    /// let late = response.clone().with_date("20130524T001500Z".parse()?);
    /// assert_eq!(*get.diagnose(&late)?.cause(), Cause::Expired);
    /// assert_ne!(*get.diagnose(&response)?.cause(), Cause::Expired);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_date(mut self, date: AmzDate) -> Self {
        self.date = Some(date);
        self
    }

    /// Adds the request, as the client sent it.
    ///
    /// A diagnosis compares it with the signed request, even if the server does not say what it received. Pass all
    /// headers that you know, including `authorization`: a diagnosis shows no secrets.
    ///
    /// `host` and `content-length` may be left out, because clients send them by themselves.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put =
    ///     s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    /// let response = ErrorResponse::from_elements([("Code", "SignatureDoesNotMatch")])
    ///     .with_request("PUT", put.url(), [("Content-Type", "image/png")]);
    /// assert_eq!(
    ///     *put.diagnose(&response)?.cause(),
    ///     Cause::HeaderChanged { name: "content-type".into() }
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_request<N: Into<String>, V: Into<String>>(
        mut self,
        method: &str,
        url: &str,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        self.sent = Some(SentRequest { method: method.into(), url: url.into(), headers });
        self
    }

    /// Adds the form that was refused, as the client sent it: the names and values of its fields, in order.
    ///
    /// The file is the field `file`, whose value is not used. A diagnosis compares the fields with those that were
    /// signed, and finds a file that is not last.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3.post("examplebucket", "duck.jpg").acl("private").presign()?;
    /// let sent = form.fields().filter(|(name, _)| *name != "acl").chain([("file", "")]);
    /// let response = ErrorResponse::from_elements([
    ///     ("Code", "AccessDenied"),
    ///     (
    ///         "Message",
    ///         "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$acl\", \"private\"]",
    ///     ),
    /// ])
    /// .with_form(sent);
    /// assert_eq!(
    ///     *form.diagnose(&response).cause(),
    ///     Cause::FieldMissing { name: "acl".into() }
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_form<N: Into<String>, V: Into<String>>(
        mut self,
        fields: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        self.form = fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        self
    }

    /// Adds the size of the file in the form that was refused, in bytes.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form =
    ///     s3.post("examplebucket", "duck.jpg").content_length(1..=1_000_000).presign()?;
    /// let response = ErrorResponse::from_status(403).with_file_size(0);
    /// assert_eq!(
    ///     *form.diagnose(&response).cause(),
    ///     Cause::FileTooSmall { size: Some(0), limit: Some(1) }
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub const fn with_file_size(mut self, bytes: u64) -> Self {
        self.file_size = Some(bytes);
        self
    }

    /// Returns the error code, such as `SignatureDoesNotMatch`, or an empty string if there is none.
    #[must_use]
    pub fn code(&self) -> &str {
        self.element("Code").unwrap_or_default()
    }

    /// Returns the text of an element.
    #[must_use]
    pub fn element(&self, name: &str) -> Option<&str> {
        self.elements.iter().find(|element| element.0 == name).map(|(_, text)| text.as_str())
    }

    /// Returns the server's time, if the response contains it.
    ///
    /// S3 sends it in the element `ServerTime` if a URL has expired, is not valid yet, or has a date that differs too
    /// much (`RequestTimeTooSkewed`). Pass it to
    /// [`ClockOffset::from_server_time`](crate::ClockOffset::from_server_time) to correct a wrong clock.
    ///
    /// ```
    /// use presign::ErrorResponse;
    ///
    /// let response = ErrorResponse::from_elements([
    ///     ("Code", "RequestTimeTooSkewed"),
    ///     ("ServerTime", "2026-01-01T12:00:00Z"),
    /// ]);
    /// assert_eq!(response.server_time(), Some("20260101T120000Z".parse()?));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn server_time(&self) -> Option<AmzDate> {
        AmzDate::from_rfc3339(self.element("ServerTime")?).ok()
    }

    /// Returns the HTTP status, if it is known.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns when the server responded, if it is known.
    #[must_use]
    pub const fn date(&self) -> Option<AmzDate> {
        self.date
    }

    pub(super) const fn sent(&self) -> Option<&SentRequest> {
        self.sent.as_ref()
    }

    pub(super) fn form(&self) -> &[(String, String)] {
        &self.form
    }

    pub(super) const fn file_size(&self) -> Option<u64> {
        self.file_size
    }

    #[cfg(feature = "xml")]
    fn has_code(&self) -> bool {
        self.element("Code").is_some()
    }
}

#[cfg(feature = "xml")]
fn check_len(text: &str) -> Result<(), NotAnErrorResponse> {
    match text.len() {
        bytes if bytes > MAX_RESPONSE_LEN => Err(NotAnErrorResponse::TooLong { bytes }),
        _ => Ok(()),
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse")
            .field("code", &self.code())
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The error returned when a text contains no [`ErrorResponse`].
///
/// ```
/// use presign::NotAnErrorResponse;
///
/// assert_eq!(
///     NotAnErrorResponse::Malformed.to_string(),
///     "text is not an S3 error: pass the whole body of the response, or its status if it has none",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAnErrorResponse {
    /// The text has no `Code`.
    Malformed,
    /// The text is longer than 65,536 bytes.
    TooLong {
        /// The length of the text in bytes.
        bytes: usize,
    },
}

impl fmt::Display for NotAnErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str(
                "text is not an S3 error: pass the whole body of the response, or its status if it has none",
            ),
            Self::TooLong { bytes } => write!(
                f,
                "body of {bytes} bytes is too long for an S3 error: pass at most {MAX_RESPONSE_LEN} bytes"
            ),
        }
    }
}

impl core::error::Error for NotAnErrorResponse {}
