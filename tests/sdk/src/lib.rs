//! The AWS SDK for Rust as an oracle: the tests of this package.

use aws_sdk_s3::config::{
    BehaviorVersion, Builder, Credentials, IdentityCache, RequestChecksumCalculation,
    StalledStreamProtectionConfig, retry::RetryConfig, timeout::TimeoutConfig,
};
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What a future has ready: offline, nothing in the SDK waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("waits for something"),
    }
}

/// A client's settings without network, clock or anything that the SDK adds to a request.
pub fn offline(credentials: Credentials) -> Builder {
    aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .identity_cache(IdentityCache::no_cache())
        .credentials_provider(credentials.clone())
        // As if a session with a directory bucket had begun.
        .express_credentials_provider(credentials)
}
