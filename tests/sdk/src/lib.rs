//! Compares presign with the AWS SDK for Rust. See the tests of this package.

use aws_sdk_s3::config::{
    BehaviorVersion, Builder, Credentials, IdentityCache, RequestChecksumCalculation,
    StalledStreamProtectionConfig, retry::RetryConfig, timeout::TimeoutConfig,
};
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

/// Polls a future once. Offline, nothing in the SDK waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future is not ready"),
    }
}

/// Returns a client's configuration without network access, timeouts or additions to requests.
pub fn offline(credentials: Credentials) -> Builder {
    aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .identity_cache(IdentityCache::no_cache())
        .credentials_provider(credentials.clone())
        // Stands for the credentials of a session for a directory bucket.
        .express_credentials_provider(credentials)
}
