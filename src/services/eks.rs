use alloc::borrow::Cow;
use core::time::Duration;

use super::{ServicePresigner, TokenRequest, name::NameRules};
use crate::sigv4::{Secret, base64_url};

impl ServicePresigner {
    /// Starts a bearer token for the Kubernetes API of an EKS cluster.
    ///
    /// `cluster` is the name of the cluster, or the id of a local cluster on Outposts. The token works for 900 s (15
    /// minutes), which cannot be set: it is a presigned GetCallerIdentity, for which STS ignores the lifetime. See
    /// [aws eks get-token][page], which creates the same token.
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let token = aws.eks_token("production").presign()?;
    /// assert!(token.as_str().starts_with("k8s-aws-v1."));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html
    pub fn eks_token<'a>(&'a self, cluster: impl Into<Cow<'a, str>>) -> TokenRequest<'a> {
        let cluster = cluster.into();
        let checked = CLUSTER.check(&cluster);
        let request = self
            .caller_identity()
            .check(checked)
            .header("x-k8s-aws-id", cluster)
            .sends_lifetime(SENT_LIFETIME);
        TokenRequest::encoded(request, |url| {
            let encoded = Secret::from(base64_url(url.expose().as_bytes()));
            [PREFIX, encoded.expose()].concat().into()
        })
        .with_fixed_lifetime()
    }
}

const PREFIX: &str = "k8s-aws-v1.";

/// Old authenticators accept at most 60 s, and all others ignore the value: see `requestPresignParam` in
/// <https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go>.
const SENT_LIFETIME: Duration = Duration::from_secs(60);

/// <https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html>
const CLUSTER: NameRules = NameRules {
    resource: "cluster",
    form: "1 to 100 letters, digits, `-` and `_`",
    max_len: 100,
    is_allowed: |byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte),
};
