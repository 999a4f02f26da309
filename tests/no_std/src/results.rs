//! A sample of everything that the crate computes, as text. It must not depend on features or the target.

use alloc::{string::String, vec::Vec};
use core::{fmt::Write, time::Duration};
use presign::{
    AmzDate, Checksum, CopySource, Credentials, Endpoint, Error, ErrorResponse, Method, Presigned,
    PresignedUrl, Presigner, Request, Scheme,
    cloudfront::{self, Policy, Signature, SignedUrl},
    multipart::CompletedParts,
    services::ServicePresigner,
};

/// Returns the results, with one or more lines each.
pub fn results() -> String {
    let mut text = String::new();
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let temporary = temporary(&credentials);
    for credentials in [&credentials, &temporary] {
        for endpoint in endpoints() {
            let endpoint = match endpoint {
                Ok(endpoint) => endpoint,
                Err(error) => {
                    put(&mut text, error);
                    continue;
                }
            };
            let s3 = Presigner::new(credentials.clone(), endpoint);
            put(&mut text, s3.endpoint());
            // Signs on another day and on the first one again, since a cached key is valid only for its day.
            for date in ["20130524T000000Z", "20240229T235959Z", "20130524T235959Z"] {
                for request in requests(&s3) {
                    put_request(&mut text, request, date, credentials);
                }
                put_bulk(&mut text, &s3, date);
                put_forms(&mut text, &s3, date);
            }
        }
    }
    for region in ["us-east-1", "cn-north-1", "auto"] {
        put_tokens(&mut text, &ServicePresigner::new(temporary.clone(), region));
    }
    for date in
        ["19700101T000000Z", "00010101T000000Z", "99991231T235959Z", "20230229T000000Z", "2013-05-24", ""]
    {
        match date.parse::<AmzDate>() {
            Ok(date) => put(&mut text, format_args!("{date} {}", date.unix_seconds())),
            Err(error) => put(&mut text, error),
        }
    }
    for date in ["Wed, 21 Oct 2015 07:28:00 GMT", "Tue, 21 Oct 2015 07:28:00 GMT"] {
        match AmzDate::from_http_date(date) {
            Ok(date) => put(&mut text, date),
            Err(error) => put(&mut text, error),
        }
    }
    let mut parts = CompletedParts::new();
    for (number, e_tag) in [(2, "\"b&<>\""), (1, "a"), (1, "b"), (0, "a"), (3, "")] {
        let pushed = parts.push_with_checksum(number, e_tag, Checksum::Crc32(number));
        match pushed.and_then(|()| parts.to_xml()) {
            Ok(xml) => put(&mut text, xml),
            Err(error) => put(&mut text, error),
        }
    }
    for (resource, range) in [("https://example.com/a*", "192.0.2.0/24"), ("*", "192.0.2.1/24"), ("a", "")] {
        match cloudfront_url(resource, range) {
            Ok(url) => put(&mut text, url.url()),
            Err(error) => put(&mut text, error),
        }
    }
    let lacking = Credentials::new("ASIAIOSFODNN7EXAMPLE", "secret");
    let encoded = lacking.clone().with_session_token("a%2Fb");
    for credentials in [lacking, encoded] {
        let s3 = Endpoint::aws("us-east-1").map(|endpoint| Presigner::new(credentials, endpoint));
        let date = "20130524T000000Z".parse::<AmzDate>().map_err(Error::from);
        let url = s3.and_then(|s3| s3.get("examplebucket", "duck.jpg").presign_at(date?));
        match url {
            Ok(url) => put(&mut text, url.url()),
            Err(error) => put(&mut text, error),
        }
    }
    #[cfg(feature = "sigv4a")]
    assert!(is_signed_with_sigv4a(&credentials), "the signature of SigV4A differs");
    text
}

/// Signs for a multi-Region access point, where the feature `sigv4a` is. `tests/sdk` compares such URLs with the SDK's.
#[cfg(feature = "sigv4a")]
fn is_signed_with_sigv4a(credentials: &Credentials) -> bool {
    let signature = "&X-Amz-Signature=30460221009ee871ea2fc25fb6a87377d5c164ce223f74c1ac8fffcf108e9848419702e2b6022100\
                     e5e584f6a12714803ced8e543e92f6d4a380ea5f19ddef82d8813195991e25e4";
    let sign = || {
        let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1")?);
        let arn = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
        s3.get(arn, "test.txt").presign_at("20130524T000000Z".parse()?)
    };
    sign().is_ok_and(|presigned| presigned.url().ends_with(signature))
}

/// With a session token: from JSON where the feature `json` is, which reads it; by hand otherwise.
fn temporary(credentials: &Credentials) -> Credentials {
    let temporary = credentials.clone().with_session_token("FwoGZXIvYXdzE/+=");
    #[cfg(feature = "json")]
    let temporary = {
        let document = r#"{"Version":1,"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":
            "wJalrXUtnFEMI\/K7MDENG/bPxRfiCYEXAMPLEKEY","SessionToken":"FwoGZXIvYXdzE/+=","Expiration":null}"#;
        let read = Credentials::from_json(document);
        assert!(read.is_ok());
        read.unwrap_or(temporary)
    };
    temporary
}

fn put(text: &mut String, line: impl core::fmt::Display) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "{line}");
}

fn endpoints() -> [Result<Endpoint, Error>; 6] {
    [
        // The endpoint of AWS's documented example.
        custom(Scheme::Https, "s3.amazonaws.com", None, "", "us-east-1"),
        custom(Scheme::Http, "localhost", Some(9000), "/storage", "us-east-1"),
        custom(Scheme::Http, "[::1]", Some(80), "", "auto").map(Endpoint::path_style),
        custom(Scheme::Https, "exa mple.com", None, "", "auto"),
        Endpoint::aws("eu-west-1").and_then(Endpoint::dual_stack),
        Endpoint::aws("cn-north-1").map(Endpoint::use_arn_region),
    ]
}

/// Creates the endpoint from a URL if the feature `url` is enabled, and from its parts otherwise.
fn custom(
    scheme: Scheme,
    host: &str,
    port: Option<u16>,
    path: &str,
    region: &str,
) -> Result<Endpoint, Error> {
    let parts = Endpoint::from_parts(scheme, host, port, path, region);
    #[cfg(feature = "url")]
    let parts = {
        let port = port.map(|port| alloc::format!(":{port}")).unwrap_or_default();
        let scheme = if scheme == Scheme::Http { "http" } else { "https" };
        let read = Endpoint::custom(&alloc::format!("{scheme}://{host}{port}{path}"), region);
        assert_eq!(read, parts);
        read
    };
    parts
}

fn requests<'a>(s3: &'a Presigner) -> [Request<'a>; 10] {
    let bucket = "examplebucket";
    [
        s3.get(bucket, "test.txt").expires_in(Duration::from_secs(86_400)),
        s3.get(bucket, "фото/2026/утка 🦆 (1)+%.jpg").attachment("Rechnung für \"Zoë\".pdf"),
        s3.get("arn:aws-cn:s3:cn-northwest-1:123456789012:accesspoint/logs", "duck.jpg"),
        s3.get(bucket, "a/../b"),
        s3.get(bucket, "duck.jpg").expires_in(Duration::from_secs(604_801)),
        s3.put(bucket, "duck.jpg")
            .content_type("image/jpeg")
            .metadata("photographer", "Zoe")
            .payload_sha256([0x5c; 32]),
        s3.put(bucket, "duck.jpg").checksum(Checksum::Sha256([0x5c; 32])).tagging([("team", "birds/ducks")]),
        s3.upload_part(bucket, "big.iso", "VXBsb2FkSWQ", 7),
        s3.copy(CopySource::new(bucket, "duck 1.jpg"), "archive", "duck.jpg"),
        s3.list_objects(bucket).query("prefix", "photos/").stable_for(Duration::from_secs(3600)),
    ]
}

fn put_request(text: &mut String, request: Request<'_>, date: &str, credentials: &Credentials) {
    let date = match date.parse::<AmzDate>() {
        Ok(date) => date,
        Err(error) => return put(text, error),
    };
    let presigned = match request.clone().presign_at(date) {
        Ok(presigned) => presigned,
        Err(error) => return put(text, format_args!("{error:?}: {error}")),
    };
    put(text, presigned.to_curl());
    put(text, presigned.expires_at());
    match request.explain_at(date) {
        Ok(explanation) => {
            put(text, explanation.string_to_sign());
            put_verdicts(text, &presigned, credentials, date, explanation.canonical_request());
        }
        Err(error) => put(text, error),
    }
}

/// Verifies the request as it was signed, with another method and too late, and diagnoses a mismatch.
fn put_verdicts(
    text: &mut String,
    presigned: &Presigned,
    credentials: &Credentials,
    date: AmzDate,
    canonical_request: &str,
) {
    let url: PresignedUrl = match presigned.url().parse() {
        Ok(url) => url,
        Err(error) => return put(text, error),
    };
    let headers: Vec<_> = presigned.headers().collect();
    let late = date.checked_add(Duration::from_secs(700_000)).unwrap_or(date);
    for (method, now) in [(presigned.method(), date), (Method::Delete, date), (presigned.method(), late)] {
        match url.verify(method, &headers, now, credentials) {
            Ok(verified) => put(text, format_args!("{:?}", verified.url().object())),
            Err(refusal) => put(text, refusal.to_xml("/examplebucket", "4442587FB7D0A2F9")),
        }
    }
    let theirs = canonical_request.replace("duck", "swan");
    put(text, url.diagnose(presigned.method(), &headers, &response("SignatureDoesNotMatch", &theirs)));
}

/// Creates the response from XML if the feature `xml` is enabled, and from its elements otherwise.
fn response(code: &str, canonical_request: &str) -> ErrorResponse {
    let elements = [("Code", code), ("CanonicalRequest", canonical_request)];
    #[cfg(feature = "xml")]
    {
        let body: String = elements
            .iter()
            .map(|(name, text)| {
                alloc::format!("<{name}>{}</{name}>", text.replace('&', "&amp;").replace('<', "&lt;"))
            })
            .collect();
        if let Ok(response) = ErrorResponse::from_xml(&alloc::format!("<Error>{body}</Error>")) {
            return response;
        }
    }
    ErrorResponse::from_elements(elements)
}

fn cloudfront_url(resource: &str, range: &str) -> Result<SignedUrl, cloudfront::Error> {
    let expires_at = AmzDate::from_unix_seconds(1_767_290_400).map_err(|_| cloudfront::Error::DateRange)?;
    let policy = Policy::custom(resource, expires_at)?.source_ip(range)?;
    policy
        .signed_url_for("https://example.com/a/b?c", "K2JCJMDEHXQW5F", Signature::sha256(&[0xfb; 256]))?
        .url()
        .parse()
}

fn put_forms(text: &mut String, s3: &Presigner, date: &str) {
    let image = || {
        s3.post_under("examplebucket", "été/\"a\"/").content_length(1..=10).content_type_starts_with("image/")
    };
    let mistaken = || s3.post("examplebucket", "duck.jpg").field("policy", "");
    for request in [image(), image().tagging([("team", "birds")]), mistaken()] {
        match date.parse().map_err(Error::from).and_then(|date| request.presign_at(date)) {
            Ok(form) => {
                put(text, form.to_html());
                put(text, form.to_curl());
            }
            Err(error) => put(text, error),
        }
    }
}

fn put_tokens(text: &mut String, aws: &ServicePresigner) {
    let date = match "20260101T000000Z".parse() {
        Ok(date) => date,
        Err(error) => return put(text, error),
    };
    let host = "db.123456789012.us-east-1.rds.amazonaws.com";
    for request in [
        aws.rds_token(host, 5432, "Zoë +%"),
        aws.dsql_admin_token("a.example.com"),
        aws.elasticache_serverless_token("sessions", "jane"),
        aws.memorydb_token("Sessions", "jane"),
        aws.msk_token(),
        aws.eks_token("production"),
    ] {
        match request.presign_at(date) {
            Ok(token) => put(text, format_args!("{} {}", token.as_str(), token.expires_at())),
            Err(error) => put(text, error),
        }
    }
    let search = || aws.request("es", "example.com").path("/logs 2026//é/_search");
    for request in [search(), search().path(".."), aws.iot_mqtt("example.com"), aws.caller_identity()] {
        match request.presign_at(date) {
            Ok(presigned) => put(text, presigned.to_curl()),
            Err(error) => put(text, error),
        }
    }
}

fn put_bulk(text: &mut String, s3: &Presigner, date: &str) {
    let urls = || -> Result<Vec<String>, Error> {
        let date = date.parse()?;
        let parts = s3.upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").prepare_at(date)?;
        let objects = s3.objects(Method::Get, "examplebucket").prepare_at(date)?;
        let (mut part, mut object) = (String::new(), String::new());
        parts.write_url(10_000, &mut part)?;
        objects.write_url("утка 🦆.jpg", &mut object)?;
        Ok([part, object].to_vec())
    };
    match urls() {
        Ok(urls) => urls.iter().for_each(|url| put(text, url)),
        Err(error) => put(text, error),
    }
}
