#[cfg(not(target_has_atomic = "ptr"))]
use alloc::rc::Rc as Arc;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;

use alloc::{borrow::Cow, string::String};
use core::fmt;

use super::{ServiceRequest, host};
use crate::{
    ClockOffset, Credentials, Error,
    key_cache::KeyCache,
    partition::{Partition, checked_region},
    s3_names::{S3, S3_EXPRESS},
    services,
    sigv4::names::X_AMZ_S3SESSION_TOKEN,
};

/// Signs requests to services other than S3 in one region, with one set of credentials.
///
/// Create it once and keep it in the application's state. It is `Send` and `Sync` and cheap to clone. With the
/// feature `std`, it derives each day's signing key of a service once for all threads; without it, once for each URL.
///
/// A presigner never changes. When credentials rotate, create a new one with
/// [`with_credentials`](Self::with_credentials).
///
/// ```
/// use presign::Credentials;
/// use presign::services::ServicePresigner;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let aws = ServicePresigner::new(credentials, "eu-west-1");
/// let token = aws.elasticache_token("sessions", "jane").presign()?;
/// let identity = aws.caller_identity().presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone)]
pub struct ServicePresigner(Arc<Inner>);

struct Inner {
    credentials: Credentials,
    region: String,
    clock_offset: ClockOffset,
    /// Whether the credentials and the region are valid.
    is_valid: bool,
    keys: KeyCache,
}

impl ServicePresigner {
    /// Creates a presigner from credentials and a region.
    ///
    /// If either is invalid, every request returns an error.
    ///
    /// ```no_run
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let aws = ServicePresigner::new(Credentials::from_env()?, "us-east-1");
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn new(credentials: Credentials, region: impl Into<String>) -> Self {
        Self::assemble(credentials, region.into(), ClockOffset::default())
    }

    fn assemble(credentials: Credentials, region: String, clock_offset: ClockOffset) -> Self {
        let is_valid = check(&credentials, &region).is_ok();
        Self(Arc::new(Inner { credentials, region, clock_offset, is_valid, keys: KeyCache::default() }))
    }

    /// Returns a presigner with other credentials for the same region.
    ///
    /// Use this when credentials rotate. The new presigner shares neither the old credentials nor a signing key
    /// derived from them. The [guide](crate::_guide::credentials#rotation) shows how to replace one that threads share.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let aws = ServicePresigner::new(Credentials::new("AKIDOLD", "old"), "us-east-1");
    /// let aws = aws.with_credentials(Credentials::new("AKIDNEW", "new"));
    /// let token = aws.memorydb_token("sessions", "jane").presign()?;
    /// assert!(token.as_str().contains("X-Amz-Credential=AKIDNEW%2F"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_credentials(&self, credentials: Credentials) -> Self {
        Self::assemble(credentials, self.0.region.clone(), self.0.clock_offset)
    }

    /// Returns a presigner with the same credentials for another region.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let identity = aws.with_region("cn-north-1").caller_identity().presign()?;
    /// assert!(identity.url().starts_with("https://sts.cn-north-1.amazonaws.com.cn/?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_region(&self, region: impl Into<String>) -> Self {
        Self::assemble(self.0.credentials.clone(), region.into(), self.0.clock_offset)
    }

    /// Returns a presigner that corrects the clock by an offset.
    ///
    /// The offset applies to `presign`, which reads the clock. `presign_at` uses its date as it is.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::{AmzDate, ClockOffset, Credentials};
    ///
    /// // The `Date` of any response from AWS, on a device whose clock is wrong.
    /// let server = AmzDate::from_http_date("Wed, 21 Oct 2015 09:28:00 GMT")?;
    /// let offset = ClockOffset::from_server_time(server, AmzDate::now());
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1").with_clock_offset(offset);
    /// # assert_eq!(aws.clock_offset(), offset);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn with_clock_offset(&self, offset: ClockOffset) -> Self {
        Self::assemble(self.0.credentials.clone(), self.0.region.clone(), offset)
    }

    /// Starts a request to any service except S3.
    ///
    /// `service` is the name in the service's credential scope, which is the prefix of its actions in IAM policies
    /// for most services: `execute-api` for API Gateway, `lambda` for Lambda function URLs, `es` and `aoss` for
    /// OpenSearch, `transcribe`, `kinesisvideo`. `host` is the host alone, with its port unless it is the default one.
    ///
    /// ```
    /// use presign::services::ServicePresigner;
    /// use presign::{Credentials, Method};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let orders = aws
    ///     .request("execute-api", "a1b2c3.execute-api.us-east-1.amazonaws.com")
    ///     .path("/prod/orders of May")
    ///     .query("status", "open")
    ///     .presign()?;
    /// assert_eq!(orders.method(), Method::Get);
    /// assert!(orders.url().starts_with(
    ///     "https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod/orders%20of%20May?"
    /// ));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn request<'a>(
        &'a self,
        service: impl Into<Cow<'a, str>>,
        host: impl Into<Cow<'a, str>>,
    ) -> ServiceRequest<'a> {
        let (service, host) = (service.into(), host.into());
        let checked = check_service(&service).and_then(|()| host::check(&host, self.region()));
        ServiceRequest::new(self, service, host).check(checked)
    }

    /// Starts a request to a service's regional endpoint, such as `sts.us-east-1.amazonaws.com`.
    pub(super) fn regional_request(&self, service: &'static str) -> ServiceRequest<'_> {
        let partition = self.partition();
        let suffix = partition.as_ref().map_or("", |partition| partition.suffix);
        let host = [service, ".", self.region(), ".", suffix].concat();
        ServiceRequest::new(self, service.into(), host.into()).check(partition.map(drop))
    }

    /// Returns the partition of the region, in which AWS's own hosts are.
    pub(super) fn partition(&self) -> Result<&'static Partition, Error> {
        let region = self.region();
        Partition::of_region(region).map_err(|_| services::Error::UnknownRegion.into())
    }

    /// Checks that AWS has a region of this name, for the services that only AWS has.
    pub(super) fn check_region(&self) -> Result<(), Error> {
        self.partition().map(drop)
    }

    /// Returns the region in the credential scope.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.0.region
    }

    /// Returns the credentials, which do not expose their secret.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.0.credentials
    }

    /// Returns the offset by which the clock is corrected.
    #[must_use]
    pub fn clock_offset(&self) -> ClockOffset {
        self.0.clock_offset
    }

    pub(super) fn keys(&self) -> &KeyCache {
        &self.0.keys
    }

    /// Returns the first problem with the credentials or the region as an error.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.0.is_valid { Ok(()) } else { check(&self.0.credentials, &self.0.region) }
    }
}

impl fmt::Debug for ServicePresigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServicePresigner")
            .field("credentials", &self.0.credentials)
            .field("region", &self.0.region)
            .field("clock_offset", &self.0.clock_offset)
            .finish_non_exhaustive()
    }
}

fn check(credentials: &Credentials, region: &str) -> Result<(), Error> {
    credentials.check()?;
    if credentials.lacks_session_token() {
        return Err(Error::MissingSessionToken);
    }
    if credentials.session_token().is_some_and(|token| token.name() == X_AMZ_S3SESSION_TOKEN) {
        return Err(Error::SessionOfDirectoryBucket);
    }
    checked_region(region).map(drop)
}

/// Checks the name of a service in a credential scope. Most names are in lower case, but not all.
fn check_service(service: &str) -> Result<(), Error> {
    let is = |name: &str| service.eq_ignore_ascii_case(name);
    let is_s3 =
        is(S3) || is(S3_EXPRESS) || service.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("s3-"));
    if is_s3 {
        return Err(services::Error::S3.into());
    }
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_service = (1..=MAX_SERVICE_LEN).contains(&service.len()) && service.bytes().all(is_allowed);
    if is_service { Ok(()) } else { Err(services::Error::ServiceName.into()) }
}

/// The longest name in botocore 1.43.11 has 35 characters.
const MAX_SERVICE_LEN: usize = 63;
