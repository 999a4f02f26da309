//! Prints a credential for the Kubernetes API of an EKS cluster, as kubectl and other clients expect it.
//!
//! ```text
//! export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… AWS_REGION=eu-west-1
//! cargo run --example eks-credential -- production
//! ```
//!
//! See <https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins>.

use std::{env, error::Error, process::ExitCode, time::Duration};

use clap::Parser;
use presign::{Credentials, services::ServicePresigner};
use serde_json::{Value, json};

/// Prints a credential for the Kubernetes API of an EKS cluster.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The name of the cluster
    cluster: String,
    /// The region of the cluster
    #[arg(long, env = "AWS_REGION")]
    region: String,
}

fn main() -> ExitCode {
    match credential(&Arguments::parse()) {
        Ok(credential) => {
            println!("{credential}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn credential(arguments: &Arguments) -> Result<Value, Box<dyn Error>> {
    let aws = ServicePresigner::new(Credentials::from_env()?, &arguments.region);
    let token = aws.eks_token(&arguments.cluster).shorten_to_credentials().presign()?;
    // The client asks for another one a minute before this one expires.
    let expiry = token.expires_at().checked_sub(Duration::from_secs(60))?;
    Ok(json!({
        "apiVersion": api_version(),
        "kind": "ExecCredential",
        "spec": {},
        "status": { "token": token.as_str(), "expirationTimestamp": expiry.to_rfc3339() },
    }))
}

/// Returns the version that the client asks for.
fn api_version() -> String {
    let asked = env::var("KUBERNETES_EXEC_INFO").ok().and_then(|info| {
        let info: Value = serde_json::from_str(&info).ok()?;
        Some(info["apiVersion"].as_str()?.to_owned())
    });
    asked.unwrap_or_else(|| "client.authentication.k8s.io/v1".into())
}
