// Four attempts to do more than was signed. None succeeds if a server signs.

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
      await new Promise((resolve) => setTimeout(resolve, 2100));
      await attempt(asked, {});
    },
  },
  limit: {
    story: "The page requests a URL that is valid for a week.",
    async run({ key, ask }) {
      await ask({ operation: "GetObject", key, expiresIn: 7 * 24 * 3600 });
    },
  },
};
