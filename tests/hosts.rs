//! Hosts of custom endpoints: the same from a URL and from its parts, in Unicode and in Punycode.

use presign::{Endpoint, Error, Scheme};
use proptest::prelude::*;

fn from_parts(host: &str) -> Result<Endpoint, Error> {
    Endpoint::from_parts(Scheme::Https, host, None, "", "us-east-1")
}

fn custom(host: &str) -> Result<Endpoint, Error> {
    Endpoint::custom(&format!("https://{host}"), "us-east-1")
}

#[test]
fn names_in_many_scripts_are_converted() {
    for name in [
        "bücher",
        "straße",
        "żółw",
        "ελλάδα",
        "пример",
        "例え",
        "テスト",
        "中文",
        "한국",
        "مثال",
        "דוגמה",
        "ตัวอย่าง",
        "उदाहरण",
    ] {
        let name = format!("s3.{name}.example");
        let endpoint = from_parts(&name).unwrap();
        assert!(endpoint.host().starts_with("s3.xn--"), "{endpoint}");
        assert_eq!(custom(&name), Ok(endpoint.clone()), "{name}");
        assert_eq!(from_parts(endpoint.host()), Ok(endpoint), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// A `/`, `:`, `@` or the like ends the host of a URL, and is not a part of it.
    #[test]
    fn a_url_and_its_parts_give_the_same_host(host in "[a-zA-Z0-9.\\[\\]_%éß中。-]{0,20}") {
        let endpoint = from_parts(&host);
        prop_assert_eq!(custom(&host), endpoint.clone(), "{}", host);
        if let Ok(endpoint) = endpoint {
            let read = url::Url::parse(&endpoint.to_string()).unwrap();
            prop_assert_eq!(read.host_str(), Some(endpoint.host()));
        }
    }

    #[test]
    fn a_delimiter_is_not_part_of_a_host(host in "[a-z.]{0,5}[/:@?#\\\\ \t\n][a-z0-9.]{0,5}") {
        prop_assert_eq!(from_parts(&host), Err(Error::EndpointHost), "{}", host);
    }
}
