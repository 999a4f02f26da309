use alloc::string::ToString;
use core::fmt;

use crate::sigv4::{Value, uri_encode};

/// `Content-Disposition`: whether a browser shows an object or saves it, and under which name. See
/// [RFC 6266](https://www.rfc-editor.org/rfc/rfc6266).
///
/// A name that is plain ASCII stands there as it is. Any other comes twice, for old clients with `_` in place of what is not
/// plain, and whole as [RFC 8187](https://www.rfc-editor.org/rfc/rfc8187) has it. What no file system takes, `/`, `\` and
/// control characters, is `_` in both.
///
/// For the answer to a GET ([`response_content_disposition`][get]) or, as a header, with the object.
///
/// ```
/// use presign::{ContentDisposition, Credentials, Endpoint, Presigner};
///
/// let disposition = ContentDisposition::attachment("Zoë's \"duck\".jpg");
/// assert_eq!(
///     disposition.to_string(),
///     "attachment; filename=\"Zo_'s _duck_.jpg\"; filename*=UTF-8''Zo%C3%AB%27s%20%22duck%22.jpg",
/// );
/// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
/// let put = s3.put("examplebucket", "8f14e45f").header("content-disposition", disposition).presign()?;
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [get]: crate::Request::response_content_disposition
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentDisposition<'a> {
    kind: &'static str,
    filename: &'a str,
}

impl<'a> ContentDisposition<'a> {
    /// To be saved.
    #[must_use]
    pub const fn attachment(filename: &'a str) -> Self {
        Self { kind: "attachment", filename }
    }

    /// To be shown, and saved under this name where the user asks for it.
    #[must_use]
    pub const fn inline(filename: &'a str) -> Self {
        Self { kind: "inline", filename }
    }
}

impl fmt::Display for ContentDisposition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)?;
        if self.filename.is_empty() {
            return Ok(());
        }
        let is_name = |c: char| !(matches!(c, '/' | '\\') || c.is_control());
        let replaced = |keep: &dyn Fn(char) -> bool| {
            self.filename.chars().map(|c| if keep(c) { c } else { '_' }).collect::<alloc::string::String>()
        };
        let (name, fallback) = (replaced(&is_name), replaced(&|c| is_name(c) && is_plain(c)));
        write!(f, "; filename=\"{fallback}\"")?;
        // A header keeps one space of several and none at its ends: what has such is not plain either.
        let is_spaced = name.contains("  ") || name.starts_with(' ') || name.ends_with(' ');
        if name != fallback || is_spaced {
            write!(f, "; filename*=UTF-8''{}", uri_encode(&name))?;
        }
        Ok(())
    }
}

impl<'a> From<ContentDisposition<'_>> for Value<'a> {
    fn from(disposition: ContentDisposition<'_>) -> Self {
        disposition.to_string().into()
    }
}

/// Whether a character stands for itself between quotation marks: some clients decode a `%` there, and some end at a `;`.
const fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~') && !matches!(c, '"' | '%' | ';')
}
