import * as vscode from "vscode";
import { CSV_DOCUMENT } from "./documentSelectors.ts";

/** Calls `then` once, as soon as a table of text is in sight. */
export function whenTableShows(
  { subscriptions }: Pick<vscode.ExtensionContext, "subscriptions">,
  then: () => void,
): void {
  const shows = (): boolean =>
    vscode.window.visibleTextEditors.some(
      ({ document }) => vscode.languages.match(CSV_DOCUMENT, document) > 0,
    );
  if (shows()) {
    then();
    return;
  }
  const waiting = vscode.window.onDidChangeVisibleTextEditors(() => {
    if (!shows()) return;
    waiting.dispose();
    then();
  });
  subscriptions.push(waiting);
}
