use alloc::{boxed::Box, string::String, vec::Vec};
use core::{fmt, marker::PhantomData};

use super::{ObjectKey, PartNumber, Request, signing::Signing};
use crate::{
    Error, Presigned,
    presigned::{SignedBase, content_length},
    sigv4::{AmzDate, Method, Secret, Template, Value, names::CONTENT_LENGTH, split_at},
};

/// Marks a [`Request`] or [`Prepared`] whose URLs differ in the object key.
///
/// ```
/// use presign::{Error, Keys, Prepared};
///
/// fn links(
///     gallery: &Prepared<Keys>,
///     keys: &[&str],
/// ) -> Result<Vec<String>, Error> {
///     let link = |key: &&str| {
///         let mut url = String::new();
///         gallery.write_url(key, &mut url).map(|()| url)
///     };
///     keys.iter().map(link).collect()
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Keys;

/// Marks a [`Request`] or [`Prepared`] whose URLs differ in the part number.
///
/// ```
/// use presign::{Error, PartNumbers, Prepared};
///
/// fn part(parts: &Prepared<PartNumbers>, number: u32) -> Result<String, Error> {
///     let mut url = String::new();
///     parts.write_url(number, &mut url).map(|()| url)
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PartNumbers;

/// A request that signs URLs for many keys or part numbers.
///
/// What the URLs have in common is written and hashed only once.
///
/// Call `prepare` on a request from [`Presigner::upload_parts`](crate::Presigner::upload_parts) or
/// [`Presigner::objects`](crate::Presigner::objects) to create it. All its URLs have the same date, lifetime,
/// headers and parameters. Threads can share it. Writing a URL allocates nothing if the buffer has enough
/// capacity.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let parts =
///     s3.upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").prepare()?;
/// let mut url = String::new();
/// for number in 1..=10_000 {
///     url.clear();
///     parts.write_url(number, &mut url)?;
///     // …
/// }
/// # assert!(url.contains("&partNumber=10000&"));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone)]
pub struct Prepared<Of> {
    template: Template,
    method: Method,
    /// The signed headers except `host`.
    headers: Vec<(String, String)>,
    expires_at: AmzDate,
    signed_base: SignedBase,
    of: PhantomData<Of>,
}

impl<Of> Prepared<Of> {
    /// Returns the method of the URLs.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Returns the headers that the client must send with each URL, as
    /// [`Presigned::headers`](crate::Presigned::headers) does.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.signed_headers().filter(|(name, _)| *name != CONTENT_LENGTH)
    }

    fn signed_headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the size that each body must have, if [it is signed](crate::Request::content_length), as
    /// [`Presigned::content_length`] does.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        content_length(self.signed_headers())
    }

    /// Returns the first moment at which the URLs no longer work.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }

    /// Returns a request with the URL that `write_url` appends. Its open value has at most `max_len` bytes.
    fn presigned(
        &self,
        max_len: usize,
        write_url: impl FnOnce(&mut String) -> Result<(), Error>,
    ) -> Result<Presigned, Error> {
        let headers_len: usize = self.headers.iter().map(|(name, value)| name.len() + value.len()).sum();
        let mut url = String::with_capacity(self.template.max_len(max_len) + headers_len);
        write_url(&mut url)?;
        let signed_base = self.signed_base.clone();
        Ok(Presigned::with_headers(self.method, url, &self.headers, self.expires_at, signed_base))
    }
}

impl Prepared<PartNumbers> {
    /// Appends the URL of a part to a buffer.
    ///
    /// # Errors
    ///
    /// Returns [`Error::PartNumber`] for a number outside 1 to 10,000. The buffer is then unchanged.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let parts =
    ///     s3.upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").prepare()?;
    /// let mut url = String::new();
    /// parts.write_url(7, &mut url)?;
    /// assert!(url.contains("&partNumber=7&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn write_url(&self, part_number: u32, url: &mut String) -> Result<(), Error> {
        let number = Value::from(PartNumber::try_from(part_number)?);
        self.template.write_url(url, |url| number.write_to(url));
        Ok(())
    }

    /// Returns the request for a part: its URL together with the method and the headers.
    ///
    /// [`write_url`](Self::write_url) is faster, since it does not copy the headers.
    ///
    /// # Errors
    ///
    /// Returns [`Error::PartNumber`] for a number outside 1 to 10,000.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let parts =
    ///     s3.upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").prepare()?;
    /// let part = parts.presign(7)?;
    /// println!("{} {}", part.method(), part.url());
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn presign(&self, part_number: u32) -> Result<Presigned, Error> {
        self.presigned(MAX_NUMBER_LEN, |url| self.write_url(part_number, url))
    }
}

impl Prepared<Keys> {
    /// Appends the URL of an object to a buffer.
    ///
    /// # Errors
    ///
    /// The same as for a single URL with this key. The buffer is then unchanged.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let gallery = s3.objects(Method::Get, "examplebucket").prepare()?;
    /// let mut page = String::new();
    /// for key in ["photos/duck.jpg", "photos/goose.jpg"] {
    ///     page.push_str("<img src='");
    ///     gallery.write_url(key, &mut page)?;
    ///     page.push_str("'>");
    /// }
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn write_url(&self, key: &str, url: &mut String) -> Result<(), Error> {
        let key = ObjectKey::try_from(key)?;
        self.template.write_url(url, |url| key.write_to(url));
        Ok(())
    }

    /// Returns the request for an object: its URL together with the method and the headers.
    ///
    /// [`write_url`](Self::write_url) is faster, since it does not copy the headers.
    ///
    /// # Errors
    ///
    /// The same as for a single URL with this key.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let uploads = s3
    ///     .objects(Method::Put, "examplebucket")
    ///     .content_type("image/jpeg")
    ///     .prepare()?;
    /// let put = uploads.presign("photos/duck.jpg")?;
    /// assert!(put.headers().eq([("content-type", "image/jpeg")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn presign(&self, key: &str) -> Result<Presigned, Error> {
        let max_len = ObjectKey::try_from(key)?.encoded_len();
        self.presigned(max_len, |url| self.write_url(key, url))
    }
}

impl Request<'_, PartNumbers> {
    /// Prepares the URLs of many parts as of `date`.
    ///
    /// # Errors
    ///
    /// Returns the first mistake in the chain or in the credentials.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let parts = s3
    ///     .upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ")
    ///     .prepare_at(date)?;
    /// assert_eq!(parts.expires_at().to_string(), "20130524T001500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn prepare_at(self, date: AmzDate) -> Result<Prepared<PartNumbers>, Error> {
        prepare(self, date, |signing| signing.stages.hole)
    }
}

impl Request<'_, Keys> {
    /// Prepares the URLs of many objects as of `date`.
    ///
    /// # Errors
    ///
    /// Returns the first mistake in the chain or in the credentials.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let gallery = s3.objects(Method::Get, "examplebucket").prepare_at(date)?;
    /// assert_eq!(gallery.expires_at().to_string(), "20130524T001500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn prepare_at(self, date: AmzDate) -> Result<Prepared<Keys>, Error> {
        prepare(self, date, |signing| Some(signing.key_end))
    }
}

#[expect(clippy::expect_used, reason = "every such request has an open value")]
fn prepare<Of>(
    mut request: Request<'_, Of>,
    date: AmzDate,
    hole: impl FnOnce(&Signing<'_>) -> Option<usize>,
) -> Result<Prepared<Of>, Error> {
    let (template, expires_at) = request.sign(date, Secret::default().expose_mut(), |signing| {
        let hole = hole(signing).expect("an open value");
        (Template::new(&signing.stages, hole, &signing.day_key.key), signing.validity.expires_at())
    })?;
    let endpoint = request.endpoint();
    let (template, signed_base) = match endpoint.shown_url() {
        None => (template, None),
        Some(shown) => {
            let base_len = endpoint.base.len_in(template.url_before());
            let (signed_base, _) = split_at(template.url_before(), base_len);
            let signed_base = Box::new((String::from(signed_base), shown.len()));
            (template.with_base(base_len, &shown), Some(signed_base))
        }
    };
    Ok(Prepared {
        template,
        method: request.method,
        headers: request.headers.all(),
        expires_at: expires_at?,
        signed_base,
        of: PhantomData,
    })
}

/// Hides the URL, which may contain a session token.
impl<Of> fmt::Debug for Prepared<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("method", &self.method)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// The length of `10000`.
const MAX_NUMBER_LEN: usize = 5;
