use core::fmt;

/// What is wrong with a field of a form: the second half of [`Error::FormField`](crate::Error::FormField).
///
/// ```
/// use presign::{Credentials, Endpoint, Error, FieldFault, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let error = s3
///     .post("examplebucket", "duck.jpg")
///     .field("policy", "")
///     .presign()
///     .unwrap_err();
/// assert_eq!(
///     error,
///     Error::FormField { name: "policy".into(), fault: FieldFault::Own }
/// );
/// assert_eq!(
///     error.to_string(),
///     "form field \"policy\" is one that the form sets itself: leave it out"
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldFault {
    /// The value has a control character, or, unless it is a key or a tag, a character outside ASCII.
    Character {
        /// The position of the character in bytes, counted from 0.
        position: usize,
    },
    /// The value has `$$`, so S3 would find that it does not meet its own condition.
    DoubledDollar,
    /// The range of sizes ends before it starts. Its name is `content-length-range`.
    EmptyRange,
    /// The field is `x-amz-tagging`, which S3 reads only as a header.
    Ignored,
    /// The name is empty, or has characters other than letters, digits, `-`, `_` and `.`.
    Name,
    /// The form sets a field of this name itself.
    Own,
    /// The URL of `success_action_redirect` is not absolute.
    Redirect,
    /// The field, or the range of sizes, is set twice.
    Repeated,
    /// The value of `success_action_status` is not 200, 201 or 204.
    Status,
    /// The value has `${filename}` where the condition needs the text that the server puts there.
    Variable,
}

impl FieldFault {
    /// Writes the message of the error.
    pub(crate) fn write(self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { position } => write!(
                f,
                "value of form field `{name}` has a character at byte {position} that may change on the way: remove or \
                 encode it"
            ),
            Self::DoubledDollar => {
                write!(
                    f,
                    "value of form field `{name}` has `$$`, so S3 would refuse the form: use another value"
                )
            }
            Self::EmptyRange => {
                write!(f, "range of `{name}` ends before it starts: pass the smallest size, then the largest")
            }
            Self::Ignored => {
                write!(f, "form field `{name}` has no effect on S3: use `tagging`")
            }
            Self::Name => write!(
                f,
                "form field name {name:?} is not one that S3 accepts: use letters, digits, `-`, `_` and `.`"
            ),
            Self::Own => write!(f, "form field {name:?} is one that the form sets itself: leave it out"),
            Self::Redirect => write!(
                f,
                "value of form field `{name}` is not an absolute URL, so S3 would ignore it: start it with `https://` or \
                 `http://`"
            ),
            Self::Repeated => write!(f, "form field `{name}` is set twice: set it once"),
            Self::Status => {
                write!(
                    f,
                    "value of form field `{name}` is not a status that S3 responds with: use 200, 201 or 204"
                )
            }
            Self::Variable => write!(
                f,
                "value of form field `{name}` has `${{filename}}`, which the server replaces before it compares: use \
                 `post_under` for the key, or put it at the end of a prefix in `field_starts_with`"
            ),
        }
    }
}
