//! The words for a URL.

use alloc::format;

use super::{Words, header};
use crate::{
    read::diagnosis::{Cause, Evidence, form},
    sigv4::{Parameters, names::X_AMZ_CONTENT_SHA256},
};

impl Cause {
    pub(in super::super) fn words(&self, evidence: Option<&Evidence>) -> Words {
        let signed = evidence.and_then(|evidence| evidence.signed.as_deref()).unwrap_or_default();
        let words = |title: &str, cause: &str, help: &str| Words {
            title: title.into(),
            cause: cause.into(),
            help: help.into(),
        };
        match self {
            Self::Account => words(
                "account or bucket is suspended, unpaid or over its quota",
                "the signature is fine, but the provider does not serve this account or bucket at the moment",
                "check the account in the provider's console",
            ),
            Self::AclNotSupported => words(
                "bucket does not accept access control lists",
                "`x-amz-acl` was sent, but access control lists are disabled, as they are by default for new buckets",
                "sign and send the request without `x-amz-acl`, and use a bucket policy instead",
            ),
            Self::Archived => words(
                "object is archived",
                "an object in a storage class such as Glacier must be restored before it can be read",
                "restore the object (RestoreObject) and wait until that is done",
            ),
            Self::AuthorizationSent => words(
                "`Authorization` header was sent together with a presigned URL",
                "the client, an interceptor or a proxy adds credentials to every request; the URL is fine",
                "send the request without `Authorization`",
            ),
            Self::Body => words(
                "body does not match its hash or checksum",
                "another file was sent, or the body was changed on the way, for example compressed",
                "send exactly the bytes that were hashed, or sign without a hash",
            ),
            Self::BucketName => words(
                "server does not accept the bucket name",
                "the name breaks the server's rules, or the server reads it from the wrong place: the host instead of the path, or \
                 the path instead of the host",
                "send the request to the host of the URL, or sign with the server's addressing style (`path_style`, \
                 `virtual_hosted_style`)",
            ),
            Self::ChecksumRequired => words(
                "server requires a checksum of the body",
                "uploads to a bucket with Object Lock need one, and so do a few other operations",
                "sign and send a checksum (`checksum`) or an MD5 (`content_md5`)",
            ),
            Self::Clock { ahead } => Words::clock(*ahead),
            Self::CloudFront => words(
                "host is a CloudFront distribution",
                "CloudFront has its own signatures and does not accept those of S3",
                "sign for the bucket's own endpoint (`Endpoint::aws`), or create a CloudFront signed URL (`cloudfront::Policy`)",
            ),
            Self::Condition => words(
                "condition of the request was not met",
                "the object exists already (`if-none-match: *`), or its ETag has changed (`if-match`)",
                "read the object again, or choose another key",
            ),
            Self::Cors => words(
                "CORS rules of the bucket do not allow the request",
                "a browser sent the request from another origin; the signature is not the problem",
                "allow the origin, the method and the signed headers in the CORS rules of the bucket",
            ),
            Self::Date => words(
                "date differs from the signed one",
                "X-Amz-Date was changed, or an `x-amz-date` header was sent as well",
                "use the URL unchanged, and send no date",
            ),
            Self::Denied { expires_at } => Words {
                title: "access is denied, and the server does not say why".into(),
                cause: "on AWS, a permission is missing, the query was lost on the way, or the object does not exist and \
                        s3:ListBucket is not allowed; other servers respond the same to an expired URL or a wrong signature"
                    .into(),
                help: format!(
                    "check that the URL was used before {expires_at} and arrived complete, then check the permissions of the \
                     identity that signed it"
                ),
            },
            Self::Expired => Words::expired("url", evidence),
            Self::ExpiredToken => words(
                "temporary credentials that signed the URL have expired",
                "a URL expires with its credentials, even if its own lifetime is longer",
                "sign with fresh credentials, and set when they expire (`Credentials::with_expiry`)",
            ),
            Self::ExplicitDeny => words(
                "policy denies the request explicitly",
                "a deny overrides every permission; it may be in a policy of the bucket, the identity, the organization or a VPC \
                 endpoint",
                "find the kind of policy in the server's message, then meet its condition or change it",
            ),
            Self::FieldChanged { .. }
            | Self::FieldMissing { .. }
            | Self::FieldPrefix { .. }
            | Self::FieldsAdded { .. }
            | Self::FileCount
            | Self::FileNotLast { .. }
            | Self::FileTooLarge { .. }
            | Self::FileTooSmall { .. }
            | Self::FormMalformed
            | Self::PolicyChanged
            | Self::PolicyCondition { .. }
            | Self::PolicyMalformed
            | Self::PostNotSupported => form::words(self, evidence),
            Self::HeaderChanged { name } => header::changed(name, signed),
            Self::HeaderMissing { name } => header::missing(name),
            Self::HeadersNotSigned { names } => header::not_signed(names),
            Self::Host { signed, received } => Words {
                title: format!("request arrived for another host, {received}"),
                cause: "the URL was rewritten, or a proxy replaced the client's `Host` header with its own".into(),
                help: format!(
                    "sign for the host that clients use (`Presigner::with_endpoint`), or have the proxy forward `Host: {signed}`"
                ),
            },
            Self::HostCase => words(
                "host arrived with upper-case letters",
                "neither the client nor the server converted the host to lower case",
                "use the URL unchanged: its host is in lower case",
            ),
            Self::HostNotServed { host } => Words {
                title: format!("server does not serve the host {host}"),
                cause: "the URL was signed for another server, or a proxy replaced the client's `Host` header with its own".into(),
                help: "sign for a host of this server (`Endpoint::custom`), or configure the host on the server".into(),
            },
            Self::InsecureConnection => words(
                "server accepts this request over HTTPS only",
                "a customer's encryption key was sent, or a policy requires an encrypted connection",
                "sign for an endpoint with `https://` (`Endpoint::custom`)",
            ),
            Self::InvalidToken => words(
                "session token is not valid",
                "the token belongs to another access key id, was cut off when it was copied, or is not valid in this region",
                "use an access key id, secret and token that were issued together; long-term credentials have no token",
            ),
            Self::InvalidValue { name } => Words {
                title: match name {
                    Some(name) => format!("value of `{name}` is not valid"),
                    None => "value of a header or parameter is not valid".into(),
                },
                cause: "the server does not accept the value; the signature is not the problem".into(),
                help: "sign a value that the server accepts: its message says more".into(),
            },
            Self::KmsKey => words(
                "encryption key cannot be used",
                "the KMS key is disabled, pending deletion, of an unsuitable kind, or not in this region",
                "enable the key, or encrypt with another one (`sse_kms`)",
            ),
            Self::KmsPermission => words(
                "credentials may not use the encryption key",
                "an encrypted object needs a permission for its KMS key as well as for the object",
                "give the identity that signed the URL kms:GenerateDataKey for uploads, and kms:Decrypt for downloads and parts",
            ),
            Self::Locked => words(
                "object is locked",
                "Object Lock or a legal hold protects this version",
                "write to another key, or wait until the retention ends",
            ),
            Self::Malformed => words(
                "server does not accept the signature parameters",
                "the URL was cut, edited or escaped on the way, or the server's rules differ from those of S3",
                "use the URL unchanged; the server's message names the parameter",
            ),
            Self::Method { signed, received } => Words {
                title: format!("method is {received}, but the URL is for {signed}"),
                cause: "a URL works with one method; a browser's address bar sends GET, and some clients follow redirects with GET"
                    .into(),
                help: format!("send {signed}, or sign for {received}"),
            },
            Self::MethodNotAllowed => words(
                "resource does not support this method",
                "this kind of bucket or object has no such operation, or a parameter is missing",
                "compare the method, key and parameters with the operation in the API reference",
            ),
            Self::NoBody { status: status @ 200..=299 } => Words::accepted(*status),
            Self::NoBody { status } => Words {
                title: format!("server returned {status} without saying why"),
                cause: "responses to HEAD have no body; if the request was not HEAD, a proxy may have responded".into(),
                help: "send a GET with the same URL to get a response with a body; if its code is SignatureDoesNotMatch, diagnose \
                       that response, and ignore that the method differs"
                    .into(),
            },
            Self::NotAccelerated => words(
                "bucket does not have Transfer Acceleration",
                "the URL was signed for the accelerated endpoint, which must be enabled for each bucket",
                "enable it for the bucket, or sign for the endpoint of the region (`Endpoint::aws`)",
            ),
            Self::NotFound => words(
                "bucket, key, version or upload does not exist",
                "the URL names something that does not exist on this server",
                "check the names, and sign a key as it is, not encoded and without a `/` in front; an unfamiliar bucket name in \
                 the response means that the addressing style is wrong",
            ),
            Self::NotImplemented => words(
                "server does not support the operation, a header or a parameter",
                "S3-compatible servers support less than AWS does, or the request arrived with another method",
                "send the signed method, and leave out what the server names",
            ),
            Self::ParameterAdded { name } => Words {
                title: format!("parameter `{name}` was added to the URL"),
                cause: "the client, an analytics script or a proxy added it after signing".into(),
                help: match Parameters::default().insert(name.as_str(), "") {
                    Ok(()) => format!("use the URL unchanged, or add `{name}` with `query` before signing"),
                    Err(_) => "use the URL unchanged".into(),
                },
            },
            Self::ParameterChanged { name } => Words {
                title: format!("parameter `{name}` was changed"),
                cause: "the URL was edited, cut or unescaped: HTML writes `&` as `&amp;`, and shells interpret it".into(),
                help: "use the URL unchanged, or sign a new one".into(),
            },
            Self::ParameterEncoding { name } => Words {
                title: format!("parameter `{name}` was encoded differently"),
                cause: "a client or proxy decoded the URL and encoded it again by other rules".into(),
                help: "pass the URL on as text, without parsing it".into(),
            },
            Self::ParameterMissing { name } => Words {
                title: format!("parameter `{name}` is missing"),
                cause: "the URL was cut at a `&`, or something removed it from the query".into(),
                help: "quote the URL in a shell, escape it in HTML, and pass all of it on".into(),
            },
            Self::ParameterRepeated { name } => Words {
                title: format!("parameter `{name}` arrived twice"),
                cause: "a client or proxy added it to the URL, which has it already".into(),
                help: "use the URL unchanged".into(),
            },
            Self::Path => words(
                "path differs from the signed one",
                "a URL works for one key of one bucket",
                "use the URL unchanged, or sign one for that object",
            ),
            Self::PathEncodedTwice => words(
                "path was encoded twice",
                "a client encoded the URL again, or the key was encoded before signing",
                "pass the URL on unchanged, and pass keys to the signer as plain text",
            ),
            Self::PathEncoding => words(
                "path was decoded or encoded differently",
                "a client or proxy decoded the path, and may have encoded it again by other rules, such as `(` for `%28`",
                "pass the URL on as text, without parsing it; nginx keeps the path if `proxy_pass` has no URI part",
            ),
            Self::PathNormalized => words(
                "slashes or dots in the path were normalized",
                "a client or proxy resolved `..`, merged slashes (nginx: `merge_slashes`), or added or removed the last one; the \
                 result is another key",
                "turn that off, or avoid `//`, `.` and `..` in keys",
            ),
            Self::PathPlus => words(
                "a plus in the path arrived as a space",
                "a client or proxy decoded `%2B` to `+` or read `+` as a space",
                "pass the URL on as text, with `%2B` in its path",
            ),
            Self::PathPrefix => words(
                "start of the path was removed or added",
                "a proxy adds or removes a prefix, or signer and server disagree on whether the bucket is in the path",
                "sign for the URL that the server sees: set the base path (`Endpoint::custom`) and the addressing style",
            ),
            Self::PathStyle => words(
                "server does not accept the bucket in the path",
                "it expects the bucket in the host, as in BUCKET.ENDPOINT",
                "sign with `virtual_hosted_style`, for the endpoint without the bucket",
            ),
            Self::PayloadHash => words(
                "hash of the body differs from the signed one",
                "`x-amz-content-sha256` was sent for another body",
                "send the signed header, with the body that was hashed",
            ),
            Self::PayloadHashIgnored => words(
                "server ignores the signed hash of the body",
                "`x-amz-content-sha256` arrived as signed, but unlike S3 the server uses UNSIGNED-PAYLOAD",
                "sign without `payload_sha256` for this server; `checksum` protects the body too, if the server supports it",
            ),
            Self::PayloadHashMissing => words(
                "signed hash of the body is missing",
                "the client did not send `x-amz-content-sha256`",
                "send it as `Presigned::headers` returns it, or sign without `payload_sha256`",
            ),
            Self::PayloadHashSent => words(
                "hash of the body was sent but not signed",
                "the client added `x-amz-content-sha256`, which replaces UNSIGNED-PAYLOAD",
                "leave the header out, or sign it with `payload_sha256`",
            ),
            Self::Permission => words(
                "credentials that signed the URL do not have the permission",
                "the signature is fine, but no policy allows this operation on this bucket or key",
                "allow it in the policy of the identity that signed: a URL has exactly its permissions",
            ),
            Self::PlusAsSpace { name } => Words {
                title: format!("a plus in parameter `{name}` arrived as a space"),
                cause: "a client or proxy decoded `%2B` to `+`, which means a space in a query".into(),
                help: "pass the URL on as text, with `%2B` in its query".into(),
            },
            Self::Port => words(
                "port differs from the signed one",
                "a proxy or a port mapping dropped or changed it, or the client sends the default port",
                "sign for the host and port that clients use, and have proxies forward `Host` unchanged",
            ),
            Self::PublicAccessBlocked => words(
                "public access is blocked",
                "the request would make the object public, for example by `x-amz-acl`, which the bucket or the account forbids",
                "sign and send the request without `x-amz-acl`: presigned URLs work for private objects",
            ),
            Self::Range => words(
                "requested range or part does not exist",
                "the object is smaller or has fewer parts; the signature is fine",
                "request a range within the object: HEAD returns its size",
            ),
            Self::Redirect { endpoint } => Words {
                title: "bucket is at another endpoint".into(),
                cause: "this endpoint does not serve the bucket, and following the redirect changes the host, which breaks the \
                        signature"
                    .into(),
                help: match endpoint {
                    Some(endpoint) => {
                        format!("sign for `{endpoint}` and its region (`Endpoint::aws` or `Endpoint::custom`)")
                    }
                    None => "sign for the endpoint of the bucket's region (`Endpoint::aws` or `Endpoint::custom`)".into(),
                },
            },
            Self::Region { expected } => Words {
                title: "region is wrong".into(),
                cause: "the URL was signed for a region other than the server's".into(),
                help: match expected {
                    Some(region) => format!("sign for the region `{region}`"),
                    None => "sign for the region that the server is configured with".into(),
                },
            },
            Self::RequestTooLarge => words(
                "url or headers are too large for the server",
                "S3 accepts about 8 KB of headers; session tokens, metadata and parameters add up",
                "sign fewer or shorter headers and parameters",
            ),
            Self::Retry => words(
                "server is busy or failed",
                "the signature is fine",
                "retry later: the same URL works until it expires",
            ),
            Self::Scope => words(
                "credential scope differs from the signed one",
                "X-Amz-Credential was changed, or the server is configured with another region or service",
                "use the URL unchanged, and sign for the server's region",
            ),
            Self::Secret => words(
                "every line matches, but the signature differs",
                "the secret access key is not the server's secret for this access key id",
                "check that the id and the secret belong together and were copied completely, without white space",
            ),
            Self::SecretOrHeaders { names } => Words {
                title: "every known line matches, but the signature differs".into(),
                cause: format!("the secret access key or a value of `{}` differs", names.join("`, `")),
                help: "pass the headers as they were signed to compare them too; if they match, check the secret".into(),
            },
            Self::Signature => words(
                "signature is not the one in the URL",
                "the URL was cut or edited at its end",
                "use the URL unchanged",
            ),
            Self::SignatureVersion => words(
                "server expects another kind of signature",
                "the query was lost or changed, an `Authorization` header was added, or the algorithm of the URL is not supported \
                 here",
                "use the URL unchanged, without an `Authorization` header; if it arrives complete, sign with SigV4A for a \
                 multi-Region access point, by its ARN, and with AWS4-HMAC-SHA256 for anything else",
            ),
            Self::Size => words(
                "body is too large or too small, or its length is unknown",
                "PutObject accepts up to 5 GiB, parts are 5 MiB to 5 GiB except for the last, and chunked bodies are rejected",
                "send `content-length`, and upload larger files in parts",
            ),
            Self::SpaceAsPlus { name } => Words {
                title: format!("a space in parameter `{name}` arrived as a plus"),
                cause: "a client encoded the query like a form, but this server does not read `+` as a space".into(),
                help: "pass the URL on as text, with `%20` in its query".into(),
            },
            Self::TextAltered => words(
                "response was altered and cannot be compared",
                "its canonical request is not as the server computed it: white space was changed, or a part was cut or replaced",
                "save the body as received, for example with `curl --output`, and diagnose that",
            ),
            Self::Unauthorized => words(
                "server does not accept the credentials, or did not see them",
                "the access key is wrong, revoked or limited to another bucket, or the query was lost on the way",
                "check that the URL arrives complete, and that the key is valid for this bucket",
            ),
            Self::Undisclosed { signed_headers } => Words {
                title: "signature does not match, and the server does not say what it received".into(),
                cause: match signed_headers.iter().any(|name| name == X_AMZ_CONTENT_SHA256) {
                    true => "the request was changed, the secret is wrong, or the server ignores the signed hash of the body",
                    false => "the request was changed, or the secret is wrong",
                }
                .into(),
                help: format!(
                    "check the method, then that `{}` and the URL arrive unchanged, then the region and the secret",
                    signed_headers.join("`, `")
                ),
            },
            Self::Unknown => words(
                "server refused the request",
                "its code and message are unknown to this version of the crate",
                "read the server's message",
            ),
            Self::UnknownAccessKeyId => words(
                "access key id is unknown to the server",
                "it was deleted or disabled, belongs to another account or provider, or is temporary and was sent without its token",
                "check which credentials sign, and which endpoint they are for",
            ),
            Self::Unsigned => words(
                "request arrived without a signature",
                "the URL was cut at its `?` or first `&`, or a redirect dropped the query",
                "quote the URL in a shell, escape it in HTML, and pass all of it on",
            ),
        }
    }
}
