//! Setters for the fields of [POST Object][page], under the names that [`Request`](crate::Request) has for the
//! headers of a PUT. Each one adds a field and its condition. Calling one twice is an error.
//!
//! [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html

use alloc::string::String;
use core::ops::RangeInclusive;

use super::{
    FieldFault, PostRequest,
    field::{Field, fault},
};
use crate::{
    Checksum,
    form_names::CONTENT_TYPE,
    s3::{setters::metadata_header, tags::Tags},
    s3_names::{
        BUCKET_KEY_ENABLED, CUSTOMER_ALGORITHM, CUSTOMER_KEY, CUSTOMER_KEY_MD5, SSE, SSE_KMS_KEY_ID,
        STORAGE_CLASS,
    },
    sigv4::{Value, base64},
};

impl<'a> PostRequest<'a> {
    /// Limits the size of the file in bytes. The range includes both ends.
    ///
    /// A file outside the range is refused with `EntityTooLarge` or `EntityTooSmall`. Without a range, the file can
    /// have any size that the server accepts.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "duck.jpg")
    ///     .content_length(1..=10_000_000)
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_length(self, bytes: RangeInclusive<u64>) -> Self {
        self.and(|request| request.set_size(bytes))
    }

    /// Sets `Content-Type`, the media type that S3 stores with the object.
    ///
    /// Without it, S3 stores its default, `binary/octet-stream`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "duck.jpg")
    ///     .content_type("image/jpeg")
    ///     .presign()?;
    /// assert!(form.fields().any(|field| field == ("Content-Type", "image/jpeg")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_type(self, media_type: impl Into<Value<'a>>) -> Self {
        self.field(CONTENT_TYPE, media_type)
    }

    /// Lets the client choose `Content-Type`, as long as it starts with a prefix such as `image/`.
    ///
    /// The client must set the field to the type of the file. The form of [`to_html`][html] does this with a script of
    /// one line. S3 stores the type as it is sent and does not look into the file.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "avatars/7")
    ///     .content_type_starts_with("image/")
    ///     .presign()?;
    /// assert!(form.open_fields().eq([("Content-Type", "image/")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [html]: crate::PostForm::to_html
    pub fn content_type_starts_with(self, prefix: impl Into<Value<'a>>) -> Self {
        self.field_starts_with(CONTENT_TYPE, prefix)
    }

    /// Sets `acl`, a canned ACL such as `private`, `public-read` or `bucket-owner-full-control`.
    ///
    /// Buckets created since April 2023 have ACLs disabled by default. See [Canned ACL][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "duck.jpg")
    ///     .acl("bucket-owner-full-control")
    ///     .presign()?;
    /// assert!(
    ///     form.fields().any(|field| field == ("acl", "bucket-owner-full-control"))
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
    pub fn acl(self, canned: impl Into<Value<'a>>) -> Self {
        self.field("acl", canned)
    }

    /// Sets `x-amz-meta-NAME`, an entry of the object's own metadata, which S3 returns with the object.
    ///
    /// Passing the name with `x-amz-meta-` is an error.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "duck.jpg")
    ///     .metadata("Photographer", "Zoe")
    ///     .presign()?;
    /// assert!(form.fields().any(|field| field == ("x-amz-meta-photographer", "Zoe")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn metadata(self, name: &str, value: impl Into<Value<'a>>) -> Self {
        match metadata_header(name) {
            Ok(field) => self.field(field.to_ascii_lowercase(), value),
            Err(error) => self.and(|_| Err(error)),
        }
    }

    /// Sets `tagging`, up to ten tags with their keys and values.
    ///
    /// Unlike the header of a PUT, the field is XML. The rules for tags are those of
    /// [`Request::tagging`](crate::Request::tagging). SeaweedFS refuses policies with a condition for this field.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3.post("examplebucket", "duck.jpg").tagging([("team", "birds")]).presign()?;
    /// assert!(form.fields().any(|field| field == (
    ///     "tagging",
    ///     "<Tagging><TagSet><Tag><Key>team</Key><Value>birds</Value></Tag></TagSet></Tagging>",
    /// )));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn tagging<K: AsRef<str>, V: AsRef<str>>(self, tags: impl IntoIterator<Item = (K, V)>) -> Self {
        self.and(|request| {
            let mut list = Tags::default();
            let mut xml = String::from("<Tagging><TagSet>");
            for (key, value) in tags {
                let (key, value) = (key.as_ref(), value.as_ref());
                // No character of a valid tag has a meaning in XML.
                list.push(key, value)?;
                for piece in ["<Tag><Key>", key, "</Key><Value>", value, "</Value></Tag>"] {
                    xml.push_str(piece);
                }
            }
            xml.push_str("</TagSet></Tagging>");
            request.insert(Field::exact("tagging", xml))
        })
    }

    /// Sets `x-amz-storage-class`, such as `STANDARD_IA`, `INTELLIGENT_TIERING` or `GLACIER_IR`.
    ///
    /// See [Storage classes][page].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form =
    ///     s3.post("examplebucket", "duck.jpg").storage_class("STANDARD_IA").presign()?;
    /// assert!(
    ///     form.fields().any(|field| field == ("x-amz-storage-class", "STANDARD_IA"))
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
    pub fn storage_class(self, class: impl Into<Value<'a>>) -> Self {
        self.field(STORAGE_CLASS, class)
    }

    /// Sets `success_action_status`, the status of the response to a successful upload: 200, 201 or 204.
    ///
    /// The default is 204. The body is empty, except with 201, when it is XML with the location, the bucket, the
    /// key and the `ETag` of the object.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "duck.jpg")
    ///     .success_action_status(201)
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn success_action_status(self, status: u16) -> Self {
        if matches!(status, 200 | 201 | 204) {
            return self.field(STATUS, u64::from(status));
        }
        self.and(|_| Err(fault(STATUS, FieldFault::Status)))
    }

    /// Sets `success_action_redirect`, the absolute URL to which a successful upload redirects the browser.
    ///
    /// S3 adds `bucket`, `key` and `etag` to the query of the URL. A client can forge them, so ask S3 what was
    /// uploaded. The URL takes precedence over [`success_action_status`](Self::success_action_status).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post_under("examplebucket", "uploads/")
    ///     .success_action_redirect("https://example.com/uploaded")
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn success_action_redirect(self, url: impl AsRef<str>) -> Self {
        let url = url.as_ref();
        let is_absolute = ["https://", "http://"]
            .iter()
            .any(|start| url.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)));
        if is_absolute {
            return self.field(REDIRECT, String::from(url));
        }
        self.and(|_| Err(fault(REDIRECT, FieldFault::Redirect)))
    }
}

/// See [Checking object integrity][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
impl PostRequest<'_> {
    /// Sets `Content-MD5`: S3 rejects a file with another MD5.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let md5 = [0x5d; 16]; // of the file
    /// let form = s3.post("examplebucket", "duck.jpg").content_md5(&md5).presign()?;
    /// # assert!(form.fields().any(|(name, _)| name == "Content-MD5"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_md5(self, md5: &[u8; 16]) -> Self {
        self.field("Content-MD5", base64(md5))
    }

    /// Sets `x-amz-checksum-…`: S3 rejects a file with another checksum, and stores the checksum with the object.
    ///
    /// ```
    /// use presign::{Checksum, Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "check.txt")
    ///     .checksum(Checksum::Crc32(0xcbf4_3926))
    ///     .presign()?;
    /// assert!(
    ///     form.fields().any(|field| field == ("x-amz-checksum-crc32", "y/Q5Jg=="))
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn checksum(self, checksum: Checksum) -> Self {
        let (name, value) = checksum.header();
        self.field(name, value)
    }
}

/// See [Protecting data with server-side encryption][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
impl<'a> PostRequest<'a> {
    /// Encrypts the object with a key that S3 manages (SSE-S3), which is S3's default.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3.post("examplebucket", "duck.jpg").sse_s3().presign()?;
    /// assert!(
    ///     form.fields()
    ///         .any(|field| field == ("x-amz-server-side-encryption", "AES256"))
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn sse_s3(self) -> Self {
        self.field(SSE, "AES256")
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
    /// let form =
    ///     s3.post("examplebucket", "duck.jpg").sse_kms("alias/photos").presign()?;
    /// assert!(
    ///     form.fields()
    ///         .any(|field| field == ("x-amz-server-side-encryption", "aws:kms"))
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn sse_kms(self, key_id: impl Into<Option<&'a str>>) -> Self {
        let request = self.field(SSE, "aws:kms");
        match key_id.into() {
            Some(key_id) => request.field(SSE_KMS_KEY_ID, key_id),
            None => request,
        }
    }

    /// Sets `x-amz-server-side-encryption-bucket-key-enabled`, which lowers the cost of SSE-KMS if `true`.
    ///
    /// See [`Request::bucket_key_enabled`](crate::Request::bucket_key_enabled).
    pub fn bucket_key_enabled(self, enabled: bool) -> Self {
        self.field(BUCKET_KEY_ENABLED, if enabled { "true" } else { "false" })
    }

    /// Encrypts the object with the customer's own key (SSE-C).
    ///
    /// `md5` is the MD5 of the key. The client learns the key: it is in a field and in the policy, which anyone can
    /// decode. See [`Request::sse_c`](crate::Request::sse_c).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let key = *b"thirty-two bytes of customer key";
    /// let md5 = [0x5d; 16]; // of the key
    /// let form = s3.post("examplebucket", "duck.jpg").sse_c(&key, &md5).presign()?;
    /// # assert_eq!(form.fields().filter(|(name, _)| name.contains("customer")).count(), 3);
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn sse_c(self, key: &[u8; 32], md5: &[u8; 16]) -> Self {
        self.field(CUSTOMER_ALGORITHM, "AES256")
            .field(CUSTOMER_KEY, base64(key))
            .field(CUSTOMER_KEY_MD5, base64(md5))
    }
}

const REDIRECT: &str = "success_action_redirect";
const STATUS: &str = "success_action_status";
