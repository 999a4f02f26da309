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
use futures_util::{StreamExt, stream};
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

    let respond = move |request: Request| {
        let service = service.clone();
        async move {
            let (head, body) = request.into_parts();
            let body = if is_form(&head) { in_small_pieces(body) } else { body };
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
    Ok(Router::new().fallback(respond).layer(cors(page)?))
}

fn is_form(head: &Parts) -> bool {
    head.headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"multipart/form-data"))
}

/// Splits the body of a form. If a piece of the file ends in CR, `s3s` 0.14 refuses a next piece of more than 64 KiB.
fn in_small_pieces(body: Body) -> Body {
    let pieces = body.into_data_stream().flat_map(|received| {
        let (bytes, error) = match received {
            Ok(bytes) => (bytes, None),
            Err(error) => (Default::default(), Some(Err(error))),
        };
        let starts = (0..bytes.len()).step_by(PIECE);
        let pieces = starts.map(move |start| Ok(bytes.slice(start..bytes.len().min(start + PIECE))));
        stream::iter(pieces.chain(error))
    });
    Body::from_stream(pieces)
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

/// Adds the received request to a response about a mismatched signature, as AWS does. `s3s` leaves it out.
async fn explained(head: &Parts, refusal: Response) -> Response {
    let (mut response, body) = refusal.into_parts();
    let mut body = to_bytes(body, 64 * 1024).await.unwrap_or_default();
    if body.windows(MISMATCH.len()).any(|window| window == MISMATCH)
        && let Some(xml) = explanation(head)
    {
        response.headers.remove(CONTENT_LENGTH);
        body = xml.into();
    }
    Response::from_parts(response, body.into())
}

fn explanation(head: &Parts) -> Option<String> {
    let url = PresignedUrl::from_parts(head).ok()?;
    let headers: Vec<_> =
        head.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect();
    let explanation = url.explain(head.method.as_str().parse().ok()?, &headers).ok()?;
    Some(Refusal::SignatureDoesNotMatch.to_xml_with(&explanation, head.uri.path(), ""))
}

/// In bytes.
const PIECE: usize = 32 * 1024;
const MISMATCH: &[u8] = b"<Code>SignatureDoesNotMatch</Code>";

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use presign::{Credentials, Endpoint, Presigner};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_form_is_stored_however_its_body_is_received() {
        let keys = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        let folder = tempfile::tempdir().unwrap();
        let s3 = router(folder.path(), &[keys], "http://127.0.0.1:8000").unwrap();
        let endpoint = Endpoint::custom("http://127.0.0.1:9000", REGION).unwrap();
        let form = Presigner::new(Credentials::new(keys.0, keys.1), endpoint);
        let form = form.post(BUCKET, "duck").presign().unwrap();

        let mut body = String::new();
        for (name, value) in form.fields() {
            body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"duck\"\r\n\r\n";
        let (first, second) = ("quack\r", "q".repeat(3 * 64 * 1024));
        let pieces = [body, first.into(), second.clone(), "\r\n--b--\r\n".into()].map(Ok::<_, io::Error>);
        let request = Request::post(form.url())
            .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
            .body(Body::from_stream(stream::iter(pieces)));
        let response = s3.oneshot(request.unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        let stored = fs::read_to_string(folder.path().join(BUCKET).join("duck")).unwrap();
        assert!(stored == [first, &second].concat());
    }
}
