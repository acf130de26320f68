import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PanelBrowser } from "./panelBrowser.ts";
import { emailWords, shownEmail } from "./samples.ts";

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
beforeEach(async () => {
  page = await browser.open(
    "emailPanel",
    emailWords,
    shownEmail({ html: "<p>Hello</p>" }, {}, { hasLead: true }),
  );
  await opener().focus();
});
afterEach(() => page.close());
afterAll(() => browser.stop());

const opener = (): ReturnType<Page["locator"]> => page.getByRole("button", { name: "More", exact: true });
const menu = (): ReturnType<Page["locator"]> => page.getByRole("menu", { name: "More" });
const focused = (): Promise<string> => page.locator(":focus").innerText();
const press = (...keys: string[]): Promise<string> =>
  keys
    .reduce<Promise<unknown>>((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
    .then(focused);

describe("the menu of what is not in sight", () => {
  it("says what it is, and whether it is open", async () => {
    expect(await opener().getAttribute("aria-haspopup")).toBe("menu");
    expect(await opener().getAttribute("aria-expanded")).toBe("false");
    for (const key of ["Enter", "Space"]) {
      expect(await press(key)).toBe("Reminder…");
      expect(await opener().getAttribute("aria-expanded")).toBe("true");
      await opener().click();
      expect(await menu().isVisible()).toBe(false);
      await opener().focus();
    }
  });

  it("is gone through with arrows, Home, End and first letters, round and round", async () => {
    expect(await press("ArrowDown")).toBe("Reminder…");
    expect(await press("ArrowDown", "ArrowDown", "ArrowDown")).toBe("Refresh");
    expect(await press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp")).toBe("Copy as JSON");
    expect(await press("ArrowDown")).toBe("Reminder…");
    expect(await press("End")).toBe("Copy as JSON");
    expect(await press("Home")).toBe("Reminder…");
    expect(await press("o", "o")).toBe("Open as HTML");
    expect(await press("p")).toBe("Print…");
    expect(await press("o")).toBe("Open as Markdown");
    expect(await press("q")).toBe("Open as Markdown");
  });

  it("keeps the letters that go through it from VS Code, whose key bindings they are as well", async () => {
    await page.evaluate(() =>
      addEventListener("keydown", ({ key }) => document.body.setAttribute("data-heard", key)),
    );
    await press("ArrowDown", "e", "r");
    expect(await page.locator("body").getAttribute("data-heard")).toBe("ArrowDown"); // that opened it
  });

  it("does what was chosen with the keyboard, and closes", async () => {
    await press("Enter", "r", "Enter");
    expect(await menu().isVisible()).toBe(false);
    const sent = await page.evaluate(() => (window as unknown as { sent: object[] }).sent);
    expect(sent.slice(-1)).toEqual([{ type: "refresh" }]);
  });

  it("closes on Escape and gives the focus back", async () => {
    expect(await press("ArrowUp")).toBe("Copy as JSON");
    expect(await press("Escape")).toBe("More");
    expect(await menu().isVisible()).toBe(false);
  });

  it("closes when the focus goes elsewhere: to the page, to the message, or on with Tab", async () => {
    const leave: (() => Promise<unknown>)[] = [
      () => page.locator("h1").click(),
      () => page.frameLocator("iframe").locator("p").click({ force: true }),
      () => page.keyboard.press("Tab"),
    ];
    for (const go of leave) {
      await opener().click();
      await menu().waitFor();
      await go();
      await menu().waitFor({ state: "hidden" });
      expect(await opener().getAttribute("aria-expanded")).toBe("false");
    }
  });

  it("stays within the window, and takes in what a narrow one has no room for", async () => {
    for (const width of [900, 480, 300]) {
      await page.setViewportSize({ width, height: 420 });
      await opener().click();
      const box = await menu().boundingBox();
      expect(box).not.toBeNull();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(420);
      const inRow = await page.getByRole("button", { name: "Mark as Unread", exact: true }).isVisible();
      expect(await page.getByRole("menuitem", { name: "Mark as Unread" }).isVisible()).toBe(!inRow);
      expect(inRow).toBe(width === 900);
      await page.keyboard.press("Escape");
    }
  });
});
