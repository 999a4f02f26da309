//! The limits on what the server signs. Nothing checks a request later, so this is the place to refuse it.

use serde_json::{Value, json};
use signing::{Operation, Order};

pub const KEY_PREFIX: &str = "uploads/";
/// The maximum length of a body in bytes, for an object or a part.
pub const CONTENT_LENGTH: u64 = 8 * MIB;
pub const PARTS: u32 = 128;
/// The maximum lifetime in seconds.
pub const EXPIRES_IN: u64 = 3600;
/// The maximum length of a request for a diagnosis in bytes.
pub const REFUSED: usize = 128 * 1024;

const MIB: u64 = 1024 * 1024;

pub fn check(order: &Order) -> Result<(), String> {
    if !order.operation.key().starts_with(KEY_PREFIX) {
        return Err(format!("keys start with {KEY_PREFIX}"));
    }
    if order.expires_in > EXPIRES_IN {
        return Err(format!("URLs are valid for at most {EXPIRES_IN} s"));
    }
    match &order.operation {
        Operation::PutObject { content_type, .. } | Operation::CreateMultipartUpload { content_type, .. }
            if !is_passive(content_type) =>
        {
            Err(format!("objects of the type {content_type:?} are not stored here"))
        }
        Operation::PutObject { content_length, .. } | Operation::UploadPart { content_length, .. }
            if *content_length > CONTENT_LENGTH =>
        {
            Err(format!("a body has at most {CONTENT_LENGTH} bytes"))
        }
        Operation::UploadPart { part_number, .. } if *part_number > PARTS => {
            Err(format!("an upload has at most {PARTS} parts"))
        }
        _ => Ok(()),
    }
}

/// Returns whether a browser only shows, plays or saves objects of this type and runs no code in them.
///
/// HTML, SVG and other XML, JavaScript and objects without a type could run code in the bucket's origin.
fn is_passive(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim_ascii().to_ascii_lowercase();
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte))
    };
    match essence.split_once('/') {
        Some(("audio" | "font" | "image" | "video", name)) => is_name(name) && !name.contains("xml"),
        _ => PASSIVE.contains(&&*essence),
    }
}

const PASSIVE: [&str; 8] = [
    "application/gzip",
    "application/json",
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "text/csv",
    "text/markdown",
    "text/plain",
];

pub fn to_json() -> Value {
    json!({
        "keyPrefix": KEY_PREFIX,
        "contentLength": CONTENT_LENGTH,
        "parts": PARTS,
        "expiresIn": EXPIRES_IN,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(json: Value) -> Result<(), String> {
        check(&serde_json::from_value(json).unwrap())
    }

    #[test]
    fn types_that_can_contain_code_are_refused() {
        for (content_type, is_signed) in [
            ("image/jpeg", true),
            ("IMAGE/PNG", true),
            ("text/plain", true),
            ("text/plain; charset=utf-8", true),
            ("application/octet-stream", true),
            ("application/vnd.ms-excel", false),
            ("text/html", false),
            ("TEXT/HTML; charset=utf-8", false),
            (" text/html", false),
            ("text/html,image/png", false),
            ("image/png,text/html", false),
            ("image/svg+xml", false),
            ("image/svg+xml;a", false),
            ("application/xhtml+xml", false),
            ("text/xml", false),
            ("application/javascript", false),
            ("text/javascript", false),
            ("multipart/x-mixed-replace", false),
            ("image/", false),
            ("image", false),
            ("*/*", false),
            ("", false),
        ] {
            let key = "uploads/a";
            for json in [
                json!({ "operation": "PutObject", "key": key, "contentType": content_type, "contentLength": 1 }),
                json!({ "operation": "CreateMultipartUpload", "key": key, "contentType": content_type }),
            ] {
                assert_eq!(order(json.clone()).is_ok(), is_signed, "{json}");
            }
        }
    }
}
