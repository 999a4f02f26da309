use alloc::borrow::Cow;

use crate::{Presigner, Request, sigv4::Method};

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
