use alloc::{string::String, vec::Vec};

use super::{Cause, secrets::Secrets};
use crate::read::{ErrorResponse, PresignedUrl};

impl Cause {
    /// Finds the cause from the code and the message of an answer other than `SignatureDoesNotMatch`.
    ///
    /// Removes the secrets before it splits lists, because the parts of a secret would not be recognized.
    pub(super) fn from_answer(url: &PresignedUrl, answer: &ErrorResponse, secrets: &Secrets) -> Self {
        let message = answer.element("Message").unwrap_or_default().to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|words| message.contains(words));
        match answer.code() {
            "SignatureDoesNotMatch" if answer.element("HeaderMissing").is_some() => {
                Self::HeaderMissing { name: answer.element("HeaderMissing").unwrap_or_default().into() }
            }
            "AccessDenied" | "Forbidden" => match answer.element("HeadersNotSigned") {
                Some(names) => Self::HeadersNotSigned { names: list(&secrets.elide(names)) },
                None if says(&["not signed"]) => Self::HeadersNotSigned { names: Vec::new() },
                None if says(&["anonymous", "signature is required"]) => Self::Unsigned,
                None if says(&["no such key"]) => Self::UnknownAccessKeyId,
                None if says(&["expired", "too old"]) => Self::Expired,
                None if says(&["not yet valid", "not valid yet", "in the future"]) => Self::NotYetValid,
                None => Self::Permission,
            },
            "RequestExpired" => Self::Expired,
            "RequestNotYetValid" => Self::NotYetValid,
            "RequestTimeTooSkewed" => Self::Clock,
            // Some servers report an expired URL this way.
            "ExpiredToken" if url.session_token().is_none() => Self::Expired,
            "ExpiredToken" | "TokenRefreshRequired" => Self::ExpiredToken,
            "InvalidToken" => Self::InvalidToken,
            "InvalidAccessKeyId" | "NotSignedUp" => Self::UnknownAccessKeyId,
            "AuthorizationQueryParametersError"
            | "AuthorizationHeaderMalformed"
            | "AuthorizationParametersError" => match answer.element("Region") {
                Some(region) if region != url.scope().region() => {
                    Self::Region { expected: Some(region.into()) }
                }
                None if says(&["the region"]) => Self::Region { expected: None },
                _ if says(&["unexpected scope", "incorrect service"]) => Self::Scope,
                _ => Self::Malformed,
            },
            "PermanentRedirect" | "TemporaryRedirect" | "Redirect" | "IllegalLocationConstraintException" => {
                Self::Redirect
            }
            "NoSuchKey" | "NoSuchBucket" | "NoSuchUpload" | "NoSuchVersion" => Self::NotFound,
            "MethodNotAllowed" => Self::MethodNotAllowed,
            "XAmzContentSHA256Mismatch" | "BadDigest" | "InvalidDigest" | "XAmzContentChecksumMismatch" => {
                Self::Body
            }
            "PreconditionFailed" | "ConditionalRequestConflict" => Self::Condition,
            "RequestHeaderSectionTooLarge" => Self::RequestTooLarge,
            "EntityTooLarge" | "EntityTooSmall" | "IncompleteBody" | "MissingContentLength" => Self::Size,
            "NotImplemented" => Self::NotImplemented,
            "SlowDown" | "ServiceUnavailable" | "InternalError" | "RequestTimeout" => Self::Retry,
            "InvalidURI" | "MalformedDate" | "MissingFields" => Self::Malformed,
            "InvalidRequest" | "InvalidArgument" => match () {
                () if says(&["only one auth"]) => Self::AuthorizationSent,
                () if answer.element("HostNotServed").is_some() => {
                    Self::HostNotServed { host: answer.element("HostNotServed").unwrap_or_default().into() }
                }
                () if says(&["aws4-hmac-sha256", "authorization m", "signature version"]) => {
                    Self::SignatureVersion
                }
                () if says(&["unsupported header", "not implemented"]) => Self::NotImplemented,
                () if says(&["should be signed"]) => {
                    Self::HeadersNotSigned { names: quoted(&secrets.elide(&message)) }
                }
                () if says(&["signed header"]) => {
                    let name = quoted(&secrets.elide(&message)).into_iter().next().unwrap_or_default();
                    Self::HeaderMissing { name }
                }
                () if says(&["too old"]) => Self::Expired,
                () if says(&["expired", "x-amz-", "credential", "presigned", "date"]) => Self::Malformed,
                () => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }
}

/// Returns the texts between backquotes.
fn quoted(message: &str) -> Vec<String> {
    message.split('`').skip(1).step_by(2).map(Into::into).collect()
}

fn list(names: &str) -> Vec<String> {
    names.split([',', ';', ' ']).filter(|name| !name.is_empty()).map(Into::into).collect()
}
