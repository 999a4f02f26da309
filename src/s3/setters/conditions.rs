use crate::{s3::Request, sigv4::Value};

/// See [conditional reads](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html) and
/// [conditional writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
impl<'a, Of> Request<'a, Of> {
    /// `if-none-match`: for a write, `*` creates an object and never replaces one: a second PUT with the URL answers 412. For
    /// a read, an `ETag` of which the content is at hand: an unchanged object answers 304.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "invoices/2026-001.pdf").if_none_match("*").presign()?;
    /// assert!(put.headers().eq([("if-none-match", "*")]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn if_none_match(self, e_tag: impl Into<Value<'a>>) -> Self {
        self.header_once("if-none-match", e_tag)
    }

    /// `if-match`: reads, replaces or deletes an object only while it has this `ETag`; else the answer is 412.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// # let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1")?);
    /// let e_tag = "\"6805f2cfc46c0f04559748bb039d69ae\"";
    /// let put = s3.put("examplebucket", "state.json").if_match(e_tag).presign()?;
    /// assert!(put.headers().eq([("if-match", e_tag)]));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn if_match(self, e_tag: impl Into<Value<'a>>) -> Self {
        self.header_once("if-match", e_tag)
    }
}
