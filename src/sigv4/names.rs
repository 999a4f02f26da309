//! The names of headers, parameters and values in Signature Version 4. Each is spelled only here.

/// The algorithm of Signature Version 4.
pub(crate) const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// The algorithm of SigV4A.
pub(crate) const SIGV4A_ALGORITHM: &str = "AWS4-ECDSA-P256-SHA256";
pub(crate) const TERMINATOR: &str = "aws4_request";
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

pub(crate) const X_AMZ_ALGORITHM: &str = name(ALGORITHM_PARAMETER);
pub(crate) const X_AMZ_CREDENTIAL: &str = name(CREDENTIAL_PARAMETER);
pub(crate) const X_AMZ_DATE: &str = name(DATE_PARAMETER);
pub(crate) const X_AMZ_EXPIRES: &str = name(EXPIRES_PARAMETER);
pub(crate) const X_AMZ_REGION_SET: &str = name(REGION_SET_PARAMETER);
pub(crate) const X_AMZ_S3SESSION_TOKEN: &str = name(S3SESSION_TOKEN_PARAMETER);
pub(crate) const X_AMZ_SECURITY_TOKEN: &str = name(SECURITY_TOKEN_PARAMETER);
pub(crate) const X_AMZ_SIGNATURE: &str = name(SIGNATURE_PARAMETER);
pub(crate) const X_AMZ_SIGNED_HEADERS: &str = name(SIGNED_HEADERS_PARAMETER);

// Parameters as written in the query. All but the first start with `&`.
pub(super) const ALGORITHM_PARAMETER: &str = "X-Amz-Algorithm=";
pub(super) const CREDENTIAL_PARAMETER: &str = "&X-Amz-Credential=";
pub(super) const DATE_PARAMETER: &str = "&X-Amz-Date=";
pub(super) const EXPIRES_PARAMETER: &str = "&X-Amz-Expires=";
pub(super) const REGION_SET_PARAMETER: &str = "&X-Amz-Region-Set=";
pub(super) const S3SESSION_TOKEN_PARAMETER: &str = "&X-Amz-S3session-Token=";
pub(super) const SECURITY_TOKEN_PARAMETER: &str = "&X-Amz-Security-Token=";
pub(super) const SIGNATURE_PARAMETER: &str = "&X-Amz-Signature=";
pub(super) const SIGNED_HEADERS_PARAMETER: &str = "&X-Amz-SignedHeaders=";

/// The header that every client sets itself, besides `host`.
pub(crate) const CONTENT_LENGTH: &str = "content-length";
/// The header whose value is the payload line of the canonical request.
pub(crate) const X_AMZ_CONTENT_SHA256: &str = "x-amz-content-sha256";

/// Returns whether a name starts with `x-amz-`. Ignores case.
pub(crate) fn is_amz(name: &str) -> bool {
    name.get(..X_AMZ.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(X_AMZ))
}

/// Returns whether the signer sets this parameter. Ignores case.
///
/// If the caller could set it too, the request would have it twice.
pub(crate) fn is_reserved(name: &str) -> bool {
    name.len() >= X_AMZ_DATE.len() && RESERVED.iter().any(|reserved| name.eq_ignore_ascii_case(reserved))
}

/// Returns whether only the signer sets this parameter or header. Ignores case.
pub(super) fn is_set_by_signer(name: &str) -> bool {
    is_reserved(name) || name.eq_ignore_ascii_case(X_AMZ_REGION_SET)
}

/// Returns whether the value of this parameter is a session token.
pub(crate) fn is_token(name: &str) -> bool {
    [X_AMZ_S3SESSION_TOKEN, X_AMZ_SECURITY_TOKEN].contains(&name)
}

/// Returns whether the value of this parameter is a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    is_token(name) || name == X_AMZ_SIGNATURE
}

/// Returns the name in `&NAME=…`.
#[expect(clippy::indexing_slicing, reason = "checked at compile time")]
const fn name(parameter: &'static str) -> &'static str {
    let text = parameter.as_bytes();
    let text = if let [b'&', rest @ ..] = text { rest } else { text };
    let mut end = 0;
    while text[end] != b'=' {
        end += 1;
    }
    match core::str::from_utf8(text.split_at(end).0) {
        Ok(name) => name,
        Err(_) => unreachable!(),
    }
}

const X_AMZ: &str = "x-amz-";

const RESERVED: [&str; 8] = [
    X_AMZ_ALGORITHM,
    X_AMZ_CREDENTIAL,
    X_AMZ_DATE,
    X_AMZ_EXPIRES,
    X_AMZ_S3SESSION_TOKEN,
    X_AMZ_SECURITY_TOKEN,
    X_AMZ_SIGNATURE,
    X_AMZ_SIGNED_HEADERS,
];
