import { readFileSync } from "node:fs";
import path from "node:path";
import type { Frame } from "playwright-core";
import { Workbench } from "../e2e/workbench.ts";
import type { OpenOptions } from "../hosts/openVsCode.ts";
import { extensionHostCpuMs, extensionHostMb } from "./hostMemory.ts";
import type { Subject } from "./subject.ts";

const STOPWATCH = readFileSync(path.join(import.meta.dirname, "inPage/stopwatch.js"), "utf8");
const BREATH_MS = 1500;
const REST_TRIES = 20;
/** Of a core: what an extension host that does nothing still uses. */
const STILL_SHARE = 0.05;
const MEMORY_TRIES = 15;
const STILL_MB = 0.3;

/** A fresh VS Code with one extension that is not active yet, come to rest, with the stopwatch in its page. */
export class BenchWindow {
  readonly workbench: Workbench;
  private readonly subject: Subject;

  private constructor(workbench: Workbench, subject: Subject) {
    this.workbench = workbench;
    this.subject = subject;
  }

  /** Runs `work` in a window of its own. */
  static async use<T>(
    subject: Subject,
    options: Pick<OpenOptions, "settings" | "env" | "files">,
    work: (window: BenchWindow) => Promise<T>,
  ): Promise<T> {
    const workbench = await Workbench.open({ ...options, extensionDir: subject.extensionDir });
    try {
      const window = new BenchWindow(workbench, subject);
      await window.comeToRest();
      await workbench.page.evaluate(STOPWATCH);
      return await work(window);
    } finally {
      await workbench.close();
    }
  }

  /** Reloads the window and lets it come to rest: what follows meets an extension that is not active yet. */
  async reload(): Promise<void> {
    await this.workbench.reload();
    await this.comeToRest();
    await this.workbench.page.evaluate(STOPWATCH);
  }

  /** Waits until the extension host is up and VS Code has run what it puts off: that would be measured otherwise. */
  private async comeToRest(): Promise<void> {
    for (const mark of ["code/didLoadExtensions", "code/LifecyclePhase/Eventually"])
      await this.workbench.page.waitForFunction(
        `performance.getEntriesByName(${JSON.stringify(mark)}).length > 0`,
        undefined,
        { timeout: 60_000 },
      );
    await this.rest();
  }

  /** A moment for what happens in the background to end; longer while the extension host is still at work. */
  async rest(): Promise<void> {
    const { page, profileDir } = this.workbench;
    let used = extensionHostCpuMs(profileDir);
    for (let tries = 0; tries < REST_TRIES; tries++) {
      await page.waitForTimeout(BREATH_MS);
      const before = used;
      used = extensionHostCpuMs(profileDir);
      if (before === undefined || used === undefined || used - before < BREATH_MS * STILL_SHARE) return;
    }
  }

  /** Opens the extension's view container, signed in or not, and lets everything settle. */
  async activate(): Promise<void> {
    const { page, watcher } = this.workbench;
    await this.workbench.openContainer(this.subject.container);
    const drawn = page.locator(".sidebar .pane-body").locator(".monaco-list-row, .welcome-view-content p");
    await watcher.step("see the extension's view", () => drawn.first().waitFor());
    await this.rest();
  }

  /** Opens the extension's view container; milliseconds from the press of the button to the first row of its view. */
  async openContainer(): Promise<number> {
    return this.time(`firstRow(${JSON.stringify(this.subject.view)})`);
  }

  /** The same until all `count` rows have been loaded by way of "Load More". */
  async openContainerAndLoadAll(count: number): Promise<number> {
    return this.time(`allRows(${JSON.stringify(this.subject.view)}, ${count})`);
  }

  private async time(what: string): Promise<number> {
    const { page } = this.workbench;
    const seen = page.evaluate<number>(`stopwatch.${what}.then((at) => at - stopwatch.pressedAt)`);
    await this.workbench.openContainer(this.subject.container);
    return seen;
  }

  /** Clicks a row that opens a panel; milliseconds from the press of the button until the panel shows all it has. */
  async openPanel(
    view: string,
    row: number,
    drawn: "panelDrawn" | "rowsDrawn" | "mailDrawn" | "threadDrawn" = "panelDrawn",
  ): Promise<number> {
    const { page, watcher } = this.workbench;
    await this.workbench.runCommand("View: Close All Editors");
    await watcher.until("no panel", () => Promise.resolve(!page.frames().some(isPanel)));
    await this.rest();
    const opened = page.waitForEvent("framenavigated", isPanel);
    await this.workbench.view(view).at(row).click();
    const frame = await opened;
    // Not by a function: asked a second time, it would be evaluated in a page whose policy forbids that.
    await frame.locator("#panel").waitFor({ state: "attached" });
    // The page is still empty: it asks the extension for what it shows, which asks the API.
    await frame.evaluate(STOPWATCH);
    const drawnAt = await frame.evaluate<number>(`stopwatch.${drawn}()`);
    return drawnAt - (await page.evaluate<number>("stopwatch.pressedAt"));
  }

  /** Clicks the row of another email while one is open, whose tab it takes; milliseconds until its body is drawn. */
  async openNextMail(row: number): Promise<number> {
    const { page } = this.workbench;
    await this.rest();
    const frame = page.frames().find(isPanel);
    if (frame === undefined) throw new Error("No email is open.");
    const drawn = frame.evaluate<number>("stopwatch.nextMailDrawn()");
    await this.workbench.view("Emails").at(row).click();
    return (await drawn) - (await page.evaluate<number>("stopwatch.pressedAt"));
  }

  /**
   * VS Code's own figure of what the activation took in milliseconds: loading the code and calling `activate`, as the
   * list of running extensions adds them up. What is awaited after that keeps nobody from working.
   */
  async activationMs(): Promise<number> {
    const { page, watcher } = this.workbench;
    await this.workbench.runCommand("Developer: Startup Performance");
    await this.workbench.waitForTab("Startup Performance");
    const text = await watcher.until("the start-up figures on the clipboard", async () => {
      await page.locator(".part.editor .monaco-editor .view-lines").first().click();
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.press("ControlOrMeta+C");
      const copied = await this.workbench.clipboard();
      return copied.includes("## Extension Activation Stats") && copied;
    });
    return readActivation(text, this.subject.id);
  }

  /** Memory of the extension host in MB once it holds still for a second; undefined where it cannot be told. */
  async memoryMb(): Promise<number | undefined> {
    let mb = extensionHostMb(this.workbench.profileDir);
    for (let tries = 0; tries < MEMORY_TRIES; tries++) {
      await this.workbench.page.waitForTimeout(1000);
      const before = mb;
      mb = extensionHostMb(this.workbench.profileDir);
      if (before === undefined || mb === undefined || Math.abs(mb - before) < STILL_MB) break;
    }
    return mb;
  }
}

// VS Code puts a webview's document into a frame of this name.
function isPanel(frame: Frame): boolean {
  return frame.url().includes("/fake.html");
}

/** A line of the table reads `| id | eager | load code | call activate | … |`. */
function readActivation(text: string, id: string): number {
  const line = text.split("\n").find((candidate) => candidate.startsWith(`| ${id} `));
  const [, , , load, call] = line?.split("|").map((cell) => cell.trim()) ?? [];
  const ms = Number(load) + Number(call);
  if (load === undefined || !Number.isFinite(ms)) throw new Error(`VS Code lists no activation of ${id}.`);
  return ms;
}
