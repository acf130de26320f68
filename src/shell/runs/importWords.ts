import * as vscode from "vscode";
import type { ImportState, RunState } from "../../core/verification/runState.ts";
import { formatCount, formatCredits } from "../words/text.ts";

/** How far a run on Instantly's servers has come, for the end of its row. */
export function importWords(state: RunState, at: ImportState): string {
  const credits = vscode.l10n.t("{0} credits", formatCredits(state.creditsSpent));
  switch (at.stage) {
    case "list":
      return vscode.l10n.t("making a lead list at Instantly");
    case "adding":
      return [
        vscode.l10n.t(
          "{0} of {1} added to the lead list",
          formatCount(at.added),
          formatCount(at.added + at.left),
        ),
        credits,
      ].join(" · ");
    case "checking":
      return [checkedWords(at), credits].join(" · ");
  }
}

function checkedWords({ checked, added, left }: ImportState): string {
  const counts = [formatCount(checked), formatCount(added)] as const;
  return left > 0
    ? vscode.l10n.t("the first {1} of {2} show the price: {0} checked", ...counts, formatCount(added + left))
    : vscode.l10n.t(
        "{0} of {1} checked by Instantly ({2}%)",
        ...counts,
        added === 0 ? 100 : Math.floor((checked / added) * 100),
      );
}
