//! Finds out why a server refused a form whose fields are known, by their policy.

use alloc::vec::Vec;

use super::SignedForm;
use crate::{
    Diagnosis, ErrorResponse, FormError, PostedForm,
    form_names::{BUCKET, FILE, POLICY},
    read::post::{Condition, Policy},
    sigv4::names::{X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_SIGNATURE},
};

impl PostedForm<'_> {
    /// Finds out why a server refused the form with these fields.
    ///
    /// This is for forms that are known only by their fields, such as those of boto3's `generate_presigned_post`. The
    /// policy is one of the fields, and the others are compared with it. If the response has the
    /// [fields](ErrorResponse::with_form) as they were sent, those are compared instead. See
    /// [`PostForm::diagnose`](crate::PostForm::diagnose).
    ///
    /// # Errors
    ///
    /// Returns a [`FormError`] if the policy cannot be read.
    ///
    /// ```
    /// use presign::{Cause, Credentials, Endpoint, ErrorResponse, PostedForm, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let form = s3.post_under("examplebucket", "uploads/").presign()?;
    /// let sent = form.fields().map(|(name, value)| match name {
    ///     "key" => (name, "upload/duck.jpg"),
    ///     _ => (name, value),
    /// });
    /// let response = ErrorResponse::from_elements([
    ///     ("Code", "AccessDenied"),
    ///     ("Message", "Invalid according to Policy: Policy Condition failed"),
    /// ]);
    /// let diagnosis = PostedForm::from_fields(sent)?.diagnose(&response)?;
    /// assert_eq!(*diagnosis.cause(), Cause::FieldPrefix { name: "key".into() });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn diagnose(&self, response: &ErrorResponse) -> Result<Diagnosis, FormError> {
        let policy = Policy::from_base64(self.policy())?;
        let (mut bucket, mut size, mut fields, mut open) = ("", None, Vec::new(), Vec::new());
        for condition in &policy.conditions {
            match condition {
                Condition::Equals(name, value) if name == BUCKET => bucket = value.expose(),
                Condition::Equals(name, value) => fields.push((name.as_str(), value.expose())),
                Condition::StartsWith(name, prefix) => {
                    fields.push((name, prefix.expose()));
                    open.push((name.as_str(), prefix.expose()));
                }
                Condition::Size(range) => size = Some(range),
            }
        }
        // These need no condition, or may have none.
        for name in [POLICY, X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_SIGNATURE] {
            let has_condition = fields.iter().any(|field| field.0.eq_ignore_ascii_case(name));
            fields.extend(self.field(name).filter(|_| !has_condition).map(|value| (name, value)));
        }
        let form = SignedForm { bucket, fields, open, size, expires_at: policy.expiration };
        if response.form().is_empty() {
            return Ok(form.diagnose(&response.clone().with_form(self.fields().chain([(FILE, "")]))));
        }
        Ok(form.diagnose(response))
    }
}
