use alloc::string::String;
use core::fmt;

use super::limits::{MAX_HEADERS, MAX_PARAMETERS, MAX_URL_LEN};
use crate::sigv4::names::{
    X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_EXPIRES, X_AMZ_REGION_SET, X_AMZ_SIGNATURE, X_AMZ_SIGNED_HEADERS,
};

/// The error returned when a presigned URL is invalid.
///
/// The message is one clause that says what is wrong, then what to do. It contains nothing from the URL except names
/// of parameters.
///
/// ```
/// use presign::{PresignedUrl, UrlError};
///
/// let error = "https://bucket.s3.amazonaws.com/key?X-Amz-Date=20130524T000000Z"
///     .parse::<PresignedUrl>()
///     .unwrap_err();
/// assert_eq!(error, UrlError::Missing { parameter: "X-Amz-Algorithm" });
/// assert_eq!(
///     error.to_string(),
///     "parameter X-Amz-Algorithm is missing: use the whole URL"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlError {
    /// The algorithm is not `AWS4-HMAC-SHA256`.
    ///
    /// `AWS4-ECDSA-P256-SHA256` (SigV4A) can be parsed, but not verified without a public key.
    Algorithm,
    /// A parameter has an empty name.
    EmptyName,
    /// The URL was percent-encoded again after it was signed.
    EncodedTwice,
    /// A `%` is not followed by two hexadecimal digits, or the decoded bytes are not UTF-8.
    Encoding,
    /// The separators between parameters are escaped for HTML (`&amp;`), JSON (`\u0026`) or a shell (`\&`).
    Escaped,
    /// The lifetime is not 1 to 604,800 seconds.
    Expires,
    /// The request has no host, several hosts, or a host that differs from that of its target.
    Host,
    /// The signed headers do not include `host`.
    HostUnsigned,
    /// A parameter of the signature is malformed.
    Malformed {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// A parameter of the signature is missing.
    Missing {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// The text is not an `http` or `https` URL, or it has a user name, a fragment or an invalid port.
    NotAUrl,
    /// The URL has no parameters of a signature.
    ///
    /// The request is public, or it is signed in its `Authorization` header.
    NotPresigned,
    /// The URL is signed for another service, such as CloudFront or Google Cloud Storage.
    ///
    /// For Signature Version 2 of S3, see [`SignatureVersion2`](Self::SignatureVersion2).
    OtherSignature {
        /// The name of the service.
        signature: &'static str,
    },
    /// A parameter is repeated, or a parameter of the signature also appears in another spelling.
    Repeated {
        /// The decoded name of the parameter.
        parameter: String,
    },
    /// The credential scope and `X-Amz-Date` have different days.
    ScopeDay,
    /// The URL is signed with Signature Version 2, which newer regions and many other servers do not accept.
    ///
    /// boto3 creates such a URL for a custom endpoint unless it is configured for Version 4.
    SignatureVersion2,
    /// The text has a line break or another control character, or has white space, quotes or angle brackets
    /// around the URL.
    Surrounded,
    /// The URL is longer than 65,536 bytes.
    TooLong,
    /// The URL has more than 1,024 parameters.
    TooManyParameters,
    /// The URL has more than 1,024 signed headers.
    TooManySignedHeaders,
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm => "algorithm is not AWS4-HMAC-SHA256: sign with Signature Version 4",
            Self::Encoding => {
                "url has a `%` without two hexadecimal digits, or does not decode to UTF-8: percent-encode it once, as UTF-8"
            }
            Self::EncodedTwice => "url is percent-encoded twice: decode it once, or copy it from where it was signed",
            Self::Escaped => "url has escaped separators: unescape it, so that a plain `&` joins its parameters",
            Self::EmptyName => "query parameter has an empty name: give it a name or leave it out",
            Self::Expires => "lifetime is out of range: set X-Amz-Expires to 1 to 604800 seconds (seven days)",
            Self::Host => "request does not have exactly one host: send one `Host`, that of the URL",
            Self::HostUnsigned => "host is not signed: list it in X-Amz-SignedHeaders",
            Self::Malformed { parameter } => {
                let form = match *parameter {
                    X_AMZ_CREDENTIAL => "AKID/YYYYMMDD/REGION/SERVICE/aws4_request, without REGION for AWS4-ECDSA-P256-SHA256",
                    X_AMZ_DATE => "a date such as 20130524T000000Z",
                    X_AMZ_EXPIRES => "whole seconds in plain digits",
                    X_AMZ_REGION_SET => "`*`, or regions joined by commas",
                    X_AMZ_SIGNATURE => "64 lower-case hexadecimal digits, or those of a DER sequence for AWS4-ECDSA-P256-SHA256",
                    X_AMZ_SIGNED_HEADERS => "lower-case names in order, joined by `;`",
                    _ => "a value",
                };
                return write!(f, "parameter {parameter} is malformed: use {form}");
            }
            Self::Missing { parameter } => {
                return write!(f, "parameter {parameter} is missing: use the whole URL");
            }
            Self::NotAUrl => {
                "text is not an HTTP URL: use `http://` or `https://`, a host, and no user name or fragment"
            }
            Self::NotPresigned => "url has no signature, and a signature is required: presign it",
            Self::OtherSignature { signature } => {
                return write!(f, "url is signed for {signature}: presign it with AWS Signature Version 4");
            }
            Self::Repeated { parameter } => {
                return write!(f, "parameter {parameter:?} appears twice: send it once, under one name");
            }
            Self::ScopeDay => "day of the credential scope is not that of X-Amz-Date: sign both with the same date",
            Self::SignatureVersion2 => {
                "url is signed with Signature Version 2: sign with Version 4, in boto3 with \
                 `Config(signature_version=\"s3v4\")`"
            }
            Self::Surrounded => "url has line breaks, white space or quotes in or around it: pass the URL alone",
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
