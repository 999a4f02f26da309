use alloc::string::String;

use super::{ResponseError, response::Response};

/// The response to CreateMultipartUpload, which has the id of the upload.
///
/// See [CreateMultipartUpload][page].
///
/// ```
/// use presign::multipart::InitiateMultipartUploadResult;
///
/// let body = "<InitiateMultipartUploadResult><Bucket>examplebucket</Bucket>\
///             <Key>big.iso</Key><UploadId>VXBsb2FkSWQ</UploadId></InitiateMultipartUploadResult>";
/// let created = InitiateMultipartUploadResult::from_xml(body)?;
/// assert_eq!(created.upload_id(), "VXBsb2FkSWQ");
/// # Ok::<(), presign::multipart::ResponseError>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiateMultipartUploadResult {
    bucket: Option<String>,
    key: Option<String>,
    upload_id: String,
}

impl InitiateMultipartUploadResult {
    /// Reads the body of the response, which may have up to 4 MiB, in time proportional to its length.
    ///
    /// Requires the feature `xml`.
    ///
    /// # Errors
    ///
    /// Returns a [`ResponseError`] if the server reports an error, or the body is not this response.
    pub fn from_xml(body: &str) -> Result<Self, ResponseError> {
        let mut response = Response::from_xml("InitiateMultipartUploadResult", body)?;
        Ok(Self {
            bucket: response.text("Bucket"),
            key: response.text("Key"),
            upload_id: response.required("UploadId")?,
        })
    }

    /// Returns the bucket, if the server names it.
    #[must_use]
    pub fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref()
    }

    /// Returns the object key, if the server names it.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Returns the id of the upload, which the other operations take.
    #[must_use]
    pub fn upload_id(&self) -> &str {
        &self.upload_id
    }
}

/// The response to CompleteMultipartUpload if the upload succeeded.
///
/// The status 200 does not mean success: S3 sends it before it joins the parts. See [CompleteMultipartUpload][page].
///
/// ```
/// use presign::multipart::CompleteMultipartUploadResult;
///
/// let body = "<CompleteMultipartUploadResult><Bucket>examplebucket</Bucket><Key>big.iso</Key>\
///             <ETag>\"3858f62230ac3c915f300c664312c11f-9\"</ETag></CompleteMultipartUploadResult>";
/// let completed = CompleteMultipartUploadResult::from_xml(body)?;
/// assert_eq!(completed.e_tag(), "\"3858f62230ac3c915f300c664312c11f-9\"");
/// # Ok::<(), presign::multipart::ResponseError>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteMultipartUploadResult {
    location: Option<String>,
    bucket: Option<String>,
    key: Option<String>,
    e_tag: String,
}

impl CompleteMultipartUploadResult {
    /// Reads the body of the response, which may have up to 4 MiB, in time proportional to its length.
    ///
    /// Requires the feature `xml`.
    ///
    /// # Errors
    ///
    /// Returns a [`ResponseError`] if the server reports an error, or the body is not this response.
    pub fn from_xml(body: &str) -> Result<Self, ResponseError> {
        let mut response = Response::from_xml("CompleteMultipartUploadResult", body)?;
        Ok(Self {
            location: response.text("Location"),
            bucket: response.text("Bucket"),
            key: response.text("Key"),
            e_tag: response.required("ETag")?,
        })
    }

    /// Returns the address of the object, if the server names it. It may lack the scheme.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// Returns the bucket, if the server names it.
    #[must_use]
    pub fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref()
    }

    /// Returns the object key, if the server names it.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Returns the `ETag` of the object, with its quotes if the server sends them. It is not the MD5 of the object.
    #[must_use]
    pub fn e_tag(&self) -> &str {
        &self.e_tag
    }
}

/// The response to UploadPartCopy if the copy succeeded.
///
/// The status 200 does not mean success: S3 sends it before it copies. See [UploadPartCopy][page].
///
/// ```
/// use presign::multipart::{CompletedParts, CopyPartResult};
///
/// let body = "<CopyPartResult><LastModified>2026-01-01T12:00:00.000Z</LastModified>\
///             <ETag>\"9b2cf535f27731c974343645a3985328\"</ETag></CopyPartResult>";
/// let mut parts = CompletedParts::new();
/// parts.push(1, CopyPartResult::from_xml(body)?.e_tag())?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyPartResult {
    e_tag: String,
}

impl CopyPartResult {
    /// Reads the body of the response, which may have up to 4 MiB, in time proportional to its length.
    ///
    /// Requires the feature `xml`.
    ///
    /// # Errors
    ///
    /// Returns a [`ResponseError`] if the server reports an error, or the body is not this response.
    pub fn from_xml(body: &str) -> Result<Self, ResponseError> {
        Ok(Self { e_tag: Response::from_xml("CopyPartResult", body)?.required("ETag")? })
    }

    /// Returns the `ETag` of the part.
    #[must_use]
    pub fn e_tag(&self) -> &str {
        &self.e_tag
    }
}
