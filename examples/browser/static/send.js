// Sends requests exactly as they were signed.

/** S3 refused the request. `xml` is its answer. */
export class Refused extends Error {
  constructor(signed, status, xml) {
    super(`${status} ${element(xml, "Code") ?? ""}`.trim());
    Object.assign(this, { signed, status, xml });
  }
}

/** There was no answer: the connection broke, or the bucket's CORS rules do not allow this page. */
export class NoAnswer extends Error {}

/** Sends a request. Does not use `fetch`, which does not report the progress of an upload. */
export function send(signed, { body = null, signal, onProgress } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(signed.method, signed.url);
    request.responseType = "arraybuffer";
    for (const [name, value] of signed.headers) {
      request.setRequestHeader(name, value);
    }
    if (onProgress) request.upload.onprogress = ({ loaded }) => onProgress(loaded);

    const abort = () => request.abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.onloadend = () => signal?.removeEventListener("abort", abort);
    request.onabort = () => reject(signal.reason);
    request.onerror = () => reject(new NoAnswer("no answer"));
    request.onload = () => {
      const { status, response } = request;
      if (status >= 200 && status < 300) {
        resolve({ status, body: response, eTag: request.getResponseHeader("etag") });
      } else {
        reject(new Refused(signed, status, new TextDecoder().decode(response)));
      }
    };
    request.send(body);
  });
}

/** Returns the text of an XML element. */
export function element(xml, name) {
  const text = typeof xml === "string" ? xml : new TextDecoder().decode(xml);
  return new DOMParser().parseFromString(text, "application/xml").querySelector(name)?.textContent;
}
