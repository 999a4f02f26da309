//! Requests and tokens of services besides S3.

mod credential;
mod oracle;
mod recorded;
mod rules;

use presign::Credentials;
use presign::services::ServicePresigner;

fn aws() -> ServicePresigner {
    ServicePresigner::new(Credentials::new("AKIDEXAMPLE", "secret"), "us-east-1")
}

/// Returns the parts of a URL: up to the query, and its parameters.
fn parts(url: &str) -> (&str, Vec<(&str, &str)>) {
    let (before, query) = url.split_once('?').expect("a query");
    (before, query.split('&').map(|parameter| parameter.split_once('=').expect("a value")).collect())
}

fn value<'u>(parameters: &[(&'u str, &'u str)], name: &str) -> &'u str {
    parameters.iter().find(|(other, _)| *other == name).map_or("", |(_, value)| value)
}
