//! Names that a typo would spoil: each setter is one line over [`Request::header`] or [`Request::query`].
//!
//! A header is signed, so that S3 applies it, and the client must send it. A setter that is called twice is an error, and
//! so is a setter beside the header of its name.

use alloc::{
    format,
    string::{String, ToString},
};
use core::ops::RangeInclusive;

use super::{Checksum, ContentDisposition, CopySource, Request};
use crate::{
    Error,
    sigv4::{
        PayloadHash, Value, base64,
        names::{CUSTOMER_KEY, X_AMZ_CONTENT_SHA256},
        uri_encode,
    },
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
    pub fn tagging<N: AsRef<str>, V: AsRef<str>>(self, tags: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut list = String::new();
        for (name, value) in tags {
            if !list.is_empty() {
                list.push('&');
            }
            uri_encode(name.as_ref()).write_to(&mut list);
            list.push('=');
            uri_encode(value.as_ref()).write_to(&mut list);
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

/// See [conditional reads](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html) and
/// [conditional writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
impl<'a, Of> Request<'a, Of> {
    /// `if-none-match`: for a write, `*` creates an object and never replaces one: a second PUT with the URL answers 412. For
    /// a read, an `ETag` of which the content is at hand: an unchanged object answers 304.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "invoices/2026-001.pdf").if_none_match("*").presign()?;
    /// assert!(put.headers().eq([("if-none-match", "*")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn if_none_match(self, e_tag: impl Into<Value<'a>>) -> Self {
        self.header_once("if-none-match", e_tag)
    }

    /// `if-match`: reads, replaces or deletes an object only while it has this `ETag`; else the answer is 412.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let e_tag = "\"6805f2cfc46c0f04559748bb039d69ae\"";
    /// let put = s3.put("examplebucket", "state.json").if_match(e_tag).presign()?;
    /// assert!(put.headers().eq([("if-match", e_tag)]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn if_match(self, e_tag: impl Into<Value<'a>>) -> Self {
        self.header_once("if-match", e_tag)
    }
}

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
        self.header_once("content-md5", base64(md5))
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
        let (name, value) = match checksum {
            Checksum::Crc32(sum) => ("x-amz-checksum-crc32", base64(&sum.to_be_bytes())),
            Checksum::Crc32c(sum) => ("x-amz-checksum-crc32c", base64(&sum.to_be_bytes())),
            Checksum::Crc64Nvme(sum) => ("x-amz-checksum-crc64nvme", base64(&sum.to_be_bytes())),
            Checksum::Sha1(hash) => ("x-amz-checksum-sha1", base64(&hash)),
            Checksum::Sha256(hash) => ("x-amz-checksum-sha256", base64(&hash)),
        };
        self.header_once(name, value)
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
        self.header_once(X_AMZ_CONTENT_SHA256, value)
    }
}

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
        self.header_once(SSE, "AES256")
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
        let request = self.header_once(SSE, "aws:kms");
        match key_id.into() {
            Some(key_id) => request.header_once("x-amz-server-side-encryption-aws-kms-key-id", key_id),
            None => request,
        }
    }

    /// SSE-C: encrypts, or decrypts, the object with a key of the customer's, which S3 forgets after the request. `md5` is
    /// the MD5 of the key, by which S3 checks that it arrived.
    ///
    /// All three headers are signed and must be sent, with every part of an upload and every GET and HEAD as well. The client
    /// holds the key then: it is in [`Presigned::headers`](crate::Presigned::headers), not in the URL. `Debug` elides it; it is
    /// not wiped from memory.
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
            .header_once(CUSTOMER_KEY, base64(key))
            .header_once("x-amz-server-side-encryption-customer-key-md5", base64(md5))
    }
}

impl<'a, Of> Request<'a, Of> {
    pub(super) fn copy_source(self, source: CopySource<'_>) -> Self {
        match source.header_value() {
            Ok(value) => self.header_once("x-amz-copy-source", value),
            Err(error) => self.check(Err(error)),
        }
    }

    /// `x-amz-copy-source-range`: the bytes of the source that [`upload_part_copy`][copy] takes, counted from 0, the last
    /// one included.
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let source = CopySource::new("examplebucket", "big.iso");
    /// let part = s3.upload_part_copy(source, "archive", "big.iso", "VXBsb2FkSWQ", 1).copy_source_range(0..=5_242_879);
    /// # assert!(part.presign()?.headers().any(|header| header == ("x-amz-copy-source-range", "bytes=0-5242879")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [copy]: crate::Presigner::upload_part_copy
    pub fn copy_source_range(self, bytes: RangeInclusive<u64>) -> Self {
        let check = if bytes.is_empty() { Err(Error::EmptyRange) } else { Ok(()) };
        self.check(check)
            .header_once("x-amz-copy-source-range", format!("bytes={}-{}", bytes.start(), bytes.end()))
    }
}

/// What the answer to a GET says in place of what the object was stored with. See [GetObject][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
impl<'a, Of> Request<'a, Of> {
    /// Has a browser download the object under this name, whatever its key: `response-content-disposition`, as
    /// [`ContentDisposition::attachment`] writes it.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "8f14e45f").attachment("Rechnung für Zoë.pdf").presign()?;
    /// # assert!(get.url().contains("&response-content-disposition=attachment%3B%20filename%3D%22Rechnung%20f_r%20Zo_.pdf%22"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn attachment(self, filename: &str) -> Self {
        self.response_content_disposition(ContentDisposition::attachment(filename))
    }

    /// `response-content-type`: the answer's `content-type`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "duck").response_content_type("text/plain; charset=utf-8").presign()?;
    /// # assert!(get.url().contains("&response-content-type="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_type(self, media_type: impl Into<Value<'a>>) -> Self {
        self.query("response-content-type", media_type)
    }

    /// `response-content-language`: the answer's `content-language`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "duck").response_content_language("de").presign()?;
    /// # assert!(get.url().contains("&response-content-language="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_language(self, language: impl Into<Value<'a>>) -> Self {
        self.query("response-content-language", language)
    }

    /// `response-expires`: the answer's `expires`, a date as in HTTP.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "duck").response_expires("Thu, 01 Jan 2026 12:00:00 GMT").presign()?;
    /// # assert!(get.url().contains("&response-expires="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_expires(self, date: impl Into<Value<'a>>) -> Self {
        self.query("response-expires", date)
    }

    /// `response-cache-control`: the answer's `cache-control`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "duck").response_cache_control("private, max-age=3600").presign()?;
    /// # assert!(get.url().contains("&response-cache-control="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_cache_control(self, directives: impl Into<Value<'a>>) -> Self {
        self.query("response-cache-control", directives)
    }

    /// `response-content-disposition`: the answer's `content-disposition`; see [`ContentDisposition`].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "duck").response_content_disposition("inline").presign()?;
    /// # assert!(get.url().contains("&response-content-disposition="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_disposition(self, disposition: impl Into<Value<'a>>) -> Self {
        self.query("response-content-disposition", disposition)
    }

    /// `response-content-encoding`: the answer's `content-encoding`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "duck").response_content_encoding("gzip").presign()?;
    /// # assert!(get.url().contains("&response-content-encoding="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_encoding(self, coding: impl Into<Value<'a>>) -> Self {
        self.query("response-content-encoding", coding)
    }
}

const SSE: &str = "x-amz-server-side-encryption";
