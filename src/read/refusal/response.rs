//! The response to a refused request, as S3 writes it.

use alloc::{
    borrow::Cow,
    format,
    string::{String, ToString},
};

use super::{FormError, Refusal, UrlError};
#[cfg(doc)]
use crate::PresignedUrl;
use crate::{
    Explanation,
    sigv4::names::{X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_EXPIRES},
    xml::Escaped,
};

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

    /// Returns the XML body of the response, whose content type is `application/xml`.
    ///
    /// `resource` is the requested path, and `request_id` an id for the logs. `Message` starts with S3's own
    /// message, which clients may rely on, and ends with the text of [`Display`](core::fmt::Display). A
    /// [diagnosis](PresignedUrl::diagnose) finds the cause of each refusal.
    ///
    /// ```
    /// use presign::Refusal;
    ///
    /// let xml = Refusal::InvalidAccessKeyId.to_xml("/photos/duck.jpg", "4442587FB7D0A2F9");
    /// assert!(xml.contains(
    ///     "<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our \
    ///      records. (access key id is unknown: check which credentials signed)</Message>"
    /// ));
    /// ```
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
    /// let response = ErrorResponse::from_xml(&xml)?;
    /// assert_eq!(
    ///     response.element("CanonicalRequest"),
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

const TOO_LARGE: &str =
    "Your request header and query parameters used to make the request exceed the maximum allowed size.";
