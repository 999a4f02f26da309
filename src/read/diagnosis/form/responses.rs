//! The table of the responses of servers to forms. What it does not have is looked up in that for URLs.
//!
//! The first row that matches is used. The numbers are the sources of each row:
//!
//! 1. AWS: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>, and responses recorded by LocalStack:
//!    <https://github.com/localstack/localstack/blob/main/tests/aws/services/s3/test_s3.snapshot.json>
//! 2. Cloudflare R2: <https://github.com/opslane/opslane/issues/194>
//! 3. Backblaze B2: <https://github.com/knadh/listmonk/issues/617>
//! 4. Alibaba OSS: <https://www.alibabacloud.com/help/en/oss/how-to-handle-common-errors-when-the-postobject-operation-is-called>
//! 5. Google Cloud Storage: <https://github.com/googleapis/google-cloud-java/pull/7292>,
//!    <https://github.com/fog/fog/issues/3938>, <https://github.com/googleapis/google-cloud-ruby/issues/8138>
//! 6. MinIO: <https://github.com/minio/minio/blob/master/cmd/postpolicyform.go>, `cmd/api-errors.go`
//! 7. Ceph: <https://github.com/ceph/ceph/blob/main/src/rgw/rgw_policy_s3.cc>, `rgw_rest_s3.cc`
//! 8. SeaweedFS: <https://github.com/seaweedfs/seaweedfs/blob/master/weed/s3api/policy/postpolicyform.go>
//! 9. `s3s`: `post_policy.rs` of 0.14
//! 10. Garage: recorded responses of 2.5.0, and its `post_object.rs`

use alloc::string::{String, ToString};

use super::super::{
    Case, Cause,
    row::{
        Meaning::{Of, Read},
        Pattern::{Has, Is, Starts},
        Row, row,
    },
};
use crate::sigv4::names::{X_AMZ_DATE, X_AMZ_SIGNATURE, is_amz};

#[rustfmt::skip]
pub(super) static FORM_RESPONSES: &[Row] = &[
    // Servers without forms.
    row(&["NotImplemented"], &[("Message", Has("presigned post requests"))], Of(Cause::PostNotSupported)), // 2
    row(&["NotImplemented"], &[("Message", Has("does not support this api call"))], Of(Cause::PostNotSupported)), // 3

    // The body as a whole.
    row(&["MalformedPOSTRequest", "RequestIsNotMultiPartContent"], &[], Of(Cause::FormMalformed)), // 1, 4, 6, 8, 9
    row(&["PreconditionFailed"], &[("Condition", Has("multipart/form-data"))], Of(Cause::FormMalformed)), // 1
    row(&["InvalidArgument"], &[("Message", Is("Couldn't find boundary"))], Of(Cause::FormMalformed)), // 7
    row(&["InvalidArgument"], &[("Message", Is("Malformed request"))], Of(Cause::FormMalformed)), // 7
    row(&["MaxPostPreDataLengthExceeded*"], &[], Of(Cause::RequestTooLarge)), // 1
    row(&["FieldItemTooLong"], &[], Of(Cause::RequestTooLarge)), // 4
    row(&["InvalidRequest"], &[("Message", Starts("bad request: could not get multipart boundary"))], Of(Cause::FormMalformed)), // 10

    // Time.
    row(&["*"], &[("Message", Has("according to policy: policy expired"))], Of(Cause::Expired)), // 1, 4, 6, 8
    row(&["AccessDenied"], &[("Message", Is("Policy expired"))], Of(Cause::Expired)), // 7
    row(&["InvalidRequest"], &[("Message", Is("Bad request: Expiration date is in the past"))], Of(Cause::Expired)), // 10

    // Fields without a condition.
    row(&["*"], &[("Message", Has("policy: extra input fields"))], Read(|case| added(&case.after("Message", "extra input fields:")))), // 1, 8
    row(&["*"], &[("Message", Has("must appear in the list of policy conditions"))], Read(|case| added(&case.in_double_quotes()))), // 6, 9
    row(&["*"], &[("Message", Has("must appear in the list of conditions"))], Read(|_| added(""))), // 6
    row(&["*"], &[("Details", Has("did not reference these fields"))], Read(|case| added(&case.after("Details", "these fields:")))), // 5
    row(&["*"], &[("Message", Starts("policy missing condition"))], Read(|case| added(&case.after("Message", "condition:")))), // 7
    row(&["InvalidRequest"], &[("Message", Has("' is not allowed in policy"))],
        Read(|case| added(&case.quoted().into_iter().next().unwrap_or_default()))), // 10

    // Fields that do not meet their conditions.
    row(&["PostPolicyInvalidKeyName"], &[("Message", Has("policy condition failed '("))], Of(Cause::PolicyMalformed)), // 6
    row(&["*"], &[("Message", Has("policy condition failed"))], Read(condition)), // 1, 4, 6, 7, 8
    row(&["PostPolicyInvalidKeyName"], &[], Of(Cause::PolicyCondition { name: None })), // 6, 8
    row(&["*"], &[("Message", Starts("policy condition '"))], Read(|case| of_condition(case.quoted().into_iter().nth(1)))), // 9
    row(&["InvalidPolicyDocument"], &[("Message", Has(" does not match policy"))],
        Read(|case| of_condition(case.first_word()))), // 9
    row(&["InvalidPolicyDocument"], &[("Message", Has("does not match bucket in url"))],
        Read(|_| of_condition(Some("bucket".into())))), // 9
    row(&["AccessDenied"], &[("Message", Has("policy check failed, variable not found:"))],
        Read(|case| missing(case.after("Message", "not found:")))), // 7
    row(&["AccessDenied"], &[("Message", Has("policy check failed, variable not met condition:"))],
        Read(|case| of_condition(Some(case.after("Message", "met condition:"))))), // 7
    row(&["InvalidRequest"], &[("Message", Has("' has value not allowed in policy"))],
        Read(|case| of_condition(case.quoted().into_iter().next()))), // 10
    row(&["InvalidRequest"], &[("Message", Is("Bad request: File size does not match policy"))],
        Of(Cause::PolicyCondition { name: None })), // 10

    // Missing fields.
    row(&["UserKeyMustBeSpecified"], &[], Read(|_| missing("key".into()))), // 1
    row(&["*"], &[("Message", Has("must contain a field named"))], Read(named_missing)), // 1
    row(&["*"], &[("Message", Has("bucket post must contain the specified"))], Read(named_missing)), // 1, 4
    row(&["InvalidPolicyDocument"], &[("Details", Is("Missing policy"))], Read(|_| missing("policy".into()))), // 5
    row(&["InvalidArgument"], &[("Message", Is("Key not specified"))], Read(|_| missing("key".into()))), // 7
    row(&["InvalidArgument"], &[("Message", Starts("missing aws4 "))],
        Read(|case| missing(["x-amz-", &case.after("Message", "aws4 ")].concat()))), // 7
    row(&["InvalidRequest"], &[("Message", Is("missing key"))], Read(|_| missing("key".into()))), // 9
    row(&["InvalidRequest"], &[("Message", Is("missing required multipart fields"))], Of(Cause::Malformed)), // 9
    row(&["InvalidRequest"], &[("Message", Starts("invalid field: "))], Of(Cause::Malformed)), // 9
    row(&["InvalidRequest"], &[("Message", Has("' is required in policy"))],
        Read(|case| missing(case.quoted().into_iter().next().unwrap_or_default()))), // 10
    row(&["InvalidRequest"], &[("Message", Is("Bad request: No key was provided"))], Read(|_| missing("key".into()))), // 10
    row(&["InvalidRequest"], &[("Message", Is("Bad request: No policy was provided"))], Read(|_| missing("policy".into()))), // 10
    row(&["InvalidRequest"], &[("Message", Is("Bad request: No signature was provided"))],
        Read(|_| missing(X_AMZ_SIGNATURE.into()))), // 10
    row(&["InvalidRequest"], &[("Message", Is("Bad request: No date was provided"))],
        Read(|_| missing(X_AMZ_DATE.into()))), // 10

    // The file.
    row(&["IncorrectNumberOfFilesInPostRequest"], &[], Of(Cause::FileCount)), // 1
    row(&["*"], &[("Message", Has("requires exactly one file upload per request"))], Of(Cause::FileCount)), // 1, 6, 8
    row(&["InvalidRequest"], &[("Message", Is("Bad request: Request did not contain a file"))], Of(Cause::FileCount)), // 10
    row(&["EntityTooLarge"], &[], Read(|case| Cause::FileTooLarge {
        size: case.number("ProposedSize"),
        limit: case.number("MaxSizeAllowed"),
    })), // 1, 4 to 9
    row(&["EntityTooSmall"], &[], Read(|case| Cause::FileTooSmall {
        size: case.number("ProposedSize"),
        limit: case.number("MinSizeAllowed"),
    })), // 1, 4 to 9

    // The policy. Google's response to a condition that is not met has the same message, and no details that are known.
    row(&["InvalidPolicyDocument"], &[("Details", Starts("policy document parsing error"))], Of(Cause::PolicyMalformed)), // 5
    row(&["InvalidPolicyDocument"], &[("Details", Starts("invalid condition"))], Of(Cause::PolicyMalformed)), // 5
    row(&["InvalidRequest"], &[("Message", Starts("bad request: invalid policy"))], Of(Cause::PolicyMalformed)), // 10
    row(&["InvalidRequest"], &[("Message", Starts("bad request: invalid expiration date"))], Of(Cause::PolicyMalformed)), // 10
    row(&["InvalidPolicyDocument"], &[("Message", Has("does not meet the conditions"))],
        Of(Cause::PolicyCondition { name: None })), // 1, 5
    row(&["InvalidPolicyDocument"], &[], Of(Cause::PolicyMalformed)), // 1, 4, 9
];

fn added(names: &str) -> Cause {
    // Behind them, a server of this crate explains itself in brackets.
    let names = names.split(" (").next().unwrap_or_default();
    let separates = |c: char| matches!(c, ',' | ';' | '"') || c.is_whitespace();
    Cause::FieldsAdded {
        names: names.split(separates).filter(|name| !name.is_empty()).map(Into::into).collect(),
    }
}

fn missing(name: String) -> Cause {
    Cause::FieldMissing { name: as_signed(name) }
}

fn of_condition(name: Option<String>) -> Cause {
    Cause::PolicyCondition { name: name.map(as_signed) }
}

/// Reads a condition such as `["starts-with", "$key", "uploads/"]`, which some servers write without quotes.
fn condition(case: &Case<'_>) -> Cause {
    let text = case.text("Message");
    let name = text.split_once('$').map(|(_, rest)| {
        let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)));
        rest.split_at(len.unwrap_or(rest.len())).0
    });
    of_condition(name.filter(|name| !name.is_empty()).map(Into::into))
}

fn named_missing(case: &Case<'_>) -> Cause {
    let named = case.text("ArgumentName");
    match case.quoted().into_iter().next() {
        Some(name) => missing(name),
        None if named.is_empty() => Cause::Malformed,
        None => missing(named),
    }
}

/// Returns the name as this crate writes it: S3 responds with `X-Amz-Signature`.
fn as_signed(name: String) -> String {
    if is_amz(&name) { name.to_ascii_lowercase() } else { name }
}

impl Case<'_> {
    /// Returns the text of an element after a phrase, which is in lower case.
    fn after(&self, name: &str, phrase: &str) -> String {
        let text = self.text(name);
        let start = text.to_ascii_lowercase().find(phrase).map(|at| at + phrase.len());
        let rest = start.and_then(|start| text.get(start..)).unwrap_or_default();
        rest.trim().trim_end_matches('.').into()
    }

    fn in_double_quotes(&self) -> String {
        self.text("Message").split('"').nth(1).unwrap_or_default().into()
    }

    fn first_word(&self) -> Option<String> {
        self.text("Message").split_whitespace().next().map(ToString::to_string)
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.element(name)?.parse().ok()
    }
}
