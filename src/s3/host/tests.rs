//! Without the URL parser, the same hosts are refused as with it.

use alloc::{
    borrow::ToOwned,
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec,
};

use proptest::{collection::vec, prelude::*};

use super::EndpointHost;
use crate::Error;

/// Reads a host without the Unicode tables, as without the feature `url`.
fn ascii(host: &str) -> Result<String, Error> {
    EndpointHost::parse_ascii(host).map(|host| host.text)
}

/// Reads a host with the URL parser, as with the feature.
fn parsed(host: &str) -> Result<String, Error> {
    let host = url::Host::parse(host).map_err(|_| Error::EndpointHost)?;
    EndpointHost::from_parsed(&host.to_string()).map(|host| host.text)
}

#[track_caller]
fn assert_read_as_by_the_parser(host: &str) {
    if let Ok(text) = ascii(host) {
        assert_eq!(parsed(host).as_ref(), Ok(&text), "{host}");
        assert_eq!(url::Url::parse(&format!("https://{text}")).unwrap().host_str(), Some(host), "{host}");
    }
}

#[test]
fn invalid_punycode_is_refused() {
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
            assert!(parsed(&host).is_err(), "{host}");
            assert_eq!(ascii(&host), Err(Error::EndpointHost), "{host}");
        }
    }
}

/// The URL parser encodes each name.
#[test]
fn names_in_many_scripts_are_read_as_by_the_parser() {
    for name in
        ["bücher", "straße", "żółw", "łódź", "ελλάδα", "οδός", "пример", "例え", "テスト", "中文", "한국"]
    {
        let host = parsed(&format!("s3.{name}.example")).unwrap();
        assert!(host.starts_with("s3.xn--"), "{host}");
        assert_eq!(ascii(&host), Ok(host), "{name}");
    }
    // These need the Unicode tables.
    for name in ["مثال", "דוגמה", "ตัวอย่าง", "उदाहरण"] {
        let host = parsed(name).unwrap();
        assert!(parsed(&host).is_ok(), "{name}");
        assert!(ascii(&host).is_err(), "{name}");
    }
}

/// Except for `ĸ`, the tables leave out only letters that the parser maps to others.
#[test]
fn every_letter_of_the_common_scripts_is_accepted() {
    let scripts = ['ß'..='ž', 'ά'..='ώ', 'а'..='џ', 'ぁ'..='ゖ', 'ァ'..='ヺ', '一'..='\u{9fa5}', '가'..='힣'];
    let letters = scripts.into_iter().flatten().filter(|c| c.is_alphabetic() && !"İĸĿŀŉ".contains(*c));
    let mut count = 0;
    for c in letters {
        let host = parsed(&format!("a{c}b")).unwrap();
        assert_eq!(ascii(&host).as_ref(), Ok(&host), "{c}");
        count += 1;
    }
    assert!(count > 30_000, "{count}");
    // The position of each letter depends on how far apart the letters before are. In the last name, that distance is
    // exactly the bound of RFC 3492, 455.
    for name in ["é中가", "中é가", "aé中国", "가é中国", "ü-é中国ж", "жéü", "中中中", "ÿāž가힣", "ducks눼힣"]
    {
        let host = parsed(name).unwrap();
        assert_eq!(ascii(&host).as_ref(), Ok(&host), "{name}");
    }
}

/// The check is stricter than that of the parser.
#[test]
fn a_hyphen_must_separate_letters() {
    // `-ü`, `ü-`, `a--ü`, `ü--a` and `-ü-`.
    for label in ["xn----eha", "xn----dha", "xn--a---joa", "xn----a-goa", "xn-----xka"] {
        assert_eq!(ascii(label), Err(Error::EndpointHost), "{label}");
    }
    // `ü-a`
    assert!(ascii("xn---a-wka").is_ok());
}

/// These include all labels with one Latin, Greek or Cyrillic letter.
#[test]
fn every_short_label_is_read_as_by_the_parser() {
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
            if ascii(label).is_ok() {
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
    fn names_of_letters_are_accepted(name in "[a-zà-öά-ώа-џぁ-ゖ一-龥가-힣]{2,6}") {
        let host = parsed(&name);
        let is_kept = host.as_ref().is_ok_and(|host| host.starts_with("xn--") || host.is_ascii());
        prop_assume!(is_kept);
        prop_assert_eq!(host.as_ref().map(|host| ascii(host)), Ok(host.clone()), "{}", name);
    }

    #[test]
    fn any_text_is_read_as_by_the_parser(host in "[a-zA-Z0-9.\\[\\]:_%é中-]{0,20}") {
        let text = ascii(&host);
        prop_assert!(text.is_err() || parsed(&host) == text, "{}", host);
    }
}
