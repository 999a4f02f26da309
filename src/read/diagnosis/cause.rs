use alloc::{string::String, vec::Vec};

/// Why a server refused a request with a presigned URL.
///
/// ```
/// use presign::Cause;
///
/// fn must_sign_again(cause: &Cause) -> bool {
///     matches!(cause, Cause::Expired | Cause::ExpiredToken | Cause::Region { .. })
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The signature is of another kind.
    Algorithm,
    /// The body is not the one whose hash or checksum was sent.
    Body,
    /// The clocks of signer and server differ by too much.
    Clock,
    /// A condition such as `if-none-match` does not hold.
    Condition,
    /// The dates differ.
    Date,
    /// The lifetime is over.
    Expired,
    /// The temporary credentials are over, before the URL.
    ExpiredToken,
    /// A signed header arrived with another value.
    HeaderChanged {
        /// Its name.
        name: String,
    },
    /// A signed header did not arrive.
    HeaderMissing {
        /// Its name.
        name: String,
    },
    /// Headers arrived that had to be signed.
    HeadersNotSigned {
        /// Their names.
        names: Vec<String>,
    },
    /// The request went to another host.
    Host {
        /// The one that was signed.
        signed: String,
        /// The one that the server saw.
        received: String,
    },
    /// The host arrived in other letters.
    HostCase,
    /// The session token is not that of the access key id.
    InvalidToken,
    /// The parameters of the signature are not what the server takes.
    Malformed,
    /// Another method was sent.
    Method {
        /// The one that was signed.
        signed: String,
        /// The one that was sent.
        received: String,
    },
    /// The resource does not take the method.
    MethodNotAllowed,
    /// What was asked for is not there.
    NotFound,
    /// The server does not do what a header or parameter asks for.
    NotImplemented,
    /// The date lies ahead of the server's clock.
    NotYetValid,
    /// A parameter was added to the URL.
    ParameterAdded {
        /// Its name.
        name: String,
    },
    /// A parameter of the URL was changed.
    ParameterChanged {
        /// Its name.
        name: String,
    },
    /// A parameter of the URL was encoded otherwise.
    ParameterEncoding {
        /// Its name.
        name: String,
    },
    /// A parameter of the URL was left out.
    ParameterMissing {
        /// Its name.
        name: String,
    },
    /// Another path was asked for.
    Path,
    /// The path was decoded once before it was sent.
    PathDecoded,
    /// The path was encoded otherwise.
    PathEncoding,
    /// The path was encoded a second time.
    PathEncodedTwice,
    /// Slashes or dots of the path were put in order.
    PathNormalized,
    /// A plus in the path arrived as a space.
    PathPlus,
    /// The path was cut, or something was put before it.
    PathPrefix,
    /// The body has another hash than was signed.
    PayloadHash,
    /// The signed hash of the body did not arrive.
    PayloadHashMissing,
    /// A hash of the body was sent that is not signed.
    PayloadHashSent,
    /// The credentials may not do it.
    Permission,
    /// A plus arrived as a space.
    PlusAsSpace {
        /// The parameter that has it.
        name: String,
    },
    /// The port was dropped or added.
    Port,
    /// The bucket is elsewhere.
    Redirect,
    /// The region is another.
    Region {
        /// The one that the server names.
        expected: Option<String>,
    },
    /// The server is busy or broken.
    Retry,
    /// Day, region or service differ.
    Scope,
    /// All lines agree: the secret is another.
    Secret,
    /// The lines agree as far as they are known.
    SecretOrHeaders {
        /// The signed headers whose values were not given.
        names: Vec<String>,
    },
    /// The signature is not the one of the URL.
    Signature,
    /// The server takes no such signature.
    SignatureVersion,
    /// The body is too large or too small, or its length is unknown.
    Size,
    /// A space arrived as a plus.
    SpaceAsPlus {
        /// The parameter that has it.
        name: String,
    },
    /// The signature does not match, and the server does not say what it signed.
    Undisclosed {
        /// The headers that were signed.
        signed_headers: Vec<String>,
    },
    /// Nothing that is known.
    Unknown,
    /// Nobody has the access key id.
    UnknownAccessKeyId,
    /// The request came without a signature.
    Unsigned,
}

impl Cause {
    /// What it has of the request and of the answer.
    pub(super) fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::HeaderChanged { name }
            | Self::HeaderMissing { name }
            | Self::ParameterAdded { name }
            | Self::ParameterChanged { name }
            | Self::ParameterEncoding { name }
            | Self::ParameterMissing { name }
            | Self::PlusAsSpace { name }
            | Self::SpaceAsPlus { name } => [name].into(),
            Self::HeadersNotSigned { names }
            | Self::SecretOrHeaders { names }
            | Self::Undisclosed { signed_headers: names } => names.iter_mut().collect(),
            Self::Host { signed, received } | Self::Method { signed, received } => [signed, received].into(),
            Self::Region { expected } => expected.iter_mut().collect(),
            _ => Vec::new(),
        }
    }
}
