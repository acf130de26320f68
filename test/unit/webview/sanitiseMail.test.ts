import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MailLayers } from "./mailLayers.ts";
import { PanelBrowser } from "./panelBrowser.ts";

declare const window: Window & { layers: MailLayers };

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
  page = await browser.open("mailLayers", {}, undefined);
});
afterAll(() => browser.stop());

const sanitise = (html: string): Promise<ReturnType<MailLayers["sanitise"]>> =>
  page.evaluate((raw) => window.layers.sanitise(raw), html);

describe("sanitising a mail", () => {
  it("keeps what the mail says and how it is laid out", async () => {
    const mail = `<h1>News</h1><table><tbody><tr><td align="center" bgcolor="#eeeeee"><b>Hello</b> <i>Ann</i></td></tr></tbody></table><ul><li>one</li></ul><blockquote>before</blockquote>`;
    expect((await sanitise(mail)).html).toContain(mail);
  });

  it("keeps style rules that only colour and place", async () => {
    const { html } = await sanitise(
      `<style>.a { color: rgb(1, 2, 3); } @media (max-width: 600px) { .a { padding: 4px; } }</style><p class="a" style="margin: 3px; position: fixed">x</p>`,
    );
    expect(html).toContain("color: rgb(1, 2, 3)");
    expect(html).toContain("@media (max-width: 600px)");
    expect(html).toContain('style="margin: 3px;"');
  });

  it("takes every fetch out of styles, however it is written", async () => {
    const { html, blocked } = await sanitise(
      `<style>@import "https://a.test/a.css"; p { background: u\\72 l(https://b.test/b.png); --x: url(https://c.test/c.png); list-style-image: var(--x) }</style><p style='background:url("//d.test/d.png");color:red'>x</p>`,
    );
    expect(html).not.toMatch(/url|import|--x|var\(/u);
    expect(html).toMatch(/style="[^"]*color: red;"/u);
    expect(blocked.map((address) => new URL(address, "https://x.test").host).sort()).toEqual([
      "a.test",
      "b.test",
      "c.test",
      "d.test",
    ]);
  });

  it("keeps pictures that the mail carries and counts those that it would fetch, each once", async () => {
    const carried = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    const { html, blocked } = await sanitise(
      `<img src="${carried}"><img src="https://a.test/1.gif" alt="A field"><img srcset="https://a.test/1.gif 2x, https://b.test/2.gif 3x">`,
    );
    expect(html).toContain(carried);
    expect(html).toContain('alt="A field"');
    expect(blocked).toEqual(["https://a.test/1.gif", "https://b.test/2.gif"]);
  });

  it("takes links out of the text and tells where each truly leads", async () => {
    const { html, links } = await sanitise(
      `<a href="https://xn--pypal-4ve.test/login">paypal.test</a> <a href="https://user@evil.test/paypal.test">Pay</a> <a href="mailto:ann@corp.example?subject=x">Ann</a> <a href="ftp://a.test/x">file</a> <a href="javascript:alert(1)">run</a> <a href="#top">top</a>`,
    );
    expect(html).not.toContain("href");
    expect(links.map(({ text, target }) => [text, target])).toEqual([
      ["paypal.test", "xn--pypal-4ve.test"],
      ["Pay", "evil.test"],
      ["Ann", "ann@corp.example"],
      ["file", undefined],
    ]);
  });

  it("says what the mail says as plain text, without its styles", async () => {
    const { text } = await sanitise(
      `<style>p{color:red}</style><title>T</title><p>Hi  <b>Ann</b>,</p><div>one<br>two</div><table><tr><td>a</td><td>b</td></tr></table>`,
    );
    expect(text.split(/\n+/u)).toEqual(["Hi Ann,", "one", "two", "a b"]);
  });

  it("tells mail that brings its own backgrounds from mail that does not", async () => {
    expect((await sanitise(`<p style="margin:0">Hi</p><blockquote>x</blockquote>`)).designed).toBe(false);
    expect((await sanitise(`<p style="color:#000">Hi</p>`)).designed).toBe(false);
    expect((await sanitise(`<table bgcolor="#fff"><tr><td>Hi</td></tr></table>`)).designed).toBe(true);
    expect((await sanitise(`<style>p{background:red}</style><p>Hi</p>`)).designed).toBe(true);
  });

  it("survives markup that is no markup", async () => {
    expect((await sanitise("")).text).toBe("");
    expect((await sanitise("<")).text).toBe("<");
    expect((await sanitise("<div>".repeat(20_000))).text).toBe("");
    expect((await sanitise(`<a href="http://[">x</a><p>after`)).text).toContain("after");
  });
});
