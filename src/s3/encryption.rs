use super::Request;
use crate::{
    s3_names::{BUCKET_KEY_ENABLED, CUSTOMER_ALGORITHM, CUSTOMER_KEY, CUSTOMER_KEY_MD5, SSE, SSE_KMS_KEY_ID},
    sigv4::base64,
};

/// See [Protecting data with server-side encryption][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
impl<'a, Of> Request<'a, Of> {
    /// Encrypts the object with a key that S3 manages (SSE-S3), which is the default.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").sse_s3().presign()?;
    /// assert!(put.headers().eq([("x-amz-server-side-encryption", "AES256")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "x-amz-server-side-encryption")]
    #[doc(alias = "ServerSideEncryption")]
    pub fn sse_s3(self) -> Self {
        self.header_once(SSE, "AES256")
    }

    /// Encrypts the object with an AWS KMS key (SSE-KMS).
    ///
    /// Pass the id, the ARN or the alias of the key, or `None` for the key `aws/s3`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put =
    ///     s3.put("examplebucket", "duck.jpg").sse_kms("alias/photos").presign()?;
    /// assert!(put.headers().eq([
    ///     ("x-amz-server-side-encryption", "aws:kms"),
    ///     ("x-amz-server-side-encryption-aws-kms-key-id", "alias/photos"),
    /// ]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "SSEKMSKeyId")]
    pub fn sse_kms(self, key_id: impl Into<Option<&'a str>>) -> Self {
        let request = self.header_once(SSE, "aws:kms");
        match key_id.into() {
            Some(key_id) => request.header_once(SSE_KMS_KEY_ID, key_id),
            None => request,
        }
    }

    /// Sets `x-amz-server-side-encryption-bucket-key-enabled`, which lowers the cost of SSE-KMS if `true`.
    ///
    /// S3 then calls AWS KMS less often. Without it, the setting of the bucket applies. See
    /// [Configuring an S3 Bucket Key at the object level][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .sse_kms("alias/photos")
    ///     .bucket_key_enabled(true)
    ///     .presign()?;
    /// assert!(put.headers().any(|header| {
    ///     header == ("x-amz-server-side-encryption-bucket-key-enabled", "true")
    /// }));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-bucket-key-object.html
    #[doc(alias = "x-amz-server-side-encryption-bucket-key-enabled")]
    pub fn bucket_key_enabled(self, enabled: bool) -> Self {
        self.header_once(BUCKET_KEY_ENABLED, if enabled { "true" } else { "false" })
    }

    /// Encrypts or decrypts the object with the customer's own key (SSE-C).
    ///
    /// S3 does not keep the key after the request. `md5` is the MD5 of the key, which S3 uses to check that the
    /// key arrived intact.
    ///
    /// All three headers are signed, and the client must send them. Every part of an upload and every GET and
    /// HEAD need them too. The client therefore learns the key, which is in
    /// [`Presigned::headers`](crate::Presigned::headers) and not in the URL. `Debug` hides the key. It is not
    /// wiped from memory.
    ///
    /// ```
    /// use md5::{Digest, Md5};
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let key = *b"thirty-two bytes of customer key";
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .sse_c(&key, &Md5::digest(key).into())
    ///     .presign()?;
    /// assert!(put.headers().map(|(name, _)| name).eq([
    ///     "x-amz-server-side-encryption-customer-algorithm",
    ///     "x-amz-server-side-encryption-customer-key",
    ///     "x-amz-server-side-encryption-customer-key-md5",
    /// ]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "SSECustomerKey")]
    pub fn sse_c(self, key: &[u8; 32], md5: &[u8; 16]) -> Self {
        self.header_once(CUSTOMER_ALGORITHM, "AES256")
            .header_once(CUSTOMER_KEY, base64(key))
            .header_once(CUSTOMER_KEY_MD5, base64(md5))
    }
}
