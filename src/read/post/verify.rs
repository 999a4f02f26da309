use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::ToString,
};
use core::{fmt, ops::RangeInclusive};

use super::{
    FormError, PostedForm,
    policy::{Condition, Policy},
};
use crate::{
    AmzDate, Refusal, SigningKeys, Verifier,
    form_names::{BUCKET, CONTENT_TYPE, FILENAME, KEY, POLICY, is_ignored},
    read::limits::MAX_FILE_NAME_LEN,
    sigv4::names::{X_AMZ_SIGNATURE, is_reserved},
};

impl Verifier {
    /// Verifies a form for an upload by POST, as S3 does: [POST Object][page].
    ///
    /// `bucket` is the bucket that the form was sent to. A form has no method and no signed host, so the hosts and
    /// the base path of the verifier do not matter here. It has no lifetime of its own either: it is valid until the
    /// `expiration` of its policy.
    ///
    /// The signature is checked first, then the expiration, then each condition of the policy, in order. A field that
    /// no condition covers is refused, unless it is the policy or the signature, or its name starts with `x-ignore-`.
    /// `${filename}` is replaced with the name of the file before conditions are checked. Requires the feature `json`.
    ///
    /// # Errors
    ///
    /// Returns the [`Refusal`] to respond with, for the first rule that the form breaks:
    /// [`Region`](Refusal::Region), [`Service`](Refusal::Service), [`NotYetValid`](Refusal::NotYetValid), the error
    /// of `keys`, [`SignatureDoesNotMatch`](Refusal::SignatureDoesNotMatch), [`Form`](Refusal::Form) for a malformed
    /// policy, [`PolicyExpired`](Refusal::PolicyExpired), [`Form`](Refusal::Form) for a wrong bucket, an empty key or a
    /// file name that is too long, [`ConditionFailed`](Refusal::ConditionFailed),
    /// [`FieldNotCovered`](Refusal::FieldNotCovered), [`FileTooSmall`](Refusal::FileTooSmall),
    /// [`FileTooLarge`](Refusal::FileTooLarge).
    ///
    /// ```
    /// use presign::{AmzDate, Credentials, Verifier};
    /// use presign::{PostedFile, PostedForm, Refusal};
    ///
    /// # let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// # let endpoint = presign::Endpoint::custom("http://localhost:9000", "us-east-1")?;
    /// # let s3 = presign::Presigner::new(credentials.clone(), endpoint);
    /// # let form = s3.post_under("photos", "users/7/").content_length(1..=1_000).presign()?;
    /// # let received: Vec<_> = form.fields().collect();
    /// let verifier = Verifier::new("us-east-1");
    /// let form = PostedForm::from_fields(received)?;
    /// let file = PostedFile::new("duck.jpg", 500);
    /// let verified =
    ///     verifier.verify_post(&form, "photos", file, AmzDate::now(), &credentials)?;
    /// assert_eq!(verified.key(), "users/7/duck.jpg");
    ///
    /// // What was signed, and nothing else.
    /// verified.takes_only(&["content-type"])?;
    /// # let large = PostedFile::new("duck.jpg", 1_001);
    /// # let refusal = verifier.verify_post(&form, "photos", large, AmzDate::now(), &credentials).unwrap_err();
    /// # assert_eq!(refusal, Refusal::FileTooLarge { len: 1_001, max: 1_000 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
    pub fn verify_post<'a>(
        &self,
        form: &'a PostedForm<'a>,
        bucket: &'a str,
        file: PostedFile<'_>,
        now: AmzDate,
        keys: &(impl SigningKeys + ?Sized),
    ) -> Result<VerifiedPost<'a>, Refusal> {
        let claim = form.claim();
        self.check_scope(&claim)?;
        self.check_date(form.date(), now)?;
        let key = keys.signing_key(&claim, now)?;
        if !key.verify_text(form.policy(), &claim.scope(), form.signature()) {
            return Err(Refusal::SignatureDoesNotMatch);
        }
        let policy = Policy::from_base64(form.policy())?;
        if policy.expiration <= now {
            return Err(Refusal::PolicyExpired { expires_at: policy.expiration, now });
        }
        let values = Values::new(form, bucket, file.name)?;
        values.check(&policy.conditions)?;
        let verified = VerifiedPost {
            form,
            bucket,
            values,
            size: size(&policy.conditions),
            expires_at: policy.expiration,
        };
        if let Some(len) = file.len {
            verified.check_len(len)?;
        }
        Ok(verified)
    }
}

/// The file that comes with a form: its name, and its length if that is known.
///
/// ```
/// use presign::PostedFile;
///
/// let file = PostedFile::new("duck.jpg", 5);
/// let large_file = PostedFile::streamed("duck.mp4");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostedFile<'a> {
    name: &'a str,
    len: Option<u64>,
}

impl<'a> PostedFile<'a> {
    /// Creates a file from its name, and its length in bytes.
    ///
    /// The name is the `filename` of the field. Pass an empty one if there is none. A path in front of the name is
    /// dropped, as S3 does: `a/b\c.jpg` is `c.jpg`.
    #[must_use]
    pub const fn new(name: &'a str, len: u64) -> Self {
        Self { name, len: Some(len) }
    }

    /// Creates a file whose length is not known yet, because it has not been read.
    ///
    /// While you read it, stop after the end of [`VerifiedPost::content_length`]. Then call
    /// [`VerifiedPost::check_len`].
    #[must_use]
    pub const fn streamed(name: &'a str) -> Self {
        Self { name, len: None }
    }
}

/// An accepted form for an upload by POST, with the fields that were signed.
///
/// Store the file under the [`key`](Self::key), and do what the [`fields`](Self::fields) say. Use
/// [`takes_only`](Self::takes_only) to refuse what you do not implement. Also check signed checksums, such as
/// `content-md5`, and respond as `success_action_status` and `success_action_redirect` require.
///
/// ```
/// use presign::{Refusal, VerifiedPost};
///
/// fn content_type<'a>(
///     verified: &'a VerifiedPost<'_>,
/// ) -> Result<Option<&'a str>, Refusal> {
///     verified.takes_only(&["content-type", "success_action_status"])?;
///     Ok(verified.field("Content-Type"))
/// }
/// ```
#[derive(Clone)]
pub struct VerifiedPost<'a> {
    form: &'a PostedForm<'a>,
    bucket: &'a str,
    values: Values<'a>,
    size: RangeInclusive<u64>,
    expires_at: AmzDate,
}

impl<'a> VerifiedPost<'a> {
    /// Returns the form.
    #[must_use]
    pub const fn form(&self) -> &'a PostedForm<'a> {
        self.form
    }

    /// Returns the bucket.
    #[must_use]
    pub const fn bucket(&self) -> &'a str {
        self.bucket
    }

    /// Returns the key, with `${filename}` replaced.
    ///
    /// A key is arbitrary text. Before you use it as a file path, reject `..` and anything else that leads outside.
    #[must_use]
    pub fn key(&self) -> &str {
        self.field(KEY).unwrap_or_default()
    }

    /// Returns the value of a field, with `${filename}` replaced, by its name in any case.
    ///
    /// Fields whose names start with `x-ignore-` are not signed and not returned.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        if is_ignored(&name) { None } else { self.values.get(&name) }
    }

    /// Returns the signed fields with `${filename}` replaced, sorted by name, except those of the signature.
    ///
    /// The names are in lower case. `key` is among them.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        let fields = self.values.0.iter().map(|(name, value)| (*name, &**value));
        fields
            .filter(|(name, _)| !is_ignored(name) && !is_reserved(name) && !matches!(*name, BUCKET | POLICY))
    }

    /// Refuses a form that has any other field, besides `key` and those of the signature.
    ///
    /// Pass the names that you implement, in any case: ignoring any other would do something that was not signed.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::FieldNotImplemented`].
    pub fn takes_only(&self, fields: &[&str]) -> Result<(), Refusal> {
        let is_taken =
            |name: &str| name == KEY || fields.iter().any(|taken| name.eq_ignore_ascii_case(taken));
        match self.fields().find(|(name, _)| !is_taken(name)) {
            Some((name, _)) => Err(Refusal::FieldNotImplemented { name: name.into() }),
            None => Ok(()),
        }
    }

    /// Returns how many bytes the file may have. Without a limit in the policy, the range covers all sizes.
    #[must_use]
    pub fn content_length(&self) -> RangeInclusive<u64> {
        self.size.clone()
    }

    /// Checks the length of a file in bytes.
    ///
    /// [`Verifier::verify_post`] does so if it knows the length.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::FileTooSmall`] or [`Refusal::FileTooLarge`].
    pub fn check_len(&self, len: u64) -> Result<(), Refusal> {
        let (min, max) = (*self.size.start(), *self.size.end());
        if len < min {
            return Err(Refusal::FileTooSmall { len, min });
        }
        if len > max {
            return Err(Refusal::FileTooLarge { len, max });
        }
        Ok(())
    }

    /// Returns the first moment at which the form is no longer valid.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }
}

/// Omits the values of fields.
impl fmt::Debug for VerifiedPost<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedPost")
            .field("bucket", &self.bucket)
            .field("key", &self.key())
            .field("form", &self.form)
            .field("content_length", &self.size)
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// The values that conditions are about: those of the fields with `${filename}` replaced, and the bucket.
#[derive(Clone)]
struct Values<'a>(BTreeMap<&'a str, Cow<'a, str>>);

impl<'a> Values<'a> {
    fn new(form: &'a PostedForm<'a>, bucket: &'a str, file_name: &str) -> Result<Self, FormError> {
        let file_name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        if file_name.len() > MAX_FILE_NAME_LEN {
            return Err(FormError::FileNameTooLong);
        }
        // The fields of the signature are read as they are.
        let fill = |(name, value): (&'a str, &'a str)| match value.contains(FILENAME) && !is_reserved(name) {
            true => (name, Cow::Owned(value.replace(FILENAME, file_name))),
            false => (name, Cow::Borrowed(value)),
        };
        let mut values: BTreeMap<_, _> = form.fields().map(fill).collect();
        // Some signers send the bucket as a field too.
        if *values.entry(BUCKET).or_insert(Cow::Borrowed(bucket)) != bucket {
            return Err(FormError::Bucket);
        }
        if values.get(KEY).is_none_or(|key| key.is_empty()) {
            return Err(FormError::EmptyKey);
        }
        Ok(Self(values))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| &**value)
    }

    /// Checks the conditions in order, and that they cover all fields.
    fn check(&self, conditions: &[Condition]) -> Result<(), Refusal> {
        let mut covered = BTreeSet::new();
        for condition in conditions {
            let holds = match condition {
                Condition::Equals(name, wanted) => {
                    covered.insert(name.as_str());
                    self.get(name) == Some(wanted.expose())
                }
                Condition::StartsWith(name, prefix) => {
                    covered.insert(name.as_str());
                    self.start(name).is_some_and(|value| value.starts_with(prefix.expose()))
                }
                Condition::Size(_) => true,
            };
            if !holds {
                return Err(Refusal::ConditionFailed { condition: condition.to_string() });
            }
        }
        let needs_none =
            |name: &str| name == POLICY || name.eq_ignore_ascii_case(X_AMZ_SIGNATURE) || is_ignored(name);
        match self.0.keys().find(|name| !covered.contains(*name) && !needs_none(name)) {
            Some(name) => Err(Refusal::FieldNotCovered { name: (*name).into() }),
            None => Ok(()),
        }
    }

    /// Returns the text that must start with the prefix of a condition.
    ///
    /// A content type with commas is a list, and each of its items must.
    fn start(&self, name: &str) -> Option<&str> {
        let value = self.get(name)?;
        if !name.eq_ignore_ascii_case(CONTENT_TYPE) {
            return Some(value);
        }
        value.split(',').map(str::trim_ascii_start).reduce(common_start)
    }
}

fn common_start<'a>(a: &'a str, b: &str) -> &'a str {
    let differs = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b);
    let end = differs.map_or(a.len().min(b.len()), |((at, _), _)| at);
    a.get(..end).unwrap_or_default()
}

/// Returns the numbers of bytes that all conditions allow.
fn size(conditions: &[Condition]) -> RangeInclusive<u64> {
    let sizes = conditions.iter().filter_map(|condition| match condition {
        Condition::Size(size) => Some(size),
        _ => None,
    });
    sizes.fold(0..=u64::MAX, |a, b| *a.start().max(b.start())..=*a.end().min(b.end()))
}
