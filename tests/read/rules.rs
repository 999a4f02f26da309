//! What lets a request in and what keeps it out, from both sides of each line.

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
fn what_was_signed_is_what_is_sent() {
    get().accepted();
    put().accepted();
    for method in [Method::Put, Method::Head, Method::Delete, Method::Post, Method::Options, Method::Patch] {
        get().method(method).mismatches();
    }
    get().url("duck.jpg", "duck.jp").mismatches();
    get().url("/bucket/", "/buckets/").mismatches();
    get().url("localhost:9000", "localhost:9001").mismatches();
    get().url("localhost:9000", "localhost").mismatches();
    get().url("localhost:9000", "127.0.0.1:9000").mismatches();
    get().url("=900", "=901").mismatches();
    get().url("T000000Z", "T000001Z").at("20130524T000001Z").mismatches();
    get().url("&X-Amz-Signature", "&versionId=1&X-Amz-Signature").mismatches();
    get().url("&X-Amz-Signature", "&versionId&X-Amz-Signature").mismatches();
    get().url("SignedHeaders=host", "SignedHeaders=host;range").header("range", "bytes=0-9").mismatches();
    put().url("&tagging=", "").mismatches();
    put().url("&tagging=", "&tagging=a").mismatches();
    put().url("&tagging=", "&Tagging=").mismatches();
    put().without("content-type").header("content-type", "image/png").mismatches();
    put().without("x-amz-meta-by").header("x-amz-meta-by", "zoe").mismatches();
    put().url("content-type%3B", "").mismatches();
    get().keys(Credentials::new(ACCESS_KEY_ID, "another secret")).refused(
        "SignatureDoesNotMatch",
        403,
        MISMATCH,
    );
    let signature = parse(&get().url).signature().to_string();
    get().url(&signature, &"0".repeat(64)).mismatches();
}

#[test]
fn algorithm_and_parameters() {
    let algorithm = "algorithm is not AWS4-HMAC-SHA256: sign with Signature Version 4";
    get().url("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512").refused(PARAMETERS, 400, algorithm);
    let missing = "parameter X-Amz-Signature is missing: the URL was cut, take the whole of it";
    get().url("&X-Amz-Signature", "&signature").refused(PARAMETERS, 400, missing);
    let twice = "parameter \"X-Amz-Expires\" is given twice: give it once, in one spelling";
    get().url("&X-Amz-Date", "&X-Amz-%45xpires=1&X-Amz-Date").refused(PARAMETERS, 400, twice);
    get().url("&X-Amz-Date", "&X-Amz-Expires=900&X-Amz-Date").refused(PARAMETERS, 400, twice);
    let encoding = "url has a `%` without two hexadecimal digits, or is not UTF-8 once decoded: encode it once, as UTF-8";
    get().url("duck.jpg", "%").refused("InvalidURI", 400, encoding);
    let name = "query parameter has an empty name: give it a name or leave it out";
    get().url("&X-Amz-Date", "&=a&X-Amz-Date").refused("InvalidURI", 400, name);
    let text = "text is not a URL that a client sends: give `http://` or `https://`, a host and no user name or fragment";
    get().url("http://", "http://a@").refused("InvalidURI", 400, text);
}

#[test]
fn scope() {
    get().verifier(Verifier::any_region()).accepted();
    get().verifier(Verifier::new("us-east-2")).refused(
        PARAMETERS,
        400,
        "region is wrong: sign for \"us-east-2\"",
    );
    get().verifier(Verifier::new("US-EAST-1")).refused(
        PARAMETERS,
        400,
        "region is wrong: sign for \"US-EAST-1\"",
    );
    get().verifier(Verifier::new("")).refused(PARAMETERS, 400, "region is wrong: sign for \"\"");
    // Another region in the URL is not that of the signature.
    get().url("us-east-1", "us-east-2").verifier(Verifier::any_region()).mismatches();

    let express = Verifier::new("us-east-1").service("s3express");
    get().verifier(express).refused(PARAMETERS, 400, "service is wrong: sign for \"s3express\"");
    get().url("%2Fs3%2F", "%2Fs3express%2F").refused(PARAMETERS, 400, "service is wrong: sign for \"s3\"");
    get()
        .url("%2Fs3%2F", "%2Fs3express%2F")
        .verifier(Verifier::any_region().service("s3express"))
        .mismatches();
    let s3 = Presigner::new(credentials(), Endpoint::aws("us-east-1").unwrap());
    let get_object = s3.get("logs--use1-az4--x-s3", "a").presign_at(date(DATE)).unwrap();
    Call::new(&get_object).verifier(Verifier::new("us-east-1").service("s3express")).accepted();
    Call::new(&get_object).refused(PARAMETERS, 400, "service is wrong: sign for \"s3\"");

    let day = "day of the credential scope is not that of X-Amz-Date: sign both as of one moment";
    get().url("%2F20130524%2F", "%2F20130525%2F").refused(PARAMETERS, 400, day);
    get().url("20130524T000000Z", "20130523T235959Z").refused(PARAMETERS, 400, day);
}

#[test]
fn lifetime() {
    let range = "lifetime is out of range: X-Amz-Expires takes 1 to 604800 (seven days)";
    get().url("=900", "=0").refused(PARAMETERS, 400, range);
    lasting(1).accepted();
    lasting(604_800).accepted();
    get().url("=900", "=604801").refused(PARAMETERS, 400, range);

    lasting(1).at("20130524T000001Z").refused(
        "AccessDenied",
        403,
        "url expired at 20130524T000001Z, and it is 20130524T000001Z: ask for a new one",
    );
    lasting(604_800).at("20130530T235959Z").accepted();
    lasting(604_800).at("20130531T000000Z").refused(
        "AccessDenied",
        403,
        "url expired at 20130531T000000Z, and it is 20130531T000000Z: ask for a new one",
    );
    get().at("20130524T001459Z").accepted();
    get().at("20130524T001500Z").refused(
        "AccessDenied",
        403,
        "url expired at 20130524T001500Z, and it is 20130524T001500Z: ask for a new one",
    );
    // Clocks that differ make no URL last longer.
    for skew in [0, 1, 900, 604_800, u64::MAX] {
        let verifier = Verifier::new("us-east-1").skew(Duration::from_secs(skew));
        get().verifier(verifier.clone()).at("20130524T001459Z").accepted();
        let (expires_at, now) = (date("20130524T001500Z"), date("20130524T001500Z"));
        assert_eq!(
            get().verifier(verifier).at("20130524T001500Z").answer(),
            Err(Refusal::Expired { expires_at, now }),
            "{skew}"
        );
    }
}

#[test]
fn before_its_date() {
    get().at("20130523T234500Z").accepted();
    get().at("20130523T234459Z").refused(
        "AccessDenied",
        403,
        "url is good from 20130524T000000Z on, and it is 20130523T234459Z: check the clock of the signer",
    );
    let with_skew = |seconds| get().verifier(Verifier::new("us-east-1").skew(Duration::from_secs(seconds)));
    let early = |now| Err(Refusal::NotYetValid { date: date(DATE), now: date(now) });
    with_skew(0).at(DATE).accepted();
    assert_eq!(with_skew(0).at("20130523T235959Z").answer(), early("20130523T235959Z"));
    with_skew(1).at("20130523T235959Z").accepted();
    assert_eq!(with_skew(1).at("20130523T235958Z").answer(), early("20130523T235958Z"));
    with_skew(u64::MAX).at("00010101T000000Z").accepted();
    assert_eq!(with_skew(3_600).at("00010101T000000Z").answer(), early("00010101T000000Z"));
}

#[test]
fn signed_headers() {
    let host = "host is not signed: name it in X-Amz-SignedHeaders";
    get().url("SignedHeaders=host", "SignedHeaders=accept").refused(PARAMETERS, 400, host);

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
        get().header(sent, "").refused("AccessDenied", 403, &unsigned(name));
        put().header("accept", "*/*").header(sent, "a").refused("AccessDenied", 403, &unsigned(name));
    }
    for sent in
        ["accept", "range", "x-amzn-trace-id", "x-amz", "x-am", "amz-acl", "", "é-amz-acl", "x-amé-acl"]
    {
        get().header(sent, "a").accepted();
    }

    let missing = |name| format!("signed header `{name}` did not arrive: send it as it was signed");
    for name in ["content-type", "x-amz-meta-by"] {
        put().without(name).refused("SignatureDoesNotMatch", 403, &missing(name));
        put().without(name).header(&format!("{name}s"), "a").answer().unwrap_err();
    }
    get().url("=host", "=host;range").refused("SignatureDoesNotMatch", 403, &missing("range"));
    let mut in_other_letters = put();
    for (name, _) in &mut in_other_letters.headers {
        *name = name.to_uppercase();
    }
    in_other_letters.accepted();

    // An empty value is not the same as none.
    let s3 = presigner(credentials());
    let empty = Call::new(&s3.put("bucket", "a").header("x-amz-meta-a", "").presign_at(date(DATE)).unwrap());
    empty.clone().accepted();
    empty.without("x-amz-meta-a").refused("SignatureDoesNotMatch", 403, &missing("x-amz-meta-a"));

    // The host is that of the URL, whatever is handed over beside it.
    get().header("host", "example.com").accepted();
}

/// As S3 does: tests/vectors/answers.toml, `authorization_added`.
#[test]
fn two_credentials_in_one_request() {
    let message = "header `authorization` came beside the signature of the URL: send one of them";
    for name in ["authorization", "Authorization"] {
        for value in ["", "Bearer a", "AWS4-HMAC-SHA256 Credential=a"] {
            get().header(name, value).refused("InvalidArgument", 400, message);
        }
    }
    get().header("proxy-authorization", "Basic a").accepted();
}

/// The length of what arrives in chunks is not the one that was signed.
#[test]
fn a_signed_length_and_chunks() {
    let s3 = presigner(credentials());
    let put = Call::new(&s3.put("bucket", "a").content_length(5).presign_at(date(DATE)).unwrap());
    put.clone().accepted();
    let message = "header `transfer-encoding` is not acted on here: sign and send without it";
    put.header("Transfer-Encoding", "chunked").refused("NotImplemented", 501, message);
    get().header("content-length", "5").header("transfer-encoding", "chunked").accepted();
}

#[test]
fn credentials_and_tokens() {
    let by = |signer: Credentials| {
        Call::new(&presigner(signer).get("bucket", "duck.jpg").presign_at(date(DATE)).unwrap())
    };
    let temporary = || credentials().with_session_token(TOKEN);
    let express = || credentials().with_s3_express_session_token(TOKEN);
    let unknown = "access key id is unknown: check which credentials signed";
    let token = "session token does not go with the access key id: sign with both of one set";

    for id in ["AKIAI44QH8DHBEXAMPLE", "akiaiosfodnn7example", "AKIAIOSFODNN7EXAMPL"] {
        by(Credentials::new(id, SECRET_ACCESS_KEY)).refused("InvalidAccessKeyId", 403, unknown);
    }
    for (signer, keys, is_right) in [
        (credentials(), credentials(), true),
        (temporary(), temporary(), true),
        (express(), express(), true),
        (credentials(), temporary(), false),
        (temporary(), credentials(), false),
        (temporary(), express(), false),
        (express(), temporary(), false),
        (temporary(), credentials().with_session_token("another"), false),
        (temporary(), credentials().with_session_token(TOKEN.to_lowercase().as_str()), false),
    ] {
        match is_right {
            true => by(signer).keys(keys).accepted(),
            false => by(signer).keys(keys).refused("InvalidToken", 400, token),
        }
    }
    // Of the token, the signature covers each character, and that there is one.
    by(temporary()).url("%2Fc%3D%3D", "%2Fc%3D").keys(temporary()).refused("InvalidToken", 400, token);
    let other = credentials().with_session_token("other");
    by(temporary()).url("IQoJb3JpZ2luX2VjEXAMPLE%2F%2Fa%2Bb%2Fc%3D%3D", "other").keys(other).mismatches();
    get().url("&X-Amz-Date", "&X-Amz-Security-Token=other&X-Amz-Date").refused("InvalidToken", 400, token);
    get().url("&X-Amz-Date", "&X-Amz-Security-Token=&X-Amz-Date").refused("InvalidToken", 400, token);

    let expired = "temporary credentials have expired: sign with new ones";
    let until = |expiry| get().keys(credentials().with_expiry(date(expiry))).at("20130524T001000Z");
    until("20130524T001001Z").accepted();
    until("20130524T001000Z").refused("ExpiredToken", 400, expired);
    until("20130524T000959Z").refused("ExpiredToken", 400, expired);

    // A key in place of the secret is good for its own scope.
    let of_day = |day| {
        let day = date(day);
        let scope = CredentialScope::new(&day, "us-east-1", "s3");
        Credentials::from_signing_key(ACCESS_KEY_ID, SigningKey::derive(SECRET_ACCESS_KEY, &scope))
    };
    get().keys(of_day(DATE)).accepted();
    get().keys(of_day("20130525T000000Z")).refused("InvalidAccessKeyId", 403, unknown);
    // Credentials whose own token is malformed are known, and their token is no good.
    let malformed = credentials().with_session_token("a b");
    get().url("&X-Amz-Date", "&X-Amz-Security-Token=a+b&X-Amz-Date").keys(malformed).refused(
        "InvalidToken",
        400,
        token,
    );
    // Whoever has no secret lets nobody in.
    get().keys(Credentials::new(ACCESS_KEY_ID, "")).refused("InvalidAccessKeyId", 403, unknown);
}

/// Several credentials: in a slice, and in maps by access key id.
#[test]
fn keys_of_several_credentials() {
    let (other, temporary) =
        (Credentials::new("AKIDOTHER", "other"), credentials().with_session_token(TOKEN));
    let slice = [other.clone(), credentials(), temporary.clone()];
    let by_id = || slice[..2].iter().map(|keys| (keys.access_key_id().to_owned(), keys.clone()));
    let (hash_map, tree_map) = (by_id().collect::<HashMap<_, _>>(), by_id().collect::<BTreeMap<_, _>>());
    assert_keys_of_two(&slice[..], &other);
    assert_keys_of_two(&hash_map, &other);
    assert_keys_of_two(&tree_map, &other);
    // Long-term and temporary credentials can have the same access key id.
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
fn a_lookup_decides_on_the_key() {
    let url = parse(&get().url);
    let looked_up = Cell::new(0);
    let verify = |method, headers: &[(&str, &str)], now: AmzDate, answer: Result<&str, Refusal>| {
        let keys = KeyLookup(|url| {
            looked_up.set(looked_up.get() + 1);
            answer.clone().map(|secret| SigningKey::derive(secret, &url.scope()))
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

    // Nobody is looked up for what is refused anyway.
    verify(Method::Get, &[], date("20130525T000000Z"), Ok(SECRET_ACCESS_KEY)).unwrap_err();
    verify(Method::Get, &[("x-amz-acl", "private")], now, Ok(SECRET_ACCESS_KEY)).unwrap_err();
    verify(Method::Get, &[("x-amz-content-sha256", "a")], now, Ok(SECRET_ACCESS_KEY)).unwrap_err();
    assert_eq!(looked_up.get(), 0);
}

#[test]
fn payload() {
    let PayloadHash::Sha256(hash) = PayloadHash::from_body(b"quack") else { unreachable!() };
    let digits = hex::encode(hash);
    let s3 = presigner(credentials());
    let signed = Call::new(&s3.put("bucket", "a").payload_sha256(hash).presign_at(date(DATE)).unwrap());
    let name = "x-amz-content-sha256";

    assert_eq!(signed.answer(), Ok(PayloadHash::from_body(b"quack")));
    signed.clone().without(name).refused(
        "SignatureDoesNotMatch",
        403,
        "signed header `x-amz-content-sha256` did not arrive: send it as it was signed",
    );
    signed.clone().without(name).header(name, &hex::encode([0; 32])).mismatches();
    signed.clone().without(name).header(name, "UNSIGNED-PAYLOAD").mismatches();
    // White space around a header's value is not of it.
    assert_eq!(
        signed.clone().without(name).header(name, &format!(" {digits}\t ")).answer(),
        Ok(PayloadHash::from_body(b"quack"))
    );

    // Unsigned as a header, it still has its say on the payload line.
    assert_eq!(get().answer(), Ok(PayloadHash::Unsigned));
    assert_eq!(get().header(name, "UNSIGNED-PAYLOAD").answer(), Ok(PayloadHash::Unsigned));
    assert_eq!(get().header("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD").answer(), Ok(PayloadHash::Unsigned));
    get().header(name, &digits).mismatches();

    // In the query, it is signed there.
    let with = |parameter: &str, payload| with_payload(parameter, &digits, payload);
    assert_eq!(
        with("X-Amz-Content-Sha256", PayloadHash::Sha256(hash)).answer(),
        Ok(PayloadHash::from_body(b"quack"))
    );
    assert_eq!(
        with("x-amz-content-sha256", PayloadHash::Sha256(hash)).answer(),
        Ok(PayloadHash::from_body(b"quack"))
    );
    with("X-Amz-Content-Sha256", PayloadHash::Unsigned).mismatches();
    // A header does not lift what the query asks for.
    with("X-Amz-Content-Sha256", PayloadHash::Sha256(hash)).header(name, "UNSIGNED-PAYLOAD").mismatches();
    let unsigned = with_payload("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD", PayloadHash::Unsigned);
    assert_eq!(unsigned.answer(), Ok(PayloadHash::Unsigned));

    let message = "header `x-amz-content-sha256` is not a hash: send 64 lower-case hexadecimal digits or UNSIGNED-PAYLOAD";
    let upper = digits.to_uppercase();
    for value in ["", "unsigned-payload", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", &digits[1..], &upper] {
        get().header(name, value).refused("InvalidArgument", 400, message);
        with_payload("X-Amz-Content-Sha256", value, PayloadHash::Unsigned).refused(
            "InvalidArgument",
            400,
            message,
        );
    }
}

#[test]
fn bodies() {
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

/// A URL that names its payload in its query.
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
