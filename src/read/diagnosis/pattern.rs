use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{Cause, disclosed::without_white_space, secrets::Secrets};
use crate::{
    read::{ErrorResponse, claim::has_region},
    sigv4::{AmzDate, Signature},
};

/// A row of the table of answers.
pub(super) struct Row {
    /// The codes, in any case. A final `*` matches the rest of a code.
    codes: &'static [&'static str],
    /// Elements and their texts, all of which must match.
    elements: &'static [(&'static str, Pattern)],
    meaning: Meaning,
}

pub(super) const fn row(
    codes: &'static [&'static str],
    elements: &'static [(&'static str, Pattern)],
    meaning: Meaning,
) -> Row {
    Row { codes, elements, meaning }
}

/// A pattern for the text of an element, regardless of case and of the amount of white space.
pub(super) enum Pattern {
    /// Any text except an empty one.
    Any,
    /// A phrase that no other message contains, in lower case.
    Has(&'static str),
    Is(&'static str),
    OneOf(&'static [&'static str]),
    /// The start, in lower case.
    Starts(&'static str),
}

impl Pattern {
    fn fits(&self, text: &str) -> bool {
        match self {
            Self::Any => !text.is_empty(),
            Self::Has(phrase) => normal(text).contains(phrase),
            Self::Is(all) => text.eq_ignore_ascii_case(all),
            Self::OneOf(texts) => texts.iter().any(|all| text.eq_ignore_ascii_case(all)),
            Self::Starts(start) => normal(text).starts_with(start),
        }
    }
}

/// The meaning of an answer.
pub(super) enum Meaning {
    /// The signature does not match.
    Mismatch,
    /// A fixed cause.
    Of(Cause),
    /// A cause that is read from the answer.
    Read(fn(&Case<'_>) -> Cause),
}

/// What was signed, a URL or a form, as far as the meaning of an answer depends on it.
#[derive(Clone, Copy)]
pub(super) struct Signed<'a> {
    pub(super) bucket: Option<&'a str>,
    /// A region, or the region set of SigV4A.
    pub(super) regions: &'a str,
    pub(super) date: AmzDate,
    pub(super) expires_at: AmzDate,
    pub(super) has_token: bool,
    pub(super) is_form: bool,
    pub(super) is_sigv4a: bool,
}

impl Signed<'_> {
    /// Returns whether the signature is for a region.
    pub(super) fn is_for_region(&self, region: &str) -> bool {
        has_region(self.regions, region)
    }
}

/// A URL or a form, and the answer to a request with it.
pub(super) struct Case<'a> {
    pub(super) signed: Signed<'a>,
    pub(super) answer: &'a ErrorResponse,
    pub(super) secrets: &'a Secrets,
    /// The message, normalized once for all rows.
    message: String,
}

impl<'a> Case<'a> {
    pub(super) fn new(signed: Signed<'a>, answer: &'a ErrorResponse, secrets: &'a Secrets) -> Self {
        Self { signed, answer, secrets, message: normal(answer.element("Message").unwrap_or_default()) }
    }

    pub(super) fn code(&self) -> &'a str {
        self.answer.code().trim()
    }

    /// Returns the text of an element, without white space around it.
    pub(super) fn element(&self, name: &str) -> Option<&'a str> {
        self.answer.element(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// Returns the meaning of the answer: that of the first row that matches.
    pub(super) fn meaning_in(&self, rows: &'static [Row]) -> Option<&'static Meaning> {
        rows.iter().find(|row| self.fits(row)).map(|row| &row.meaning)
    }

    fn fits(&self, row: &Row) -> bool {
        let is_code = |code: &&str| match code.strip_suffix('*') {
            Some(start) => {
                self.code().get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
            }
            None => self.code().eq_ignore_ascii_case(code),
        };
        let is_element = |(name, pattern): &(&str, Pattern)| match pattern {
            Pattern::Has(phrase) if *name == "Message" => self.says(phrase),
            Pattern::Starts(start) if *name == "Message" => self.message.starts_with(start),
            _ => self.element(name).is_some_and(|text| pattern.fits(text)),
        };
        row.codes.iter().any(is_code) && row.elements.iter().all(is_element)
    }

    /// Returns whether the message has a phrase, which is in lower case.
    pub(super) fn says(&self, phrase: &str) -> bool {
        self.message.contains(phrase)
    }

    /// Returns the text of an element without its secrets.
    ///
    /// They are removed before a text is split, because parts of a secret would not be recognized.
    pub(super) fn text(&self, name: &str) -> String {
        self.secrets.elide(self.element(name).unwrap_or_default())
    }

    /// Returns the names in an element.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let separates = |c: char| matches!(c, ',' | ';') || c.is_ascii_whitespace();
        self.text(name).split(separates).filter(|name| !name.is_empty()).map(Into::into).collect()
    }

    /// Returns the signature that the server received, or `None` within if it is not one.
    pub(super) fn signature_provided(&self) -> Option<Option<Signature>> {
        self.element("SignatureProvided").map(|digits| Signature::from_hex(&without_white_space(digits)))
    }

    /// Returns the texts in quotes or backquotes in the message.
    pub(super) fn quoted(&self) -> Vec<String> {
        let message = self.text("Message");
        let quote = if message.contains('`') { '`' } else { '\'' };
        message.split(quote).skip(1).step_by(2).map(Into::into).collect()
    }

    /// Returns the names of headers in quotes.
    pub(super) fn quoted_headers(&self) -> Vec<String> {
        self.quoted().iter().map(|name| name.to_ascii_lowercase()).collect()
    }

    /// Returns the first word in the message with this start.
    pub(super) fn named(&self, start: &str) -> Option<String> {
        let name = self.message.split(' ').find(|word| word.starts_with(start));
        name.map(|name| self.secrets.elide(name.trim_end_matches(['.', ',', ':'])))
    }

    /// Returns the value that the message says is expected.
    pub(super) fn expected(&self) -> Option<String> {
        let message = self.secrets.elide(&self.message);
        let (_, rest) = message.split_once("expecting '")?;
        rest.split_once('\'').map(|(region, _)| region.to_owned())
    }
}

/// Returns the start of a text in lower case, with single spaces.
fn normal(text: &str) -> String {
    let mut normal = String::new();
    for word in text.split_whitespace() {
        if normal.len() > MAX_LEN {
            break;
        }
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    normal
}

/// Known messages are shorter than this.
const MAX_LEN: usize = 2_048;
