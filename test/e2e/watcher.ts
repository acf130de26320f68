import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { OUT_DIR } from "../hosts/places.ts";

const FAILURES_DIR = path.join(OUT_DIR, "e2e-failures");
const PAUSE_MS = 100;

/** How long a person would wait for something to happen before calling it broken. */
const PATIENCE_MS = 20_000;

/** Waits for things in a window; when one does not come, says which and leaves a picture. */
export class Watcher {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /**
   * Runs one step of a person's work.
   * @param what the step in words, for the message and the picture's name.
   */
  async step<T>(what: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      if (cause instanceof StepFailed) throw cause; // an inner step has told it better
      throw new StepFailed(`Failed to ${what}; picture: ${await this.takeFailure(what)}`, { cause });
    }
  }

  /** Asks again and again until `ask` answers something other than undefined or false; a rejection counts as not yet. */
  async until<T>(
    what: string,
    ask: () => Promise<T | undefined | false>,
    timeoutMs: number = PATIENCE_MS,
  ): Promise<T> {
    const end = performance.now() + timeoutMs;
    return this.step(`see ${what} within ${timeoutMs} ms`, async () => {
      for (;;) {
        const answer = await ask().catch((error: unknown) => {
          if (performance.now() > end) throw error;
          return undefined;
        });
        if (answer !== undefined && answer !== false) return answer;
        if (performance.now() > end) throw new Error(`last answer: ${String(answer)}`);
        await this.page.waitForTimeout(PAUSE_MS);
      }
    });
  }

  /** Clicks; when a tooltip lies over the place, takes the pointer away from what it belongs to first. */
  async click(target: Locator): Promise<void> {
    await target.click({ timeout: 3000 }).catch(async () => {
      await this.restPointer();
      await target.click();
    });
  }

  /** Puts the pointer below the icons of the activity bar, where nothing has a tooltip. */
  async restPointer(): Promise<void> {
    await this.page.mouse.move(2, (this.page.viewportSize()?.height ?? 0) * 0.6);
  }

  /** Takes a picture named after what went wrong. */
  async takeFailure(what: string): Promise<string> {
    mkdirSync(FAILURES_DIR, { recursive: true });
    const name = what.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80);
    const file = path.join(FAILURES_DIR, `${name}.png`);
    return this.page.screenshot({ path: file, timeout: 5000 }).then(
      () => file,
      () => "none, the window is gone",
    );
  }
}

class StepFailed extends Error {
  override readonly name = "StepFailed";
}
