use alloc::string::String;
use core::fmt;

use super::{AmzDate, CredentialScope, sink::Sink, uri_encode};

/// `X-Amz-Credential` without its day: who signs, in which region and for which service.
///
/// Long-lived, and encoded once: what changes from URL to URL is the date. See
/// [Elements of an AWS API request signature][page].
///
/// ```
/// use presign::sigv4::Credential;
///
/// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", "us-east-1", "s3");
/// let date = "20130524T000000Z".parse()?;
/// assert_eq!(credential.scope(&date).to_string(), "20130524/us-east-1/s3/aws4_request");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
#[derive(Clone)]
pub struct Credential {
    access_key_id: String,
    region: String,
    service: String,
    /// `/us-east-1/s3/aws4_request`
    scope_after_day: String,
    /// `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F`
    query_before_day: String,
    /// `%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=`
    query_after_day: String,
}

impl Credential {
    /// An access key id at one region and service.
    #[must_use]
    pub fn new(access_key_id: &str, region: &str, service: &str) -> Self {
        let scope_after_day = CredentialScope::of_day("", region, service).text();
        Self {
            access_key_id: access_key_id.into(),
            region: region.into(),
            service: service.into(),
            query_before_day: encoded(
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=",
                access_key_id,
                "%2F",
            ),
            query_after_day: encoded("", &scope_after_day, "&X-Amz-Date="),
            scope_after_day,
        }
    }

    /// The scope of the day of `date`.
    #[must_use]
    pub fn scope<'a>(&'a self, date: &'a AmzDate) -> CredentialScope<'a> {
        self.scope_of_day(date.day())
    }

    #[cfg(feature = "std")]
    pub(crate) fn is_for(&self, region: &str, service: &str) -> bool {
        self.region == region && self.service == service
    }

    pub(super) fn scope_of_day<'a>(&'a self, day: &'a str) -> CredentialScope<'a> {
        CredentialScope::of_day(day, &self.region, &self.service)
    }

    pub(super) fn write_scope_to(&self, day: &str, out: &mut impl Sink) {
        out.push(day);
        out.push(&self.scope_after_day);
    }

    pub(super) fn query_len(&self) -> usize {
        self.query_before_day.len() + "20130524".len() + self.query_after_day.len() + "20130524T000000Z".len()
    }

    /// `X-Amz-Algorithm`, `X-Amz-Credential` and `X-Amz-Date`, which have one text but for the date.
    pub(super) fn write_query_to(&self, day: &str, date: &str, out: &mut impl Sink) {
        out.push(&self.query_before_day);
        out.push(day);
        out.push(&self.query_after_day);
        out.push(date);
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("access_key_id", &self.access_key_id)
            .field("region", &self.region)
            .field("service", &self.service)
            .finish()
    }
}

/// Text through UriEncode(), between text that is encoded already.
fn encoded(before: &str, text: &str, after: &str) -> String {
    let text = uri_encode(text);
    let mut encoded = String::with_capacity(before.len() + text.len() + after.len());
    encoded.push_str(before);
    text.write_to(&mut encoded);
    encoded.push_str(after);
    encoded
}
