//! The words for headers that were changed, removed or added.

use alloc::{format, string::String};

use super::Words;
use crate::{
    read::diagnosis::secrets::is_secret,
    sigv4::{
        self, Headers,
        names::{CONTENT_LENGTH, X_AMZ_CONTENT_SHA256, is_reserved},
    },
};

/// Describes a header that arrived with another value. `signed` is its line, if that is known.
pub(super) fn changed(name: &str, signed: &str) -> Words {
    Words {
        title: format!("header `{name}` does not have the signed value"),
        cause: reason_for_change(name).into(),
        help: match () {
            () if !can_be_signed(name) => format!("sign without `{name}`"),
            () if is_secret(name) => format!("send `{name}` with the key that was signed"),
            () if name == CONTENT_LENGTH => match signed.split_once(':') {
                Some((_, bytes)) => format!("send a body of {bytes} bytes, or sign for another size"),
                None => "send a body of the size that was signed".into(),
            },
            () if signed.is_empty() => format!("send `{name}` as it was signed"),
            () => format!("send exactly `{}`", signed.replacen(':', ": ", 1)),
        },
    }
}

pub(super) fn missing(name: &str) -> Words {
    Words {
        title: format!("signed header `{name}` is missing"),
        cause: "the client did not send it, or a proxy removed it; browsers send some headers only if CORS allows it".into(),
        help: match can_be_signed(name) {
            true if name == CONTENT_LENGTH => "send a body of known size, not a chunked one".into(),
            true => format!("send `{name}` as `Presigned::headers` returns it, or sign without it"),
            false => format!("sign without `{name}`"),
        },
    }
}

pub(super) fn not_signed(names: &[String]) -> Words {
    if names.is_empty() {
        return Words {
            title: "signed headers are missing, or unsigned headers were sent".into(),
            cause: "the server does not say which: MinIO and servers with its code mean a signed header that did not arrive, \
                    others mean a header that starts with `x-amz-` and is not signed"
                .into(),
            help: "send the headers of `Presigned::headers` unchanged, and no other header that starts with `x-amz-`".into(),
        };
    }
    let list = format!("`{}`", names.join("`, `"));
    let all = |is_it: &dyn Fn(&str) -> bool| names.iter().all(|name| is_it(name));
    Words {
        title: format!("{list} arrived without being signed"),
        cause: match all(&|name| name.eq_ignore_ascii_case("host")) {
            true => "X-Amz-SignedHeaders arrived without it, although every URL signs it",
            false => "a client, SDK or proxy added it, and S3 requires every `x-amz-` header to be signed",
        }
        .into(),
        help: match () {
            () if all(&|name| name.eq_ignore_ascii_case("host")) => "use the URL unchanged".into(),
            () if all(&is_reserved) => format!("leave {list} out: the URL already says it"),
            () if all(&|name| name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256)) => {
                format!("leave {list} out, or sign it with `payload_sha256`")
            }
            () if all(&can_be_added) => {
                format!("leave {list} out, or add it with `header` before signing")
            }
            () => format!("leave {list} out"),
        },
    }
}

/// Returns whether `Request::header` accepts a name.
fn can_be_added(name: &str) -> bool {
    !name.eq_ignore_ascii_case(X_AMZ_CONTENT_SHA256) && Headers::default().insert(name, "").is_ok()
}

/// Returns whether a header can be signed, because clients and proxies do not rewrite it.
fn can_be_signed(name: &str) -> bool {
    !matches!(Headers::default().insert(name, ""), Err(sigv4::Error::UnsignableHeader { .. }))
}

/// Returns why a header might arrive with another value.
fn reason_for_change(name: &str) -> &'static str {
    match name {
        "content-type" => "HTTP libraries and browsers set their own content type, or add a charset to it",
        CONTENT_LENGTH => "the size of the body differs from the signed one",
        "content-md5" => "the body differs, or the client computes the header itself",
        "range" => "download managers and media players request their own ranges",
        _ if !can_be_signed(name) => "clients and proxies change this header, so it should not be signed",
        _ if name.starts_with("x-amz-checksum-") => {
            "the body differs, or the client computes the checksum itself"
        }
        _ => "the client or a proxy changed it",
    }
}
