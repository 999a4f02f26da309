use alloc::string::String;
use core::fmt;

use super::{
    Headers,
    fields::Field,
    sink::{Sink, display},
    uri_encode,
};

/// CanonicalHeaders: a line `name:value` for each signed header, `host` in its place among them.
///
/// [`Display`](fmt::Display) is the block of lines, each with its line feed. See [Create a signed request][page].
///
/// ```
/// use presign::sigv4::{CanonicalHeaders, Headers, SignedHeaders};
///
/// let mut headers = Headers::default();
/// headers.insert("X-Amz-Acl", "private")?;
/// headers.insert("Content-Type", "image/jpeg")?;
/// let canonical = CanonicalHeaders::new("example.com", SignedHeaders::new(&mut headers));
/// assert_eq!(canonical.to_string(), "content-type:image/jpeg\nhost:example.com\nx-amz-acl:private\n");
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone, Copy, Debug)]
pub struct CanonicalHeaders<'a> {
    host: &'a str,
    signed: SignedHeaders<'a>,
}

impl<'a> CanonicalHeaders<'a> {
    /// The lines of `host`, as the client will send it, and of these headers.
    #[must_use]
    pub const fn new(host: &'a str, signed: SignedHeaders<'a>) -> Self {
        Self { host, signed }
    }

    /// The names of these headers.
    #[must_use]
    pub const fn signed_headers(&self) -> SignedHeaders<'a> {
        self.signed
    }

    /// The lines, where there is any besides that of `host`.
    pub(crate) fn to_send(self) -> String {
        let mut lines = String::new();
        if self.signed.fields().next().is_some() {
            lines.reserve(self.max_len());
            self.write_to(&mut lines);
        }
        lines
    }

    /// How long the lines can be.
    fn max_len(&self) -> usize {
        let lines =
            self.signed.fields().map(|field| field.name.len() + field.value.as_str().len() + ":\n".len());
        "host:\n".len() + self.host.len() + lines.sum::<usize>()
    }

    pub(crate) fn write_to(&self, out: &mut impl Sink) {
        write_lines(self.signed.before_host, out);
        out.push("host:");
        out.push(self.host);
        out.push("\n");
        write_lines(self.signed.after_host, out);
    }
}

impl fmt::Display for CanonicalHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

/// SignedHeaders: the names of the signed headers and `host`, sorted and joined by `;`.
///
/// ```
/// use presign::sigv4::{Headers, SignedHeaders};
///
/// let mut headers = Headers::default();
/// headers.insert("X-Amz-Acl", "private")?;
/// headers.insert("Content-Type", "image/jpeg")?;
/// assert_eq!(SignedHeaders::new(&mut headers).to_string(), "content-type;host;x-amz-acl");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SignedHeaders<'a> {
    before_host: &'a [Field<'a>],
    after_host: &'a [Field<'a>],
}

impl<'a> SignedHeaders<'a> {
    /// Sorts the headers by name.
    #[must_use]
    pub fn new(headers: &'a mut Headers<'_>) -> Self {
        headers.sort();
        let sorted = headers.as_slice();
        let (before_host, after_host) =
            sorted.split_at(sorted.partition_point(|field| *field.name < *"host"));
        Self { before_host, after_host }
    }

    pub(super) fn write_to(&self, out: &mut impl Sink) {
        for name in names(self.before_host) {
            out.push(name);
            out.push(";");
        }
        out.push("host");
        for name in names(self.after_host) {
            out.push(";");
            out.push(name);
        }
    }

    pub(super) fn max_encoded_len(&self) -> usize {
        let names = self.fields().map(|field| "%3B".len() + uri_encode(&field.name).len());
        "host".len() + names.sum::<usize>()
    }

    /// As in `X-Amz-SignedHeaders`. A name may have characters that a query cannot, such as `&`.
    pub(super) fn write_encoded_to(&self, out: &mut impl Sink) {
        for name in names(self.before_host) {
            uri_encode(name).write_to(out);
            out.push("%3B");
        }
        out.push("host");
        for name in names(self.after_host) {
            out.push("%3B");
            uri_encode(name).write_to(out);
        }
    }

    fn fields(&self) -> impl Iterator<Item = &'a Field<'a>> {
        self.before_host.iter().chain(self.after_host)
    }
}

impl fmt::Display for SignedHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

fn write_lines(sorted: &[Field<'_>], out: &mut impl Sink) {
    for same_name in sorted.chunk_by(|a, b| a.name == b.name) {
        for (n, field) in same_name.iter().enumerate() {
            if n == 0 {
                out.push(&field.name);
            }
            out.push(if n == 0 { ":" } else { "," });
            out.push(field.value.as_str());
        }
        out.push("\n");
    }
}

fn names<'a>(sorted: &'a [Field<'_>]) -> impl Iterator<Item = &'a str> {
    sorted
        .chunk_by(|a, b| a.name == b.name)
        .filter_map(|same_name| same_name.first())
        .map(|field| &*field.name)
}
