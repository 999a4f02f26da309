/** Returns the element with an id. */
export const $ = (id) => document.getElementById(id);

/** Creates an element, such as `h("li.row", { title: "…" }, "text", child)`. */
export function h(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = Object.assign(document.createElement(name), properties);
  if (classes.length) node.classList.add(...classes);
  node.append(...children.filter((child) => child != null));
  return node;
}

export const MIB = 1024 * 1024;

export function bytes(n) {
  if (n < 1024) return `${n} bytes`;
  if (n < MIB) return `${(n / 1024).toFixed(1)} KiB`;
  return `${(n / MIB).toFixed(1)} MiB`;
}
