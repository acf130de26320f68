import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { DraftView } from "../../../src/shared/draftView.ts";
import type { ToPanel } from "../../../src/shared/panelView.ts";
import { PanelBrowser } from "./panelBrowser.ts";
import { emailWords, shownEmail } from "./samples.ts";

declare const window: Window & { sent: unknown[] };

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterEach(() => page.close());
afterAll(() => browser.stop());

const words = { mail: emailWords.mail, actions: "Actions", send: "Send…" };

function draft(html: string, rest: Partial<DraftView> = {}): ToPanel<DraftView> {
  const people = [{ label: "To", value: "Ann Lee <ann@corp.example>" }];
  const body = { html, text: "plain words", note: undefined };
  return { type: "show", view: { subject: "Re: Pilot", people, problems: [], body, ...rest } };
}

test("the preview of a draft shows it in a frame that may do nothing, and follows it", async () => {
  page = await browser.open("draftPanel", words, draft("<p>Hi <b>Ann</b></p>"));
  const frame = page.locator("iframe.mail-frame");
  expect(await frame.getAttribute("sandbox")).toBe("");
  const bold = page.frameLocator("iframe.mail-frame").locator("b");
  expect(await bold.innerText()).toBe("Ann");
  await page.evaluate((next) => window.postMessage(next, "*"), draft("<p>Hi <b>Bo</b></p>"));
  await expect.poll(() => bold.innerText(), { timeout: 10_000 }).toBe("Bo");
  await page.getByRole("button", { name: "Plain text", exact: true }).click();
  expect(await page.locator(".mail-text").innerText()).toBe("plain words");
});

test("the preview says what keeps a draft from being sent, and asks to send it", async () => {
  const problems = [{ text: "To is missing.", tone: "bad" }] as const;
  page = await browser.open("draftPanel", words, draft("<p>x</p>", { problems }));
  expect(await page.locator(".cue").innerText()).toContain("To is missing.");
  await page.getByText("Send…").click();
  expect(await page.evaluate(() => window.sent)).toEqual([{ type: "ready" }, { type: "send" }]);
});

test("an email can be answered and forwarded, and says what speaks against it where it is ours", async () => {
  const advice = {
    heading: "Findings about this message (1)",
    findings: [{ text: "{{x}} is open.", tone: "bad" }],
  } as const;
  page = await browser.open("emailPanel", emailWords, shownEmail({ text: "Hello" }, { advice }));
  await page.getByText("Reply", { exact: true }).click();
  await page.getByText("Forward", { exact: true }).click();
  expect(await page.evaluate(() => window.sent.slice(1))).toEqual([
    { type: "write", id: "one", kind: "reply" },
    { type: "write", id: "one", kind: "forward" },
  ]);
  const findings = page.locator("details.advice");
  await findings.locator("summary").click();
  expect(await findings.innerText()).toContain("{{x}} is open.");
});
