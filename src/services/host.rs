use crate::{
    Error,
    partition::Partition,
    sigv4::{self, Host},
};

/// Checks a host that the caller passes: its form and, for a host of AWS, its region.
pub(super) fn check(host: &str, region: &str) -> Result<(), Error> {
    if host.contains(['/', '?', '#']) {
        return Err(Error::HostIsUrl);
    }
    let name = without_port(host).ok_or(sigv4::Error::Host)?;
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
    if !name.bytes().all(is_name_byte) {
        return Err(sigv4::Error::Host.into());
    }
    Host::new(host)?;
    match region_of(name, region) {
        Some(other) if other != region => Err(Error::HostRegion { region: other.into() }),
        _ => Ok(()),
    }
}

/// Checks a host whose port is not part of it.
pub(super) fn check_without_port(host: &str, region: &str) -> Result<(), Error> {
    check(host, region)?;
    if host.contains(':') { Err(Error::HostWithPort) } else { Ok(()) }
}

/// Returns the region in the name of a host of AWS.
///
/// A label that the user chose, such as the identifier of a database, may look like a region too. The host is then in
/// `expected`, if that is one of them.
fn region_of<'h>(name: &'h str, expected: &str) -> Option<&'h str> {
    if !Partition::has_host(name) && !OTHER_DOMAINS.iter().any(|domain| name.ends_with(domain)) {
        return None;
    }
    let regions = || name.split('.').filter(|label| Partition::of_region(label).is_ok());
    regions().find(|region| *region == expected).or_else(|| regions().next_back())
}

/// Returns the name or the address in a host, or `None` if its port is malformed.
fn without_port(host: &str) -> Option<&str> {
    // An IPv6 address has colons in its brackets.
    let Some((name, port)) = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) else {
        return Some(host);
    };
    let is_address = name.starts_with('[') && name.ends_with(']');
    let is_port = port.parse::<u16>().is_ok_and(|number| number > 0 && !port.starts_with(['0', '+']));
    (is_port && (is_address || !name.contains(':'))).then_some(name)
}

/// The domains of function URLs, Aurora DSQL and dual-stack endpoints.
const OTHER_DOMAINS: [&str; 2] = [".on.aws", ".api.aws"];
