//! Presigned requests and tokens of services besides S3.
//!
//! Databases, caches and clusters with IAM authentication accept a presigned URL as a password, called a token. Other
//! services accept it as the URL of a request. [`ServicePresigner`] signs both.
//!
//! ```
//! use presign::Credentials;
//! use presign::services::ServicePresigner;
//!
//! let aws = ServicePresigner::new(
//!     Credentials::new(
//!         "AKIAIOSFODNN7EXAMPLE",
//!         "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
//!     ),
//!     "us-east-1",
//! );
//! let host = "db.123456789012.us-east-1.rds.amazonaws.com";
//! let token = aws.rds_token(host, 5432, "jane").presign()?;
//! let password = token.as_str();
//! assert!(password.starts_with(
//!     "db.123456789012.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=jane&"
//! ));
//! # Ok::<(), presign::Error>(())
//! ```
//!
//! | service | call | result |
//! |---|---|---|
//! | Aurora DSQL | [`dsql_token`](ServicePresigner::dsql_token), [`dsql_admin_token`](ServicePresigner::dsql_admin_token) | [`Token`] |
//! | EKS | [`eks_token`](ServicePresigner::eks_token) | [`Token`] |
//! | ElastiCache | [`elasticache_token`](ServicePresigner::elasticache_token), [`elasticache_serverless_token`](ServicePresigner::elasticache_serverless_token) | [`Token`] |
//! | IoT Core | [`iot_mqtt`](ServicePresigner::iot_mqtt) | [`Presigned`](crate::Presigned) |
//! | MemoryDB | [`memorydb_token`](ServicePresigner::memorydb_token) | [`Token`] |
//! | MSK | [`msk_token`](ServicePresigner::msk_token) | [`Token`] |
//! | RDS and Aurora | [`rds_token`](ServicePresigner::rds_token) | [`Token`] |
//! | STS | [`caller_identity`](ServicePresigner::caller_identity) | [`Presigned`](crate::Presigned) |
//! | API Gateway, Lambda function URLs, OpenSearch, Transcribe and others | [`request`](ServicePresigner::request) | [`Presigned`](crate::Presigned) |
//!
//! The [guide](crate::_guide::services) has the lifetimes and limits, and examples with clients.

mod error;
pub use error::Error;
mod presigner;
pub use presigner::ServicePresigner;
mod request;
pub use request::ServiceRequest;
mod setters;
mod url_scheme;
pub use url_scheme::UrlScheme;
mod token;
pub use token::{Token, TokenRequest};

mod host;
mod name;

mod dsql;
mod eks;
mod elasticache;
mod iot;
mod memorydb;
mod msk;
mod rds;
mod sts;
