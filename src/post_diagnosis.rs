//! Finds out why a server refused a form that was handed out.

use crate::{Diagnosis, ErrorResponse, PostForm, read::SignedForm};

impl PostForm {
    /// Finds out why a server refused this form.
    ///
    /// The diagnosis uses the error code, the message and the other elements of the response. It is more precise if
    /// the response has the [fields](ErrorResponse::with_form) and the [size of the file](ErrorResponse::with_file_size)
    /// as they were sent, a [date](ErrorResponse::with_date) and a [status](ErrorResponse::with_status).
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form =
    ///     s3.post_under("examplebucket", "uploads/").content_length(1..=10).presign()?;
    /// let response = ErrorResponse::from_elements([
    ///     ("Code", "EntityTooLarge"),
    ///     ("Message", "Your proposed upload exceeds the maximum allowed size"),
    ///     ("ProposedSize", "12"),
    ///     ("MaxSizeAllowed", "10"),
    /// ]);
    /// assert_eq!(
    ///     *form.diagnose(&response).cause(),
    ///     Cause::FileTooLarge { size: Some(12), limit: Some(10) }
    /// );
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[must_use]
    pub fn diagnose(&self, response: &ErrorResponse) -> Diagnosis {
        let form = SignedForm {
            bucket: self.bucket(),
            fields: self.fields().collect(),
            open: self.open_fields().collect(),
            size: self.size(),
            expires_at: self.expires_at(),
        };
        form.diagnose(response)
    }
}
