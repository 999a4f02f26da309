//! An S3 server that runs in the test process.

pub mod memory;
pub mod server;
