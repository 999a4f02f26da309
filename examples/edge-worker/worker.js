// A worker that sends whoever it lets in to the object itself: the bytes go past the worker. `env` has its secrets and variables.

import { initSync, Signer } from "./target/edge_worker.js";

/** The worker, of the compiled module that the platform gives it. */
export function worker(module) {
  initSync({ module });
  let signer;
  return {
    async fetch(request, env) {
      if (request.method !== "GET") return new Response("only GET\n", { status: 405, headers: { allow: "GET" } });
      if (request.headers.get("authorization") !== `Bearer ${env.TOKEN}`) return new Response("no\n", { status: 401 });
      signer ??= new Signer(env.ACCESS_KEY_ID, env.SECRET_ACCESS_KEY, env.ENDPOINT, env.REGION, env.BUCKET);
      let url;
      try {
        url = signer.get(decodeURIComponent(new URL(request.url).pathname.slice(1)));
      } catch (error) {
        return new Response(`${error.message}\n`, { status: 400 });
      }
      // The next request needs a new URL.
      return new Response(null, { status: 302, headers: { location: url, "cache-control": "no-store" } });
    },
  };
}
