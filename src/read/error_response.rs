use alloc::{string::String, vec::Vec};
use core::fmt;

use super::limits::MAX_ANSWER_LEN;

/// The body with which S3 refuses a request: a list of named texts, such as `Code`, `Message` and, for
/// `SignatureDoesNotMatch`, `CanonicalRequest` and `StringToSign`.
///
/// Read from XML with the feature `xml`. `Debug` shows the code alone: the rest may hold a session token. See
/// [Error responses][page].
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
    /// Takes the elements, however they were read. Of a name given twice, the first counts.
    #[must_use]
    pub fn from_elements<N: Into<String>, T: Into<String>>(
        elements: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        Self { elements: elements.into_iter().map(|(name, text)| (name.into(), text.into())).collect() }
    }

    /// Reads the XML of an answer's body, of at most 65,536 bytes: S3's have a few thousand. Takes time in proportion to its
    /// length. Needs the feature `xml`.
    ///
    /// # Errors
    ///
    /// [`NotAnErrorResponse`] where it is longer, is not XML, or has no `Code`: an answer to `HEAD` has no body at all.
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

    /// What a program goes by, such as `SignatureDoesNotMatch`; empty where there is none.
    #[must_use]
    pub fn code(&self) -> &str {
        self.element("Code").unwrap_or_default()
    }

    /// The text of an element.
    #[must_use]
    pub fn element(&self, name: &str) -> Option<&str> {
        self.elements.iter().find(|element| element.0 == name).map(|(_, text)| text.as_str())
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse").field("code", &self.code()).finish_non_exhaustive()
    }
}

/// The text is not the XML of an [`ErrorResponse`].
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
    /// It is not XML, or has no `Code`.
    Malformed,
    /// It is longer than 65,536 bytes.
    TooLong {
        /// Its length.
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
