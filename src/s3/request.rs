use alloc::{borrow::Cow, string::String};
use core::{marker::PhantomData, time::Duration};

use super::{
    Presigner,
    address::Address,
    key_cache::DayKey,
    validity::{Timing, Validity},
    values::ObjectKey,
};
use crate::{
    Error, Explanation, Presigned,
    sigv4::{
        AmzDate, CredentialScope, Headers, Method, Parameters, PathRules, PayloadHash, QueryAuth, Secret,
        SignableRequest, Stages, TokenPlacement, Value, names::X_AMZ_CONTENT_SHA256,
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
    target: Target<'a>,
    parameters: Parameters<'a>,
    headers: Headers<'a>,
    pub(super) payload: PayloadHash,
    timing: Timing,
    /// The first mistake of a setter.
    mistake: Option<Error>,
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

/// What a request is about.
#[derive(Clone, Debug)]
pub(super) enum Target<'a> {
    Service,
    Bucket {
        bucket: Cow<'a, str>,
    },
    Object {
        bucket: Cow<'a, str>,
        key: Cow<'a, str>,
    },
    /// Every object of a bucket: the key is left open.
    AnyObject {
        bucket: Cow<'a, str>,
    },
}

impl<'a, Of> Request<'a, Of> {
    pub(super) fn new(presigner: &'a Presigner, method: Method, target: Target<'a>) -> Self {
        Self {
            presigner,
            method,
            target,
            parameters: Parameters::default(),
            headers: Headers::default(),
            payload: PayloadHash::Unsigned,
            timing: Timing::default(),
            mistake: None,
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
            if name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) {
                return Err(Error::PayloadHeader);
            }
            Ok(request.parameters.insert(name, value)?)
        })
    }

    /// Adds a header that the client must send, exactly so.
    ///
    /// Signed as [`Presigned::headers`] gives it back: the name in lower case, the value without surrounding white
    /// space and with single spaces inside.
    ///
    /// A name may be given once, here or to its setter. Those whose value is a list may be given again, and the values are
    /// joined by a comma: `accept`, `accept-language`, `cache-control`, `content-encoding`, `content-language`,
    /// `x-amz-grant-*`, `x-amz-meta-*`, `x-amz-object-attributes` and `x-amz-optional-object-attributes`.
    ///
    /// `x-amz-content-sha256` has [a setter of its own](Self::payload_sha256).
    #[inline]
    pub fn header(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| {
            let name = name.into();
            if name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) {
                return Err(Error::PayloadHeader);
            }
            let headers = &mut request.headers;
            let is_repeated = headers.contains(&name) && !takes_list(&name);
            Ok(if is_repeated { headers.insert_once(name, value) } else { headers.insert(name, value) }?)
        })
    }

    /// A header that has one value.
    pub(super) fn header_once(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| Ok(request.headers.insert_once(name, value)?))
    }

    /// How long the URL is good for: whole seconds, from 1 to 604,800 (seven days). 900 s unless set.
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.and(|request| request.timing.expire_in(lifetime))
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
        self.timing.shorten_to_credentials();
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
        self.and(|request| request.timing.back_date(allowance))
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
        self.and(|request| request.timing.set_window(window))
    }

    /// Appends the URL, and shows what is signed before the signature is appended. On an error the URL stays as it was.
    pub(super) fn sign<T>(
        &mut self,
        now: AmzDate,
        url: &mut String,
        look: impl FnOnce(&Signing<'_>) -> T,
    ) -> Result<T, Error> {
        self.presigner.check()?;
        let (address, key) = self.target.locate(self.presigner)?;
        if let Some(mistake) = self.mistake.take() {
            return Err(mistake);
        }
        if let Some(name) = self.parameters.amz_names().find(|name| self.headers.contains(name)) {
            return Err(Error::HeaderAndParameter { name: name.to_ascii_lowercase() });
        }
        let credentials = self.presigner.credentials();
        let validity = self.timing.at(now, credentials)?;
        let scope = CredentialScope::new(&validity.date, address.region, address.service);
        self.presigner.keys().with_key(credentials, &scope, |day_key| {
            let mut auth =
                QueryAuth::on_day(&day_key.credential, &validity.date).expires_in(validity.lifetime);
            if let Some(token) = credentials.session_token() {
                auth = auth.session_token(token, TokenPlacement::Signed);
            }
            let request = SignableRequest {
                method: self.method,
                host: address.host(),
                path_rules: PathRules::S3,
                parameters: &self.parameters,
                headers: &self.headers,
                payload: self.payload,
                auth,
            };
            if url.capacity() == 0 || credentials.session_token().is_some() {
                // A URL of its own: one allocation, of its size. With a token, a URL that grew would leave copies of it
                // behind.
                url.reserve(address.max_len() + key.max_len() + request.max_len());
            }
            address.write_origin(url);
            let path_start = url.len();
            address.write_path(url);
            key.write_to(path_start, url);
            let key_end = url.len();

            let stages = request.write_stages(path_start, url);
            let signature = day_key.key.sign_in_scope(&stages.string_to_sign);
            let query_end = stages.query_end;
            let seen = look(&Signing { stages, day_key, validity: &validity, key_end });
            url.truncate(query_end);
            request.auth.write_signature(&signature, url);
            seen
        })
    }

    /// Keeps a mistake that was found before.
    pub(super) fn check(self, result: Result<(), Error>) -> Self {
        self.and(|_| result)
    }

    pub(super) const fn method(&self) -> Method {
        self.method
    }

    pub(super) const fn headers(&self) -> &Headers<'a> {
        &self.headers
    }

    #[inline]
    fn and(mut self, set: impl FnOnce(&mut Self) -> Result<(), Error>) -> Self {
        if self.mistake.is_none() {
            self.mistake = set(&mut self).err();
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
        let expires_at = self.sign(date, &mut url, |signing| signing.validity.expires_at())??;
        Ok(Presigned::new(self.method, url, &self.headers, expires_at))
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
        self.sign(date, url, |_| ())
    }

    /// What [`presign_at`](Self::presign_at) signs: the canonical request and the string to sign.
    ///
    /// # Errors
    ///
    /// Those of `presign_at`.
    pub fn explain_at(mut self, date: AmzDate) -> Result<Explanation, Error> {
        self.sign(date, Secret::default().expose_mut(), |signing| Explanation::new(&signing.stages))
    }
}

impl Target<'_> {
    /// Where the request goes, and which object it names there.
    fn locate<'t>(&'t self, presigner: &'t Presigner) -> Result<(Address<'t>, Key<'t>), Error> {
        let endpoint = presigner.endpoint();
        let address = match self {
            Self::Service => Address::for_service(endpoint),
            Self::Bucket { bucket } | Self::Object { bucket, .. } | Self::AnyObject { bucket } => {
                Address::for_bucket(endpoint, bucket)
            }
        };
        let address = address?;
        let key = match self {
            Self::Service | Self::Bucket { .. } => Key::None,
            Self::Object { key, .. } => Key::One(ObjectKey::try_from(&**key)?),
            Self::AnyObject { .. } => Key::Any,
        };
        Ok((address, key))
    }
}

/// The end of a path.
enum Key<'a> {
    None,
    One(ObjectKey<'a>),
    /// Left open.
    Any,
}

impl Key<'_> {
    /// How long it can be, without the `/` before it.
    fn max_len(&self) -> usize {
        if let Self::One(key) = self { key.encoded_len() } else { 0 }
    }

    /// Completes the path, which begins at `path_start`.
    fn write_to(&self, path_start: usize, url: &mut String) {
        match self {
            Self::None if url.len() > path_start => {}
            Self::None | Self::Any => url.push('/'),
            Self::One(key) => {
                url.push('/');
                key.write_to(url);
            }
        }
    }
}

/// A request while it is signed.
pub(super) struct Signing<'a> {
    pub(super) stages: Stages<'a>,
    pub(super) day_key: &'a DayKey,
    pub(super) validity: &'a Validity,
    /// Where in the URL the path ends.
    pub(super) key_end: usize,
}

/// Whether the value of a header is a list, of which each field may hold a part (RFC 9110, section 5.3; S3's "Working with
/// object metadata" and "PutObject").
fn takes_list(name: &str) -> bool {
    LISTS.iter().any(|list| match list.strip_suffix('*') {
        Some(start) => name.get(..start.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(start)),
        None => name.eq_ignore_ascii_case(list),
    })
}

const LISTS: [&str; 9] = [
    "accept",
    "accept-language",
    "cache-control",
    "content-encoding",
    "content-language",
    "x-amz-grant-*",
    "x-amz-meta-*",
    "x-amz-object-attributes",
    "x-amz-optional-object-attributes",
];
