import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FromReportPanel } from "../../../src/shared/fromPanel.ts";
import { PART_COLOURS } from "../../../src/shared/partColours.ts";
import { PanelBrowser } from "./panelBrowser.ts";
import { hostOf, reportWords, shownReport } from "./reportSamples.ts";

declare const window: Window & {
  sent: FromReportPanel[];
  held: unknown[];
  version: number;
  reply: (message: unknown) => void;
};

let browser: PanelBrowser;
let page: Page;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterEach(() => page.close());
afterAll(() => browser.stop());

async function open(
  count: number,
  rest: Parameters<typeof shownReport>[0] = {},
  named: string[] = [],
): Promise<void> {
  page = await browser.open("reportPanel", reportWords, shownReport(rest), hostOf(count, named));
  await page.locator("[role=status]", { hasText: "found" }).waitFor();
}

type RowsMessage = Extract<FromReportPanel, { type: "rows" }>;
const asked = async (): Promise<RowsMessage[]> =>
  (await page.evaluate(() => window.sent)).filter((message) => message.type === "rows");
const lastQuery = async (): Promise<RowsMessage["query"] | undefined> => (await asked()).at(-1)?.query;
const row = (index: number) => page.locator(`[role=row][aria-rowindex="${index + 2}"]`);
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const found = (count: number): Promise<void> => page.getByText(`${count} found`, { exact: true }).waitFor();
const active = async (): Promise<string | null> => {
  const id = await page.getByRole("grid").getAttribute("aria-activedescendant");
  return id === null ? null : page.locator(`#${id}`).getAttribute("aria-rowindex");
};

describe("the report's page", () => {
  it("says the totals in a sentence, as a bar and in numbers, and the grade with its reasons", async () => {
    await open(4);
    expect(await page.getByRole("img").getAttribute("aria-label")).toBe(
      "4 addresses: verified 75%, invalid 25%.",
    );
    expect(await page.locator(".mix-bar span").count()).toBe(2);
    expect(await page.locator(".tile").allInnerTexts()).toEqual([
      "verified\n3\n75%",
      "invalid\n1\n25%",
      "risky\n0\n0%",
    ]);
    const grade = await page.getByRole("region", { name: "Grade C" }).innerText();
    expect(grade).toContain("10% cannot get mail");
    expect(grade).toContain("Mail to all of them would bounce.");
  });

  it("gives each kind of result the colour of the theme that trees give it", async () => {
    await open(4);
    const ids = Object.values(PART_COLOURS).map((id) => `--vscode-${id.replaceAll(".", "-")}`);
    await page.evaluate((names) => {
      for (const [index, name] of names.entries())
        document.documentElement.style.setProperty(name, `rgb(${index}, 0, 9)`);
    }, ids);
    const colours = await page
      .locator(".tile .swatch")
      .evaluateAll((swatches) => swatches.map((swatch) => getComputedStyle(swatch).backgroundColor));
    const shown = (part: keyof typeof PART_COLOURS): string =>
      `rgb(${ids.lastIndexOf(`--vscode-${PART_COLOURS[part].replaceAll(".", "-")}`)}, 0, 9)`;
    expect(colours).toEqual([shown("verified"), shown("invalid"), shown("risky")]);
  });

  it("offers only what can be done, and says what was pressed", async () => {
    await open(4);
    expect(await page.locator("vscode-button").allInnerTexts()).toEqual([
      "Export…",
      "Copy Valid Addresses",
      "Refresh",
    ]);
    await page.evaluate(
      (view) => window.postMessage(view, "*"),
      shownReport({ can: { resume: true, pause: true, copyValid: false, writeBack: true, cleanFile: true } }),
    );
    for (const name of ["Resume", "Pause", "Export…", "Write Results into File…", "Clean Up File…"])
      await press(name);
    expect((await page.evaluate(() => window.sent)).filter(({ type }) => type !== "rows").slice(1)).toEqual([
      { type: "resume" },
      { type: "pause" },
      { type: "export" },
      { type: "writeBack" },
      { type: "cleanFile" },
    ]);
  });

  it("shows what addresses hold as text, whatever it is", async () => {
    const hostile = ["=1+1@x.example", `"<img src=x onerror=alert(1)>"@x.example`, `"a\u{202e}b"@x.example`];
    await open(3, {}, hostile);
    for (const [index, address] of hostile.entries())
      expect(await row(index).locator("[role=gridcell]").nth(1).innerText()).toBe(address);
    expect(await page.locator(".grid img").count()).toBe(0);
    const order = await row(2)
      .locator("bdi")
      .nth(1)
      .evaluate((cell) => getComputedStyle(cell).unicodeBidi);
    expect(order).toBe("isolate");
  });

  it("is not wider than a narrow side column; the table scrolls within it", async () => {
    await open(1_000);
    await page.setViewportSize({ width: 300, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(300);
    const grid = await page.getByRole("grid").boundingBox();
    expect(grid?.height).toBeGreaterThan(200);
    expect((grid?.x ?? 0) + (grid?.width ?? 0)).toBeLessThanOrEqual(300);
  });
});

describe("the report's table", () => {
  it("has of 100,000 rows only those in sight, asked for in pages, and says how many there are", async () => {
    await open(100_000);
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("100001");
    expect(await page.locator("[role=row]").count()).toBeLessThan(80);
    expect(await asked()).toHaveLength(1);
    await page.locator(".grid").evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
    await row(99_999).getByText("person99999@").waitFor();
    expect(await page.locator("[role=row]").count()).toBeLessThan(80);
    expect((await asked()).length).toBeLessThanOrEqual(3);
  });

  it("reaches the last row where no browser could make so tall a table", async () => {
    await open(3_000_000);
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await row(2_999_999).getByText("person2999999@").waitFor();
    expect(await row(2_999_999).isVisible()).toBe(true);
    await page.keyboard.press("ArrowUp");
    expect(await active()).toBe("3000000");
  });

  it("is walked through by keys, and names the row for a screen reader", async () => {
    await open(500);
    await page.getByRole("grid").focus();
    expect(await active()).toBe("2");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await active()).toBe("4");
    expect(await row(2).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("PageDown");
    const paged = Number(await active());
    expect(paged).toBeGreaterThan(8);
    await page.keyboard.press("PageUp");
    expect(await active()).toBe("4");
    await page.keyboard.press("End");
    await row(499).getByText("person499@").waitFor();
    expect(await active()).toBe("501");
    await page.keyboard.press("Home");
    expect(await active()).toBe("2");
    await row(0).getByText("person0@").waitFor();
  });

  it("copies the address of the row that one is on", async () => {
    await open(5);
    await row(3).click();
    const copied = await page.getByRole("grid").evaluate((grid) => {
      const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), cancelable: true });
      grid.dispatchEvent(event);
      return event.clipboardData?.getData("text/plain");
    });
    expect(copied).toBe("person3@corp3.example");
  });

  it("sorts by a column, and the other way round on the next press", async () => {
    await open(50);
    const head = page.getByRole("columnheader", { name: "Address" });
    expect(await head.getAttribute("aria-sort")).toBe("none");
    await head.getByRole("button").click();
    await expect.poll(() => head.getAttribute("aria-sort")).toBe("ascending");
    expect(await lastQuery()).toMatchObject({ column: "address", descending: false });
    await head.getByRole("button").click();
    await row(0).getByText("person49@").waitFor();
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    expect(await lastQuery()).toMatchObject({ column: "address", descending: true });
  });

  it("filters by text and by result, begins at the top, and says how many are left", async () => {
    await open(1_000);
    await page.locator(".grid").evaluate((grid) => grid.scrollTo({ top: 10_000 }));
    await row(420).waitFor();
    await page.getByRole("searchbox").fill("corp3.");
    await found(100);
    expect(await row(0).innerText()).toContain("person3@corp3.example");
    await page.locator(".tile", { hasText: "invalid" }).click();
    await found(0);
    await page.getByText("Nothing matches the filter.").waitFor();
    await press("Clear Filter");
    await found(1_000);
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
    expect(await page.locator(".tile[aria-pressed=true]").count()).toBe(0);
  });

  it("shows why an address is doubtful, and those with one reason alone", async () => {
    await open(100);
    expect(await row(0).locator("[role=gridcell]").nth(3).innerText()).toBe("role");
    const chips = page.getByRole("group", { name: "Reasons" }).getByRole("button");
    expect(await chips.allInnerTexts()).toEqual(["role 2", "repeated 1"]);
    await chips.first().click();
    await found(20);
    expect(await chips.first().getAttribute("aria-pressed")).toBe("true");
    expect(await lastQuery()).toMatchObject({ reasons: ["role"] });
    await page.locator(".tile", { hasText: "invalid" }).click();
    await found(5);
    await chips.first().click();
    await found(25);
  });

  it("shows the rows of the last filter only, however late an answer comes", async () => {
    await open(100);
    await page.getByRole("searchbox").fill("slow");
    await expect.poll(() => page.evaluate(() => window.held.length)).toBe(1);
    expect(await page.getByRole("grid").getAttribute("aria-busy")).toBe("true");
    await row(0).getByText("person0@").waitFor(); // nothing flickers meanwhile
    await page.getByRole("searchbox").fill("person42");
    await found(1);
    await page.evaluate(() => window.held.forEach(window.reply));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
    expect(await row(0).innerText()).toContain("person42@");
    expect(await page.getByText("1 found", { exact: true }).count()).toBe(1);
  });

  it("shows domains, and the addresses of the one that is pressed", async () => {
    await open(100);
    await page.locator(".tile", { hasText: "invalid" }).click();
    await press("Domains");
    await found(10);
    expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["Domain", "Addresses"]);
    await page.getByText("corp7.example", { exact: true }).click();
    await found(10);
    expect(await page.getByRole("searchbox").inputValue()).toBe("@corp7.example");
    expect(await row(0).innerText()).toContain("person7@corp7.example");
    expect(await lastQuery()).toMatchObject({ table: "addresses", parts: [] });
  });

  it("shows no row of one table under the heads of the other", async () => {
    await open(100);
    await page.getByRole("searchbox").fill("slow");
    await row(0).getByText("person0@").waitFor();
    await press("Domains");
    await page.getByRole("columnheader", { name: "Domain" }).waitFor();
    expect(await row(0).count()).toBe(0);
    await page.evaluate(() => window.held.forEach(window.reply));
    await row(0).getByText("corp0.example").waitFor();
  });

  it("asks for the rows in sight again when they have changed, and stays where one was", async () => {
    await open(1_000);
    await page.getByRole("grid").focus();
    for (let page_ = 0; page_ < 5; page_++) await page.keyboard.press("PageDown");
    const before = { active: await active(), asked: (await asked()).length };
    const top = await page.locator(".grid").evaluate((grid) => grid.scrollTop);
    expect(top).toBeGreaterThan(0);
    await page.evaluate(() => (window.version = 2));
    await page.evaluate((view) => window.postMessage(view, "*"), shownReport({ version: 2 }));
    await expect.poll(async () => (await asked()).length).toBeGreaterThan(before.asked);
    expect(await active()).toBe(before.active);
    expect(await page.locator(".grid").evaluate((grid) => grid.scrollTop)).toBe(top);
  });

  it("is as it was after the page was thrown away", async () => {
    await open(1_000);
    await page.getByRole("searchbox").fill("corp3.");
    await page.getByRole("columnheader", { name: "Address" }).getByRole("button").click();
    await found(100);
    await page.reload();
    await found(100);
    expect(await page.getByRole("searchbox").inputValue()).toBe("corp3.");
    expect(await lastQuery()).toMatchObject({ text: "corp3.", column: "address" });
  });
});
