// Uploads one file to S3: in one request, in parts that can be paused and sent again, or with a form.

import { MIB } from "./dom.js";
import { chosen, formOrder } from "./form.js";
import { NoResponse, element } from "./send.js";

/** The minimum length of a part in S3, except for the last part. */
export const PART_LENGTH = 5 * MIB;
/** The maximum length of a file that is sent in one request. */
export const PUT_LENGTH = 8 * MIB;
const AT_A_TIME = 3;

/**
 * `request(order, { body, fields, signal, onProgress })` must have an order signed and send it. `fields` are those of a
 * form that the page fills in. Fires the event `change` after every change. `state` is one of sending, paused, failed,
 * sent and cancelled.
 */
export class Upload extends EventTarget {
  #request;
  #uploadId;
  #completing = false;

  /** With a `formPrefix`, the file is sent with a form for keys that start with it. */
  constructor(file, key, request, { formPrefix } = {}) {
    super();
    this.#request = request;
    const contentType = file.type || "application/octet-stream";
    Object.assign(this, { file, key, contentType, formPrefix, state: "sending" });
    this.inParts = formPrefix === undefined && file.size > PUT_LENGTH;
    const length = this.inParts ? PART_LENGTH : file.size;
    this.parts = Array.from({ length: Math.ceil(file.size / length) || 1 }, (_, n) => ({
      number: n + 1,
      body: file.slice(n * length, (n + 1) * length),
      state: "waiting",
      sent: 0,
    }));
  }

  get sent() {
    return this.parts.reduce((sum, part) => sum + part.sent, 0);
  }

  async start() {
    try {
      if (this.inParts) {
        const order = { operation: "CreateMultipartUpload", key: this.key, contentType: this.contentType };
        const { body } = await this.#request(order);
        this.#uploadId = element(body, "UploadId");
        if (this.state === "cancelled") return this.#abort();
      }
      this.#pump();
    } catch (error) {
      this.#fail(error);
    }
  }

  pause() {
    this.#set("paused");
    this.#stop();
  }

  /** Continues after a pause, and sends failed parts again. */
  resume() {
    for (const part of this.parts) {
      if (part.state === "failed") part.state = "waiting";
    }
    this.error = undefined;
    this.#set("sending");
    if (this.inParts && !this.#uploadId) this.start();
    else this.#pump();
  }

  /** Breaks the connection of a part that is being sent, or sends a failed part again. */
  toggle(part) {
    if (part.state === "sending") part.abort.abort(new NoResponse("the connection was broken"));
    else if (part.state === "failed") {
      part.state = "waiting";
      this.#set("sending");
      this.#pump();
    }
  }

  async cancel() {
    this.#set("cancelled");
    this.#stop();
    await this.#abort();
  }

  #stop() {
    for (const { abort } of this.parts) abort?.abort(STOPPED);
  }

  /** Deletes the parts that are already sent. S3 would keep them and charge for them. */
  async #abort() {
    if (!this.#uploadId) return;
    await this.#request({ operation: "AbortMultipartUpload", key: this.key, uploadId: this.#uploadId });
  }

  #pump() {
    if (this.state === "paused" || this.state === "cancelled") return;
    const having = (state) => this.parts.filter((part) => part.state === state);
    const free = AT_A_TIME - having("sending").length;
    having("waiting").slice(0, free).forEach((part) => this.#sendPart(part));
    if (this.parts.every((part) => part.state === "sent")) this.#complete();
    else if (having("sending").length === 0) this.#set("failed");
  }

  async #sendPart(part) {
    const abort = new AbortController();
    Object.assign(part, { state: "sending", sent: 0, error: undefined, abort });
    this.#changed();
    const onProgress = (sent) => {
      // The fields of a form count, too.
      part.sent = Math.min(sent, part.body.size);
      this.#changed();
    };
    const options = { body: part.body, fields: chosen(this.key, this.contentType), signal: abort.signal, onProgress };
    try {
      // Signed only now, so that the URL does not expire while the part waits.
      const { eTag } = await this.#request(this.#order(part), options);
      Object.assign(part, { state: "sent", sent: part.body.size, eTag });
    } catch (error) {
      const stopped = error === STOPPED;
      Object.assign(part, { state: stopped ? "waiting" : "failed", sent: 0, error });
      if (!stopped) this.error = error;
    }
    this.#changed();
    this.#pump();
  }

  #order({ number, body }) {
    if (this.formPrefix !== undefined) return formOrder(this.formPrefix);
    return this.inParts
      ? { operation: "UploadPart", key: this.key, uploadId: this.#uploadId, partNumber: number, contentLength: body.size }
      : { operation: "PutObject", key: this.key, contentType: this.contentType, contentLength: body.size };
  }

  async #complete() {
    if (this.#completing) return;
    this.#completing = true;
    try {
      if (this.inParts) {
        const parts = this.parts.map(({ number, eTag }) => ({ number, eTag }));
        // The signer writes the list of parts in XML.
        const order = { operation: "CompleteMultipartUpload", key: this.key, uploadId: this.#uploadId, parts };
        const response = await this.#request(order);
        // The status may be 200 even if the operation failed. Success is a response with an ETag.
        if (!element(response.body, "ETag")) throw new Error(element(response.body, "Message") ?? "not completed");
      }
      this.#set("sent");
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#completing = false;
    }
  }

  #fail(error) {
    this.error = error;
    this.#set("failed");
  }

  #set(state) {
    if (this.state === state) return;
    this.state = state;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

const STOPPED = new Error("stopped");
