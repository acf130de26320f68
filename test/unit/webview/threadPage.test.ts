import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EmailView, MessageView } from "../../../src/shared/emailView.ts";
import type { ToPanel } from "../../../src/shared/panelView.ts";
import { PanelBrowser } from "./panelBrowser.ts";
import { emailWords, messageView, shownEmail } from "./samples.ts";

declare const window: Window & { sent: { type: string }[] };

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterEach(() => page.close());
afterAll(() => browser.stop());

const body = (html: string): MessageView["body"] => ({ html, text: undefined, note: undefined });
const folded = (count: number): MessageView[] =>
  Array.from({ length: count }, (_, i) => messageView({ id: `m${String(i)}`, who: `Writer ${String(i)}` }));

function conversation(messages: readonly MessageView[], rest: Partial<EmailView> = {}): ToPanel<EmailView> {
  const thread = { order: "newestLast", facts: [], summary: "some messages", isLoading: false } as const;
  return shownEmail({}, {}, { id: messages.at(-1)?.id ?? "", messages, thread, hasThread: true, ...rest });
}
const open = async (shown: ToPanel<EmailView>): Promise<void> => {
  page = await browser.open("emailPanel", emailWords, shown);
  await page.locator(".letter").first().waitFor();
};
const post = (message: object): Promise<void> =>
  page.evaluate((view) => window.postMessage(view, "*"), message);
const sent = (type: string): Promise<object[]> =>
  page.evaluate((wanted) => window.sent.filter((message) => message.type === wanted), type);
const head = (who: string): ReturnType<Page["locator"]> => page.locator(".letter-head", { hasText: who });
const expanded = (): Promise<string[]> =>
  page.locator('.letter-head[aria-expanded="true"] .letter-who').allInnerTexts();
const state = (): Promise<Record<string, unknown>> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem("state") ?? "{}") as Record<string, unknown>);

describe("the page of a conversation", () => {
  it("unfolds the message that it was opened for, and draws each in a frame that may do nothing", async () => {
    await open(
      conversation([...folded(2), messageView({ id: "last", who: "Zoe", body: body("<p>Hi</p>") })]),
    );
    expect(await expanded()).toEqual(["Zoe"]);
    expect(await page.locator("iframe").count()).toBe(1);
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("");
    expect(await page.frameLocator("iframe").locator("p").innerText()).toBe("Hi");
  });

  it("asks for a body when a person unfolds its message, and draws it where it is then", async () => {
    await open(conversation(folded(3)));
    await head("Writer 0").click();
    expect(await sent("unfold")).toContainEqual({ type: "unfold", id: "m0", byPerson: true });
    expect(await page.locator('[data-id="m0"] .letter-body').innerText()).toContain("Loading the message…");
    const unfolded = messageView({ id: "m0", who: "Writer 0", body: body("<p>First</p>") });
    await post(conversation([unfolded, ...folded(3).slice(1)]));
    expect(await page.frameLocator('[data-id="m0"] iframe').locator("p").innerText()).toBe("First");
    await head("Writer 0").click();
    expect(await page.locator('[data-id="m0"] iframe').count()).toBe(0);
  });

  it("asks for the bodies near the window alone when all are unfolded", async () => {
    await open(conversation(folded(100)));
    await page.getByRole("button", { name: "Unfold All" }).click();
    await expect.poll(expanded, { timeout: 10_000 }).toHaveLength(100);
    await expect.poll(async () => (await sent("unfold")).length, { timeout: 10_000 }).toBeGreaterThan(1);
    // Some forty heads stood near the window while they were folded.
    expect((await sent("unfold")).length).toBeLessThan(60);
    await page.locator('[data-id="m80"]').scrollIntoViewIfNeeded();
    await expect
      .poll(async () => JSON.stringify(await sent("unfold")), { timeout: 10_000 })
      .toContain('{"type":"unfold","id":"m80","byPerson":false}');
    await page.getByRole("button", { name: "Fold All" }).click();
    expect(await expanded()).toEqual([]);
  });

  it("keeps what is unfolded and what it shows while the page is thrown away", async () => {
    await open(conversation(folded(3)));
    await head("Writer 1").click();
    expect(await state()).toMatchObject({ id: "m2", thread: true, profileId: "profile" });
    await page.reload();
    await page.locator(".letter").first().waitFor();
    expect(await expanded()).toEqual(["Writer 1", "Writer 2"]);
    await post(shownEmail({ text: "alone" }, { id: "other" }, { id: "other" }));
    await page.locator(".mail-text").waitFor();
    expect(await state()).toMatchObject({ id: "other" });
    expect(await state()).not.toHaveProperty("thread");
  });

  it("says what it was told of each message, and what one asks of it", async () => {
    const message = messageView({
      id: "a",
      who: "Ann",
      unread: true,
      body: { html: undefined, text: "x", note: undefined },
    });
    await open(conversation([message], { hasLead: true }));
    expect(await head("Ann").innerText()).toMatch(/Ann\s+lead\s+unread\s+received\s+3 h/u);
    const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
    const choose = async (place: string, name: string): Promise<void> => {
      await page.locator(`${place} [aria-haspopup]`).click();
      await page.getByRole("menuitem", { name, exact: true }).click();
    };
    await press("Mark as Read");
    await choose(".letter", "Copy ID");
    await choose(".letter", "Open as Markdown");
    await press("Newest First");
    await press("Interest…");
    await choose("header", "Reminder…");
    await choose("header", "Lead…");
    await choose("header", "Whole Conversation as Markdown");
    await press("Show This Message Alone");
    const all = await page.evaluate(() => window.sent);
    expect(all.slice(1).filter(({ type }) => type !== "found" && type !== "unfold")).toEqual([
      { type: "setUnread", id: "a", unread: false },
      { type: "copy", id: "a", part: "id" },
      { type: "file", id: "a", as: "md" },
      { type: "setOrder", order: "newestFirst" },
      { type: "triage", step: "interest" },
      { type: "triage", step: "reminder" },
      { type: "triage", step: "lead" },
      { type: "file", id: "a", as: "thread" },
      { type: "showThread", shown: false },
    ]);
  });

  it("says why a body is missing, and asks again only when told to", async () => {
    await open(conversation([messageView({ id: "a", failure: "Instantly could not be reached." })]));
    await expect.poll(async () => (await sent("unfold")).length, { timeout: 10_000 }).toBe(1);
    expect(await page.getByRole("alert").innerText()).toContain("Instantly could not be reached.");
    await page.getByRole("button", { name: "Try Again" }).click();
    expect(await sent("unfold")).toHaveLength(2);
  });

  it("is not wider than a narrow side column", async () => {
    const long = "someone.with.a.very.long.address@subdomain.of.a.long.domain.example";
    await open(
      conversation([
        messageView({ id: "a", who: long, how: long, preview: long, unread: true }),
        ...folded(2),
      ]),
    );
    await page.setViewportSize({ width: 300, height: 600 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(300);
  });
});
