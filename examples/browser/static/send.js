// Sends requests and forms exactly as they were signed.

/** S3 refused the request that was sent. `xml` is its response. */
export class Refused extends Error {
  constructor(sent, body, status, xml) {
    super(`${status} ${element(xml, "Code") ?? ""}`.trim());
    Object.assign(this, { sent, body, status, xml });
  }
}

/** There was no response: the connection broke, or the bucket's CORS rules do not allow this page. */
export class NoResponse extends Error {}

/** Sends a request. Does not use `fetch`, which does not report the progress of an upload. */
export function send(signed, { body = null, signal, onProgress } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(signed.method, signed.url);
    request.responseType = "arraybuffer";
    for (const [name, value] of signed.headers ?? []) {
      request.setRequestHeader(name, value);
    }
    if (onProgress) request.upload.onprogress = ({ loaded }) => onProgress(loaded);

    const abort = () => request.abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.onloadend = () => signal?.removeEventListener("abort", abort);
    request.onabort = () => reject(signal.reason);
    request.onerror = () => reject(new NoResponse("no response"));
    request.onload = () => {
      const { status, response } = request;
      if (status >= 200 && status < 300) {
        resolve({ status, body: response, eTag: request.getResponseHeader("etag") });
      } else {
        reject(new Refused(signed, body, status, new TextDecoder().decode(response)));
      }
    };
    request.send(signed.fields ? formData(signed.fields, body) : body);
  });
}

/** Returns a form with its file, which comes last: S3 ignores the fields after it. */
function formData(fields, file) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append("file", file);
  return data;
}

/** Returns the text of an XML element. */
export function element(xml, name) {
  const text = typeof xml === "string" ? xml : new TextDecoder().decode(xml);
  return new DOMParser().parseFromString(text, "application/xml").querySelector(name)?.textContent;
}
