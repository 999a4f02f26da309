//! The limits on what the server signs. Nothing checks a request later, so this is the place to refuse it.

use serde_json::{Value, json};
use signing::{FormOrder, Operation, Order};

pub const KEY_PREFIX: &str = "uploads/";
/// The maximum length of a body in bytes, for an object, a part or the file of a form.
pub const CONTENT_LENGTH: u64 = 8 * MIB;
pub const PARTS: u32 = 128;
/// The maximum lifetime in seconds.
pub const EXPIRES_IN: u64 = 3600;
/// The maximum length of a request for a diagnosis in bytes.
pub const REFUSED: usize = 128 * 1024;

const MIB: u64 = 1024 * 1024;

pub fn check(order: &Order) -> Result<(), String> {
    check_key(order.operation.key())?;
    check_lifetime(order.expires_in)?;
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

pub fn check_form(order: &FormOrder) -> Result<(), String> {
    check_key(&order.key_prefix)?;
    check_lifetime(order.expires_in)?;
    let content_type = &order.content_type_prefix;
    if !content_type.strip_suffix('/').is_some_and(|family| MEDIA.contains(&family)) {
        return Err(format!("forms are for audio, fonts, images and video, not for {content_type:?}"));
    }
    if order.max_length > CONTENT_LENGTH {
        return Err(format!("a file has at most {CONTENT_LENGTH} bytes"));
    }
    Ok(())
}

fn check_key(key: &str) -> Result<(), String> {
    if key.starts_with(KEY_PREFIX) { Ok(()) } else { Err(format!("keys start with {KEY_PREFIX}")) }
}

fn check_lifetime(seconds: u64) -> Result<(), String> {
    if seconds <= EXPIRES_IN {
        Ok(())
    } else {
        Err(format!("URLs and forms are valid for at most {EXPIRES_IN} s"))
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
        Some((family, name)) if MEDIA.contains(&family) => is_name(name) && !name.contains("xml"),
        _ => PASSIVE.contains(&&*essence),
    }
}

const MEDIA: [&str; 4] = ["audio", "font", "image", "video"];
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
    #[test]
    fn a_form_is_limited_in_its_key_type_size_and_lifetime() {
        let form = json!({ "keyPrefix": "uploads/", "contentTypePrefix": "image/", "maxLength": 1, "expiresIn": 60 });
        for (name, value, is_signed) in [
            ("keyPrefix", json!("uploads/7/"), true),
            ("keyPrefix", json!(""), false),
            ("keyPrefix", json!("upload"), false),
            ("keyPrefix", json!("secrets/"), false),
            ("contentTypePrefix", json!("video/"), true),
            ("contentTypePrefix", json!(""), false),
            ("contentTypePrefix", json!("image"), false),
            ("contentTypePrefix", json!("text/"), false),
            ("contentTypePrefix", json!("text/html"), false),
            ("maxLength", json!(CONTENT_LENGTH), true),
            ("maxLength", json!(CONTENT_LENGTH + 1), false),
            ("expiresIn", json!(EXPIRES_IN), true),
            ("expiresIn", json!(EXPIRES_IN + 1), false),
        ] {
            let mut form = form.clone();
            form[name] = value;
            assert_eq!(
                check_form(&serde_json::from_value(form.clone()).unwrap()).is_ok(),
                is_signed,
                "{form}"
            );
        }
    }
}
