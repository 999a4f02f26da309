// Forms: what the page asks for, what it fills in, and how it shows them.

import { MIB, h } from "./dom.js";

/** The maximum length of a file that is sent with a form. */
export const FORM_LENGTH = MIB;

/** Returns the order of a form for images. One form could send many of them, until it expires. */
export const formOrder = (keyPrefix) => ({
  operation: "PostObject",
  keyPrefix,
  contentTypePrefix: "image/",
  maxLength: FORM_LENGTH,
});

/**
 * Returns the fields that the form leaves to the page.
 *
 * Amazon S3 also replaces `${filename}` in the key. `s3s`, the S3 server of this example, does not.
 */
export const chosen = (key, contentType) => ({ key, "Content-Type": contentType });

/** Returns what the inspector shows of a form: its URL, its fields in order, and its policy in words. */
export function details({ url, fields }) {
  const { expiration, conditions } = JSON.parse(atob(fields.policy));
  const open = new Set(conditions.filter(isPrefix).map(([, name]) => name.slice(1)));
  const rows = Object.entries(fields).map(([name, value]) => {
    const note = open.has(name) ? h("small", {}, "the page fills it in") : null;
    return row(name, shortened(name, value), note);
  });
  return [
    h("p.url", {}, h("span.path", {}, url)),
    h("h3", {}, "Fields"),
    h("ol.fields", {}, ...rows, row("file", h("em", {}, "the file, last"))),
    h("h3", {}, "Policy, decoded"),
    h("ul.fields", {}, row("expiration", expiration), ...conditions.map(condition)),
  ];
}

function condition(condition) {
  if (isPrefix(condition)) return row(condition[1].slice(1), h("em", {}, "starts with "), condition[2]);
  if (Array.isArray(condition)) return row(condition[0], `${condition[1]} to ${condition[2]} bytes`);
  const [[name, value]] = Object.entries(condition);
  return row(name, shortened(name, value));
}

const isPrefix = (condition) => condition[0] === "starts-with";

const row = (name, ...value) => h("li", {}, h(`span.${KINDS[name] ?? "name"}`, {}, name), ": ", ...value);

/** Shortens the secrets, because anyone who has the whole form can use it. */
const shortened = (name, value) => (SECRETS.includes(name) ? `${value.slice(0, 8)}…${value.slice(-4)}` : value);

const SECRETS = ["policy", "x-amz-security-token", "x-amz-signature"];
const KINDS = {
  expiration: "q-expires",
  policy: "q-headers",
  "x-amz-credential": "q-credential",
  "x-amz-date": "q-date",
  "x-amz-signature": "q-signature",
};
