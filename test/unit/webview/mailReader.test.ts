import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { MailReport } from "../../../src/shared/mailReport.ts";
import { PanelBrowser } from "./panelBrowser.ts";
import { emailWords, shownEmail } from "./samples.ts";

declare const window: Window & { sent: { type: string }[] };

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterEach(() => page.close());
afterAll(() => browser.stop());

const REPORT: MailReport = {
  sentence: "6 remote items of a.test were not loaded. 1 looks like a tracker.",
  offers: [
    { scope: "once", label: "Show Images" },
    { scope: "sender", label: "Always From ann@corp.example" },
  ],
  allowed: [],
  privacy: {
    heading: "Privacy report (2)",
    intro: "What this message would fetch.",
    fetches: [
      {
        host: "t.test",
        address: "https://t.test/o.gif",
        what: "image",
        why: ["1 × 1 pixels"],
        state: "not loaded",
        loaded: false,
      },
      {
        host: "a.test",
        address: "https://a.test/a.png",
        what: "image",
        why: [],
        state: "loaded",
        loaded: true,
      },
    ],
    more: "40 more are not listed.",
    links: "Links that tell who clicked: 1.",
  },
  links: {
    heading: "Links in this message (1)",
    rows: [
      {
        href: "https://evil.test/x",
        text: "bank.test",
        target: "evil.test",
        cues: [{ text: "The text names bank.test.", tone: "bad" }],
      },
    ],
    more: undefined,
  },
};

const sent = (type: string): Promise<object[]> =>
  page.evaluate((wanted) => window.sent.filter((message) => message.type === wanted), type);
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const post = (message: object): Promise<void> =>
  page.evaluate((view) => window.postMessage(view, "*"), message);
const mail = (): ReturnType<Page["frameLocator"]> => page.frameLocator("iframe.mail-frame");
const theme = (kind: string): Promise<void> =>
  page.evaluate((name) => {
    document.body.className = name;
    document.documentElement.style.setProperty(
      "--vscode-editor-background",
      name === "vscode-dark" ? "#101010" : "#fefefe",
    );
  }, kind);
const background = (): Promise<string> =>
  mail()
    .locator("html")
    .evaluate((html) => getComputedStyle(html).backgroundColor);

describe("the page that reads a message", () => {
  it("tells what is in a body once, however often it is drawn", async () => {
    const html = `<img src="https://a.test/1.gif" width=1 height=1><a href="https://b.test/">x</a>`;
    page = await browser.open("emailPanel", emailWords, shownEmail({ html }));
    await mail().locator("a").waitFor();
    await post(shownEmail({ html }, { unread: true, report: REPORT }));
    await page.getByText("6 remote items").waitFor();
    expect(await sent("found")).toEqual([
      {
        type: "found",
        id: "one",
        findings: {
          fetches: [{ address: "https://a.test/1.gif", element: "img", width: 1, height: 1, hidden: false }],
          fetchCount: 1,
          links: [{ href: "https://b.test/", text: "x", number: 1 }],
          linkCount: 1,
        },
      },
    ]);
  });

  it("says what was not loaded, and asks for it only when told to", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: "<p>x</p>" }, { report: REPORT }));
    expect(await page.locator(".blocked").innerText()).toBe(REPORT.sentence);
    expect(await sent("showImages")).toEqual([]);
    await press("Always From ann@corp.example");
    expect(await sent("showImages")).toEqual([{ type: "showImages", id: "one", scope: "sender" }]);
  });

  it("reports each fetch, why it looks like a tracker, and what became of it", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: "<p>x</p>" }, { report: REPORT }));
    await page.getByText("Privacy report (2)").click();
    expect(await page.locator(".privacy tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/t\.test\s+\/o\.gif\s+image\s+1 × 1 pixels\s+not loaded/u),
      expect.stringMatching(/a\.test\s+\/a\.png\s+image\s+–\s+loaded/u),
    ]);
    expect(await page.locator(".privacy").innerText()).toContain("40 more are not listed.");
  });

  it("opens the list of links by itself where one of them lies", async () => {
    page = await browser.open(
      "emailPanel",
      emailWords,
      shownEmail({ html: `<a href="https://evil.test/x">bank.test</a>` }, { report: REPORT }),
    );
    expect(await page.locator(".links li").innerText()).toMatch(
      /bank\.test\s+evil\.test\s+The text names bank\.test\./u,
    );
  });

  it("shows a message as HTML, simple, text or source", async () => {
    const html = `<h1 style="color:red">Hi <i>Ann</i></h1><p>there</p>`;
    page = await browser.open("emailPanel", emailWords, shownEmail({ html }));
    await press("Source");
    expect(await page.locator(".mail-source").innerText()).toBe(html);
    await press("Simple");
    expect(await mail().locator("h1").getAttribute("style")).toBeNull();
    await press("Plain text");
    expect(await page.locator(".mail-text").innerText()).toBe("Hi Ann\nthere");
    await press("HTML");
    expect(await mail().locator("h1").getAttribute("style")).toBe("color:red");
  });

  it("makes a message larger and smaller, also after the page was thrown away", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: "<p>x</p>" }));
    const zoom = (): Promise<string> =>
      mail()
        .locator("html")
        .evaluate((html) => getComputedStyle(html).zoom);
    await press("Larger");
    await expect.poll(zoom, { timeout: 10_000 }).toBe("1.1");
    await page.reload();
    await expect.poll(zoom, { timeout: 10_000 }).toBe("1.1");
    await press("Original size");
    await expect.poll(zoom, { timeout: 10_000 }).toBe("1");
  });

  it("opens a quote by keyboard, with no script in the frame", async () => {
    const html = `<p>Yes</p><div class="gmail_quote"><div class="gmail_attr">On Tue, 3 Mar 2026 at 10:02, Ann wrote:</div><blockquote>Tuesday?</blockquote></div>`;
    page = await browser.open("emailPanel", emailWords, shownEmail({ html }));
    const quote = mail().getByText("Tuesday?");
    expect(await quote.isVisible()).toBe(false);
    await mail().locator("summary").press("Enter");
    expect(await quote.isVisible()).toBe(true);
  });

  it("folds a plain text message too", async () => {
    page = await browser.open(
      "emailPanel",
      emailWords,
      shownEmail({ text: "Yes\n\nOn Tue, 3 Mar 2026, Ann wrote:\n> Tuesday?" }),
    );
    expect(await page.getByText("> Tuesday?").isVisible()).toBe(false);
    await page.locator(".mail-text summary").press("Enter");
    expect(await page.getByText("> Tuesday?").isVisible()).toBe(true);
  });
});

describe("a link to a part of the same message", () => {
  const far = "<p>far</p>".repeat(100);
  const html = `<a href="#part2">On</a> <a href="#Gruß 3">Later</a> <a href="#">none</a> <a href="https://a.test/#part2">away</a>${far}
    <a name="part2"></a><h2>Two</h2>${far}<h2 id="Gruß 3">Three</h2>${far}<a name="links">Four</a> <a href="#links">Fourth</a>`;
  const inSight = (text: string): Promise<boolean> =>
    mail()
      .getByText(text, { exact: true })
      .evaluate((element) => {
        const { top } = element.getBoundingClientRect();
        return top >= -1 && top < 200;
      });

  it.each(["HTML", "Simple"])(
    "leads there in the frame, which has no more rights for it: %s",
    async (mode) => {
      page = await browser.open("emailPanel", emailWords, shownEmail({ html }));
      await press(mode);
      for (const [link, part] of [
        ["On", "Two"],
        ["Later", "Three"],
      ] as const) {
        await mail().getByText(link, { exact: true }).click();
        await expect.poll(() => inSight(part), { timeout: 10_000 }).toBe(true);
        expect(await mail().getByText("none", { exact: true }).getAttribute("href")).toBeNull();
      }
      expect(await mail().getByText("away", { exact: true }).getAttribute("href")).toBeNull();
      expect(await mail().getByText("Four", { exact: true }).getAttribute("id")).toBe("links");
      expect(await page.locator("iframe.mail-frame").getAttribute("sandbox")).toBe("");
    },
  );
});

describe("what a frame keeps from its reader", () => {
  const LINKS = `<p>Read <a href="https://a.test/plan?x=1">the plan</a>, <a href="https://b.test/">https://b.test</a>
    or <a href="javascript:alert(1)">run</a> <a href="mailto:ann@c.test">Ann</a></p>`;

  it("is there as text, with links that say where they lead and open from there", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: LINKS }));
    await press("Plain text");
    const text = page.locator(".mail-text");
    expect(await text.innerText()).toBe("Read the plan <https://a.test/plan?x=1>, https://b.test or run Ann");
    await text.getByRole("button", { name: "https://a.test/plan?x=1" }).click();
    expect(await sent("openLink")).toEqual([{ type: "openLink", href: "https://a.test/plan?x=1" }]);
  });

  it("can be found in: it turns into text for that, says so, and back when its reader wants", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: LINKS }));
    await mail().getByText("the plan").waitFor();
    await page.locator("h1").click();
    await page.keyboard.press("Control+f");
    await page.getByRole("status").getByText("Shown as text to find in.").waitFor();
    expect(await page.evaluate(`window.find("Read the")`)).toBe(true);
    expect(await page.getByRole("button", { name: "Plain text" }).getAttribute("aria-pressed")).toBe("true");
    await press("HTML");
    await mail().getByText("the plan").waitFor();
    expect(await page.evaluate(`window.find("Read the")`)).toBe(false);
  });

  it("stays as it is when it is text or source already, or another key is meant", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: LINKS }));
    for (const keys of ["f", "Control+Shift+f", "Alt+f"]) await page.keyboard.press(keys);
    expect(await page.locator("iframe").count()).toBe(1);
    await press("Source");
    await page.keyboard.press("Control+f");
    await page.locator(".mail-source").waitFor();
    expect(await page.getByRole("status").count()).toBe(0);
  });
});

describe("a message on a dark theme", () => {
  const PLAIN = "<p>Hi</p>";
  const DESIGNED = `<table bgcolor="#ffeedd"><tr><td>Hi</td></tr></table>`;
  const OWN = `<meta name="color-scheme" content="light dark"><style>body{background:#fff}@media (prefers-color-scheme: dark){p{color:rgb(9,8,7)}}</style><p>Hi</p>`;

  async function shown(html: string, look: "auto" | "paper" | "theme" = "auto"): Promise<string> {
    page = await browser.open("emailPanel", emailWords, undefined);
    await theme("vscode-dark");
    await post(shownEmail({ html }, { look }));
    return background();
  }

  it("follows the theme when it is plain", async () => {
    expect(await shown(PLAIN)).toBe("rgb(16, 16, 16)");
  });

  it("stays on paper when it is designed, until its reader wants it otherwise", async () => {
    expect(await shown(DESIGNED)).toBe("rgb(255, 255, 255)");
    await press("Theme Colors");
    expect(await sent("setLook")).toEqual([{ type: "setLook", id: "one", look: "theme" }]);
    await page.close();
    expect(await shown(DESIGNED, "theme")).toBe("rgb(16, 16, 16)");
  });

  it("keeps the colours that it brings for dark themes", async () => {
    await shown(OWN);
    expect(
      await mail()
        .locator("p")
        .evaluate((p) => getComputedStyle(p).color),
    ).toBe("rgb(9, 8, 7)");
    await page.close();
    await shown(OWN, "paper");
    expect(
      await mail()
        .locator("p")
        .evaluate((p) => getComputedStyle(p).color),
    ).not.toBe("rgb(9, 8, 7)");
  });
});
