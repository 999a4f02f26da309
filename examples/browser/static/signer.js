// Who signs: the server, or the page itself. Both take an order and give `{ method, url, headers, contentLength, expiresAt }`.

export class NotSigned extends Error {}

/** The way it should be done: the keys stay on the server, which says what it signs. */
export const serverSigner = {
  name: "server",

  async sign(order) {
    const response = await post("/sign", order);
    if (response.ok) return response.json();
    // What the server could not even read is answered in plain text.
    const body = await response.text();
    throw new NotSigned(response.headers.get("content-type")?.includes("json") ? JSON.parse(body).error : body);
  },

  async diagnose(refused) {
    return (await post("/diagnose", refused)).text();
  },
};

/** For demonstrations: the keys are in the page, and so is the code that signs, as WebAssembly. */
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
