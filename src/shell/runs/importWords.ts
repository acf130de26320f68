import * as vscode from "vscode";
import type { ImportState, RunState } from "../../core/verification/runState.ts";
import type { ImportRecord } from "../../core/verification/importRecord.ts";
import type { TooltipLine } from "../trees/tooltip.ts";
import { creditsText, creditsUsedText, formatCount, plain } from "../words/text.ts";

/** How far a run on Instantly's servers has come, for the end of its row: the stage, then numbers. */
export function importWords({ creditsSpent }: RunState, at: ImportState): string {
  return [stageWord(at), ...countWords(at), creditsText(creditsSpent)].join(" · ");
}

function stageWord({ stage, added, left }: ImportState): string {
  switch (stage) {
    case "list":
      return vscode.l10n.t("making a lead list");
    case "adding":
      return vscode.l10n.t("adding leads");
    case "checking":
      return left > 0
        ? vscode.l10n.t("first {0} show the price", formatCount(added))
        : vscode.l10n.t("Instantly is checking");
  }
}

function countWords({ stage, added, checked, left }: ImportState): readonly string[] {
  if (stage === "list") return [];
  const [done, all] = stage === "adding" ? [added, added + left] : [checked, added];
  const percent = all === 0 ? 100 : Math.floor((done / all) * 100);
  return [vscode.l10n.t("{0} of {1} ({2}%)", formatCount(done), formatCount(all), percent)];
}

/** What it has cost, which no answer says, and the list that it leaves behind. */
export function importLines(record: ImportRecord, state: RunState | undefined): readonly TooltipLine[] {
  const spent = creditsUsedText(state?.creditsSpent ?? record.spent);
  const cost: TooltipLine = ["credit-card", vscode.l10n.t("{0}, as the balance tells", spent)];
  if (record.list !== "made") return [cost];
  return [cost, ["list-unordered", vscode.l10n.t("lead list “{0}” at Instantly", plain(record.listName))]];
}
