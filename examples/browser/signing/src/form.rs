//! Forms for uploads of files that the page chooses later.

use std::time::Duration;

use presign::{AmzDate, Error, ErrorResponse, PostForm, Presigner};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormOrder {
    pub key_prefix: String,
    pub content_type_prefix: String,
    /// The maximum size of the file in bytes.
    pub max_length: u64,
    /// The lifetime in seconds.
    #[serde(default = "super::fifteen_minutes")]
    pub expires_in: u64,
}

/// Signs a form at a given time, which comes from the clock of the server or of the page.
///
/// As JSON, the form has `url`, `fields` and `expiresAt`.
pub fn sign_form(s3: &Presigner, bucket: &str, order: &FormOrder, now: AmzDate) -> Result<PostForm, Error> {
    s3.post_under(bucket, &order.key_prefix)
        .content_length(1..=order.max_length)
        .content_type_starts_with(&order.content_type_prefix)
        // Makes browsers save the file instead of opening it: `image/` includes SVG, which can contain scripts.
        .field("Content-Disposition", "attachment")
        .expires_in(Duration::from_secs(order.expires_in))
        .presign_at(now)
}

/// A refused form and the body of its response.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedForm {
    pub order: FormOrder,
    /// The time at which the form was signed: its field `x-amz-date`.
    pub signed_at: String,
    /// The fields that were sent, in order. The last one is `file`, without the file.
    pub fields: Vec<(String, String)>,
    pub file_size: u64,
    pub status: u16,
    pub xml: String,
}

/// Explains why a form was refused just now. Signs it again, since nobody keeps the forms that are handed out.
pub fn diagnose_form(s3: &Presigner, bucket: &str, refused: RefusedForm, now: AmzDate) -> String {
    let Ok(signed_at) = refused.signed_at.parse() else {
        return format!("{:?} is not the time of a signature.", refused.signed_at);
    };
    let form = match sign_form(s3, bucket, &refused.order, signed_at) {
        Ok(form) => form,
        Err(error) => return format!("This is not a form of this signer: {error}."),
    };
    match ErrorResponse::from_xml(&refused.xml) {
        Ok(response) => {
            let response = response.with_status(refused.status).with_date(now);
            form.diagnose(&response.with_form(refused.fields).with_file_size(refused.file_size)).to_string()
        }
        Err(error) => format!("{error}."),
    }
}
