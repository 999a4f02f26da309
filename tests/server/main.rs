//! Sends presigned requests over HTTP to an S3 server that shares no code with the crate.

mod accepted;
mod agreement;
mod client;
mod curl;
mod forms;
mod integrity;
mod operations;
mod refused;
#[path = "../support/mod.rs"]
mod support;
mod witness;

use client::{Call, Response};
use presign::{Credentials, Endpoint, Presigner, Request};
use s3s::S3;
use support::{memory::Memory, server::Server};

const BUCKET: &str = "examplebucket";
const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLE//a+b/c==";
const TOKEN_IN_URL: &str = "&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F%2Fa%2Bb%2Fc%3D%3D";

fn start() -> (Server, Presigner) {
    start_with(Memory::default())
}

fn start_with(back_end: impl S3) -> (Server, Presigner) {
    let server = Server::start(back_end, ACCESS_KEY_ID, SECRET_ACCESS_KEY).unwrap();
    let s3 = presigner(&server, credentials());
    (server, s3)
}

fn presigner(server: &Server, credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Endpoint::custom(server.url(), "us-east-1").unwrap())
}

fn credentials() -> Credentials {
    Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY)
}

#[track_caller]
fn send(request: Request<'_>, body: &[u8]) -> Response {
    Call::new(request, body).send()
}
