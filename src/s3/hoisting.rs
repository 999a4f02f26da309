use core::fmt;

use super::{Request, header_names::is_hoistable};
use crate::{
    Error,
    sigv4::{Headers, Parameters},
};

impl<Of> Request<'_, Of> {
    /// Moves the signed headers into the URL, for clients that cannot set headers.
    ///
    /// S3 also reads these from the query: `x-amz-acl`, `x-amz-expected-bucket-owner`, `x-amz-grant-*`,
    /// `x-amz-meta-*` and `x-amz-request-payer`. Any other header is an error. [`content_length`] stays a
    /// header, since every client sets it itself.
    ///
    /// The headers may be set before or after this call. Other servers may ignore such parameters: test yours.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3
    ///     .put("examplebucket", "duck.jpg")
    ///     .acl("public-read")
    ///     .metadata("photographer", "Zoe")
    ///     .hoist_headers()
    ///     .presign()?;
    /// assert!(
    ///     put.url().contains("&x-amz-acl=public-read&x-amz-meta-photographer=Zoe&")
    /// );
    /// assert_eq!(put.headers().count(), 0);
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [`content_length`]: Self::content_length
    #[doc(alias = "hoistable_headers")]
    #[doc(alias = "unhoistable_headers")]
    pub fn hoist_headers(mut self) -> Self {
        self.last_step = Some(LastStep(hoist));
        self
    }
}

/// A step that runs after all setters.
///
/// It is a function pointer so that a program contains only the steps that it uses.
#[derive(Clone, Copy)]
pub(super) struct LastStep(for<'a> fn(&mut Parameters<'a>, &mut Headers<'a>) -> Result<(), Error>);

impl LastStep {
    /// Checks that no `x-amz-*` name is both a header and a parameter.
    pub(super) const CHECK_NAMES: Self = Self(check_names);

    pub(super) fn run<'a>(
        self,
        parameters: &mut Parameters<'a>,
        headers: &mut Headers<'a>,
    ) -> Result<(), Error> {
        (self.0)(parameters, headers)
    }
}

impl fmt::Debug for LastStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LastStep").finish_non_exhaustive()
    }
}

fn check_names(parameters: &mut Parameters<'_>, headers: &mut Headers<'_>) -> Result<(), Error> {
    match parameters.amz_names().find(|name| headers.contains(name)) {
        Some(name) => Err(Error::HeaderAndParameter { name: name.to_ascii_lowercase() }),
        None => Ok(()),
    }
}

fn hoist(parameters: &mut Parameters<'_>, headers: &mut Headers<'_>) -> Result<(), Error> {
    check_names(parameters, headers)?;
    for (name, value) in headers.take_to_send() {
        if !is_hoistable(&name) {
            return Err(Error::NotHoistable { name });
        }
        parameters.insert(name, value)?;
    }
    Ok(())
}
