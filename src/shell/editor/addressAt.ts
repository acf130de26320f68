import * as vscode from "vscode";
import { findAddresses } from "../../core/text/findAddresses.ts";

/** More than any address needs; lines can be megabytes long, and this is asked at every move of the cursor. */
const REACH = 1_000;

export interface AddressInDocument {
  readonly address: string;
  readonly range: vscode.Range;
}

/** The first address that a range touches in its first line. */
export function addressAt(document: vscode.TextDocument, range: vscode.Range): AddressInDocument | undefined {
  const { line, character } = range.start;
  const last = range.isSingleLine ? range.end.character : document.lineAt(line).text.length;
  const from = Math.max(0, character - REACH);
  const text = document.getText(
    new vscode.Range(line, from, line, Math.min(last, character + REACH) + REACH),
  );
  for (const { offset, length, address } of findAddresses(text)) {
    const start = from + offset;
    if (start <= last && start + length >= character)
      return { address, range: new vscode.Range(line, start, line, start + length) };
  }
  return undefined;
}
