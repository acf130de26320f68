import type * as vscode from "vscode";
import { systemClock } from "../../core/clock.ts";

const MOST_TRIES = 20;
const BETWEEN_MS = 100;

/**
 * Saves a draft; false when that cannot be done. VS Code refuses a save that meets the one by which a draft saves itself,
 * although nothing is wrong, so it is tried for two seconds.
 */
export async function saveDraft(document: vscode.TextDocument): Promise<boolean> {
  for (let tries = 0; document.isDirty && !(await document.save()); tries += 1) {
    if (tries === MOST_TRIES) return false;
    await systemClock.sleep(BETWEEN_MS);
  }
  return true;
}
