//! The words for a form: of the causes that only forms have, and of those whose words for URLs do not fit.

use alloc::{format, string::String};

use super::super::{Cause, Evidence, secrets::is_secret, words::Words};

/// Returns the words that describe a cause of a refused form.
pub(in super::super) fn words(cause: &Cause, evidence: Option<&Evidence>) -> Words {
    let words = |title: &str, cause: &str, help: &str| Words {
        title: title.into(),
        cause: cause.into(),
        help: help.into(),
    };
    match cause {
        Cause::AuthorizationSent => words(
            "`Authorization` header was sent together with a signed form",
            "the client, an interceptor or a proxy adds credentials to every request; the form is fine",
            "send the form without `Authorization`",
        ),
        Cause::BucketName => words(
            "server does not accept the bucket name",
            "the name breaks the server's rules, or the server reads it from the wrong place: the host instead of the path, or the \
             path instead of the host",
            "send the form to `PostForm::url`, or sign with the server's addressing style (`path_style`, `virtual_hosted_style`)",
        ),
        Cause::Denied { expires_at } => Words {
            title: "access is denied, and the server does not say why".into(),
            cause: "on AWS, a permission is missing, or the fields of the signature did not arrive; other servers respond the same to \
                    an expired form or a condition that is not met"
                .into(),
            help: format!(
                "check that the form was sent before {expires_at} with all of `PostForm::fields`, then check the permissions of the \
                 identity that signed it"
            ),
        },
        Cause::Expired => Words::expired("form", evidence),
        Cause::ExpiredToken => words(
            "temporary credentials that signed the form have expired",
            "a form expires with its credentials, even if its own lifetime is longer",
            "sign with fresh credentials, and set when they expire (`Credentials::with_expiry`)",
        ),
        Cause::FieldChanged { name } => changed(name, evidence),
        Cause::FieldMissing { name } => Words {
            title: format!("field `{name}` of the form is missing"),
            cause: "the client did not send it, sent it after the file, or sent it without its name".into(),
            help: format!("send `{name}` as `PostForm::fields` returns it, before the file"),
        },
        Cause::FieldPrefix { name } => prefix(name, evidence),
        Cause::FieldsAdded { names } => added(names),
        Cause::FileCount => words(
            "form does not have exactly one file",
            "an upload has one file, in a field with the name `file`",
            "send one form for each file, and name the field `file`",
        ),
        Cause::FileNotLast { names } => Words {
            title: format!("`{}` came after the file", names.join("`, `")),
            cause: "servers ignore the fields after the file, as if they were missing".into(),
            help: "send the file last".into(),
        },
        Cause::FileTooLarge { size, limit } => Words {
            title: "file is larger than allowed".into(),
            cause: match (limit, size.filter(|_| evidence.is_none())) {
                (Some(limit), Some(size)) => {
                    format!("at most {limit} bytes are allowed, and the server had read {size} when it refused the file")
                }
                (Some(limit), None) => format!("at most {limit} bytes are allowed"),
                (None, _) => "the form or the server limits the size, and the server does not say what the limit is".into(),
            },
            help: "send a smaller file, or sign a form for a larger one (`content_length`)".into(),
        },
        Cause::FileTooSmall { limit, .. } => Words {
            title: "file is smaller than allowed".into(),
            cause: match limit {
                Some(limit) => format!("at least {limit} bytes are required; an empty file often means that none was chosen"),
                None => "the form has a minimum size; an empty file often means that none was chosen".into(),
            },
            help: "send a larger file, or sign a form for a smaller one (`content_length`)".into(),
        },
        Cause::FormMalformed => words(
            "body is not a well-formed form",
            "its type is not `multipart/form-data`, the type lacks the boundary, or the body ended early",
            "send it as `multipart/form-data`, and let the client set `content-type`, which has the boundary",
        ),
        Cause::HostNotServed { host } => Words {
            title: format!("server does not serve the host {host}"),
            cause: "the form was signed for another server, or a proxy replaced the client's `Host` header with its own".into(),
            help: "sign for a host of this server (`Endpoint::custom`), or configure the host on the server".into(),
        },
        Cause::Malformed => words(
            "server does not accept the fields of the signature",
            "some are missing or were changed, or the server's rules differ from those of S3",
            "send `PostForm::fields` unchanged; the server's message names the field",
        ),
        Cause::Method { received, .. } => Words {
            title: format!("method is {received}, but a form is sent with POST"),
            cause: "the page or the client does not send it as a form, or followed a redirect with another method".into(),
            help: "send POST".into(),
        },
        Cause::MethodNotAllowed => words(
            "server does not allow POST here",
            "it does not support uploads by POST, or the form was sent to the URL of an object instead of the bucket",
            "send the form to `PostForm::url`; if it was, sign a PUT with `content_length` instead",
        ),
        Cause::NoBody { status: status @ 200..=299 } => Words::accepted(*status),
        Cause::NoBody { status } => Words {
            title: format!("server returned {status} without saying why"),
            cause: "a proxy may have responded, or the client did not keep the body".into(),
            help: "send the form with `PostForm::to_curl` to get a response with a body".into(),
        },
        Cause::NotFound => words(
            "bucket does not exist",
            "the URL names a bucket that does not exist on this server",
            "check the name of the bucket; an unfamiliar name in the response means that the addressing style is wrong",
        ),
        Cause::NotImplemented => words(
            "server does not support the upload or one of its fields",
            "S3-compatible servers support less than AWS does, and some do not support uploads by POST",
            "leave out what the server names; if it names nothing, sign a PUT with `content_length` instead",
        ),
        Cause::PathStyle => words(
            "server does not accept the bucket in the path",
            "it expects the bucket in the host, as in BUCKET.ENDPOINT",
            "sign the form with `virtual_hosted_style`, for the endpoint without the bucket",
        ),
        Cause::Permission => words(
            "credentials that signed the form do not have the permission",
            "the signature is fine, but no policy of the identity or the bucket allows the upload",
            "allow it in the policy of the identity that signed: a form has exactly its permissions",
        ),
        Cause::PolicyChanged => words(
            "policy is not the one that was signed",
            "the server received another text: the page mixes two forms, or the policy was decoded, cut or wrapped",
            "send `policy` exactly as `PostForm::fields` returns it",
        ),
        Cause::PolicyCondition { name } => condition(name.as_deref()),
        Cause::PolicyMalformed => words(
            "server cannot read the policy",
            "the policy was changed, or the server does not know one of its conditions",
            "send `policy` exactly as `PostForm::fields` returns it; if it was, leave out the field that the server names",
        ),
        Cause::PostNotSupported => words(
            "server does not support uploads by POST",
            "Cloudflare R2, Backblaze B2 and some others do not have this operation",
            "ask the client for the size of the file, and sign a PUT with `content_length`",
        ),
        Cause::Region { expected } => Words {
            title: "region is wrong".into(),
            cause: "the form was signed for a region other than the server's".into(),
            help: match expected {
                Some(region) => format!("sign for the region `{region}`"),
                None => "sign for the region that the server is configured with".into(),
            },
        },
        Cause::RequestTooLarge => words(
            "fields before the file are too large",
            "S3 accepts 20,480 bytes of them; a file in a field that is not named `file` counts too, and so does a second file",
            "send one file, in the field `file`, and sign fewer or shorter fields",
        ),
        Cause::Retry => words(
            "server is busy or failed",
            "the form is fine",
            "retry later: the same form works until it expires",
        ),
        Cause::Scope => words(
            "credential scope differs from the signed one",
            "`x-amz-credential` was changed, or the server is configured with another region or service",
            "send the fields unchanged, and sign for the server's region",
        ),
        Cause::Secret => words(
            "policy is the signed one, but its signature differs",
            "the secret access key is not the server's secret for this access key id, or `x-amz-credential` was changed",
            "send `x-amz-credential` unchanged, and check that the id and the secret belong together and were copied completely",
        ),
        Cause::Signature => words(
            "signature is not that of the form",
            "`x-amz-signature` was cut, edited or taken from another form",
            "send all of `PostForm::fields` unchanged",
        ),
        Cause::SignatureVersion => words(
            "server expects another kind of signature",
            "fields of the signature are missing, an `Authorization` header was added, or Signature Version 4 is not supported here",
            "send all of `PostForm::fields`, without an `Authorization` header",
        ),
        Cause::Size => words(
            "body is too large, or its length is unknown",
            "the server or a proxy before it limits the size of a request, or rejects chunked bodies",
            "send `content-length`, and raise the limit of the proxy, or upload in parts",
        ),
        Cause::Unauthorized => words(
            "server does not accept the credentials, or did not see them",
            "the access key is wrong, revoked or limited to another bucket, or fields are missing",
            "check that all of `PostForm::fields` arrive, and that the key is valid for this bucket",
        ),
        Cause::Undisclosed { .. } => words(
            "signature does not match, and the server does not say what it received",
            "`policy`, `x-amz-credential` or `x-amz-signature` was changed, or the secret is wrong",
            "check that these arrive as `PostForm::fields` returns them, then the region and the secret",
        ),
        Cause::Unsigned => words(
            "form arrived without a signature",
            "fields of the signature were not sent, or came after the file",
            "send all of `PostForm::fields` before the file",
        ),
        other => other.words(evidence),
    }
}

fn changed(name: &str, evidence: Option<&Evidence>) -> Words {
    let signed = evidence.and_then(|evidence| evidence.signed.as_deref()).unwrap_or_default();
    Words {
        title: format!("field `{name}` was not sent with the signed value"),
        cause: "the page or the client changed it, or fields of two forms were mixed".into(),
        help: match signed.is_empty() || is_secret(name) {
            true => format!("send `{name}` as `PostForm::fields` returns it"),
            false => format!("send exactly `{signed}`"),
        },
    }
}

fn prefix(name: &str, evidence: Option<&Evidence>) -> Words {
    let signed = evidence.and_then(|evidence| evidence.signed.as_deref()).unwrap_or_default();
    let prefix = signed.split_once(": ").map_or("", |(_, prefix)| prefix);
    Words {
        title: format!("field `{name}` does not start with the signed prefix"),
        cause: "the client may choose the rest of the value, but not its start".into(),
        help: match prefix {
            "" => format!("send a value for `{name}` that starts with its prefix in `PostForm::open_fields`"),
            prefix => format!("send a value for `{name}` that starts with `{prefix}`"),
        },
    }
}

fn added(names: &[String]) -> Words {
    let list = format!("`{}`", names.join("`, `"));
    Words {
        title: match names {
            [] => "form has fields that the policy has no condition for".into(),
            [_] => format!("{list} is not in the policy"),
            _ => format!("{list} are not in the policy"),
        },
        cause: "the page, a library or a button with a name added a field after signing, and the policy must have a condition for \
                each"
            .into(),
        help: match names {
            [] => "send only `PostForm::fields` and the file, or add the field with `field` before signing".into(),
            _ => format!("leave {list} out, or add it with `field` before signing"),
        },
    }
}

fn condition(name: Option<&str>) -> Words {
    match name {
        Some("bucket") => Words {
            title: "form was sent to another bucket".into(),
            cause: "the policy is for one bucket".into(),
            help: "send the form to `PostForm::url`".into(),
        },
        Some(name) => Words {
            title: format!("field `{name}` does not meet its condition"),
            cause: "it is missing, came after the file, or does not have the signed value".into(),
            help: format!(
                "send `{name}` before the file, as `PostForm::fields` returns it, or with the prefix of `PostForm::open_fields`"
            ),
        },
        None => Words {
            title: "a field does not meet its condition, and the server does not say which".into(),
            cause: "it is missing, came after the file, or does not have the signed value".into(),
            help: "compare the fields that were sent with `PostForm::fields`, or pass them to `ErrorResponse::with_form`".into(),
        },
    }
}
