use alloc::string::String;
use core::fmt;

use super::{
    AmzDate,
    sink::{Sink, display},
};

/// `20130524/us-east-1/s3/aws4_request`: the day, region and service that a signature is good for.
///
/// It is the third line of the string to sign, it follows the access key id in `X-Amz-Credential`, and its parts
/// derive the [`SigningKey`](super::SigningKey). See [Elements of an AWS API request signature][page].
///
/// ```
/// use presign::sigv4::CredentialScope;
///
/// let date = "20130524T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "s3");
/// assert_eq!(scope.to_string(), "20130524/us-east-1/s3/aws4_request");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CredentialScope<'a> {
    day: &'a str,
    region: &'a str,
    service: &'a str,
}

impl<'a> CredentialScope<'a> {
    /// The scope of the day of `date`.
    #[must_use]
    pub fn new(date: &'a AmzDate, region: &'a str, service: &'a str) -> Self {
        Self::of_day(date.day(), region, service)
    }

    pub(super) const fn of_day(day: &'a str, region: &'a str, service: &'a str) -> Self {
        Self { day, region, service }
    }

    /// `YYYYMMDD`, in UTC.
    #[must_use]
    pub const fn day(&self) -> &'a str {
        self.day
    }

    /// Such as `us-east-1`.
    #[must_use]
    pub const fn region(&self) -> &'a str {
        self.region
    }

    /// Such as `s3`.
    #[must_use]
    pub const fn service(&self) -> &'a str {
        self.service
    }

    pub(super) fn parts(&self) -> [&'a str; 4] {
        [self.day, self.region, self.service, TERMINATOR]
    }

    /// As `to_string`, which would bring the machinery of `fmt` into WebAssembly.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.write_to(&mut text);
        text
    }

    fn write_to(&self, out: &mut impl Sink) {
        let [day, parts @ ..] = self.parts();
        out.push(day);
        for part in &parts {
            out.push("/");
            out.push(part);
        }
    }
}

impl fmt::Display for CredentialScope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

const TERMINATOR: &str = "aws4_request";
