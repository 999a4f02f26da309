use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::{fmt, ops::RangeInclusive};

use super::field::{Condition, Field};
use crate::{
    AmzDate,
    form_names::{CONTENT_TYPE, POLICY},
    presigned::{ELIDED, push_quoted},
    s3_names::is_secret_header,
    sigv4::names,
};

/// A signed form: the URL, and the fields that the client must send with a file.
///
/// Send a POST request to the URL, with a body of type `multipart/form-data`: all [fields](Self::fields), and then
/// the file, in a field with the name `file`, which must be last.
///
/// The form is a bearer secret: it works for anyone until [`expires_at`](Self::expires_at), any number of times.
/// `Debug` hides the policy, the signature and the session token.
///
/// With the feature `serde`, it implements `Serialize`:
///
/// ```json
/// {
///   "url": "https://examplebucket.s3.us-east-1.amazonaws.com/",
///   "fields": { "key": "uploads/${filename}", "x-amz-algorithm": "AWS4-HMAC-SHA256", "policy": "eyJ…" },
///   "expiresAt": "2013-05-24T00:15:00Z"
/// }
/// ```
///
/// In a browser, this sends it:
///
/// ```js
/// const body = new FormData();
/// for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
/// body.append("file", file);
/// const response = await fetch(form.url, { method: "POST", body });
/// ```
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
/// assert!(form.fields().map(|(name, _)| name).eq([
///     "key",
///     "Content-Type",
///     "x-amz-algorithm",
///     "x-amz-credential",
///     "x-amz-date",
///     "policy",
///     "x-amz-signature",
/// ]));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone)]
pub struct PostForm {
    url: String,
    bucket: String,
    fields: Vec<Field>,
    size: Option<RangeInclusive<u64>>,
    expires_at: AmzDate,
}

impl PostForm {
    pub(super) const fn new(
        url: String,
        bucket: String,
        fields: Vec<Field>,
        size: Option<RangeInclusive<u64>>,
        expires_at: AmzDate,
    ) -> Self {
        Self { url, bucket, fields, size, expires_at }
    }

    pub(crate) fn bucket(&self) -> &str {
        &self.bucket
    }

    /// Returns the range of sizes that the policy allows.
    pub(crate) const fn size(&self) -> Option<&RangeInclusive<u64>> {
        self.size.as_ref()
    }

    /// Returns the URL to send the form to: that of the bucket.
    ///
    /// It has no signature. If the endpoint is [shown as](crate::Endpoint::shown_as_parts) another address, it is
    /// at that address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the names and values of the fields, in order. Each name occurs once.
    ///
    /// `file` is not among them: send it after them, since S3 ignores what comes after the file.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.fields.iter().map(|field| (field.name.as_str(), field.value.expose()))
    }

    /// Returns the fields whose value the client may choose, and what it must start with.
    ///
    /// These are the `key` of [`post_under`](crate::Presigner::post_under) and the fields of
    /// [`field_starts_with`](crate::PostRequest::field_starts_with). All other fields must be sent as they are.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3
    ///     .post_under("examplebucket", "uploads/")
    ///     .content_type_starts_with("image/")
    ///     .presign()?;
    /// assert!(
    ///     form.open_fields().eq([("key", "uploads/"), ("Content-Type", "image/")])
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn open_fields(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        let open = self.fields.iter().filter(|field| field.condition == Condition::StartsWith);
        open.map(|field| (field.name.as_str(), field.prefix()))
    }

    /// Returns the first moment at which the form no longer works.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }

    /// Returns the URL, the fields and the time of expiry.
    #[must_use]
    pub fn into_parts(self) -> (String, Vec<(String, String)>, AmzDate) {
        let fields = self.fields().map(|(name, value)| (name.into(), value.into())).collect();
        (self.url, fields, self.expires_at)
    }

    /// Returns the form as HTML, with a choice of file and a button.
    ///
    /// Insert it into a page unchanged: everything is escaped, and the file comes last. If the client may choose
    /// the [content type](crate::PostRequest::content_type_starts_with), an `onchange` handler sets it to that of
    /// the file. A page whose content security policy forbids such handlers must set it itself.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3.post_under("examplebucket", "Tom & Jerry/").presign()?;
    /// assert!(form.to_html().contains(
    ///     r#"<input type="hidden" name="key" value="Tom &amp; Jerry/${filename}">"#
    /// ));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = String::from("<form action=\"");
        push_escaped(&self.url, &mut html);
        html.push_str("\" method=\"post\" enctype=\"multipart/form-data\" accept-charset=\"utf-8\">\n");
        for (name, value) in self.fields() {
            html.push_str("<input type=\"hidden\" name=\"");
            push_escaped(name, &mut html);
            html.push_str("\" value=\"");
            push_escaped(value, &mut html);
            html.push_str("\">\n");
        }
        html.push_str("<input type=\"file\" name=\"file\" required");
        if let Some((name, _)) = self.open_fields().find(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE))
        {
            // The name has only letters and `-`.
            html.push_str(" onchange=\"if (this.files[0]) this.form.elements['");
            html.push_str(name);
            html.push_str("'].value = this.files[0].type\"");
        }
        html.push_str(">\n<button>Upload</button>\n</form>\n");
        html
    }

    /// Returns a `curl` command line for a POSIX shell that sends this form.
    ///
    /// The file is read from standard input: append `< file`. It then has no name, so put its path in place of
    /// the last `-` if the key ends in `${filename}`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3.post("examplebucket", "duck.jpg").presign()?;
    /// assert!(form.to_curl().starts_with(
    ///     "curl --form-string 'key=duck.jpg' --form-string 'x-amz-algorithm="
    /// ));
    /// assert!(form.to_curl().ends_with(
    ///     " --form file=@- 'https://examplebucket.s3.us-east-1.amazonaws.com/'"
    /// ));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn to_curl(&self) -> String {
        let mut command = String::from("curl");
        for (name, value) in self.fields() {
            command.push_str(" --form-string ");
            push_quoted(&[name, "=", value].concat(), &mut command);
        }
        command.push_str(" --form file=@- ");
        push_quoted(&self.url, &mut command);
        command
    }
}

impl fmt::Debug for PostForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostForm")
            .field("url", &self.url)
            .field("fields", &Redacted(&self.fields))
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// Shows fields without the values that are secret. The policy has those of all other fields.
struct Redacted<'a>(&'a [Field]);

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_hidden = |name: &str| {
            name == POLICY || is_secret_header(name) || names::is_reserved(name) && !SHOWN.contains(&name)
        };
        let value = |field: &Field| {
            if is_hidden(&field.name) { ELIDED.to_string() } else { field.value.expose().to_string() }
        };
        f.debug_map().entries(self.0.iter().map(|field| (&field.name, value(field)))).finish()
    }
}

/// Writes text in an attribute of HTML.
fn push_escaped(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}

/// The signer's fields that are no secret.
const SHOWN: [&str; 3] = ["x-amz-algorithm", "x-amz-credential", "x-amz-date"];
