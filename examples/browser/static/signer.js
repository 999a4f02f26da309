// The two signers: the server and the page. Both turn an order into `{ method, url, headers, contentLength, body, expiresAt }`,
// and the order of a form into `{ method, url, fields, expiresAt }`.

export class NotSigned extends Error {}

/** The recommended way: the keys stay on the server, which decides what it signs. */
export const serverSigner = {
  name: "server",

  async sign(order) {
    const response = await post(isForm(order) ? "/sign-form" : "/sign", order);
    if (response.ok) return uniform(await response.json());
    // If the server cannot parse the request, it responds in plain text.
    const body = await response.text();
    throw new NotSigned(response.headers.get("content-type")?.includes("json") ? JSON.parse(body).error : body);
  },

  async diagnose(refused) {
    return (await post("/diagnose", refused)).text();
  },

  async diagnoseForm(refused) {
    return (await post("/diagnose-form", refused)).text();
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
        const json = JSON.stringify(order);
        return uniform(JSON.parse(isForm(order) ? signer.sign_form(json) : signer.sign(json)));
      } catch (error) {
        throw new NotSigned(`This cannot be signed: ${error.message}.`);
      }
    },

    async diagnose({ url, method, headers, xml }) {
      return wasm.diagnose(url, method, JSON.stringify(headers), xml);
    },

    async diagnoseForm(refused) {
      return signer.diagnose_form(JSON.stringify(refused));
    },
  };
}

const isForm = ({ operation }) => operation === "PostObject";

/** Gives a form what a request has. The crate writes the expiry of a form as text, and of requests in seconds since 1970. */
const uniform = (signed) =>
  signed.fields ? { ...signed, method: "POST", expiresAt: Date.parse(signed.expiresAt) / 1000 } : signed;

const post = (path, value) =>
  fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });
