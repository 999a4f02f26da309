//! The rules that the verifier checks, each with requests that it accepts and requests that it refuses.

use crate::{ACCESS_KEY_ID, Call, DATE, SECRET_ACCESS_KEY, TOKEN, credentials, date, parse, presigner};
use presign::sigv4::{
    Credential, CredentialScope, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth,
    SignableRequest, SigningKey,
};
use presign::{AmzDate, Credentials, Endpoint, KeyLookup, Method, Presigner, Refusal, SigningKeys, Verifier};
use std::{
    cell::Cell,
    collections::{BTreeMap, HashMap},
    time::Duration,
};

const MISMATCH: &str =
    "signature does not match the request: check the secret, and that the request was sent as it was signed";
const PARAMETERS: &str = "AuthorizationQueryParametersError";

fn get() -> Call {
    lasting(900)
}

fn lasting(seconds: u64) -> Call {
    let s3 = presigner(credentials());
    let get = s3.get("bucket", "duck.jpg");
    Call::new(&get.expires_in(Duration::from_secs(seconds)).presign_at(date(DATE)).unwrap())
}

fn put() -> Call {
    let s3 = presigner(credentials());
    let put =
        s3.put("bucket", "duck.jpg").content_type("image/jpeg").metadata("by", "Zoe").query("tagging", "");
    Call::new(&put.presign_at(date(DATE)).unwrap())
}

#[test]
fn a_request_must_be_sent_as_it_was_signed() {
    get().assert_accepted();
    put().assert_accepted();
    for method in [Method::Put, Method::Head, Method::Delete, Method::Post, Method::Options, Method::Patch] {
        get().method(method).assert_mismatch();
    }
    get().url("duck.jpg", "duck.jp").assert_mismatch();
    get().url("/bucket/", "/buckets/").assert_mismatch();
    get().url("localhost:9000", "localhost:9001").assert_mismatch();
    get().url("localhost:9000", "localhost").assert_mismatch();
    get().url("localhost:9000", "127.0.0.1:9000").assert_mismatch();
    get().url("=900", "=901").assert_mismatch();
    get().url("T000000Z", "T000001Z").at("20130524T000001Z").assert_mismatch();
    get().url("&X-Amz-Signature", "&versionId=1&X-Amz-Signature").assert_mismatch();
    get().url("&X-Amz-Signature", "&versionId&X-Amz-Signature").assert_mismatch();
    get()
        .url("SignedHeaders=host", "SignedHeaders=host;range")
        .header("range", "bytes=0-9")
        .assert_mismatch();
    put().url("&tagging=", "").assert_mismatch();
    put().url("&tagging=", "&tagging=a").assert_mismatch();
    put().url("&tagging=", "&Tagging=").assert_mismatch();
    put().without("content-type").header("content-type", "image/png").assert_mismatch();
    put().without("x-amz-meta-by").header("x-amz-meta-by", "zoe").assert_mismatch();
    put().url("content-type%3B", "").assert_mismatch();
    get().keys(Credentials::new(ACCESS_KEY_ID, "another secret")).assert_refused(
        "SignatureDoesNotMatch",
        403,
        MISMATCH,
    );
    let signature = parse(&get().url).signature().to_string();
    get().url(&signature, &"0".repeat(64)).assert_mismatch();
}

#[test]
fn a_malformed_url_is_refused() {
    let algorithm = "algorithm is not AWS4-HMAC-SHA256: sign with Signature Version 4";
    get().url("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512").assert_refused(PARAMETERS, 400, algorithm);
    let missing = "parameter X-Amz-Signature is missing: use the whole URL";
    get().url("&X-Amz-Signature", "&signature").assert_refused(PARAMETERS, 400, missing);
    let twice = "parameter \"X-Amz-Expires\" appears twice: send it once, under one name";
    get().url("&X-Amz-Date", "&X-Amz-%45xpires=1&X-Amz-Date").assert_refused(PARAMETERS, 400, twice);
    get().url("&X-Amz-Date", "&X-Amz-Expires=900&X-Amz-Date").assert_refused(PARAMETERS, 400, twice);
    let encoding = "url has a `%` without two hexadecimal digits, or does not decode to UTF-8: percent-encode it once, as UTF-8";
    get().url("duck.jpg", "%").assert_refused("InvalidURI", 400, encoding);
    let name = "query parameter has an empty name: give it a name or leave it out";
    get().url("&X-Amz-Date", "&=a&X-Amz-Date").assert_refused("InvalidURI", 400, name);
    let text = "text is not an HTTP URL: use `http://` or `https://`, a host, and no user name or fragment";
    get().url("http://", "http://a@").assert_refused("InvalidURI", 400, text);
}

#[test]
fn the_scope_must_be_that_of_the_server() {
    get().verifier(Verifier::any_region()).assert_accepted();
    get().verifier(Verifier::new("us-east-2")).assert_refused(
        PARAMETERS,
        400,
        "region is wrong: sign for \"us-east-2\"",
    );
    get().verifier(Verifier::new("US-EAST-1")).assert_refused(
        PARAMETERS,
        400,
        "region is wrong: sign for \"US-EAST-1\"",
    );
    get().verifier(Verifier::new("")).assert_refused(PARAMETERS, 400, "region is wrong: sign for \"\"");
    // The signature covers the region of the URL.
    get().url("us-east-1", "us-east-2").verifier(Verifier::any_region()).assert_mismatch();

    let express = Verifier::new("us-east-1").service("s3express");
    get().verifier(express).assert_refused(PARAMETERS, 400, "service is wrong: sign for \"s3express\"");
    get().url("%2Fs3%2F", "%2Fs3express%2F").assert_refused(
        PARAMETERS,
        400,
        "service is wrong: sign for \"s3\"",
    );
    get()
        .url("%2Fs3%2F", "%2Fs3express%2F")
        .verifier(Verifier::any_region().service("s3express"))
        .assert_mismatch();
    let s3 = Presigner::new(credentials(), Endpoint::aws("us-east-1").unwrap());
    let get_object = s3.get("logs--use1-az4--x-s3", "a").presign_at(date(DATE)).unwrap();
    Call::new(&get_object).verifier(Verifier::new("us-east-1").service("s3express")).assert_accepted();
    Call::new(&get_object).assert_refused(PARAMETERS, 400, "service is wrong: sign for \"s3\"");

    let day = "day of the credential scope is not that of X-Amz-Date: sign both with the same date";
    get().url("%2F20130524%2F", "%2F20130525%2F").assert_refused(PARAMETERS, 400, day);
    get().url("20130524T000000Z", "20130523T235959Z").assert_refused(PARAMETERS, 400, day);
}

#[test]
fn an_expired_url_is_refused() {
    let range = "lifetime is out of range: set X-Amz-Expires to 1 to 604800 seconds (seven days)";
    get().url("=900", "=0").assert_refused(PARAMETERS, 400, range);
    lasting(1).assert_accepted();
    lasting(604_800).assert_accepted();
    get().url("=900", "=604801").assert_refused(PARAMETERS, 400, range);

    lasting(1).at("20130524T000001Z").assert_refused(
        "AccessDenied",
        403,
        "url expired at 20130524T000001Z and it is now 20130524T000001Z: ask for a new one",
    );
    lasting(604_800).at("20130530T235959Z").assert_accepted();
    lasting(604_800).at("20130531T000000Z").assert_refused(
        "AccessDenied",
        403,
        "url expired at 20130531T000000Z and it is now 20130531T000000Z: ask for a new one",
    );
    get().at("20130524T001459Z").assert_accepted();
    get().at("20130524T001500Z").assert_refused(
        "AccessDenied",
        403,
        "url expired at 20130524T001500Z and it is now 20130524T001500Z: ask for a new one",
    );
    // The allowed clock skew does not extend the lifetime.
    for skew in [0, 1, 900, 604_800, u64::MAX] {
        let verifier = Verifier::new("us-east-1").skew(Duration::from_secs(skew));
        get().verifier(verifier.clone()).at("20130524T001459Z").assert_accepted();
        let (expires_at, now) = (date("20130524T001500Z"), date("20130524T001500Z"));
        assert_eq!(
            get().verifier(verifier).at("20130524T001500Z").verify(),
            Err(Refusal::Expired { expires_at, now }),
            "{skew}"
        );
    }
}

#[test]
fn a_url_from_the_future_is_refused() {
    get().at("20130523T234500Z").assert_accepted();
    get().at("20130523T234459Z").assert_refused(
        "AccessDenied",
        403,
        "url is not valid before 20130524T000000Z and it is now 20130523T234459Z: check the clock of the signer",
    );
    let with_skew = |seconds| get().verifier(Verifier::new("us-east-1").skew(Duration::from_secs(seconds)));
    let early = |now| Err(Refusal::NotYetValid { date: date(DATE), now: date(now) });
    with_skew(0).at(DATE).assert_accepted();
    assert_eq!(with_skew(0).at("20130523T235959Z").verify(), early("20130523T235959Z"));
    with_skew(1).at("20130523T235959Z").assert_accepted();
    assert_eq!(with_skew(1).at("20130523T235958Z").verify(), early("20130523T235958Z"));
    with_skew(u64::MAX).at("00010101T000000Z").assert_accepted();
    assert_eq!(with_skew(3_600).at("00010101T000000Z").verify(), early("00010101T000000Z"));
}

#[test]
fn headers_must_be_signed_and_sent() {
    let host = "host is not signed: list it in X-Amz-SignedHeaders";
    get().url("SignedHeaders=host", "SignedHeaders=accept").assert_refused(PARAMETERS, 400, host);

    let unsigned = |name| format!("header `{name}` was sent unsigned: sign it or leave it out");
    for (sent, name) in [
        ("x-amz-copy-source", "x-amz-copy-source"),
        ("X-Amz-Copy-Source", "x-amz-copy-source"),
        ("X-AMZ-ACL", "x-amz-acl"),
        ("x-amz-date", "x-amz-date"),
        ("x-amz-security-token", "x-amz-security-token"),
        ("x-amz-decoded-content-length", "x-amz-decoded-content-length"),
        ("x-amz-content-sha256-", "x-amz-content-sha256-"),
        ("x-amz-", "x-amz-"),
        ("x-amz-é", "x-amz-é"),
    ] {
        get().header(sent, "").assert_refused("AccessDenied", 403, &unsigned(name));
        put().header("accept", "*/*").header(sent, "a").assert_refused("AccessDenied", 403, &unsigned(name));
    }
    for sent in
        ["accept", "range", "x-amzn-trace-id", "x-amz", "x-am", "amz-acl", "", "é-amz-acl", "x-amé-acl"]
    {
        get().header(sent, "a").assert_accepted();
    }

    let missing = |name| format!("signed header `{name}` is missing: send it as it was signed");
    for name in ["content-type", "x-amz-meta-by"] {
        put().without(name).assert_refused("SignatureDoesNotMatch", 403, &missing(name));
        put().without(name).header(&format!("{name}s"), "a").verify().unwrap_err();
    }
    get().url("=host", "=host;range").assert_refused("SignatureDoesNotMatch", 403, &missing("range"));
    let mut in_upper_case = put();
    for (name, _) in &mut in_upper_case.headers {
        *name = name.to_uppercase();
    }
    in_upper_case.assert_accepted();

    // An empty header is not the same as a missing one.
    let s3 = presigner(credentials());
    let empty = Call::new(&s3.put("bucket", "a").header("x-amz-meta-a", "").presign_at(date(DATE)).unwrap());
    empty.clone().assert_accepted();
    empty.without("x-amz-meta-a").assert_refused("SignatureDoesNotMatch", 403, &missing("x-amz-meta-a"));

    // The verifier checks the host of the URL, not the header that is passed with it.
    get().header("host", "example.com").assert_accepted();
}

/// S3 does the same: see `authorization_added` in tests/vectors/responses.toml.
#[test]
fn a_request_with_two_signatures_is_refused() {
    let message =
        "request has both an `authorization` header and a signature in its url: send only one of them";
    for name in ["authorization", "Authorization"] {
        for value in ["", "Bearer a", "AWS4-HMAC-SHA256 Credential=a"] {
            get().header(name, value).assert_refused("InvalidArgument", 400, message);
        }
    }
    get().header("proxy-authorization", "Basic a").assert_accepted();
}

/// The length of a chunked body need not be the signed one.
#[test]
fn a_chunked_body_with_a_signed_length_is_refused() {
    let s3 = presigner(credentials());
    let put = Call::new(&s3.put("bucket", "a").content_length(5).presign_at(date(DATE)).unwrap());
    put.clone().assert_accepted();
    let message = "header `transfer-encoding` is not implemented by this server: sign and send without it";
    put.header("Transfer-Encoding", "chunked").assert_refused("NotImplemented", 501, message);
    get().header("content-length", "5").header("transfer-encoding", "chunked").assert_accepted();
}

#[test]
fn the_access_key_id_and_the_session_token_must_match() {
    let by = |signer: Credentials| {
        Call::new(&presigner(signer).get("bucket", "duck.jpg").presign_at(date(DATE)).unwrap())
    };
    // Only directory buckets take the token of a session.
    let by_session = |signer: Credentials| {
        let get = presigner(signer).get("bucket--use1-az4--x-s3", "duck.jpg").presign_at(date(DATE));
        Call::new(&get.unwrap()).verifier(Verifier::new("us-east-1").service("s3express"))
    };
    let temporary = || credentials().with_session_token(TOKEN);
    let express = || credentials().with_s3_express_session_token(TOKEN);
    let unknown = "access key id is unknown: check which credentials signed";
    let token =
        "session token does not belong to the access key id: sign with both from the same credentials";

    for id in ["AKIAI44QH8DHBEXAMPLE", "akiaiosfodnn7example", "AKIAIOSFODNN7EXAMPL"] {
        by(Credentials::new(id, SECRET_ACCESS_KEY)).assert_refused("InvalidAccessKeyId", 403, unknown);
    }
    for (signer, keys, is_right) in [
        (credentials(), credentials(), true),
        (temporary(), temporary(), true),
        (credentials(), temporary(), false),
        (temporary(), credentials(), false),
        (temporary(), express(), false),
        (temporary(), credentials().with_session_token("another"), false),
        (temporary(), credentials().with_session_token(TOKEN.to_lowercase().as_str()), false),
    ] {
        match is_right {
            true => by(signer).keys(keys).assert_accepted(),
            false => by(signer).keys(keys).assert_refused("InvalidToken", 400, token),
        }
    }
    by_session(express()).keys(express()).assert_accepted();
    by_session(express()).keys(temporary()).assert_refused("InvalidToken", 400, token);
    // The token cannot be changed, replaced or added.
    by(temporary()).url("%2Fc%3D%3D", "%2Fc%3D").keys(temporary()).assert_refused("InvalidToken", 400, token);
    let other = credentials().with_session_token("other");
    by(temporary())
        .url("IQoJb3JpZ2luX2VjEXAMPLE%2F%2Fa%2Bb%2Fc%3D%3D", "other")
        .keys(other)
        .assert_mismatch();
    get().url("&X-Amz-Date", "&X-Amz-Security-Token=other&X-Amz-Date").assert_refused(
        "InvalidToken",
        400,
        token,
    );
    get().url("&X-Amz-Date", "&X-Amz-Security-Token=&X-Amz-Date").assert_refused("InvalidToken", 400, token);

    let expired = "temporary credentials have expired: sign with new ones";
    let until = |expiry| get().keys(credentials().with_expiry(date(expiry))).at("20130524T001000Z");
    until("20130524T001001Z").assert_accepted();
    until("20130524T001000Z").assert_refused("ExpiredToken", 400, expired);
    until("20130524T000959Z").assert_refused("ExpiredToken", 400, expired);

    // Credentials with a signing key verify only URLs in its scope.
    let of_day = |day| {
        let day = date(day);
        let scope = CredentialScope::new(&day, "us-east-1", "s3");
        Credentials::from_signing_key(ACCESS_KEY_ID, SigningKey::derive(SECRET_ACCESS_KEY, &scope))
    };
    get().keys(of_day(DATE)).assert_accepted();
    get().keys(of_day("20130525T000000Z")).assert_refused("InvalidAccessKeyId", 403, unknown);
    // If the server's own token is malformed, the access key id is known and the token is not.
    let malformed = credentials().with_session_token("a b");
    get().url("&X-Amz-Date", "&X-Amz-Security-Token=a+b&X-Amz-Date").keys(malformed).assert_refused(
        "InvalidToken",
        400,
        token,
    );
    // Credentials without a secret accept nothing.
    get().keys(Credentials::new(ACCESS_KEY_ID, "")).assert_refused("InvalidAccessKeyId", 403, unknown);
}

#[test]
fn keys_can_be_looked_up_in_slices_and_maps() {
    let (other, temporary) =
        (Credentials::new("AKIDOTHER", "other"), credentials().with_session_token(TOKEN));
    let slice = [other.clone(), credentials(), temporary.clone()];
    let by_id = || slice[..2].iter().map(|keys| (keys.access_key_id().to_owned(), keys.clone()));
    let (hash_map, tree_map) = (by_id().collect::<HashMap<_, _>>(), by_id().collect::<BTreeMap<_, _>>());
    assert_keys_of_two(&slice[..], &other);
    assert_keys_of_two(&hash_map, &other);
    assert_keys_of_two(&tree_map, &other);
    // Long-term and temporary credentials may have the same access key id.
    assert_eq!(signed_by(&temporary, &slice[..]), Ok(()));
    assert_eq!(signed_by(&temporary, &hash_map), Err(Refusal::InvalidToken));
}

#[track_caller]
fn assert_keys_of_two(keys: &(impl SigningKeys + ?Sized), other: &Credentials) {
    assert_eq!(signed_by(&credentials(), keys), Ok(()));
    assert_eq!(signed_by(other, keys), Ok(()));
    assert_eq!(
        signed_by(&Credentials::new("AKIDSTRANGER", "secret"), keys),
        Err(Refusal::InvalidAccessKeyId)
    );
    let forger = Credentials::new(ACCESS_KEY_ID, "another secret");
    assert_eq!(signed_by(&forger, keys), Err(Refusal::SignatureDoesNotMatch));
    let with_token = credentials().with_session_token("another");
    assert_eq!(signed_by(&with_token, keys), Err(Refusal::InvalidToken));
}

fn signed_by(signer: &Credentials, keys: &(impl SigningKeys + ?Sized)) -> Result<(), Refusal> {
    let get = presigner(signer.clone()).get("bucket", "duck.jpg").presign_at(date(DATE)).unwrap();
    parse(get.url()).verify(Method::Get, &[], date(DATE), keys).map(|_| ())
}

#[test]
fn a_function_can_look_up_the_key() {
    let url = parse(&get().url);
    let looked_up = Cell::new(0);
    let verify = |method, headers: &[(&str, &str)], now: AmzDate, response: Result<&str, Refusal>| {
        let keys = KeyLookup(|claim| {
            looked_up.set(looked_up.get() + 1);
            response.clone().map(|secret| SigningKey::derive(secret, &claim.scope()))
        });
        url.verify(method, headers, now, &keys).map(|_| ())
    };
    let now = date(DATE);
    assert_eq!(verify(Method::Get, &[], now, Ok(SECRET_ACCESS_KEY)), Ok(()));
    for refusal in [Refusal::InvalidAccessKeyId, Refusal::InvalidToken, Refusal::ExpiredToken] {
        assert_eq!(verify(Method::Get, &[], now, Err(refusal.clone())), Err(refusal));
    }
    assert_eq!(verify(Method::Get, &[], now, Ok("another")), Err(Refusal::SignatureDoesNotMatch));
    assert_eq!(looked_up.replace(0), 5);

    // No key is looked up for a request that is refused for another reason.
    verify(Method::Get, &[], date("20130525T000000Z"), Ok(SECRET_ACCESS_KEY)).unwrap_err();
    verify(Method::Get, &[("x-amz-acl", "private")], now, Ok(SECRET_ACCESS_KEY)).unwrap_err();
    verify(Method::Get, &[("x-amz-content-sha256", "a")], now, Ok(SECRET_ACCESS_KEY)).unwrap_err();
    assert_eq!(looked_up.get(), 0);
}

#[test]
fn the_payload_hash_must_be_the_signed_one() {
    let PayloadHash::Sha256(hash) = PayloadHash::from_body(b"quack") else { unreachable!() };
    let digits = hex::encode(hash);
    let s3 = presigner(credentials());
    let signed = Call::new(&s3.put("bucket", "a").payload_sha256(hash).presign_at(date(DATE)).unwrap());
    let name = "x-amz-content-sha256";

    assert_eq!(signed.verify(), Ok(PayloadHash::from_body(b"quack")));
    signed.clone().without(name).assert_refused(
        "SignatureDoesNotMatch",
        403,
        "signed header `x-amz-content-sha256` is missing: send it as it was signed",
    );
    signed.clone().without(name).header(name, &hex::encode([0; 32])).assert_mismatch();
    signed.clone().without(name).header(name, "UNSIGNED-PAYLOAD").assert_mismatch();
    // White space around a header's value does not count.
    assert_eq!(
        signed.clone().without(name).header(name, &format!(" {digits}\t ")).verify(),
        Ok(PayloadHash::from_body(b"quack"))
    );

    // Even if the header is not signed, its value is the payload line.
    assert_eq!(get().verify(), Ok(PayloadHash::Unsigned));
    assert_eq!(get().header(name, "UNSIGNED-PAYLOAD").verify(), Ok(PayloadHash::Unsigned));
    assert_eq!(get().header("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD").verify(), Ok(PayloadHash::Unsigned));
    get().header(name, &digits).assert_mismatch();

    // In the query, the hash is signed as a parameter.
    let with = |parameter: &str, payload| with_payload(parameter, &digits, payload);
    assert_eq!(
        with("X-Amz-Content-Sha256", PayloadHash::Sha256(hash)).verify(),
        Ok(PayloadHash::from_body(b"quack"))
    );
    assert_eq!(
        with("x-amz-content-sha256", PayloadHash::Sha256(hash)).verify(),
        Ok(PayloadHash::from_body(b"quack"))
    );
    with("X-Amz-Content-Sha256", PayloadHash::Unsigned).assert_mismatch();
    // A header does not replace the hash in the query.
    with("X-Amz-Content-Sha256", PayloadHash::Sha256(hash))
        .header(name, "UNSIGNED-PAYLOAD")
        .assert_mismatch();
    let unsigned = with_payload("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD", PayloadHash::Unsigned);
    assert_eq!(unsigned.verify(), Ok(PayloadHash::Unsigned));

    let message = "header `x-amz-content-sha256` is not a hash: send 64 lower-case hexadecimal digits or UNSIGNED-PAYLOAD";
    let upper = digits.to_uppercase();
    for value in ["", "unsigned-payload", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", &digits[1..], &upper] {
        get().header(name, value).assert_refused("InvalidArgument", 400, message);
        with_payload("X-Amz-Content-Sha256", value, PayloadHash::Unsigned).assert_refused(
            "InvalidArgument",
            400,
            message,
        );
    }
}

#[test]
fn a_body_is_accepted_if_it_has_the_signed_hash() {
    let PayloadHash::Sha256(hash) = PayloadHash::from_body(b"quack") else { unreachable!() };
    let s3 = presigner(credentials());
    let digits = hex::encode(hash);
    for (request, headers, empty, quack, other) in [
        (s3.put("bucket", "a"), vec![], true, true, true),
        (
            s3.put("bucket", "a").payload_sha256(hash),
            vec![("x-amz-content-sha256", &*digits)],
            false,
            true,
            false,
        ),
    ] {
        let url = parse(request.presign_at(date(DATE)).unwrap().url());
        let verified = url.verify(Method::Put, &headers, date(DATE), &credentials()).unwrap();
        assert_eq!(verified.method(), Method::Put);
        assert_eq!(verified.url().as_str(), url.as_str());
        assert_eq!(
            [b"".as_slice(), b"quack", b"quack!"].map(|body| verified.accepts(body)),
            [empty, quack, other]
        );
    }
}

/// The SDK for JavaScript adds it to every URL: tests/vectors/recorded.toml.
#[test]
fn unsigned_payload_asks_for_nothing_but_a_hash_must_be_implemented() {
    let PayloadHash::Sha256(hash) = PayloadHash::from_body(b"quack") else { unreachable!() };
    let digits = hex::encode(hash);
    let takes = |call: &Call, parameters: &[&str], headers: &[&str]| {
        let url = parse(&call.url);
        let received: Vec<_> = call.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let verified = url.verify(call.method, &received, date(DATE), &credentials()).unwrap();
        verified.takes_only(parameters, headers)
    };
    for name in ["X-Amz-Content-Sha256", "x-amz-content-sha256"] {
        let unsigned = with_payload(name, "UNSIGNED-PAYLOAD", PayloadHash::Unsigned);
        assert_eq!(takes(&unsigned, &[], &[]), Ok(()));
        let signed = with_payload(name, &digits, PayloadHash::Sha256(hash));
        let refusal = Refusal::ParameterNotImplemented { name: name.into() };
        assert_eq!(takes(&signed, &[], &[name]), Err(refusal));
        assert_eq!(takes(&signed, &["X-Amz-Content-Sha256"], &[]), Ok(()));
    }
    let s3 = presigner(credentials());
    let put = s3.put("bucket", "a").payload_sha256(hash);
    let signed = Call::new(&put.presign_at(date(DATE)).unwrap());
    let name = "x-amz-content-sha256";
    assert_eq!(takes(&signed, &[name], &[]), Err(Refusal::HeaderNotImplemented { name: name.into() }));
    assert_eq!(takes(&signed, &[], &["X-Amz-Content-Sha256"]), Ok(()));

    let now = date(DATE);
    let scope = CredentialScope::new(&now, "us-east-1", "s3");
    let credential = Credential::new(ACCESS_KEY_ID, &scope);
    let mut headers = Headers::default();
    headers.insert(name, "UNSIGNED-PAYLOAD").unwrap();
    let request = SignableRequest {
        method: Method::Get,
        host: Host::new("localhost:9000").unwrap(),
        path_rules: PathRules::S3,
        parameters: &Parameters::default(),
        headers: &headers,
        payload: PayloadHash::Unsigned,
        auth: QueryAuth::new(&credential, &now).unwrap(),
    };
    let key = SigningKey::derive(SECRET_ACCESS_KEY, &scope);
    let url = "http://localhost:9000".to_owned() + &request.presign("/bucket/duck.jpg", &key).unwrap();
    let unsigned = Call { url, ..get() }.header(name, "UNSIGNED-PAYLOAD");
    assert_eq!(takes(&unsigned, &[], &[]), Ok(()));
}

/// Returns a request whose URL has the payload hash in its query.
fn with_payload(parameter: &str, value: &str, payload: PayloadHash) -> Call {
    let now = date(DATE);
    let scope = CredentialScope::new(&now, "us-east-1", "s3");
    let credential = Credential::new(ACCESS_KEY_ID, &scope);
    let mut parameters = Parameters::default();
    parameters.insert(parameter, value).unwrap();
    let request = SignableRequest {
        method: Method::Get,
        host: Host::new("localhost:9000").unwrap(),
        path_rules: PathRules::S3,
        parameters: &parameters,
        headers: &Headers::default(),
        payload,
        auth: QueryAuth::new(&credential, &now).unwrap(),
    };
    let key = SigningKey::derive(SECRET_ACCESS_KEY, &scope);
    let url = "http://localhost:9000".to_owned() + &request.presign("/bucket/duck.jpg", &key).unwrap();
    Call { url, ..get() }
}
