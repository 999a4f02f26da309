use alloc::{format, string::String};
use core::fmt;

use super::host::{EndpointHost, Subdomains};
use crate::{Error, base_path::BasePath, sigv4::split_port};

/// The part of a URL that does not depend on the bucket and the key: scheme, host, port and base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BaseUrl {
    pub(super) scheme: Scheme,
    /// The host and port, as in the `Host` header.
    pub(super) authority: String,
    pub(super) path: BasePath,
}

impl BaseUrl {
    /// Parses an `http` or `https` URL, and returns whether its host has subdomains.
    #[cfg(feature = "url")]
    pub(super) fn parse(url: &str) -> Result<(Self, Subdomains), Error> {
        let (scheme, rest) = url.split_once("://").ok_or(Error::EndpointScheme)?;
        let scheme = match scheme {
            _ if scheme.eq_ignore_ascii_case("https") => Scheme::Https,
            _ if scheme.eq_ignore_ascii_case("http") => Scheme::Http,
            _ => return Err(Error::EndpointScheme),
        };
        if rest.contains('#') {
            return Err(Error::EndpointFragment);
        }
        if rest.contains('?') {
            return Err(Error::EndpointQuery);
        }
        // The URL parser resolves dot segments. Take the path from the original text, which still has them.
        let authority_len = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(authority_len);
        if authority.contains('@') {
            return Err(Error::EndpointUserinfo);
        }
        let (host, port) = split_port(authority);
        let port = match port {
            None | Some("") => None,
            Some(port) if !port.bytes().all(|byte| byte.is_ascii_digit()) => return Err(Error::EndpointPort),
            Some(port) => Some(port.parse().map_err(|_| Error::EndpointPort)?),
        };
        Self::new(scheme, host, port, path)
    }

    /// Checks the parts of a URL.
    pub(super) fn new(
        scheme: Scheme,
        host: &str,
        port: Option<u16>,
        path: &str,
    ) -> Result<(Self, Subdomains), Error> {
        let EndpointHost { text: mut authority, subdomains } = EndpointHost::parse(host)?;
        match port {
            Some(0) => return Err(Error::EndpointPort),
            Some(port) if port != scheme.default_port() => authority.push_str(&format!(":{port}")),
            _ => {}
        }
        Ok((Self { scheme, authority, path: BasePath::parse(path)? }, subdomains))
    }

    /// Splits the authority into the host and the port.
    pub(super) fn host_and_port(&self) -> (&str, Option<u16>) {
        let (host, port) = split_port(&self.authority);
        (host, port.and_then(|port| port.parse().ok()))
    }

    /// Returns the length of the origin and this base path in a URL. The host may have a bucket in front.
    pub(super) fn len_in(&self, url: &str) -> usize {
        let host_start = self.scheme.as_str().len() + "://".len();
        let host_len = url.get(host_start..).and_then(|rest| rest.find('/')).unwrap_or_default();
        host_start + host_len + self.path.as_str().len()
    }

    /// Returns the text of the URL without the formatting machinery of `to_string`, which is large in WebAssembly.
    pub(super) fn to_text(&self) -> String {
        [self.scheme.as_str(), "://", &self.authority, self.path.as_str()].concat()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

/// `http` or `https`.
///
/// ```
/// use presign::{Endpoint, Scheme};
///
/// let minio =
///     Endpoint::from_parts(Scheme::Http, "minio", Some(9000), "", "us-east-1")?;
/// assert_eq!(minio.to_string(), "http://minio:9000");
/// # Ok::<(), presign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `http`, with the default port 80.
    Http,
    /// `https`, with the default port 443.
    Https,
}

impl Scheme {
    /// Returns the scheme as written in a URL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}
