use alloc::string::String;
use core::fmt;

use super::limits::{MAX_HEADERS, MAX_PARAMETERS, MAX_URL_LEN};
use crate::sigv4::names::{
    X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_EXPIRES, X_AMZ_SIGNATURE, X_AMZ_SIGNED_HEADERS,
};

/// What is wrong with the text of a presigned URL.
///
/// The message is one clause that says what was wrong and what was expected. It holds no part of the URL but the names of
/// parameters.
///
/// ```
/// use presign::{PresignedUrl, UrlError};
///
/// let error = "https://bucket.s3.amazonaws.com/key?X-Amz-Date=20130524T000000Z".parse::<PresignedUrl>().unwrap_err();
/// assert_eq!(error, UrlError::Missing { parameter: "X-Amz-Algorithm" });
/// assert_eq!(error.to_string(), "parameter X-Amz-Algorithm is missing: the URL was cut, take the whole of it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlError {
    /// The algorithm is not `AWS4-HMAC-SHA256`, or the URL is signed with Signature Version 2.
    Algorithm,
    /// A `%` is not followed by two hexadecimal digits, or what they encode is not UTF-8.
    Encoding,
    /// A parameter has no name.
    EmptyName,
    /// The lifetime is not one of 1 to 604,800 seconds.
    Expires,
    /// A request has no host, more than one, or one that is not the host of its target.
    Host,
    /// `host` is not among the signed headers.
    HostUnsigned,
    /// A parameter of the signature has another form than the protocol gives it.
    Malformed {
        /// Its name.
        parameter: &'static str,
    },
    /// A parameter of the signature is missing.
    Missing {
        /// Its name.
        parameter: &'static str,
    },
    /// The text is not an `http` or `https` URL, or has a user name, a fragment or a port that is none.
    NotAUrl,
    /// The URL has no parameter of a signature at all: the request is public, or signed in its `Authorization` header.
    NotPresigned,
    /// A parameter is given twice, or one of the signature's in another spelling as well.
    Repeated {
        /// Its name, decoded.
        parameter: String,
    },
    /// The day of the credential scope is not that of `X-Amz-Date`.
    ScopeDay,
    /// The URL is longer than 65,536 bytes.
    TooLong,
    /// The URL has more than 1,024 parameters.
    TooManyParameters,
    /// More than 1,024 headers are signed.
    TooManySignedHeaders,
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm => "algorithm is not AWS4-HMAC-SHA256: sign with Signature Version 4",
            Self::Encoding => {
                "url has a `%` without two hexadecimal digits, or is not UTF-8 once decoded: encode it once, as UTF-8"
            }
            Self::EmptyName => "query parameter has an empty name: give it a name or leave it out",
            Self::Expires => "lifetime is out of range: X-Amz-Expires takes 1 to 604800 (seven days)",
            Self::Host => "request has not exactly one host: send one `Host`, that of the URL",
            Self::HostUnsigned => "host is not signed: name it in X-Amz-SignedHeaders",
            Self::Malformed { parameter } => {
                let form = match *parameter {
                    X_AMZ_CREDENTIAL => "AKID/YYYYMMDD/REGION/SERVICE/aws4_request",
                    X_AMZ_DATE => "a date such as 20130524T000000Z",
                    X_AMZ_EXPIRES => "whole seconds in plain digits",
                    X_AMZ_SIGNATURE => "64 lower-case hexadecimal digits",
                    X_AMZ_SIGNED_HEADERS => "lower-case names in order, joined by `;`",
                    _ => "a value",
                };
                return write!(f, "parameter {parameter} is malformed: it takes {form}");
            }
            Self::Missing { parameter } => {
                return write!(f, "parameter {parameter} is missing: the URL was cut, take the whole of it");
            }
            Self::NotAUrl => {
                "text is not a URL that a client sends: give `http://` or `https://`, a host and no user name or fragment"
            }
            Self::NotPresigned => "url has no signature, and a signature is required: presign it",
            Self::Repeated { parameter } => {
                return write!(f, "parameter {parameter:?} is given twice: give it once, in one spelling");
            }
            Self::ScopeDay => "day of the credential scope is not that of X-Amz-Date: sign both as of one moment",
            Self::TooLong => {
                return write!(f, "url is too long: use at most {MAX_URL_LEN} bytes, and send large values as headers");
            }
            Self::TooManyParameters => {
                return write!(f, "url has too many parameters: use at most {MAX_PARAMETERS}");
            }
            Self::TooManySignedHeaders => {
                return write!(f, "too many headers are signed: sign at most {MAX_HEADERS}");
            }
        })
    }
}

impl core::error::Error for UrlError {}
