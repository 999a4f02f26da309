use alloc::borrow::Cow;

use crate::{CopySource, Keys, Presigner, Request, s3::target::Target, sigv4::Method};

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
    /// The client sends the signed `x-amz-copy-source` header and no body. S3 may return 200 and still report
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
