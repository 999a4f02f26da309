//! The memory that untrusted input costs is proportional to its length. Counts all allocations.
#![no_main]

use allocation_counter::{AllocationInfo, measure};
use libfuzzer_sys::fuzz_target;
use presign::{AmzDate, Credentials, ErrorResponse, Method, PresignedUrl, multipart::ListPartsResult};

// The input is a URL, header lines and the body of a response, separated by lines with `--`.
fuzz_target!(|input: &str| {
    let mut parts = input.splitn(3, "\n--\n");
    let [url, lines, body] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let mut read = None;
    assert_bounded(url.len(), "parse", || read = url.parse::<PresignedUrl>().ok());
    let mut response = None;
    assert_bounded(body.len(), "from_xml", || response = ErrorResponse::from_xml(body).ok());
    assert_bounded(body.len(), "ListPartsResult", || drop(ListPartsResult::from_xml(body)));

    let url = read.unwrap_or_else(|| SIGNED.parse().expect("a presigned URL"));
    let response = response.unwrap_or_else(|| {
        ErrorResponse::from_elements([("Code", "SignatureDoesNotMatch"), ("CanonicalRequest", body)])
    });
    let headers: Vec<_> = lines.lines().map(|line| line.split_once(':').unwrap_or((line, ""))).collect();
    let len = url.as_str().len() + lines.len() + body.len();
    let (now, keys): (AmzDate, _) = (url.date(), Credentials::new(url.access_key_id(), "secret"));
    assert_bounded(len, "verify", || {
        let _ = url.verify(Method::Get, &headers, now, &keys);
    });
    assert_bounded(len, "diagnose", || drop(url.diagnose(Method::Get, &headers, &response).to_string()));
});

fn assert_bounded(len: usize, what: &str, run: impl FnOnce()) {
    let AllocationInfo { bytes_total, count_total, .. } = measure(run);
    let (bytes, count) = (BYTES + BYTES_PER_BYTE * len as u64, COUNT + COUNT_PER_BYTE * len as u64);
    assert!(
        bytes_total <= bytes && count_total <= count,
        "{what} of {len} bytes allocates {bytes_total} bytes in {count_total} allocations"
    );
}

const BYTES: u64 = 128 << 10;
const BYTES_PER_BYTE: u64 = 1024;
const COUNT: u64 = 1024;
const COUNT_PER_BYTE: u64 = 16;

const SIGNED: &str = "https://examplebucket.s3.us-east-1.amazonaws.com/duck.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256\
    &X-Amz-Credential=AKIDEXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z\
    &X-Amz-Expires=900&X-Amz-SignedHeaders=content-type%3Bhost\
    &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
