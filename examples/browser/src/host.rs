//! Protects against DNS rebinding, in which a foreign host name starts to resolve to this machine.
//!
//! The browser then treats the foreign page and this server as one origin. But its requests still name the foreign
//! host, so they can be refused.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header::HOST},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};

/// Refuses requests for hosts other than this address or `localhost` with its port.
pub fn only(address: SocketAddr, router: Router) -> Router {
    let hosts = [address.to_string(), format!("localhost:{}", address.port())];
    router.layer(from_fn_with_state(Arc::new(hosts), check))
}

async fn check(State(hosts): State<Arc<[String; 2]>>, request: Request, next: Next) -> Response {
    let of_header: Vec<_> = request.headers().get_all(HOST).iter().map(|host| host.to_str().ok()).collect();
    let of_target = request.uri().authority().map(|authority| authority.as_str());
    let is_served = |host: &str| hosts.iter().any(|served| served.eq_ignore_ascii_case(host));
    match of_header[..] {
        [Some(host)] if is_served(host) && of_target.is_none_or(|target| target == host) => {
            next.run(request).await
        }
        _ => (StatusCode::MISDIRECTED_REQUEST, "This server does not serve the requested host.\n")
            .into_response(),
    }
}
