use alloc::borrow::Cow;
use core::fmt;

use super::{
    QueryAuth, SignedHeaders, Value,
    fields::{Field, Fields},
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
/// use presign::sigv4::{CanonicalQuery, Credential, Headers, Parameters, QueryAuth, SignedHeaders};
///
/// let date = "20130524T000000Z".parse()?;
/// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", "us-east-1", "s3");
/// let auth = QueryAuth::new(&credential, &date);
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

    /// The parameters of the signature in their order, and the others before, between and behind them.
    pub(crate) fn write_to(self, out: &mut impl Sink) {
        let Self { auth, signed_headers, .. } = self;
        let mut others = Others { sorted: self.sorted.0.as_slice() };
        for first in others.before("X-Amz-Algorithm") {
            write_parameter(first, out);
            out.push("&");
        }
        out.push("X-Amz-Algorithm=AWS4-HMAC-SHA256");
        others.write_before("X-Amz-Credential", out);
        out.push("&X-Amz-Credential=");
        auth.write_credential(out);
        others.write_before("X-Amz-Date", out);
        out.push("&X-Amz-Date=");
        out.push(auth.date().as_str());
        others.write_before("X-Amz-Expires", out);
        out.push("&X-Amz-Expires=");
        out.push(Value::from(u64::from(auth.lifetime().as_secs())).as_str());
        if let Some(token) = auth.signed_token() {
            others.write_before("X-Amz-Security-Token", out);
            out.push("&X-Amz-Security-Token=");
            out.push(token.encoded());
        }
        others.write_before("X-Amz-SignedHeaders", out);
        out.push("&X-Amz-SignedHeaders=");
        signed_headers.write_encoded_to(out);
        others.write_rest(out);
    }
}

impl fmt::Display for CanonicalQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

/// The parameters that are still to be written.
struct Others<'a> {
    sorted: &'a [Field<'a>],
}

impl<'a> Others<'a> {
    /// Takes those whose encoded name is less than `name`, which encoding does not change.
    fn before(&mut self, name: &str) -> &'a [Field<'a>] {
        let is_before = |field: &Field<'_>| uri_encode(&field.name).bytes().lt(name.bytes());
        let (before, rest) = self.sorted.split_at(self.sorted.partition_point(is_before));
        self.sorted = rest;
        before
    }

    fn write_before(&mut self, name: &str, out: &mut impl Sink) {
        if !self.sorted.is_empty() {
            Others { sorted: self.before(name) }.write_rest(out);
        }
    }

    fn write_rest(self, out: &mut impl Sink) {
        for field in self.sorted {
            out.push("&");
            write_parameter(field, out);
        }
    }
}

fn write_parameter(field: &Field<'_>, out: &mut impl Sink) {
    uri_encode(&field.name).write_to(out);
    out.push("=");
    uri_encode(field.value.as_str()).write_to(out);
}
