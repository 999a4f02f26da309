//! Signature Version 4, query-string authentication, for any service: one file a step, in the order in which data
//! flows.
//!
//! ```text
//! Parameters ─┐                                    secret ─ day ─ region ─ service
//!             ├─ CanonicalQuery ─┐                               │
//! QueryAuth ──┘                  │                          SigningKey
//!                                ├─ CanonicalRequest ─ StringToSign ─┴─ Signature
//! Headers ──── CanonicalHeaders ─┤
//! path ─────── CanonicalUri ─────┘
//! ```
//!
//! Most callers want the [`Presigner`](crate::Presigner), which takes these steps for S3. This module is for other
//! services and for looking at what is signed. A stage is a value whose `Display` is exactly the text that is hashed.
//!
//! A connection token for a database of Amazon RDS, which is a presigned URL without its scheme:
//!
//! ```
//! use presign::Method;
//! use presign::sigv4::*;
//!
//! # let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
//! let host = "db.123456789012.us-east-1.rds.amazonaws.com:5432";
//! let date = "20260101T000000Z".parse()?;
//! let credential = Credential::new("AKIAIOSFODNN7EXAMPLE", "us-east-1", "rds-db");
//! let auth = QueryAuth::new(&credential, &date);
//!
//! let mut headers = Headers::default();
//! let signed_headers = SignedHeaders::new(&mut headers);
//! let mut parameters = Parameters::default();
//! parameters.insert("Action", "connect")?;
//! parameters.insert("DBUser", "jane")?;
//! let query = CanonicalQuery::new(auth, signed_headers, &mut parameters)?.to_string();
//!
//! let request = CanonicalRequest {
//!     method: Method::Get,
//!     uri: CanonicalUri::new("/", PathRules::STANDARD),
//!     query: &query,
//!     headers: CanonicalHeaders::new(host, signed_headers),
//!     payload: PayloadHash::of(b""),
//! };
//! let signature = SigningKey::derive(secret, &auth.scope()).sign(&StringToSign::new(&auth, &request));
//! let mut token = format!("{host}/?{query}");
//! auth.write_signature(&signature, &mut token);
//! # assert!(token.starts_with("db.123456789012.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=jane&X-Amz-A"));
//! # Ok::<(), presign::Error>(())
//! ```

mod method;
pub use method::Method;
mod amz_date;
pub use amz_date::AmzDate;
mod credential;
pub use credential::Credential;
mod credential_scope;
pub use credential_scope::CredentialScope;
mod lifetime;
pub use lifetime::Lifetime;
mod session_token;
pub use session_token::SessionToken;

mod uri_encode;
pub use uri_encode::{UriEncode, uri_encode, uri_encode_path};
pub(crate) use uri_encode::{decode, decode_query};
mod value;
pub use value::Value;
mod fields;
mod reserved;
pub(crate) use reserved::is_reserved;

mod query_auth;
pub use query_auth::{QueryAuth, TokenPlacement};
mod canonical_uri;
pub(crate) use canonical_uri::remove_dot_segments;
pub use canonical_uri::{CanonicalUri, PathRules};
mod canonical_query;
pub use canonical_query::{CanonicalQuery, Parameters};
mod canonical_headers;
pub use canonical_headers::{CanonicalHeaders, SignedHeaders};
mod headers;
pub use headers::Headers;
mod canonical_request;
pub use canonical_request::{CanonicalRequest, PayloadHash};
mod string_to_sign;
pub use string_to_sign::StringToSign;
mod signing_key;
pub use signing_key::{Signature, SigningKey};
mod template;
pub(crate) use template::Template;
mod hex;
mod hmac;
mod sha256;
mod sink;
