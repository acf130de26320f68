import * as vscode from "vscode";
import type { PauseReason } from "../../core/verification/pauseReason.ts";
import type { ResultCounts } from "../../core/verification/resultCounts.ts";
import type { ResultTable } from "../../core/verification/resultTable.ts";
import type { WorkSpan } from "../../core/verification/workSpan.ts";
import { type Explanation, explainFailure, openBilling } from "../explain.ts";
import { creditsText, formatCount, formatCredits, formatSpan, numberFormat } from "../words/text.ts";
import { RESULT_PARTS } from "../../shared/resultParts.ts";
import { partWord } from "../words/partWords.ts";
import { storeFaultText } from "../words/storeWords.ts";

/** Why a run stands still, as one sentence. */
export function pauseText(reason: PauseReason): string {
  switch (reason.kind) {
    case "asked":
      return vscode.l10n.t("Paused.");
    case "sessionEnded":
      return vscode.l10n.t("Interrupted when the window closed or the workspace changed.");
    case "maxCredits":
      return vscode.l10n.t(
        "Stopped before spending more than {0}, the limit of this run. Resuming asks what the rest may cost.",
        creditsText(reason.credits),
      );
    case "balanceFloor":
      return vscode.l10n.t(
        "Stopped because the balance is {0}. To go on, add credits at Instantly, or lower balanceFloor if it is set.",
        creditsText(reason.balance),
      );
    case "dearer":
      return vscode.l10n.t(
        "Stopped to ask: a check has cost {0} credits, not {1}. Resuming agrees to that.",
        formatCredits(reason.credits),
        formatCredits(reason.agreed),
      );
    case "stalled":
      return vscode.l10n.t(
        "Instantly has not finished {0} addresses for half an hour. Resuming looks again, free of charge.",
        formatCount(reason.addresses),
      );
    case "elsewhere":
      return vscode.l10n.t(
        "{0} addresses are at Instantly for another run, which stands still. Resume that one first: they are not paid for twice.",
        formatCount(reason.addresses),
      );
    case "failure":
      return explainFailure(reason.failure).sentence;
    case "store":
      return vscode.l10n.t(
        "Stopped because what is verified cannot be written down: {0}. Nothing is paid for without that.",
        storeFaultText(reason.fault),
      );
    case "leaseLost":
      return vscode.l10n.t("Another window has taken over.");
  }
}

/** What a person may have to do before it makes sense to resume. */
export function pauseAction(reason: PauseReason | undefined): Explanation["action"] {
  switch (reason?.kind) {
    case "maxCredits":
      return {
        label: vscode.l10n.t("Change Limit"),
        command: "workbench.action.openSettings",
        args: ["instantly.verification.maxCreditsPerRun"],
      };
    case "balanceFloor":
      return openBilling();
    case "failure":
      return explainFailure(reason.failure).action;
    default:
      return undefined;
  }
}

/** "180 verified, 5 catch-all, 12 invalid": how addresses ended, in the report's words, empty parts left out. */
export function countsText(counts: ResultCounts): string {
  return RESULT_PARTS.filter((part) => counts[part] > 0)
    .map((part) => `${formatCount(counts[part])} ${partWord(part).label}`)
    .join(", ");
}

/** What a run cost, and that the API did not name every price, where that is so. */
export function costText({ credits, unpriced }: ReturnType<ResultTable["cost"]>): string {
  return unpriced === 0
    ? formatCredits(credits)
    : vscode.l10n.t("{0}, and {1} checks of unknown price", formatCredits(credits), formatCount(unpriced));
}

/** How long a run was at work and how fast; undefined where it paid for nothing. */
export function workText({ workedMs, ratePerSecond }: WorkSpan): {
  readonly took: string | undefined;
  readonly rate: string | undefined;
} {
  const rate = numberFormat({ maximumSignificantDigits: 2 });
  return {
    took: workedMs === 0 ? undefined : formatSpan(workedMs),
    rate: ratePerSecond === undefined ? undefined : vscode.l10n.t("{0}/s", rate.format(ratePerSecond)),
  };
}
