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
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Answers {
    answer: Vec<Answer>,
}

#[derive(Clone, Deserialize)]
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
    /// Reading the table takes longer than most tests that use it.
    static ANSWERS: LazyLock<Answers> = LazyLock::new(|| {
        toml::from_str(include_str!("../vectors/answers.toml")).expect("the table is valid TOML")
    });
    ANSWERS.answer.clone()
}

/// Returns the name of the variant.
fn name(cause: &Cause) -> String {
    format!("{cause:?}").split([' ', '{']).next().unwrap().into()
}
