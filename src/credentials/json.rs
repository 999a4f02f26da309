use alloc::{boxed::Box, string::String};
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::{AmzDate, Credentials, Error, sigv4::Secret};

impl Credentials {
    /// Reads credentials from a JSON document that AWS returns.
    ///
    /// | source | page |
    /// |---|---|
    /// | IMDS, `iam/security-credentials/ROLE` | [Retrieve security credentials from instance metadata][imds] |
    /// | ECS and EKS, the container credentials endpoint | [Amazon ECS task IAM role][ecs] |
    /// | a `credential_process`, `aws configure export-credentials` | [Process credential provider][process] |
    /// | STS, `aws sts assume-role` and its other commands | [Credentials][sts] |
    ///
    /// All of them have the members `AccessKeyId`, `SecretAccessKey`, `Token` or `SessionToken`, and `Expiration`, at
    /// the top level or inside `Credentials`. The expiration is an [RFC 3339](AmzDate::from_rfc3339) date or, as in
    /// JSON responses from STS, a number of seconds since 1970. A token that is `null` or empty means that there is
    /// none. Other members are ignored.
    ///
    /// Credentials from CreateSession, for a directory bucket, have the same members but another kind of token: use
    /// [`with_s3_express_session_token`](Self::with_s3_express_session_token) for them.
    ///
    /// Requires the feature `json`. With the feature `zeroize`, the copies of the secret and the token that this
    /// function makes are wiped. The document is not, and neither is the parser's buffer for strings that have
    /// escapes, such as `\/`.
    ///
    /// # Errors
    ///
    /// No error contains any part of the document.
    ///
    /// * Returns [`Error::CredentialsJson`] if the text is not such a document.
    /// * Returns [`Error::CredentialsCode`] if IMDS reports a failure: a `Code` other than `Success`.
    /// * Returns [`Error::CredentialsVersion`] if the process writes a `Version` other than 1.
    /// * Returns [`Error::MissingMember`] if there is no access key id or no secret.
    /// * Returns [`Error::MalformedExpiry`] if the expiration is not a date.
    ///
    /// ```
    /// use presign::Credentials;
    ///
    /// let output = r#"{
    ///     "Version": 1,
    ///     "AccessKeyId": "ASIAIOSFODNN7EXAMPLE",
    ///     "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    ///     "SessionToken": "AQoDYXdzEPT//////////wEXAMPLE==",
    ///     "Expiration": "2026-01-01T12:00:00+00:00"
    /// }"#;
    /// let credentials = Credentials::from_json(output)?;
    /// assert_eq!(credentials.access_key_id(), "ASIAIOSFODNN7EXAMPLE");
    /// assert_eq!(credentials.expiry(), Some("20260101T120000Z".parse()?));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [imds]: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
    /// [ecs]: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    /// [process]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
    /// [sts]: https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html
    pub fn from_json(document: &str) -> Result<Self, Error> {
        match serde_json::from_str(document) {
            Ok(Json::Object(members)) => members.credentials(),
            _ => Err(Error::CredentialsJson),
        }
    }
}

/// The members of an object that may be credentials.
#[derive(Default)]
struct Members<'de> {
    access_key_id: Json<'de>,
    secret_access_key: Json<'de>,
    token: Json<'de>,
    expiration: Json<'de>,
    code: Json<'de>,
    version: Json<'de>,
    /// An object that has the credentials inside.
    inner: Json<'de>,
}

impl<'de> Members<'de> {
    /// Returns the member of a name, or `None` if the name means nothing here.
    fn member(&mut self, name: &str) -> Option<&mut Json<'de>> {
        Some(match name {
            ACCESS_KEY_ID => &mut self.access_key_id,
            SECRET_ACCESS_KEY => &mut self.secret_access_key,
            "Token" | "SessionToken" => &mut self.token,
            EXPIRATION => &mut self.expiration,
            "Code" => &mut self.code,
            "Version" => &mut self.version,
            "Credentials" => &mut self.inner,
            // STS: `{"AssumeRoleResponse": {"AssumeRoleResult": {"Credentials": …}}}`.
            _ if name.ends_with("Response") || name.ends_with("Result") => &mut self.inner,
            _ => return None,
        })
    }

    fn credentials(self) -> Result<Credentials, Error> {
        if !matches!(self.code, Json::Missing) && self.code.text() != Some("Success") {
            return Err(Error::CredentialsCode);
        }
        if !matches!(self.version, Json::Missing | Json::Number(1.0)) {
            return Err(Error::CredentialsVersion);
        }
        if let (Json::Missing, Json::Object(inner)) = (&self.access_key_id, self.inner) {
            return inner.credentials();
        }
        let id = required(&self.access_key_id, ACCESS_KEY_ID)?;
        let credentials = Credentials::new(id, required(&self.secret_access_key, SECRET_ACCESS_KEY)?);
        let credentials = match self.token {
            Json::Missing => credentials,
            token => credentials.with_session_token(token.text().ok_or(Error::CredentialsJson)?),
        };
        let malformed = Error::MalformedExpiry { name: EXPIRATION };
        let expiry = match self.expiration {
            Json::Missing => return Ok(credentials),
            // The cast drops the fraction. A number that is too large for it is too large for a date.
            Json::Number(seconds) => AmzDate::from_unix_seconds(seconds as i64),
            Json::Text(text) => AmzDate::from_rfc3339(text),
            Json::Escaped(text) => AmzDate::from_rfc3339(text.expose()),
            Json::Object(_) | Json::Other => return Err(malformed),
        };
        Ok(credentials.with_expiry(expiry.map_err(|_| malformed)?))
    }
}

fn required(member: &Json<'_>, name: &'static str) -> Result<String, Error> {
    match member {
        Json::Missing => Err(Error::MissingMember { name }),
        _ => match member.text().ok_or(Error::CredentialsJson)? {
            "" => Err(Error::MissingMember { name }),
            text => Ok(text.into()),
        },
    }
}

/// The part of a JSON value that credentials need. Text is borrowed from the document unless it has escapes.
#[derive(Default)]
enum Json<'de> {
    /// There is no such member, or it is `null`.
    #[default]
    Missing,
    Text(&'de str),
    Escaped(Secret),
    Number(f64),
    Object(Box<Members<'de>>),
    Other,
}

impl Json<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Escaped(text) => Some(text.expose()),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

/// Accepts every value, since the error for a wrong type would quote it.
struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Missing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json<'de>, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json<'de>, E> {
        Ok(Json::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Escaped(Secret::from(String::from(text))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Json<'de>, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Json::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        let mut members = Box::<Members<'de>>::default();
        while let Some(name) = entries.next_key::<Json<'de>>()? {
            let Some(member) = name.text().and_then(|name| members.member(name)) else {
                entries.next_value::<IgnoredAny>()?;
                continue;
            };
            match (entries.next_value()?, &member) {
                (Json::Missing, _) => {}
                (value, Json::Missing) => *member = value,
                _ => return Err(A::Error::custom("a member is given twice")),
            }
        }
        Ok(Json::Object(members))
    }
}

const ACCESS_KEY_ID: &str = "AccessKeyId";
const SECRET_ACCESS_KEY: &str = "SecretAccessKey";
const EXPIRATION: &str = "Expiration";
