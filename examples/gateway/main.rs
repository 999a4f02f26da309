//! A small HTTP server that gives access to a folder with presigned URLs, and performs only what they sign.
//!
//! ```text
//! cargo run --example gateway                            # a new folder on a free port; prints commands to try
//! cargo run --example gateway -- --folder ./files --port 8080 --domain s3.example.com
//! ```
//!
//! Buckets are subfolders, and keys are paths in them. The gateway implements the operations that a presigned
//! URL can sign for one object: GetObject, HeadObject, PutObject and DeleteObject, with conditions, checksums,
//! and S3's errors in XML. It also accepts forms for uploads by POST. It returns `NotImplemented` for anything else
//! that is signed. URLs and forms may come from any signer: this crate, boto3 or an AWS SDK.
//!
//! The docs of `presign::Verifier` list what a server must do. This example does it as follows:
//!
//! * [`gateway`] responds to a preflight first and verifies a request before it uses it. It performs the signed
//!   operation with its parameters and headers, and serves only its own hosts.
//! * [`form`] verifies the fields of a form before it reads the file, and stops reading a file that is too large.
//! * [`folder`] never uses a key as a path without a check. It streams files, and an upload is visible only
//!   once it is complete.
//! * [`upload`] and [`integrity`] store an upload only if it matches its hashes.

mod failure;
mod folder;
mod form;
mod gateway;
mod integrity;
mod upload;

use std::{
    convert::Infallible, error::Error, net::Ipv4Addr, path::PathBuf, process::ExitCode, sync::Arc,
    time::Duration,
};

use axum::body::Body;
use base64::{Engine, prelude::BASE64_STANDARD};
use clap::Parser;
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use presign::{Credentials, Endpoint, Presigner, Verifier};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::{folder::Folder, gateway::Gateway};

/// Serves a folder to clients with presigned URLs.
#[derive(Parser)]
struct Arguments {
    /// The folder with the buckets [default: a new folder for temporary files]
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The port to listen on; 0 chooses a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// A host name to serve, besides 127.0.0.1 and localhost; its subdomains are buckets
    #[arg(long)]
    domain: Vec<String>,
    /// The path of the endpoint, below which the buckets are
    #[arg(long, default_value = "")]
    base_path: String,
    /// How long a client may take to send the head of a request, in seconds
    #[arg(long, default_value_t = 10)]
    head_timeout: u64,
    /// The region that URLs must be signed for
    #[arg(long, default_value = "us-east-1")]
    region: String,
    /// The access key id that may sign
    #[arg(long, env = "AWS_ACCESS_KEY_ID", default_value = "gateway")]
    access_key_id: String,
    /// Its secret access key [default: a random one, which is printed]
    #[arg(long, env = "AWS_SECRET_ACCESS_KEY", hide_env_values = true)]
    secret_access_key: Option<String>,
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(serve(Arguments::parse()))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let folder = arguments.folder.map_or_else(|| tempfile::tempdir().map(TempDir::keep), Ok)?;
    std::fs::create_dir_all(folder.join("photos"))?;

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port))
        .await
        .map_err(|error| format!("cannot listen on port {}: {error}", arguments.port))?;
    let address = listener.local_addr()?;
    let url = format!("http://{address}{}", arguments.base_path);
    println!("{} is served at {url}, for the region {}", folder.display(), arguments.region);
    println!("Press Ctrl-C to stop it. To try it in another shell:\n");
    println!("export AWS_ENDPOINT_URL_S3={url} AWS_REGION={}", arguments.region);
    let secret = match arguments.secret_access_key {
        Some(secret) => secret,
        None => {
            let secret = random_secret()?;
            let id = &arguments.access_key_id;
            println!("export AWS_ACCESS_KEY_ID={id} AWS_SECRET_ACCESS_KEY={secret}");
            secret
        }
    };
    println!("cargo run --example presign -- put s3://photos/duck.txt --curl\n");
    let credentials = Credentials::new(arguments.access_key_id, secret);
    println!("Or with curl, in the next 15 minutes:\n");
    let s3 = Presigner::new(credentials.clone(), Endpoint::custom(&url, &arguments.region)?);
    println!("echo quack | {}", s3.put("photos", "duck.txt").content_type("text/plain").presign()?.to_curl());
    println!("{}", s3.get("photos", "duck.txt").presign()?.to_curl());
    let form = s3.post("photos", "goose.txt").content_length(1..=1_000_000).presign()?;
    println!("echo honk | {}", form.to_curl());

    let own = [address.to_string(), format!("localhost:{}", address.port())];
    let verifier = Verifier::new(arguments.region).base_path(&arguments.base_path)?;
    let verifier = own.iter().chain(&arguments.domain).fold(verifier, |verifier, host| verifier.domain(host));
    let gateway = Gateway::new(Folder::new(folder), credentials, verifier);
    listen(listener, gateway.into(), Duration::from_secs(arguments.head_timeout)).await;
    Ok(())
}

/// Serves each connection in its own task. Closes a connection whose client takes too long to send the head of
/// a request.
async fn listen(listener: TcpListener, gateway: Arc<Gateway>, head_timeout: Duration) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_timeout);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // For example, because too many files are open.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let gateway = gateway.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let gateway = gateway.clone();
            async move { Ok::<_, Infallible>(gateway.respond(request.map(Body::new)).await) }
        });
        tokio::spawn(http.serve_connection(TokioIo::new(stream), service));
    }
}

fn random_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 30];
    getrandom::fill(&mut bytes)?;
    Ok(BASE64_STANDARD.encode(bytes))
}
