import * as vscode from "vscode";
import { RESULT_PARTS } from "../../shared/resultParts.ts";
import { countsText } from "../runs/runWords.ts";
import { addressesText, formatCount } from "../words/text.ts";
import type { WriteBackPlan } from "./planWriteBack.ts";

/** "1 row", "240 rows". */
export function rowsText(count: number): string {
  return count === 1 ? vscode.l10n.t("1 row") : vscode.l10n.t("{0} rows", formatCount(count));
}

/** What writing would do, as one question. */
export function previewQuestion(plan: WriteBackPlan): string {
  const { table, layout, rows } = plan;
  const counts = { ...plan.counts, notReached: 0 };
  const addresses = RESULT_PARTS.reduce((sum, part) => sum + counts[part], 0);
  const parts = [
    vscode.l10n.t(
      "Write results into {0}? {1} of {2} get one. {3}: {4}.",
      table.name,
      formatCount(rows),
      rowsText(layout.rows),
      addressesText(addresses),
      countsText(counts),
    ),
  ];
  if (layout.short > 0)
    parts.push(vscode.l10n.t("{0} filled up, so that columns line up.", rowsText(layout.short)));
  if (layout.long > 0)
    parts.push(vscode.l10n.t("{0} left as they are, because they are much too long.", rowsText(layout.long)));
  if (table.kind === "file") parts.push(whyByPath(table.why));
  return parts.join(" ");
}

function whyByPath(why: "tooLarge" | "notExact"): string {
  return why === "tooLarge"
    ? vscode.l10n.t("It is too large for an editor, so it is written on disk; a copy of it is kept.")
    : vscode.l10n.t(
        "An editor would change other bytes of it, such as its mixed line ends, so it is written on disk; a copy of it is kept.",
      );
}
