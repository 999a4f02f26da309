//! Properties that hold for every request.

mod requests;

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use presign::sigv4::{
    CanonicalUri, Credential, CredentialScope, PathRules, SigningKey, uri_encode, uri_encode_path,
};
use presign::{AmzDate, ContentDisposition, Credentials, Endpoint, Method, Presigner};
use proptest::{collection::vec, prelude::*};
use requests::Inputs;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, time::Duration};
use url::Url;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn a_value_is_displayed_as_its_text() {
    use presign::sigv4::Value;
    assert_eq!(Value::from("a b+c").to_string(), "a b+c");
    assert_eq!(Value::from(u64::MAX).to_string(), "18446744073709551615");
    assert_eq!(Value::from(0).to_string(), "0");
}

proptest! {
    #![proptest_config(config())]

    /// Clients parse a URL before they send it. The parser must not change it.
    #[test]
    fn a_url_parser_does_not_change_the_url(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let parsed = Url::parse(presigned.url()).unwrap();
        prop_assert_eq!(parsed.as_str(), presigned.url());
    }

    #[test]
    fn the_url_decodes_to_exactly_the_inputs(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let url = Url::parse(presigned.url()).unwrap();

        let path = percent_encoding::percent_decode_str(url.path()).decode_utf8().unwrap();
        let (host, path_prefix) = match inputs.is_path_style {
            true => (inputs.host.clone(), format!("/{}/", inputs.bucket)),
            false => (format!("{}.{}", inputs.bucket, inputs.host), "/".into()),
        };
        prop_assert_eq!(&url[url::Position::BeforeHost..url::Position::AfterPort], host);
        prop_assert_eq!(path.strip_prefix(&path_prefix), Some(inputs.key.as_str()));

        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let mut expected: BTreeMap<String, String> = inputs.query.iter().cloned().collect();
        let region = &inputs.region;
        let scope = format!("{}/{}/{region}/s3/aws4_request", inputs.access_key_id, inputs.date.day());
        for (name, value) in [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256".into()),
            ("X-Amz-Credential", scope),
            ("X-Amz-Date", inputs.date.to_string()),
            ("X-Amz-Expires", inputs.expires.to_string()),
            ("X-Amz-SignedHeaders", signed_headers(&inputs)),
        ] {
            expected.insert(name.into(), value);
        }
        expected.extend(inputs.session_token.clone().map(|token| ("X-Amz-Security-Token".into(), token)));
        let signature = pairs.last().cloned().unwrap();
        prop_assert_eq!(&signature.0, "X-Amz-Signature");
        expected.insert(signature.0, signature.1);
        prop_assert_eq!(pairs.len(), expected.len());
        prop_assert_eq!(pairs.into_iter().collect::<BTreeMap<_, _>>(), expected);
    }

    #[test]
    fn a_changed_input_changes_the_signature(inputs in requests::inputs()) {
        let signature = signature(&inputs);
        let changes: [(&str, Change); 14] = [
            ("method", |i| i.method = if i.method == Method::Put { Method::Post } else { Method::Put }),
            ("host", |i| i.host.insert(0, 'x')),
            ("addressing style", |i| i.is_path_style = !i.is_path_style),
            ("region", |i| i.region.push('x')),
            ("bucket", |i| i.bucket.push('x')),
            ("key", |i| i.key.insert(0, 'x')),
            ("query", |i| i.query.push(("another".into(), String::new()))),
            ("header", |i| i.headers.push(("x-amz-meta-another".into(), String::new()))),
            ("payload", |i| i.payload_sha256.get_or_insert_default()[31] ^= 1),
            ("access key id", |i| i.access_key_id.push('x')),
            ("secret access key", |i| i.secret_access_key.insert(0, 'x')),
            ("session token", |i| i.session_token.get_or_insert_default().push('x')),
            ("date", |i| i.date = i.date.checked_add(Duration::from_secs(1)).unwrap()),
            ("lifetime", |i| i.expires = if i.expires == 1 { 2 } else { i.expires - 1 }),
        ];
        for (name, change) in changes {
            let mut changed = inputs.clone();
            change(&mut changed);
            prop_assert_ne!(&signature, &self::signature(&changed), "{}", name);
        }
    }

    /// Hashes and signs the text of the explanation by hand.
    #[test]
    fn the_explanation_has_the_signature_of_the_url(inputs in requests::inputs()) {
        let presigner = inputs.presigner();
        let explanation = inputs.request(&presigner).explain_at(inputs.date).unwrap();
        let presigned = inputs.presign();

        let url = Url::parse(presigned.url()).unwrap();
        let (query, signature) = url.query().unwrap().split_once("&X-Amz-Signature=").unwrap();
        let start = format!("{}\n{}\n{query}\n", inputs.method, url.path());
        prop_assert!(explanation.canonical_request().starts_with(&start));
        for (name, value) in presigned.signed_headers() {
            let line = format!("\n{name}:{value}\n");
            prop_assert!(explanation.canonical_request().contains(&line));
        }

        let request_hash = hex::encode(Sha256::digest(explanation.canonical_request()));
        prop_assert_eq!(explanation.string_to_sign().lines().last(), Some(request_hash.as_str()));
        let scope = CredentialScope::new(&inputs.date, &inputs.region, "s3");
        let key = SigningKey::derive(&inputs.secret_access_key, &scope).secret_bytes();
        let mac = Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(explanation.string_to_sign());
        prop_assert_eq!(signature, hex::encode(mac.finalize().into_bytes()));
    }

    #[test]
    fn a_prepared_url_equals_the_url_of_a_single_request(inputs in requests::inputs(), keys in vec(requests::key(), 1..4)) {
        let s3 = inputs.presigner();
        let bulk = inputs.add_to(s3.objects(inputs.method, &inputs.bucket)).prepare_at(inputs.date).unwrap();
        for key in keys {
            let mut url = String::new();
            bulk.write_url(&key, &mut url).unwrap();
            let single = inputs.add_to(s3.request(inputs.method, &inputs.bucket, &key)).presign_at(inputs.date).unwrap();
            prop_assert_eq!(&url, single.url());
            prop_assert!(bulk.headers().eq(single.headers()));
            prop_assert_eq!(bulk.content_length(), single.content_length());
            prop_assert_eq!((bulk.method(), bulk.expires_at()), (single.method(), single.expires_at()));
            prop_assert_eq!(bulk.presign(&key).unwrap().into_parts(), single.into_parts());
        }
    }

    #[test]
    fn a_prepared_part_equals_the_part_of_a_single_request(
        inputs in requests::inputs(),
        upload_id in "[^\\s\\p{Cc}]{1,60}",
        number in 1..=10_000_u32,
    ) {
        let (s3, bucket, key) = (inputs.presigner(), &inputs.bucket, &inputs.key);
        let bulk = inputs.add_to(s3.upload_parts(bucket, key, &upload_id)).prepare_at(inputs.date).unwrap();
        let single = inputs.add_to(s3.upload_part(bucket, key, &upload_id, number)).presign_at(inputs.date).unwrap();
        let mut url = String::from("before");
        bulk.write_url(number, &mut url).unwrap();
        prop_assert_eq!(url.strip_prefix("before"), Some(single.url()));
        let of_bulk = bulk.presign(number).unwrap();
        prop_assert_eq!(of_bulk.content_length(), single.content_length());
        prop_assert_eq!(of_bulk.into_parts(), single.into_parts());
    }

    /// Other implementations use the same normal form, and signing it again does not change it.
    #[test]
    fn the_headers_to_send_are_in_normal_form(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let sent: Vec<(String, String)> =
            presigned.signed_headers().map(|(name, value)| (name.into(), value.into())).collect();
        prop_assert!(sent.is_sorted_by(|a, b| a.0 < b.0), "the names are sorted and unique");
        let is_payload = |(name, _): &(String, String)| name == "x-amz-content-sha256";
        let sent = sent.into_iter().filter(|header| !is_payload(header)).collect();
        let again = Inputs { headers: sent, ..inputs.clone() }.presign();
        prop_assert_eq!(presigned.url(), again.url());
    }

    /// Errors are allowed. A panic fails the test.
    #[test]
    fn no_text_causes_a_panic(text in prop_oneof![any::<String>(), "[a-zA-Z0-9./:@?#\\[\\]%\\\\ -]{0,24}"]) {
        let _ = Endpoint::aws(&text);
        let _ = Endpoint::custom(&text, "us-east-1");
        let _ = Endpoint::custom(&format!("https://{text}"), "us-east-1");
        let _ = Endpoint::custom(&format!("http://[{text}]:80/{text}"), &text);
        let _ = Endpoint::custom("https://example.com", &text);
        for base_path in [&text, "/a"] {
            let _ = Endpoint::from_parts(presign::Scheme::Http, &text, Some(0), base_path, &text);
        }
        let _ = text.parse::<AmzDate>();
        let _ = AmzDate::from_http_date(&text);
        let _ = AmzDate::from_http_date(&format!("Wed, {text} 2015 07:28:00 GMT"));
        #[cfg(feature = "json")]
        for document in [&text, &format!("{{\"AccessKeyId\":{text},\"Expiration\":{text:?}}}")] {
            let _ = Credentials::from_json(document);
        }
        let _ = text.parse::<Method>();
        let date = AmzDate::from_unix_seconds(0).unwrap();
        for rules in [PathRules::S3, PathRules::STANDARD] {
            prop_assert!(!CanonicalUri::new(&text, rules).to_string().is_empty());
        }
        let credential = Credential::new(&text, &CredentialScope::new(&date, &text, &text));
        let _ = SigningKey::derive(&text, &credential.scope());
        let endpoint = Endpoint::aws("us-east-1").unwrap();
        let presigner = Presigner::new(Credentials::new("AKID", "secret"), endpoint.clone());
        let odd = Presigner::new(Credentials::new(&text, &text).with_session_token(text.as_str()), endpoint);
        let objects = presigner.objects(Method::Get, "bucket").prepare_at(date).unwrap();
        let mut url = String::new();
        prop_assert_eq!(objects.write_url(&text, &mut url).is_ok(), !url.is_empty());
        prop_assert_eq!(objects.write_url(&text, &mut url), presigner.get("bucket", &text).presign_at(date).map(|_| ()));
        let _ = presigner.upload_parts("bucket", &text, &text).prepare_at(date);
        let _ = presigner.objects(Method::Get, &text).prepare_at(date);
        for request in [
            odd.get("bucket", "key"),
            presigner.get(&text, "key"),
            presigner.get("bucket", &text),
            presigner.upload_part("bucket", "key", &text, 1),
            presigner.get("bucket", "key").query(&text, ""),
            presigner.get("bucket", "key").query("name", &text),
            presigner.get("bucket", "key").header(&text, ""),
            presigner.get("bucket", "key").header("name", &text),
            presigner.bucket_request(Method::Get, &text),
            presigner.upload_part("bucket", &text, "id", 1),
        ] {
            let _ = request.clone().explain_at(date).map(|explanation| explanation.to_string());
            let presigned = request.presign_at(date).map(|presigned| (presigned.to_curl(), format!("{presigned:?}")));
            prop_assert!(presigned.is_ok() || !presigned.unwrap_err().to_string().is_empty());
        }
    }

    #[test]
    fn no_number_causes_a_panic(seconds in any::<i64>(), lifetime in any::<Duration>(), part in any::<u32>()) {
        let date = AmzDate::from_unix_seconds(seconds).unwrap_or_else(|_| AmzDate::from_unix_seconds(0).unwrap());
        let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1").unwrap());
        let presigned = s3.upload_part("bucket", "key", "id", part).expires_in(lifetime).presign_at(date);
        prop_assert_eq!(
            presigned.is_ok(),
            (1..=10_000).contains(&part)
                && (1..=604_800).contains(&lifetime.as_secs())
                && lifetime.subsec_nanos() == 0
        );
    }

    /// A parser of mail headers reads the name back, except for characters that are invisible or that file systems
    /// do not allow.
    #[test]
    fn the_file_name_of_a_download_is_read_back(name in any::<String>()) {
        let disposition = ContentDisposition::attachment(&name).to_string();
        prop_assert!(disposition.bytes().all(|byte| matches!(byte, b' '..=b'~')));
        let mut read = mailparse::parse_content_disposition(&disposition).params;
        let whole = read.remove("filename*").map(|text| decode(text.strip_prefix("UTF-8''").unwrap()));
        let read = whole.or(read.remove("filename")).unwrap_or_default();
        prop_assert_eq!(read.chars().count(), name.chars().count());
        for (written, read) in name.chars().zip(read.chars()) {
            // Letters that are invisible.
            let is_filler = "\u{115f}\u{1160}\u{3164}\u{ffa0}".contains(written);
            let is_plain = written == ' ' || written.is_ascii_graphic() && !"/\\".contains(written);
            if is_plain || written.is_alphanumeric() && !is_filler {
                prop_assert_eq!(read, written);
            } else {
                prop_assert!(read == written || read == '_');
            }
            prop_assert!(!read.is_control() && !"/\\".contains(read));
        }
    }

    #[test]
    fn a_date_converts_to_text_and_to_seconds_and_back(seconds in -62_135_596_800..=253_402_300_799_i64) {
        let date = AmzDate::from_unix_seconds(seconds).unwrap();
        prop_assert_eq!(date.to_string().parse::<AmzDate>().unwrap(), date);
        prop_assert_eq!(date.unix_seconds(), seconds);
    }

    #[test]
    fn a_lifetime_can_end_on_another_day(seconds in 0..253_400_000_000_i64, lifetime in 0..200_000_u64) {
        let later = AmzDate::from_unix_seconds(seconds).unwrap().checked_add(Duration::from_secs(lifetime)).unwrap();
        prop_assert_eq!(later, AmzDate::from_unix_seconds(seconds + lifetime as i64).unwrap());
    }
}

/// The encoding of queries and the encoding of paths differ only in `/`.
#[test]
fn each_character_is_encoded_as_by_the_crate_percent_encoding() {
    const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    const PATH: &AsciiSet = &QUERY.remove(b'/');
    for character in (0..=0x17f).filter_map(char::from_u32) {
        for text in [character.to_string(), format!("a{character}/b")] {
            assert_eq!(uri_encode(&text).to_string(), utf8_percent_encode(&text, QUERY).to_string());
            assert_eq!(uri_encode_path(&text).to_string(), utf8_percent_encode(&text, PATH).to_string());
        }
    }
}

/// Unreserved characters and `/` stay as they are. Every other byte becomes `%` and two upper-case digits.
#[test]
fn each_byte_of_a_key_is_encoded_by_the_documented_rule() {
    let s3 = Presigner::new(Credentials::new("AKID", "secret"), Endpoint::aws("us-east-1").unwrap());
    let characters = (0..=0x7f_u8).map(char::from).chain(['é', 'ሴ', '😀', '\u{10ffff}']);
    for character in characters {
        // Follows a letter, because a dot alone would be a segment.
        let key = format!("k{character}");
        let is_literal = character.is_ascii_alphanumeric() || "-._~/".contains(character);
        let encoded: String = match is_literal {
            true => character.into(),
            false => character.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
        };
        let presigned = s3.get("bucket", &key).presign().unwrap();
        let start = format!("https://bucket.s3.us-east-1.amazonaws.com/k{encoded}?");
        assert!(presigned.url().starts_with(&start), "{character:?}: {presigned:?}");
    }
}

fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into()
}

type Change = fn(&mut Inputs);

fn signature(inputs: &Inputs) -> String {
    inputs.presign().url().split_once("&X-Amz-Signature=").unwrap().1.into()
}

fn signed_headers(inputs: &Inputs) -> String {
    let mut names: Vec<String> = inputs.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.push("host".into());
    names.extend(inputs.payload_sha256.map(|_| "x-amz-content-sha256".into()));
    names.sort();
    names.dedup();
    names.join(";")
}
