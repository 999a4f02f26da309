//! Hosts of custom endpoints: what the parser of URLs refuses is refused without it as well.

use std::collections::BTreeSet;

use presign::{Endpoint, Scheme};
use proptest::{collection::vec, prelude::*};

fn from_parts(host: &str) -> Result<Endpoint, presign::Error> {
    Endpoint::from_parts(Scheme::Https, host, None, "", "us-east-1")
}

fn custom(host: &str) -> Result<Endpoint, presign::Error> {
    Endpoint::custom(&format!("https://{host}"), "us-east-1")
}

#[track_caller]
fn assert_read_as_by_the_parser(host: &str) {
    if let Ok(endpoint) = from_parts(host) {
        assert_eq!(custom(host).as_ref(), Ok(&endpoint), "{host}");
        assert_eq!(url::Url::parse(&endpoint.to_string()).unwrap().host_str(), Some(host), "{host}");
    }
}

#[test]
fn punycode_that_is_none() {
    for label in [
        "xn--",
        "xn---",
        "xn--a",
        "xn--a-",
        "xn--abc-",
        "xn--0",
        "xn--99999999",
        "xn--zzzzzzzzzzzzzz",
        "xn--bcher-kv",
        "xn--xn--bcher-kva-",
        // A capital, a ligature, a full-width letter, a mark on its own, and an invisible character: readers map them.
        "xn--bcher-2pa",
        "xn--jm6c",
        "xn--mi7c",
        "xn--a-wbb",
        "xn--ab-m1t",
    ] {
        for host in [
            label.to_owned(),
            format!("-.{label}"),
            format!("{label}.example"),
            format!("s3.{label}.example"),
        ] {
            assert!(custom(&host).is_err(), "{host}");
            assert_eq!(from_parts(&host), Err(presign::Error::EndpointHost), "{host}");
        }
    }
}

/// Each from its own text, by the encoder of the parser.
#[test]
fn names_of_many_scripts() {
    for name in
        ["bücher", "straße", "żółw", "łódź", "ελλάδα", "οδός", "пример", "例え", "テスト", "中文", "한국"]
    {
        let endpoint = custom(&format!("s3.{name}.example")).unwrap();
        let host = endpoint.to_string().replace("https://", "");
        assert!(host.starts_with("s3.xn--"), "{host}");
        assert_eq!(from_parts(&host), Ok(endpoint), "{name}");
    }
    // With the tables of Unicode alone.
    for name in ["مثال", "דוגמה", "ตัวอย่าง", "उदाहरण"] {
        let host = custom(name).unwrap().to_string().replace("https://", "");
        assert!(custom(&host).is_ok(), "{name}");
        assert!(from_parts(&host).is_err(), "{name}");
    }
}

/// All that have one letter of Latin, Greek or Cyrillic, and more.
#[test]
fn every_short_label() {
    const DIGITS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut labels = vec![String::from("xn--"), String::from("xn--a-"), String::from("xn--ab-")];
    let mut accepted = BTreeSet::new();
    for _ in 0..3 {
        let longer = labels
            .iter()
            .flat_map(|label| DIGITS.iter().map(move |&digit| format!("{label}{}", char::from(digit))));
        labels = longer.collect();
        for label in &labels {
            assert_read_as_by_the_parser(label);
            if from_parts(label).is_ok() {
                accepted.insert(label.clone());
            }
        }
    }
    assert!(accepted.len() > 500, "{}", accepted.len());
}

fn host() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        "[a-z0-9_-]{1,12}",
        "xn--[a-z0-9-]{0,12}",
        "xn--[a-z]{1,6}-[a-z0-9]{1,6}",
        "[0-9]{1,4}",
        "0x[0-9a-g]{0,4}",
        // Of a name that may be one.
        "[a-z]{0,3}[ßéŀĳſςяёゝんー・龥힣اאกﬁａ]{1,3}[a-z1]{0,3}".prop_map(|name| {
            let url = url::Url::parse(&format!("https://{name}")).ok();
            url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
        }),
    ];
    vec(label, 1..4).prop_map(|labels| labels.join("."))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn what_the_parser_refuses_is_refused(host in host()) {
        assert_read_as_by_the_parser(&host);
    }

    #[test]
    fn any_text_is_read_as_by_the_parser(host in "[a-zA-Z0-9.\\[\\]:_%é中-]{0,20}") {
        let endpoint = from_parts(&host);
        prop_assert!(endpoint.is_err() || custom(&host) == endpoint, "{}", host);
    }
}
