use alloc::string::String;
use std::env::{self, VarError};

use crate::{AmzDate, Credentials, Error, sigv4::Secret};

impl Credentials {
    /// Reads credentials from the environment.
    ///
    /// | variable | |
    /// |---|---|
    /// | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` | required |
    /// | `AWS_SESSION_TOKEN` | the session token of temporary credentials |
    /// | `AWS_CREDENTIAL_EXPIRATION` | when they expire, as an [RFC 3339](AmzDate::from_rfc3339) date |
    ///
    /// An empty variable counts as not set. `aws configure export-credentials --format env` writes all
    /// four. See [Environment variables to configure the AWS CLI][page].
    ///
    /// Requires the feature `std`.
    ///
    /// # Errors
    ///
    /// * Returns [`Error::MissingVariable`] if a required variable is not set.
    /// * Returns [`Error::VariableNotUnicode`] if the value of a variable is not Unicode.
    /// * Returns [`Error::VariableQuoted`] if it is in quotes, as after `docker run --env-file`.
    /// * Returns [`Error::MalformedExpiry`] if the expiration is not a date.
    ///
    /// ```no_run
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let s3 = Presigner::new(Credentials::from_env()?, Endpoint::aws("us-east-1")?);
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
    #[doc(alias = "AWS_ACCESS_KEY_ID")]
    #[doc(alias = "AWS_SECRET_ACCESS_KEY")]
    pub fn from_env() -> Result<Self, Error> {
        let id = required(ACCESS_KEY_ID)?;
        let credentials = Self::new(id, required(SECRET_ACCESS_KEY)?);
        let credentials = match variable(SESSION_TOKEN)?.map(Secret::from) {
            Some(token) => credentials.with_session_token(token.expose()),
            None => credentials,
        };
        match variable(CREDENTIAL_EXPIRATION)? {
            Some(expiry) => {
                let expiry = AmzDate::from_rfc3339(&expiry);
                let malformed = Error::MalformedExpiry { name: CREDENTIAL_EXPIRATION };
                Ok(credentials.with_expiry(expiry.map_err(|_| malformed)?))
            }
            None => Ok(credentials),
        }
    }
}

fn required(name: &'static str) -> Result<String, Error> {
    variable(name)?.ok_or(Error::MissingVariable { name })
}

fn variable(name: &'static str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) if is_quoted(&value) => {
            drop(Secret::from(value));
            Err(Error::VariableQuoted { name })
        }
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Error::VariableNotUnicode { name }),
    }
}

/// Returns whether a value is in quotes. `docker run --env-file` keeps them, unlike a shell.
fn is_quoted(value: &str) -> bool {
    let within = |quote| value.strip_prefix(quote).is_some_and(|rest: &str| rest.ends_with(quote));
    within('"') || within('\'')
}

const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";
const CREDENTIAL_EXPIRATION: &str = "AWS_CREDENTIAL_EXPIRATION";
