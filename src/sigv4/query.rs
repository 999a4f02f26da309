use alloc::{borrow::Cow, string::String, vec::Vec};
use core::cmp::Ordering;

#[cfg(feature = "sigv4a")]
use super::names::{REGION_SET_PARAMETER, X_AMZ_REGION_SET};
use super::{
    Error, Headers, QueryAuth, TokenPlacement, Value,
    encode::is_unreserved,
    fields::{Field, Fields, write_decimal},
    names::{
        ALGORITHM_PARAMETER, DATE_PARAMETER, EXPIRES_PARAMETER, SIGNED_HEADERS_PARAMETER, X_AMZ_ALGORITHM,
        X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_EXPIRES, X_AMZ_SIGNED_HEADERS, is_amz, is_set_by_signer,
    },
    uri_encode,
};

/// The query parameters to sign besides those of the signature, as plain text without percent-encoding.
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
    /// Adds a parameter.
    ///
    /// For a parameter without a value, such as `?acl`, pass an empty value.
    ///
    /// # Errors
    ///
    /// * Returns [`Error::EmptyParameterName`] if the name is empty.
    /// * Returns [`Error::ReservedName`] if the name belongs to the signature, such as `X-Amz-Expires`.
    /// * Returns [`Error::RepeatedParameter`] if the name is already set. S3 and compatible servers disagree on the
    ///   meaning of a repeated name.
    /// * Returns [`Error::TooManyParameters`] if there are already 1,000 parameters.
    ///
    /// ```
    /// use presign::sigv4::Parameters;
    ///
    /// let mut parameters = Parameters::default();
    /// parameters.insert("acl", "")?;
    /// parameters.insert("partNumber", 7)?;
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn insert(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Value<'a>>,
    ) -> Result<(), Error> {
        let name = name.into();
        if name.is_empty() {
            return Err(Error::EmptyParameterName);
        }
        if is_set_by_signer(&name) {
            return Err(Error::ReservedName { name: name.into_owned() });
        }
        match self.0.as_slice().binary_search_by(|other| encoded_order(&other.name, &name)) {
            Ok(_) => Err(Error::RepeatedParameter { name: name.into_owned() }),
            Err(_) if self.0.is_full() => Err(Error::TooManyParameters),
            Err(index) => {
                self.0.insert(index, Field { name, value: value.into(), is_only: true });
                Ok(())
            }
        }
    }

    /// Creates parameters from those that a server received. Their names are unique, and none belongs to the
    /// signature.
    pub(crate) fn from_received(parameters: &'a [(String, String)]) -> Self {
        let field = |(name, value): &'a (String, String)| Field {
            name: name.as_str().into(),
            value: value.as_str().into(),
            is_only: true,
        };
        let mut fields: Vec<_> = parameters.iter().map(field).collect();
        fields.sort_unstable_by(|a, b| encoded_order(&a.name, &b.name));
        Self(fields.into())
    }

    /// Returns the names that a server may treat as those of headers.
    pub(crate) fn amz_names(&self) -> impl Iterator<Item = &str> {
        self.0.as_slice().iter().map(|parameter| &*parameter.name).filter(|name| is_amz(name))
    }

    /// Returns the maximum length of the canonical query.
    pub(super) fn max_len(&self, auth: &QueryAuth<'_>, headers: &Headers<'_>) -> usize {
        let others = self.0.as_slice().iter().map(|parameter| {
            "&=".len() + uri_encode(&parameter.name).len() + parameter.value.max_encoded_len()
        });
        auth.max_len() + headers.max_encoded_names_len() + others.sum::<usize>()
    }

    /// Writes CanonicalQueryString: every parameter except the signature, encoded and in order. The URL and the
    /// canonical request contain the same text. Returns the position of the open value.
    pub(super) fn write_query(
        &self,
        auth: &QueryAuth<'_>,
        headers: &Headers<'_>,
        out: &mut String,
    ) -> Option<usize> {
        let mut query = Query { start: out.len(), out, others: self.0.as_slice(), hole: None };
        query.write_others(Some(X_AMZ_ALGORITHM));
        query.separate();
        query.out.push_str(ALGORITHM_PARAMETER);
        query.out.push_str(auth.algorithm());
        query.write_others(Some(X_AMZ_CREDENTIAL));
        query.out.push_str(auth.credential_parameter());
        query.write_others(Some(X_AMZ_DATE));
        query.out.push_str(DATE_PARAMETER);
        query.out.push_str(auth.date_text());
        query.write_others(Some(X_AMZ_EXPIRES));
        query.out.push_str(EXPIRES_PARAMETER);
        write_decimal(auth.lifetime().as_secs().into(), query.out);
        #[cfg(feature = "sigv4a")]
        if let Some(regions) = auth.regions() {
            query.write_others(Some(X_AMZ_REGION_SET));
            query.out.push_str(REGION_SET_PARAMETER);
            uri_encode(regions.as_str()).write_to(query.out);
        }
        if let Some(token) = auth.token(TokenPlacement::Signed) {
            query.write_others(Some(token.name()));
            query.out.push_str(token.parameter());
        }
        query.write_others(Some(X_AMZ_SIGNED_HEADERS));
        query.out.push_str(SIGNED_HEADERS_PARAMETER);
        headers.write_encoded_names(query.out);
        query.write_others(None);
        query.hole
    }
}

/// A query that is being written: the parameters of the signature in order, and the others between them.
struct Query<'o, 'p> {
    out: &'o mut String,
    start: usize,
    others: &'p [Field<'p>],
    hole: Option<usize>,
}

impl Query<'_, '_> {
    /// Writes the other parameters that sort before `end`, or all that are left.
    fn write_others(&mut self, end: Option<&str>) {
        while let [first, rest @ ..] = self.others {
            if end.is_some_and(|end| encoded_order(&first.name, end).is_gt()) {
                return;
            }
            self.separate();
            uri_encode(&first.name).write_to(self.out);
            self.out.push('=');
            if first.value.is_hole() {
                self.hole = Some(self.out.len());
            }
            first.value.write_encoded_to(self.out);
            self.others = rest;
        }
    }

    fn separate(&mut self) {
        if self.out.len() > self.start {
            self.out.push('&');
        }
    }
}

/// Compares two texts in the order of their encoded forms: a byte that becomes `%XX` sorts before all others.
fn encoded_order(a: &str, b: &str) -> Ordering {
    let rank = |byte| (is_unreserved(byte), byte);
    a.bytes().map(rank).cmp(b.bytes().map(rank))
}
