//! CloudFront signed URLs and signed cookies.
//!
//! A [`Policy`] says what may be read, and until when. This crate never sees your private key: sign the bytes of
//! [`Policy::to_sign`] with any library, and pass the [`Signature`] back.
//!
//! ```
//! use presign::{AmzDate, cloudfront::{Error, Policy, Signature, SignedUrl}};
//!
//! fn sign(
//!     url: &str,
//!     expires_at: AmzDate,
//!     rsa_sha256: impl Fn(&[u8]) -> Vec<u8>,
//! ) -> Result<SignedUrl, Error> {
//!     let policy = Policy::canned(url, expires_at)?;
//!     let signature = rsa_sha256(policy.to_sign());
//!     policy.signed_url("K2JCJMDEHXQW5F", Signature::sha256(&signature))
//! }
//! # let url = sign("https://d111111abcdef8.cloudfront.net/image.jpg", "20260101T100000Z".parse()?, |_| vec![7; 256])?;
//! # assert!(url.url().ends_with("&Key-Pair-Id=K2JCJMDEHXQW5F&Hash-Algorithm=SHA256"));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! | | canned policy | custom policy |
//! |---|---|---|
//! | covers | one URL | one URL, or all URLs that match a pattern with `*` |
//! | limits | the expiry | the expiry, a start, and a range of IPv4 addresses |
//! | in the URL | `Expires` | `Policy`, which is longer |
//!
//! CloudFront accepts RSA keys of 2,048 bits and ECDSA keys on P-256, each with SHA-1 or SHA-256. The guide
//! [cloudfront](crate::_guide::cloudfront) has examples for `rsa`, `p256` and `aws-lc-rs`. The module follows [Use signed
//! URLs][urls] and [Use signed cookies][cookies], and needs no feature.
//!
//! [cookies]: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html
//! [urls]: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html

mod error;
mod names;
mod policy;
mod resource;
mod signature;
mod signed_cookies;
mod signed_url;

pub use error::Error;
pub use policy::Policy;
pub use signature::{HashAlgorithm, Signature};
pub use signed_cookies::SignedCookies;
pub use signed_url::SignedUrl;
