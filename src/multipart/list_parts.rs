use alloc::{string::String, vec::Vec};

use super::{ResponseError, response::Response};
use crate::s3::PartNumber;

/// The response to ListParts: the parts that the server has received, at most 1,000 at a time.
///
/// If there are more, pass [`next_part_number_marker`](Self::next_part_number_marker) to the next request. See
/// [ListParts][page].
///
/// ```
/// use presign::multipart::{CompletedParts, ListPartsResult};
///
/// let body = "<ListPartsResult><UploadId>VXBsb2FkSWQ</UploadId><IsTruncated>false</IsTruncated>\
///             <Part><PartNumber>1</PartNumber><ETag>\"7778aef83f66abc1fa1e8477f296d394\"</ETag>\
///             <Size>10485760</Size></Part></ListPartsResult>";
/// let list = ListPartsResult::from_xml(body)?;
/// assert_eq!(list.parts()[0].size(), 10_485_760);
/// assert_eq!(list.next_part_number_marker(), None);
///
/// // Resumes the upload.
/// let mut parts = CompletedParts::new();
/// for part in list.parts() {
///     parts.push(part.number(), part.e_tag())?;
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPartsResult {
    bucket: Option<String>,
    key: Option<String>,
    upload_id: Option<String>,
    next_part_number_marker: Option<u32>,
    parts: Vec<Part>,
}

/// A part that the server has received, in a [`ListPartsResult`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    number: u32,
    e_tag: String,
    size: u64,
}

impl ListPartsResult {
    /// Reads the body of the response, which may have up to 4 MiB, in time proportional to its length.
    ///
    /// Requires the feature `xml`.
    ///
    /// # Errors
    ///
    /// Returns a [`ResponseError`] if the server reports an error, or the body is not this response. A
    /// response whose next page would not start after its last part is an error too, so that a loop over the pages ends.
    pub fn from_xml(body: &str) -> Result<Self, ResponseError> {
        let mut response = Response::from_xml("ListPartsResult", body)?;
        let malformed = response.malformed();
        let (bucket, key, upload_id) =
            (response.text("Bucket"), response.text("Key"), response.text("UploadId"));
        let is_truncated = response.optional("IsTruncated")?.unwrap_or(false);
        let marker: u32 = response.optional("PartNumberMarker")?.unwrap_or(0);
        let next: Option<u32> = response.optional("NextPartNumberMarker")?;
        let parts = parts(response).ok_or_else(|| malformed.clone())?;
        let last = parts.iter().map(Part::number).max().unwrap_or(0).max(marker);
        let next_part_number_marker = match next.unwrap_or(last) {
            _ if !is_truncated => None,
            // Otherwise, a loop over the pages would not end.
            next if next > marker && next >= last => Some(next),
            _ => return Err(malformed),
        };
        Ok(Self { bucket, key, upload_id, next_part_number_marker, parts })
    }

    /// Returns the bucket, if the server names it.
    #[must_use]
    pub fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref()
    }

    /// Returns the object key, if the server names it.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Returns the id of the upload, if the server names it.
    #[must_use]
    pub fn upload_id(&self) -> Option<&str> {
        self.upload_id.as_deref()
    }

    /// Returns whether there are more parts.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.next_part_number_marker.is_some()
    }

    /// Returns the `part-number-marker` of the next request, if there are more parts.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Error, Presigned, Presigner};
    /// use presign::multipart::ListPartsResult;
    ///
    /// fn next(s3: &Presigner, list: &ListPartsResult) -> Result<Option<Presigned>, Error> {
    ///     let request = |marker| {
    ///         s3.list_parts("examplebucket", "big.iso", "VXBsb2FkSWQ")
    ///             .query("part-number-marker", u64::from(marker))
    ///             .presign()
    ///     };
    ///     list.next_part_number_marker().map(request).transpose()
    /// }
    /// ```
    #[must_use]
    pub const fn next_part_number_marker(&self) -> Option<u32> {
        self.next_part_number_marker
    }

    /// Returns the parts, in the server's order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
}

impl Part {
    /// Returns the part number, from 1 to 10,000.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Returns the `ETag`, with its quotes if the server sends them.
    #[must_use]
    pub fn e_tag(&self) -> &str {
        &self.e_tag
    }

    /// Returns the size in bytes.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }
}

/// Returns the children `Part` of the root element, or `None` if one of them is not valid.
fn parts(response: Response) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut elements = response.into_elements().into_iter().peekable();
    while let Some(child) = elements.next() {
        if child.depth != 2 || child.name != "Part" {
            continue;
        }
        let (mut number, mut e_tag, mut size) = (None, None, None);
        while let Some(value) = elements.next_if(|element| element.depth > 2) {
            match &*value.name {
                _ if value.depth != 3 => {}
                "PartNumber" => number = number.or(Some(value.text)),
                "ETag" => e_tag = e_tag.or(Some(value.text)),
                "Size" => size = size.or(Some(value.text)),
                _ => {}
            }
        }
        let number = number?.parse().ok()?;
        PartNumber::try_from(number).ok()?;
        parts.push(Part {
            number,
            e_tag: e_tag.filter(|e_tag| !e_tag.is_empty())?,
            size: size?.parse().ok()?,
        });
    }
    Some(parts)
}
