use alloc::{boxed::Box, string::String, vec::Vec};
use core::{fmt, str::FromStr};

use crate::{
    ErrorResponse,
    xml::{self, Element},
};

/// The elements of an answer, without the root element.
pub(super) struct Answer {
    name: &'static str,
    elements: Vec<Element>,
}

impl Answer {
    /// Reads an answer whose root element has this name.
    pub(super) fn from_xml(name: &'static str, body: &str) -> Result<Self, AnswerError> {
        if body.len() > MAX_LEN {
            return Err(AnswerError::TooLong { bytes: body.len() });
        }
        // S3 sends white space while it works, so that the connection does not time out.
        let body = body.trim_ascii_start();
        let mut elements = xml::elements(body).ok_or(AnswerError::Malformed { name })?;
        // rclone leaves out the `Result` of one name.
        let is_expected =
            |root: &Element| root.name == name || name.strip_suffix("Result") == Some(&root.name);
        if !elements.first().is_some_and(is_expected) {
            return Err(match ErrorResponse::from_xml(body) {
                Ok(answer) => AnswerError::ErrorResponse(Box::new(answer)),
                Err(_) => AnswerError::Malformed { name },
            });
        }
        elements.remove(0);
        Ok(Self { name, elements })
    }

    /// Returns the text of a child of the root element, if it has one.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let child = self.elements.iter_mut().find(|element| element.depth == 2 && element.name == name)?;
        Some(core::mem::take(&mut child.text)).filter(|text| !text.is_empty())
    }

    /// Returns the text of a child that must be there.
    pub(super) fn required(&mut self, name: &str) -> Result<String, AnswerError> {
        self.text(name).ok_or_else(|| self.malformed())
    }

    /// Returns the value of a child, if it is there.
    pub(super) fn optional<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, AnswerError> {
        self.text(name).map(|text| text.parse().map_err(|_| self.malformed())).transpose()
    }

    /// Returns all elements, in document order.
    pub(super) fn into_elements(self) -> Vec<Element> {
        self.elements
    }

    pub(super) const fn malformed(&self) -> AnswerError {
        AnswerError::Malformed { name: self.name }
    }
}

/// The error returned when an answer is not the expected result.
///
/// S3 may answer 200 and still report an error in the body, for example if it fails while it joins the parts. That
/// is an [`ErrorResponse`](Self::ErrorResponse). If its code is `InternalError` or `SlowDown`, send the request again.
///
/// ```
/// use presign::multipart::{AnswerError, CompleteMultipartUploadResult};
///
/// let body = "<Error><Code>InternalError</Code><Message>Please try again.</Message></Error>";
/// let Err(AnswerError::ErrorResponse(answer)) = CompleteMultipartUploadResult::from_xml(body) else {
///     panic!("an error is not a result");
/// };
/// assert_eq!(answer.code(), "InternalError");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnswerError {
    /// The server answered with an error, possibly with the status 200. [`diagnose`](crate::Presigned::diagnose) finds
    /// its cause.
    ErrorResponse(Box<ErrorResponse>),
    /// The answer is not XML, is cut off, or has another root element or an invalid value.
    Malformed {
        /// The expected root element.
        name: &'static str,
    },
    /// The answer is longer than 4 MiB.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ErrorResponse(answer) => {
                write!(f, "server answered with the error {:?}: pass it to `diagnose`", answer.code())
            }
            Self::Malformed { name } => {
                write!(f, "answer is not a complete `{name}`: pass the whole body, or send the request again")
            }
            Self::TooLong { bytes } => {
                write!(f, "body of {bytes} bytes is too long for an answer: pass at most {MAX_LEN} bytes")
            }
        }
    }
}

impl core::error::Error for AnswerError {}

/// A list of 10,000 parts with their checksums has about 3 MiB.
const MAX_LEN: usize = 4 << 20;
