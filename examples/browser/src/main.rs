//! Uploads from a web page, straight to S3: `cargo run --manifest-path examples/browser/Cargo.toml` serves the page, signs for it and
//! is the S3 server, all on the loopback interface.

mod limits;
mod s3;

use std::{
    env,
    error::Error,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
    serve,
};
use presign::{AmzDate, Credentials, Endpoint, Presigner};
use s3::Keys;
use serde_json::{Value, json};
use signing::{Order, Refused};
use tokio::net::TcpListener;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// The server's. They never leave it.
const KEYS: Keys = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
/// Those in the page, of a user who may as well be anybody.
const DEMO_KEYS: Keys = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let port = env::args().nth(1).map_or(Ok(0), |port| port.parse())?;
    let page_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let s3_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let page = format!("http://{}", page_listener.local_addr()?);
    let endpoint = format!("http://{}", s3_listener.local_addr()?);

    let folder = tempfile::tempdir()?;
    let s3 = s3::router(folder.path(), &[KEYS, DEMO_KEYS], &page)?;
    let signs_in_page = module().is_dir();
    let app = App::new(endpoint, signs_in_page)?;

    println!("{page} is the page, {} the S3 server. Stop with Ctrl+C.", app.endpoint);
    if !signs_in_page {
        println!("The page cannot sign by itself: for that, run examples/browser/build first.");
    }
    tokio::select! {
        end = serve(page_listener, app.router()?) => end?,
        end = serve(s3_listener, s3) => end?,
        end = tokio::signal::ctrl_c() => end?,
    }
    folder.close()?;
    Ok(())
}

/// The page and what signs for it.
struct App {
    endpoint: String,
    s3: Presigner,
    signs_in_page: bool,
}

impl App {
    fn new(endpoint: String, signs_in_page: bool) -> Result<Self, presign::Error> {
        let credentials = Credentials::new(KEYS.0, KEYS.1);
        let s3 = Presigner::new(credentials, Endpoint::custom(&endpoint, s3::REGION)?);
        Ok(Self { endpoint, s3, signs_in_page })
    }

    fn router(self) -> Result<Router, Box<dyn Error>> {
        // The page loads nothing from elsewhere and talks to nobody but the two servers.
        let policy = format!(
            "default-src 'self'; connect-src 'self' {}; script-src 'self' 'wasm-unsafe-eval'",
            self.endpoint
        );
        let policy = HeaderValue::try_from(policy)?;
        let fresh = HeaderValue::from_static("no-cache");
        Ok(Router::new()
            .route("/config", get(config))
            .route("/sign", post(sign))
            .route("/diagnose", post(diagnose))
            .nest_service("/wasm", ServeDir::new(module()))
            .fallback_service(ServeDir::new(here().join("static")))
            .layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy))
            .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, fresh))
            .with_state(Arc::new(self)))
    }
}

/// The whole of what a server has to do for its page. A real one asks first who is there.
async fn sign(State(app): State<Arc<App>>, Json(order): Json<Order>) -> Response {
    if let Err(reason) = limits::check(&order) {
        return refuse(StatusCode::FORBIDDEN, format!("The server does not sign this: {reason}."));
    }
    match signing::sign(&app.s3, s3::BUCKET, &order, AmzDate::now()) {
        Ok(signed) => Json(signed).into_response(),
        Err(error) => refuse(StatusCode::BAD_REQUEST, format!("This cannot be signed: {error}.")),
    }
}

async fn diagnose(Json(refused): Json<Refused>) -> String {
    signing::diagnose(&refused)
}

async fn config(State(app): State<Arc<App>>) -> Json<Value> {
    let (access_key_id, secret_access_key) = DEMO_KEYS;
    Json(json!({
        "endpoint": app.endpoint,
        "region": s3::REGION,
        "bucket": s3::BUCKET,
        "limits": limits::to_json(),
        "demoKeys": app.signs_in_page.then(|| json!([access_key_id, secret_access_key])),
    }))
}

fn refuse(status: StatusCode, error: String) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The page's own signer, once it is built.
fn module() -> PathBuf {
    here().join("target/page")
}
