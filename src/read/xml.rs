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

/// Returns the local name and the text of each element that has no child elements, in document order.
///
/// Returns `None` if the document is not well-formed, or if it has a DTD, which could define any text. Ignores
/// attributes and namespaces.
pub(super) fn leaves(document: &str) -> Option<Vec<(String, String)>> {
    let mut reader = Reader::from_str(document);
    let mut leaves = Leaves::default();
    loop {
        match reader.read_event().ok()? {
            Event::DocType(_) => return None,
            Event::Eof => return leaves.finish(),
            event => leaves.read(&event)?,
        }
    }
}

/// Returns the leaves like [`leaves`], up to the end of the root element or to the first mistake.
///
/// Ignores text around the root element, and an element that was cut off. Reads a lone `&` and an unknown entity as
/// text.
pub(super) fn leaves_up_to_mistake(document: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().allow_dangling_amp = true;
    let mut leaves = Leaves { is_lenient: true, ..Leaves::default() };
    while let Ok(event) = reader.read_event() {
        let is_end = matches!(event, Event::DocType(_) | Event::Eof);
        if is_end || leaves.read(&event).is_none() || (leaves.has_root && leaves.depth == 0) {
            break;
        }
    }
    leaves.found
}

/// The elements that were read so far.
#[derive(Default)]
struct Leaves {
    found: Vec<(String, String)>,
    /// The innermost element, while it has no child elements.
    leaf: Option<(String, String)>,
    depth: usize,
    has_root: bool,
    is_lenient: bool,
}

impl Leaves {
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
        if self.depth == 0 && self.has_root {
            return None;
        }
        self.has_root = true;
        self.depth += 1;
        let name = core::str::from_utf8(start.local_name().into_inner()).ok()?.to_owned();
        if name.is_empty() {
            return None;
        }
        self.leaf = Some((name, String::new()));
        Some(())
    }

    fn close(&mut self) -> Option<()> {
        self.depth = self.depth.checked_sub(1)?;
        self.found.extend(self.leaf.take());
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
        if let Some((_, of_leaf)) = &mut self.leaf {
            of_leaf.push_str(text);
        }
        Some(())
    }

    fn finish(self) -> Option<Vec<(String, String)>> {
        if self.has_root && self.depth == 0 { Some(self.found) } else { None }
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
