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
  const { table, layout, rows, gone } = plan;
  const parts =
    gone.notGood + gone.repeated === 0
      ? [
          vscode.l10n.t(
            "Write results into {0}? {1} of {2} get one.",
            table.name,
            formatCount(rows),
            rowsText(layout.rows),
          ),
        ]
      : goneSentences(plan);
  parts.push(resultSentence(plan));
  if (layout.short > 0)
    parts.push(vscode.l10n.t("{0} filled up, so that columns line up.", rowsText(layout.short)));
  if (layout.long > 0)
    parts.push(vscode.l10n.t("{0} left as they are, because they are much too long.", rowsText(layout.long)));
  if (table.kind === "file") parts.push(whyByPath(table.why));
  return parts.join(" ");
}

/** How the table's addresses ended, each counted once, as the report of their verification says it. */
function resultSentence({ counts }: WriteBackPlan): string {
  const known = { ...counts, notReached: 0 };
  const addresses = RESULT_PARTS.reduce((sum, part) => sum + known[part], 0);
  return vscode.l10n.t("{0}: {1}.", addressesText(addresses), countsText(known));
}

function goneSentences({ table, layout, gone }: WriteBackPlan): string[] {
  const reasons = [
    ...(gone.notGood > 0 ? [vscode.l10n.t("{0} not good", formatCount(gone.notGood))] : []),
    ...(gone.repeated > 0 ? [vscode.l10n.t("{0} repeated", formatCount(gone.repeated))] : []),
  ];
  const unknown = vscode.l10n.t(
    "{0} of those have no result yet: verify them first to keep the good ones.",
    formatCount(gone.unknown),
  );
  return [
    vscode.l10n.t(
      "Clean up {0}? {1} of {2} stay; {3}.",
      table.name,
      formatCount(layout.rows),
      rowsText(layout.rows + gone.notGood + gone.repeated),
      reasons.join(", "),
    ),
    ...(gone.unknown > 0 ? [unknown] : []),
  ];
}

/** What stands in a document now, and the way back. */
export function writtenSentence({ layout, change, rows, gone }: WriteBackPlan, name: string): string {
  const all = gone.notGood + gone.repeated;
  if (all === 0 && change.results)
    return vscode.l10n.t(
      "Results of {0} stand in {1}, which is not saved yet. Undo takes them out.",
      rowsText(rows),
      name,
    );
  return vscode.l10n.t(
    "{0} of {1} stay in {2}, which is not saved yet. One Undo takes everything back.",
    formatCount(layout.rows),
    rowsText(layout.rows + all),
    name,
  );
}

function whyByPath(why: "tooLarge" | "notExact"): string {
  return why === "tooLarge"
    ? vscode.l10n.t("It is too large for an editor, so it is written on disk; a copy of it is kept.")
    : vscode.l10n.t(
        "An editor would change other bytes of it, such as its mixed line ends, so it is written on disk; a copy of it is kept.",
      );
}
