//! XML documents: some are error responses, and others are refused.

use super::{Response, requests, responses};
use presign::{Cause, ErrorResponse, NotAnErrorResponse, PresignedUrl};
use proptest::prelude::*;

#[test]
fn a_document_that_is_not_a_response_is_refused() {
    for body in [
        "",
        "Forbidden",
        "<html><body>403</body></html>",
        "<Error></Error>",
        "<Error><Code>",
        "{}",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><Error><Code>&b;</Code></Error>",
        "<!DOCTYPE Error><Error><Code>a</Code></Error>",
        "<Error><Code>&b;</Code></Error>",
        "<Error><Code>a & b</Code></Error>",
        "<Error><Code>&#0;</Code></Error>",
        "<Error><Code>&#1;</Code></Error>",
        "<Error><Code>&#x110000;</Code></Error>",
        "<Error><Code>a\0</Code></Error>",
        "<Error><Code>a</Error></Code>",
        "<Error><Code>a</Code>",
        "<Error><Code>a</Code></Error></Error>",
        "<Error><Code>a</Code></Error>b",
        "<Error><Code>a</Code></Error><![CDATA[b]]>",
        "a<Error><Code>a</Code></Error>",
        "<Code>a</Code><Code>b</Code>",
        "<Code>a</Code><Code/>",
        "<Error><Code>a</Code><b c='</Error>",
        "<Error><Code>a</Code><!-- </Error>",
        "<Error><Code><b>a</b></Code></Error>",
    ] {
        assert_eq!(ErrorResponse::from_xml(body), Err(NotAnErrorResponse::Malformed), "{body}");
    }
    let nested =
        "<ErrorResponse><Error><Code>SlowDown</Code></Error><RequestId>1</RequestId></ErrorResponse>";
    assert_eq!(ErrorResponse::from_xml(nested).unwrap().code(), "SlowDown");
}

/// Documents and their codes, which another parser reads too.
#[test]
fn a_response_is_read_as_another_parser_reads_it() {
    for (body, code) in [
        ("<Error><Code>a</Code></Error>", "a"),
        (
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\r\n<Error>\n <Code>a</Code>\n</Error>\n<!-- -->\n",
            "a",
        ),
        ("<Error><Code>a</Code><Code>b</Code></Error>", "a"),
        ("<Error><Code/><Code>b</Code></Error>", ""),
        ("<Error><Code><b/></Code><c><Code>d</Code></c></Error>", "d"),
        ("<e:Error xmlns:e='http://a/'><e:Code e:f='g'>a</e:Code></e:Error>", "a"),
        ("<Error><Code>&lt;&gt;&amp;&quot;&apos;&#233;&#xE9;</Code></Error>", "<>&\"'éé"),
        ("<Error><Code>a<![CDATA[<b>&amp;]]>c</Code></Error>", "a<b>&amp;c"),
        ("<Error><Code> a\r\nb\rc&#13;</Code></Error>", " a\nb\nc\r"),
        ("<Error><Code>a<?b c?>d</Code></Error>", "ad"),
        ("<Error a='>' b=\"/Code>\"><Code>a</Code></Error>", "a"),
        ("<Error><Message>a<b/>c</Message><Code>d</Code></Error>", "d"),
        ("<Code>a</Code>", "a"),
        ("<Code>утка 🦆</Code>", "утка 🦆"),
    ] {
        assert_eq!(
            ErrorResponse::from_xml(body).map(|response| response.code().to_owned()),
            Ok(code.to_owned()),
            "{body}"
        );
        assert_eq!(elements(body).iter().find(|element| element.0 == "Code").unwrap().1, code, "{body}");
    }
}

#[test]
fn every_recorded_response_is_read_as_another_parser_reads_it() {
    for Response { body, .. } in responses() {
        assert_eq!(
            ErrorResponse::from_xml(&body),
            Ok(ErrorResponse::from_elements(elements(&body))),
            "{body}"
        );
    }
}

fn elements(body: &str) -> Vec<(String, String)> {
    let document = roxmltree::Document::parse(body).unwrap();
    let is_leaf = |node: &roxmltree::Node<'_, '_>| node.is_element() && node.first_element_child().is_none();
    let text = |leaf: roxmltree::Node<'_, '_>| {
        leaf.children().filter(roxmltree::Node::is_text).filter_map(|child| child.text()).collect()
    };
    let leaves = document.descendants().filter(is_leaf);
    leaves.map(|leaf| (leaf.tag_name().name().to_owned(), text(leaf))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// A server that computes the same and still refuses the request has another secret.
    #[test]
    fn the_secret_is_the_cause_if_everything_matches(inputs in requests::inputs()) {
        let presigned = inputs.presign();
        let url: PresignedUrl = presigned.url().parse().unwrap();
        let headers: Vec<(&str, &str)> = presigned.signed_headers().collect();
        let presigner = inputs.presigner();
        let theirs = inputs.request(&presigner).explain_at(inputs.date).unwrap();
        let response = ErrorResponse::from_elements([
            ("Code", "SignatureDoesNotMatch"),
            ("CanonicalRequest", theirs.canonical_request()),
            ("StringToSign", theirs.string_to_sign()),
        ]);
        let diagnosis = url.diagnose(inputs.method, &headers, &response);
        prop_assert_eq!(diagnosis.causes().collect::<Vec<_>>(), [&Cause::Secret]);
        // Without the values of the headers, these may be the cause too.
        let names: Vec<String> = headers.iter().map(|(name, _)| (*name).into()).collect();
        let expected = if names.is_empty() { Cause::Secret } else { Cause::SecretOrHeaders { names } };
        // An empty value looks like a missing header.
        if headers.iter().all(|(_, value)| !value.is_empty()) {
            let diagnosis = url.diagnose(inputs.method, &[], &response);
            prop_assert_eq!(diagnosis.cause(), &expected);
        }
    }

    #[test]
    fn no_response_causes_a_panic(
        code in prop_oneof![Just("SignatureDoesNotMatch".to_owned()), any::<String>()],
        texts in proptest::array::uniform4(any::<String>()),
    ) {
        let url = &responses()[0].url.parse::<PresignedUrl>().unwrap();
        let [message, request, string_to_sign, signature] = texts;
        let names = ["Code", "Message", "CanonicalRequest", "StringToSign", "SignatureProvided"];
        let response = ErrorResponse::from_elements(names.into_iter().zip([code, message, request, string_to_sign, signature]));
        let shown = url.diagnose(presign::Method::Get, &[], &response).to_string();
        prop_assert!(shown.starts_with("error[") && shown.chars().all(|c| c == '\n' || !c.is_control()));
    }
}
