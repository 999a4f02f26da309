//! What a diagnosis says about particular headers, and how it reads a canonical request whose lines were lost.

use super::{name, rows::*};
use presign::{
    Cause, Credentials, Diagnosis, Endpoint, ErrorResponse, Explanation, Method, Presigned, PresignedUrl,
    Presigner,
};
use sha2::{Digest, Sha256};

fn s3() -> Presigner {
    Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap())
}

/// Returns the diagnosis of a PUT that signed `name:signed` and arrived with other text in place of this line.
fn of_header(name: &str, signed: &str, received: &str) -> Diagnosis {
    // Also headers that this crate does not sign.
    let names = if name < "host" { format!("{name}%3Bhost") } else { format!("host%3B{name}") };
    let url: PresignedUrl = put().url().replace("content-type%3Bhost", &names).parse().unwrap();
    let headers = [(name, signed)];
    let explanation = url.explain(Method::Put, &headers).unwrap();
    let line = format!("{name}:{signed}\n");
    assert!(explanation.canonical_request().contains(&line), "{explanation}");
    let theirs = explanation.canonical_request().replace(&line, received);
    let theirs = if received.contains("x-amz-b:") {
        theirs.replace(";x-amz-acl", ";x-amz-acl;x-amz-b")
    } else {
        theirs
    };
    url.diagnose(Method::Put, &headers, &response(&[("CanonicalRequest", &theirs)]))
}

fn response(elements: &[(&str, &str)]) -> ErrorResponse {
    ErrorResponse::from_elements(
        [("Code", "SignatureDoesNotMatch")].into_iter().chain(elements.iter().copied()),
    )
}

/// Returns what a report says after `cause` or `help`, about its first cause.
fn said(diagnosis: &Diagnosis, what: &str) -> String {
    let report = diagnosis.to_string();
    let start = format!("  = {what}: ");
    report.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_else(|| panic!("{report}")).to_owned()
}

#[test]
fn a_header_changes_for_a_reason_of_its_own() {
    const KEY: &str = "x-amz-server-side-encryption-customer-key";
    for (name, signed, received, cause, help) in [
        (
            "content-type",
            "image/jpeg",
            "image/png",
            "HTTP libraries and browsers",
            "send exactly `content-type: image/jpeg`",
        ),
        (
            "content-length",
            "5",
            "7",
            "the size of the body differs",
            "send a body of 5 bytes, or sign for another size",
        ),
        (
            "content-md5",
            "a",
            "b",
            "the body differs, or the client computes the header",
            "send exactly `content-md5: a`",
        ),
        ("range", "bytes=0-1", "bytes=0-2", "download managers", "send exactly `range: bytes=0-1`"),
        (
            "accept-encoding",
            "identity",
            "gzip",
            "clients and proxies change this header",
            "sign without `accept-encoding`",
        ),
        (
            "x-amz-checksum-crc32",
            "a",
            "b",
            "the body differs, or the client computes the checksum",
            "send exactly `x-amz-checksum-crc32: a`",
        ),
        (
            "x-amz-acl",
            "private",
            "public-read",
            "the client or a proxy changed it",
            "send exactly `x-amz-acl: private`",
        ),
        (
            KEY,
            "a",
            "b",
            "the client or a proxy changed it",
            "send `x-amz-server-side-encryption-customer-key` with the key that was signed",
        ),
    ] {
        let diagnosis = of_header(name, signed, &format!("{name}:{received}\n"));
        assert_eq!(*diagnosis.cause(), Cause::HeaderChanged { name: name.into() });
        assert!(said(&diagnosis, "cause").starts_with(cause), "{diagnosis}");
        assert_eq!(said(&diagnosis, "help"), help);
    }
    for (name, signed, help) in [
        ("content-length", "5", "send a body of known size, not a chunked one"),
        ("x-amz-acl", "private", "send `x-amz-acl` as `Presigned::headers` returns it, or sign without it"),
        ("user-agent", "a", "sign without `user-agent`"),
    ] {
        let diagnosis = of_header(name, signed, "");
        assert_eq!(*diagnosis.cause(), Cause::HeaderMissing { name: name.into() });
        assert_eq!(said(&diagnosis, "help"), help);
    }
    // Many servers do not distinguish a header without a value from one that is missing.
    let missing = Cause::HeaderMissing { name: "x-amz-meta-a".into() };
    assert_eq!(*of_header("x-amz-meta-a", "a", "x-amz-meta-a:\n").cause(), missing);
    assert_eq!(*of_header("x-amz-meta-a", "", "x-amz-meta-a:\n").cause(), Cause::Secret);
}

#[test]
fn the_advice_for_an_unsigned_header_depends_on_the_header() {
    for (names, cause, help) in [
        ("host", "X-Amz-SignedHeaders arrived without it", "use the URL unchanged"),
        ("Host", "X-Amz-SignedHeaders arrived without it", "use the URL unchanged"),
        ("x-amz-date", "a client, SDK or proxy added it", "leave `x-amz-date` out: the URL already says it"),
        (
            "x-amz-content-sha256",
            "a client, SDK",
            "leave `x-amz-content-sha256` out, or sign it with `payload_sha256`",
        ),
        ("x-amz-acl", "a client, SDK", "leave `x-amz-acl` out, or add it with `header` before signing"),
        ("x-amzn-trace-id;x-amz-acl", "a client, SDK", "leave `x-amzn-trace-id`, `x-amz-acl` out"),
        ("x-amz-date;x-amz-acl", "a client, SDK", "leave `x-amz-date`, `x-amz-acl` out"),
        ("host x-amz-acl", "a client, SDK", "leave `host`, `x-amz-acl` out"),
        ("x-amz-content-sha256, x-amz-acl", "a client, SDK", "leave `x-amz-content-sha256`, `x-amz-acl` out"),
    ] {
        let elements = [("Code", "AccessDenied"), ("HeadersNotSigned", names)];
        let diagnosis = put().diagnose(&ErrorResponse::from_elements(elements)).unwrap();
        assert!(said(&diagnosis, "cause").starts_with(cause), "{diagnosis}");
        assert_eq!(said(&diagnosis, "help"), help, "{names}");
    }
}

/// A server may ignore the signed hash of the body, which is unlikely unless there is one.
#[test]
fn a_signed_hash_of_the_body_is_a_suspect() {
    let with_hash = s3().put("examplebucket", "duck.jpg").payload_sha256([7; 32]).presign_at(date()).unwrap();
    let of = |presigned: &Presigned| said(&presigned.diagnose(&response(&[])).unwrap(), "cause");
    assert_eq!(of(&put()), "the request was changed, or the secret is wrong");
    assert_eq!(
        of(&with_hash),
        "the request was changed, the secret is wrong, or the server ignores the signed hash of the body"
    );
}

#[test]
fn an_ignored_hash_of_the_body_arrived() {
    let s3 = s3();
    let request = || s3.put("examplebucket", "duck.jpg").payload_sha256([7; 32]);
    let explanation = request().explain_at(date()).unwrap();
    let presigned = request().presign_at(date()).unwrap();
    let hash = hex::encode([7; 32]);
    let ignored = explanation.canonical_request().replace(&format!("\n{hash}"), "\nUNSIGNED-PAYLOAD");
    let missing = ignored.replace(&format!("x-amz-content-sha256:{hash}\n"), "");
    assert_ne!(ignored, missing);
    for (theirs, cause) in [(&ignored, "PayloadHashIgnored"), (&missing, "PayloadHashMissing")] {
        let diagnosis = presigned.diagnose(&response(&[("CanonicalRequest", theirs)])).unwrap();
        let causes: Vec<_> = diagnosis.causes().map(name).collect();
        assert!(causes.contains(&cause.to_owned()), "{causes:?}");
    }
}

#[test]
fn only_a_difference_is_marked() {
    let changed = of_header("x-amz-acl", "private", "x-amz-acl:public\n").to_string();
    let marks = format!("  |           {}^^^^^\n", " ".repeat("x-amz-acl:p".len()));
    assert!(changed.contains(&marks), "{changed}");
    let missing = of_header("x-amz-acl", "private", "").to_string();
    assert!(missing.contains("| received  (nothing)\n") && !missing.contains('^'), "{missing}");
    let added = of_header("x-amz-acl", "private", "x-amz-acl:private\nx-amz-b:c\n").to_string();
    assert!(added.contains("|   signed  (nothing)\n") && !added.contains('^'), "{added}");
}

#[test]
fn a_message_is_recognized_in_any_case_and_on_any_lines() {
    for message in ["Request has expired", "REQUEST  HAS\nEXPIRED", " request\thas expired. "] {
        let elements = [("Code", "AccessDenied"), ("Message", message)];
        let diagnosis = put().diagnose(&ErrorResponse::from_elements(elements)).unwrap();
        assert_eq!(*diagnosis.cause(), Cause::Expired, "{message}");
    }
    let names = |message: &str| {
        let elements = [("Code", "InvalidRequest"), ("Message", message)];
        put().diagnose(&ErrorResponse::from_elements(elements)).unwrap().cause().clone()
    };
    assert_eq!(
        names("headers `X-Amz-Acl`, `x-amz-meta-a` should be signed"),
        Cause::HeadersNotSigned { names: vec!["x-amz-acl".into(), "x-amz-meta-a".into()] }
    );
}

/// A code that nobody knows means more than the status.
#[test]
fn an_unknown_code_is_not_explained_by_the_status() {
    let strange = || ErrorResponse::from_elements([("Code", "Strange")]).with_status(403);
    let diagnosis = put().diagnose(&strange()).unwrap();
    assert_eq!((diagnosis.code(), diagnosis.cause()), ("Strange", &Cause::Unknown));
    assert_eq!(*super::forms::form().diagnose(&strange()).cause(), Cause::Unknown);
}

#[test]
fn a_host_that_is_not_served_does_not_show_a_token() {
    const TOKEN: &str = "FwoGZXIvYXdzEXAMPLE/";
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token(TOKEN);
    let get = s3().with_credentials(credentials).get("examplebucket", "duck.jpg").presign_at(date()).unwrap();
    for (host, shown) in [(TOKEN, ".."), ("files.example.com", "files.example.com")] {
        let elements = [("Code", "InvalidRequest"), ("HostNotServed", host)];
        let diagnosis = get.diagnose(&ErrorResponse::from_elements(elements)).unwrap();
        assert_eq!(*diagnosis.cause(), Cause::HostNotServed { host: shown.into() });
    }
}

#[test]
fn clocks_that_agree_are_not_called_fast() {
    for (server, seconds, cause) in [
        ("20260101T120000Z", 0, "one of them is wrong, or local time was used as UTC"),
        ("20260101T115959Z", 1, "by the server's clock, the URL is not valid yet"),
    ] {
        let elements =
            [("Code", "RequestTimeTooSkewed"), ("RequestTime", "20260101T120000Z"), ("ServerTime", server)];
        let diagnosis = put().diagnose(&ErrorResponse::from_elements(elements)).unwrap();
        assert_eq!(*diagnosis.cause(), Cause::Clock { ahead: Some(seconds) });
        assert_eq!(said(&diagnosis, "cause"), cause);
        assert!(
            diagnosis.to_string().contains(&format!(" {seconds} s ahead of the server's")),
            "{diagnosis}"
        );
    }
    for (server, span) in
        [("20251230T120000Z", "2 d"), ("20251230T110000Z", "2 d 1 h"), ("20260101T100000Z", "2 h")]
    {
        let elements =
            [("Code", "RequestTimeTooSkewed"), ("RequestTime", "20260101T120000Z"), ("ServerTime", server)];
        let report = put().diagnose(&ErrorResponse::from_elements(elements)).unwrap().to_string();
        assert!(report.contains(&format!("signer's clock is {span} ahead of the server's")), "{report}");
    }
}

#[test]
fn a_region_is_wrong_only_if_the_response_says_so() {
    let malformed = "AuthorizationHeaderMalformed";
    for (code, message, cause) in [
        (malformed, "The region is wrong", Cause::Region { expected: None }),
        (malformed, "The header is wrong", Cause::Malformed),
        ("InvalidRegion", "It is wrong", Cause::Malformed),
        (malformed, "the region is wrong; expecting 'us-east-1'", Cause::Malformed),
        (malformed, "unexpected scope: the region is wrong; expecting 'us-east-1'", Cause::Scope),
        (malformed, "incorrect service; expecting 'us-east-1'", Cause::Scope),
    ] {
        let elements = [("Code", code), ("Message", message)];
        let diagnosis = put().diagnose(&ErrorResponse::from_elements(elements)).unwrap();
        assert_eq!(*diagnosis.cause(), cause, "{message}");
    }
}

/// A request of which a server decodes the path, or reads other headers. The texts that it discloses have lost their
/// line breaks.
struct Flat {
    presigned: Presigned,
    explanation: Explanation,
}

impl Flat {
    fn new(key: &str) -> Self {
        let s3 = s3();
        let request = || {
            s3.put("examplebucket", key).content_type("text/plain").header("x-amz-meta-title", "a duck and b")
        };
        Self {
            presigned: request().presign_at(date()).unwrap(),
            explanation: request().explain_at(date()).unwrap(),
        }
    }

    /// Returns the string to sign of a server that computes this canonical request.
    fn string_to_sign(&self, theirs: &str) -> String {
        let (rest, _) = self.explanation.string_to_sign().rsplit_once('\n').unwrap();
        format!("{rest}\n{}", hex::encode(Sha256::digest(theirs)))
    }

    /// Returns the causes if the server computes `theirs`, and shows `shown` in its place.
    fn causes(&self, theirs: &str, shown: &str) -> Vec<String> {
        let elements = [("CanonicalRequest", shown), ("StringToSign", &*self.string_to_sign(theirs))];
        self.presigned.diagnose(&response(&elements)).unwrap().causes().map(name).collect()
    }

    #[track_caller]
    fn assert_restored(&self, theirs: &str, shown: &str, cause: &str) {
        assert_eq!(self.causes(theirs, theirs), [cause], "{theirs}");
        assert_eq!(self.causes(theirs, shown), [cause], "{shown}");
    }
}

#[test]
fn a_canonical_request_on_one_line_is_restored() {
    let flat = |text: &str| text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    for (key, decoded) in [
        ("duck.jpg", "/duck.jpg"),
        ("a duck.jpg", "/a duck.jpg"),
        ("a=b duck.jpg", "/a=b duck.jpg"),
        ("a b=c d e.jpg", "/a b=c d e.jpg"),
        ("a duck and a goose and b.jpg", "/a duck and a goose and b.jpg"),
        // Other white space, which is not a blank.
        ("a\u{2003}duck\u{3000}b.jpg", "/a\u{2003}duck\u{3000}b.jpg"),
    ] {
        let request = Flat::new(key);
        let ours = request.explanation.canonical_request();
        request.assert_restored(ours, &flat(ours), "Secret");
        assert_eq!(request.causes("another", &flat(ours)), ["TextAltered"]);
        request.assert_restored(ours, &flat(ours).replace("title:", "title: "), "Secret");
        // A proxy changed a header.
        let theirs = ours.replace("text/plain", "text/html");
        request.assert_restored(&theirs, &flat(&theirs), "HeaderChanged");
        let theirs = ours.replace("a duck and b", "a duck and c");
        request.assert_restored(&theirs, &flat(&theirs), "HeaderChanged");
        // A blank after a colon does not belong to the value.
        request.assert_restored(&theirs, &flat(&theirs).replace("title:", "title: "), "HeaderChanged");
        // The server decodes the path.
        let encoded = ours.split('\n').nth(1).unwrap();
        let theirs = ours.replacen(encoded, decoded, 1);
        if theirs != ours {
            request.assert_restored(&theirs, &flat(&theirs), "PathEncoding");
        }
    }
}

/// Whoever altered it may have changed anything: in tickets, people replace names.
#[test]
fn a_text_without_its_hash_is_not_compared() {
    let request = Flat::new("duck.jpg");
    let ours = request.explanation.canonical_request();
    for (from, to) in [
        ("duck and b", "duck  and b"),
        ("host:examplebucket", "host:BUCKET"),
        ("/duck.jpg", "/..."),
        (ours, ""),
    ] {
        let changed = ours.replace(from, to);
        let expected = if changed.is_empty() { "Undisclosed" } else { "TextAltered" };
        assert_eq!(request.causes("another", &changed), [expected], "{changed}");
        // The hash is that of the signed request.
        assert_eq!(request.causes(ours, &changed), ["Secret"], "{changed}");
    }
    // What the client sent may say more.
    let sent =
        response(&[("CanonicalRequest", "GET\n/"), ("StringToSign", &request.string_to_sign("another"))])
            .with_request("GET", request.presigned.url(), request.presigned.signed_headers());
    assert!(matches!(request.presigned.diagnose(&sent).unwrap().cause(), Cause::Method { .. }));
}

#[test]
fn white_space_is_not_compared_without_a_hash() {
    let request = Flat::new("duck.jpg");
    let ours = request.explanation.canonical_request();
    let causes = |theirs: &str| {
        let diagnosis = request.presigned.diagnose(&response(&[("CanonicalRequest", theirs)])).unwrap();
        diagnosis.causes().map(name).collect::<Vec<_>>()
    };
    assert_eq!(causes(&ours.replace("duck and b", "duck  and b")), ["TextAltered"]);
    assert_eq!(causes(&ours.replace("duck and b", "goose  and b")), ["HeaderChanged"]);
    assert_eq!(causes(&ours.replace('\n', " ")), ["Secret"]);
    for (from, to) in
        [("PUT\n", "put\n"), ("PUT\n", "P1T\n"), ("PUT\n", "\n"), ("host;", "ghost;"), ("\n\n", "\n")]
    {
        let shown = ours.replace("duck and b", "goose and b").replacen(from, to, 1);
        assert!(
            ["TextAltered", "HeaderChanged"].contains(&&*causes(&shown)[0]),
            "{shown}: {:?}",
            causes(&shown)
        );
    }
}

/// Some servers write the bytes, without leading zeros.
#[test]
fn broken_bytes_are_read() {
    let request = Flat::new("duck.jpg");
    let ours = request.explanation.canonical_request();
    let theirs = ours.replace("text/plain", "text/html");
    let string_to_sign = request.string_to_sign(&theirs);
    for leading in [true, false] {
        let bytes = |text: &str| {
            let bytes =
                text.bytes().map(|byte| if leading { format!("{byte:02x}") } else { format!("{byte:x}") });
            bytes.collect::<Vec<_>>().join(" ")
        };
        let (request_bytes, string_bytes) = (bytes(&theirs), bytes(&string_to_sign));
        for at in 0..string_bytes.len() {
            let broken = |bytes: &str| [&bytes[..at], "\n  ", &bytes[at..]].concat();
            let elements = [
                ("CanonicalRequestBytes", &*broken(&request_bytes)),
                ("StringToSignBytes", &*broken(&string_bytes)),
            ];
            let diagnosis = request.presigned.diagnose(&response(&elements)).unwrap();
            assert_eq!(diagnosis.causes().map(name).collect::<Vec<_>>(), ["HeaderChanged"], "{elements:?}");
        }
    }
}

/// People replace parts of the bytes, too: https://github.com/jcberquist/aws-cfml/issues/9
#[test]
fn replaced_bytes_are_not_compared() {
    let request = Flat::new("duck.jpg");
    let ours = request.explanation.canonical_request();
    let string_to_sign = request.string_to_sign(ours);
    let bytes: Vec<String> = string_to_sign.bytes().map(|byte| format!("{byte:02x}")).collect();
    let replaced = bytes.join(" ").replacen("41 43", "12 43", 1);
    let elements =
        [("CanonicalRequest", ours), ("StringToSign", &*string_to_sign), ("StringToSignBytes", &*replaced)];
    assert_eq!(*request.presigned.diagnose(&response(&elements)).unwrap().cause(), Cause::Secret);
}

/// A server that leaves keys out computes the hash of another text than the one that it shows.
#[test]
fn a_key_that_was_left_out_is_found_by_the_hash() {
    let s3 = s3();
    let put = || s3.put("examplebucket", "duck.jpg").content_type("text/plain").sse_c(&[7; 32], &[8; 16]);
    let (presigned, explanation) = (put().presign_at(date()).unwrap(), put().explain_at(date()).unwrap());
    let name_of_key = "x-amz-server-side-encryption-customer-key:";
    let ours = explanation.canonical_request();
    let start = ours.find(name_of_key).unwrap() + name_of_key.len();
    let key = ours[start..].lines().next().unwrap();
    let other = "A".repeat(key.len());
    for (theirs, expected) in [
        (ours.to_owned(), "Secret"),
        (ours.replace(key, &other), "HeaderChanged"),
        (ours.replace("text/plain", "text/html"), "HeaderChanged"),
    ] {
        let (rest, _) = explanation.string_to_sign().rsplit_once('\n').unwrap();
        let string_to_sign = format!("{rest}\n{}", hex::encode(Sha256::digest(&theirs)));
        let shown = theirs.replace(key, "..").replace(&other, "..");
        for shown in [shown.clone(), shown.replace("content-", "cont\nent-"), shown.replace('\n', " ")] {
            let elements = [("CanonicalRequest", &*shown), ("StringToSign", &*string_to_sign)];
            let diagnosis = presigned.diagnose(&response(&elements)).unwrap();
            assert_eq!(diagnosis.causes().map(name).collect::<Vec<_>>(), [expected], "{shown}");
        }
    }
}

#[test]
fn a_broken_signature_is_read() {
    let request = Flat::new("duck.jpg");
    let ours = request.explanation.canonical_request();
    let signature = request.presigned.url().rsplit_once('=').unwrap().1;
    let string_to_sign = request.string_to_sign(ours);
    for at in 0..signature.len() {
        let broken = [&signature[..at], "\n ", &signature[at..]].concat();
        let elements = [("StringToSign", &*string_to_sign), ("SignatureProvided", &*broken)];
        assert_eq!(*request.presigned.diagnose(&response(&elements)).unwrap().cause(), Cause::Secret);
    }
}

#[test]
fn a_string_to_sign_that_is_cut_is_not_compared() {
    let request = Flat::new("duck.jpg");
    let flat = request.explanation.string_to_sign().replace('\n', " ");
    for text in [&*flat, request.explanation.string_to_sign()] {
        for end in 5..text.len() {
            let diagnosis = request.presigned.diagnose(&response(&[("StringToSign", &text[..end])])).unwrap();
            assert_eq!(name(diagnosis.cause()), "Undisclosed", "{}", &text[..end]);
        }
    }
    for (text, cause) in [
        // That of Signature Version 2: https://github.com/aws/aws-sdk-net/issues/282
        ("PUT\n\ntext/plain\n1767269700\n/examplebucket/duck.jpg", "SignatureVersion"),
        ("GET 1607367406 /TESTBUCKET/TEST.pdf", "SignatureVersion"),
        // Replaced: https://github.com/aws/aws-sdk-php/issues/1344
        ("xxx", "Undisclosed"),
        ("[REDACTED]", "Undisclosed"),
        ("AWS4-HMAC-SHA256 xxx", "Undisclosed"),
    ] {
        let diagnosis = request.presigned.diagnose(&response(&[("StringToSign", text)])).unwrap();
        assert_eq!(diagnosis.causes().map(name).collect::<Vec<_>>(), [cause], "{text}");
    }
    // Without its hash, a string to sign does not tell whether the text is the right one.
    let ours = request.explanation.canonical_request();
    let (rest, hash) = request.explanation.string_to_sign().rsplit_once('\n').unwrap();
    for hash in ["", &hash[1..], "abc", &"g".repeat(64)] {
        let string_to_sign = format!("{rest}\n{hash}");
        let response = response(&[("CanonicalRequest", ours), ("StringToSign", &string_to_sign)]);
        assert_eq!(name(request.presigned.diagnose(&response).unwrap().cause()), "Secret", "{hash}");
    }
}
