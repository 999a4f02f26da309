//! No `Debug` output, error or diagnosis contains a secret, token, key or signature.

use presign::sigv4::{
    Credential, CredentialScope, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth, SessionToken,
    SignableRequest, SigningKey, TokenPlacement, Value, uri_encode,
};
use presign::{
    AmzDate, Cause, Claim, CopySource, Credentials, Endpoint, ErrorResponse, KeyLookup, Method, PresignedUrl,
    Presigner, Refusal, UrlError, Verifier, cloudfront, services::ServicePresigner,
};
use sha2::{Digest, Sha256};

const SECRET: &str = "MARKEDsecret";
const TOKEN: &str = "MARKEDtoken";
/// A customer's key for server-side encryption, which is a header.
const CUSTOMER_KEY: &str = "MARKEDcustomerkey";

#[track_caller]
fn assert_hidden(debug: &str, signature: &str) {
    assert!(!debug.is_empty());
    assert!(!debug.contains("MARKED"), "{debug}");
    assert!(!debug.contains(signature), "{debug}");
}

#[test]
fn debug_hides_secrets() {
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
fn debug_hides_the_tokens_of_services() {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(TOKEN);
    let aws = ServicePresigner::new(credentials, "us-east-1");
    let date = "20130524T000000Z".parse().unwrap();
    let request = aws.memorydb_token("sessions", "jane");
    let token = request.clone().presign_at(date).unwrap();
    let (_, rest) = token.as_str().split_once("X-Amz-Signature=").unwrap();
    assert!(token.as_str().contains(TOKEN));
    assert_hidden(&format!("{aws:#?} {request:#?} {token:#?}"), &rest[..64]);
    assert_eq!(format!("{token:?}"), "Token { expires_at: 20130524T001500Z, .. }");
    assert_eq!(
        format!("{aws:?}"),
        "ServicePresigner { credentials: Credentials { access_key_id: \"AKIDEXAMPLE\", session_token: true, expiry: None, \
         .. }, region: \"us-east-1\", clock_offset: ClockOffset { seconds: 0 }, .. }"
    );

    let request = aws.iot_mqtt("a.iot.us-east-1.amazonaws.com");
    let presigned = request.clone().presign_at(date).unwrap();
    let (_, rest) = presigned.url().split_once("X-Amz-Signature=").unwrap();
    assert!(presigned.url().ends_with(TOKEN));
    let explanation = request.clone().explain_at(date).unwrap();
    assert_hidden(&format!("{request:#?} {presigned:#?} {explanation:#?}"), &rest[..64]);
}

#[test]
fn debug_hides_secrets_from_other_sources() {
    let json = format!(r#"{{"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"{SECRET}","Token":"{TOKEN}"}}"#);
    let sdk = aws_credential_types::Credentials::new("AKIDEXAMPLE", SECRET, Some(TOKEN.into()), None, "");
    for credentials in [Credentials::from_json(&json).unwrap(), Credentials::try_from(sdk).unwrap()] {
        let s3 = Presigner::new(Credentials::new("AKIDOLD", "old"), Endpoint::aws("us-east-1").unwrap());
        let debug = format!("{credentials:?} {:?}", s3.with_credentials(credentials.clone()));
        assert_hidden(&debug, SECRET);
        assert!(debug.starts_with(
            r#"Credentials { access_key_id: "AKIDEXAMPLE", session_token: true, expiry: None, .. }"#
        ));
    }
}

#[test]
fn debug_hides_a_customer_key() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let request = s3.put("bucket", "key").sse_c(b"MARKEDMARKEDMARKEDMARKEDMARKEDMA", &[7; 16]);
    let presigned = request.clone().presign().unwrap();
    let key = presigned.headers().find(|(name, _)| name.ends_with("-customer-key")).unwrap().1;
    assert_eq!(key, "TUFSS0VETUFSS0VETUFSS0VETUFSS0VETUFSS0VETUE=");
    for debug in [format!("{request:#?}"), format!("{presigned:#?}")] {
        assert_hidden(&debug, key);
    }
}

/// The hashed bytes are available for comparison, but displayed text and responses leave out the key.
#[test]
fn an_explanation_is_displayed_without_a_customer_key() {
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

    // The string to sign has the hash of the complete request, so even the keys are compared.
    let diagnose = |xml: &str| url.diagnose(Method::Put, &headers, &ErrorResponse::from_xml(xml).unwrap());
    assert_eq!(*diagnose(&xml).cause(), Cause::Secret);
    // Without it, the secret is only one possible cause.
    let names = [
        "x-amz-copy-source-server-side-encryption-customer-key".to_owned(),
        "x-amz-server-side-encryption-customer-key".to_owned(),
    ];
    let diagnosis = diagnose(&xml.replace("StringToSign>", "Other>"));
    assert_eq!(*diagnosis.cause(), Cause::SecretOrHeaders { names: names.into() }, "{diagnosis}");
    let xml = xml.replace("StringToSign>", "Other>");
    let md5 = xml.replace("BwcHBwcHBwcHBwcHBwcHBw==", "CAcHBwcHBwcHBwcHBwcHBw==");
    assert_ne!(md5, xml);
    let diagnosis = diagnose(&md5);
    let name = "x-amz-server-side-encryption-customer-key-md5".to_owned();
    assert_eq!(diagnosis.causes().collect::<Vec<_>>(), [&Cause::HeaderChanged { name }], "{diagnosis}");
}

/// The server shows no key, but the hash of what it received.
#[test]
fn a_customer_key_that_changed_is_found_by_the_hash() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let put = s3.put("bucket", "key").sse_c(&[7; 32], &[7; 16]).presign().unwrap();
    let url: PresignedUrl = put.url().parse().unwrap();
    let headers: Vec<_> = put.headers().collect();
    let changed: Vec<(&str, &str)> = headers
        .iter()
        .map(
            |&(name, value)| {
                if name.ends_with("-customer-key") { (name, "CAcHBwcHBw==") } else { (name, value) }
            },
        )
        .collect();
    assert_ne!(headers, changed);
    let received = url.explain(Method::Put, &changed).unwrap();
    let xml = Refusal::SignatureDoesNotMatch.to_xml_with(&received, "/", "1");
    let diagnosis = url.diagnose(Method::Put, &headers, &ErrorResponse::from_xml(&xml).unwrap());
    let name = "x-amz-server-side-encryption-customer-key".to_owned();
    assert_eq!(diagnosis.causes().collect::<Vec<_>>(), [&Cause::HeaderChanged { name }], "{diagnosis}");
    assert!(diagnosis.to_string().contains("-customer-key` with the key that was signed"), "{diagnosis}");
}

#[test]
fn debug_hides_an_s3_express_session_and_a_signing_key() {
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
fn debug_of_the_stages_hides_secrets() {
    let date = "20130524T000000Z".parse().unwrap();
    let token = SessionToken::new(TOKEN);
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let credential = Credential::new("AKIDEXAMPLE", &scope);
    let auth = QueryAuth::new(&credential, &date).unwrap().session_token(&token, TokenPlacement::Signed);
    let mut headers = Headers::default();
    headers.insert("x-amz-server-side-encryption-customer-key", CUSTOMER_KEY).unwrap();
    let mut parameters = Parameters::default();
    parameters.insert("key", CUSTOMER_KEY).unwrap();
    let request = signable(&parameters, &headers, auth);
    let mut text = String::new();
    let stages = request.stages("/key", &mut text).unwrap();
    let key = SigningKey::derive(SECRET, &scope);
    let signature = key.sign(&stages.string_to_sign).unwrap();

    let text = signature.to_string();
    for debug in [
        format!("{token:?}"),
        format!("{credential:?}"),
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

fn signable<'a>(
    parameters: &'a Parameters<'a>,
    headers: &'a Headers<'a>,
    auth: QueryAuth<'a>,
) -> SignableRequest<'a> {
    SignableRequest {
        method: Method::Get,
        host: Host::new("example.com").unwrap(),
        path_rules: PathRules::S3,
        parameters,
        headers,
        payload: PayloadHash::Unsigned,
        auth,
    }
}

/// An empty text would hide every secret.
#[test]
fn debug_names_the_type() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let date = "20130524T000000Z".parse().unwrap();
    let presigned = s3.get("bucket", "key").presign_at(date).unwrap();
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let credential = Credential::new("AKIDEXAMPLE", &scope);
    let auth = QueryAuth::new(&credential, &date).unwrap();
    let (parameters, headers) = (Parameters::default(), Headers::default());
    let request = signable(&parameters, &headers, auth);
    let mut text = String::new();
    let stages = request.stages("/key", &mut text).unwrap();
    let key = SigningKey::derive(SECRET, &scope);
    for (debug, name) in [
        (format!("{s3:?}"), "Presigner {"),
        (format!("{:?}", s3.get("bucket", "key").explain_at(date).unwrap()), "Explanation"),
        (format!("{:?}", s3.objects(Method::Get, "bucket").prepare_at(date).unwrap()), "Prepared"),
        (format!("{:?}", s3.post("bucket", "key")), "PostRequest {"),
        (format!("{:?}", presigned.url().parse::<PresignedUrl>().unwrap()), "PresignedUrl {"),
        (format!("{:?}", ErrorResponse::from_elements([("Code", "AccessDenied")])), "ErrorResponse {"),
        (format!("{:?}", KeyLookup(|_: &Claim<'_>| Err(Refusal::InvalidAccessKeyId))), "KeyLookup"),
        (format!("{credential:?}"), "Credential"),
        (format!("{:?}", SessionToken::new(TOKEN)), "SessionToken"),
        (format!("{:?}", stages.canonical_request), "CanonicalRequest"),
        (format!("{stages:?}"), "Stages"),
        (format!("{key:?}"), "SigningKey"),
        (format!("{:?}", key.sign(&stages.string_to_sign).unwrap()), "Signature"),
        (format!("{:?}", Value::from("value")), "Value"),
        (format!("{:?}", uri_encode("text")), "UriEncode"),
        (format!("{:?}", cloudfront::Signature::sha256(&[0xFB; 256])), "Signature"),
        #[cfg(feature = "sigv4a")]
        (format!("{:?}", presign::sigv4::KeyPair::derive("AKIDEXAMPLE", SECRET)), "KeyPair"),
    ] {
        assert!(debug.starts_with(name), "{debug}");
        assert!(!debug.contains("MARKED"), "{debug}");
    }
}

#[test]
fn errors_do_not_repeat_secrets() {
    for credentials in [
        Credentials::new("MARKED/swapped", "AKIDEXAMPLE"),
        Credentials::new("AKIDEXAMPLE", "").with_session_token(TOKEN),
        Credentials::new("AKIDEXAMPLE", SECRET).with_session_token("MARKED token"),
        Credentials::new("AKIDEXAMPLE", SECRET).with_session_token("MARKED%2Ftoken"),
        Credentials::new("ASIAEXAMPLE", SECRET),
    ] {
        let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
        let error = s3.get("bucket", "key").presign().unwrap_err();
        assert_hidden(&format!("{error} {error:?}"), SECRET);
    }
    for document in [
        r#"{"AccessKeyId": "MARKEDid", "SecretAccessKey": "MARKEDsecret", "Token": "MARKEDtoken", "Expiration": "MARKED"}"#,
        r#"{"AccessKeyId": "MARKEDid", "SecretAccessKey": "MARKEDsecret", "Token": {"MARKEDtoken": 1}}"#,
        r#"{"AccessKeyId": "MARKEDid", "SecretAccessKey": "MARKEDsecret", "SecretAccessKey": "MARKEDtoo"}"#,
        r#"{"AccessKeyId": "MARKEDid", "SecretAccessKey": ["MARKEDsecret"]}"#,
        r#"{"AccessKeyId": "MARKEDid", "SecretAccessKey": "MARKEDsecret" MARKED"#,
        r#"{"AccessKeyId": "MARKEDid", "SecretAccessKey": "MARKEDsecret", "Code": "MARKED"}"#,
        r#"{"AccessKeyId": "MARKEDid", "SecretAccessKey": "MARKEDsecret", "Version": "MARKED"}"#,
        r#""MARKEDsecret""#,
    ] {
        let error = Credentials::from_json(document).unwrap_err();
        assert_hidden(&format!("{error} {error:?}"), SECRET);
    }
    let error = Endpoint::custom("https://user:MARKED@example.com", "us-east-1").unwrap_err();
    assert_hidden(&format!("{error} {error:?}"), SECRET);
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let error = s3.get("bucket", "key").header("x-amz-meta-a", "MARKED\n").presign().unwrap_err();
    assert_hidden(&format!("{error} {error:?}"), SECRET);
}

#[test]
fn a_parsed_url_hides_its_secrets() {
    let date: AmzDate = "20130524T000000Z".parse().unwrap();
    for express in [false, true] {
        let credentials = Credentials::new("AKIDEXAMPLE", SECRET);
        let (credentials, bucket, service) = match express {
            true => (credentials.with_s3_express_session_token(TOKEN), "bucket--use1-az4--x-s3", "s3express"),
            false => (credentials.with_session_token(TOKEN), "bucket", "s3"),
        };
        let verifier = Verifier::any_region().service(service);
        let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1").unwrap());
        let put = s3.put(bucket, "key").header("x-amz-server-side-encryption-customer-key", CUSTOMER_KEY);
        let presigned = put.query("MARKEDname", "MARKEDvalue").presign_at(date).unwrap();
        let url: PresignedUrl = presigned.url().parse().unwrap();
        let signature = url.signature().to_string();
        assert_hidden(&format!("{url:#?}"), &signature);
        assert_hidden(&format!("{:#?}", url.signature()), &signature);

        let headers: Vec<_> = presigned.headers().collect();
        let verified = verifier.verify(&url, Method::Put, &headers, date, &credentials).unwrap();
        assert_hidden(&format!("{verified:#?}"), &signature);
        assert_hidden(&format!("{:#?}", Verifier::any_region()), &signature);

        // Each reason for a refusal, including the wrong token.
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
            let refusal = verifier.verify(&url, method, headers, now, keys).unwrap_err();
            let told = format!("{refusal} {refusal:?} {}", refusal.to_xml(url.path(), "1"));
            assert_hidden(&told, &signature);
        }
    }
}

/// Errors name a parameter without its value, which may be a secret in the wrong place.
#[test]
fn errors_of_a_url_do_not_repeat_it() {
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

/// A server may quote each secret of a URL in any form, anywhere in its response.
#[test]
fn no_diagnosis_contains_a_secret_in_any_form() {
    let key = "TUFSS0VEYStrZXkvd2l0aCtzb21lL29kZCtieXRlczE="; // of 32 bytes, some of them odd in Base64
    let header = "x-amz-server-side-encryption-customer-key";
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(LONG_TOKEN);
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let presigned = s3.put("bucket", "key").header(header, key).presign().unwrap();
    let url: PresignedUrl = presigned.url().parse().unwrap();
    let headers: Vec<_> = presigned.headers().collect();
    let signature = url.signature().to_string();
    let key_bytes = base64_decoded(key);
    for secret in [LONG_TOKEN, &*signature, key, &key_bytes] {
        for form in forms(secret) {
            for response in quotations(&form) {
                let diagnosis = url.diagnose(Method::Put, &headers, &response);
                let shown = format!("{diagnosis} {diagnosis:?}");
                assert_no_part_of(&form, &shown);
            }
        }
    }
}

/// A token that is not the one in the URL is another secret. It is recognized by its name, in any spelling.
#[test]
fn no_diagnosis_contains_a_value_named_like_a_secret() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let url: PresignedUrl = s3.get("bucket", "key").presign().unwrap().url().parse().unwrap();
    let canonical = url.explain(Method::Get, &[]).unwrap().canonical_request().to_owned();
    let query =
        |added: &str| canonical.replace("&X-Amz-SignedHeaders", &format!("&{added}&X-Amz-SignedHeaders"));
    let header = |added: &str| canonical.replace("\n\nhost", &format!("\n{added}\n\nhost"));
    let path = |added: &str| canonical.replace("/key", &format!("/key{added}"));
    for request in [
        query("x-amz-security-token=MARKED"),
        query("X-AMZ-SECURITY-TOKEN=MARKED"),
        query("amp%3BX-Amz-Security-Token=MARKED"),
        query("amp;X-Amz-Security-Token=MARKED"),
        query("X%2DAmz%2dSecurity%2DToken=MARKED"),
        query("X%252DAmz-Security-Token=MARKED"),
        query("X-Amz-S3session-Token=MARKED"),
        query("x-amz-signature=MARKED"),
        query("x-amz-server-side-encryption-customer-key=MARKED"),
        query("a=b%26X-Amz-Security-Token%3DMARKED"),
        header("x-amz-security-token:MARKED"),
        header("X-Amz-Security-Token: a&b MARKED"),
        header("x-amz-server-side-encryption-customer-keys:MARKED"),
        header("x-amz-server-side-encryption-customer-key:MARKED"),
        header("x-amz-copy-source-server-side-encryption-customer-key:MARKED"),
        header("x-amz-meta-a:{\"x-amz-security-token\": \"MARKED\"}"),
        path("%3FX-Amz-Security-Token%3DMARKED"),
        path("%3FX-Amz-Expires=900%26X-Amz-Security-Token=MARKED%26X-Amz-SignedHeaders"),
        path("%253Fx-amz-security-token%253DMARKED"),
    ] {
        assert!(request.contains("MARKED") && request != canonical, "{request}");
        let elements = [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*request)];
        let diagnosis = url.diagnose(Method::Get, &[], &ErrorResponse::from_elements(elements));
        assert_hidden(&format!("{diagnosis} {diagnosis:?}"), "MARKED");
        // The difference itself is shown.
        assert_ne!(diagnosis.cause(), &Cause::Secret, "{request}");
    }
    // The hash of a key is not a secret.
    let request = header("x-amz-server-side-encryption-customer-key-md5:hash");
    let elements = [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*request)];
    let report = url.diagnose(Method::Get, &[], &ErrorResponse::from_elements(elements)).to_string();
    assert!(report.contains("customer-key-md5:hash\n"), "{report}");
}

/// Only the secret itself is left out, and its place is marked.
#[test]
fn a_diagnosis_shows_the_rest_of_a_quotation() {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(LONG_TOKEN);
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let url: PresignedUrl = s3.get("bucket", "key").presign().unwrap().url().parse().unwrap();
    for (message, shown) in [
        (format!("the token {LONG_TOKEN} is bad"), "the token .. is bad"),
        (format!("the token {} is cut", &LONG_TOKEN[7..40]), "the token .. is cut"),
        // One character less may be a coincidence.
        (
            format!("the token {} is cut", &LONG_TOKEN[7..22]),
            &*format!("the token {} is cut", &LONG_TOKEN[7..22]),
        ),
        (format!("ключ {} ключ", uri_encode(LONG_TOKEN)), "ключ .. ключ"),
        ("100% of %zz, \\u12 and &none;".into(), "100% of %zz, \\u12 and &none;"),
    ] {
        let elements = [("Code", "AccessDenied"), ("Message", &*message)];
        let report = url.diagnose(Method::Get, &[], &ErrorResponse::from_elements(elements)).to_string();
        assert!(report.contains(&format!("= server: {shown}\n")), "{report}");
    }
}

/// Characters that control a terminal, change the direction of text, or are invisible.
#[test]
fn a_diagnosis_escapes_invisible_characters() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let url: PresignedUrl = s3.get("bucket", "key").presign().unwrap().url().parse().unwrap();
    for c in [
        '\0',
        '\u{1b}',
        '\u{7f}',
        '\u{9b}',
        '\u{ad}',
        '\u{61c}',
        '\u{200b}',
        '\u{200d}',
        '\u{200e}',
        '\u{200f}',
        '\u{2028}',
        '\u{2029}',
        '\u{202a}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2069}',
        '\u{feff}',
        '\u{fe00}',
        '\u{fe0f}',
        '\u{fff9}',
        '\u{1d173}',
        '\u{e0041}',
        '\u{e0100}',
    ] {
        let text = format!("a{c}b");
        let request = format!("GET\n/{c}\n{c}=1\nhost:{c}\n\nhost\nUNSIGNED-PAYLOAD");
        for elements in [
            [("Code", "AccessDenied"), ("Message", &*text)],
            [("Code", &*text), ("Message", &*text)],
            [("Code", "AccessDenied"), ("HeadersNotSigned", &*text)],
            [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*request)],
        ] {
            let report = url.diagnose(Method::Get, &[], &ErrorResponse::from_elements(elements)).to_string();
            assert!(!report.contains(c), "{report:?}");
            // White space of a canonical request is not compared.
            let is_shown = !(c.is_whitespace() && elements[1].0 == "CanonicalRequest");
            assert_eq!(report.contains(&c.escape_default().to_string()), is_shown, "{report}");
        }
    }
    let seen = "é ü 鴨 ж 🦆 ا";
    let elements = [("Code", "AccessDenied"), ("Message", seen)];
    let report = url.diagnose(Method::Get, &[], &ErrorResponse::from_elements(elements)).to_string();
    assert!(report.contains(seen), "{report}");
}

/// A query that was escaped for HTML is not split at its escapes, since short pieces of a token would be shown.
#[test]
fn a_token_in_an_escaped_query_is_hidden() {
    let date = "20130524T000000Z".parse().unwrap();
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(LONG_TOKEN);
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let get = s3.get("bucket", "key");
    let url: PresignedUrl = get.clone().presign_at(date).unwrap().url().parse().unwrap();
    let escaped: String = LONG_TOKEN
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("&#{};", u32::from(c)) })
        .collect();
    let signed = get.explain_at(date).unwrap().canonical_request().to_owned();
    let received = signed.replace(&uri_encode(LONG_TOKEN).to_string(), &escaped);
    assert_ne!(signed, received);
    let elements = [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*received)];
    let report = url.diagnose(Method::Get, &[], &ErrorResponse::from_elements(elements)).to_string();
    assert_no_part_of(LONG_TOKEN, &report);
}

/// None of its pieces is long enough to be recognized alone.
#[test]
fn a_token_of_short_pieces_is_hidden_in_any_escape() {
    let pieces = ["Quack1a", "Quack2b", "Quack3c", "Quack4d", "Quack5e"];
    let s3 = |token: &str| {
        let credentials = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(token);
        Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap())
    };
    for (character, escapes) in [
        ("+", &["&plus;", "&#43;", "&#x2b;", "%2B", "\\u002b", "\\x2b", " "][..]),
        ("/", &["&sol;", "&#47;", "&#X2F;", "%2f", "\\u002F", "\\x2F", "\\/"]),
        ("&", &["&amp;", "&#38;"]),
        ("<", &["&lt;"]),
        (">", &["&gt;"]),
        ("\"", &["&quot;", "\\\""]),
        ("'", &["&apos;"]),
        ("=", &["&equals;", "&#61;", "&#x3D;", "%3D", "\\u003d", "\\x3d"]),
    ] {
        let get = s3(&pieces.join(character)).get("bucket", "key").presign().unwrap();
        for escape in escapes {
            let quoted = pieces.join(escape);
            let elements = [("Code", "InvalidToken"), ("Message", &*format!("of `{quoted}`"))];
            let report = get.diagnose(&ErrorResponse::from_elements(elements)).unwrap().to_string();
            assert!(!pieces.iter().any(|piece| report.contains(piece)), "{escape}: {report}");
        }
    }
}

/// A shorter word after `Bearer` is part of a sentence.
#[test]
fn a_bearer_token_of_16_characters_is_hidden() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let get = s3.get("bucket", "key").presign().unwrap();
    for (len, is_shown) in [(15, true), (16, false), (17, false)] {
        let token = &"geheimnisgeheimnis"[..len];
        let message = format!("unsupported: Bearer {token}");
        let elements = [("Code", "AccessDenied"), ("Message", &*message)];
        let report = get.diagnose(&ErrorResponse::from_elements(elements)).unwrap().to_string();
        assert_eq!(report.contains(token), is_shown, "{report}");
        assert!(report.contains("unsupported: Bearer"), "{report}");
    }
}

/// Other credentials that a client sends are secrets of another service.
#[test]
fn no_diagnosis_contains_credentials_that_were_sent() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", SECRET), Endpoint::aws("us-east-1").unwrap());
    let put = s3.put("bucket", "key").presign().unwrap();
    let (bearer, cookie) = (format!("Bearer {LONG_TOKEN}"), format!("session={LONG_TOKEN}"));
    for form in forms(LONG_TOKEN) {
        for response in quotations(&form) {
            let sent = [("Authorization", &*bearer), ("Cookie", &*cookie), ("x-amz-acl", &*bearer)];
            let response = response.with_request("PUT", put.url(), sent);
            let diagnosis = put.diagnose(&response).unwrap();
            assert_no_part_of(&form, &format!("{diagnosis} {diagnosis:?}"));
        }
    }
    // Even if the sent request is unknown.
    for quoted in
        [&*bearer, &*format!("Authorization: {bearer}"), &*format!("'authorization':'{LONG_TOKEN}'")]
    {
        let message = format!("Unsupported Authorization Type: {quoted}");
        let argument = ("ArgumentValue", quoted);
        let elements =
            [("Code", "InvalidArgument"), ("Message", &message), ("ArgumentName", "Authorization"), argument];
        let response = ErrorResponse::from_elements(elements);
        let diagnosis = put.diagnose(&response).unwrap();
        assert_eq!(*diagnosis.cause(), Cause::AuthorizationSent);
        assert_no_part_of(LONG_TOKEN, &format!("{diagnosis} {diagnosis:?} {response:?}"));
    }
}

/// A text unchanged, encoded, escaped, cut, and as hexadecimal digits.
fn forms(secret: &str) -> Vec<String> {
    let encoded = uri_encode(secret).to_string();
    let lower_case = |text: &str| {
        let pieces: Vec<_> = text.split('%').collect();
        let rest = pieces[1..].iter().map(|piece| format!("%{}{}", piece[..2].to_lowercase(), &piece[2..]));
        pieces[0].to_owned() + &rest.collect::<String>()
    };
    let escaped = |escape: fn(u32) -> String| -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric();
        secret.chars().map(|c| if is_plain(c) { c.into() } else { escape(c.into()) }).collect()
    };
    vec![
        secret.to_owned(),
        secret[..20].to_owned(),
        secret[secret.len() - 20..].to_owned(),
        secret.to_ascii_lowercase(),
        secret.to_ascii_uppercase(),
        secret.replace('+', " "),
        secret.replace('/', "\\/"),
        escaped(|c| format!("\\u{c:04x}")),
        escaped(|c| format!("\\u{c:04X}")),
        escaped(|c| format!("\\x{c:02x}")),
        escaped(|c| format!("&#{c};")),
        secret.replace('+', "&plus;").replace('/', "&sol;").replace('=', "&equals;"),
        escaped(|c| format!("&#x{c:X};")),
        lower_case(&encoded),
        uri_encode(&encoded).to_string(),
        uri_encode(&uri_encode(&encoded).to_string()).to_string(),
        hex::encode(secret),
        hex::encode_upper(secret),
        encoded,
    ]
}

/// Responses with a text in each place that a report uses.
fn quotations(quoted: &str) -> Vec<ErrorResponse> {
    let request = format!(
        "of {quoted}!\n/{quoted}\n{quoted}=1&a={quoted}\nhost:{quoted}\na{quoted}:b\nc:{quoted}\n\nhost\n{quoted}"
    );
    let string_to_sign = format!("{quoted}\n{quoted}\n{quoted}");
    let joined = format!("PUT /{quoted} a={quoted} host:{quoted} x-amz-acl:{quoted} host;x-amz-acl {quoted}");
    let bytes = |text: &str| text.bytes().map(|byte| format!("{byte:x} ")).collect::<String>();
    [
        [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*joined)],
        [("Code", "SignatureDoesNotMatch"), ("CanonicalRequestBytes", &*bytes(&request))],
        [("Code", "SignatureDoesNotMatch"), ("StringToSignBytes", &*bytes(&string_to_sign))],
        [("Code", "AccessDenied"), ("Endpoint", quoted)],
        [("Code", "InvalidArgument"), ("ArgumentName", quoted)],
        [("Code", "InvalidRequest"), ("HostNotServed", quoted)],
        [("Code", "SignatureDoesNotMatch"), ("HeaderMissing", quoted)],
        [("Code", "InvalidRegion"), ("Message", &*format!("expecting '{quoted}'"))],
        [("Code", "InvalidRequest"), ("Message", &*format!("value for x-amz-checksum-{quoted} header"))],
        [("Code", "InvalidRequest"), ("Message", &*format!("duplicate query parameter: `{quoted}`"))],
        [("Code", quoted), ("Message", quoted)],
        [("Code", "AccessDenied"), ("Message", &*format!("of `{quoted}`, {{\"token\":\"{quoted}\"}}"))],
        [("Code", "AccessDenied"), ("HeadersNotSigned", quoted)],
        [("Code", "InvalidRequest"), ("Message", &*format!("should be signed: `{quoted}`"))],
        [("Code", "AuthorizationHeaderMalformed"), ("Region", quoted)],
        [("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", &*request)],
        [("Code", "SignatureDoesNotMatch"), ("StringToSign", &*string_to_sign)],
    ]
    .map(ErrorResponse::from_elements)
    .into()
}

/// Asserts that at most short pieces of a secret between two escapes are left.
#[track_caller]
fn assert_no_part_of(form: &str, shown: &str) {
    for part in form.as_bytes().windows(8) {
        let part = std::str::from_utf8(part).unwrap();
        let is_whole = part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        assert!(!is_whole || !shown.contains(part), "{part} of {form} is in {shown}");
    }
}

fn base64_decoded(text: &str) -> String {
    use base64::prelude::{BASE64_STANDARD, Engine};
    String::from_utf8(BASE64_STANDARD.decode(text).unwrap()).unwrap()
}

const LONG_TOKEN: &str = "FwoGZXIvYXdzEMARKED+a/b+c//dEoaDSampleOfASession+Token/WithAllKinds==";
