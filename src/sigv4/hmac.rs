use super::sha256::{BLOCK, Sha256};

/// HMAC-SHA-256 (RFC 2104) of one key, with both pads hashed: the state from which each message starts. Wiped on drop.
#[derive(Clone)]
pub(super) struct Hmac {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl Hmac {
    pub(super) fn new(key: &[u8]) -> Self {
        let mut block = [0; BLOCK];
        match block.get_mut(..key.len()) {
            Some(start) => start.copy_from_slice(key),
            None => {
                for (byte, of_hash) in block.iter_mut().zip(hash(key)) {
                    *byte = of_hash;
                }
            }
        }
        let padded = |pad: u8| {
            let mut sha256 = Sha256::<2>::new();
            sha256.update(&block.map(|byte| byte ^ pad));
            sha256.into_state()
        };
        Self { inner: padded(0x36), outer: padded(0x5c) }
    }

    /// The code of the message that `write` writes.
    pub(super) fn of(&self, write: impl FnOnce(&mut Sha256<3>)) -> [u8; 32] {
        let mut inner = Sha256::resume(self.inner, BLOCK as u64);
        write(&mut inner);
        let mut outer = Sha256::<2>::resume(self.outer, BLOCK as u64);
        outer.update(&inner.finish());
        outer.finish()
    }
}

#[cfg(feature = "zeroize")]
impl Drop for Hmac {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.inner);
        zeroize::Zeroize::zeroize(&mut self.outer);
    }
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut sha256 = Sha256::<2>::new();
    sha256.update(bytes);
    sha256.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sigv4::sink::Sink;
    use ::hmac::{KeyInit, Mac};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_code_of_the_hmac_crate(key in proptest::collection::vec(any::<u8>(), 0..200), message in ".{0,300}") {
            let mac = ::hmac::Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap().chain_update(&message);
            let expected: [u8; 32] = mac.finalize().into_bytes().into();
            prop_assert_eq!(Hmac::new(&key).of(|out| out.push(&message)), expected);
        }
    }
}
