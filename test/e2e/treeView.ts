import type { Locator } from "playwright-core";
import type { Watcher } from "./watcher.ts";

/** A row as it is drawn. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** 1 for a top row. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
  /** What a screen reader says. */
  readonly ariaLabel: string;
}

/** One view of the side bar, by its title. Only rows in sight exist: VS Code draws no others. */
export class TreeView {
  readonly title: string;
  private readonly watcher: Watcher;
  private readonly pane: Locator;
  private readonly header: Locator;

  constructor(watcher: Watcher, title: string) {
    this.watcher = watcher;
    this.title = title;
    // The header's label for screen readers also holds the view's description, which may change at any time.
    const heading = watcher.page.locator("h3.title").getByText(title, { exact: true });
    this.header = watcher.page.locator(".pane-header", { has: heading });
    this.pane = watcher.page.locator(".pane", { has: this.header });
  }

  /** Waits until the view is in the side bar, folded or not. */
  async waitUntilThere(): Promise<void> {
    await this.watcher.step(`see the view ${this.title}`, () => this.header.waitFor());
  }

  /** Unfolds the view; with `alone`, folds the others so that it has the room. */
  async show({ alone = true } = {}): Promise<void> {
    await this.watcher.step(`show the view ${this.title}`, async () => {
      if (alone) await this.foldOthers();
      await this.fold(this.header, false);
    });
  }

  private async foldOthers(): Promise<void> {
    const headers = this.watcher.page.locator(".sidebar .pane-header");
    for (const header of await headers.all()) {
      if ((await header.locator("h3.title").textContent()) !== this.title) await this.fold(header, true);
    }
  }

  private async fold(header: Locator, folded: boolean): Promise<void> {
    if ((await header.getAttribute("aria-expanded")) !== String(!folded)) await this.watcher.click(header);
  }

  /** All rows in sight, from the top. */
  async rows(): Promise<readonly Row[]> {
    const rows = await this.drawn();
    return rows.toSorted((a, b) => a.index - b.index).map(({ row }) => row);
  }

  private drawn(): Promise<{ index: number; row: Row }[]> {
    return this.pane.locator(".monaco-list-row").evaluateAll(readRows);
  }

  /** All rows, also those that VS Code draws only when one scrolls to them. Ends at the top again. */
  async allRows(): Promise<readonly Row[]> {
    await this.scrollToTop();
    const all = new Map<number, Row>();
    for (let idle = 0; idle < 3; idle++) {
      for (const { index, row } of await this.drawn()) {
        if (!all.has(index)) idle = 0;
        all.set(index, row);
      }
      await this.press("PageDown"); // the first only moves to the last row in sight
      await this.watcher.page.waitForTimeout(100); // a screenful is drawn in a later frame
    }
    await this.scrollToTop();
    return [...all].toSorted(([a], [b]) => a - b).map(([, row]) => row);
  }

  /** Waits until the rows in sight satisfy `test`. */
  async waitForRows(what: string, test: (rows: readonly Row[]) => boolean): Promise<readonly Row[]> {
    return this.watcher.until(`${what} in the view ${this.title}`, async () => {
      const rows = await this.rows();
      return test(rows) && rows;
    });
  }

  /** The first row in sight whose label or description contains the text. */
  row(text: string | RegExp): Locator {
    return this.pane.locator(".monaco-list-row", { hasText: text }).first();
  }

  /** The row at this place; several may say the same. Of this view alone: one that folds up still has its rows. */
  at(index: number): Locator {
    return this.pane.locator(`.monaco-list-row[data-index="${index}"]`);
  }

  /** The icons of this name on the rows in sight. */
  icons(name: string): Locator {
    return this.pane.locator(`.monaco-list-row .codicon-${name}`);
  }

  async click(text: string | RegExp): Promise<void> {
    await this.watcher.step(`click the row ${String(text)} of ${this.title}`, () =>
      this.watcher.click(this.row(text)),
    );
  }

  /** Unfolds a row and waits until VS Code has drawn what is in it. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    await this.watcher.step(`expand the row ${String(text)} of ${this.title}`, async () => {
      await row.waitFor();
      if ((await row.getAttribute("aria-expanded")) !== "true")
        await row.locator(".monaco-tl-twistie").click();
    });
    await this.watcher.until(
      `the row ${String(text)} expanded`,
      async () => (await row.getAttribute("aria-expanded")) === "true",
    );
  }

  /** Presses a button that appears on a row under the pointer. */
  async inlineAction(text: string | RegExp, name: string): Promise<void> {
    await this.watcher.step(`press "${name}" on the row ${String(text)} of ${this.title}`, async () => {
      await this.row(text).hover();
      await this.row(text).getByRole("button", { name }).click();
    });
  }

  /** Opens a row's context menu and picks an item; the row by a text that it contains, or by its place. */
  async contextMenu(which: string | RegExp | number, item: string): Promise<void> {
    const { page } = this.watcher;
    const row = typeof which === "number" ? this.at(which) : this.row(which);
    // A command with a key has that in its name as well.
    const label = page.locator(".action-label").getByText(item, { exact: true });
    const entry = page.getByRole("menuitem").filter({ has: label });
    // The menu is of the row as it was drawn last; what the item depends on may come with the next drawing.
    await this.watcher.until(`"${item}" in the menu of ${String(which)} of ${this.title}`, async () => {
      if (await page.locator(".monaco-menu").first().isVisible()) await page.keyboard.press("Escape");
      await row.click({ button: "right" });
      return entry.waitFor({ timeout: 2000 }).then(() => true);
    });
    // VS Code ignores a click on a menu that has only just opened.
    await this.watcher.until("the menu close", async () => {
      if (await entry.isVisible()) await entry.click({ timeout: 1000 });
      return !(await entry.isVisible());
    });
  }

  /** Presses a button in the view's title bar. */
  async titleAction(name: string): Promise<void> {
    await this.watcher.step(`press "${name}" in the title of ${this.title}`, async () => {
      await this.header.hover();
      await this.header.getByRole("button", { name }).click();
    });
  }

  /** What shows when the pointer rests on a row. */
  async tooltip(text: string | RegExp): Promise<Locator> {
    const hover = this.watcher.page.locator(".workbench-hover-container .monaco-hover:visible").first();
    await this.watcher.until(`the tooltip of ${String(text)}`, async () => {
      await this.watcher.page.mouse.move(0, 0);
      await this.row(text).locator(".label-name").hover();
      return hover.waitFor({ timeout: 3000 }).then(() => true);
    });
    return hover;
  }

  /** Labels of the selected rows in sight. */
  async selected(): Promise<readonly string[]> {
    return this.pane.locator(".monaco-list-row.selected .label-name").allInnerTexts();
  }

  /** What the view says beside its title. */
  async description(): Promise<string> {
    return (await this.header.locator(".description").textContent()) ?? "";
  }

  /** Text and button labels of the welcome page, empty while the view has none. */
  async welcomeText(): Promise<string> {
    const welcome = this.pane.locator(".welcome-view-content");
    return (await welcome.isVisible()) ? welcome.innerText() : "";
  }

  async waitForWelcome(text: string | RegExp): Promise<void> {
    const welcome = this.pane.locator(".welcome-view-content", { hasText: text });
    await this.watcher.step(`see the welcome text ${String(text)} in ${this.title}`, () => welcome.waitFor());
  }

  /** Presses a button of the welcome page. */
  async clickWelcome(name: string): Promise<void> {
    await this.watcher.step(`press "${name}" in ${this.title}`, () =>
      this.pane.locator(".welcome-view-content").getByRole("button", { name }).click(),
    );
  }

  /** The one line that a view may show above its rows. */
  async message(): Promise<string> {
    const message = this.pane.locator(".message");
    return (await message.isVisible()) ? message.innerText() : "";
  }

  /** Clicks "Load More"; the caller waits for what should come of it. */
  async loadMore(): Promise<void> {
    await this.scrollToEnd();
    await this.click("Load More");
  }

  async scrollToEnd(): Promise<void> {
    await this.press("End");
  }

  async scrollToTop(): Promise<void> {
    await this.press("Home");
    // The rows of before are drawn until the next frame, below the one that sticks to the top.
    await this.watcher.until(`the top of ${this.title}`, async () => {
      const indexes = (await this.drawn()).map(({ index }) => index).toSorted((a, b) => a - b);
      return indexes.slice(0, 2).every((index, place) => index === place);
    });
  }

  private async press(key: string): Promise<void> {
    await this.watcher.step(`press ${key} in ${this.title}`, async () => {
      await this.pane.locator(".monaco-list").first().focus();
      await this.watcher.page.keyboard.press(key);
    });
  }
}

/** The part of the DOM's Element that `readRows` needs; this project's tests are checked without the DOM's types. */
interface DrawnElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DrawnElement | null;
}

// Runs in the page, so it may use nothing from outside.
function readRows(elements: DrawnElement[]): { index: number; row: Row }[] {
  return elements.map((element) => {
    const text = (selector: string): string => element.querySelector(selector)?.textContent ?? "";
    const expanded = element.getAttribute("aria-expanded");
    const row = {
      label: text(".label-name"),
      description: text(".label-description"),
      level: Number(element.getAttribute("aria-level")),
      expanded: expanded === null ? undefined : expanded === "true",
      ariaLabel: element.getAttribute("aria-label") ?? "",
    };
    return { index: Number(element.getAttribute("data-index")), row };
  });
}
