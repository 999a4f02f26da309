//! The operations, named as in the API reference. Each one is a line or two on top of [`Presigner::request`].

use alloc::borrow::Cow;

use super::{CopySource, Keys, PartNumber, PartNumbers, Presigner, Request, target::Target};
use crate::{
    s3_names::{PART_NUMBER, UPLOAD_ID},
    sigv4::{Method, Value},
};

/// Objects.
impl Presigner {
    /// Reads an object: [GetObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "photos/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "GetObject")]
    #[doc(alias = "presignedGetObject")]
    pub fn get<'a>(&'a self, bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Request<'a> {
        self.request(Method::Get, bucket, key)
    }

    /// Reads an object's headers:
    /// [HeadObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let head = s3.head("examplebucket", "photos/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "HeadObject")]
    pub fn head<'a>(&'a self, bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Request<'a> {
        self.request(Method::Head, bucket, key)
    }

    /// Writes an object: [PutObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html).
    ///
    /// The object can have up to 5 GiB. Upload larger ones in [parts](Self::upload_part).
    ///
    /// If `content-type` is signed, the client must send exactly that value. Otherwise, it may send any.
    ///
    /// To limit an upload, sign its [type](Request::content_type) and its exact
    /// [size](Request::content_length). A [form](Self::post_under) can limit the size to a range.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "photos/duck.jpg")
    ///     .header("content-type", "image/jpeg")
    ///     .presign()?;
    /// for (name, value) in put.headers() { /* client.header(name, value) */ }
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "PutObject")]
    #[doc(alias = "presignedPutObject")]
    pub fn put<'a>(&'a self, bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Request<'a> {
        self.request(Method::Put, bucket, key)
    }

    /// Deletes an object:
    /// [DeleteObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let delete = s3.delete("examplebucket", "photos/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "DeleteObject")]
    pub fn delete<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Request<'a> {
        self.request(Method::Delete, bucket, key)
    }

    /// Copies an object: [CopyObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html).
    ///
    /// The source can have up to 5 GiB. Copy larger ones in [parts](Self::upload_part_copy).
    ///
    /// The client sends the signed `x-amz-copy-source` header and no body. S3 may answer 200 and still report
    /// an error in the body, as for CompleteMultipartUpload.
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let copy = s3
    ///     .copy(
    ///         CopySource::new("examplebucket", "photos/duck.jpg"),
    ///         "archive",
    ///         "2026/duck.jpg",
    ///     )
    ///     .presign()?;
    /// assert!(
    ///     copy.headers().eq([("x-amz-copy-source", "examplebucket/photos/duck.jpg")])
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "CopyObject")]
    pub fn copy<'a>(
        &'a self,
        source: CopySource<'_>,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Request<'a> {
        self.put(bucket, key).copy_source(source)
    }

    /// Starts a request for the same operation on many objects of a bucket.
    ///
    /// [`prepare`](Request::prepare) writes and hashes what their URLs have in common only once.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let objects = s3.objects(Method::Get, "examplebucket").prepare_at(date)?;
    /// let mut url = String::new();
    /// objects.write_url("photos/duck.jpg", &mut url)?;
    /// assert_eq!(
    ///     url,
    ///     s3.get("examplebucket", "photos/duck.jpg").presign_at(date)?.url()
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn objects<'a>(&'a self, method: Method, bucket: impl Into<Cow<'a, str>>) -> Request<'a, Keys> {
        Request::new(self, method, Target::AnyObject { bucket: bucket.into() })
    }
}

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
    /// [`CopyPartResult`](crate::multipart::CopyPartResult), because S3 may answer 200 and still report an error.
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
    /// S3 may answer 200 and still report an error. Read the body of the response with
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

/// Buckets and the service.
impl Presigner {
    /// Checks that a bucket exists and can be read:
    /// [HeadBucket](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let head = s3.head_bucket("examplebucket").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "HeadBucket")]
    pub fn head_bucket<'a>(&'a self, bucket: impl Into<Cow<'a, str>>) -> Request<'a> {
        self.bucket_request(Method::Head, bucket)
    }

    /// Lists up to 1,000 objects of a bucket:
    /// [ListObjectsV2](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html).
    ///
    /// Use parameters such as `prefix`, `delimiter` and `continuation-token` to narrow the list or to
    /// continue it.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let list = s3.list_objects("examplebucket").query("prefix", "photos/").query("max-keys", 100).presign()?;
    /// # assert!(list.url().contains("&list-type=2&max-keys=100&prefix=photos%2F&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "ListObjectsV2")]
    pub fn list_objects<'a>(&'a self, bucket: impl Into<Cow<'a, str>>) -> Request<'a> {
        self.bucket_request(Method::Get, bucket).query("list-type", 2)
    }

    /// Lists up to 1,000 object versions of a bucket:
    /// [ListObjectVersions](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let versions = s3
    ///     .list_object_versions("examplebucket")
    ///     .query("prefix", "photos/duck.jpg")
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "ListObjectVersions")]
    pub fn list_object_versions<'a>(&'a self, bucket: impl Into<Cow<'a, str>>) -> Request<'a> {
        self.bucket_request(Method::Get, bucket).subresource("versions")
    }

    /// Lists the buckets of the account:
    /// [ListBuckets](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let list = s3.list_buckets().presign()?;
    /// assert!(
    ///     list.url()
    ///         .starts_with("https://s3.us-east-1.amazonaws.com/?X-Amz-Algorithm=")
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "ListBuckets")]
    pub fn list_buckets(&self) -> Request<'_> {
        self.service_request(Method::Get)
    }
}

impl<'a, Of> Request<'a, Of> {
    fn upload_id(self, upload_id: impl Into<Cow<'a, str>>) -> Self {
        self.query(UPLOAD_ID, upload_id.into())
    }
}
