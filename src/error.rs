use alloc::string::String;
use core::fmt;

use crate::{
    FieldFault,
    partition::region_meant_by,
    s3_names::{RESPONSE_CONTENT_DISPOSITION, setter_for},
    services,
    sigv4::{self, AmzDate, Method},
};

/// The error for input that cannot be signed.
///
/// Each message is one clause that says what is wrong, then what to do. No message and no `Debug` output
/// contains a secret, a session token or a signature. [`kind`](Self::kind) returns its subject.
///
/// ```
/// use presign::{Credentials, Endpoint, Error, Presigner};
///
/// let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1")?);
/// let error = s3.get("examplebucket", "a/../b").presign().unwrap_err();
/// assert_eq!(error, Error::DotSegment);
/// assert_eq!(
///     error.to_string(),
///     "object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename the object",
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// Both Transfer Acceleration and FIPS are requested.
    AcceleratedFips,
    /// The access key id has a `/`, which would split the credential, or a character other than visible
    /// ASCII.
    AccessKeyIdCharacter,
    /// The access point has no host at this endpoint, which uses the path style or an IP address.
    ArnNeedsHost,
    /// The access point is not in the endpoint's partition.
    ArnPartition {
        /// The partition of the ARN.
        partition: String,
    },
    /// The access point is not in the endpoint's region.
    ArnRegion {
        /// The region of the ARN.
        region: String,
    },
    /// The time passed to [`back_date`](crate::Request::back_date) is not 1 to 604,800 whole seconds.
    BackDate,
    /// The bucket is already in the endpoint's address.
    BucketInEndpoint,
    /// The bucket name is not valid in any S3 implementation.
    BucketName,
    /// The bucket name is too long for a host name or has characters that are invalid there, but the style is
    /// virtual-hosted.
    BucketNotAHostLabel,
    /// The query parameter `x-amz-expected-bucket-owner` has upper-case letters, so S3 would ignore it.
    BucketOwnerCase,
    /// `content-length` is set with [`header`](crate::Request::header).
    ContentLengthHeader,
    /// `content-length` is signed for a method that sends no body.
    ContentLengthWithoutBody {
        /// The method.
        method: Method,
    },
    /// The JSON document of the credentials has a `Code` other than `Success`.
    CredentialsCode,
    /// The text is not a JSON document of credentials.
    CredentialsJson,
    /// The JSON document of the credentials has a `Version` other than 1.
    CredentialsVersion,
    /// The bucket name ends like that of a directory bucket but has no valid zone.
    DirectoryBucketName,
    /// The object key has a path segment `.` or `..`.
    DotSegment,
    /// The access key id is empty.
    EmptyAccessKeyId,
    /// The object key is empty.
    EmptyKey,
    /// The list of parts is empty.
    EmptyPartList,
    /// The range of bytes to copy ends before it starts.
    EmptyRange,
    /// The secret access key is empty.
    EmptySecretAccessKey,
    /// The upload id is empty.
    EmptyUploadId,
    /// The session token is URL-encoded already.
    EncodedSessionToken,
    /// The endpoint has a fragment (`#…`).
    EndpointFragment,
    /// The endpoint's host is not a domain name, an IPv4 or an IPv6 address.
    EndpointHost,
    /// The endpoint's base path has an empty, `.` or `..` segment, or is not percent-encoded as in a canonical
    /// request.
    EndpointPath,
    /// The endpoint's port is not between 1 and 65,535.
    EndpointPort,
    /// The endpoint has a query (`?…`).
    EndpointQuery,
    /// The endpoint's host belongs to AWS, and is not in the region to sign for.
    EndpointRegion {
        /// The region to sign for.
        region: String,
    },
    /// The endpoint does not start with `http://` or `https://`.
    EndpointScheme,
    /// The endpoint has a user name or a password.
    EndpointUserinfo,
    /// The credentials have expired.
    ExpiredCredentials {
        /// When they expired.
        expiry: AmzDate,
    },
    /// A form field has a name or a value that S3 does not accept.
    FormField {
        /// The name of the field, as given.
        name: String,
        /// What is wrong with it.
        fault: FieldFault,
    },
    /// The form is larger than S3 accepts, without the file.
    FormTooLarge {
        /// The length of the names and values in bytes.
        bytes: usize,
    },
    /// An `x-amz-*` name is both a header and a query parameter, which S3 treats as the same thing.
    HeaderAndParameter {
        /// The name, in lower case.
        name: String,
    },
    /// A query parameter has the name of a header that S3 ignores in the query.
    HeaderAsParameter {
        /// The name as given.
        name: String,
    },
    /// The object key is longer than 1,024 bytes of UTF-8.
    KeyTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The bucket starts with `arn:` but is not the ARN of an access point.
    MalformedArn,
    /// The expiry of the credentials is not a date.
    MalformedExpiry {
        /// The environment variable or the member of the JSON document.
        name: &'static str,
    },
    /// The region is empty, is longer than 63 characters, or has characters other than letters, digits, `-`
    /// and `_`.
    MalformedRegion,
    /// The JSON document of the credentials has no access key id or no secret.
    MissingMember {
        /// The member of the document.
        name: &'static str,
    },
    /// The access key id is that of temporary credentials, but there is no session token.
    MissingSessionToken,
    /// An environment variable is not set, or is empty.
    MissingVariable {
        /// The environment variable.
        name: &'static str,
    },
    /// The access point is a multi-Region one, which needs SigV4A: the feature `sigv4a`.
    MultiRegionAccessPoint,
    /// The multi-Region access point is given by its alias or host instead of its ARN, or at a custom endpoint.
    MultiRegionAddress,
    /// A multi-Region access point is the source of a copy, where S3 does not accept it.
    MultiRegionCopySource,
    /// The bucket is a directory bucket or an access point, neither of which accepts uploads with a form.
    NoFormUploads,
    /// The credentials have a signing key instead of the secret, but SigV4A needs the secret.
    NoSecretAccessKey,
    /// The bucket or access point has no FIPS or dual-stack endpoint.
    NoSuchVariant,
    /// Transfer Acceleration cannot reach the bucket or access point.
    NotAccelerated,
    /// The endpoint is a custom one, which has no known variants.
    NotAnAwsEndpoint,
    /// [`hoist_headers`](crate::Request::hoist_headers) would move a header that S3 does not read from the query.
    NotHoistable {
        /// Its name.
        name: String,
    },
    /// The partition does not offer the requested feature.
    NotOffered {
        /// The requested feature.
        what: &'static str,
        /// The partition, such as `aws-cn`.
        partition: &'static str,
    },
    /// The endpoint is that of an AWS region, but is used as a single bucket.
    NotOneBucket,
    /// The endpoint is that of a single bucket, but the request is for the service or an access point.
    OnlyOneBucket,
    /// The URL would outlive the temporary credentials that sign it.
    OutlivesCredentials {
        /// When the credentials expire.
        expiry: AmzDate,
    },
    /// A parameter such as `response-content-type` is set for a method other than GET and HEAD.
    OverrideMethod {
        /// Its name.
        name: &'static str,
    },
    /// A parameter such as `response-content-type` has a control character or one outside ISO-8859-1.
    OverrideValue {
        /// Its name.
        name: &'static str,
        /// The position of the character in bytes, counted from 0.
        position: usize,
    },
    /// The `ETag` of a part is empty, has a character that is not visible ASCII, or is not one `ETag`.
    PartETag {
        /// The number of the part.
        number: u32,
    },
    /// The part number is not between 1 and 10,000.
    PartNumber {
        /// The number as given.
        number: u32,
    },
    /// `x-amz-content-sha256` is set with [`header`](crate::Request::header), or as a query parameter with a hash.
    PayloadHeader,
    /// A region set is given for a bucket that is not a multi-Region access point.
    ///
    /// The setter `region_set` needs the feature `sigv4a`.
    RegionSetOfBucket,
    /// A part is in the list twice.
    RepeatedPart {
        /// Its number.
        number: u32,
    },
    /// A tag is set twice.
    RepeatedTag {
        /// Its key.
        key: String,
    },
    /// A tag starts with `aws:`, which is reserved.
    ReservedTag {
        /// Its key.
        key: String,
    },
    /// The secret access key starts or ends with white space or a byte order mark.
    SecretAccessKeyWhiteSpace,
    /// A request to a service other than S3 is not valid.
    Service(services::Error),
    /// The credentials are those of a session with a directory bucket, but the request is for something else.
    SessionOfDirectoryBucket,
    /// The session token has inner white space or a character other than visible ASCII.
    SessionTokenCharacter,
    /// Signature Version 4 does not allow the request, for any service.
    Sigv4(sigv4::Error),
    /// The secret access key is an AWS access key id: the two are swapped, and a URL would show the secret.
    SwappedCredentials,
    /// The key of a tag is empty, too long, or has characters that S3 does not accept.
    TagKey {
        /// The number of the tag, counted from 1.
        number: usize,
    },
    /// The value of a tag is too long or has characters that S3 does not accept.
    TagValue {
        /// The key of the tag.
        key: String,
    },
    /// There are more than ten tags.
    TooManyTags,
    /// AWS has no region with this name. The message suggests one if it can.
    UnknownRegion {
        /// The region as given.
        region: String,
    },
    /// The upload id has white space or a control character.
    UploadIdCharacter,
    /// The value of an environment variable is not Unicode.
    VariableNotUnicode {
        /// The environment variable.
        name: &'static str,
    },
    /// The value of an environment variable is in quotes, which are not part of it.
    VariableQuoted {
        /// The environment variable.
        name: &'static str,
    },
    /// The window passed to [`stable_for`](crate::Request::stable_for) is not 1 to 604,800 whole seconds.
    Window,
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
            | Self::BucketOwnerCase
            | Self::ContentLengthHeader
            | Self::ContentLengthWithoutBody { .. }
            | Self::DirectoryBucketName
            | Self::DotSegment
            | Self::EmptyKey
            | Self::EmptyPartList
            | Self::EmptyRange
            | Self::EmptyUploadId
            | Self::FormField { .. }
            | Self::FormTooLarge { .. }
            | Self::HeaderAndParameter { .. }
            | Self::HeaderAsParameter { .. }
            | Self::KeyTooLong { .. }
            | Self::MalformedArn
            | Self::MultiRegionAccessPoint
            | Self::MultiRegionAddress
            | Self::MultiRegionCopySource
            | Self::NoFormUploads
            | Self::NoSuchVariant
            | Self::NotAccelerated
            | Self::NotHoistable { .. }
            | Self::OverrideMethod { .. }
            | Self::OverrideValue { .. }
            | Self::PartETag { .. }
            | Self::PartNumber { .. }
            | Self::PayloadHeader
            | Self::RegionSetOfBucket
            | Self::RepeatedPart { .. }
            | Self::RepeatedTag { .. }
            | Self::ReservedTag { .. }
            | Self::Service(_)
            | Self::Sigv4(_)
            | Self::TagKey { .. }
            | Self::TagValue { .. }
            | Self::TooManyTags
            | Self::UploadIdCharacter
            | Self::Window => ErrorKind::Request,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::AccessKeyIdCharacter => {
                "access key id has a `/`, white space or a character that is not ASCII: trim it, and check that it is \
                 not the secret access key"
            }
            Self::AcceleratedFips => "transfer acceleration has no FIPS endpoint: choose one of the two",
            Self::ArnNeedsHost => {
                "access point cannot be addressed in the path of a URL: use the virtual-hosted style and a domain name"
            }
            Self::ArnPartition { partition } => {
                return write!(
                    f,
                    "access point is in the partition {partition:?}: use an endpoint in a region of that partition"
                );
            }
            Self::ArnRegion { region } => {
                return write!(
                    f,
                    "access point is in the region {region:?}: use that region's endpoint, or allow it with \
                     `use_arn_region`"
                );
            }
            Self::BackDate => "time passed to `back_date` is out of range: use 1 to 604800 whole seconds",
            Self::BucketInEndpoint => {
                "bucket is already in the endpoint's address: remove it there, or call `bucket_endpoint` if the \
                 endpoint is the bucket itself"
            }
            Self::BucketName => {
                "bucket name is not valid: use 3 to 63 lower-case letters, digits, `-` and `.`, without `s3://` or a \
                 path"
            }
            Self::BucketNotAHostLabel => {
                "bucket name cannot be part of a host name: use the path style for this bucket"
            }
            Self::BucketOwnerCase => {
                "query parameter `x-amz-expected-bucket-owner` has upper-case letters, so S3 would ignore it: write \
                 the name in lower case"
            }
            Self::ContentLengthHeader => {
                "header `content-length` is set by the client itself: sign it with `content_length`"
            }
            Self::ContentLengthWithoutBody { method } => {
                return write!(f, "method {method} sends no body: leave out `content_length`");
            }
            Self::CredentialsCode => {
                "credentials document has a `Code` other than `Success`: read its `Message`"
            }
            Self::CredentialsJson => {
                "credentials are not in the JSON format of IMDS, ECS, `credential_process` or STS: pass the whole \
                 document"
            }
            Self::CredentialsVersion => {
                "credentials document has a `Version` other than 1: make the process write version 1"
            }
            Self::DirectoryBucketName => {
                "directory bucket name has no valid zone: write `BASE--ZONE--x-s3` in lower case and without dots"
            }
            Self::DotSegment => {
                "object key has a `.` or `..` path segment, which clients and servers resolve to another key: rename \
                 the object"
            }
            Self::EmptyAccessKeyId => "access key id is empty: check where the credentials come from",
            Self::EmptyKey => {
                "object key is empty: name an object, or use `bucket_request` for the bucket itself"
            }
            Self::EmptyPartList => "list of parts is empty: add each part that was uploaded",
            Self::EmptyRange => "byte range ends before it starts: pass the first byte, then the last",
            Self::EmptySecretAccessKey => "secret access key is empty: check where the credentials come from",
            Self::EmptyUploadId => "upload id is empty: take it from the answer to CreateMultipartUpload",
            Self::EncodedSessionToken => {
                "session token is URL-encoded, and signing would encode it again: decode it"
            }
            Self::EndpointFragment => "endpoint has a fragment: leave out the `#` and what follows",
            Self::EndpointHost => {
                "endpoint host is not a domain name or an IP address: write it without a zone or a final dot, and in \
                 ASCII if the feature `url` is off"
            }
            Self::EndpointPath => {
                "endpoint path has an empty, `.` or `..` segment or is not percent-encoded as it is \
                 signed: write `/my%20store` for the path `/my store`"
            }
            Self::EndpointPort => "endpoint port is out of range: use 1 to 65535 or leave it out",
            Self::EndpointQuery => {
                "endpoint has a query: leave out the `?` and what follows, and add parameters to the request"
            }
            Self::EndpointRegion { region } => {
                return write!(
                    f,
                    "endpoint host is not in the AWS region {region:?}: pass the region in its name"
                );
            }
            Self::EndpointScheme => "endpoint is not an HTTP URL: start it with `https://` or `http://`",
            Self::EndpointUserinfo => {
                "endpoint has a user name or password, which would end up in the URL: pass them as credentials"
            }
            Self::ExpiredCredentials { expiry } => {
                return write!(f, "credentials expired at {expiry}: renew them");
            }
            Self::FormField { name, fault } => return fault.write(name, f),
            Self::FormTooLarge { bytes } => {
                return write!(
                    f,
                    "form has {bytes} bytes before the file, and S3 accepts at most 20480: leave out fields, or use a \
                     shorter session token"
                );
            }
            Self::HeaderAndParameter { name } => {
                return write!(f, "header `{name}` is also a query parameter: set it once");
            }
            Self::HeaderAsParameter { name } => {
                write!(f, "query parameter {name:?} has no effect, since S3 reads only the header: ")?;
                return write_setter(name, f);
            }
            Self::KeyTooLong { bytes } => {
                return write!(f, "object key has {bytes} bytes: use at most 1024 bytes of UTF-8");
            }
            Self::MalformedArn => {
                "bucket is not the ARN of an access point: write `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`, or \
                 use a bucket name"
            }
            Self::MalformedExpiry { name } => {
                return write!(
                    f,
                    "expiry in `{name}` is not a date such as 2026-01-01T12:00:00Z: correct it or leave it out"
                );
            }
            Self::MalformedRegion => {
                "region is not 1 to 63 letters, digits, `-` or `_`: use a region such as `us-east-1`, or the one \
                 that the server is configured with"
            }
            Self::MissingMember { name } => {
                return write!(f, "credentials document has no `{name}`: pass the whole document");
            }
            Self::MissingSessionToken => {
                "temporary credentials have no session token: set `AWS_SESSION_TOKEN` or `with_session_token`, or allow \
                 this with `without_session_token`"
            }
            Self::MissingVariable { name } => {
                return write!(
                    f,
                    "environment variable `{name}` is not set: export it, for example from `aws configure \
                     export-credentials --format env`"
                );
            }
            Self::MultiRegionAccessPoint => {
                "multi-region access point accepts only SigV4A: enable the feature `sigv4a` of the crate `presign`"
            }
            Self::MultiRegionAddress => {
                "multi-region access point is not addressed by its ARN at an AWS endpoint: use \
                 `arn:aws:s3::ACCOUNT:accesspoint/ALIAS.mrap` with `Endpoint::aws`"
            }
            Self::MultiRegionCopySource => {
                "multi-region access point cannot be the source of a copy: name a bucket behind it"
            }
            Self::NoFormUploads => {
                "directory bucket or access point does not accept forms: presign a PUT, or use the bucket behind it"
            }
            Self::NoSecretAccessKey => {
                "credentials have the signing key of one region, which does not work for a multi-region access point: \
                 use the secret access key"
            }
            Self::NoSuchVariant => {
                "bucket or access point has no FIPS or dual-stack endpoint: use an endpoint that is neither"
            }
            Self::NotAccelerated => {
                "bucket cannot be reached by transfer acceleration: use a bucket name without dots and the \
                 virtual-hosted style, or another endpoint"
            }
            Self::NotAnAwsEndpoint => {
                "custom endpoint has no known variants: use the URL of the variant itself"
            }
            Self::NotHoistable { name } => {
                return write!(
                    f,
                    "header `{name}` has no effect in the query: leave it out, or do not call `hoist_headers`"
                );
            }
            Self::NotOneBucket => {
                "endpoint of an AWS region is not a single bucket: create one from the bucket's own address with \
                 `Endpoint::custom`"
            }
            Self::NotOffered { what, partition } => {
                return write!(f, "partition {partition} does not offer {what}: use another endpoint");
            }
            Self::OnlyOneBucket => {
                "endpoint is a single bucket, without access points or a list of buckets: use the endpoint of the \
                 service"
            }
            Self::OutlivesCredentials { expiry } => {
                return write!(
                    f,
                    "url would outlive its credentials, which expire at {expiry}: renew them or use a shorter lifetime"
                );
            }
            Self::OverrideMethod { name } => {
                write!(f, "query parameter `{name}` has an effect only on GET and HEAD: ")?;
                return write_setter(name.trim_start_matches("response-"), f);
            }
            Self::OverrideValue { name, position } => {
                let what_to_do = match *name {
                    RESPONSE_CONTENT_DISPOSITION => "name the file with `attachment`, which encodes it",
                    _ => "use visible characters of ISO-8859-1",
                };
                return write!(
                    f,
                    "value of `{name}` has a character at byte {position} that S3 cannot put into a header: \
                     {what_to_do}"
                );
            }
            Self::PartETag { number } => {
                return write!(
                    f,
                    "part {number} has no valid `ETag`: take it unchanged from the answer to UploadPart"
                );
            }
            Self::PartNumber { number } => {
                return write!(f, "part number {number} is out of range: use 1 to 10000");
            }
            Self::PayloadHeader => {
                "payload hash `x-amz-content-sha256` cannot be set by name: use `payload_sha256`, or leave it out \
                 for `UNSIGNED-PAYLOAD`"
            }
            Self::RegionSetOfBucket => {
                "region set is only for a multi-region access point: leave it out, since the endpoint's region is \
                 signed"
            }
            Self::RepeatedPart { number } => {
                return write!(f, "part {number} is listed twice: list it once, with its latest `ETag`");
            }
            Self::RepeatedTag { key } => return write!(f, "tag {key:?} is set twice: set it once"),
            Self::ReservedTag { key } => {
                return write!(f, "tag {key:?} starts with `aws:`, which is reserved: choose another key");
            }
            Self::SecretAccessKeyWhiteSpace => {
                "secret access key starts or ends with white space or a byte order mark: trim it"
            }
            Self::Service(error) => return error.fmt(f),
            Self::SessionOfDirectoryBucket => {
                "session token of S3 Express works only for a directory bucket: use other credentials for this request"
            }
            Self::SessionTokenCharacter => {
                "session token has white space or a character that is not ASCII: check that it was copied completely"
            }
            Self::Sigv4(error) => return error.fmt(f),
            Self::SwappedCredentials => {
                "secret access key is an access key id: swap the two, since a URL shows the id"
            }
            Self::TagKey { number } => {
                return write!(
                    f,
                    "key of tag {number} is not valid: use 1 to 128 letters, digits, spaces and `+-=._:/@`"
                );
            }
            Self::TagValue { key } => {
                return write!(
                    f,
                    "value of tag {key:?} is not valid: use up to 256 letters, digits, spaces and \
                     `+-=._:/@`"
                );
            }
            Self::TooManyTags => "object has more than ten tags: leave some out",
            Self::UnknownRegion { region } => {
                write!(f, "region {region:?} is not an AWS region: ")?;
                return match region_meant_by(region) {
                    Some((meant, true)) => write!(f, "use {meant:?} with `fips`"),
                    Some((meant, false)) => write!(f, "use {meant:?}"),
                    None => f.write_str(
                        "write it like `us-east-1`, or use `Endpoint::custom` for another service",
                    ),
                };
            }
            Self::UploadIdCharacter => {
                "upload id has white space or a control character: take it unchanged from the answer to \
                 CreateMultipartUpload"
            }
            Self::VariableNotUnicode { name } => {
                return write!(f, "environment variable `{name}` is not Unicode: set it to plain text");
            }
            Self::VariableQuoted { name } => {
                return write!(f, "environment variable `{name}` is in quotes: set it without them");
            }
            Self::Window => "window passed to `stable_for` is out of range: use 1 to 604800 whole seconds",
        };
        f.write_str(message)
    }
}

/// Writes how to set a header: with its own setter, or with `header`.
fn write_setter(header: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let header = header.to_ascii_lowercase();
    match setter_for(&header) {
        Some(setter) => write!(f, "set it with {setter}"),
        None => write!(f, "set it with `header({header:?}, …)`"),
    }
}

impl core::error::Error for Error {}

impl From<services::Error> for Error {
    fn from(error: services::Error) -> Self {
        Self::Service(error)
    }
}

impl From<sigv4::Error> for Error {
    fn from(error: sigv4::Error) -> Self {
        Self::Sigv4(error)
    }
}

/// The subject of an [`Error`]: the credentials, the endpoint or the request.
///
/// A service should answer its caller with 400 for [`Request`](Self::Request), since the caller asked for something
/// that cannot be signed. The other kinds mean that the service's own credentials or endpoint are wrong: answer with
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
