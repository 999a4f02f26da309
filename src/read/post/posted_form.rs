use alloc::{collections::BTreeMap, string::String};
use core::fmt;

use super::FormError;
use crate::{
    form_names::{FILE, KEY, POLICY, VERSION_2},
    read::{
        Claim,
        claim::{Token, parse_credential},
        limits::{MAX_FIELDS, MAX_FORM_LEN},
    },
    sigv4::{
        AmzDate, Credential, Secret, SessionToken, Signature,
        names::{
            ALGORITHM, X_AMZ_ALGORITHM, X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_S3SESSION_TOKEN,
            X_AMZ_SECURITY_TOKEN, X_AMZ_SIGNATURE,
        },
    },
};

/// The fields of a form for an upload by POST, as a server received them.
///
/// Reading the fields checks neither the signature nor the policy: see
/// [`Verifier::verify_post`](crate::Verifier::verify_post). The names of fields may be in any case. A repeated
/// field is an error, because servers could use either value. A form has at most 1,024 fields, with 65,536 bytes
/// in all.
///
/// `Debug` shows no values of fields. Requires the feature `json`.
///
/// ```
/// use presign::{Credentials, Endpoint, PostedForm, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let form = s3.post("examplebucket", "duck.jpg").presign()?;
///
/// let posted = PostedForm::from_fields(form.fields())?;
/// assert_eq!(posted.field("Key"), Some("duck.jpg"));
/// assert_eq!(posted.claim().access_key_id(), "AKIDEXAMPLE");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct PostedForm<'a> {
    /// By name in lower case.
    fields: BTreeMap<String, &'a str>,
    policy: &'a str,
    credential: Credential,
    date: AmzDate,
    token: Option<Token>,
    signature: Signature,
}

impl<'a> PostedForm<'a> {
    /// Reads the fields that come before the file, without the file itself.
    ///
    /// S3 ignores fields after the file: leave them out.
    ///
    /// # Errors
    ///
    /// Returns a [`FormError`] if a field of the signature is missing or malformed, if a field is repeated, or if
    /// the form exceeds a limit. [`FormError::NotSigned`] means that the form has neither a policy nor a
    /// signature. Only in that case may a server treat the upload as a public one.
    pub fn from_fields(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, FormError> {
        let fields = by_name(fields)?;
        let get = |name| get(&fields, name).ok_or(FormError::Missing { field: name });
        check_presence(&fields)?;
        if get(X_AMZ_ALGORITHM)? != ALGORITHM {
            return Err(FormError::Algorithm);
        }
        let credential = parse_credential(get(X_AMZ_CREDENTIAL)?, false)
            .ok_or(FormError::Malformed { field: X_AMZ_CREDENTIAL })?;
        let date: AmzDate =
            get(X_AMZ_DATE)?.parse().map_err(|_| FormError::Malformed { field: X_AMZ_DATE })?;
        if credential.scope().day() != date.day() {
            return Err(FormError::ScopeDay);
        }
        let signature = Signature::from_hex(get(X_AMZ_SIGNATURE)?)
            .ok_or(FormError::Malformed { field: X_AMZ_SIGNATURE })?;
        let policy = get(POLICY)?;
        get(KEY)?;
        let token = token(&fields)?;
        Ok(Self { policy, credential, date, token, signature, fields })
    }

    /// Returns what the form says about the credentials that signed it.
    #[must_use]
    pub fn claim(&self) -> Claim<'_> {
        Claim { credential: &self.credential, token: self.token.as_ref(), region_set: None }
    }

    /// Returns the time at which the form was signed (`x-amz-date`).
    #[must_use]
    pub const fn date(&self) -> AmzDate {
        self.date
    }

    /// Returns the value of a field as it was sent, by its name in any case.
    ///
    /// It is not verified, and `${filename}` is not replaced in it: see
    /// [`VerifiedPost::field`](super::VerifiedPost::field).
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'a str> {
        get(&self.fields, name)
    }

    /// Returns the fields sorted by name. The names are in lower case.
    pub(in crate::read) fn fields(&self) -> impl Iterator<Item = (&str, &'a str)> + Clone {
        self.fields.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// Returns the Base64 of the policy, which is the text that is signed.
    pub(in crate::read) const fn policy(&self) -> &'a str {
        self.policy
    }

    pub(super) const fn signature(&self) -> &Signature {
        &self.signature
    }
}

impl fmt::Debug for PostedForm<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostedForm")
            .field("fields", &self.fields.keys())
            .field("claim", &self.claim())
            .field("date", &self.date)
            .finish_non_exhaustive()
    }
}

type Fields<'a> = BTreeMap<String, &'a str>;

fn by_name<'a>(given: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Fields<'a>, FormError> {
    let mut fields = Fields::new();
    let mut len = 0;
    for (name, value) in given {
        len += name.len() + value.len();
        if len > MAX_FORM_LEN {
            return Err(FormError::TooLarge);
        }
        if fields.len() == MAX_FIELDS {
            return Err(FormError::TooManyFields);
        }
        let name = name.to_ascii_lowercase();
        if name == FILE {
            return Err(FormError::File);
        }
        if fields.contains_key(&name) {
            return Err(FormError::Repeated { field: name });
        }
        fields.insert(name, value);
    }
    Ok(fields)
}

fn get<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a str> {
    fields.get(&name.to_ascii_lowercase()).copied()
}

/// Distinguishes a form that was never signed from one that lost a part of its signature.
fn check_presence(fields: &Fields<'_>) -> Result<(), FormError> {
    let has_any = |names: &[&str]| names.iter().any(|name| get(fields, name).is_some());
    if has_any(&[X_AMZ_ALGORITHM, X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_SIGNATURE]) {
        Ok(())
    } else if has_any(&VERSION_2) {
        Err(FormError::SignatureVersion2)
    } else if has_any(&[POLICY, X_AMZ_SECURITY_TOKEN, X_AMZ_S3SESSION_TOKEN]) {
        Err(FormError::Missing { field: X_AMZ_ALGORITHM })
    } else {
        Err(FormError::NotSigned)
    }
}

fn token(fields: &Fields<'_>) -> Result<Option<Token>, FormError> {
    let (text, new): (_, fn(&str) -> SessionToken) =
        match (get(fields, X_AMZ_SECURITY_TOKEN), get(fields, X_AMZ_S3SESSION_TOKEN)) {
            (None, None) => return Ok(None),
            (Some(text), None) => (text, SessionToken::new),
            (None, Some(text)) => (text, SessionToken::s3_express),
            (Some(_), Some(_)) => {
                return Err(FormError::Repeated { field: X_AMZ_SECURITY_TOKEN.to_ascii_lowercase() });
            }
        };
    Ok(Some(Token::new(Secret::from(String::from(text)), new)))
}
