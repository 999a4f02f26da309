//! Parsing never panics. A parsed URL returns its text, parses again to the same values and hides its secrets.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presign::{PresignedUrl, UrlError};

fuzz_target!(|text: &str| {
    if let Some((host, target)) = text.split_once('\n') {
        check_target(host, target);
    }
    check_url(text);
});

fn check_target(host: &str, target: &str) {
    let Ok(url) = PresignedUrl::from_target(host, target) else { return };
    assert_eq!(url.as_str(), format!("//{host}{target}"));
    check_secrets(&url);
}

fn check_url(text: &str) {
    let read = text.parse::<PresignedUrl>();
    assert_eq!(text.len() > 64 * 1024, matches!(read, Err(UrlError::TooLong)));
    let Ok(url) = read else { return };
    assert_eq!(url.as_str(), text);
    check_secrets(&url);
    let again: PresignedUrl = url.as_str().parse().expect("the URL was parsed before");
    assert_eq!(accessors(&again), accessors(&url));
    // The request that a client sends for the URL.
    let (_, after_scheme) = text.split_once("://").expect("a URL has a scheme");
    let target = after_scheme.find(['/', '?']).map_or("", |end| &after_scheme[end..]);
    let target = format!("{}{target}", if target.starts_with('/') { "" } else { "/" });
    let received = PresignedUrl::from_target(url.host(), &target).expect("a client can send it");
    assert_eq!(accessors(&received), accessors(&url));
}

fn accessors(url: &PresignedUrl) -> String {
    let parameters: Vec<_> = url.parameters().collect();
    let signature = (url.signature().to_string(), url.session_token(), url.lifetime(), url.object());
    format!("{} {parameters:?} {signature:?}", public(url))
}

/// Returns the parts that `Debug` may show.
fn public(url: &PresignedUrl) -> String {
    let signed_headers: Vec<_> = url.signed_headers().collect();
    let who = format!("{:?} {:?} {:?} {:?}", url.host(), url.path(), url.access_key_id(), url.scope());
    format!("{who} {:?} {:?} {signed_headers:?}", url.date(), url.expires_at())
}

/// Asserts that `Debug` hides the secrets, unless a public part contains the same text. Ignores short tokens, which
/// may occur anywhere.
fn check_secrets(url: &PresignedUrl) {
    let (shown, public, signature) = (format!("{url:?}"), public(url), url.signature().to_string());
    let token = url.session_token().filter(|token| token.len() >= 20);
    for secret in token.into_iter().chain([&*signature]) {
        assert!(!shown.contains(secret) || public.contains(secret), "{shown}");
    }
}
