//! AWS Signature Version 4 presigned URLs for S3, and tokens for other services.
//!
//! A presigned URL lets its holder read or write one object, or upload a part of one, for a limited
//! time. This crate signs such URLs, and returns the headers that must be sent with them. It also
//! verifies presigned requests on a server, and explains why a server refused one.
//!
//! ```no_run
//! use presign::{Credentials, Endpoint, Presigner};
//! use std::time::Duration;
//!
//! // Reads AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the like.
//! let credentials = Credentials::from_env()?;
//! let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
//!
//! // Works for 15 minutes from now.
//! let get = s3.get("examplebucket", "photos/duck.jpg").presign()?;
//! println!("{}", get.url());
//!
//! // The client must send the signed headers.
//! let put = s3
//!     .put("examplebucket", "photos/duck.jpg")
//!     .content_type("image/jpeg")
//!     .expires_in(Duration::from_secs(3600))
//!     .presign()?;
//! println!("{} {}", put.method(), put.url());
//! for (name, value) in put.headers() {
//!     println!("{name}: {value}"); // content-type: image/jpeg
//! }
//! # Ok::<(), presign::Error>(())
//! ```
//!
//! # The types
//!
//! ```text
//! Credentials ─┐           get, put, …          presign
//!              ├─ Presigner ─────────── Request ──┬────── Presigned
//! Endpoint ────┘                                  │       URL, headers
//!                                                 │
//!                                                 └────── Explanation
//!                                            explain_at   what is signed
//! ```
//!
//! | to | use |
//! |---|---|
//! | sign | [`Presigner`], with [`Credentials`] and an [`Endpoint`]: create it once, share it between threads |
//! | set headers, parameters and the lifetime | [`Request`], with [`Checksum`], [`ContentDisposition`] and [`CopySource`] |
//! | send | [`Presigned`]: method, URL, headers and expiry |
//! | sign many URLs | [`Prepared`], for many keys or part numbers |
//! | let a browser upload with a form | [`PostRequest`] and [`PostForm`] |
//! | complete an upload in parts | the module [`multipart`] |
//! | sign URLs and cookies for CloudFront | the module [`cloudfront`] |
//! | find a bucket's address | [`Location`] |
//! | pass or correct the time | [`AmzDate`], [`ClockOffset`] |
//! | verify | [`PresignedUrl`], [`Verifier`], [`Verified`], [`Operation`], [`Refusal`] |
//! | verify a form | [`PostedForm`](_guide::verify#forms), [`Verifier`] |
//! | see what was signed | [`Explanation`] |
//! | find out why a server refused a URL | [`Diagnosis`], from an [`ErrorResponse`] |
//! | handle errors | [`Error`]: the first mistake of a request, returned when it is signed |
//! | sign for RDS, EKS, MSK, Lambda and other services | the module [`services`] |
//! | use Signature Version 4 step by step | the module [`sigv4`] |
//!
//! # Guides
//!
//! * To sign: [cookbook](_guide::cookbook), [credentials](_guide::credentials),
//!   [endpoints](_guide::endpoints), [headers](_guide::headers), [expiry](_guide::expiry),
//!   [multipart](_guide::multipart), [other services](_guide::services) and
//!   [cloudfront](_guide::cloudfront).
//! * To verify: [verify](_guide::verify) and [security](_guide::security).
//! * If a request is refused: [troubleshooting](_guide::troubleshooting) and
//!   [servers](_guide::servers).
//! * Where it runs, and how fast: [wasm](_guide::wasm) and [performance](_guide::performance).
//!
//! # Scope
//!
//! The crate signs the query string with [Signature Version 4][sigv4], for S3, compatible services
//! and other AWS services, with long-term and temporary credentials. With the feature `sigv4a`, it
//! also signs with SigV4A.
//!
//! It does not send requests or fetch credentials. It does not sign `Authorization` headers or
//! chunked uploads (`aws-chunked`). It verifies and diagnoses requests to S3 only.
//!
//! # Limits
//!
//! | what | limit |
//! |---|---|
//! | lifetime | 1 s to 604,800 s (seven days); 900 s unless set |
//! | object key | 1 to 1,024 bytes of UTF-8, without the segments `.` and `..` |
//! | part number | 1 to 10,000 |
//! | date | years 0001 to 9999 |
//! | parameters, and headers, of a request | 1,000 each |
//! | URL to parse | 65,536 bytes and 1,024 parameters |
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `std` | yes | a clock (`presign`, `prepare`, [`AmzDate::now`]), [`Credentials::from_env`], and a cache that keeps the signing key for a day |
//! | `url` | yes | [`Endpoint::custom`], [`Endpoint::shown_as`] and domain names in Unicode; without it, [`Endpoint::from_parts`] |
//! | `zeroize` | yes | secrets and signing keys are [wiped](_guide::security#what-is-wiped-from-memory) from the heap on drop |
//! | `aws-credential-types` | no | [`Credentials`] from those of the AWS SDK for Rust |
//! | `http` | no | [`Presigned`] as an `http::Request`, [`Verifier::verify_parts`](_guide::verify#axum) |
//! | `json` | no | [`Credentials::from_json`](_guide::credentials#from-json), [`Verifier::verify_post`](_guide::verify#forms) |
//! | `serde` | no | `Serialize` for [`Presigned`] and [`PostForm`] |
//! | `sigv4a` | no | [multi-Region access points](_guide::endpoints#multi-region-access-points), and [verification](_guide::verify#sigv4a) with public keys |
//! | `wasm-bindgen` | no | [JavaScript's clock](_guide::wasm#the-clock) on `wasm32-unknown-unknown` |
//! | `xml` | no | [`ErrorResponse::from_text` and `from_xml`](_guide::troubleshooting#in-code), the responses in [`multipart`]; needs a target with `std` |
//!
//! Without any feature, the crate is `no_std` with `alloc`. No feature changes a result.
//!
//! [sigv4]: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
#![warn(clippy::alloc_instead_of_core, clippy::std_instead_of_alloc, clippy::std_instead_of_core)]
// No input makes the library panic.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used
    )
)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod cloudfront;
pub mod sigv4;
#[doc(inline)]
pub use sigv4::{AmzDate, Method};
mod base_path;
mod error;
pub use error::{Error, ErrorKind};
mod clock_offset;
mod form_names;
mod invisible;
pub use clock_offset::ClockOffset;
mod credentials;
pub use credentials::Credentials;
mod key_cache;
mod partition;
mod presigned;
pub use presigned::{Explanation, Presigned};
mod s3_names;
mod validity;

mod s3;
pub use s3::{
    AddressingStyle, Checksum, ContentDisposition, CopySource, Endpoint, FieldFault, Keys, Location, OneUrl,
    PartNumbers, PostForm, PostRequest, Prepared, Presigner, Request, Scheme,
};

pub mod multipart;
pub mod services;

mod read;
pub use read::{
    Cause, Claim, Diagnosis, ErrorResponse, FormError, KeyLookup, NotAnErrorResponse, Operation,
    PresignedUrl, Refusal, SigningKeys, UrlError, Verified, Verifier,
};
#[cfg(feature = "json")]
pub use read::{PostedFile, PostedForm, VerifiedPost};

#[cfg(any(feature = "std", feature = "wasm-bindgen"))]
mod clock;
#[cfg(feature = "http")]
mod http;
mod post_diagnosis;
mod proxy;
#[cfg(feature = "serde")]
mod serialize;
mod xml;

// The examples of the guides need these features.
#[cfg(any(
    all(doc, not(doctest)),
    all(
        doctest,
        feature = "aws-credential-types",
        feature = "http",
        feature = "json",
        feature = "serde",
        feature = "sigv4a",
        feature = "url",
        feature = "xml",
    )
))]
pub mod _guide;

#[cfg(all(doctest, feature = "std", feature = "url"))]
#[doc = include_str!("../README.md")]
mod readme {}
