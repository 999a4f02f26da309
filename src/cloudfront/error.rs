use alloc::string::String;
use core::fmt;

#[cfg(doc)]
use super::Policy;
use super::signed_url::MAX_URL_LEN;

/// The error for input that CloudFront does not accept.
///
/// Each message is one clause that says what is wrong, then what to do. No message and no `Debug` output contains a
/// signature.
///
/// ```
/// use presign::cloudfront::{Error, Policy};
///
/// let expires_at = "20260101T100000Z".parse()?;
/// let error = Policy::canned("d111111abcdef8.cloudfront.net/image.jpg", expires_at).unwrap_err();
/// assert_eq!(error, Error::Scheme);
/// assert_eq!(error.to_string(), "url has no scheme: start it with `https://` or `http://`");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A canned policy has a start or a range of addresses.
    CannedCondition,
    /// The URL has a character that clients encode, replace or leave out, such as a quote, a backslash or `#`.
    Character {
        /// The position of the character in bytes, counted from 0.
        position: usize,
    },
    /// A date is not from 1970-01-01T00:00:01Z to 2262-04-11T23:47:16Z, the dates that CloudFront can represent.
    DateRange,
    /// The URL has a path segment `.` or `..`.
    DotSegment,
    /// A `%` is not followed by two hexadecimal digits.
    Encoding,
    /// The start of the policy is not before its expiry.
    ExpiresBeforeStart,
    /// The URL has no host, or clients would not send the host as it is written.
    Host,
    /// The key pair id is empty, or has a character other than letters and digits.
    KeyPairId,
    /// A parameter of a signed URL has an invalid value.
    Malformed {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// A parameter of a signed URL is missing.
    Missing {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// The URL has no path.
    NoPath,
    /// The policy does not cover the URL.
    NotCovered,
    /// The resource of the policy is a pattern, not a URL.
    Pattern,
    /// A parameter of the URL has a name that is reserved for the signature.
    ReservedParameter {
        /// The name.
        name: String,
    },
    /// The URL does not start with `https://` or `http://`.
    Scheme,
    /// The signature has neither the length of RSA with 2,048 bits nor the form of ECDSA in DER.
    Signature,
    /// The range of addresses is not an IPv4 address or an IPv4 network in CIDR notation.
    SourceIp,
    /// The signed URL is longer than 8,192 bytes.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The URL ends with `?` or `&`.
    TrailingSeparator,
    /// The URL of a canned policy has a `*`.
    Wildcard,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CannedCondition => {
                "canned policy has only an expiry: use `Policy::custom` for a start or a range of addresses"
            }
            Self::Character { position } => {
                return write!(
                    f,
                    "url has a character at byte {position} that clients change or leave out: percent-encode it"
                );
            }
            Self::DateRange => "date is out of range: use one from 1970 to 2262-04-11",
            Self::DotSegment => {
                "url has a `.` or `..` path segment, which clients resolve to another path: use the resulting path"
            }
            Self::Encoding => "url has a `%` without two hexadecimal digits: percent-encode it once",
            Self::ExpiresBeforeStart => "policy expires before it starts: set a start before the expiry",
            Self::Host => {
                "host is not as clients send it: write the domain name in lower case, without a user name, a final dot \
                 or the default port"
            }
            Self::KeyPairId => "key pair id is not valid: copy the id of the public key, such as K2JCJMDEHXQW5F",
            Self::Malformed { parameter } => {
                return write!(f, "parameter `{parameter}` is malformed: use the url as it was signed");
            }
            Self::Missing { parameter } => {
                return write!(f, "parameter `{parameter}` is missing: use the whole signed url");
            }
            Self::NoPath => "url has no path: add `/` after the host",
            Self::NotCovered => "url is not covered by the resource of the policy: sign a policy for it",
            Self::Pattern => "resource of the policy is a pattern: pass a url to `signed_url_for`",
            Self::ReservedParameter { name } => {
                return write!(f, "parameter `{name}` belongs to the signature: rename it");
            }
            Self::Scheme => "url has no scheme: start it with `https://` or `http://`",
            Self::Signature => {
                "signature is neither RSA with 2048 bits nor ECDSA on P-256: pass its bytes, for ECDSA in DER"
            }
            Self::SourceIp => {
                "address range is not in IPv4 CIDR notation: write `192.0.2.0/24`, or `192.0.2.10` for one address"
            }
            Self::TooLong { bytes } => {
                return write!(f, "url has {bytes} bytes: use at most {MAX_URL_LEN}, or signed cookies");
            }
            Self::TrailingSeparator => "url ends with `?` or `&`: leave it out",
            Self::Wildcard => {
                "canned policy covers one url, but has a `*`: use `Policy::custom`, or write it as `%2A`"
            }
        })
    }
}

impl core::error::Error for Error {}
