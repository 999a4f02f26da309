// Asks the worker as a platform would: `node test.mjs` after `./build`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { worker } from "./worker.js";

const module = new WebAssembly.Module(readFileSync(new URL("target/edge_worker_bg.wasm", import.meta.url)));
const { fetch } = worker(module);
const env = {
  TOKEN: "let-me-in",
  ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  ENDPOINT: "https://0123456789abcdef.r2.cloudflarestorage.com",
  REGION: "auto",
  BUCKET: "photos",
};
const ask = (path, init) =>
  fetch(new Request(`https://edge.example${path}`, { headers: { authorization: "Bearer let-me-in" }, ...init }), env);

const found = await ask("/a%20b/duck.jpg");
assert.equal(found.status, 302);
const url = new URL(found.headers.get("location"));
assert.equal(url.origin + url.pathname, "https://photos.0123456789abcdef.r2.cloudflarestorage.com/a%20b/duck.jpg");
assert.match(url.searchParams.get("X-Amz-Signature"), /^[0-9a-f]{64}$/);
const date = url.searchParams.get("X-Amz-Date");
const iso = date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z");
assert(Math.abs(Date.parse(iso) - Date.now()) < 60_000, `${date} is not now`);

assert.equal((await ask("/duck.jpg", { method: "DELETE" })).status, 405);
assert.equal((await ask("/duck.jpg", { headers: {} })).status, 401);
const refused = await ask("/");
assert.equal(refused.status, 400);
assert.match(await refused.text(), /^object key is empty: /);
