//! Counts the allocations of presigning and reading a URL. Unlike times, they are the same in every run.

#[expect(dead_code, reason = "only the benchmarks use the hashing floor")]
#[path = "../benches/columns/mod.rs"]
mod columns;

use allocation_counter::measure;
use columns::{UPLOAD_ID, columns, date};
use presign::{Method, PresignedUrl, Verifier};

#[test]
fn a_url_in_the_callers_buffer_allocates_nothing() {
    let mut url = String::with_capacity(4096);
    for column in columns() {
        // Caches the signing key of the day.
        (column.request)(&column.presigner).presign_at(date()).unwrap();
        url.clear();
        let allocations = measure(|| {
            (column.request)(&column.presigner).write_url_at(date(), &mut url).unwrap();
        });
        assert_eq!(allocations.count_total, 0, "{}", column.name);
    }
}

#[test]
fn a_presigned_url_needs_one_allocation_and_its_headers_another() {
    for column in columns() {
        let warm = (column.request)(&column.presigner).presign_at(date()).unwrap();
        let mut presigned = None;
        let allocations = measure(|| {
            presigned = Some((column.request)(&column.presigner).presign_at(date()).unwrap());
        });
        let expected = if warm.headers().next().is_some() { 2 } else { 1 };
        assert_eq!(allocations.count_total, expected, "{}", column.name);

        let url = presigned.unwrap().into_url();
        assert!(url.capacity() - url.len() <= 8, "{}: {} of {}", column.name, url.len(), url.capacity());
    }
}

#[cfg(feature = "sigv4a")]
#[test]
fn a_sigv4a_url_allocates_no_more() {
    use presign::{Credentials, Endpoint, Presigner};

    const ARN: &str = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token("token/+=");
    let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let mut url = String::with_capacity(4096);
    // Caches the key pair, and the credential of the day.
    let prepared = s3.objects(Method::Get, ARN).prepare_at(date()).unwrap();
    let of_url = measure(|| s3.get(ARN, "key").write_url_at(date(), &mut url).unwrap());
    let of_prepared = measure(|| prepared.write_url("key", &mut url).unwrap());
    // The host of an access point is one more.
    assert_eq!((of_url.count_total, of_prepared.count_total), (1, 0));
    let mut presigned = None;
    let of_request = measure(|| presigned = Some(s3.get(ARN, "key").presign_at(date()).unwrap()));
    assert_eq!(of_request.count_total, 2);
    let url = presigned.unwrap().into_url();
    assert!(url.capacity() - url.len() <= 8, "{} of {}", url.len(), url.capacity());
}

#[test]
fn a_prepared_url_allocates_nothing() {
    let mut url = String::with_capacity(4096);
    for column in columns() {
        let parts =
            column.presigner.upload_parts("examplebucket", "big.iso", UPLOAD_ID).prepare_at(date()).unwrap();
        let objects = column.presigner.objects(Method::Get, "examplebucket").prepare_at(date()).unwrap();
        let allocations = measure(|| {
            for number in 1..=10_000 {
                url.clear();
                parts.write_url(number, &mut url).unwrap();
                url.clear();
                objects.write_url("фото/2026/утка 🦆.jpg", &mut url).unwrap();
            }
        });
        assert_eq!(allocations.count_total, 0, "{}", column.name);
    }
}

/// Each pair is the maximum number of allocations of parsing a column's URL, and of verifying it with a newly
/// derived key.
#[test]
fn parsing_and_verifying_allocate_little() {
    let maxima = [(20, 7), (22, 7), (25, 15), (24, 8), (26, 8), (23, 7)];
    for (column, (max_in_parsing, max_in_verifying)) in columns().into_iter().zip(maxima) {
        let presigned = (column.request)(&column.presigner).presign_at(date()).unwrap();
        let mut url = None;
        let in_parsing = measure(|| url = Some(presigned.url().parse::<PresignedUrl>().unwrap())).count_total;
        assert!(in_parsing <= max_in_parsing, "{}: {in_parsing} in parsing", column.name);

        let url = url.unwrap();
        let headers: Vec<_> = presigned.headers().collect();
        let (verifier, keys) = (Verifier::new("us-east-1"), column.presigner.credentials());
        let in_verifying = measure(|| {
            verifier.verify(&url, presigned.method(), &headers, date(), keys).unwrap();
        })
        .count_total;
        assert!(in_verifying <= max_in_verifying, "{}: {in_verifying} in verifying", column.name);
    }
}
