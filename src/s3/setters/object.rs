use alloc::string::{String, ToString};

use crate::{
    s3::Request,
    sigv4::{Value, uri_encode},
};

impl<'a, Of> Request<'a, Of> {
    /// `content-type`: the type that the client must send, and that the object gets. Unset, any is accepted.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    /// assert!(put.headers().eq([("content-type", "image/jpeg")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_type(self, media_type: impl Into<Value<'a>>) -> Self {
        self.header_once("content-type", media_type)
    }

    /// `content-length`: the size in bytes that the body must have, no more and no less. It is how a presigned PUT limits
    /// an upload: ask the client for its size, and sign it if it is small enough.
    ///
    /// HTTP clients send the header by themselves.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let size = 1_048_576; // as the client told
    /// let put = s3.put("examplebucket", "duck.jpg").content_length(size).presign()?;
    /// assert!(put.headers().eq([("content-length", "1048576")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_length(self, bytes: u64) -> Self {
        self.header_once("content-length", bytes)
    }

    /// `x-amz-meta-NAME`: the object's own metadata, which comes back with it. Names are in lower case, and values visible
    /// ASCII; 2 KB in all. See [Working with object metadata][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").metadata("Photographer", "Zoe").presign()?;
    /// assert!(put.headers().eq([("x-amz-meta-photographer", "Zoe")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
    pub fn metadata(self, name: &str, value: impl Into<Value<'a>>) -> Self {
        // An empty name is an error as such, not the header `x-amz-meta-`.
        let header = if name.is_empty() { String::new() } else { String::from("x-amz-meta-") + name };
        self.header_once(header, value)
    }

    /// `x-amz-tagging`: up to ten tags, as names and values. See [Categorizing objects using tags][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").tagging([("team", "R&D"), ("draft", "")]).presign()?;
    /// assert!(put.headers().eq([("x-amz-tagging", "team=R%26D&draft=")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
    pub fn tagging<'t>(self, tags: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut list = String::new();
        for (name, value) in tags {
            let separator = if list.is_empty() { "" } else { "&" };
            list += &[separator, &uri_encode(name).to_string(), "=", &uri_encode(value).to_string()].concat();
        }
        self.header_once("x-amz-tagging", list)
    }

    /// `x-amz-storage-class`: such as `STANDARD_IA`, `INTELLIGENT_TIERING` or `GLACIER_IR`. See
    /// [Storage classes][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "2019.tar").storage_class("DEEP_ARCHIVE").presign()?;
    /// assert!(put.headers().eq([("x-amz-storage-class", "DEEP_ARCHIVE")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
    pub fn storage_class(self, class: impl Into<Value<'a>>) -> Self {
        self.header_once("x-amz-storage-class", class)
    }

    /// `x-amz-acl`: a canned ACL, such as `private`, `public-read` or `bucket-owner-full-control`. Buckets made since April
    /// 2023 have ACLs switched off unless told otherwise. See [Canned ACL][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").acl("public-read").presign()?;
    /// assert!(put.headers().eq([("x-amz-acl", "public-read")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
    pub fn acl(self, canned: impl Into<Value<'a>>) -> Self {
        self.header_once("x-amz-acl", canned)
    }

    /// `versionId`: a version of an object in a bucket that keeps them.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "duck.jpg").version_id("3HL4kqtJlcpXroDTDmJ").presign()?;
    /// # assert!(get.url().contains("&versionId=3HL4kqtJlcpXroDTDmJ&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn version_id(self, version_id: impl Into<Value<'a>>) -> Self {
        self.query("versionId", version_id)
    }

    /// `x-amz-request-payer=requester`: whose credentials sign pays for the request, and not the bucket's owner. A
    /// parameter of the URL, and no header to send. See [Downloading from Requester Pays buckets][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "census.csv").request_payer().presign()?;
    /// # assert!(get.url().contains("&x-amz-request-payer=requester&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html
    pub fn request_payer(self) -> Self {
        self.query("x-amz-request-payer", "requester")
    }
}
