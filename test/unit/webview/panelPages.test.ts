import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PanelBrowser } from "./panelBrowser.ts";
import {
  accountWords,
  emailWords,
  leadListWords,
  shownAccount,
  shownEmail,
  shownLeadList,
} from "./samples.ts";

declare const window: Window & { sent: unknown[]; present: unknown };

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterEach(() => page.close());
afterAll(() => browser.stop());

const sent = (): Promise<unknown[]> => page.evaluate(() => window.sent);
const text = (selector: string): Promise<string> => page.locator(selector).innerText();
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

describe("any panel's page", () => {
  it("asks for what there is each time it loads, and is filled with nothing kept", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ text: "Hello" }));
    await page.getByRole("heading", { name: "A subject" }).waitFor();
    await page.reload(); // as when a hidden tab is shown again
    await page.getByRole("heading", { name: "A subject" }).waitFor();
    expect(await sent()).toEqual([{ type: "ready" }]);
  });

  it("leaves with VS Code which thing of which profile it shows", async () => {
    page = await browser.open("emailPanel", emailWords, undefined);
    const kept = await page.evaluate(() => sessionStorage.getItem("state"));
    expect(JSON.parse(kept ?? "")).toEqual({ id: "thing", profileId: "profile" });
  });

  it("says that it loads", async () => {
    page = await browser.open("emailPanel", emailWords, { type: "loading", message: "Loading the email…" });
    expect(await page.getByRole("status").innerText()).toBe("Loading the email…");
  });

  it("says what failed, keeps what was shown, and offers the next steps", async () => {
    const notice = { message: "Instantly could not be reached.", action: "Show Log", retry: "Try Again" };
    page = await browser.open("emailPanel", emailWords, {
      ...shownEmail({ text: "Hello" }),
      type: "failed",
      notice,
    });
    expect(await page.getByRole("alert").innerText()).toContain(notice.message);
    expect(await text(".mail-text")).toBe("Hello");
    await press("Show Log");
    await press("Try Again");
    expect(await sent()).toEqual([{ type: "ready" }, { type: "act" }, { type: "refresh" }]);
  });

  it("shows text as text, never as markup", async () => {
    const subject = `<img src=x onerror="window.pwned=1"> **bold** [a](command:x)`;
    page = await browser.open("emailPanel", emailWords, shownEmail({ text: "<b>x</b>" }, {}, { subject }));
    expect(await text("h1")).toBe(subject);
    expect(await text(".mail-text")).toBe("<b>x</b>");
    expect(await page.locator("h1 img, .mail-text b").count()).toBe(0);
  });

  it("is not wider than a narrow side column", async () => {
    const long = "someone.with.a.very.long.address@subdomain.of.a.long.domain.example";
    page = await browser.open(
      "emailPanel",
      emailWords,
      shownEmail(
        { html: "<table width=900><tr><td>x</table>" },
        { facts: [{ label: "Account", value: long }] },
        { subject: long },
      ),
    );
    await page.setViewportSize({ width: 300, height: 600 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(300);
  });
});

describe("the email page", () => {
  it("shows HTML in a frame that may do nothing", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: "<p>Hello <b>Ann</b></p>" }));
    const frame = page.locator("iframe.mail-frame");
    expect(await frame.getAttribute("sandbox")).toBe("");
    expect(await page.frameLocator("iframe.mail-frame").locator("b").innerText()).toBe("Ann");
  });

  it("gives plain mail the theme's colours, and leaves designed mail its own", async () => {
    const colour = (): Promise<string> =>
      page
        .frameLocator("iframe.mail-frame")
        .locator("p")
        .evaluate((element) => getComputedStyle(element).color);
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: `<p style="color:#000">Hi</p>` }));
    await colour(); // the mail is drawn, so what follows is a change of theme
    await page.evaluate(() =>
      document.documentElement.style.setProperty("--vscode-editor-foreground", "#abcdef"),
    );
    await expect.poll(colour, { timeout: 10_000 }).toBe("rgb(171, 205, 239)");
    const designed = shownEmail({ html: `<p style="color:#010203;background:#fff">Hi</p>` });
    await page.evaluate((view) => window.postMessage(view, "*"), designed);
    await expect.poll(colour, { timeout: 10_000 }).toBe("rgb(1, 2, 3)");
  });

  it("shows the same as text on request, also after the page was thrown away", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: "<p>Hello <b>Ann</b></p>" }));
    await press("Plain text");
    expect(await text(".mail-text")).toBe("Hello Ann");
    await page.reload();
    expect(await text(".mail-text")).toBe("Hello Ann");
    await press("HTML");
    await page.locator("iframe.mail-frame").waitFor();
  });

  it("leaves the frame alone when only what is around it changes", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ html: "<p>Hello</p>" }));
    const frame = await page.locator("iframe.mail-frame").elementHandle();
    await frame.evaluate((element) =>
      element.addEventListener("load", () => element.setAttribute("data-loaded", "again")),
    );
    await page.evaluate(
      (view) => window.postMessage(view, "*"),
      shownEmail({ html: "<p>Hello</p>" }, { unread: true }),
    );
    await page.getByRole("button", { name: "Mark as Read" }).waitFor();
    expect(await frame.getAttribute("data-loaded")).toBeNull();
  });

  it("names what was not loaded and lists links with where they lead", async () => {
    page = await browser.open(
      "emailPanel",
      emailWords,
      shownEmail({ html: `<img src="https://track.test/o.gif"><a href="https://evil.test/x">bank.test</a>` }),
    );
    expect(await text(".blocked")).toBe("1 not loaded (track.test).");
    await page.getByText("Links (1)").click();
    expect(await text(".links li")).toMatch(/bank\.test\s+evil\.test/u);
    await press("Open evil.test");
    expect(await sent()).toContainEqual({ type: "openLink", href: "https://evil.test/x" });
  });

  it("names attachments as text, opens one like any link, and none that leads nowhere", async () => {
    const href = "https://files.test/plan.pdf";
    const row = {
      href,
      text: "<b>plan</b>.pdf",
      target: "files.test",
      detail: "48 kB · files.test",
      cues: [],
    };
    const cue = { text: "Links with javascript: are never opened.", tone: "warn" } as const;
    const refused = { href: "javascript:1", text: "x.exe", target: undefined, detail: "", cues: [cue] };
    page = await browser.open(
      "emailPanel",
      emailWords,
      shownEmail({ text: "x" }, { attachments: [row, refused] }),
    );
    const shown = await page.locator(".attachment").allInnerTexts();
    expect(shown.map((it) => it.replace(/\s+/gu, " ").trim())).toEqual([
      "<b>plan</b>.pdf 48 kB · files.test",
      "x.exe Links with javascript: are never opened.",
    ]);
    expect(await page.locator(".attachment button").count()).toBe(1);
    await press("Open <b>plan</b>.pdf");
    expect((await sent()).slice(1)).toEqual([{ type: "openLink", href }]);
  });

  it("sends what its buttons say", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ text: "x" }, {}, { inWebApp: true }));
    for (const name of ["Reply", "Forward", "Mark as Unread", "Previous Email (K)", "Next Email (J)"])
      await press(name);
    const rest = await page.locator(".menu [role=menuitem]").allTextContents();
    for (const name of rest.map((text) => text.trim()).filter((text) => text !== "Mark as Unread")) {
      await press("More");
      await page.getByRole("menuitem", { name, exact: true }).click();
    }
    const file = (as: string): object => ({ type: "file", id: "one", as });
    expect((await sent()).slice(1)).toEqual([
      { type: "write", id: "one", kind: "reply" },
      { type: "write", id: "one", kind: "forward" },
      { type: "setUnread", id: "one", unread: true },
      { type: "triage", step: "previous" },
      { type: "triage", step: "next" },
      { type: "triage", step: "reminder" },
      { type: "triage", step: "keys" },
      { type: "refresh" },
      ...["md", "html", "eml", "json", "compare", "save", "print"].map(file),
      { type: "copy", id: "one", part: "address" },
      { type: "copy", id: "one", part: "id" },
      { type: "copy", id: "one", part: "json" },
      { type: "openInWebApp" },
    ]);
  });

  it("has no way to the web app where there is none", async () => {
    page = await browser.open("emailPanel", emailWords, shownEmail({ text: "x" }));
    await page.getByRole("button", { name: "More" }).waitFor();
    expect(await page.getByRole("button", { name: "Open in Instantly" }).count()).toBe(0);
  });

  it("draws a megabyte of mail", { timeout: 90_000 }, async () => {
    const html = `${`<p style="color:#123">word</p>`.repeat(35_000)}<h1>The end</h1>`;
    page = await browser.open("emailPanel", emailWords, shownEmail({ html }));
    const frame = page.frameLocator("iframe.mail-frame");
    await frame.locator("h1").waitFor({ timeout: 60_000 });
    expect(await frame.locator("p").count()).toBe(35_000);
  });
});

describe("the account page", () => {
  it("shows its sections, and why the account does not send", async () => {
    page = await browser.open("accountPanel", accountWords, shownAccount({}));
    expect(await text(".trouble")).toContain("The mail server refused the password.");
    expect(await text("section[aria-label=Sending]")).toMatch(/Daily limit\s+30 emails a day/u);
  });

  it("tests vitals on request and says each record's result in words", async () => {
    page = await browser.open("accountPanel", accountWords, shownAccount({}));
    await press("Test vitals");
    expect(await sent()).toContainEqual({ type: "testVitals" });
    const records = [{ name: "DKIM", purpose: "signs", verdict: "fails", tone: "bad" as const }];
    const done = shownAccount({ vitals: { type: "done", summary: "0 of 1 right.", records } });
    await page.evaluate((view) => window.postMessage(view, "*"), done);
    await page.getByRole("button", { name: "Test again" }).waitFor();
    expect(await text(".records li")).toMatch(/DKIM\s+fails\s+signs/u);
  });

  it("frames a signature like a mail", async () => {
    const signature = { html: "<i>Ann</i><script>1</script>", text: undefined, note: undefined };
    page = await browser.open("accountPanel", accountWords, shownAccount({ signature }));
    expect(await page.locator(".signature iframe").getAttribute("sandbox")).toBe("");
  });
});

describe("the lead list page", () => {
  it("shows the mix as a bar with its sentence, and the same numbers in a table", async () => {
    page = await browser.open("leadListPanel", leadListWords, shownLeadList());
    expect(await page.getByRole("img").getAttribute("aria-label")).toBe(
      "4 leads: verified 75%, invalid 25%.",
    );
    expect(await page.locator(".mix-bar span").count()).toBe(2);
    expect(await page.getByRole("row").allInnerTexts()).toEqual([
      "Verdict\tLeads\tShare",
      "verified\t3\t75%",
      "risky\t0\t0%",
      "invalid\t1\t25%",
      "Total\t4\t",
    ]);
  });
});
