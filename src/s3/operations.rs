use super::{Keys, PartNumbers, Presigner, Request};
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
            .check(|| check_part_number(part_number))
            .check(|| check_upload_id(upload_id))
            .query("partNumber", u64::from(part_number))
            .query("uploadId", upload_id)
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
            .check(|| check_upload_id(upload_id))
            .query("partNumber", ANY_PART_NUMBER)
            .query("uploadId", upload_id)
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

pub(super) const fn check_part_number(number: u32) -> Result<(), Error> {
    match number {
        1..=10_000 => Ok(()),
        _ => Err(Error::PartNumber { number }),
    }
}

const fn check_upload_id(upload_id: &str) -> Result<(), Error> {
    if upload_id.is_empty() { Err(Error::EmptyUploadId) } else { Ok(()) }
}

/// What stands in the hole of a request that is to be prepared.
pub(super) const ANY_KEY: &str = "k";
pub(super) const ANY_PART_NUMBER: &str = "1";
