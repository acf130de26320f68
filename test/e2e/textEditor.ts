import type { Workbench } from "./workbench.ts";

/** A line of text and what stands around it that is not text. */
export interface SeenLine {
  readonly text: string;
  /** What is drawn behind the line. */
  readonly words: string;
  /** Whether a picture stands in the gutter. */
  readonly isMarked: boolean;
}

const READ_LINES = `(() => {
  const editor = document.querySelector(".part.editor .monaco-editor");
  const topOf = (element) => Math.round(element.getBoundingClientRect().top);
  const pictures = [...editor.querySelectorAll(".glyph-margin-widgets .cgmr")].filter((element) =>
    getComputedStyle(element).backgroundImage.startsWith("url("),
  );
  const marked = new Set(pictures.map(topOf));
  const wordsOf = (line) =>
    [...line.querySelectorAll("span")]
      .map((span) => getComputedStyle(span, "::after").content)
      .filter((content) => content.startsWith('"'))
      .map((content) => JSON.parse(content))
      .join("");
  return [...editor.querySelectorAll(".view-lines .view-line")]
    .sort((a, b) => topOf(a) - topOf(b))
    .map((line) => ({
      text: line.textContent.replaceAll("\\u00a0", " "),
      words: wordsOf(line),
      isMarked: marked.has(topOf(line)),
    }));
})()`;

/** The text editor in sight, as a person sees it. */
export class TextEditor {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Brings a file to the front and the cursor into its text. */
  async open(name: string): Promise<void> {
    const { quickInput, page, watcher } = this.workbench;
    await quickInput.openFile(name);
    await this.workbench.waitForTab(name);
    await watcher.step(`see ${name} in front`, () =>
      page.locator(".part.editor .tab.active", { hasText: name }).waitFor(),
    );
    await watcher.until(`the cursor in ${name}`, () =>
      page.evaluate<boolean>('document.activeElement?.closest(".part.editor .monaco-editor") !== null'),
    );
    await page.keyboard.press("ControlOrMeta+Home");
  }

  /** The lines in sight, from top to bottom. */
  async lines(): Promise<readonly SeenLine[]> {
    return this.workbench.page.evaluate<SeenLine[]>(READ_LINES);
  }

  /** Waits until the words behind the lines in sight are these, in order, empty ones included. */
  async waitForWords(...words: readonly string[]): Promise<void> {
    await this.workbench.watcher.until(`the words ${words.join(", ")}`, async () => {
      const seen = (await this.lines()).map((line) => line.words);
      return seen.slice(0, words.length).join() === words.join();
    });
  }

  /** Puts the cursor into a text in sight. */
  async clickOn(text: string): Promise<void> {
    const { x, y } = await this.placeOf(text);
    await this.workbench.page.mouse.click(x, y);
  }

  /** Text of the hover over a text in sight, once it contains `marker`. */
  async hover(text: string, marker: string): Promise<string> {
    const { page, watcher } = this.workbench;
    const { x, y } = await this.placeOf(text);
    const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: marker }).first();
    return watcher.until(`a hover with ${marker}`, async () => {
      await page.mouse.move(x - 1, y);
      await page.mouse.move(x, y);
      await hover.waitFor({ timeout: 3000 });
      return hover.innerText();
    });
  }

  /** Presses a link of the hover in sight. */
  async clickInHover(label: string): Promise<void> {
    const link = this.workbench.page.locator(".monaco-hover:not(.hidden) a", { hasText: label }).first();
    await this.workbench.watcher.step(`press ${label} in the hover`, () => link.click());
  }

  /** Titles of the actions at the cursor; leaves their menu open. */
  async actions(): Promise<readonly string[]> {
    const { page, watcher } = this.workbench;
    const rows = page.locator(".action-widget .monaco-list-row.action .title");
    return watcher.until("the menu of actions", async () => {
      await page.keyboard.press("Escape"); // a menu that came late would go away at the second key
      await page.keyboard.press("ControlOrMeta+Period");
      await rows.first().waitFor({ timeout: 6000 });
      return rows.allInnerTexts();
    });
  }

  /** Picks an action of the open menu. */
  async pickAction(title: string): Promise<void> {
    const row = this.workbench.page
      .locator(".action-widget .monaco-list-row.action", { hasText: title })
      .first();
    await this.workbench.watcher.step(`pick ${title}`, () => row.click());
  }

  private async placeOf(text: string): Promise<{ x: number; y: number }> {
    const find = `(() => {
      const walker = document.createTreeWalker(document.querySelector(".part.editor .view-lines"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.replaceAll("\\u00a0", " ").indexOf(${JSON.stringify(text)});
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + ${text.length});
        const { left, top, width, height } = range.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }
      return undefined;
    })()`;
    return this.workbench.watcher.until(`${text} in the editor`, () =>
      this.workbench.page.evaluate<{ x: number; y: number } | undefined>(find),
    );
  }
}
