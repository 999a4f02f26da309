use alloc::{string::String, vec::Vec};

use crate::sigv4::AmzDate;

/// Why a server refused a request with a presigned URL, or an upload with a form.
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
    /// The account or the bucket is suspended, unpaid or over its quota.
    Account,
    /// The bucket does not accept access control lists.
    AclNotSupported,
    /// The object is archived and must be restored first.
    Archived,
    /// The request had an `Authorization` header as well as a signature in the URL.
    AuthorizationSent,
    /// The body does not match its hash or checksum.
    Body,
    /// The server does not accept the name of the bucket that it reads from the URL.
    BucketName,
    /// The server requires a checksum or an MD5 of the body.
    ChecksumRequired,
    /// The clocks of the signer and the server differ too much.
    Clock {
        /// How many seconds the signer's clock is ahead of the server's, if known. It is negative if the clock is
        /// behind.
        ahead: Option<i64>,
    },
    /// The host is a CloudFront distribution, which has its own signatures.
    CloudFront,
    /// A condition such as `if-none-match` was not met.
    Condition,
    /// The CORS rules of the bucket do not allow the request.
    Cors,
    /// The date of the signature differs.
    Date,
    /// Access is denied, and the server does not say why.
    Denied {
        /// The first moment at which the URL was no longer valid.
        expires_at: AmzDate,
    },
    /// The URL has expired.
    Expired,
    /// The temporary credentials expired before the URL.
    ExpiredToken,
    /// A policy denies the request explicitly.
    ExplicitDeny,
    /// A field of the form does not have the signed value.
    FieldChanged {
        /// The name of the field.
        name: String,
    },
    /// A field of the form is missing.
    FieldMissing {
        /// The name of the field.
        name: String,
    },
    /// A field of the form does not start with the signed prefix.
    FieldPrefix {
        /// The name of the field.
        name: String,
    },
    /// The form has fields that its policy has no condition for.
    FieldsAdded {
        /// The names of the fields, if known.
        names: Vec<String>,
    },
    /// The form has no file, or more than one.
    FileCount,
    /// The form has fields after the file, which must be last.
    FileNotLast {
        /// The names of the fields.
        names: Vec<String>,
    },
    /// The file is larger than the form or the server allows.
    FileTooLarge {
        /// How many bytes the file has, or how many of them the server read.
        size: Option<u64>,
        /// How many bytes are allowed, if known.
        limit: Option<u64>,
    },
    /// The file is smaller than the form or the server allows.
    FileTooSmall {
        /// How many bytes the file has, if known.
        size: Option<u64>,
        /// How many bytes are needed, if known.
        limit: Option<u64>,
    },
    /// The body is not a form, or not a well-formed one.
    FormMalformed,
    /// A signed header was changed.
    HeaderChanged {
        /// The name of the header.
        name: String,
    },
    /// A signed header is missing.
    HeaderMissing {
        /// The name of the header.
        name: String,
    },
    /// The request had headers that must be signed but were not.
    HeadersNotSigned {
        /// The names of the headers.
        names: Vec<String>,
    },
    /// The request was sent to another host.
    Host {
        /// The signed host.
        signed: String,
        /// The host that the server saw.
        received: String,
    },
    /// The host was sent in another case.
    HostCase,
    /// The server does not serve the host of the URL.
    HostNotServed {
        /// The host of the URL.
        host: String,
    },
    /// The server accepts the request over HTTPS only.
    InsecureConnection,
    /// The session token does not belong to the access key id.
    InvalidToken,
    /// The value of a header or a parameter is not valid.
    InvalidValue {
        /// The name of the header or the parameter, if known.
        name: Option<String>,
    },
    /// The encryption key is disabled or does not exist.
    KmsKey,
    /// The credentials do not have permission to use the encryption key.
    KmsPermission,
    /// The object is locked.
    Locked,
    /// The server rejects the parameters of the signature.
    Malformed,
    /// The request was sent with another method.
    Method {
        /// The signed method.
        signed: String,
        /// The method that was sent.
        received: String,
    },
    /// The resource does not support the method.
    MethodNotAllowed,
    /// The response has no body. If the request was not `HEAD`, a proxy may have responded.
    NoBody {
        /// The HTTP status.
        status: u16,
    },
    /// The bucket does not have Transfer Acceleration.
    NotAccelerated,
    /// The bucket, key, version or upload does not exist.
    NotFound,
    /// The server does not support the operation, a header or a parameter.
    NotImplemented,
    /// A parameter was added to the URL.
    ParameterAdded {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter of the URL was changed.
    ParameterChanged {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter of the URL was encoded differently.
    ParameterEncoding {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter of the URL was removed.
    ParameterMissing {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter arrived twice.
    ParameterRepeated {
        /// The name of the parameter.
        name: String,
    },
    /// The request was sent for another path.
    Path,
    /// The path was encoded twice.
    PathEncodedTwice,
    /// The path was decoded or encoded differently.
    PathEncoding,
    /// The path was normalized: its slashes or dots changed.
    PathNormalized,
    /// A plus in the path became a space.
    PathPlus,
    /// A prefix of the path was removed or added.
    PathPrefix,
    /// The server does not accept the bucket in the path.
    PathStyle,
    /// The hash of the body is not the signed one.
    PayloadHash,
    /// The server ignores the signed hash of the body.
    PayloadHashIgnored,
    /// The signed hash of the body is missing.
    PayloadHashMissing,
    /// The request had a hash of the body that is not signed.
    PayloadHashSent,
    /// The credentials that signed do not have the permission.
    Permission,
    /// A plus in a parameter became a space.
    PlusAsSpace {
        /// The name of the parameter.
        name: String,
    },
    /// The policy of the form is not the signed one.
    PolicyChanged,
    /// A field of the form does not meet its condition in the policy.
    PolicyCondition {
        /// The name of the field, if known.
        name: Option<String>,
    },
    /// The server cannot read the policy of the form.
    PolicyMalformed,
    /// The port was removed or added.
    Port,
    /// The server does not support uploads by POST.
    PostNotSupported,
    /// The bucket or the account blocks public access.
    PublicAccessBlocked,
    /// The requested range or part does not exist.
    Range,
    /// The bucket is at another endpoint.
    Redirect {
        /// The endpoint that the server names.
        endpoint: Option<String>,
    },
    /// The server expects another region.
    Region {
        /// The region that the server names.
        expected: Option<String>,
    },
    /// The URL or the headers are larger than the server accepts.
    RequestTooLarge,
    /// The server is busy or failed.
    Retry,
    /// The day, the region or the service of the signature differs.
    Scope,
    /// All lines match, so the secret access key is wrong.
    Secret,
    /// All known lines match, so the secret access key or an unknown header is wrong.
    SecretOrHeaders {
        /// The signed headers whose values are unknown.
        names: Vec<String>,
    },
    /// The signature is not the one in the URL.
    Signature,
    /// The server expects another kind of signature.
    SignatureVersion,
    /// The body is too large or too small, or its length is unknown.
    Size,
    /// A space in a parameter became a plus.
    SpaceAsPlus {
        /// The name of the parameter.
        name: String,
    },
    /// The response was altered and cannot be compared.
    TextAltered,
    /// The server does not accept the credentials, or did not see them.
    Unauthorized,
    /// The signature does not match, and the server does not say what it received.
    Undisclosed {
        /// The names of the signed headers.
        signed_headers: Vec<String>,
    },
    /// Neither the code nor the message is known.
    Unknown,
    /// The access key id is unknown.
    UnknownAccessKeyId,
    /// The request had no signature.
    Unsigned,
}

impl Cause {
    /// Returns whether a difference between the signed and the sent request would be more specific.
    pub(super) const fn is_vague(&self) -> bool {
        matches!(
            self,
            Self::BucketName
                | Self::Denied { .. }
                | Self::InvalidValue { .. }
                | Self::Malformed
                | Self::MethodNotAllowed
                | Self::NoBody { .. }
                | Self::NotImplemented
                | Self::Scope
                | Self::SignatureVersion
                | Self::Unauthorized
                | Self::Unknown
                | Self::Unsigned
        )
    }

    /// Returns the texts from the request and the response.
    pub(super) fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::FieldChanged { name }
            | Self::FieldMissing { name }
            | Self::FieldPrefix { name }
            | Self::HeaderChanged { name }
            | Self::HeaderMissing { name }
            | Self::ParameterAdded { name }
            | Self::ParameterChanged { name }
            | Self::ParameterEncoding { name }
            | Self::ParameterMissing { name }
            | Self::ParameterRepeated { name }
            | Self::PlusAsSpace { name }
            | Self::SpaceAsPlus { name } => [name].into(),
            Self::FieldsAdded { names }
            | Self::FileNotLast { names }
            | Self::HeadersNotSigned { names }
            | Self::SecretOrHeaders { names }
            | Self::Undisclosed { signed_headers: names } => names.iter_mut().collect(),
            Self::HostNotServed { host } => [host].into(),
            Self::Host { signed, received } | Self::Method { signed, received } => [signed, received].into(),
            Self::InvalidValue { name: text }
            | Self::PolicyCondition { name: text }
            | Self::Redirect { endpoint: text }
            | Self::Region { expected: text } => text.iter_mut().collect(),
            _ => Vec::new(),
        }
    }
}
