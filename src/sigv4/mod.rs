//! Signature Version 4 in the query string, for any service.
//!
//! Each type is a step. Data flows from left to right:
//!
//! ```text
//! Parameters ┐                                   secret, day, region, service
//! Headers    │                                              │
//! Host, path ├─ SignableRequest ─ CanonicalRequest       SigningKey
//! Payload    │                          │                   │
//! QueryAuth  ┘                     StringToSign ────────────┴─ Signature
//! ```
//!
//! With the feature `sigv4a`, a `KeyPair` signs in place of the `SigningKey`: ECDSA for several regions.
//!
//! [`Presigner`](crate::Presigner) performs these steps for S3, and
//! [`ServicePresigner`](crate::services::ServicePresigner) for other services. Use this module to perform
//! them one by one, or to inspect what is signed. [`SignableRequest`] has an example.
//!
//! The stages are text: [`Display`](core::fmt::Display) of [`CanonicalRequest`] and [`StringToSign`] writes
//! exactly the bytes that are hashed.

mod error;
pub(crate) mod names;
pub use error::Error;
mod hash;
pub(crate) use hash::{base64, base64_url, from_base64, from_hex, sha256_hex, to_hex};
mod date;
pub(crate) use date::MONTHS;
pub use date::{AmzDate, Lifetime};
mod encode;
pub use encode::{UriEncode, uri_encode, uri_encode_path};
pub(crate) use encode::{decode, decode_query, decode_secret, is_escaped, split_at};
mod fields;
pub use fields::Value;
mod query;
pub use query::Parameters;
mod headers;
pub use headers::Headers;
mod secret;
pub(crate) use secret::Secret;
mod credential;
pub use credential::{Credential, CredentialScope};
mod session_token;
pub use session_token::{SessionToken, TokenPlacement};
mod auth;
pub use auth::QueryAuth;
mod request;
pub use request::{CanonicalRequest, CanonicalUri, Host, Method, PathRules, PayloadHash};
pub(crate) use request::{remove_dot_segments, split_port};
mod sign;
pub use sign::{SignableRequest, Stages, StringToSign};
mod signing_key;
pub use signing_key::SigningKey;
mod signature;
pub use signature::Signature;
mod signer;
pub(crate) use signer::Signer;
#[cfg(feature = "sigv4a")]
mod key_pair;
#[cfg(feature = "sigv4a")]
#[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
pub use key_pair::{KeyPair, PublicKey};
#[cfg(feature = "sigv4a")]
mod region_set;
#[cfg(feature = "sigv4a")]
pub(crate) use region_set::ALL_REGIONS;
#[cfg(feature = "sigv4a")]
#[cfg_attr(docsrs, doc(cfg(feature = "sigv4a")))]
pub use region_set::RegionSet;
mod template;
pub(crate) use template::Template;
