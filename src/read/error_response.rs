use alloc::{string::String, vec::Vec};
use core::fmt;

use super::limits::MAX_ANSWER_LEN;
use crate::AmzDate;

/// The body of an S3 error response.
///
/// It is a list of named elements, such as `Code`, `Message` and, for `SignatureDoesNotMatch`,
/// `CanonicalRequest` and `StringToSign`. The feature `xml` reads it from XML. `Debug` shows the code only,
/// because the other elements may hold a session token. See [Error responses][page].
///
/// ```
/// use presign::ErrorResponse;
///
/// let answer = ErrorResponse::from_elements([("Code", "AccessDenied"), ("Message", "Request has expired")]);
/// assert_eq!(answer.code(), "AccessDenied");
/// assert_eq!(answer.element("Message"), Some("Request has expired"));
/// assert_eq!(answer.element("CanonicalRequest"), None);
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
#[derive(Clone, PartialEq, Eq)]
pub struct ErrorResponse {
    elements: Vec<(String, String)>,
}

impl ErrorResponse {
    /// Creates an error response from its elements.
    ///
    /// If a name is given twice, the first one counts.
    #[must_use]
    pub fn from_elements<N: Into<String>, T: Into<String>>(
        elements: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        Self { elements: elements.into_iter().map(|(name, text)| (name.into(), text.into())).collect() }
    }

    /// Parses the XML body of an error response.
    ///
    /// The body may have up to 65,536 bytes; those of S3 have a few thousand. Parsing takes time proportional
    /// to its length. Requires the feature `xml`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnErrorResponse`] if the body is too long, is not XML, or has no `Code`. The answer to a
    /// `HEAD` request never has a body.
    ///
    /// ```
    /// use presign::ErrorResponse;
    ///
    /// let body = "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Key>a&amp;b</Key></Error>";
    /// let answer = ErrorResponse::from_xml(body)?;
    /// assert_eq!(answer.element("Key"), Some("a&b"));
    /// # Ok::<(), presign::NotAnErrorResponse>(())
    /// ```
    #[cfg(feature = "xml")]
    pub fn from_xml(body: &str) -> Result<Self, NotAnErrorResponse> {
        if body.len() > MAX_ANSWER_LEN {
            return Err(NotAnErrorResponse::TooLong { bytes: body.len() });
        }
        let answer = super::xml::leaves(body).map(Self::from_elements);
        answer.filter(|answer| answer.element("Code").is_some()).ok_or(NotAnErrorResponse::Malformed)
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

    /// Returns the time by the server's clock, if the response tells it.
    ///
    /// S3 does so in the element `ServerTime` when a URL has expired, is not valid yet, or has a date that is
    /// too far off (`RequestTimeTooSkewed`). Pass it to
    /// [`ClockOffset::from_server_time`](crate::ClockOffset::from_server_time) to correct a wrong clock.
    ///
    /// ```
    /// use presign::ErrorResponse;
    ///
    /// let answer = ErrorResponse::from_elements([
    ///     ("Code", "RequestTimeTooSkewed"),
    ///     ("ServerTime", "2026-01-01T12:00:00Z"),
    /// ]);
    /// assert_eq!(answer.server_time(), Some("20260101T120000Z".parse()?));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn server_time(&self) -> Option<AmzDate> {
        AmzDate::from_rfc3339(self.element("ServerTime")?).ok()
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse").field("code", &self.code()).finish_non_exhaustive()
    }
}

/// The error returned when a text is not the XML of an [`ErrorResponse`].
///
/// ```
/// use presign::NotAnErrorResponse;
///
/// assert_eq!(
///     NotAnErrorResponse::Malformed.to_string(),
///     "body is not the XML of an S3 error: give the whole body of the answer",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAnErrorResponse {
    /// The text is not XML, or has no `Code`.
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
            Self::Malformed => {
                f.write_str("body is not the XML of an S3 error: give the whole body of the answer")
            }
            Self::TooLong { bytes } => write!(
                f,
                "body of {bytes} bytes is too long for an S3 error: give at most {MAX_ANSWER_LEN} bytes"
            ),
        }
    }
}

impl core::error::Error for NotAnErrorResponse {}
