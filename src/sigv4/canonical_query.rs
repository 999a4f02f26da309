use alloc::borrow::Cow;
use core::fmt;

use super::{
    QueryAuth, SignedHeaders, Value,
    fields::{Field, Fields},
    query_auth::AuthParameter,
    reserved::is_reserved,
    sink::{Sink, display},
    uri_encode,
};
use crate::Error;

/// The query parameters to sign besides those of the signature, as text that is not yet encoded.
///
/// ```
/// use presign::sigv4::Parameters;
///
/// let mut parameters = Parameters::default();
/// parameters.insert("response-content-type", "text/plain; charset=utf-8")?;
/// assert!(parameters.insert("X-Amz-Expires", 900).is_err());
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Parameters<'a>(Fields<'a>);

impl<'a> Parameters<'a> {
    /// Adds a parameter. One without a value, such as `?acl`, has the empty value.
    ///
    /// # Errors
    ///
    /// * [`Error::EmptyParameterName`]
    /// * [`Error::ReservedName`]: belongs to the signature, such as `X-Amz-Expires`.
    pub fn insert(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Value<'a>>,
    ) -> Result<(), Error> {
        let name = name.into();
        if name.is_empty() {
            return Err(Error::EmptyParameterName);
        }
        if is_reserved(&name) {
            return Err(Error::ReservedName { name: name.into_owned() });
        }
        self.0.push(Field { name, value: value.into() });
        Ok(())
    }
}

/// CanonicalQueryString: every parameter but the signature, encoded, then sorted.
///
/// [`Display`](fmt::Display) is the query as it stands both in the URL and in the canonical request. See
/// [Create a signed request][page].
///
/// ```
/// use presign::sigv4::{CanonicalQuery, Headers, Parameters, QueryAuth, SignedHeaders};
///
/// let date = "20130524T000000Z".parse()?;
/// let auth = QueryAuth::new("AKIAIOSFODNN7EXAMPLE", &date, "us-east-1", "s3");
/// let mut headers = Headers::default();
/// let mut parameters = Parameters::default();
/// parameters.insert("versionId", "null")?;
///
/// let query = CanonicalQuery::new(auth, SignedHeaders::new(&mut headers), &mut parameters)?;
/// assert_eq!(
///     query.to_string(),
///     "X-Amz-Algorithm=AWS4-HMAC-SHA256\
///      &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
///      &X-Amz-Date=20130524T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&versionId=null",
/// );
/// # Ok::<(), presign::Error>(())
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone, Copy, Debug)]
pub struct CanonicalQuery<'a> {
    auth: QueryAuth<'a>,
    signed_headers: SignedHeaders<'a>,
    sorted: &'a Parameters<'a>,
}

impl<'a> CanonicalQuery<'a> {
    /// Sorts `parameters` and puts those of the signature in their place among them.
    ///
    /// # Errors
    ///
    /// [`Error::RepeatedParameter`]: S3 and the servers like it disagree on what a name given twice means.
    pub fn new(
        auth: QueryAuth<'a>,
        signed_headers: SignedHeaders<'a>,
        parameters: &'a mut Parameters<'_>,
    ) -> Result<Self, Error> {
        let fields = parameters.0.as_mut_slice();
        fields.sort_unstable_by(|a, b| uri_encode(&a.name).bytes().cmp(uri_encode(&b.name).bytes()));
        let repeated = fields.iter().zip(fields.iter().skip(1)).find(|(a, b)| a.name == b.name);
        if let Some((repeated, _)) = repeated {
            return Err(Error::RepeatedParameter { name: repeated.name.clone().into_owned() });
        }
        Ok(Self { auth, signed_headers, sorted: parameters })
    }

    pub(crate) fn write_to(self, out: &mut impl Sink) {
        let mut parameters = self.sorted.0.as_slice();
        let mut separator = "";
        for auth_parameter in AuthParameter::IN_ORDER {
            let smaller = parameters
                .iter()
                .take_while(|field| uri_encode(&field.name).bytes().lt(auth_parameter.name().bytes()))
                .count();
            let (before, rest) = parameters.split_at(smaller);
            parameters = rest;
            write_parameters(before, &mut separator, out);
            if auth_parameter.is_in(&self.auth) {
                out.push(separator);
                separator = "&";
                auth_parameter.write_to(&self.auth, self.signed_headers, out);
            }
        }
        write_parameters(parameters, &mut separator, out);
    }
}

impl fmt::Display for CanonicalQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

fn write_parameters(parameters: &[Field<'_>], separator: &mut &str, out: &mut impl Sink) {
    for field in parameters {
        out.push(separator);
        *separator = "&";
        uri_encode(&field.name).write_to(out);
        out.push("=");
        uri_encode(field.value.as_str()).write_to(out);
    }
}
