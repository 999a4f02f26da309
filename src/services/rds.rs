use alloc::{borrow::Cow, format};

use super::{
    ServicePresigner, ServiceRequest, TokenRequest, UrlScheme, host, name::check_user,
    token::QUARTER_OF_AN_HOUR,
};
use crate::{Error, services};

impl ServicePresigner {
    /// Starts a token for an RDS or Aurora database, to be used as the password of `user`.
    ///
    /// `host` and `port` are those of the instance, cluster or proxy itself, not of a tunnel or of a name that points
    /// there, because the database checks them. The token works for up to 900 s (15 minutes). The connection must use
    /// TLS. See [IAM database authentication][page].
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let host = "db.123456789012.us-east-1.rds.amazonaws.com";
    /// let token = aws.rds_token(host, 5432, "jane").presign()?;
    /// let start = format!("{host}:5432/?Action=connect&DBUser=jane&");
    /// assert!(token.as_str().starts_with(&start));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
    pub fn rds_token<'a>(
        &'a self,
        host: impl Into<Cow<'a, str>>,
        port: u16,
        user: impl Into<Cow<'a, str>>,
    ) -> TokenRequest<'a> {
        let (host, user) = (host.into(), user.into());
        let checked = self
            .check_region()
            .and_then(|()| host::check_without_port(&host, self.region()))
            .and_then(|()| check_port(port))
            .and_then(|()| check_user(&user));
        let request = ServiceRequest::new(self, "rds-db".into(), format!("{host}:{port}").into())
            .check(checked)
            .scheme(UrlScheme::None)
            .query("Action", "connect")
            .query("DBUser", user)
            .at_most(QUARTER_OF_AN_HOUR);
        TokenRequest::new(request)
    }
}

/// <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html>
fn check_port(port: u16) -> Result<(), Error> {
    if port < 1150 { Err(services::Error::DatabasePort { port }.into()) } else { Ok(()) }
}
