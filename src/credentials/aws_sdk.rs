use aws_credential_types::Credentials as SdkCredentials;

use crate::{Credentials, Error};

/// Converts credentials of the AWS SDK for Rust, with their session token and expiry.
///
/// Requires the feature `aws-credential-types`. Fails if the expiry is outside the years 0001 to 9999.
///
/// ```
/// use presign::Credentials;
///
/// // From `ProvideCredentials::provide_credentials`:
/// # use std::time::{Duration, UNIX_EPOCH};
/// # let expiry = UNIX_EPOCH + Duration::from_secs(1_767_268_800);
/// let provided = aws_credential_types::Credentials::new(
///     "ASIAEXAMPLE",
///     "secret",
///     Some("token".into()),
///     Some(expiry),
///     "",
/// );
/// let credentials = Credentials::try_from(&provided)?;
/// assert_eq!(credentials.expiry(), Some("20260101T120000Z".parse()?));
/// # Ok::<(), presign::Error>(())
/// ```
impl TryFrom<&SdkCredentials> for Credentials {
    type Error = Error;

    fn try_from(provided: &SdkCredentials) -> Result<Self, Error> {
        let credentials = Self::new(provided.access_key_id(), provided.secret_access_key())
            .with_session_token(provided.session_token());
        match provided.expiry() {
            Some(expiry) => Ok(credentials.with_expiry(expiry.try_into()?)),
            None => Ok(credentials),
        }
    }
}

impl TryFrom<SdkCredentials> for Credentials {
    type Error = Error;

    fn try_from(provided: SdkCredentials) -> Result<Self, Error> {
        Self::try_from(&provided)
    }
}
