//! No secret, token, key or signature in any `Debug` or error.

use presign::sigv4::{
    Credential, CredentialScope, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth, SessionToken,
    SignableRequest, SigningKey, TokenPlacement, Value, uri_encode,
};
use presign::{
    AmzDate, Cause, CopySource, Credentials, Endpoint, ErrorResponse, Method, PresignedUrl, Presigner,
    Refusal, UrlError, Verifier,
};
use sha2::{Digest, Sha256};

const SECRET: &str = "MARKEDsecret";
const TOKEN: &str = "MARKEDtoken";
/// A key of server-side encryption, which goes into a header.
const CUSTOMER_KEY: &str = "MARKEDcustomerkey";

#[track_caller]
fn assert_hidden(debug: &str, signature: &str) {
    assert!(!debug.contains("MARKED"), "{debug}");
    assert!(!debug.contains(signature), "{debug}");
}

#[test]
fn debug_elides_what_is_secret() {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(TOKEN);
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let date = "20130524T000000Z".parse().unwrap();
    let request = s3
        .put("bucket", "key")
        .header("x-amz-server-side-encryption-customer-key", CUSTOMER_KEY)
        .query("versionId", "last");
    let presigned = request.clone().presign_at(date).unwrap();
    let (_, rest) = presigned.url().split_once("X-Amz-Signature=").unwrap();
    let signature = &rest[..64];

    assert_hidden(&format!("{:#?}", s3.credentials()), signature);
    assert_hidden(&format!("{s3:#?}"), signature);
    assert_hidden(&format!("{request:#?}"), signature);
    assert_hidden(&format!("{presigned:#?}"), signature);
    assert_hidden(&format!("{:#?}", s3.objects(Method::Get, "bucket").prepare_at(date).unwrap()), signature);
    assert_hidden(&format!("{:#?}", request.explain_at(date).unwrap()), signature);
    assert_eq!(
        format!("{presigned:?}"),
        "Presigned { method: Put, url: https://bucket.s3.us-east-1.amazonaws.com/key?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIDEXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z\
         &X-Amz-Expires=900&X-Amz-Security-Token=..\
         &X-Amz-SignedHeaders=host%3Bx-amz-server-side-encryption-customer-key&versionId=last&X-Amz-Signature=.., \
         headers: [\"x-amz-server-side-encryption-customer-key\"], expires_at: 20130524T001500Z }",
    );
}

#[test]
fn debug_elides_a_customer_key() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let request = s3.put("bucket", "key").sse_c(b"MARKEDMARKEDMARKEDMARKEDMARKEDMA", &[7; 16]);
    let presigned = request.clone().presign().unwrap();
    let key = presigned.headers().find(|(name, _)| name.ends_with("-customer-key")).unwrap().1;
    assert_eq!(key, "TUFSS0VETUFSS0VETUFSS0VETUFSS0VETUFSS0VETUE=");
    for debug in [format!("{request:#?}"), format!("{presigned:#?}")] {
        assert_hidden(&debug, key);
    }
}

/// The bytes that are hashed are at hand for a comparison. What is printed or answered is without the key.
#[test]
fn an_explanation_is_printed_without_a_customer_key() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let date = "20130524T000000Z".parse().unwrap();
    let source = CopySource::new("bucket", "source");
    let copy = s3
        .copy(source, "bucket", "key")
        .header("x-amz-meta-note", "x-amz-server-side-encryption-customer-key:a");
    let request = copy
        .sse_c(b"MARKEDMARKEDMARKEDMARKEDMARKEDMA", &[7; 16])
        .header("x-amz-copy-source-server-side-encryption-customer-key", CUSTOMER_KEY);
    let presigned = request.clone().presign_at(date).unwrap();
    let explanation = request.explain_at(date).unwrap();

    let whole = explanation.canonical_request();
    assert!(whole.contains("-customer-key:TUFSS0VETUFSS0VETUFSS0VETUFSS0VETUFSS0VETUE=\n"), "{whole}");
    let hash = explanation.string_to_sign().rsplit('\n').next().unwrap();
    assert_eq!(hex::encode(Sha256::digest(whole)), hash);

    let url: PresignedUrl = presigned.url().parse().unwrap();
    let headers: Vec<_> = presigned.headers().collect();
    assert_eq!(url.explain(Method::Put, &headers).unwrap(), explanation);
    let xml = Refusal::SignatureDoesNotMatch.to_xml_with(&explanation, "/", "1");
    for text in [explanation.to_string(), xml.clone()] {
        assert!(!text.contains("MARKED") && !text.contains("TUFSS0VE"), "{text}");
        assert!(text.contains(
            "\nx-amz-server-side-encryption-customer-key:..\nx-amz-server-side-encryption-customer-key-"
        ));
        assert!(text.contains("\nx-amz-copy-source-server-side-encryption-customer-key:..\n"), "{text}");
        assert!(text.contains("\nx-amz-meta-note:x-amz-server-side-encryption-customer-key:a\n"), "{text}");
    }

    // The one who sent the key compares everything else, and is not told that the secret is wrong for sure.
    let answer = ErrorResponse::from_xml(&xml).unwrap();
    let diagnosis = url.diagnose(Method::Put, &headers, &answer);
    let names = [
        "x-amz-copy-source-server-side-encryption-customer-key".to_owned(),
        "x-amz-server-side-encryption-customer-key".to_owned(),
    ];
    assert_eq!(*diagnosis.cause(), Cause::SecretOrHeaders { names: names.into() }, "{diagnosis}");
    let md5 = xml.replace("BwcHBwcHBwcHBwcHBwcHBw==", "CAcHBwcHBwcHBwcHBwcHBw==");
    assert_ne!(md5, xml);
    let diagnosis = url.diagnose(Method::Put, &headers, &ErrorResponse::from_xml(&md5).unwrap());
    let name = "x-amz-server-side-encryption-customer-key-md5".to_owned();
    assert_eq!(diagnosis.causes().collect::<Vec<_>>(), [&Cause::HeaderChanged { name }], "{diagnosis}");
}

#[test]
fn debug_elides_a_session_of_s3_express_and_a_signing_key() {
    let date = "20130524T000000Z".parse().unwrap();
    let scope = CredentialScope::new(&date, "us-east-1", "s3express");
    let key = SigningKey::derive(SECRET, &scope);
    let bytes = key.secret_bytes();
    let credentials = Credentials::from_signing_key("AKIDEXAMPLE", key).with_s3_express_session_token(TOKEN);
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let presigned = s3.get("logs--use1-az4--x-s3", "key").presign_at(date).unwrap();
    assert!(presigned.url().contains(TOKEN));
    for debug in [format!("{s3:#?}"), format!("{presigned:#?}")] {
        assert_hidden(&debug, &hex::encode(bytes));
        assert!(!debug.contains(&format!("{bytes:?}")), "{debug}");
    }
}

#[test]
fn debug_of_the_stages_elides_what_is_secret() {
    let date = "20130524T000000Z".parse().unwrap();
    let token = SessionToken::new(TOKEN);
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let credential = Credential::new("AKIDEXAMPLE", &scope);
    let auth = QueryAuth::new(&credential, &date).unwrap().session_token(&token, TokenPlacement::Signed);
    let mut headers = Headers::default();
    headers.insert("x-amz-server-side-encryption-customer-key", CUSTOMER_KEY).unwrap();
    let mut parameters = Parameters::default();
    parameters.insert("key", CUSTOMER_KEY).unwrap();
    let request = SignableRequest {
        method: Method::Get,
        host: Host::new("example.com").unwrap(),
        path_rules: PathRules::S3,
        parameters: &parameters,
        headers: &headers,
        payload: PayloadHash::Unsigned,
        auth,
    };
    let mut text = String::new();
    let stages = request.stages("/key", &mut text).unwrap();
    let key = SigningKey::derive(SECRET, &scope);
    let signature = key.sign(&stages.string_to_sign).unwrap();

    let text = signature.to_string();
    for debug in [
        format!("{token:?}"),
        format!("{auth:?}"),
        format!("{request:?}"),
        format!("{stages:?}"),
        format!("{signature:?}"),
        format!("{:?}", Value::from(CUSTOMER_KEY)),
        format!("{:?}", uri_encode(CUSTOMER_KEY)),
    ] {
        assert_hidden(&debug, &text);
    }
    let debug = format!("{key:?}");
    assert_hidden(&debug, &hex::encode(key.secret_bytes()));
}

#[test]
fn errors_do_not_repeat_what_was_given_as_a_secret() {
    for credentials in [
        Credentials::new("MARKED/swapped", "AKIDEXAMPLE"),
        Credentials::new("AKIDEXAMPLE", "").with_session_token(TOKEN),
        Credentials::new("AKIDEXAMPLE", SECRET).with_session_token("MARKED token"),
    ] {
        let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
        let error = s3.get("bucket", "key").presign().unwrap_err();
        assert_hidden(&format!("{error} {error:?}"), SECRET);
    }
    let error = Endpoint::custom("https://user:MARKED@example.com", "us-east-1").unwrap_err();
    assert_hidden(&format!("{error} {error:?}"), SECRET);
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let error = s3.get("bucket", "key").header("x-amz-meta-a", "MARKED\n").presign().unwrap_err();
    assert_hidden(&format!("{error} {error:?}"), SECRET);
}

#[test]
fn what_is_read_elides_what_is_secret() {
    let date: AmzDate = "20130524T000000Z".parse().unwrap();
    for express in [false, true] {
        let credentials = Credentials::new("AKIDEXAMPLE", SECRET);
        let credentials = match express {
            true => credentials.with_s3_express_session_token(TOKEN),
            false => credentials.with_session_token(TOKEN),
        };
        let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1").unwrap());
        let put = s3.put("bucket", "key").header("x-amz-server-side-encryption-customer-key", CUSTOMER_KEY);
        let presigned = put.query("MARKEDname", "MARKEDvalue").presign_at(date).unwrap();
        let url: PresignedUrl = presigned.url().parse().unwrap();
        let signature = url.signature().to_string();
        assert_hidden(&format!("{url:#?}"), &signature);
        assert_hidden(&format!("{:#?}", url.signature()), &signature);

        let headers: Vec<_> = presigned.headers().collect();
        let verified = url.verify(Method::Put, &headers, date, &credentials).unwrap();
        assert_hidden(&format!("{verified:#?}"), &signature);
        assert_hidden(&format!("{:#?}", Verifier::any_region()), &signature);

        // Each way in which it is refused, the wrong token among them.
        let other = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token("MARKEDother");
        let stranger = Credentials::new("AKIDOTHER", SECRET);
        let late = "20140524T000000Z".parse().unwrap();
        let marked = [&headers[..], &[("x-amz-content-sha256", "MARKEDhash")]].concat();
        for (method, headers, keys, now) in [
            (Method::Get, &headers[..], &credentials, date),
            (Method::Put, &[], &credentials, date),
            (Method::Put, &marked, &credentials, date),
            (Method::Put, &headers, &other, date),
            (Method::Put, &headers, &stranger, date),
            (Method::Put, &headers, &credentials, late),
        ] {
            let refusal = url.verify(method, headers, now, keys).unwrap_err();
            let told = format!("{refusal} {refusal:?} {}", refusal.to_xml(url.path(), "1"));
            assert_hidden(&told, &signature);
        }
    }
}

/// What is wrong with a parameter is told by its name: its value may be a secret that was put in the wrong place.
#[test]
fn mistakes_in_a_url_do_not_repeat_it() {
    let s3 = Presigner::new(
        Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(TOKEN),
        Endpoint::aws("us-east-1").unwrap(),
    );
    let url = s3.get("bucket", "key").presign().unwrap().into_url();
    let (place, query) = url.split_once('?').unwrap();
    let (_, signature) = query.split_once("X-Amz-Signature=").unwrap();
    for parameter in query.split('&') {
        let (name, value) = parameter.split_once('=').unwrap();
        for (query, is_wrong) in [
            (query.replace(parameter, &format!("{name}=MARKED")), name != "X-Amz-Security-Token"),
            (query.replace(parameter, &format!("{name}=MARKED%zz{value}")), true),
            (query.replace(parameter, "MARKED"), name != "X-Amz-Security-Token"),
            (format!("{query}&{name}={value}MARKED"), true),
        ] {
            match format!("{place}?{query}").parse::<PresignedUrl>() {
                Ok(_) => assert!(!is_wrong, "{query}"),
                Err(error) => {
                    let refusal = Refusal::from(error.clone());
                    let told = format!("{error} {error:?} {refusal:?} {}", refusal.to_xml("/", "1"));
                    assert_hidden(&told, signature);
                }
            }
        }
    }
    for text in ["MARKED", "MARKED://a", "https://MARKED:MARKED@a/b", "https://a/b#MARKED"] {
        let error: UrlError = text.parse::<PresignedUrl>().unwrap_err();
        assert_hidden(&format!("{error} {error:?}"), "@");
    }
}
