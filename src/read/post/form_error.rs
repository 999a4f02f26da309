use alloc::{borrow::Cow, format, string::String};
use core::fmt;

use crate::{
    read::limits::{MAX_FIELDS, MAX_FILE_NAME_LEN, MAX_FORM_LEN},
    sigv4::names::{X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_SIGNATURE},
};

/// The error returned when a form for an upload by POST is invalid.
///
/// The message is one clause that says what is wrong, then what to do. It contains nothing from the form except
/// names of fields.
///
/// ```
/// # #[cfg(feature = "json")]
/// # {
/// use presign::{FormError, PostedForm};
///
/// let fields = [("key", "duck.jpg"), ("policy", "e30=")];
/// let error = PostedForm::from_fields(fields).unwrap_err();
/// assert_eq!(error, FormError::Missing { field: "X-Amz-Algorithm" });
/// assert_eq!(
///     error.to_string(),
///     "form field `X-Amz-Algorithm` is missing: send all fields, before the file"
/// );
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormError {
    /// The algorithm is not `AWS4-HMAC-SHA256`.
    Algorithm,
    /// The field `bucket` is not the bucket that the form was sent to.
    Bucket,
    /// The key is empty once `${filename}` has been replaced.
    EmptyKey,
    /// There is a field `file` in addition to the file.
    File,
    /// The name of the file is longer than 1,024 bytes.
    FileNameTooLong,
    /// A field of the signature is malformed.
    Malformed {
        /// The name of the field.
        field: &'static str,
    },
    /// A field is missing.
    Missing {
        /// The name of the field.
        field: &'static str,
    },
    /// The form has no policy and no signature: it is a public upload.
    NotSigned,
    /// A condition of the policy is malformed.
    PolicyCondition {
        /// The number of the condition, counted from 1.
        number: usize,
    },
    /// The policy is not Base64 of UTF-8 text.
    PolicyEncoding,
    /// The `expiration` of the policy is not a date.
    PolicyExpiration,
    /// The policy is not a JSON object.
    PolicyJson,
    /// The policy does not have exactly the members `expiration` and `conditions`.
    PolicyMembers,
    /// A field is repeated.
    Repeated {
        /// The name of the field, in lower case.
        field: String,
    },
    /// The credential scope and `x-amz-date` have different days.
    ScopeDay,
    /// The form is signed with Signature Version 2.
    SignatureVersion2,
    /// The fields have more than 65,536 bytes.
    TooLarge,
    /// The form has more than 1,024 fields.
    TooManyFields,
}

impl FormError {
    /// Returns S3's error code. The status is 400, except for `AccessDenied`.
    pub(in crate::read) const fn code(&self) -> &'static str {
        match self {
            Self::Algorithm
            | Self::Bucket
            | Self::Malformed { .. }
            | Self::Missing { .. }
            | Self::ScopeDay => "InvalidArgument",
            Self::EmptyKey => "UserKeyMustBeSpecified",
            Self::File => "IncorrectNumberOfFilesInPostRequest",
            Self::FileNameTooLong => "KeyTooLongError",
            Self::NotSigned => "AccessDenied",
            Self::PolicyCondition { .. }
            | Self::PolicyEncoding
            | Self::PolicyExpiration
            | Self::PolicyJson
            | Self::PolicyMembers => "InvalidPolicyDocument",
            Self::Repeated { .. } => "MalformedPOSTRequest",
            Self::SignatureVersion2 => "InvalidRequest",
            Self::TooLarge | Self::TooManyFields => "MaxPostPreDataLengthExceededError",
        }
    }

    /// Returns S3's message.
    pub(in crate::read) fn s3_message(&self) -> Cow<'static, str> {
        let text = match self {
            Self::Algorithm => "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
            Self::Bucket | Self::Malformed { .. } => "Invalid Argument",
            Self::EmptyKey => {
                "The bucket POST must contain the specified field name. If it is specified, check the order of the fields."
            }
            Self::File => "POST requires exactly one file upload per request.",
            Self::FileNameTooLong => "Your key is too long",
            Self::Missing { field } => {
                return format!(
                    "Bucket POST must contain a field named '{field}'.  If it is specified, please check the order of the \
                     fields."
                )
                .into();
            }
            Self::NotSigned => "Access Denied",
            Self::PolicyCondition { .. } => "Invalid Policy: Invalid Condition.",
            Self::PolicyEncoding | Self::PolicyJson => "Invalid Policy: Invalid JSON.",
            Self::PolicyExpiration => "Invalid Policy: Invalid 'expiration' value.",
            Self::PolicyMembers => "Invalid Policy: Policy must have expiration and conditions.",
            Self::Repeated { .. } => "The body of your POST request is not well-formed multipart/form-data.",
            Self::ScopeDay => "Invalid credential date. This date is not the same as X-Amz-Date.",
            Self::SignatureVersion2 => {
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
            }
            Self::TooLarge | Self::TooManyFields => {
                "Your POST request fields preceding the upload file were too large."
            }
        };
        text.into()
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm => "algorithm is not AWS4-HMAC-SHA256: sign with Signature Version 4",
            Self::Bucket => "form field `bucket` is not the bucket of the URL: post the form to its own URL",
            Self::EmptyKey => "key is empty: send a file with a name, or a key without `${filename}`",
            Self::File => "form has more than one file: send exactly one, in the field `file`",
            Self::FileNameTooLong => {
                return write!(f, "name of the file is too long: use at most {MAX_FILE_NAME_LEN} bytes");
            }
            Self::Malformed { field } => {
                let form = match *field {
                    X_AMZ_CREDENTIAL => "AKID/YYYYMMDD/REGION/SERVICE/aws4_request",
                    X_AMZ_DATE => "a date such as 20130524T000000Z",
                    X_AMZ_SIGNATURE => "64 lower-case hexadecimal digits",
                    _ => "a value",
                };
                return write!(f, "form field `{field}` is malformed: use {form}");
            }
            Self::Missing { field } => {
                return write!(f, "form field `{field}` is missing: send all fields, before the file");
            }
            Self::NotSigned => "form has no signature, and a signature is required: sign its policy",
            Self::PolicyCondition { number } => {
                return write!(
                    f,
                    "condition {number} of the policy is malformed: use {{\"NAME\": \"VALUE\"}}, [\"eq\", \"$NAME\", \
                     \"VALUE\"], [\"starts-with\", \"$NAME\", \"PREFIX\"] or [\"content-length-range\", MIN, MAX]"
                );
            }
            Self::PolicyEncoding => "policy is not Base64 of UTF-8 text: encode the document once, without line breaks",
            Self::PolicyExpiration => {
                "expiration of the policy is not a date: use ISO 8601 in UTC, such as 2013-05-24T00:15:00Z"
            }
            Self::PolicyJson => "policy is not a JSON object: check quotes, commas and brackets",
            Self::PolicyMembers => {
                "policy has missing, repeated or unknown members: write `expiration` and `conditions`, each once"
            }
            Self::Repeated { field } => {
                return write!(f, "form field {field:?} appears twice, ignoring case: send it once");
            }
            Self::ScopeDay => "day of the credential scope is not that of x-amz-date: sign both with the same date",
            Self::SignatureVersion2 => "form is signed with Signature Version 2: sign with Version 4",
            Self::TooLarge => {
                return write!(f, "fields of the form are too large: use at most {MAX_FORM_LEN} bytes before the file");
            }
            Self::TooManyFields => return write!(f, "form has too many fields: use at most {MAX_FIELDS}"),
        })
    }
}

impl core::error::Error for FormError {}
