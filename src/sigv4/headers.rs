use alloc::{borrow::Cow, string::String, vec::Vec};

use super::{
    Error, Host, Value,
    fields::{Field, Fields},
    names::{CONTENT_LENGTH, is_set_by_signer},
    uri_encode,
};

/// The headers to sign besides `host`, in the normalized form that is signed and sent.
///
/// [`insert`](Self::insert) normalizes names and values to the form that all implementations agree on: names in lower
/// case, and values without spaces or tabs at their ends and with single spaces inside. It rejects values that have
/// no such form, and headers that clients or proxies rewrite.
///
/// ```
/// use presign::sigv4::Headers;
///
/// let mut headers = Headers::default();
/// headers.insert("Content-Type", " image/jpeg ")?;
/// assert!(headers.insert("Host", "example.com").is_err());
/// assert_eq!(headers.to_send(), [("content-type".into(), "image/jpeg".into())]);
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Headers<'a>(Fields<'a>);

impl<'a> Headers<'a> {
    /// Adds a header.
    ///
    /// If a name is added again, the values are joined with commas, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// * Returns [`Error::HeaderName`] if the name is not a token as in [RFC 9110, section
    ///   5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2).
    /// * Returns [`Error::HeaderValue`] if the value has a control character (CR, LF, NUL, an inner tab) or a
    ///   character outside ASCII.
    /// * Returns [`Error::UnsignableHeader`] if the header is `host`, which is always signed, or one that clients or
    ///   proxies change.
    /// * Returns [`Error::ReservedName`] if the name belongs to the signature, such as `x-amz-date`.
    /// * Returns [`Error::RepeatedHeader`] if the header allows one value, and a setter of
    ///   [`Request`](crate::Request) has already set it.
    /// * Returns [`Error::TooManyHeaders`] if there are already 1,000 headers.
    ///
    /// ```
    /// use presign::sigv4::Headers;
    ///
    /// let mut headers = Headers::default();
    /// headers.insert("Cache-Control", "private")?;
    /// headers.insert("Cache-Control", "max-age=3600")?;
    /// assert_eq!(
    ///     headers.to_send(),
    ///     [("cache-control".into(), "private,max-age=3600".into())]
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn insert(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Value<'a>>,
    ) -> Result<(), Error> {
        let name = normal_name(name.into())?;
        let value = normal_value(&name, value.into())?;
        let (up_to_same_name, _) =
            self.fields().split_at(self.fields().partition_point(|other| other.name <= name));
        let index = up_to_same_name.len();
        match up_to_same_name.last() {
            Some(last) if last.is_only && last.name == name => {
                Err(Error::RepeatedHeader { name: name.into_owned() })
            }
            _ => self.insert_at(index, Field { name, value, is_only: false }),
        }
    }

    /// Adds a header that allows one value. Adding it twice is an error.
    pub(crate) fn insert_once(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Value<'a>>,
    ) -> Result<(), Error> {
        let name = normal_name(name.into())?;
        let value = normal_value(&name, value.into())?;
        match self.fields().binary_search_by(|other| other.name.cmp(&name)) {
            Ok(_) => Err(Error::RepeatedHeader { name: name.into_owned() }),
            Err(index) => self.insert_at(index, Field { name, value, is_only: true }),
        }
    }

    fn insert_at(&mut self, index: usize, field: Field<'a>) -> Result<(), Error> {
        if self.0.is_full() {
            return Err(Error::TooManyHeaders);
        }
        self.0.insert(index, field);
        Ok(())
    }

    /// Creates headers from those that a server received, whatever their names and values.
    pub(crate) fn from_received(headers: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let field = |(name, value): (&'a str, &'a str)| Field {
            name: name.into(),
            value: if is_normal(value) {
                value.into()
            } else {
                with_single_spaces(value.trim_matches([' ', '\t'])).into()
            },
            is_only: false,
        };
        let mut fields: Vec<_> = headers.map(field).collect();
        // The sort is stable, so the values of a repeated header keep their order.
        fields.sort_by(|a, b| a.name.cmp(&b.name));
        Self(fields.into())
    }

    /// Returns the headers that the client must send, each name once.
    ///
    /// `host` and `content-length` are not included, since every client sets them itself. A signed `content-length`
    /// must be the size of the body.
    ///
    /// ```
    /// use presign::sigv4::Headers;
    ///
    /// let mut headers = Headers::default();
    /// headers.insert("Content-Length", 13)?;
    /// headers.insert("Content-Type", "text/plain")?;
    /// assert_eq!(headers.to_send(), [("content-type".into(), "text/plain".into())]);
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn to_send(&self) -> Vec<(String, String)> {
        pairs(self.by_name().filter(|(name, _)| *name != CONTENT_LENGTH))
    }

    /// Returns all headers, each name once.
    pub(crate) fn all(&self) -> Vec<(String, String)> {
        pairs(self.by_name())
    }

    /// Removes the headers that the client must send, and returns them as [`to_send`](Self::to_send) does.
    pub(crate) fn take_to_send(&mut self) -> Vec<(String, String)> {
        let taken = self.0.take_unless(|field| field.name == CONTENT_LENGTH);
        pairs(by_name(&taken))
    }

    /// Returns each name with its fields.
    fn by_name(&self) -> impl Iterator<Item = (&str, &[Field<'a>])> {
        by_name(self.fields())
    }

    /// Appends names and values to `text`, and returns their lengths.
    pub(crate) fn write_all(&self, text: &mut String) -> Vec<(usize, usize)> {
        let mut lengths = Vec::new();
        for (name, fields) in self.by_name() {
            text.push_str(name);
            let value_start = text.len();
            write_joined(fields, text);
            lengths.push((name.len(), text.len() - value_start));
        }
        lengths
    }

    /// Writes CanonicalHeaders: a line `name:value` for each header, including `host`, in order.
    pub(super) fn write_lines(&self, host: Host<'_>, out: &mut String) {
        let (before_host, after_host) = self.around_host();
        write_lines(before_host, out);
        out.push_str("host:");
        host.write_to(out);
        out.push('\n');
        write_lines(after_host, out);
    }

    /// Writes SignedHeaders: the names, including `host`, joined by `;`.
    pub(super) fn write_names(&self, out: &mut String) {
        self.write_names_with(";", |name, out| out.push_str(name), out);
    }

    /// Writes the value of `X-Amz-SignedHeaders`. It is encoded, since names may have characters such as `&`.
    pub(super) fn write_encoded_names(&self, out: &mut String) {
        self.write_names_with("%3B", |name, out| uri_encode(name).write_to(out), out);
    }

    /// Takes a function pointer, so that the code is compiled only once.
    fn write_names_with(&self, separator: &str, write: fn(&str, &mut String), out: &mut String) {
        let (before_host, after_host) = self.around_host();
        for (name, _) in by_name(before_host) {
            write(name, out);
            out.push_str(separator);
        }
        out.push_str("host");
        for (name, _) in by_name(after_host) {
            out.push_str(separator);
            write(name, out);
        }
    }

    pub(super) fn max_encoded_names_len(&self) -> usize {
        let names = self.fields().iter().map(|field| "%3B".len() + uri_encode(&field.name).len());
        "host".len() + names.sum::<usize>()
    }

    /// Returns the maximum length of the lines and the names.
    pub(super) fn max_len(&self, host: Host<'_>) -> usize {
        let lines = self.fields().iter().map(|field| 2 * field.name.len() + field.value.len() + ":\n;".len());
        "host:\nhost".len() + host.len() + lines.sum::<usize>()
    }

    /// Returns the maximum length of the headers to send, without separators between them.
    pub(super) fn max_sent_len(&self) -> usize {
        self.fields().iter().map(|field| field.name.len() + field.value.len() + ",".len()).sum()
    }

    /// Returns whether there is a header with this name, in any case.
    pub(crate) fn contains(&self, name: &str) -> bool {
        let lower_case = || name.bytes().map(|byte| byte.to_ascii_lowercase());
        self.fields().binary_search_by(|field| field.name.bytes().cmp(lower_case())).is_ok()
    }

    fn around_host(&self) -> (&[Field<'a>], &[Field<'a>]) {
        self.fields().split_at(self.fields().partition_point(|field| *field.name < *"host"))
    }

    fn fields(&self) -> &[Field<'a>] {
        self.0.as_slice()
    }
}

fn by_name<'f, 'a>(sorted: &'f [Field<'a>]) -> impl Iterator<Item = (&'f str, &'f [Field<'a>])> {
    let groups = sorted.chunk_by(|a, b| a.name == b.name);
    groups.filter_map(|fields| fields.first().map(|first| (&*first.name, fields)))
}

fn write_lines(sorted: &[Field<'_>], out: &mut String) {
    for (name, fields) in by_name(sorted) {
        out.push_str(name);
        out.push(':');
        write_joined(fields, out);
        out.push('\n');
    }
}

/// Writes the values of one header, joined by commas.
fn write_joined(fields: &[Field<'_>], out: &mut String) {
    for (n, field) in fields.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        field.value.write_to(out);
    }
}

fn pairs<'f, 'a: 'f>(headers: impl Iterator<Item = (&'f str, &'f [Field<'a>])>) -> Vec<(String, String)> {
    headers.map(|(name, fields)| (name.into(), joined(fields))).collect()
}

fn joined(fields: &[Field<'_>]) -> String {
    let mut value = String::new();
    write_joined(fields, &mut value);
    value
}

fn normal_name(name: Cow<'_, str>) -> Result<Cow<'_, str>, Error> {
    let classes = name.bytes().fold(0, |classes, byte| classes | class_of(byte));
    if name.is_empty() || classes & NO_TOKEN != 0 {
        return Err(Error::HeaderName { name: name.into_owned() });
    }
    let name = if classes & UPPER_CASE == 0 { name } else { name.to_ascii_lowercase().into() };
    if is_unsignable(&name) {
        return Err(Error::UnsignableHeader { name: name.into_owned() });
    }
    if is_set_by_signer(&name) {
        return Err(Error::ReservedName { name: name.into_owned() });
    }
    Ok(name)
}

fn normal_value<'a>(name: &str, value: Value<'a>) -> Result<Value<'a>, Error> {
    // A number is already normalized.
    let Some(text) = value.text().filter(|text| !is_normal(text)) else { return Ok(value) };
    let trimmed = text.trim_matches([' ', '\t']);
    if let Some(position) = trimmed.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
        return Err(Error::HeaderValue { name: name.into(), position });
    }
    Ok(with_single_spaces(trimmed).into())
}

fn with_single_spaces(trimmed: &str) -> String {
    let words = trimmed.split(' ').filter(|word| !word.is_empty());
    words.fold(String::with_capacity(trimmed.len()), |text, word| match text.as_str() {
        "" => text + word,
        _ => text + " " + word,
    })
}

/// Returns whether a value is visible ASCII with single spaces inside.
fn is_normal(value: &str) -> bool {
    let mut previous = b' ';
    let mut is_normal = true;
    for byte in value.bytes() {
        is_normal &= matches!(byte, b'!'..=b'~') | ((byte == b' ') & (previous != b' '));
        previous = byte;
    }
    is_normal && (previous != b' ' || value.is_empty())
}

/// Returns whether clients or proxies add, drop or rewrite this header. A URL that signs it would work only
/// in some environments.
fn is_unsignable(name: &str) -> bool {
    match name {
        // Always signed, with the host of the URL.
        "host" => true,
        // A second signature besides the one in the query.
        "authorization" => true,
        // Hop-by-hop (RFC 9110, section 7.6.1).
        "connection" | "keep-alive" | "te" | "trailer" | "transfer-encoding" | "upgrade" => true,
        // Handled or rewritten by intermediaries.
        "accept-encoding" | "baggage" | "expect" | "forwarded" | "traceparent" | "tracestate"
        | "user-agent" | "via" | "x-amzn-trace-id" | "x-real-ip" => true,
        // `sec-`: only browsers set these.
        _ => name.starts_with("proxy-") || name.starts_with("sec-") || name.starts_with("x-forwarded-"),
    }
}

#[expect(clippy::indexing_slicing, reason = "the table has an entry for every byte")]
fn class_of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

const TOKEN: u8 = 0;
const UPPER_CASE: u8 = 1;
const NO_TOKEN: u8 = 2;

/// `tchar` of RFC 9110, section 5.6.2.
static CLASSES: [u8; 256] = {
    let mut classes = [NO_TOKEN; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "checked at compile time")]
        {
            classes[byte] = match byte as u8 {
                b'A'..=b'Z' => UPPER_CASE,
                b'a'..=b'z'
                | b'0'..=b'9'
                | b'!'
                | b'#'..=b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'..=b'`'
                | b'|'
                | b'~' => TOKEN,
                _ => NO_TOKEN,
            };
        }
        byte += 1;
    }
    classes
};
