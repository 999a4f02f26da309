//! AWS Signature Version 4 presigned URLs for S3.
//!
//! A presigned URL lets its holder read or write one object, or upload a part of one, for a limited time.
//! This crate creates such URLs, with the headers that must be sent with them. It also parses and verifies
//! them, and explains why a server refused one.
//!
//! ```no_run
//! use presign::{Credentials, Endpoint, Presigner};
//!
//! // `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`; `Credentials::new` takes them from elsewhere.
//! let s3 = Presigner::new(Credentials::from_env()?, Endpoint::aws("us-east-1")?);
//! let put = s3.put("examplebucket", "photos/duck.jpg").header("content-type", "image/jpeg").presign()?;
//! println!("{} {}", put.method(), put.url());
//! for (name, value) in put.headers() {
//!     println!("{name}: {value}");
//! }
//! # Ok::<(), presign::Error>(())
//! ```
//!
//! ```text
//! Credentials ─┐                    GET, key, query, headers, lifetime
//!              ├─ Presigner ─ get, put, upload_part, … ─ Request ─ presign ─ Presigned
//! Endpoint ────┘                                            │                method, url, headers,
//!                                                       explain_at           expires_at
//!                                                           │
//!                                                      Explanation: canonical request, string to sign
//! ```
//!
//! * [`Presigner`] holds [`Credentials`] and an [`Endpoint`]. Create it once and share it between threads.
//! * [`Location`] is where a bucket is, with the plain URL of an object.
//! * [`Request`] is the builder for one operation. The first mistake in the chain is returned at its end, as
//!   an [`Error`].
//! * [`CopySource`], [`Checksum`] and [`ContentDisposition`] are arguments of its setters.
//! * [`Prepared`] signs one request for many keys or part numbers, and does the common work only once.
//! * [`Presigned`] is what the client needs. [`Explanation`] shows what was signed.
//! * [`AmzDate`] is the time, which is passed as an argument wherever it matters. [`ClockOffset`] corrects a
//!   wrong clock.
//! * [`PresignedUrl`] is a parsed URL. [`Verifier`] checks it on the server: it returns the [`Operation`]
//!   that was signed, in a [`Verified`], or a [`Refusal`] with the S3 error to answer. [`Diagnosis`] finds
//!   out from an [`ErrorResponse`] why a server refused a URL.
//! * [`sigv4`] has the steps of the protocol, for any service.
//! * [`_guide::security`] says what a URL lets its holder do, what a server must check, and what is wiped
//!   from memory.
//! * [`_guide::servers`] says what each S3-compatible server does differently.
//!
//! # In scope
//!
//! Query-string authentication of [Signature Version 4][sigv4] for S3 and compatible services, with long-term
//! and temporary credentials.
//!
//! # Out of scope
//!
//! Sending requests, fetching credentials over the network, the `Authorization` header, chunked uploads, SigV4A.
//!
//! # Limits
//!
//! | what | limit |
//! |---|---|
//! | lifetime | 1 s to 604,800 s (seven days), 900 s unless set |
//! | object key | 1 to 1,024 bytes of UTF-8, without `.` and `..` as path segments |
//! | part number | 1 to 10,000 |
//! | dates | years 0001 to 9999 |
//!
//! # Features
//!
//! On by default: `std` (a clock, [`Credentials::from_env`], and a cache that keeps the signing key for a
//! day), `url` ([`Endpoint::custom`], [`Endpoint::shown_as`] and domain names in Unicode) and `zeroize` (secret
//! keys, session tokens and signing keys are
//! [wiped](_guide::security#what-is-wiped-from-memory) from the heap on drop).
//!
//! Off by default: `aws-credential-types` (credentials of the AWS SDK), `http` (conversions for its requests,
//! for clients and servers), `json` (`Credentials::from_json`), `wasm-bindgen` (JavaScript's clock) and `xml`
//! (`ErrorResponse::from_text`).
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

pub mod sigv4;
pub use sigv4::{AmzDate, Method};
mod base_path;
mod error;
pub use error::{Error, ErrorKind};
mod clock_offset;
pub use clock_offset::ClockOffset;
mod credentials;
pub use credentials::Credentials;
mod partition;
mod presigned;
pub use presigned::{Explanation, Presigned};

mod s3;
pub use s3::{
    AddressingStyle, Checksum, ContentDisposition, CopySource, Endpoint, FieldFault, Keys, Location, OneUrl,
    PartNumbers, PostForm, PostRequest, Prepared, Presigner, Request, Scheme,
};

mod read;
pub use read::{
    Cause, Diagnosis, ErrorResponse, KeyLookup, NotAnErrorResponse, Operation, PresignedUrl, Refusal,
    SigningKeys, UrlError, Verified, Verifier,
};

#[cfg(any(feature = "std", feature = "wasm-bindgen"))]
mod clock;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "serde")]
mod serialize;

// The examples of the pages need these features.
#[cfg(any(all(doc, not(doctest)), all(doctest, feature = "http", feature = "json", feature = "xml")))]
pub mod _guide;

#[cfg(all(doctest, feature = "http", feature = "json", feature = "xml"))]
#[doc = include_str!("../README.md")]
mod readme {}
