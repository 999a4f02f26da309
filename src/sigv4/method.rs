use core::fmt;

/// The HTTP method of a request, the first line of its canonical request.
///
/// A presigned URL is good for the one method it was signed for: a URL for `GET` answers a `HEAD` with
/// `SignatureDoesNotMatch`.
///
/// ```
/// use presign::Method;
///
/// assert_eq!(Method::Put.as_str(), "PUT");
/// assert_eq!("DELETE".parse::<Method>()?, Method::Delete);
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `DELETE`
    Delete,
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `PATCH`
    Patch,
    /// `POST`
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// The method as it stands in a request line and in a canonical request: upper-case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl core::str::FromStr for Method {
    type Err = crate::Error;

    /// Methods are case-sensitive ([RFC 9110, section 9.1](https://www.rfc-editor.org/rfc/rfc9110#section-9.1)).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        ALL.into_iter().find(|method| method.as_str() == text).ok_or(crate::Error::UnknownMethod)
    }
}

const ALL: [Method; 7] =
    [Method::Delete, Method::Get, Method::Head, Method::Options, Method::Patch, Method::Post, Method::Put];
