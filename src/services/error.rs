use core::fmt;

/// The error for a request or a token of a service that cannot be signed.
///
/// Each message is one clause that says what is wrong, then what to do.
///
/// ```
/// use presign::services::{self, ServicePresigner};
/// use presign::{Credentials, Error};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let aws = ServicePresigner::new(credentials, "us-east-1");
/// let error = aws.memorydb_token("sessions", "").presign().unwrap_err();
/// assert_eq!(error, Error::Service(services::Error::EmptyUser));
/// assert_eq!(error.to_string(), "user name is empty: pass the user that the token is for");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The port is not one that RDS uses.
    DatabasePort {
        /// The port as given.
        port: u16,
    },
    /// The path has a segment `.` or `..`.
    DotSegment,
    /// The user that a token is for is empty.
    EmptyUser,
    /// [`expires_in`](super::TokenRequest::expires_in) is set for a token whose lifetime cannot be set.
    FixedLifetime,
    /// The host is a URL, or has a path.
    HostIsUrl,
    /// The host and the presigner are in different regions.
    HostRegion,
    /// The host has a port, which must be passed by itself or left out.
    HostWithPort,
    /// The lifetime is longer than the service accepts.
    LifetimeTooLong {
        /// The requested lifetime in whole seconds.
        seconds: u64,
        /// The longest lifetime in seconds.
        limit: u32,
    },
    /// `x-amz-content-sha256` is set with [`header`](super::ServiceRequest::header).
    PayloadHeader,
    /// The name of a cache or a cluster is not valid.
    ResourceName {
        /// What has the name.
        resource: &'static str,
        /// The form of valid names.
        form: &'static str,
    },
    /// The service is S3, which [`Presigner`](crate::Presigner) signs for.
    S3,
    /// The name of the service is empty, or has characters that no service's name has.
    ServiceName,
    /// AWS has no region with this name, and the service is one of AWS.
    UnknownRegion,
    /// The user that a token is for has a control character, such as a line break.
    UserCharacter,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DatabasePort { port } => {
                return write!(f, "port {port} is not one that RDS uses: pass that of the database, from 1150 to 65535");
            }
            Self::DotSegment => {
                "path has a `.` or `..` segment, which clients and services resolve to another path: pass the resulting path"
            }
            Self::EmptyUser => "user name is empty: pass the user that the token is for",
            Self::FixedLifetime => "lifetime of the token cannot be set: leave out `expires_in`",
            Self::HostIsUrl => "host is a URL or has a path: pass the host alone",
            Self::HostRegion => "host is in a different region from the presigner: use `with_region`",
            Self::HostWithPort => "host has a port: pass the host alone",
            Self::LifetimeTooLong { seconds, limit } => {
                return write!(
                    f,
                    "lifetime of {seconds} s is over the limit of the service: use at most {limit} s"
                );
            }
            Self::PayloadHeader => {
                "payload hash `x-amz-content-sha256` cannot be set by name: use `payload` and `payload_header`"
            }
            Self::ResourceName { resource, form } => {
                return write!(
                    f,
                    "name of the {resource} is not {form}: pass the name, not an address or an ARN"
                );
            }
            Self::S3 => "service is S3, whose paths and bodies are signed differently: use `Presigner`",
            Self::ServiceName => {
                "service is not 1 to 63 letters, digits and `-`: use the name in its credential scope, such as \
                 `execute-api`"
            }
            Self::UnknownRegion => "region is not an AWS region: write it like `us-east-1`",
            Self::UserCharacter => "user name has a control character, such as a line break: remove it",
        })
    }
}

impl core::error::Error for Error {}
