//! Responses to forms that vendors document or users report, each with its first cause, and forms that were changed on
//! the way.

use super::{
    name,
    rows::{Row, date},
};
use presign::{
    AmzDate, Cause, Checksum, Credentials, Diagnosis, Endpoint, ErrorResponse, FormError, PostForm,
    PostedForm, Presigner,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLEtoken//a+b/c==";

/// The sources: those in `src/read/diagnosis/form/responses.rs`, and the URLs here.
#[rustfmt::skip]
pub const FORM_ROWS: &[Row] = rows! {
    "AWS" {
        // Recorded: https://github.com/localstack/localstack/blob/main/tests/aws/services/s3/test_s3.snapshot.json
        "AccessDenied", "Invalid according to Policy: Policy expired." => "Expired";
        "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method."
            ["AWSAccessKeyId" = "AKIDEXAMPLE", "StringToSign" = "eyJleHBpcmF0aW9uIjogIjIwMjYtMDEtMDFUMTI6MTU6MDBaIiwgImNvbmRpdGlvbnMiOiBb"] => "PolicyChanged";
        "InvalidArgument", "Bucket POST must contain a field named 'X-Amz-Signature'.  If it is specified, please check the order of the fields."
            ["ArgumentName" = "X-Amz-Signature", "ArgumentValue" = ""] => "FieldMissing";
        "AccessDenied", "Access Denied" => "Denied";
        "InvalidStorageClass", "The storage class you specified is not valid" ["StorageClassRequested" = "FakeClass"] => "InvalidValue";
        "PreconditionFailed", "At least one of the pre-conditions you specified did not hold" ["Condition" = "Bucket POST must be of the enclosure-type multipart/form-data"] => "FormMalformed";
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$success_action_redirect\", \"http://localhost.test/random\"]" => "PolicyCondition";
        "InvalidPolicyDocument", "Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly one property specified." => "PolicyMalformed";
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size" ["ProposedSize" = "12", "MaxSizeAllowed" = "10"] => "FileTooLarge";
        "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size" ["ProposedSize" = "1", "MinSizeAllowed" = "5"] => "FileTooSmall";
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"content-length-range\", \"test\", \"10\"]" => "PolicyCondition";
        // https://github.com/waynehoover/s3_direct_upload/issues/107
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$content-type\", \"\"]" => "PolicyCondition";
        // https://github.com/awsdocs/aws-doc-sdk-examples/pull/5490
        "AccessDenied", "\nInvalid according to Policy: Policy Condition failed: [\"eq\", \"$acl\", \"public-read\"]\n" => "PolicyCondition";
        // https://github.com/tj/node-s3-policy/pull/8
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"starts-with\"\n, \"$Content-Length\", \"\"]" => "PolicyCondition";
        // https://github.com/boto/boto3/issues/4514
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$key\", \"/2025/0267$$Copy.csv\"]" => "PolicyCondition";
        // https://github.com/waynehoover/s3_direct_upload/issues/54, https://github.com/aws/aws-sdk-php/issues/290
        "AccessDenied", "Invalid according to Policy: Extra input fields: content-type" => "FieldsAdded";
        // https://github.com/froala/wysiwyg-editor/issues/404
        "AccessDenied", "Invalid according to Policy: Extra input fields: x-requested-with" => "FieldsAdded";
        // https://github.com/aws/aws-sdk-php/issues/3292
        "AccessDenied", "Invalid according to Policy: Extra input fields: bucket" => "FieldsAdded";
        // https://github.com/ryuzee/SlideHub/issues/213, https://github.com/danialfarid/ng-file-upload/issues/1283
        "InvalidArgument", "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields." ["ArgumentName" = "key"] => "FieldMissing";
        // https://github.com/infinitered/apisauce/issues/245
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size" ["ProposedSize" = "710336", "MaxSizeAllowed" = "709960"] => "FileTooLarge";
        // https://github.com/versity/versitygw/issues/2040
        "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size" ["ProposedSize" = "20", "MinSizeAllowed" = "20000"] => "FileTooSmall";
        // https://github.com/rowanwins/vue-dropzone/issues/572
        "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data." => "FormMalformed";
        // https://github.com/benefitcloud/ember-uploader/issues/43, https://github.com/dwilkie/carrierwave_direct/issues/230
        "InvalidPolicyDocument", "Invalid Policy: Invalid JSON." => "PolicyMalformed";
        // https://github.com/waynehoover/s3_direct_upload/pull/11
        "InvalidPolicyDocument", "Invalid Policy: Invalid 'expiration' value" => "PolicyMalformed";
        // https://github.com/waynehoover/s3_direct_upload/issues/45
        "MaxPostPreDataLengthExceeded", "Your POST request fields preceeding the upload file was too large." ["MaxPostPreDataLengthBytes" = "20480"] => "RequestTooLarge";
        // https://github.com/danialfarid/ng-file-upload/issues/809
        "InvalidArgument", "POST requires exactly one file upload per request." ["ArgumentName" = "file"] => "FileCount";
        // Documented.
        "IncorrectNumberOfFilesInPostRequest", "POST requires exactly one file upload per request." => "FileCount";
        "UserKeyMustBeSpecified", "The bucket POST must contain the specified field name. If it is specified, check the order of the fields." => "FieldMissing";
        "MaxPostPreDataLengthExceededError", "Your POST request fields preceding the upload file were too large." => "RequestTooLarge";
        "RequestIsNotMultiPartContent", "Bucket POST must be of the enclosure-type multipart/form-data." => "FormMalformed";
        "InvalidPolicyDocument", "The content of the form does not meet the conditions specified in the policy document." => "PolicyCondition";
        "InvalidAccessKeyId", "The AWS access key ID that you provided does not exist in our records." => "UnknownAccessKeyId";
        "MethodNotAllowed", "The specified method is not allowed against this resource." => "MethodNotAllowed";
    }
    "Cloudflare R2" {
        // https://github.com/opslane/opslane/issues/194
        "NotImplemented", "Presigned post requests are not yet implemented" => "PostNotSupported";
    }
    "Backblaze B2" {
        // https://github.com/knadh/listmonk/issues/617
        "NotImplemented", "Backblaze B2 does not support this API call." => "PostNotSupported";
    }
    "Alibaba OSS" {
        "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data" => "FormMalformed";
        "FieldItemTooLong", "" => "RequestTooLarge";
        "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist in our records." => "UnknownAccessKeyId";
        "AccessDenied", "Invalid according to Policy: Policy expired." => "Expired";
        "AccessDenied", "SignatureDoesNotMatch The request signature we calculated does not match the signature you provided. Check your key and signing method." => "Undisclosed";
        "InvalidPolicyDocument", "Invalid Policy: Invalid JSON: unknown char e" => "PolicyMalformed";
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"user/eric/\"]" => "PolicyCondition";
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$bucket\", \"mingdi-bjx\"]" => "PolicyCondition";
        "AccessDenied", "You have no right to access this object because of bucket acl." => "Permission";
        "InvalidArgument", "The bucket POST must contain the specified 'key'. If it is specified, please check the order of the fields" => "FieldMissing";
    }
    "Google Cloud Storage" {
        // https://github.com/googleapis/google-cloud-java/pull/7292
        "InvalidPolicyDocument", "The content of the form does not meet the conditions specified in the policy document." ["Details" = "Policy did not reference these fields: submit"] => "FieldsAdded";
        // https://github.com/fog/fog/issues/3938
        "InvalidPolicyDocument", "The content of the form does not meet the conditions specified in the policy document." ["Details" = "Missing policy"] => "FieldMissing";
        // https://github.com/googleapis/google-cloud-ruby/issues/8138
        "InvalidPolicyDocument", "The content of the form does not meet the conditions specified in the policy document." ["Details" = "Invalid condition: [[\"starts-with\",\"$key\",\"\"]]"] => "PolicyMalformed";
        // https://github.com/GoogleCloudPlatform/cloud-storage-docs-xml-api-examples/issues/4
        "InvalidPolicyDocument", "The content of the form does not meet the conditions specified in the policy document." ["Details" = "Policy document parsing error: Lexical Error: Unmatched Input: <'>"] => "PolicyMalformed";
    }
    "MinIO" {
        // https://github.com/minio/minio-py/issues/1047
        "AccessDenied", "Access Denied. (Invalid according to Policy: Policy Condition failed)" => "PolicyCondition";
        // https://github.com/minio/minio/issues/8606
        "PostPolicyInvalidKeyName", "Invalid according to Policy: Policy Condition failed" => "PolicyCondition";
        // https://github.com/minio/minio/issues/17391
        "AccessDenied", "Access Denied. (Each form field that you specify in a form (except Awsaccesskeyid, Signature) must appear in the list of conditions.)" => "FieldsAdded";
        "AccessDenied", "Access Denied. (Each form field that you specify in a form must appear in the list of policy conditions. \"X-Amz-Meta-Foo, Submit\" not specified in the policy.)" => "FieldsAdded";
        "AccessDenied", "Access Denied. (Invalid according to Policy: Policy expired)" => "Expired";
        "AccessDenied", "Access Denied. (Invalid according to Policy: Policy Condition failed: [starts-with, $x-amz-meta-a, b])" => "PolicyCondition";
        "PostPolicyInvalidKeyName", "Invalid according to Policy: Policy Condition failed '(unexpected end of JSON input)'" => "PolicyMalformed";
        // https://github.com/rustfs/rustfs/issues/984
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size." => "FileTooLarge";
        "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed object size." => "FileTooSmall";
        "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data. (no multipart boundary param in Content-Type)" => "FormMalformed";
        "InvalidArgument", "POST requires exactly one file upload per request." => "FileCount";
        "MissingFields", "Missing fields in request." => "Malformed";
    }
    "Ceph" {
        "AccessDenied", "Policy expired" => "Expired";
        "AccessDenied", "Policy condition failed: eq: $acl, private" => "PolicyCondition";
        "AccessDenied", "Policy check failed, variable not found: acl" => "FieldMissing";
        "AccessDenied", "Policy check failed, variable not met condition: acl" => "PolicyCondition";
        "InvalidArgument", "Malformed request" => "FormMalformed";
        "AccessDenied", "Policy missing condition: submit" => "FieldsAdded";
        "InvalidArgument", "Key not specified" => "FieldMissing";
        "InvalidArgument", "Missing aws4 credential" => "FieldMissing";
        "InvalidArgument", "Couldn't find boundary" => "FormMalformed";
    }
    "Garage" {
        "InvalidRequest", "Bad request: File size does not match policy" => "PolicyCondition";
        "InvalidRequest", "Bad request: Key 'content-type' has value not allowed in policy" => "PolicyCondition";
        "InvalidRequest", "Bad request: Key 'x-amz-meta-a' is not allowed in policy" => "FieldsAdded";
        "InvalidRequest", "Bad request: Date is too old" => "Expired";
        "AccessDenied", "Forbidden: Invalid signature" => "Undisclosed";
        // https://crates.io/crates/garage_api_s3/2.5.0, src/post_object.rs
        "InvalidRequest", "Bad request: Expiration date is in the past" => "Expired";
        "InvalidRequest", "Bad request: Key 'acl' is required in policy, but no value was provided" => "FieldMissing";
        "InvalidRequest", "Bad request: No key was provided" => "FieldMissing";
        "InvalidRequest", "Bad request: No policy was provided" => "FieldMissing";
        "InvalidRequest", "Bad request: No signature was provided" => "FieldMissing";
        "InvalidRequest", "Bad request: No date was provided" => "FieldMissing";
        "InvalidRequest", "Bad request: Request did not contain a file" => "FileCount";
        "InvalidRequest", "Bad request: Could not get multipart boundary" => "FormMalformed";
        "InvalidRequest", "Bad request: Invalid policy item" => "PolicyMalformed";
        "InvalidRequest", "Bad request: Invalid expiration date: premature end of input" => "PolicyMalformed";
    }
    "SeaweedFS" {
        "AccessDenied", "Invalid according to Policy: Extra input fields: X-Amz-Meta-Foo" => "FieldsAdded";
        "AccessDenied", "Invalid according to Policy: Policy Condition failed: [starts-with, $content-type, image/]" => "PolicyCondition";
        "AccessDenied", "Invalid according to Policy: Policy expired" => "Expired";
        "PostPolicyInvalidKeyName", "Invalid according to Policy: Policy Condition failed" => "PolicyCondition";
    }
    "rclone" {
        // rclone 1.75.2 with `--auth-key`
        "UnsupportedAlgorithm", "Encountered an unsupported algorithm." => "SignatureVersion";
    }
    "s3s" {
        "InvalidPolicyDocument", "Policy condition 'eq' for field 'acl' failed: expected 'private', got 'public-read'" => "PolicyCondition";
        "InvalidPolicyDocument", "Policy condition 'starts-with' for field 'key' failed: expected prefix 'uploads/', got 'a'" => "PolicyCondition";
        "InvalidPolicyDocument", "x-amz-date does not match policy" => "PolicyCondition";
        "AccessDenied", "Each form field that you specify in a form must appear in the list of policy conditions. \"expires\" not specified in the policy." => "FieldsAdded";
        "AccessDenied", "Request has expired" => "Expired";
        "InvalidPolicyDocument", "Bucket in form field 'other' does not match bucket in URL 'examplebucket'" => "PolicyCondition";
        "InvalidRequest", "missing key" => "FieldMissing";
        "InvalidRequest", "invalid field: x-amz-date" => "Malformed";
        "InvalidRequest", "missing required multipart fields" => "Malformed";
    }
};

fn s3() -> Presigner {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token(TOKEN);
    Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap())
}

/// The form that all rows response.
pub fn form() -> PostForm {
    let s3 = s3();
    let request = s3.post_under("examplebucket", "uploads/").acl("private").content_length(5..=10);
    request.content_type_starts_with("image/").presign_at(date()).unwrap()
}

fn signed(name: &str) -> String {
    form().fields().find(|field| field.0 == name).unwrap().1.to_owned()
}

/// The form as a page sends it.
fn sent() -> Vec<(String, String)> {
    let fields = form().fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>();
    [fields, vec![("file".into(), "duck.jpg".into())]].concat()
}

fn with(name: &str, value: &str) -> Vec<(String, String)> {
    let replaced = |(of, old): (String, String)| if of == name { (of, value.into()) } else { (of, old) };
    sent().into_iter().map(replaced).collect()
}

fn without(name: &str) -> Vec<(String, String)> {
    sent().into_iter().filter(|field| field.0 != name).collect()
}

/// Returns diagnoses of all rows, and of each change of a form.
pub fn diagnoses() -> Vec<Diagnosis> {
    let (policy, form) = (signed("policy"), form());
    let elements = [("Code", "SignatureDoesNotMatch"), ("StringToSign", &policy)];
    let mismatch = ErrorResponse::from_elements(elements);
    let wrong = ErrorResponse::from_elements(elements.into_iter().chain([("SignatureProvided", "a")]));
    let mut late = sent();
    late.rotate_right(1);
    let added = [vec![("submit".into(), String::new())], sent()].concat();
    let forms = [with("acl", "a"), with("key", "a"), with("policy", "a"), without("acl"), late, added];
    let denied = response("AccessDenied", "Access Denied");
    let responses = FORM_ROWS.iter().map(Row::response).chain([
        mismatch,
        wrong,
        ErrorResponse::from_status(413),
        denied.clone().with_file_size(11),
        denied.clone().with_file_size(4),
        denied.clone().with_request(
            "PUT",
            form.url(),
            [("content-type", "text/html"), ("authorization", "a")],
        ),
    ]);
    let changed = forms.into_iter().map(|fields| denied.clone().with_form(fields));
    responses.chain(changed).map(|response| form.diagnose(&response)).collect()
}

fn response(code: &str, message: &str) -> ErrorResponse {
    ErrorResponse::from_elements([("Code", code), ("Message", message)])
}

fn causes(response: &ErrorResponse) -> Vec<Cause> {
    form().diagnose(response).causes().cloned().collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).into()).collect()
}

#[test]
fn every_row_has_its_cause() {
    for row in FORM_ROWS {
        let diagnosis = form().diagnose(&row.response());
        assert_eq!(name(diagnosis.cause()), row.cause, "{}: {}\n{diagnosis}", row.vendor, row.message);
        let report = diagnosis.to_string();
        assert!(!report.contains("a URL") && !report.contains("use the URL"), "{report}");
    }
}

#[test]
fn values_are_read_from_the_response() {
    let policy = |condition: &str| {
        let message = format!("Invalid according to Policy: Policy Condition failed: {condition}");
        causes(&response("AccessDenied", &message))
    };
    let of = |name: &str| [Cause::PolicyCondition { name: Some(name.into()) }];
    assert_eq!(policy(r#"["eq", "$acl", "private"]"#), of("acl"));
    assert_eq!(policy(r#"["starts-with", "$Content-Type", "image/"]"#), of("Content-Type"));
    assert_eq!(policy("[eq, $X-Amz-Meta-A, $b]"), of("x-amz-meta-a"));
    assert_eq!(policy(r#"["content-length-range", "test", "10"]"#), [Cause::PolicyCondition { name: None }]);

    let added = |message: &str, expected: &[&str]| {
        assert_eq!(
            causes(&response("AccessDenied", message)),
            [Cause::FieldsAdded { names: names(expected) }]
        );
    };
    added("Invalid according to Policy: Extra input fields: a, b", &["a", "b"]);
    added(
        "Each form field that you specify in a form must appear in the list of policy conditions. \"A, B\" not specified \
         in the policy.",
        &["A", "B"],
    );
    added("Access Denied. (Each form field … must appear in the list of conditions.)", &[]);

    let missing = |message: &str, name: &str| {
        let expected = [Cause::FieldMissing { name: name.into() }];
        assert_eq!(causes(&response("InvalidArgument", message)), expected);
    };
    missing("Bucket POST must contain a field named 'X-Amz-Algorithm'. If it is …", "x-amz-algorithm");
    missing("Missing aws4 signature", "x-amz-signature");
    let unnamed = [("Code", "InvalidArgument"), ("Message", "Bucket POST must contain a field named …")];
    assert_eq!(causes(&ErrorResponse::from_elements(unnamed)), [Cause::Malformed]);
    let named = unnamed.into_iter().chain([("ArgumentName", "key")]);
    assert_eq!(causes(&ErrorResponse::from_elements(named)), [Cause::FieldMissing { name: "key".into() }]);

    let garage = |message: &str| causes(&response("InvalidRequest", &format!("Bad request: {message}")));
    let of = |name: &str| [Cause::PolicyCondition { name: Some(name.into()) }];
    let missing = |name: &str| [Cause::FieldMissing { name: name.into() }];
    assert_eq!(garage("Key 'bucket' has value not allowed in policy"), of("bucket"));
    assert_eq!(
        garage("Key 'submit' is not allowed in policy"),
        [Cause::FieldsAdded { names: names(&["submit"]) }]
    );
    assert_eq!(garage("Key 'acl' is required in policy, but no value was provided"), missing("acl"));
    assert_eq!(garage("No signature was provided"), missing("x-amz-signature"));
    // The bucket before the host of the response is the one of the form.
    let redirect = |endpoint: &str| {
        causes(&ErrorResponse::from_elements([("Code", "TemporaryRedirect"), ("Endpoint", endpoint)]))
    };
    for endpoint in ["s3.eu-west-1.amazonaws.com", "examplebucket.s3.eu-west-1.amazonaws.com"] {
        let expected = Cause::Redirect { endpoint: Some("s3.eu-west-1.amazonaws.com".into()) };
        assert_eq!(redirect(endpoint), [expected]);
    }

    let size = ErrorResponse::from_elements([("Code", "EntityTooSmall"), ("ProposedSize", "a")]);
    assert_eq!(causes(&size), [Cause::FileTooSmall { size: None, limit: None }]);
}

/// The response says only that a condition is not met. What was sent says which.
#[test]
fn what_was_sent_is_compared_with_the_policy() {
    let vague =
        || response("AccessDenied", "Access Denied. (Invalid according to Policy: Policy Condition failed)");
    let changed = |name: &str| Cause::FieldChanged { name: name.into() };
    let prefix = |name: &str| Cause::FieldPrefix { name: name.into() };
    let mut late = sent();
    late.rotate_right(1);
    let all = form().fields().map(|(name, _)| name.to_owned()).collect();
    for (fields, cause) in [
        (with("acl", "public-read"), changed("acl")),
        (with("acl", "PRIVATE"), changed("acl")),
        (with("x-amz-date", "20260101T120001Z"), changed("x-amz-date")),
        (with("key", "upload/duck.jpg"), prefix("key")),
        (with("Content-Type", "text/html"), prefix("Content-Type")),
        (without("acl"), Cause::FieldMissing { name: "acl".into() }),
        (without("Content-Type"), Cause::FieldMissing { name: "Content-Type".into() }),
        (late, Cause::FileNotLast { names: all }),
        ([with("acl", "private"), vec![]].concat(), Cause::PolicyCondition { name: None }),
    ] {
        assert_eq!(causes(&vague().with_form(fields)), [cause]);
    }
    // Names are compared without case, and the rest of an open field is free.
    let upper = sent().into_iter().map(|(name, value)| (name.to_uppercase(), value)).collect::<Vec<_>>();
    for fields in
        [upper, with("key", "uploads/a/b.jpg"), [with("Content-Type", "image/png"), vec![]].concat()]
    {
        assert_eq!(causes(&vague().with_form(fields)), [Cause::PolicyCondition { name: None }]);
    }
    // A page may send these too.
    for name in ["x-ignore-button", "X-Ignore-a", "bucket"] {
        let fields = [vec![(name.into(), "a".into())], sent()].concat();
        assert_eq!(causes(&vague().with_form(fields)), [Cause::PolicyCondition { name: None }]);
    }
    // S3 ignores what comes after the file.
    let fields = [sent(), vec![("submit".into(), "Upload".into())]].concat();
    assert_eq!(causes(&vague().with_form(fields)), [Cause::PolicyCondition { name: None }]);
}

#[test]
fn a_difference_that_explains_the_response_comes_first() {
    let two = || {
        let without_acl = without("acl").into_iter();
        without_acl.map(|(name, value)| if name == "key" { (name, "a".into()) } else { (name, value) })
    };
    let failed = "Invalid according to Policy: Policy Condition failed: ";
    let missing = Cause::FieldMissing { name: "acl".into() };
    let prefix = Cause::FieldPrefix { name: "key".into() };
    let of =
        |condition: &str| causes(&response("AccessDenied", &format!("{failed}{condition}")).with_form(two()));
    assert_eq!(of(r#"["eq", "$acl", "private"]"#), [missing.clone(), prefix.clone()]);
    assert_eq!(of(r#"["starts-with", "$key", "uploads/"]"#), [prefix.clone(), missing.clone()]);
    let other = Cause::PolicyCondition { name: Some("x".into()) };
    assert_eq!(of(r#"["eq", "$x", "a"]"#), [other, prefix, missing]);

    // All fields came after the file, of which the server misses the first.
    let mut late = sent();
    late.rotate_right(1);
    let late_names = form().fields().map(|(name, _)| name.to_owned()).collect();
    let response_to_late = response("AccessDenied", &format!("{failed}[\"eq\", \"$acl\", \"private\"]"));
    assert_eq!(causes(&response_to_late.with_form(late)), [Cause::FileNotLast { names: late_names }]);

    let extra = [vec![("submit".into(), "Upload".into())], sent()].concat();
    let added = Cause::FieldsAdded { names: names(&["submit"]) };
    for (code, message) in [
        ("AccessDenied", "Invalid according to Policy: Extra input fields: submit"),
        ("AccessDenied", "Each form field … must appear in the list of conditions."),
        ("AccessDenied", "Access Denied"),
    ] {
        assert_eq!(causes(&response(code, message).with_form(extra.clone()))[0], added, "{message}");
    }
    // The response is about something else.
    let response = response("InvalidAccessKeyId", "").with_form(extra);
    assert_eq!(causes(&response), [Cause::UnknownAccessKeyId]);
}

#[test]
fn the_size_of_the_file_is_compared() {
    let of = |size| causes(&ErrorResponse::from_status(403).with_file_size(size));
    let no_body = Cause::NoBody { status: 403 };
    assert_eq!(of(4), [Cause::FileTooSmall { size: Some(4), limit: Some(5) }, no_body.clone()]);
    assert_eq!((of(5), of(10)), (vec![no_body.clone()], vec![no_body.clone()]));
    assert_eq!(of(11), [Cause::FileTooLarge { size: Some(11), limit: Some(10) }, no_body]);
    let report = form().diagnose(&ErrorResponse::from_status(403).with_file_size(11)).to_string();
    assert!(report.contains("  signed  5 to 10 bytes\n  |     sent  11 bytes\n"), "{report}");
}

#[test]
fn the_advice_for_a_field_depends_on_the_field() {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token("a+session/token=");
    let s3 = s3().with_credentials(credentials);
    let form = s3.post("examplebucket", "a").field("acl", "private").presign_at(date()).unwrap();
    let report = |name: &str, response: ErrorResponse| {
        let fields = form.fields().map(|(of, value)| (of, if of == name { "another" } else { value }));
        form.diagnose(&response.with_form(fields.chain([("file", "quack")]))).to_string()
    };
    let denied =
        || response("AccessDenied", "Access Denied. (Invalid according to Policy: Policy Condition failed)");
    let acl = report("acl", denied());
    assert!(acl.contains("  signed  acl: private\n  |     sent  acl: another\n"), "{acl}");
    assert!(acl.contains("= help: send exactly `acl: private`\n"), "{acl}");
    let token = report("x-amz-security-token", denied());
    assert!(
        token.contains("= help: send `x-amz-security-token` as `PostForm::fields` returns it\n"),
        "{token}"
    );
    let policy = report("policy", denied());
    assert!(policy.contains("policy` was not sent with the signed value\n  = server: "), "{policy}");

    for (names, title, help) in [
        (
            "",
            "form has fields that the policy has no condition for",
            "send only `PostForm::fields` and the file",
        ),
        ("a", "`a` is not in the policy", "leave `a` out, or add it"),
        ("a, b", "`a`, `b` are not in the policy", "leave `a`, `b` out, or add it"),
    ] {
        let message = match names {
            "" => "Access Denied. (Each form field … must appear in the list of conditions.)".into(),
            names => format!("Invalid according to Policy: Extra input fields: {names}"),
        };
        let report = form.diagnose(&response("AccessDenied", &message)).to_string();
        assert!(report.contains(&format!("]: {title}\n")), "{report}");
        assert!(report.contains(&format!("= help: {help}")), "{report}");
    }
}

#[test]
fn a_file_is_sent_once_and_under_its_name() {
    let too_large = || response("MaxPostPreDataLengthExceeded", "");
    let unnamed = sent().into_iter().map(|(name, value)| (name.replace("file", "files[]"), value));
    assert_eq!(causes(&too_large().with_form(unnamed))[0], Cause::FileCount);
    let twice = [sent(), vec![("file".into(), String::new())]].concat();
    assert_eq!(causes(&too_large().with_form(twice)), [Cause::FileCount]);
}

/// The string to sign of a form is its policy.
#[test]
fn a_signature_that_does_not_match_is_compared_with_the_policy() {
    let (policy, signature) = (signed("policy"), signed("x-amz-signature"));
    let mismatch = |elements: &[(&str, &str)]| {
        let code = [("Code", "SignatureDoesNotMatch")].into_iter();
        ErrorResponse::from_elements(code.chain(elements.iter().copied()))
    };
    let whole = [("StringToSign", &*policy), ("SignatureProvided", &*signature)];
    assert_eq!(causes(&mismatch(&whole)), [Cause::Secret]);
    assert_eq!(causes(&mismatch(&whole[..1])), [Cause::Secret]);
    let other = signature.replace(&signature[..1], "z");
    assert_eq!(causes(&mismatch(&[whole[0], ("SignatureProvided", &other)])), [Cause::Signature]);
    let cut = &policy[..policy.len() - 2];
    assert_eq!(causes(&mismatch(&[("StringToSign", cut)])), [Cause::PolicyChanged]);
    // A browser may wrap the policy, and a person may cut it off. The bytes are still whole.
    let wrapped = policy.replace(&policy[9..20], &format!("{}\n    {}", &policy[9..15], &policy[15..20]));
    assert_eq!(causes(&mismatch(&[("StringToSign", &wrapped)])), [Cause::Secret]);
    let bytes: Vec<String> = policy.bytes().map(|byte| format!("{byte:x}")).collect();
    let bytes = ("StringToSignBytes", &*bytes.join(" "));
    assert_eq!(causes(&mismatch(&[("StringToSign", cut), bytes])), [Cause::Secret]);
    assert_eq!(causes(&mismatch(&[bytes])), [Cause::Secret]);
    assert_eq!(causes(&mismatch(&[])), [Cause::Undisclosed { signed_headers: vec![] }]);

    let changed = |name: &str| Cause::FieldChanged { name: name.into() };
    for (name, elements) in [
        ("policy", &[("StringToSign", cut)][..]),
        ("policy", &[]),
        ("x-amz-signature", &[whole[0], ("SignatureProvided", &other)]),
        ("x-amz-credential", &whole),
        ("x-amz-credential", &[]),
    ] {
        assert_eq!(causes(&mismatch(elements).with_form(with(name, cut))), [changed(name)], "{elements:?}");
    }
    // The signature covers only the policy, so another field is not why it differs.
    let acl = mismatch(&whole).with_form(with("acl", "public-read"));
    assert_eq!(causes(&acl), [Cause::Secret, changed("acl")]);
}

#[test]
fn the_request_that_was_sent_is_compared() {
    let sent = |method: &str, header: (&str, &str)| {
        let response = response("AccessDenied", "Access Denied");
        causes(&response.with_request(method, form().url(), [header]))[0].clone()
    };
    let boundary = ("Content-Type", "multipart/form-data; boundary=----a");
    assert_eq!(name(&sent("POST", boundary)), "Denied");
    assert_eq!(sent("PUT", boundary), Cause::Method { signed: "POST".into(), received: "PUT".into() });
    assert_eq!(
        sent("POST", ("Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.secret")),
        Cause::AuthorizationSent
    );
    for content_type in ["application/json", "multipart/form-data", "application/x-www-form-urlencoded"] {
        assert_eq!(sent("POST", ("content-type", content_type)), Cause::FormMalformed);
    }
}

/// The policy is among the fields, so that nothing else is needed.
#[test]
fn a_form_is_diagnosed_by_its_fields() {
    let by_fields = |fields: &[(String, String)], response: &ErrorResponse| {
        let fields = fields.iter().filter(|field| field.0 != "file");
        let posted = PostedForm::from_fields(fields.map(|(name, value)| (&**name, &**value))).unwrap();
        posted.diagnose(response).unwrap()
    };
    let folded = |diagnosis: &Diagnosis| {
        let causes = diagnosis.causes().map(|cause| format!("{cause:?}").to_ascii_lowercase());
        causes.collect::<BTreeSet<_>>()
    };
    let vague = response("AccessDenied", "Policy Condition failed");
    let added = [vec![("submit".into(), String::new())], sent()].concat();
    let unnamed = [vec![("x-unnamed".into(), String::new())], with("acl", "a")].concat();
    for fields in [
        sent(),
        with("acl", "public-read"),
        with("key", "upload/a"),
        with("Content-Type", "text/plain"),
        with("x-amz-security-token", "another"),
        without("acl"),
        without("Content-Type"),
        added,
        unnamed,
    ] {
        let expected = form().diagnose(&vague.clone().with_form(fields.clone()));
        let diagnosis = by_fields(&fields, &vague);
        assert_eq!(folded(&diagnosis), folded(&expected), "{diagnosis}{expected}");
        // Or the fields as they were signed, and then those that were sent.
        let diagnosis = by_fields(&sent(), &vague.clone().with_form(fields));
        assert_eq!(folded(&diagnosis), folded(&expected), "{diagnosis}{expected}");
    }
    let late = vague.clone().with_date("20260101T121500Z".parse().unwrap()).with_file_size(11);
    assert_eq!(folded(&by_fields(&sent(), &late)), folded(&form().diagnose(&late.clone().with_form(sent()))));
    for row in FORM_ROWS {
        assert_eq!(name(by_fields(&sent(), &row.response()).cause()), row.cause, "{}", row.message);
    }
    let broken = with("policy", "e30=");
    let fields = broken.iter().filter(|field| field.0 != "file").map(|(name, value)| (&**name, &**value));
    let error = PostedForm::from_fields(fields).unwrap().diagnose(&vague).unwrap_err();
    assert_eq!(error, FormError::PolicyMembers);
}

/// Those of botocore and of the SDK for JavaScript.
#[test]
fn forms_of_other_signers_are_diagnosed() {
    let forms: toml::Table = include_str!("../vectors/post.toml").parse().unwrap();
    let forms = forms["form"].as_array().unwrap();
    for form in forms {
        let text = |name: &str| form[name].as_str().unwrap();
        let pairs = form["fields"].as_array().unwrap().iter().map(|pair| pair.as_array().unwrap());
        let mut fields: Vec<_> =
            pairs.map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap())).collect();
        fields.extend([("policy", text("policy")), ("x-amz-signature", text("signature"))]);
        let causes = |fields: &[(&str, &str)]| {
            let posted = PostedForm::from_fields(fields.iter().copied()).unwrap();
            let diagnosis = posted.diagnose(&response("AccessDenied", "Access Denied")).unwrap();
            diagnosis.causes().map(name).collect::<Vec<_>>()
        };
        assert_eq!(causes(&fields), ["Denied"], "{fields:?}");
        let key = fields.iter_mut().find(|field| field.0 == "key").unwrap();
        key.1 = "another";
        let of_key = causes(&fields);
        assert!(["FieldChanged", "FieldPrefix"].contains(&&*of_key[0]), "{of_key:?} {fields:?}");
    }
    assert!(forms.len() >= 5);
}

#[test]
fn a_form_that_has_expired_is_recognized_by_the_time() {
    let at = |time: &str| causes(&response("AccessDenied", "").with_date(time.parse::<AmzDate>().unwrap()));
    assert_eq!(at("20260101T121500Z")[0], Cause::Expired);
    assert_ne!(at("20260101T121459Z")[0], Cause::Expired);
}

#[test]
fn a_response_without_a_body_has_a_cause() {
    for (status, cause) in [
        (301, "Redirect"),
        (404, "NotFound"),
        (405, "MethodNotAllowed"),
        (412, "NoBody"),
        (413, "Size"),
        (414, "RequestTooLarge"),
        (501, "NotImplemented"),
        (503, "Retry"),
    ] {
        assert_eq!(name(form().diagnose(&ErrorResponse::from_status(status)).cause()), cause);
    }
    let accepted = form().diagnose(&ErrorResponse::from_status(204)).to_string();
    assert!(accepted.starts_with("error[204]: server returned 204, which is not a refusal\n"), "{accepted}");
}

fn outside_the_prefix() -> ErrorResponse {
    response(
        "AccessDenied",
        "Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"uploads/\"]",
    )
}

/// The report in the guide.
pub fn report_of_key() -> String {
    form().diagnose(&outside_the_prefix().with_form(with("key", "upload/duck.jpg"))).to_string()
}

#[test]
fn reports_show_the_condition_and_the_fix() {
    let response = outside_the_prefix();
    assert_eq!(
        report_of_key(),
        "\
error[AccessDenied]: field `key` does not start with the signed prefix
  |
  |   signed  key: uploads/
  |     sent  key: upload/duck.jpg
  |                      ^^^^^^^^^
  = server: Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"uploads/\"]
  = cause: the client may choose the rest of the value, but not its start
  = help: send a value for `key` that starts with `uploads/`
"
    );
    assert_eq!(
        form().diagnose(&response).to_string(),
        "\
error[AccessDenied]: field `key` does not meet its condition
  = server: Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"uploads/\"]
  = cause: it is missing, came after the file, or does not have the signed value
  = help: send `key` before the file, as `PostForm::fields` returns it, or with the prefix of `PostForm::open_fields`
"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_change_of_a_form_is_found(at in 0..9_usize, value in "[a-z]{1,9}", extra in "[a-w][a-z-]{0,9}") {
        let vague = response("AccessDenied", "Policy Condition failed");
        let (field, signed) = sent()[at].clone();
        prop_assume!(value != signed);
        let causes = |fields: Vec<(String, String)>| causes(&vague.clone().with_form(fields));
        let changed = match &*field {
            "key" | "Content-Type" => Cause::FieldPrefix { name: field.clone() },
            _ => Cause::FieldChanged { name: field.clone() },
        };
        prop_assert_eq!(causes(with(&field, &value)), [changed]);
        prop_assert_eq!(causes(without(&field)), [Cause::FieldMissing { name: field }]);
        let known = ["acl", "awsaccesskeyid", "bucket", "file", "key", "policy", "signature"];
        prop_assume!(!known.contains(&&*extra));
        let added = [vec![(extra.clone(), value)], sent()].concat();
        let condition = Cause::PolicyCondition { name: None };
        prop_assert_eq!(causes(added), [condition.clone(), Cause::FieldsAdded { names: vec![extra] }]);
        prop_assert_eq!(causes(sent()), [condition]);
    }

    #[test]
    fn no_response_to_a_form_causes_a_panic(
        code in prop_oneof![
            Just("AccessDenied".to_owned()),
            Just("InvalidArgument".to_owned()),
            Just("InvalidPolicyDocument".to_owned()),
            any::<String>(),
        ],
        start in prop_oneof![
            Just("Policy Condition failed: [\"eq\", \"$"),
            Just("Invalid according to Policy: Extra input fields: "),
            Just("Each form field must appear in the list of policy conditions. \""),
            Just("Bucket POST must contain a field named '"),
            Just(""),
        ],
        texts in proptest::array::uniform3(any::<String>()),
        fields in proptest::collection::vec((any::<String>(), any::<String>()), 0..4),
    ) {
        let message = format!("{start}{}", texts[0]);
        let elements = [("Code", &code), ("Message", &message), ("Details", &texts[1]), ("ProposedSize", &texts[2])];
        let response = ErrorResponse::from_elements(elements).with_form(fields);
        let shown = form().diagnose(&response).to_string();
        prop_assert!(shown.starts_with("error[") && shown.chars().all(|c| c == '\n' || !c.is_control()));
    }
}

/// A server may quote any field, and a page may send a secret as any field.
#[test]
fn no_report_contains_a_secret() {
    let customer_key = [7; 32];
    let s3 = s3();
    let request = s3.post("examplebucket", "duck.jpg").checksum(Checksum::Sha256([5; 32]));
    let form = request.sse_c(&customer_key, &[8; 16]).presign_at(date()).unwrap();
    let secrets: Vec<String> = form
        .fields()
        .filter(|(name, _)| {
            ["policy", "x-amz-signature", "x-amz-security-token"].contains(name)
                || name.ends_with("-customer-key")
        })
        .map(|(_, value)| value.to_owned())
        .collect();
    assert_eq!(secrets.len(), 4);
    let fields: Vec<(String, String)> =
        form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    for secret in &secrets {
        let quoted = format!(
            "Invalid according to Policy: Policy Condition failed: [\"eq\", \"${secret}\", \"{secret}\"]"
        );
        let extra = format!("Invalid according to Policy: Extra input fields: {secret}, {secret}a");
        let named = format!("Bucket POST must contain a field named '{secret}'.");
        for message in [&quoted, &extra, &named, secret] {
            for code in ["AccessDenied", "InvalidArgument", "SignatureDoesNotMatch", secret] {
                let elements = [
                    ("Code", code),
                    ("Message", message),
                    ("StringToSign", secret),
                    ("ArgumentName", secret),
                ];
                let response = ErrorResponse::from_elements(elements);
                // Each field has been replaced by the secret, and the secret by another.
                let replaced = fields.iter().map(|(name, _)| (name.clone(), secret.clone()));
                let other = fields.iter().map(|(name, value)| {
                    let value = if secrets.contains(value) { value.replace('A', "B") } else { value.clone() };
                    (name.clone(), value)
                });
                for response in [
                    response.clone(),
                    response.clone().with_form(replaced),
                    response.clone().with_form(other.clone()),
                ] {
                    let diagnosis = form.diagnose(&response);
                    let shown = format!("{diagnosis} {diagnosis:?} {form:?}");
                    let others = other.clone().map(|(_, value)| value).filter(|value| value.len() > 63);
                    for secret in secrets.iter().cloned().chain(others) {
                        assert!(!shown.contains(&secret), "{shown}");
                    }
                }
            }
        }
    }
}
