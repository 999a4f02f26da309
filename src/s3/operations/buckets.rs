use crate::{
    s3::{Presigner, Request},
    sigv4::Method,
};

impl Presigner {
    /// [HeadBucket](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html): tells whether a bucket is there and may be
    /// read.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let head = s3.head_bucket("examplebucket").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn head_bucket<'a>(&'a self, bucket: &'a str) -> Request<'a> {
        self.bucket_request(Method::Head, bucket)
    }

    /// [ListObjectsV2](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html): lists up to 1,000 objects of a
    /// bucket. Parameters such as `prefix`, `delimiter` and `continuation-token` narrow and continue it.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let list = s3.list_objects("examplebucket").query("prefix", "photos/").query("max-keys", 100).presign()?;
    /// # assert!(list.url().contains("&list-type=2&max-keys=100&prefix=photos%2F&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn list_objects<'a>(&'a self, bucket: &'a str) -> Request<'a> {
        self.bucket_request(Method::Get, bucket).query("list-type", 2)
    }

    /// [ListObjectVersions](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html): lists up to 1,000
    /// versions of the objects of a bucket.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let versions = s3.list_object_versions("examplebucket").query("prefix", "photos/duck.jpg").presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn list_object_versions<'a>(&'a self, bucket: &'a str) -> Request<'a> {
        self.bucket_request(Method::Get, bucket).query("versions", "")
    }
}
