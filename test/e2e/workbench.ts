import { mkdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Frame, Locator, Page } from "playwright-core";
import { openVsCode } from "../hosts/openVsCode.ts";
import type { OpenOptions, VsCodeWindow } from "../hosts/openVsCode.ts";
import { OUT_DIR, PROJECT_DIR } from "../hosts/places.ts";
import { QuickInput } from "./quickInput.ts";
import { TreeView } from "./treeView.ts";
import { Watcher } from "./watcher.ts";

const open = new Set<Workbench>();

/** Every window that is open now; the runner takes pictures of them when a test fails. */
export function openWorkbenches(): readonly Workbench[] {
  return [...open];
}

/** A VS Code window as a person sees it. Each wait ends with a message and a picture when it lasts too long. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly watcher: Watcher;
  private readonly window: VsCodeWindow;

  private constructor(window: VsCodeWindow) {
    this.window = window;
    this.page = window.page;
    this.watcher = new Watcher(window.page);
    this.quickInput = new QuickInput(this.watcher);
  }

  /** Opens VS Code on a fresh profile, with this project's extension unless another is named. */
  static async open(options: OpenOptions = {}): Promise<Workbench> {
    const workbench = new Workbench(await openVsCode({ extensionDir: PROJECT_DIR, ...options }));
    open.add(workbench);
    return workbench;
  }

  async close(): Promise<void> {
    open.delete(this);
    await this.window.close();
  }

  /** The folder that is open in the window. */
  get workspaceDir(): string {
    return this.window.profile.workspaceDir;
  }

  /** The profile's folder, with settings, logs and what extensions store. */
  get profileDir(): string {
    return this.window.profile.dir;
  }

  /** Changes user settings in settings.json; they hold after a reload, for the server does not watch that file. */
  async setSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const file = path.join(this.window.profile.userDataDir, "User/settings.json");
    const settings = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...settings, ...changes }, undefined, 2));
  }

  /** Reloads the window, as after an update, and waits for the workbench and its extensions to come back. */
  async reload(): Promise<void> {
    await this.page.evaluate('document.body.setAttribute("data-before-reload", "")');
    await this.runCommand("Developer: Reload Window");
    await this.watcher.step("see the window reload", async () => {
      await this.page
        .locator("body:not([data-before-reload]) .part.activitybar")
        .waitFor({ timeout: 60_000 });
      const isUp = "performance.getEntriesByName('code/didLoadExtensions').length > 0";
      await this.page.waitForFunction(isUp, undefined, { timeout: 60_000 });
    });
  }

  /** Opens a view container from the activity bar. */
  async openContainer(title: string): Promise<void> {
    await this.watcher.step(`open ${title} from the activity bar`, async () => {
      const heading = this.page.locator(".part.sidebar .composite.title", { hasText: title });
      // VS Code moves the focus about while it starts, and a first click may be lost with it.
      await this.watcher.until(`the side bar of ${title}`, async () => {
        if (await heading.isVisible()) return true;
        await this.container(title).click({ timeout: 60_000 });
        return heading.waitFor({ timeout: 2000 }).then(() => true);
      });
      await this.watcher.restPointer(); // the tooltip of the icon covers the views
    });
  }

  /** With its badge, which lies over the icon. */
  private container(title: string): Locator {
    const label = this.page.locator(`.action-label[aria-label^="${title}"]`);
    return this.page.locator(".part.activitybar .action-item", { has: label });
  }

  /** Text of the badge on a view container, empty when it has none. */
  async badge(title: string): Promise<string> {
    const badge = this.container(title).locator(".badge-content");
    return (await badge.isVisible()) ? badge.innerText() : "";
  }

  view(title: string): TreeView {
    return new TreeView(this.watcher, title);
  }

  /** Runs a command by its exact title in the palette, e.g. "Instantly: Sign In…". */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /**
   * Waits for a notification that contains the text. VS Code shows no more than three within 800 ms; a further one goes
   * to its center without a word, so that is looked into as well.
   */
  async waitForToast(text: string | RegExp, timeout = 20_000): Promise<string> {
    const toast = this.toast(text);
    await this.watcher.step(`see a notification with ${String(text)}`, () =>
      toast.waitFor({ timeout }).catch(async () => {
        await this.runCommand("Notifications: Show Notifications");
        await toast.waitFor({ timeout: 5000 });
      }),
    );
    return toast.locator(".notification-list-item-message").innerText();
  }

  /** Presses a button of the notification that contains the text; VS Code puts it away into its center after 10 s. */
  async clickToast(text: string | RegExp, button: string): Promise<void> {
    await this.watcher.step(`press "${button}" on the notification with ${String(text)}`, async () => {
      const press = this.toast(text).getByRole("button", { name: button });
      await press.click({ timeout: 5000 }).catch(async () => {
        await this.runCommand("Notifications: Show Notifications");
        await press.click();
      });
    });
  }

  /** Texts of the notifications in sight. */
  async toasts(): Promise<readonly string[]> {
    return this.page.locator(".notification-toast .notification-list-item-message").allInnerTexts();
  }

  /** By itself or in the center. */
  private toast(text: string | RegExp): Locator {
    return this.page.locator(".notification-list-item:visible", { hasText: text }).first();
  }

  /** Message and detail of the modal dialog, which must come up. */
  async dialogText(): Promise<string> {
    return this.watcher.step("see a dialog", () =>
      this.page.locator(".monaco-dialog-box .dialog-message-container").innerText(),
    );
  }

  async clickDialog(button: string): Promise<void> {
    await this.watcher.step(`press "${button}" in the dialog`, () =>
      this.page.locator(".monaco-dialog-box").getByRole("button", { name: button }).click(),
    );
  }

  /** Opens a file of the workspace and selects all of its text. */
  async openFileSelected(name: string): Promise<void> {
    await this.quickInput.openFile(name);
    await this.waitForTab(name);
    await this.watcher.step(`select the text of ${name}`, async () => {
      await this.page.locator(".part.editor .monaco-editor .view-lines").first().click();
      await this.page.keyboard.press("ControlOrMeta+A");
    });
  }

  /** Titles of the open editors, panels among them. */
  async tabs(): Promise<readonly string[]> {
    return this.page.locator(".part.editor .tab .monaco-icon-label-container").allTextContents();
  }

  async waitForTab(title: string): Promise<void> {
    await this.watcher.until(`a tab titled ${title}`, async () => (await this.tabs()).includes(title));
  }

  /** Waits until no tab has this in its title. */
  async waitUntilTabGone(title: string): Promise<void> {
    await this.watcher.until(`no tab ${title}`, async () => !(await this.tabs()).join().includes(title));
  }

  async closeTab(title: string): Promise<void> {
    const tab = this.page.locator(".part.editor .tab", { hasText: title }).first();
    await this.watcher.step(`close the tab ${title}`, async () => {
      await tab.click();
      await tab.getByRole("button", { name: "Close" }).click();
    });
  }

  /** The frame with the content of the visible panel or webview view whose text contains `marker`. */
  async panelFrame(marker: string | RegExp): Promise<Frame> {
    return this.watcher.until(`a panel with ${String(marker)}`, async () => {
      for (const frame of this.page.frames()) {
        if (isPanelContent(frame) && (await shows(frame, marker))) return frame;
      }
      return undefined;
    });
  }

  /** Chooses from the menu behind "More" of an email's panel, the first where a conversation has several. */
  async chooseMore(panel: Frame, item: string): Promise<void> {
    await this.watcher.step(`choose ${item} from the menu of the panel`, async () => {
      await panel.getByRole("button", { name: "More", exact: true }).first().click();
      await panel.getByRole("menuitem", { name: item, exact: true }).click();
    });
  }

  /** The frame within a panel's frame, where an email's body is shown. */
  async mailFrame(panel: Frame): Promise<Frame> {
    return this.watcher.until("the frame of an email's body", async () => {
      const frame = panel.childFrames()[0];
      await frame?.locator("body").waitFor({ timeout: 500 });
      return frame;
    });
  }

  /** A status bar item that contains the text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator(".part.statusbar .statusbar-item", { hasText: text }).first();
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate<string>("navigator.clipboard.readText()");
  }

  /** Waits until the clipboard holds exactly this: copying takes a moment. */
  async waitForClipboard(text: string): Promise<void> {
    await this.watcher.until(`"${text}" on the clipboard`, async () => (await this.clipboard()) === text);
  }

  async setClipboard(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /** Takes a picture into `out/screenshots/`. */
  async screenshot(name: string): Promise<string> {
    const dir = path.join(OUT_DIR, "screenshots");
    mkdirSync(dir, { recursive: true });
    const file = path.join(dir, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}

// VS Code puts a webview's document into a frame of this name, inside the frame that guards it.
function isPanelContent(frame: Frame): boolean {
  return frame.url().includes("/fake.html");
}

async function shows(frame: Frame, marker: string | RegExp): Promise<boolean> {
  try {
    const guard = await (await frame.frameElement()).ownerFrame();
    const outer = guard === null ? null : await guard.frameElement();
    if (outer !== null && !(await outer.isVisible())) return false;
    const text = await frame.locator("body").innerText({ timeout: 500 });
    return typeof marker === "string" ? text.includes(marker) : marker.test(text);
  } catch {
    return false; // the panel was closed or reloaded while we looked
  }
}
