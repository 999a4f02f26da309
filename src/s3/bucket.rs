use core::net::Ipv4Addr;

use crate::Error;

/// The name of a bucket that some S3 accepts: 3 to 255 letters, digits, `.`, `-` and `_`, of which at least one is no
/// dot.
///
/// New buckets follow [stricter rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html);
/// older ones, and those of other servers, only these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket<'a> {
    pub(super) name: &'a str,
    pub(super) has_dot: bool,
    /// Whether the name can stand before the endpoint's host: it follows the rules for new buckets.
    pub(super) fits_host: bool,
}

impl<'a> Bucket<'a> {
    pub(super) fn new(name: &'a str) -> Result<Self, Error> {
        let classes = name.bytes().fold(0, |classes, byte| classes | class_of(byte));
        if !(3..=255).contains(&name.len()) || classes & OTHER != 0 || classes == DOT {
            return Err(Error::BucketName);
        }
        let has_dot = classes & DOT != 0;
        let fits_host = name.len() <= 63
            && classes & LEGACY == 0
            && match has_dot {
                false => is_label(name),
                true => name.split('.').all(is_label) && name.parse::<Ipv4Addr>().is_err(),
            };
        Ok(Self { name, has_dot, fits_host })
    }
}

#[expect(clippy::indexing_slicing, reason = "there is a class for every byte")]
fn class_of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Whether letters, digits and hyphens make a label of a host name. One with `xn--` is Punycode to clients, who may
/// refuse it.
fn is_label(text: &str) -> bool {
    !(text.is_empty() || text.starts_with('-') || text.ends_with('-') || text.starts_with("xn--"))
}

const LABEL: u8 = 1;
const LEGACY: u8 = 2;
const DOT: u8 = 4;
const OTHER: u8 = 8;

static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "in a constant: the compiler has seen it")]
        {
            classes[byte] = match byte as u8 {
                b'a'..=b'z' | b'0'..=b'9' | b'-' => LABEL,
                b'A'..=b'Z' | b'_' => LEGACY,
                b'.' => DOT,
                _ => OTHER,
            };
        }
        byte += 1;
    }
    classes
};
