use alloc::{format, string::String};

use super::{access_point::AccessPointKind, bucket::Bucket, object_key};
use crate::{
    Error,
    sigv4::{uri_encode, uri_encode_path},
};

/// The object that [`copy`](crate::Presigner::copy) or [`upload_part_copy`](crate::Presigner::upload_part_copy) reads.
///
/// The bucket is given by its name or by the ARN of an access point to it. The key may have `.` and `..` as path
/// segments: it goes into a header, which no client resolves. See [CopyObject][page].
///
/// ```
/// use presign::{CopySource, Credentials, Endpoint, Presigner};
///
/// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
/// let source = CopySource::new("examplebucket", "photos/été/../duck.jpg").version_id("3HL4kqtJlcpXroDTDmJ");
/// let rename = s3.copy(source, "examplebucket", "photos/duck.jpg").presign()?;
/// assert!(rename.headers().eq([(
///     "x-amz-copy-source",
///     "examplebucket/photos/%C3%A9t%C3%A9/../duck.jpg?versionId=3HL4kqtJlcpXroDTDmJ",
/// )]));
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
#[derive(Clone, Copy, Debug)]
pub struct CopySource<'a> {
    bucket: &'a str,
    key: &'a str,
    version_id: Option<&'a str>,
}

impl<'a> CopySource<'a> {
    /// The current version of an object.
    #[must_use]
    pub const fn new(bucket: &'a str, key: &'a str) -> Self {
        Self { bucket, key, version_id: None }
    }

    /// Another version of it.
    #[must_use]
    pub const fn version_id(self, version_id: &'a str) -> Self {
        Self { version_id: Some(version_id), ..self }
    }

    /// As in `x-amz-copy-source`.
    pub(super) fn header_value(self) -> Result<String, Error> {
        object_key::check_length(self.key)?;
        let (bucket, key) = (uri_encode_path(self.bucket), uri_encode_path(self.key));
        let object = match Bucket::new(self.bucket)? {
            Bucket::Named(_) => format!("{bucket}/{key}"),
            Bucket::AccessPoint(access_point) if access_point.kind == AccessPointKind::Bucket => {
                format!("{bucket}/object/{key}")
            }
            Bucket::AccessPoint(_) => return Err(Error::MalformedArn),
        };
        Ok(match self.version_id {
            Some(version_id) => format!("{object}?versionId={}", uri_encode(version_id)),
            None => object,
        })
    }
}
