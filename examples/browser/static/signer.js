// The two signers: the server and the page. Both turn an order into `{ method, url, headers, contentLength, body, expiresAt }`.

export class NotSigned extends Error {}

/** The recommended way: the keys stay on the server, which decides what it signs. */
export const serverSigner = {
  name: "server",

  async sign(order) {
    const response = await post("/sign", order);
    if (response.ok) return response.json();
    // If the server cannot parse the request, it answers in plain text.
    const body = await response.text();
    throw new NotSigned(response.headers.get("content-type")?.includes("json") ? JSON.parse(body).error : body);
  },

  async diagnose(refused) {
    return (await post("/diagnose", refused)).text();
  },
};

/** For demonstrations only: the page contains the keys, and signs with a WebAssembly module. */
export async function pageSigner({ demoKeys, endpoint, region, bucket }) {
  const wasm = await import("/wasm/page.js");
  await wasm.default();
  const signer = new wasm.Signer(...demoKeys, endpoint, region, bucket);
  return {
    name: "page",

    async sign(order) {
      try {
        return JSON.parse(signer.sign(JSON.stringify(order)));
      } catch (error) {
        throw new NotSigned(`This cannot be signed: ${error.message}.`);
      }
    },

    async diagnose({ url, method, headers, xml }) {
      return wasm.diagnose(url, method, JSON.stringify(headers), xml);
    },
  };
}

const post = (path, value) =>
  fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });
