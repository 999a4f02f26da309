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

/// Marks a [`Request`] or [`Prepared`] whose URLs differ in the object key.
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

/// A request that is signed for many keys or part numbers.
///
/// The parts that the URLs have in common are written and hashed only once.
///
/// Call `prepare` on the request of [`Presigner::upload_parts`](crate::Presigner::upload_parts) or
/// [`Presigner::objects`](crate::Presigner::objects) to create it. All its URLs have the same date, lifetime,
/// headers and parameters. Threads can share it. Writing a URL allocates nothing if the buffer has enough
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
    /// Returns the method of the URLs.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Returns the headers that the client must send with each URL, as
    /// [`Presigned::headers`](crate::Presigned::headers) does.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the first moment at which the URLs no longer work.
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
    /// [`Error::PartNumber`] outside 1 to 10,000. On an error, the buffer is unchanged.
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
    /// The same as for a single URL with this key. On an error, the buffer is unchanged.
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
    /// Returns the first mistake in the chain or in the credentials.
    pub fn prepare_at(self, date: AmzDate) -> Result<Prepared<PartNumbers>, Error> {
        prepare(self, date, |signing| signing.stages.hole)
    }
}

impl Request<'_, Keys> {
    /// Prepares the URLs as of `date`.
    ///
    /// # Errors
    ///
    /// Returns the first mistake in the chain or in the credentials.
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
    let endpoint = request.endpoint();
    let template = match endpoint.shown_url() {
        None => template,
        Some(shown) => {
            let base_len = endpoint.base.len_in(template.url_before());
            template.with_base(base_len, &shown)
        }
    };
    let (method, headers) = (request.method(), request.headers().to_send());
    Ok(Prepared { template, method, headers, expires_at: expires_at?, of: PhantomData })
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
