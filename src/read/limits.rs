//! Limits on untrusted input. S3's own limits on requests are lower.

/// The maximum length of a URL in bytes, which is also the limit of the crate `http`.
pub(super) const MAX_URL_LEN: usize = 64 * 1024;

/// The maximum number of parameters in a URL, including those of the signature.
///
/// It is slightly higher than the number that can be signed.
pub(super) const MAX_PARAMETERS: usize = 1_024;

/// The maximum number of signed headers, including `host`, and of received headers.
pub(super) const MAX_HEADERS: usize = 1_024;

/// The maximum length of an error response in bytes. S3's responses have a few KiB.
pub(super) const MAX_ANSWER_LEN: usize = 64 * 1024;
