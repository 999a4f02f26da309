use alloc::{
    borrow::{Cow, ToOwned},
    format,
    string::String,
    vec::Vec,
};

use quick_xml::{
    Reader,
    encoding::EncodingError,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};

/// An element with its local name, without attributes.
pub(crate) struct Element {
    pub(crate) name: String,
    /// The text before the first child element.
    pub(crate) text: String,
    /// 1 for the root element.
    pub(crate) depth: usize,
    /// Whether the element is complete and has no child elements.
    is_leaf: bool,
}

/// Returns all elements in document order.
///
/// Returns `None` if the document is not well-formed, has more than 200,000 elements, or has a DTD, which could define
/// any text. Ignores attributes and namespaces.
pub(crate) fn elements(document: &str) -> Option<Vec<Element>> {
    let mut reader = Reader::from_str(document);
    let mut elements = Elements::default();
    loop {
        match reader.read_event().ok()? {
            Event::DocType(_) => return None,
            Event::Eof => return elements.finish(),
            event => elements.read(&event)?,
        }
    }
}

/// Returns the name and the text of each of the [`elements`] that has no child elements.
pub(crate) fn leaves(document: &str) -> Option<Vec<(String, String)>> {
    elements(document).map(into_leaves)
}

/// Returns the leaves like [`leaves`], up to the end of the root element or to the first mistake.
///
/// Ignores text around the root element, and an element that was cut off. Reads a lone `&` and an unknown entity as
/// text.
pub(crate) fn leaves_up_to_mistake(document: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().allow_dangling_amp = true;
    let mut elements = Elements { is_lenient: true, ..Elements::default() };
    while let Ok(event) = reader.read_event() {
        let is_end = matches!(event, Event::DocType(_) | Event::Eof);
        if is_end || elements.read(&event).is_none() || (!elements.found.is_empty() && elements.depth == 0) {
            break;
        }
    }
    into_leaves(elements.found)
}

fn into_leaves(elements: Vec<Element>) -> Vec<(String, String)> {
    elements.into_iter().filter(|element| element.is_leaf).map(|leaf| (leaf.name, leaf.text)).collect()
}

/// The elements that were read so far.
#[derive(Default)]
struct Elements {
    found: Vec<Element>,
    depth: usize,
    /// Whether the last one is open and has no child elements.
    is_in_leaf: bool,
    is_lenient: bool,
}

impl Elements {
    fn read(&mut self, event: &Event<'_>) -> Option<()> {
        match event {
            Event::Start(start) => self.open(start),
            Event::End(_) => self.close(),
            Event::Empty(start) => {
                self.open(start)?;
                self.close()
            }
            Event::Text(text) => self.push(&content(text.xml10_content())?),
            Event::CData(text) => self.push_inside(&content(text.xml10_content())?),
            Event::GeneralRef(reference) => match resolve(reference) {
                None if self.is_lenient => self.push(&format!("&{};", reference.decode().ok()?)),
                text => self.push_inside(&text?),
            },
            _ => Some(()),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Option<()> {
        if self.found.len() == MAX_ELEMENTS || (self.depth == 0 && !self.found.is_empty()) {
            return None;
        }
        self.depth += 1;
        let name = core::str::from_utf8(start.local_name().into_inner()).ok()?.to_owned();
        if name.is_empty() {
            return None;
        }
        self.found.push(Element { name, text: String::new(), depth: self.depth, is_leaf: false });
        self.is_in_leaf = true;
        Some(())
    }

    fn close(&mut self) -> Option<()> {
        self.depth = self.depth.checked_sub(1)?;
        if let Some(leaf) = self.leaf() {
            leaf.is_leaf = true;
        }
        self.is_in_leaf = false;
        Some(())
    }

    fn push(&mut self, text: &str) -> Option<()> {
        let is_between = self.depth == 0 && (self.is_lenient || text.trim_ascii().is_empty());
        if is_between { Some(()) } else { self.push_inside(text) }
    }

    fn push_inside(&mut self, text: &str) -> Option<()> {
        if self.depth == 0 {
            return None;
        }
        if let Some(leaf) = self.leaf() {
            leaf.text.push_str(text);
        }
        Some(())
    }

    fn leaf(&mut self) -> Option<&mut Element> {
        self.found.last_mut().filter(|_| self.is_in_leaf)
    }

    fn finish(self) -> Option<Vec<Element>> {
        (self.depth == 0 && !self.found.is_empty()).then_some(self.found)
    }
}

/// Returns the decoded text if XML allows all of its characters.
fn content(decoded: Result<Cow<'_, str>, EncodingError>) -> Option<Cow<'_, str>> {
    decoded.ok().filter(|text| text.chars().all(is_xml_char))
}

fn resolve(reference: &BytesRef<'_>) -> Option<Cow<'static, str>> {
    match reference.resolve_char_ref().ok()? {
        Some(c) => is_xml_char(c).then(|| String::from(c).into()),
        None => resolve_predefined_entity(&reference.decode().ok()?).map(Cow::Borrowed),
    }
}

/// `Char` of XML 1.0, section 2.2.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// More than a list of 10,000 parts has. Limits the memory: an element can be as short as `<a/>`.
const MAX_ELEMENTS: usize = 200_000;
