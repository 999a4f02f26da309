use super::{Finding, Survey};

/// Writes, reads and deletes an object under this key, below the prefix of the survey.
pub(super) fn check(survey: &Survey<'_>, key: &str) -> Finding {
    let key = survey.key(key);
    survey.put(&key, key.as_bytes())?;
    survey.expect_object(&key, key.as_bytes())?;
    let list = survey.s3.list_objects(survey.bucket).query("prefix", &*key);
    let listed = survey.expect(list, b"", 200)?.elements("Key").map_err(|error| format!("lists it as {error}"))?;
    if !listed.contains(&key) {
        return Err(format!("is stored under another key: {listed:?}"));
    }
    survey.expect(survey.s3.delete(survey.bucket, &key), b"", 204)?;
    survey.expect(survey.s3.get(survey.bucket, &key), b"", 404).map(drop)
}

/// Characters that have a meaning somewhere between a form field and a disk, and scripts of every length in UTF-8.
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
