use alloc::{
    borrow::ToOwned,
    string::{String, ToString},
    vec::Vec,
};

use super::secrets::Secrets;
use crate::{
    read::{ErrorResponse, claim::has_region},
    sigv4::{AmzDate, Signature},
};

/// A URL or a form, and the response to a request with it.
pub(super) struct Case<'a> {
    pub(super) signed: Signed<'a>,
    pub(super) response: &'a ErrorResponse,
    pub(super) secrets: &'a Secrets,
    /// The message, normalized once for all rows.
    message: String,
}

impl<'a> Case<'a> {
    pub(super) fn new(signed: Signed<'a>, response: &'a ErrorResponse, secrets: &'a Secrets) -> Self {
        Self { signed, response, secrets, message: normal(response.element("Message").unwrap_or_default()) }
    }

    pub(super) fn code(&self) -> &'a str {
        self.response.code().trim()
    }

    /// Returns the text of an element, without white space around it.
    pub(super) fn element(&self, name: &str) -> Option<&'a str> {
        self.response.element(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// Returns whether the message has a phrase, which is in lower case.
    pub(super) fn says(&self, phrase: &str) -> bool {
        self.message.contains(phrase)
    }

    /// Returns whether the message starts with a phrase, which is in lower case.
    pub(super) fn starts(&self, phrase: &str) -> bool {
        self.message.starts_with(phrase)
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
        rest.split_once('\'').map(|(region, _)| region.to_owned()).filter(|region| !region.is_empty())
    }
}

/// What was signed, a URL or a form, as far as the meaning of a response depends on it.
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

/// Returns the start of a text in lower case, with single spaces.
pub(super) fn normal(text: &str) -> String {
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

/// Returns a line without white space, to compare lines whose white space is unknown.
pub(super) fn without_white_space(line: &str) -> String {
    let mut text = line.to_string();
    text.retain(|c| !c.is_whitespace());
    text
}

/// Known messages are shorter than this.
const MAX_LEN: usize = 2_048;
