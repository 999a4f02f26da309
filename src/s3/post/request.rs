use alloc::{
    borrow::{Cow, ToOwned},
    collections::BTreeSet,
    string::String,
    vec::Vec,
};
use core::{fmt, ops::RangeInclusive, time::Duration};

use super::{
    FieldFault, PostForm,
    field::{Field, check_dollars, check_key, check_name, check_value, fault, text},
    policy::Policy,
};
use crate::{
    AmzDate, Error, Presigner,
    form_names::{FILENAME, KEY, POLICY, SIZE},
    s3::{ObjectKey, value_rules},
    s3_names::{S3, TAGGING},
    sigv4::{
        CredentialScope, Method, Secret, Value, base64,
        names::{ALGORITHM, X_AMZ_ALGORITHM, X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_SIGNATURE},
    },
    validity::Timing,
};

/// A form for browser uploads, to configure and sign.
///
/// Anyone who has the signed form can upload a file, with a browser or with any HTTP client that sends
/// `multipart/form-data`. Unlike a presigned PUT, a form can limit the size of the file to a
/// [range](Self::content_length), and leave the last part of the [key](Presigner::post_under) to the client.
///
/// Every setter adds a field to the form and the condition for it to the signed policy, so no field lacks a
/// condition. The exception is fields whose names start with `x-ignore-`, which need none. See [POST
/// Object][object] and [POST Policy][policy].
///
/// Setters chain and never fail. The first mistake is kept and returned at the end, by `presign` or
/// [`presign_at`](Self::presign_at).
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let form = s3
///     .post_under("examplebucket", "uploads/")
///     .content_length(1..=10_000_000)
///     .content_type_starts_with("image/")
///     .presign()?;
/// assert_eq!(form.url(), "https://examplebucket.s3.us-east-1.amazonaws.com/");
/// println!("{}", form.to_html());
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [object]: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
/// [policy]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
#[derive(Clone)]
#[must_use = "a form does nothing until it is presigned"]
pub struct PostRequest<'a> {
    pub(crate) presigner: &'a Presigner,
    bucket: Cow<'a, str>,
    /// The key is first.
    fields: Vec<Field>,
    /// The names of the fields, in lower case.
    names: BTreeSet<String>,
    size: Option<RangeInclusive<u64>>,
    timing: Timing,
    /// The first mistake that a setter found.
    mistake: Option<Error>,
}

impl Presigner {
    /// Uploads one object with a form: [POST Object][page].
    ///
    /// The key is fixed. To leave the name of the file to the client, use [`post_under`](Self::post_under).
    ///
    /// Not every S3-compatible service has this operation: Cloudflare R2 does not. There, presign a
    /// [PUT](Self::put) that signs the exact [size](crate::Request::content_length).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "avatars/7.png")
    ///     .content_length(1..=1_000_000)
    ///     .presign()?;
    /// assert_eq!(form.fields().next(), Some(("key", "avatars/7.png")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
    #[doc(alias = "create_presigned_post")]
    #[doc(alias = "createPresignedPost")]
    #[doc(alias = "PresignedPost")]
    pub fn post<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> PostRequest<'a> {
        let key = key.into();
        let check = ObjectKey::try_from(&*key).map(drop).and_then(|()| check_key(&key));
        PostRequest::new(self, bucket.into()).with_key(Field::exact(KEY, key.into_owned()), check)
    }

    /// Uploads objects with a form, each under a key that starts with a prefix and ends in the name of the file.
    ///
    /// The field `key` is `PREFIX${filename}`, and the server replaces `${filename}` with the file's name. The
    /// form can be sent many times until it expires.
    ///
    /// The policy requires only the prefix. A client can send any key that starts with it, even one with more
    /// slashes, and can replace an existing object. Give each user a separate prefix that ends in `/`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post_under("examplebucket", "users/7/")
    ///     .content_length(1..=1_000_000)
    ///     .presign()?;
    /// assert_eq!(form.fields().next(), Some(("key", "users/7/${filename}")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn post_under<'a>(
        &'a self,
        bucket: impl Into<Cow<'a, str>>,
        prefix: impl Into<Cow<'a, str>>,
    ) -> PostRequest<'a> {
        let prefix = prefix.into();
        // The name of the file may be all of the key.
        let check = match ObjectKey::try_from(&*prefix) {
            Ok(_) | Err(Error::EmptyKey) => check_key(&prefix),
            Err(error) => Err(error),
        };
        let key = prefix.into_owned() + FILENAME;
        PostRequest::new(self, bucket.into()).with_key(Field::open(KEY, key), check)
    }
}

impl<'a> PostRequest<'a> {
    fn new(presigner: &'a Presigner, bucket: Cow<'a, str>) -> Self {
        Self {
            presigner,
            bucket,
            fields: Vec::new(),
            names: BTreeSet::new(),
            size: None,
            timing: Timing::default(),
            mistake: None,
        }
    }

    fn with_key(mut self, key: Field, check: Result<(), Error>) -> Self {
        self.fields.push(key);
        self.and(|_| check)
    }

    /// Adds a field that the client must send with exactly this value.
    ///
    /// Names are as in [POST Object][page], such as `Cache-Control`, `Content-Disposition` or
    /// `x-amz-website-redirect-location`. Their case does not matter. A field whose name starts with
    /// `x-ignore-` gets no condition, and S3 ignores it.
    ///
    /// A name may be set only once, either here or with its own setter. Names have letters, digits, `-`, `_` and
    /// `.`, and values are visible ASCII and spaces. Names that the form sets itself, such as `key`, `policy` and
    /// `x-amz-date`, are errors. So is a value with `${filename}`, which the server would replace.
    ///
    /// At a host of AWS, a value that S3 refuses or ignores is an error, as for
    /// [`Request::header`](crate::Request::header), and so is `x-amz-tagging`: use [`tagging`](Self::tagging).
    ///
    /// ```
    /// use presign::{ContentDisposition, Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "8f14e45f")
    ///     .field("Cache-Control", "max-age=31536000")
    ///     .field("Content-Disposition", ContentDisposition::attachment("duck.jpg"))
    ///     .presign()?;
    /// assert!(
    ///     form.fields().any(|field| field == ("Cache-Control", "max-age=31536000"))
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
    pub fn field(self, name: impl AsRef<str>, value: impl Into<Value<'a>>) -> Self {
        let value = text(&value.into());
        self.and(|request| {
            let name = name.as_ref();
            check_name(name)?;
            let is_on_aws = request.presigner.endpoint().is_on_aws;
            if is_on_aws && name.eq_ignore_ascii_case(TAGGING) {
                return Err(fault(name, FieldFault::Ignored));
            }
            value_rules::check_header(name, &value, Method::Post, is_on_aws)?;
            check_value(name, &value, &value)?;
            request.insert(Field::exact(name, value))
        })
    }

    /// Adds a field whose value the client may choose, as long as it starts with a prefix.
    ///
    /// In the form, the value of the field is the prefix, and [`PostForm::open_fields`] lists the field. An empty
    /// prefix allows any value, but the field must be sent. If the prefix ends in `${filename}`, the server
    /// replaces that with the name of the file.
    ///
    /// S3 documents this for `acl`, `Cache-Control`, `Content-Type`, `Content-Disposition`,
    /// `Content-Encoding`, `Expires`, `success_action_redirect` and `x-amz-meta-*`. The rules of
    /// [`field`](Self::field) apply.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post_under("examplebucket", "uploads/")
    ///     .field_starts_with("x-amz-meta-caption", "")
    ///     .presign()?;
    /// assert!(form.open_fields().any(|field| field == ("x-amz-meta-caption", "")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn field_starts_with(self, name: impl AsRef<str>, prefix: impl Into<Value<'a>>) -> Self {
        let value = text(&prefix.into());
        self.and(|request| {
            let name = name.as_ref();
            check_name(name)?;
            let field = Field::open(name, value);
            check_value(name, field.value.expose(), field.prefix())?;
            request.insert(field)
        })
    }

    /// Sets how long the form works: whole seconds, from 1 to 604,800 (seven days).
    ///
    /// The default is 900 s (15 minutes).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let hour = Duration::from_secs(3600);
    /// let form = s3
    ///     .post("examplebucket", "duck.jpg")
    ///     .expires_in(hour)
    ///     .presign_at("20260101T120000Z".parse()?)?;
    /// assert_eq!(form.expires_at().to_string(), "20260101T130000Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.and(|request| request.timing.expire_in(lifetime))
    }

    /// Shortens the lifetime if the temporary credentials expire earlier, instead of returning an error.
    ///
    /// See [`Request::shorten_to_credentials`](crate::Request::shorten_to_credentials).
    pub fn shorten_to_credentials(mut self) -> Self {
        self.timing.shorten_to_credentials();
        self
    }

    /// Dates the form this far in the past, for servers whose clock is slow.
    ///
    /// See [`Request::back_date`](crate::Request::back_date).
    pub fn back_date(self, allowance: Duration) -> Self {
        self.and(|request| request.timing.back_date(allowance))
    }

    /// Signs the form as of `date`, when its lifetime starts.
    ///
    /// The date is used as given: the presigner's [offset](Presigner::with_clock_offset) does not apply to it.
    ///
    /// # Errors
    ///
    /// Returns the first mistake in the chain or in the credentials. For an AWS host, it also returns
    /// [`FieldFault::DoubledDollar`] and [`Error::FormTooLarge`].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post("examplebucket", "duck.jpg")
    ///     .presign_at("20130524T000000Z".parse()?)?;
    /// assert_eq!(form.expires_at().to_string(), "20130524T001500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn presign_at(self, date: AmzDate) -> Result<PostForm, Error> {
        let Self { presigner, bucket, mut fields, size, timing, mistake, .. } = self;
        presigner.check()?;
        let location = presigner.locate(&bucket)?;
        // S3's guide does not list uploads by a form for directory buckets and access points, and boto3 refuses them.
        if location.service() != S3 || bucket.starts_with("arn:") {
            return Err(Error::NoFormUploads);
        }
        if let Some(mistake) = mistake {
            return Err(mistake);
        }
        let is_on_aws = presigner.endpoint().is_on_aws;
        if is_on_aws {
            check_dollars(&fields)?;
        }
        let credentials = presigner.credentials();
        let validity = timing.at(date, credentials)?;
        let expires_at = validity.expires_at()?;
        let scope = CredentialScope::new(&validity.date, location.region(), location.service());
        let credential = [credentials.access_key_id(), "/", &scope.text()].concat();

        fields.push(Field::exact(X_AMZ_ALGORITHM, ALGORITHM.to_owned()));
        fields.push(Field::exact(X_AMZ_CREDENTIAL, credential));
        fields.push(Field::exact(X_AMZ_DATE, validity.date.as_str().to_owned()));
        if let Some(token) = credentials.session_token() {
            fields.push(Field::exact(token.name(), token.text()));
        }
        let expiration = expires_at.to_rfc3339();
        let policy =
            Policy { expiration: &expiration, bucket: &bucket, fields: &fields, size: size.as_ref() };
        // The text may contain a session token.
        let policy = base64(Secret::from(policy.to_json()).expose().as_bytes());
        let signature = presigner
            .keys()
            .with_key(credentials, &scope, |day_key| day_key.key.sign_text(&policy, &scope))??;
        fields.push(Field::free(POLICY, policy));
        fields.push(Field::free(X_AMZ_SIGNATURE, signature.to_hex()));

        let bytes = fields.iter().map(|field| field.name.len() + field.value.expose().len()).sum();
        if is_on_aws && bytes > MAX_FORM_LEN {
            return Err(Error::FormTooLarge { bytes });
        }
        Ok(PostForm::new(location.url(), bucket.into_owned(), fields, size, expires_at))
    }

    /// Adds a field that is known to be in order, unless its name is taken.
    pub(super) fn insert(&mut self, field: Field) -> Result<(), Error> {
        if !self.names.insert(field.name.to_ascii_lowercase()) {
            return Err(fault(&field.name, FieldFault::Repeated));
        }
        self.fields.push(field);
        Ok(())
    }

    pub(super) fn set_size(&mut self, bytes: RangeInclusive<u64>) -> Result<(), Error> {
        if bytes.is_empty() {
            return Err(fault(SIZE, FieldFault::EmptyRange));
        }
        if self.size.replace(bytes).is_some() {
            return Err(fault(SIZE, FieldFault::Repeated));
        }
        Ok(())
    }

    pub(super) fn and(mut self, set: impl FnOnce(&mut Self) -> Result<(), Error>) -> Self {
        if self.mistake.is_none() {
            self.mistake = set(&mut self).err();
        }
        self
    }
}

/// Hides the values of the fields, which may be an encryption key.
impl fmt::Debug for PostRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.fields.iter().map(|field| &field.name).collect();
        f.debug_struct("PostRequest")
            .field("presigner", self.presigner)
            .field("bucket", &self.bucket)
            .field("fields", &names)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

/// The maximum size of the fields before the file, in bytes: `MaxPostPreDataLengthBytes` in S3's response to a
/// larger form.
const MAX_FORM_LEN: usize = 20_480;
