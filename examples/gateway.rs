//! A small HTTP server that guards a folder with presigned URLs: what they sign is what it lets in.
//!
//! ```text
//! cargo run --example gateway                            # a folder of its own, on a free port; prints what to try
//! cargo run --example gateway -- --folder ./files --port 8080
//! ```
//!
//! Buckets are the folders in the folder, and keys are paths. It speaks as much S3 as a presigned URL can say of one object:
//! GET, HEAD, PUT and DELETE, and S3's errors in XML. Any signer will do: this crate, boto3, an SDK of AWS.

use std::{
    error::Error,
    io,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use clap::Parser;
use presign::{
    AmzDate, Credentials, Endpoint, Explanation, Method, PresignedUrl, Presigner, Refusal, Verifier,
};
use tokio::{fs, net::TcpListener};

const MIB: usize = 1024 * 1024;

/// Guards a folder with presigned URLs.
#[derive(Parser)]
struct Arguments {
    /// The folder with the buckets [default: a new one, removed at the end]
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The port to listen on; 0 is any that is free
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The region that URLs must be signed for
    #[arg(long, default_value = "us-east-1")]
    region: String,
    /// The access key id that may sign
    #[arg(long, env = "AWS_ACCESS_KEY_ID", default_value = "AKIAIOSFODNN7EXAMPLE")]
    access_key_id: String,
    /// Its secret
    #[arg(
        long,
        env = "AWS_SECRET_ACCESS_KEY",
        hide_env_values = true,
        default_value = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    )]
    secret_access_key: String,
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
    let own_folder = tempfile::tempdir()?;
    let folder = arguments.folder.unwrap_or_else(|| own_folder.path().into());
    fs::create_dir_all(folder.join("photos")).await?;

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let credentials = Credentials::new(arguments.access_key_id, arguments.secret_access_key);
    println!("{} is served at {url}, for the region {}. To try it:\n", folder.display(), arguments.region);
    let s3 = Presigner::new(credentials.clone(), Endpoint::custom(&url, &arguments.region)?);
    println!("echo quack | {}", s3.put("photos", "duck.txt").content_type("text/plain").presign()?.to_curl());
    println!("{}", s3.get("photos", "duck.txt").presign()?.to_curl());

    let gateway = Gateway { folder, credentials, verifier: Verifier::new(arguments.region) };
    let router = Router::new().fallback(answer).with_state(Arc::new(gateway));
    axum::serve(listener, router).await?;
    Ok(())
}

struct Gateway {
    folder: PathBuf,
    credentials: Credentials,
    verifier: Verifier,
}

async fn answer(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let resource = request.uri().path().to_owned();
    gateway.admit(request).await.unwrap_or_else(|error| error.into_response(&resource))
}

impl Gateway {
    /// Verifies first: nothing of the request is used before.
    async fn admit(&self, request: Request) -> Result<Response, Failure> {
        let (head, body) = request.into_parts();
        let host = head.headers.get(header::HOST).and_then(|host| host.to_str().ok()).ok_or(MALFORMED)?;
        let target = head.uri.path_and_query().ok_or(MALFORMED)?;
        let method: Method = head.method.as_str().parse().map_err(|_| NOT_ALLOWED)?;
        let headers = as_text(&head.headers).ok_or(MALFORMED)?;

        let url = PresignedUrl::from_target(host, target.as_str()).map_err(Refusal::from)?;
        let verified = self
            .verifier
            .verify(&url, method, &headers, AmzDate::now(), &self.credentials)
            .map_err(|refusal| Failure::Refused(url.explain(method, &headers).ok(), refusal))?;

        let (bucket, key) = verified.url().object().ok_or(NO_SUCH_BUCKET)?;
        let path = self.path(bucket, key).await?;
        match method {
            Method::Get | Method::Head => read(&path).await,
            Method::Put => {
                let body = to_bytes(body, 64 * MIB).await.map_err(|_| TOO_LARGE)?;
                if !verified.accepts(&body) {
                    return Err(Refusal::PayloadMismatch.into());
                }
                write(&path, &body).await
            }
            Method::Delete => delete(&path).await,
            _ => Err(NOT_ALLOWED),
        }
    }

    /// Keys are any text, and paths are not: what could leave the bucket's folder has no file.
    async fn path(&self, bucket: &str, key: &str) -> Result<PathBuf, Failure> {
        let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0']);
        let folder = self.folder.join(bucket);
        if !is_name(bucket) || !fs::metadata(&folder).await.is_ok_and(|metadata| metadata.is_dir()) {
            return Err(NO_SUCH_BUCKET);
        }
        if !key.split('/').all(is_name) {
            return Err(NO_SUCH_KEY);
        }
        Ok(folder.join(key))
    }
}

async fn read(path: &Path) -> Result<Response, Failure> {
    // A folder is no object.
    let content = fs::read(path).await.map_err(|_| NO_SUCH_KEY)?;
    // For HEAD, the server leaves the body out.
    Ok(content.into_response())
}

async fn write(path: &Path, content: &Bytes) -> Result<Response, Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).await?;
    }
    fs::write(path, content).await?;
    Ok(StatusCode::OK.into_response())
}

async fn delete(path: &Path) -> Result<Response, Failure> {
    match fs::remove_file(path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}

/// Names and values; none where a value is no text.
fn as_text(headers: &HeaderMap) -> Option<Vec<(&str, &str)>> {
    headers
        .iter()
        .map(|(name, value)| Some((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?)))
        .collect()
}

/// Why there is no answer: a refusal, or else what S3 calls it.
enum Failure {
    Refused(Option<Explanation>, Refusal),
    Named(StatusCode, &'static str),
}

const MALFORMED: Failure = Failure::Named(StatusCode::BAD_REQUEST, "InvalidRequest");
const NOT_ALLOWED: Failure = Failure::Named(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed");
const NO_SUCH_BUCKET: Failure = Failure::Named(StatusCode::NOT_FOUND, "NoSuchBucket");
const NO_SUCH_KEY: Failure = Failure::Named(StatusCode::NOT_FOUND, "NoSuchKey");
const TOO_LARGE: Failure = Failure::Named(StatusCode::BAD_REQUEST, "EntityTooLarge");

impl Failure {
    fn into_response(self, resource: &str) -> Response {
        let (status, xml) = match self {
            Self::Refused(explanation, refusal) => {
                let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
                let xml = match (&refusal, explanation) {
                    (Refusal::SignatureDoesNotMatch, Some(explanation)) => {
                        refusal.to_xml_with(&explanation, resource, "")
                    }
                    _ => refusal.to_xml(resource, ""),
                };
                (status, xml)
            }
            Self::Named(status, code) => (status, format!("<Error><Code>{code}</Code></Error>")),
        };
        let head = [(header::CONTENT_TYPE, "application/xml")];
        (status, head, Body::from(xml)).into_response()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(None, refusal)
    }
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Named(StatusCode::INTERNAL_SERVER_ERROR, "InternalError")
    }
}
