use alloc::borrow::Cow;

use crate::{
    CopySource, PartNumbers, Presigner, Request,
    s3::{PartNumber, target::Target},
    s3_names::{PART_NUMBER, UPLOAD_ID},
    sigv4::{Method, Value},
};

/// Uploads in parts.
impl Presigner {
    /// Starts an upload in parts:
    /// [CreateMultipartUpload](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html).
    ///
    /// The response contains the upload id: read it with
    /// [`InitiateMultipartUploadResult`](crate::multipart::InitiateMultipartUploadResult).
    ///
    /// Set the content type, metadata, storage class and encryption of the object here, not on the parts. A
    /// customer's key ([`sse_c`](Request::sse_c)) must be set on both.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let create = s3
    ///     .create_multipart_upload("examplebucket", "big.iso")
    ///     .content_type("application/x-iso9660-image")
    ///     .presign()?;
    /// # assert!(create.url().contains("&uploads=&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "CreateMultipartUpload")]
    #[doc(alias = "InitiateMultipartUpload")]
    pub fn create_multipart_upload<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Request<'a> {
        self.request(Method::Post, bucket, key).subresource("uploads")
    }

    /// Uploads one part of a multipart upload:
    /// [UploadPart](https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html).
    ///
    /// Part numbers go from 1 to 10,000. A part has 5 MiB to 5 GiB, but the last one may be smaller.
    ///
    /// The upload id comes from CreateMultipartUpload. To complete the upload, keep the `ETag` from the response to
    /// each part.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let part =
    ///     s3.upload_part("examplebucket", "big.iso", "VXBsb2FkSWQ", 7).presign()?;
    /// assert!(part.url().contains("&partNumber=7&uploadId=VXBsb2FkSWQ&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "UploadPart")]
    pub fn upload_part<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
        part_number: u32,
    ) -> Request<'a> {
        let request = self.request(Method::Put, bucket, key);
        let request = match PartNumber::try_from(part_number) {
            Ok(number) => request.query(PART_NUMBER, number),
            Err(error) => request.check(Err(error)),
        };
        request.upload_id(upload_id)
    }

    /// Starts a request for many parts of one upload.
    ///
    /// [`prepare`](Request::prepare) writes and hashes what their URLs have in common only once.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let parts = s3
    ///     .upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ")
    ///     .prepare_at(date)?;
    /// let mut url = String::new();
    /// parts.write_url(7, &mut url)?;
    /// let one = s3
    ///     .upload_part("examplebucket", "big.iso", "VXBsb2FkSWQ", 7)
    ///     .presign_at(date)?;
    /// assert_eq!(url, one.url());
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn upload_parts<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
    ) -> Request<'a, PartNumbers> {
        Request::new(self, Method::Put, Target::Object { bucket: bucket.into(), key: key.into() })
            .query(PART_NUMBER, Value::hole())
            .upload_id(upload_id)
    }

    /// Copies an object into one part of an upload:
    /// [UploadPartCopy](https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html).
    ///
    /// Use [`copy_source_range`](Request::copy_source_range) to copy only a range of the object. Read the response with
    /// [`CopyPartResult`](crate::multipart::CopyPartResult), because S3 may return 200 and still report an error.
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// const GIB: u64 = 1 << 30;
    /// let source = CopySource::new("examplebucket", "big.iso");
    /// let part = s3
    ///     .upload_part_copy(source, "archive", "big.iso", "VXBsb2FkSWQ", 2)
    ///     .copy_source_range(GIB..=2 * GIB - 1)
    ///     .presign()?;
    /// # assert!(part.headers().eq([
    /// #     ("x-amz-copy-source", "examplebucket/big.iso"),
    /// #     ("x-amz-copy-source-range", "bytes=1073741824-2147483647"),
    /// # ]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "UploadPartCopy")]
    pub fn upload_part_copy<'a>(
        &'a self,
        source: CopySource<'_>,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
        part_number: u32,
    ) -> Request<'a> {
        self.upload_part(bucket, key, upload_id, part_number).copy_source(source)
    }

    /// Joins the parts of an upload:
    /// [CompleteMultipartUpload](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html).
    ///
    /// The body lists the parts: [`CompletedParts`](crate::multipart::CompletedParts) writes it.
    ///
    /// S3 may return 200 and still report an error. Read the body of the response with
    /// [`CompleteMultipartUploadResult`](crate::multipart::CompleteMultipartUploadResult).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let complete = s3
    ///     .complete_multipart_upload("examplebucket", "big.iso", "VXBsb2FkSWQ")
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "CompleteMultipartUpload")]
    pub fn complete_multipart_upload<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
    ) -> Request<'a> {
        self.request(Method::Post, bucket, key).upload_id(upload_id)
    }

    /// Cancels an upload and deletes its parts:
    /// [AbortMultipartUpload](https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html).
    ///
    /// Until then, the storage of the parts is billed.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let abort = s3
    ///     .abort_multipart_upload("examplebucket", "big.iso", "VXBsb2FkSWQ")
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "AbortMultipartUpload")]
    pub fn abort_multipart_upload<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
    ) -> Request<'a> {
        self.request(Method::Delete, bucket, key).upload_id(upload_id)
    }

    /// Lists the parts that an upload has so far:
    /// [ListParts](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html).
    ///
    /// Use it to resume an upload. Read the response with [`ListPartsResult`](crate::multipart::ListPartsResult).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let parts = s3
    ///     .list_parts("examplebucket", "big.iso", "VXBsb2FkSWQ")
    ///     .query("max-parts", 100)
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "ListParts")]
    pub fn list_parts<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
    ) -> Request<'a> {
        self.request(Method::Get, bucket, key).upload_id(upload_id)
    }

    /// Lists the unfinished uploads of a bucket:
    /// [ListMultipartUploads](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html).
    ///
    /// These are the uploads that are neither completed nor aborted.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let uploads = s3
    ///     .list_multipart_uploads("examplebucket")
    ///     .query("prefix", "backups/")
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "ListMultipartUploads")]
    pub fn list_multipart_uploads<'a>(&'a self, bucket: impl Into<Cow<'a, str>>) -> Request<'a> {
        self.bucket_request(Method::Get, bucket).subresource("uploads")
    }
}

impl<'a, Of> Request<'a, Of> {
    fn upload_id(self, upload_id: impl Into<Cow<'a, str>>) -> Self {
        self.query(UPLOAD_ID, upload_id.into())
    }
}
