use crate::{
    Error,
    s3::{CopySource, PartNumbers, Presigner, Request, part_number, prepared::ANY_PART_NUMBER},
    sigv4::Method,
};

impl Presigner {
    /// [CreateMultipartUpload](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html): begins an
    /// upload in parts, whose answer has its `UploadId`.
    ///
    /// What the object shall have (content type, metadata, storage class, encryption) is said here, and not with the
    /// parts; a customer's key ([`sse_c`](Request::sse_c)) with both.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let create = s3
    ///     .create_multipart_upload("examplebucket", "big.iso")
    ///     .content_type("application/x-iso9660-image")
    ///     .presign()?;
    /// # assert!(create.url().contains("&uploads=&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn create_multipart_upload<'a>(&'a self, bucket: &'a str, key: &'a str) -> Request<'a> {
        self.request(Method::Post, bucket, key).query("uploads", "")
    }

    /// [UploadPart](https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html): writes one part of a multipart
    /// upload, number 1 to 10,000, of 5 MiB to 5 GiB (the last one may be smaller).
    ///
    /// The upload id comes from CreateMultipartUpload; whoever completes the upload needs the `ETag` of each part's
    /// answer.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let part = s3.upload_part("examplebucket", "big.iso", "VXBsb2FkSWQ", 7).presign()?;
    /// assert!(part.url().contains("&partNumber=7&uploadId=VXBsb2FkSWQ&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn upload_part<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        upload_id: &'a str,
        part_number: u32,
    ) -> Request<'a> {
        self.request(Method::Put, bucket, key)
            .check(|| part_number::check(part_number))
            .query("partNumber", u64::from(part_number))
            .upload_id(upload_id)
    }

    /// UploadPart for many parts of one upload: [`prepare`](Request::prepare) writes and hashes once what they have in
    /// common.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let parts = s3.upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").prepare_at(date)?;
    /// let mut url = String::new();
    /// parts.write_url(7, &mut url)?;
    /// let one = s3.upload_part("examplebucket", "big.iso", "VXBsb2FkSWQ", 7).presign_at(date)?;
    /// assert_eq!(url, one.url());
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn upload_parts<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        upload_id: &'a str,
    ) -> Request<'a, PartNumbers> {
        Request::new(self, Method::Put, bucket, Some(key))
            .query("partNumber", ANY_PART_NUMBER)
            .upload_id(upload_id)
    }

    /// [UploadPartCopy](https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html): writes one part of a multipart
    /// upload from an object that is there, or from a [range of it](Request::copy_source_range).
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
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
    pub fn upload_part_copy<'a>(
        &'a self,
        source: CopySource<'a>,
        bucket: &'a str,
        key: &'a str,
        upload_id: &'a str,
        part_number: u32,
    ) -> Request<'a> {
        self.upload_part(bucket, key, upload_id, part_number).copy_source(source)
    }

    /// [CompleteMultipartUpload](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html): joins the
    /// parts, which the body lists in XML with their numbers and `ETag`s.
    ///
    /// It may answer 200 and report an error all the same: what counts is an `ETag` in the answer's body.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let complete = s3.complete_multipart_upload("examplebucket", "big.iso", "VXBsb2FkSWQ").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn complete_multipart_upload<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        upload_id: &'a str,
    ) -> Request<'a> {
        self.request(Method::Post, bucket, key).upload_id(upload_id)
    }

    /// [AbortMultipartUpload](https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html): gives up an
    /// upload and frees what its parts take, which is paid for until then.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let abort = s3.abort_multipart_upload("examplebucket", "big.iso", "VXBsb2FkSWQ").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn abort_multipart_upload<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        upload_id: &'a str,
    ) -> Request<'a> {
        self.request(Method::Delete, bucket, key).upload_id(upload_id)
    }

    /// [ListParts](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html): lists the parts that an upload has so far, to
    /// resume it.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let parts = s3.list_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").query("max-parts", 100).presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn list_parts<'a>(&'a self, bucket: &'a str, key: &'a str, upload_id: &'a str) -> Request<'a> {
        self.request(Method::Get, bucket, key).upload_id(upload_id)
    }

    /// [ListMultipartUploads](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html): lists the
    /// uploads of a bucket that are neither completed nor aborted.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let uploads = s3.list_multipart_uploads("examplebucket").query("prefix", "backups/").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn list_multipart_uploads<'a>(&'a self, bucket: &'a str) -> Request<'a> {
        self.bucket_request(Method::Get, bucket).query("uploads", "")
    }
}

impl<'a, Of> Request<'a, Of> {
    fn upload_id(self, upload_id: &'a str) -> Self {
        let check = || if upload_id.is_empty() { Err(Error::EmptyUploadId) } else { Ok(()) };
        self.check(check).query("uploadId", upload_id)
    }
}
