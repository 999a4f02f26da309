//! Limits on untrusted input. S3 accepts less of each, except for error responses, which it sends.

/// The maximum length of a URL in bytes: the limit of the crate `http`. Servers accept less.
pub(super) const MAX_URL_LEN: usize = 64 * 1024;

/// The maximum number of parameters in a URL, including those of the signature. It is slightly more than can be
/// signed.
pub(super) const MAX_PARAMETERS: usize = 1_024;

/// The maximum number of signed headers, including `host`, and of received headers.
pub(super) const MAX_HEADERS: usize = 1_024;

/// The maximum length of an error response in bytes. Those of S3 have a few KiB.
pub(super) const MAX_ANSWER_LEN: usize = 64 * 1024;
