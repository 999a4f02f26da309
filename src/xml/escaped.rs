use core::fmt;

/// Escapes text for XML. A character that XML does not allow becomes U+FFFD.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                f.write_str("\u{fffd}")
            }
            // A parser would turn a raw carriage return into a line feed.
            '\r' => f.write_str("&#13;"),
            _ => write!(f, "{c}"),
        })
    }
}
