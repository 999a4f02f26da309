//! The gateway's errors and their responses in S3's format.

use std::io;

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use presign::{Explanation, Refusal};

/// A refusal of the verifier, or another error of S3.
pub enum Failure {
    Refused(Option<Explanation>, Refusal),
    Named(StatusCode, &'static str, &'static str),
}

impl Failure {
    pub const BAD_DIGEST: Self = Self::Named(
        StatusCode::BAD_REQUEST,
        "BadDigest",
        "The Content-MD5 or checksum value that you specified did not match what the server received.",
    );
    pub const INCOMPLETE_BODY: Self = Self::Named(
        StatusCode::BAD_REQUEST,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header.",
    );
    pub const INVALID_ARGUMENT: Self =
        Self::Named(StatusCode::BAD_REQUEST, "InvalidArgument", "Invalid Argument");
    pub const INVALID_DIGEST: Self = Self::Named(
        StatusCode::BAD_REQUEST,
        "InvalidDigest",
        "The Content-MD5 or checksum value that you specified is not valid.",
    );
    pub const MALFORMED_FORM: Self = Self::Named(
        StatusCode::BAD_REQUEST,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
    );
    pub const NO_FILE: Self = Self::Named(
        StatusCode::BAD_REQUEST,
        "InvalidArgument",
        "POST requires exactly one file upload per request.",
    );
    pub const NOT_IMPLEMENTED: Self = Self::Named(
        StatusCode::NOT_IMPLEMENTED,
        "NotImplemented",
        "The operation that was signed is not implemented.",
    );
    pub const NOT_MODIFIED: Self = Self::Named(StatusCode::NOT_MODIFIED, "NotModified", "Not Modified");
    pub const NO_SUCH_BUCKET: Self =
        Self::Named(StatusCode::NOT_FOUND, "NoSuchBucket", "The specified bucket does not exist");
    pub const NO_SUCH_KEY: Self =
        Self::Named(StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist.");
    pub const PRECONDITION_FAILED: Self = Self::Named(
        StatusCode::PRECONDITION_FAILED,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
    );
    pub const REQUEST_TIMEOUT: Self = Self::Named(
        StatusCode::BAD_REQUEST,
        "RequestTimeout",
        "Your socket connection to the server was not read from or written to within the timeout period.",
    );
    pub const TOO_LARGE: Self = Self::Named(
        StatusCode::BAD_REQUEST,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size",
    );

    pub fn into_response(self, resource: &str) -> Response {
        let (status, xml) = match self {
            // This status has no body.
            Self::Named(StatusCode::NOT_MODIFIED, ..) => return StatusCode::NOT_MODIFIED.into_response(),
            Self::Refused(explanation, refusal) => {
                let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
                let xml = match (&refusal, explanation) {
                    (Refusal::SignatureDoesNotMatch, Some(explanation)) => {
                        refusal.to_xml_with(&explanation, resource, "")
                    }
                    _ => refusal.to_xml(resource, ""),
                };
                (status, xml)
            }
            Self::Named(status, code, message) => {
                (status, format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>"))
            }
        };
        (status, [(header::CONTENT_TYPE, "application/xml")], Body::from(xml)).into_response()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(None, refusal)
    }
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Named(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalError",
            "We encountered an internal error. Please try again.",
        )
    }
}
