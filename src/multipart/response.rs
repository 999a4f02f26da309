use alloc::{boxed::Box, string::String, vec::Vec};
use core::{fmt, str::FromStr};

use crate::{
    ErrorResponse,
    xml::{self, Element},
};

/// The elements of a response, without the root element.
pub(super) struct Response {
    name: &'static str,
    elements: Vec<Element>,
}

impl Response {
    /// Reads a response whose root element has this name.
    pub(super) fn from_xml(name: &'static str, body: &str) -> Result<Self, ResponseError> {
        if body.len() > MAX_LEN {
            return Err(ResponseError::TooLong { bytes: body.len() });
        }
        // S3 sends white space while it works, so that the connection does not time out.
        let body = body.trim_ascii_start();
        let mut elements = xml::elements(body).ok_or(ResponseError::Malformed { name })?;
        // rclone leaves out the `Result` of one name.
        let is_expected =
            |root: &Element| root.name == name || name.strip_suffix("Result") == Some(&root.name);
        if !elements.first().is_some_and(is_expected) {
            return Err(match ErrorResponse::from_xml(body) {
                Ok(response) => ResponseError::ErrorResponse(Box::new(response)),
                Err(_) => ResponseError::Malformed { name },
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
    pub(super) fn required(&mut self, name: &str) -> Result<String, ResponseError> {
        self.text(name).ok_or_else(|| self.malformed())
    }

    /// Returns the value of a child, if it is there.
    pub(super) fn optional<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, ResponseError> {
        self.text(name).map(|text| text.parse().map_err(|_| self.malformed())).transpose()
    }

    /// Returns all elements, in document order.
    pub(super) fn into_elements(self) -> Vec<Element> {
        self.elements
    }

    pub(super) const fn malformed(&self) -> ResponseError {
        ResponseError::Malformed { name: self.name }
    }
}

/// The error returned when a response is not the expected result.
///
/// S3 may return 200 and still report an error in the body, for example if it fails while it joins the parts. That
/// is an [`ErrorResponse`](Self::ErrorResponse). If its code is `InternalError` or `SlowDown`, send the request again.
///
/// ```
/// use presign::multipart::{CompleteMultipartUploadResult, ResponseError};
///
/// let body = "<Error><Code>InternalError</Code><Message>Please try again.</Message></Error>";
/// let Err(ResponseError::ErrorResponse(response)) = CompleteMultipartUploadResult::from_xml(body) else {
///     panic!("an error is not a result");
/// };
/// assert_eq!(response.code(), "InternalError");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseError {
    /// The server returned an error, possibly with the status 200. [`diagnose`](crate::Presigned::diagnose) finds
    /// its cause.
    ErrorResponse(Box<ErrorResponse>),
    /// The response is not XML, is cut off, or has another root element or an invalid value.
    Malformed {
        /// The expected root element.
        name: &'static str,
    },
    /// The response is longer than 4 MiB.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ErrorResponse(response) => {
                write!(f, "server returned the error {:?}: pass it to `diagnose`", response.code())
            }
            Self::Malformed { name } => {
                write!(
                    f,
                    "response is not a complete `{name}`: pass the whole body, or send the request again"
                )
            }
            Self::TooLong { bytes } => {
                write!(f, "body of {bytes} bytes is too long for a response: pass at most {MAX_LEN} bytes")
            }
        }
    }
}

impl core::error::Error for ResponseError {}

/// A list of 10,000 parts with their checksums has about 3 MiB.
const MAX_LEN: usize = 4 << 20;
