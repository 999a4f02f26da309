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
pub(super) const MAX_RESPONSE_LEN: usize = 64 * 1024;

/// The maximum length of the names and values of a form's fields in bytes. S3's limit is 20,480.
pub(super) const MAX_FORM_LEN: usize = 64 * 1024;

/// The maximum number of fields of a form.
pub(super) const MAX_FIELDS: usize = 1_024;

/// The maximum length of the name of an uploaded file in bytes, which is also that of a key.
pub(super) const MAX_FILE_NAME_LEN: usize = 1_024;
