// Runs the program in Node: `node run.mjs no_std.wasm results.txt`. The results come from the same code with std.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const [wasm, expected] = process.argv.slice(2);
const { instance, module } = await WebAssembly.instantiate(readFileSync(wasm));
const { exports } = instance;

// The module imports nothing from the host: no clock, no randomness, no console.
assert.deepEqual(WebAssembly.Module.imports(module), []);

const at = exports.buffer();
const size = exports.buffer_size();
// A view is detached when the memory grows, so this creates a new one each time.
const buffer = () => new Uint8Array(exports.memory.buffer, at, size);

function call(name, lines, ...rest) {
  const { written } = new TextEncoder().encodeInto(lines.join("\n"), buffer());
  return read(name, exports[name](written, ...rest));
}

function read(name, length) {
  assert(length >= 0, `${name} failed`);
  return new TextDecoder().decode(buffer().subarray(0, length));
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const id = "AKIAIOSFODNN7EXAMPLE";
const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const get = [id, secret, "s3.amazonaws.com", "us-east-1", "examplebucket", "test.txt"];
const now = BigInt(Date.UTC(2013, 4, 24) / 1000);
const day = 86400;

const url = call("presign", get, now, day);
assert.equal(
  url,
  "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
    "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
    "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
    "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
);

assert.equal(call("verify", [url, id, secret], now), "OK");
assert.equal(call("verify", [url, id, secret], now + BigInt(day)), "AccessDenied");
assert.equal(call("verify", [url.replace("test.txt", "best.txt"), id, secret], now), "SignatureDoesNotMatch");
assert.equal(call("verify", [url, id, "another"], now), "SignatureDoesNotMatch");
assert.equal(call("verify", ["https://example.com/", id, secret], now), "MalformedUrl");

assert.equal(read("all_results", exports.all_results()), readFileSync(expected, "utf8"));

const [bytes, allocations] = call("heap_for_one_get", get, now, day).split(" ").map(Number);
console.log(`heap for one GET, from the credentials to the URL: ${bytes} bytes at the peak, in ${allocations} allocations`);
assert(bytes <= 2048, "a URL needs more memory than before");
