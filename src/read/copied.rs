//! Reads an error response from text as people copy it: from a browser, a log, JSON, an exception of an SDK, or with
//! the head of the response.

use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
    vec::Vec,
};

use super::moment;
use crate::{s3_names::BUCKET_REGION, sigv4::AmzDate, xml};

/// The head of a response, as `curl -i` and `curl -v` print it.
#[derive(Default)]
pub(super) struct Head {
    pub(super) status: Option<u16>,
    pub(super) date: Option<AmzDate>,
    /// Other headers that a diagnosis uses, as elements.
    pub(super) elements: Vec<(String, String)>,
}

/// Splits a text into the last head before the body, if there is one, and the body.
pub(super) fn head(text: &str) -> (Head, &str) {
    let (mut head, mut body, mut is_in_head) = (Head::default(), text, false);
    let mut rest = text;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let after = rest.get(line.len()..).unwrap_or_default();
        let line = line.trim();
        let line =
            line.strip_prefix('<').filter(|line| line.starts_with(' ') || line.is_empty()).unwrap_or(line);
        let line = line.trim();
        if let Some(status) = status_line(line) {
            head = Head { status: Some(status), ..Head::default() };
            (is_in_head, body) = (true, after);
        } else if is_in_head {
            is_in_head = !line.is_empty();
            head.read(line);
            body = after;
        } else if line.starts_with('<') || (head.status.is_some() && !line.is_empty()) {
            break;
        }
        rest = after;
    }
    (head, body)
}

impl Head {
    fn read(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        if name.eq_ignore_ascii_case("date") {
            self.date = moment::parse(value);
        } else if name.eq_ignore_ascii_case(BUCKET_REGION) {
            self.elements.push((BUCKET_REGION.into(), value.trim().into()));
        }
    }
}

/// Returns the status of a line like `HTTP/1.1 403 Forbidden`.
fn status_line(line: &str) -> Option<u16> {
    let (_, rest) = line.strip_prefix("HTTP/")?.split_once(' ')?;
    rest.split(' ').next()?.parse().ok().filter(|status| (100..1000).contains(status))
}

/// Returns the elements in a text, and the HTTP status if the text contains it.
pub(super) fn read(text: &str) -> (Vec<(String, String)>, Option<u16>) {
    if let Some(elements) =
        xml::leaves(text.trim().trim_start_matches('\u{feff}')).filter(|all| has_code(all))
    {
        return (elements, None);
    }
    let mut text = Cow::Borrowed(text);
    for _ in 0..MAX_ESCAPES {
        let inner = (0..string_depth(&text)).fold(text.clone(), |inner, _| unescaped(&inner).into());
        let found = place_of_xml(&inner).and_then(|place| inner.get(place..));
        let elements = match found {
            // The root was not copied.
            Some(xml) if xml.starts_with("<Code>") => xml::leaves_up_to_mistake(&["<Error>", xml].concat()),
            Some(xml) => xml::leaves_up_to_mistake(xml),
            None => Vec::new(),
        };
        if has_code(&elements) {
            return (elements, None);
        }
        let has = |escapes: &[&str]| escapes.iter().any(|escape| text.contains(escape));
        text = match () {
            () if has(&LESS_THAN_IN_HTML) => without_entities(&text).into(),
            () if has(&AMPERSAND_IN_JSON) => unescaped(&text).into(),
            () => break,
        };
    }
    read_exception(&text)
}

/// Reads an exception. The response to `HEAD` has no code, so an SDK has the status in its place.
fn read_exception(text: &str) -> (Vec<(String, String)>, Option<u16>) {
    let pairs = pairs(text);
    // Of a message without quotes, the pairs have only the first word.
    let first = value(&pairs, "Message", |_| true);
    let message = message(text).filter(|(_, message)| first.is_none_or(|first| message.starts_with(first)));
    let mut elements: Vec<(String, String)> = message.into_iter().collect();
    for &name in ELEMENTS {
        elements.extend(value(&pairs, name, |_| true).map(|text| (name.into(), text.into())));
    }
    let code = value(&pairs, "Code", is_code).map(|code| ("Code".into(), code.to_owned()));
    elements.extend(code);
    if !has_code(&elements) {
        elements.splice(..0, sentence(text));
    }
    let status = |(name, text): (&str, &str)| {
        let is_status = STATUS.iter().any(|status| name.eq_ignore_ascii_case(status));
        text.parse().ok().filter(|status| is_status && (100..1000).contains(status))
    };
    let names = pairs.iter().map(|(name, text)| (&**name, &**text));
    let sentences = elements.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let status = names.chain(sentences).find_map(status).or_else(|| {
        let (_, rest) = text.split_once("status code: ")?;
        status(("Code", rest.get(..3)?))
    });
    elements.retain(|(name, text)| name != "Code" || is_code(text));
    if !has_code(&elements) {
        // The SDK for Java 2 prints no code. Other texts with a status may be of anything.
        elements = message_of_java(text).filter(|_| status.is_some()).into_iter().collect();
    }
    (elements, status)
}

/// Reads a message that is not in quotes, as the SDKs for Java, Go's `%+v` and web pages print it.
fn message(text: &str) -> Option<(String, String)> {
    message_of_java(text).or_else(|| {
        let (_, rest) = text.split_once("Message:").or_else(|| text.split_once("Message="))?;
        let rest = rest.trim_start_matches([' ', '\t']);
        let line =
            rest.split(['\n', '<']).next().filter(|line| !line.starts_with(['"', '\'', '\\', '`', '&']))?;
        // The next name and its value.
        let is_pair = |word: &str| {
            let (name, value) = word.split_once([':', '=']).unwrap_or_default();
            name.starts_with(|c: char| c.is_ascii_uppercase()) && is_code(name) && !value.is_empty()
        };
        let words = line.split(' ').take_while(|word| !is_pair(word));
        let message = words.collect::<Vec<_>>().join(" ");
        let message = message.trim_end().trim_end_matches(['}', ',']);
        (!message.is_empty()).then(|| ("Message".into(), message.into()))
    })
}

/// Reads the message in `S3Exception: Access Denied (Service: S3, Status Code: 403, Request ID: 1)`.
fn message_of_java(text: &str) -> Option<(String, String)> {
    let (before, _) = text.split_once(" (Service: ")?;
    let (_, message) = before.rsplit_once("Exception: ")?;
    (message != "null").then(|| ("Message".into(), message.trim().into()))
}

/// Returns whether a text is an error code and not a number.
fn is_code(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

fn has_code(elements: &[(String, String)]) -> bool {
    elements.iter().any(|(name, _)| name == "Code")
}

fn place_of_xml(text: &str) -> Option<usize> {
    ["<?xml", "<Error", "<Code>"].into_iter().filter_map(|start| text.find(start)).min()
}

/// Returns how many nested strings contain the XML.
///
/// A quote before it is escaped once by one backslash, and twice by three. A `<` may be escaped too.
fn string_depth(text: &str) -> usize {
    let escaped = LESS_THAN_IN_JSON.iter().flat_map(|escape| {
        let places = ["?xml", "Error"].map(|name| text.find(&*[escape, name].concat()));
        places.into_iter().flatten()
    });
    let Some(place) = escaped.chain(place_of_xml(text)).min() else { return 0 };
    let before = text.get(..place).unwrap_or_default();
    let backslashes = |before: &str| before.len() - before.trim_end_matches('\\').len();
    let by_less_than =
        match (text.get(place..).is_some_and(|text| text.starts_with('<')), backslashes(before)) {
            (true, _) => 0,
            (false, 0) => 1,
            (false, 1) => 2,
            (false, _) => 3,
        };
    // A line break would be escaped in a string.
    let before = before.trim_end_matches('\\').trim_end_matches([' ', '\t']);
    let before = ["\\n", "\\r", "\\t"].iter().fold(before, |before, escape| before.trim_end_matches(escape));
    let by_quote = match before.strip_suffix(['"', '\'', '`']).map(backslashes) {
        None => 0,
        Some(0) => 1,
        Some(1) => 2,
        Some(_) => 3,
    };
    by_quote.max(by_less_than)
}

/// Decodes the escapes of JSON, JavaScript, Python and Rust.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = escape.chars();
        let simple = chars.next().and_then(|c| match c {
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            '"' | '\'' | '`' | '\\' | '/' => Some(c),
            _ => None,
        });
        rest = match (simple, code_point(escape)) {
            (Some(c), _) => {
                out.push(c);
                chars.as_str()
            }
            (None, Some((c, len))) => {
                out.push(c);
                escape.get(len..).unwrap_or_default()
            }
            (None, None) => {
                out.push('\\');
                escape
            }
        };
    }
    out.push_str(rest);
    out
}

/// Decodes `u003c` or `x3c`, and returns the length of the escape.
fn code_point(escape: &str) -> Option<(char, usize)> {
    let digits = match escape.as_bytes().first()? {
        b'u' => 4,
        b'x' => 2,
        _ => return None,
    };
    let unit = |at: usize| u32::from_str_radix(escape.get(at..at + digits)?, 16).ok();
    let first = unit(1)?;
    match char::from_u32(first) {
        Some(c) => Some((c, 1 + digits)),
        // The first half of a pair of surrogates.
        None => {
            let second = escape.get(5..7).filter(|start| *start == "\\u").and_then(|_| unit(7))?;
            let second =
                char::decode_utf16([u16::try_from(first).ok()?, u16::try_from(second).ok()?]).next()?;
            Some((second.ok()?, 11))
        }
    }
}

/// Decodes the HTML entities of the characters that mark up XML. Others are read with the XML.
fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(MAX_ENTITY_LEN).position(|byte| byte == b';');
        let name = end.and_then(|end| after.get(..end));
        match name.and_then(entity) {
            Some(c) => {
                out.push(c);
                rest = end.and_then(|end| after.get(end + 1..)).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

/// Returns the value of a name. An exact match takes precedence over one in another case.
fn value<'p>(
    pairs: &'p [(Cow<'_, str>, Cow<'_, str>)],
    name: &str,
    is_it: fn(&str) -> bool,
) -> Option<&'p str> {
    let mut all = pairs.iter().filter(|(_, text)| is_it(text));
    let exact = all.clone().find(|pair| pair.0 == name);
    exact.or_else(|| all.find(|pair| pair.0.eq_ignore_ascii_case(name))).map(|(_, value)| &**value)
}

/// Returns the names and values of an object in the notation of JSON, JavaScript, Python, Ruby or Rust.
fn pairs(text: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let tokens = tokens(text);
    let mut pairs = Vec::new();
    for three in tokens.windows(3) {
        if let [
            Token::Text(name) | Token::Word(name),
            Token::Colon,
            Token::Text(value) | Token::Word(value),
        ] = three
        {
            pairs.push((name.clone(), value.clone()));
        }
    }
    pairs
}

enum Token<'a> {
    /// A text in quotes, decoded.
    Text(Cow<'a, str>),
    /// A name or a number.
    Word(Cow<'a, str>),
    Colon,
    Other,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    // Quotes that are opened and never closed.
    let mut open = Vec::new();
    let mut previous = ' ';
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '.');
        let is_quote = matches!(c, '"' | '\'') && !previous.is_alphanumeric() && !open.contains(&c);
        let quoted = if is_quote { end_of_quoted(after, c) } else { None };
        previous = c;
        let (token, next) = match (c, quoted) {
            (_, Some(end)) => {
                let value = after.get(..end).unwrap_or_default();
                let value = if value.contains('\\') { unescaped(value).into() } else { Cow::Borrowed(value) };
                (Some(Token::Text(value)), after.get(end + 1..).unwrap_or_default())
            }
            _ if is_word(c) => {
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                let (word, next) = rest.split_at(end);
                previous = 'a';
                // Rust writes `Some("AccessDenied")`.
                (if word == "Some" { None } else { Some(Token::Word(word.into())) }, next)
            }
            (':', _) => (Some(Token::Colon), after),
            ('=', _) => (Some(Token::Colon), after.strip_prefix('>').unwrap_or(after)),
            _ => {
                if is_quote {
                    open.push(c);
                }
                (if c.is_whitespace() || c == '(' { None } else { Some(Token::Other) }, after)
            }
        };
        tokens.extend(token);
        rest = next;
    }
    tokens
}

/// Returns the position of the closing quote.
fn end_of_quoted(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let is_end = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end.then_some(at)
    })
}

/// Reads the message of an exception of boto3, or of the SDKs for Go, JavaScript and Ruby.
fn sentence(text: &str) -> Vec<(String, String)> {
    let boto3 = text.split_once("An error occurred (").and_then(|(_, rest)| {
        let (code, rest) = rest.split_once(')')?;
        Some((code, rest.split_once(" operation: ").map_or("", |(_, message)| message)))
    });
    let go = || text.split_once("api error ").and_then(|(_, rest)| rest.split_once(':'));
    let Some((code, message)) = boto3.or_else(go).or_else(|| code_and_message(text)) else {
        return Vec::new();
    };
    let message = message.lines().next().unwrap_or_default().trim();
    [("Code", code), ("Message", message)].map(|(name, text)| (name.into(), text.into())).into()
}

/// Finds `AccessDenied: Access Denied`, at the start of a line or after another such name, or with the code in brackets.
fn code_and_message(text: &str) -> Option<(&str, &str)> {
    text.match_indices(": ").find_map(|(end, _)| {
        let before = text.get(..end)?;
        let in_brackets = before.strip_suffix(')');
        let before = in_brackets.unwrap_or(before);
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '.';
        let (before, code) = before.split_at(before.trim_end_matches(is_word).len());
        let is_start = match in_brackets {
            Some(_) => before.ends_with(" ("),
            None => before.is_empty() || before.ends_with(['\n', '"', '`', ':']) || before.ends_with(": "),
        };
        let capitals = code.bytes().filter(u8::is_ascii_uppercase).count();
        // These are words or names of types.
        let is_other = capitals < 2
            || capitals == code.len()
            || ["Error", "Exception", "Response"].iter().any(|end| code.ends_with(end));
        (is_start && is_code(code) && !is_other).then_some((code, text.get(end + 2..)?))
    })
}

/// The elements that a diagnosis uses. In an exception, they may be in another case.
const ELEMENTS: &[&str] = &[
    "Message",
    "ArgumentName",
    "CanonicalRequest",
    "CanonicalRequestBytes",
    "Condition",
    "Details",
    "Endpoint",
    "Header",
    "HeaderMissing",
    "HeadersNotSigned",
    "HostNotServed",
    "MaxSizeAllowed",
    "MinSizeAllowed",
    "ParameterName",
    "ProposedSize",
    "Region",
    "RequestTime",
    "ServerTime",
    "SignatureProvided",
    "StringToSign",
    "StringToSignBytes",
    "X-Amz-Date",
];

/// The names for the HTTP status in an exception, including `Code` as in `Status Code: 403`.
const STATUS: [&str; 4] = ["HTTPStatusCode", "statusCode", "status_code", "Code"];

/// A `<` that is escaped, or escaped more than once.
const LESS_THAN_IN_HTML: [&str; 5] = ["&lt;", "amp;lt;", "&#60;", "&#x3c;", "&#x3C;"];
const LESS_THAN_IN_JSON: [&str; 4] = ["\\u003c", "\\u003C", "\\x3c", "\\x3C"];
const AMPERSAND_IN_JSON: [&str; 2] = ["\\u0026lt;", "\\u0026#"];

/// Nobody copies text that is escaped more often than this.
const MAX_ESCAPES: usize = 5;

const MAX_ENTITY_LEN: usize = 10;
