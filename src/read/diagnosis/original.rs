//! Restores a canonical request whose white space was changed when it was copied.

use alloc::{
    borrow::Cow,
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::{iter, ops::Range};

use super::{
    case::without_white_space,
    comparison::{HOST, Parts},
};
use crate::sigv4::{
    decode,
    names::{UNSIGNED_PAYLOAD, X_AMZ_ALGORITHM},
};

/// A canonical request that was copied: its text without white space, and the places where that was.
///
/// A copy may have lost its line breaks and got others, at any place. But its other characters are those of the original,
/// and there is still white space wherever a line ended.
pub(super) struct CopiedRequest {
    text: String,
    gaps: Vec<usize>,
    /// The last place where there was an empty line.
    empty_line: Option<usize>,
}

impl CopiedRequest {
    pub(super) fn new(text: &str) -> Self {
        let mut copy = Self { text: String::with_capacity(text.len()), gaps: Vec::new(), empty_line: None };
        let mut line_breaks = None;
        for c in text.trim().chars() {
            if c.is_whitespace() {
                *line_breaks.get_or_insert(0) += usize::from(c == '\n');
                continue;
            }
            if let Some(line_breaks) = line_breaks.take() {
                copy.gaps.push(copy.text.len());
                copy.empty_line = if line_breaks > 1 { Some(copy.text.len()) } else { copy.empty_line };
            }
            copy.text.push(c);
        }
        copy
    }

    /// Returns the possible originals, the most likely first.
    ///
    /// Only the values of headers have white space, and a path or a query that the server has decoded. Where the text is
    /// that of the `signed` request, so is its white space.
    pub(super) fn originals<'a>(&'a self, signed: &'a Parts<'a>) -> impl Iterator<Item = String> + 'a {
        let mut layouts: Vec<Layout<'_>> = self
            .starts_of_names(signed)
            .into_iter()
            .filter_map(|names| Layout::new(self, names, signed))
            .collect();
        layouts.sort_by_key(|layout| !layout.has_all_headers());
        layouts.into_iter().take(MAX_LAYOUTS).flat_map(move |layout| layout.originals(signed))
    }

    /// Returns where the list of signed headers and the payload may start.
    fn starts_of_names(&self, signed: &Parts<'_>) -> Vec<[usize; 2]> {
        let is_hash =
            |text: &str| text.len() == HASH_LEN && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let start_of = |len: usize| self.text.len().checked_sub(len).filter(|start| self.is_gap(*start));
        let is_payload = |start: &usize| {
            let payload = self.slice(*start..self.text.len());
            [signed.payload, UNSIGNED_PAYLOAD].contains(&payload) || is_hash(payload)
        };
        let lengths = [signed.payload.len(), UNSIGNED_PAYLOAD.len(), HASH_LEN];
        let known = lengths.into_iter().filter_map(start_of).find(is_payload);
        let Some(payload) = known.or(self.gaps.last().copied()) else { return Vec::new() };

        let before = self.gaps_in(0..payload);
        let names: String = signed.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
        let by_names = payload.checked_sub(names.len()).filter(|start| self.slice(*start..payload) == names);
        let starts =
            by_names.into_iter().chain(self.empty_line).chain(before.iter().rev().take(MAX_PLACES).copied());
        let mut tried = BTreeSet::new();
        let is_start = |start: &usize| {
            *start < payload
                && self.is_gap(*start)
                && is_names(self.slice(*start..payload))
                && tried.insert(*start)
        };
        starts.filter(is_start).map(|names| [names, payload]).collect()
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    fn is_gap(&self, at: usize) -> bool {
        self.gaps.binary_search(&at).is_ok()
    }

    /// Returns the gaps within a range, not at its ends.
    fn gaps_in(&self, range: Range<usize>) -> &[usize] {
        let start = self.gaps.partition_point(|gap| *gap <= range.start);
        let end = self.gaps.partition_point(|gap| *gap < range.end);
        self.gaps.get(start..end).unwrap_or_default()
    }

    /// Returns a part of the text with a space in each gap, except for one gap.
    fn with_spaces(&self, range: Range<usize>, except: Option<usize>) -> String {
        let mut text = String::new();
        let mut start = range.start;
        for &gap in self.gaps_in(range.clone()).iter().filter(|gap| Some(**gap) != except) {
            text.push_str(self.slice(start..gap));
            text.push(' ');
            start = gap;
        }
        text.push_str(self.slice(start..range.end));
        text
    }
}

/// Where the parts of a copied canonical request are.
struct Layout<'a> {
    copy: &'a CopiedRequest,
    method: &'a str,
    /// The path and the query.
    target: Range<usize>,
    headers: Vec<Header<'a>>,
    names: &'a str,
    payload: &'a str,
}

struct Header<'a> {
    name: &'a str,
    value: Range<usize>,
    /// The value as it was signed, if the copy has the same text.
    signed: Option<&'a str>,
}

impl<'a> Layout<'a> {
    fn new(copy: &'a CopiedRequest, [names, payload]: [usize; 2], signed: &Parts<'a>) -> Option<Self> {
        let path = copy.text.find('/').filter(|path| *path < names)?;
        let (method, list) = (copy.slice(0..path), copy.slice(names..payload));
        let mut layout = Self {
            copy,
            method,
            target: path..names,
            headers: Vec::new(),
            names: list,
            payload: copy.slice(payload..copy.text.len()),
        };
        is_method(method).then(|| {
            layout.find_headers(names, signed);
            layout
        })
    }

    /// Finds the headers, which are in the order of their names.
    fn find_headers(&mut self, end: usize, signed: &Parts<'a>) {
        let names: BTreeSet<&str> = self.names.split(';').filter(|name| name.len() <= MAX_NAME_LEN).collect();
        let colons: Vec<usize> = self.copy.text.match_indices(':').map(|(colon, _)| colon).collect();
        for &gap in self.copy.gaps_in(self.target.start..end) {
            let colon = colons.get(colons.partition_point(|colon| *colon < gap));
            let Some(&colon) = colon.filter(|colon| **colon < end && **colon - gap <= MAX_NAME_LEN) else {
                continue;
            };
            let name = self.copy.slice(gap..colon);
            if names.contains(name) && self.headers.last().is_none_or(|previous| previous.name < name) {
                self.end_last_header(gap);
                self.headers.push(Header { name, value: colon + 1..end, signed: None });
            }
        }
        for header in &mut self.headers {
            let is_same = |value: &&str| without_white_space(value) == self.copy.slice(header.value.clone());
            header.signed = signed.header(header.name).filter(is_same);
        }
    }

    fn end_last_header(&mut self, end: usize) {
        match self.headers.last_mut() {
            Some(header) => header.value.end = end,
            None => self.target.end = end,
        }
    }

    fn has_all_headers(&self) -> bool {
        self.names.split(';').eq(self.headers.iter().map(|header| header.name))
    }

    fn originals(self, signed: &'a Parts<'a>) -> impl Iterator<Item = String> + 'a {
        let targets = self.targets(signed);
        let likely = targets.first().cloned().unwrap_or_default();
        let altered = self.headers.iter().filter(|header| header.signed.is_none());
        // A word in a value may have been broken.
        let breaks: Vec<usize> = altered
            .flat_map(|header| self.copy.gaps_in(header.value.clone()))
            .take(MAX_PLACES)
            .copied()
            .collect();
        let targets = targets.into_iter().map(|target| (target, None));
        let breaks = breaks.into_iter().map(move |gap| (likely.clone(), Some(gap)));
        targets.chain(breaks).map(move |(target, gap)| self.original(&target, gap))
    }

    fn original(&self, target: &str, except: Option<usize>) -> String {
        let Self { method, names, payload, .. } = self;
        let mut original = format!("{method}\n{target}\n");
        for Header { name, value, signed } in &self.headers {
            let value = match signed {
                Some(signed) => Cow::Borrowed(*signed),
                None if *name == HOST => self.copy.slice(value.clone()).into(),
                None => self.copy.with_spaces(value.clone(), except).into(),
            };
            original.push_str(&format!("{name}:{value}\n"));
        }
        original + &format!("\n{names}\n{payload}")
    }

    /// Returns the possible lines of the path and the query.
    fn targets(&self, signed: &Parts<'_>) -> Vec<String> {
        let (copy, Range { start, end }) = (self.copy, self.target.clone());
        let gaps = copy.gaps_in(start..end);
        // A parameter follows an `&`, and a query does not.
        let is_place =
            |place: &usize| *place == end || copy.is_gap(*place) && !copy.slice(start..*place).ends_with('&');
        let paths = decoded(signed.path);
        let place_after = |path: &String| {
            let place = start + without_white_space(path).len();
            (copy.slice(start..place) == without_white_space(path)).then_some(place)
        };

        let by_query = end.checked_sub(signed.query.len()).filter(|at| copy.slice(*at..end) == signed.query);
        let first = [X_AMZ_ALGORITHM, "="].concat();
        let by_first = gaps.iter().copied().find(|gap| copy.slice(*gap..end).starts_with(&first));
        let by_path = iter::once(signed.path.to_string())
            .chain(paths.iter().cloned())
            .find_map(|path| place_after(&path));
        let ends = gaps.iter().skip(1).chain([&end]);
        let by_word = gaps.iter().zip(ends).find(|(gap, end)| copy.slice(**gap..**end).contains('='));
        let places =
            [by_query, by_first, by_path, by_word.map(|(gap, _)| *gap), Some(end)].into_iter().flatten();

        let mut targets = Vec::new();
        let mut tried = BTreeSet::new();
        for place in places.chain(gaps.iter().copied()).filter(|place| is_place(place)) {
            if tried.len() == MAX_PLACES || !tried.insert(place) {
                continue;
            }
            let (path, query) = (copy.slice(start..place), copy.slice(place..end));
            let decoded = paths.iter().filter(|decoded| without_white_space(decoded) == path);
            targets.extend(decoded.map(|path| format!("{path}\n{query}")));
            targets.push(format!("{path}\n{query}"));
            if !gaps.is_empty() {
                let spaced = [start..place, place..end].map(|part| copy.with_spaces(part, None));
                let [spaced_path, spaced_query] = spaced.each_ref().map(String::as_str);
                let pairs = [(spaced_path, spaced_query), (spaced_path, query), (path, spaced_query)];
                targets.extend(pairs.map(|(path, query)| format!("{path}\n{query}")));
            }
        }
        targets
    }
}

/// Returns a path as servers may decode it, if it then has white space.
fn decoded(path: &str) -> Vec<String> {
    let decoded =
        [path.replace("%20", " "), decode(path).unwrap_or_default().into_owned(), path.replace("%2B", " ")];
    decoded.into_iter().filter(|decoded| decoded.contains(char::is_whitespace)).collect()
}

fn is_method(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_names(text: &str) -> bool {
    text.split(';').any(|name| name == HOST) && !text.contains([':', '/', '='])
}

const MAX_LAYOUTS: usize = 3;

/// Trying more places would cost too much, and so many spaces are rare.
const MAX_PLACES: usize = 8;

/// The names of headers are shorter than this.
const MAX_NAME_LEN: usize = 128;

const HASH_LEN: usize = 64;
