//! Responses of AWS and other servers, each with its cause.

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
struct Responses {
    response: Vec<Response>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Response {
    situation: String,
    by: String,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    sent: String,
    body: String,
}

impl Response {
    fn headers(&self) -> Vec<(&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    fn read(&self) -> ErrorResponse {
        ErrorResponse::from_xml(&self.body).unwrap()
    }
}

fn responses() -> Vec<Response> {
    /// Reading the table takes longer than most tests that use it.
    static RESPONSES: LazyLock<Responses> = LazyLock::new(|| {
        toml::from_str(include_str!("../vectors/responses.toml")).expect("the table is valid TOML")
    });
    RESPONSES.response.clone()
}

/// Returns the name of the variant.
fn name(cause: &Cause) -> String {
    format!("{cause:?}").split([' ', '{']).next().unwrap().into()
}
