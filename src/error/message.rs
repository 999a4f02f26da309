use core::fmt;

use super::Error;
use crate::{
    partition::region_meant_by,
    s3_names::{RESPONSE_CONTENT_DISPOSITION, setter_for},
};

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
            Self::EmptyUploadId => "upload id is empty: take it from the response to CreateMultipartUpload",
            Self::EmptyVersionId => "version id is empty: leave it out for the current version",
            Self::EncodedSessionToken => {
                "session token is URL-encoded, and signing would encode it again: decode it"
            }
            Self::EndpointFragment => "endpoint has a fragment: leave out the `#` and what follows",
            Self::EndpointHost => {
                "endpoint host is not a domain name or an IP address: write it without a zone or a final dot, and in \
                 ASCII if the feature `url` is off"
            }
            Self::EndpointPath => {
                "endpoint path does not start with `/`, has an empty, `.` or `..` segment, or is not percent-encoded as \
                 it is signed: write `/my%20store` for the path `/my store`"
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
            Self::EndpointWebsite => {
                "endpoint is for websites or the console, and ignores signatures: use that of the region, with \
                 `Endpoint::aws`"
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
            Self::MetadataPrefix => {
                "metadata name starts with `x-amz-meta-`, which is added to it: leave out the prefix"
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
                "multi-Region access point accepts only SigV4A: enable the feature `sigv4a` of the crate `presign`"
            }
            Self::MultiRegionAddress => {
                "multi-Region access point is not addressed by its ARN at an AWS endpoint: use \
                 `arn:aws:s3::ACCOUNT:accesspoint/ALIAS.mrap` with `Endpoint::aws`"
            }
            Self::MultiRegionCopySource => {
                "multi-Region access point cannot be the source of a copy: name a bucket behind it"
            }
            Self::NoFormUploads => {
                "directory bucket or access point does not accept forms: presign a PUT, or use the bucket behind it"
            }
            Self::NoSecretAccessKey => {
                "credentials have the signing key of one region, which does not work for a multi-Region access point: \
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
            Self::ParameterSpelling { meant } => {
                return write!(f, "query parameter is in a spelling that S3 does not read: write `{meant}`");
            }
            Self::PartETag { number } => {
                return write!(
                    f,
                    "part {number} has no valid `ETag`: take it unchanged from the response to UploadPart"
                );
            }
            Self::PartNumber { number } => {
                return write!(f, "part number {number} is out of range: use 1 to 10000");
            }
            Self::PayloadHeader => {
                "payload hash `x-amz-content-sha256` cannot be set by name: use `payload_sha256`, or leave it out \
                 for `UNSIGNED-PAYLOAD`"
            }
            Self::RefusedValue { name, example } => {
                return write!(f, "value of `{name}` is not one that S3 accepts: write it like `{example}`");
            }
            Self::RegionSetOfBucket => {
                "region set is only for a multi-Region access point: leave it out, since the endpoint's region is \
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
                "session token has white space or a character that is not ASCII, or is in quotes: check that it was \
                 copied completely"
            }
            Self::Sigv4(error) => return error.fmt(f),
            Self::SubresourceName => {
                "subresource is not a name: pass the name alone, such as `tagging`, and add parameters with `query`"
            }
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
                "upload id has white space or a control character: take it unchanged from the response to \
                 CreateMultipartUpload"
            }
            Self::ValueWithName => "value starts with the name of its header: pass the value alone",
            Self::VariableNotUnicode { name } => {
                return write!(f, "environment variable `{name}` is not Unicode: set it to plain text");
            }
            Self::VariableQuoted { name } => {
                return write!(f, "environment variable `{name}` is in quotes: set it without them");
            }
            Self::VersionIdCharacter => {
                "version id has white space, a control character, `\"` or `<`: take it unchanged from a response of S3"
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
