/// What a presigned URL of a service starts with.
///
/// The signature does not cover it.
///
/// ```
/// use presign::services::{ServicePresigner, UrlScheme};
/// use presign::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let aws = ServicePresigner::new(credentials, "us-east-1");
/// let request = aws.request("rds-db", "db.example.com:5432");
/// let token = request.scheme(UrlScheme::None).presign()?;
/// assert!(token.url().starts_with("db.example.com:5432/?X-Amz-Algorithm="));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UrlScheme {
    /// `http://`
    Http,
    /// `https://`
    #[default]
    Https,
    /// No scheme: the URL starts with the host. Some services take such URLs as tokens.
    None,
    /// `wss://`, for WebSockets.
    Wss,
}

impl UrlScheme {
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Http => "http://",
            Self::Https => "https://",
            Self::None => "",
            Self::Wss => "wss://",
        }
    }
}
