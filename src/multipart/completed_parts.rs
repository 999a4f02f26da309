use alloc::{collections::BTreeMap, string::String};
use core::fmt::{self, Write};

use crate::{Checksum, Error, s3::PartNumber, xml::Escaped};

/// The list of parts that completes an upload: the body of CompleteMultipartUpload.
///
/// Add the parts in any order, then send [`to_xml`](Self::to_xml) with the content type `application/xml`. See
/// [CompleteMultipartUpload][page].
///
/// ```
/// use presign::multipart::CompletedParts;
///
/// let mut parts = CompletedParts::new();
/// parts.push(2, "\"0c78aef83f66abc1fa1e8477f296d394\"")?;
/// parts.push(1, "\"a54357aff0632cce46d942af68356b38\"")?;
/// assert_eq!(
///     parts.to_xml()?,
///     "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
///      <Part><PartNumber>1</PartNumber><ETag>\"a54357aff0632cce46d942af68356b38\"</ETag></Part>\
///      <Part><PartNumber>2</PartNumber><ETag>\"0c78aef83f66abc1fa1e8477f296d394\"</ETag></Part>\
///      </CompleteMultipartUpload>",
/// );
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletedParts(BTreeMap<PartNumber, CompletedPart>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct CompletedPart {
    /// Without the quotes.
    e_tag: String,
    checksum: Option<Checksum>,
}

impl CompletedParts {
    /// Creates an empty list.
    ///
    /// ```
    /// use presign::multipart::CompletedParts;
    ///
    /// assert_eq!(CompletedParts::new().len(), 0);
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a part, with the `ETag` that S3 returned for it.
    ///
    /// Quotes around the `ETag` are added if they are missing.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the number is not 1 to 10,000 or is in the list already, or if the `ETag` is empty,
    /// weak (`W/"…"`), escaped for XML, or has a character other than visible ASCII. The list is then unchanged.
    ///
    /// ```
    /// use presign::{Error, multipart::CompletedParts};
    ///
    /// let mut parts = CompletedParts::new();
    /// parts.push(1, "\"a54357aff0632cce46d942af68356b38\"")?;
    /// let again = parts.push(1, "\"0c78aef83f66abc1fa1e8477f296d394\"");
    /// assert_eq!(again, Err(Error::RepeatedPart { number: 1 }));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn push(&mut self, number: u32, e_tag: &str) -> Result<(), Error> {
        self.insert(number, e_tag, None)
    }

    /// Adds a part like [`push`](Self::push), with the checksum of its body.
    ///
    /// S3 requires the checksum if the upload was created with a checksum of the type `COMPOSITE`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`push`](Self::push).
    ///
    /// ```
    /// use presign::{Checksum, multipart::CompletedParts};
    ///
    /// let mut parts = CompletedParts::new();
    /// let checksum = Checksum::Crc32(0xcbf4_3926);
    /// parts.push_with_checksum(1, "\"25f9e794323b453885f5181f1b624d0b\"", checksum)?;
    /// assert!(parts.to_xml()?.contains("<ChecksumCRC32>y/Q5Jg==</ChecksumCRC32>"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn push_with_checksum(&mut self, number: u32, e_tag: &str, checksum: Checksum) -> Result<(), Error> {
        self.insert(number, e_tag, Some(checksum))
    }

    /// Returns the number of parts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether the list has no parts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the body of CompleteMultipartUpload, with the parts in ascending order.
    ///
    /// # Errors
    ///
    /// Returns [`Error::EmptyPartList`] if the list has no parts.
    ///
    /// ```
    /// use presign::{Error, multipart::CompletedParts};
    ///
    /// assert_eq!(CompletedParts::new().to_xml(), Err(Error::EmptyPartList));
    /// ```
    pub fn to_xml(&self) -> Result<String, Error> {
        if self.is_empty() {
            return Err(Error::EmptyPartList);
        }
        let mut xml = String::new();
        // Writing to a string does not fail.
        let _ = self.write_xml(&mut xml);
        Ok(xml)
    }

    fn insert(&mut self, number: u32, e_tag: &str, checksum: Option<Checksum>) -> Result<(), Error> {
        let place = PartNumber::try_from(number)?;
        let e_tag = unquoted(e_tag).ok_or(Error::PartETag { number })?.into();
        if self.0.contains_key(&place) {
            return Err(Error::RepeatedPart { number });
        }
        self.0.insert(place, CompletedPart { e_tag, checksum });
        Ok(())
    }

    fn write_xml(&self, xml: &mut String) -> fmt::Result {
        write!(xml, "<CompleteMultipartUpload xmlns=\"{NAMESPACE}\">")?;
        for (number, CompletedPart { e_tag, checksum }) in &self.0 {
            write!(xml, "<Part><PartNumber>{number}</PartNumber><ETag>\"{}\"</ETag>", Escaped(e_tag))?;
            if let Some(checksum) = checksum {
                let (name, text) = checksum.element();
                write!(xml, "<{name}>{text}</{name}>")?;
            }
            xml.write_str("</Part>")?;
        }
        xml.write_str("</CompleteMultipartUpload>")
    }
}

/// Returns a strong `ETag` without its quotes.
fn unquoted(e_tag: &str) -> Option<&str> {
    let opaque = match e_tag.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"')?,
        None => e_tag,
    };
    let is_valid = !opaque.is_empty()
        && opaque.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"')
        && !QUOTES_IN_XML.iter().any(|quote| opaque.contains(quote));
    is_valid.then_some(opaque)
}

/// A quote as it is escaped in XML.
const QUOTES_IN_XML: [&str; 3] = ["&quot;", "&#34;", "&#x22;"];

const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";
