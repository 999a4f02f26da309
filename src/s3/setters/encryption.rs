use crate::s3::{Request, base64};

/// See [Protecting data with server-side encryption][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
impl<'a, Of> Request<'a, Of> {
    /// SSE-S3: encrypts the object with a key of S3's own, which is what S3 does by default.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").sse_s3().presign()?;
    /// assert!(put.headers().eq([("x-amz-server-side-encryption", "AES256")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn sse_s3(self) -> Self {
        self.header_once(ALGORITHM, "AES256")
    }

    /// SSE-KMS: encrypts the object with a key of AWS KMS, named by id, ARN or alias; `None` is the key `aws/s3`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").sse_kms("alias/photos").presign()?;
    /// assert!(put.headers().eq([
    ///     ("x-amz-server-side-encryption", "aws:kms"),
    ///     ("x-amz-server-side-encryption-aws-kms-key-id", "alias/photos"),
    /// ]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn sse_kms(self, key_id: impl Into<Option<&'a str>>) -> Self {
        let request = self.header_once(ALGORITHM, "aws:kms");
        match key_id.into() {
            Some(key_id) => request.header_once("x-amz-server-side-encryption-aws-kms-key-id", key_id),
            None => request,
        }
    }

    /// SSE-C: encrypts, or decrypts, the object with a key of the customer's, which S3 forgets after the request. `md5` is
    /// the MD5 of the key, by which S3 checks that it arrived.
    ///
    /// All three headers are signed and must be sent, with every part of an upload and every GET and HEAD as well. The client
    /// holds the key then: it is in [`Presigned::headers`](crate::Presigned::headers), not in the URL. `Debug` elides it.
    ///
    /// ```
    /// use md5::{Digest, Md5};
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let key = *b"thirty-two bytes of customer key";
    /// let put = s3.put("examplebucket", "duck.jpg").sse_c(&key, &Md5::digest(key).into()).presign()?;
    /// assert!(put.headers().map(|(name, _)| name).eq([
    ///     "x-amz-server-side-encryption-customer-algorithm",
    ///     "x-amz-server-side-encryption-customer-key",
    ///     "x-amz-server-side-encryption-customer-key-md5",
    /// ]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn sse_c(self, key: &[u8; 32], md5: &[u8; 16]) -> Self {
        self.header_once("x-amz-server-side-encryption-customer-algorithm", "AES256")
            .header_once("x-amz-server-side-encryption-customer-key", base64::encode(key))
            .header_once("x-amz-server-side-encryption-customer-key-md5", base64::encode(md5))
    }
}

const ALGORITHM: &str = "x-amz-server-side-encryption";
