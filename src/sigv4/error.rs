use alloc::string::String;
use core::fmt;

use super::{fields::MAX_FIELDS, names::SIGV4A_ALGORITHM};

/// The error for a request that Signature Version 4 does not allow, for any service.
///
/// Each message is one clause that says what is wrong, then what to do. No message and no `Debug` output
/// contains a secret, a session token or a signature.
///
/// ```
/// use presign::sigv4::{Error, Parameters};
///
/// let error = Parameters::default().insert("X-Amz-Expires", 900).unwrap_err();
/// assert_eq!(error, Error::ReservedName { name: "X-Amz-Expires".into() });
/// assert_eq!(error.to_string(), "\"X-Amz-Expires\" belongs to the signature: leave it out, since the signer sets it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The string to sign and the key are for different algorithms.
    ///
    /// Scopes without a region are for SigV4A, and all others for Signature Version 4.
    Algorithm {
        /// The algorithm of the string to sign.
        algorithm: &'static str,
    },
    /// The date, or the end of the lifetime, is outside the years 0001 to 9999.
    DateOutOfRange,
    /// A query parameter has an empty name.
    EmptyParameterName,
    /// The lifetime has a fraction of a second.
    ExpiresNotWholeSeconds,
    /// The lifetime is longer than seven days.
    ExpiresTooLong {
        /// The requested lifetime in whole seconds.
        seconds: u64,
    },
    /// The lifetime is shorter than a second.
    ExpiresTooShort,
    /// The header name is not a token as defined in RFC 9110.
    HeaderName {
        /// The name as given.
        name: String,
    },
    /// The header value has a control character or a character outside ASCII.
    HeaderValue {
        /// The header's name.
        name: String,
        /// The position of the character in bytes, counted from 0 after leading spaces and tabs.
        position: usize,
    },
    /// The host is not in the form that clients send.
    Host,
    /// The text is not a date in the format `YYYYMMDDTHHMMSSZ`.
    MalformedDate,
    /// The text is not a date in the format `Wed, 21 Oct 2015 07:28:00 GMT`.
    MalformedHttpDate,
    /// The text is not a date in the format `YYYY-MM-DDTHH:MM:SSZ`.
    MalformedRfc3339,
    /// The request has no region set, which SigV4A needs.
    MissingRegionSet,
    /// The path does not start with `/`, or has a character that must be percent-encoded.
    Path,
    /// The bytes are not a public key on the curve P-256.
    PublicKey,
    /// The region set is neither `*` nor a list of regions.
    RegionSet,
    /// A header that allows one value is set twice.
    RepeatedHeader {
        /// Its name.
        name: String,
    },
    /// A query parameter is set twice.
    RepeatedParameter {
        /// Its name.
        name: String,
    },
    /// A query parameter or a header has a name that belongs to the signature.
    ReservedName {
        /// The name as given.
        name: String,
    },
    /// The date is not on the day of the credential scope.
    ScopeDay,
    /// The signing key is for another day, region or service.
    SigningKeyScope {
        /// The requested scope.
        scope: String,
    },
    /// The request has more than 1,000 headers to sign.
    TooManyHeaders,
    /// The request has more than 1,000 query parameters to sign.
    TooManyParameters,
    /// The text is not an HTTP method in upper case.
    UnknownMethod,
    /// Clients or proxies set or change this header, or it is always signed.
    UnsignableHeader {
        /// Its name.
        name: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm { algorithm: SIGV4A_ALGORITHM } => {
                "string to sign has no region in its scope and is for SigV4A: sign it with a `KeyPair`"
            }
            Self::Algorithm { .. } => {
                "string to sign has a region in its scope and is not for SigV4A: sign it with a `SigningKey`"
            }
            Self::DateOutOfRange => "date is outside the years 0001 to 9999: check the clock it came from",
            Self::EmptyParameterName => "query parameter has an empty name: give it a name or leave it out",
            Self::ExpiresNotWholeSeconds => "lifetime has a fraction of a second: use whole seconds",
            Self::ExpiresTooLong { seconds } => {
                return write!(f, "lifetime of {seconds} s is over the limit: use at most 604800 s (seven days)");
            }
            Self::ExpiresTooShort => "lifetime is under one second: use 1 to 604800 s",
            Self::HeaderName { name } => {
                return write!(f, "header name {name:?} is not a token: use letters, digits and `-`");
            }
            Self::HeaderValue { name, position } => {
                return write!(
                    f,
                    "value of header `{name}` has a control or non-ASCII character at byte {position}: remove or \
                     encode it"
                );
            }
            Self::Host => {
                "host is not in the form that clients send: write it in lower case, without the default port, user \
                 name or path"
            }
            Self::MalformedDate => "date does not have the form 20130524T000000Z: use UTC in ISO 8601 basic format",
            Self::MalformedHttpDate => {
                "date does not have the form `Wed, 21 Oct 2015 07:28:00 GMT`: use a `date` header as received"
            }
            Self::MalformedRfc3339 => "date does not have the form 2013-05-24T00:00:00Z: use RFC 3339",
            Self::MissingRegionSet => "region set is missing: set one, such as `RegionSet::ALL`",
            Self::Path => "path is not in the form that clients send: start it with `/` and percent-encode it",
            Self::PublicKey => "public key is not a point on P-256: use its SEC 1 encoding of 33 or 65 bytes",
            Self::RegionSet => "region set is not valid: use `*` alone, or regions such as `us-east-1`",
            Self::RepeatedHeader { name } => {
                return write!(f, "header `{name}` is set twice: set it once");
            }
            Self::RepeatedParameter { name } => {
                return write!(f, "query parameter {name:?} is set twice: set it once");
            }
            Self::ReservedName { name } => {
                return write!(f, "{name:?} belongs to the signature: leave it out, since the signer sets it");
            }
            Self::ScopeDay => "date is not on the day of the credential scope: create both from the same date",
            Self::SigningKeyScope { scope } => {
                return write!(f, "signing key is not for {scope}: derive one for that scope");
            }
            Self::TooManyHeaders => {
                return write!(f, "request has too many headers: sign at most {MAX_FIELDS}");
            }
            Self::TooManyParameters => {
                return write!(f, "request has too many query parameters: use at most {MAX_FIELDS}");
            }
            Self::UnknownMethod => "method is unknown: use DELETE, GET, HEAD, OPTIONS, PATCH, POST or PUT",
            Self::UnsignableHeader { name } => {
                return write!(f, "header `{name}` is set or changed by clients and proxies: leave it out");
            }
        })
    }
}

impl core::error::Error for Error {}
