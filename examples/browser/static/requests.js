// The signed requests and forms that the page received: a list, and the details of one of them.

import { $, h } from "./dom.js";
import * as form from "./form.js";

const entries = [];
let shown;
/** Whether the user picked the request to show. Otherwise it is the newest one. */
let picked = false;

export function add(order, signed) {
  const entry = { order, signed, state: "signed" };
  const method = h("b.method", {}, signed.method);
  method.dataset.method = signed.method;
  entry.status = h("span.status", {}, "signed");
  entry.left = h("time.left");
  const part = order.partNumber ? h("span.part", {}, ` part ${order.partNumber}`) : null;
  const button = h("button", { type: "button" }, method, h("span.operation", {}, order.operation, part), entry.status, entry.left);
  button.addEventListener("click", () => {
    picked = shown !== entry || !picked;
    show(picked ? entry : entries[0]);
  });
  entry.row = h("li", {}, button);
  entries.unshift(entry);
  $("requests").prepend(entry.row);
  if (!picked) show(entry);
  tick();
  return entry;
}

/** Shows the status of a request, such as `sending`, `200` or `403 SignatureDoesNotMatch`. */
export function setStatus(entry, status, tone) {
  entry.status.textContent = status;
  entry.status.dataset.tone = tone;
}

function show(entry) {
  shown?.row.classList.remove("shown");
  shown = entry;
  entry.row.classList.add("shown");
  const { method, url, fields } = entry.signed;
  const copy = h("button.quiet", { type: "button" }, "Copy");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(fields ? JSON.stringify({ url, fields }, null, 2) : url);
    copy.textContent = "Copied";
  });
  const badge = h("b.method", {}, method);
  badge.dataset.method = method;
  const left = h("time.left");
  const clock = h("div.clock", {}, h("i"));
  const { operation, partNumber } = entry.order;
  $("inspector").replaceChildren(
    h("div.head", {}, badge, h("strong", {}, operation, partNumber ? ` ${partNumber}` : ""), left, copy),
    clock,
    ...(fields ? form.details(entry.signed) : details(entry.signed)),
  );
  entry.full = { left, clock };
  tick();
}

function details({ url, headers, contentLength }) {
  const line = (name, value, ...more) => h("li", {}, h("span.name", {}, name), ": ", value, ...more);
  const lines = headers.map(([name, value]) => line(name, value));
  // Signed too, but a page may not set it: the browser does.
  if (contentLength != null) lines.unshift(line("content-length", contentLength, h("small", {}, "set by the browser")));
  return [
    h("p.url", {}, ...coloured(url)),
    h("ul.headers", {}, ...(lines.length ? lines : [h("li", {}, h("small", {}, "no headers except the host"))])),
  ];
}

/** Returns the parts of a URL. Shortens the signature, because anyone who has the whole URL can use it. */
function coloured(url) {
  const [path, query = ""] = url.split("?");
  const [, origin, rest] = path.match(/^(https?:\/\/[^/]+)(.*)$/);
  const parameters = query.split("&").map((parameter, n) => {
    const [name, value] = parameter.split("=");
    const short = name === "X-Amz-Signature" ? `${value.slice(0, 8)}…${value.slice(-4)}` : value;
    const text = short === undefined || short === "" ? name : `${name}=${short}`;
    return h("span.parameter", {}, n ? "&" : "?", h(`span.${KINDS[name] ?? "q-other"}`, {}, text));
  });
  return [h("span.origin", {}, origin), h("wbr"), h("span.path", {}, rest), ...parameters];
}

const KINDS = {
  "X-Amz-Algorithm": "q-algorithm",
  "X-Amz-Credential": "q-credential",
  "X-Amz-Date": "q-date",
  "X-Amz-Expires": "q-expires",
  "X-Amz-SignedHeaders": "q-headers",
  "X-Amz-Signature": "q-signature",
};

function tick() {
  const now = Date.now() / 1000;
  for (const entry of entries) {
    const seconds = Math.max(0, Math.ceil(entry.signed.expiresAt - now));
    const text = seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "expired";
    entry.row.classList.toggle("expired", seconds === 0);
    entry.left.textContent = text;
    if (entry !== shown) continue;
    const { left, clock } = entry.full;
    left.textContent = seconds ? `valid for ${text}` : text;
    clock.classList.toggle("expired", seconds === 0);
    clock.firstChild.style.setProperty("--left", Math.max(0, (entry.signed.expiresAt - now) / entry.order.expiresIn));
  }
}
setInterval(tick, 250);
