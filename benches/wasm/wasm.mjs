// Presigns a GET with a WebAssembly module, and passes text through its memory.

async function exportsOf(bytes) {
  const module = await WebAssembly.compile(bytes);
  const nothing = () => {
    throw new Error("the module called the host");
  };
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = nothing;
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  const at = exports.buffer();
  const size = 4096;
  // A view is detached when the memory grows.
  let view = new Uint8Array(exports.memory.buffer, at, size);
  const buffer = () => (view.length ? view : (view = new Uint8Array(exports.memory.buffer, at, size)));
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  const write = (lines) => encoder.encodeInto(lines.join("\n"), buffer()).written;
  const read = (length) => decoder.decode(buffer().subarray(0, length));
  return { exports, read, write };
}

/** Creates a new presigner for each URL. */
export async function presigner(bytes, [id, secret, region, bucket]) {
  const { exports, read, write } = await exportsOf(bytes);
  return (key, date) => read(exports.presign(write([id, secret, region, bucket, key]), date / 1000));
}

/** Keeps one presigner for all URLs. */
export async function keptPresigner(bytes, [id, secret, region, bucket]) {
  const { exports, read, write } = await exportsOf(bytes);
  exports.open(write([id, secret, region]));
  return (key, date) => read(exports.presign_next(write([bucket, key]), date / 1000));
}
