import * as vscode from "vscode";
import type { KeptData } from "../kept/keptData.ts";
import type { KeptResults } from "../runs/runService.ts";
import { addressesText, creditsText, formatBytes, formatCount } from "../words/text.ts";

/** Asks what of the kept data is to go, names what it cost, and says what was removed. */
export async function clearLocalData(kept: KeptData): Promise<void> {
  const worth = await kept.worth();
  const pagesOnly = vscode.l10n.t("Clear Lists and Messages");
  const all = vscode.l10n.t("Clear Everything");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Clear what Instantly keeps on this machine?"),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          "The last lists and messages, and your choices for senders and the Emails view. Instantly itself has all the mail; it is read from there again.",
        ),
        ...(worth === undefined ? [] : [lostText(worth)]),
        ...(worth === undefined || worth.drafts === 0 ? [] : [draftsText(worth.drafts)]),
        vscode.l10n.t("Your API keys stay; Sign Out removes them."),
      ].join("\n\n"),
    },
    pagesOnly,
    ...(worth === undefined ? [] : [all]),
  );
  if (chosen === undefined) return;
  if (chosen === all) {
    await kept.demandRest();
    if (worth !== undefined && worth.drafts > 0 && !(await mayDeleteDrafts(worth.drafts))) return;
    await kept.clearWork();
  }
  const bytes = formatBytes(await kept.clearPages());
  const removed = [vscode.l10n.t("Removed: lists and messages ({0}), choices for senders and views.", bytes)];
  if (worth !== undefined) {
    const addresses = addressesText(worth.results);
    removed.push(
      chosen === all
        ? vscode.l10n.t("Removed too: the results of {0} and the list of bulk verifications.", addresses)
        : vscode.l10n.t("The results of {0} stay.", addresses),
    );
    if (worth.drafts > 0)
      removed.push(
        chosen === all ? vscode.l10n.t("The drafts are deleted.") : vscode.l10n.t("The drafts stay."),
      );
  }
  void vscode.window.showInformationMessage(removed.join(" "));
}

function draftsText(count: number): string {
  return count === 1
    ? vscode.l10n.t("1 draft, which was not sent.")
    : vscode.l10n.t("{0} drafts, which were not sent.", formatCount(count));
}

/** Drafts are in no other place: they are asked about on their own, as when signing out. */
async function mayDeleteDrafts(count: number): Promise<boolean> {
  const clear = vscode.l10n.t("Clear and Delete");
  const question =
    count === 1
      ? vscode.l10n.t("1 draft was not sent. Clearing everything deletes it.")
      : vscode.l10n.t("{0} drafts were not sent. Clearing everything deletes them.", formatCount(count));
  return (await vscode.window.showWarningMessage(question, { modal: true }, clear)) === clear;
}

/** What it means to clear the verifications. */
export function lostText({ results, credits }: Pick<KeptResults, "results" | "credits">): string {
  const addresses = addressesText(results);
  return credits > 0
    ? vscode.l10n.t(
        "The results of {0}, for which {1} were paid, and the list of bulk verifications: once they are cleared, verifying the same addresses costs credits again.",
        addresses,
        creditsText(credits),
      )
    : vscode.l10n.t(
        "The results of {0} and the list of bulk verifications: once they are cleared, verifying the same addresses costs credits.",
        addresses,
      );
}
