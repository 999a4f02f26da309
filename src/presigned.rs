use alloc::{
    borrow::Cow,
    boxed::Box,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use crate::{
    s3_names::is_secret_header,
    sigv4::{AmzDate, Headers, Method, Secret, Stages, names, split_at},
};

/// A presigned request: the method, the URL, and the headers that the client must send unchanged.
///
/// A client needs all three. The type implements neither `Display` nor `Deref`, so that the URL is not used without
/// the headers by accident. The URL is a bearer secret: it works for anyone until [`expires_at`](Self::expires_at).
/// `Debug` hides the signature and the session token. The URL is not wiped from memory, because it is meant to be
/// handed out.
///
/// ```
/// use presign::{Credentials, Endpoint, Method, Presigner};
///
/// let s3 = Presigner::new(
///     Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
///     Endpoint::aws("us-east-1")?,
/// );
/// let put = s3
///     .put("examplebucket", "photos/duck.jpg")
///     .header("Content-Type", "image/jpeg")
///     .presign_at("20130524T000000Z".parse()?)?;
///
/// assert_eq!(put.method(), Method::Put);
/// assert!(put.url().starts_with("https://examplebucket.s3.us-east-1.amazonaws.com/photos/duck.jpg?X-Amz-Algorithm="));
/// assert!(put.headers().eq([("content-type", "image/jpeg")]));
/// assert_eq!(put.expires_at().to_string(), "20130524T001500Z");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone)]
pub struct Presigned {
    method: Method,
    /// The URL, followed by the names and values of the signed headers, in one allocation.
    text: String,
    url_len: usize,
    /// The length of each name and the length of its value.
    headers: Vec<(usize, usize)>,
    expires_at: AmzDate,
    signed_base: SignedBase,
}

impl Presigned {
    pub(crate) fn new(method: Method, url: String, headers: &Headers<'_>, expires_at: AmzDate) -> Self {
        let url_len = url.len();
        let mut text = url;
        let headers = headers.write_all(&mut text);
        Self { method, text, url_len, headers, expires_at, signed_base: None }
    }

    /// Creates a request from signed headers as text.
    pub(crate) fn with_headers(
        method: Method,
        url: String,
        headers: &[(String, String)],
        expires_at: AmzDate,
        signed_base: SignedBase,
    ) -> Self {
        let url_len = url.len();
        let mut text = url;
        let push = |(name, value): &(String, String)| {
            text.push_str(name);
            text.push_str(value);
            (name.len(), value.len())
        };
        let headers = headers.iter().map(push).collect();
        Self { method, text, url_len, headers, expires_at, signed_base }
    }

    /// Replaces the first bytes of the signed URL.
    pub(crate) fn with_base(self, base_len: usize, base: &str) -> Self {
        let Self { method, text, url_len, headers, expires_at, .. } = self;
        // The text may contain a session token.
        let signed = Secret::from(text);
        let (signed_base, rest) = split_at(signed.expose(), base_len);
        let (text, url_len) = ([base, rest].concat(), url_len - base_len + base.len());
        let signed_base = Some(Box::new((signed_base.into(), base.len())));
        Self { method, text, url_len, headers, expires_at, signed_base }
    }

    /// Returns the method, the only one that the URL works with.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Returns the URL.
    ///
    /// Send it unchanged: changing a single byte breaks the signature.
    #[must_use]
    pub fn url(&self) -> &str {
        split_at(&self.text, self.url_len).0
    }

    /// Returns the URL that the server must see for the signature to match.
    ///
    /// It differs from [`url`](Self::url) only if the endpoint is [shown as](crate::Endpoint::shown_as_parts) another
    /// address. It is a secret too.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let store = Endpoint::custom("http://minio:9000", "us-east-1")?
    ///     .shown_as("https://example.com/store")?;
    /// let get = Presigner::new(Credentials::new("AKID", "secret"), store)
    ///     .get("photos", "duck.jpg")
    ///     .presign()?;
    /// assert!(get.url().starts_with("https://example.com/store/photos/duck.jpg?"));
    /// assert!(get.signed_url().starts_with("http://minio:9000/photos/duck.jpg?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn signed_url(&self) -> Cow<'_, str> {
        match &self.signed_base {
            None => self.url().into(),
            Some(signed) => {
                let (base, shown_len) = &**signed;
                [base, split_at(self.url(), *shown_len).1].concat().into()
            }
        }
    }

    /// Returns the URL and drops the headers.
    ///
    /// Use [`into_parts`](Self::into_parts) unless `host` is the only signed header.
    #[must_use]
    pub fn into_url(self) -> String {
        if self.headers.is_empty() { self.text } else { self.url().into() }
    }

    /// Returns the method, the URL, the headers to send and the time of expiry.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let s3 = Presigner::new(
    ///     Credentials::new("AKIDEXAMPLE", "secret"),
    ///     Endpoint::aws("us-east-1")?,
    /// );
    /// let put =
    ///     s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign()?;
    /// let (method, url, headers, expires_at) = put.into_parts();
    /// assert_eq!(headers, [("content-type".into(), "image/jpeg".into())]);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (Method, String, Vec<(String, String)>, AmzDate) {
        let headers = self.headers().map(|(name, value)| (name.into(), value.into())).collect();
        let (method, expires_at) = (self.method, self.expires_at);
        (method, self.into_url(), headers, expires_at)
    }

    /// Returns the headers that the client must send, in the form that was signed.
    ///
    /// Each name occurs once. `host` and `content-length` are not included, since every client sets them itself: see
    /// [`content_length`](Self::content_length).
    ///
    /// A client may also send other headers, such as its own `Content-Type`, but none that start with `x-amz-`: S3
    /// rejects these unless they are signed.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .content_type("image/jpeg")
    ///     .metadata("photographer", "Zoe")
    ///     .presign()?;
    /// assert!(put.headers().eq([
    ///     ("content-type", "image/jpeg"),
    ///     ("x-amz-meta-photographer", "Zoe"),
    /// ]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.signed_headers().filter(|(name, _)| *name != names::CONTENT_LENGTH)
    }

    /// Returns all signed headers except `host`.
    ///
    /// These are [`headers`](Self::headers) and, if it is signed, `content-length`. A server receives all of them.
    /// Pass them to [`PresignedUrl::diagnose`], [`PresignedUrl::explain`] or
    /// [`PresignedUrl::verify`], and [`headers`](Self::headers) to a client.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .content_type("image/jpeg")
    ///     .content_length(5)
    ///     .presign()?;
    /// assert!(
    ///     put.signed_headers()
    ///         .eq([("content-length", "5"), ("content-type", "image/jpeg")])
    /// );
    /// assert!(put.headers().eq([("content-type", "image/jpeg")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [`PresignedUrl::diagnose`]: crate::PresignedUrl::diagnose
    /// [`PresignedUrl::explain`]: crate::PresignedUrl::explain
    /// [`PresignedUrl::verify`]: crate::PresignedUrl::verify
    pub fn signed_headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        let (_, mut rest) = split_at(&self.text, self.url_len);
        self.headers.iter().map(move |&(name_len, value_len)| {
            let (name, others) = split_at(rest, name_len);
            let (value, others) = split_at(others, value_len);
            rest = others;
            (name, value)
        })
    }

    /// Returns the size that the body must have, if [it is signed](crate::Request::content_length).
    ///
    /// Send a body of this size. Do not set the `content-length` header, which the client sets itself.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.txt").content_length(5).presign()?;
    /// let body = b"quack";
    /// assert!(put.content_length().is_none_or(|len| len == body.len() as u64));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        content_length(self.signed_headers())
    }

    /// Returns the first moment at which the URL no longer works.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }

    /// Returns a `curl` command line for a POSIX shell that sends this request.
    ///
    /// The body of a `PUT`, `POST` or `PATCH` is read from standard input: append `< file`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .header("Content-Type", "image/jpeg")
    ///     .presign()?;
    /// assert!(put.to_curl().starts_with(
    ///     "curl --request PUT --data-binary @- --header 'content-type: image/jpeg' \
    ///      'https://examplebucket.s3.us-east-1.amazonaws.com/duck.jpg?X-Amz-Algorithm="
    /// ));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn to_curl(&self) -> String {
        let mut command = String::from(match self.method {
            Method::Get => "curl",
            Method::Head => "curl --head",
            Method::Delete => "curl --request DELETE",
            Method::Options => "curl --request OPTIONS",
            Method::Patch => "curl --request PATCH --data-binary @-",
            Method::Post => "curl --request POST --data-binary @-",
            Method::Put => "curl --request PUT --data-binary @-",
        });
        let has_body = matches!(self.method, Method::Patch | Method::Post | Method::Put);
        if has_body && !self.headers().any(|(name, _)| name == "content-type") {
            // Otherwise curl would send the content type of a form.
            command.push_str(" --header 'content-type:'");
        }
        for (name, value) in self.headers() {
            // Curl drops a header that ends in a colon. It sends one that ends in a semicolon with an empty
            // value.
            let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
            command.push_str(" --header ");
            push_quoted(&header, &mut command);
        }
        command.push(' ');
        push_quoted(self.url(), &mut command);
        command
    }
}

impl fmt::Debug for Presigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers().map(|(name, _)| name).collect();
        f.debug_struct("Presigned")
            .field("method", &self.method)
            .field("url", &Redacted(self.url()))
            .field("headers", &names)
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// The start of the signed URL, and the length of what replaces it in the URL that is handed out. Boxed, since most
/// URLs have none, and moving its unused bytes would copy leftovers of the stack.
pub(crate) type SignedBase = Option<Box<(String, usize)>>;

/// The canonical request and the string to sign.
///
/// Compare them with those in S3's `SignatureDoesNotMatch` response.
///
/// `Display` prints both under headings, with `..` in place of a customer's encryption key. It shows the session
/// token, as S3's response does. Neither text contains the secret access key or the signature. `Debug` hides both
/// texts, and with the feature `zeroize` both are wiped on drop.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let s3 = Presigner::new(
///     Credentials::new("AKIDEXAMPLE", "secret"),
///     Endpoint::aws("us-east-1")?,
/// );
/// let explanation = s3
///     .get("examplebucket", "test.txt")
///     .explain_at("20130524T000000Z".parse()?)?;
/// assert!(
///     explanation
///         .canonical_request()
///         .starts_with("GET\n/test.txt\nX-Amz-Algorithm=AWS4-HMAC-SHA256&")
/// );
/// assert!(
///     explanation.string_to_sign().starts_with(
///         "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/"
///     )
/// );
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Explanation {
    canonical_request: Secret,
    string_to_sign: Secret,
}

impl Explanation {
    pub(crate) fn new(stages: &Stages<'_>) -> Self {
        let (canonical_request, string_to_sign) = (&stages.canonical_request, &stages.string_to_sign);
        Self {
            canonical_request: canonical_request.to_string().into(),
            string_to_sign: string_to_sign.to_string().into(),
        }
    }

    /// Returns the canonical request, whose SHA-256 is the last line of the string to sign.
    ///
    /// It is complete: it includes the session token and the values of
    /// `x-amz-server-side-encryption-customer-key` and
    /// `x-amz-copy-source-server-side-encryption-customer-key`.
    #[must_use]
    pub fn canonical_request(&self) -> &str {
        self.canonical_request.expose()
    }

    /// Returns the canonical request with `..` in place of a customer's encryption key.
    pub(crate) fn shown_request(&self) -> impl fmt::Display {
        WithoutKeys(self.canonical_request())
    }

    /// Returns the text that is signed.
    #[must_use]
    pub fn string_to_sign(&self) -> &str {
        self.string_to_sign.expose()
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "canonical request:\n{}\n\nstring to sign:\n{}",
            self.shown_request(),
            self.string_to_sign()
        )
    }
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation").finish_non_exhaustive()
    }
}

/// Shows a URL without its secrets.
struct Redacted<'a>(&'a str);

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, parameter) in self.0.split('&').enumerate() {
            let separator = if n == 0 { "" } else { "&" };
            match parameter.split_once('=') {
                Some((name, _)) if names::is_secret(name) => write!(f, "{separator}{name}=..")?,
                _ => write!(f, "{separator}{parameter}")?,
            }
        }
        Ok(())
    }
}

/// Shows a canonical request without the values of secret headers.
struct WithoutKeys<'a>(&'a str);

impl fmt::Display for WithoutKeys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.split_inclusive('\n').try_for_each(|line| match line.split_once(':') {
            Some((name, _)) if is_secret_header(name) => writeln!(f, "{name}:{ELIDED}"),
            _ => f.write_str(line),
        })
    }
}

/// Returns the size of the body, if it is among the signed headers.
pub(crate) fn content_length<'h>(mut headers: impl Iterator<Item = (&'h str, &'h str)>) -> Option<u64> {
    let (_, bytes) = headers.find(|(name, _)| *name == names::CONTENT_LENGTH)?;
    bytes.parse().ok()
}

pub(crate) fn push_quoted(text: &str, command: &mut String) {
    command.push('\'');
    command.push_str(&text.replace('\'', r"'\''"));
    command.push('\'');
}

/// Replaces a secret in output.
pub(crate) const ELIDED: &str = "..";
