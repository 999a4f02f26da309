//! Each row of the tables of responses is tried, so that a row without a source or with a typing error is noticed.

use super::{
    Response,
    forms::FORM_ROWS,
    responses,
    rows::{ROWS, Row},
};
use presign::{ErrorResponse, Refusal, UrlError};

struct TableRow<'s> {
    codes: Vec<&'s str>,
    /// The name of the element, how it is compared, and with what, unless that is a constant.
    element: Option<(&'s str, &'s str, Option<&'s str>)>,
}

impl<'s> TableRow<'s> {
    /// Reads a row of the source: `&["Code", …], &[("Element", Has("phrase"))], …`.
    fn parse(row: &'s str, scope: &[&'s str]) -> Self {
        let (codes, rest) = row.split_once(", &[").unwrap();
        let codes = if codes == "SCOPE" { scope.to_vec() } else { literals(codes).collect() };
        let (element, _) = rest.split_once(']').unwrap();
        let mut texts = literals(element);
        let element = texts.next().map(|name| {
            let (_, how) = element.split_once("\", ").unwrap();
            (name, how.split(['(', ')']).next().unwrap(), texts.next())
        });
        assert_eq!(texts.next(), None, "a row with two elements: {row}");
        Self { codes, element }
    }

    fn fits(&self, response: &ErrorResponse) -> bool {
        let is_code = |code: &&str| match code.strip_suffix('*') {
            Some(start) => response.code().starts_with(start),
            None => response.code().eq_ignore_ascii_case(code),
        };
        let is_element = |(name, how, phrase): (&str, &str, Option<&str>)| {
            let text = response.element(name).unwrap_or_default().to_ascii_lowercase();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            match (how, phrase) {
                ("Any", None) | ("Is" | "OneOf", None) => !text.is_empty(),
                ("Has", Some(phrase)) => text.contains(phrase),
                ("Starts", Some(start)) => format!("{text} ").starts_with(start),
                ("Is", Some(all)) => text.eq_ignore_ascii_case(all),
                _ => panic!("an unknown pattern: {how}"),
            }
        };
        self.codes.iter().any(is_code) && self.element.is_none_or(is_element)
    }
}

/// Returns the texts in quotation marks.
fn literals(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2)
}

#[test]
fn every_row_of_the_tables_fits_a_response() {
    let refusals = [UrlError::NotPresigned.into(), Refusal::HostNotServed { host: "example.com".into() }];
    let mut all: Vec<ErrorResponse> = responses().iter().map(Response::read).collect();
    all.extend(ROWS.iter().chain(FORM_ROWS).map(Row::response));
    all.extend(refusals.iter().map(|refusal| ErrorResponse::from_xml(&refusal.to_xml("/", "1")).unwrap()));

    let mut untried = Vec::new();
    for source in [
        include_str!("../../src/read/diagnosis/responses.rs"),
        include_str!("../../src/read/diagnosis/form/responses.rs"),
    ] {
        let scope = source.split_once("const SCOPE").map_or("", |(_, list)| list.split(';').next().unwrap());
        let scope: Vec<&str> = literals(scope).collect();
        let (_, table) = source.split_once("&[Row] = &[").unwrap();
        let (table, _) = table.split_once("\n];").unwrap();
        for row in table.split("\n    row(").skip(1) {
            if !all.iter().any(|response| TableRow::parse(row, &scope).fits(response)) {
                untried.push(row.lines().next().unwrap());
            }
        }
    }
    assert!(
        untried.is_empty(),
        "no response fits these rows: add one for each to tests/diagnosis/rows.rs, or to forms.rs for a form:\nrow({}",
        untried.join("\nrow(")
    );
}
