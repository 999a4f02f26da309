// Prints the tables of sizes and speeds: `node benches/wasm/measure.mjs`. Requires Node, npm and Rust.
//
// Each candidate presigns the same GET. Their signatures are compared before anything is measured.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as wasm from "./wasm.mjs";

process.chdir(import.meta.dirname);
const root = new URL("../..", import.meta.url).pathname;
const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;

function run(command, ...args) {
  const env = { ...process.env, CARGO_TARGET_DIR: target };
  return execFileSync(command, args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "inherit"] });
}

run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent");
const esbuild = await import("esbuild");

// The request.

const who = ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", "examplebucket"];
const key = "photos/2026/duck.jpg";
const date = new Date("2013-05-24T00:00:00Z");

// Sizes.

// Reads the module at once, because the build with std and the one without have the same file name.
function build(name, profile, { std, features = "" }) {
  const choice = std ? ["--no-default-features", "--features", features] : [];
  run(
    `${root}.ci/wasm-cargo`, ...(std ? [] : ["--no-std"]),
    "build", "--quiet", "--profile", profile, "--package", `size-of-${name}`, ...choice,
  );
  return readFileSync(`${target}/wasm32-unknown-unknown/${profile}/size_of_${name.replace("-", "_")}.wasm`);
}

function crates(name) {
  const lines = run(
    "cargo", "tree", "--package", `size-of-${name}`, "--no-default-features", "--target", "wasm32-unknown-unknown",
    "--edges", "normal", "--prefix", "none", "--no-dedupe",
  );
  // Leaves out the package itself.
  return new Set(lines.trim().split("\n").slice(1)).size;
}

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;

function crateVersion(name) {
  return run("cargo", "tree", "--package", name, "--depth", "0", "--prefix", "none").split(" ")[1].slice(1).trim();
}

async function bundle(file) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [file], bundle: true, minify: true, format: "esm", platform: "browser", write: false,
  });
  return outputFiles[0].contents;
}

const bare = {
  floor: build("floor", "release", { std: false }),
  presign: build("presign", "release", { std: false }),
};
const withStd = {
  floor: build("floor", "release", { std: true }),
  presign: build("presign", "release", { std: true, features: "std" }),
  "aws-sigv4": build("aws-sigv4", "release", { std: true }),
  "rusty-s3": build("rusty-s3", "release", { std: true }),
};

const rows = [];
function row(name, bytes, parts) {
  rows.push(`| ${name} | ${kib(bytes.length)} | ${kib(gzipSync(bytes, { level: 9 }).length)} | ${parts} |`);
}
const kib = (bytes) => (bytes / 1024).toFixed(bytes < 10240 ? 1 : 0);

row("only an allocator", bare.floor, "0 crates, without std");
row("presign", bare.presign, `${crates("presign")} crates, without std`);
row("only an allocator", withStd.floor, "0 crates");
row("presign", withStd.presign, `${crates("presign")} crates`);
for (const name of ["aws-sigv4", "rusty-s3"]) {
  row(`${name} ${crateVersion(name)}`, withStd[name], `${crates(name)} crates`);
}
row(`aws4fetch ${version("aws4fetch")}`, await bundle("aws4fetch.mjs"), "JavaScript, with the browser's hashes");
row(`@aws-sdk/s3-request-presigner ${version("@aws-sdk/s3-request-presigner")}`, await bundle("aws-sdk.mjs"), "JavaScript");

console.log("| presigns one GET | KiB | KiB, gzip -9 | |\n|---|--:|--:|---|");
console.log(rows.join("\n"));

// The signatures.

const url = (await wasm.presigner(bare.presign, who))(key, date);
assert.equal((await wasm.presigner(withStd.presign, who))(key, date), url);
const signature = (url) => new URL(url).searchParams.get("X-Amz-Signature");
for (const name of ["rusty-s3", "aws-sigv4"]) {
  const others = (await wasm.presigner(withStd[name], who))(key, date);
  assert.equal(signature(others), signature(url), name);
}

const aws4fetch = (await import("./aws4fetch.mjs")).presigner(who);
assert.equal(signature(await aws4fetch(key, date)), signature(url), "aws4fetch");

// The SDK adds parameters. With the same parameters, aws4fetch must create the same signature.
const awsSdk = (await import("./aws-sdk.mjs")).presigner(who);
const sdkUrl = await awsSdk(key, date);
const { AwsClient } = await import("aws4fetch");
const unsigned = new URL(sdkUrl);
for (const name of ["Algorithm", "Credential", "Date", "SignedHeaders", "Signature"]) {
  unsigned.searchParams.delete(`X-Amz-${name}`);
}
const client = new AwsClient({ accessKeyId: who[0], secretAccessKey: who[1], region: who[2], service: "s3" });
const again = await client.sign(unsigned.href, { aws: { signQuery: true, datetime: "20130524T000000Z" } });
assert.equal(signature(again.url), signature(sdkUrl), "the SDK");

// The speeds. The contestants take turns, each URL has another key, and the median of the rounds counts.

const fast = await wasm.keptPresigner(build("presign", "speed", { std: true, features: "kept" }), who);
assert.equal(fast(key, date), url);

const ROUNDS = 15;
const contestants = [
  { name: "presign, in WebAssembly", count: 20000, round: (n) => { for (let i = 0; i < n; i++) fast(`photos/${i}.jpg`, date); } },
  { name: "aws4fetch", count: 1000, round: async (n) => { for (let i = 0; i < n; i++) await aws4fetch(`photos/${i}.jpg`, date); } },
  { name: "@aws-sdk/s3-request-presigner", count: 300, round: async (n) => { for (let i = 0; i < n; i++) await awsSdk(`photos/${i}.jpg`, date); } },
].map((contestant) => ({ ...contestant, rates: [] }));

for (let round = -1; round < ROUNDS; round++) {
  for (const { count, round: run, rates } of contestants) {
    const start = performance.now();
    await run(count);
    // The first round only warms up.
    if (round >= 0) rates.push((1000 * count) / (performance.now() - start));
  }
}

console.log(`\n| Node ${process.versions.node}, taking turns | URLs per second |\n|---|--:|`);
for (const { name, rates } of contestants) {
  const median = rates.sort((a, b) => a - b)[ROUNDS >> 1];
  console.log(`| ${name} | ${Number(median.toPrecision(2)).toLocaleString("en")} |`);
}
