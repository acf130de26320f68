import * as vscode from "vscode";
import type { CommandId } from "../commands/commandTable.ts";
import { plain } from "../words/text.ts";
import { addressAt } from "./addressAt.ts";

/** Actions on the address at the cursor; none while nobody is signed in. */
export class AddressActions implements vscode.CodeActionProvider {
  /** Not a quick fix: nothing is wrong with an address that nobody has verified. */
  static readonly kind = vscode.CodeActionKind.Empty.append("instantly").append("verify");
  readonly #isSignedIn: () => boolean;

  constructor(isSignedIn: () => boolean) {
    this.#isSignedIn = isSignedIn;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const found = this.#isSignedIn() ? addressAt(document, range) : undefined;
    if (found === undefined) return [];
    return [
      action(vscode.l10n.t("Verify {0}", plain(found.address)), "instantly.verifyEmail", found.address),
      action(vscode.l10n.t("Verify All Addresses in File"), "instantly.verifyFile", document.uri),
    ];
  }
}

function action(title: string, command: CommandId, argument: string | vscode.Uri): vscode.CodeAction {
  const made = new vscode.CodeAction(title, AddressActions.kind);
  made.command = { title, command, arguments: [argument] };
  return made;
}
