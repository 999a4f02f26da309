import { $, MIB, bytes, h } from "./dom.js";
import { FORM_LENGTH } from "./form.js";
import { refusals } from "./refusals.js";
import * as requests from "./requests.js";
import { NoResponse, Refused, element, send } from "./send.js";
import { NotSigned, pageSigner, serverSigner } from "./signer.js";
import * as strip from "./strip.js";
import { PART_LENGTH, PUT_LENGTH, Upload } from "./upload.js";

const config = await (await fetch("/config")).json();
let signer = serverSigner;
let upload;
/** The key that the section of refusals uses. */
let lastKey = `${config.limits.keyPrefix}duck.jpg`;

// Signing and sending. All requests of the page use these functions.

/** Has an order signed and adds it to the list of requests. */
async function ask(order) {
  const fullOrder = { expiresIn: Number($("lifetime").value), ...order };
  const by = signer;
  const signing = by.sign(fullOrder);
  const signed = await (by.name === "server" ? strip.light("server", signing) : signing);
  strip.count(signed.fields ? "form" : "URL");
  return Object.assign(requests.add(fullOrder, signed), { signer: by });
}

/** Sends a signed request or form, with `changes` that make it fail, and the `fields` that the page fills in. */
async function attempt(entry, changes, { fields, onProgress, ...options } = {}) {
  requests.setStatus(entry, "sending", "busy");
  let counted = 0;
  const count = (loaded) => {
    strip.countBytes(loaded - counted);
    counted = loaded;
    onProgress?.(loaded);
  };
  try {
    const filled = entry.signed.fields && { fields: { ...entry.signed.fields, ...fields } };
    const sending = send({ ...entry.signed, ...filled, ...changes }, { ...options, onProgress: count });
    const response = await strip.light("s3", sending);
    if (options.body) count(options.body.size);
    else strip.countBytes(response.body.byteLength);
    requests.setStatus(entry, `${response.status}`, "good");
    return response;
  } catch (error) {
    if (error instanceof Refused) error.entry = entry;
    requests.setStatus(entry, error.message, "bad");
    throw error;
  }
}

/** Sends the body in `options`, or the one that the signer wrote. */
async function request(order, options = {}) {
  const entry = await ask(order);
  const { body } = entry.signed;
  const written = body ? { body: new Blob([body], { type: "application/xml" }) } : {};
  return attempt(entry, {}, { ...options, ...written });
}

/** Explains a failure. Compares S3's response with the signed request. */
async function diagnosis(error) {
  if (error instanceof Refused) {
    const { entry, sent, body, status, xml } = error;
    const { method, url, headers, fields } = entry.signed;
    if (!fields) return entry.signer.diagnose({ method, url, headers, xml });
    return entry.signer.diagnoseForm({
      order: entry.order,
      signedAt: fields["x-amz-date"],
      fields: [...Object.entries(sent.fields), ["file", ""]],
      fileSize: body.size,
      status,
      xml,
    });
  }
  if (error instanceof NoResponse) return `error: ${error.message}\n  = help: send the request again\n`;
  if (error instanceof NotSigned) return `error: not signed\n  = cause: ${error.message}\n`;
  return `error: ${error.message}\n`;
}

async function showDiagnosis(pre, error) {
  pre.hidden = !error;
  if (!error) return;
  const lines = (await diagnosis(error)).trimEnd().split("\n");
  pre.replaceChildren(...lines.flatMap((line) => [h(`span.${tone(line)}`, {}, line), "\n"]));
}

function tone(line) {
  if (/^error/.test(line)) return "error";
  if (/^\s*\|?\s*[\^~]+/.test(line)) return "mark";
  if (/^\s*\|/.test(line)) return "evidence";
  if (/^\s*= help/.test(line)) return "help";
  return "line";
}

// The mode.

async function setMode(mode) {
  signer = mode === "page" ? await pageSigner(config) : serverSigner;
  strip.setMode(mode);
  document.body.dataset.mode = mode;
  const note = {
    server: "The keys stay on the server, which signs for the page.",
    page: "For demonstrations only: anyone who opens the page can read its keys.",
  };
  $("mode-note").textContent = note[mode];
}

if (!config.demoKeys) {
  const input = document.querySelector("[value=page]");
  input.disabled = true;
  input.parentElement.title = "Run examples/browser/build first";
}
$("mode").addEventListener("change", ({ target }) =>
  setMode(target.value).catch((error) => ($("mode-note").textContent = `The page cannot sign: ${error.message}`)),
);

// The upload.

const way = () => document.querySelector("[name=way]:checked").value;

function showWay() {
  const note = {
    put: `Files up to ${PUT_LENGTH / MIB} MiB are sent in one PUT, larger files in parts of ${PART_LENGTH / MIB} MiB, three at a time.`,
    form: `S3 takes images up to ${FORM_LENGTH / MIB} MiB, and refuses other files.`,
  };
  $("drop-note").textContent = note[way()];
}
$("way").addEventListener("change", showWay);

function begin(file) {
  const folder = crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0");
  lastKey = `${config.limits.keyPrefix}${folder}/${file.name}`;
  upload?.removeEventListener("change", draw);
  const { keyPrefix } = config.limits;
  upload = new Upload(file, lastKey, request, way() === "form" ? { formPrefix: keyPrefix } : {});
  upload.addEventListener("change", draw);
  upload.addEventListener("change", onceSent);

  const { parts, inParts, formPrefix } = upload;
  $("file-name").textContent = file.name;
  $("file-note").textContent = inParts
    ? `${bytes(file.size)} in ${parts.length} parts`
    : `${bytes(file.size)} ${formPrefix === undefined ? "in one PUT" : "with a form"}`;
  $("parts").replaceChildren(...parts.map(cell));
  $("upload").classList.add("begun");
  $("transfer").hidden = false;
  $("result").hidden = true;
  draw();
  upload.start();
}

function cell(part) {
  const button = h("button", { type: "button" }, h("i"), h("span", {}, `${part.number}`));
  button.addEventListener("click", () => upload.toggle(part));
  part.cell = button;
  return button;
}

function draw() {
  const { file, parts, sent, state, error } = upload;
  const share = file.size ? sent / file.size : Number(state === "sent");
  const percent = Math.floor(share * 100);
  $("bar").setAttribute("aria-valuenow", percent);
  $("bar").firstChild.style.setProperty("--share", share);
  $("percent").textContent = `${percent} %`;
  for (const part of parts) {
    part.cell.dataset.state = part.state;
    part.cell.firstChild.style.setProperty("--share", part.body.size ? part.sent / part.body.size : 1);
    const hint = { sending: ": click to break its connection", failed: ": click to send it again" }[part.state] ?? "";
    part.cell.title = `Part ${part.number}, ${part.state}${hint}`;
    part.cell.setAttribute("aria-label", `Part ${part.number}: ${part.state}, ${bytes(part.sent)}`);
  }
  const failed = parts.filter((part) => part.state === "failed");
  $("transfer").dataset.state = state;
  $("status").textContent = describe(state, failed, parts);
  $("pause").textContent = state === "paused" ? "Resume" : "Pause";
  $("pause").hidden = !["sending", "paused"].includes(state);
  $("retry").hidden = state === "paused" || !(failed.length || state === "failed");
  $("cancel").hidden = ["sent", "cancelled"].includes(state);
  if (upload.drawnError !== error) showDiagnosis($("upload-diagnosis"), error);
  upload.drawnError = error;
}

function describe(state, failed, parts) {
  const done = parts.filter((part) => part.state === "sent").length;
  if (state === "sent") return parts.length > 1 ? `Sent ${parts.length} parts and joined them.` : "Sent.";
  if (state === "paused") return `Paused. S3 keeps the ${done} of ${parts.length} parts that are sent.`;
  if (state === "cancelled") return parts.length > 1 ? "Cancelled. S3 has deleted the parts." : "Cancelled.";
  if (failed.length && parts.length > 1) return `Failed to send part ${failed.map(({ number }) => number).join(", ")}. The others are not affected.`;
  if (state === "failed" || failed.length) return "Failed.";
  return parts.length > 1 ? `${done} of ${parts.length} parts sent.` : "Sending.";
}

/** Downloads the file again and compares it. */
async function onceSent() {
  if (upload.state !== "sent") return;
  upload.removeEventListener("change", onceSent);
  const { file, key } = upload;
  $("result").hidden = false;
  $("result").dataset.verdict = "waiting";
  $("verdict").textContent = "Downloading the file again to compare it.";
  for (const id of ["sent-hash", "received-hash"]) $(id).textContent = "…";
  $("save").hidden = true;
  try {
    const sent = await sha256(await file.arrayBuffer());
    const { body } = await request({ operation: "GetObject", key });
    const received = await sha256(body);
    $("sent-hash").textContent = sent;
    $("received-hash").textContent = received;
    const same = sent === received && body.byteLength === file.size;
    $("result").dataset.verdict = same ? "same" : "other";
    $("verdict").textContent = same ? "The downloaded file is identical." : "The downloaded file is different.";
    await offer(key, file.name);
  } catch (error) {
    $("result").dataset.verdict = "other";
    $("verdict").textContent = "The file could not be downloaded.";
    showDiagnosis($("upload-diagnosis"), error);
  }
}

/** Shows a link that saves the file under its name. The link is a presigned GET, too. */
async function offer(key, filename) {
  const { signed } = await ask({ operation: "GetObject", key, filename });
  $("save").textContent = `Save ${filename}`;
  $("save").href = signed.url;
  $("save").hidden = false;
  $("save").onclick = async (event) => {
    if (Date.now() / 1000 < signed.expiresAt) return;
    event.preventDefault();
    await offer(key, filename);
    $("save").click();
  };
}

async function sha256(buffer) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

$("pause").addEventListener("click", () => (upload.state === "paused" ? upload.resume() : upload.pause()));
$("retry").addEventListener("click", () => upload.resume());
$("cancel").addEventListener("click", () => upload.cancel().catch((error) => showDiagnosis($("upload-diagnosis"), error)));

$("file").addEventListener("change", ({ target }) => {
  if (target.files[0]) begin(target.files[0]);
  target.value = "";
});
for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
  $("drop").addEventListener(type, (event) => {
    event.preventDefault();
    $("drop").classList.toggle("over", type === "dragenter" || type === "dragover");
  });
}
$("drop").addEventListener("drop", ({ dataTransfer }) => {
  if (dataTransfer.files[0]) begin(dataTransfer.files[0]);
});

// The refusals.

for (const button of document.querySelectorAll("[data-refusal]")) {
  button.addEventListener("click", async () => {
    const { story, run, accepted } = refusals[button.dataset.refusal];
    $("refusal").hidden = false;
    $("refusal-story").textContent = story;
    $("refusal-diagnosis").textContent = "…";
    button.disabled = true;
    try {
      await run({ key: lastKey, keyPrefix: config.limits.keyPrefix, ask, attempt });
      $("refusal-diagnosis").textContent = accepted ?? "S3 has accepted it.";
    } catch (error) {
      await showDiagnosis($("refusal-diagnosis"), error);
    }
    button.disabled = false;
  });
}

showWay();
strip.setEndpoint(config.endpoint);
await setMode("server");
