//! Measures every entry point, and the hashing floor of each request: `cargo bench --bench presign`.
#![allow(missing_docs, reason = "criterion's macros create undocumented functions")]

#[allow(dead_code, reason = "not every benchmark uses it")]
mod columns;

use columns::{Column, Floor, UPLOAD_ID, columns, date};
use criterion::{
    BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main,
    measurement::WallTime,
};
use presign::sigv4::{CredentialScope, KeyPair, SigningKey};
use presign::{Credentials, Endpoint, Method, PresignedUrl, Presigner, Verifier};
use std::{collections::HashMap, hint::black_box, thread, time::Instant};

fn floor(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, floor: &Floor) {
    let mut url = String::with_capacity(4096);
    group.bench_function(name, |b| {
        b.iter(|| {
            url.clear();
            black_box(floor.run(&mut url))
        });
    });
}

fn one_url(c: &mut Criterion) {
    let date = date();
    for Column { name, presigner, request } in &columns() {
        let mut group = c.benchmark_group(*name);
        let mut url = String::with_capacity(4096);
        floor(&mut group, "hashing floor", &Floor::of_request(request(presigner)));
        group.bench_function("write_url_at", |b| {
            b.iter(|| {
                url.clear();
                request(black_box(presigner)).write_url_at(black_box(date), &mut url)
            });
        });
        group.bench_function("presign_at", |b| {
            b.iter(|| request(black_box(presigner)).presign_at(black_box(date)));
        });
        group.bench_function("presign, with the clock", |b| {
            b.iter(|| request(black_box(presigner)).presign());
        });
        group.finish();
    }
}

fn prepared(c: &mut Criterion) {
    let date = date();
    let [plain, with_token, ..] = &columns();
    for (name, s3) in [("prepared", &plain.presigner), ("prepared, token", &with_token.presigner)] {
        let mut group = c.benchmark_group(name);
        let mut url = String::with_capacity(4096);
        let (key, upload) = ("photos/2026/duck.jpg", UPLOAD_ID);

        let part = s3.upload_part("examplebucket", key, upload, 7);
        floor(&mut group, "UploadPart, hashing floor", &Floor::of_one_of_many(part, "&partNumber="));
        let parts = s3.upload_parts("examplebucket", key, upload).prepare_at(date).expect("a valid request");
        let mut numbers = (1..=10_000).cycle();
        group.bench_function("UploadPart", |b| {
            b.iter(|| {
                url.clear();
                parts.write_url(numbers.next().unwrap_or(1), &mut url)
            });
        });

        floor(&mut group, "GET, hashing floor", &Floor::of_one_of_many(s3.get("examplebucket", key), "\n/"));
        let objects = s3.objects(Method::Get, "examplebucket").prepare_at(date).expect("a valid request");
        group.bench_function("GET", |b| {
            b.iter(|| {
                url.clear();
                objects.write_url(black_box(key), &mut url)
            });
        });
        group.finish();
    }
}

/// Measures growing inputs. The time per byte or field should stay the same.
fn sweeps(c: &mut Criterion) {
    let date = date();
    let s3 = || {
        Presigner::new(
            Credentials::new("AKIDEXAMPLE", "secret"),
            Endpoint::aws("us-east-1").expect("a region"),
        )
    };
    let mut url = String::with_capacity(1 << 16);

    let mut group = c.benchmark_group("key length");
    for len in [16, 64, 256, 1024] {
        let (s3, key) = (s3(), "k".repeat(len));
        group.throughput(Throughput::Bytes(len as u64));
        group.bench_function(BenchmarkId::from_parameter(len), |b| {
            b.iter(|| {
                url.clear();
                s3.get("examplebucket", &key).write_url_at(date, &mut url)
            });
        });
    }
    group.finish();

    let mut group = c.benchmark_group("token length");
    for len in [256, 1024, 4096] {
        let credentials =
            Credentials::new("AKIDEXAMPLE", "secret").with_session_token("t".repeat(len).as_str());
        let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1").expect("a region"));
        group.throughput(Throughput::Bytes(len as u64));
        group.bench_function(BenchmarkId::from_parameter(len), |b| {
            b.iter(|| {
                url.clear();
                s3.get("examplebucket", "key").write_url_at(date, &mut url)
            });
        });
    }
    group.finish();

    for kind in ["parameters", "headers"] {
        let mut group = c.benchmark_group(kind);
        for count in [10, 100, 1000] {
            let s3 = s3();
            // In neither ascending nor descending order.
            let names: Vec<String> = (0..count).map(|n| format!("x-{:04}", n * 7919 % 10_000)).collect();
            group.throughput(Throughput::Elements(count));
            group.bench_function(BenchmarkId::from_parameter(count), |b| {
                b.iter(|| {
                    url.clear();
                    let request =
                        names.iter().fold(s3.get("examplebucket", "key"), |request, name| match kind {
                            "headers" => request.header(name, "value"),
                            _ => request.query(name, "value"),
                        });
                    request.write_url_at(date, &mut url)
                });
            });
        }
        group.finish();
    }
}

/// Measures the time per URL in each thread. With two cores, it should be the same for one and two threads.
fn threads(c: &mut Criterion) {
    let date = date();
    let [column, ..] = &columns();
    let mut group = c.benchmark_group("threads that share a presigner");
    for count in [1, 2] {
        group.bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter_custom(|iterations| {
                let start = Instant::now();
                thread::scope(|scope| {
                    for _ in 0..count {
                        scope.spawn(|| {
                            let mut url = String::with_capacity(4096);
                            for _ in 0..iterations {
                                url.clear();
                                (column.request)(&column.presigner)
                                    .write_url_at(black_box(date), &mut url)
                                    .expect("a valid request");
                            }
                        });
                    }
                });
                start.elapsed()
            });
        });
    }
    group.finish();
}

fn signing_key(c: &mut Criterion) {
    let date = date();
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    c.bench_function("signing key", |b| {
        b.iter(|| SigningKey::derive(black_box("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), &scope));
    });
}

/// Measures SigV4A, and a GET with Signature Version 4 to compare it with.
fn sigv4a(c: &mut Criterion) {
    let (date, id, secret) = (date(), "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let credentials = Credentials::new(id, secret);
    let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1").expect("a region"));
    let access_point = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let get = |bucket| s3.get(bucket, "photos/2026/duck.jpg");
    let mut group = c.benchmark_group("SigV4A");
    let mut url = String::with_capacity(4096);

    group.bench_function("key pair", |b| b.iter(|| KeyPair::derive(black_box(id), secret)));
    for (name, bucket) in [("GET, Signature Version 4", "examplebucket"), ("GET", access_point)] {
        group.bench_function(name, |b| {
            b.iter(|| {
                url.clear();
                get(black_box(bucket)).write_url_at(black_box(date), &mut url)
            });
        });
    }

    let url: PresignedUrl = url.parse().expect("the URL of the last GET");
    let keys = HashMap::from([(id, credentials.public_key().expect("a secret"))]);
    let verifier = Verifier::new("us-east-1");
    group.bench_function("verifying", |b| {
        b.iter(|| verifier.verify(black_box(&url), Method::Get, &[], date, &keys).expect("a valid URL"));
    });
    group.finish();
}

criterion_group!(benches, one_url, prepared, sweeps, threads, signing_key, sigv4a);
criterion_main!(benches);
