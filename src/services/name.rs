use crate::{Error, services};

/// The rules for the name of a resource, such as a cache or a cluster.
pub(super) struct NameRules {
    /// The resource, as error messages call it.
    pub(super) resource: &'static str,
    /// The form of a name in words, which completes the message "name of the … is not …".
    pub(super) form: &'static str,
    pub(super) max_len: usize,
    pub(super) is_allowed: fn(u8) -> bool,
}

impl NameRules {
    pub(super) fn check(&self, name: &str) -> Result<(), Error> {
        let is_name = (1..=self.max_len).contains(&name.len()) && name.bytes().all(self.is_allowed);
        if is_name {
            Ok(())
        } else {
            Err(services::Error::ResourceName { resource: self.resource, form: self.form }.into())
        }
    }
}

/// Checks the user that a token is for.
pub(super) fn check_user(user: &str) -> Result<(), Error> {
    if user.is_empty() {
        return Err(services::Error::EmptyUser.into());
    }
    // A line break at the end, as of a file.
    if user.contains(char::is_control) { Err(services::Error::UserCharacter.into()) } else { Ok(()) }
}

/// ElastiCache and MemoryDB store names in lower case, and the signature covers them as host.
pub(super) fn is_lower_case_name_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}
