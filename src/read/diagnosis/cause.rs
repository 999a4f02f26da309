use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{Evidence, secrets::is_secret};

/// Why a server refused a request with a presigned URL.
///
/// ```
/// use presign::Cause;
///
/// fn must_sign_again(cause: &Cause) -> bool {
///     matches!(cause, Cause::Expired | Cause::ExpiredToken | Cause::Region { .. })
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The server expected another signature algorithm.
    Algorithm,
    /// The request had an `Authorization` header as well as a signature in the URL.
    AuthorizationSent,
    /// The body does not match its hash or checksum.
    Body,
    /// The clocks of the signer and the server differ too much.
    Clock,
    /// A condition such as `if-none-match` was not met.
    Condition,
    /// The date of the signature differs.
    Date,
    /// The URL has expired.
    Expired,
    /// The temporary credentials expired before the URL.
    ExpiredToken,
    /// A signed header was changed.
    HeaderChanged {
        /// The name of the header.
        name: String,
    },
    /// A signed header is missing.
    HeaderMissing {
        /// The name of the header.
        name: String,
    },
    /// The request had headers that must be signed but were not.
    HeadersNotSigned {
        /// The names of the headers.
        names: Vec<String>,
    },
    /// The request was sent to another host.
    Host {
        /// The signed host.
        signed: String,
        /// The host that the server saw.
        received: String,
    },
    /// The host was sent in another case.
    HostCase,
    /// The server does not serve the host of the URL.
    HostNotServed {
        /// The host of the URL.
        host: String,
    },
    /// The session token does not belong to the access key id.
    InvalidToken,
    /// The server rejects the parameters of the signature.
    Malformed,
    /// The request was sent with another method.
    Method {
        /// The signed method.
        signed: String,
        /// The method that was sent.
        received: String,
    },
    /// The resource does not support the method.
    MethodNotAllowed,
    /// The bucket, the object or whatever else was requested does not exist.
    NotFound,
    /// The server does not implement a header or a parameter.
    NotImplemented,
    /// The date of the URL is ahead of the server's clock.
    NotYetValid,
    /// A parameter was added to the URL.
    ParameterAdded {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter of the URL was changed.
    ParameterChanged {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter of the URL was encoded differently.
    ParameterEncoding {
        /// The name of the parameter.
        name: String,
    },
    /// A parameter of the URL was removed.
    ParameterMissing {
        /// The name of the parameter.
        name: String,
    },
    /// The request was sent for another path.
    Path,
    /// The path was decoded before it was sent.
    PathDecoded,
    /// The path was encoded differently.
    PathEncoding,
    /// The path was encoded twice.
    PathEncodedTwice,
    /// The path was normalized: its slashes or dots changed.
    PathNormalized,
    /// A plus in the path became a space.
    PathPlus,
    /// A prefix of the path was removed or added.
    PathPrefix,
    /// The hash of the body is not the signed one.
    PayloadHash,
    /// The signed hash of the body is missing.
    PayloadHashMissing,
    /// The request had a hash of the body that is not signed.
    PayloadHashSent,
    /// The credentials do not have the permission.
    Permission,
    /// A plus in a parameter became a space.
    PlusAsSpace {
        /// The name of the parameter.
        name: String,
    },
    /// The port was removed or added.
    Port,
    /// The bucket is at another endpoint.
    Redirect,
    /// The server expects another region.
    Region {
        /// The region that the server names.
        expected: Option<String>,
    },
    /// The URL or the headers are larger than the server accepts.
    RequestTooLarge,
    /// The server is busy or failed.
    Retry,
    /// The day, the region or the service of the signature differs.
    Scope,
    /// All lines match, so the secret access key is wrong.
    Secret,
    /// All known lines match, so the secret access key or an unknown header is wrong.
    SecretOrHeaders {
        /// The signed headers whose values are unknown.
        names: Vec<String>,
    },
    /// The server received another signature than the one in the URL.
    Signature,
    /// The server does not accept this version of signatures.
    SignatureVersion,
    /// The body is too large or too small, or its length is unknown.
    Size,
    /// A space in a parameter became a plus.
    SpaceAsPlus {
        /// The name of the parameter.
        name: String,
    },
    /// The signature does not match, and the server does not say what it computed.
    Undisclosed {
        /// The names of the signed headers.
        signed_headers: Vec<String>,
    },
    /// The cause is unknown.
    Unknown,
    /// The access key id is unknown.
    UnknownAccessKeyId,
    /// The request had no signature.
    Unsigned,
}

impl Cause {
    /// Returns the texts that come from the request and the answer.
    pub(super) fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::HeaderChanged { name }
            | Self::HeaderMissing { name }
            | Self::ParameterAdded { name }
            | Self::ParameterChanged { name }
            | Self::ParameterEncoding { name }
            | Self::ParameterMissing { name }
            | Self::PlusAsSpace { name }
            | Self::SpaceAsPlus { name } => [name].into(),
            Self::HeadersNotSigned { names }
            | Self::SecretOrHeaders { names }
            | Self::Undisclosed { signed_headers: names } => names.iter_mut().collect(),
            Self::HostNotServed { host } => [host].into(),
            Self::Host { signed, received } | Self::Method { signed, received } => [signed, received].into(),
            Self::Region { expected } => expected.iter_mut().collect(),
            _ => Vec::new(),
        }
    }
}

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
            Self::Algorithm => words(
                "string to sign names another algorithm",
                "the server takes it for another kind of signature",
                "use an endpoint that takes AWS4-HMAC-SHA256; multi-Region access points take SigV4A only",
            ),
            Self::AuthorizationSent => words(
                "`Authorization` header was sent beside the signature of the URL",
                "the client adds the credentials of an API or of the host before a redirect to all its requests",
                "send the request with a client that adds no `Authorization`",
            ),
            Self::Body => words(
                "body does not match its hash or checksum",
                "another file was sent, or it was changed on the way, by a compressing proxy for instance",
                "send exactly the bytes that were hashed, or sign without a hash",
            ),
            Self::Clock => words(
                "clocks of the signer and the server differ by too much",
                "one of them is wrong, or a local time was taken for UTC",
                "set the clock of the signer (NTP); compare X-Amz-Date with the server's time in its answer",
            ),
            Self::Condition => words(
                "condition of the request does not hold",
                "the object exists already (`if-none-match: *`), or has another ETag by now (`if-match`)",
                "this is what the condition is for: read the object again, or choose another key",
            ),
            Self::Date => words(
                "date is not the one that was signed",
                "X-Amz-Date was changed, or an `x-amz-date` header was sent beside it",
                "use the URL as it was given, and send no date",
            ),
            Self::Expired => words(
                "url has expired",
                "its lifetime is over, or the credentials that signed it were revoked",
                "sign a new one right before it is used, or choose a longer lifetime if that is not possible",
            ),
            Self::ExpiredToken => words(
                "temporary credentials that signed the URL have expired",
                "a URL expires with its credentials, even if its own lifetime is longer",
                "sign with fresh credentials, and tell `Credentials::with_expiry` when they end",
            ),
            Self::HeaderChanged { name } => Words {
                title: format!("header `{name}` did not arrive with the value that was signed"),
                cause: reason_for_header(name).into(),
                help: match is_secret(name) {
                    true => format!("send `{name}` with the key that was signed"),
                    false => format!("send `{}`, exactly so", signed.replacen(':', ": ", 1)),
                },
            },
            Self::HeaderMissing { name } => Words {
                title: format!("signed header `{name}` did not arrive"),
                cause: "the client did not send it, or a proxy took it out; a browser sends some headers only where CORS \
                        allows them"
                    .into(),
                help: format!("send `{name}` as `Presigned::headers` gives it, or sign without it"),
            },
            Self::HeadersNotSigned { names } => {
                let names = match names.as_slice() {
                    [] => "headers".to_string(),
                    names => format!("`{}`", names.join("`, `")),
                };
                Words {
                    title: format!("{names} arrived without being signed"),
                    cause: "a client, SDK or proxy added what starts with `x-amz-`, all of which S3 wants signed".into(),
                    help: format!("leave {names} out, or add it with `header` before the URL is signed"),
                }
            }
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
            Self::InvalidToken => words(
                "session token is not valid",
                "the token does not belong to this access key id, or was cut off when it was copied",
                "use an access key id, secret and token that were issued together; long-term credentials have no token",
            ),
            Self::Malformed => words(
                "server does not accept the signature parameters",
                "the URL was cut or edited, or the server's rules differ from S3's",
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
            Self::NotFound => words(
                "bucket, key, version or upload does not exist",
                "the signature is fine, but the URL names something that does not exist",
                "check the names; a key is plain text and must not be encoded before it is signed",
            ),
            Self::NotImplemented => words(
                "server does not support a header or parameter",
                "the signature is fine: S3-compatible servers know fewer headers than AWS, checksums for instance",
                "leave out what the server names",
            ),
            Self::NotYetValid => words(
                "url is not valid yet",
                "the clock of the signer is ahead of the server's by more than is allowed",
                "set the clock of the signer (NTP); `back_date` covers a minute or two",
            ),
            Self::ParameterAdded { name } => Words {
                title: format!("parameter `{name}` was added to the URL"),
                cause: "the client, an analytics script or a proxy put something into the query after it was signed".into(),
                help: format!("use the URL as it was given, or add `{name}` with `query` before it is signed"),
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
            Self::Path => words(
                "path is not the one that was signed",
                "a URL is good for one key of one bucket",
                "use the URL as it was given, or sign one for that object",
            ),
            Self::PathDecoded => words(
                "path was decoded before it was sent",
                "a client or proxy decoded the path once more than it encoded it",
                "pass the URL on as text, unparsed",
            ),
            Self::PathEncoding => words(
                "path was encoded differently",
                "a client or proxy decoded the path and encoded it again by other rules, such as `(` for `%28`",
                "pass the URL on as text; nginx keeps the path with `proxy_pass` without a URI part",
            ),
            Self::PathEncodedTwice => words(
                "path was encoded a second time",
                "the URL was given to a client that takes unencoded text, or the key was encoded before it was signed",
                "pass the URL on as it is, and give keys to the signer as plain text",
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
            Self::PayloadHash => words(
                "hash of the body is not the one that was signed",
                "`x-amz-content-sha256` was sent for another body",
                "send the header as it was signed, with the body that it was made of",
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
                "access is denied, but the signature is not the reason",
                "the credentials that signed may not do this, or a policy of bucket, key or network forbids it; without \
                 s3:ListBucket a missing object is answered so too, and so is a request whose query was lost on the way",
                "check the policies of the identity that signed; a presigned URL can do what it can, and no more",
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
            Self::Redirect => words(
                "bucket is in another region",
                "the endpoint does not serve it; a redirected request has another host, which breaks the signature",
                "sign for the endpoint and the region that the answer names (`Endpoint::aws`)",
            ),
            Self::Region { expected } => Words {
                title: "region is wrong".into(),
                cause: "the URL was signed for another region than the server's".into(),
                help: match expected {
                    Some(region) => format!("sign for `{region}`"),
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
                "server does not take this signature",
                "it wants another version of signature, or encryption with KMS wants this one over https",
                "use the service's endpoint for Signature Version 4",
            ),
            Self::Size => words(
                "body is too large or too small, or its length is unknown",
                "PutObject takes up to 5 GiB, parts are 5 MiB to 5 GiB but for the last, and chunked bodies are not taken",
                "send `content-length`; upload larger files in parts",
            ),
            Self::SpaceAsPlus { name } => Words {
                title: format!("a space in parameter `{name}` arrived as a plus"),
                cause: "a client encoded the query as a form, where a space is `+`; S3 means a plus by it".into(),
                help: "pass the URL on as text: it has `%20`".into(),
            },
            Self::Undisclosed { signed_headers } => Words {
                title: "signature does not match, and the server does not tell what it received".into(),
                cause: "request or secret are not those that were signed".into(),
                help: format!(
                    "check, in this order: the method; that `{}` arrive as signed, the host with its port; that the URL is \
                     unchanged; region and secret",
                    signed_headers.join("`, `")
                ),
            },
            Self::Unknown => words(
                "server refused the request",
                "its code is not one of those that have to do with presigned URLs",
                "read its message",
            ),
            Self::UnknownAccessKeyId => words(
                "access key id is unknown to the server",
                "it was deleted, is of another account, partition or server, or is temporary and came without its token",
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

/// Returns why a client might send another value.
fn reason_for_header(name: &str) -> &'static str {
    match name {
        "content-type" => {
            "HTTP libraries and browsers send a content type of their own, or add a charset to it"
        }
        "content-length" => "the body has another size than was signed",
        "content-md5" => "the body is another, or the client computes the header by itself",
        "range" => "download managers and media players ask for ranges of their own",
        _ if name.starts_with("x-amz-checksum-") => {
            "the body is another, or the client computes the checksum by itself"
        }
        _ => {
            "the client or a proxy changed it; white space inside a value counts, save that runs of spaces are one"
        }
    }
}
