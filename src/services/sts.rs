use super::{ServicePresigner, ServiceRequest, token::QUARTER_OF_AN_HOUR};

impl ServicePresigner {
    /// Starts a GetCallerIdentity request to the region's STS endpoint, which proves who signed it.
    ///
    /// Another service that gets the request sends it to STS, which returns the account and the ARN of the signer. To
    /// keep that service from using it elsewhere, sign a [header](ServiceRequest::header) that names the service, such
    /// as Vault's `x-vault-aws-iam-server-id`.
    ///
    /// STS accepts the request for 15 minutes, even if its lifetime is shorter. See [GetCallerIdentity][page].
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let identity = aws
    ///     .caller_identity()
    ///     .header("x-vault-aws-iam-server-id", "vault.example.com")
    ///     .presign()?;
    /// assert!(identity.url().starts_with(
    ///     "https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&"
    /// ));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    pub fn caller_identity(&self) -> ServiceRequest<'_> {
        self.regional_request("sts")
            .query("Action", "GetCallerIdentity")
            .query("Version", "2011-06-15")
            .at_most(QUARTER_OF_AN_HOUR)
    }
}
