import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { MIB, makeFiles, open, screenshot, startBrowser, startServer, throttle } from "./harness.js";

let server, browser, files;

before(async () => {
  [server, browser, files] = await Promise.all([startServer(), startBrowser(), makeFiles()]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await files?.remove();
});

const choose = (page, file) => page.locator("#file").setInputFiles(file.path);

/** Waits until the page reports an identical file, and compares a separate download. */
async function expectSame(page, file) {
  await page.locator("#result[data-verdict=same]").waitFor();
  const download = page.waitForEvent("download");
  await page.locator("#save").click();
  const saved = await download;
  assert.equal(saved.suggestedFilename(), file.name);
  assert.ok(file.content.equals(await readFile(await saved.path())), "the saved file is different");
}

/** Clicks a button that makes a refused request. Returns the status of the request and the text that explains it. */
async function refuse(page, button) {
  await page.getByRole("button", { name: button }).click();
  await page.locator("#refusal-diagnosis", { hasText: /error|Signed/ }).waitFor();
  const text = await page.locator("#refusal-diagnosis").innerText();
  const newest = await page.locator("#requests .status").first().innerText();
  await page.locator("#refusal-diagnosis").evaluate((pre) => pre.replaceChildren());
  return [newest, text];
}

const partStates = (page) => page.locator("#parts button").evaluateAll((cells) => cells.map((cell) => cell.dataset.state));

const operations = (page) =>
  page.locator("#requests .operation").evaluateAll((texts) => texts.map((text) => text.textContent).reverse());

for (const mode of ["server", "page"]) {
  describe(`signed ${mode === "server" ? "on the server" : "in the page"}`, () => {
    const testPage = (name, run) =>
      test(name, async () => {
        const { page, mistakes } = await open(browser, server, mode);
        const asked = [];
        page.on("request", (request) => asked.push(new URL(request.url()).pathname));
        await run(page);
        assert.deepEqual(mistakes, []);
        // If the page signs, it does not use the server.
        const signed = asked.some((path) => path === "/sign" || path === "/sign-form");
        assert.equal(signed, mode === "server");
        await page.context().close();
      });

    testPage("a small file is sent in one PUT and downloaded unchanged", async (page) => {
      await choose(page, files.small);
      await expectSame(page, files.small);
      assert.deepEqual(await operations(page), ["PutObject", "GetObject", "GetObject"]);
      await page.locator("#requests button").last().click();
      assert.match(await page.locator("#inspector .headers").innerText(), /^content-length: 48213.*\ncontent-type: text\/plain$/);
      assert.match(await page.locator("#inspector .q-signature").innerText(), /^X-Amz-Signature=[0-9a-f]{8}…[0-9a-f]{4}$/);
      assert.match(await page.locator("#inspector time").innerText(), /^valid for 1[45]:\d\d$/);
    });

    testPage("an empty file can be uploaded", async (page) => {
      await choose(page, files.empty);
      await expectSame(page, files.empty);
    });

    testPage("a large file is sent in parts, and a failed part is sent again", async (page) => {
      await page.route(/partNumber=3/, (route) => route.abort("connectionreset"), { times: 1 });
      await choose(page, files.large);
      await page.locator("#transfer[data-state=failed]").waitFor();
      assert.deepEqual(await partStates(page), ["sent", "sent", "failed", "sent", "sent"]);
      assert.match(await page.locator("#upload-diagnosis").innerText(), /error: no response/);
      await page.unrouteAll();
      await page.getByRole("button", { name: "Retry" }).click();
      await expectSame(page, files.large);
      const list = await operations(page);
      assert.equal(list.filter((operation) => operation === "UploadPart part 3").length, 2);
      assert.equal(list.filter((operation) => operation.startsWith("UploadPart")).length, 6);
    });

    testPage("an upload can be paused and resumed", async (page) => {
      await throttle(page, 3 * MIB);
      await choose(page, files.large);
      await page.locator("#parts [data-state=sent]").first().waitFor();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.locator("#transfer[data-state=paused]").waitFor();
      await page.waitForTimeout(300);
      const paused = await partStates(page);
      assert.ok(paused.includes("sent") && paused.includes("waiting") && !paused.includes("sending"), `${paused}`);
      await page.waitForTimeout(700);
      assert.deepEqual(await partStates(page), paused);
      await throttle(page);
      await page.getByRole("button", { name: "Resume" }).click();
      await expectSame(page, files.large);
    });

    testPage("a click breaks the connection of a part, and another sends it again", async (page) => {
      await throttle(page, 3 * MIB);
      await choose(page, files.large);
      await page.locator("#parts [data-state=sending]").nth(1).click();
      await page.locator("#parts button[data-state=failed]").waitFor();
      await throttle(page);
      await page.locator("#parts button[data-state=failed]").click();
      await expectSame(page, files.large);
    });

    testPage("a cancelled upload is deleted", async (page) => {
      await throttle(page, 3 * MIB);
      await choose(page, files.large);
      await page.locator("#parts [data-state=sending]").first().waitFor();
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.locator("#transfer[data-state=cancelled]").waitFor();
      const abort = page.locator("#requests li", { hasText: "AbortMultipartUpload" }).locator(".status[data-tone=good]");
      await abort.waitFor();
      assert.equal(await abort.innerText(), "204");
    });

    testPage("an image is sent with a form and downloaded unchanged", async (page) => {
      await page.getByText("With a form").click();
      const posts = [];
      page.on("request", (request) => request.method() === "POST" && posts.push(request));
      await choose(page, files.image);
      await expectSame(page, files.image);
      assert.deepEqual(await operations(page), ["PostObject", "GetObject", "GetObject"]);
      const sent = posts.find((request) => request.url().startsWith(server.s3));
      assert.match(await sent.headerValue("content-type"), /^multipart\/form-data; boundary=/);

      await page.locator("#requests button").last().click();
      const lines = async (selector) => (await page.locator(`#inspector ${selector}`).innerText()).split("\n");
      const fields = await lines("ol.fields");
      assert.deepEqual(fields.map((line) => line.split(":")[0]), [
        "key",
        "Content-Type",
        "Content-Disposition",
        "x-amz-algorithm",
        "x-amz-credential",
        "x-amz-date",
        "policy",
        "x-amz-signature",
        "file",
      ]);
      assert.match(fields[0], /^key: uploads\/\$\{filename\} *the page fills it in$/);
      assert.match(fields[6], /^policy: eyJ.{5}….{4}$/);
      assert.match(fields[7], /^x-amz-signature: [0-9a-f]{8}…[0-9a-f]{4}$/);
      const policy = await lines("ul.fields");
      assert.match(policy[0], /^expiration: \d{4}-\d\d-\d\dT[\d:.]+Z$/);
      for (const line of [
        "bucket: examplebucket",
        "key: starts with uploads/",
        "Content-Type: starts with image/",
        "Content-Disposition: attachment",
        "content-length-range: 1 to 1048576 bytes",
      ]) {
        assert.ok(policy.includes(line), `${line} is not in ${policy}`);
      }
    });

    testPage("a file that the form does not allow is refused, and the page explains why", async (page) => {
      await page.getByText("With a form").click();
      await choose(page, files.small);
      await page.locator("#transfer[data-state=failed]").waitFor();
      assert.equal(await page.locator("#status").innerText(), "Failed.");
      const diagnosis = page.locator("#upload-diagnosis", { hasText: "error[InvalidPolicyDocument]" });
      assert.match(await diagnosis.innerText(), /signed\s+Content-Type: image\/\n.*sent\s+Content-Type: text\/plain/);
    });

    testPage("a request that was not signed is refused, and the page explains why", async (page) => {
      const refusal = (button) => refuse(page, button);

      const [status, type] = await refusal("Send another content type");
      assert.equal(status, "403 SignatureDoesNotMatch");
      assert.match(type, /signed\s+content-type:image\/jpeg\n.*received\s+content-type:image\/png/);

      const [keyStatus, key] = await refusal("Use another key");
      assert.equal(keyStatus, "403 SignatureDoesNotMatch");
      assert.match(key, /signed\s+.*\/uploads\/duck.jpg\n.*received\s+.*\/uploads\/not-mine\/duck.jpg/);

      const [lateStatus, late] = await refusal("Send it too late");
      assert.match(lateStatus, /^403 /);
      assert.match(late, /expired/);
      assert.equal(await page.locator("#requests .left").first().innerText(), "expired");

      const [, week] = await refusal("Request a week");
      // With the keys in the page, no server can refuse.
      assert.match(week, mode === "server" ? /at most/ : /^Signed/);
    });

    testPage("a form is refused if it is not sent as its policy demands, and the page explains why", async (page) => {
      // The codes are those of `s3s`. Amazon S3 returns `AccessDenied` to all but the first.
      for (const [button, status, explanation] of [
        ["Send a larger file", "400 EntityTooLarge", /signed\s+1 to 1048576 bytes\n.*sent\s+1048577 bytes/],
        ["Send HTML", "400 InvalidPolicyDocument", /signed\s+Content-Type: image\/\n.*sent\s+Content-Type: text\/html/],
        ["Use a key outside", "400 InvalidPolicyDocument", /signed\s+key: uploads\/\n.*sent\s+key: secrets\/duck.jpg/],
        ["Add a field", "403 AccessDenied", /`acl` is not in the policy/],
        ["Send an expired form", "403 AccessDenied", /form has expired/],
      ]) {
        const [response, text] = await refuse(page, button);
        assert.equal(response, status, button);
        assert.match(text, explanation);
        assert.match(text, /= server: .+\n.*= cause: /);
      }
      assert.equal(await page.locator("#requests .left").first().innerText(), "expired");
    });
  });
}

describe("the server", () => {
  const sign = (order, path = "/sign") =>
    fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(order),
    });

  test("signs only within its limits", async () => {
    const key = "uploads/duck.jpg";
    assert.equal((await sign({ operation: "GetObject", key })).status, 200);
    const beyond = [
      { operation: "GetObject", key: "secrets/duck.jpg" },
      { operation: "GetObject", key, expiresIn: 3601 },
      { operation: "PutObject", key, contentType: "image/jpeg", contentLength: 8 * MIB + 1 },
      { operation: "PutObject", key, contentType: "text/html", contentLength: 5 },
      { operation: "CreateMultipartUpload", key, contentType: "image/svg+xml" },
      { operation: "UploadPart", key, uploadId: "id", partNumber: 129, contentLength: 5 * MIB },
    ];
    for (const order of beyond) assert.equal((await sign(order)).status, 403, JSON.stringify(order));
    assert.equal((await sign({ operation: "GetObject", key: "uploads/../duck.jpg" })).status, 400);
    assert.equal((await sign({ operation: "DeleteBucket", key })).status, 422);

    const form = { keyPrefix: "uploads/", contentTypePrefix: "image/", maxLength: MIB };
    assert.equal((await sign(form, "/sign-form")).status, 200);
    for (const beyond of [
      { keyPrefix: "secrets/" },
      { keyPrefix: "" },
      { contentTypePrefix: "text/" },
      { contentTypePrefix: "" },
      { maxLength: 8 * MIB + 1 },
      { expiresIn: 3601 },
    ]) {
      assert.equal((await sign({ ...form, ...beyond }, "/sign-form")).status, 403, JSON.stringify(beyond));
    }
  });

  test("enforces the signed length of an upload", async () => {
    const order = { operation: "PutObject", key: "uploads/five", contentType: "text/plain", contentLength: 5 };
    const put = async (body) => {
      const { url } = await (await sign(order)).json();
      return (await fetch(url, { method: "PUT", headers: { "content-type": "text/plain" }, body })).status;
    };
    assert.equal(await put("quack"), 200);
    assert.equal(await put("quack quack"), 403);
  });
});

for (const colorScheme of ["light", "dark"]) {
  test(`screenshots in the ${colorScheme} color scheme`, async () => {
    const { page } = await open(browser, server, "server", { colorScheme, viewport: { width: 1280, height: 800 } });
    await screenshot(page, `${colorScheme}-start`);
    await throttle(page, 6 * MIB);
    await choose(page, files.large);
    await page.locator("#parts [data-state=sent]").nth(1).waitFor();
    await page.locator("#parts [data-state=sending]").last().click();
    await page.locator("#parts [data-state=failed]").waitFor();
    await page.waitForTimeout(250);
    await screenshot(page, `${colorScheme}-sending`);
    await throttle(page);
    await page.getByRole("button", { name: "Retry" }).click();
    await page.locator("#result[data-verdict=same]").waitFor();
    await page.getByText("Signed in the page").click();
    await page.locator("body[data-mode=page]").waitFor();
    await page.getByRole("button", { name: "Send another content type" }).click();
    await page.locator("#refusal-diagnosis .help").waitFor();
    await screenshot(page, `${colorScheme}-refused`);
    await page.getByText("Signed on the server").click();
    await page.locator("body[data-mode=server]").waitFor();
    await page.getByText("With a form").click();
    await choose(page, files.image);
    await page.locator("#result[data-verdict=same]").waitFor();
    await page.getByRole("button", { name: "Use a key outside" }).click();
    await page.locator("#refusal-diagnosis .help").waitFor();
    await screenshot(page, `${colorScheme}-form`);
    await page.setViewportSize({ width: 390, height: 844 });
    await screenshot(page, `${colorScheme}-form-phone`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await page.context().close();
  });
}
