// Starts the example's server and a headless browser for the tests.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

export const MIB = 1024 * 1024;
const here = (path) => new URL(path, import.meta.url).pathname;

export async function startServer() {
  const target = process.env.CARGO_TARGET_DIR ?? here("../target");
  const server = spawn(join(target, "debug/browser"), { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface(server.stdout);
  const [line] = await once(lines, "line");
  const [url, s3] = line.match(/http:\/\/[\d.:]+/g);
  return {
    url,
    s3,
    async stop() {
      server.kill("SIGINT");
      await once(server, "exit");
    },
  };
}

export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** Opens the page in a mode. Collects errors and requests to other origins in `mistakes`. */
export async function open(browser, server, mode, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const mistakes = [];
  page.on("pageerror", (error) => mistakes.push(`${error}`));
  page.on("console", (message) => {
    if (/Content Security Policy|CORS|unsafe header/.test(message.text())) mistakes.push(message.text());
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol === "http:" && ![server.url, server.s3].includes(origin)) mistakes.push(`asked ${origin}`);
  });
  await page.goto(server.url);
  await page.locator("body[data-mode=server]").waitFor();
  if (mode === "page") {
    await page.getByText("Signed in the page").click();
    await page.locator("body[data-mode=page]").waitFor();
  }
  return { page, mistakes };
}

const sessions = new WeakMap();

/** Limits the bytes per second in both directions. Without a number, removes the limit. */
export async function throttle(page, bytesPerSecond = -1) {
  // Uses one session per page, because a session cannot undo the limits of another.
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  const session = sessions.get(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

export async function makeFiles() {
  const folder = await mkdtemp(join(tmpdir(), "presign-"));
  const make = async (name, length) => {
    const file = { name, path: join(folder, name), content: randomBytes(length) };
    await writeFile(file.path, file.content);
    return file;
  };
  return {
    small: await make("Zoë's 100% + notes #1 & 猫.txt", 48_213),
    image: await make("Zoë's 100% + notes #1 & 猫.png", 901_213),
    empty: await make("nothing.bin", 0),
    large: await make("a large (1)+file.bin", 23 * MIB),
    remove: () => rm(folder, { recursive: true }),
  };
}

export async function screenshot(page, name) {
  const folder = here("../target/screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
