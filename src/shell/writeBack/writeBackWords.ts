import * as vscode from "vscode";
import type { RowResult } from "../../core/verification/resultColumns.ts";
import { formatCount } from "../words/text.ts";
import { verdictWord } from "../words/verdictWords.ts";
import type { WriteBackPlan } from "./planWriteBack.ts";

const SHOWN: readonly RowResult[] = ["verified", "invalid", "risky", "unknown", "pending", "malformed"];

/** Rows that get a result. */
export function rowsWithResult({ results }: Pick<WriteBackPlan, "results">): number {
  return SHOWN.reduce((sum, result) => sum + (results.get(result) ?? 0), 0);
}

/** "1 row", "240 rows". */
export function rowsText(count: number): string {
  return count === 1 ? vscode.l10n.t("1 row") : vscode.l10n.t("{0} rows", formatCount(count));
}

/** What writing would do, as one question. */
export function previewQuestion(plan: WriteBackPlan): string {
  const { table, layout, results } = plan;
  const counts = SHOWN.flatMap((result) => {
    const count = results.get(result) ?? 0;
    return count === 0 ? [] : [`${formatCount(count)} ${resultWord(result)}`];
  });
  const parts = [
    vscode.l10n.t(
      "Write results into {0}? {1} of {2}: {3}.",
      table.name,
      formatCount(rowsWithResult(plan)),
      rowsText(layout.rows),
      counts.join(", "),
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

function resultWord(result: RowResult): string {
  if (result === "malformed") return vscode.l10n.t("malformed");
  return result === "none" ? vscode.l10n.t("not verified") : verdictWord(result).label;
}
