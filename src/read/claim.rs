use core::fmt;

use crate::sigv4::{Credential, CredentialScope, Secret, SessionToken, names::TERMINATOR};

/// What a request says about the credentials that signed it, before its signature is verified.
///
/// [`SigningKeys`](super::SigningKeys) uses it to look up the signing key.
///
/// ```
/// use presign::{Credentials, Endpoint, PresignedUrl, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("eu-west-1")?);
/// let url: PresignedUrl =
///     s3.get("examplebucket", "duck.jpg").presign()?.url().parse()?;
/// assert_eq!(url.claim().access_key_id(), "AKIDEXAMPLE");
/// assert_eq!(url.claim().scope().region(), "eu-west-1");
/// assert_eq!(url.claim().session_token(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Claim<'a> {
    pub(super) credential: &'a Credential,
    pub(super) token: Option<&'a Token>,
    pub(super) region_set: Option<&'a str>,
}

impl<'a> Claim<'a> {
    /// Returns the access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &'a str {
        self.credential.access_key_id()
    }

    /// Returns the day, the region and the service that the signature is for. In SigV4A, there is no region.
    #[must_use]
    pub fn scope(&self) -> CredentialScope<'a> {
        self.credential.scope()
    }

    /// Returns the regions in which a SigV4A signature is valid, such as `*` or `us-east-1,eu-west-1`.
    ///
    /// Returns `None` for Signature Version 4.
    #[must_use]
    pub const fn region_set(&self) -> Option<&'a str> {
        self.region_set
    }

    pub(super) fn is_sigv4a(&self) -> bool {
        self.scope().is_without_region()
    }

    /// Returns the region, or the region set of SigV4A.
    pub(super) fn regions(&self) -> &'a str {
        self.region_set.unwrap_or(self.scope().region())
    }

    /// Returns whether the signature is for a region.
    pub(super) fn is_for_region(&self, region: &str) -> bool {
        has_region(self.regions(), region)
    }

    /// Returns the session token of temporary credentials, which is a secret.
    #[must_use]
    pub fn session_token(&self) -> Option<&'a str> {
        self.token.map(Token::text)
    }

    /// Returns the name of the parameter, or of the form field, that holds the session token.
    ///
    /// It is `X-Amz-Security-Token`, or `X-Amz-S3session-Token` for a session of S3 Express One Zone. Do not accept
    /// one instead of the other.
    #[must_use]
    pub fn session_token_parameter(&self) -> Option<&'static str> {
        self.token.map(Token::name)
    }
}

/// Hides the session token.
impl fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim")
            .field("access_key_id", &self.access_key_id())
            .field("scope", &self.scope())
            .field("session_token", &self.token.is_some())
            .finish()
    }
}

/// A session token, both decoded and in the form that is signed.
#[derive(Clone)]
pub(super) struct Token {
    text: Secret,
    pub(super) signed: SessionToken,
}

impl Token {
    pub(super) fn new(text: Secret, new: fn(&str) -> SessionToken) -> Self {
        let signed = new(text.expose());
        Self { text, signed }
    }

    pub(super) fn text(&self) -> &str {
        self.text.expose()
    }

    pub(super) const fn name(&self) -> &'static str {
        self.signed.name()
    }
}

/// Returns whether a region, or a region set of SigV4A, has a region.
pub(super) fn has_region(regions: &str, region: &str) -> bool {
    regions.split(',').any(|item| match item.strip_suffix('*') {
        Some(start) => region.starts_with(start),
        None => item == region,
    })
}

/// Reads `AKID/YYYYMMDD/REGION/SERVICE/aws4_request`. SigV4A has no region there.
pub(super) fn parse_credential(text: &str, is_sigv4a: bool) -> Option<Credential> {
    let mut parts = text.split('/');
    let mut next = || parts.next().filter(|part| !part.is_empty());
    let (access_key_id, day) = (next()?, next()?);
    let region = if is_sigv4a { "" } else { next()? };
    let (service, terminator) = (next()?, next()?);
    let is_day = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = is_day && terminator == TERMINATOR && parts.next().is_none();
    is_whole.then(|| Credential::new(access_key_id, &CredentialScope::for_day(day, region, service)))
}
