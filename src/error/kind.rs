use super::Error;
use crate::{services, sigv4};

/// The subject of an [`Error`]: the credentials, the endpoint or the request.
///
/// A service should respond to its caller with 400 for [`Request`](Self::Request), since the caller asked for something
/// that cannot be signed. The other kinds mean that the service's own credentials or endpoint are wrong: respond with
/// 500 or 503.
///
/// ```
/// use presign::{Error, ErrorKind};
///
/// fn status(error: &Error) -> u16 {
///     match error.kind() {
///         ErrorKind::Request => 400,
///         ErrorKind::Credentials => 503,
///         _ => 500,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The credentials are malformed, expired, or for another scope.
    Credentials,
    /// The endpoint is invalid or lacks the requested variant.
    Endpoint,
    /// The request is invalid: its bucket, key, parameters, headers or lifetime.
    Request,
}

impl Error {
    /// Returns the subject of the error: the credentials, the endpoint or the request.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::AccessKeyIdCharacter
            | Self::CredentialsCode
            | Self::CredentialsJson
            | Self::CredentialsVersion
            | Self::EmptyAccessKeyId
            | Self::EmptySecretAccessKey
            | Self::EncodedSessionToken
            | Self::ExpiredCredentials { .. }
            | Self::MalformedExpiry { .. }
            | Self::MissingMember { .. }
            | Self::MissingSessionToken
            | Self::MissingVariable { .. }
            | Self::NoSecretAccessKey
            | Self::OutlivesCredentials { .. }
            | Self::SecretAccessKeyWhiteSpace
            | Self::SessionOfDirectoryBucket
            | Self::SessionTokenCharacter
            | Self::Sigv4(sigv4::Error::SigningKeyScope { .. })
            | Self::SwappedCredentials
            | Self::VariableNotUnicode { .. }
            | Self::VariableQuoted { .. } => ErrorKind::Credentials,
            Self::AcceleratedFips
            | Self::ArnNeedsHost
            | Self::BucketInEndpoint
            | Self::EndpointFragment
            | Self::EndpointHost
            | Self::EndpointPath
            | Self::EndpointPort
            | Self::EndpointQuery
            | Self::EndpointRegion { .. }
            | Self::EndpointScheme
            | Self::EndpointUserinfo
            | Self::EndpointWebsite
            | Self::MalformedRegion
            | Self::NotAnAwsEndpoint
            | Self::NotOffered { .. }
            | Self::NotOneBucket
            | Self::OnlyOneBucket
            | Self::Service(
                services::Error::HostIsUrl
                | services::Error::HostRegion
                | services::Error::HostWithPort
                | services::Error::UnknownRegion,
            )
            | Self::Sigv4(sigv4::Error::Host)
            | Self::UnknownRegion { .. } => ErrorKind::Endpoint,
            Self::ArnPartition { .. }
            | Self::ArnRegion { .. }
            | Self::BackDate
            | Self::BucketName
            | Self::BucketNotAHostLabel
            | Self::ContentLengthHeader
            | Self::ContentLengthWithoutBody { .. }
            | Self::DirectoryBucketName
            | Self::DotSegment
            | Self::EmptyKey
            | Self::EmptyPartList
            | Self::EmptyRange
            | Self::EmptyUploadId
            | Self::EmptyVersionId
            | Self::FormField { .. }
            | Self::FormTooLarge { .. }
            | Self::HeaderAndParameter { .. }
            | Self::HeaderAsParameter { .. }
            | Self::KeyTooLong { .. }
            | Self::MalformedArn
            | Self::MetadataPrefix
            | Self::MultiRegionAccessPoint
            | Self::MultiRegionAddress
            | Self::MultiRegionCopySource
            | Self::NoFormUploads
            | Self::NoSuchVariant
            | Self::NotAccelerated
            | Self::NotHoistable { .. }
            | Self::OverrideMethod { .. }
            | Self::OverrideValue { .. }
            | Self::ParameterSpelling { .. }
            | Self::PartETag { .. }
            | Self::PartNumber { .. }
            | Self::PayloadHeader
            | Self::RefusedValue { .. }
            | Self::RegionSetOfBucket
            | Self::RepeatedPart { .. }
            | Self::RepeatedTag { .. }
            | Self::ReservedTag { .. }
            | Self::Service(_)
            | Self::Sigv4(_)
            | Self::SubresourceName
            | Self::TagKey { .. }
            | Self::TagValue { .. }
            | Self::TooManyTags
            | Self::UploadIdCharacter
            | Self::ValueWithName
            | Self::VersionIdCharacter
            | Self::Window => ErrorKind::Request,
        }
    }
}
