import * as vscode from "vscode";
import type { StoreFault } from "../../core/verification/storeError.ts";

/** What keeps the local store from being used, as part of a sentence. */
export function storeFaultText(fault: StoreFault): string {
  switch (fault) {
    case "full":
      return vscode.l10n.t("the disk is full");
    case "locked":
      return vscode.l10n.t("another program holds the file");
    case "damaged":
      return vscode.l10n.t("the file is damaged; reload the window to begin a new one");
    case "closed":
      return vscode.l10n.t("what was kept here was cleared meanwhile; try again");
    case "noPlace":
      return vscode.l10n.t("there is no place to write on this machine");
    case "failed":
      return vscode.l10n.t("the file cannot be used");
  }
}

/** The same as a sentence of its own. */
export function storeFaultSentence(fault: StoreFault): string {
  return fault === "noPlace"
    ? vscode.l10n.t(
        "Nothing was paid for: nothing can be written down on this machine, so the same addresses would be paid for again later.",
      )
    : vscode.l10n.t(
        "What Instantly keeps on this machine cannot be read or written: {0}.",
        storeFaultText(fault),
      );
}
