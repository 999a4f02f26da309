//! Answers of AWS and other servers, each with its cause.

mod advice;
mod altered;
mod broken;
mod copied;
mod details;
mod documents;
mod exchange;
mod recorded;
#[path = "../requests/mod.rs"]
mod requests;
#[macro_use]
mod rows;
mod forms;
mod table;

use presign::{Cause, ErrorResponse};
use serde::Deserialize;

#[derive(Deserialize)]
struct Answers {
    answer: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    situation: String,
    by: String,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    sent: String,
    body: String,
}

impl Answer {
    fn headers(&self) -> Vec<(&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    fn read(&self) -> ErrorResponse {
        ErrorResponse::from_xml(&self.body).unwrap()
    }
}

fn answers() -> Vec<Answer> {
    toml::from_str::<Answers>(include_str!("../vectors/answers.toml"))
        .expect("the table is valid TOML")
        .answer
}

/// Returns the name of the variant.
fn name(cause: &Cause) -> String {
    format!("{cause:?}").split([' ', '{']).next().unwrap().into()
}
