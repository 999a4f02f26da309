//! The cost of an input is proportional to its length. Input over a limit is refused before anything is allocated.
//!
//! These tests count allocations. `cargo bench --bench growth` counts instructions.

#[path = "../benches/hostile/mod.rs"]
mod hostile;

use allocation_counter::{AllocationInfo, measure};
use hostile::{
    SIZES, attributes, borrowed, canonical_request, cases, credentials, customer_keys, date, headers,
    mismatch, namespaces, nested_namespaces, parse, presigner, short_parameters, url, url_with_headers,
    with_fields,
};
use presign::{
    Cause, Error, ErrorResponse, Method, NotAnErrorResponse, PresignedUrl, Refusal, UrlError, Verifier, sigv4,
};

#[test]
fn doubling_the_input_at_most_doubles_the_allocations() {
    for case in cases() {
        let allocated: Vec<AllocationInfo> = SIZES.map(|size| measure((case.prepare)(size))).into();
        let of_each = |of: fn(&AllocationInfo) -> u64| allocated.iter().map(of).collect::<Vec<_>>();
        for (what, counts, once) in [
            ("allocations", of_each(|info| info.count_total), 16),
            ("bytes", of_each(|info| info.bytes_total), 8 * KIB as u64),
            ("bytes at a time", of_each(|info| info.bytes_max), 8 * KIB as u64),
        ] {
            for (less, more) in counts.iter().zip(&counts[1..]) {
                // Allows for the growth of buffers, and for short lists, which are sorted without an allocation.
                let at_most = 2 * less + less / 8 + once;
                assert!(*more <= at_most, "{}: {less} {what}, then {more}", case.name);
            }
        }
    }
}

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// These responses once took seconds.
#[test]
fn hostile_responses_are_cheap() {
    let read = |body: &str| ErrorResponse::from_xml(body).map(|response| response.code().to_owned());
    let slow_down = Ok("SlowDown".to_owned());
    assert_eq!(read(&nested_namespaces(2_500)), slow_down);
    assert_eq!(read(&attributes(4_500)), slow_down);
    assert_eq!(read(&namespaces(3_200)), slow_down);
    for body in [nested_namespaces(6_000), attributes(64 * KIB), namespaces(64 * KIB), "<a>".repeat(MIB)] {
        let bytes = body.len();
        assert!(bytes > 64 * KIB);
        let cost = measure(|| assert_eq!(read(&body), Err(NotAnErrorResponse::TooLong { bytes })));
        assert_eq!(cost.count_total, 0);
    }
    let of_len = |len: usize| {
        let body = "<Error><Code>SlowDown</Code></Error>";
        body.to_owned() + &" ".repeat(len - body.len())
    };
    assert_eq!(read(&of_len(64 * KIB)), slow_down);
    let error = read(&of_len(64 * KIB + 1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "body of 65537 bytes is too long for an S3 error: pass at most 65536 bytes"
    );
}

#[test]
fn hostile_urls_are_cheap() {
    let rest = url("").len();
    let of_len = |len: usize| url(&format!("&a={}", "a".repeat(len - rest - 3)));
    let names = |count: usize| (1..count).map(|n| format!("a{n:04}%3B")).collect::<String>() + "host";
    // The signature adds six parameters.
    for (url, error) in [
        (url(&"&".repeat(MIB)), UrlError::TooLong),
        (of_len(64 * KIB + 1), UrlError::TooLong),
        (url(&short_parameters(10_000)), UrlError::TooManyParameters),
        (url(&short_parameters(1_019)), UrlError::TooManyParameters),
        (url_with_headers(&names(1_025), ""), UrlError::TooManySignedHeaders),
        (url_with_headers(&names(5_000), ""), UrlError::TooManySignedHeaders),
    ] {
        let mut read = None;
        let cost = measure(|| read = Some(url.parse::<PresignedUrl>().map(drop)));
        assert_eq!(read, Some(Err(error.clone())));
        // A URL within the length limit is copied, and its list of signed headers is decoded.
        let at_most = if error == UrlError::TooLong { 0 } else { 3 * 64 * KIB as u64 };
        assert!(cost.bytes_max <= at_most, "{error:?}: {} bytes", cost.bytes_max);
        let refusal = Refusal::from(error);
        assert_eq!((refusal.code(), refusal.status()), ("RequestHeaderSectionTooLarge", 400));
    }
    let target = format!("/?{}", "&".repeat(MIB));
    let cost = measure(|| {
        let error = PresignedUrl::from_target("localhost", &target).unwrap_err();
        assert_eq!(error, UrlError::TooLong);
    });
    assert_eq!(cost.count_total, 0);
    for url in [
        of_len(64 * KIB),
        url(&"&".repeat(64 * KIB - rest)),
        url(&short_parameters(1_018)),
        url_with_headers(&names(1_024), ""),
    ] {
        parse(&url);
    }
}

#[test]
fn hostile_headers_are_cheap() {
    let url = parse(&url(""));
    let (verifier, keys) = (Verifier::any_region(), credentials());
    let verify =
        |headers: &[(&str, &str)]| verifier.verify(&url, Method::Get, headers, date(), &keys).map(drop);
    // 128 KiB of names.
    let headers = headers(128 * KIB / "a-00000".len());
    let headers = borrowed(&headers);
    let cost = measure(|| assert_eq!(verify(&headers), Err(Refusal::TooManyHeaders)));
    assert_eq!(cost.count_total, 0);
    assert_eq!(verify(&headers[..1_025]), Err(Refusal::TooManyHeaders));
    assert_eq!(verify(&headers[..1_024]), Err(Refusal::SignatureDoesNotMatch));
    assert_eq!(url.explain(Method::Get, &headers), Err(Refusal::TooManyHeaders));
    assert!(url.explain(Method::Get, &headers[..1_024]).is_ok());
}

/// These diagnoses once took 21 s and 6 s.
#[test]
fn hostile_diagnoses_are_cheap() {
    let mine = parse(&url(&short_parameters(1_000)));
    let theirs = format!("GET\n/duck.jpg\n{}\nhost:a\n\nhost\nb", short_parameters(64 * KIB / 5));
    let diagnosis = mine.diagnose(Method::Get, &[], &mismatch(&theirs));
    assert_eq!(diagnosis.causes().count(), 16);
    let report = diagnosis.to_string();
    assert!(report.lines().last().unwrap().starts_with("note: "), "{report}");

    let keys = customer_keys(1_000);
    let lines: String = (0..5_000).map(|n| format!("x-{n:04}-customer-key:{n:032}\n")).collect();
    let names: String = (0..5_000).map(|n| format!(";x-{n:04}-customer-key")).collect();
    let diagnosis = parse(&url("")).diagnose(
        Method::Get,
        &borrowed(&keys),
        &mismatch(&format!("GET\n/duck.jpg\n\n{lines}\nhost{names}\nb")),
    );
    assert_eq!(diagnosis.causes().count(), 16);
    assert!(!diagnosis.to_string().contains("0000000000000000"));
}

#[test]
fn a_diagnosis_lists_16_differences_and_counts_the_rest() {
    for (count, note) in [
        (1, None),
        (16, None),
        (17, Some("note: one more difference is left out")),
        (40, Some("note: 24 more differences are left out")),
    ] {
        let url = parse(&url(""));
        let added: String = (0..count).map(|n| format!("a{n:02}=1&")).collect();
        let theirs = canonical_request(&url, &[]).replace("X-Amz-Algorithm", &(added + "X-Amz-Algorithm"));
        let diagnosis = url.diagnose(Method::Get, &[], &mismatch(&theirs));
        let expected = (0..count.min(16)).map(|n| Cause::ParameterAdded { name: format!("a{n:02}") });
        assert!(diagnosis.causes().cloned().eq(expected), "{diagnosis}");
        let report = diagnosis.to_string();
        assert_eq!(report.lines().find(|line| line.starts_with("note: ")), note, "{report}");
    }
}

#[test]
fn a_request_with_the_maximum_number_of_fields_can_be_read() {
    let s3 = presigner();
    let fields = headers(1_001);
    let presigned = with_fields(&s3, &fields[1..]).presign_at(date()).unwrap();
    let sent: Vec<_> = presigned.signed_headers().collect();
    let read = parse(presigned.url());
    let verdict = read.verify(Method::Get, &sent, date(), &credentials());
    assert!(verdict.is_ok(), "{verdict:?}");

    let get = || with_fields(&s3, &fields[1..]);
    let error = |request: presign::Request<'_>| request.presign_at(date()).unwrap_err();
    let (name, value) = (fields[0].0.as_str(), fields[0].1.as_str());
    let headers_error = Error::Sigv4(sigv4::Error::TooManyHeaders);
    assert_eq!(error(get().header(name, value)), headers_error);
    assert_eq!(error(get().content_type("a/b")), headers_error);
    assert_eq!(error(get().query(name, value)), Error::Sigv4(sigv4::Error::TooManyParameters));
}

#[test]
fn messages_name_the_limits() {
    for (error, message) in [
        (UrlError::TooLong, "url is too long: use at most 65536 bytes, and send large values as headers"),
        (UrlError::TooManyParameters, "url has too many parameters: use at most 1024"),
        (UrlError::TooManySignedHeaders, "too many headers are signed: sign at most 1024"),
    ] {
        assert_eq!(error.to_string(), message);
        assert_eq!(Refusal::from(error).to_string(), message);
    }
    assert_eq!(Refusal::TooManyHeaders.to_string(), "request has too many headers: send at most 1024");
    assert_eq!(sigv4::Error::TooManyHeaders.to_string(), "request has too many headers: sign at most 1000");
    assert_eq!(
        sigv4::Error::TooManyParameters.to_string(),
        "request has too many query parameters: use at most 1000"
    );
}
