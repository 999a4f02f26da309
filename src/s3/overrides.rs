use super::{ContentDisposition, Request};
use crate::{
    s3_names::{
        RESPONSE_CACHE_CONTROL, RESPONSE_CONTENT_DISPOSITION, RESPONSE_CONTENT_ENCODING,
        RESPONSE_CONTENT_LANGUAGE, RESPONSE_CONTENT_TYPE, RESPONSE_EXPIRES,
    },
    sigv4::Value,
};

/// Overrides of headers in the response to a GET or HEAD. See [GetObject][page].
///
/// Values are ISO-8859-1 without control characters; S3 refuses others. For other methods, an override is an
/// error: set what an upload stores with [`content_type`](Request::content_type) or
/// [`header`](Request::header).
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
impl<'a, Of> Request<'a, Of> {
    /// Makes browsers save the object under this name instead of its key.
    ///
    /// Sets `response-content-disposition` as [`ContentDisposition::attachment`] writes it.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3.get("examplebucket", "8f14e45f").attachment("Rechnung für Zoë.pdf").presign()?;
    /// # assert!(get.url().contains("&response-content-disposition=attachment%3B%20filename%3D%22Rechnung%20f_r%20Zo_.pdf%22"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn attachment(self, filename: &str) -> Self {
        self.response_content_disposition(ContentDisposition::attachment(filename))
    }

    /// Sets `response-content-disposition`, the `content-disposition` of the response.
    ///
    /// See [`ContentDisposition`].
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck")
    ///     .response_content_disposition("inline")
    ///     .presign()?;
    /// # assert!(get.url().contains("&response-content-disposition=inline"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_disposition(self, disposition: impl Into<Value<'a>>) -> Self {
        self.query(RESPONSE_CONTENT_DISPOSITION, disposition)
    }

    /// Sets `response-content-type`, the `content-type` of the response.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck")
    ///     .response_content_type("text/plain; charset=utf-8")
    ///     .presign()?;
    /// # assert!(get.url().contains("&response-content-type="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_type(self, media_type: impl Into<Value<'a>>) -> Self {
        self.query(RESPONSE_CONTENT_TYPE, media_type)
    }

    /// Sets `response-cache-control`, the `cache-control` of the response.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck")
    ///     .response_cache_control("private, max-age=3600")
    ///     .presign()?;
    /// # assert!(get.url().contains("&response-cache-control="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_cache_control(self, directives: impl Into<Value<'a>>) -> Self {
        self.query(RESPONSE_CACHE_CONTROL, directives)
    }

    /// Sets `response-content-language`, the `content-language` of the response.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck")
    ///     .response_content_language("de")
    ///     .presign()?;
    /// # assert!(get.url().contains("&response-content-language="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_language(self, language: impl Into<Value<'a>>) -> Self {
        self.query(RESPONSE_CONTENT_LANGUAGE, language)
    }

    /// Sets `response-content-encoding`, the `content-encoding` of the response.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck")
    ///     .response_content_encoding("gzip")
    ///     .presign()?;
    /// # assert!(get.url().contains("&response-content-encoding="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_content_encoding(self, coding: impl Into<Value<'a>>) -> Self {
        self.query(RESPONSE_CONTENT_ENCODING, coding)
    }

    /// Sets `response-expires`, the `expires` header of the response, as an HTTP date.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck")
    ///     .response_expires("Thu, 01 Jan 2026 12:00:00 GMT")
    ///     .presign()?;
    /// # assert!(get.url().contains("&response-expires="));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn response_expires(self, date: impl Into<Value<'a>>) -> Self {
        self.query(RESPONSE_EXPIRES, date)
    }
}
