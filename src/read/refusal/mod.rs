use alloc::string::String;
use core::fmt;

use super::{FormError, UrlError, limits::MAX_HEADERS};
use crate::sigv4::AmzDate;

mod response;

/// Why a request is refused, with S3's [error code](Self::code), [status](Self::status) and
/// [XML](Self::to_xml).
///
/// Messages are precise about mistakes that a client can fix. If the signature does not match, they say only
/// that. See [Error responses][page].
///
/// ```
/// use presign::Refusal;
///
/// let refusal = Refusal::HeaderNotSigned { name: "x-amz-copy-source".into() };
/// assert_eq!((refusal.status(), refusal.code()), (403, "AccessDenied"));
/// assert_eq!(
///     refusal.to_xml("/photos/duck.jpg", "4442587FB7D0A2F9"),
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>There were headers present in the \
///      request which were not signed (header `x-amz-copy-source` was sent unsigned: sign it or leave it out)</Message>\
///      <HeadersNotSigned>x-amz-copy-source</HeadersNotSigned>\
///      <Resource>/photos/duck.jpg</Resource><RequestId>4442587FB7D0A2F9</RequestId></Error>",
/// );
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The request has an `Authorization` header as well as a signature in the URL.
    AuthorizationSent,
    /// A condition of a form's policy does not hold.
    ConditionFailed {
        /// The condition, such as `["eq", "$acl", "private"]`. Secrets in it are replaced by `..`.
        condition: String,
    },
    /// The URL has expired.
    Expired {
        /// When it expired.
        expires_at: AmzDate,
        /// The time of the server.
        now: AmzDate,
    },
    /// The temporary credentials have expired.
    ExpiredToken,
    /// No condition of a form's policy covers a field.
    FieldNotCovered {
        /// The name of the field, in lower case.
        name: String,
    },
    /// The server does not implement a field of a form: see
    /// [`VerifiedPost::takes_only`](crate::VerifiedPost::takes_only).
    FieldNotImplemented {
        /// The name of the field, in lower case.
        name: String,
    },
    /// The file of a form is too large.
    FileTooLarge {
        /// The length of the file in bytes.
        len: u64,
        /// The maximum length.
        max: u64,
    },
    /// The file of a form is too small.
    FileTooSmall {
        /// The length of the file in bytes.
        len: u64,
        /// The minimum length.
        min: u64,
    },
    /// The form is not valid.
    Form(FormError),
    /// A signed header is missing.
    HeaderMissing {
        /// The name of the header.
        name: String,
    },
    /// The server does not implement a header.
    ///
    /// It is either a [signed](crate::Verified::takes_only) one, or `transfer-encoding` together with a signed
    /// `content-length`.
    HeaderNotImplemented {
        /// The name of the header.
        name: String,
    },
    /// An `x-amz-*` header is not signed.
    HeaderNotSigned {
        /// The name of the header.
        name: String,
    },
    /// The server does not [serve](crate::Verifier::domain) the host of the URL.
    HostNotServed {
        /// The host of the URL.
        host: String,
    },
    /// The access key id is unknown.
    InvalidAccessKeyId,
    /// The session token does not belong to the access key id.
    InvalidToken,
    /// S3 does not know the method.
    Method,
    /// The date of the URL is ahead of the server's clock.
    NotYetValid {
        /// The date of the URL (`X-Amz-Date`).
        date: AmzDate,
        /// The time of the server.
        now: AmzDate,
    },
    /// The server does not implement a parameter: see [`Verified::takes_only`](crate::Verified::takes_only).
    ParameterNotImplemented {
        /// The name of the parameter.
        name: String,
    },
    /// The value of `x-amz-content-sha256` is neither `UNSIGNED-PAYLOAD` nor a SHA-256.
    PayloadHash,
    /// The body does not have the signed SHA-256.
    ///
    /// The crate never returns this: it is for the caller, who has the body.
    PayloadMismatch,
    /// The policy of a form has expired.
    PolicyExpired {
        /// When it expired.
        expires_at: AmzDate,
        /// The time of the server.
        now: AmzDate,
    },
    /// The signature is for another region.
    Region {
        /// The region of the server.
        expected: String,
    },
    /// The signature is for another service.
    Service {
        /// The service of the server.
        expected: String,
    },
    /// The signature does not match the request and the key.
    SignatureDoesNotMatch,
    /// The request has more than 1,024 headers.
    TooManyHeaders,
    /// The URL is not a valid presigned URL.
    Url(UrlError),
}

impl From<FormError> for Refusal {
    fn from(error: FormError) -> Self {
        Self::Form(error)
    }
}

impl From<UrlError> for Refusal {
    fn from(error: UrlError) -> Self {
        Self::Url(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AuthorizationSent => {
                "request has both an `authorization` header and a signature in its url: send only one of them"
            }
            Self::ConditionFailed { condition } => {
                return write!(f, "policy condition {condition} is not met: send the value that it requires");
            }
            Self::Expired { expires_at, now } => {
                return write!(f, "url expired at {expires_at} and it is now {now}: ask for a new one");
            }
            Self::ExpiredToken => "temporary credentials have expired: sign with new ones",
            Self::FieldNotCovered { name } => {
                return write!(f, "form field {name:?} has no condition in the policy: add one, or leave the field out");
            }
            Self::FieldNotImplemented { name } => {
                return write!(f, "form field {name:?} is not implemented by this server: sign without it");
            }
            Self::FileTooLarge { len, max } => {
                return write!(f, "file size {len} exceeds the maximum of {max} bytes: send a smaller file");
            }
            Self::FileTooSmall { len, min } => {
                return write!(f, "file size {len} is below the minimum of {min} bytes: send a larger file");
            }
            Self::Form(error) => return error.fmt(f),
            Self::HeaderMissing { name } => {
                return write!(f, "signed header `{name}` is missing: send it as it was signed");
            }
            Self::HeaderNotImplemented { name } => {
                return write!(f, "header `{name}` is not implemented by this server: sign and send without it");
            }
            Self::HeaderNotSigned { name } => {
                return write!(f, "header `{name}` was sent unsigned: sign it or leave it out");
            }
            Self::HostNotServed { host } => {
                return write!(f, "host {host:?} is not served here: sign for a host of this server");
            }
            Self::InvalidAccessKeyId => "access key id is unknown: check which credentials signed",
            Self::InvalidToken => "session token does not belong to the access key id: sign with both from the same credentials",
            Self::Method => "method is unknown: use DELETE, GET, HEAD, OPTIONS, PATCH, POST or PUT",
            Self::NotYetValid { date, now } => {
                return write!(f, "url is not valid before {date} and it is now {now}: check the clock of the signer");
            }
            Self::ParameterNotImplemented { name } => {
                return write!(f, "parameter {name:?} is not implemented by this server: sign without it");
            }
            Self::PayloadHash => {
                "header `x-amz-content-sha256` is not a hash: send 64 lower-case hexadecimal digits or UNSIGNED-PAYLOAD"
            }
            Self::PayloadMismatch => "SHA-256 of the body is not the one that was signed: send the body that was signed",
            Self::PolicyExpired { expires_at, now } => {
                return write!(f, "policy expired at {expires_at} and it is now {now}: ask for a new form");
            }
            Self::Region { expected } => return write!(f, "region is wrong: sign for {expected:?}"),
            Self::Service { expected } => return write!(f, "service is wrong: sign for {expected:?}"),
            Self::SignatureDoesNotMatch => {
                "signature does not match the request: check the secret, and that the request was sent as it was signed"
            }
            Self::TooManyHeaders => {
                return write!(f, "request has too many headers: send at most {MAX_HEADERS}");
            }
            Self::Url(error) => return error.fmt(f),
        })
    }
}

impl core::error::Error for Refusal {}
