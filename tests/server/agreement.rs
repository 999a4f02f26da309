//! Sends the same requests to the server and to the verifier. Where the results differ, the verifier does what
//! AWS documents.

use super::*;
use hmac::{Hmac, KeyInit, Mac};
use presign::{AmzDate, Method, PresignedUrl, Verifier};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// The request is accepted.
const OK: &str = "OK";
const MISMATCH: &str = "SignatureDoesNotMatch";
const PARAMETERS: &str = "AuthorizationQueryParametersError";

#[test]
fn the_server_and_the_verifier_agree_except_as_listed() {
    let (server, s3) = start();
    for key in ["duck", "a b/ü~(1)", "a//b/"] {
        send(s3.put(BUCKET, key), b"quack").expect(200);
    }
    let get = || Call::new(s3.get(BUCKET, "duck").query("response-cache-control", "a b"), b"");
    let odd = || Call::new(s3.get(BUCKET, "a b/ü~(1)"), b"");
    let put = || Call::new(s3.put(BUCKET, "new").content_type("text/plain").metadata("by", "Zoe"), b"quack");
    let aged = |seconds: i64, lifetime| {
        let date = AmzDate::from_unix_seconds(AmzDate::now().unix_seconds() - seconds).unwrap();
        let get = s3.get(BUCKET, "duck").expires_in(Duration::from_secs(lifetime));
        Call::from(get.presign_at(date).unwrap())
    };
    let by =
        |id, secret| Call::new(presigner(&server, Credentials::new(id, secret)).get(BUCKET, "duck"), b"");
    let signed = || Signed { url: server.url(), ..Signed::default() };
    let hash = hex::encode(Sha256::digest(b"quack"));
    let hash_header = [("x-amz-content-sha256", &*hash)];
    let with_hash = |method| Signed { method, payload: &hash, headers: &hash_header, ..signed() };

    let mut failures = String::new();
    for (name, call, server_result, verifier_result) in [
        // Requests that both accept.
        ("GET", get(), OK, OK),
        ("PUT", put(), OK, OK),
        ("HEAD", Call::new(s3.head(BUCKET, "duck"), b""), OK, OK),
        ("odd key", odd(), OK, OK),
        ("doubled slashes", Call::new(s3.get(BUCKET, "a//b/"), b""), OK, OK),
        ("seven days", aged(0, 604_800), OK, OK),
        ("almost expired", aged(30, 60), OK, OK),
        ("signed by a clock ahead", aged(-600, 1), OK, OK),
        ("signed by hand", signed().call(), OK, OK),
        ("lower-case digits", odd().with_url("%C3%BC", "%c3%bc"), OK, OK),
        ("unescaped brackets", odd().with_url("%281%29", "(1)"), OK, OK),
        ("escaped letters", get().with_url("/duck", "/%64uck"), OK, OK),
        ("plus for a space", get().with_url("=a%20b", "=a+b"), OK, OK),
        ("plain slashes", get().with_url("%2Fus-east-1%2F", "/us-east-1/"), OK, OK),
        ("empty parameters", get().with_url("&X-Amz-Date", "&&X-Amz-Date"), OK, OK),
        ("header with more spaces", put().with_header("content-type", " text/plain "), OK, OK),
        ("unsigned header", get().with_header("accept-language", "de"), OK, OK),
        ("payload unsigned", get().with_header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), OK, OK),
        ("another signed header", Signed { headers: &[("range", "bytes=0-1")], ..signed() }.call(), OK, OK),
        // Requests that both refuse with the same code.
        ("method", get().with_method(Method::Put), MISMATCH, MISMATCH),
        ("key", get().with_url("/duck", "/buck"), MISMATCH, MISMATCH),
        ("slash", get().with_url("/duck", "//duck"), MISMATCH, MISMATCH),
        ("plus in a path", odd().with_url("a%20b", "a+b"), MISMATCH, MISMATCH),
        ("escaped twice", odd().with_url("a%20b", "a%2520b"), MISMATCH, MISMATCH),
        ("parameter", get().with_url("=a%20b", "=a%20c"), MISMATCH, MISMATCH),
        ("parameter added", get().with_url("&X-Amz-Date", "&versionId=1&X-Amz-Date"), MISMATCH, MISMATCH),
        ("header", put().with_header("content-type", "text/html"), MISMATCH, MISMATCH),
        ("header missing", put().without_header("content-type"), MISMATCH, MISMATCH),
        ("host", get().with_header("host", "example.com"), MISMATCH, MISMATCH),
        ("lifetime", get().with_url("=900", "=901"), MISMATCH, MISMATCH),
        ("signature", get().with_last_digit_flipped(), MISMATCH, MISMATCH),
        ("secret", by(ACCESS_KEY_ID, "another"), MISMATCH, MISMATCH),
        ("expired", aged(60, 59), "AccessDenied", "AccessDenied"),
        ("expired after seven days", aged(604_801, 604_800), "AccessDenied", "AccessDenied"),
        // Requests that both refuse, with different codes. The verifier's are those of AWS.
        ("region changed", get().with_url("us-east-1", "us-east-2"), MISMATCH, PARAMETERS),
        ("access key id", by("AKIAI44QH8DHBEXAMPLE", SECRET_ACCESS_KEY), "NotSignedUp", "InvalidAccessKeyId"),
        ("not yet valid", aged(-1_000, 900), "RequestTimeTooSkewed", "AccessDenied"),
        ("algorithm", get().with_url("HMAC-SHA256", "HMAC-SHA512"), "NotImplemented", PARAMETERS),
        ("service", Signed { service: "s3express", ..signed() }.call(), "NotImplemented", PARAMETERS),
        ("day", Signed { day: "20130524", ..signed() }.call(), MISMATCH, PARAMETERS),
        ("lifetime of 0", Signed { expires: "0", ..signed() }.call(), "AccessDenied", PARAMETERS),
        ("negative lifetime", Signed { expires: "-1", ..signed() }.call(), "InvalidRequest", PARAMETERS),
        ("parameter missing", get().with_url("&X-Amz-Expires=900", ""), "InvalidRequest", PARAMETERS),
        (
            "parameter twice",
            get().with_url("&X-Amz-Date", "&X-Amz-Expires=900&X-Amz-Date"),
            "InvalidRequest",
            PARAMETERS,
        ),
        // Requests that AWS refuses and the server does not.
        ("region", Signed { region: "us-east-2", ..signed() }.call(), OK, PARAMETERS),
        ("lifetime too long", Signed { expires: "604801", ..signed() }.call(), OK, PARAMETERS),
        (
            "host unsigned",
            Signed { headers: &[("range", "bytes=0-1")], signs_host: false, ..signed() }.call(),
            OK,
            PARAMETERS,
        ),
        ("header unsigned", get().with_header("x-amz-request-payer", "requester"), OK, "AccessDenied"),
        // The server turns the upload into a copy, which this back end does not implement.
        (
            "copy unsigned",
            put().with_header("x-amz-copy-source", "/examplebucket/duck"),
            "NotImplemented",
            "AccessDenied",
        ),
        ("token added", get_with_token(&server), OK, "InvalidToken"),
        ("hash unsigned", put().with_header("x-amz-content-sha256", &hash), OK, MISMATCH),
        // The verifier is stricter than the documentation: it accepts only one form of a number.
        ("lifetime with a leading zero", Signed { expires: "0900", ..signed() }.call(), OK, PARAMETERS),
        // The server signs UNSIGNED-PAYLOAD where AWS signs the value of the header.
        ("hash signed", with_hash(Method::Get).call(), MISMATCH, OK),
        (
            "hash signed as the server does",
            Signed { payload: "UNSIGNED-PAYLOAD", ..with_hash(Method::Put) }.call(),
            OK,
            MISMATCH,
        ),
    ] {
        let verdict = verdict(&call);
        let (code, text) = call.send().code();
        let results = (code.as_deref().unwrap_or(OK), verdict);
        if results != (server_result, verifier_result) {
            failures += &format!("\n{name}: the server and the verifier returned {results:?}: {text}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn get_with_token(server: &Server) -> Call {
    Call::new(presigner(server, credentials().with_session_token(TOKEN)).get(BUCKET, "duck"), b"")
}

/// Verifies the request in the form in which the server receives it.
fn verdict(call: &Call) -> &'static str {
    let (_, rest) = call.url.split_once("://").unwrap();
    let (host, _) = rest.split_once('/').unwrap();
    let headers: Vec<(&str, &str)> = call.headers().collect();
    let named = headers.iter().find(|(name, _)| *name == "host").map(|(_, value)| *value);
    let url = match PresignedUrl::from_target(named.unwrap_or(host), &rest[host.len()..]) {
        Ok(url) => url,
        Err(error) => return presign::Refusal::from(error).code(),
    };
    let verifier = Verifier::new("us-east-1");
    match verifier.verify(&url, call.method, &headers, AmzDate::now(), &credentials()) {
        Ok(_) => OK,
        Err(refusal) => refusal.code(),
    }
}

/// A request for `duck` that is signed by hand with the current time. The values may be invalid.
struct Signed<'a> {
    url: &'a str,
    method: Method,
    day: &'a str,
    region: &'a str,
    service: &'a str,
    expires: &'a str,
    signs_host: bool,
    headers: &'a [(&'a str, &'a str)],
    payload: &'a str,
}

impl Default for Signed<'_> {
    fn default() -> Self {
        Self {
            url: "",
            method: Method::Get,
            day: "",
            region: "us-east-1",
            service: "s3",
            expires: "900",
            signs_host: true,
            headers: &[],
            payload: "UNSIGNED-PAYLOAD",
        }
    }
}

impl Signed<'_> {
    fn call(self) -> Call {
        let Self { url, method, region, service, expires, payload, .. } = self;
        let date = AmzDate::now();
        let day = if self.day.is_empty() { date.day() } else { self.day };
        let (_, host) = url.split_once("://").unwrap();
        let path = format!("/{BUCKET}/duck");

        let mut headers = self.headers.to_vec();
        headers.extend(self.signs_host.then_some(("host", host)));
        headers.sort_unstable();
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
        let scope = format!("{day}/{region}/{service}/aws4_request");
        let query = format!(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={ACCESS_KEY_ID}%2F{}&X-Amz-Date={date}\
             &X-Amz-Expires={expires}&X-Amz-SignedHeaders={}",
            scope.replace('/', "%2F"),
            names.join("%3B"),
        );
        let request = format!("{method}\n{path}\n{query}\n{lines}\n{}\n{payload}", names.join(";"));
        let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex::encode(Sha256::digest(request)));
        let secret = format!("AWS4{SECRET_ACCESS_KEY}").into_bytes();
        let key = [day, region, service, "aws4_request", &text].into_iter().fold(secret, |key, part| {
            Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(part).finalize().into_bytes().to_vec()
        });
        let url = format!("{url}{path}?{query}&X-Amz-Signature={}", hex::encode(key));
        self.headers
            .iter()
            .fold(Call::plain(method, url), |call, (name, value)| call.with_header(name, value))
    }
}
