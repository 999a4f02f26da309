//! Requests that are altered after signing. Amazon S3 refuses each of them, and the diagnosis names the cause, or says that
//! the server's response is not enough to find it.

use std::time::Duration;

use presign::{AmzDate, Cause, Credentials, Endpoint, ErrorResponse, Method, Presigned, Presigner};

use super::{Finding, Survey};
use crate::{Result, client::Call};

/// The signed request, the sent one, and the expected first causes.
struct Alteration {
    name: &'static str,
    signed: Presigned,
    sent: Call,
    is_expected: fn(&Cause) -> bool,
}

/// Sends all altered requests. An error is a request that cannot be signed.
pub(super) fn check(survey: &Survey<'_>) -> Result<Vec<(&'static str, Finding)>> {
    for name in ["duck", "goose"] {
        survey.put(&survey.key(name), name.as_bytes())?;
    }
    let check = |alteration: Alteration| (alteration.name, alteration.check(survey));
    Ok(all(survey)?.into_iter().map(check).collect())
}

impl Alteration {
    fn check(&self, survey: &Survey<'_>) -> Finding {
        let response = survey.send_call(&self.sent, b"quack").map_err(|error| error.to_string())?;
        if response.status.is_success() {
            return Err(format!("accepted with {}", response.status.as_u16()));
        }
        let status = response.status.as_u16();
        let error =
            ErrorResponse::from_text(&response.text()).unwrap_or_else(|_| ErrorResponse::from_status(status));
        let error = error.with_status(status).with_date(response.date().unwrap_or_else(AmzDate::now));
        let diagnosis = self.signed.diagnose(&error).map_err(|error| error.to_string())?;
        let cause = diagnosis.cause();
        if (self.is_expected)(cause) || is_list(cause) {
            Ok(())
        } else {
            Err(format!("diagnosed as {cause:?} from {:?}", diagnosis.code()))
        }
    }
}

/// Returns whether the diagnosis is a list of what to check, because the server does not tell more.
fn is_list(cause: &Cause) -> bool {
    match cause {
        Cause::HeadersNotSigned { names } => names.is_empty(),
        _ => matches!(
            cause,
            Cause::Undisclosed { .. } | Cause::Denied { .. } | Cause::NoBody { .. } | Cause::SignatureVersion
        ),
    }
}

fn all(survey: &Survey<'_>) -> Result<Vec<Alteration>> {
    let Survey { s3, bucket, .. } = survey;
    let duck = survey.key("duck");
    let get = s3.get(*bucket, &*duck).response_cache_control("no-store").presign()?;
    let put = s3.put(*bucket, &*duck).content_type("text/plain").metadata("by", "me").presign()?;
    let part = s3.upload_part(*bucket, &*duck, "id", 1).presign()?;
    let as_signed = |signed: &Presigned| Call::from(signed);
    let with_url = |signed: &Presigned, from: &str, to: &str| Call {
        url: signed.url().replacen(from, to, 1),
        ..Call::from(signed)
    };
    let with_method = |signed: &Presigned, method| Call { method, ..Call::from(signed) };
    let with_header = |signed: &Presigned, name: &str, value: &str| {
        let mut call = Call::from(signed);
        call.headers.retain(|header| header.0 != name);
        call.headers.push((name.into(), value.into()));
        call
    };
    let without_header = |signed: &Presigned, name: &str| {
        let mut call = Call::from(signed);
        call.headers.retain(|header| header.0 != name);
        call
    };
    let signed_by = |credentials: Credentials, endpoint: Endpoint| {
        Presigner::new(credentials, endpoint).get(*bucket, &*duck).presign()
    };
    let id = s3.credentials().access_key_id();
    let other_secret = signed_by(Credentials::new(id, "another secret"), s3.endpoint().clone())?;
    let unknown_id = signed_by(Credentials::new("AKIAI44QH8DHBEXAMPLE", "another"), s3.endpoint().clone())?;
    let at = |seconds: i64, lifetime: u64| -> Result<Presigned> {
        let date = AmzDate::from_unix_seconds(AmzDate::now().unix_seconds() + seconds)?;
        Ok(s3.get(*bucket, &*duck).expires_in(Duration::from_secs(lifetime)).presign_at(date)?)
    };
    let (expired, long_expired, future) = (at(-3600, 900)?, at(-10 * 86_400, 604_800)?, at(86_400, 900)?);
    let expires = |seconds: &str| with_url(&get, "X-Amz-Expires=900", &format!("X-Amz-Expires={seconds}"));

    let alteration = |name, signed: &Presigned, sent, is_expected| Alteration {
        name,
        signed: signed.clone(),
        sent,
        is_expected,
    };
    Ok(vec![
        alteration("another key", &get, with_url(&get, "/duck?", "/goose?"), |cause| {
            matches!(cause, Cause::Path)
        }),
        alteration("another key of a PUT", &put, with_url(&put, "/duck?", "/goose?"), |cause| {
            matches!(cause, Cause::Path)
        }),
        alteration("a doubled slash", &get, with_url(&get, "/duck?", "//duck?"), |cause| {
            matches!(cause, Cause::Path | Cause::PathNormalized)
        }),
        alteration("GET as PUT", &get, with_method(&get, Method::Put), |cause| {
            matches!(cause, Cause::Method { .. })
        }),
        alteration("GET as DELETE", &get, with_method(&get, Method::Delete), |cause| {
            matches!(cause, Cause::Method { .. })
        }),
        alteration("PUT as GET", &put, with_method(&put, Method::Get), |cause| {
            matches!(cause, Cause::Method { .. })
        }),
        alteration("GET as HEAD", &get, with_method(&get, Method::Head), |cause| {
            matches!(cause, Cause::Method { .. })
        }),
        alteration(
            "a changed parameter",
            &get,
            with_url(&get, "no-store", "no-cache"),
            |cause| matches!(cause, Cause::ParameterChanged { name } if name == "response-cache-control"),
        ),
        alteration(
            "a missing parameter",
            &get,
            with_url(&get, "&response-cache-control=no-store", ""),
            |cause| matches!(cause, Cause::ParameterMissing { name } if name == "response-cache-control"),
        ),
        alteration(
            "an added parameter",
            &get,
            with_url(&get, "&X-Amz-Sig", "&versionId=a&X-Amz-Sig"),
            |cause| matches!(cause, Cause::ParameterAdded { name } if name == "versionId"),
        ),
        alteration(
            "another part",
            &part,
            with_url(&part, "partNumber=1", "partNumber=2"),
            |cause| matches!(cause, Cause::ParameterChanged { name } if name == "partNumber"),
        ),
        alteration(
            "another upload",
            &part,
            with_url(&part, "uploadId=id", "uploadId=di"),
            |cause| matches!(cause, Cause::ParameterChanged { name } if name == "uploadId"),
        ),
        alteration(
            "another content type",
            &put,
            with_header(&put, "content-type", "text/html"),
            |cause| matches!(cause, Cause::HeaderChanged { name } if name == "content-type"),
        ),
        alteration(
            "no content type",
            &put,
            without_header(&put, "content-type"),
            |cause| matches!(cause, Cause::HeaderMissing { name } | Cause::HeaderChanged { name } if name == "content-type"),
        ),
        alteration(
            "other metadata",
            &put,
            with_header(&put, "x-amz-meta-by", "you"),
            |cause| matches!(cause, Cause::HeaderChanged { name } if name == "x-amz-meta-by"),
        ),
        alteration(
            "no metadata",
            &put,
            without_header(&put, "x-amz-meta-by"),
            |cause| matches!(cause, Cause::HeaderMissing { name } | Cause::HeaderChanged { name } if name == "x-amz-meta-by"),
        ),
        alteration("an unsigned x-amz-acl", &put, with_header(&put, "x-amz-acl", "public-read"), |cause| {
            matches!(cause, Cause::HeadersNotSigned { .. })
        }),
        alteration(
            "an added Authorization header",
            &get,
            with_header(&get, "authorization", "Bearer abc"),
            |cause| matches!(cause, Cause::AuthorizationSent),
        ),
        alteration("another host", &get, with_header(&get, "host", "s3.example.com"), |cause| {
            matches!(cause, Cause::Host { .. } | Cause::HostNotServed { .. })
        }),
        alteration(
            "a longer lifetime",
            &get,
            expires("604800"),
            |cause| matches!(cause, Cause::ParameterChanged { name } if name == "X-Amz-Expires"),
        ),
        alteration("a lifetime over seven days", &get, expires("604801"), |cause| {
            matches!(cause, Cause::Malformed | Cause::ParameterChanged { .. })
        }),
        alteration("no lifetime", &get, with_url(&get, "&X-Amz-Expires=900", ""), |cause| {
            matches!(cause, Cause::Malformed | Cause::ParameterMissing { .. })
        }),
        alteration("another region", &get, with_url(&get, "%2Fs3%2F", "x%2Fs3%2F"), |cause| {
            matches!(cause, Cause::Region { .. } | Cause::Scope | Cause::ParameterChanged { .. })
        }),
        alteration("another service", &get, with_url(&get, "%2Fs3%2F", "%2Fsqs%2F"), |cause| {
            matches!(cause, Cause::Scope | Cause::ParameterChanged { .. })
        }),
        alteration("an altered signature", &get, with_url(&get, "Signature=", "Signature=0"), |cause| {
            matches!(cause, Cause::Signature | Cause::Malformed)
        }),
        alteration(
            "no signature",
            &get,
            Call { url: get.url().replace("X-Amz-", "X-"), ..as_signed(&get) },
            |cause| matches!(cause, Cause::Unsigned),
        ),
        alteration("another secret", &other_secret, as_signed(&other_secret), |cause| {
            matches!(cause, Cause::Secret | Cause::SecretOrHeaders { .. })
        }),
        alteration("an unknown access key", &unknown_id, as_signed(&unknown_id), |cause| {
            matches!(cause, Cause::UnknownAccessKeyId)
        }),
        alteration("expired", &expired, as_signed(&expired), |cause| matches!(cause, Cause::Expired)),
        alteration("expired for days", &long_expired, as_signed(&long_expired), |cause| {
            matches!(cause, Cause::Expired)
        }),
        alteration("dated tomorrow", &future, as_signed(&future), |cause| {
            matches!(cause, Cause::Clock { .. })
        }),
    ])
}
