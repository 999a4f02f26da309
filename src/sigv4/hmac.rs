use super::{
    sha256::{BLOCK, Sha256},
    sink::Sink,
};

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
        let hmac = Self { inner: padded(0x36), outer: padded(0x5c) };
        #[cfg(feature = "zeroize")]
        zeroize::Zeroize::zeroize(&mut block);
        hmac
    }

    pub(super) fn start(&self) -> Message {
        Message { inner: Sha256::resume(self.inner, BLOCK as u64), outer: self.outer }
    }
}

#[cfg(feature = "zeroize")]
impl Drop for Hmac {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.inner);
        zeroize::Zeroize::zeroize(&mut self.outer);
    }
}

/// A message on its way to its code.
#[derive(Clone)]
pub(super) struct Message {
    /// Of three blocks, as a string to sign has.
    inner: Sha256<3>,
    outer: [u32; 8],
}

impl Message {
    /// Hashes what is written now, and not for each copy.
    pub(super) fn absorb(&mut self) {
        self.inner.absorb();
    }

    /// As `absorb`, for a message that is copied often from here.
    pub(super) fn start_over(&mut self) {
        self.inner.start_over();
    }

    #[inline]
    pub(super) fn finish(&mut self) -> [u8; 32] {
        let mut outer = Sha256::<2>::resume(self.outer, BLOCK as u64);
        outer.update(&self.inner.finish());
        outer.finish()
    }
}

#[cfg(feature = "zeroize")]
impl zeroize::Zeroize for Message {
    fn zeroize(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

impl Sink for Message {
    #[inline]
    fn push(&mut self, text: &str) {
        self.inner.push(text);
    }

    #[inline]
    fn push_ascii(&mut self, bytes: &[u8]) {
        self.inner.push_ascii(bytes);
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
    use ::hmac::{KeyInit, Mac};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_code_of_the_hmac_crate(key in proptest::collection::vec(any::<u8>(), 0..200), message in ".{0,300}") {
            let mac = ::hmac::Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap().chain_update(&message);
            let expected: [u8; 32] = mac.finalize().into_bytes().into();
            let mut ours = Hmac::new(&key).start();
            ours.push(&message);
            prop_assert_eq!(ours.finish(), expected);
        }
    }
}
