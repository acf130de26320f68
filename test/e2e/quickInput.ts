import type { Locator } from "playwright-core";
import type { Watcher } from "./watcher.ts";

/** The box at the top of the window: an input box, a quick pick or the command palette. */
export class QuickInput {
  /** Where one types. */
  readonly input: Locator;
  private readonly watcher: Watcher;
  private readonly widget: Locator;

  constructor(watcher: Watcher) {
    this.watcher = watcher;
    this.widget = watcher.page.locator(".quick-input-widget");
    this.input = this.widget.locator(".quick-input-filter input.input");
  }

  /** Waits for a box with this title; the title is the way to tell one box from the next. */
  async waitFor(title: string | RegExp): Promise<void> {
    const found = this.widget.locator(".quick-input-title", { hasText: title });
    await this.watcher.step(`see a box titled ${String(title)}`, () => found.waitFor());
  }

  async waitUntilClosed(): Promise<void> {
    await this.watcher.step("see the box close", () => this.widget.waitFor({ state: "hidden" }));
  }

  async title(): Promise<string> {
    return (await this.widget.locator(".quick-input-title").innerText()).trim();
  }

  async value(): Promise<string> {
    return this.input.inputValue();
  }

  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute("type")) === "password";
  }

  /** The prompt, or what is wrong with the value. */
  async message(): Promise<string> {
    return (await this.widget.locator(".quick-input-message").innerText()).trim();
  }

  async waitForMessage(text: string | RegExp): Promise<void> {
    const found = this.widget.locator(".quick-input-message", { hasText: text });
    await this.watcher.step(`see the message ${String(text)}`, () => found.waitFor());
  }

  /** Replaces the value. */
  async type(text: string): Promise<void> {
    await this.watcher.step("type into the box", () => this.input.fill(text));
  }

  async accept(): Promise<void> {
    await this.watcher.step("accept the box", () => this.input.press("Enter"));
  }

  /** Takes what VS Code's own box for files proposes. It ignores the key while it still reads the folder. */
  async acceptPath(title: string, path: RegExp): Promise<void> {
    await this.waitFor(title);
    await this.watcher.until(`the path ${String(path)}`, async () => path.test(await this.value()));
    const box = this.widget.locator(".quick-input-title", { hasText: title });
    await this.watcher.until(`the box ${title} taken`, async () => {
      if (await box.isVisible()) await this.input.press("Enter", { timeout: 2000 });
      return box.waitFor({ state: "hidden", timeout: 2000 }).then(() => true);
    });
  }

  async cancel(): Promise<void> {
    await this.watcher.step("cancel the box", () => this.input.press("Escape"));
  }

  /** Labels of the items in sight. */
  async items(): Promise<readonly string[]> {
    return this.widget
      .locator(".quick-input-list .monaco-list-row .quick-input-list-row:first-child .label-name")
      .allInnerTexts();
  }

  /** Picks the first item whose label, description or detail contains the text. */
  async pick(text: string | RegExp): Promise<void> {
    await this.watcher.step(`pick ${String(text)}`, () =>
      this.widget.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click(),
    );
  }

  /** Runs a command that asks for a choice, and makes it. */
  async choose(command: string, title: string, item: string | RegExp): Promise<void> {
    const box = this.widget.locator(".quick-input-title", { hasText: title });
    const row = this.widget.locator(".quick-input-list .monaco-list-row", { hasText: item }).first();
    // VS Code closes a box when the focus leaves it, as it does when a tab of before is restored in that moment.
    await this.watcher.until(`${String(item)} chosen in ${title}`, async () => {
      if (!(await box.isVisible())) await this.runCommand(command);
      await box.waitFor({ timeout: 5000 });
      await row.click({ timeout: 5000 });
      return true;
    });
  }

  /** Titles of the palette's commands that match `filter`, those in sight; leaves the palette open. */
  async commands(filter: string): Promise<readonly string[]> {
    await this.openPalette(`>${filter}`);
    return this.watcher.until(`commands that match ${filter}`, async () => {
      const titles = await this.items();
      return titles.some((title) => title.startsWith(filter)) && titles;
    });
  }

  /** Runs a command by its exact title in the palette, e.g. "Instantly: Sign In…". */
  async runCommand(title: string): Promise<void> {
    const label = this.watcher.page.locator(".label-name").getByText(title, { exact: true });
    const row = this.widget.locator(".quick-input-list .monaco-list-row", { has: label }).first();
    // While the window starts the command may not be known yet, and the palette does not look again by itself.
    await this.watcher.until(`"${title}" in the palette`, async () => {
      await this.openPalette(`>${title}`);
      // A command that reloads the window is done with the click: waiting for what comes then would press it again.
      await row.click({ timeout: 2000, noWaitAfter: true });
      return true;
    });
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    const row = this.widget.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    await this.watcher.until(`${name} among the files`, async () => {
      await this.openPalette(name);
      await row.click({ timeout: 2000 });
      return true;
    });
  }

  /** One try: a window that is busy with a dialog or a focus change may swallow the key or close the box again. */
  private async openPalette(text: string): Promise<void> {
    // A key pressed inside an email's frame stays there.
    await this.watcher.page.evaluate(
      "document.activeElement instanceof HTMLIFrameElement && document.activeElement.blur()",
    );
    await this.watcher.page.keyboard.press("F1");
    await this.input.fill(text, { timeout: 2000 });
  }
}
