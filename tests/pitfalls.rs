//! Mistakes that implementations of Signature Version 4 have made, each as a fact.

use presign::{Checksum, ContentDisposition, Credentials, Endpoint, Presigner};

const AUTH: &str = "X-Amz-Algorithm=AWS4-HMAC-SHA256\
    &X-Amz-Credential=AKIDEXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
    &X-Amz-Date=20130524T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host";

fn s3() -> Presigner {
    Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap())
}

/// The query of a URL, without the signature.
fn query(parameters: &[(&str, &str)]) -> String {
    let s3 = s3();
    let request = parameters
        .iter()
        .fold(s3.get("bucket", "key"), |request, (name, value)| request.query(*name, *value));
    let presigned = request.presign_at("20130524T000000Z".parse().unwrap()).unwrap();
    let (_, query) = presigned.url().split_once('?').unwrap();
    query.split_once("&X-Amz-Signature=").unwrap().0.into()
}

#[test]
fn the_query_holds_nothing_that_was_not_asked_for() {
    assert_eq!(query(&[]), AUTH);
}

#[test]
fn parameters_are_sorted_by_name_after_encoding() {
    for (parameters, expected) in [
        // Not as `name=value`: `=` sorts behind `-` and digits.
        (vec![("a1", "1"), ("a-b", "2"), ("a", "3")], format!("{AUTH}&a=3&a-b=2&a1=1")),
        // Encoded: `%` sorts before letters.
        (vec![("z", "1"), ("é", "2")], format!("%C3%A9=2&{AUTH}&z=1")),
        (vec![("b", ""), ("B", ""), ("_", ""), ("~", "")], format!("B=&{AUTH}&_=&b=&~=")),
        // Among those of the signature.
        (
            vec![("X-Amz-Copy", "1"), ("X-Amz-Acl", "2"), ("Y", "3")],
            format!(
                "X-Amz-Acl=2&{}&Y=3",
                AUTH.replace("&X-Amz-Credential", "&X-Amz-Copy=1&X-Amz-Credential")
            ),
        ),
    ] {
        assert_eq!(query(&parameters), expected);
    }
}

#[test]
fn a_space_is_never_a_plus() {
    let query = query(&[("a b", "c+d e"), ("f", "'()*!~")]);
    assert_eq!(query, format!("{AUTH}&a%20b=c%2Bd%20e&f=%27%28%29%2A%21~"));
}

/// `-` sorts before `:`, so lines sorted as text are not sorted by name.
#[test]
fn header_lines_are_sorted_by_name() {
    let s3 = s3();
    let put = s3
        .put("bucket", "key")
        .header("x-amz-server-side-encryption-aws-kms-key-id", "kid")
        .header("x-amz-server-side-encryption", "aws:kms");
    let explanation = put.explain_at("20130524T000000Z".parse().unwrap()).unwrap();
    let (_, headers) = explanation.canonical_request().split_once("\nhost:").unwrap();
    assert_eq!(
        headers,
        "bucket.s3.us-east-1.amazonaws.com\nx-amz-server-side-encryption:aws:kms\n\
         x-amz-server-side-encryption-aws-kms-key-id:kid\n\n\
         host;x-amz-server-side-encryption;x-amz-server-side-encryption-aws-kms-key-id\nUNSIGNED-PAYLOAD",
    );
}

#[test]
fn header_values_are_sent_as_they_were_signed() {
    for (values, sent) in [
        (vec!["a  b"], "a b"),
        (vec!["   "], ""),
        (vec![" \ta \t"], "a"),
        (vec!["\"a   b\""], "\"a b\""),
        (vec!["v2", " v1 "], "v2,v1"),
        (vec!["", ""], ","),
    ] {
        let s3 = s3();
        let request = values
            .into_iter()
            .fold(s3.put("bucket", "key"), |request, value| request.header("X-Amz-Meta-A", value));
        let presigned = request.presign().unwrap();
        assert_eq!(presigned.headers().collect::<Vec<_>>(), [("x-amz-meta-a", sent)]);
    }
}

#[test]
fn a_key_is_not_normalized() {
    for (key, path) in
        [("/a", "//a"), ("a//b/", "/a//b/"), ("//", "///"), ("a%2Fb", "/a%252Fb"), ("a+b", "/a%2Bb")]
    {
        let presigned = s3().get("bucket", key).presign().unwrap().into_url();
        let url = format!("https://bucket.s3.us-east-1.amazonaws.com{path}?");
        assert!(presigned.starts_with(&url), "{key}");
    }
}

#[test]
fn the_access_key_id_is_encoded() {
    let s3 = Presigner::new(Credentials::new("a+b=c", "secret"), Endpoint::aws("us-east-1").unwrap());
    let presigned = s3.get("bucket", "key").presign().unwrap();
    assert!(presigned.url().contains("&X-Amz-Credential=a%2Bb%3Dc%2F"));
}

/// As a header it would have to be sent, which no link can; AWS's documentation has it in the URL for signed ones.
#[test]
fn who_pays_stands_in_the_url() {
    let presigned = s3().get("bucket", "key").request_payer().presign().unwrap();
    assert!(presigned.url().contains("&x-amz-request-payer=requester&"), "{presigned:?}");
    assert_eq!(presigned.headers().count(), 0);
}

/// A checksum in the URL is one that S3 does not check.
#[test]
fn checksums_are_headers() {
    let presigned = s3().put("bucket", "key").checksum(Checksum::Crc32(0)).presign().unwrap();
    assert!(presigned.headers().eq([("x-amz-checksum-crc32", "AAAAAA==")]));
    assert!(!presigned.url().contains("&x-amz-checksum"), "{presigned:?}");
}

/// What a download is called: facts of RFC 6266 and RFC 8187.
#[test]
fn names_of_downloads() {
    for (name, disposition) in [
        ("a.txt", "attachment; filename=\"a.txt\""),
        ("it's (1) a, b=c.txt", "attachment; filename=\"it's (1) a, b=c.txt\""),
        ("a;b", "attachment; filename=\"a_b\"; filename*=UTF-8''a%3Bb"),
        ("", "attachment"),
        ("\"a\".txt", "attachment; filename=\"_a_.txt\"; filename*=UTF-8''%22a%22.txt"),
        ("100%.txt", "attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt"),
        ("../a\\b.txt", "attachment; filename=\".._a_b.txt\""),
        ("a\r\nSet-Cookie: b", "attachment; filename=\"a__Set-Cookie: b\""),
        ("ü.txt", "attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%BC.txt"),
        ("🦆", "attachment; filename=\"_\"; filename*=UTF-8''%F0%9F%A6%86"),
        ("photo\u{202e}gpj.exe", "attachment; filename=\"photo_gpj.exe\""),
        ("ü\u{202e}gpj.exe", "attachment; filename=\"__gpj.exe\"; filename*=UTF-8''%C3%BC_gpj.exe"),
        ("a  b", "attachment; filename=\"a  b\"; filename*=UTF-8''a%20%20b"),
    ] {
        assert_eq!(ContentDisposition::attachment(name).to_string(), disposition);
    }
}

/// Unicode's format characters, which turn the text around them or are not seen: none reaches a name.
#[test]
fn names_of_downloads_read_as_they_are() {
    let turning = ['\u{61c}'].into_iter().chain('\u{200e}'..='\u{200f}').chain('\u{202a}'..='\u{202e}');
    let turning = turning.chain('\u{2066}'..='\u{2069}');
    let unseen =
        ['\u{ad}', '\u{180e}', '\u{200b}', '\u{2060}', '\u{2064}', '\u{feff}', '\u{fff9}', '\u{e0041}'];
    let lines = ['\u{85}', '\u{2028}', '\u{2029}'];
    for c in turning.chain('\u{200b}'..='\u{200d}').chain(unseen).chain(lines) {
        let name = format!("a{c}b");
        assert_eq!(
            ContentDisposition::attachment(&name).to_string(),
            "attachment; filename=\"a_b\"",
            "{name:?}"
        );
        assert_eq!(ContentDisposition::inline(&name).to_string(), "inline; filename=\"a_b\"", "{name:?}");
    }
}
