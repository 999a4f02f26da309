// The diagram of page, server and S3, which highlights the active connections.

import { $, bytes } from "./dom.js";

const inUse = { server: 0, s3: 0 };
const signed = { URL: 0, form: 0 };
let sent = 0;

const svg = $("strip");
const wire = (to) => svg.querySelector(`.wire[data-to=${to}]`);
const node = (name) => svg.querySelector(`.node[data-node=${name}]`);

/** Shows a key at the nodes that hold the secret. */
export function setMode(mode) {
  svg.dataset.mode = mode;
}

export function setEndpoint(endpoint) {
  $("endpoint").textContent = endpoint.replace("http://", "");
}

/** Highlights a connection until the promise is settled, but at least long enough to be visible. */
export async function light(to, promise) {
  const glow = (on) => {
    inUse[to] += on ? 1 : -1;
    for (const part of [wire(to), node(to)]) part.classList.toggle("lit", inUse[to] > 0);
    node("page").classList.toggle("lit", inUse.server + inUse.s3 > 0);
  };
  glow(true);
  const seen = new Promise((resolve) => setTimeout(resolve, 350));
  Promise.allSettled([promise, seen]).then(() => glow(false));
  return promise;
}

/** Counts a signed `URL` or `form`. */
export function count(kind) {
  signed[kind] += 1;
  const counts = Object.entries(signed).filter(([, n]) => n > 0);
  $("url-count").textContent = counts.map(([name, n]) => `${n} ${name}${n === 1 ? "" : "s"}`).join(", ");
}

export function countBytes(n) {
  sent += n;
  $("byte-count").textContent = bytes(sent);
}
