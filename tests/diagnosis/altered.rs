//! Changed white space, and text around the response, do not change the first cause.

use super::{
    copied::{Change, WRAPPINGS, xml},
    name, requests, responses,
    rows::{ROWS, put},
};
use presign::{Cause, ErrorResponse, PresignedUrl};
use proptest::{prelude::*, sample::select};
use sha2::{Digest, Sha256};

/// Changes to the white space of a text.
const ALTERATIONS: &[Change] = &[
    ("unchanged", |text| text.into()),
    ("line breaks are spaces", |text| text.replace('\n', " ")),
    ("line breaks are escaped", |text| text.replace('\n', "\\n")),
    ("Windows line breaks", |text| text.replace('\n', "\r\n")),
    ("escaped Windows line breaks", |text| text.replace('\n', "\\r\\n")),
    ("single spaces", |text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
    ("indented", |text| {
        text.lines().map(|line| format!("\n        {line}")).collect::<String>() + "\n      "
    }),
    ("indented with tabs", |text| text.replace('\n', "\n\t\t")),
    ("indented, without empty lines", |text| {
        text.lines().filter(|line| !line.is_empty()).map(|line| format!("\n    {line}")).collect()
    }),
    ("with spaces at the ends of lines", |text| text.replace('\n', "  \n") + " "),
    ("with empty lines", |text| text.replace('\n', "\n\n")),
];

/// Rewrites a response with altered texts.
fn altered(body: &str, alter: fn(&str) -> String) -> String {
    let document = roxmltree::Document::parse(body).unwrap();
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>".to_owned();
    for leaf in
        document.descendants().filter(|node| node.is_element() && node.first_element_child().is_none())
    {
        let text = escaped(&alter(leaf.text().unwrap_or_default()));
        let name = leaf.tag_name().name();
        xml.push_str(&format!("\n  <{name}>{text}</{name}>"));
    }
    xml + "\n</Error>"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;")
}

fn is_time(cause: &Cause) -> bool {
    matches!(cause, Cause::Expired | Cause::Clock { .. })
}

#[test]
fn altering_a_recorded_response_keeps_its_cause() {
    for response in responses() {
        let Ok(url) = response.url.parse::<PresignedUrl>() else { continue };
        let diagnose =
            |read: &ErrorResponse| url.diagnose(response.method.parse().unwrap(), &response.headers(), read);
        let expected = diagnose(&response.read()).cause().clone();
        for (n, (how, alter)) in ALTERATIONS.iter().enumerate() {
            let (wrapping, wrap) = WRAPPINGS[n % WRAPPINGS.len()];
            for wrapped in [altered(&response.body, *alter), wrap(&altered(&response.body, *alter))] {
                let read = ErrorResponse::from_text(&wrapped).unwrap();
                // The time in the head is on another day.
                if read.date().is_some() && is_time(&expected) {
                    continue;
                }
                let diagnosis = diagnose(&read);
                let cause = diagnosis.causes().find(|cause| read.date().is_none() || !is_time(cause));
                assert_eq!(
                    cause,
                    Some(&expected),
                    "{}: {how}, {wrapping}\n{wrapped}\n{diagnosis}",
                    response.sent
                );
            }
        }
    }
}

#[test]
fn altering_a_row_keeps_its_cause() {
    let put = put();
    let mut wrappings = WRAPPINGS.iter().filter(|(how, _)| !how.starts_with("of curl")).cycle();
    for row in ROWS {
        for ((how, alter), (wrapping, wrap)) in ALTERATIONS.iter().zip(&mut wrappings) {
            let wrapped = wrap(&altered(&xml(row), *alter));
            let diagnosis = put.diagnose(&ErrorResponse::from_text(&wrapped).unwrap()).unwrap();
            assert_eq!(name(diagnosis.cause()), row.cause, "{how}, {wrapping}: {wrapped}\n{diagnosis}");
        }
    }
}

/// Changes to a request on its way, as seen in the server's canonical request.
pub const CHANGES: &[&str] = &[
    "nothing",
    "method",
    "host",
    "path",
    "path decoded",
    "parameter changed",
    "parameter added",
    "parameter removed",
    "header changed",
    "header removed",
    "header added",
    "payload",
];

pub fn changed(canonical: &str, change: &str) -> String {
    let mut lines: Vec<String> = canonical.split('\n').map(Into::into).collect();
    let end = lines.len() - 3;
    let header = (3..end).find(|line| !lines[*line].starts_with("host:"));
    match (change, header) {
        ("method", _) => lines[0] = if lines[0] == "GET" { "HEAD".into() } else { "GET".into() },
        ("host", _) => {
            let host = (3..end).find(|line| lines[*line].starts_with("host:")).unwrap();
            lines[host] = "host:files.example.net".into();
        }
        ("path", _) => lines[1].push_str("/other"),
        ("path decoded", _) => lines[1] = lines[1].replace("%20", " "),
        ("parameter changed", _) => lines[2] = lines[2].replacen("X-Amz-Expires=", "X-Amz-Expires=1", 1),
        ("parameter added", _) => lines[2].push_str("&zz=1"),
        ("parameter removed", _) => {
            let (before, after) = lines[2].split_once("&X-Amz-Expires=").unwrap();
            let rest = after.split_once('&').map_or("", |(_, rest)| rest);
            lines[2] = format!("{before}&{rest}");
        }
        ("header changed", Some(at)) => lines[at].push_str(" and more"),
        ("header removed", Some(at)) => {
            let (name, _) = lines[at].split_once(':').unwrap();
            lines[at] = format!("{name}:");
        }
        ("header added", _) => {
            lines.insert(end, "x-amz-zz:1".into());
            lines[end + 2].push_str(";x-amz-zz");
        }
        ("payload", _) => *lines.last_mut().unwrap() = hex::encode([7; 32]),
        _ => {}
    }
    lines.join("\n")
}

fn hexadecimal(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:x}")).collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// For any request, and any change to it.
    #[test]
    fn altering_any_response_keeps_its_cause(
        inputs in requests::inputs(),
        change in select(CHANGES),
        alteration in select(ALTERATIONS),
        wrapping in select(WRAPPINGS),
        has_bytes in any::<bool>(),
        has_string_to_sign in any::<bool>(),
    ) {
        let presigned = inputs.presign();
        let url: PresignedUrl = presigned.url().parse().unwrap();
        let headers: Vec<(&str, &str)> = presigned.signed_headers().collect();
        let explanation = inputs.request(&inputs.presigner()).explain_at(inputs.date).unwrap();
        let theirs = changed(explanation.canonical_request(), change);
        // An escape in a value cannot be distinguished from an escaped line break.
        prop_assume!(!theirs.contains("\\n") && !theirs.contains("\\r") && !theirs.contains("\\u000"));
        let (rest, _) = explanation.string_to_sign().rsplit_once('\n').unwrap();
        let string_to_sign = format!("{rest}\n{}", hex::encode(Sha256::digest(&theirs)));
        // Without the hash, the white space of a path cannot be restored.
        let has_string_to_sign = has_string_to_sign || change == "path decoded";
        let mut body = "<Error><Code>SignatureDoesNotMatch</Code>".to_owned();
        for (name, text) in [("StringToSign", &string_to_sign), ("CanonicalRequest", &theirs)] {
            if has_string_to_sign || name == "CanonicalRequest" {
                body.push_str(&format!("<{name}>{}</{name}>", escaped(text)));
                if has_bytes {
                    body.push_str(&format!("<{name}Bytes>{}</{name}Bytes>", hexadecimal(text)));
                }
            }
        }
        body.push_str("</Error>");
        let expected = url.diagnose(inputs.method, &headers, &ErrorResponse::from_xml(&body).unwrap());
        if theirs == explanation.canonical_request() {
            prop_assert_eq!(expected.cause(), &Cause::Secret);
        } else {
            prop_assert_ne!(expected.cause(), &Cause::Secret);
        }
        let wrapped = wrapping.1(&altered(&body, alteration.1));
        prop_assume!(wrapped.len() <= 64 * 1024);
        let read = ErrorResponse::from_text(&wrapped).unwrap();
        // The time in the head is on another day.
        let diagnosis = url.diagnose(inputs.method, &headers, &read);
        let causes: Vec<_> = diagnosis.causes().filter(|cause| !is_time(cause)).collect();
        prop_assert_eq!(causes.first().copied(), Some(expected.cause()), "{}, {}, {}\n{}", change, alteration.0, wrapping.0, wrapped);
    }
}
