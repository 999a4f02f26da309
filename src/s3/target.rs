use alloc::{borrow::Cow, string::String};

use super::{ObjectKey, Presigner, address::Address};
use crate::Error;

/// The target of a request.
#[derive(Clone, Debug)]
pub(super) enum Target<'a> {
    Service,
    Bucket {
        bucket: Cow<'a, str>,
    },
    Object {
        bucket: Cow<'a, str>,
        key: Cow<'a, str>,
    },
    /// Any object of a bucket. The key is open.
    AnyObject {
        bucket: Cow<'a, str>,
    },
}

impl Target<'_> {
    /// Returns the address of the request, and the object key there.
    pub(super) fn locate<'t>(&'t self, presigner: &'t Presigner) -> Result<(Address<'t>, Key<'t>), Error> {
        let (endpoint, has_session) = (presigner.endpoint(), presigner.has_session());
        let address = match self {
            Self::Service => Address::for_service(endpoint, has_session),
            Self::Bucket { bucket } | Self::Object { bucket, .. } | Self::AnyObject { bucket } => {
                Address::for_bucket(endpoint, bucket, has_session)
            }
        };
        let address = address?;
        let key = match self {
            Self::Service | Self::Bucket { .. } => Key::None,
            Self::Object { key, .. } => Key::One(ObjectKey::try_from(&**key)?),
            Self::AnyObject { .. } => Key::Any,
        };
        Ok((address, key))
    }
}

/// The object key at the end of a path.
pub(super) enum Key<'a> {
    None,
    One(ObjectKey<'a>),
    /// The key is open.
    Any,
}

impl Key<'_> {
    /// Returns the maximum length, without the `/` before it.
    pub(super) fn max_len(&self) -> usize {
        if let Self::One(key) = self { key.encoded_len() } else { 0 }
    }

    /// Completes a path, which may end in a bucket.
    pub(super) fn write_to(&self, bucket: Option<&str>, url: &mut String) {
        match self {
            Self::None if bucket.is_some() => {}
            Self::None | Self::Any => url.push('/'),
            Self::One(key) => {
                url.push('/');
                key.write_to(url);
            }
        }
    }
}
