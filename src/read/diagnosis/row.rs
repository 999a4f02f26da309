use super::{
    Cause,
    case::{Case, normal},
};

/// A row of the table of responses.
pub(super) struct Row {
    /// The codes, in any case. A final `*` matches the rest of a code.
    codes: &'static [&'static str],
    /// Elements and their texts, all of which must match.
    elements: &'static [(&'static str, Pattern)],
    meaning: Meaning,
}

impl Row {
    fn fits(&self, case: &Case<'_>) -> bool {
        let is_code = |code: &&str| match code.strip_suffix('*') {
            Some(start) => {
                case.code().get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
            }
            None => case.code().eq_ignore_ascii_case(code),
        };
        let is_element = |(name, pattern): &(&str, Pattern)| match pattern {
            Pattern::Has(phrase) if *name == "Message" => case.says(phrase),
            Pattern::Starts(start) if *name == "Message" => case.starts(start),
            _ => case.element(name).is_some_and(|text| pattern.fits(text)),
        };
        self.codes.iter().any(is_code) && self.elements.iter().all(is_element)
    }
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

/// The meaning of a response.
pub(super) enum Meaning {
    /// The signature does not match.
    Mismatch,
    /// A fixed cause.
    Of(Cause),
    /// A cause that is read from the response.
    Read(fn(&Case<'_>) -> Cause),
}

impl Meaning {
    /// Returns the meaning of a response: that of the first row that matches.
    pub(super) fn of(case: &Case<'_>, rows: &'static [Row]) -> Option<&'static Self> {
        rows.iter().find(|row| row.fits(case)).map(|row| &row.meaning)
    }
}
