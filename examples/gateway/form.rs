//! Stores the file of a form, as its policy allows.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures::TryFutureExt;
use http_body_util::BodyDataStream;
use multer::{Constraints, Multipart, SizeLimit};
use presign::{AmzDate, FormError, PostedFile, PostedForm, Refusal, VerifiedPost, sigv4::PayloadHash};
use quick_xml::escape::escape;

use crate::{
    failure::Failure,
    folder::Conditions,
    gateway::{CHUNK_TIMEOUT, Gateway, MAX_LEN},
    integrity,
    upload::Upload,
};

/// Returns the boundary of a form for an upload, or `None` for another request.
pub fn boundary(head: &Parts) -> Option<String> {
    let content_type = head.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(content_type).ok()
}

impl Gateway {
    /// Reads the fields, verifies them, and only then reads the file, which comes after them.
    pub async fn post(&self, head: &Parts, boundary: String, body: &mut Body) -> Result<Response, Failure> {
        let bucket = self.verifier.bucket_from_parts(head).ok_or(Failure::NO_SUCH_BUCKET)?;

        let limits = SizeLimit::new().per_field(MAX_FIELDS_LEN as u64).for_field(FILE, MAX_LEN);
        let constraints = Constraints::new().size_limit(limits);
        let mut form = Multipart::with_constraints(BodyDataStream::new(body), boundary, constraints);
        self.store(&bucket, &mut form).await
    }

    async fn store(&self, bucket: &str, form: &mut Multipart<'_>) -> Result<Response, Failure> {
        let mut fields = Vec::new();
        let mut len = 0;
        let mut file = loop {
            let field = in_time(form.next_field()).await?.ok_or(Failure::NO_FILE)?;
            let name = field.name().unwrap_or_default().to_owned();
            if name == FILE {
                break field;
            }
            let value = in_time(field.text()).await?;
            len += name.len() + value.len();
            fields.push((name, value));
            if len > MAX_FIELDS_LEN || fields.len() > MAX_FIELDS {
                return Err(Refusal::Form(FormError::TooLarge).into());
            }
        };

        let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let posted = PostedForm::from_fields(fields).map_err(Refusal::from)?;
        let file_name = file.file_name().unwrap_or_default().to_owned();
        let verified = self.verifier.verify_post(
            &posted,
            bucket,
            PostedFile::streamed(&file_name),
            AmzDate::now(),
            &self.credentials,
        )?;
        verified.takes_only(&[&["content-type", REDIRECT, STATUS], &integrity::FIELDS[..]].concat())?;
        let path = self.folder.object(bucket, verified.key())?;

        let mut upload = Upload::new(&self.folder)?;
        while let Some(chunk) = in_time(file.chunk()).await? {
            upload.push(&chunk).await?;
            if upload.len() > *verified.content_length().end() {
                break;
            }
        }
        verified.check_len(upload.len())?;
        let stated = |name: &str| verified.field(name).into_iter().collect();
        let e_tag =
            upload.store(&self.folder, &path, Conditions::default(), PayloadHash::Unsigned, stated).await?;
        respond(&verified, &e_tag)
    }
}

/// Waits for the next part of a form. A client that takes too long gets an error.
async fn in_time<T>(part: impl Future<Output = multer::Result<T>>) -> Result<T, Failure> {
    let part = part.map_err(|error| match error {
        multer::Error::FieldSizeExceeded { field_name: Some(name), .. } if name == FILE => Failure::TOO_LARGE,
        multer::Error::FieldSizeExceeded { .. } => Refusal::Form(FormError::TooLarge).into(),
        _ => Failure::MALFORMED_FORM,
    });
    tokio::time::timeout(CHUNK_TIMEOUT, part).await.map_err(|_| Failure::REQUEST_TIMEOUT)?
}

/// Responds as the form asks: with a redirect, or with a status.
fn respond(verified: &VerifiedPost<'_>, e_tag: &str) -> Result<Response, Failure> {
    let (bucket, key) = (verified.bucket(), verified.key());
    let e_tag_header = HeaderValue::try_from(e_tag).map_err(|_| Failure::INVALID_ARGUMENT)?;
    if let Some(mut url) = verified.field(REDIRECT).and_then(|url| url::Url::parse(url).ok()) {
        url.query_pairs_mut().extend_pairs([("bucket", bucket), ("key", key), ("etag", e_tag)]);
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, url.as_str())]).into_response());
    }
    let mut response = match verified.field(STATUS) {
        Some("200") => StatusCode::OK.into_response(),
        Some("201") => {
            let [bucket, key, e_tag] = [bucket, key, e_tag].map(escape);
            let xml = format!(
                "<PostResponse><Bucket>{bucket}</Bucket><Key>{key}</Key><ETag>{e_tag}</ETag></PostResponse>"
            );
            (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/xml")], xml).into_response()
        }
        _ => StatusCode::NO_CONTENT.into_response(),
    };
    response.headers_mut().insert(header::ETAG, e_tag_header);
    Ok(response)
}

/// The name of the field with the file.
const FILE: &str = "file";

const REDIRECT: &str = "success_action_redirect";
const STATUS: &str = "success_action_status";

/// The limits of `PostedForm`. They are checked while fields arrive, so that they do not fill the memory.
const MAX_FIELDS: usize = 1_024;
const MAX_FIELDS_LEN: usize = 64 * 1024;
