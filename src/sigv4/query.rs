use alloc::{borrow::Cow, string::String, vec::Vec};
use core::cmp::Ordering;

use super::{
    Error, Headers, QueryAuth, Value,
    encode::is_unreserved,
    fields::{Field, Fields},
    names::{X_AMZ_ALGORITHM, X_AMZ_SIGNED_HEADERS, is_reserved},
    uri_encode,
};

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
    /// * [`Error::RepeatedParameter`]: S3 and servers like it disagree on what a name given twice means.
    /// * [`Error::TooManyParameters`]: there are 1,000 already.
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
        match self.0.as_slice().binary_search_by(|other| encoded_order(&other.name, &name)) {
            Ok(_) => Err(Error::RepeatedParameter { name: name.into_owned() }),
            Err(_) if self.0.is_full() => Err(Error::TooManyParameters),
            Err(index) => {
                self.0.insert(index, Field { name, value: value.into() });
                Ok(())
            }
        }
    }

    /// Parameters as a server received them, each name once and none of the signature's.
    pub(crate) fn from_received(parameters: &'a [(String, String)]) -> Self {
        let field = |(name, value): &'a (String, String)| Field {
            name: name.as_str().into(),
            value: value.as_str().into(),
        };
        let mut fields: Vec<_> = parameters.iter().map(field).collect();
        fields.sort_unstable_by(|a, b| encoded_order(&a.name, &b.name));
        Self(fields.into())
    }

    /// How long the canonical query can be.
    pub(super) fn max_len(&self, auth: &QueryAuth<'_>, headers: &Headers<'_>) -> usize {
        let others = self.0.as_slice().iter().map(|parameter| {
            "&=".len() + uri_encode(&parameter.name).len() + parameter.value.max_encoded_len()
        });
        auth.max_len() + headers.max_encoded_names_len() + others.sum::<usize>()
    }

    /// Writes CanonicalQueryString: every parameter but the signature, encoded and in order, as it is both in the URL and
    /// in the canonical request. Returns where the value that is left open has its place.
    pub(super) fn write_query(
        &self,
        auth: &QueryAuth<'_>,
        headers: &Headers<'_>,
        out: &mut String,
    ) -> Option<usize> {
        let (before, rest) = split_before(X_AMZ_ALGORITHM, self.0.as_slice());
        let (among, behind) = split_before(X_AMZ_SIGNED_HEADERS, rest);
        let mut hole = None;
        for parameter in before {
            hole = write_parameter(parameter, out).or(hole);
            out.push('&');
        }
        if among.is_empty() {
            auth.write_to(out);
        } else {
            hole = write_merged(auth, among, out).or(hole);
        }
        headers.write_encoded_names(out);
        for parameter in behind {
            out.push('&');
            hole = write_parameter(parameter, out).or(hole);
        }
        hole
    }
}

/// The rare case: others have their place between the parameters of the signature.
fn write_merged(auth: &QueryAuth<'_>, mut among: &[Field<'_>], out: &mut String) -> Option<usize> {
    let mut of_signature = String::new();
    auth.write_to(&mut of_signature);
    let mut hole = None;
    for (n, parameter) in of_signature.split('&').enumerate() {
        let name = parameter.split_once('=').map_or(parameter, |(name, _)| name);
        let (before, rest) = split_before(name, among);
        for other in before {
            out.push('&');
            hole = write_parameter(other, out).or(hole);
        }
        among = rest;
        if n > 0 {
            out.push('&');
        }
        out.push_str(parameter);
    }
    hole
}

/// Returns the place of the value, if it is left open.
fn write_parameter(parameter: &Field<'_>, out: &mut String) -> Option<usize> {
    uri_encode(&parameter.name).write_to(out);
    out.push('=');
    let value_start = out.len();
    parameter.value.write_encoded_to(out);
    parameter.value.is_hole().then_some(value_start)
}

/// Those that come before `name` in their canonical order, and the rest.
fn split_before<'s, 'f>(name: &str, sorted: &'s [Field<'f>]) -> (&'s [Field<'f>], &'s [Field<'f>]) {
    sorted.split_at(sorted.partition_point(|parameter| encoded_order(&parameter.name, name).is_lt()))
}

/// The order of two texts once they are encoded: a byte that becomes `%XX` sorts before every other.
fn encoded_order(a: &str, b: &str) -> Ordering {
    let rank = |byte| (is_unreserved(byte), byte);
    a.bytes().map(rank).cmp(b.bytes().map(rank))
}
