import * as path from "node:path";
import * as vscode from "vscode";
import { findAddresses } from "../../core/text/findAddresses.ts";
import type { ItemNews } from "../../core/verification/runBook.ts";
import { UserError } from "../explain.ts";
import { MAIL_SCHEME } from "../mailFiles/mailAddress.ts";
import { readAddresses } from "../runs/readAddresses.ts";
import type { RunService } from "../runs/runService.ts";
import { startPlanned } from "../runs/startPlanned.ts";
import type { Verifier } from "../verification/verifier.ts";

/** So many addresses are named in the view one by one; of more the run's report tells. */
const NAMED = 100;

/** Verifies the addresses in the selections, after one question that says how many there are and what that costs. */
export async function verifySelection(verifier: Verifier, service: RunService): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const addresses = editor === undefined ? [] : await selectedAddresses(editor);
  if (editor === undefined || addresses.length === 0)
    throw new UserError(vscode.l10n.t("There is no email address in the selection."));
  const active = await verifier.session();
  const started = await startPlanned(service, {
    title: vscode.l10n.t("{0} (selection)", path.posix.basename(editor.document.uri.path)),
    addresses,
    none: () => new UserError(vscode.l10n.t("There is no email address in the selection.")),
  });
  if (started === undefined || started.plan.unique > NAMED) return;
  const { run, plan } = started;
  const show = (news: readonly Partial<ItemNews>[]): void => {
    for (const { address, outcome } of news)
      if (address !== undefined && outcome?.state === "settled")
        active.session.verifications.add({
          email: address,
          ...outcome.entry,
          creditsLeft: outcome.isKnown ? undefined : run.state.creditsLeft,
        });
  };
  show(plan.items);
  run.onDidSettle(show);
}

/**
 * Addresses of every selection, in order; a cursor without a selection takes its line. Of mail they are those that the
 * mail itself has: other extensions can change what an editor shows of a read-only file.
 */
export async function selectedAddresses({
  selections,
  document,
}: Pick<vscode.TextEditor, "selections" | "document">): Promise<readonly string[]> {
  const selected = selections
    .map((selection) =>
      selection.isEmpty ? document.lineAt(selection.active.line).text : document.getText(selection),
    )
    .flatMap((text) => findAddresses(text).map(({ address }) => address));
  if (document.uri.scheme !== MAIL_SCHEME || selected.length === 0) return selected;
  const inMail = new Set(await Array.fromAsync(readAddresses(document.uri)));
  return selected.filter((address) => inMail.has(address));
}
