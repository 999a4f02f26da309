use super::{Presigner, Request};
use crate::{Error, sigv4::Method};

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
            .check(|| match part_number {
                1..=MAX_PARTS if upload_id.is_empty() => Err(Error::EmptyUploadId),
                1..=MAX_PARTS => Ok(()),
                number => Err(Error::PartNumber { number }),
            })
            .query("partNumber", u64::from(part_number))
            .query("uploadId", upload_id)
    }
}

const MAX_PARTS: u32 = 10_000;
