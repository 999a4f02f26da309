//! Orders from the page, and the signed requests and forms for them. Both the server and the page can sign.

mod form;

use std::time::Duration;

use presign::{AmzDate, Error, ErrorResponse, PresignedUrl, Presigner, Request, multipart::CompletedParts};
use serde::{Deserialize, Serialize};

pub use form::{FormOrder, RefusedForm, diagnose_form, sign_form};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    #[serde(flatten)]
    pub operation: Operation,
    /// The lifetime in seconds.
    #[serde(default = "fifteen_minutes")]
    pub expires_in: u64,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "operation", rename_all_fields = "camelCase")]
pub enum Operation {
    PutObject { key: String, content_type: String, content_length: u64 },
    GetObject { key: String, filename: Option<String> },
    CreateMultipartUpload { key: String, content_type: String },
    UploadPart { key: String, upload_id: String, part_number: u32, content_length: u64 },
    CompleteMultipartUpload { key: String, upload_id: String, parts: Vec<CompletedPart> },
    AbortMultipartUpload { key: String, upload_id: String },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompletedPart {
    pub number: u32,
    pub e_tag: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Signed {
    pub method: &'static str,
    pub url: String,
    /// The headers to send exactly as they are.
    pub headers: Vec<(String, String)>,
    /// The size of the body, if it is signed. The browser sends it by itself.
    pub content_length: Option<u64>,
    /// The body, if it follows from the order: the list of parts in XML.
    pub body: Option<String>,
    /// The expiry in seconds since 1970.
    pub expires_at: i64,
}

/// Signs an order at a given time, which comes from the clock of the server or of the page.
pub fn sign(s3: &Presigner, bucket: &str, order: &Order, now: AmzDate) -> Result<Signed, Error> {
    let request = request(s3, bucket, &order.operation).expires_in(Duration::from_secs(order.expires_in));
    let presigned = request.presign_at(now)?;
    Ok(Signed {
        method: presigned.method().as_str(),
        headers: presigned.headers().map(|(name, value)| (name.into(), value.into())).collect(),
        content_length: presigned.content_length(),
        body: body(&order.operation)?,
        expires_at: presigned.expires_at().unix_seconds(),
        url: presigned.into_url(),
    })
}

fn request<'a>(s3: &'a Presigner, bucket: &'a str, operation: &'a Operation) -> Request<'a> {
    match operation {
        // The type and the length are signed, so the URL accepts only a body with this type and length.
        Operation::PutObject { key, content_type, content_length } => {
            s3.put(bucket, key).content_type(content_type).content_length(*content_length)
        }
        Operation::GetObject { key, filename: None } => s3.get(bucket, key),
        Operation::GetObject { key, filename: Some(filename) } => s3.get(bucket, key).attachment(filename),
        Operation::CreateMultipartUpload { key, content_type } => {
            s3.create_multipart_upload(bucket, key).content_type(content_type)
        }
        Operation::UploadPart { key, upload_id, part_number, content_length } => {
            s3.upload_part(bucket, key, upload_id, *part_number).content_length(*content_length)
        }
        Operation::CompleteMultipartUpload { key, upload_id, .. } => {
            s3.complete_multipart_upload(bucket, key, upload_id)
        }
        Operation::AbortMultipartUpload { key, upload_id } => {
            s3.abort_multipart_upload(bucket, key, upload_id)
        }
    }
}

fn body(operation: &Operation) -> Result<Option<String>, Error> {
    let Operation::CompleteMultipartUpload { parts, .. } = operation else { return Ok(None) };
    let mut completed = CompletedParts::new();
    for part in parts {
        completed.push(part.number, &part.e_tag)?;
    }
    completed.to_xml().map(Some)
}

impl Operation {
    pub fn key(&self) -> &str {
        match self {
            Self::PutObject { key, .. }
            | Self::GetObject { key, .. }
            | Self::CreateMultipartUpload { key, .. }
            | Self::UploadPart { key, .. }
            | Self::CompleteMultipartUpload { key, .. }
            | Self::AbortMultipartUpload { key, .. } => key,
        }
    }
}

/// A refused request and the body of its response.
#[derive(Debug, Deserialize)]
pub struct Refused {
    pub url: String,
    pub method: String,
    pub headers: Vec<(String, String)>,
    pub xml: String,
}

/// Explains why a request was refused. Needs no keys.
pub fn diagnose(refused: &Refused) -> String {
    let headers: Vec<_> = refused.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let url = match refused.url.parse::<PresignedUrl>() {
        Ok(url) => url,
        Err(error) => return format!("This is not a presigned URL: {error}."),
    };
    match (refused.method.parse(), ErrorResponse::from_xml(&refused.xml)) {
        (Ok(method), Ok(response)) => url.diagnose(method, &headers, &response).to_string(),
        (Err(_), _) => format!("S3 does not know the method {}.", refused.method),
        (_, Err(error)) => format!("{error}."),
    }
}

fn fifteen_minutes() -> u64 {
    900
}
