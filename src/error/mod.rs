use alloc::string::String;

use crate::{
    FieldFault, services,
    sigv4::{self, AmzDate, Method},
};

mod kind;
mod message;
pub use kind::ErrorKind;

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
    /// The version id is empty.
    EmptyVersionId,
    /// The session token is URL-encoded already.
    EncodedSessionToken,
    /// The endpoint has a fragment (`#…`).
    EndpointFragment,
    /// The endpoint's host is not a domain name, an IPv4 or an IPv6 address.
    EndpointHost,
    /// The endpoint's base path does not start with `/`, has an empty, `.` or `..` segment, or is not
    /// percent-encoded as in a canonical request.
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
    /// The endpoint is that of static websites, or the console of AWS.
    EndpointWebsite,
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
    /// The name passed to [`metadata`](crate::Request::metadata) starts with `x-amz-meta-`, which is added.
    ///
    /// For such an entry, use [`header`](crate::Request::header).
    MetadataPrefix,
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
    /// A query parameter has the name of one of S3's in another spelling, so S3 would ignore it.
    ParameterSpelling {
        /// The name that S3 reads. A final `*` stands for the rest of it.
        meant: &'static str,
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
    /// S3 refuses or ignores the value of a header, parameter or form field.
    ///
    /// This is an error only at a host of AWS, since another server may accept the value.
    RefusedValue {
        /// The name as in S3's documentation.
        name: &'static str,
        /// The value that is meant, or another one that S3 accepts.
        example: &'static str,
    },
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
    /// The session token has inner white space or a character other than visible ASCII, or is in quotes.
    SessionTokenCharacter,
    /// Signature Version 4 does not allow the request, for any service.
    Sigv4(sigv4::Error),
    /// The name passed to [`subresource`](crate::Request::subresource) has a character other than a letter, a digit,
    /// `-`, `_`, `.` or `~`.
    SubresourceName,
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
    /// The value of a header or form field starts with its name, as in `x-amz-acl: private`.
    ValueWithName,
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
    /// The version id has white space, a control character, `"` or `<`.
    VersionIdCharacter,
    /// The window passed to [`stable_for`](crate::Request::stable_for) is not 1 to 604,800 whole seconds.
    Window,
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
