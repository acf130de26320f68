import type * as vscode from "vscode";

const START_MS = 2000;

/**
 * VS Code looks up proxies and reads the machine's certificates when an extension host first fetches, which takes some
 * tenths of a second. A URL that holds its own (empty) content has it do so; nothing leaves the machine.
 */
export function warmFetch(): void {
  fetch("data:,").catch(() => undefined); // the first real request meets the same trouble, and says so
}

/** Does `work` once the start of the window, which has better to do, is over. */
export function afterStart(context: Pick<vscode.ExtensionContext, "subscriptions">, work: () => void): void {
  const timer = setTimeout(work, START_MS);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}
