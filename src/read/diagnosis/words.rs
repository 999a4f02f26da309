use alloc::{
    format,
    string::{String, ToString},
};

use super::{Cause, Evidence, secrets::is_secret, times};
use crate::sigv4::{
    self, Headers, Parameters,
    names::{X_AMZ_CONTENT_SHA256, is_reserved},
};

/// The words that describe a cause.
pub(super) struct Words {
    pub(super) title: String,
    pub(super) cause: String,
    pub(super) help: String,
}

impl Cause {
    pub(super) fn words(&self, evidence: Option<&Evidence>) -> Words {
        let signed = evidence.and_then(|evidence| evidence.signed.as_deref()).unwrap_or_default();
        let words = |title: &str, cause: &str, help: &str| Words {
            title: title.into(),
            cause: cause.into(),
            help: help.into(),
        };
        match self {
            Self::Account => words(
                "account or bucket is suspended, unpaid or over its quota",
                "the signature is fine, but the vendor does not serve this account or bucket for now",
                "ask the owner of the account to look at the vendor's console",
            ),
            Self::AclNotSupported => words(
                "bucket takes no access control lists",
                "`x-amz-acl` was sent to a bucket whose owner owns all objects, which is the default for new buckets",
                "sign and send the request without `x-amz-acl`, and use a bucket policy",
            ),
            Self::Archived => words(
                "object is archived",
                "its storage class is Glacier or the like, which is read only after it was restored",
                "restore the object (RestoreObject), and use the URL when that is done",
            ),
            Self::AuthorizationSent => words(
                "`Authorization` header was sent beside the signature of the URL",
                "the client, an interceptor or a proxy adds the credentials of an API to all its requests, or keeps them when it \
                 follows a redirect; the URL is fine",
                "send the request with a client that adds no `Authorization`",
            ),
            Self::Body => words(
                "body does not match its hash or checksum",
                "another file was sent, or it was changed on the way, by a compressing proxy for instance",
                "send exactly the bytes that were hashed, or sign without a hash",
            ),
            Self::BucketName => words(
                "server does not accept the name of the bucket",
                "it reads another name than was meant, because the request arrived at another host, or because it looks for the \
                 bucket in the path where the URL has it in the host, or the other way round; or the name is against its rules",
                "send the request to the host of the URL, or sign with the addressing style of the server (`path_style`, \
                 `virtual_hosted_style`)",
            ),
            Self::ChecksumRequired => words(
                "server wants a checksum of the body",
                "an upload to a bucket with Object Lock needs one, and so do a few other operations",
                "sign and send a checksum (`checksum`) or an MD5 (`content_md5`)",
            ),
            Self::Clock { ahead } => clock(*ahead),
            Self::CloudFront => words(
                "host is a CloudFront distribution",
                "CloudFront takes signatures of its own in place of those of S3",
                "sign for the endpoint of the bucket (`Endpoint::aws`), or have the URL signed for CloudFront",
            ),
            Self::Condition => words(
                "condition of the request does not hold",
                "the object exists already (`if-none-match: *`), or has another ETag by now (`if-match`)",
                "this is what the condition is for: read the object again, or choose another key",
            ),
            Self::Cors => words(
                "CORS rules of the bucket do not allow the request",
                "the server checks them when a browser sends a request from another origin; the signature is not the reason",
                "allow the origin, the method and the signed headers in the CORS rules of the bucket",
            ),
            Self::Date => words(
                "date is not the one that was signed",
                "X-Amz-Date was changed, or an `x-amz-date` header was sent beside it",
                "use the URL as it was given, and send no date",
            ),
            Self::Denied { expires_at } => Words {
                title: "access is denied, and the server does not say why".into(),
                cause: "AWS says so if the URL has expired or its signature is wrong, so there it is a missing permission, a \
                        missing object without s3:ListBucket, or a query that was lost on the way; other servers, Ceph for one, \
                        answer like this in all of these cases"
                    .into(),
                help: format!(
                    "check, in this order: that the URL was used before {expires_at}; that it arrives whole, with its method and \
                     headers; secret and token; the permissions of the identity that signed. If a new URL works, the first one \
                     had expired; if the same credentials work in another client, the request was changed"
                ),
            },
            Self::Expired => expired(evidence),
            Self::ExpiredToken => words(
                "temporary credentials that signed the URL have expired",
                "a URL expires with its credentials, even if its own lifetime is longer",
                "sign with fresh credentials, and tell `Credentials::with_expiry` when they end",
            ),
            Self::ExplicitDeny => words(
                "policy denies the request explicitly",
                "a deny overrides every permission; it may be in a policy of the bucket, the identity, the organization or a VPC \
                 endpoint, and may depend on the network, on HTTPS, on the age of the signature or on a header",
                "read the server's message for the kind of policy, and meet its condition or change it",
            ),
            Self::HeaderChanged { name } => Words {
                title: format!("header `{name}` did not arrive with the value that was signed"),
                cause: reason_for_header(name).into(),
                help: match () {
                    () if !can_be_signed(name) => format!("sign without `{name}`"),
                    () if is_secret(name) => format!("send `{name}` with the key that was signed"),
                    () if signed.is_empty() => format!("send `{name}` as it was signed"),
                    () => format!("send `{}`, exactly so", signed.replacen(':', ": ", 1)),
                },
            },
            Self::HeaderMissing { name } => Words {
                title: format!("signed header `{name}` did not arrive"),
                cause: "the client did not send it, or a proxy took it out; a browser sends some headers only where CORS \
                        allows them"
                    .into(),
                help: match can_be_signed(name) {
                    true => format!("send `{name}` as `Presigned::headers` gives it, or sign without it"),
                    false => format!("sign without `{name}`"),
                },
            },
            Self::HeadersNotSigned { names } => headers_not_signed(names),
            Self::Host { signed, received } => Words {
                title: format!("request arrived at another host, {received}"),
                cause: "the URL was rewritten, or a proxy passes its own name on in place of the client's".into(),
                help: format!(
                    "sign for the name that clients use (`Presigner::with_endpoint`), or have the proxy pass `Host: {signed}` on"
                ),
            },
            Self::HostCase => words(
                "host arrived with upper-case letters",
                "the client did not convert the host to lower case, and neither did the server",
                "send the URL as it was given: its host is in lower case",
            ),
            Self::HostNotServed { host } => Words {
                title: format!("server does not serve the host {host}"),
                cause: "the URL was signed for another server, or a proxy passes its own name on in place of the client's".into(),
                help: "sign for a host of this server (`Endpoint::custom`), or tell the server the name that clients use".into(),
            },
            Self::InsecureConnection => words(
                "server takes this request over HTTPS only",
                "a customer's encryption key, or a policy, wants an encrypted connection",
                "sign for an endpoint with `https://` (`Endpoint::custom`)",
            ),
            Self::InvalidToken => words(
                "session token is not valid",
                "the token does not belong to this access key id, was cut off when it was copied, or is not valid in this region",
                "use an access key id, secret and token that were issued together; long-term credentials have no token",
            ),
            Self::InvalidValue { name } => Words {
                title: match name {
                    Some(name) => format!("value of `{name}` is not valid"),
                    None => "value of a header or a parameter is not valid".into(),
                },
                cause: "the server does not take the value, whatever the signature".into(),
                help: "sign a value that the server takes: its message says which".into(),
            },
            Self::KmsKey => words(
                "key for the encryption cannot be used",
                "the key is disabled, is being deleted, does not exist in this region, or is of another kind",
                "enable the key, or encrypt with another (`sse_kms`)",
            ),
            Self::KmsPermission => words(
                "credentials may not use the key for the encryption",
                "an encrypted object needs a permission for the key beside that for the object",
                "allow the identity that signed kms:GenerateDataKey for uploads and kms:Decrypt for downloads and parts, in its \
                 policy and in that of the key",
            ),
            Self::Locked => words(
                "object is locked against changes",
                "Object Lock or a legal hold protects this version",
                "write to another key, or wait until the retention ends",
            ),
            Self::Malformed => words(
                "server does not accept the signature parameters",
                "the URL was cut, edited or escaped on the way (as HTML, a `&` is `&amp;`), or the server's rules differ from S3's",
                "use the URL as it was given; the server's message names the parameter",
            ),
            Self::Method { signed, received } => Words {
                title: format!("method is {received}, and the URL is good for {signed}"),
                cause: "a URL is good for one method: pasted into a browser it becomes a GET, and some clients follow a \
                        redirect with GET"
                    .into(),
                help: format!("send {signed}, or sign for {received}"),
            },
            Self::MethodNotAllowed => words(
                "resource does not take this method",
                "the bucket or the object is of a kind for which the operation does not exist, or a parameter is missing",
                "check method, key and parameters against the operation in the API reference",
            ),
            Self::NoBody { status } => Words {
                title: format!("server answered {status} without saying why"),
                cause: "an answer to HEAD has no body: 403 may be an expired URL, a wrong signature or a missing permission, 400 \
                        a wrong region or an expired token; if the request was not HEAD, a proxy may have answered"
                    .into(),
                help: "send a GET with the same URL: its answer has a body. If that is SignatureDoesNotMatch, diagnose it, and \
                       ignore that the method differs"
                    .into(),
            },
            Self::NotAccelerated => words(
                "bucket has no Transfer Acceleration",
                "the URL was signed for the accelerated endpoint, which the bucket has to be set up for",
                "enable it for the bucket, or sign for the endpoint of the region (`Endpoint::aws`)",
            ),
            Self::NotFound => words(
                "bucket, key, version or upload does not exist",
                "the URL names something that does not exist on this server",
                "check the names: a key is plain text and must not be encoded before it is signed, and a bucket that the answer \
                 names but you do not know means that the addressing style is wrong",
            ),
            Self::NotImplemented => words(
                "server does not support the operation, a header or a parameter",
                "S3-compatible servers know less than AWS, checksums for instance; or the request arrived with another method",
                "send it with the method that was signed, and leave out what the server names",
            ),
            Self::ParameterAdded { name } => Words {
                title: format!("parameter `{name}` was added to the URL"),
                cause: "the client, an analytics script or a proxy put something into the query after it was signed".into(),
                help: match Parameters::default().insert(name.as_str(), "") {
                    Ok(()) => format!("use the URL as it was given, or add `{name}` with `query` before it is signed"),
                    Err(_) => "use the URL as it was given".into(),
                },
            },
            Self::ParameterChanged { name } => Words {
                title: format!("parameter `{name}` was changed"),
                cause: "the URL was edited, cut or unescaped: as HTML a `&` is `&amp;`, and some shells eat it".into(),
                help: "use the URL as it was given; sign again to change something".into(),
            },
            Self::ParameterEncoding { name } => Words {
                title: format!("parameter `{name}` was encoded differently"),
                cause: "a client or proxy decoded the URL and encoded it again by other rules".into(),
                help: "pass the URL on as text, unparsed".into(),
            },
            Self::ParameterMissing { name } => Words {
                title: format!("parameter `{name}` did not arrive"),
                cause: "the URL was cut at a `&`, or something strips the query".into(),
                help: "quote the URL in a shell, escape it in HTML, and pass it on whole".into(),
            },
            Self::ParameterRepeated { name } => Words {
                title: format!("parameter `{name}` arrived twice"),
                cause: "a client or proxy added it to the URL, which has it already".into(),
                help: "use the URL as it was given".into(),
            },
            Self::Path => words(
                "path is not the one that was signed",
                "a URL is good for one key of one bucket",
                "use the URL as it was given, or sign one for that object",
            ),
            Self::PathEncodedTwice => words(
                "path was encoded a second time",
                "the URL was given to a client that takes unencoded text, or the key was encoded before it was signed",
                "pass the URL on as it is, and give keys to the signer as plain text",
            ),
            Self::PathEncoding => words(
                "path was decoded or encoded differently",
                "a client or proxy decoded the path, and encoded it again by other rules or not at all, such as `(` for `%28`",
                "pass the URL on as text, unparsed; nginx keeps the path with `proxy_pass` without a URI part",
            ),
            Self::PathNormalized => words(
                "slashes or dots in the path were normalized",
                "a client or proxy resolves `..`, merges slashes (nginx: `merge_slashes`) or minds the last one, and S3 does \
                 not: each is another key",
                "switch that off, or name objects without `//`, `.` and `..` as segments",
            ),
            Self::PathPlus => words(
                "a plus in the path arrived as a space",
                "a client or proxy decoded `%2B` and sent `+`, or took it for a space",
                "pass the URL on as text: it has `%2B`",
            ),
            Self::PathPrefix => words(
                "start of the path was removed or extended",
                "a proxy adds or strips a prefix, or one side takes the bucket from the host and the other from the path",
                "sign for the URL that the server sees: base path (`Endpoint::custom`) and addressing style",
            ),
            Self::PathStyle => words(
                "server does not take the bucket in the path",
                "it wants the bucket in the host, like BUCKET.ENDPOINT",
                "sign with `virtual_hosted_style`, for the endpoint without the bucket",
            ),
            Self::PayloadHash => words(
                "hash of the body is not the one that was signed",
                "`x-amz-content-sha256` was sent for another body",
                "send the header as it was signed, with the body that it was made of",
            ),
            Self::PayloadHashIgnored => words(
                "server ignores the signed hash of the body",
                "`x-amz-content-sha256` arrived as it was signed, but the server computes with UNSIGNED-PAYLOAD, as S3 does not",
                "sign without `payload_sha256` for this server; a `checksum` binds the body too, if the server knows it",
            ),
            Self::PayloadHashMissing => words(
                "signed hash of the body did not arrive",
                "the client did not send `x-amz-content-sha256`",
                "send it as `Presigned::headers` gives it, or sign without `payload_sha256`",
            ),
            Self::PayloadHashSent => words(
                "hash of the body was sent but not signed",
                "the client adds `x-amz-content-sha256`, which replaces UNSIGNED-PAYLOAD",
                "leave the header out, or sign it with `payload_sha256`",
            ),
            Self::Permission => words(
                "credentials that signed do not have the permission",
                "the signature is fine, but no policy allows the identity this operation on this bucket or key",
                "allow it in the policy of the identity that signed: a presigned URL can do what it can, and no more",
            ),
            Self::PlusAsSpace { name } => Words {
                title: format!("a plus in parameter `{name}` arrived as a space"),
                cause: "a client or proxy decoded `%2B` and sent `+`, which is a space in a query".into(),
                help: "pass the URL on as text: it has `%2B`".into(),
            },
            Self::Port => words(
                "port of the host is not the one that was signed",
                "a proxy or port mapping dropped or changed it, or the client sends the default port",
                "sign for host and port as clients send them, and have proxies pass `Host` on unchanged",
            ),
            Self::PublicAccessBlocked => words(
                "public access is blocked",
                "the request would make the object public, by `x-amz-acl` for instance, and the bucket or the account does not \
                 allow that",
                "sign and send the request without `x-amz-acl`: a presigned URL works for a private object",
            ),
            Self::Range => words(
                "requested range or part does not exist",
                "the signature is fine: the object is shorter than the range starts, or has fewer parts",
                "ask for a range within the object; a HEAD tells its size",
            ),
            Self::Redirect { endpoint } => Words {
                title: "bucket is at another endpoint".into(),
                cause: "the endpoint does not serve the bucket; a redirected request has another host, which breaks the signature"
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
                cause: "the URL was signed for another region than the server's".into(),
                help: match expected {
                    Some(region) => format!("sign for the region `{region}`"),
                    None => "sign for the region that the server is set up with".into(),
                },
            },
            Self::RequestTooLarge => words(
                "url or headers are larger than the server reads",
                "S3 reads about 8 KB of headers; tokens, metadata and many parameters add up",
                "sign fewer or shorter headers and parameters",
            ),
            Self::Retry => words(
                "server is busy or has failed",
                "the signature is fine",
                "try again after a while, with the same URL while it lasts",
            ),
            Self::Scope => words(
                "credential scope is not the one that was signed",
                "X-Amz-Credential was changed, or the server is set up with another region or service",
                "use the URL as it was given, and sign for the server's region",
            ),
            Self::Secret => words(
                "every line agrees, but the signature differs",
                "the secret access key is not the one that the server has for this access key id",
                "check that the id and the secret belong together, and that neither has extra white space or missing characters",
            ),
            Self::SecretOrHeaders { names } => Words {
                title: "lines agree as far as they are known".into(),
                cause: format!(
                    "another secret access key, or another value of `{}`, whose signed value was not given",
                    names.join("`, `")
                ),
                help: "give the headers as they were signed; if they agree, check the secret".into(),
            },
            Self::Signature => words(
                "signature is not the one in the URL",
                "the URL was cut or edited at its end",
                "use the URL as it was given",
            ),
            Self::SignatureVersion => words(
                "server takes the request for another kind of signature",
                "`X-Amz-Algorithm` was lost or changed on the way, parameters of an old signature were added, or the server does \
                 not take Signature Version 4 here",
                "use the URL as it was given; if it arrives whole, sign for an endpoint that takes AWS4-HMAC-SHA256, which \
                 multi-Region access points do not",
            ),
            Self::Size => words(
                "body is too large or too small, or its length is unknown",
                "PutObject takes up to 5 GiB, parts are 5 MiB to 5 GiB but for the last, and chunked bodies are not taken",
                "send `content-length`; upload larger files in parts",
            ),
            Self::SpaceAsPlus { name } => Words {
                title: format!("a space in parameter `{name}` arrived as a plus"),
                cause: "a client encoded the query as a form, where a space is `+`, and this server reads `+` as a plus".into(),
                help: "pass the URL on as text: it has `%20`".into(),
            },
            Self::TextAltered => words(
                "text of the answer was altered, so that it cannot be compared",
                "its canonical request does not have the hash that the server computed: white space was changed, or a part was cut",
                "save the body of the answer as it is received, with `curl --output` for instance, and diagnose that",
            ),
            Self::Unauthorized => words(
                "server does not accept the credentials, or did not see them",
                "the access key is wrong, revoked or limited to another bucket, or the query with the signature was lost on the way",
                "check that the URL arrives whole, and that the key is valid for this bucket",
            ),
            Self::Undisclosed { signed_headers } => Words {
                title: "signature does not match, and the server does not tell what it received".into(),
                cause: match signed_headers.iter().any(|name| name == X_AMZ_CONTENT_SHA256) {
                    true => "request or secret are not those that were signed, or the server ignores the signed hash of the body",
                    false => "request or secret are not those that were signed",
                }
                .into(),
                help: format!(
                    "check, in this order: the method; that `{}` arrive as signed, the host with its port; that the URL is \
                     unchanged; region and secret",
                    signed_headers.join("`, `")
                ),
            },
            Self::Unknown => words(
                "server refused the request",
                "neither its code nor its message is known",
                "read its message",
            ),
            Self::UnknownAccessKeyId => words(
                "access key id is unknown to the server",
                "it was deleted or disabled, is of another account, partition or vendor, or is temporary and came without its token",
                "check which credentials sign, and at which endpoint they are good",
            ),
            Self::Unsigned => words(
                "request arrived without a signature",
                "the URL was cut at its `?` or its first `&`, or a redirect dropped the query",
                "quote the URL in a shell, escape it in HTML, and pass it on whole",
            ),
        }
    }
}

fn clock(ahead: Option<i64>) -> Words {
    let title = match ahead {
        Some(ahead) => format!("signer's clock is {} the server's", times::difference(ahead)),
        None => "clocks of the signer and the server differ by too much".into(),
    };
    let cause = match ahead {
        Some(ahead) if times::is_time_zone(ahead) => {
            "the difference is in whole hours: a local time was probably taken for UTC"
        }
        Some(ahead) if ahead > 0 => "the URL is not valid yet by the server's clock, or too far from it",
        _ => "one of them is wrong, or a local time was taken for UTC",
    };
    Words {
        title,
        cause: cause.into(),
        help: "set the clock of the signer (NTP), and sign in UTC; `back_date` covers a minute or two".into(),
    }
}

fn expired(evidence: Option<&Evidence>) -> Words {
    let age = evidence.and_then(|evidence| evidence.seconds);
    Words {
        title: "url has expired".into(),
        cause: match age {
            Some(age) if times::is_time_zone(age) => format!(
                "its lifetime is over; if it was just signed, the signer's clock is {} the server's, which looks like a time zone",
                times::difference(-age)
            ),
            Some(age) => format!("the server answered {} after it was signed, and its lifetime is over", times::span(age)),
            None => "its lifetime is over by the server's clock; a signer's clock that is behind, or credentials that were revoked, have \
                     the same effect".into(),
        },
        help: "sign a new one right before it is used, or choose a longer lifetime (`expires_in`) if that is not possible".into(),
    }
}

fn headers_not_signed(names: &[String]) -> Words {
    let list = match names {
        [] => "headers".to_string(),
        names => format!("`{}`", names.join("`, `")),
    };
    let all = |is_it: &dyn Fn(&str) -> bool| !names.is_empty() && names.iter().all(|name| is_it(name));
    Words {
        title: format!("{list} arrived without being signed"),
        cause: match all(&|name| name.eq_ignore_ascii_case("host")) {
            true => "X-Amz-SignedHeaders does not list it as it arrived, although the URL signs it",
            false => "a client, SDK or proxy added what starts with `x-amz-`, all of which S3 wants signed",
        }
        .into(),
        help: match () {
            () if all(&|name| name.eq_ignore_ascii_case("host")) => "use the URL as it was given".into(),
            () if all(&is_reserved) => format!("leave {list} out: the URL has what it says"),
            () if all(&|name| name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256)) => {
                format!("leave {list} out, or sign it with `payload_sha256`")
            }
            () if names.is_empty() || all(&can_be_added) => {
                format!("leave {list} out, or add it with `header` before the URL is signed")
            }
            () => format!("leave {list} out"),
        },
    }
}

/// Returns whether `Request::header` takes a name.
fn can_be_added(name: &str) -> bool {
    !name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) && Headers::default().insert(name, "").is_ok()
}

/// Returns whether the name is not of a header that clients and proxies rewrite.
fn can_be_signed(name: &str) -> bool {
    !matches!(Headers::default().insert(name, ""), Err(sigv4::Error::UnsignableHeader { .. }))
}

/// Returns why a client might send another value.
fn reason_for_header(name: &str) -> &'static str {
    match name {
        "content-type" => {
            "HTTP libraries and browsers send a content type of their own, or add a charset to it"
        }
        "content-length" => "the body has another size than was signed",
        "content-md5" => "the body is another, or the client computes the header by itself",
        "range" => "download managers and media players ask for ranges of their own",
        _ if !can_be_signed(name) => {
            "clients and proxies set this header as they like, so it should not be signed"
        }
        _ if name.starts_with("x-amz-checksum-") => {
            "the body is another, or the client computes the checksum by itself"
        }
        _ => {
            "the client or a proxy changed it; white space inside a value counts, save that runs of spaces are one"
        }
    }
}
