use alloc::string::ToString;

use crate::{
    s3::{Request, base64},
    sigv4::PayloadHash,
};

/// See [Checking object integrity][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
impl<'a, Of> Request<'a, Of> {
    /// `content-md5`: S3 refuses a body with another MD5.
    ///
    /// ```
    /// use md5::{Digest, Md5};
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let body = b"quack";
    /// let put = s3.put("examplebucket", "duck.txt").content_md5(&Md5::digest(body).into()).presign()?;
    /// # assert!(put.headers().eq([("content-md5", "z68njo9SLHJkTO4qdT0oRQ==")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_md5(self, md5: &[u8; 16]) -> Self {
        self.header_once("content-md5", base64::encode(md5))
    }

    /// `x-amz-checksum-…`: S3 refuses a body with another checksum, and keeps it with the object.
    ///
    /// A signed header: as a parameter of the URL S3 would ignore it.
    ///
    /// ```
    /// use presign::{Checksum, Credentials, Endpoint, Presigner};
    /// use sha2::{Digest, Sha256};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let body = b"quack";
    /// let checksum = Checksum::Sha256(Sha256::digest(body).into());
    /// let put = s3.put("examplebucket", "duck.txt").checksum(checksum).presign()?;
    /// # assert!(put.headers().eq([("x-amz-checksum-sha256", "gtkoJz0GfXdIidXfQkmq9zwLBMZPBNbtABRBzoeghTw=")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn checksum(self, checksum: Checksum) -> Self {
        match checksum {
            Checksum::Crc32(sum) => {
                self.header_once("x-amz-checksum-crc32", base64::encode(&sum.to_be_bytes()))
            }
            Checksum::Crc32c(sum) => {
                self.header_once("x-amz-checksum-crc32c", base64::encode(&sum.to_be_bytes()))
            }
            Checksum::Crc64Nvme(sum) => {
                self.header_once("x-amz-checksum-crc64nvme", base64::encode(&sum.to_be_bytes()))
            }
            Checksum::Sha1(hash) => self.header_once("x-amz-checksum-sha1", base64::encode(&hash)),
            Checksum::Sha256(hash) => self.header_once("x-amz-checksum-sha256", base64::encode(&hash)),
        }
    }

    /// `x-amz-content-sha256`, and the payload line of the canonical request: binds the URL to the one body with this
    /// SHA-256, in place of `UNSIGNED-PAYLOAD`.
    ///
    /// AWS and MinIO take the header's value for the payload line. Garage, SeaweedFS and other servers expect `UNSIGNED-PAYLOAD`
    /// there whatever the header says, and answer that the signature does not match: a [checksum](Self::checksum) binds
    /// the body there.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use sha2::{Digest, Sha256};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let body = b"quack";
    /// let put = s3.put("examplebucket", "duck.txt").payload_sha256(Sha256::digest(body).into());
    /// let explanation = put.explain_at("20130524T000000Z".parse()?)?;
    /// let (_, payload_line) = explanation.canonical_request().rsplit_once('\n').expect("six lines");
    /// assert_eq!(payload_line, "82d928273d067d774889d5df4249aaf73c0b04c64f04d6ed001441ce87a0853c");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn payload_sha256(mut self, hash: [u8; 32]) -> Self {
        self.payload = PayloadHash::Sha256(hash);
        let value = self.payload.to_string();
        self.header_once(PAYLOAD_HEADER, value)
    }
}

/// The checksum of a body, by one of the algorithms that S3 takes.
///
/// A CRC is the number that the algorithm gives (`CRC-32/ISO-HDLC`, `CRC-32/ISCSI` and `CRC-64/NVME` in the
/// [catalogue](https://reveng.sourceforge.io/crc-catalogue/all.htm)), a hash its bytes.
///
/// ```
/// use presign::{Checksum, Credentials, Endpoint, Presigner};
///
/// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
/// let put = s3.put("examplebucket", "check.txt").checksum(Checksum::Crc32(0xcbf4_3926)).presign()?;
/// assert!(put.headers().eq([("x-amz-checksum-crc32", "y/Q5Jg==")]));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Checksum {
    /// `x-amz-checksum-crc32`
    Crc32(u32),
    /// `x-amz-checksum-crc32c`
    Crc32c(u32),
    /// `x-amz-checksum-crc64nvme`
    Crc64Nvme(u64),
    /// `x-amz-checksum-sha1`
    Sha1([u8; 20]),
    /// `x-amz-checksum-sha256`
    Sha256([u8; 32]),
}

/// What S3 takes for the payload line where it is sent.
pub(in crate::s3) const PAYLOAD_HEADER: &str = "x-amz-content-sha256";
