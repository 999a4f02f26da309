use alloc::{format, string::String};
use core::fmt;

use crate::sigv4::{AmzDate, Method};

/// A presigned request: the method, the URL and the headers that the client must send, exactly so.
///
/// The three belong together, and there is no way to take the URL by accident and leave the headers: no `Display`, no
/// `Deref`. The URL is a bearer secret (whoever has it can use it until [`expires_at`](Self::expires_at)), so `Debug`
/// elides the signature and the session token.
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
    url: String,
    /// The very lines that were signed, the host's included; empty where there is nothing besides it.
    header_lines: String,
    expires_at: AmzDate,
}

impl Presigned {
    pub(crate) const fn new(method: Method, url: String, header_lines: String, expires_at: AmzDate) -> Self {
        Self { method, url, header_lines, expires_at }
    }

    /// The method that the URL is good for, and no other.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The URL. Send it as it is: a byte changed is a signature broken.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL, for whoever has made sure of the [`headers`](Self::headers).
    #[must_use]
    pub fn into_url(self) -> String {
        self.url
    }

    /// The headers that the client must send, each once, in the form that was signed. `host` is not among them: every
    /// client sends it by itself.
    ///
    /// A client may send others besides, such as a `Content-Type` of its own, except those that start with `x-amz-`:
    /// S3 refuses them unsigned.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        signed_headers(&self.header_lines)
    }

    /// The first moment at which the URL is refused.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }

    /// A command line for a POSIX shell that sends this request with `curl`.
    ///
    /// A body (of a `PUT`, `POST` or `PATCH`) is read from the standard input: append `< file`.
    ///
    /// ```
    /// # use presign::{Credentials, Endpoint, Presigner};
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").header("Content-Type", "image/jpeg").presign()?;
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
            // Curl would claim the body to be a form.
            command.push_str(" --header 'content-type:'");
        }
        for (name, value) in self.headers() {
            // Curl drops a header that ends in a colon, and sends one that ends in a semicolon without a value.
            let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
            command.push_str(" --header ");
            push_quoted(&header, &mut command);
        }
        command.push(' ');
        push_quoted(&self.url, &mut command);
        command
    }
}

impl fmt::Debug for Presigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: alloc::vec::Vec<_> = self.headers().map(|(name, _)| name).collect();
        f.debug_struct("Presigned")
            .field("method", &self.method)
            .field("url", &Redacted(&self.url))
            .field("headers", &names)
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// The headers of signed lines, without `host`.
pub(crate) fn signed_headers(lines: &str) -> impl Iterator<Item = (&str, &str)> + Clone {
    lines.lines().filter_map(|line| line.split_once(':')).filter(|(name, _)| *name != "host")
}

/// A URL without what makes it a secret.
struct Redacted<'a>(&'a str);

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, parameter) in self.0.split('&').enumerate() {
            let separator = if n == 0 { "" } else { "&" };
            match SECRET_PARAMETERS.into_iter().find(|name| parameter.starts_with(name)) {
                Some(name) => write!(f, "{separator}{name}..")?,
                None => write!(f, "{separator}{parameter}")?,
            }
        }
        Ok(())
    }
}

fn push_quoted(text: &str, command: &mut String) {
    command.push('\'');
    command.push_str(&text.replace('\'', r"'\''"));
    command.push('\'');
}

const SECRET_PARAMETERS: [&str; 3] = ["X-Amz-S3session-Token=", "X-Amz-Security-Token=", "X-Amz-Signature="];
