//! The six kinds of request to measure, and the minimum of work for each.

use presign::{AmzDate, Credentials, Endpoint, Presigner, Request};
use sha2::block_api::compress256;

pub const UPLOAD_ID: &str = "ibZBv_75gd9r8lH_gqXatLdxMVpAlj6ZQjEs.OwyF3953YdwbcQnMA2BLGn8Lx12fQNICtMw5KyteFeHw.Sjng--ExampleOfTheLengthThatAmazonS3GivesThem.000001";
const BUCKET: &str = "examplebucket";
const KEY: &str = "photos/2026/duck.jpg";
const UNICODE_KEY: &str = "фото/2026/утка 🦆.jpg";

pub struct Column {
    pub name: &'static str,
    pub presigner: Presigner,
    pub request: fn(&Presigner) -> Request<'_>,
}

pub fn columns() -> [Column; 6] {
    let column = |name, token: &str, request| Column { name, presigner: presigner(token), request };
    let token = "FwoGZXIvYXdzE/+=".repeat(63)[..1000].to_owned();
    [
        column("GET", "", |s3| s3.get(BUCKET, KEY)),
        column("GET, token", &token, |s3| s3.get(BUCKET, KEY)),
        column("PUT, 2 headers", "", |s3| {
            s3.put(BUCKET, KEY).header("content-type", "image/jpeg").header("x-amz-acl", "private")
        }),
        column("UploadPart", "", |s3| s3.upload_part(BUCKET, KEY, UPLOAD_ID, 7)),
        column("UploadPart, token", &token, |s3| s3.upload_part(BUCKET, KEY, UPLOAD_ID, 7)),
        column("Unicode key", "", |s3| s3.get(BUCKET, UNICODE_KEY)),
    ]
}

pub fn date() -> AmzDate {
    "20260101T120000Z".parse().expect("a date")
}

fn presigner(token: &str) -> Presigner {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    Presigner::new(credentials.with_session_token(token), Endpoint::aws("us-east-1").expect("a region"))
}

/// The hashing floor: the hashing that a signature requires if its key is known, and a copy of the URL.
///
/// Nothing is composed, encoded or buffered. The blocks are prepared, except for those that contain the previous
/// hash.
pub struct Floor {
    canonical_request: Vec<[u8; 64]>,
    /// The blocks before the one in which the hash of the request begins.
    before_hash: Vec<[u8; 64]>,
    with_hash: Vec<[u8; 64]>,
    url: String,
}

impl Floor {
    pub fn of(column: &Column) -> Self {
        Self::of_request((column.request)(&column.presigner))
    }

    pub fn of_request(request: Request<'_>) -> Self {
        let explanation = request.clone().explain_at(date()).expect("a valid request");
        let string_to_sign = explanation.string_to_sign();
        // The block of the key comes first, which is hashed in advance.
        let mut before_hash = padded(string_to_sign, 64);
        let with_hash = before_hash.split_off((string_to_sign.len() - 64) / 64);
        Self {
            canonical_request: padded(explanation.canonical_request(), 0),
            before_hash,
            with_hash,
            url: request.presign_at(date()).expect("a valid request").into_url(),
        }
    }

    /// Returns the floor of one of many requests that differ only after `marker`. The blocks that they share are hashed
    /// in advance.
    pub fn of_one_of_many(request: Request<'_>, marker: &str) -> Self {
        let explanation = request.clone().explain_at(date()).expect("a valid request");
        let (common, _) =
            explanation.canonical_request().split_once(marker).expect("the request contains the marker");
        let common_blocks = (common.len() + marker.len()) / 64;
        let mut floor = Self::of_request(request);
        floor.canonical_request.drain(..common_blocks);
        floor.before_hash.clear();
        floor
    }

    pub fn run(&self, url: &mut String) -> [u32; 8] {
        let request = hash(STATE, &self.canonical_request);
        let inner = hash(STATE, &self.before_hash);
        let inner = hash(inner, &[with(request, &self.with_hash[0])]);
        let inner = hash(inner, &self.with_hash[1..]);
        // The outer hash of the HMAC has one block.
        let outer = hash(STATE, &[with(inner, &self.with_hash[0])]);
        url.push_str(&self.url);
        outer
    }
}

fn hash(mut state: [u32; 8], blocks: &[[u8; 64]]) -> [u32; 8] {
    compress256(&mut state, blocks);
    state
}

fn with(hash: [u32; 8], block: &[u8; 64]) -> [u8; 64] {
    let mut block = *block;
    for (bytes, word) in block.chunks_exact_mut(4).zip(hash) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    block
}

/// Pads a text for SHA-256, with one bit, zeros and the length in bits, and splits it into blocks.
fn padded(text: &str, bytes_before: u64) -> Vec<[u8; 64]> {
    let mut bytes = text.as_bytes().to_vec();
    let bits = 8 * (bytes_before + bytes.len() as u64);
    bytes.push(0x80);
    bytes.resize((bytes.len() + 8).next_multiple_of(64) - 8, 0);
    bytes.extend(bits.to_be_bytes());
    bytes.chunks_exact(64).map(|block| block.try_into().expect("64 bytes")).collect()
}

const STATE: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
