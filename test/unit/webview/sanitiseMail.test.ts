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
    const { html, css } = await sanitise(
      `<style>.a { color: rgb(1, 2, 3); } @media (max-width: 600px) { .a { padding: 4px; } }</style><p class="a" style="margin: 3px; position: fixed">x</p>`,
    );
    expect(css).toContain("color: rgb(1, 2, 3)");
    expect(css).toContain("@media (max-width: 600px)");
    expect(html).toContain('style="margin: 3px;"');
  });

  it("takes every fetch out of styles, however it is written", async () => {
    const { html, css, blocked } = await sanitise(
      `<style>@import "https://a.test/a.css"; p { background: u\\72 l(https://b.test/b.png); --x: url(https://c.test/c.png); list-style-image: var(--x) }</style><p style='background:url("//d.test/d.png");color:red'>x</p>`,
    );
    expect(html + css).not.toMatch(/url|import|--x|var\(/u);
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
    expect(html).toContain("A field");
    expect(blocked).toEqual(["https://a.test/1.gif", "https://b.test/2.gif"]);
  });

  it("takes links out of the text and tells what the message says of each", async () => {
    const { html, findings } = await sanitise(
      `<a href="https://evil.test/login">paypal.test</a> <a href="https://evil.test/login">Pay</a> <a href="mailto:ann@corp.example?subject=x"><img alt="Ann"></a> <a href="ftp://a.test/x">file</a> <a href="javascript:alert(1)">run</a> <a href="#top">top</a>`,
    );
    expect(html).not.toMatch(/href="(?!about:srcdoc#top")/u);
    expect(findings.links.map(({ text, href }) => [text, href])).toEqual([
      ["paypal.test", "https://evil.test/login"],
      ["Pay", "https://evil.test/login"],
      ["Ann", "mailto:ann@corp.example?subject=x"],
      ["file", "ftp://a.test/x"],
      ["run", "javascript:alert(1)"],
    ]);
  });

  it("keeps the place of a picture that stays away, and no trace of a hidden one", async () => {
    const { html } = await sanitise(
      `<img src="https://a.test/1.gif" width=200 height=100 alt="A field"><img src="https://a.test/2.gif" width=1 height=1 alt="x"><img src="https://a.test/3.gif" style="display:none" alt=y>`,
    );
    expect(html.trim()).toBe(
      '<span data-blank="" style="width: 200px; aspect-ratio: 200 / 100;">A field</span>',
    );
  });

  it("shows beside each link the host that it truly leads to, and its number in the list", async () => {
    const { html, findings } = await sanitise(
      `<a href="https://bank.test@pаypal.test/">bank.test</a> <a href="https://b.test/">B</a> <a href="https://b.test/" data-target="a.test">B</a>`,
    );
    expect([...html.matchAll(/data-target="([^"]*)"/gu)].map(([, target]) => target)).toEqual([
      "xn--pypal-4ve.test [1]",
      "b.test [2]",
      "b.test [2]",
    ]);
    expect(findings.links.map(({ text, number }) => [text, number])).toEqual([
      ["bank.test", 1],
      ["B", 2],
    ]);
  });

  it("lets nothing fetch but the pictures that were agreed to, spelt as they were found", async () => {
    const mail = `<style>p{background:#fff url("https://a.test/css.png") no-repeat;list-style-image:url(https://a.test/1.gif);cursor:url(https://a.test/1.gif),auto}</style>
      <img src="//a.test/1.gif"><img src="https://b.test/2.gif"><table background="https://a.test/t.gif"><tr><td style="background:url(https://a.test/in.gif)">x</table>
      <link rel=stylesheet href="https://a.test/1.gif"><iframe src="https://a.test/1.gif"></iframe><video poster="https://a.test/1.gif"></video>`;
    const allowed = [
      "https://a.test/1.gif",
      "https://a.test/t.gif",
      "https://a.test/in.gif",
      "https://a.test/css.png",
    ];
    const found = await page.evaluate(([raw, some]) => window.layers.sanitise(raw, some), [
      mail,
      allowed,
    ] as const);
    const fetched = [...`${found.html}${found.css}`.matchAll(/https?:\/\/[^"&)\s]+/gu)].map(
      ([address]) => address,
    );
    expect(fetched.sort()).toEqual([...allowed].sort());
    expect(found.blocked).toEqual(["https://b.test/2.gif"]);
    expect((await sanitise(mail)).html).not.toContain("https://");
  });

  it("says of each fetch what asks for it, how large it is and whether it hides", async () => {
    const { findings } = await sanitise(
      `<img src="https://a.test/p.gif" width="1" height="1px"><img src="https://a.test/h.gif" style="display:none;width:20px"><link rel=stylesheet href="https://a.test/s.css"><style>p{background:url(https://a.test/b.gif)}</style>`,
    );
    expect(findings.fetches).toEqual([
      { address: "https://a.test/p.gif", element: "img", width: 1, height: 1, hidden: false },
      { address: "https://a.test/h.gif", element: "img", width: 20, hidden: true },
      { address: "https://a.test/s.css", element: "link", hidden: false },
      { address: "https://a.test/b.gif", element: "css-background", hidden: false },
    ]);
  });

  it.each([
    "position:fixed",
    "position:absolute;top:0",
    "position:sticky",
    "z-index:9999",
    "margin-top:-500px",
    "margin-top:-40px",
    "margin-bottom:-3em",
    "margin-block-start:calc(-1 * 40px)",
    "text-indent:-9999px",
    "text-indent:-2em",
    "text-indent:calc(0px - 400px)",
    "letter-spacing:-40px",
    "word-spacing:-1000px",
    "transform:translate(-9999px)",
    "translate:-9999px",
    "rotate:90deg",
    "margin-left:-40px",
    "margin-right:-2em",
    "animation:x 1s infinite",
    "filter:url(#x)",
    "mask:url(#x)",
    "inset:0",
    "color-scheme:dark",
  ])("keeps what is there from being covered: %s", async (style) => {
    const { html, css } = await sanitise(
      `<style>p{${style};color:red}</style><p style="${style};color:red">x</p>`,
    );
    expect(css).toBe("p{color: red;}\n");
    expect(html).toContain('style="color: red;"');
  });

  it("lets the first line of an item hang in the room that it has, and letters stand closer", async () => {
    const style = "margin-left: 36pt; text-indent: -18pt; letter-spacing: -0.5px;";
    expect((await sanitise(`<p style="${style}">x</p>`)).html).toContain(style);
  });

  it("knows a message that has colours for dark themes, and leaves the choice to its frame", async () => {
    const { css, dark } = await sanitise(
      `<style>p{color:#111}@media (prefers-color-scheme: dark){p{color:#eee}}@media screen and (prefers-color-scheme:light){p{color:#222}}</style><p>x`,
    );
    expect(dark).toBe(true);
    expect(css).toContain("@media (--mail-dark)");
    expect(css).toContain("(--mail-light)");
    expect((await sanitise(`<meta name="color-scheme" content="light dark"><p>x`)).dark).toBe(true);
    expect((await sanitise(`<p>x`)).dark).toBe(false);
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

describe("a message made simple", () => {
  it("keeps words, lists and where links lead, and nothing of its looks", async () => {
    const html = await page.evaluate(
      (raw) => window.layers.simplify(raw),
      `<style>p{color:red}</style><table bgcolor=red><tr><td style="color:red"><img src="data:image/gif;base64,x" alt="Logo"><p class=a><font color=red>Hi</font> <b>Ann</b></p><p>&nbsp;</p></td><td><ul><li><a href="https://a.test/">here</a></li></ul></td></tr></table>`,
    );
    expect(html.replace(/\s+/gu, " ")).toBe(
      '<div>Logo<p>Hi <b>Ann</b></p></div><div><ul><li><a title="https://a.test/" tabindex="0" data-target="a.test [1]">here</a></li></ul></div>',
    );
  });
});
