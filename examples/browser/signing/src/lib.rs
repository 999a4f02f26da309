//! What the page asks for, in AWS's words, and what it gets: the same whether the server signs or the page.

use std::time::Duration;

use presign::{AmzDate, Error, ErrorResponse, PresignedUrl, Presigner, Request};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    #[serde(flatten)]
    pub operation: Operation,
    /// Seconds.
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
    CompleteMultipartUpload { key: String, upload_id: String },
    AbortMultipartUpload { key: String, upload_id: String },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Signed {
    pub method: &'static str,
    pub url: String,
    /// To be sent exactly so.
    pub headers: Vec<(String, String)>,
    /// The size of the body, if it is signed. The browser sends it by itself.
    pub content_length: Option<u64>,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// The time is an argument: the server's clock is not the page's.
pub fn sign(s3: &Presigner, bucket: &str, order: &Order, now: AmzDate) -> Result<Signed, Error> {
    let request = request(s3, bucket, &order.operation).expires_in(Duration::from_secs(order.expires_in));
    let presigned = request.presign_at(now)?;
    Ok(Signed {
        method: presigned.method().as_str(),
        headers: presigned.headers().map(|(name, value)| (name.into(), value.into())).collect(),
        content_length: presigned.content_length(),
        expires_at: presigned.expires_at().unix_seconds(),
        url: presigned.into_url(),
    })
}

fn request<'a>(s3: &'a Presigner, bucket: &'a str, operation: &'a Operation) -> Request<'a> {
    match operation {
        // Type and length are signed: the URL is good for a body of this kind and size, and for no other.
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
        Operation::CompleteMultipartUpload { key, upload_id } => {
            s3.complete_multipart_upload(bucket, key, upload_id)
        }
        Operation::AbortMultipartUpload { key, upload_id } => {
            s3.abort_multipart_upload(bucket, key, upload_id)
        }
    }
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

/// What was sent, and the body of the answer that refused it.
#[derive(Debug, Deserialize)]
pub struct Refused {
    pub url: String,
    pub method: String,
    pub headers: Vec<(String, String)>,
    pub xml: String,
}

/// Why, in words; needs no keys.
pub fn diagnose(refused: &Refused) -> String {
    let headers: Vec<_> = refused.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let url = match refused.url.parse::<PresignedUrl>() {
        Ok(url) => url,
        Err(error) => return format!("This is no presigned URL: {error}."),
    };
    match (refused.method.parse(), ErrorResponse::from_xml(&refused.xml)) {
        (Ok(method), Ok(answer)) => url.diagnose(method, &headers, &answer).to_string(),
        (Err(_), _) => format!("S3 has no method {}.", refused.method),
        (_, Err(error)) => format!("{error}."),
    }
}

fn fifteen_minutes() -> u64 {
    900
}
