import * as vscode from "vscode";
import type { KeptData } from "../kept/keptData.ts";
import type { KeptResults } from "../runs/runService.ts";
import { addressesText, creditsText, formatBytes } from "../words/text.ts";

/** Asks what of the kept data is to go, names what it cost, and says what was removed. */
export async function clearLocalData(kept: KeptData): Promise<void> {
  const verifications = await kept.verifications();
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
        ...(verifications === undefined ? [] : [lostText(verifications)]),
        vscode.l10n.t("Your API keys stay; Sign Out removes them."),
      ].join("\n\n"),
    },
    pagesOnly,
    ...(verifications === undefined ? [] : [all]),
  );
  if (chosen === undefined) return;
  if (chosen === all) await kept.clearVerifications();
  const bytes = formatBytes(await kept.clearPages());
  const removed = [vscode.l10n.t("Removed: lists and messages ({0}), choices for senders and views.", bytes)];
  if (verifications !== undefined) {
    const addresses = addressesText(verifications.results);
    removed.push(
      chosen === all
        ? vscode.l10n.t("Removed too: the results of {0} and the list of bulk verifications.", addresses)
        : vscode.l10n.t("The results of {0} stay.", addresses),
    );
  }
  void vscode.window.showInformationMessage(removed.join(" "));
}

/** What it means to clear the verifications. */
export function lostText({ results, credits }: KeptResults): string {
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
