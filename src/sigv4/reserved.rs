/// Whether a name, in any case, is one that the signature itself sets. Given by a caller as well, it would stand in
/// the request twice.
pub(crate) fn is_reserved(name: &str) -> bool {
    let is = |reserved: &str| name.eq_ignore_ascii_case(reserved);
    name.len() >= SHORTEST.len() && RESERVED.into_iter().any(is)
}

const SHORTEST: &str = "x-amz-date";

const RESERVED: [&str; 8] = [
    "x-amz-algorithm",
    "x-amz-credential",
    SHORTEST,
    "x-amz-expires",
    "x-amz-s3session-token",
    "x-amz-security-token",
    "x-amz-signature",
    "x-amz-signedheaders",
];
