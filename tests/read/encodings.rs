//! A client may encode a URL differently from the signer. The request is accepted if it means the same.

use crate::{Call, TOKEN, credentials, date, parse, presigner};
use presign::Method;

const KEY: &str = "it's/(a) b+c*!/ü~%41";
const PATH: &str = "/bucket/it%27s/%28a%29%20b%2Bc%2A%21/%C3%BC~%2541";

fn get() -> Call {
    let s3 = presigner(credentials().with_session_token(TOKEN));
    let get = s3.get("bucket", KEY).query("acl", "").query("prefix", "a b/+c").query("é=&", "1");
    let get = get.header("a", "1").header("range", "bytes=0-9");
    let get = Call::new(&get.presign_at(date(crate::DATE)).unwrap());
    get.keys(credentials().with_session_token(TOKEN))
}

#[test]
fn a_url_in_another_encoding_is_accepted() {
    assert!(get().url.contains(PATH), "{}", get().url);
    for (from, to) in [
        // Lower-case hexadecimal digits.
        ("%C3%BC~", "%c3%bc~"),
        ("%2Bc%2A", "%2bc%2a"),
        ("&prefix=a%20b%2F%2Bc", "&prefix=a%20b%2f%2bc"),
        ("&X-Amz-SignedHeaders=a%3Bhost%3Brange", "&X-Amz-SignedHeaders=a%3bhost%3brange"),
        // Characters that a browser or `encodeURIComponent` does not encode.
        ("it%27s/%28a%29%20b%2Bc%2A%21/", "it's/(a)%20b%2Bc*!/"),
        ("%2Bc%2A", "+c*"),
        ("/%C3%BC~", "/ü~"),
        ("&prefix=a%20b%2F%2Bc", "&prefix=a%20b/%2Bc"),
        ("&prefix=a%20b%2F%2Bc", "&prefix=a b/%2Bc"),
        ("?%C3%A9%3D%26=1", "?é%3D%26=1"),
        ("%2F20130524%2Fus-east-1%2Fs3%2Faws4_request", "/20130524/us-east-1/s3/aws4_request"),
        ("=a%3Bhost%3Brange", "=a;host;range"),
        ("%2F%2Fa%2Bb%2Fc%3D%3D", "//a%2Bb/c=="),
        // Characters that no client encodes.
        ("/bucket/", "/%62uck%65t/"),
        ("/bucket/", "/bucket%2F"),
        ("/%C3%BC~", "/%C3%BC%7E"),
        ("&acl=", "&%61cl="),
        ("X-Amz-Date=2013", "X-Amz%2DDate=%32013"),
        ("&X-Amz-Expires=900", "&%58-Amz-Expires=9%300"),
        ("AWS4-HMAC-SHA256", "AWS4%2DHMAC%2dSHA256"),
        ("&X-Amz-Signature=", "&X-Amz-%53ignature="),
        // The encoding of HTML forms.
        ("&prefix=a%20b", "&prefix=a+b"),
        // A parameter without a value, and empty parameters.
        ("&acl=", "&acl"),
        ("&acl=", "&&acl="),
        ("&acl=", "&acl=&&&"),
        ("?", "?&"),
        // Upper-case letters in the scheme and the host, and another scheme.
        ("http://localhost", "HTTP://LOCALHOST"),
        ("http://localhost:9000", "https://localhost:9000"),
    ] {
        get().url(from, to).assert_accepted();
    }
    Call { url: get().url + "&", ..get() }.assert_accepted();
}

#[test]
fn parameters_are_accepted_in_any_order() {
    let url = get().url;
    let (place, query) = url.split_once('?').unwrap();
    let mut parameters: Vec<_> = query.split('&').collect();
    assert_eq!(parameters.len(), 10);
    for _ in 0..parameters.len() {
        parameters.rotate_left(1);
        let forwards = parameters.join("&");
        let backwards = parameters.iter().rev().copied().collect::<Vec<_>>().join("&");
        for query in [forwards, backwards] {
            Call { url: format!("{place}?{query}"), ..get() }.assert_accepted();
        }
    }
}

#[test]
fn a_url_that_only_looks_the_same_is_refused() {
    for (from, to) in [
        // In a path, `+` is not a space.
        ("%20b%2Bc", "+b%2Bc"),
        ("%20b%2Bc", "%20b%20c"),
        ("b%2Bc%2A", "b%252Bc%2A"),
        ("~%2541", "~%41"),
        ("~%2541", "~A"),
        ("/bucket/", "/bucket//"),
        ("/bucket/", "//bucket/"),
        ("/bucket/", "/./bucket/"),
        ("/bucket/", "/bucket/a/../"),
        ("/bucket/", "/bucket/%2E/"),
        ("~%2541", "~%2541/"),
        ("~%2541", "~%2541%00"),
        // Another Unicode normalization form, and another letter.
        ("/%C3%BC~", "/u%CC%88~"),
        ("/%C3%BC~", "/%C3%9C~"),
        ("&prefix=a%20b", "&prefix=a%2520b"),
        ("&prefix=a%20b", "&prefix=a%09b"),
        ("%2Bc&", "+c&"),
        ("&acl=", "&acl=%20"),
        ("&acl=", "&acl=="),
        ("&acl=", "&acl;"),
        ("&acl=", "&acl%3D"),
        ("?%C3%A9%3D%26=1", "?%C3%A9=%26=1"),
        ("http://localhost:9000", "http://localhost.:9000"),
    ] {
        get().url(from, to).assert_mismatch();
    }
}

#[test]
fn a_url_without_a_path_addresses_the_root() {
    let s3 = presign::Presigner::new(
        credentials(),
        presign::Endpoint::custom("http://s3.example.com", "us-east-1").unwrap().virtual_hosted_style(),
    );
    let list = Call::new(&s3.list_objects("bucket").presign_at(date(crate::DATE)).unwrap());
    list.clone().assert_accepted();
    list.clone().url(".com/?", ".com?").assert_accepted();
    list.clone().url(".com/?", ".com:80/?").assert_accepted();
    list.clone().url(".com/?", ".com:443/?").assert_mismatch();
    assert_eq!(parse(&list.url(".com/?", ".com?").url).object_at("s3.example.com"), Some(("bucket", "")));
}

/// Each row has the headers that are sent, and whether they match the signed ones.
#[test]
fn only_the_normal_form_of_header_values_is_compared() {
    let s3 = presigner(credentials());
    let put = s3.put("bucket", "a").header("x-amz-meta-a", "one two").header("x-amz-meta-b", "1");
    let put = put.header("x-amz-meta-b", "2,3");
    let signed = Call::new(&put.presign_at(date(crate::DATE)).unwrap());
    let (a, b) = ("x-amz-meta-a", "x-amz-meta-b");
    for (headers, is_signed) in [
        (&[(a, "one two"), (b, "1,2,3")][..], true),
        (&[(b, "1,2,3"), (a, "one two")], true),
        (&[("X-Amz-Meta-A", "one two"), ("X-AMZ-META-B", "1,2,3")], true),
        (&[(a, "  one   two "), (b, "\t1,2,3\t ")], true),
        (&[(a, "one two"), (b, "1"), (b, "2"), (b, "3")], true),
        (&[(b, " 1"), (a, "one two"), (b, "2,3 ")], true),
        (&[(b, "1"), ("X-Amz-Meta-B", "2,3"), (a, "one two")], true),
        (&[(a, "one two"), (b, "2,3"), (b, "1")], false),
        (&[(a, "one two"), (b, "1, 2,3")], false),
        (&[(a, "one two"), (b, "1,2,3"), (b, "")], false),
        (&[(a, "one two"), (a, "one two"), (b, "1,2,3")], false),
        (&[(a, "one\ttwo"), (b, "1,2,3")], false),
        (&[(a, "one\u{a0}two"), (b, "1,2,3")], false),
        (&[(a, "onetwo"), (b, "1,2,3")], false),
        (&[(a, "one two\n"), (b, "1,2,3")], false),
        (&[(a, "one two\nx-amz-meta-b:1,2,3"), (b, "")], false),
        (&[(a, ""), (b, "1,2,3")], false),
    ] {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let call = Call { headers, method: Method::Put, ..signed.clone() };
        match is_signed {
            true => call.assert_accepted(),
            false => call.assert_mismatch(),
        }
    }
}
