// Attempts to do more than was signed. None succeeds if a server signs.

import { FORM_LENGTH, chosen, formOrder } from "./form.js";

const LENGTH = 5;

/** Each has a description and makes a request that is refused. `ask` has an order signed, and `attempt` sends it. */
export const refusals = {
  contentType: {
    story: "The URL is signed for image/jpeg. The page sends image/png.",
    async run({ key, ask, attempt }) {
      const order = { operation: "PutObject", key, contentType: "image/jpeg", contentLength: LENGTH };
      const asked = await ask(order);
      const headers = asked.signed.headers.map(([name, value]) => [name, name === "content-type" ? "image/png" : value]);
      await attempt(asked, { headers }, { body: new Blob(["quack"]) });
    },
  },
  key: {
    story: "The URL is signed for one key. The page sends it with another.",
    async run({ key, ask, attempt }) {
      const asked = await ask({ operation: "GetObject", key });
      await attempt(asked, { url: asked.signed.url.replace("/uploads/", "/uploads/not-mine/") });
    },
  },
  expired: {
    story: "The URL is valid for one second. The page sends it after two.",
    async run({ key, ask, attempt }) {
      const asked = await ask({ operation: "GetObject", key, expiresIn: 1 });
      await twoSeconds();
      await attempt(asked, {});
    },
  },
  limit: {
    story: "The page requests a URL that is valid for a week.",
    accepted: "Signed. With the keys in the page, no server can refuse it.",
    async run({ key, ask }) {
      await ask({ operation: "GetObject", key, expiresIn: 7 * 24 * 3600 });
    },
  },

  formSize: form("The form takes up to 1 MiB. The page sends one byte more.", { length: FORM_LENGTH + 1 }),
  formType: form("The form takes images. The page sends text/html.", { fields: { "Content-Type": "text/html" } }),
  formKey: form("The form takes keys that start with uploads/. The page sends secrets/duck.jpg.", {
    fields: { key: "secrets/duck.jpg" },
  }),
  formField: form("The page adds a field that the policy does not have: acl=public-read.", {
    fields: { acl: "public-read" },
  }),
  formExpired: form("The form is valid for one second. The page sends it after two.", {
    order: { expiresIn: 1 },
    wait: twoSeconds,
  }),
};

/** Returns an attempt to send a form for images with other `fields`, a larger file, or too late. */
function form(story, { order, fields, length = LENGTH, wait }) {
  return {
    story,
    async run({ key, keyPrefix, ask, attempt }) {
      const asked = await ask({ ...formOrder(keyPrefix), ...order });
      await wait?.();
      const body = new Blob([new Uint8Array(length)]);
      await attempt(asked, {}, { body, fields: { ...chosen(key, "image/jpeg"), ...fields } });
    },
  };
}

function twoSeconds() {
  return new Promise((resolve) => setTimeout(resolve, 2100));
}
