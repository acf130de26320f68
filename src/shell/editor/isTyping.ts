import type * as vscode from "vscode";

/**
 * Whether an edit only puts something into lines or takes something out of them: what VS Code has drawn there stays in
 * place. Anything that is replaced may take it along, even where the text is the same again.
 */
export function isTyping(changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
  return changes.every(
    ({ range, text }) => range.isSingleLine && (range.isEmpty ? !/[\r\n]/u.test(text) : text === ""),
  );
}
