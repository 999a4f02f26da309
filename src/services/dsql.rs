use alloc::borrow::Cow;

use super::{ServicePresigner, ServiceRequest, TokenRequest, UrlScheme, host};

impl ServicePresigner {
    /// Starts a token for an Aurora DSQL cluster, to be used as the password of a database role.
    ///
    /// `host` is the endpoint of the cluster. For the role `admin`, use [`dsql_admin_token`](Self::dsql_admin_token).
    /// The token works for 900 s (15 minutes), or up to 604,800 s (seven days) with
    /// [`expires_in`](TokenRequest::expires_in). See [Generating an authentication token][page].
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let host = "foo0bar1baz2quux3quuux4.dsql.us-east-1.on.aws";
    /// let token = aws.dsql_token(host).presign()?;
    /// assert!(token.as_str().starts_with(&format!("{host}/?Action=DbConnect&")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/SECTION_authentication-token.html
    pub fn dsql_token<'a>(&'a self, host: impl Into<Cow<'a, str>>) -> TokenRequest<'a> {
        self.dsql(host.into(), "DbConnect")
    }

    /// Starts a token for an Aurora DSQL cluster, to be used as the password of the role `admin`.
    ///
    /// The rest is as in [`dsql_token`](Self::dsql_token).
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let host = "foo0bar1baz2quux3quuux4.dsql.us-east-1.on.aws";
    /// let token = aws.dsql_admin_token(host).presign()?;
    /// assert!(token.as_str().starts_with(&format!("{host}/?Action=DbConnectAdmin&")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn dsql_admin_token<'a>(&'a self, host: impl Into<Cow<'a, str>>) -> TokenRequest<'a> {
        self.dsql(host.into(), "DbConnectAdmin")
    }

    fn dsql<'a>(&'a self, host: Cow<'a, str>, action: &'static str) -> TokenRequest<'a> {
        let checked = self.check_region().and_then(|()| host::check_without_port(&host, self.region()));
        let request = ServiceRequest::new(self, "dsql".into(), host).check(checked);
        TokenRequest::new(request.scheme(UrlScheme::None).query("Action", action))
    }
}
