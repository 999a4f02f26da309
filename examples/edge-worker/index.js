// The entry where an import of WebAssembly is a compiled module, as in Cloudflare's Workers.

import module from "./target/edge_worker_bg.wasm";
import { worker } from "./worker.js";

export default worker(module);
