use alloc::format;
use core::ops::RangeInclusive;

use crate::{
    Error,
    s3::{CopySource, Request},
};

impl<'a, Of> Request<'a, Of> {
    pub(in crate::s3) fn copy_source(self, source: CopySource<'a>) -> Self {
        match source.header_value() {
            Ok(value) => self.header_once("x-amz-copy-source", value),
            Err(error) => self.check(|| Err(error)),
        }
    }

    /// `x-amz-copy-source-range`: the bytes of the source that [`upload_part_copy`][copy] takes, counted from 0, the last
    /// one included.
    ///
    /// ```
    /// use presign::{CopySource, Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let source = CopySource::new("examplebucket", "big.iso");
    /// let part = s3.upload_part_copy(source, "archive", "big.iso", "VXBsb2FkSWQ", 1).copy_source_range(0..=5_242_879);
    /// # assert!(part.presign()?.headers().any(|header| header == ("x-amz-copy-source-range", "bytes=0-5242879")));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [copy]: crate::Presigner::upload_part_copy
    pub fn copy_source_range(self, bytes: RangeInclusive<u64>) -> Self {
        let check = || if bytes.is_empty() { Err(Error::EmptyRange) } else { Ok(()) };
        self.check(check)
            .header_once("x-amz-copy-source-range", format!("bytes={}-{}", bytes.start(), bytes.end()))
    }
}
