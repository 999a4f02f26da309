//! AWS Signature Version 4 presigned URLs for S3: a URL that reads, writes or uploads a part of one object for a limited
//! time, and the headers that must be sent with it. And the other half: such a URL read, verified, and explained when it
//! fails.
//!
//! ```
//! use presign::{Credentials, Endpoint, Presigner};
//!
//! let s3 = Presigner::new(
//!     Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
//!     Endpoint::aws("us-east-1")?,
//! );
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
//! * [`Presigner`]: made once, shared by threads; [`Credentials`] and [`Endpoint`] are what it is made of.
//! * [`Request`]: the chain from an operation to its end; the first mistake comes out there, as an [`Error`].
//! * [`CopySource`], [`Checksum`], [`ContentDisposition`]: what some of its setters take.
//! * [`Prepared`]: the same request for many keys or part numbers, at the price of what they differ in.
//! * [`Presigned`]: what the client needs; [`Explanation`]: what was signed.
//! * [`AmzDate`]: the clock, which is an argument wherever it matters.
//! * [`PresignedUrl`]: a URL read; [`Verifier`]: the server's check, whose [`Refusal`] is an error of S3; [`Verified`]: the
//!   [`Operation`] that was signed; [`Diagnosis`]: why a server refused, from its [`ErrorResponse`].
//! * [`sigv4`]: the steps of the protocol, for any service.
//! * [`_guide::security`]: what a URL lets its holder do, what a server must check, what is wiped from memory.
//!
//! # In scope
//!
//! Query-string authentication of [Signature Version 4][sigv4] for S3 and what is compatible with it, with long-term and
//! temporary credentials.
//!
//! # Out of scope
//!
//! Sending requests, finding credentials, the `Authorization` header, chunked uploads, SigV4A.
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
//! `std` (a clock, and the signing key kept for a day), `url` ([`Endpoint::custom`]) and `zeroize` (secret keys, session
//! tokens and signing keys [wiped](_guide::security#what-is-wiped-from-memory) from the heap on drop) are on by default; `http`
//! (its requests, for clients and servers), `wasm-bindgen` (JavaScript's clock) and `xml` (`ErrorResponse::from_xml`) are
//! not. Without any the crate is `no_std` with `alloc`. No feature changes a result.
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
mod error;
pub use error::{Error, ErrorKind};
mod credentials;
pub use credentials::Credentials;
mod partition;
mod presigned;
pub use presigned::{Explanation, Presigned};

mod s3;
pub use s3::{
    AddressingStyle, Checksum, ContentDisposition, CopySource, Endpoint, Keys, OneUrl, PartNumbers, Prepared,
    Presigner, Request, Scheme,
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

#[cfg(any(doc, doctest))]
pub mod _guide;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
