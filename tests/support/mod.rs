//! An S3 server inside the process.

pub mod memory;
pub mod server;
