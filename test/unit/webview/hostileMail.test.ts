import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emailWords, shownEmail } from "./samples.ts";
import { hostileMail } from "./hostileMail.ts";
import type { MailLayers } from "./mailLayers.ts";
import { PanelBrowser } from "./panelBrowser.ts";
import { WatchedServer } from "./watchedServer.ts";

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
    if (message.text() === "script ran") deeds.push("script");
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
});
