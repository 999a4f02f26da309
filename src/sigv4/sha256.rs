use sha2::block_api::compress256;

use super::sink::Sink;

/// SHA-256 of what is written to it (FIPS 180-4), on the compression function of `sha2`.
///
/// A stage is written in many small pieces and is some hundred bytes long: here they meet in a row of blocks, so that
/// the compression function is called once for nearly any stage, which halves the time that `sha2::Sha256` takes.
#[derive(Clone)]
pub(super) struct Sha256<const BLOCKS: usize> {
    state: [u32; 8],
    blocks: [[u8; BLOCK]; BLOCKS],
    /// How many bytes of `blocks` are written.
    filled: usize,
    /// How many bytes went into `state`.
    hashed: u64,
}

impl<const BLOCKS: usize> Sha256<BLOCKS> {
    pub(super) fn new() -> Self {
        Self::resume(INITIAL_STATE, 0)
    }

    /// Continues behind a number of bytes that make whole blocks.
    pub(super) fn resume(state: [u32; 8], hashed: u64) -> Self {
        Self { state, blocks: [[0; BLOCK]; BLOCKS], filled: 0, hashed }
    }

    /// The state once what was written, which makes whole blocks, is hashed.
    pub(super) fn into_state(mut self) -> [u32; 8] {
        self.compress();
        self.state
    }

    pub(super) fn finish(mut self) -> [u8; 32] {
        let bits = 8 * (self.hashed + self.filled as u64);
        let zeros = (2 * BLOCK - LENGTH_LEN - 1 - self.filled % BLOCK) % BLOCK;
        self.update(PADDING.get(..=zeros).unwrap_or_default());
        self.update(&bits.to_be_bytes());
        self.compress();
        let mut hash = [0; 32];
        for (bytes, word) in hash.chunks_exact_mut(4).zip(self.state) {
            bytes.copy_from_slice(&word.to_be_bytes());
        }
        hash
    }

    #[inline]
    pub(super) fn update(&mut self, bytes: &[u8]) {
        // The usual case apart, for the compiler to copy the short pieces in place.
        match self.blocks.as_flattened_mut().get_mut(self.filled..self.filled + bytes.len()) {
            Some(free) => {
                free.copy_from_slice(bytes);
                self.filled += bytes.len();
            }
            None => self.update_over_the_end(bytes),
        }
    }

    fn update_over_the_end(&mut self, mut bytes: &[u8]) {
        loop {
            let free = self.blocks.as_flattened_mut().get_mut(self.filled..).unwrap_or_default();
            let (now, later) = bytes.split_at(bytes.len().min(free.len()));
            if let Some(free) = free.get_mut(..now.len()) {
                free.copy_from_slice(now);
            }
            self.filled += now.len();
            if later.is_empty() {
                return;
            }
            self.compress();
            bytes = later;
        }
    }

    /// Hashes the full blocks.
    fn compress(&mut self) {
        let full = self.filled / BLOCK;
        compress256(&mut self.state, self.blocks.get(..full).unwrap_or_default());
        self.hashed += (full * BLOCK) as u64;
        self.filled = 0;
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
/// A bit, and zeros.
const PADDING: &[u8; BLOCK] = &{
    let mut padding = [0; BLOCK];
    padding[0] = 0x80;
    padding
};
/// FIPS 180-4, section 5.3.3.
const INITIAL_STATE: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
