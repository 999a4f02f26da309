//! An S3 server for browsers: `s3s`, with the CORS rules that a bucket needs for uploads from a page.
//!
//! `s3s` checks the signatures and stores the objects in a folder.

use std::{error::Error, path::Path};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{
        HeaderValue, Method, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use presign::{PresignedUrl, Refusal};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;
use tower_http::cors::CorsLayer;

pub const REGION: &str = "us-east-1";
pub const BUCKET: &str = "examplebucket";

/// An access key id and its secret access key.
pub type Keys = (&'static str, &'static str);

pub fn router(folder: &Path, keys: &[Keys], page: &str) -> Result<Router, Box<dyn Error>> {
    std::fs::create_dir(folder.join(BUCKET))?;
    let back_end = FileSystem::new(folder).map_err(|error| format!("{error:?}"))?;
    let mut service = S3ServiceBuilder::new(back_end);
    let mut auth = SimpleAuth::new();
    for (access_key_id, secret_access_key) in keys {
        auth.register((*access_key_id).into(), (*secret_access_key).into());
    }
    service.set_auth(auth);
    let service = service.build();

    let answer = move |request: Request| {
        let service = service.clone();
        async move {
            let (head, body) = request.into_parts();
            let request = Request::from_parts(head.clone(), body).map(s3s::Body::http_body_unsync);
            match service.call(request).await {
                Ok(response) if response.status() == StatusCode::FORBIDDEN => {
                    explained(&head, response.map(Body::new)).await
                }
                Ok(response) => response.map(Body::new),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
    };
    Ok(Router::new().fallback(answer).layer(cors(page)?))
}

/// Returns the equivalent of a bucket's CORS configuration.
fn cors(page: &str) -> Result<CorsLayer, Box<dyn Error>> {
    Ok(CorsLayer::new()
        .allow_origin(page.parse::<HeaderValue>()?)
        .allow_methods([Method::GET, Method::PUT, Method::POST, Method::DELETE])
        .allow_headers([CONTENT_TYPE])
        // The page needs the ETags for CompleteMultipartUpload.
        .expose_headers([ETAG]))
}

/// Adds the received request to an answer about a mismatched signature, as AWS does. `s3s` leaves it out.
async fn explained(head: &Parts, refusal: Response) -> Response {
    let (mut answer, body) = refusal.into_parts();
    let mut body = to_bytes(body, 64 * 1024).await.unwrap_or_default();
    if body.windows(MISMATCH.len()).any(|window| window == MISMATCH)
        && let Some(xml) = explanation(head)
    {
        answer.headers.remove(CONTENT_LENGTH);
        body = xml.into();
    }
    Response::from_parts(answer, body.into())
}

fn explanation(head: &Parts) -> Option<String> {
    let url = PresignedUrl::from_parts(head).ok()?;
    let headers: Vec<_> =
        head.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect();
    let explanation = url.explain(head.method.as_str().parse().ok()?, &headers).ok()?;
    Some(Refusal::SignatureDoesNotMatch.to_xml_with(&explanation, head.uri.path(), ""))
}

const MISMATCH: &[u8] = b"<Code>SignatureDoesNotMatch</Code>";
