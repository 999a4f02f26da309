use percent_encoding::percent_decode_str;

use super::{Finding, Survey};

/// Writes, reads, lists and deletes an object under this key, below the prefix of the survey.
pub(super) fn check(survey: &Survey<'_>, name: &str) -> Finding {
    let key = survey.key(name);
    survey.put(&key, name.as_bytes())?;
    survey.expect_object(&key, name.as_bytes())?;
    let listed = list(survey, &key)?;
    if !listed.iter().any(|other| other == name) {
        return Err(format!("is listed as {listed:?}"));
    }
    survey.expect(survey.s3.delete(survey.bucket, &key), b"", 204)?;
    survey.expect(survey.s3.get(survey.bucket, &key), b"", 404).map(drop)
}

/// Returns the names of the objects whose key starts with this one.
fn list(survey: &Survey<'_>, key: &str) -> Result<Vec<String>, String> {
    // A key with a control character must be encoded in XML. Some servers ignore the parameter.
    let list = survey.s3.list_objects(survey.bucket).query("prefix", key).query("encoding-type", "url");
    let response = survey.expect(list, b"", 200)?;
    let is_encoded = response.element("EncodingType").is_ok_and(|encoding| encoding == "url");
    let name = |key: String| {
        let decoded = if is_encoded {
            percent_decode_str(&key.replace('+', " ")).decode_utf8_lossy().into()
        } else {
            key
        };
        decoded.strip_prefix(&survey.prefix).map_or(decoded.clone(), Into::into)
    };
    let keys = response.elements("Key").map_err(|error| error.to_string())?;
    Ok(keys.into_iter().map(name).collect())
}

/// Keys with characters that are special in URLs, shells or file systems, and in many scripts.
pub(super) const KEYS: &[&str] = &[
    "duck.jpg",
    "Duck.JPG",
    "a b.txt",
    " leading space",
    "trailing space ",
    "two  spaces",
    "plus+plus",
    "per%cent",
    "%20",
    "%2F",
    "%zz",
    "am&persand",
    "equals=",
    "question?mark",
    "hash#tag",
    "semi;colon",
    "co:lon",
    "com,ma",
    "at@sign",
    "dol$lar",
    "excl!amation",
    "star*",
    "quo'te",
    "double\"quote",
    "(parentheses)",
    "[brackets]",
    "{braces}",
    "<angles>",
    "pi|pe",
    "back\\slash",
    "car^et",
    "back`tick",
    "til~de",
    "under_score",
    "hy-phen",
    ".hidden",
    "..two-dots",
    "three...dots",
    "dot.",
    "folder/file",
    "folder//file",
    "/leading slash",
    "//two leading slashes",
    "trailing slash/",
    "two trailing slashes//",
    "tab\there",
    "line\nfeed",
    "carriage\rreturn",
    "bell\u{7}",
    "delete\u{7f}",
    "nbsp\u{a0}",
    "é",
    "e\u{301}",
    "straße",
    "Ελλάδα",
    "Россия",
    "日本語",
    "한국어",
    "עברית",
    "العربية",
    "हिन्दी",
    "🦆",
    "👩‍👩‍👧",
    "\u{10ffff}",
    "\u{feff}bom",
    "rtl\u{202e}gpj",
];
