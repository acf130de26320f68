import type { Page } from "playwright-core";
import type { MailReport } from "../../../src/shared/mailReport.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emailWords, shownEmail } from "./samples.ts";
import { hostileMail, SCRIPT_SAYS } from "../../hostile/hostileMail.ts";
import type { MailLayers } from "./mailLayers.ts";
import { PanelBrowser } from "./panelBrowser.ts";
import { WatchedServer } from "../../hostile/watchedServer.ts";

const NO_REPORT: MailReport = {
  sentence: undefined,
  offers: [],
  allowed: [],
  privacy: { heading: "", intro: "", fetches: [], more: undefined, links: undefined },
  links: { heading: "", rows: [], more: undefined },
};

declare const window: Window & { layers: MailLayers };

const server = await WatchedServer.start();
const corpus = Object.entries(hostileMail(server.targets));
let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
beforeEach(() => server.reset());
afterAll(async () => {
  await browser.stop();
  server.stop();
});

/** What messages got done on a page: scripts that ran, pages they moved, windows they opened. */
async function watch(page: Page): Promise<string[]> {
  const deeds: string[] = [];
  page.on("dialog", (dialog) => {
    deeds.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", () => deeds.push("popup"));
  page.on("console", (message) => {
    if (message.text() === SCRIPT_SAYS) deeds.push("script");
  });
  page.on("framenavigated", (frame) => {
    // The page that stands for a navigation that was refused is no place a message got to.
    if (!/^(?:about:|chrome-error:|$)/u.test(frame.url())) deeds.push(`navigation to ${frame.url()}`);
  });
  await page.evaluate(() => {
    window.addEventListener("message", ({ data }) => {
      if (data === "script ran") console.log(data);
    });
  });
  return deeds;
}

/** Clicks all that a person could click in the message, the first link with a real mouse, and lets it take effect. */
async function provoke(page: Page): Promise<void> {
  await page.frameLocator("iframe").locator("body").waitFor({ state: "attached" });
  for (const frame of page.frames().slice(1)) {
    const link = frame.locator("a").first();
    await link.click({ timeout: 100, force: true, noWaitAfter: true }).catch(() => undefined);
    const clicks = frame.evaluate(() => {
      for (const element of document.querySelectorAll("*"))
        if (element instanceof HTMLElement) element.click();
    });
    // A frame that is on its way to a refusal answers late or never.
    await Promise.race([clicks.catch(() => undefined), page.waitForTimeout(500)]);
  }
  await page.waitForTimeout(100);
}

describe("a hostile message in the email panel", () => {
  let page: Page;
  let deeds: string[];
  beforeAll(async () => {
    page = await browser.open("emailPanel", emailWords, undefined);
    deeds = await watch(page);
  });

  it.each(corpus)("%s: runs nothing and does not so much as connect", async (_name, html) => {
    await page.evaluate((message) => window.postMessage(message, "*"), shownEmail({ html }));
    await provoke(page);
    expect(deeds.splice(0)).toEqual([]);
    expect(server.requests).toEqual([]);
    expect(server.connections).toBe(0);
  });
});

describe("the frame's policy alone, with the sanitiser switched off", () => {
  let page: Page;
  let deeds: string[];
  beforeAll(async () => {
    page = await browser.open("mailLayers", {}, undefined);
    deeds = await watch(page);
  });

  it.each(corpus)("%s: runs nothing and asks for nothing", async (_name, html) => {
    await page.evaluate((raw) => window.layers.frameUnsanitised(raw), html);
    await provoke(page);
    expect(deeds.splice(0)).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

describe("a hostile message whose reader agreed to one picture", () => {
  const { http } = server.targets;
  const agreedIn = corpus.map(([name, html], i) => {
    const path = `/agreed-${String(i)}.gif`;
    return { name, path, agreed: http + path, html: `<p><img src="${http}${path}" alt="agreed"></p>${html}` };
  });

  it("gets that picture and nothing else", { timeout: 120_000 }, async () => {
    const page = await browser.open("emailPanel", emailWords, undefined, "", ["https:", http]);
    const deeds = await watch(page);
    for (const { name, path, agreed, html } of agreedIn) {
      const report = { ...NO_REPORT, allowed: [agreed] };
      await page.evaluate((message) => window.postMessage(message, "*"), shownEmail({ html }, { report }));
      await expect.poll(() => server.requests, { message: name, timeout: 5000 }).toContain(path);
    }
    await page.waitForTimeout(200);
    expect(server.requests).toEqual(agreedIn.map(({ path }) => path));
    expect(server.tlsConnections).toBe(0);
    expect(deeds).toEqual([]);
    await page.close();
  });

  it("gets no more by the policy alone, with the sanitiser switched off", { timeout: 120_000 }, async () => {
    const page = await browser.open("mailLayers", {}, undefined, "", ["https:", http]);
    const deeds = await watch(page);
    for (const { name, path, agreed, html } of agreedIn) {
      await page.evaluate(([raw, allowed]) => window.layers.frameUnsanitised(raw, [allowed]), [
        html,
        agreed,
      ] as const);
      await expect.poll(() => server.requests, { message: name, timeout: 5000 }).toContain(path);
    }
    await page.waitForTimeout(200);
    expect(server.requests).toEqual(agreedIn.map(({ path }) => path));
    expect(deeds).toEqual([]);
    await page.close();
  });

  it("gets nothing while its page has not been told which pictures those are", async () => {
    const page = await browser.open("emailPanel", emailWords, undefined, "", ["https:", http]);
    const message = shownEmail({ html: `<img src="${http}/early.gif">` }, { awaitsReport: true });
    await page.evaluate((view) => window.postMessage(view, "*"), message);
    await page.locator("div.mail-frame").waitFor();
    expect(await page.locator("iframe").count()).toBe(0);
    expect(server.requests).toEqual([]);
    await page.close();
  });
});

describe("a message without measure", () => {
  const sizes: Readonly<Record<string, string>> = {
    "a megabyte of words": "<p>word word</p>".repeat(66_000),
    "10,000 nested tables": `${"<table><tr><td>".repeat(10_000)}deep`,
    "50,000 links": Array.from(
      { length: 50_000 },
      (_, i) => `<a href="https://h${String(i)}.test/">${String(i)}</a> `,
    ).join(""),
    "50,000 pictures": Array.from(
      { length: 50_000 },
      (_, i) => `<img src="https://h${String(i)}.test/a.gif" width=9>`,
    ).join(""),
    "a style sheet of a megabyte": `<style>${"p{color:red;background:url(https://a.test/x.png)}".repeat(20_000)}</style><p>x</p>`,
    "a line of a megabyte": "x".repeat(1_000_000),
    "a hundred thousand dashes": "<br>-- ".repeat(100_000),
    "nothing but openings": "<b><i><u><font>".repeat(3_000),
  };

  it.each(Object.entries(sizes))(
    "%s: is drawn, and its page lives on",
    async (_name, html) => {
      const page = await browser.open("emailPanel", emailWords, shownEmail({ html: `<p>start</p>${html}` }));
      await page
        .frameLocator("iframe.mail-frame")
        .getByText("start", { exact: true })
        .first()
        .waitFor({ timeout: 100_000 });
      await page.getByRole("button", { name: "Plain text" }).click();
      await page.locator(".mail-text").waitFor();
      expect(server.requests).toEqual([]);
      await page.close();
    },
    120_000,
  );
});

describe("a plain text message", () => {
  it("is text whatever it looks like, and its addresses are only opened by hand", async () => {
    const text = `<img src=x onerror="parent.postMessage('script ran','*')"> https://a.test/"onmouseover="x javascript:alert(1) data:text/html,x <https://b.test/(c)>. \u202Ehttps://c.test/\u0000x`;
    const page = await browser.open("emailPanel", emailWords, shownEmail({ text }));
    const deeds = await watch(page);
    const body = page.locator(".mail-text");
    expect(await body.locator("img, a, script").count()).toBe(0);
    expect(await body.locator("button").allInnerTexts()).toEqual([
      "https://a.test/",
      "https://b.test/(c)",
      "https://c.test/",
    ]);
    for (const button of await body.locator("button").all()) await button.hover();
    expect(deeds).toEqual([]);
    await page.close();
  });
});

it("reaches the server and runs where nothing holds it, so that the corpus proves something", async () => {
  const page = await browser.openPage("<!DOCTYPE html><body></body>");
  const deeds = await watch(page);
  for (const [, html] of corpus)
    await page.evaluate((raw) => {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.srcdoc = raw;
      document.body.append(frame);
    }, html);
  await page.waitForTimeout(1500);
  expect(deeds).toContain("script");
  expect(server.requests.length).toBeGreaterThan(30);
  expect(server.connections).toBeGreaterThan(30);
  await page.close();
}, 120_000);
