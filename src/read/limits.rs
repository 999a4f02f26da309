//! How much of a stranger's text is read. S3 takes less of each but the answer, which is its own.

/// The bytes of a URL: the most that the crate `http` holds, and servers take less.
pub(super) const MAX_URL_LEN: usize = 64 * 1024;

/// The parameters of a URL, those of the signature included: somewhat more than can be signed.
pub(super) const MAX_PARAMETERS: usize = 1_024;

/// The headers that are signed, `host` included, and those that arrive.
pub(super) const MAX_HEADERS: usize = 1_024;

/// The bytes of the body with which a server refuses a request. Those of S3 are a few KiB.
pub(super) const MAX_ANSWER_LEN: usize = 64 * 1024;
