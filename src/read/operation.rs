use core::fmt;

use super::PresignedUrl;
use crate::{
    s3_names::{COPY_SOURCE, OVERRIDES, PART_NUMBER, UPLOAD_ID, VERSION_ID},
    sigv4::{Method, names::is_amz},
};

/// Each row has an operation, its method, its target, its required parameters and its optional ones. `copies`
/// marks an operation that needs the header `x-amz-copy-source`.
macro_rules! operations {
    ($($name:ident: $method:ident $target:ident $($copies:ident)? => $required:expr, $optional:expr;)*) => {
        /// An S3 operation, named as in the [API reference][page].
        ///
        /// The method and the path alone do not determine it: `DELETE /bucket/key` deletes an object, but
        /// `DELETE /bucket/key?tagging` deletes its tags. See
        /// [`Verified::operation`](crate::Verified::operation).
        ///
        /// ```
        /// use presign::Operation;
        ///
        /// fn is_upload(operation: Operation) -> bool {
        ///     matches!(operation, Operation::PutObject | Operation::UploadPart)
        /// }
        /// assert_eq!(Operation::PutObject.as_str(), "PutObject");
        /// ```
        ///
        /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Operation {
            $(
                #[doc = concat!(
                    "[`", stringify!($name), "`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_", stringify!($name), ".html)"
                )]
                $name,
            )*
            /// Any other operation, such as one on a bucket's settings, or a request with a parameter that the
            /// operation does not take.
            Other,
        }

        static ROWS: &[Row] = &[$(Row {
            operation: Operation::$name,
            name: stringify!($name),
            method: Method::$method,
            target: Target::$target,
            is_copy: { const COPIES: &[&str] = &[$(stringify!($copies))?]; !COPIES.is_empty() },
            required: $required,
            optional: $optional,
        }),*];
    };
}

operations! {
    AbortMultipartUpload: Delete Object => &[UPLOAD_ID], NONE;
    CompleteMultipartUpload: Post Object => &[UPLOAD_ID], NONE;
    CopyObject: Put Object copies => NONE, NONE;
    CreateBucket: Put Bucket => NONE, NONE;
    CreateMultipartUpload: Post Object => &["uploads"], NONE;
    CreateSession: Get Bucket => &["session"], NONE;
    DeleteBucket: Delete Bucket => NONE, NONE;
    DeleteObject: Delete Object => NONE, VERSION;
    DeleteObjectTagging: Delete Object => &["tagging"], VERSION;
    DeleteObjects: Post Bucket => &["delete"], NONE;
    GetBucketLocation: Get Bucket => &["location"], NONE;
    GetObject: Get Object => NONE, READ;
    GetObjectAcl: Get Object => &["acl"], VERSION;
    GetObjectAttributes: Get Object => &["attributes"], VERSION;
    GetObjectLegalHold: Get Object => &["legal-hold"], VERSION;
    GetObjectRetention: Get Object => &["retention"], VERSION;
    GetObjectTagging: Get Object => &["tagging"], VERSION;
    GetObjectTorrent: Get Object => &["torrent"], NONE;
    HeadBucket: Head Bucket => NONE, NONE;
    HeadObject: Head Object => NONE, READ;
    ListBuckets: Get Service => NONE, &["bucket-region", "continuation-token", "max-buckets", "prefix"];
    ListMultipartUploads: Get Bucket => &["uploads"],
        &["delimiter", "encoding-type", "key-marker", "max-uploads", "prefix", "upload-id-marker"];
    ListObjectVersions: Get Bucket => &["versions"],
        &["delimiter", "encoding-type", "key-marker", "max-keys", "prefix", "version-id-marker"];
    ListObjects: Get Bucket => NONE, &["delimiter", "encoding-type", "marker", "max-keys", "prefix"];
    ListObjectsV2: Get Bucket => &["list-type"],
        &["continuation-token", "delimiter", "encoding-type", "fetch-owner", "max-keys", "prefix", "start-after"];
    ListParts: Get Object => &[UPLOAD_ID], &["max-parts", "part-number-marker"];
    PutObject: Put Object => NONE, NONE;
    PutObjectAcl: Put Object => &["acl"], VERSION;
    PutObjectLegalHold: Put Object => &["legal-hold"], VERSION;
    PutObjectRetention: Put Object => &["retention"], VERSION;
    PutObjectTagging: Put Object => &["tagging"], VERSION;
    RenameObject: Put Object => &["renameObject"], NONE;
    RestoreObject: Post Object => &["restore"], VERSION;
    SelectObjectContent: Post Object => &["select", "select-type"], NONE;
    UploadPart: Put Object => &[PART_NUMBER, UPLOAD_ID], NONE;
    UploadPartCopy: Put Object copies => &[PART_NUMBER, UPLOAD_ID], NONE;
}

impl Operation {
    /// Returns the name in the API reference, or `Other` for an unknown operation.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        ROWS.iter().find(|row| row.operation == self).map_or("Other", |row| row.name)
    }

    /// Returns the operation that takes all parameters of the URL.
    pub(super) fn for_request(
        url: &PresignedUrl,
        method: Method,
        target: Target,
        has_copy_source: bool,
    ) -> Self {
        let is_given = |name: &&str| url.parameters().any(|(given, _)| given == *name);
        let is_it = |row: &&Row| {
            (row.method, row.target, row.is_copy) == (method, target, has_copy_source)
                && row.required.iter().all(is_given)
                && url.parameters().all(|(name, value)| row.takes(name, value))
        };
        ROWS.iter().find(is_it).map_or(Self::Other, |row| row.operation)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a request addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Service,
    Bucket,
    Object,
}

struct Row {
    operation: Operation,
    name: &'static str,
    method: Method,
    target: Target,
    is_copy: bool,
    required: &'static [&'static str],
    optional: &'static [&'static str],
}

impl Row {
    fn takes(&self, name: &str, value: &str) -> bool {
        match name {
            // SDKs send the name of the operation in this parameter.
            "x-id" => value == self.name,
            // An `x-amz-*` header may be sent as a parameter, except for a copy source, which changes the operation.
            _ if is_amz(name) => !is_copy_source(name),
            _ => self.required.contains(&name) || self.optional.contains(&name),
        }
    }
}

/// Returns whether a name starts with `x-amz-copy-source`, in any case.
fn is_copy_source(name: &str) -> bool {
    name.get(..COPY_SOURCE.len()).is_some_and(|start| start.eq_ignore_ascii_case(COPY_SOURCE))
}

const NONE: &[&str] = &[];

const VERSION: &[&str] = &[VERSION_ID];

const READ: &[&str] = &{
    let [cache_control, content_disposition, content_encoding, content_language, content_type, expires] =
        OVERRIDES;
    [
        PART_NUMBER,
        VERSION_ID,
        cache_control,
        content_disposition,
        content_encoding,
        content_language,
        content_type,
        expires,
    ]
};
