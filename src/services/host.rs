use crate::{
    Error,
    partition::is_elsewhere,
    services,
    sigv4::{self, Host},
};

/// Checks a host that the caller passes: its form and, for a host of AWS, its region.
pub(super) fn check(host: &str, region: &str) -> Result<(), Error> {
    if host.contains(['/', '?', '#']) {
        return Err(services::Error::HostIsUrl.into());
    }
    let name = without_port(host).ok_or(sigv4::Error::Host)?;
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
    if !name.bytes().all(is_name_byte) {
        return Err(sigv4::Error::Host.into());
    }
    Host::new(host)?;
    if is_elsewhere(name, region) { Err(services::Error::HostRegion.into()) } else { Ok(()) }
}

/// Checks a host whose port is not part of it.
pub(super) fn check_without_port(host: &str, region: &str) -> Result<(), Error> {
    check(host, region)?;
    if host.contains(':') { Err(services::Error::HostWithPort.into()) } else { Ok(()) }
}

/// Returns the name or the address in a host, or `None` if its port is malformed.
fn without_port(host: &str) -> Option<&str> {
    // An IPv6 address has colons in its brackets.
    let Some((name, port)) = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) else {
        return Some(host);
    };
    let is_address = name.starts_with('[') && name.ends_with(']');
    let is_port = port.parse::<u16>().is_ok() && !port.starts_with(['0', '+']);
    (is_port && (is_address || !name.contains(':'))).then_some(name)
}
