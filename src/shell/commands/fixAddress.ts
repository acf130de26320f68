import * as vscode from "vscode";
import { UserError } from "../explain.ts";

/** An address in a document and what it is to become. Plain data: links in hovers carry it. */
export interface AddressFix {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly address: string;
  readonly suggestion: string;
}

/** Changes an address, unless the document has changed there meanwhile. */
export async function fixAddress(fix: AddressFix | undefined): Promise<void> {
  if (fix === undefined) return;
  const { line, character, address, suggestion } = fix;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(fix.uri, true));
  const range = new vscode.Range(line, character, line, character + address.length);
  if (document.getText(range) !== address)
    throw new UserError(vscode.l10n.t("The document has changed meanwhile. Nothing was replaced."));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, suggestion);
  await vscode.workspace.applyEdit(edit);
}
