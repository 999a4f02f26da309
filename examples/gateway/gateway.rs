//! Turns a request into the operation that was signed.

use std::{path::Path, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures::stream;
use http_body_util::BodyExt;
use presign::{AmzDate, Credentials, Operation, PresignedUrl, Refusal, Verified, Verifier};
use tokio::{fs::File, io::AsyncReadExt};

use crate::{
    failure::Failure,
    folder::{self, Conditions, Folder},
    form, integrity,
    upload::Upload,
};

pub struct Gateway {
    pub folder: Arc<Folder>,
    pub credentials: Credentials,
    pub verifier: Verifier,
}

impl Gateway {
    pub fn new(folder: Folder, credentials: Credentials, verifier: Verifier) -> Self {
        Self { folder: folder.into(), credentials, verifier }
    }

    pub async fn respond(&self, request: Request) -> Response {
        // A browser sends a preflight with the same URL, but not its method, before it sends a header to
        // another origin.
        if request.method() == Method::OPTIONS {
            return preflight(request.headers());
        }
        let (head, mut body) = request.into_parts();
        let mut response = match self.admit(&head, &mut body).await {
            Ok(response) => response,
            Err(failure) => {
                drain(&head, body).await;
                failure.into_response(head.uri.path())
            }
        };
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
        response
            .headers_mut()
            .insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag"));
        response
    }

    /// Verifies the request before anything else uses it, and performs the signed operation.
    ///
    /// The method and the path do not determine the operation. `takes_only` refuses what the gateway does not
    /// implement.
    async fn admit(&self, head: &Parts, body: &mut Body) -> Result<Response, Failure> {
        if let (&Method::POST, Some(boundary)) = (&head.method, form::boundary(head)) {
            return self.post(head, boundary, body).await;
        }
        let url = PresignedUrl::from_parts(head).map_err(Refusal::from)?;
        let verified = self
            .verifier
            .verify_parts(&url, head, AmzDate::now(), &self.credentials)
            .map_err(|refusal| Failure::Refused(url.explain_parts(head).ok(), refusal))?;

        let object = || -> Result<_, Failure> {
            let (bucket, key) = verified.object().ok_or(Failure::NO_SUCH_BUCKET)?;
            self.folder.object(bucket, key)
        };
        let conditions = Conditions::new(&head.headers);
        match verified.operation() {
            Operation::GetObject | Operation::HeadObject => {
                let parameters: Vec<_> =
                    RESPONSE_HEADERS.iter().map(|(name, _)| *name).chain([CHECKSUM_MODE]).collect();
                verified.takes_only(&parameters, &["if-match", "if-none-match", CHECKSUM_MODE])?;
                read(&object()?, &conditions, &verified)
            }
            Operation::PutObject => {
                let described = ["content-length", "content-type", "if-match", "if-none-match"];
                let headers = [&described[..], &integrity::FIELDS, &["x-amz-content-sha256"]].concat();
                verified.takes_only(&["X-Amz-Content-Sha256"], &headers)?;
                self.write(&object()?, conditions, &verified, head, body).await
            }
            Operation::DeleteObject => {
                verified.takes_only(&[], &["if-match"])?;
                self.folder.delete(&object()?, &conditions)?;
                Ok(StatusCode::NO_CONTENT.into_response())
            }
            // Refuses with the parameter or header that selects the operation, if there is one.
            _ => Err(verified.takes_only(&[], &[]).map_or_else(Into::into, |()| Failure::NOT_IMPLEMENTED)),
        }
    }

    async fn write(
        &self,
        path: &Path,
        conditions: Conditions,
        verified: &Verified<'_>,
        head: &Parts,
        body: &mut Body,
    ) -> Result<Response, Failure> {
        conditions.check_change(path)?;
        let mut upload = Upload::new(&self.folder)?;
        while let Some(chunk) = next_chunk(body).await? {
            upload.push(&chunk).await?;
        }
        // `content-md5` counts even if it is not signed.
        let stated = |name: &str| match name {
            integrity::MD5 => {
                let values = head.headers.get_all(name).iter();
                values.map(|value| value.to_str().unwrap_or_default()).collect()
            }
            _ => verified.header(name).into_iter().collect(),
        };
        let e_tag = upload.store(&self.folder, path, conditions, verified.payload(), stated).await?;
        Ok([(header::ETAG, e_tag)].into_response())
    }
}

/// Streams the object. For HEAD, the server leaves out the body.
fn read(path: &Path, conditions: &Conditions, verified: &Verified<'_>) -> Result<Response, Failure> {
    let (file, metadata) = folder::open(path)?;
    conditions.check_read(&metadata)?;
    let chunks = stream::try_unfold(File::from_std(file), |mut file| async move {
        let mut chunk = Vec::with_capacity(CHUNK_LEN);
        let len = file.read_buf(&mut chunk).await?;
        std::io::Result::Ok((len > 0).then_some((chunk, file)))
    });
    let mut response = Body::from_stream(chunks).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, metadata.len().into());
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    let e_tag = HeaderValue::try_from(folder::e_tag(&metadata)).map_err(|_| Failure::INVALID_ARGUMENT)?;
    headers.insert(header::ETAG, e_tag);
    for (parameter, header) in RESPONSE_HEADERS {
        if let Some(value) = verified.parameter(parameter) {
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| Failure::INVALID_ARGUMENT)?;
            headers.insert(header, value);
        }
    }
    Ok(response)
}

/// Returns the next chunk of an upload. A client that takes too long gets an error.
async fn next_chunk(body: &mut Body) -> Result<Option<Bytes>, Failure> {
    loop {
        let frame = tokio::time::timeout(CHUNK_TIMEOUT, body.frame()).await;
        match frame
            .map_err(|_| Failure::REQUEST_TIMEOUT)?
            .transpose()
            .map_err(|_| Failure::INCOMPLETE_BODY)?
        {
            None => return Ok(None),
            Some(frame) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

/// Reads the rest of a refused request. A client that still sends when the connection closes may not see the response.
async fn drain(head: &Parts, mut body: Body) {
    // It waits for permission to send, which reading would give.
    if head.headers.contains_key(header::EXPECT) {
        return;
    }
    let read = async {
        let mut len = 0;
        while let Ok(Some(chunk)) = next_chunk(&mut body).await {
            len += chunk.len();
            if len > MAX_DRAINED {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(DRAIN_TIMEOUT, read).await;
}

/// Allows any origin: access depends on the URL, not on a cookie.
fn preflight(asked: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, HEAD, POST, PUT, DELETE"),
    );
    if let Some(names) = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    response
}

const ANY: HeaderValue = HeaderValue::from_static("*");

/// Asks for the stored checksums, but the gateway stores none.
const CHECKSUM_MODE: &str = "x-amz-checksum-mode";

/// The limit of PutObject in S3: 5 GiB.
pub const MAX_LEN: u64 = 5 << 30;

const CHUNK_LEN: usize = 64 * 1024;

pub const CHUNK_TIMEOUT: Duration = Duration::from_secs(30);

const MAX_DRAINED: usize = 16 << 20;

const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);

/// Parameters that set a header of the response.
const RESPONSE_HEADERS: [(&str, HeaderName); 6] = [
    ("response-cache-control", header::CACHE_CONTROL),
    ("response-content-disposition", header::CONTENT_DISPOSITION),
    ("response-content-encoding", header::CONTENT_ENCODING),
    ("response-content-language", header::CONTENT_LANGUAGE),
    ("response-content-type", header::CONTENT_TYPE),
    ("response-expires", header::EXPIRES),
];
