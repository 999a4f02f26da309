//! The query of a presigned URL, and the values of the signature's parameters.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::time::Duration;

use super::{
    UrlError,
    claim::{Token, parse_credential},
    foreign_url::other_signature,
    limits::{MAX_HEADERS, MAX_PARAMETERS},
};
use crate::sigv4::{
    Credential, Lifetime, Secret, SessionToken, decode_query, decode_secret,
    names::{
        X_AMZ_CREDENTIAL, X_AMZ_EXPIRES, X_AMZ_REGION_SET, X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN,
        X_AMZ_SIGNED_HEADERS, is_reserved, is_token,
    },
};

/// The parameters of a URL without repetitions. All are decoded except the session token.
pub(super) struct Query<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Query<'a> {
    pub(super) fn read(query: &'a str) -> Result<Self, UrlError> {
        let given = query.split('&').filter(|parameter| !parameter.is_empty());
        let count = given.clone().count();
        if count > MAX_PARAMETERS {
            return Err(UrlError::TooManyParameters);
        }
        let mut parameters = Vec::with_capacity(count);
        for parameter in given {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let name = decode_query(name).ok_or(UrlError::Encoding)?;
            let value = if is_token(&name) { Some(value.into()) } else { decode_query(value) };
            parameters.push((name, value.ok_or(UrlError::Encoding)?));
        }
        let mut names: Vec<&str> = parameters.iter().map(|(name, _)| &**name).collect();
        names.sort_unstable();
        match names.iter().zip(names.iter().skip(1)).find(|(a, b)| a == b) {
            Some((name, _)) => Err(UrlError::Repeated { parameter: (*name).into() }),
            None if names.first() == Some(&"") => Err(UrlError::EmptyName),
            None => Ok(Self(parameters)),
        }
    }

    /// Distinguishes a request that was never presigned from one that lost a part of its signature.
    pub(super) fn check_presence(&self) -> Result<(), UrlError> {
        let names = || self.0.iter().map(|(name, _)| &**name);
        if names().any(is_reserved) {
            return Ok(());
        }
        let has = |marker: &str| names().any(|name| name.eq_ignore_ascii_case(marker));
        Err(other_signature(has).unwrap_or(UrlError::NotPresigned))
    }

    pub(super) fn take(&mut self, name: &'static str) -> Result<Cow<'a, str>, UrlError> {
        self.take_optional(name).ok_or(UrlError::Missing { parameter: name })
    }

    fn take_optional(&mut self, name: &str) -> Option<Cow<'a, str>> {
        let at = self.0.iter().position(|parameter| parameter.0 == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes the session token.
    pub(super) fn take_token(&mut self) -> Result<Option<Token>, UrlError> {
        let (encoded, new): (_, fn(&str) -> SessionToken) =
            match (self.take_optional(X_AMZ_SECURITY_TOKEN), self.take_optional(X_AMZ_S3SESSION_TOKEN)) {
                (None, None) => return Ok(None),
                (Some(token), None) => (token, SessionToken::new),
                (None, Some(token)) => (token, SessionToken::s3_express),
                (Some(_), Some(_)) => {
                    return Err(UrlError::Repeated { parameter: X_AMZ_SECURITY_TOKEN.into() });
                }
            };
        let token = Secret::from(decode_secret(&encoded).ok_or(UrlError::Encoding)?);
        Ok(Some(Token::new(token, new)))
    }

    /// Checks the region set of SigV4A, and leaves it where it is.
    pub(super) fn check_region_set(&self) -> Result<(), UrlError> {
        let mut sets = self.0.iter().filter(|(name, _)| name.eq_ignore_ascii_case(X_AMZ_REGION_SET));
        let missing = UrlError::Missing { parameter: X_AMZ_REGION_SET };
        let (name, value) = sets.next().ok_or(missing)?;
        let is_valid =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'*');
        match sets.next() {
            Some((other, _)) => Err(UrlError::Repeated { parameter: other.clone().into_owned() }),
            None if name != X_AMZ_REGION_SET => Err(UrlError::Missing { parameter: X_AMZ_REGION_SET }),
            None if value.split(',').all(|item| !item.is_empty() && item.bytes().all(is_valid)) => Ok(()),
            None => Err(malformed(X_AMZ_REGION_SET)),
        }
    }

    /// Returns the other parameters. Rejects a name of the signature in another spelling, which another server might
    /// accept.
    pub(super) fn rest(self) -> Result<Vec<(String, String)>, UrlError> {
        match self.0.iter().find(|(name, _)| is_reserved(name)) {
            Some((name, _)) => Err(UrlError::Repeated { parameter: name.clone().into_owned() }),
            None => {
                Ok(self.0.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
            }
        }
    }
}

pub(super) fn read_credential(text: &str, is_sigv4a: bool) -> Result<Credential, UrlError> {
    parse_credential(text, is_sigv4a).ok_or_else(|| {
        match ["%2F", "%2f"].iter().any(|slash| text.contains(slash)) {
            true => UrlError::EncodedTwice,
            false => malformed(X_AMZ_CREDENTIAL),
        }
    })
}

pub(super) fn read_lifetime(text: &str) -> Result<Lifetime, UrlError> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if text.is_empty() || !is_plain {
        return Err(malformed(X_AMZ_EXPIRES));
    }
    let seconds = text.parse().map_err(|_| UrlError::Expires)?;
    Duration::from_secs(seconds).try_into().map_err(|_| UrlError::Expires)
}

pub(super) fn read_signed_headers(text: &str) -> Result<Vec<String>, UrlError> {
    if text.split(';').count() > MAX_HEADERS {
        return Err(UrlError::TooManySignedHeaders);
    }
    let names: Vec<String> = text.split(';').map(Into::into).collect();
    let is_name = |name: &String| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase())
    };
    if !names.iter().all(is_name) || !names.is_sorted_by(|a, b| a < b) {
        return Err(malformed(X_AMZ_SIGNED_HEADERS));
    }
    if names.iter().any(|name| name == "host") { Ok(names) } else { Err(UrlError::HostUnsigned) }
}

pub(super) const fn malformed(parameter: &'static str) -> UrlError {
    UrlError::Malformed { parameter }
}
