// Four ways to stretch a URL. None works where a server signs.

const LENGTH = 5;

/** Each tells its story, and does what is refused. `ask` has an order signed, `attempt` sends it. */
export const refusals = {
  contentType: {
    story: "Signed for image/jpeg, sent as image/png.",
    async run({ key, ask, attempt }) {
      const order = { operation: "PutObject", key, contentType: "image/jpeg", contentLength: LENGTH };
      const asked = await ask(order);
      const headers = asked.signed.headers.map(([name, value]) => [name, name === "content-type" ? "image/png" : value]);
      await attempt(asked, { headers }, { body: new Blob(["quack"]) });
    },
  },
  key: {
    story: "Signed for one key, sent with another in its path.",
    async run({ key, ask, attempt }) {
      const asked = await ask({ operation: "GetObject", key });
      await attempt(asked, { url: asked.signed.url.replace("/uploads/", "/uploads/not-mine/") });
    },
  },
  expired: {
    story: "Signed for one second, sent after two.",
    async run({ key, ask, attempt }) {
      const asked = await ask({ operation: "GetObject", key, expiresIn: 1 });
      await new Promise((resolve) => setTimeout(resolve, 2100));
      await attempt(asked, {});
    },
  },
  limit: {
    story: "Asked for a URL that is good for a week.",
    async run({ key, ask }) {
      await ask({ operation: "GetObject", key, expiresIn: 7 * 24 * 3600 });
    },
  },
};
