use super::{ServicePresigner, ServiceRequest, TokenRequest, token::QUARTER_OF_AN_HOUR};
use crate::sigv4::{Secret, base64_url};

impl ServicePresigner {
    /// Starts a token for the MSK clusters of the region, to be used with the SASL mechanism `OAUTHBEARER`.
    ///
    /// The token works for up to 900 s (15 minutes). See [IAM access control][page].
    ///
    /// Like AWS's own [signers], it ends with an unsigned parameter `User-Agent`, and is for the host
    /// `kafka.REGION.amazonaws.com` in every partition.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let token = aws.msk_token().presign()?;
    /// // `https://kafka.us-east-1.amazonaws.com/?Action=…` in Base64.
    /// assert!(token.as_str().starts_with("aHR0cHM6Ly9rYWZrYS51cy1lYXN0LTEuYW1hem9uYXdzL"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html
    /// [signers]: https://github.com/aws/aws-msk-iam-sasl-signer-python
    pub fn msk_token(&self) -> TokenRequest<'_> {
        let host = ["kafka.", self.region(), ".amazonaws.com"].concat();
        let request = ServiceRequest::new(self, "kafka-cluster".into(), host.into())
            .check(self.check_region())
            .query("Action", "kafka-cluster:Connect")
            .at_most(QUARTER_OF_AN_HOUR);
        TokenRequest::encoded(request, |url| {
            let with_user_agent = Secret::from([url.expose(), USER_AGENT].concat());
            base64_url(with_user_agent.expose().as_bytes()).into()
        })
    }
}

const USER_AGENT: &str = concat!("&User-Agent=presign%2F", env!("CARGO_PKG_VERSION"));
