//! Names and values in another spelling than S3 reads: `VersionId`, `max_keys`, `standard-ia`.

/// Returns the word that a text means, if it has the same letters and digits in another case or with other
/// characters in between.
pub(super) fn meant_by(text: &str, words: &'static [&'static str]) -> Option<&'static str> {
    if words.contains(&text) {
        return None;
    }
    words.iter().copied().find(|word| letters(word).eq(letters(text)))
}

fn letters(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}
