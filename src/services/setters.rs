use alloc::borrow::Cow;
use core::time::Duration;

use super::{ServiceRequest, UrlScheme};
use crate::{
    Error, services,
    sigv4::{
        Method, PayloadHash, TokenPlacement, Value,
        names::{CONTENT_LENGTH, X_AMZ_CONTENT_SHA256},
    },
};

impl<'a> ServiceRequest<'a> {
    /// Sets the method. The default is `GET`.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::{Credentials, Method};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let delete = aws
    ///     .request("execute-api", "a1b2c3.execute-api.us-east-1.amazonaws.com")
    ///     .method(Method::Delete)
    ///     .path("/prod/orders/7")
    ///     .presign()?;
    /// assert_eq!(delete.method(), Method::Delete);
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Sets what the URL starts with. The default is `https://`.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::{ServicePresigner, UrlScheme};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let viewer = aws
    ///     .request("kinesisvideo", "v-a1b2c3.kinesisvideo.us-east-1.amazonaws.com")
    ///     .scheme(UrlScheme::Wss)
    ///     .query(
    ///         "X-Amz-ChannelARN",
    ///         "arn:aws:kinesisvideo:us-east-1:123456789012:channel/door/1",
    ///     )
    ///     .query("X-Amz-ClientId", "viewer-7")
    ///     .presign()?;
    /// assert!(
    ///     viewer.url().starts_with("wss://v-a1b2c3.kinesisvideo.us-east-1.amazonaws.com/?")
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn scheme(mut self, scheme: UrlScheme) -> Self {
        self.scheme = scheme;
        self
    }

    /// Sets the path, as plain text without percent-encoding. The default is `/`.
    ///
    /// The path is encoded once for the URL. It is signed as services other than S3 expect it: without repeated slashes,
    /// and encoded once more.
    ///
    /// A segment `.` or `..` is an error. Clients and services resolve it, in different ways and to another path.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let search = aws
    ///     .request("es", "search-logs-a1b2c3.us-east-1.es.amazonaws.com")
    ///     .path("/logs 2026//_search");
    /// let date = "20260101T000000Z".parse()?;
    /// assert!(search.clone().presign_at(date)?.url().contains("/logs%202026//_search?"));
    /// let explanation = search.explain_at(date)?;
    /// assert!(
    ///     explanation.canonical_request().starts_with("GET\n/logs%25202026/_search\n")
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn path(self, path: impl Into<Cow<'a, str>>) -> Self {
        self.and(|request| {
            request.path = path.into();
            let has_dots = request.path.split('/').any(|segment| segment == "." || segment == "..");
            if has_dots { Err(services::Error::DotSegment.into()) } else { Ok(()) }
        })
    }

    /// Adds a query parameter, as plain text without percent-encoding.
    ///
    /// A name may be set only once, and may not belong to the signature, such as `X-Amz-Expires`.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let function = aws
    ///     .request("lambda", "a1b2c3.lambda-url.us-east-1.on.aws")
    ///     .query("name", "Ada Lovelace")
    ///     .presign()?;
    /// assert!(function.url().contains("&name=Ada%20Lovelace&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn query(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| Ok(request.parameters.insert(name, value)?))
    }

    /// Adds a header that the client must send exactly as signed.
    ///
    /// A name may be set only once. Set `content-length` with [`content_length`](Self::content_length), and
    /// `x-amz-content-sha256` with [`payload_header`](Self::payload_header).
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let identity = aws
    ///     .caller_identity()
    ///     .header("X-Vault-AWS-IAM-Server-ID", "vault.example.com")
    ///     .presign()?;
    /// assert!(identity.headers().eq([("x-vault-aws-iam-server-id", "vault.example.com")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn header(self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.and(|request| {
            let name = name.into();
            if name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) {
                return Err(services::Error::PayloadHeader.into());
            }
            if name.eq_ignore_ascii_case(CONTENT_LENGTH) {
                return Err(Error::ContentLengthHeader);
            }
            Ok(request.headers.insert_once(name, value)?)
        })
    }

    /// Signs the size of the body in bytes, which the client sends as `content-length` itself.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::sigv4::PayloadHash;
    /// use presign::{Credentials, Method};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let body = br#"{"name":"Ada"}"#;
    /// let call = aws
    ///     .request("lambda", "a1b2c3.lambda-url.us-east-1.on.aws")
    ///     .method(Method::Post)
    ///     .payload(PayloadHash::from_body(body))
    ///     .content_length(body.len() as u64)
    ///     .presign()?;
    /// assert_eq!(call.content_length(), Some(14));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn content_length(self, bytes: u64) -> Self {
        self.and(|request| Ok(request.headers.insert_once(CONTENT_LENGTH, bytes)?))
    }

    /// Sets the hash of the body that the client must send. The default is that of an empty body.
    ///
    /// Few services other than S3 accept [`PayloadHash::Unsigned`].
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::sigv4::PayloadHash;
    /// use presign::{Credentials, Method};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let call = aws
    ///     .request("lambda", "a1b2c3.lambda-url.us-east-1.on.aws")
    ///     .method(Method::Post)
    ///     .payload(PayloadHash::from_body(br#"{"name":"Ada"}"#))
    ///     .presign()?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn payload(mut self, hash: PayloadHash) -> Self {
        self.payload = hash;
        self
    }

    /// Signs the hash of the body as the header `x-amz-content-sha256` too, as OpenSearch Serverless (`aoss`) requires.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let search = aws
    ///     .request("aoss", "a1b2c3.us-east-1.aoss.amazonaws.com")
    ///     .path("/logs/_search")
    ///     .payload_header()
    ///     .presign()?;
    /// assert_eq!(search.headers().next().unwrap().0, "x-amz-content-sha256");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn payload_header(mut self) -> Self {
        self.has_payload_header = true;
        self
    }

    /// Appends the session token of temporary credentials after the signature, instead of signing it.
    ///
    /// AWS IoT requires this. All other known services expect a signed token.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::Credentials;
    ///
    /// let credentials =
    ///     Credentials::new("ASIAEXAMPLE", "secret").with_session_token("AQoDYX==");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let url = aws
    ///     .request("iotdevicegateway", "a1b2c3-ats.iot.us-east-1.amazonaws.com")
    ///     .append_session_token()
    ///     .presign()?
    ///     .into_url();
    /// assert!(url.ends_with("&X-Amz-Security-Token=AQoDYX%3D%3D"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn append_session_token(mut self) -> Self {
        self.token_placement = TokenPlacement::AppendedAfterSigning;
        self
    }

    /// Sets how long the URL works: whole seconds, from 1 to 604,800 (seven days). The default is 900 s (15 minutes).
    ///
    /// Many services accept at most 900 s, and some ignore the lifetime.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    /// use std::time::Duration;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let mqtt = aws
    ///     .iot_mqtt("a1b2c3-ats.iot.us-east-1.amazonaws.com")
    ///     .expires_in(Duration::from_secs(60))
    ///     .presign()?;
    /// assert!(mqtt.url().contains("&X-Amz-Expires=60&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.and(|request| {
            request.timing.expire_in(lifetime)?;
            match request.max_lifetime {
                Some(limit) if lifetime.as_secs() > limit.into() => {
                    Err(services::Error::LifetimeTooLong { seconds: lifetime.as_secs(), limit }.into())
                }
                _ => Ok(()),
            }
        })
    }

    /// Shortens the lifetime if the temporary credentials expire earlier, instead of returning an error.
    ///
    /// See [`Credentials::with_expiry`](crate::Credentials::with_expiry).
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("ASIAEXAMPLE", "secret")
    ///     .with_session_token("AQoDYXdzEPT//////////wEXAMPLE==")
    ///     .with_expiry("20260101T120000Z".parse()?);
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let identity = aws
    ///     .caller_identity()
    ///     .shorten_to_credentials()
    ///     .presign_at("20260101T115500Z".parse()?)?;
    /// assert_eq!(identity.expires_at().to_string(), "20260101T120000Z");
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn shorten_to_credentials(mut self) -> Self {
        self.timing.shorten_to_credentials();
        self
    }

    /// Limits the lifetime to what the service accepts.
    pub(super) fn at_most(mut self, seconds: u32) -> Self {
        self.max_lifetime = Some(seconds);
        self
    }

    /// Sends another lifetime than the real one.
    pub(super) fn sends_lifetime(self, lifetime: Duration) -> Self {
        self.and(|request| {
            request.sent_lifetime = Some(lifetime.try_into()?);
            Ok(())
        })
    }
}
