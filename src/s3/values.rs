//! The types of values that operations and setters take.

use alloc::{
    borrow::Cow,
    format,
    string::{String, ToString},
};
use core::fmt;

use super::{
    ObjectKey,
    bucket::{AccessPointKind, Bucket},
    parameter::check_version_id,
};
use crate::{
    Error,
    invisible::is_invisible,
    s3_names::{CHECKSUM_CRC32, CHECKSUM_CRC32C, CHECKSUM_CRC64NVME, CHECKSUM_SHA1, CHECKSUM_SHA256},
    sigv4::{Value, base64, uri_encode, uri_encode_path},
};

/// The object that [`copy`](crate::Presigner::copy) or
/// [`upload_part_copy`](crate::Presigner::upload_part_copy) reads.
///
/// The bucket is a name or the ARN of an access point. The key follows the same rules as elsewhere: a `.` or `..`
/// path segment is an error, since some servers resolve it, even to another bucket. See [CopyObject][page].
///
/// ```
/// use presign::{CopySource, Credentials, Endpoint, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let source = CopySource::new("examplebucket", "photos/été/duck.jpg")
///     .version_id("3HL4kqtJlcpXroDTDmJ");
/// let rename = s3.copy(source, "examplebucket", "photos/duck.jpg").presign()?;
/// assert!(rename.headers().eq([(
///     "x-amz-copy-source",
///     "examplebucket/photos/%C3%A9t%C3%A9/duck.jpg?versionId=3HL4kqtJlcpXroDTDmJ",
/// )]));
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
#[derive(Clone, Debug)]
pub struct CopySource<'a> {
    bucket: Cow<'a, str>,
    key: Cow<'a, str>,
    version_id: Option<Cow<'a, str>>,
}

impl<'a> CopySource<'a> {
    /// Creates a source from the current version of an object.
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let source = CopySource::new("examplebucket", "photos/duck.jpg");
    /// let copy = s3.copy(source, "archive", "2026/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn new(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), version_id: None }
    }

    /// Selects a specific version of the object.
    ///
    /// ```
    /// use presign::CopySource;
    ///
    /// let source = CopySource::new("examplebucket", "photos/duck.jpg")
    ///     .version_id("3HL4kqtJlcpXroDTDmJ");
    /// ```
    #[must_use]
    pub fn version_id(self, version_id: impl Into<Cow<'a, str>>) -> Self {
        Self { version_id: Some(version_id.into()), ..self }
    }

    /// Returns the value of `x-amz-copy-source`.
    pub(super) fn header_value(self, is_on_aws: bool) -> Result<String, Error> {
        ObjectKey::try_from(&*self.key)?;
        if let (Some(version_id), true) = (&self.version_id, is_on_aws) {
            check_version_id(&version_id.as_ref().into())?;
        }
        let (bucket, key) = (uri_encode_path(&self.bucket), uri_encode_path(&self.key));
        let source = Bucket::new(&self.bucket).map_err(|error| match error {
            Error::MultiRegionAccessPoint => Error::MultiRegionCopySource,
            error => error,
        });
        let object = match source? {
            Bucket::Named(_) => format!("{bucket}/{key}"),
            Bucket::AccessPoint(access_point) if access_point.is_multi_region() => {
                return Err(Error::MultiRegionCopySource);
            }
            Bucket::AccessPoint(access_point) if access_point.kind == AccessPointKind::Bucket => {
                format!("{bucket}/object/{key}")
            }
            Bucket::AccessPoint(_) => return Err(Error::MalformedArn),
        };
        Ok(match self.version_id {
            Some(version_id) => format!("{object}?versionId={}", uri_encode(&version_id)),
            None => object,
        })
    }
}

/// The checksum of a body, by one of the algorithms that S3 supports.
///
/// A CRC is a number (`CRC-32/ISO-HDLC`, `CRC-32/ISCSI` and `CRC-64/NVME` in the
/// [catalogue](https://reveng.sourceforge.io/crc-catalogue/all.htm)), and a hash is bytes.
///
/// ```
/// use presign::{Checksum, Credentials, Endpoint, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let put = s3
///     .put("examplebucket", "check.txt")
///     .checksum(Checksum::Crc32(0xcbf4_3926))
///     .presign()?;
/// assert!(put.headers().eq([("x-amz-checksum-crc32", "y/Q5Jg==")]));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Checksum {
    /// CRC-32, sent as `x-amz-checksum-crc32`.
    Crc32(u32),
    /// CRC-32C, sent as `x-amz-checksum-crc32c`.
    Crc32c(u32),
    /// CRC-64/NVME, sent as `x-amz-checksum-crc64nvme`.
    Crc64Nvme(u64),
    /// SHA-1, sent as `x-amz-checksum-sha1`.
    Sha1([u8; 20]),
    /// SHA-256, sent as `x-amz-checksum-sha256`.
    Sha256([u8; 32]),
}

impl Checksum {
    /// Returns the name and the value of the header.
    pub(super) fn header(self) -> (&'static str, String) {
        match self {
            Self::Crc32(sum) => (CHECKSUM_CRC32, base64(&sum.to_be_bytes())),
            Self::Crc32c(sum) => (CHECKSUM_CRC32C, base64(&sum.to_be_bytes())),
            Self::Crc64Nvme(sum) => (CHECKSUM_CRC64NVME, base64(&sum.to_be_bytes())),
            Self::Sha1(hash) => (CHECKSUM_SHA1, base64(&hash)),
            Self::Sha256(hash) => (CHECKSUM_SHA256, base64(&hash)),
        }
    }

    /// Returns the name and the text of the element in a list of parts.
    pub(crate) fn element(self) -> (&'static str, String) {
        let name = match self {
            Self::Crc32(_) => "ChecksumCRC32",
            Self::Crc32c(_) => "ChecksumCRC32C",
            Self::Crc64Nvme(_) => "ChecksumCRC64NVME",
            Self::Sha1(_) => "ChecksumSHA1",
            Self::Sha256(_) => "ChecksumSHA256",
        };
        (name, self.header().1)
    }
}

/// The value of `Content-Disposition`: whether a browser displays or saves an object, and under which name.
///
/// See [RFC 6266](https://www.rfc-editor.org/rfc/rfc6266).
///
/// A plain ASCII name is written as it is. Any other name is written twice: for old clients, with `_` in place of
/// other characters, and in full, encoded as in [RFC 8187](https://www.rfc-editor.org/rfc/rfc8187). Both forms
/// replace with `_` what file systems do not accept (`/`, `\` and control characters), and characters that disguise
/// a name: invisible ones, and those that change the direction of text, such as U+202E before `gpj.exe`.
///
/// Use it for the response to a GET ([`response_content_disposition`][get]), or store it with the object as a
/// header.
///
/// ```
/// use presign::{ContentDisposition, Credentials, Endpoint, Presigner};
///
/// let disposition = ContentDisposition::attachment("Zoë's \"duck\".jpg");
/// assert_eq!(
///     disposition.to_string(),
///     "attachment; filename=\"Zo_'s _duck_.jpg\"; filename*=UTF-8''Zo%C3%AB%27s%20%22duck%22.jpg",
/// );
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let put = s3.put("examplebucket", "8f14e45f").header("content-disposition", disposition).presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [get]: crate::Request::response_content_disposition
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentDisposition<'a> {
    kind: &'static str,
    filename: &'a str,
}

impl<'a> ContentDisposition<'a> {
    /// Tells the browser to save the object under this name.
    ///
    /// ```
    /// use presign::ContentDisposition;
    ///
    /// let disposition = ContentDisposition::attachment("duck.jpg");
    /// assert_eq!(disposition.to_string(), "attachment; filename=\"duck.jpg\"");
    /// ```
    #[must_use]
    pub const fn attachment(filename: &'a str) -> Self {
        Self { kind: "attachment", filename }
    }

    /// Tells the browser to display the object, and to suggest this name if the user saves it.
    ///
    /// ```
    /// use presign::ContentDisposition;
    ///
    /// let disposition = ContentDisposition::inline("duck.jpg");
    /// assert_eq!(disposition.to_string(), "inline; filename=\"duck.jpg\"");
    /// ```
    #[must_use]
    pub const fn inline(filename: &'a str) -> Self {
        Self { kind: "inline", filename }
    }
}

impl fmt::Display for ContentDisposition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)?;
        if self.filename.is_empty() {
            return Ok(());
        }
        let is_name = |c: char| !(matches!(c, '/' | '\\') || c.is_control() || is_invisible(c));
        let replaced = |keep: &dyn Fn(char) -> bool| {
            self.filename.chars().map(|c| if keep(c) { c } else { '_' }).collect::<String>()
        };
        let (name, fallback) = (replaced(&is_name), replaced(&|c| is_name(c) && is_plain(c)));
        write!(f, "; filename=\"{fallback}\"")?;
        // Headers collapse repeated spaces and drop those at the ends, so a name with such spaces is not
        // plain either.
        let is_spaced = name.contains("  ") || name.starts_with(' ') || name.ends_with(' ');
        if name != fallback || is_spaced {
            write!(f, "; filename*=UTF-8''{}", uri_encode(&name))?;
        }
        Ok(())
    }
}

impl<'a> From<ContentDisposition<'_>> for Value<'a> {
    fn from(disposition: ContentDisposition<'_>) -> Self {
        disposition.to_string().into()
    }
}

/// Returns whether a character is safe in a quoted string. Some clients decode `%` there, and some stop at
/// `;`.
const fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~') && !matches!(c, '"' | '%' | ';')
}
