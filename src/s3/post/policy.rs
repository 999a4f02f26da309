use alloc::string::String;
use core::ops::RangeInclusive;

use super::field::{Condition, Field};
use crate::{
    form_names::{BUCKET, SIZE, STARTS_WITH},
    sigv4::{Value, to_hex},
};

/// The document whose Base64 is signed: [POST Policy][page].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
pub(super) struct Policy<'a> {
    pub(super) expiration: &'a str,
    pub(super) bucket: &'a str,
    pub(super) fields: &'a [Field],
    pub(super) size: Option<&'a RangeInclusive<u64>>,
}

impl Policy<'_> {
    /// Returns the document as JSON, in ASCII.
    pub(super) fn to_json(&self) -> String {
        let mut len = 0;
        self.write(&mut |text| len += text.len());
        // Allocated at its full size, since a text that grows would leave copies of a session token behind.
        let mut json = String::with_capacity(len);
        self.write(&mut |text| json.push_str(text));
        json
    }

    fn write(&self, push: &mut dyn FnMut(&str)) {
        push("{\"expiration\":");
        write_string(&[self.expiration], push);
        push(",\"conditions\":[");
        write_exact(BUCKET, self.bucket, push);
        for field in self.fields {
            match field.condition {
                Condition::Exact => {
                    push(",");
                    write_exact(&field.name, field.value.expose(), push);
                }
                Condition::StartsWith => {
                    push(",[");
                    write_string(&[STARTS_WITH], push);
                    push(",");
                    write_string(&["$", &field.name], push);
                    push(",");
                    write_string(&[field.prefix()], push);
                    push("]");
                }
                Condition::None => {}
            }
        }
        if let Some(size) = self.size {
            push(",[");
            write_string(&[SIZE], push);
            for bound in [*size.start(), *size.end()] {
                let mut digits = String::from(",");
                Value::from(bound).write_to(&mut digits);
                push(&digits);
            }
            push("]");
        }
        push("]}");
    }
}

fn write_exact(name: &str, value: &str, push: &mut dyn FnMut(&str)) {
    push("{");
    write_string(&[name], push);
    push(":");
    write_string(&[value], push);
    push("}");
}

/// Writes a string of JSON. S3's page asks for `\u` before every character outside ASCII.
fn write_string(pieces: &[&str], push: &mut dyn FnMut(&str)) {
    push("\"");
    for c in pieces.iter().flat_map(|piece| piece.chars()) {
        match c {
            '"' => push("\\\""),
            '\\' => push("\\\\"),
            ' '..='~' => push(c.encode_utf8(&mut [0; 4])),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    push("\\u");
                    push(&to_hex(&unit.to_be_bytes()));
                }
            }
        }
    }
    push("\"");
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::ToString};

    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;

    fn string(text: &str) -> String {
        let mut json = String::new();
        write_string(&[text], &mut |piece| json.push_str(piece));
        json
    }

    proptest! {
        #[test]
        fn serde_json_reads_the_text_that_was_written(text in any::<String>()) {
            let json = string(&text);
            prop_assert!(json.is_ascii());
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }

        #[test]
        fn serde_json_reads_the_policy_that_was_written(
            bucket in any::<String>(),
            fields in proptest::collection::vec((any::<String>(), any::<String>(), 0..3), 0..6),
            (start, end) in any::<(u64, u64)>(),
        ) {
            let field = |(name, value, kind): &(String, String, i32)| Field {
                name: name.clone(),
                value: value.clone().into(),
                condition: [Condition::Exact, Condition::StartsWith, Condition::None][*kind as usize],
            };
            let size = start..=end;
            let built: alloc::vec::Vec<_> = fields.iter().map(field).collect();
            let policy = Policy { expiration: "soon", bucket: &bucket, fields: &built, size: Some(&size) };

            let mut conditions = alloc::vec![json!({ "bucket": bucket })];
            for (name, value, kind) in &fields {
                match kind {
                    0 => conditions.push(json!({ name: value })),
                    1 => {
                        let prefix = value.strip_suffix("${filename}").unwrap_or(value);
                        conditions.push(json!(["starts-with", format!("${name}"), prefix]));
                    }
                    _ => {}
                }
            }
            conditions.push(json!(["content-length-range", start, end]));
            let expected = json!({ "expiration": "soon", "conditions": conditions });
            let json = policy.to_json();
            prop_assert_eq!(serde_json::from_str::<Json>(&json).unwrap(), expected);
            prop_assert_eq!(json.capacity(), json.len());
        }
    }

    #[test]
    fn every_character_that_json_escapes_is_escaped() {
        for c in '\0'..='\u{3ff}' {
            assert_eq!(serde_json::from_str::<String>(&string(&c.to_string())).unwrap(), c.to_string());
        }
        assert_eq!(string("a\"b\\c$é🦆\n"), r#""a\"b\\c$\u00e9\ud83e\udd86\u000a""#);
    }
}
