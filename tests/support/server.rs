//! An S3 server on the loopback interface, which stops when it is dropped.
//!
//! `s3s` handles HTTP and XML, and checks the signatures. A back end stores the objects.

use std::{io, net::Ipv4Addr};

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::{
    S3,
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use tokio::{
    net::TcpListener,
    runtime::{self, Runtime},
};

#[derive(Debug)]
pub struct Server {
    url: String,
    // Dropping the runtime stops the server's tasks.
    _runtime: Runtime,
}

impl Server {
    /// Starts a server on a free port. It accepts requests that are signed with this key pair.
    pub fn start(back_end: impl S3, access_key_id: &str, secret_access_key: &str) -> io::Result<Self> {
        let mut service = S3ServiceBuilder::new(back_end);
        service.set_auth(SimpleAuth::from_single(access_key_id, secret_access_key));

        let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let url = format!("http://{}", listener.local_addr()?);
        runtime.spawn(serve(listener, service.build()));
        Ok(Self { url, _runtime: runtime })
    }

    /// Returns the endpoint without a trailing `/`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    while let Ok((stream, _)) = listener.accept().await {
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service.clone());
        tokio::spawn(connection);
    }
}
