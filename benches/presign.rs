//! One URL of each kind, beside the hashing that it cannot do without: `cargo bench --bench presign`.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

mod columns;

use columns::{Floor, columns, date};
use criterion::{Criterion, criterion_group, criterion_main};
use presign::sigv4::{CredentialScope, SigningKey};
use std::hint::black_box;

fn one_url(c: &mut Criterion) {
    for column in columns() {
        let mut group = c.benchmark_group(column.name);
        let (presigner, request, date) = (&column.presigner, column.request, date());
        let floor = Floor::of(&column);
        let mut url = String::with_capacity(4096);
        group.bench_function("hashing floor", |b| {
            b.iter(|| {
                url.clear();
                black_box(floor.run(&mut url))
            });
        });
        group.bench_function("write_url_at", |b| {
            b.iter(|| {
                url.clear();
                request(black_box(presigner)).write_url_at(black_box(date), &mut url)
            });
        });
        group.bench_function("presign_at", |b| {
            b.iter(|| request(black_box(presigner)).presign_at(black_box(date)));
        });
        group.bench_function("presign", |b| {
            b.iter(|| request(black_box(presigner)).presign());
        });
        group.finish();
    }
}

fn signing_key(c: &mut Criterion) {
    let date = date();
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    c.bench_function("signing key", |b| {
        b.iter(|| SigningKey::derive(black_box("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), &scope));
    });
}

criterion_group!(benches, one_url, signing_key);
criterion_main!(benches);
