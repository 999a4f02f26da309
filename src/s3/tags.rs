use alloc::string::String;

use crate::{Error, sigv4::uri_encode};

/// The value of `x-amz-tagging`, with the rules of [S3Tag][page] and [Categorizing objects using tags][guide].
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_S3Tag.html
/// [guide]: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
#[derive(Default)]
pub(super) struct Tags {
    text: String,
    count: usize,
}

impl Tags {
    pub(super) fn push(&mut self, key: &str, value: &str) -> Result<(), Error> {
        self.count += 1;
        if self.count > MAX_TAGS {
            return Err(Error::TooManyTags);
        }
        if !is_valid(key, 1, MAX_KEY_LEN) {
            return Err(Error::TagKey { number: self.count });
        }
        if key.get(..RESERVED.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(RESERVED)) {
            return Err(Error::ReservedTag { key: key.into() });
        }
        if !is_valid(value, 0, MAX_VALUE_LEN) {
            return Err(Error::TagValue { key: key.into() });
        }
        let mut encoded = String::new();
        uri_encode(key).write_to(&mut encoded);
        encoded.push('=');
        if self.text.split('&').any(|tag| tag.starts_with(&encoded)) {
            return Err(Error::RepeatedTag { key: key.into() });
        }
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(&encoded);
        uri_encode(value).write_to(&mut self.text);
        Ok(())
    }

    pub(super) fn into_header(self) -> String {
        self.text
    }
}

/// Returns whether a key or a value has an allowed length, in units of UTF-16, and only allowed characters.
fn is_valid(text: &str, min_len: usize, max_len: usize) -> bool {
    // Stops early, so that a long text costs no more than the limit.
    let len = text.encode_utf16().take(max_len + 1).count();
    (min_len..=max_len).contains(&len) && text.chars().all(is_allowed)
}

/// Returns whether a character is a Unicode letter, digit or space, or one of the allowed symbols.
fn is_allowed(c: char) -> bool {
    let is_space = c.is_whitespace() && !c.is_control();
    c.is_alphanumeric() || is_space || "+-=._:/@".contains(c)
}

const MAX_TAGS: usize = 10;
const MAX_KEY_LEN: usize = 128;
const MAX_VALUE_LEN: usize = 256;
/// The prefix of AWS's own tags.
const RESERVED: &str = "aws:";
