import type { Page } from "playwright-core";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emailHtml, PAGE_POLICY } from "../../../src/core/mail/files/emailHtml.ts";
import { hostileMail, SCRIPT_SAYS } from "../../hostile/hostileMail.ts";
import { WatchedServer } from "../../hostile/watchedServer.ts";
import { mail, WORDS } from "../core/mail/files/mailSamples.ts";
import { PanelBrowser } from "./panelBrowser.ts";

const server = await WatchedServer.start();
const corpus = Object.entries(hostileMail(server.targets));
let browser: PanelBrowser;
let folder: string;
let page: Page;
const deeds: string[] = [];

beforeAll(async () => {
  browser = await PanelBrowser.start();
  folder = await mkdtemp(path.join(tmpdir(), "instantly-mail-page-"));
  page = await watchedPage();
});
beforeEach(() => {
  server.reset();
  deeds.splice(0);
});
afterAll(async () => {
  await browser.stop();
  await rm(folder, { recursive: true });
  server.stop();
});

async function watchedPage(): Promise<Page> {
  const made = await browser.openPage("<!DOCTYPE html>");
  made.on("dialog", (dialog) => {
    deeds.push("dialog");
    void dialog.dismiss();
  });
  made.on("popup", () => deeds.push("popup"));
  made.on("console", (message) => {
    if (message.text() === SCRIPT_SAYS) deeds.push("script");
  });
  made.on("framenavigated", (frame) => {
    // The page that stands for a navigation that was refused is no place a message got to.
    if (!/^(?:about:|chrome-error:|file:)/u.test(frame.url())) deeds.push(`navigation to ${frame.url()}`);
  });
  await made.addInitScript(() => {
    addEventListener("message", ({ data }) => {
      if (data === "script ran") console.log(data);
    });
  });
  return made;
}

/** Opens a page from a file, as a person would who has saved it. */
async function open(html: string, where = page): Promise<void> {
  const file = path.join(folder, "mail.html");
  await writeFile(file, html);
  await where.goto(pathToFileURL(file).href);
}

/** Clicks everything but what leads elsewhere: that is for the reader to decide. */
async function provoke(): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("*"))
      if (element instanceof HTMLElement && element.closest("a[href]") === null) element.click();
  });
  await page.waitForTimeout(20);
}

const ALLOWED_TAGS = /^(?:html|head|meta|title|style|body|header|h[1-6]|dl|dt|dd|main|footer|ul|ol|li|b|sup|a|p|div|span|img|table|tbody|tr|td|th|bdo|details|summary|q|blockquote|ins|pre|i|u|font|center|br|strong|em)$/u; // prettier-ignore

describe("a hostile message as a page", () => {
  it.each(corpus)("%s: runs nothing and does not so much as connect", async (_name, html) => {
    await open(emailHtml(mail({ body: { html } }), WORDS));
    await provoke();
    expect(deeds).toEqual([]);
    expect(server.requests).toEqual([]);
    expect(server.connections).toBe(0);
    const found = await page.evaluate(() => ({
      tags: [...new Set(Array.from(document.querySelectorAll("*"), ({ localName }) => localName))],
      handlers: Array.from(document.querySelectorAll("main *, footer *"))
        .flatMap((element) => element.getAttributeNames())
        .filter((name) => /^on|^(?:id|name|class|srcset|ping|target|action)$/u.test(name)).length,
      foreign: Array.from(document.querySelectorAll("*")).filter(
        ({ namespaceURI }) => namespaceURI !== "http://www.w3.org/1999/xhtml",
      ).length,
      schemes: [
        ...new Set(
          Array.from(document.querySelectorAll("a[href]"), (a) => (a as HTMLAnchorElement).protocol),
        ),
      ],
    }));
    expect(found.tags.filter((tag) => !ALLOWED_TAGS.test(tag))).toEqual([]);
    expect(found.foreign).toBe(0);
    // Only the class of a cue is ours.
    expect(found.handlers).toBe(await page.locator(".cue").count());
    for (const scheme of found.schemes) expect(["http:", "https:", "mailto:"]).toContain(scheme);
  });

  /** The page with the message's markup put in as it came, but for what navigates by itself: no policy holds that. */
  const unsanitised = (html: string): string =>
    emailHtml(mail(), WORDS).replace("<main>", () => `<main>${html.replace(/<meta[^>]*>/giu, "")}`);

  it("runs and fetches nothing by its policy alone, with all else switched off", async () => {
    const bare = await watchedPage();
    for (const [, html] of corpus) await open(unsanitised(html), bare);
    await bare.waitForTimeout(100);
    expect(deeds).toEqual([]);
    expect(server.requests).toEqual([]);
    await bare.close();
  }, 60_000);

  it("runs and fetches where not even the policy is there, so that this proves something", async () => {
    const bare = await watchedPage();
    for (const [, html] of corpus)
      await open(unsanitised(html).replace(PAGE_POLICY, ""), bare).catch(() => undefined);
    expect(deeds).toContain("script");
    expect(server.requests.length).toBeGreaterThan(20);
    await bare.close();
  }, 60_000);
});

describe("an ordinary message as a page", () => {
  it("keeps its looks, and says where each link leads", async () => {
    await open(
      emailHtml(
        mail({
          body: {
            html: `<div style="color:#f00;position:fixed;background:url(https://a.example/x.png)"><b>Hi</b> <a href="https://evil.example/x">paypal.com</a></div>`,
          },
        }),
        WORDS,
      ),
    );
    const body = page.locator("main > div");
    expect(await body.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(255, 0, 0)");
    expect(await body.evaluate((element) => getComputedStyle(element).position)).toBe("static");
    expect(await page.locator("main").innerText()).toContain("Hi paypal.com[1]");
    expect(await page.locator("footer li").innerText()).toBe(
      "evil.example https://evil.example/x\notherHost",
    );
  });

  it("shows plain text as text", async () => {
    await open(emailHtml(mail({ body: { text: "<b>no</b>\n  two" } }), WORDS));
    expect(await page.locator("main").innerText()).toBe("<b>no</b>\n  two");
  });
});
