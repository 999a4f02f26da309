//! Setters for headers and parameters whose names are easy to mistype. Each one is a line on top of
//! [`Request::header`] or [`Request::query`].
//!
//! The headers are signed, so S3 applies them and the client must send them. Calling a setter twice is an
//! error, and so is combining it with the header of the same name.

use alloc::{
    format,
    string::{String, ToString},
};
use core::ops::RangeInclusive;

use super::{Checksum, CopySource, Request, tags::Tags};
use crate::{
    Error,
    s3_names::{COPY_SOURCE, COPY_SOURCE_RANGE, METADATA, STORAGE_CLASS, TAGGING, VERSION_ID},
    sigv4::{PayloadHash, Value, base64, names::X_AMZ_CONTENT_SHA256},
};

impl<'a, Of> Request<'a, Of> {
    /// Sets `content-type`, the media type that the client must send and that S3 stores with the object.
    ///
    /// Without it, the client may send any type. The type of a download is
    /// [`response_content_type`](Self::response_content_type).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put =
    ///     s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    /// assert!(put.headers().eq([("content-type", "image/jpeg")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_type(self, media_type: impl Into<Value<'a>>) -> Self {
        self.header_once("content-type", media_type)
    }

    /// Signs `content-length`, the exact size of the body in bytes.
    ///
    /// Use it to limit the size of an upload: ask the client for the size, and sign it if it is small enough. A
    /// body of another size is then refused with 403.
    ///
    /// The header is signed, but it is not in [`Presigned::headers`]: every client sets it itself, to the size of
    /// the body. If a client set it explicitly, it could differ from the size of the body. A server would then
    /// store a part of the body, read the rest as another request, or wait for more. Browsers do not allow
    /// scripts to set it. [`Presigned::content_length`] returns the size.
    ///
    /// The client must know the size of the body in advance: a body that is sent in chunks has no
    /// `content-length`.
    ///
    /// GET, HEAD, DELETE and OPTIONS requests have no body, so this is an error for them.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let size = 1_048_576; // reported by the client
    /// let put = s3.put("examplebucket", "duck.jpg").content_length(size).presign()?;
    /// assert!(put.url().contains("&X-Amz-SignedHeaders=content-length%3Bhost&"));
    /// assert_eq!(put.headers().count(), 0);
    /// assert_eq!(put.content_length(), Some(1_048_576));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [`Presigned::content_length`]: crate::Presigned::content_length
    /// [`Presigned::headers`]: crate::Presigned::headers
    pub fn content_length(self, bytes: u64) -> Self {
        self.and(|request| request.sign_content_length(bytes))
    }

    /// Sets `x-amz-meta-NAME`, an entry of the object's own metadata, which S3 returns with the object.
    ///
    /// The name is converted to lower case, and passing it with `x-amz-meta-` is an error. The value is visible ASCII,
    /// and the total is limited to 2 KB. See [Working with object metadata][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .metadata("Photographer", "Zoe")
    ///     .presign()?;
    /// assert!(put.headers().eq([("x-amz-meta-photographer", "Zoe")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
    #[doc(alias = "x-amz-meta")]
    pub fn metadata(self, name: &str, value: impl Into<Value<'a>>) -> Self {
        match metadata_header(name) {
            Ok(header) => self.header_once(header, value),
            Err(error) => self.check(Err(error)),
        }
    }

    /// Sets `x-amz-tagging`, up to ten tags with their keys and values.
    ///
    /// A key has 1 to 128 characters and a value up to 256: letters, digits and spaces of any language, and
    /// `+-=._:/@`. Keys must be unique and must not start with `aws:`. S3 refuses other tags, so they are errors.
    /// See [Categorizing objects using tags][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .tagging([("team", "birds/ducks"), ("draft", "")])
    ///     .presign()?;
    /// assert!(put.headers().eq([("x-amz-tagging", "team=birds%2Fducks&draft=")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
    #[doc(alias = "x-amz-tagging")]
    pub fn tagging<K: AsRef<str>, V: AsRef<str>>(self, tags: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut list = Tags::default();
        match tags.into_iter().try_for_each(|(key, value)| list.push(key.as_ref(), value.as_ref())) {
            Ok(()) => self.header_once(TAGGING, list.into_header()),
            Err(error) => self.check(Err(error)),
        }
    }

    /// Sets `x-amz-storage-class`, such as `STANDARD_IA`, `INTELLIGENT_TIERING` or `GLACIER_IR`.
    ///
    /// On AWS, another spelling of a class is an error. See [Storage classes][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "2019.tar")
    ///     .storage_class("DEEP_ARCHIVE")
    ///     .presign()?;
    /// assert!(put.headers().eq([("x-amz-storage-class", "DEEP_ARCHIVE")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
    #[doc(alias = "x-amz-storage-class")]
    pub fn storage_class(self, class: impl Into<Value<'a>>) -> Self {
        self.header_once(STORAGE_CLASS, class)
    }

    /// Sets `x-amz-acl`, a canned ACL such as `private`, `public-read` or `bucket-owner-full-control`.
    ///
    /// On AWS, another spelling of an ACL is an error. Buckets created since April 2023 have ACLs disabled by default.
    /// See [Canned ACL][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").acl("public-read").presign()?;
    /// assert!(put.headers().eq([("x-amz-acl", "public-read")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
    #[doc(alias = "x-amz-acl")]
    #[doc(alias = "canned_acl")]
    pub fn acl(self, canned: impl Into<Value<'a>>) -> Self {
        self.header_once("x-amz-acl", canned)
    }

    /// Sets `versionId`, the version of an object in a versioned bucket.
    ///
    /// On AWS, an id that is empty or has white space, a control character, `"` or `<` is an error.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .version_id("3HL4kqtJlcpXroDTDmJ")
    ///     .presign()?;
    /// # assert!(get.url().contains("&versionId=3HL4kqtJlcpXroDTDmJ&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn version_id(self, version_id: impl Into<Value<'a>>) -> Self {
        self.query(VERSION_ID, version_id)
    }

    /// Sets `x-amz-request-payer=requester`: the owner of the credentials pays for the request, not the
    /// bucket's owner.
    ///
    /// This is a parameter of the URL, so the client need not send a header. See [Downloading from Requester
    /// Pays buckets][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "census.csv").request_payer().presign()?;
    /// # assert!(get.url().contains("&x-amz-request-payer=requester&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html
    #[doc(alias = "x-amz-request-payer")]
    pub fn request_payer(self) -> Self {
        self.query("x-amz-request-payer", "requester")
    }
}

/// See [conditional reads](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html) and
/// [conditional writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
impl<'a, Of> Request<'a, Of> {
    /// Sets `if-none-match`, which avoids replacing an object or reading an unchanged one.
    ///
    /// For a write, pass `*` to create an object but never replace one: S3 responds to a second PUT with 412. On AWS,
    /// another value is an error. For a read, pass the `ETag` of the content that the client already has: S3 returns 304 if it is unchanged.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "invoices/2026-001.pdf")
    ///     .if_none_match("*")
    ///     .presign()?;
    /// assert!(put.headers().eq([("if-none-match", "*")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn if_none_match(self, e_tag: impl Into<Value<'a>>) -> Self {
        self.header_once("if-none-match", e_tag)
    }

    /// Sets `if-match`, so that S3 reads, replaces or deletes the object only if it has this `ETag`.
    ///
    /// Otherwise S3 returns 412.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
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
    /// Sets `content-md5`, so that S3 rejects a body with another MD5.
    ///
    /// ```
    /// use md5::{Digest, Md5};
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let body = b"quack";
    /// let put = s3.put("examplebucket", "duck.txt").content_md5(&Md5::digest(body).into()).presign()?;
    /// # assert!(put.headers().eq([("content-md5", "z68njo9SLHJkTO4qdT0oRQ==")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_md5(self, md5: &[u8; 16]) -> Self {
        self.header_once("content-md5", base64(md5))
    }

    /// Sets `x-amz-checksum-…`, so that S3 rejects a body with another checksum.
    ///
    /// S3 stores the checksum with the object. It is a signed header, since S3 ignores it as a parameter of the
    /// URL.
    ///
    /// ```
    /// use presign::{Checksum, Credentials, Endpoint, Presigner};
    /// use sha2::{Digest, Sha256};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let body = b"quack";
    /// let checksum = Checksum::Sha256(Sha256::digest(body).into());
    /// let put = s3.put("examplebucket", "duck.txt").checksum(checksum).presign()?;
    /// # assert!(put.headers().eq([("x-amz-checksum-sha256", "gtkoJz0GfXdIidXfQkmq9zwLBMZPBNbtABRBzoeghTw=")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[doc(alias = "x-amz-checksum")]
    #[doc(alias = "ChecksumAlgorithm")]
    pub fn checksum(self, checksum: Checksum) -> Self {
        let (name, value) = checksum.header();
        self.header_once(name, value)
    }

    /// Sets `x-amz-content-sha256`, so that the URL works only for the body with this SHA-256.
    ///
    /// The hash also replaces `UNSIGNED-PAYLOAD` in the canonical request.
    ///
    /// AWS and MinIO read the payload line from the header. Garage, SeaweedFS and [other servers][servers] ignore
    /// the header and always use `UNSIGNED-PAYLOAD`, so for them the signature does not match. There, protect the
    /// body with a [checksum](Self::checksum).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use sha2::{Digest, Sha256};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let body = b"quack";
    /// let put = s3
    ///     .put("examplebucket", "duck.txt")
    ///     .payload_sha256(Sha256::digest(body).into());
    /// let explanation = put.explain_at("20130524T000000Z".parse()?)?;
    /// let (_, payload_line) =
    ///     explanation.canonical_request().rsplit_once('\n').expect("six lines");
    /// assert_eq!(
    ///     payload_line,
    ///     "82d928273d067d774889d5df4249aaf73c0b04c64f04d6ed001441ce87a0853c"
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [servers]: crate::_guide::servers
    #[doc(alias = "x-amz-content-sha256")]
    pub fn payload_sha256(mut self, hash: [u8; 32]) -> Self {
        self.payload = PayloadHash::Sha256(hash);
        let value = self.payload.to_string();
        self.header_once(X_AMZ_CONTENT_SHA256, value)
    }
}

impl<'a, Of> Request<'a, Of> {
    pub(super) fn copy_source(self, source: CopySource<'_>) -> Self {
        match source.header_value(self.endpoint().is_on_aws) {
            Ok(value) => self.header_once(COPY_SOURCE, value),
            Err(error) => self.check(Err(error)),
        }
    }

    /// Sets `x-amz-copy-source-range`, the bytes of the source that [`upload_part_copy`][copy] copies.
    ///
    /// Bytes count from 0, and the range includes the last one.
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let source = CopySource::new("examplebucket", "big.iso");
    /// let part = s3.upload_part_copy(source, "archive", "big.iso", "VXBsb2FkSWQ", 1).copy_source_range(0..=5_242_879);
    /// # assert!(part.presign()?.headers().any(|header| header == ("x-amz-copy-source-range", "bytes=0-5242879")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [copy]: crate::Presigner::upload_part_copy
    pub fn copy_source_range(self, bytes: RangeInclusive<u64>) -> Self {
        let check = if bytes.is_empty() { Err(Error::EmptyRange) } else { Ok(()) };
        self.check(check).header_once(COPY_SOURCE_RANGE, format!("bytes={}-{}", bytes.start(), bytes.end()))
    }
}

/// Returns the header for an entry of the object's own metadata.
pub(super) fn metadata_header(name: &str) -> Result<String, Error> {
    if name.get(..METADATA.len()).is_some_and(|start| start.eq_ignore_ascii_case(METADATA)) {
        return Err(Error::MetadataPrefix);
    }
    // An empty name must be an error, not the header `x-amz-meta-`.
    Ok(if name.is_empty() { String::new() } else { String::from(METADATA) + name })
}
