use sha2::{
    block_api::compress256,
    digest::{array::Array, typenum::U64},
};

use super::sink::Sink;

/// SHA-256 of what is written to it (FIPS 180-4), on the compression function of `sha2`.
///
/// A stage is written in many small pieces and is some hundred bytes long: here they meet in a row of two blocks or more,
/// so that the compression function is called once for nearly any stage.
#[derive(Clone)]
pub(super) struct Sha256<const BLOCKS: usize> {
    progress: Progress,
    /// Zero behind what is written.
    blocks: [[u8; BLOCK]; BLOCKS],
}

impl<const BLOCKS: usize> Sha256<BLOCKS> {
    pub(super) fn new() -> Self {
        Self::resume(INITIAL_STATE, 0)
    }

    /// Continues behind a number of bytes that make whole blocks.
    pub(super) fn resume(state: [u32; 8], before: u64) -> Self {
        const { assert!(BLOCKS >= 2, "the padding may need a block of its own") };
        Self { progress: Progress { state, filled: 0, done: 0, before }, blocks: [[0; BLOCK]; BLOCKS] }
    }

    /// The state once what was written, which makes whole blocks, is hashed.
    pub(super) fn into_state(mut self) -> [u32; 8] {
        self.absorb();
        // The block of a key.
        #[cfg(feature = "zeroize")]
        zeroize::Zeroize::zeroize(&mut self.blocks);
        self.progress.state
    }

    /// The hash of all that was written, which ends here. By reference: a copy of blocks that were just written is slow.
    #[inline]
    pub(super) fn finish(&mut self) -> [u8; 32] {
        self.progress.finish(&mut self.blocks)
    }

    #[inline]
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.progress.update(&mut self.blocks, bytes);
    }

    /// Hashes the full blocks now.
    #[inline]
    pub(super) fn absorb(&mut self) {
        self.progress.absorb(&self.blocks);
    }

    /// Moves the last block, which is not full, to the front, once the others are hashed.
    pub(super) fn start_over(&mut self) {
        self.progress.start_over(&mut self.blocks);
    }
}

/// How far the hashing of a row of blocks is. The code for rows of any length: inlined for speed, and shared for size.
#[derive(Clone)]
struct Progress {
    state: [u32; 8],
    /// How many bytes of the row are written.
    filled: usize,
    /// How many of its blocks went into `state`.
    done: usize,
    /// How many bytes went before the row.
    before: u64,
}

impl Progress {
    #[inline]
    fn finish(&mut self, blocks: &mut [[u8; BLOCK]]) -> [u8; 32] {
        let bits = 8 * (self.before + self.filled as u64);
        let mut padded_blocks = (self.filled + 1 + LENGTH_LEN).div_ceil(BLOCK);
        if padded_blocks > blocks.len() {
            self.start_over(blocks);
            padded_blocks = (self.filled + 1 + LENGTH_LEN).div_ceil(BLOCK);
        }
        let padded = blocks.as_flattened_mut();
        if let Some(end) = padded.get_mut(self.filled) {
            *end = 0x80;
        }
        if let Some(length) = padded.get_mut(padded_blocks * BLOCK - LENGTH_LEN..padded_blocks * BLOCK) {
            length.copy_from_slice(&bits.to_be_bytes());
        }
        self.compress(blocks, padded_blocks);
        let mut hash = [0; 32];
        hash.copy_from_slice(self.state.map(u32::to_be_bytes).as_flattened());
        hash
    }

    #[inline]
    fn update(&mut self, blocks: &mut [[u8; BLOCK]], bytes: &[u8]) {
        // The usual case apart, for the compiler to copy short pieces in place.
        match blocks.as_flattened_mut().get_mut(self.filled..self.filled + bytes.len()) {
            Some(free) => {
                free.copy_from_slice(bytes);
                self.filled += bytes.len();
            }
            None => self.update_over_the_end(blocks, bytes),
        }
    }

    /// Fills a block and hashes it with those before, then hashes whole blocks where they are.
    fn update_over_the_end(&mut self, blocks: &mut [[u8; BLOCK]], bytes: &[u8]) {
        let missing = self.filled.next_multiple_of(BLOCK) - self.filled;
        let (now, later) = bytes.split_at(missing.min(bytes.len()));
        if let Some(free) = blocks.as_flattened_mut().get_mut(self.filled..self.filled + now.len()) {
            free.copy_from_slice(now);
        }
        self.filled += now.len();
        self.start_over(blocks);
        let (whole, rest) = Array::<u8, U64>::slice_as_chunks(later);
        if !whole.is_empty() {
            compress256(&mut self.state, Array::cast_slice_to_core(whole));
            self.before += (whole.len() * BLOCK) as u64;
        }
        self.update(blocks, rest);
    }

    fn absorb(&mut self, blocks: &[[u8; BLOCK]]) {
        self.compress(blocks, self.filled / BLOCK);
    }

    fn start_over(&mut self, blocks: &mut [[u8; BLOCK]]) {
        self.absorb(blocks);
        let full = self.done;
        let last = blocks.get(full).copied().unwrap_or([0; BLOCK]);
        blocks.fill([0; BLOCK]);
        if let Some(first) = blocks.first_mut() {
            *first = last;
        }
        self.filled -= full * BLOCK;
        self.before += (full * BLOCK) as u64;
        self.done = 0;
    }

    fn compress(&mut self, blocks: &[[u8; BLOCK]], end: usize) {
        compress256(&mut self.state, blocks.get(self.done..end).unwrap_or_default());
        self.done = end;
    }
}

#[cfg(feature = "zeroize")]
impl<const BLOCKS: usize> zeroize::Zeroize for Sha256<BLOCKS> {
    fn zeroize(&mut self) {
        self.progress.state.zeroize();
        self.blocks.zeroize();
    }
}

impl<const BLOCKS: usize> Sink for Sha256<BLOCKS> {
    #[inline]
    fn push(&mut self, text: &str) {
        self.update(text.as_bytes());
    }

    #[inline]
    fn push_ascii(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

pub(super) const BLOCK: usize = 64;
const LENGTH_LEN: usize = size_of::<u64>();
/// FIPS 180-4, section 5.3.3.
const INITIAL_STATE: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{vec, vec::Vec};
    use proptest::{collection, prelude::*};
    use sha2::Digest;

    fn hash<const BLOCKS: usize>(pieces: &[Vec<u8>]) -> [u8; 32] {
        let mut sha256 = Sha256::<BLOCKS>::new();
        for piece in pieces {
            sha256.update(piece);
        }
        sha256.finish()
    }

    proptest! {
        #[test]
        fn is_the_hash_of_sha2(pieces in collection::vec(collection::vec(any::<u8>(), 0..200), 0..12)) {
            let expected: [u8; 32] = sha2::Sha256::digest(pieces.concat()).into();
            prop_assert_eq!(hash::<2>(&pieces), expected);
            prop_assert_eq!(hash::<3>(&pieces), expected);
            prop_assert_eq!(hash::<8>(&pieces), expected);
        }
    }

    #[test]
    fn is_the_hash_of_sha2_for_every_length() {
        for len in 0..=3 * 8 * BLOCK {
            let text = vec![b'a'; len];
            let expected: [u8; 32] = sha2::Sha256::digest(&text).into();
            for cut in [0, len / 2, len.saturating_sub(1)] {
                let pieces = [text[..cut].to_vec(), text[cut..].to_vec()];
                assert_eq!(hash::<2>(&pieces), expected, "{len} bytes, cut at {cut}");
                assert_eq!(hash::<8>(&pieces), expected, "{len} bytes, cut at {cut}");
            }
        }
    }
}
