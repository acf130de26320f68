import * as vscode from "vscode";
import { rowToRemove } from "../../core/text/csvRow.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import type { CommandId } from "../commands/commandTable.ts";
import { plain } from "../words/text.ts";
import { type AddressInDocument, addressAt } from "./addressAt.ts";
import { isTable } from "./documentSelectors.ts";
import { findingsOn, suggestionOf } from "./findings.ts";
import { PROBLEM_SOURCE } from "./verdictProblems.ts";

export interface AddressActionsParts {
  readonly isSignedIn: () => boolean;
  readonly find: (address: string) => LedgerEntry | undefined;
}

/** Takes a row out of a table; the text is read for it only when the action is chosen. */
class RemoveRow extends vscode.CodeAction {
  constructor(
    title: string,
    kind: vscode.CodeActionKind,
    readonly document: vscode.TextDocument,
    readonly position: vscode.Position,
  ) {
    super(title, kind);
  }
}

/** Actions on the address at the cursor; none while nobody is signed in. */
export class AddressActions implements vscode.CodeActionProvider {
  /** Not a quick fix: nothing is wrong with an address that nobody has verified. */
  static readonly kind = vscode.CodeActionKind.Empty.append("instantly").append("verify");
  static readonly kinds = [AddressActions.kind, vscode.CodeActionKind.QuickFix];
  readonly #parts: AddressActionsParts;

  constructor(parts: AddressActionsParts) {
    this.#parts = parts;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (!this.#parts.isSignedIn()) return [];
    const problems = diagnostics.filter(({ source }) => source === PROBLEM_SOURCE);
    const found = addressAt(document, range);
    const at = problems[0]?.range.start ?? found?.range.start;
    if (at === undefined) return [];
    const actions = found === undefined ? [] : await this.#addressActions(document, found, problems);
    if (isTable(document)) actions.push(removeRow(document, at, problems));
    if (found === undefined) return actions;
    actions.push(run(vscode.l10n.t("Verify All Addresses in File"), "instantly.verifyFile", document.uri));
    if (this.#parts.find(found.address) !== undefined)
      actions.push(run(vscode.l10n.t("Copy Valid Addresses of File"), "instantly.copyValid", document.uri));
    return actions;
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof RemoveRow)) return action;
    const { document, position } = action;
    const span = await rowToRemove(document.getText(), document.offsetAt(position));
    if (span === undefined) return action;
    action.edit = new vscode.WorkspaceEdit();
    action.edit.delete(
      document.uri,
      new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
    );
    return action;
  }

  async #addressActions(
    document: vscode.TextDocument,
    { address, range }: AddressInDocument,
    problems: readonly vscode.Diagnostic[],
  ): Promise<vscode.CodeAction[]> {
    const known = this.#parts.find(address);
    const shown = plain(address);
    const title =
      known === undefined ? vscode.l10n.t("Verify {0}", shown) : vscode.l10n.t("Verify {0} Again", shown);
    const verify = run(title, "instantly.verifyEmail", address);
    const suggestion = suggestionOf(await findingsOn(address));
    if (suggestion === undefined) return [verify];
    const fix = new vscode.CodeAction(
      vscode.l10n.t("Change to {0}", plain(suggestion)),
      vscode.CodeActionKind.QuickFix,
    );
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.replace(document.uri, range, suggestion);
    fix.isPreferred = true;
    fix.diagnostics = problems.filter((problem) => problem.range.isEqual(range));
    return [fix, verify];
  }
}

/** A fix where the row has a problem. */
function removeRow(
  document: vscode.TextDocument,
  at: vscode.Position,
  problems: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const kind = problems.length > 0 ? vscode.CodeActionKind.QuickFix : AddressActions.kind;
  const action = new RemoveRow(vscode.l10n.t("Remove This Row"), kind, document, at);
  action.diagnostics = [...problems];
  return action;
}

function run(title: string, command: CommandId, argument: string | vscode.Uri): vscode.CodeAction {
  const made = new vscode.CodeAction(title, AddressActions.kind);
  made.command = { title, command, arguments: [argument] };
  return made;
}
