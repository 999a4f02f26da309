use alloc::{
    borrow::Cow,
    format,
    string::{String, ToString},
};
use core::fmt;

#[cfg(doc)]
use super::PresignedUrl;
use super::{FormError, UrlError, limits::MAX_HEADERS};
use crate::{
    Explanation,
    sigv4::{
        AmzDate,
        names::{X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_EXPIRES},
    },
    xml::Escaped,
};

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
    /// [`VerifiedPost::takes_only`](super::VerifiedPost::takes_only).
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
    /// The form is not a valid one.
    Form(FormError),
    /// A signed header is missing.
    HeaderMissing {
        /// The name of the header.
        name: String,
    },
    /// The server does not implement a header.
    ///
    /// It is either a [signed](super::Verified::takes_only) one, or `transfer-encoding` together with a signed
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
    /// The server does not [serve](super::Verifier::domain) the host of the URL.
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
    /// The server does not implement a parameter: see [`Verified::takes_only`](super::Verified::takes_only).
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

impl Refusal {
    /// Returns S3's error code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AuthorizationSent | Self::PayloadHash => "InvalidArgument",
            Self::ConditionFailed { .. }
            | Self::Expired { .. }
            | Self::FieldNotCovered { .. }
            | Self::HeaderNotSigned { .. }
            | Self::NotYetValid { .. }
            | Self::PolicyExpired { .. } => "AccessDenied",
            Self::ExpiredToken => "ExpiredToken",
            Self::HeaderMissing { .. } | Self::SignatureDoesNotMatch => "SignatureDoesNotMatch",
            Self::FieldNotImplemented { .. }
            | Self::HeaderNotImplemented { .. }
            | Self::ParameterNotImplemented { .. } => "NotImplemented",
            Self::FileTooLarge { .. } => "EntityTooLarge",
            Self::FileTooSmall { .. } => "EntityTooSmall",
            Self::Form(error) => error.code(),
            Self::HostNotServed { .. } => "InvalidRequest",
            Self::InvalidAccessKeyId => "InvalidAccessKeyId",
            Self::InvalidToken => "InvalidToken",
            Self::Method => "MethodNotAllowed",
            Self::PayloadMismatch => "XAmzContentSHA256Mismatch",
            Self::Region { .. } | Self::Service { .. } => "AuthorizationQueryParametersError",
            Self::TooManyHeaders
            | Self::Url(UrlError::TooLong | UrlError::TooManyParameters | UrlError::TooManySignedHeaders) => {
                "RequestHeaderSectionTooLarge"
            }
            Self::Url(UrlError::NotPresigned | UrlError::OtherSignature { .. }) => "AccessDenied",
            Self::Url(UrlError::SignatureVersion2) => "InvalidRequest",
            Self::Url(
                UrlError::EmptyName
                | UrlError::Encoding
                | UrlError::Host
                | UrlError::NotAUrl
                | UrlError::Surrounded,
            ) => "InvalidURI",
            Self::Url(_) => "AuthorizationQueryParametersError",
        }
    }

    /// Returns the HTTP status: 400, 403, 405 or 501.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::ConditionFailed { .. }
            | Self::Expired { .. }
            | Self::FieldNotCovered { .. }
            | Self::Form(FormError::NotSigned)
            | Self::HeaderMissing { .. }
            | Self::HeaderNotSigned { .. }
            | Self::InvalidAccessKeyId
            | Self::NotYetValid { .. }
            | Self::PolicyExpired { .. }
            | Self::SignatureDoesNotMatch
            | Self::Url(UrlError::NotPresigned | UrlError::OtherSignature { .. }) => 403,
            Self::Method => 405,
            Self::FieldNotImplemented { .. }
            | Self::HeaderNotImplemented { .. }
            | Self::ParameterNotImplemented { .. } => 501,
            Self::AuthorizationSent
            | Self::ExpiredToken
            | Self::FileTooLarge { .. }
            | Self::FileTooSmall { .. }
            | Self::Form(_)
            | Self::HostNotServed { .. }
            | Self::InvalidToken
            | Self::PayloadHash
            | Self::PayloadMismatch
            | Self::Region { .. }
            | Self::Service { .. }
            | Self::TooManyHeaders
            | Self::Url(_) => 400,
        }
    }

    /// Returns the XML body of the answer, whose content type is `application/xml`.
    ///
    /// `resource` is the requested path, and `request_id` an id for the logs. `Message` starts with S3's own
    /// message, which clients may rely on, and ends with the text of [`Display`](fmt::Display). A
    /// [diagnosis](PresignedUrl::diagnose) finds the cause of each refusal.
    #[must_use]
    pub fn to_xml(&self, resource: &str, request_id: &str) -> String {
        self.xml(&self.details(), resource, request_id)
    }

    /// Returns the XML like [`to_xml`](Self::to_xml), with the canonical request and the string to sign.
    ///
    /// S3 includes them if the signature does not match, and the sender needs them for a
    /// [diagnosis](PresignedUrl::diagnose). They are computed from what the sender sent, including a session
    /// token. A customer's encryption key is replaced by `..`, which a diagnosis recognizes. Behind a proxy,
    /// they show the request as the proxy forwarded it.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, ErrorResponse, Presigner, Refusal};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let explanation = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .explain_at("20130524T000000Z".parse()?)?;
    /// let xml =
    ///     Refusal::SignatureDoesNotMatch.to_xml_with(&explanation, "/duck.jpg", "");
    /// # #[cfg(feature = "xml")]
    /// # {
    /// let answer = ErrorResponse::from_xml(&xml)?;
    /// assert_eq!(
    ///     answer.element("CanonicalRequest"),
    ///     Some(explanation.canonical_request())
    /// );
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_xml_with(&self, explanation: &Explanation, resource: &str, request_id: &str) -> String {
        let details = format!(
            "{}<StringToSign>{}</StringToSign><CanonicalRequest>{}</CanonicalRequest>",
            self.details(),
            Escaped(explanation.string_to_sign()),
            Escaped(&explanation.shown_request().to_string())
        );
        self.xml(&details, resource, request_id)
    }

    /// Returns S3's message.
    fn s3_message(&self) -> Cow<'static, str> {
        let text = match self {
            Self::AuthorizationSent => {
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or \
                 the Authorization header should be specified"
            }
            Self::ConditionFailed { condition } => {
                return format!("Invalid according to Policy: Policy Condition failed: {condition}").into();
            }
            Self::Expired { .. } => "Request has expired",
            Self::ExpiredToken => "The provided token has expired.",
            Self::FieldNotCovered { name } => {
                return format!("Invalid according to Policy: Extra input fields: {name}").into();
            }
            Self::FieldNotImplemented { .. } => {
                "A form field you provided implies functionality that is not implemented"
            }
            Self::FileTooLarge { .. } => "Your proposed upload exceeds the maximum allowed size",
            Self::FileTooSmall { .. } => "Your proposed upload is smaller than the minimum allowed size",
            Self::Form(error) => return error.s3_message(),
            Self::HeaderMissing { .. } | Self::SignatureDoesNotMatch => {
                "The request signature we calculated does not match the signature you provided. Check your key and signing method."
            }
            Self::HeaderNotImplemented { .. } => {
                "A header you provided implies functionality that is not implemented"
            }
            Self::HeaderNotSigned { .. } => "There were headers present in the request which were not signed",
            Self::HostNotServed { .. } => "Invalid Request",
            Self::InvalidAccessKeyId => "The AWS Access Key Id you provided does not exist in our records.",
            Self::InvalidToken => "The provided token is malformed or otherwise invalid.",
            Self::Method => "The specified method is not allowed against this resource.",
            Self::NotYetValid { .. } => "Request is not yet valid",
            Self::ParameterNotImplemented { .. } => {
                "A parameter you provided implies functionality that is not implemented"
            }
            Self::PayloadHash => "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, or a valid sha256 value.",
            Self::PayloadMismatch => {
                "The provided 'x-amz-content-sha256' header does not match what was computed."
            }
            Self::PolicyExpired { .. } => "Invalid according to Policy: Policy expired.",
            Self::Region { expected } => {
                return format!(
                    "Error parsing the X-Amz-Credential parameter; the region is wrong; expecting '{expected}'"
                )
                .into();
            }
            Self::Service { expected } => {
                return format!(
                    "Error parsing the X-Amz-Credential parameter; incorrect service. This endpoint belongs to \"{expected}\"."
                )
                .into();
            }
            Self::TooManyHeaders => TOO_LARGE,
            Self::Url(error) => for_url(error),
        };
        text.into()
    }

    fn details(&self) -> String {
        match self {
            Self::Expired { expires_at, now } => format!(
                "<Expires>{}</Expires><ServerTime>{}</ServerTime>",
                expires_at.to_rfc3339(),
                now.to_rfc3339()
            ),
            Self::AuthorizationSent => "<ArgumentName>Authorization</ArgumentName>".into(),
            Self::FieldNotImplemented { name } => format!("<Field>{}</Field>", Escaped(name)),
            Self::FileTooLarge { len, max } => {
                format!("<ProposedSize>{len}</ProposedSize><MaxSizeAllowed>{max}</MaxSizeAllowed>")
            }
            Self::FileTooSmall { len, min } => {
                format!("<ProposedSize>{len}</ProposedSize><MinSizeAllowed>{min}</MinSizeAllowed>")
            }
            Self::Form(FormError::Malformed { field } | FormError::Missing { field }) => {
                format!("<ArgumentName>{field}</ArgumentName>")
            }
            Self::HeaderMissing { name } => format!("<HeaderMissing>{}</HeaderMissing>", Escaped(name)),
            Self::HeaderNotImplemented { name } => format!("<Header>{}</Header>", Escaped(name)),
            Self::HeaderNotSigned { name } => {
                format!("<HeadersNotSigned>{}</HeadersNotSigned>", Escaped(name))
            }
            Self::HostNotServed { host } => format!("<HostNotServed>{}</HostNotServed>", Escaped(host)),
            Self::ParameterNotImplemented { name } => format!("<Parameter>{}</Parameter>", Escaped(name)),
            Self::Region { expected } => format!("<Region>{}</Region>", Escaped(expected)),
            _ => String::new(),
        }
    }

    fn xml(&self, details: &str, resource: &str, request_id: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{}</Code><Message>{}</Message>{details}<Resource>{}\
             </Resource><RequestId>{}</RequestId></Error>",
            self.code(),
            Escaped(&format!("{} ({self})", self.s3_message())),
            Escaped(resource),
            Escaped(request_id)
        )
    }
}

/// Returns S3's message for a URL error.
fn for_url(error: &UrlError) -> &'static str {
    match error {
        UrlError::Algorithm => "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
        UrlError::EmptyName
        | UrlError::Encoding
        | UrlError::Host
        | UrlError::NotAUrl
        | UrlError::Surrounded => "Couldn't parse the specified URI.",
        UrlError::Expires => {
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 \
             seconds"
        }
        UrlError::EncodedTwice | UrlError::Malformed { parameter: X_AMZ_CREDENTIAL } => {
            "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting \
             \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
        }
        UrlError::Malformed { parameter: X_AMZ_DATE } => {
            "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""
        }
        UrlError::Malformed { parameter: X_AMZ_EXPIRES } => "X-Amz-Expires should be a number",
        UrlError::NotPresigned | UrlError::OtherSignature { .. } => "Access Denied",
        UrlError::SignatureVersion2 => {
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
        }
        UrlError::TooLong | UrlError::TooManyParameters | UrlError::TooManySignedHeaders => TOO_LARGE,
        UrlError::ScopeDay => "Invalid credential date. This date is not the same as X-Amz-Date.",
        UrlError::Escaped
        | UrlError::HostUnsigned
        | UrlError::Malformed { .. }
        | UrlError::Missing { .. }
        | UrlError::Repeated { .. } => {
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, \
             X-Amz-SignedHeaders, and X-Amz-Expires parameters."
        }
    }
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
                return write!(f, "condition {condition} of the policy does not hold: send what it demands");
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
                return write!(f, "file has {len} bytes, and the policy allows at most {max}: send a smaller one");
            }
            Self::FileTooSmall { len, min } => {
                return write!(f, "file has {len} bytes, and the policy demands at least {min}: send a larger one");
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

const TOO_LARGE: &str =
    "Your request header and query parameters used to make the request exceed the maximum allowed size.";
