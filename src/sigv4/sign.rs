use alloc::string::String;
use core::fmt;

use super::{
    CanonicalRequest, CanonicalUri, Credential, Error, Headers, Host, Method, Parameters, PathRules,
    PayloadHash, QueryAuth, SigningKey,
    encode::{is_encoded_path, split_at},
    hash::Hex,
    names::UNSIGNED_PAYLOAD,
};
#[cfg(feature = "sigv4a")]
use super::{KeyPair, hash::Sha256};

/// A request to presign, without its path.
///
/// This example creates a connection token for an Amazon RDS database, which is a presigned URL without its
/// scheme:
///
/// ```
/// use presign::Method;
/// use presign::sigv4::*;
///
/// let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
/// let host = "db.123456789012.us-east-1.rds.amazonaws.com:5432";
/// let date = "20260101T000000Z".parse()?;
/// let scope = CredentialScope::new(&date, "us-east-1", "rds-db");
/// let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", &scope);
///
/// let mut parameters = Parameters::default();
/// parameters.insert("Action", "connect")?;
/// parameters.insert("DBUser", "jane")?;
/// let request = SignableRequest {
///     method: Method::Get,
///     host: Host::new(host)?,
///     path_rules: PathRules::STANDARD,
///     parameters: &parameters,
///     headers: &Headers::default(),
///     payload: PayloadHash::from_body(b""),
///     auth: QueryAuth::new(&credential, &date)?,
/// };
/// let token = host.to_owned() + &request.presign("/", &SigningKey::derive(secret, &scope))?;
/// assert!(token.starts_with("db.123456789012.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=jane&X-Amz-A"));
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SignableRequest<'a> {
    /// The HTTP method.
    pub method: Method,
    /// The `Host` header.
    pub host: Host<'a>,
    /// How the service transforms the path before signing.
    pub path_rules: PathRules,
    /// The query parameters besides those of the signature.
    pub parameters: &'a Parameters<'a>,
    /// The signed headers besides `host`. The client must send [them](Headers::to_send).
    pub headers: &'a Headers<'a>,
    /// The hash of the body, or `UNSIGNED-PAYLOAD`.
    pub payload: PayloadHash,
    /// Who signs, when and for how long.
    pub auth: QueryAuth<'a>,
}

impl SignableRequest<'_> {
    /// Signs the request for a path, and returns the path with the signed query.
    ///
    /// The path is percent-encoded as in the request line. The result is the part of the URL after the host.
    ///
    /// # Errors
    ///
    /// * Returns [`Error::Path`] if the path does not start with `/`, or has a character that must be
    ///   percent-encoded.
    /// * Returns [`Error::SigningKeyScope`] if the key is for another day, region or service.
    pub fn presign(&self, path: &str, key: &SigningKey) -> Result<String, Error> {
        let mut target = String::new();
        let stages = self.stages(path, &mut target)?;
        let (signature, query_end) = (key.sign(&stages.string_to_sign)?, stages.query_end);
        target.truncate(query_end);
        self.auth.write_signature(signature.as_str(), &mut target);
        Ok(target)
    }

    /// Signs the request with SigV4A, as [`presign`](Self::presign) does with Signature Version 4.
    ///
    /// The scope of the credential must have [no region](super::CredentialScope::without_region).
    ///
    /// # Errors
    ///
    /// * Returns [`Error::Algorithm`] if the scope has a region.
    /// * Returns [`Error::MissingRegionSet`] if there is no [region set](QueryAuth::region_set).
    /// * Returns [`Error::Path`] as `presign` does.
    ///
    /// ```
    /// use presign::Method;
    /// use presign::sigv4::*;
    ///
    /// let date = "20150830T123600Z".parse()?;
    /// let scope = CredentialScope::without_region(&date, "service");
    /// let credential = Credential::new("AKIDEXAMPLE", &scope);
    /// let regions = RegionSet::new(["us-east-1", "eu-west-1"])?;
    /// let request = SignableRequest {
    ///     method: Method::Get,
    ///     host: Host::new("example.amazonaws.com")?,
    ///     path_rules: PathRules::STANDARD,
    ///     parameters: &Parameters::default(),
    ///     headers: &Headers::default(),
    ///     payload: PayloadHash::from_body(b""),
    ///     auth: QueryAuth::new(&credential, &date)?.region_set(&regions),
    /// };
    /// let keys = KeyPair::derive("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    /// let target = request.presign_sigv4a("/", &keys)?;
    /// assert!(target.starts_with("/?X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&"));
    /// assert!(target.contains("&X-Amz-Region-Set=us-east-1%2Ceu-west-1&"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    #[cfg(feature = "sigv4a")]
    #[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
    pub fn presign_sigv4a(&self, path: &str, keys: &KeyPair) -> Result<String, Error> {
        let mut target = String::new();
        let stages = self.stages(path, &mut target)?;
        let (signature, query_end) = (keys.sign(&stages.string_to_sign)?, stages.query_end);
        if self.auth.regions().is_none() {
            return Err(Error::MissingRegionSet);
        }
        target.truncate(query_end);
        self.auth.write_signature(signature.as_str(), &mut target);
        Ok(target)
    }

    /// Returns the canonical request and the string to sign, for a path as in [`presign`](Self::presign).
    ///
    /// Both borrow from `text`, which is overwritten.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Path`] as `presign` does.
    pub fn stages<'t>(&'t self, path: &str, text: &'t mut String) -> Result<Stages<'t>, Error> {
        if !is_encoded_path(path) {
            return Err(Error::Path);
        }
        text.clear();
        // Reserves the full length first, since a buffer that grows would leave copies of the session token behind.
        text.reserve(path.len() + self.max_len());
        text.push_str(path);
        Ok(self.write_stages(0, text))
    }

    /// Appends the query and the rest of the canonical request to a URL.
    ///
    /// `url` must end with the path, which starts at `path_start`. The caller truncates it to the end of the
    /// query afterwards, so that the path and the query of the URL are the very bytes that are signed.
    pub(crate) fn write_stages<'u>(&'u self, path_start: usize, url: &'u mut String) -> Stages<'u> {
        let path_end = url.len();
        url.push('?');
        let query_start = url.len();
        let hole = self.parameters.write_query(&self.auth, self.headers, url);
        let query_end = url.len();
        url.push('\n');
        self.headers.write_lines(self.host, url);
        url.push('\n');
        self.headers.write_names(url);
        url.push('\n');
        self.payload.write_to(url);

        let path = split_at(split_at(url, path_end).0, path_start).1;
        let canonical_request = CanonicalRequest {
            method: self.method,
            uri: CanonicalUri::new(path, self.path_rules),
            rest: split_at(url, query_start).1,
        };
        let string_to_sign = StringToSign {
            credential: self.auth.credential(),
            date: self.auth.date_text(),
            request_hash: canonical_request.hash(),
        };
        Stages {
            canonical_request,
            string_to_sign,
            url: split_at(url, query_end).0,
            path_start,
            query_end,
            hole,
        }
    }

    /// Returns the maximum length of the text that is appended to a URL.
    ///
    /// This is the query, followed either by the other lines that [`write_stages`](Self::write_stages) writes, or
    /// by the signature and the headers to send.
    pub(crate) fn max_len(&self) -> usize {
        let payload = match self.payload {
            PayloadHash::Unsigned => UNSIGNED_PAYLOAD.len(),
            PayloadHash::Sha256(_) => HEX_LEN,
        };
        let lines = "\n\n\n".len() + self.headers.max_len(self.host) + payload;
        let behind_query = self.auth.max_signature_len() + self.headers.max_sent_len();
        "?".len() + self.parameters.max_len(&self.auth, self.headers) + lines.max(behind_query)
    }
}

/// The canonical request and the string to sign of a request.
///
/// ```
/// use presign::sigv4::{Error, SignableRequest};
///
/// fn print(request: &SignableRequest<'_>) -> Result<(), Error> {
///     let mut text = String::new();
///     let stages = request.stages("/photos/duck.jpg", &mut text)?;
///     println!("{}\n\n{}", stages.canonical_request, stages.string_to_sign);
///     Ok(())
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Stages<'a> {
    /// The text whose SHA-256 is the last line of the string to sign.
    pub canonical_request: CanonicalRequest<'a>,
    /// The text that is signed.
    pub string_to_sign: StringToSign<'a>,
    /// The URL up to the end of the query.
    pub(super) url: &'a str,
    pub(super) path_start: usize,
    pub(crate) query_end: usize,
    /// The position of the open value in the URL, if there is one.
    pub(crate) hole: Option<usize>,
}

/// Hides the URL, which may contain a session token.
impl fmt::Debug for Stages<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stages")
            .field("canonical_request", &self.canonical_request)
            .field("string_to_sign", &self.string_to_sign)
            .finish_non_exhaustive()
    }
}

/// The string to sign: `algorithm \n date \n credential scope \n SHA-256 of the canonical request`.
///
/// [`Display`](fmt::Display) writes exactly the text that is signed. See [Create a signed request][page].
///
/// [`SignableRequest::stages`] creates it.
///
/// ```
/// use presign::sigv4::{SigningKey, StringToSign};
///
/// fn sign(
///     key: &SigningKey,
///     string_to_sign: &StringToSign<'_>,
/// ) -> Result<String, presign::sigv4::Error> {
///     assert!(string_to_sign.to_string().starts_with("AWS4-HMAC-SHA256\n"));
///     Ok(key.sign(string_to_sign)?.to_string())
/// }
/// ```
///
/// [page]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#[derive(Clone, Debug)]
pub struct StringToSign<'a> {
    credential: &'a Credential,
    date: &'a str,
    request_hash: [u8; 32],
}

impl StringToSign<'_> {
    /// Returns the scope, with the line feeds around it.
    pub(super) fn scope_line(&self) -> &str {
        self.credential.scope_line()
    }

    /// Returns the text before the hash at its end.
    pub(super) fn before_hash(&self) -> [&str; 4] {
        [self.algorithm(), "\n", self.date, self.scope_line()]
    }

    /// Returns the hash at the end, as digits.
    pub(super) fn request_hash(&self) -> Hex {
        Hex::new(&self.request_hash)
    }

    pub(super) const fn algorithm(&self) -> &'static str {
        self.credential.algorithm()
    }

    /// Returns the SHA-256 of the text, which SigV4A signs.
    #[cfg(feature = "sigv4a")]
    pub(super) fn hash(&self) -> [u8; 32] {
        let mut hash = self.hash_before_hash();
        hash.push(self.request_hash().as_str().as_bytes());
        hash.finish()
    }

    /// Starts the SHA-256 of the text, without the hash at its end.
    #[cfg(feature = "sigv4a")]
    pub(super) fn hash_before_hash(&self) -> Sha256 {
        let mut hash = Sha256::new();
        for piece in self.before_hash() {
            hash.push(piece.as_bytes());
        }
        hash
    }
}

impl fmt::Display for StringToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.before_hash().into_iter().try_for_each(|piece| f.write_str(piece))?;
        f.write_str(self.request_hash().as_str())
    }
}

const HEX_LEN: usize = 64;
