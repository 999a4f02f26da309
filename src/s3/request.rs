use alloc::{
    borrow::Cow,
    string::{String, ToString},
};
use core::{marker::PhantomData, mem, ops::Range, time::Duration};

use super::{
    Presigner, address::Address, bucket::Bucket, object_key, setters::PAYLOAD_HEADER, validity::Validity,
};
use crate::{
    Error, Explanation, Presigned,
    sigv4::{
        AmzDate, CanonicalHeaders, CanonicalQuery, CanonicalRequest, CanonicalUri, Headers, Lifetime, Method,
        Parameters, PathRules, PayloadHash, QueryAuth, Signature, SignedHeaders, SigningKey, StringToSign,
        Value, uri_encode_path,
    },
};

/// A request on its way to being signed.
///
/// Setters chain and never fail: the first mistake is kept and comes out of the one `?` at the end, of
/// [`presign`](Self::presign), [`presign_at`](Self::presign_at) or [`explain_at`](Self::explain_at).
///
/// Nothing is added that was not asked for: the URL carries these parameters and those of the signature, which covers
/// these headers and `host`.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
/// use std::time::Duration;
///
/// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
/// let get = s3
///     .get("examplebucket", "report.pdf")
///     .query("response-content-disposition", "attachment; filename=\"report.pdf\"")
///     .expires_in(Duration::from_secs(3600))
///     .presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is presigned"]
pub struct Request<'a, Of = OneUrl> {
    presigner: &'a Presigner,
    method: Method,
    /// What the request is about, or the first mistake.
    target: Result<Target<'a>, Error>,
    parameters: Parameters<'a>,
    headers: Headers<'a>,
    pub(super) payload: PayloadHash,
    validity: Validity,
    of: PhantomData<Of>,
}

/// What most requests are made for: the `Of` of a [`Request`] that ends in [`presign`](Request::presign).
///
/// ```
/// use presign::{OneUrl, Presigner, Request};
///
/// fn duck(s3: &Presigner) -> Request<'_, OneUrl> {
///     s3.get("examplebucket", "photos/duck.jpg")
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OneUrl;

#[derive(Clone, Debug)]
struct Target<'a> {
    address: Address<'a>,
    key: Option<&'a str>,
}

impl<'a, Of> Request<'a, Of> {
    pub(super) fn new(
        presigner: &'a Presigner,
        method: Method,
        bucket: &'a str,
        key: Option<&'a str>,
    ) -> Self {
        let target = presigner.checked().and_then(|()| {
            let address = Address::new(presigner.endpoint(), Bucket::new(bucket)?)?;
            key.map_or(Ok(()), object_key::check)?;
            Ok(Target { address, key })
        });
        Self {
            presigner,
            method,
            target,
            parameters: Parameters::default(),
            headers: Headers::default(),
            payload: PayloadHash::Unsigned,
            validity: Validity::default(),
            of: PhantomData,
        }
    }

    /// Adds a query parameter, as text that is not yet encoded. A subresource such as `?acl` has the empty value.
    ///
    /// A name may be given once, and not one of the signature's (`X-Amz-Expires` and so on). `X-Amz-Content-Sha256`, which a
    /// server takes for the payload line, is [a header](Self::payload_sha256).
    #[inline]
    pub fn query(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| {
            let name = name.into();
            if name.eq_ignore_ascii_case(PAYLOAD_HEADER) {
                return Err(Error::PayloadHeader);
            }
            request.parameters.insert(name, value)
        })
    }

    /// Adds a header that the client must send, exactly so.
    ///
    /// Signed as [`Presigned::headers`] gives it back: the name in lower case, the value without surrounding white
    /// space and with single spaces inside. Values of a name given twice are joined by a comma.
    ///
    /// `x-amz-content-sha256` has [a setter of its own](Self::payload_sha256).
    #[inline]
    pub fn header(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| {
            let name = name.into();
            if name.eq_ignore_ascii_case(PAYLOAD_HEADER) {
                return Err(Error::PayloadHeader);
            }
            request.headers.insert(name, value)
        })
    }

    /// A header that has one value.
    pub(super) fn header_once(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| request.headers.insert_once(name, value))
    }

    /// How long the URL is good for: whole seconds, from 1 to 604,800 (seven days). 900 s unless set.
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.and(|request| {
            request.validity.lifetime = lifetime.try_into()?;
            Ok(())
        })
    }

    /// Ends the URL with the temporary credentials that sign it where they expire before its time, in place of an error.
    /// [`Presigned::expires_at`] tells when that is. See [`Credentials::with_expiry`](crate::Credentials::with_expiry).
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("ASIAIOSFODNN7EXAMPLE", "secret")
    ///     .with_session_token("AQoDYXdzEPT//////////wEXAMPLE==")
    ///     .with_expiry("20260101T120000Z".parse()?);
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .expires_in(Duration::from_secs(3600))
    ///     .shorten_to_credentials()
    ///     .presign_at("20260101T113000Z".parse()?)?;
    /// assert_eq!(get.expires_at().to_string(), "20260101T120000Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn shorten_to_credentials(mut self) -> Self {
        self.validity.is_shortened = true;
        self
    }

    /// Starts the URL this much in the past, for receivers whose clock is slow: to them a URL dated now is not valid yet.
    /// It lasts so much longer that it is good for its lifetime from now on.
    ///
    /// Whole seconds; together with lifetime and [window](Self::stable_for) at most seven days.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let get = s3
    ///     .get("examplebucket", "duck.jpg")
    ///     .back_date(Duration::from_secs(60))
    ///     .presign_at("20260101T120000Z".parse()?)?;
    /// assert!(get.url().contains("&X-Amz-Date=20260101T115900Z&X-Amz-Expires=960&"));
    /// assert_eq!(get.expires_at().to_string(), "20260101T121500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn back_date(self, allowance: Duration) -> Self {
        self.and(|request| request.validity.back_date(allowance))
    }

    /// Gives the same URL for the same request at every moment of a window of time, so that browsers and CDNs can cache what
    /// is behind it. Each is good for its lifetime or longer: up to a window more.
    ///
    /// Windows are whole seconds and start at multiples of their length since 1970; together with the lifetime at most
    /// seven days.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    /// use std::time::Duration;
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let hour = Duration::from_secs(3600);
    /// let avatar = s3.get("examplebucket", "avatars/7.png").stable_for(hour);
    /// let early = avatar.clone().presign_at("20260101T120000Z".parse()?)?;
    /// let late = avatar.presign_at("20260101T125959Z".parse()?)?;
    /// assert_eq!(early.url(), late.url());
    /// assert_eq!(late.expires_at().to_string(), "20260101T131500Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn stable_for(self, window: Duration) -> Self {
        self.and(|request| request.validity.set_window(window))
    }

    /// The steps of Signature Version 4 in their order. Path and query are written once, into the URL, and what is
    /// hashed are slices of it.
    pub(super) fn sign<T>(
        &mut self,
        now: AmzDate,
        url: &mut String,
        look: impl FnOnce(&Stages<'_>, &SigningKey) -> T,
    ) -> Result<T, Error> {
        let Target { address, key } = match &mut self.target {
            Ok(target) => target,
            // The request is spent, and no code is needed to clone an error.
            Err(mistake) => return Err(mem::replace(mistake, Error::EmptyKey)),
        };
        let credentials = self.presigner.credentials();
        let (date, lifetime) = self.validity.at(now, credentials)?;
        let signer = self.presigner.signer(address);
        let auth = signer.auth(credentials, &date, lifetime);
        let signed_headers = SignedHeaders::new(&mut self.headers);
        let query = CanonicalQuery::new(auth, signed_headers, &mut self.parameters)?;
        let url_start = url.len();

        if url.capacity() == 0 {
            // A URL of its own: one allocation, of its size.
            let path_len = key.map_or(0, |key| uri_encode_path(key).len());
            let url_len = address.max_len() + path_len + query.max_len();
            url.reserve(url_len + Signature::PARAMETER_LEN);
        }
        let authority = address.write_to(url);
        let path_start = authority.end;
        match key {
            Some(key) => {
                url.push('/');
                uri_encode_path(key).write_to(url);
            }
            None if url.len() == path_start => url.push('/'),
            None => {}
        }
        let path_end = url.len();

        url.push('?');
        query.write_to(url);

        let request = CanonicalRequest {
            method: self.method,
            uri: CanonicalUri::new(slice(url, path_start..path_end), PathRules::S3),
            query: slice(url, path_end + 1..url.len()),
            headers: CanonicalHeaders::new(slice(url, authority), signed_headers),
            payload: self.payload,
        };
        let stages = Stages { request: &request, auth: &auth, lifetime, url, path: path_start..path_end };
        let signed = signer
            .with_key(credentials, &auth, |key| (look(&stages, key), key.sign_request(&auth, &request)));
        match signed {
            Ok((seen, signature)) => {
                auth.write_signature(&signature, url);
                Ok(seen)
            }
            Err(error) => {
                url.truncate(url_start);
                Err(error)
            }
        }
    }

    /// A check of its own among the setters.
    pub(super) fn check(self, check: impl FnOnce() -> Result<(), Error>) -> Self {
        self.and(|_| check())
    }

    pub(super) const fn method(&self) -> Method {
        self.method
    }

    #[inline]
    fn and(mut self, set: impl FnOnce(&mut Self) -> Result<(), Error>) -> Self {
        if self.target.is_ok() {
            if let Err(mistake) = set(&mut self) {
                self.target = Err(mistake);
            }
        }
        self
    }
}

impl Request<'_> {
    /// Signs as of `date`: the URL is good from then on, for its lifetime.
    ///
    /// # Errors
    ///
    /// The first mistake of the chain, or of the credentials.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let get = s3.get("examplebucket", "test.txt").presign_at(date)?;
    /// assert!(get.url().contains("X-Amz-Date=20130524T000000Z"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn presign_at(mut self, date: AmzDate) -> Result<Presigned, Error> {
        let mut url = String::new();
        let (header_lines, expires_at) =
            self.sign(date, &mut url, |stages, _| (stages.request.headers.to_send(), stages.expires_at()))?;
        Ok(Presigned::new(self.method, url, header_lines, expires_at?))
    }

    /// As [`presign_at`](Self::presign_at), for a caller who has the headers at hand and wants the URL alone, at the end
    /// of a buffer: nothing is allocated while the buffer has room. On an error it stays as it was.
    ///
    /// # Errors
    ///
    /// Those of `presign_at`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let mut page = String::from("<img src='");
    /// s3.get("examplebucket", "duck.jpg").write_url_at(date, &mut page)?;
    /// page.push_str("'>");
    /// # assert!(page.starts_with("<img src='https://examplebucket.s3.us-east-1.amazonaws.com/duck.jpg?X-Amz-"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn write_url_at(mut self, date: AmzDate, url: &mut String) -> Result<(), Error> {
        self.sign(date, url, |_, _| ())
    }

    /// What [`presign_at`](Self::presign_at) signs: the canonical request and the string to sign.
    ///
    /// # Errors
    ///
    /// Those of `presign_at`.
    pub fn explain_at(mut self, date: AmzDate) -> Result<Explanation, Error> {
        self.sign(date, &mut String::new(), |stages, _| {
            let string_to_sign = StringToSign::new(stages.auth, stages.request);
            Explanation::new(stages.request.to_string(), string_to_sign.to_string())
        })
    }
}

/// A request as it is signed.
pub(super) struct Stages<'a> {
    pub(super) request: &'a CanonicalRequest<'a>,
    pub(super) auth: &'a QueryAuth<'a>,
    lifetime: Lifetime,
    /// Still without a signature.
    pub(super) url: &'a str,
    /// Where in the URL the path is.
    pub(super) path: Range<usize>,
}

impl Stages<'_> {
    pub(super) fn expires_at(&self) -> Result<AmzDate, Error> {
        self.auth.date().checked_add(self.lifetime.into())
    }
}

/// A range that was taken while this very text was written.
fn slice(url: &str, range: Range<usize>) -> &str {
    url.get(range).unwrap_or_default()
}
