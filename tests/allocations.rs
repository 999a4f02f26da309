//! Counts the allocations of presigning and reading a URL. Unlike times, they are the same in every run.

#[expect(dead_code, reason = "only the benchmarks use the hashing floor")]
#[path = "../benches/columns/mod.rs"]
mod columns;

use allocation_counter::measure;
use columns::{UPLOAD_ID, columns, date};
use presign::{
    Credentials, Endpoint, Method, PresignedUrl, Presigner, Verifier,
    services::ServicePresigner,
    sigv4::{
        Credential, CredentialScope, Headers, Host, Parameters, PathRules, PayloadHash, QueryAuth,
        SessionToken, SignableRequest, TokenPlacement,
    },
};

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

        assert_full(&presigned.unwrap().into_url());
    }
}

/// Asserts that the buffer of a URL is not much larger than the URL.
#[track_caller]
fn assert_full(url: &String) {
    assert!(url.capacity() - url.len() <= 8, "{} of {}: {url}", url.len(), url.capacity());
}

#[test]
fn a_url_with_any_address_needs_one_allocation() {
    let endpoint = |url| Endpoint::custom(url, "us-east-1").unwrap();
    for endpoint in [
        endpoint("http://localhost:9000"),
        endpoint("http://localhost:9000/a/base/path"),
        endpoint("https://s3.example.com").virtual_hosted_style(),
        endpoint("https://examplebucket.example.com/base").bucket_endpoint(),
    ] {
        let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), endpoint);
        let get = || s3.get("examplebucket", "photos/duck.jpg").presign_at(date()).unwrap();
        get();
        let mut presigned = None;
        let allocations = measure(|| presigned = Some(get()));
        assert_eq!(allocations.count_total, 1, "{}", s3.endpoint());
        assert_full(&presigned.unwrap().into_url());
    }
    // The signed URL and the base of the other are temporary.
    let shown = endpoint("http://minio:9000/base").shown_as("https://example.com/files").unwrap();
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), shown);
    let mut url = String::new();
    let mut write = || s3.get("examplebucket", "duck.jpg").write_url_at(date(), &mut url).unwrap();
    write();
    assert_full(&url);
}

#[test]
fn a_url_of_another_service_allocates_little() {
    let aws = ServicePresigner::new(Credentials::new("AKIDEXAMPLE", "secret"), "us-east-1");
    for (host, path) in [("db.example.com", ""), ("db.example.com:5432", "/a/b c"), ("a.b.example.com", "/")]
    {
        let request = || aws.request("rds-db", host).path(path).query("a", "b");
        let first = measure(|| drop(request().presign_at(date()).unwrap())).count_total;
        let mut presigned = None;
        let next = measure(|| presigned = Some(request().presign_at(date()).unwrap())).count_total;
        // The key of the day is kept.
        assert!(next <= first && next <= 5, "{next} after {first}");
        let url = presigned.unwrap().into_url();
        // The text that is hashed is a little longer than the URL.
        assert!(url.capacity() - url.len() <= 20, "{} of {}: {url}", url.len(), url.capacity());
    }
    let other_day = date().checked_add(std::time::Duration::from_secs(86_400)).unwrap();
    let count = || measure(|| drop(aws.request("rds-db", "a").presign_at(other_day).unwrap())).count_total;
    let (new, kept) = (count(), count());
    assert!(kept < new, "{kept} after {new}");
}

#[test]
fn the_keys_of_several_regions_are_kept() {
    let s3 = Presigner::new(
        Credentials::new("AKIDEXAMPLE", "secret"),
        Endpoint::aws("us-east-1").unwrap().use_arn_region(),
    );
    let mut url = String::with_capacity(4096);
    let mut write = |region: &str| {
        let arn = format!("arn:aws:s3:{region}:123456789012:accesspoint/photos");
        url.clear();
        measure(|| s3.get(&arn, "duck.jpg").write_url_at(date(), &mut url).unwrap()).count_total
    };
    let new: Vec<u64> = ["us-east-1", "eu-west-1", "ap-south-1"].map(&mut write).into();
    let kept: Vec<u64> = ["us-east-1", "eu-west-1", "ap-south-1"].map(&mut write).into();
    // A new key comes with the credential of its scope.
    assert!(new.iter().zip(&kept).all(|(new, kept)| kept < new), "{new:?} {kept:?}");
}

/// The text that is hashed has its full length from the start, since it may contain a session token.
#[test]
fn the_stages_need_one_allocation() {
    let date = date();
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let credential = Credential::new("AKIDEXAMPLE", &scope);
    let token = SessionToken::new("token/+=");
    let numbers: [u64; 7] = [0, 9, 10, 99, 100, 10_000, u64::MAX];
    for payload in [PayloadHash::Unsigned, PayloadHash::Sha256([7; 32])] {
        for headers_len in 0..12 {
            let (mut headers, mut parameters) = (Headers::default(), Parameters::default());
            for n in 0..headers_len {
                let name =
                    ["accept-language", "x-amz-meta-a", "zone"][n % 3].to_owned() + &"-b".repeat(n / 3);
                headers.insert(name, "a value".repeat(n)).unwrap();
            }
            for (n, number) in numbers.iter().enumerate().take(headers_len) {
                parameters.insert("n".repeat(n + 1), *number).unwrap();
            }
            let request = SignableRequest {
                method: Method::Delete,
                host: Host::new("examplebucket.s3.us-east-1.amazonaws.com").unwrap(),
                path_rules: PathRules::S3,
                parameters: &parameters,
                headers: &headers,
                payload,
                auth: QueryAuth::new(&credential, &date)
                    .unwrap()
                    .session_token(&token, TokenPlacement::Signed),
            };
            let mut text = String::new();
            let allocations = measure(|| drop(request.stages("/photos/duck.jpg", &mut text).unwrap()));
            assert_eq!(allocations.count_total, 1);
            assert!(
                text.capacity() - text.len() <= 15,
                "{}: {} of {}",
                headers_len,
                text.len(),
                text.capacity()
            );
        }
    }
}

#[cfg(feature = "sigv4a")]
#[test]
fn a_sigv4a_url_allocates_no_more() {
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
    assert_full(&presigned.unwrap().into_url());
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

        // Whole, each needs one.
        for (number, key) in [(1, "a"), (10_000, "фото/2026/утка 🦆.jpg")] {
            let (mut part, mut object) = (None, None);
            assert_eq!(measure(|| part = Some(parts.presign(number).unwrap())).count_total, 1);
            assert_eq!(measure(|| object = Some(objects.presign(key).unwrap())).count_total, 1);
            let (part, object) = (part.unwrap().into_url(), object.unwrap().into_url());
            assert!(part.capacity() - part.len() <= 4 + 8, "{} of {}", part.len(), part.capacity());
            assert_full(&object);
        }
        // The headers come first in the buffer.
        let (name, value) = ("x-amz-meta-title", "a duck and a goose");
        let objects = column.presigner.objects(Method::Put, "examplebucket").header(name, value);
        let url = objects.prepare_at(date()).unwrap().presign("a").unwrap().into_url();
        assert!(
            url.capacity() - url.len() <= name.len() + value.len() + 8,
            "{} of {}",
            url.len(),
            url.capacity()
        );
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
