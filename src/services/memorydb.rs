use alloc::borrow::Cow;

use super::{
    ServicePresigner, ServiceRequest, TokenRequest, UrlScheme,
    name::{NameRules, check_user, is_lower_case_name_byte},
    token::QUARTER_OF_AN_HOUR,
};

impl ServicePresigner {
    /// Starts a token for a MemoryDB cluster, to be used as the password of `user` in `AUTH` or `HELLO`.
    ///
    /// `cluster` is the name of the cluster, in lower case, and not an address. The token works for up to 900 s (15
    /// minutes), and the connection for 12 hours. The connection must use TLS. See [Authenticating with IAM][page].
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let token = aws.memorydb_token("sessions", "jane").presign()?;
    /// assert!(token.as_str().starts_with("sessions/?Action=connect&User=jane&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/memorydb/latest/devguide/auth-iam.html
    pub fn memorydb_token<'a>(
        &'a self,
        cluster: impl Into<Cow<'a, str>>,
        user: impl Into<Cow<'a, str>>,
    ) -> TokenRequest<'a> {
        let (cluster, user) = (cluster.into(), user.into());
        let checked =
            self.check_region().and_then(|()| CLUSTER.check(&cluster)).and_then(|()| check_user(&user));
        let request = ServiceRequest::new(self, "memorydb".into(), cluster)
            .check(checked)
            .scheme(UrlScheme::None)
            .query("Action", "connect")
            .query("User", user)
            .at_most(QUARTER_OF_AN_HOUR);
        TokenRequest::new(request)
    }
}

const CLUSTER: NameRules = NameRules {
    resource: "cluster",
    form: "1 to 63 lower-case letters, digits and `-`",
    max_len: 63,
    is_allowed: is_lower_case_name_byte,
};
