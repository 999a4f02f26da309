//! Uploads files from a web page directly to S3: `cargo run --manifest-path examples/browser/Cargo.toml`.
//!
//! The program serves the page, signs its requests and runs an S3 server, all on the loopback interface.

mod host;
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
    extract::{DefaultBodyLimit, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
    serve,
};
use presign::{AmzDate, Credentials, Endpoint, Presigner};
use s3::Keys;
use serde::Serialize;
use serde_json::{Value, json};
use signing::{FormOrder, Order, Refused, RefusedForm};
use tokio::{net::TcpListener, task::spawn_blocking};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// The server's keys. They never leave it.
const KEYS: Keys = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
/// The keys in the page, which anyone can read.
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
    let (page_address, s3_address) = (page_listener.local_addr()?, s3_listener.local_addr()?);
    let (page, endpoint) = (format!("http://{page_address}"), format!("http://{s3_address}"));

    let folder = tempfile::tempdir()?;
    let s3 = s3::router(folder.path(), &[KEYS, DEMO_KEYS], &page)?;
    let signs_in_page = module().is_dir();
    let app = App::new(endpoint, signs_in_page)?;

    println!("Serving the page at {page} and S3 at {} (press Ctrl+C to stop)", app.endpoint);
    if !signs_in_page {
        println!("Run examples/browser/build first if the page should also be able to sign.");
    }
    tokio::select! {
        end = serve(page_listener, host::only(page_address, app.router()?)) => end?,
        end = serve(s3_listener, host::only(s3_address, s3)) => end?,
        end = tokio::signal::ctrl_c() => end?,
    }
    folder.close()?;
    Ok(())
}

/// The server of the page, which signs its requests.
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
        // The page may load and send only from and to the two servers.
        let policy = format!(
            "default-src 'self'; connect-src 'self' {}; script-src 'self' 'wasm-unsafe-eval'",
            self.endpoint
        );
        let policy = HeaderValue::try_from(policy)?;
        let fresh = HeaderValue::from_static("no-cache");
        Ok(Router::new()
            .route("/config", get(config))
            .route("/sign", post(sign))
            .route("/sign-form", post(sign_form))
            .route("/diagnose", post(diagnose).layer(DefaultBodyLimit::max(limits::REFUSED)))
            .route("/diagnose-form", post(diagnose_form).layer(DefaultBodyLimit::max(limits::REFUSED)))
            .nest_service("/wasm", ServeDir::new(module()))
            .fallback_service(ServeDir::new(here().join("static")))
            .layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy))
            .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, fresh))
            .with_state(Arc::new(self)))
    }
}

/// Signs an order. A real server authenticates the user first.
async fn sign(State(app): State<Arc<App>>, Json(order): Json<Order>) -> Response {
    sign_within(limits::check(&order), || signing::sign(&app.s3, s3::BUCKET, &order, AmzDate::now()))
}

/// Signs a form, as [`sign`] signs a request.
async fn sign_form(State(app): State<Arc<App>>, Json(order): Json<FormOrder>) -> Response {
    sign_within(limits::check_form(&order), || {
        signing::sign_form(&app.s3, s3::BUCKET, &order, AmzDate::now())
    })
}

fn sign_within<T: Serialize>(
    limits: Result<(), String>,
    sign: impl FnOnce() -> Result<T, presign::Error>,
) -> Response {
    if let Err(reason) = limits {
        return refuse(StatusCode::FORBIDDEN, format!("The server does not sign this: {reason}."));
    }
    match sign() {
        Ok(signed) => Json(signed).into_response(),
        Err(error) => refuse(StatusCode::BAD_REQUEST, format!("This cannot be signed: {error}.")),
    }
}

/// Explains the refusal of a request. Needs no keys.
async fn diagnose(Json(refused): Json<Refused>) -> Response {
    explain(move || signing::diagnose(&refused)).await
}

/// Explains the refusal of a form that this server signs.
async fn diagnose_form(State(app): State<Arc<App>>, Json(refused): Json<RefusedForm>) -> Response {
    if let Err(reason) = limits::check_form(&refused.order) {
        return (StatusCode::FORBIDDEN, format!("The server does not sign this: {reason}.")).into_response();
    }
    explain(move || signing::diagnose_form(&app.s3, s3::BUCKET, refused, AmzDate::now())).await
}

/// Runs a diagnosis on a separate thread, because the input is untrusted and may take long to process.
async fn explain(diagnose: impl FnOnce() -> String + Send + 'static) -> Response {
    match spawn_blocking(diagnose).await {
        Ok(diagnosis) => diagnosis.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
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

/// Returns the folder of the module with which the page signs. It exists once it is built.
fn module() -> PathBuf {
    here().join("target/page")
}

#[cfg(test)]
mod tests {
    use axum::{
        body::Body,
        http::{Request, header::HOST},
    };
    use tower::ServiceExt;

    use super::*;

    const ADDRESS: &str = "127.0.0.1:8000";

    async fn respond(request: Request<Body>) -> StatusCode {
        let router = App::new("http://127.0.0.1:9000".into(), false).unwrap().router().unwrap();
        let response = host::only(ADDRESS.parse().unwrap(), router).oneshot(request).await;
        response.unwrap().status()
    }

    #[tokio::test]
    async fn a_request_for_another_host_is_refused() {
        for (hosts, target, status) in [
            (&[ADDRESS][..], "/config", 200),
            (&["localhost:8000"], "/config", 200),
            (&["LocalHost:8000"], "/config", 200),
            (&[ADDRESS], "http://127.0.0.1:8000/config", 200),
            (&[ADDRESS], "http://rebound.example:8000/config", 421),
            (&["rebound.example:8000"], "/config", 421),
            (&["rebound.example:8000"], "/", 421),
            (&["rebound.example:8000"], "http://127.0.0.1:8000/config", 421),
            (&["127.0.0.1"], "/config", 421),
            (&["127.0.0.1:9000"], "/config", 421),
            (&["localhost:8000.rebound.example"], "/config", 421),
            (&[ADDRESS, ADDRESS], "/config", 421),
            (&[ADDRESS, "rebound.example:8000"], "/config", 421),
            (&[], "/config", 421),
        ] {
            let request = Request::get(target);
            let request = hosts.iter().fold(request, |request, host| request.header(HOST, *host));
            assert_eq!(respond(request.body(Body::empty()).unwrap()).await, status, "{hosts:?} {target}");
        }
    }

    #[tokio::test]
    async fn a_request_for_a_diagnosis_has_a_maximum_length() {
        let diagnose = |len: usize| {
            let refused = json!({ "url": "a", "method": "GET", "headers": [], "xml": "a".repeat(len) });
            let request = Request::post("/diagnose").header(HOST, ADDRESS);
            request.header(header::CONTENT_TYPE, "application/json").body(refused.to_string().into()).unwrap()
        };
        assert_eq!(respond(diagnose(1024)).await, StatusCode::OK);
        assert_eq!(respond(diagnose(limits::REFUSED)).await, StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn a_form_is_explained_only_if_the_server_would_sign_it() {
        for (key_prefix, len, status) in [
            ("uploads/", 1024, StatusCode::OK),
            ("secrets/", 1024, StatusCode::FORBIDDEN),
            ("uploads/", limits::REFUSED, StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let order = json!({ "keyPrefix": key_prefix, "contentTypePrefix": "image/", "maxLength": 1 });
            let refused = json!({
                "order": order,
                "signedAt": "20130524T000000Z",
                "fields": [["file", ""]],
                "fileSize": 2,
                "status": 400,
                "xml": "a".repeat(len),
            });
            let request = Request::post("/diagnose-form").header(HOST, ADDRESS);
            let request = request.header(header::CONTENT_TYPE, "application/json");
            assert_eq!(respond(request.body(refused.to_string().into()).unwrap()).await, status);
        }
    }
}
