use alloc::{string::String, vec::Vec};
use core::{fmt, ops::RangeInclusive};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::FormError;
use crate::{
    form_names::{EQUALS, SIZE, STARTS_WITH},
    s3_names::is_secret_header,
    sigv4::{
        AmzDate, Secret, from_base64,
        names::{X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN, X_AMZ_SIGNATURE},
    },
};

/// A policy document: [POST Policy][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
pub(in crate::read) struct Policy {
    pub(in crate::read) expiration: AmzDate,
    pub(in crate::read) conditions: Vec<Condition>,
}

pub(in crate::read) enum Condition {
    /// The field must have the value. Its name is in lower case.
    Equals(String, Secret),
    /// The field must start with the value.
    StartsWith(String, Secret),
    /// The file must have a number of bytes in this range.
    Size(RangeInclusive<u64>),
}

impl Policy {
    /// Reads the Base64 of a document. Its length must be limited by the caller.
    pub(in crate::read) fn from_base64(encoded: &str) -> Result<Self, FormError> {
        let bytes = from_base64(encoded).ok_or(FormError::PolicyEncoding)?;
        let text = Secret::from(String::from_utf8(bytes).map_err(|_| FormError::PolicyEncoding)?);
        let json = to_json(text.expose());
        match serde_json::from_str(json.expose()) {
            Ok(Json::Object(members)) => Self::from_members(members),
            _ => Err(FormError::PolicyJson),
        }
    }

    fn from_members(members: Vec<(String, Json)>) -> Result<Self, FormError> {
        let (mut expiration, mut conditions) = (None, None);
        for (name, value) in members {
            let member = match name.as_str() {
                "expiration" => &mut expiration,
                "conditions" => &mut conditions,
                _ => return Err(FormError::PolicyMembers),
            };
            if member.replace(value).is_some() {
                return Err(FormError::PolicyMembers);
            }
        }
        let (Some(expiration), Some(Json::Array(conditions))) = (expiration, conditions) else {
            return Err(FormError::PolicyMembers);
        };
        let expiration = match expiration {
            Json::Text(text) => AmzDate::from_rfc3339(text.expose()).ok(),
            _ => None,
        };
        let read = |(index, condition)| {
            Condition::from_json(condition).ok_or(FormError::PolicyCondition { number: index + 1 })
        };
        Ok(Self {
            expiration: expiration.ok_or(FormError::PolicyExpiration)?,
            conditions: conditions.into_iter().enumerate().map(read).collect::<Result<_, _>>()?,
        })
    }
}

impl Condition {
    fn from_json(json: Json) -> Option<Self> {
        match json {
            Json::Object(members) => {
                let [(name, value)] = <[_; 1]>::try_from(members).ok()?;
                Some(Self::Equals(name.to_ascii_lowercase(), value.text()?))
            }
            Json::Array(values) => {
                let [operator, first, second] = <[_; 3]>::try_from(values).ok()?;
                let operator = operator.text()?;
                if operator.expose() == SIZE {
                    return Some(Self::Size(first.size()?..=second.size()?));
                }
                let name = first.text()?.expose().strip_prefix('$')?.to_ascii_lowercase();
                match operator.expose() {
                    EQUALS => Some(Self::Equals(name, second.text()?)),
                    STARTS_WITH => Some(Self::StartsWith(name, second.text()?)),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Writes the condition as S3 does in its response, without secrets.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operator, name, value) = match self {
            Self::Equals(name, value) => (EQUALS, name, value),
            Self::StartsWith(name, value) => (STARTS_WITH, name, value),
            Self::Size(size) => return write!(f, "[\"{SIZE}\", {}, {}]", size.start(), size.end()),
        };
        let is_secret = [X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN, X_AMZ_SIGNATURE]
            .iter()
            .any(|secret| name.eq_ignore_ascii_case(secret));
        let value = if is_secret || is_secret_header(name) { ".." } else { value.expose() };
        write!(f, "[\"{operator}\", {:?}, {value:?}]", ["$", name].concat())
    }
}

/// Replaces the escapes that S3 documents for policies and that JSON does not have: `\$` and `\v`.
fn to_json(document: &str) -> Secret {
    // Allocated at its full size, since a text that grows would leave copies of a session token behind.
    let growth = document.matches("\\v").count() * "\\u000b".len();
    let mut json = Secret::from(String::with_capacity(document.len() + growth));
    let text = json.expose_mut();
    let mut chars = document.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('$')) => text.push('$'),
            (_, Some('v')) => text.push_str("\\u000b"),
            (c, escaped) => text.extend([Some(c), escaped].into_iter().flatten()),
        }
    }
    json
}

/// A value in a policy. `serde_json` limits the depth.
enum Json {
    Text(Secret),
    Size(u64),
    Array(Vec<Json>),
    /// The members in order, with those that are repeated.
    Object(Vec<(String, Json)>),
    Other,
}

impl Json {
    fn text(self) -> Option<Secret> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns a number of bytes, which some signers write as text.
    fn size(self) -> Option<u64> {
        match self {
            Self::Size(size) => Some(size),
            Self::Text(text) if text.expose().bytes().all(|byte| byte.is_ascii_digit()) => {
                text.expose().parse().ok()
            }
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Size(number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(Secret::from(String::from(text))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(value) = values.next_element()? {
            array.push(value);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = entries.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}
