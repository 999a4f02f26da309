use alloc::borrow::Cow;

use super::{
    ServicePresigner, ServiceRequest, TokenRequest, UrlScheme,
    name::{NameRules, check_user, is_lower_case_name_byte},
    token::QUARTER_OF_AN_HOUR,
};

impl ServicePresigner {
    /// Starts a token for an ElastiCache cache with nodes, to be used as the password of `user` in `AUTH` or `HELLO`.
    ///
    /// `cache` is the id of the replication group, in lower case, and not an address. The token works for up to 900 s
    /// (15 minutes), and the connection for 12 hours. The connection must use TLS. See [Authenticating with IAM][page].
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let token = aws.elasticache_token("sessions", "jane").presign()?;
    /// assert!(token.as_str().starts_with("sessions/?Action=connect&User=jane&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
    pub fn elasticache_token<'a>(
        &'a self,
        cache: impl Into<Cow<'a, str>>,
        user: impl Into<Cow<'a, str>>,
    ) -> TokenRequest<'a> {
        TokenRequest::new(self.elasticache(cache.into(), user.into()))
    }

    /// Starts a token for an ElastiCache serverless cache, to be used as the password of `user` in `AUTH` or `HELLO`.
    ///
    /// The rest is as in [`elasticache_token`](Self::elasticache_token).
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let token = aws.elasticache_serverless_token("sessions", "jane").presign()?;
    /// assert!(token.as_str().starts_with(
    ///     "sessions/?Action=connect&ResourceType=ServerlessCache&User=jane&"
    /// ));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn elasticache_serverless_token<'a>(
        &'a self,
        cache: impl Into<Cow<'a, str>>,
        user: impl Into<Cow<'a, str>>,
    ) -> TokenRequest<'a> {
        TokenRequest::new(
            self.elasticache(cache.into(), user.into()).query("ResourceType", "ServerlessCache"),
        )
    }

    fn elasticache<'a>(&'a self, cache: Cow<'a, str>, user: Cow<'a, str>) -> ServiceRequest<'a> {
        let checked = self.check_region().and_then(|()| CACHE.check(&cache)).and_then(|()| check_user(&user));
        ServiceRequest::new(self, "elasticache".into(), cache)
            .check(checked)
            .scheme(UrlScheme::None)
            .query("Action", "connect")
            .query("User", user)
            .at_most(QUARTER_OF_AN_HOUR)
    }
}

const CACHE: NameRules = NameRules {
    resource: "cache",
    form: "1 to 63 lower-case letters, digits and `-`",
    max_len: 63,
    is_allowed: is_lower_case_name_byte,
};
