use alloc::{format, string::String};
use core::{fmt, net::Ipv4Addr};

use super::{
    Error, Signature, SignedCookies, SignedUrl,
    resource::{check_pattern, check_url, may_cover},
};
use crate::AmzDate;

/// What a signed URL or signed cookies give access to, and until when.
///
/// [`Display`](fmt::Display) writes the policy statement, in JSON without white space.
///
/// ```
/// use presign::cloudfront::Policy;
///
/// let policy = Policy::custom("https://d111111abcdef8.cloudfront.net/training/*", "20230131T100000Z".parse()?)?
///     .source_ip("192.0.2.0/24")?;
/// assert_eq!(
///     policy.to_string(),
///     "{\"Statement\":[{\"Resource\":\"https://d111111abcdef8.cloudfront.net/training/*\",\"Condition\":{\
///      \"DateLessThan\":{\"AWS:EpochTime\":1675159200},\"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.0/24\"}}}]}",
/// );
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    is_canned: bool,
    resource: String,
    expires_at: AmzDate,
    starts_at: Option<AmzDate>,
    source_ip: Option<String>,
    json: String,
}

impl Policy {
    /// Creates a canned policy: for one URL, until a date.
    ///
    /// The URL is the one that clients request, with its query, such as
    /// `https://d111111abcdef8.cloudfront.net/image.jpg?size=large`. [`AmzDate::from_unix_seconds`] converts
    /// seconds since 1970 to a date. See [Create a signed URL using a canned policy][page].
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if clients would change this URL before they send it, if it has a parameter of the
    /// signature (`Expires`, `Policy`, `Signature`, `Key-Pair-Id` or `Hash-Algorithm`) or a `*`, or if the date is
    /// [out of range](Error::DateRange).
    ///
    /// ```
    /// use presign::{AmzDate, cloudfront::Policy};
    ///
    /// let expires_at = AmzDate::from_unix_seconds(1_767_290_400)?;
    /// let policy = Policy::canned("https://d111111abcdef8.cloudfront.net/image.jpg", expires_at)?;
    /// assert_eq!(
    ///     policy.to_sign(),
    ///     b"{\"Statement\":[{\"Resource\":\"https://d111111abcdef8.cloudfront.net/image.jpg\",\
    ///       \"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1767290400}}}]}",
    /// );
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
    pub fn canned(url: &str, expires_at: AmzDate) -> Result<Self, Error> {
        check_url(url)?;
        if url.contains('*') {
            return Err(Error::Wildcard);
        }
        Self::new(true, url, expires_at)
    }

    /// Creates a custom policy: for one URL or several, until a date, and optionally with other conditions.
    ///
    /// In the resource, `*` matches any number of characters and `?` matches one. Neither matches across the boundary
    /// between the scheme, the host, the path and the query, but a `*` at the end of the path also matches the query.
    /// The resource `*` covers all files of all distributions that trust the key. See [Create a signed URL using a
    /// custom policy][page].
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the resource does not start with `https://`, `http://` or `*`, if it has a character that
    /// clients change or a parameter of the signature, or if the date is [out of range](Error::DateRange).
    ///
    /// ```
    /// use presign::cloudfront::Policy;
    ///
    /// let policy = Policy::custom(
    ///     "https://d111111abcdef8.cloudfront.net/videos/7/*",
    ///     "20260101T100000Z".parse()?,
    /// )?;
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
    pub fn custom(resource: &str, expires_at: AmzDate) -> Result<Self, Error> {
        check_pattern(resource)?;
        Self::new(false, resource, expires_at)
    }

    /// Sets when a custom policy starts. The files can be read only after that second.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the policy is canned, or if the date is not before the expiry or is [out of
    /// range](Error::DateRange).
    ///
    /// ```
    /// use presign::cloudfront::{Error, Policy};
    ///
    /// let expires_at = "20260101T100000Z".parse()?;
    /// let policy = Policy::custom("https://d111111abcdef8.cloudfront.net/*", expires_at)?;
    /// assert_eq!(policy.clone().starts_at(expires_at), Err(Error::ExpiresBeforeStart));
    /// let policy = policy.starts_at("20251231T100000Z".parse()?)?;
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn starts_at(self, date: AmzDate) -> Result<Self, Error> {
        check_date(date)?;
        if date >= self.expires_at {
            return Err(Error::ExpiresBeforeStart);
        }
        self.with(|policy| policy.starts_at = Some(date))
    }

    /// Limits a custom policy to an IPv4 address, such as `192.0.2.10`, or to a network, such as `192.0.2.0/24`.
    ///
    /// CloudFront compares the address that the request comes from, which may be that of a proxy. Clients that connect
    /// over IPv6 are refused: turn IPv6 off for the distribution.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the policy is canned, or if the text is not an IPv4 address or network.
    ///
    /// ```
    /// use presign::cloudfront::Policy;
    ///
    /// let expires_at = "20260101T100000Z".parse()?;
    /// let policy = Policy::custom("https://d111111abcdef8.cloudfront.net/*", expires_at)?
    ///     .source_ip("192.0.2.10")?;
    /// assert!(policy.to_string().contains("{\"AWS:SourceIp\":\"192.0.2.10/32\"}"));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn source_ip(self, range: &str) -> Result<Self, Error> {
        let range = ipv4_range(range).ok_or(Error::SourceIp)?;
        self.with(|policy| policy.source_ip = Some(range))
    }

    /// Returns the bytes to sign: the policy statement.
    #[must_use]
    pub fn to_sign(&self) -> &[u8] {
        self.json.as_bytes()
    }

    /// Returns the signed URL for a policy whose resource is one URL.
    ///
    /// `key_pair_id` is the id of the public key in CloudFront, such as `K2JCJMDEHXQW5F`.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the resource is a pattern, the id or the signature is malformed, or the signed URL is
    /// longer than 8,192 bytes.
    ///
    /// ```
    /// use presign::cloudfront::{Policy, Signature};
    ///
    /// let policy = Policy::canned(
    ///     "https://d111111abcdef8.cloudfront.net/image.jpg?size=large",
    ///     "20260101T100000Z".parse()?,
    /// )?;
    /// # let rsa_sha1 = |_: &[u8]| [7; 256];
    /// let bytes = rsa_sha1(policy.to_sign());
    /// let url = policy.signed_url("K2JCJMDEHXQW5F", Signature::sha1(&bytes))?;
    /// assert!(url.url().starts_with(
    ///     "https://d111111abcdef8.cloudfront.net/image.jpg?size=large&Expires=1767261600&Signature="
    /// ));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn signed_url(&self, key_pair_id: &str, signature: Signature<'_>) -> Result<SignedUrl, Error> {
        if self.resource.contains('*') {
            return Err(Error::Pattern);
        }
        self.signed_url_for(&self.resource, key_pair_id, signature)
    }

    /// Returns the signed URL for a URL that the pattern of a custom policy covers.
    ///
    /// One signature works for all of them. This method compares the URL with the pattern only up to the first `*`.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the URL does not start like the pattern, clients would change it before they send it,
    /// the id or the signature is malformed, or the signed URL is longer than 8,192 bytes.
    ///
    /// ```
    /// use presign::cloudfront::{Error, Policy, Signature};
    ///
    /// let policy = Policy::custom(
    ///     "https://d111111abcdef8.cloudfront.net/videos/7/*",
    ///     "20260101T100000Z".parse()?,
    /// )?;
    /// # let rsa_sha256 = |_: &[u8]| [7; 256];
    /// let bytes = rsa_sha256(policy.to_sign());
    /// let sign = |url| policy.signed_url_for(url, "K2JCJMDEHXQW5F", Signature::sha256(&bytes));
    /// sign("https://d111111abcdef8.cloudfront.net/videos/7/1.ts")?;
    /// sign("https://d111111abcdef8.cloudfront.net/videos/7/2.ts")?;
    /// let other = sign("https://d111111abcdef8.cloudfront.net/videos/8/1.ts");
    /// assert_eq!(other, Err(Error::NotCovered));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn signed_url_for(
        &self,
        url: &str,
        key_pair_id: &str,
        signature: Signature<'_>,
    ) -> Result<SignedUrl, Error> {
        check_url(url)?;
        if !may_cover(&self.resource, url) || (self.is_canned && url != self.resource) {
            return Err(Error::NotCovered);
        }
        SignedUrl::new(self, url, key_pair_id, signature)
    }

    /// Returns signed cookies, which give access to everything that the policy covers, with unsigned URLs.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the id or the signature is malformed.
    ///
    /// ```
    /// use presign::cloudfront::{Policy, Signature};
    ///
    /// let policy = Policy::custom(
    ///     "https://d111111abcdef8.cloudfront.net/videos/7/*",
    ///     "20260101T100000Z".parse()?,
    /// )?;
    /// # let rsa_sha1 = |_: &[u8]| [7; 256];
    /// let bytes = rsa_sha1(policy.to_sign());
    /// let cookies = policy.signed_cookies("K2JCJMDEHXQW5F", Signature::sha1(&bytes))?;
    /// for (name, value) in cookies.iter() {
    ///     println!("Set-Cookie: {name}={value}; Path=/videos/7/; Secure; HttpOnly");
    /// }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn signed_cookies(
        &self,
        key_pair_id: &str,
        signature: Signature<'_>,
    ) -> Result<SignedCookies, Error> {
        SignedCookies::new(self, key_pair_id, signature)
    }

    /// Returns whether this is a canned policy.
    #[must_use]
    pub const fn is_canned(&self) -> bool {
        self.is_canned
    }

    /// Returns the URL or the pattern.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// Returns when the policy expires.
    #[must_use]
    pub const fn expires_at(&self) -> AmzDate {
        self.expires_at
    }

    fn new(is_canned: bool, resource: &str, expires_at: AmzDate) -> Result<Self, Error> {
        check_date(expires_at)?;
        let json = statement(resource, expires_at.unix_seconds(), None, None);
        Ok(Self { is_canned, resource: resource.into(), expires_at, starts_at: None, source_ip: None, json })
    }

    fn with(mut self, set: impl FnOnce(&mut Self)) -> Result<Self, Error> {
        if self.is_canned {
            return Err(Error::CannedCondition);
        }
        set(&mut self);
        self.json = statement(
            &self.resource,
            self.expires_at.unix_seconds(),
            self.source_ip.as_deref(),
            self.starts_at.as_ref(),
        );
        Ok(self)
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.json)
    }
}

/// Returns the policy statement. CloudFront builds the same text for a canned policy. No value needs an escape.
pub(super) fn statement(
    resource: &str,
    expires_at: i64,
    source_ip: Option<&str>,
    starts_at: Option<&AmzDate>,
) -> String {
    let source_ip = source_ip.map(|range| format!(",\"IpAddress\":{{\"AWS:SourceIp\":\"{range}\"}}"));
    let starts_at =
        starts_at.map(|date| format!(",\"DateGreaterThan\":{{\"AWS:EpochTime\":{}}}", date.unix_seconds()));
    format!(
        "{{\"Statement\":[{{\"Resource\":\"{resource}\",\"Condition\":{{\"DateLessThan\":{{\"AWS:EpochTime\":{expires_at}}}\
         {}{}}}}}]}}",
        source_ip.unwrap_or_default(),
        starts_at.unwrap_or_default()
    )
}

fn check_date(date: AmzDate) -> Result<(), Error> {
    if (1..=MAX_SECONDS).contains(&date.unix_seconds()) { Ok(()) } else { Err(Error::DateRange) }
}

/// Returns an address or a network in CIDR notation.
fn ipv4_range(range: &str) -> Option<String> {
    let (address, len) = range.split_once('/').unwrap_or((range, "32"));
    let bits: u32 = address.parse::<Ipv4Addr>().ok()?.into();
    let is_plain = len.bytes().all(|digit| digit.is_ascii_digit()) && (len == "0" || !len.starts_with('0'));
    let len = len.parse().ok().filter(|len: &u32| *len <= 32 && is_plain)?;
    // An address with a length may be meant as that address or as its network.
    let is_network = bits.checked_shl(len).unwrap_or(0) == 0;
    is_network.then(|| format!("{address}/{len}"))
}

/// 2262-04-11T23:47:16Z, the last second that fits into 64 bits of nanoseconds.
const MAX_SECONDS: i64 = i64::MAX / 1_000_000_000;
