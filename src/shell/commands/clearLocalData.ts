import * as vscode from "vscode";
import type { KeptData } from "../kept/keptData.ts";
import { formatBytes, formatCount, formatCredits } from "../words/text.ts";

/** Asks what of the kept data is to go, names what it cost, and says what was removed. */
export async function clearLocalData(kept: KeptData): Promise<void> {
  const { results, credits, runs } = await kept.verifications();
  const pagesOnly = vscode.l10n.t("Clear Lists and Messages");
  const all = vscode.l10n.t("Clear Everything");
  const hasVerifications = results > 0 || runs > 0;
  const paid =
    credits > 0
      ? vscode.l10n.t(
          "{0} verification results, for which {1} credits were paid, and {2} bulk verifications: once they are cleared, verifying the same addresses costs credits again.",
          formatCount(results),
          formatCredits(credits),
          formatCount(runs),
        )
      : vscode.l10n.t(
          "{0} verification results and {1} bulk verifications: once they are cleared, verifying the same addresses costs credits.",
          formatCount(results),
          formatCount(runs),
        );
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Clear what Instantly keeps on this machine?"),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          "The last lists and messages, and your choices for senders and the Emails view. Instantly itself has all the mail; it is read from there again.",
        ),
        ...(hasVerifications ? [paid] : []),
        vscode.l10n.t("Your API keys stay; Sign Out removes them."),
      ].join("\n\n"),
    },
    pagesOnly,
    ...(hasVerifications ? [all] : []),
  );
  if (chosen === undefined) return;
  if (chosen === all) await kept.clearVerifications();
  const bytes = formatBytes(await kept.clearPages());
  const removed = [vscode.l10n.t("Removed: lists and messages ({0}), choices for senders and views.", bytes)];
  if (chosen === all)
    removed.push(
      vscode.l10n.t(
        "Removed too: {0} verification results, {1} bulk verifications.",
        formatCount(results),
        formatCount(runs),
      ),
    );
  else if (hasVerifications)
    removed.push(vscode.l10n.t("{0} verification results stay.", formatCount(results)));
  void vscode.window.showInformationMessage(removed.join(" "));
}
