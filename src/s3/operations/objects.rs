use crate::{
    s3::{CopySource, Keys, Presigner, Request, prepared::ANY_KEY},
    sigv4::Method,
};

impl Presigner {
    /// [GetObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html): reads an object.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "photos/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> Request<'a> {
        self.request(Method::Get, bucket, key)
    }

    /// [HeadObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html): reads an object's headers.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let head = s3.head("examplebucket", "photos/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> Request<'a> {
        self.request(Method::Head, bucket, key)
    }

    /// [PutObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html): writes an object of up to 5 GiB;
    /// larger ones go up in [parts](Self::upload_part).
    ///
    /// Without a signed `content-type`, any is accepted. With one, the client must send that very one.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "photos/duck.jpg").header("content-type", "image/jpeg").presign()?;
    /// for (name, value) in put.headers() { /* client.header(name, value) */ }
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn put<'a>(&'a self, bucket: &'a str, key: &'a str) -> Request<'a> {
        self.request(Method::Put, bucket, key)
    }

    /// [DeleteObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html): deletes an object.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let delete = s3.delete("examplebucket", "photos/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn delete<'a>(&'a self, bucket: &'a str, key: &'a str) -> Request<'a> {
        self.request(Method::Delete, bucket, key)
    }

    /// [CopyObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html): writes a copy of an object of up to 5 GiB; larger ones
    /// are copied in [parts](Self::upload_part_copy).
    ///
    /// The client sends the signed `x-amz-copy-source` and no body. Like CompleteMultipartUpload, it may answer 200 and
    /// report an error all the same.
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let copy = s3.copy(CopySource::new("examplebucket", "photos/duck.jpg"), "archive", "2026/duck.jpg").presign()?;
    /// assert!(copy.headers().eq([("x-amz-copy-source", "examplebucket/photos/duck.jpg")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn copy<'a>(&'a self, source: CopySource<'a>, bucket: &'a str, key: &'a str) -> Request<'a> {
        self.put(bucket, key).copy_source(source)
    }

    /// One operation on many objects of a bucket: [`prepare`](Request::prepare) writes and hashes once what they have
    /// in common.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let objects = s3.objects(Method::Get, "examplebucket").prepare_at(date)?;
    /// let mut url = String::new();
    /// objects.write_url("photos/duck.jpg", &mut url)?;
    /// assert_eq!(url, s3.get("examplebucket", "photos/duck.jpg").presign_at(date)?.url());
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn objects<'a>(&'a self, method: Method, bucket: &'a str) -> Request<'a, Keys> {
        Request::new(self, method, bucket, Some(ANY_KEY))
    }
}
