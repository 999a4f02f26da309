//! Creates requests from a fuzzer's bytes. Each part is a usual or an arbitrary text, so that many can be signed.

use arbitrary::{Arbitrary, Result, Unstructured};
use presign::{AmzDate, Credentials, Endpoint, Error, Method, Presigner, Request};
use std::time::Duration;

#[derive(Arbitrary, Debug)]
pub struct Inputs<'a> {
    pub place: Place,
    style: Style,
    #[arbitrary(with = method)]
    pub method: Method,
    #[arbitrary(with = |u: &mut _| text(u, BUCKETS))]
    pub bucket: &'a str,
    /// `None` for the bucket itself.
    #[arbitrary(with = |u: &mut _| optional(u, KEYS))]
    pub key: Option<&'a str>,
    #[arbitrary(with = |u: &mut _| pairs(u, PARAMETERS))]
    query: Vec<(&'a str, &'a str)>,
    #[arbitrary(with = |u: &mut _| pairs(u, HEADERS))]
    headers: Vec<(&'a str, &'a str)>,
    payload_sha256: Option<[u8; 32]>,
    #[arbitrary(with = |u: &mut _| text(u, &["AKIAIOSFODNN7EXAMPLE"]))]
    pub access_key_id: &'a str,
    #[arbitrary(with = |u: &mut _| text(u, &["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"]))]
    secret_access_key: &'a str,
    #[arbitrary(with = |u: &mut _| optional(u, &["AQoDYXdzEPT//////////w+EXAMPLE=="]))]
    pub session_token: Option<&'a str>,
    is_of_s3_express: bool,
    #[arbitrary(with = |u: &mut Unstructured| u.int_in_range(-62_135_596_800..=253_402_300_799))]
    seconds: i64,
    #[arbitrary(with = |u: &mut Unstructured| u.int_in_range(0..=604_801))]
    lifetime: u64,
}

/// The endpoint of the bucket.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Place {
    Accelerated,
    Aws,
    China,
    Domain,
    DualStack,
    Fips,
    Ipv4,
    Ipv6,
    Localhost,
    UnderBasePath,
}

#[derive(Arbitrary, Debug)]
enum Style {
    Auto,
    Path,
    VirtualHosted,
}

impl Inputs<'_> {
    pub fn date(&self) -> AmzDate {
        AmzDate::from_unix_seconds(self.seconds).expect("a date in the years 1 to 9999")
    }

    pub fn credentials(&self) -> Credentials {
        let credentials = Credentials::new(self.access_key_id, self.secret_access_key);
        match self.session_token {
            None => credentials,
            Some(token) if self.is_of_s3_express => credentials.with_s3_express_session_token(token),
            Some(token) => credentials.with_session_token(token),
        }
    }

    pub fn presigner(&self) -> Presigner {
        let endpoint = self.place.endpoint().expect("a valid endpoint");
        let endpoint = match self.style {
            Style::Auto => endpoint,
            Style::Path => endpoint.path_style(),
            Style::VirtualHosted => endpoint.virtual_hosted_style(),
        };
        Presigner::new(self.credentials(), endpoint)
    }

    pub fn request<'a>(&'a self, presigner: &'a Presigner) -> Request<'a> {
        self.add_to(match self.key {
            Some(key) => presigner.request(self.method, self.bucket, key),
            None => presigner.bucket_request(self.method, self.bucket),
        })
    }

    /// Adds the lifetime, the query, the headers and the payload hash.
    pub fn add_to<'a, Of>(&'a self, request: Request<'a, Of>) -> Request<'a, Of> {
        let mut request = request.expires_in(Duration::from_secs(self.lifetime));
        for &(name, value) in &self.query {
            request = request.query(name, value);
        }
        for &(name, value) in &self.headers {
            request = match name.eq_ignore_ascii_case("content-length") {
                true => request.content_length(value.len() as u64),
                false => request.header(name, value),
            };
        }
        match self.payload_sha256 {
            Some(hash) => request.payload_sha256(hash),
            None => request,
        }
    }
}

impl Place {
    fn endpoint(self) -> Result<Endpoint, Error> {
        match self {
            Self::Accelerated => Endpoint::aws("us-west-2")?.accelerate(),
            Self::Aws => Endpoint::aws("us-west-2"),
            Self::China => Endpoint::aws("cn-north-1"),
            Self::Domain => Endpoint::custom("https://s3.example.com:8443", "auto"),
            Self::DualStack => Endpoint::aws("us-west-2")?.dual_stack(),
            Self::Fips => Endpoint::aws("us-west-2")?.fips(),
            Self::Ipv4 => Endpoint::custom("http://127.0.0.1", "us-east-1"),
            Self::Ipv6 => Endpoint::custom("http://[::1]:9000", "us-east-1"),
            Self::Localhost => Endpoint::custom("http://localhost:443", "us-east-1"),
            Self::UnderBasePath => {
                Endpoint::custom("https://example.supabase.co/storage/v1/s3", "eu-central-1")
            }
        }
    }

    /// Returns the domain to pass to `PresignedUrl::object_at`, except for AWS and for a base path.
    pub fn domain(self) -> Option<&'static str> {
        match self {
            Self::Domain => Some("s3.example.com"),
            Self::Ipv4 => Some("127.0.0.1"),
            Self::Ipv6 => Some("[::1]"),
            Self::Localhost => Some("localhost"),
            _ => None,
        }
    }
}

pub fn method(u: &mut Unstructured<'_>) -> Result<Method> {
    use Method::{Delete, Get, Head, Options, Patch, Post, Put};
    u.choose(&[Delete, Get, Head, Options, Patch, Post, Put]).copied()
}

/// Returns a usual or an arbitrary text.
fn text<'a>(u: &mut Unstructured<'a>, usual: &[&'static str]) -> Result<&'a str> {
    if u.ratio(1, 2)? { u.arbitrary() } else { u.choose(usual).copied() }
}

pub fn optional<'a>(u: &mut Unstructured<'a>, usual: &[&'static str]) -> Result<Option<&'a str>> {
    if u.ratio(1, 4)? { Ok(None) } else { text(u, usual).map(Some) }
}

pub fn pairs<'a>(u: &mut Unstructured<'a>, usual: &[&'static str]) -> Result<Vec<(&'a str, &'a str)>> {
    let count = u.int_in_range(0..=4)?;
    (0..count).map(|_| Ok((text(u, usual)?, text(u, VALUES)?))).collect()
}

const BUCKETS: &[&str] = &[
    "examplebucket",
    "my.bucket",
    "My_Bucket",
    "s3.logs",
    "logs--usw2-az1--x-s3",
    "arn:aws:s3:us-west-2:123456789012:accesspoint/reports",
    "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/resize",
];

const KEYS: &[&str] = &["photos/my duck.jpg", "/a//b/", "50%25+1", "é/中/😀", "a?b#c&d=e", ".../.a"];

const PARAMETERS: &[&str] = &[
    "versionId",
    "partNumber",
    "acl",
    "response-content-disposition",
    "X-Amz-Content-Sha256",
    "X-Amz-D",
    "x-id",
    "é",
];

const HEADERS: &[&str] = &[
    "Content-Type",
    "content-length",
    "x-amz-meta-author",
    "X-Amz-Meta-$a.b",
    "x-amz-copy-source",
    "x-amz-server-side-encryption-customer-key",
    "range",
    "i",
];

pub const FORM_FIELDS: &[&str] = &[
    "acl",
    "Content-Type",
    "content-type",
    "success_action_redirect",
    "x-amz-meta-Author",
    "x-amz-server-side-encryption-customer-key",
    "x-ignore-page",
    "bucket",
];

const VALUES: &[&str] = &[
    "",
    "text/plain; charset=utf-8",
    " a  b\t",
    "1",
    "a+b c/d=e&f",
    "100%",
    "UNSIGNED-PAYLOAD",
    "a${filename}",
];
