//! What the server signs. Whoever has a URL may do what it says: the place to say no is here.

use serde_json::{Value, json};
use signing::{Operation, Order};

pub const KEY_PREFIX: &str = "uploads/";
/// Of a body, whether it is an object or a part.
pub const CONTENT_LENGTH: u64 = 8 * MIB;
pub const PARTS: u32 = 128;
/// Seconds.
pub const EXPIRES_IN: u64 = 3600;

const MIB: u64 = 1024 * 1024;

pub fn check(order: &Order) -> Result<(), String> {
    if !order.operation.key().starts_with(KEY_PREFIX) {
        return Err(format!("keys start with {KEY_PREFIX}"));
    }
    if order.expires_in > EXPIRES_IN {
        return Err(format!("URLs are good for {EXPIRES_IN} s at most"));
    }
    match order.operation {
        Operation::PutObject { content_length, .. } | Operation::UploadPart { content_length, .. }
            if content_length > CONTENT_LENGTH =>
        {
            Err(format!("a body has {CONTENT_LENGTH} bytes at most"))
        }
        Operation::UploadPart { part_number, .. } if part_number > PARTS => {
            Err(format!("an upload has {PARTS} parts at most"))
        }
        _ => Ok(()),
    }
}

pub fn to_json() -> Value {
    json!({
        "keyPrefix": KEY_PREFIX,
        "contentLength": CONTENT_LENGTH,
        "parts": PARTS,
        "expiresIn": EXPIRES_IN,
    })
}
