//! The response to a refused form: its code, its status, its XML, its message, and its diagnosis.

use super::*;
use presign::{Cause, ErrorResponse, FormError, Refusal};
use roxmltree::Document;

struct Row {
    refusal: Refusal,
    status: u16,
    code: &'static str,
    /// S3's own message, from its list of error responses and from tests/diagnosis/forms.rs.
    s3_message: &'static str,
    message: &'static str,
    details: &'static [(&'static str, &'static str)],
    cause: Cause,
}

fn refusals() -> Vec<Row> {
    let row = |refusal, status, code, s3_message, message, details, cause| Row {
        refusal,
        status,
        code,
        s3_message,
        message,
        details,
        cause,
    };
    let form = |error, code, s3_message, message, details, cause| {
        row(Refusal::Form(error), 400, code, s3_message, message, details, cause)
    };
    let expires_at = "20130524T001500Z".parse().unwrap();
    let invalid = Cause::InvalidValue { name: None };
    let missing = |name: &str| Cause::FieldMissing { name: name.into() };
    vec![
        row(
            Refusal::ConditionFailed { condition: r#"["eq", "$acl", "private"]"#.into() },
            403,
            "AccessDenied",
            r#"Invalid according to Policy: Policy Condition failed: ["eq", "$acl", "private"]"#,
            r#"policy condition ["eq", "$acl", "private"] is not met: send the value that it requires"#,
            &[],
            Cause::PolicyCondition { name: Some("acl".into()) },
        ),
        row(
            Refusal::FieldNotCovered { name: "x-amz-meta-a".into() },
            403,
            "AccessDenied",
            "Invalid according to Policy: Extra input fields: x-amz-meta-a",
            "form field \"x-amz-meta-a\" has no condition in the policy: add one, or leave the field out",
            &[],
            Cause::FieldsAdded { names: vec!["x-amz-meta-a".into()] },
        ),
        row(
            Refusal::FieldNotImplemented { name: "acl".into() },
            501,
            "NotImplemented",
            "A form field you provided implies functionality that is not implemented",
            "form field \"acl\" is not implemented by this server: sign without it",
            &[("Field", "acl")],
            Cause::NotImplemented,
        ),
        row(
            Refusal::FileTooLarge { len: 11, max: 10 },
            400,
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed size",
            "file size 11 exceeds the maximum of 10 bytes: send a smaller file",
            &[("ProposedSize", "11"), ("MaxSizeAllowed", "10")],
            Cause::FileTooLarge { size: Some(11), limit: Some(10) },
        ),
        row(
            Refusal::FileTooSmall { len: 1, min: 2 },
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size",
            "file size 1 is below the minimum of 2 bytes: send a larger file",
            &[("ProposedSize", "1"), ("MinSizeAllowed", "2")],
            Cause::FileTooSmall { size: Some(1), limit: Some(2) },
        ),
        row(
            Refusal::PolicyExpired { expires_at, now: expires_at },
            403,
            "AccessDenied",
            "Invalid according to Policy: Policy expired.",
            "policy expired at 20130524T001500Z and it is now 20130524T001500Z: ask for a new form",
            &[],
            Cause::Expired,
        ),
        row(
            Refusal::Form(FormError::NotSigned),
            403,
            "AccessDenied",
            "Access Denied",
            "form has no signature, and a signature is required: sign its policy",
            &[],
            Cause::Unsigned,
        ),
        form(
            FormError::Algorithm,
            "InvalidArgument",
            "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
            "algorithm is not AWS4-HMAC-SHA256: sign with Signature Version 4",
            &[],
            invalid.clone(),
        ),
        form(
            FormError::Bucket,
            "InvalidArgument",
            "Invalid Argument",
            "form field `bucket` is not the bucket of the URL: post the form to its own URL",
            &[],
            invalid.clone(),
        ),
        form(
            FormError::EmptyKey,
            "UserKeyMustBeSpecified",
            "The bucket POST must contain the specified field name. If it is specified, check the order of the fields.",
            "key is empty: send a file with a name, or a key without `${filename}`",
            &[],
            missing("key"),
        ),
        form(
            FormError::File,
            "IncorrectNumberOfFilesInPostRequest",
            "POST requires exactly one file upload per request.",
            "form has more than one file: send exactly one, in the field `file`",
            &[],
            Cause::FileCount,
        ),
        form(
            FormError::FileNameTooLong,
            "KeyTooLongError",
            "Your key is too long",
            "name of the file is too long: use at most 1024 bytes",
            &[],
            invalid.clone(),
        ),
        form(
            FormError::Malformed { field: "X-Amz-Credential" },
            "InvalidArgument",
            "Invalid Argument",
            "form field `X-Amz-Credential` is malformed: use AKID/YYYYMMDD/REGION/SERVICE/aws4_request",
            &[("ArgumentName", "X-Amz-Credential")],
            Cause::Malformed,
        ),
        form(
            FormError::Malformed { field: "X-Amz-Date" },
            "InvalidArgument",
            "Invalid Argument",
            "form field `X-Amz-Date` is malformed: use a date such as 20130524T000000Z",
            &[("ArgumentName", "X-Amz-Date")],
            Cause::Malformed,
        ),
        form(
            FormError::Malformed { field: "X-Amz-Signature" },
            "InvalidArgument",
            "Invalid Argument",
            "form field `X-Amz-Signature` is malformed: use 64 lower-case hexadecimal digits",
            &[("ArgumentName", "X-Amz-Signature")],
            Cause::Malformed,
        ),
        form(
            FormError::Missing { field: "X-Amz-Date" },
            "InvalidArgument",
            "Bucket POST must contain a field named 'X-Amz-Date'.  If it is specified, please check the order of the fields.",
            "form field `X-Amz-Date` is missing: send all fields, before the file",
            &[("ArgumentName", "X-Amz-Date")],
            missing("x-amz-date"),
        ),
        form(
            FormError::PolicyCondition { number: 6 },
            "InvalidPolicyDocument",
            "Invalid Policy: Invalid Condition.",
            "condition 6 of the policy is malformed: use {\"NAME\": \"VALUE\"}, [\"eq\", \"$NAME\", \"VALUE\"], \
             [\"starts-with\", \"$NAME\", \"PREFIX\"] or [\"content-length-range\", MIN, MAX]",
            &[],
            Cause::PolicyMalformed,
        ),
        form(
            FormError::PolicyEncoding,
            "InvalidPolicyDocument",
            "Invalid Policy: Invalid JSON.",
            "policy is not Base64 of UTF-8 text: encode the document once, without line breaks",
            &[],
            Cause::PolicyMalformed,
        ),
        form(
            FormError::PolicyExpiration,
            "InvalidPolicyDocument",
            "Invalid Policy: Invalid 'expiration' value.",
            "expiration of the policy is not a date: use ISO 8601 in UTC, such as 2013-05-24T00:15:00Z",
            &[],
            Cause::PolicyMalformed,
        ),
        form(
            FormError::PolicyJson,
            "InvalidPolicyDocument",
            "Invalid Policy: Invalid JSON.",
            "policy is not a JSON object: check quotes, commas and brackets",
            &[],
            Cause::PolicyMalformed,
        ),
        form(
            FormError::PolicyMembers,
            "InvalidPolicyDocument",
            "Invalid Policy: Policy must have expiration and conditions.",
            "policy has missing, repeated or unknown members: write `expiration` and `conditions`, each once",
            &[],
            Cause::PolicyMalformed,
        ),
        form(
            FormError::Repeated { field: "key".into() },
            "MalformedPOSTRequest",
            "The body of your POST request is not well-formed multipart/form-data.",
            "form field \"key\" appears twice, ignoring case: send it once",
            &[],
            Cause::FormMalformed,
        ),
        form(
            FormError::ScopeDay,
            "InvalidArgument",
            "Invalid credential date. This date is not the same as X-Amz-Date.",
            "day of the credential scope is not that of x-amz-date: sign both with the same date",
            &[],
            invalid.clone(),
        ),
        form(
            FormError::SignatureVersion2,
            "InvalidRequest",
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
            "form is signed with Signature Version 2: sign with Version 4",
            &[],
            Cause::SignatureVersion,
        ),
        form(
            FormError::TooLarge,
            "MaxPostPreDataLengthExceededError",
            "Your POST request fields preceding the upload file were too large.",
            "fields of the form are too large: use at most 65536 bytes before the file",
            &[],
            Cause::RequestTooLarge,
        ),
        form(
            FormError::TooManyFields,
            "MaxPostPreDataLengthExceededError",
            "Your POST request fields preceding the upload file were too large.",
            "form has too many fields: use at most 1024",
            &[],
            Cause::RequestTooLarge,
        ),
    ]
}

#[test]
fn each_refusal_has_the_response_of_s3_and_a_message() {
    for Row { refusal, status, code, s3_message, message, details, .. } in refusals() {
        assert_eq!(refusal.to_string(), message);
        assert_eq!((refusal.status(), refusal.code()), (status, code), "{message}");
        let xml = refusal.to_xml("/photos", "1");
        let document = Document::parse(&xml).unwrap();
        let text = format!("{s3_message} ({message})");
        let expected = [("Code", code), ("Message", &text)].into_iter().chain(details.iter().copied());
        let expected: Vec<_> = expected.chain([("Resource", "/photos"), ("RequestId", "1")]).collect();
        let elements: Vec<_> = document
            .root_element()
            .children()
            .map(|element| (element.tag_name().name(), element.text().unwrap()))
            .collect();
        assert_eq!(elements, expected);
    }
}

#[test]
fn a_diagnosis_finds_the_cause_of_each_refusal() {
    let form = full(&s3()).presign_at(date()).unwrap();
    for Row { refusal, cause, .. } in refusals() {
        let response = ErrorResponse::from_xml(&refusal.to_xml("/photos", "1")).unwrap();
        let diagnosis = form.diagnose(&response);
        assert_eq!(diagnosis.cause(), &cause, "{refusal:?}: {diagnosis}");
    }
}
