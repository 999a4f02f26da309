use alloc::string::String;

use super::FieldFault;
use crate::{
    Error,
    form_names::{BUCKET, FILE, FILENAME, KEY, POLICY, SIZE, VERSION_2, is_ignored},
    sigv4::{
        Secret, Value,
        names::{CONTENT_LENGTH, is_reserved},
    },
};

/// A field of a form, with the condition that the policy has for it.
#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: String,
    /// Among the values are a session token and the policy, which has it too.
    pub(super) value: Secret,
    pub(super) condition: Condition,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// The value must be this one.
    Exact,
    /// The value must start with this one, up to `${filename}`.
    StartsWith,
    /// The policy does not have the field.
    None,
}

impl Field {
    pub(super) fn exact(name: &str, value: String) -> Self {
        Self::new(name, value, Condition::Exact)
    }

    pub(super) fn open(name: &str, value: String) -> Self {
        Self::new(name, value, Condition::StartsWith)
    }

    pub(super) fn free(name: &str, value: String) -> Self {
        Self { name: name.to_ascii_lowercase(), value: value.into(), condition: Condition::None }
    }

    fn new(name: &str, value: String, condition: Condition) -> Self {
        let condition = if is_ignored(name) { Condition::None } else { condition };
        // S3's documentation writes the signer's fields in lower case.
        let name = if is_reserved(name) { name.to_ascii_lowercase() } else { name.into() };
        Self { name, value: value.into(), condition }
    }

    /// Returns what the value must start with, when `${filename}` has been replaced.
    pub(super) fn prefix(&self) -> &str {
        let value = self.value.expose();
        value.strip_suffix(FILENAME).unwrap_or(value)
    }
}

pub(super) fn text(value: &Value<'_>) -> String {
    let mut text = String::new();
    value.write_to(&mut text);
    text
}

pub(super) fn check_name(name: &str) -> Result<(), Error> {
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_name_byte) {
        return Err(fault(name, FieldFault::Name));
    }
    if is_reserved(name) || OWN_NAMES.iter().chain(&VERSION_2).any(|own| name.eq_ignore_ascii_case(own)) {
        return Err(fault(name, FieldFault::Own));
    }
    Ok(())
}

/// Checks a value, and that the part of it that is in the condition has no variable.
pub(super) fn check_value(name: &str, value: &str, fixed: &str) -> Result<(), Error> {
    if let Some(position) = value.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
        return Err(fault(name, FieldFault::Character { position }));
    }
    check_variable(name, fixed)
}

/// Checks what a key and a prefix have in common. Browsers send a line feed as CR and LF.
pub(super) fn check_key(key: &str) -> Result<(), Error> {
    if let Some(position) = key.find(char::is_control) {
        return Err(fault(KEY, FieldFault::Character { position }));
    }
    check_variable(KEY, key)
}

fn check_variable(name: &str, fixed: &str) -> Result<(), Error> {
    if fixed.contains(FILENAME) { Err(fault(name, FieldFault::Variable)) } else { Ok(()) }
}

/// Rejects what S3 does not find equal to its own condition: boto/boto3#4514.
pub(super) fn check_dollars(fields: &[Field]) -> Result<(), Error> {
    match fields.iter().find(|field| field.prefix().contains("$$")) {
        Some(field) => Err(fault(&field.name, FieldFault::DoubledDollar)),
        None => Ok(()),
    }
}

pub(super) fn fault(name: &str, fault: FieldFault) -> Error {
    Error::FormField { name: name.into(), fault }
}

/// The fields and conditions that the form sets itself, and the name whose value browsers replace.
const OWN_NAMES: [&str; 7] = ["_charset_", BUCKET, CONTENT_LENGTH, SIZE, FILE, KEY, POLICY];
