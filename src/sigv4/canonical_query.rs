use alloc::{borrow::Cow, string::String};
use core::{cmp::Ordering, fmt};

use super::{
    QueryAuth, SignedHeaders, Value,
    fields::{Field, Fields, sort_by},
    reserved::is_reserved,
    sink::{Sink, display},
    uri_encode,
    uri_encode::is_unreserved,
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
        self.0.push(Field { name, value: value.into() }, sort);
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
        parameters.0.sort();
        let repeated = parameters.0.as_slice().windows(2).find_map(|neighbours| match neighbours {
            [a, b] if a.name == b.name => Some(&a.name),
            _ => None,
        });
        if let Some(name) = repeated {
            return Err(Error::RepeatedParameter { name: name.clone().into_owned() });
        }
        Ok(Self { auth, signed_headers, sorted: parameters })
    }

    /// How long the text can be.
    pub(crate) fn max_len(&self) -> usize {
        let parameters = self.sorted.0.as_slice().iter();
        let others = parameters.map(|parameter| {
            "&=".len() + uri_encode(&parameter.name).len() + uri_encode(parameter.value.as_str()).len()
        });
        self.auth.max_len() + self.signed_headers.max_encoded_len() + others.sum::<usize>()
    }

    /// The parameters of the signature in their order, and the others before, among and behind them.
    pub(crate) fn write_to(&self, out: &mut impl Sink) {
        let (before, rest) = split_before("X-Amz-Algorithm", self.sorted.0.as_slice());
        let (among, behind) = split_before("X-Amz-SignedHeaders", rest);
        for parameter in before {
            write_parameter(parameter, out);
            out.push("&");
        }
        match among {
            [] => self.auth.write_to(out),
            _ => write_merged(&self.auth, among, out),
        }
        self.signed_headers.write_encoded_to(out);
        for parameter in behind {
            out.push("&");
            write_parameter(parameter, out);
        }
    }
}

impl fmt::Display for CanonicalQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |page| self.write_to(page))
    }
}

/// The rare case: others have their place between those of the signature.
fn write_merged(auth: &QueryAuth<'_>, mut among: &[Field<'_>], out: &mut impl Sink) {
    let mut of_signature = String::new();
    auth.write_to(&mut of_signature);
    for (n, parameter) in of_signature.split('&').enumerate() {
        let name = parameter.split('=').next().unwrap_or_default();
        let (before, rest) = split_before(name, among);
        for parameter in before {
            out.push("&");
            write_parameter(parameter, out);
        }
        among = rest;
        out.push(if n == 0 { "" } else { "&" });
        out.push(parameter);
    }
}

fn write_parameter(parameter: &Field<'_>, out: &mut impl Sink) {
    uri_encode(&parameter.name).write_to(out);
    out.push("=");
    uri_encode(parameter.value.as_str()).write_to(out);
}

/// Those that come before `name` in their canonical order, and the rest.
fn split_before<'a, 'f>(name: &str, sorted: &'a [Field<'f>]) -> (&'a [Field<'f>], &'a [Field<'f>]) {
    sorted.split_at(sorted.partition_point(|parameter| encoded_order(&parameter.name, name).is_lt()))
}

fn sort(fields: &mut [Field<'_>]) {
    sort_by(fields, |a, b| encoded_order(&a.name, &b.name));
}

/// The order of two texts once they are encoded: a byte that becomes `%..` sorts before every other.
fn encoded_order(a: &str, b: &str) -> Ordering {
    let rank = |byte| (is_unreserved(byte), byte);
    a.bytes().map(rank).cmp(b.bytes().map(rank))
}
