// Runs the program in Node's WASI: `node run.mjs wasi.wasm results.txt`, the results being those of the same code outside WebAssembly.

import assert from "node:assert/strict";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";

const [wasm, expected] = process.argv.slice(2);
const module = await WebAssembly.compile(readFileSync(wasm));
const folder = mkdtempSync(join(tmpdir(), "wasi-"));

async function output(...args) {
  const file = join(folder, "stdout");
  const wasi = new WASI({ version: "preview1", args: ["wasi", ...args], stdout: openSync(file, "w"), returnOnExit: true });
  assert.equal(wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject())), 0);
  return readFileSync(file, "utf8");
}

try {
  assert.equal(await output(), readFileSync(expected, "utf8"));

  const url = new URL(await output("now"));
  const date = url.searchParams.get("X-Amz-Date");
  const iso = date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z");
  assert(Math.abs(Date.parse(iso) - Date.now()) < 60_000, `${date} is not now`);
} finally {
  rmSync(folder, { recursive: true });
}
