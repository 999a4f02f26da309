use alloc::{string::String, vec::Vec};
use core::{fmt, marker::PhantomData};

use super::{
    Request,
    request::Signing,
    values::{ObjectKey, PartNumber},
};
use crate::{
    Error,
    sigv4::{AmzDate, Method, Secret, Template, Value},
};

/// What the URLs of a bulk differ in: their object key.
///
/// ```
/// use presign::{Error, Keys, Prepared};
///
/// fn links(gallery: &Prepared<Keys>, keys: &[&str]) -> Result<Vec<String>, Error> {
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

/// What the URLs of a bulk differ in: their part number.
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

/// A request that is signed as often as there are keys or part numbers: all that they have in common is written and
/// hashed once.
///
/// Made by [`Presigner::upload_parts`](crate::Presigner::upload_parts) or
/// [`Presigner::objects`](crate::Presigner::objects), whose request ends in `prepare`. All its URLs have the same date,
/// lifetime, headers and parameters. It can be shared by threads, and writing a URL allocates nothing while the buffer has
/// room.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
/// let parts = s3.upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").prepare()?;
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
    headers: Vec<(String, String)>,
    expires_at: AmzDate,
    of: PhantomData<Of>,
}

impl<Of> Prepared<Of> {
    /// The method that the URLs are good for.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The headers that the client must send with each URL, as [`Presigned::headers`](crate::Presigned::headers) has it.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first moment at which the URLs are refused.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }
}

impl Prepared<PartNumbers> {
    /// Appends the URL of a part.
    ///
    /// # Errors
    ///
    /// [`Error::PartNumber`] outside 1 to 10,000; the buffer stays as it was.
    pub fn write_url(&self, part_number: u32, url: &mut String) -> Result<(), Error> {
        let number = Value::from(PartNumber::try_from(part_number)?);
        self.template.write_url(url, |url| number.write_to(url));
        Ok(())
    }
}

impl Prepared<Keys> {
    /// Appends the URL of an object.
    ///
    /// # Errors
    ///
    /// Those of a single URL for the key; the buffer stays as it was.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Method, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
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
}

impl Request<'_, PartNumbers> {
    /// Prepares the URLs as of `date`.
    ///
    /// # Errors
    ///
    /// The first mistake of the chain, or of the credentials.
    pub fn prepare_at(self, date: AmzDate) -> Result<Prepared<PartNumbers>, Error> {
        prepare(self, date, |signing| signing.stages.hole)
    }
}

impl Request<'_, Keys> {
    /// Prepares the URLs as of `date`.
    ///
    /// # Errors
    ///
    /// The first mistake of the chain, or of the credentials.
    pub fn prepare_at(self, date: AmzDate) -> Result<Prepared<Keys>, Error> {
        prepare(self, date, |signing| Some(signing.key_end))
    }
}

#[expect(clippy::expect_used, reason = "the operations that make such a request leave a value open")]
fn prepare<Of>(
    mut request: Request<'_, Of>,
    date: AmzDate,
    hole: impl FnOnce(&Signing<'_>) -> Option<usize>,
) -> Result<Prepared<Of>, Error> {
    let (template, expires_at) = request.sign(date, Secret::default().expose_mut(), |signing| {
        let hole = hole(signing).expect("a value that is left open");
        (Template::new(&signing.stages, hole, &signing.day_key.key), signing.validity.expires_at())
    })?;
    let (method, headers) = (request.method(), request.headers().to_send());
    Ok(Prepared { template, method, headers, expires_at: expires_at?, of: PhantomData })
}

/// Elides the URL, which may hold a session token.
impl<Of> fmt::Debug for Prepared<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("method", &self.method)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
