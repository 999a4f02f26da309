//! Checks of uploads by a form: what Amazon S3 stores, and what it refuses, with the diagnosis.

use std::time::Duration;

use presign::{AmzDate, Cause, Credentials, ErrorResponse, PostForm, PostRequest, Presigner};

use super::{Finding, Survey, outcome, same};
use crate::{
    Result,
    client::{FILE_NAME, Response, Upload},
};

/// Returns only the first finding if the server does not support uploads by POST.
pub(super) fn check(survey: &Survey<'_>) -> Result<Vec<(&'static str, Finding)>> {
    let accepted = || ACCEPTED.iter().map(|(name, check)| (*name, check(survey)));
    if has_none(survey)? {
        return Ok(accepted().take(1).collect());
    }
    let refused = refused(survey)?;
    Ok(accepted().chain(refused.iter().map(|form| (form.name, form.check(survey)))).collect())
}

fn has_none(survey: &Survey<'_>) -> Result<bool> {
    let key = survey.key("form/first");
    let form = survey.s3.post(survey.bucket, &key).presign()?;
    let response = survey.post(&key, &(&form).into(), b"quack")?;
    let cause = form.diagnose(&error(&response)).cause().clone();
    let has_none = matches!(
        cause,
        Cause::PostNotSupported | Cause::NotImplemented | Cause::MethodNotAllowed | Cause::SignatureVersion
    );
    Ok(!response.status.is_success() && has_none)
}

fn error(response: &Response) -> ErrorResponse {
    let status = response.status.as_u16();
    let error =
        ErrorResponse::from_text(&response.text()).unwrap_or_else(|_| ErrorResponse::from_status(status));
    error.with_status(status)
}

type Check = fn(&Survey<'_>) -> Finding;

const ACCEPTED: &[(&str, Check)] = &[
    ("a form stores the file", plain),
    ("a form stores the fields", fields),
    ("${filename} is the name of the file", file_name),
    ("a form is accepted with 201", created),
    ("a form is accepted with a redirect", redirect),
    ("a size at each end of the range", sizes),
];

/// Sends a form, and expects a response with this status.
fn expect(survey: &Survey<'_>, key: &str, post: PostRequest<'_>, file: &[u8], status: u16) -> Finding {
    let form = post.presign().map_err(|error| error.to_string())?;
    let response = survey.post(key, &(&form).into(), file).map_err(|error| error.to_string())?;
    if response.status == status {
        return Ok(());
    }
    Err(format!("returns {} instead of {status}", outcome(&response)))
}

fn plain(survey: &Survey<'_>) -> Finding {
    let key = survey.key("form/plain");
    expect(survey, &key, survey.s3.post(survey.bucket, &key), b"quack", 204)?;
    survey.expect_object(&key, b"quack")
}

fn fields(survey: &Survey<'_>) -> Finding {
    let key = survey.key("form/fields");
    let post = survey.s3.post(survey.bucket, &key).content_type("image/x-duck").metadata("taken-by", "Zoe");
    expect(survey, &key, post, b"quack", 204)?;
    let response = survey.expect(survey.s3.head(survey.bucket, &key), b"", 200)?;
    let header = |name| response.header(name).unwrap_or("missing");
    same("content-type", header("content-type"), "image/x-duck")?;
    same("x-amz-meta-taken-by", header("x-amz-meta-taken-by"), "Zoe")
}

fn file_name(survey: &Survey<'_>) -> Finding {
    let (prefix, key) = (survey.key("form/named/"), survey.key(&format!("form/named/{FILE_NAME}")));
    // Where the variable is not replaced, this is the key.
    survey.written.borrow_mut().insert(format!("{prefix}${{filename}}"));
    expect(survey, &key, survey.s3.post_under(survey.bucket, &prefix), b"quack", 204)?;
    survey.expect_object(&key, b"quack")
}

fn created(survey: &Survey<'_>) -> Finding {
    let key = survey.key("form/created");
    expect(survey, &key, survey.s3.post(survey.bucket, &key).success_action_status(201), b"quack", 201)
}

fn redirect(survey: &Survey<'_>) -> Finding {
    let key = survey.key("form/redirect");
    let post = survey.s3.post(survey.bucket, &key).success_action_redirect("https://example.com/done");
    expect(survey, &key, post, b"quack", 303)
}

fn sizes(survey: &Survey<'_>) -> Finding {
    let key = survey.key("form/sizes");
    let post = || survey.s3.post(survey.bucket, &key).content_length(2..=5);
    expect(survey, &key, post(), b"qu", 204)?;
    expect(survey, &key, post(), b"quack", 204)
}

/// A form that must be refused, and the expected first causes.
struct Refused {
    name: &'static str,
    form: PostForm,
    sent: Upload,
    file: &'static [u8],
    is_expected: fn(&Cause) -> bool,
}

impl Refused {
    fn check(&self, survey: &Survey<'_>) -> Finding {
        let key = self.sent.fields.iter().find(|field| field.0 == "key").map_or("", |field| &*field.1);
        let response = survey.post(key, &self.sent, self.file).map_err(|error| error.to_string())?;
        let status = response.status.as_u16();
        if !response.status.is_client_error() {
            let what = if response.status.is_server_error() { "returns" } else { "accepted with" };
            return Err(format!("{what} {status}"));
        }
        let diagnosis = self.form.diagnose(&error(&response));
        let cause = diagnosis.cause();
        match cause {
            // The server does not tell more.
            Cause::Undisclosed { .. } | Cause::Denied { .. } | Cause::NoBody { .. } => Ok(()),
            Cause::PolicyCondition { name: None } => Ok(()),
            _ if (self.is_expected)(cause) => Ok(()),
            _ => Err(format!("diagnosed as {cause:?} from {:?}", diagnosis.code())),
        }
    }
}

fn refused(survey: &Survey<'_>) -> Result<Vec<Refused>> {
    let key = survey.key("form/refused");
    let post = |s3: &Presigner| {
        let post = s3.post_under(survey.bucket, &key).content_length(2..=5);
        post.acl("private").content_type_starts_with("image/").presign()
    };
    let form = post(&survey.s3)?;
    let upload = || Upload::from(&form).with("key", &format!("{key}.jpg")).with("Content-Type", "image/jpeg");
    let of = |name, sent, file, is_expected| Refused { name, form: form.clone(), sent, file, is_expected };

    let credentials = survey.s3.credentials();
    let wrong = Credentials::new(credentials.access_key_id(), "another secret");
    let wrong = post(&survey.s3.with_credentials(wrong))?;
    let yesterday = AmzDate::now().checked_sub(Duration::from_secs(86_400))?;
    let expired = survey.s3.post(survey.bucket, &key).presign_at(yesterday)?;
    let policy = expired.fields().find(|(name, _)| *name == "policy").map_or("", |(_, policy)| policy);

    Ok(vec![
        of("a file that is too large", upload(), b"quacks", |cause| {
            matches!(cause, Cause::FileTooLarge { .. })
        }),
        of("a file that is too small", upload(), b"q", |cause| matches!(cause, Cause::FileTooSmall { .. })),
        of(
            "a key outside the prefix",
            upload().with("key", &survey.key("form/other")),
            b"quack",
            |cause| matches!(cause, Cause::PolicyCondition { name: Some(name) } if name == "key"),
        ),
        of(
            "another content type",
            upload().with("Content-Type", "text/html"),
            b"quack",
            |cause| matches!(cause, Cause::PolicyCondition { name: Some(name) } if name.eq_ignore_ascii_case("content-type")),
        ),
        of(
            "another ACL",
            upload().with("acl", "public-read"),
            b"quack",
            |cause| matches!(cause, Cause::PolicyCondition { name: Some(name) } if name == "acl"),
        ),
        of("a field without a condition", upload().with("x-amz-meta-a", "b"), b"quack", |cause| {
            matches!(cause, Cause::FieldsAdded { .. })
        }),
        of("the policy of another form", upload().with("policy", policy), b"quack", |cause| {
            matches!(cause, Cause::PolicyChanged)
        }),
        Refused {
            sent: Upload::from(&wrong).with("key", &format!("{key}.jpg")),
            form: wrong,
            ..of("a form with another secret", upload(), b"quack", |cause| *cause == Cause::Secret)
        },
        Refused {
            sent: (&expired).into(),
            form: expired,
            ..of("a form that has expired", upload(), b"quack", |cause| *cause == Cause::Expired)
        },
    ])
}
